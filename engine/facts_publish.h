/* facts_publish.h: what a publication makes public, on its way into the ledger.
 *
 * shape  rows as facts_told() gives them; a later edition never tells a figure so that the
 *        few who came between them can be counted
 * fails  ERROR_WRITE as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_PUBLISH_H
#define SAMSYN_FACTS_PUBLISH_H

#include "engine/facts.h"
#include "engine/store/store.h"

typedef struct MadePublic MadePublic;

MadePublic *public_open(Arena *arena, Facts *facts);
bool public_read(MadePublic *made, Str rows, Error *error);
/* Inside a transaction. */
bool public_write(Store *store, const MadePublic *made, Error *error);
/* The digest of what the ledger took in while `batch` was the newest; empty: nothing. */
bool public_seal(Arena *arena, Store *store, int64_t batch, Str *seal, Error *error);

#endif
