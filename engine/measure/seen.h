/* seen.h: which values have been seen in which cells: a set of pairs.
 *
 * owns   grows in the arena it is used with; zeroed it is empty
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_SEEN_H
#define SAMSYN_MEASURE_SEEN_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"

typedef struct {
    struct SeenPair *pairs;
    size_t count, size; /* size is a power of two */
} Seen;

/* Is this the first time? From then on it is not. `cell` is less than UINT32_MAX. */
bool seen_first(Arena *arena, Seen *seen, uint64_t who, size_t cell);

#endif
