/* folder.h: a folder of a test's own, gone when its arena is closed. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_FOLDER_H
#define SAMSYN_TESTS_FOLDER_H

#include "engine/base/arena.h"

const char *folder_new(Arena *arena);
void folder_put(Arena *arena, const char *folder, const char *name, const char *content);

#endif
