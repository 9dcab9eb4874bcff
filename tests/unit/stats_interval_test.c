/* The numbers are PHEindicatormethods' own: tests/data/ci_*.csv */
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

static Str cell_at(Str line, size_t column)
{
    Str head = {"", 0};
    for (size_t i = 0; i <= column; i++)
        str_cut(line, ',', &head, &line);
    return head;
}

static double number_at(Str line, size_t column)
{
    Str cell = cell_at(line, column);
    return cell.len ? strtod(cell.ptr, NULL) : NAN;
}

static void expect_near(double told, double expected)
{
    if (!(fabs(told - expected) <= 1e-9 * fabs(expected)))
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
        if (!cell_at(line, 5).len) /* the table's rows without an interval */
            continue;
        int64_t x = (int64_t)number_at(line, 1), n = (int64_t)number_at(line, 2);
        double told_per = number_at(line, 10);
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

/* Both methods in one table, at either level; a lower end that is not there is empty. */
static void byar_and_wilson_give_the_published_limits(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Error error = {0};
    Str rest, line;
    assert_true(file_read(arena, "tests/data/ci_byars_wilson.csv", &rest, &error));
    str_cut(rest, '\n', &line, &rest);
    int rows = 0, open = 0;
    while (rest.len) {
        str_cut(rest, '\n', &line, &rest);
        double x = number_at(line, 0);
        bool wide = str_equal(cell_at(line, 4), STR("99.8%"));
        double z = wide ? INTERVAL_Z998 : INTERVAL_Z95;
        bool wilson = str_starts(cell_at(line, 5), STR("Wilson"));
        Interval told = wilson ? interval_wilson_weighted(x, number_at(line, 1), z)
                               : interval_byar(x, z);
        assert_true(told.known);
        assert_true(told.low_unknown == !cell_at(line, 2).len);
        if (!told.low_unknown)
            expect_near(told.low, number_at(line, 2));
        expect_near(told.high, number_at(line, 3));
        open += told.low_unknown;
        rows++;
    }
    assert_int_equal(rows, 13);
    assert_int_equal(open, 1);
    arena_close(arena);
}

static void rates_give_the_published_limits(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Error error = {0};
    Str rest, line;
    assert_true(file_read(arena, "tests/data/ci_rate_exact_byars.csv", &rest, &error));
    str_cut(rest, '\n', &line, &rest);
    int rows = 0, exact = 0;
    while (rest.len) {
        str_cut(rest, '\n', &line, &rest);
        if (!cell_at(line, 5).len)
            continue;
        double x = number_at(line, 1), over = number_at(line, 2) / number_at(line, 10);
        Interval usual = interval_rate(x, over, INTERVAL_Z95);
        Interval wide = interval_rate(x, over, INTERVAL_Z998);
        expect_near(usual.low, number_at(line, 4));
        expect_near(usual.high, number_at(line, 5));
        expect_near(wide.low, number_at(line, 6));
        expect_near(wide.high, number_at(line, 7));
        exact += x < 10;
        rows++;
    }
    assert_int_equal(rows, 17);
    assert_int_equal(exact, 4);
    arena_close(arena);
}

static void a_count_of_none_has_an_upper_end(void **state)
{
    (void)state;
    Interval none = interval_poisson(0, INTERVAL_Z95);
    assert_true(none.known && none.low == 0);
    expect_near(none.high, -log(0.025)); /* P(0) is exp(-mean) */
    assert_true(interval_byar(0, INTERVAL_Z95).low_unknown);
    assert_true(interval_rate(0, 100, INTERVAL_Z95).low == 0);
    assert_false(interval_rate(3, 0, INTERVAL_Z95).known);
}

/* 195 heat flow values (ZARR13), with the limits that NIST's e-Handbook 1.3.5.2 prints */
static void a_mean_has_the_interval_of_t(void **state)
{
    (void)state;
    Interval heat = interval_mean(195, 9.261460, 0.02278881, INTERVAL_Z95);
    assert_true(fabs(heat.low - 9.258242) < 1e-6 && fabs(heat.high - 9.264679) < 1e-6);
    expect_near(interval_mean(2, 0, sqrt(2), INTERVAL_Z95).high, 12.7062047361747);
    assert_false(interval_mean(1, 5, 0, INTERVAL_Z95).known);
    Interval same = interval_mean(4, 5, 0, INTERVAL_Z95);
    assert_true(same.known && same.low == 5 && same.high == 5);
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
        cmocka_unit_test(byar_and_wilson_give_the_published_limits),
        cmocka_unit_test(rates_give_the_published_limits),
        cmocka_unit_test(a_count_of_none_has_an_upper_end),
        cmocka_unit_test(a_mean_has_the_interval_of_t),
        cmocka_unit_test(the_ends_are_exact_and_nothing_is_known_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
