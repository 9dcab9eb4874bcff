/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine/base/moment.h"

static void the_clock_can_be_stood_for(void **state)
{
    Arena *arena = *state;
    Error error = {0};
    Str stamp;
    setenv("SOURCE_DATE_EPOCH", "1525348800", 1);
    assert_true(moment_now(arena, &stamp, &error));
    assert_string_equal(str_zero(arena, stamp), "2018-05-03T12:00:00Z");
    setenv("SOURCE_DATE_EPOCH", "0", 1);
    assert_true(moment_now(arena, &stamp, &error));
    assert_string_equal(str_zero(arena, stamp), "1970-01-01T00:00:00Z");
    unsetenv("SOURCE_DATE_EPOCH");
    assert_true(moment_now(arena, &stamp, &error));
    assert_int_equal(stamp.len, 20);
    assert_true(strcmp(stamp.ptr, "2026") > 0);
}

static void what_is_no_moment_is_refused(void **state)
{
    static const char *const wrong[] = {"soon", "-1", "12x", "999999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        Error error = {0};
        Str stamp;
        setenv("SOURCE_DATE_EPOCH", wrong[i], 1);
        assert_false(moment_now(*state, &stamp, &error));
        assert_int_equal(error.kind, ERROR_USAGE);
        assert_non_null(strstr(error.message, wrong[i]));
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

static void somebody_did_it(void **state)
{
    Str user = moment_user(*state);
    assert_true(user.len > 0);
    for (size_t i = 0; i < user.len; i++)
        assert_true((unsigned char)user.ptr[i] >= 0x20);
}

static int arena_make(void **state)
{
    *state = arena_open();
    return 0;
}

static int arena_end(void **state)
{
    arena_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_can_be_stood_for),
        cmocka_unit_test(what_is_no_moment_is_refused),
        cmocka_unit_test(somebody_did_it),
    };
    return cmocka_run_group_tests(tests, arena_make, arena_end);
}
