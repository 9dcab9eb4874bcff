/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "engine/base/digest.h"
#include "engine/measure/cells.h"
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

/* One value, as text; "-" where there is no row. */
static Str asked(const char *sql)
{
    Error error = {0};
    Str told = STR("-");
    Statement *select = store_statement(records.store, sql, &error);
    assert_non_null(select);
    while (statement_next(select, &error))
        told = str_copy(arena, statement_text(select, 0));
    assert_int_equal(error.kind, ERROR_NONE);
    return told;
}

/* "n value/denominator delivered/expected state protected" of a cell */
static const char *cell(const char *indicator, const char *unit, const char *group,
                        const char *kind, const char *month)
{
    Str part = STR(""), head, tail;
    if (str_cut(str_from(indicator), ':', &head, &tail))
        part = tail;
    return asked(str_format(
                     arena,
                     "SELECT printf('%%d %%g %%d/%%d %%s%%s%%s', n, value, delivered, "
                     "expected, state, CASE protected WHEN 1 THEN ' ..' ELSE '' END, "
                     "CASE year WHEN 0 THEN '' ELSE ' from ' || year END) FROM "
                     "cell_figures WHERE indicator = '%.*s' AND part = '%.*s' AND unit "
                     "= '%s' AND target_group = '%s' AND period_kind = '%s' AND month "
                     "= '%s'",
                     STR_PRINT(head), STR_PRINT(part), unit, group, kind, month)
                     .ptr)
        .ptr;
}

static const char *conversations(const char *unit, const char *kind, const char *month)
{
    return cell("conversations", unit, "all", kind, month);
}

static void some_conversations(void)
{
    for (int i = 0; i < 6; i++)
        records_conversation(&records, "asen", "2018-01-15", i % 2 ? "young" : "old",
                             str_format(arena, "A%d", i).ptr, 60);
    records_conversation(&records, "asen", "2018-03-02", "all", "A0", 30);
    records_conversation(&records, "berget", "2018-02-05", "old", "A0", 45);
    records_conversation(&records, "berget", "2018-03-05", "old", "A0", 45);
    records_rebuild(&records, false);
}

static void a_count_adds_up_over_units_groups_and_periods(void **state)
{
    (void)state;
    some_conversations();
    assert_string_equal(conversations("asen", "month", "2018-01"), "6 6 1/1 ok");
    assert_string_equal(cell("conversations", "asen", "young", "month", "2018-01"),
                        "3 3 1/1 ok ..");
    assert_string_equal(conversations("north", "quarter", "2018-01"),
                        "9 9 4/5 preliminary");
    assert_string_equal(conversations("gota", "year", "2018-01"), "9 9 4/23 preliminary");
    assert_string_equal(conversations("gota", "to date", "2018-03"), "9 9 4/5 preliminary");
    assert_string_equal(cell("conversation_minutes", "asen", "all", "quarter", "2018-01"),
                        "7 390 2/3 preliminary");
}

static void a_group_of_all_counts_in_the_total_and_in_no_part(void **state)
{
    (void)state;
    some_conversations();
    assert_string_equal(conversations("asen", "month", "2018-03"), "1 1 1/1 ok ..");
    assert_string_equal(cell("conversations", "asen", "young", "month", "2018-03"),
                        "0 0 1/1 ok");
}

static void
distinct_is_counted_anew_and_not_above_units_that_number_themselves(void **state)
{
    (void)state;
    some_conversations();
    assert_string_equal(cell("carers", "asen", "all", "quarter", "2018-01"),
                        "6 6 2/3 preliminary");
    assert_string_equal(cell("carers", "north", "all", "quarter", "2018-01"), "-");
    /* the same key in two units is two people behind the network's figure */
    assert_string_equal(asked("SELECT people FROM cell_figures WHERE indicator = "
                              "'conversations' AND unit = 'north' AND target_group = 'all' "
                              "AND period_kind = 'month' AND month = '2018-03'")
                            .ptr,
                        "2");
}

static void a_silent_month_has_no_cell_and_a_named_file_makes_a_zero(void **state)
{
    (void)state;
    some_conversations();
    assert_string_equal(conversations("asen", "month", "2018-02"), "-");
    records_delivered(&records, "conversations", "asen", "2018-02");
    records_rebuild(&records, false);
    assert_string_equal(conversations("asen", "month", "2018-02"), "0 0 1/1 ok");
    assert_string_equal(conversations("asen", "quarter", "2018-01"), "7 7 3/3 ok");
}

static void a_first_month_that_moves_back_touches_the_months_between(void **state)
{
    (void)state;
    some_conversations();
    assert_string_equal(conversations("north", "month", "2018-01"), "6 6 1/1 ok");
    records_conversation(&records, "berget", "2017-10-05", "old", "A7", 45);
    records_rebuild(&records, false);
    assert_string_equal(conversations("north", "month", "2018-01"), "6 6 1/2 preliminary");
}

static void parts_of_interventions_add_up_and_are_protected_by_their_people(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        records_intervention(&records, "dalby", "2018-01-10", "forelasning", NULL, 12);
    records_intervention(&records, "dalby", "2018-01-11", "avlosning", "D1", -1);
    records_intervention(&records, "dalby", "2018-01-12", "avlosning", "D1", -1);
    records_intervention(&records, "dalby", "2018-01-12", "rad_och_stod", NULL, -1);
    records_rebuild(&records, false);
    assert_string_equal(cell("interventions", "dalby", "all", "month", "2018-01"),
                        "6 6 1/1 ok");
    assert_string_equal(cell("interventions:forelasning", "gota", "all", "year", "2018-01"),
                        "3 3 1/12 preliminary");
    assert_string_equal(cell("interventions:avlosning", "dalby", "all", "month", "2018-01"),
                        "2 2 1/1 ok ..");
    assert_string_equal(
        cell("interventions:rad_och_stod", "dalby", "all", "month", "2018-01"),
        "1 1 1/1 ok ..");
    assert_string_equal(
        cell("interventions:nyhetsbrev", "dalby", "all", "month", "2018-01"), "0 0 1/1 ok");
    assert_string_equal(cell("participants", "dalby", "all", "month", "2018-01"),
                        "3 36 1/1 ok");
}

static void staff_is_weighted_by_days_and_persons_are_counted_once(void **state)
{
    (void)state;
    records_conversation(&records, "asen", "2018-04-15", "all", "A1", 60);
    records_staff(&records, "asen", "K1", "all", 50, "2018-01-01", NULL);
    records_staff(&records, "berget", "K1", "all", 25, "2018-02-15", NULL);
    records_staff(&records, "dalby", "K2", "old", 100, "2017-03-01", "2018-02-14");
    records_rebuild(&records, false);
    assert_string_equal(cell("fte", "berget", "all", "month", "2018-02"), "1 0.125 1/1 ok");
    assert_string_equal(cell("fte", "gota", "all", "month", "2018-02"), "3 1.125 3/3 ok");
    assert_string_equal(cell("fte", "dalby", "old", "month", "2018-03"), "0 0 1/1 ok");
    assert_string_equal(cell("fte", "asen", "all", "year", "2018-01"),
                        "1 0.5 4/12 preliminary");
    assert_string_equal(cell("fte", "asen", "all", "month", "2018-05"), "-");
    assert_string_equal(cell("counsellors", "north", "all", "month", "2018-03"),
                        "1 1 2/2 ok");
    assert_string_equal(cell("counsellors", "gota", "all", "month", "2018-02"),
                        "2 2 3/3 ok");
    assert_string_equal(cell("counsellors", "gota", "all", "quarter", "2018-01"),
                        "2 2 8/8 ok");
}

static void a_ratio_is_protected_with_its_numerator_and_for_one_counsellor(void **state)
{
    (void)state;
    for (int i = 0; i < 8; i++) {
        records_conversation(&records, "asen", "2018-01-15", "all",
                             str_format(arena, "A%d", i).ptr, 60);
        /* hidden with Dalby's, for the city's would tell them */
        records_conversation(&records, "berget", "2018-01-15", "all",
                             str_format(arena, "B%d", i % 7).ptr, 60);
        records_conversation(&records, "dalby", "2018-01-15", "all", i % 2 ? "D1" : "D2",
                             60);
    }
    records_conversation(&records, "asen", "2018-01-16", "all", "A8", 60);
    records_staff(&records, "asen", "K1", "all", 50, "2018-01-01", NULL);
    records_staff(&records, "asen", "K2", "all", 50, "2018-01-01", NULL);
    records_staff(&records, "dalby", "K1", "all", 50, "2018-01-01", NULL);
    records_staff(&records, "dalby", "K3", "all", 50, "2018-01-01", NULL);
    records_rebuild(&records, false);
    assert_string_equal(cell("conversations_per_fte", "asen", "all", "month", "2018-01"),
                        "9 9 1/1 ok");
    assert_string_equal(cell("conversations_per_fte", "dalby", "all", "month", "2018-01"),
                        "8 8 1/1 ok ..");
    records_close_last(&records, "staff");
    records_sql(&records,
                "UPDATE records SET held = 0 WHERE kind = 'staff' AND rows LIKE "
                "'%%\"K2\"%%';"
                "INSERT OR IGNORE INTO touched VALUES ('staff', 'asen', 24216, 1)");
    records_rebuild(&records, false);
    assert_string_equal(cell("conversations_per_fte", "asen", "all", "month", "2018-01"),
                        "9 18 1/1 ok ..");
    assert_string_equal(cell("conversations_per_fte", "asen", "young", "month", "2018-01"),
                        "0 0 1/1 not_applicable ..");
}

static void a_yearly_figure_serves_its_year_and_is_carried_forward(void **state)
{
    (void)state;
    records_conversation(&records, "asen", "2018-03-15", "all", "A1", 60);
    records_value(&records, "population_18plus", "asen", "2017", 40000);
    records_value(&records, "population_18plus", "berget", "2017", 30000);
    records_value(&records, "population_18plus", "berget", "2018", 31000);
    records_share(&records, "good_support", "asen", "2017", 40, 50);
    records_share(&records, "good_support", "berget", "2017", 2, 30);
    records_rebuild(&records, false);
    const char *population = "population_18plus";
    assert_string_equal(cell(population, "asen", "all", "year", "2017-01"),
                        "40000 40000 12/12 ok");
    assert_string_equal(cell(population, "asen", "all", "month", "2018-03"),
                        "40000 40000 1/1 ok from 2017");
    assert_string_equal(cell(population, "north", "all", "month", "2018-03"),
                        "71000 71000 2/2 ok from 2017");
    assert_string_equal(cell(population, "asen", "all", "month", "2016-12"), "-");
    assert_string_equal(cell(population, "asen", "all", "month", "2018-04"), "-");
    assert_string_equal(cell("good_support", "asen", "all", "year", "2017-01"),
                        "40 0.8 12/12 ok");
    assert_string_equal(cell("good_support", "berget", "all", "year", "2017-01"),
                        "2 0.0666667 12/12 ok ..");
    assert_string_equal(cell("good_support", "north", "all", "year", "2017-01"),
                        "42 0.525 24/24 ok");
}

static void monthly_figures_that_are_not_carried_add_up(void **state)
{
    (void)state;
    folder_put(arena, records.folder, "indicators.yaml",
               "- {id: cost, reported: value, better: lower}\n");
    records_reopen(&records);
    records_value(&records, "cost", "asen", "2018-01", 10);
    records_value(&records, "cost", "asen", "2018-02", 20);
    records_value(&records, "cost", "berget", "2018-Q1", 100);
    records_rebuild(&records, false);
    assert_string_equal(cell("cost", "asen", "all", "quarter", "2018-01"),
                        "30 30 2/3 preliminary");
    assert_string_equal(cell("cost", "north", "all", "quarter", "2018-01"),
                        "130 130 5/6 preliminary");
    assert_string_equal(cell("cost", "asen", "all", "month", "2018-03"), "-");
}

/* Everything that is kept, in one order, as one digest. */
static Str everything(void)
{
    return digest_sha256(
        arena,
        asked(
            "SELECT (SELECT group_concat(line, char(10)) FROM (SELECT s.indicator || ' ' "
            "|| "
            "s.part || ' ' || s.unit || ' ' || s.target_group || ' ' || c.period_kind || "
            "' ' || c.month || ' ' || c.state || c.protected || ' ' || c.n || ' ' || "
            "c.numerator || '/' || c.denominator || ' ' || coalesce(c.over_numerator, '') "
            "|| '/' || coalesce(c.over_denominator, '') || ' ' || c.people || ' ' || "
            "c.delivered || '/' || c.expected || ' ' || c.year AS line FROM cells c JOIN "
            "series s ON s.id = c.series ORDER BY 1)) || (SELECT group_concat(source || "
            "unit || month, char(10)) FROM (SELECT * FROM first_months ORDER BY 1, 2)) || "
            "(SELECT value FROM cells_about WHERE name = 'horizon')"));
}

static uint32_t seed;

static int pick(int below)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

static void random_change(void)
{
    static const char *const units[] = {"asen", "berget", "cederdalen", "dalby",
                                        "eken", "fors",   "south"};
    static const char *const groups[] = {"all", "young", "old"};
    static const char *const kinds[] = {"conversations", "interventions", "staff"};
    static const char *const parts[] = {"forelasning", "avlosning", "anhoriggrupp"};
    const char *unit = units[pick(7)];
    char day[16], later[16], month[16], year[8], carer[8];
    snprintf(day, sizeof day, "%d-%02d-%02d", 2016 + pick(3), 1 + pick(12), 1 + pick(28));
    snprintf(later, sizeof later, "2018-%02d-%02d", 1 + pick(12), 1 + pick(28));
    snprintf(month, sizeof month, "%.7s", day);
    snprintf(year, sizeof year, "%.4s", day);
    snprintf(carer, sizeof carer, "C%d", pick(9));
    switch (pick(8)) {
    case 0:
    case 1:
        records_conversation(&records, unit, day, groups[pick(3)], carer, 30);
        break;
    case 2:
        records_intervention(&records, unit, day, parts[pick(3)], pick(2) ? carer : NULL,
                             pick(9) - 1);
        break;
    case 3:
        records_staff(&records, unit, carer, groups[pick(3)], 10 + pick(90), day,
                      pick(2) && strcmp(day, later) < 0 ? later : NULL);
        break;
    case 4:
        records_value(&records, "population_18plus", unit, year, 100 + pick(900));
        break;
    case 5:
        records_share(&records, "good_support", unit, pick(2) ? year : month, pick(20),
                      20 + pick(20));
        break;
    case 6:
        records_delivered(&records, kinds[pick(2)], unit, month);
        break;
    default:
        records_close_last(&records, kinds[pick(3)]);
        break;
    }
}

static void rebuilding_what_was_touched_gives_the_same_as_rebuilding_all(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < 3; round++) {
        Records kept = records;
        Arena *own = arena_open();
        records = records_new(own, round == 1 ? "carer_keys: shared\n" : "");
        seed = 7 + round;
        for (int step = 0; step < 14; step++) {
            for (int i = pick(5); i >= 0; i--)
                random_change();
            records_rebuild(&records, false);
            Str touched = everything();
            records_rebuild(&records, true);
            if (!str_equal(touched, everything()))
                fail_msg("round %u, step %d: touched and all differ", round, step);
        }
        arena_close(own);
        records = kept;
    }
}

static void only_what_was_touched_is_worked_on(void **state)
{
    (void)state;
    some_conversations();
    Error error = {0};
    CellsCount none, one, all;
    assert_true(
        cells_rebuild_touched(records.store, records.workspace, arena, &none, &error));
    records_conversation(&records, "asen", "2018-03-20", "old", "A9", 30);
    assert_true(
        cells_rebuild_touched(records.store, records.workspace, arena, &one, &error));
    assert_true(cells_rebuild_all(records.store, records.workspace, arena, &all, &error));
    assert_int_equal(none.cells, 0);
    assert_false(one.all);
    assert_true(one.cells > 0);
    /* 3 units and groups; month, quarter, tertial, half, year, to date March to December,
     * twelve months to June and December; two indicators that add up, three of keys of the
     * district only, and the base level with its four parts */
    assert_true(one.cells <= 17 * 3 * (2 * 3 + 3 * 1 + 5 * 3));
    assert_true(all.all && all.cells > one.cells);
}

static void changed_settings_rebuild_everything(void **state)
{
    (void)state;
    some_conversations();
    bool current;
    Error error = {0};
    assert_true(cells_current(records.store, records.workspace, &current, &error));
    assert_true(current);
    folder_put(arena, records.folder, "samsyn.yaml",
               "organisation: Göta\nlimit: 3\n"
               "groups: [{id: young, name: unga}, {id: old, name: gamla}]\n");
    records_reopen(&records);
    assert_true(cells_current(records.store, records.workspace, &current, &error));
    assert_false(current);
    CellsCount count;
    assert_true(
        cells_rebuild_touched(records.store, records.workspace, arena, &count, &error));
    assert_true(count.all);
    assert_string_equal(cell("conversations", "asen", "young", "month", "2018-01"),
                        "3 3 1/1 ok");
}

static void a_total_told_later_leaves_the_sum_of_its_groups_before_it(void **state)
{
    (void)state;
    some_conversations();
    records_value_of(&records, "population_18plus", "asen", "old", "2016-Q2", 40);
    records_rebuild(&records, false);
    assert_string_equal(cell("population_18plus", "asen", "all", "month", "2016-07"),
                        "40 40 1/1 ok from 2016");
    records_value(&records, "population_18plus", "asen", "2017-Q3", 70);
    records_rebuild(&records, false);
    for (int all = 0; all < 2; all++) {
        assert_string_equal(cell("population_18plus", "asen", "all", "month", "2016-07"),
                            "40 40 1/1 ok from 2016");
        assert_string_equal(cell("population_18plus", "gota", "all", "month", "2016-07"),
                            "40 40 1/1 ok from 2016");
        assert_string_equal(cell("population_18plus", "asen", "all", "month", "2018-01"),
                            "70 70 1/1 ok from 2017");
        records_rebuild(&records, true);
    }
}

static void without_records_there_are_no_cells(void **state)
{
    (void)state;
    records_rebuild(&records, true);
    records_rebuild(&records, false);
    assert_string_equal(asked("SELECT count(*) FROM cells").ptr, "0");
    int32_t month;
    bool known;
    Error error = {0};
    assert_true(cells_horizon(records.store, &month, &known, &error));
    assert_false(known);
}

#define WITH_RECORDS(test) \
    cmocka_unit_test_setup_teardown(test, open_records, close_records)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RECORDS(a_count_adds_up_over_units_groups_and_periods),
        WITH_RECORDS(a_group_of_all_counts_in_the_total_and_in_no_part),
        WITH_RECORDS(distinct_is_counted_anew_and_not_above_units_that_number_themselves),
        WITH_RECORDS(a_silent_month_has_no_cell_and_a_named_file_makes_a_zero),
        WITH_RECORDS(a_first_month_that_moves_back_touches_the_months_between),
        WITH_RECORDS(parts_of_interventions_add_up_and_are_protected_by_their_people),
        WITH_RECORDS(staff_is_weighted_by_days_and_persons_are_counted_once),
        WITH_RECORDS(a_ratio_is_protected_with_its_numerator_and_for_one_counsellor),
        WITH_RECORDS(a_yearly_figure_serves_its_year_and_is_carried_forward),
        WITH_RECORDS(monthly_figures_that_are_not_carried_add_up),
        WITH_RECORDS(rebuilding_what_was_touched_gives_the_same_as_rebuilding_all),
        WITH_RECORDS(only_what_was_touched_is_worked_on),
        WITH_RECORDS(changed_settings_rebuild_everything),
        WITH_RECORDS(a_total_told_later_leaves_the_sum_of_its_groups_before_it),
        WITH_RECORDS(without_records_there_are_no_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
