/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/error.h"

static void the_first_failure_is_the_one_told(void **state)
{
    (void)state;
    Error error = {0};
    assert_false(error_set(&error, ERROR_DATA, "%s:%d: first", "a.csv", 3));
    assert_false(error_set(&error, ERROR_WRITE, "second"));
    assert_int_equal(error.kind, ERROR_DATA);
    assert_string_equal(error.message, "a.csv:3: first");
}

static void a_long_message_is_cut(void **state)
{
    (void)state;
    char large[4000];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    Error error = {0};
    error_set(&error, ERROR_CONFIG, "%s", large);
    assert_int_equal(strlen(error.message), sizeof error.message - 1);
}

static void a_cut_message_is_still_utf8(void **state)
{
    (void)state;
    char large[4000];
    for (size_t shift = 0; shift < 3; shift++) {
        memset(large, 'x', shift);
        for (size_t i = shift; i + 3 < sizeof large; i += 3)
            memcpy(large + i, "\xE2\x88\x92", 4);
        Error error = {0};
        error_set(&error, ERROR_CONFIG, "%s", large);
        size_t len = strlen(error.message);
        assert_in_range(len, sizeof error.message - 4, sizeof error.message - 1);
        assert_memory_equal(error.message + len - 3, "\xE2\x88\x92", 3);
    }
}

static bool fail_at(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_set_at(error, "goals.csv", 6, 15, format, arguments);
    va_end(arguments);
    return false;
}

static void a_place_stands_before_what_is_wrong_there(void **state)
{
    (void)state;
    Error error = {0};
    fail_at(&error, "unknown unit '%s'", "Åsen");
    assert_int_equal(error.kind, ERROR_CONFIG);
    assert_string_equal(error.message, "goals.csv:6:15: unknown unit 'Åsen'");
    fail_at(&error, "its consequence");
    assert_string_equal(error.message, "goals.csv:6:15: unknown unit 'Åsen'");
}

static void a_cut_message_with_a_place_is_still_utf8(void **state)
{
    (void)state;
    char large[4000];
    for (size_t i = 0; i + 2 < sizeof large; i += 2)
        memcpy(large + i, "å", 3);
    for (size_t shift = 0; shift < 2; shift++) {
        Error error = {0};
        fail_at(&error, "%.*s%s", (int)shift, "x", large);
        size_t len = strlen(error.message);
        assert_in_range(len, 1000, sizeof error.message - 1);
        assert_memory_equal(error.message + len - 2, "å", 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failure_is_the_one_told),
        cmocka_unit_test(a_long_message_is_cut),
        cmocka_unit_test(a_cut_message_is_still_utf8),
        cmocka_unit_test(a_place_stands_before_what_is_wrong_there),
        cmocka_unit_test(a_cut_message_with_a_place_is_still_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
