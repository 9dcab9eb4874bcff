/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/seen.h"

#include <assert.h>

typedef struct SeenPair {
    uint64_t who;
    uint32_t cell; /* one more than its place; 0 is free */
} SeenPair;

static uint64_t mix(uint64_t value)
{
    value = (value ^ (value >> 31)) * 0x7fb5d329728ea185u;
    value = (value ^ (value >> 27)) * 0x81dadef4bc2dd44du;
    return value ^ (value >> 33);
}

static SeenPair *pair_place(SeenPair *pairs, size_t size, uint64_t who, uint32_t cell)
{
    size_t at = (size_t)mix(who * 0x9e3779b97f4a7c15u + cell) & (size - 1);
    while (pairs[at].cell && (pairs[at].cell != cell || pairs[at].who != who))
        at = (at + 1) & (size - 1);
    return &pairs[at];
}

static void grow(Arena *arena, Seen *seen)
{
    size_t size = seen->size ? seen->size * 2 : 4096;
    SeenPair *pairs = ARENA_ARRAY(arena, size, SeenPair);
    for (size_t i = 0; i < seen->size; i++)
        if (seen->pairs[i].cell)
            *pair_place(pairs, size, seen->pairs[i].who, seen->pairs[i].cell) =
                seen->pairs[i];
    seen->pairs = pairs;
    seen->size = size;
}

bool seen_first(Arena *arena, Seen *seen, uint64_t who, size_t cell)
{
    assert(cell < UINT32_MAX);
    if (seen->count * 2 >= seen->size)
        grow(arena, seen);
    SeenPair *place = pair_place(seen->pairs, seen->size, who, (uint32_t)cell + 1);
    if (place->cell)
        return false;
    *place = (SeenPair){who, (uint32_t)cell + 1};
    seen->count++;
    return true;
}
