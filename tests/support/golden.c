/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "tests/support/golden.h"

void assert_golden(Arena *arena, const char *path, const char *text)
{
    Error error = {0};
    const char *renew = getenv("GOLDEN");
    if (renew && strcmp(renew, "renew") == 0) {
        assert_true(file_replace(path, str_from(text), 0644, &error));
        return;
    }
    Str golden;
    if (!file_read(arena, path, &golden, &error))
        fail_msg("%s", error.message);
    assert_string_equal(text, str_zero(arena, golden));
}

void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in:\n%s", part, text);
}

void assert_lacks(const char *text, const char *part)
{
    const char *at = strstr(text, part);
    if (at)
        fail_msg("'%s' is in: %.200s", part, at);
}
