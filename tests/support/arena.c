/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/arena.h"

Arena *arena;

int open_arena(void **state)
{
    (void)state;
    arena = arena_open();
    return 0;
}

int close_arena(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}
