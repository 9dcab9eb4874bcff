/* The numbers are PHEindicatormethods' own: tests/data/ci_proportion_wilson.csv */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/stats/interval.h"

static double number_at(Str line, size_t column)
{
    Str head = {"", 0};
    for (size_t i = 0; i <= column; i++)
        str_cut(line, ',', &head, &line);
    return strtod(head.ptr, NULL);
}

static void expect_near(double told, double expected)
{
    if (fabs(told - expected) > 1e-9 * (1 + fabs(expected)))
        fail_msg("%.15g instead of %.15g", told, expected);
}

static void wilson_gives_the_published_limits(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Error error = {0};
    Str rest, line;
    assert_true(file_read(arena, "tests/data/ci_proportion_wilson.csv", &rest, &error));
    str_cut(rest, '\n', &line, &rest);
    int rows = 0;
    while (rest.len) {
        str_cut(rest, '\n', &line, &rest);
        int64_t x = (int64_t)number_at(line, 1), n = (int64_t)number_at(line, 2);
        double told_per = number_at(line, 10);
        if (n == 0 || number_at(line, 5) == 0) /* the table's rows without an interval */
            continue;
        Interval wide = interval_wilson(x, n, INTERVAL_Z998);
        Interval usual = interval_wilson(x, n, INTERVAL_Z95);
        expect_near(told_per * usual.low, number_at(line, 4));
        expect_near(told_per * usual.high, number_at(line, 5));
        expect_near(told_per * wide.low, number_at(line, 6));
        expect_near(told_per * wide.high, number_at(line, 7));
        rows++;
    }
    assert_int_equal(rows, 16);
    arena_close(arena);
}

static void the_ends_are_exact_and_nothing_is_known_of_nothing(void **state)
{
    (void)state;
    Interval none = interval_wilson(0, 12, INTERVAL_Z95);
    assert_true(none.known && none.low == 0.0);
    assert_true(fabs(none.high - 0.2424940) < 1e-7);
    Interval all = interval_wilson(12, 12, INTERVAL_Z95);
    assert_true(all.high == 1.0 && fabs(all.low - (1 - none.high)) < 1e-12);
    assert_false(interval_wilson(0, 0, INTERVAL_Z95).known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_gives_the_published_limits),
        cmocka_unit_test(the_ends_are_exact_and_nothing_is_known_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
