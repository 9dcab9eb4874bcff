/* golden.h: a text as it was, kept in tests/golden and read in review. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_GOLDEN_H
#define SAMSYN_TESTS_GOLDEN_H

#include "engine/base/arena.h"

/* The text is the file's. With GOLDEN=renew the file is written anew. */
void assert_golden(Arena *arena, const char *path, const char *text);
/* The text holds this part, or does not; both are shown when it is not so. */
void assert_has(const char *text, const char *part);
void assert_lacks(const char *text, const char *part);

#endif
