/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "engine/facts_forecast.h"
#include "tests/support/folder.h"
#include "tests/support/records.h"

static Arena *arena;
static Records records;
static Error error;

static void indicators(const char *forecast)
{
    folder_put(arena, records.folder, "indicators.yaml",
               str_format(arena,
                          "- {id: visits, reported: value, better: higher, protects: "
                          "none%s}\n"
                          "- {id: content, reported: share, better: higher, protects: "
                          "none}\n"
                          "- {id: state, reported: value, carry: yes, better: higher, "
                          "protects: none}\n"
                          "- {id: length, mean: conversations.minutes, better: higher, "
                          "protects: none}\n",
                          forecast)
                   .ptr);
}

static int open_records(void **state)
{
    (void)state;
    arena = arena_open();
    error = (Error){0};
    records = records_new(arena, "carer_keys: per_unit\n");
    indicators("");
    return 0;
}

static int close_records(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static Facts *opened(void)
{
    records_reopen(&records);
    Facts *facts =
        facts_open(arena, records.workspace, (Level){.kind = LEVEL_PUBLIC}, &error);
    if (!facts)
        fail_msg("%s", error.message);
    return facts;
}

static void goals(const char *rows)
{
    folder_put(arena, records.folder, "goals.csv",
               str_format(arena, "indikator;enhet;period;mål;delvis\n%s", rows).ptr);
}

static Period period(const char *id)
{
    Period parsed;
    assert_true(period_parse(str_from(id), &parsed));
    return parsed;
}

static void months(const char *unit, int year, int first, int last, int value)
{
    for (int month = first; month <= last; month++)
        records_value(&records, "visits", unit,
                      str_format(arena, "%d-%02d", year, month).ptr, value);
}

static FactForecast forecast_of(Facts *facts, const char *unit, const char *month)
{
    FactForecast forecast;
    if (!facts_forecast(facts, STR("visits"), str_from(unit), STR("all"), period(month),
                        &forecast, &error))
        fail_msg("%s", error.message);
    return forecast;
}

static Fact to_date(Facts *facts, const char *indicator, const char *unit,
                    const char *month)
{
    Fact fact;
    if (!facts_to_date(facts, arena, str_from(indicator), str_from(unit), STR("all"),
                       period(month), &fact, &error))
        fail_msg("%s", error.message);
    return fact;
}

static Fact read(Facts *facts, const char *indicator, const char *unit, const char *id)
{
    Fact fact;
    if (!facts_read(facts, arena, str_from(indicator), str_from(unit), STR("all"),
                    period(id), &fact, &error))
        fail_msg("%s", error.message);
    return fact;
}

static void seasons_are_those_of_whole_years_of_all_units_of_the_type(void **state)
{
    (void)state;
    months("asen", 2016, 1, 12, 10);
    months("asen", 2017, 1, 12, 10);
    months("berget", 2017, 1, 6, 30); /* not whole: its half would be all of the pool */
    months("dalby", 2017, 1, 6, 30);
    months("dalby", 2017, 7, 12, 10);
    months("asen", 2018, 1, 6, 10);
    Facts *facts = opened();
    FactForecast forecast = forecast_of(facts, "asen", "2018-06");
    assert_true(forecast.known && !forecast.outcome && !forecast.has_chance);
    assert_int_equal(forecast.years, 3);
    assert_int_equal(forecast.months, 6);
    assert_true(forecast.has_last_year && forecast.last_year == 120);
    double seen = (120 + 180 + 60) / (480. + 120.);
    double mean = (60.5 + 30) * (1 - seen) / (.25 + seen);
    assert_true(fabs(forecast.estimate - 60 - mean) < 1e-9);
    assert_true(forecast.dispersion > 1);
    /* The city's own years are the city's; its 2017 lacks half a unit. */
    forecast = forecast_of(facts, "gota", "2018-06");
    assert_int_equal(forecast.years, 1);
    assert_false(forecast.has_last_year);
}

static void five_years_are_looked_at_and_no_flagged_one(void **state)
{
    (void)state;
    for (int year = 2010; year <= 2017; year++)
        months("asen", year, 1, 12, 10);
    months("asen", 2018, 1, 3, 10);
    assert_int_equal(forecast_of(opened(), "asen", "2018-03").years, 5);
    indicators(", forecast: {skip_years: [2017, 2011]}");
    FactForecast forecast = forecast_of(opened(), "asen", "2018-03");
    assert_int_equal(forecast.years, 5);
    assert_false(forecast.has_last_year);
    indicators(", forecast: {skip_years: [2010, 2011, 2012, 2013, 2014]}");
    assert_int_equal(forecast_of(opened(), "asen", "2018-03").years, 3);
}

static void what_is_missing_is_still_to_come_in_its_proportion(void **state)
{
    (void)state;
    months("asen", 2018, 1, 4, 10);
    months("dalby", 2018, 1, 1, 10);
    months("dalby", 2018, 3, 4, 10);
    Facts *facts = opened();
    FactForecast one = forecast_of(facts, "dalby", "2018-04");
    assert_int_equal(one.months, 3);
    assert_true(fabs(one.estimate - (30 + 30.5 * 9 / 3)) < 1e-9);
    FactForecast both = forecast_of(facts, "gota", "2018-04");
    assert_int_equal(both.months, 4);
    assert_true(fabs(both.estimate - (70 + 70.5 * 8.5 / 3.5)) < 1e-9);
}

static void a_month_that_nobody_measured_is_not_to_come(void **state)
{
    (void)state;
    months("asen", 2018, 4, 9, 10);
    FactForecast forecast = forecast_of(opened(), "asen", "2018-09");
    assert_int_equal(forecast.months, 6);
    assert_true(fabs(forecast.estimate - (60 + 60.5 * 3 / 6)) < 1e-9);
}

static void it_is_as_known_at_its_month(void **state)
{
    (void)state;
    months("asen", 2018, 1, 6, 10);
    Facts *facts = opened();
    assert_true(fabs(forecast_of(facts, "asen", "2018-03").estimate - (30 + 30.5 * 9 / 3)) <
                1e-9);
    assert_false(forecast_of(facts, "asen", "2017-12").known);
    FactForecast forecast;
    Fact year = read(facts, "visits", "asen", "2018");
    assert_true(facts_forecast_of(facts, &year, &forecast, &error) && forecast.known);
    assert_int_equal(forecast.until, period("2018-06").first_month);
    Fact august = read(facts, "visits", "asen", "2018-08");
    assert_true(facts_forecast_of(facts, &august, &forecast, &error));
    assert_false(forecast.known);
    Fact march = to_date(facts, "visits", "asen", "2018-03");
    assert_true(facts_forecast_of(facts, &march, &forecast, &error) && forecast.known);
    assert_int_equal(forecast.until, period("2018-03").first_month);
}

static void why_a_status_is_undecided_is_told(void **state)
{
    (void)state;
    goals("visits;alla stadsdelar;år;100;\ncontent;alla stadsdelar;år;80 %;\n"
          "state;alla stadsdelar;år;5;\nlength;alla stadsdelar;år;30;\n"
          "visits;alla stadsdelar;månad;10;\n");
    months("asen", 2018, 1, 3, 10);
    records_share(&records, "content", "asen", "2018-02", 99, 100);
    records_share(&records, "content", "berget", "2018-03", 82, 100);
    records_value(&records, "state", "asen", "2017", 9);
    records_conversation(&records, "asen", "2018-03-02", "old", "A", 40);
    Facts *facts = opened();
    const struct {
        Fact fact;
        UndecidedReason reason;
    } cases[] = {
        {to_date(facts, "visits", "asen", "2018-02"), UNDECIDED_EARLY},
        {to_date(facts, "content", "asen", "2018-02"), UNDECIDED_EARLY},
        {to_date(facts, "content", "berget", "2018-03"), UNDECIDED_CHANCE},
        {to_date(facts, "length", "asen", "2018-03"), UNDECIDED_RUNNING},
        {read(facts, "state", "asen", "2018"), UNDECIDED_CARRIED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(cases[i].fact.status, STATUS_UNDECIDED);
        assert_int_equal(cases[i].fact.basis, BASIS_NONE);
        assert_int_equal(cases[i].fact.undecided, cases[i].reason);
    }
    Fact march = to_date(facts, "visits", "asen", "2018-03");
    assert_int_equal(march.status, STATUS_MET);
    assert_int_equal(march.basis, BASIS_FORECAST);
    assert_int_equal(march.undecided, UNDECIDED_NOT);
}

static void proposals_follow_the_chances(void **state)
{
    (void)state;
    static const int wanted[] = {80, 110, 118, 125, 140, 190};
    months("asen", 2018, 1, 3, 10);
    size_t seen[STATUS_UNDECIDED + 1] = {0}, sure = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        goals(str_format(arena, "visits;Åsen;år;%d;\n", wanted[i]).ptr);
        Facts *facts = opened();
        Fact fact = to_date(facts, "visits", "asen", "2018-03");
        FactForecast forecast = forecast_of(facts, "asen", "2018-03");
        assert_true(forecast.has_chance);
        Status proposed = forecast.chance >= .8          ? STATUS_MET
                          : forecast.chance_partly <= .2 ? STATUS_NOT_MET
                                                         : STATUS_PARTLY;
        assert_int_equal(fact.status, proposed);
        assert_int_equal(fact.uncertain, forecast.chance > .2 && forecast.chance < .8);
        assert_int_equal(read(facts, "visits", "asen", "2018").status, proposed);
        seen[proposed]++;
        sure += !fact.uncertain;
    }
    assert_true(seen[STATUS_MET] && seen[STATUS_PARTLY] && seen[STATUS_NOT_MET]);
    assert_true(sure && sure < sizeof wanted / sizeof *wanted);
}

static void what_was_decided_stands_beside_what_is_proposed(void **state)
{
    (void)state;
    goals("visits;Åsen;år;100;\n");
    months("asen", 2018, 1, 4, 10);
    folder_put(arena, records.folder, "assessments.csv",
               "indikator;enhet;period;bedömning;beslutad av;skäl;datum;beslut\n"
               "visits;Åsen;2018-01/2018-04;delvis;enhetschef;en vakans;2018-05-12;dnr 7\n"
               "visits;Åsen;2018-04;helt;enhetschef;i takt;2018-05-12;\n");
    Facts *facts = opened();
    Fact april = to_date(facts, "visits", "asen", "2018-04");
    assert_int_equal(april.status, STATUS_MET);
    assert_true(april.assessment.known);
    assert_int_equal(april.assessment.status, STATUS_PARTLY);
    assert_true(str_equal(april.assessment.by, STR("enhetschef")));
    assert_true(str_equal(april.assessment.reason, STR("en vakans")));
    assert_true(str_equal(april.assessment.decision, STR("dnr 7")));
    assert_true(str_equal(day_iso(arena, april.assessment.day), STR("2018-05-12")));
    assert_false(to_date(facts, "visits", "asen", "2018-03").assessment.known);
    assert_false(read(facts, "visits", "asen", "2018").assessment.known);
    Fact month = read(facts, "visits", "asen", "2018-04");
    assert_int_equal(month.status, STATUS_NONE);
    assert_true(month.assessment.known && month.assessment.status == STATUS_MET);
}

static void chances_are_told_in_tenths(void **state)
{
    (void)state;
    static const double chances[] = {0, .049, .051, .4335, .66, .949, .951, 1};
    static const int tenths[] = {0, 0, 1, 4, 7, 9, 10, 10};
    for (size_t i = 0; i < sizeof chances / sizeof *chances; i++)
        assert_int_equal(forecast_tenths(chances[i]), tenths[i]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_records, close_records)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(seasons_are_those_of_whole_years_of_all_units_of_the_type),
        TEST(five_years_are_looked_at_and_no_flagged_one),
        TEST(what_is_missing_is_still_to_come_in_its_proportion),
        TEST(a_month_that_nobody_measured_is_not_to_come),
        TEST(it_is_as_known_at_its_month),
        TEST(why_a_status_is_undecided_is_told),
        TEST(proposals_follow_the_chances),
        TEST(what_was_decided_stands_beside_what_is_proposed),
        TEST(chances_are_told_in_tenths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
