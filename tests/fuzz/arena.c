/* The arena as fuzzing has it, instead of engine/base/arena.c: each thing is a block of
 * exactly its size, so that the sanitizer sees a step beyond it, and reading what was
 * rewound. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/arena.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    void *memory;
    void (*release)(void *); /* NULL: memory of ours */
} Held;

struct Arena {
    Held *held;
    size_t count, capacity;
};

void arena_out_of_memory(void)
{
    fputs("fuzz: out of memory\n", stderr);
    abort();
}

void arena_memory_asked(void)
{
    errno = 0;
}

void arena_memory_held(void)
{
    if (errno == ENOMEM)
        arena_out_of_memory();
}

Arena *arena_open(void)
{
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        arena_out_of_memory();
    return arena;
}

void arena_close(Arena *arena)
{
    if (!arena)
        return;
    arena_rewind(arena, (ArenaMark){0});
    free(arena->held);
    free(arena);
}

static void hold(Arena *arena, void *memory, void (*release)(void *))
{
    if (arena->count == arena->capacity) {
        arena->capacity = arena->capacity ? 2 * arena->capacity : 64;
        arena->held = realloc(arena->held, arena->capacity * sizeof *arena->held);
        if (!arena->held)
            arena_out_of_memory();
    }
    arena->held[arena->count++] = (Held){memory, release};
}

void *arena_alloc(Arena *arena, size_t size)
{
    void *memory = calloc(1, size ? size : 1);
    if (!memory)
        arena_out_of_memory();
    hold(arena, memory, NULL);
    return memory;
}

void *arena_alloc_array(Arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        arena_out_of_memory();
    return arena_alloc(arena, count * size);
}

void *arena_widen(Arena *arena, void *memory, size_t size, size_t wider)
{
    void *moved = arena_alloc(arena, wider);
    if (size)
        memcpy(moved, memory, size);
    return moved;
}

void *arena_grow(Arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t wider = *capacity ? *capacity * 2 : 8;
    void *moved = arena_alloc_array(arena, wider, size);
    if (count)
        memcpy(moved, items, count * size);
    *capacity = wider;
    return moved;
}

void arena_defer(Arena *arena, void (*release)(void *), void *handle)
{
    hold(arena, handle, release);
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){.used = arena->count};
}

/* Handles first: what they release may use memory that came after them. */
void arena_rewind(Arena *arena, ArenaMark mark)
{
    for (size_t i = arena->count; i-- > mark.used;)
        if (arena->held[i].release)
            arena->held[i].release(arena->held[i].memory);
    while (arena->count > mark.used)
        if (!arena->held[--arena->count].release)
            free(arena->held[arena->count].memory);
}
