/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/facts.h"
#include "tests/support/folder.h"
#include "tests/support/records.h"

static Arena *arena;
static Records records;
static Error error;

static int open_records(void **state)
{
    (void)state;
    arena = arena_open();
    error = (Error){0};
    records = records_new(arena, "carer_keys: per_unit\n");
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

static Fact read_of(Facts *facts, const char *indicator, const char *unit,
                    const char *group, const char *id)
{
    Fact fact;
    if (!facts_read(facts, arena, str_from(indicator), str_from(unit), str_from(group),
                    period(id), &fact, &error))
        fail_msg("%s", error.message);
    return fact;
}

static Fact read(Facts *facts, const char *indicator, const char *unit, const char *id)
{
    return read_of(facts, indicator, unit, "all", id);
}

/* `count` conversations of as many carers on one day. */
static void conversations(const char *unit, const char *day, const char *group, int count)
{
    for (int i = 0; i < count; i++)
        records_conversation(&records, unit, day, group, str_format(arena, "A%d", i).ptr,
                             60);
}

static void goals(const char *rows)
{
    folder_put(arena, records.folder, "goals.csv",
               str_format(arena, "indikator;enhet;period;mål;delvis\n%s", rows).ptr);
    records_reopen(&records);
}

static void the_four_kinds_of_nothing_are_four_marks(void **state)
{
    (void)state;
    conversations("asen", "2018-01-15", "old", 7);
    conversations("asen", "2018-03-15", "old", 3);
    records_delivered(&records, "conversations", "asen", "2018-04");
    conversations("berget", "2018-01-15", "old", 7);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    assert_int_equal(read(facts, "conversations", "asen", "2018-01").figure.mark, MARK_OK);
    assert_int_equal(read(facts, "conversations", "asen", "2018-02").figure.mark,
                     MARK_MISSING);
    assert_int_equal(read(facts, "conversations", "asen", "2018-03").figure.mark,
                     MARK_PROTECTED);
    Fact zero = read(facts, "conversations", "asen", "2018-04");
    assert_int_equal(zero.figure.mark, MARK_OK);
    assert_true(zero.figure.known && zero.figure.n == 0);
    assert_int_equal(read(facts, "conversations", "asen", "2017-12").figure.mark,
                     MARK_NOT_MEASURED);
    assert_int_equal(read(facts, "conversations", "eken", "2018-01").figure.mark,
                     MARK_NOT_MEASURED);
    assert_int_equal(read(facts, "carers", "north", "2018-01").figure.mark,
                     MARK_NOT_APPLICABLE);
    assert_int_equal(read(facts, "carers_per_1000", "gota", "2018-01").figure.mark,
                     MARK_NOT_APPLICABLE);
    assert_int_equal(read(facts, "conversations", "berget", "2018").figure.mark,
                     MARK_PRELIMINARY);
    /* with the other months it would tell of March */
    assert_int_equal(read(facts, "conversations", "asen", "2018").figure.mark,
                     MARK_PROTECTED);
    assert_int_equal(read(facts, "good_support", "asen", "2018").figure.mark,
                     MARK_NOT_MEASURED);
    assert_int_equal(read(facts, "conversations_per_fte", "asen", "2018-01").figure.mark,
                     MARK_NOT_MEASURED);
    assert_int_equal(read(facts, "conversations_per_fte", "asen", "2018-02").figure.mark,
                     MARK_NOT_MEASURED);
}

static bool empty(const Figure *figure)
{
    return !figure->known && figure->value.numerator == 0 && figure->n == 0 &&
           !figure->has_denominator && figure->denominator.numerator == 0 &&
           !figure->has_interval && figure->low95 == 0.0 && figure->high95 == 0.0 &&
           figure->delivered == 0 && figure->expected == 0 && figure->year == 0;
}

/* Every figure of every indicator, part, unit, group and period; how many are protected. */
static int check_all(Facts *facts, const char *own_unit)
{
    static const char *const units[] = {"asen", "berget", "north", "dalby", "gota"};
    static const char *const groups[] = {"all", "young", "old"};
    static const char *const periods[] = {"2017-12", "2018-01", "2018-02", "2018-Q1",
                                          "2018-T1", "2018-H1", "2018",    "2017"};
    Str *ids;
    size_t count;
    int hidden = 0;
    assert_true(facts_indicators(facts, &ids, &count));
    for (size_t i = 0; i < count; i++)
        for (size_t u = 0; u < 5; u++)
            for (size_t g = 0; g < 3; g++)
                for (size_t p = 0; p < 8; p++) {
                    Fact fact = read_of(facts, str_zero(arena, ids[i]), units[u], groups[g],
                                        periods[p]);
                    if (fact.figure.mark != MARK_PROTECTED)
                        continue;
                    hidden++;
                    assert_true(empty(&fact.figure));
                    assert_int_equal(fact.status, STATUS_NONE);
                    assert_false(fact.previous.known);
                    assert_false(fact.last_year.known);
                    assert_string_not_equal(units[u], own_unit);
                }
    return hidden;
}

static void no_number_of_a_cell_of_one_to_four_people_comes_out(void **state)
{
    (void)state;
    goals("conversations;alla stadsdelar;månad;2;\n");
    for (int people = 1; people <= 7; people++) {
        const char *unit = people % 2 ? "asen" : "berget";
        conversations(unit, str_format(arena, "2018-%02d-03", people % 3 + 1).ptr,
                      people % 2 ? "old" : "young", people);
        records_intervention(&records, "dalby", "2018-01-09", "avlosning",
                             str_format(arena, "D%d", people % 3).ptr, people);
    }
    conversations("asen", "2017-12-03", "old", 4);
    records_share(&records, "good_support", "dalby", "2018", 3, 40);
    Facts *public = opened(LEVEL_PUBLIC, "");
    Facts *internal = opened(LEVEL_INTERNAL, "asen");
    int hidden = check_all(public, "");
    assert_true(hidden > 50);
    int others = check_all(internal, "asen");
    assert_true(others > 0 && others < hidden);
    /* the people behind each cell, by the records themselves */
    Statement *few =
        store_statement(records.store,
                        "SELECT unit, substr(date, 1, 7), count(DISTINCT carer) "
                        "FROM conversations GROUP BY 1, 2 HAVING count(DISTINCT carer) < 5",
                        &error);
    int cells = 0;
    while (statement_next(few, &error)) {
        const char *unit = str_zero(arena, statement_text(few, 0));
        const char *month = str_zero(arena, statement_text(few, 1));
        static const char *const of_carers[] = {"conversations", "conversation_minutes",
                                                "carers"};
        for (size_t i = 0; i < 3; i++, cells++) {
            Fact fact = read(public, of_carers[i], unit, month);
            assert_int_equal(fact.figure.mark, MARK_PROTECTED);
            assert_true(empty(&fact.figure));
            /* nor as the figure before another */
            Fact next = read_of(public, of_carers[i], unit, "all",
                                period_id(arena, period_next(period(month), 1)).ptr);
            assert_true(!next.previous.known && next.previous.n == 0 &&
                        next.previous.value.numerator == 0);
        }
    }
    assert_true(cells >= 6);
}

static void an_internal_level_opens_its_own_unit_only(void **state)
{
    (void)state;
    conversations("asen", "2018-01-15", "old", 2);
    conversations("berget", "2018-01-15", "old", 2);
    Facts *facts = opened(LEVEL_INTERNAL, "Åsen");
    assert_true(read(facts, "conversations", "asen", "2018-01").figure.known);
    assert_int_equal(read(facts, "conversations", "berget", "2018-01").figure.mark,
                     MARK_PROTECTED);
    assert_int_equal(read(facts, "conversations", "north", "2018-01").figure.mark,
                     MARK_PROTECTED);
}

static void a_figure_is_compared_with_what_is_whole(void **state)
{
    (void)state;
    conversations("asen", "2017-01-15", "old", 8);
    conversations("asen", "2018-01-15", "old", 7);
    conversations("asen", "2018-02-15", "old", 9);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    Fact february = read(facts, "conversations", "asen", "2018-02");
    assert_true(february.previous.known && february.previous.n == 7);
    assert_false(february.last_year.known);
    assert_int_equal(february.last_year.mark, MARK_MISSING);
    Fact january = read(facts, "conversations", "asen", "2018-01");
    assert_true(january.last_year.known && january.last_year.n == 8);
    assert_true(period_equal(january.last_year_period, period("2017-01")));
    assert_false(january.previous.known);
    Fact year = read(facts, "conversations", "asen", "2018");
    assert_true(year.figure.known && !year.last_year.known);
}

static void a_carried_figure_is_not_compared_with_itself_but_a_rate_over_it_is(void **state)
{
    (void)state;
    conversations("asen", "2018-01-15", "old", 7);
    conversations("asen", "2018-02-15", "old", 9);
    records_value(&records, "population_18plus", "asen", "2017", 1000);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    assert_false(read(facts, "population_18plus", "asen", "2018-02").previous.known);
    Fact rate = read(facts, "carers_per_1000", "asen", "2018-02");
    assert_true(rate.figure.known && rate.figure.year == 2017);
    assert_true(rate.previous.known && rate.previous.n == 7);
}

static void a_goal_is_judged_in_its_own_period(void **state)
{
    (void)state;
    goals("conversations;Åsen;månad;10;\nconversations;Åsen;år;20;\n"
          "conversations;Berget;månad;10;7\n");
    conversations("asen", "2018-01-15", "old", 10);
    conversations("asen", "2018-02-15", "old", 9);
    conversations("asen", "2018-03-15", "old", 8);
    conversations("berget", "2018-03-15", "old", 8);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    assert_int_equal(read(facts, "conversations", "asen", "2018-01").status, STATUS_MET);
    assert_int_equal(read(facts, "conversations", "asen", "2018-02").status, STATUS_PARTLY);
    assert_int_equal(read(facts, "conversations", "asen", "2018-03").status,
                     STATUS_NOT_MET);
    assert_int_equal(read(facts, "conversations", "berget", "2018-03").status,
                     STATUS_PARTLY);
    assert_int_equal(read(facts, "conversations", "asen", "2018-04").status, STATUS_NONE);
    Fact quarter = read(facts, "conversations", "asen", "2018-Q1");
    assert_false(quarter.goal.known);
    assert_int_equal(quarter.status, STATUS_NONE);
    Fact year = read(facts, "conversations", "asen", "2018");
    assert_true(year.goal.known);
    assert_int_equal(year.status, STATUS_MET); /* 27 of 20, and the year still runs */
    assert_int_equal(year.basis, BASIS_FORECAST);
    assert_int_equal(read(facts, "conversations", "asen", "2018-01").basis, BASIS_OUTCOME);
    Fact of_group = read_of(facts, "conversations", "asen", "old", "2018-01");
    assert_false(of_group.goal.known);
}

static void lower_is_better_is_judged_the_other_way_round(void **state)
{
    (void)state;
    folder_put(arena, records.folder, "indicators.yaml",
               "- {id: cost, reported: value, better: lower}\n");
    goals("cost;Åsen;månad;90;\n");
    records_value(&records, "cost", "asen", "2018-01", 90);
    records_value(&records, "cost", "asen", "2018-02", 99);
    records_value(&records, "cost", "asen", "2018-03", 101);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    assert_int_equal(read(facts, "cost", "asen", "2018-01").status, STATUS_MET);
    assert_int_equal(read(facts, "cost", "asen", "2018-02").status, STATUS_PARTLY);
    assert_int_equal(read(facts, "cost", "asen", "2018-03").status, STATUS_NOT_MET);
}

static void a_share_is_judged_by_its_interval(void **state)
{
    (void)state;
    goals("good_support;alla stadsdelar;år;80 %;\n");
    records_share(&records, "good_support", "asen", "2017", 95, 100);
    records_share(&records, "good_support", "berget", "2017", 82, 100);
    records_share(&records, "good_support", "dalby", "2017", 60, 100);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    Fact met = read(facts, "good_support", "asen", "2017");
    assert_true(met.figure.has_interval && met.figure.low95 > 0.88 &&
                met.figure.high95 < 0.98);
    assert_int_equal(met.status, STATUS_MET);
    assert_int_equal(read(facts, "good_support", "berget", "2017").status,
                     STATUS_UNDECIDED);
    assert_int_equal(read(facts, "good_support", "dalby", "2017").status, STATUS_NOT_MET);
}

static void
the_year_to_date_has_the_goal_of_the_year_and_last_years_same_months(void **state)
{
    (void)state;
    goals("conversations;Åsen;år;20;\n");
    conversations("asen", "2017-01-15", "old", 6);
    conversations("asen", "2017-02-15", "old", 5);
    conversations("asen", "2017-03-15", "old", 5);
    conversations("asen", "2018-01-15", "old", 7);
    conversations("asen", "2018-02-15", "old", 8);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    Fact fact;
    assert_true(facts_to_date(facts, arena, STR("conversations"), STR("asen"), STR("all"),
                              period("2018-02"), &fact, &error));
    assert_int_equal(fact.figure.n, 15);
    assert_int_equal(fact.figure.mark, MARK_OK);
    assert_true(fact.last_year.known && fact.last_year.n == 11);
    assert_true(fact.goal.known && amount_compare(fact.goal.goal, AMOUNT_WHOLE(20)) == 0);
    assert_int_equal(fact.status, STATUS_UNDECIDED);
    assert_true(period_equal(fact.period, period("2018")));
    assert_true(facts_to_date(facts, arena, STR("carers"), STR("asen"), STR("all"),
                              period("2018-02"), &fact, &error));
    assert_int_equal(fact.figure.n, 8);
}

static void a_series_is_one_fact_a_period(void **state)
{
    (void)state;
    conversations("asen", "2018-01-15", "old", 7);
    conversations("asen", "2018-03-15", "old", 9);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    Fact *series;
    size_t count;
    assert_true(facts_series(facts, arena, STR("conversations"), STR("Åsen"), STR("all"),
                             period("2017-12"), period("2018-04"), &series, &count,
                             &error));
    assert_int_equal(count, 5);
    static const int n[] = {0, 7, 0, 9, 0};
    static const Mark marks[] = {MARK_NOT_MEASURED, MARK_OK, MARK_MISSING, MARK_OK,
                                 MARK_MISSING};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(series[i].figure.mark, marks[i]);
        assert_int_equal(series[i].figure.n, n[i]);
        assert_true(period_equal(series[i].period, period_next(period("2017-12"), (int)i)));
    }
}

static void names_come_in_the_language_asked_for(void **state)
{
    (void)state;
    conversations("asen", "2018-01-15", "old", 7);
    Facts *facts = opened(LEVEL_PUBLIC, "");
    const FactIndicator *told =
        facts_indicator(facts, LANGUAGE_SV, STR("interventions:anhoriggrupp"), &error);
    assert_true(str_equal(told->name, STR("Insatser: Anhöriggrupp")));
    assert_int_equal(told->by.len, 0);
    assert_true(
        str_equal(facts_indicator(facts, LANGUAGE_EN, STR("interventions"), &error)->name,
                  STR("Interventions")));
    FactUnit *units;
    size_t count;
    assert_true(
        facts_units(facts, STR("district"), period("2018"), &units, &count, &error));
    assert_int_equal(count, 6);
    assert_true(str_equal(units[0].name, STR("Berget")));
    assert_true(str_equal(units[5].name, STR("Åsen")));
    assert_null(facts_indicator(facts, LANGUAGE_SV, STR("convrsations"), &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    assert_non_null(strstr(error.message, "did you mean 'conversations'"));
    error = (Error){0};
    Fact fact;
    assert_false(facts_read(facts, arena, STR("carers"), STR("asen"), STR("yung"),
                            period("2018"), &fact, &error));
    assert_non_null(strstr(error.message, "did you mean 'young'"));
}

static void deliveries_and_findings_are_told_for_unit_and_period(void **state)
{
    (void)state;
    conversations("asen", "2018-01-15", "old", 7);
    conversations("asen", "2018-03-15", "old", 2);
    records_sql(
        &records,
        "INSERT INTO findings (batch, line, column, seen, reason, remedy, unit, month, "
        "severity) VALUES (1, 9, 'minuter', '-3', 'mindre än 0', 'Rätta talet.', "
        "'asen', 24218, 'refused'), (1, 4, 'datum', '30 feb', 'inget datum', 'Rätta.', "
        "'asen', NULL, 'refused'), (1, 5, 'form', 'x', 'okänd', 'Rätta.', 'dalby', "
        "24218, 'refused')");
    Facts *facts = opened(LEVEL_INTERNAL, "asen");
    FactDelivery *deliveries;
    size_t count;
    assert_true(facts_deliveries(facts, arena, STR("asen"), period("2018-Q1"), &deliveries,
                                 &count, &error));
    assert_int_equal(count, 1);
    assert_true(str_equal(deliveries[0].kind_name, STR("Samtal")));
    assert_int_equal(deliveries[0].used, 9);
    assert_int_equal(deliveries[0].refused, 2);
    assert_int_equal(deliveries[0].delivered, 2);
    assert_int_equal(deliveries[0].expected, 3);
    assert_true(str_equal(deliveries[0].first_missing, STR("2018-02")));
    FactFinding *findings;
    assert_true(facts_findings(facts, arena, STR("asen"), period("2018-03"), &findings,
                               &count, &error));
    assert_int_equal(count, 2);
    assert_int_equal(findings[0].line, 4);
    assert_true(str_equal(findings[1].reason, STR("mindre än 0")));
    Facts *city = opened(LEVEL_INTERNAL, "gota");
    assert_true(facts_findings(city, arena, STR("gota"), period("2018-03"), &findings,
                               &count, &error));
    assert_int_equal(count, 3);
    assert_true(facts_findings(city, arena, STR("asen"), period("2018-03"), &findings,
                               &count, &error));
    assert_int_equal(count, 0);
    Facts *open = opened(LEVEL_PUBLIC, "");
    assert_true(facts_findings(open, arena, STR("asen"), period("2018-03"), &findings,
                               &count, &error));
    assert_int_equal(count, 0);
    assert_true(facts_deliveries(open, arena, STR("asen"), period("2018-Q1"), &deliveries,
                                 &count, &error));
    assert_int_equal(deliveries[0].used, 0);
    assert_int_equal(deliveries[0].refused, 0);
    assert_int_equal(deliveries[0].delivered, 2);
    FactSource *sources;
    assert_true(facts_sources(facts, arena, &sources, &count, &error));
    assert_int_equal(count, 3);
    assert_true(str_equal(sources[0].file, STR("samsyn.yaml")) ||
                str_equal(sources[0].file, STR("samtal.csv")));
}

/* Through a door of its own, which is closed: an open one keeps its state of the database.
 */
static Figure read_anew(const char *unit, const char *month)
{
    ArenaMark mark = arena_mark(arena);
    Figure figure = read(opened(LEVEL_PUBLIC, ""), "conversations", unit, month).figure;
    arena_rewind(arena, mark);
    return figure;
}

static void opening_brings_the_figures_up_to_date(void **state)
{
    (void)state;
    conversations("asen", "2018-01-15", "old", 4);
    assert_int_equal(read_anew("asen", "2018-01").mark, MARK_PROTECTED);
    conversations("asen", "2018-01-16", "old", 6);
    assert_int_equal(read_anew("asen", "2018-01").n, 10);
    folder_put(arena, records.folder, "samsyn.yaml", "limit: 9\n");
    records_reopen(&records);
    assert_int_equal(read_anew("asen", "2018-01").mark, MARK_PROTECTED);
    Period last;
    assert_true(facts_last_month(opened(LEVEL_PUBLIC, ""), &last, &error));
    assert_true(period_equal(last, period("2018-01")));
}

static void without_a_database_the_remedy_is_told(void **state)
{
    (void)state;
    Workspace nowhere = *records.workspace;
    nowhere.database = "/nonexistent/samsyn.db";
    assert_null(facts_open(arena, &nowhere, (Level){LEVEL_PUBLIC, STR("")}, &error));
    assert_int_equal(error.kind, ERROR_NO_INPUT);
    assert_non_null(strstr(error.message, "samsyn import"));
}

#define WITH_RECORDS(test) \
    cmocka_unit_test_setup_teardown(test, open_records, close_records)

static void a_view_shows_what_its_own_level_may_see(void **state)
{
    (void)state;
    conversations("asen", "2018-01-15", "old", 4);
    conversations("berget", "2018-01-15", "old", 4);
    Facts *door = opened(LEVEL_INTERNAL, "asen");
    assert_int_equal(read(door, "conversations", "asen", "2018-01").figure.n, 4);
    Arena *own = arena_open();
    Facts *open = facts_view(own, door, (Level){LEVEL_PUBLIC, STR("")}, &error);
    assert_int_equal(read(open, "conversations", "asen", "2018-01").figure.mark,
                     MARK_PROTECTED);
    Facts *other = facts_view(own, open, (Level){LEVEL_INTERNAL, STR("Berget")}, &error);
    assert_int_equal(read(other, "conversations", "berget", "2018-01").figure.n, 4);
    assert_int_equal(read(other, "conversations", "asen", "2018-01").figure.mark,
                     MARK_PROTECTED);
    assert_int_equal(read(door, "conversations", "asen", "2018-01").figure.n, 4);
    assert_null(facts_view(own, door, (Level){LEVEL_INTERNAL, STR("Nowhere")}, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    arena_close(own);
}

static void rows_that_last_are_used_in_each_month_they_last(void **state)
{
    (void)state;
    records_staff(&records, "asen", "K1", "all", 80, "2017-01-01", NULL);
    records_staff(&records, "asen", "K2", "all", 50, "2017-01-01", "2017-12-30");
    records_value(&records, "representatives", "asen", "2018", 3);
    records_value(&records, "representatives", "asen", "2017", 2);
    Facts *facts = opened(LEVEL_INTERNAL, "asen");
    FactDelivery *deliveries;
    size_t count, seen = 0;
    assert_true(facts_deliveries(facts, arena, STR("asen"), period("2018-02"), &deliveries,
                                 &count, &error));
    for (size_t i = 0; i < count; i++)
        if (str_equal(deliveries[i].kind, STR("staff")) ||
            str_equal(deliveries[i].kind, STR("figures"))) {
            assert_int_equal(deliveries[i].used, 1);
            seen++;
        }
    assert_int_equal(seen, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RECORDS(the_four_kinds_of_nothing_are_four_marks),
        WITH_RECORDS(no_number_of_a_cell_of_one_to_four_people_comes_out),
        WITH_RECORDS(an_internal_level_opens_its_own_unit_only),
        WITH_RECORDS(a_figure_is_compared_with_what_is_whole),
        WITH_RECORDS(a_carried_figure_is_not_compared_with_itself_but_a_rate_over_it_is),
        WITH_RECORDS(a_goal_is_judged_in_its_own_period),
        WITH_RECORDS(lower_is_better_is_judged_the_other_way_round),
        WITH_RECORDS(a_share_is_judged_by_its_interval),
        WITH_RECORDS(the_year_to_date_has_the_goal_of_the_year_and_last_years_same_months),
        WITH_RECORDS(a_series_is_one_fact_a_period),
        WITH_RECORDS(names_come_in_the_language_asked_for),
        WITH_RECORDS(deliveries_and_findings_are_told_for_unit_and_period),
        WITH_RECORDS(a_view_shows_what_its_own_level_may_see),
        WITH_RECORDS(rows_that_last_are_used_in_each_month_they_last),
        WITH_RECORDS(opening_brings_the_figures_up_to_date),
        WITH_RECORDS(without_a_database_the_remedy_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
