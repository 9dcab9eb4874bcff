/* keys.h: which keys were seen in which cells, and in which months of the window.
 *
 * shape  items stand in the order they were first seen; a cell is a number; months are
 * bits, the window's first is bit 0 owns   memory of its own, given back with the arena it
 * is opened in
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_KEYS_H
#define SAMSYN_MEASURE_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"

typedef struct {
    uint64_t who;
    uint32_t cell;
    uint32_t months;
} Key;

typedef struct {
    Arena *own;
    Key *items;
    size_t count, capacity;
    unsigned char *extra; /* `width` bytes for each of items */
    size_t width;
    uint32_t *table; /* one more than a place in items; open addressing, a power of two */
    size_t size;
} Keys;

Keys *keys_open(Arena *arena, size_t width);
/* Its place in items; a new one has no months yet, and zeroes as its extra. */
size_t keys_place(Keys *keys, uint64_t who, size_t cell);
/* SIZE_MAX when it was never seen. */
size_t keys_find(const Keys *keys, uint64_t who, size_t cell);
/* Forgets all, and keeps the memory. */
void keys_clear(Keys *keys);

#endif
