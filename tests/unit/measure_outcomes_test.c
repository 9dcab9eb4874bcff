/* Outcomes of episodes few enough to be counted by hand. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "engine/facts_outcome.h"
#include "tests/support/folder.h"
#include "tests/support/records.h"

static Arena *arena;
static Records records;

static int open_records(void **state)
{
    (void)state;
    arena = arena_open();
    records = records_new(arena, "carer_keys: per_unit\n");
    return 0;
}

static int close_records(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

/* Is what was touched what all would be? */
static Str cells(void)
{
    Error error = {0};
    Text text = text_open(arena);
    Statement *select = store_statement(
        records.store,
        "SELECT json_array(s.indicator, s.unit, s.target_group, c.period_kind, c.month,"
        " c.state, c.protected, c.n, c.numerator, c.denominator, c.over_numerator,"
        " c.people, c.delivered, c.expected, m.n, m.first_sum, m.change_sum)"
        " FROM cells c JOIN series s ON s.id = c.series LEFT JOIN cell_moments m ON"
        " m.series = c.series AND m.period_kind = c.period_kind AND m.month = c.month"
        " WHERE s.indicator LIKE 'ors%' ORDER BY 1",
        &error);
    while (select && statement_next(select, &error))
        text_addf(&text, "%.*s\n", STR_PRINT(statement_text(select, 0)));
    assert_int_equal(error.kind, ERROR_NONE);
    return text_str(&text);
}

static void rebuild(void)
{
    records_rebuild(&records, false);
    Str touched = cells();
    records_rebuild(&records, true);
    assert_true(str_equal(touched, cells()));
}

static Fact fact_of(Arena *own, Facts *facts, const char *indicator, const char *unit,
                    const char *group, const char *id)
{
    Error error = {0};
    Fact fact;
    Period period;
    assert_true(period_parse(str_from(id), &period));
    if (!facts_read(facts, own, str_from(indicator), str_from(unit), str_from(group),
                    period, &fact, &error))
        fail_msg("%s", error.message);
    return fact;
}

static Facts *door(Arena *own, const char *level)
{
    Error error = {0};
    rebuild();
    Level seen = {level ? LEVEL_INTERNAL : LEVEL_PUBLIC, level ? str_from(level) : STR("")};
    Facts *facts = facts_open(own, records.workspace, seen, &error);
    if (!facts)
        fail_msg("%s", error.message);
    return facts;
}

/* "value n/denominator mark", as the unit itself (`level` NULL: everybody) sees it. */
static const char *told_to(const char *level, const char *indicator, const char *unit,
                           const char *group, const char *id)
{
    Arena *own = arena_open(); /* an open door would keep others from writing */
    Fact fact = fact_of(own, door(own, level), indicator, unit, group, id);
    const Figure *figure = &fact.figure;
    const char *text =
        str_format(arena, "%.*s %lld/%.*s %.*s",
                   STR_PRINT(number_plain(arena, figure->value, 3)), (long long)figure->n,
                   STR_PRINT(number_plain(arena, figure->denominator, 3)),
                   STR_PRINT(mark_word(figure->mark)))
            .ptr;
    arena_close(own);
    return text;
}

static const char *told(const char *indicator, const char *unit, const char *id)
{
    return told_to(unit, indicator, unit, "all", id);
}

/* The horizon is a month with anything dated in it. */
static void until(const char *day)
{
    records_conversation(&records, "fors", day, "old", "F1", 30);
}

static void score(const char *day, const char *carer, int total)
{
    records_score(&records, "asen", day, NULL, carer, total, -1);
}

static void a_threshold_met_exactly_is_met(void **state)
{
    (void)state;
    score("2018-01-10", "A1", 200);
    score("2018-02-10", "A1", 250); /* 25.0 - 20.0 >= 5.0, and 25.0 is no longer below */
    score("2018-01-11", "A2", 201);
    score("2018-02-11", "A2", 250);
    score("2018-01-12", "A3", 300);
    score("2018-02-12", "A3", 250);
    until("2018-05-01");
    assert_string_equal(told("ors_closed", "asen", "2018-02"), "3 3/0 ok");
    assert_string_equal(told("ors_pairs", "asen", "2018-02"), "3 3/0 ok");
    assert_string_equal(told("ors_coverage", "asen", "2018-02"), "1 3/3 ok");
    assert_string_equal(told("ors_reliable_improvement", "asen", "2018-02"),
                        "0.333 1/3 ok");
    assert_string_equal(told("ors_reliable_improvement_6", "asen", "2018-02"), "0 0/3 ok");
    assert_string_equal(told("ors_unchanged", "asen", "2018-02"), "0.333 1/3 ok");
    assert_string_equal(told("ors_deterioration", "asen", "2018-02"), "0.333 1/3 ok");
    assert_string_equal(told("ors_below_cut", "asen", "2018-02"), "0.667 2/3 ok");
    assert_string_equal(told("ors_recovery", "asen", "2018-02"), "1 2/2 ok");
    assert_string_equal(told("ors_reliable_recovery", "asen", "2018-02"), "0.5 1/2 ok");
    assert_string_equal(told("ors_ceiling", "asen", "2018-02"), "0 0/3 ok");
    assert_string_equal(told("ors_first", "asen", "2018-02"), "23.367 3/3 ok");
    assert_string_equal(told("ors_last", "asen", "2018-02"), "25 3/3 ok");
    assert_string_equal(told("ors_change", "asen", "2018-02"), "1.633 3/3 ok");
    /* nothing was closed the month before, so nothing is there to share */
    assert_string_equal(told("ors_closed", "asen", "2018-01"), "0 0/0 ok");
    assert_string_equal(told("ors_coverage", "asen", "2018-01"), "0 0/0 not_applicable");
    assert_string_equal(told("ors_unplanned", "asen", "2018-02"), "0 0/0 not_applicable");
}

static void without_pairs_there_is_no_outcome(void **state)
{
    (void)state;
    score("2018-01-10", "A1", 200);
    score("2018-01-11", "A2", 360);
    score("2018-01-12", "A2", -1); /* an incomplete one is none */
    until("2018-04-30");
    assert_string_equal(told("ors_coverage", "asen", "2018-01"), "0 0/2 ok");
    assert_string_equal(told("ors_change", "asen", "2018-01"), "0 0/0 not_applicable");
    assert_string_equal(told("ors_deterioration", "asen", "2018-01"),
                        "0 0/0 not_applicable");
    assert_string_equal(told("ors_ceiling", "asen", "2018-01"), "0 0/0 not_applicable");
}

static void a_contact_is_over_after_the_gap(void **state)
{
    (void)state;
    score("2018-01-10", "A1", 200);
    until("2018-03-31"); /* open yet, so that nothing is known of January */
    assert_string_equal(told("ors_closed", "asen", "2018-01"), "0 0/0 missing");
    assert_string_equal(told("ors_closed", "asen", "2017-12"), "0 0/0 not_measured");
    assert_string_equal(told("ors_closed", "berget", "2018-01"), "0 0/0 not_measured");
    until("2018-04-01");
    assert_string_equal(told("ors_closed", "asen", "2018-01"), "1 1/0 ok");
    score("2018-04-10", "A1", 220); /* three months to the day: the same contact */
    assert_string_equal(told("ors_closed", "asen", "2018-01"), "0 0/0 ok");
    until("2018-12-01");
    assert_string_equal(told("ors_pairs", "asen", "2018-04"), "1 1/0 ok");
    assert_string_equal(told("ors_change", "asen", "2018"), "2 1/1 preliminary");
    records_close_last(&records, "scores");
    score("2018-04-11", "A1", 220); /* a day more: another */
    assert_string_equal(told("ors_closed", "asen", "2018-01"), "1 1/0 ok");
    assert_string_equal(told("ors_closed", "asen", "2018-04"), "1 1/0 ok");
    assert_string_equal(told("ors_pairs", "asen", "2018"), "0 0/0 preliminary");
}

/* Late scores move an earlier closing, and one in a year to come. */
static void a_late_score_reaches_what_closes_before_and_after(void **state)
{
    (void)state;
    score("2017-11-10", "A1", 200);
    score("2018-01-20", "A2", 100);
    score("2018-04-15", "A2", 140);
    until("2018-12-01");
    assert_string_equal(told("ors_closed", "asen", "2017-11"), "1 1/0 ok");
    assert_string_equal(told("ors_first", "asen", "2018-04"), "10 1/1 ok");
    rebuild();
    score("2018-01-10", "A1", 260);
    assert_string_equal(told("ors_closed", "asen", "2017-11"), "0 0/0 ok");
    assert_string_equal(told("ors_pairs", "asen", "2018-01"), "1 1/0 ok");
    score("2017-11-20", "A2", 50);
    assert_string_equal(told("ors_first", "asen", "2018-04"), "5 1/1 ok");
}

static void the_age_at_first_picks_the_cut_off(void **state)
{
    (void)state;
    records_score(&records, "asen", "2018-01-10", NULL, "A1", 270, 17);
    records_score(&records, "asen", "2018-02-10", NULL, "A1", 280, 18);
    records_score(&records, "asen", "2018-01-10", NULL, "A2", 270, 18);
    records_score(&records, "asen", "2018-02-10", NULL, "A2", 280, 18);
    records_score(&records, "asen", "2018-01-10", NULL, "A3", 310, 12);
    records_score(&records, "asen", "2018-02-10", NULL, "A3", 319, 12);
    until("2018-05-01");
    assert_string_equal(told("ors_below_cut", "asen", "2018-02"), "0.667 2/3 ok");
    assert_string_equal(told("ors_recovery", "asen", "2018-02"), "0.5 1/2 ok");
}

static void first_and_last_are_by_day_and_line(void **state)
{
    (void)state;
    score("2018-02-10", "A1", 300);
    score("2018-01-10", "A1", 100);
    score("2018-01-20", "A1", 390);
    records_score(&records, "asen", "2018-02-10", "old", "A1", 90,
                  -1); /* of another group */
    until("2018-06-01");
    assert_string_equal(told("ors_change", "asen", "2018-02"), "20 1/1 ok");
    assert_string_equal(told("ors_closed", "asen", "2018-02"), "2 2/0 ok");
    assert_string_equal(told_to("asen", "ors_closed", "asen", "old", "2018-02"),
                        "1 1/0 ok");
    assert_string_equal(told_to("asen", "ors_pairs", "asen", "old", "2018-02"), "0 0/0 ok");
}

static void a_unit_tells_its_episodes_itself(void **state)
{
    (void)state;
    score("2017-10-10", "A1", 100); /* before the first episode told: by the gap */
    score("2018-01-10", "A2", 200);
    score("2018-02-10", "A2", 240);
    score("2018-07-10", "A2", 260); /* months later, and the same */
    score("2018-03-10", "A3", 260); /* of no episode told */
    records_episode(&records, "asen", "A2", "2018-01-10", NULL, NULL);
    until("2018-08-10");
    assert_string_equal(told("ors_closed", "asen", "2017-10"), "1 1/0 ok");
    assert_string_equal(told("ors_closed", "asen", "2018-02"), "0 0/0 ok");
    assert_string_equal(told("ors_closed", "asen", "2018-03"), "0 0/0 ok");
    rebuild();
    records_close_last(&records, "episodes");
    records_episode(&records, "asen", "A2", "2018-01-10", "2018-07-31", "unplanned");
    records_episode(&records, "asen", "A4", "2018-02-10", "2018-07-20", "planned");
    /* told, so it need not wait for the gap */
    assert_string_equal(told("ors_closed", "asen", "2018-07"), "2 2/0 ok");
    assert_string_equal(told("ors_coverage", "asen", "2018-07"), "0.5 1/2 ok");
    assert_string_equal(told("ors_change", "asen", "2018-07"), "6 1/1 ok");
    assert_string_equal(told("ors_unplanned", "asen", "2018-07"), "0.5 1/2 ok");
}

static void merge_asen_and_berget(void)
{
    folder_put(
        arena, records.folder, "units.csv",
        "namn;typ;ingår_i;från;till;efterträdare\nGöta;city;;;;\n"
        "Åsen;district;Göta;;2018-02-28;Nyby\nBerget;district;Göta;;2018-02-28;Nyby\n"
        "Nyby;district;Göta;2018-03-01;;\nFors;district;Göta;;;\n");
    records_reopen(&records);
}

static void a_contact_goes_on_over_a_merger(void **state)
{
    (void)state;
    merge_asen_and_berget();
    score("2018-01-10", "K1", 200); /* two people with one key, in two units */
    records_score(&records, "berget", "2018-01-20", NULL, "K1", 100, -1);
    records_score(&records, "berget", "2018-02-20", NULL, "K1", 110, -1);
    until("2018-09-01");
    assert_string_equal(told("ors_closed", "asen", "2018-01"), "1 1/0 ok");
    assert_string_equal(told("ors_change", "berget", "2018-02"), "1 1/1 ok");
    rebuild();
    records_score(&records, "nyby", "2018-04-20", NULL, "K1", 190, -1);
    assert_string_equal(told("ors_closed", "asen", "2018-01"), "1 1/0 ok");
    assert_string_equal(told("ors_closed", "berget", "2018-02"), "0 0/0 ok");
    assert_string_equal(told("ors_change", "nyby", "2018-04"), "9 1/1 ok");
    assert_string_equal(told("ors_closed", "nyby", "2018-H1"), "2 2/0 preliminary");
}

/* `count` pairs in a month of its own, from `first` on, each `change` up. */
static void pairs(const char *unit, int count, int first, int step, int change)
{
    for (int i = 0; i < count; i++) {
        const char *carer = str_format(arena, "%s-%d-%d", unit, first, i).ptr;
        records_score(&records, unit, "2018-01-10", NULL, carer, first + i * step, -1);
        records_score(&records, unit, "2018-02-10", NULL, carer, first + i * step + change,
                      -1);
    }
}

static const char *public_told(const char *indicator, const char *unit)
{
    return told_to(NULL, indicator, unit, "all", "2018-H1");
}

static void fewer_than_the_limit_are_hidden(void **state)
{
    (void)state;
    pairs("asen", 4, 100, 10, 60);
    pairs("berget", 6, 100, 10, 60);
    pairs("cederdalen", 5, 100, 10, 60); /* with the network's they would tell asen's */
    until("2018-05-01");
    assert_string_equal(public_told("ors_change", "asen"), "0 0/0 protected");
    assert_string_equal(public_told("ors_closed", "asen"), "0 0/0 protected");
    assert_string_equal(public_told("ors_pairs", "asen"), "0 0/0 protected");
    assert_string_equal(public_told("ors_coverage", "asen"), "0 0/0 protected");
    assert_string_equal(public_told("ors_change", "berget"), "6 6/6 preliminary");
    assert_string_equal(public_told("ors_change", "cederdalen"), "0 0/0 protected");
    /* all of so few did: that says it of each */
    assert_string_equal(public_told("ors_reliable_improvement", "berget"),
                        "0 0/0 protected");
    assert_string_equal(public_told("ors_change", "dalby"), "0 0/0 not_measured");
}

/* 12 better and 2 worse of 20, so 6 neither: two of three would tell the third, and what is
 * hidden elsewhere for the one's sake would be told by the others there. */
static void a_class_is_not_told_by_the_others(void **state)
{
    (void)state;
    pairs("asen", 12, 100, 2, 60);
    pairs("asen", 2, 130, 2, -60);
    pairs("asen", 6, 140, 2, 10);
    until("2018-05-01");
    assert_string_equal(public_told("ors_reliable_improvement", "asen"), "0 0/0 protected");
    assert_string_equal(public_told("ors_deterioration", "asen"), "0 0/0 protected");
    assert_string_equal(public_told("ors_unchanged", "asen"), "0 0/0 protected");
    assert_string_equal(told("ors_unchanged", "asen", "2018-02"), "0.3 6/20 ok");
}

/* Pairs are told, so the number closed would tell the three without. */
static void a_hidden_complement_is_not_told_by_its_whole(void **state)
{
    (void)state;
    pairs("asen", 12, 100, 2, 60);
    for (int i = 0; i < 3; i++)
        score("2018-02-10", str_format(arena, "S%d", i).ptr, 200);
    until("2018-05-01");
    assert_string_equal(public_told("ors_pairs", "asen"), "12 12/0 preliminary");
    assert_string_equal(public_told("ors_coverage", "asen"), "0 0/0 protected");
    assert_string_equal(public_told("ors_closed", "asen"), "0 0/0 protected");
    assert_string_equal(told("ors_closed", "asen", "2018-02"), "15 15/0 ok");
}

/* Months have a few each, and with them hidden the half-years can be told. */
static void outcomes_are_open_by_half_years(void **state)
{
    (void)state;
    pairs("asen", 6, 100, 10, 60);
    pairs("berget", 7, 100, 10, 60);
    until("2018-07-01");
    assert_string_equal(told_to(NULL, "ors_pairs", "asen", "all", "2018-02"),
                        "0 0/0 protected");
    assert_string_equal(told_to(NULL, "ors_pairs", "asen", "all", "2018-Q1"),
                        "0 0/0 protected");
    assert_string_equal(told_to(NULL, "ors_pairs", "asen", "all", "2018-H1"),
                        "6 6/0 preliminary");
    assert_string_equal(told_to(NULL, "ors_pairs", "asen", "all", "2018"),
                        "6 6/0 preliminary");
    assert_string_equal(told_to("asen", "ors_pairs", "asen", "all", "2018-02"), "6 6/0 ok");
    assert_string_equal(told_to(NULL, "ors_pairs", "dalby", "all", "2018-02"),
                        "0 0/0 not_measured");
    folder_put(
        arena, records.folder, "indicators.yaml",
        "- {id: ors_pairs, public_by: month}\n- {id: ors_change, public_by: year}\n");
    records_reopen(&records);
    assert_string_equal(told_to(NULL, "ors_pairs", "asen", "all", "2018-02"), "6 6/0 ok");
    assert_string_equal(told_to(NULL, "ors_change", "asen", "all", "2018-H1"),
                        "0 0/0 protected");
    assert_string_equal(told_to(NULL, "ors_change", "asen", "all", "2018"),
                        "6 6/6 preliminary");
}

static Figure figure_of(const char *level, const char *indicator, const char *unit)
{
    Arena *own = arena_open();
    const char *period = level ? "2018-02" : "2018-H1"; /* none is open by month */
    Figure figure = fact_of(own, door(own, level), indicator, unit, "all", period).figure;
    arena_close(own);
    return figure;
}

/* Of five and five of 8, 10 .. the deviation of the changes is 0. */
static void spread_is_not_told_of_fewer_than_ten(void **state)
{
    (void)state;
    pairs("asen", 5, 100, 10, 60);
    pairs("asen", 4, 200, 10, 20);
    pairs("berget", 5, 100, 10, 60);
    pairs("berget", 5, 200, 10, 20);
    until("2018-05-01");
    Figure nine = figure_of(NULL, "ors_change", "asen");
    assert_true(nine.known && !nine.has_interval && nine.low95 == 0);
    assert_true(figure_of("asen", "ors_change", "asen").has_interval);
    assert_string_equal(told("ors_effect", "asen", "2018-02"), "0 0/0 not_applicable");
    Figure ten = figure_of(NULL, "ors_change", "berget");
    /* five of 6.0 and five of 2.0: mean 4, deviation sqrt(40 / 9), t of 9 is 2.262157163 */
    double reach = 2.262157163 * sqrt(40.0 / 9 / 10);
    assert_true(ten.has_interval && fabs(ten.low95 - (4 - reach)) < 1e-8);
    assert_true(fabs(ten.high95 - (4 + reach)) < 1e-8);
    Figure effect = figure_of(NULL, "ors_effect", "berget");
    assert_int_equal(effect.mark, MARK_PRELIMINARY); /* of fewer than thirty */
    double first = sqrt((25.0 * 10 + 20) / 9);       /* 10..14 and 20..24 */
    assert_true(fabs(amount_double(effect.value) - 4 / first) < 1e-6);
    assert_true(effect.has_interval && fabs(effect.low95 - (4 - reach) / first) < 1e-8);
}

/* 6 pairs of 11 in asen, 7 of 10 in berget, 8 of 10 in dalby. */
static void three_coverages(void)
{
    pairs("asen", 6, 100, 2, 60);
    pairs("berget", 7, 100, 2, 60);
    pairs("dalby", 8, 100, 2, 60);
    for (int i = 0; i < 5; i++) {
        const char *carer = str_format(arena, "S%d", i).ptr;
        score("2018-02-10", carer, 200);
        if (i < 3)
            records_score(&records, "berget", "2018-02-10", NULL, carer, 200, -1);
        if (i < 2)
            records_score(&records, "dalby", "2018-02-10", NULL, carer, 200, -1);
    }
    until("2018-05-01");
}

static const struct {
    const char *unit;
    CoverageRemark remark;
} coverages[] = {
    {"asen", COVERAGE_TOO_FEW}, {"berget", COVERAGE_CAUTION}, {"dalby", COVERAGE_ENOUGH}};

static void coverage_stands_beside_an_outcome(void **state)
{
    (void)state;
    Error error = {0};
    Fact coverage;
    CoverageRemark remark;
    three_coverages();
    for (size_t i = 0; i < 3; i++) {
        Arena *own = arena_open();
        Facts *facts = door(own, coverages[i].unit);
        Fact fact = fact_of(own, facts, "ors_change", coverages[i].unit, "all", "2018-02");
        assert_true(facts_coverage(facts, own, &fact, &coverage, &remark, &error));
        assert_int_equal(remark, coverages[i].remark);
        assert_true(str_equal(coverage.indicator, STR("ors_coverage")));
        assert_int_equal(coverage_say(LANGUAGE_SV, remark).len > 0,
                         remark != COVERAGE_ENOUGH);
        /* nothing stands beside what is no outcome */
        fact = fact_of(own, facts, "conversations", "fors", "all", "2018-02");
        assert_true(facts_coverage(facts, own, &fact, &coverage, &remark, &error));
        assert_int_equal(remark, COVERAGE_UNKNOWN);
        arena_close(own);
    }
}

static void a_year_to_date_has_its_own_coverage(void **state)
{
    (void)state;
    Error error = {0};
    Fact fact, coverage;
    CoverageRemark remark;
    Period february = {PERIOD_MONTH, 2018 * 12 + 1};
    three_coverages();
    Arena *own = arena_open();
    Facts *facts = door(own, "berget");
    assert_true(facts_to_date(facts, own, STR("ors_change"), STR("berget"), STR("all"),
                              february, &fact, &error));
    assert_true(facts_coverage(facts, own, &fact, &coverage, &remark, &error));
    assert_int_equal(remark, COVERAGE_CAUTION);
    assert_true(str_equal(coverage.interval, STR("2018-01/2018-02")));
    arena_close(own);
}

static void an_outcome_says_where_its_limits_are_from(void **state)
{
    (void)state;
    Error error = {0};
    Arena *own = arena_open();
    Facts *facts = facts_names_only(own, records.workspace);
    const FactIndicator *told =
        facts_indicator(facts, LANGUAGE_SV, STR("ors_recovery"), &error);
    if (!told)
        fail_msg("%s", error.message);
    else {
        assert_true(str_equal(told->coverage, STR("ors_coverage")));
        assert_true(str_starts(told->source, STR("Amerikanska gränsvärden")));
        assert_true(str_ends(told->definition, told->source));
        assert_non_null(strstr(told->definition.ptr, "25 från 18 år, 28 från 13 år"));
    }
    told = facts_indicator(facts, LANGUAGE_EN, STR("ors_reliable_improvement_6"), &error);
    assert_true(told && str_ends(told->name, STR("at least 6 points")));
    told = facts_indicator(facts, LANGUAGE_EN, STR("ors_change"), &error);
    assert_true(told && !told->source.len);
    arena_close(own);
}

static void an_outcome_is_explained_by_its_scores(void **state)
{
    (void)state;
    Error error = {0};
    FactRows rows;
    score("2018-01-10", "A1", 200);
    score("2018-02-10", "A1", 250);
    score("2018-02-10", "A2", 250);
    until("2018-06-01");
    Arena *own = arena_open();
    Facts *facts = door(own, "asen");
    Period period = {PERIOD_MONTH, 2018 * 12 + 1};
    assert_true(facts_rows(facts, own, LANGUAGE_SV, STR("ors_coverage"), STR("asen"),
                           STR("all"), months_of(period), 0, &rows, &error));
    assert_int_equal(rows.total, 3);
    assert_int_equal(rows.counted, 2);
    assert_int_equal(rows.people, 2);
    assert_int_equal(rows.people_counted, 1);
    assert_string_equal(rows.rows[0].file.ptr, "samtal.csv");
    assert_string_equal(rows.rows[0].cells[0].ptr, "2018-01-10");
    assert_string_equal(rows.rows[1].cells[1].ptr, "25");
    for (size_t i = 0; i < rows.shown; i++)
        for (size_t j = 0; j < rows.column_count; j++)
            assert_null(strstr(rows.rows[i].cells[j].ptr, "A1"));
    assert_true(facts_rows(facts, own, LANGUAGE_SV, STR("ors_change"), STR("asen"),
                           STR("all"), months_of(period), 0, &rows, &error));
    assert_int_equal(rows.total, 2);
    arena_close(own);
}

static void an_episode_told_is_a_row_too(void **state)
{
    (void)state;
    Error error = {0};
    FactRows rows;
    score("2018-01-10", "A1", 200);
    score("2018-02-10", "A1", 250);
    records_episode(&records, "asen", "A1", "2018-01-01", "2018-03-20", "unplanned");
    until("2018-03-31");
    Arena *own = arena_open();
    Facts *facts = door(own, "asen");
    Period period = {PERIOD_MONTH, 2018 * 12 + 2};
    assert_true(facts_rows(facts, own, LANGUAGE_SV, STR("ors_unplanned"), STR("asen"),
                           STR("all"), months_of(period), 0, &rows, &error));
    assert_int_equal(rows.total, 3);
    assert_int_equal(rows.people_counted, 1);
    assert_string_equal(rows.rows[0].cells[0].ptr, "2018-03-20");
    assert_string_equal(rows.rows[0].cells[1].ptr, "");
    arena_close(own);
}

/* An instrument of another scale, where lower is better. */
static void any_scale_is_an_instrument(void **state)
{
    (void)state;
    folder_put(arena, records.folder, "instruments.yaml",
               "phq:\n  scores: scores\n  where: {instrument: ors}\n  total: total\n"
               "  carer: carer\n  better: lower\n  cut_off: 9\n  reliable: 6\n  gap: 1\n"
               "ors: {gap: 2}\n");
    folder_put(arena, records.folder, "indicators.yaml",
               "- {id: well, outcome: {of: reliable_recovery, instrument: phq}}\n"
               "- {id: change, outcome: {of: change, instrument: phq}, better: lower}\n"
               "- {id: ill, outcome: {of: deterioration, instrument: phq}}\n");
    records_reopen(&records);
    score("2018-01-10", "A1", 150);
    score("2018-02-10", "A1", 90);
    score("2018-01-10", "A2", 91);
    score("2018-02-10", "A2", 151);
    until("2018-04-01");
    assert_string_equal(told("well", "asen", "2018-02"), "0.5 1/2 ok");
    assert_string_equal(told("ill", "asen", "2018-02"), "0.5 1/2 ok");
    assert_string_equal(told("change", "asen", "2018-02"), "0 2/2 ok");
    /* what a workspace says of a built-in one it keeps, the rest stays */
    assert_string_equal(told("ors_closed", "asen", "2018-02"), "2 2/0 ok");
}

static void an_outcome_tells_the_scale_it_stands_on(void **state)
{
    (void)state;
    Error error = {0};
    folder_put(arena, records.folder, "instruments.yaml",
               "phq:\n  scores: scores\n  where: {instrument: ors}\n  total: total\n"
               "  carer: carer\n  better: lower\n  cut_off: 9\n  reliable: 6\n  gap: 1\n");
    folder_put(arena, records.folder, "indicators.yaml",
               "- {id: end, outcome: {of: last, instrument: phq}}\n");
    records_reopen(&records);
    Arena *own = arena_open();
    Facts *facts = door(own, NULL);
    FactScale scale;
    assert_true(facts_scale(facts, own, LANGUAGE_SV, STR("ors_first"), &scale, &error));
    assert_true(scale.known && scale.mean && scale.bounded && scale.by_age);
    assert_int_equal(amount_compare(scale.cut_off, AMOUNT_WHOLE(25)), 0);
    assert_int_equal(amount_compare(scale.least, AMOUNT_WHOLE(0)), 0);
    assert_int_equal(amount_compare(scale.most, AMOUNT_WHOLE(40)), 0);
    assert_true(
        str_equal(scale.cut_offs, STR("25 från 18 år, 28 från 13 år, 32 från 6 år")));
    assert_true(str_starts(scale.source, STR("Amerikanska gränsvärden")));
    assert_true(facts_scale(facts, own, LANGUAGE_SV, STR("end"), &scale, &error));
    assert_true(scale.known && scale.mean && scale.lower_better && !scale.by_age);
    assert_int_equal(amount_compare(scale.cut_off, AMOUNT_WHOLE(9)), 0);
    assert_true(facts_scale(facts, own, LANGUAGE_SV, STR("ors_change"), &scale, &error));
    assert_true(scale.known && !scale.mean);
    assert_true(facts_scale(facts, own, LANGUAGE_SV, STR("carers"), &scale, &error));
    assert_false(scale.known);
    arena_close(own);
}

static void a_misspelt_outcome_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *file, *text, *wanted;
    } cases[] = {
        {"indicators.yaml", "- {id: x, outcome: {of: improvment, instrument: ors}}",
         "indicators.yaml:1:25: unknown outcome 'improvment'; did you mean 'improvement'?"},
        {"indicators.yaml", "- {id: x, outcome: {of: change, instrument: orz}}",
         "indicators.yaml:1:45: unknown instrument 'orz'; did you mean 'ors'?"},
        {"indicators.yaml",
         "- {id: x, outcome: {of: change, instrument: ors, reliable: 4}}",
         "indicators.yaml:1:60: this outcome has no reliable change"},
        {"indicators.yaml", "- {id: ors_pairs, public_by: halv}",
         "indicators.yaml:1:30: public_by: unknown word 'halv'; did you mean 'half'?"},
        {"instruments.yaml", "ors: {reliable: 5.25}",
         "instruments.yaml:1:17: '5.25' is no score of 'total'"},
        {"instruments.yaml", "ors: {cut_off: {adult: 25}}",
         "instruments.yaml:1:24: 'adult' is no age"},
        {"instruments.yaml", "ors: {gap: 0}",
         "instruments.yaml:1:12: gap is 1 to 120 months"},
        {"instruments.yaml", "new: {scores: scores, gap: 2}",
         "instruments.yaml:1:6: an instrument has total and carer"},
        {"instruments.yaml", "ors: {total: minutes}",
         "instruments.yaml:1:14: 'scores' has no column 'minutes'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {0};
        Arena *own = arena_open();
        const char *folder = folder_new(own);
        folder_put(own, folder, "samsyn.yaml", "organisation: Göta\nlanguage: sv\n");
        folder_put(own, folder, "units.csv", "namn;typ\nGöta;city\n");
        folder_put(own, folder, cases[i].file, cases[i].text);
        assert_null(workspace_open(own, folder, "templates", &error));
        if (!strstr(error.message, cases[i].wanted))
            fail_msg("%s\n%s", cases[i].wanted, error.message);
        arena_close(own);
    }
}

#define OUTCOME_TEST(name) \
    cmocka_unit_test_setup_teardown(name, open_records, close_records)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OUTCOME_TEST(a_threshold_met_exactly_is_met),
        OUTCOME_TEST(without_pairs_there_is_no_outcome),
        OUTCOME_TEST(a_contact_is_over_after_the_gap),
        OUTCOME_TEST(a_late_score_reaches_what_closes_before_and_after),
        OUTCOME_TEST(the_age_at_first_picks_the_cut_off),
        OUTCOME_TEST(first_and_last_are_by_day_and_line),
        OUTCOME_TEST(a_unit_tells_its_episodes_itself),
        OUTCOME_TEST(a_contact_goes_on_over_a_merger),
        OUTCOME_TEST(fewer_than_the_limit_are_hidden),
        OUTCOME_TEST(a_class_is_not_told_by_the_others),
        OUTCOME_TEST(a_hidden_complement_is_not_told_by_its_whole),
        OUTCOME_TEST(outcomes_are_open_by_half_years),
        OUTCOME_TEST(spread_is_not_told_of_fewer_than_ten),
        OUTCOME_TEST(coverage_stands_beside_an_outcome),
        OUTCOME_TEST(a_year_to_date_has_its_own_coverage),
        OUTCOME_TEST(an_outcome_says_where_its_limits_are_from),
        OUTCOME_TEST(an_outcome_is_explained_by_its_scores),
        OUTCOME_TEST(an_episode_told_is_a_row_too),
        OUTCOME_TEST(any_scale_is_an_instrument),
        OUTCOME_TEST(an_outcome_tells_the_scale_it_stands_on),
        OUTCOME_TEST(a_misspelt_outcome_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
