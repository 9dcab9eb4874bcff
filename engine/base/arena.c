/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/arena.h"

#include <errno.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef struct Block {
    struct Block *previous;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
} Block;

typedef struct Deferred {
    struct Deferred *previous;
    void (*release)(void *);
    void *handle;
} Deferred;

struct Arena {
    Block *block;
    size_t used; /* of the newest block */
    Deferred *deferred;
};

enum { ARENA_BLOCK = 256 * 1024, ARENA_LARGE = 2 * 1024 * 1024 };

void arena_out_of_memory(void)
{
    fputs("samsyn: out of memory\n", stderr);
    exit(71); /* EX_OSERR */
}

/* The C library says so in errno, and what goes well does not take it back. */
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
    free(arena);
}

/* Where much is wanted at once, in the system's large pages: asking for each small one
 * costs more than filling it. */
static void *block_memory(size_t whole)
{
    if (whole < ARENA_LARGE)
        return malloc(whole);
    void *memory = aligned_alloc(ARENA_LARGE, whole);
    if (memory)
        madvise(memory, whole, MADV_HUGEPAGE);
    return memory;
}

/* Blocks grow with what the arena holds. A block's own header is within its pages: behind
 * them it would take a large one for itself. */
static void block_add(Arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(Block) - ARENA_LARGE)
        arena_out_of_memory();
    size_t whole = arena->block ? 2 * (sizeof(Block) + arena->block->size) : ARENA_BLOCK;
    if (whole > ARENA_LARGE)
        whole = ARENA_LARGE;
    if (whole < sizeof(Block) + size)
        whole = sizeof(Block) + size;
    if (whole > ARENA_LARGE)
        whole = (whole + ARENA_LARGE - 1) / ARENA_LARGE * ARENA_LARGE;
    Block *block = block_memory(whole);
    if (!block)
        arena_out_of_memory();
    block->previous = arena->block;
    block->size = whole - sizeof(Block);
    arena->block = block;
    arena->used = 0;
}

static size_t whole_steps(size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        arena_out_of_memory();
    return (size + align - 1) / align * align;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size = whole_steps(size);
    if (!arena->block || arena->block->size - arena->used < size)
        block_add(arena, size);
    void *memory = arena->block->bytes + arena->used;
    arena->used += size;
    memset(memory, 0, size);
    return memory;
}

void *arena_alloc_array(Arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        arena_out_of_memory();
    return arena_alloc(arena, count * size);
}

/* What was allocated last has the rest of its block behind it, and need not move. */
static bool widen_in_place(Arena *arena, unsigned char *memory, size_t size, size_t wider)
{
    size_t held = whole_steps(size), wanted = whole_steps(wider);
    if (!memory || !arena->block || arena->used < held ||
        memory != arena->block->bytes + arena->used - held ||
        arena->block->size - arena->used < wanted - held)
        return false;
    memset(memory + held, 0, wanted - held);
    arena->used += wanted - held;
    return true;
}

void *arena_widen(Arena *arena, void *memory, size_t size, size_t wider)
{
    if (widen_in_place(arena, memory, size, wider))
        return memory;
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
    if (*capacity > SIZE_MAX / 2 || wider > SIZE_MAX / size)
        arena_out_of_memory();
    void *grown = arena_widen(arena, items, *capacity * size, wider * size);
    *capacity = wider;
    return grown;
}

void arena_defer(Arena *arena, void (*release)(void *), void *handle)
{
    Deferred *deferred = ARENA_NEW(arena, Deferred);
    *deferred = (Deferred){arena->deferred, release, handle};
    arena->deferred = deferred;
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){arena->block, arena->deferred, arena->used};
}

void arena_rewind(Arena *arena, ArenaMark mark)
{
    while (arena->deferred != mark.deferred) {
        Deferred *deferred = arena->deferred;
        arena->deferred = deferred->previous;
        deferred->release(deferred->handle);
    }
    while (arena->block != mark.block) {
        Block *block = arena->block;
        arena->block = block->previous;
        free(block);
    }
    arena->used = mark.used;
}
