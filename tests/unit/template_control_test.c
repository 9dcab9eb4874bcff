/* Control charts, from records to blocks and pages, through the real door. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/golden.h"
#include "tests/unit/template_trial.h"

static Arena *arena;
static Records records;

static const char indicators[] =
    "- {id: calls, name: {sv: Telefonsamtal, en: Calls}, reported: value, protects: none,\n"
    "   better: higher}\n"
    "- {id: moved, name: {sv: Flyttade, en: Moved}, reported: value, protects: none,\n"
    "   control: {rebase: [{month: 2018-01, reason: new routine}]}}\n"
    "- {id: sick, name: {sv: Sjuka, en: Sick}, reported: value, protects: persons}\n";

static int open_records(void **state)
{
    (void)state;
    arena = arena_open();
    records = records_new(arena, "carer_keys: per_unit\n");
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

/* From January 2017 on; below zero: nothing is sent in. */
static void put(const char *indicator, const int *values, int count)
{
    for (int i = 0; i < count; i++)
        if (values[i] >= 0)
            records_value(&records, indicator, "asen",
                          str_format(arena, "%d-%02d", 2017 + i / 12, 1 + i % 12).ptr,
                          values[i]);
}

static const char *told(const char *fences, Language language, const char *id)
{
    return trial_told(arena, &records, fences, "district", "asen", language, id);
}

#define CONTROL(more) "```chart\nkind: control\n" more "\n```\n"

/* NHSRplotthedots has 40 and 10 outside 10.542 and 17.458. */
static const int published[] = {10, 12, 11, 13, 12, 40, 12, 11, 13, 12, 11, 12, 13};

static void a_control_chart_is_as_it_was(void **state)
{
    (void)state;
    put("calls", published, 13);
    folder_put(arena, records.folder, "goals.csv",
               "indikator;enhet;period;mål\ncalls;Åsen;månad;15\n");
    records_reopen(&records);
    const char *fences = CONTROL("indicator: calls\nmonths: 13\ngoal: yes");
    trial_as_it_was(arena, &records, "control", fences, "district", "asen", "2018-01");
}

static void of_few_figures_there_is_the_median(void **state)
{
    (void)state;
    put("calls", published, 9);
    const char *text = told(CONTROL("indicator: calls\nmonths: 9"), LANGUAGE_SV, "2017-09");
    assert_has(text, "centre named | median 12,0\n");
    assert_has(text, "note Färre än tolv värden: medianen visas, utan gränser.\n");
    assert_lacks(text, " from ");
}

static void limits_are_new_where_the_work_was_changed(void **state)
{
    (void)state;
    static const int values[] = {10, 12, 11, 13, 12, 10, 12, 11, 13, 12, 11, 12,
                                 30, 32, 31, 33, 32, 30, 32, 31, 33, 32, 31, 32};
    put("moved", values, 24);
    const char *text =
        told(CONTROL("indicator: moved\nmonths: 24"), LANGUAGE_SV, "2018-12");
    assert_has(text, " || 31.58");
    assert_has(text, "Nya gränser från januari 2018, efter en ändring i arbetet.");
    assert_has(text, "Ingen enskild punkt avviker: variationen är den vanliga.");
}

static void what_is_protected_is_a_gap_and_no_input(void **state)
{
    (void)state;
    static const int values[] = {20, 22, 21, 3, 22, 20, 22, 21, 23, 22, -1, 22, 21, 22};
    put("sick", values, 14);
    const char *text = told(CONTROL("indicator: sick\nmonths: 14"), LANGUAGE_SV, "2018-02");
    assert_has(text, " | .. | ");
    assert_has(text, " | saknas | ");
    assert_has(text, "medel 21,5"); /* of the twelve that are seen */
    assert_lacks(text, "| 3 ");
}

static void what_does_not_vary_has_no_limits(void **state)
{
    (void)state;
    static const int values[] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
    put("calls", values, 12);
    const char *text =
        told(CONTROL("indicator: calls\nmonths: 12"), LANGUAGE_SV, "2017-12");
    assert_has(text, "note Värdena varierar inte.\n");
    assert_lacks(text, " from ");
}

static void with_nothing_to_show_there_is_a_sentence(void **state)
{
    (void)state;
    const char *text = told(CONTROL("indicator: calls"), LANGUAGE_SV, "2018-01");
    assert_lacks(text, "chart control");
    assert_has(text, "note Det finns inga uppgifter om telefonsamtal att visa");
}

#define RUN(test) cmocka_unit_test_setup_teardown(test, open_records, close_records)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_control_chart_is_as_it_was),
        RUN(of_few_figures_there_is_the_median),
        RUN(limits_are_new_where_the_work_was_changed),
        RUN(what_is_protected_is_a_gap_and_no_input),
        RUN(what_does_not_vary_has_no_limits),
        RUN(with_nothing_to_show_there_is_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
