/* arena.h: a test's arena, opened before it and closed after it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_ARENA_H
#define SAMSYN_TESTS_ARENA_H

#include "engine/base/arena.h"

extern Arena *arena;

int open_arena(void **state);
int close_arena(void **state);

#endif
