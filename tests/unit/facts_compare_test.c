/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "engine/facts_compare.h"
#include "tests/support/folder.h"
#include "tests/support/records.h"

static Arena *arena;
static Records records;
static Error error;

static const char indicators[] =
    "- {id: pleased, reported: share, protects: none}\n"
    "- {id: by_goal, reported: share, protects: none, compare: {target: goal}}\n"
    "- {id: by_score, reported: share, protects: none, compare: {limits: score}}\n"
    "- {id: sick, reported: value, protects: persons}\n"
    "- {id: visits, reported: value}\n"
    "- {id: people, reported: value, carry: yes}\n"
    "- {id: sick_rate, ratio: {of: sick, over: people, per: 1000}}\n"
    "- {id: visit_rate, ratio: {of: visits, over: people, per: 1000}}\n"
    "- {id: length, mean: conversations.minutes, protects: none}\n";

static int open_records(void **state)
{
    (void)state;
    arena = arena_open();
    error = (Error){0};
    records = records_new(arena, "");
    folder_put(arena, records.folder, "indicators.yaml", indicators);
    records_reopen(&records);
    return 0;
}

static int close_records(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static Facts *opened(LevelKind kind, const char *unit)
{
    Facts *facts =
        facts_open(arena, records.workspace, (Level){kind, str_from(unit)}, &error);
    if (!facts)
        fail_msg("%s", error.message);
    return facts;
}

static Period period(const char *id)
{
    Period parsed;
    assert_true(period_parse(str_from(id), &parsed));
    return parsed;
}

static FactComparison compared(Facts *facts, const char *indicator, const char *unit,
                               const char *id)
{
    Fact fact;
    FactComparison told;
    if (!facts_read(facts, arena, str_from(indicator), str_from(unit), STR("all"),
                    period(id), &fact, &error) ||
        !facts_compare(facts, &fact, 1, &told, &error))
        fail_msg("%s", error.message);
    return told;
}

static void expect_near(double told, double expected)
{
    if (!(fabs(told - expected) <= 1e-12 * (1 + fabs(expected))))
        fail_msg("%.15g instead of %.15g", told, expected);
}

static void expect_nothing(const FactComparison *told)
{
    assert_int_equal(told->target_is, FACT_TARGET_NONE);
    assert_true(told->target == 0 && !told->has_limits);
    assert_int_equal(told->position, FACT_POSITION_NONE);
}

static void units_are_compared_with_all_of_their_type_together(void **state)
{
    (void)state;
    records_share(&records, "pleased", "asen", "2018", 60, 100);
    records_share(&records, "pleased", "berget", "2018", 150, 200);
    records_share(&records, "pleased", "dalby", "2018", 40, 100);
    records_share(&records, "pleased", "fors", "2018", 6, 12);
    records_share(&records, "pleased", "eken", "2018", 8, 9);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    FactComparison told = compared(facts, "pleased", "asen", "2018");
    assert_int_equal(told.target_is, FACT_TARGET_MEAN);
    assert_int_equal(told.units, 5);
    expect_near(told.target, 264.0 / 421);
    assert_int_equal(told.position, FACT_WITHIN);
    assert_true(told.lower998 < told.lower95 && told.lower95 < told.target &&
                told.target < told.upper95 && told.upper95 < told.upper998);
    assert_int_equal(compared(facts, "pleased", "berget", "2018").position, FACT_ABOVE_998);
    assert_int_equal(compared(facts, "pleased", "dalby", "2018").position, FACT_BELOW_998);
    assert_false(told.few);
    assert_true(told.tested && told.df == 4 && told.p < 0.001 && told.phi > 2);
    FactComparison grey = compared(facts, "pleased", "fors", "2018");
    assert_true(grey.few && grey.has_limits && grey.position == FACT_WITHIN);
    FactComparison tiny = compared(facts, "pleased", "eken", "2018");
    expect_nothing(&tiny);
    assert_int_equal(tiny.units, 5);
    FactComparison network = compared(facts, "pleased", "north", "2018");
    assert_int_equal(network.units, 2);
    expect_near(network.target, 258.0 / 409);
    FactComparison city = compared(facts, "pleased", "gota", "2018"); /* it is alone */
    expect_nothing(&city);
    FactComparison silent = compared(facts, "pleased", "asen", "2017");
    expect_nothing(&silent);
}

/* Good support protects persons: three of twenty are not seen, nor are five of forty, which
 * with the network's would tell them. */
static void what_the_level_may_not_see_is_in_no_target(void **state)
{
    (void)state;
    records_share(&records, "good_support", "asen", "2018", 3, 20);
    records_share(&records, "good_support", "berget", "2018", 30, 40);
    records_share(&records, "good_support", "dalby", "2018", 10, 40);
    records_share(&records, "good_support", "cederdalen", "2018", 5, 40);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    FactComparison told = compared(facts, "good_support", "berget", "2018");
    assert_int_equal(told.units, 2);
    expect_near(told.target, 0.5);
    told = compared(facts, "good_support", "asen", "2018");
    expect_nothing(&told);
    Arena *own = arena_open();
    Facts *view = facts_view(own, facts, (Level){LEVEL_INTERNAL, STR("asen")}, &error);
    told = compared(view, "good_support", "asen", "2018");
    assert_int_equal(told.units, 3);
    expect_near(told.target, 0.43);
    assert_int_equal(told.position, FACT_BELOW_95);
    told = compared(facts, "good_support", "berget", "2018"); /* the door itself, again */
    expect_near(told.target, 0.5);
    arena_close(own);
}

static void the_target_may_be_the_goal_and_without_one_there_is_none(void **state)
{
    (void)state;
    folder_put(arena, records.folder, "goals.csv",
               "indikator;enhet;period;mål\nby_goal;alla stadsdelar;år;80 %\n");
    records_reopen(&records);
    records_share(&records, "by_goal", "asen", "2018", 60, 100);
    records_share(&records, "by_goal", "berget", "2018", 60, 100);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    FactComparison told = compared(facts, "by_goal", "asen", "2018");
    assert_int_equal(told.target_is, FACT_TARGET_GOAL);
    expect_near(told.target, 0.8);
    assert_int_equal(told.position, FACT_BELOW_998);
    assert_true(told.tested && told.chi_square == 0 && told.p == 1);
    told = compared(facts, "by_goal", "asen", "2018-H1"); /* nothing is told of it */
    expect_nothing(&told);
    told = compared(facts, "by_goal", "north", "2018"); /* it has no goal */
    expect_nothing(&told);
}

static void the_limits_may_be_those_of_the_score_form(void **state)
{
    (void)state;
    records_share(&records, "by_score", "asen", "2018", 40, 100);
    records_share(&records, "by_score", "berget", "2018", 60, 100);
    FactComparison told = compared(opened(LEVEL_PUBLIC, ""), "by_score", "asen", "2018");
    expect_near(told.lower95, 0.5 - 1.959963984540054 * 0.05);
    expect_near(told.upper998, 0.5 + 3.090232306167814 * 0.05);
    assert_int_equal(told.position, FACT_BELOW_95);
}

/* 10 and 30 in 10 000 and 20 000: a mean of 4/3 per 1 000, so 13.33 and 26.67 expected. */
static void rates_of_persons_have_limits_and_intervals(void **state)
{
    (void)state;
    records_value(&records, "people", "asen", "2017", 10000);
    records_value(&records, "people", "berget", "2017", 20000);
    records_value(&records, "sick", "asen", "2018-01", 10);
    records_value(&records, "sick", "berget", "2018-01", 30);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    FactComparison told = compared(facts, "sick_rate", "asen", "2018-01");
    expect_near(told.target, 4.0 / 3);
    assert_true(told.has_limits && told.position == FACT_WITHIN);
    /* P(X <= 6) = 0.0205 and P(X <= 7) = 0.0442 of a Poisson count of 13.33 */
    assert_true(told.lower95 > 0.6 && told.lower95 < 0.7);
    expect_near(told.chi_square, 10.0 / 9 * 0.75 + 10.0 / 9 * 0.375);
    Fact fact;
    assert_true(facts_read(facts, arena, STR("sick_rate"), STR("asen"), STR("all"),
                           period("2018-01"), &fact, &error));
    /* Byar's ends of ten persons, by 10 000 and per 1 000 */
    assert_true(fact.figure.has_interval);
    assert_true(fabs(fact.figure.low95 - 0.4787) < 1e-4);
    assert_true(fabs(fact.figure.high95 - 1.8391) < 1e-4);
}

static void rates_of_events_and_means_have_a_target_only(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++) {
        const char *carer = str_format(arena, "A%d", i).ptr;
        records_conversation(&records, "asen", "2018-01-15", "old", carer, 30);
        records_conversation(&records, "berget", "2018-01-15", "old", carer, 60);
    }
    records_conversation(&records, "dalby", "2018-01-15", "old", "A1", 90);
    records_value(&records, "people", "asen", "2017", 1000);
    records_value(&records, "people", "berget", "2017", 1000);
    records_value(&records, "visits", "asen", "2018-01", 100);
    records_value(&records, "visits", "berget", "2018-01", 300);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    FactComparison told = compared(facts, "visit_rate", "asen", "2018-01");
    assert_int_equal(told.target_is, FACT_TARGET_MEAN);
    expect_near(told.target, 200);
    assert_true(!told.has_limits && !told.tested && told.position == FACT_POSITION_NONE);
    told = compared(facts, "length", "asen", "2018-01");
    expect_near(told.target, (12 * 30 + 12 * 60 + 90) / 25.0);
    assert_true(!told.has_limits && told.few);
    told = compared(facts, "length", "dalby", "2018-01"); /* of a single one */
    expect_nothing(&told);
    told = compared(facts, "visits", "asen", "2018-01"); /* a complete count */
    expect_nothing(&told);
    Fact fact;
    assert_true(facts_read(facts, arena, STR("visit_rate"), STR("asen"), STR("all"),
                           period("2018-01"), &fact, &error));
    assert_false(fact.figure.has_interval);
}

static void each_period_of_a_series_is_compared_by_itself(void **state)
{
    (void)state;
    records_share(&records, "pleased", "asen", "2018-01", 40, 50);
    records_share(&records, "pleased", "berget", "2018-01", 20, 50);
    records_share(&records, "pleased", "asen", "2018-03", 10, 50);
    records_share(&records, "pleased", "berget", "2018-03", 10, 50);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    Fact *series, to_date[3];
    FactComparison told[3];
    size_t count;
    assert_true(facts_series(facts, arena, STR("pleased"), STR("asen"), STR("all"),
                             period("2018-01"), period("2018-03"), &series, &count,
                             &error));
    assert_true(facts_compare(facts, series, count, told, &error));
    expect_near(told[0].target, 0.6);
    expect_nothing(&told[1]);
    expect_near(told[2].target, 0.2);
    for (int i = 0; i < 3; i++)
        assert_true(facts_to_date(facts, arena, STR("pleased"), STR("asen"), STR("all"),
                                  period_next(period("2018-01"), i), &to_date[i], &error));
    assert_true(facts_compare(facts, to_date, 3, told, &error));
    expect_near(told[0].target, 0.6);
    expect_near(told[1].target, 0.6);
    expect_near(told[2].target, 0.4);
    Fact rolling;
    assert_true(facts_rolling(facts, arena, STR("pleased"), STR("berget"), STR("all"),
                              period("2018-H1"), &rolling, &error));
    assert_true(facts_compare(facts, &rolling, 1, told, &error));
    expect_near(told[0].target, 0.4);
    assert_true(facts_compare(facts, series, 0, told, &error));
}

/* Ask and Björk became Cedern in July: of the year only Cedern and Ek are compared. */
static void a_merged_unit_is_not_compared_with_its_parts(void **state)
{
    (void)state;
    folder_put(arena, records.folder, "units.csv",
               "namn;typ;ingår_i;från;till;efterträdare\nGöta;city;;;;\n"
               "Ask;district;Göta;;2018-06-30;Cedern\n"
               "Björk;district;Göta;;2018-06-30;Cedern\n"
               "Cedern;district;Göta;2018-07-01;;\nEk;district;Göta;;;\n");
    records_reopen(&records);
    static const char *const units[] = {"ask", "bjork", "ek"};
    for (int i = 0; i < 3; i++)
        records_share(&records, "pleased", units[i], "2018-01", 10 * (i + 1), 40);
    records_share(&records, "pleased", "cedern", "2018-08", 20, 40);
    records_share(&records, "pleased", "ek", "2018-08", 20, 40);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    FactComparison told = compared(facts, "pleased", "cedern", "2018");
    assert_int_equal(told.units, 2);
    expect_near(told.target, 100.0 / 200);
    told = compared(facts, "pleased", "ask", "2018-01");
    assert_int_equal(told.units, 3);
    expect_near(told.target, 0.5);
    told = compared(facts, "pleased", "cedern", "2018-01"); /* its parts, beside them */
    assert_int_equal(told.units, 3);
    expect_near(told.target, 0.5);
}

static void what_a_target_was_made_of_is_told_to_who_listens(void **state)
{
    (void)state;
    records_share(&records, "pleased", "asen", "2018", 60, 100);
    records_share(&records, "pleased", "berget", "2018", 50, 100);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    compared(facts, "pleased", "asen", "2018");
    facts_listen(facts);
    compared(facts, "pleased", "asen", "2018");
    Str rows;
    assert_true(facts_told(facts, arena, &rows, &error));
    assert_non_null(strstr(str_zero(arena, rows), "pleased,berget,all,2018,50,100,0.5,"));
}

/* At a unit's own size they are those it was compared with. */
static void limits_are_told_for_any_size_of_what_has_them(void **state)
{
    (void)state;
    records_share(&records, "pleased", "asen", "2018", 60, 100);
    records_share(&records, "pleased", "berget", "2018", 150, 200);
    records_value(&records, "people", "asen", "2017", 10000);
    records_value(&records, "people", "berget", "2017", 20000);
    records_value(&records, "sick", "asen", "2018-01", 10);
    records_value(&records, "sick", "berget", "2018-01", 30);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    static const char *const names[] = {"pleased", "sick_rate"};
    static const char *const periods[] = {"2018", "2018-01"};
    static const double sizes[][3] = {{50, 100.5, 0}, {5000, 10000, 0}};
    for (int i = 0; i < 2; i++) {
        FactComparison told = compared(facts, names[i], "asen", periods[i]);
        FactLimits limits[3];
        assert_true(facts_limits(facts, str_from(names[i]), told.target, sizes[i], 3,
                                 limits, &error));
        assert_true(limits[0].known && limits[1].known && !limits[2].known);
        expect_near(limits[1].lower95, told.lower95);
        expect_near(limits[1].upper998, told.upper998);
        assert_true(limits[0].lower998 < limits[1].lower998);
        assert_true(limits[0].upper95 > limits[1].upper95);
    }
    static const char *const all[] = {"pleased", "sick_rate", "visit_rate", "length",
                                      "sick"};
    for (int i = 0; i < 5; i++) {
        bool limited;
        assert_true(facts_limited(facts, str_from(all[i]), &limited, &error));
        assert_int_equal(limited, i < 2);
    }
    bool limited;
    assert_false(facts_limited(facts, STR("plased"), &limited, &error));
    assert_non_null(strstr(error.message, "pleased"));
}

static void positions_have_words(void **state)
{
    (void)state;
    static const char *const words[] = {"",       "below_998", "below_95",
                                        "within", "above_95",  "above_998"};
    for (int i = 0; i < 6; i++)
        assert_true(str_equal(position_word((FactPosition)i), str_from(words[i])));
}

#define OPENED(test) cmocka_unit_test_setup_teardown(test, open_records, close_records)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OPENED(units_are_compared_with_all_of_their_type_together),
        OPENED(what_the_level_may_not_see_is_in_no_target),
        OPENED(the_target_may_be_the_goal_and_without_one_there_is_none),
        OPENED(the_limits_may_be_those_of_the_score_form),
        OPENED(rates_of_persons_have_limits_and_intervals),
        OPENED(rates_of_events_and_means_have_a_target_only),
        OPENED(each_period_of_a_series_is_compared_by_itself),
        OPENED(a_merged_unit_is_not_compared_with_its_parts),
        OPENED(what_a_target_was_made_of_is_told_to_who_listens),
        OPENED(limits_are_told_for_any_size_of_what_has_them),
        cmocka_unit_test(positions_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
