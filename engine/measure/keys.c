/* What is looked through is a table of places, a quarter of a key's size; it doubles into
 * memory of its own and gives the old back, since it is the largest thing that counting
 * holds. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/keys.h"

#include <assert.h>
#include <string.h>

enum { KEYS_LEAST = 1024 };

static void release(void *opened)
{
    arena_close(((Keys *)opened)->own);
}

Keys *keys_open(Arena *arena, size_t width)
{
    Keys *keys = ARENA_NEW(arena, Keys);
    keys->width = width;
    arena_defer(arena, release, keys);
    return keys;
}

static uint64_t mix(uint64_t value)
{
    value *= 0x9e3779b97f4a7c15u;
    value = (value ^ (value >> 32)) * 0x7fb5d329728ea185u;
    return value ^ (value >> 29);
}

/* Where the key's place stands in the table, or the free slot where it would. */
static size_t slot_of(const Keys *keys, uint64_t who, uint32_t cell)
{
    size_t at = (size_t)mix(who + ((uint64_t)cell << 44)) & (keys->size - 1);
    while (keys->table[at]) {
        const Key *key = &keys->items[keys->table[at] - 1];
        if (key->who == who && key->cell == cell)
            break;
        at = (at + 1) & (keys->size - 1);
    }
    return at;
}

static void grow(Keys *keys)
{
    Arena *own = arena_open();
    size_t capacity = keys->capacity ? keys->capacity * 2 : KEYS_LEAST;
    Key *items = ARENA_ARRAY(own, capacity, Key);
    unsigned char *extra = arena_alloc_array(own, capacity, keys->width);
    if (keys->count) {
        memcpy(items, keys->items, keys->count * sizeof *items);
        memcpy(extra, keys->extra, keys->count * keys->width);
    }
    keys->size = capacity * 2;
    keys->table = ARENA_ARRAY(own, keys->size, uint32_t);
    keys->items = items;
    keys->extra = extra;
    keys->capacity = capacity;
    for (size_t i = 0; i < keys->count; i++)
        keys->table[slot_of(keys, items[i].who, items[i].cell)] = (uint32_t)i + 1;
    arena_close(keys->own);
    keys->own = own;
}

size_t keys_place(Keys *keys, uint64_t who, size_t cell)
{
    assert(cell < UINT32_MAX && keys->count < UINT32_MAX);
    if (keys->count == keys->capacity)
        grow(keys);
    size_t slot = slot_of(keys, who, (uint32_t)cell);
    if (!keys->table[slot]) {
        keys->items[keys->count] = (Key){who, (uint32_t)cell, 0};
        keys->table[slot] = (uint32_t)++keys->count;
    }
    return keys->table[slot] - 1;
}

size_t keys_find(const Keys *keys, uint64_t who, size_t cell)
{
    if (!keys->size)
        return SIZE_MAX;
    uint32_t place = keys->table[slot_of(keys, who, (uint32_t)cell)];
    return place ? place - 1 : SIZE_MAX;
}

void keys_clear(Keys *keys)
{
    if (keys->count) {
        memset(keys->table, 0, keys->size * sizeof *keys->table);
        memset(keys->extra, 0, keys->count * keys->width);
    }
    keys->count = 0;
}
