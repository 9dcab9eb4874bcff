/* The series, limits, labels and icons are those of NHSRplotthedots: tests/data/spc_*.csv.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/stats/spc.h"
#include "tests/support/arena.h"

enum { CELLS = 16, POINTS_MOST = 64 };

static Str rest_of(const char *path)
{
    Error error = {0};
    Str content, head;
    if (!file_read(arena, path, &content, &error))
        fail_msg("%s", error.message);
    str_cut(content, '\n', &head, &content);
    return content;
}

static bool next_row(Str *rest, Str cells[CELLS])
{
    Str row;
    if (!rest->len)
        return false;
    str_cut(*rest, '\n', &row, rest);
    row = str_trim(row);
    for (size_t i = 0; i < CELLS; i++)
        str_cut(row, ',', &cells[i], &row);
    return cells[0].len > 0;
}

static double number(Str cell)
{
    return strtod(str_zero(arena, cell), NULL);
}

static const Str labels[] = {
    [SPC_COMMON_CAUSE] = {"Common Cause", 12},
    [SPC_ABOVE_UPL] = {"Above UCL", 9},
    [SPC_BELOW_LPL] = {"Below LCL", 9},
    [SPC_TREND_UP] = {"7 Point Trend (Increasing)", 26},
    [SPC_TREND_DOWN] = {"7 Point Trend (Decreasing)", 26},
    [SPC_TWO_OF_THREE_ABOVE] = {"2 in 3 Above CL", 15},
    [SPC_TWO_OF_THREE_BELOW] = {"2 in 3 Below CL", 15},
    [SPC_SHIFT_ABOVE] = {"7 Points Above CL", 17},
    [SPC_SHIFT_BELOW] = {"7 Points Below CL", 17},
};

static void near(double seen, Str expected)
{
    double wanted = number(expected);
    if (fabs(seen - wanted) > 1e-9 * fmax(fabs(wanted), 1))
        fail_msg("%.15g is not %.15g", seen, wanted);
}

/* The points of a case, as published; `starts` where its group is another. */
static size_t read_case(Str id, SpcValue *values, Str rows[POINTS_MOST][CELLS])
{
    Str rest = rest_of("tests/data/spc_points_expected.csv");
    size_t count = 0;
    Str cells[CELLS];
    while (next_row(&rest, cells)) {
        if (!str_equal(cells[0], id))
            continue;
        assert_true(count < POINTS_MOST);
        for (size_t i = 0; i < CELLS; i++)
            rows[count][i] = cells[i];
        bool starts = count && !str_equal(rows[count - 1][3], cells[3]);
        values[count++] = (SpcValue){.value = number(cells[2]), .starts = starts};
    }
    return count;
}

static size_t check_case(const Str parts[CELLS])
{
    static SpcValue values[POINTS_MOST];
    static SpcPoint points[POINTS_MOST];
    static Str rows[POINTS_MOST][CELLS];
    size_t count = read_case(parts[0], values, rows);
    int better = str_equal(parts[4], STR("increase"))   ? 1
                 : str_equal(parts[4], STR("decrease")) ? -1
                                                        : 0;
    SpcRules rules = {.baseline = (size_t)number(parts[7]),
                      .no_screen = str_equal(parts[8], STR("FALSE"))};
    spc_points(values, count, rules, points);
    for (size_t i = 0; i < count; i++) {
        near(points[i].centre, rows[i][4]);
        if (points[i].limited) {
            near(points[i].lower, rows[i][5]);
            near(points[i].upper, rows[i][6]);
        } else
            assert_int_equal(rows[i][5].len, 0);
        if (!str_equal(labels[points[i].signal], rows[i][10]))
            fail_msg("%.*s %.*s: %s, published %.*s", STR_PRINT(rows[i][0]),
                     STR_PRINT(rows[i][1]), labels[points[i].signal].ptr,
                     STR_PRINT(rows[i][10]));
        int way = spc_direction(points[i].signal);
        Str type = !way                 ? STR("common_cause")
                   : !better && way > 0 ? STR("special_cause_neutral_high")
                   : !better            ? STR("special_cause_neutral_low")
                   : way == better      ? STR("special_cause_improvement")
                                        : STR("special_cause_concern");
        assert_true(str_equal(type, rows[i][11]));
    }
    return count;
}

static void every_published_point_is_found_again(void **state)
{
    (void)state;
    Str rest = rest_of("tests/data/spc_cases.csv"), parts[CELLS];
    size_t points = 0, cases = 0;
    for (; next_row(&rest, parts); cases++)
        points += check_case(parts);
    assert_int_equal(cases, 10);
    assert_int_equal(points, 254);
}

/* Of the last group of each case; where there is one point there is nothing to assure. */
static void every_published_assurance_is_found_again(void **state)
{
    (void)state;
    Str rest = rest_of("tests/data/spc_summary_expected.csv"), row[CELLS];
    size_t checked = 0;
    while (next_row(&rest, row)) {
        Str cases = rest_of("tests/data/spc_cases.csv"), parts[CELLS];
        while (next_row(&cases, parts) && !str_equal(parts[0], row[0]))
            ;
        if (!row[11].len || !row[4].len)
            continue;
        SpcPoint last = {.limited = true,
                         .centre = number(row[3]),
                         .lower = number(row[4]),
                         .upper = number(row[5])};
        int better = str_equal(parts[4], STR("increase")) ? 1 : -1;
        SpcAssurance seen = spc_assurance(&last, better, number(parts[5]));
        Str wanted = seen == SPC_PASS   ? STR("consistent_pass")
                     : seen == SPC_FAIL ? STR("consistent_fail")
                                        : STR("inconsistent");
        assert_true(str_equal(wanted, row[11]));
        checked++;
    }
    assert_int_equal(checked, 8);
}

static void points_of(const double *numbers, size_t count, SpcPoint *points)
{
    SpcValue values[POINTS_MOST] = {0};
    for (size_t i = 0; i < count; i++)
        values[i].value = numbers[i];
    spc_points(values, count, (SpcRules){0}, points);
}

static void a_wide_range_is_left_out_once(void **state)
{
    (void)state;
    const double y[] = {10, 12, 11, 13, 12, 40, 12, 11, 13, 12, 11, 12, 13};
    SpcPoint points[13];
    points_of(y, 13, points);
    assert_float_equal(points[0].centre, 14, 1e-12);
    assert_float_equal(points[0].lower, 10.542, 1e-9);
    assert_float_equal(points[0].upper, 17.458, 1e-9);
    assert_int_equal(points[5].signal, SPC_ABOVE_UPL);
    assert_int_equal(points[0].signal, SPC_BELOW_LPL);
}

static void a_tie_ends_a_trend(void **state)
{
    (void)state;
    const double rise[] = {1, 2, 3, 4, 5, 6, 7}, tie[] = {1, 2, 3, 3, 4, 5, 6};
    SpcPoint points[7];
    points_of(rise, 7, points);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(points[i].signal == SPC_TREND_UP ||
                             points[i].signal == SPC_ABOVE_UPL ||
                             points[i].signal == SPC_BELOW_LPL,
                         true);
    assert_int_equal(points[3].signal, SPC_TREND_UP);
    points_of(tie, 7, points);
    for (size_t i = 0; i < 7; i++)
        assert_true(points[i].signal != SPC_TREND_UP);
}

static void what_does_not_vary_has_its_mean_as_limits(void **state)
{
    (void)state;
    const double y[] = {5, 5, 5, 5, 5, 5, 5, 5};
    SpcPoint points[8];
    points_of(y, 8, points);
    assert_true(points[7].limited && points[7].still);
    assert_true(points[7].lower == 5 && points[7].upper == 5);
    assert_int_equal(points[7].signal, SPC_COMMON_CAUSE);
    points_of(y, 1, points);
    assert_false(points[0].limited);
    assert_int_equal(spc_assurance(&points[0], 1, 3), SPC_NO_ASSURANCE);
}

static void runs_do_not_cross_a_gap_and_ranges_do(void **state)
{
    (void)state;
    SpcValue values[16] = {0};
    SpcPoint whole[16], parted[16];
    for (size_t i = 0; i < 16; i++)
        values[i].value = i < 8 ? 10 + (double)(i % 2) : 14 + (double)(i % 2);
    spc_points(values, 16, (SpcRules){0}, whole);
    values[4].after_gap = values[12].after_gap = true;
    spc_points(values, 16, (SpcRules){0}, parted);
    assert_int_equal(whole[3].signal, SPC_SHIFT_BELOW);
    assert_int_equal(parted[3].signal, SPC_COMMON_CAUSE);
    assert_true(whole[3].lower == parted[3].lower && whole[3].upper == parted[3].upper);
}

/* Limits by exact sums of the binomial chances (Python, math.comb), interpolated as the
 * funnel's are. */
static void shares_of_differing_numbers_have_limits_of_their_own(void **state)
{
    (void)state;
    enum { COUNT = 13 };
    const int part[COUNT] = {8, 18, 9, 30, 10, 25, 7, 16, 9, 12, 20, 11, 2};
    const int whole[COUNT] = {10, 22, 12, 38, 13, 30, 9, 20, 11, 15, 26, 14, 25};
    SpcValue values[COUNT] = {0};
    SpcPoint points[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        values[i] = (SpcValue){.value = (double)part[i] / whole[i], .of = whole[i]};
    spc_points(values, COUNT, (SpcRules){0}, points);
    assert_true(points[0].by_size && points[0].limited);
    assert_float_equal(points[0].centre, 177.0 / 245, 1e-12);
    assert_float_equal(points[0].lower, 0.20173397524716435, 1e-9);
    assert_float_equal(points[0].near_lower, 0.370198640636336, 1e-9);
    assert_true(points[0].upper == 1);
    assert_float_equal(points[3].lower, 0.47228272659183146, 1e-9);
    assert_float_equal(points[3].upper, 0.9148604809397383, 1e-9);
    assert_float_equal(points[3].near_upper, 0.8459181732230924, 1e-9);
    assert_int_equal(points[12].signal, SPC_BELOW_LPL);
    assert_int_equal(points[5].signal, SPC_SHIFT_ABOVE);
    /* Twice as many is not more than twofold; without a number there is no such limit. */
    for (size_t i = 0; i < COUNT; i++)
        values[i].of = i % 2 ? 20 : 10;
    spc_points(values, COUNT, (SpcRules){0}, points);
    assert_false(points[0].by_size);
    values[0].of = 41, values[1].of = 0;
    spc_points(values, COUNT, (SpcRules){0}, points);
    assert_false(points[0].by_size);
    for (size_t i = 0; i < COUNT; i++)
        values[i] = (SpcValue){.value = 1, .of = (double)(5 + 2 * i)};
    spc_points(values, COUNT, (SpcRules){0}, points);
    assert_true(points[4].by_size && points[4].still && points[4].lower == 1);
    assert_int_equal(points[4].signal, SPC_COMMON_CAUSE);
}

static void the_middle_is_found(void **state)
{
    (void)state;
    const double y[] = {9, 1, 5, 3};
    assert_true(spc_median(arena, y, 4) == 4 && spc_median(arena, y, 3) == 5);
    assert_true(spc_median(arena, y, 0) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_published_point_is_found_again),
        cmocka_unit_test(every_published_assurance_is_found_again),
        cmocka_unit_test(a_wide_range_is_left_out_once),
        cmocka_unit_test(a_tie_ends_a_trend),
        cmocka_unit_test(what_does_not_vary_has_its_mean_as_limits),
        cmocka_unit_test(runs_do_not_cross_a_gap_and_ranges_do),
        cmocka_unit_test(shares_of_differing_numbers_have_limits_of_their_own),
        cmocka_unit_test(the_middle_is_found),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
