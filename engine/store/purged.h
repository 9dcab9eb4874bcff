/* purged.h: from which month on records are kept.
 *
 * fails  as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STORE_PURGED_H
#define SAMSYN_STORE_PURGED_H

#include "engine/store/store.h"

enum { PURGED_NOTHING = INT32_MIN };

typedef struct {
    int32_t before; /* a month; PURGED_NOTHING: all of them */
    Str decision, at;
} Purged;

bool purged_read(Arena *arena, Store *store, Purged *purged, Error *error);

#endif
