/* The table doubles into memory of its own and gives the old back, since it is the largest
 * thing that counting holds. */
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
    value = (value ^ (value >> 31)) * 0x7fb5d329728ea185u;
    value = (value ^ (value >> 27)) * 0x81dadef4bc2dd44du;
    return value ^ (value >> 33);
}

static size_t place_in(const Key *items, size_t size, uint64_t who, uint32_t cell)
{
    size_t at = (size_t)mix(who * 0x9e3779b97f4a7c15u + cell) & (size - 1);
    while (items[at].cell && (items[at].cell != cell || items[at].who != who))
        at = (at + 1) & (size - 1);
    return at;
}

static void grow(Keys *keys)
{
    size_t size = keys->size ? keys->size * 2 : KEYS_LEAST;
    Arena *own = arena_open();
    Key *items = ARENA_ARRAY(own, size, Key);
    unsigned char *extra = arena_alloc_array(own, size, keys->width);
    for (size_t i = 0; i < keys->size; i++) {
        if (!keys->items[i].cell)
            continue;
        size_t at = place_in(items, size, keys->items[i].who, keys->items[i].cell);
        items[at] = keys->items[i];
        memcpy(extra + at * keys->width, keys->extra + i * keys->width, keys->width);
    }
    arena_close(keys->own);
    keys->own = own;
    keys->items = items;
    keys->extra = extra;
    keys->size = size;
}

size_t keys_place(Keys *keys, uint64_t who, size_t cell)
{
    assert(cell < UINT32_MAX);
    if (keys->count * 2 >= keys->size)
        grow(keys);
    size_t at = place_in(keys->items, keys->size, who, (uint32_t)cell + 1);
    if (!keys->items[at].cell) {
        keys->items[at] = (Key){who, (uint32_t)cell + 1, 0};
        keys->count++;
    }
    return at;
}

void keys_clear(Keys *keys)
{
    if (keys->count) {
        memset(keys->items, 0, keys->size * sizeof *keys->items);
        memset(keys->extra, 0, keys->size * keys->width);
    }
    keys->count = 0;
}

size_t keys_find(const Keys *keys, uint64_t who, size_t cell)
{
    if (!keys->size)
        return SIZE_MAX;
    size_t at = place_in(keys->items, keys->size, who, (uint32_t)cell + 1);
    return keys->items[at].cell ? at : SIZE_MAX;
}
