/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/base/calendar.h"
#include "tests/support/arena.h"

static Period period(const char *id)
{
    Period parsed;
    assert_true(period_parse(str_from(id), &parsed));
    return parsed;
}

static void expect_id(Period told, const char *id)
{
    assert_string_equal(period_id(arena, told).ptr, id);
}

static void expect_days(const char *id, const char *first, const char *last)
{
    assert_string_equal(day_iso(arena, period_first_day(period(id))).ptr, first);
    assert_string_equal(day_iso(arena, period_last_day(period(id))).ptr, last);
}

static void days_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(day_from(1970, 1, 1), 0);
    assert_int_equal(day_from(1969, 12, 31), -1);
    assert_int_equal(day_from(2000, 3, 1), 11017);
    assert_int_equal(day_from(2018, 4, 11), 17632);
    assert_int_equal(day_from(1, 1, 1), -719162);
}

static void every_day_of_a_thousand_years_comes_back(void **state)
{
    (void)state;
    int32_t last = day_from(2400, 12, 31);
    int year_before = 1399, month_before = 12, day_before = 31;
    for (int32_t day = day_from(1400, 1, 1); day <= last; day++) {
        int year, month, day_of_month;
        day_to(day, &year, &month, &day_of_month);
        assert_true(day_valid(year, month, day_of_month));
        assert_int_equal(day_from(year, month, day_of_month), day);
        if (year == year_before && month == month_before)
            assert_int_equal(day_of_month, day_before + 1);
        else
            assert_false(day_valid(year_before, month_before, day_before + 1));
        year_before = year, month_before = month, day_before = day_of_month;
    }
}

static void the_outermost_days_do_not_overflow(void **state)
{
    (void)state;
    int year, month, day;
    day_to(INT32_MAX, &year, &month, &day);
    assert_int_equal(day_from(year, month, day), INT32_MAX);
    day_to(INT32_MIN, &year, &month, &day);
    assert_true(year < -5000000);
}

static void leap_years_follow_the_gregorian_rule(void **state)
{
    (void)state;
    assert_true(day_valid(2016, 2, 29));
    assert_false(day_valid(2018, 2, 29));
    assert_true(day_valid(2000, 2, 29));
    assert_false(day_valid(1900, 2, 29));
    assert_false(day_valid(2100, 2, 29));
    assert_false(day_valid(2018, 13, 1));
    assert_false(day_valid(2018, 0, 1));
    assert_false(day_valid(2018, 4, 31));
    assert_false(day_valid(2018, 4, 0));
    assert_false(day_valid(0, 4, 1));
    assert_false(day_valid(10000, 1, 1));
}

static void only_whole_iso_days_are_read(void **state)
{
    (void)state;
    int32_t day = -1;
    assert_true(day_parse_iso(STR("2018-03-26"), &day));
    assert_int_equal(day, day_from(2018, 3, 26));
    const char *refused[] = {"",           "2018-3-26",   "18-03-26",    "2018-02-29",
                             "2018/03/26", "2018-03-26 ", "2018-03-2x",  "2018-00-10",
                             "-018-03-26", "2018-03-260", "2018-13-01",  "20180326",
                             "2018-03",    "26/3-2018",   "+018-03-026", "2018--3-26"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(day_parse_iso(str_from(refused[i]), &day));
    assert_int_equal(day, day_from(2018, 3, 26));
    assert_string_equal(day_iso(arena, day).ptr, "2018-03-26");
    assert_string_equal(day_iso(arena, day_from(987, 6, 5)).ptr, "0987-06-05");
}

static void a_month_serial_is_twelve_times_the_year(void **state)
{
    (void)state;
    assert_int_equal(day_month_serial(day_from(2018, 1, 1)), 12 * 2018);
    assert_int_equal(day_month_serial(day_from(2018, 12, 31)), 12 * 2018 + 11);
}

static void periods_are_read_and_written_alike(void **state)
{
    (void)state;
    const char *ids[] = {"2018-01", "2018-03", "2018-12", "2018-Q1", "2018-Q4",
                         "2018-T1", "2018-T3", "2018-H1", "2018-H2", "2018"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        expect_id(period(ids[i]), ids[i]);
    assert_int_equal(period("2018-03").kind, PERIOD_MONTH);
    assert_int_equal(period("2018-T2").kind, PERIOD_TERTIAL);
    assert_int_equal(period("2018").kind, PERIOD_YEAR);
}

static void what_is_no_period_is_refused(void **state)
{
    (void)state;
    const char *refused[] = {
        "",         "201",     "2018-",      "2018-0",  "2018-00", "2018-13",  "2018-Q0",
        "2018-Q5",  "2018-T4", "2018-H3",    "2018-Y1", "2018Q1",  "2018-Qx",  "2018-1",
        "2018-Q1 ", "20180",   "2018-03-01", "0000",    "x018",    "2018-Q10", "2018/03"};
    Period told = {PERIOD_HALF, 7};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(period_parse(str_from(refused[i]), &told));
    assert_true(period_equal(told, (Period){PERIOD_HALF, 7}));
}

static void periods_have_their_first_and_last_day(void **state)
{
    (void)state;
    expect_days("2016-02", "2016-02-01", "2016-02-29");
    expect_days("2018-02", "2018-02-01", "2018-02-28");
    expect_days("2018-12", "2018-12-01", "2018-12-31");
    expect_days("2018-Q1", "2018-01-01", "2018-03-31");
    expect_days("2018-Q4", "2018-10-01", "2018-12-31");
    expect_days("2018-T1", "2018-01-01", "2018-04-30");
    expect_days("2018-T2", "2018-05-01", "2018-08-31");
    expect_days("2018-T3", "2018-09-01", "2018-12-31");
    expect_days("2018-H1", "2018-01-01", "2018-06-30");
    expect_days("2018-H2", "2018-07-01", "2018-12-31");
    expect_days("2018", "2018-01-01", "2018-12-31");
}

static void a_month_lies_in_one_period_of_each_kind(void **state)
{
    (void)state;
    int32_t august = 12 * 2018 + 7;
    expect_id(period_containing(PERIOD_MONTH, august), "2018-08");
    expect_id(period_containing(PERIOD_QUARTER, august), "2018-Q3");
    expect_id(period_containing(PERIOD_TERTIAL, august), "2018-T2");
    expect_id(period_containing(PERIOD_HALF, august), "2018-H2");
    expect_id(period_containing(PERIOD_YEAR, august), "2018");
    for (int k = PERIOD_MONTH; k <= PERIOD_YEAR; k++)
        for (int32_t month = -30; month < 30; month++) {
            Period told = period_containing((PeriodKind)k, month);
            assert_in_range(month - told.first_month, 0,
                            period_last_month(told) - told.first_month);
            assert_in_range(period_index(told), 1, 12 / period_months((PeriodKind)k));
        }
}

static void the_next_period_crosses_the_year(void **state)
{
    (void)state;
    expect_id(period_next(period("2018-12"), 1), "2019-01");
    expect_id(period_next(period("2018-01"), -1), "2017-12");
    expect_id(period_next(period("2018-Q4"), 1), "2019-Q1");
    expect_id(period_next(period("2018-T1"), -1), "2017-T3");
    expect_id(period_next(period("2018-H2"), 3), "2020-H1");
    expect_id(period_next(period("2018"), -18), "2000");
}

static void last_year_is_the_same_period_a_year_before(void **state)
{
    (void)state;
    expect_id(period_last_year(period("2018-07")), "2017-07");
    expect_id(period_last_year(period("2018-Q2")), "2017-Q2");
    expect_id(period_last_year(period("2018-T3")), "2017-T3");
    expect_id(period_last_year(period("2018-H1")), "2017-H1");
    expect_id(period_last_year(period("2018")), "2017");
}

static void months_are_whole_periods_or_not(void **state)
{
    (void)state;
    const int32_t january = 2018 * 12;
    assert_true(months_are_whole(PERIOD_MONTH, january + 4, january + 6));
    assert_true(months_are_whole(PERIOD_QUARTER, january, january + 5));
    assert_false(months_are_whole(PERIOD_QUARTER, january, january + 3));
    assert_true(months_are_whole(PERIOD_TERTIAL, january + 4, january + 11));
    assert_true(months_are_whole(PERIOD_HALF, january - 6, january + 5));
    assert_false(months_are_whole(PERIOD_HALF, january, january + 3));
    assert_false(months_are_whole(PERIOD_YEAR, january - 6, january + 5));
    assert_true(months_are_whole(PERIOD_YEAR, january, january + 11));
}

static void a_period_knows_its_place_in_the_year(void **state)
{
    (void)state;
    assert_int_equal(period_index(period("2018-03")), 3);
    assert_int_equal(period_index(period("2018-Q4")), 4);
    assert_int_equal(period_index(period("2018-T2")), 2);
    assert_int_equal(period_index(period("2018-H2")), 2);
    assert_int_equal(period_index(period("2018")), 1);
    assert_int_equal(period_year(period("2018-H2")), 2018);
    assert_int_equal(period_last_month(period("2018-T1")), 12 * 2018 + 3);
    assert_false(period_equal(period("2018"), period("2018-01")));
    assert_true(period_equal(period("2018-Q3"), period_next(period("2018-Q2"), 1)));
}

static void kinds_have_words(void **state)
{
    (void)state;
    for (int k = PERIOD_MONTH; k <= PERIOD_YEAR; k++) {
        PeriodKind kind = PERIOD_MONTH;
        assert_true(period_kind_parse(period_kind_word((PeriodKind)k), &kind));
        assert_int_equal(kind, k);
    }
    PeriodKind kind;
    assert_true(period_kind_parse(STR("tertial"), &kind));
    assert_int_equal(period_months(kind), 4);
    assert_false(period_kind_parse(STR("week"), &kind));
    assert_false(period_kind_parse(STR("Month"), &kind));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(every_day_of_a_thousand_years_comes_back),
        cmocka_unit_test(the_outermost_days_do_not_overflow),
        cmocka_unit_test(leap_years_follow_the_gregorian_rule),
        cmocka_unit_test(only_whole_iso_days_are_read),
        cmocka_unit_test(a_month_serial_is_twelve_times_the_year),
        cmocka_unit_test(periods_are_read_and_written_alike),
        cmocka_unit_test(what_is_no_period_is_refused),
        cmocka_unit_test(periods_have_their_first_and_last_day),
        cmocka_unit_test(a_month_lies_in_one_period_of_each_kind),
        cmocka_unit_test(the_next_period_crosses_the_year),
        cmocka_unit_test(last_year_is_the_same_period_a_year_before),
        cmocka_unit_test(months_are_whole_periods_or_not),
        cmocka_unit_test(a_period_knows_its_place_in_the_year),
        cmocka_unit_test(kinds_have_words),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
