/* arena.h: memory that is given back all at once.
 *
 * owns   an arena owns what is allocated in it, and the foreign handles deferred to it
 * fails  never: out of memory ends the process (nothing half-made is ever published)
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_ARENA_H
#define SAMSYN_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;
typedef struct {
    void *block, *deferred;
    size_t used;
} ArenaMark;

Arena *arena_open(void);
void arena_close(Arena *arena); /* NULL is allowed */

/* Zeroed and aligned for any type; size 0 gives a valid pointer. */
void *arena_alloc(Arena *arena, size_t size);
void *arena_alloc_array(Arena *arena, size_t count, size_t size);
#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, count, Type) \
    ((Type *)arena_alloc_array((arena), (count), sizeof(Type)))

/* `memory`, perhaps moved, with room for `wider` bytes instead of `size`: zeros behind. */
void *arena_widen(Arena *arena, void *memory, size_t size, size_t wider);

/* Makes room for one more item in a growing array; returns the array, perhaps moved.
 * Use as: items = ARENA_GROW(arena, items, count, &capacity); items[count++] = ...; */
void *arena_grow(Arena *arena, void *items, size_t count, size_t *capacity, size_t size);
#define ARENA_GROW(arena, items, count, capacity) \
    arena_grow((arena), (items), (count), (capacity), sizeof *(items))

/* Calls release(handle) when the arena is closed or rewound past this point, last first. */
void arena_defer(Arena *arena, void (*release)(void *), void *handle);

ArenaMark arena_mark(const Arena *arena);
void arena_rewind(Arena *arena, ArenaMark mark);

/* Says so and ends the program (71). */
_Noreturn void arena_out_of_memory(void);
/* Round the work of a library that goes on with a part when there is no memory for the rest
 * (a font without its glyphs): the program is ended then. */
void arena_memory_asked(void);
void arena_memory_held(void);

#endif
