/* Units that become others: a merger, a renaming, a split, and one merger after another. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/facts.h"
#include "tests/support/folder.h"
#include "tests/support/records.h"

static Arena *arena;
static Records records;

static int open_records(void **state)
{
    (void)state;
    arena = arena_open();
    records = records_new(arena, "carer_keys: per_unit\nlimit: 2\n");
    folder_put(
        arena, records.folder, "units.csv",
        "namn;typ;ingår_i;från;till;efterträdare\nGöta;city;;;;\n"
        "Ask;district;Göta;;2017-12-31;Cedern\nBjörk;district;Göta;;2017-12-31;Cedern\n"
        "Cedern;district;Göta;2018-01-01;;\n"
        "Ek;district;Göta;;2017-12-31;Nyek\nNyek;district;Göta;2018-01-01;;\n"
        "Fura;district;Göta;;2017-12-31;Gran|Hassel\nGran;district;Göta;2018-01-01;;\n"
        "Hassel;district;Göta;2018-01-01;;\n"
        "Idegran;district;Göta;;2016-12-31;Jasmin\n"
        "Jasmin;district;Göta;2017-01-01;2017-12-31;Kastanj\n"
        "Kastanj;district;Göta;2018-01-01;;\n");
    folder_put(arena, records.folder, "goals.csv",
               "indikator;enhet;period;från;till;mål;delvis;beslut\n"
               "conversations;Cedern;månad;2018-01-01;;3;;\n"
               "conversations;Ask;månad;;2017-12-31;2;;\n");
    records_reopen(&records);
    return 0;
}

static int close_records(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static Fact fact_of(const char *indicator, const char *unit, const char *id)
{
    Error error = {0};
    Fact fact;
    Period period;
    Arena *own = arena_open(); /* an open door would keep others from writing */
    assert_true(period_parse(str_from(id), &period));
    records_rebuild(&records, false);
    Facts *facts =
        facts_open(own, records.workspace, (Level){LEVEL_INTERNAL, str_from(unit)}, &error);
    if (!facts || !facts_read(facts, own, str_from(indicator), str_from(unit), STR("all"),
                              period, &fact, &error))
        fail_msg("%s", error.message);
    arena_close(own);
    return fact;
}

static void expect(const char *indicator, const char *unit, const char *id, int64_t value,
                   bool continued)
{
    Fact fact = fact_of(indicator, unit, id);
    assert_true(fact.figure.known);
    assert_int_equal(amount_rounded(fact.figure.value, 0), value);
    assert_int_equal(fact.figure.continued, continued);
}

static void expect_none(const char *indicator, const char *unit, const char *id)
{
    assert_int_equal(fact_of(indicator, unit, id).figure.mark, MARK_NOT_APPLICABLE);
}

static void talk(const char *unit, const char *day, const char *carer)
{
    records_conversation(&records, unit, day, "old", carer, 30);
}

static void a_merged_unit_goes_on_with_both(void **state)
{
    (void)state;
    talk("ask", "2017-11-01", "1");
    talk("bjork", "2017-11-02", "1");
    talk("bjork", "2017-12-02", "2");
    talk("cedern", "2018-01-02", "1");
    expect("conversations", "cedern", "2017-11", 2, true);
    expect("conversations", "cedern", "2017-Q4", 3, true);
    expect("conversations", "cedern", "2018-01", 1, false);
    expect("conversations", "gota", "2017-Q4", 3, false);
    expect_none("conversations", "ask", "2018-01");
    /* the same key in two units is two people, so nobody knows how many they were */
    expect_none("carers", "cedern", "2017-11");
    expect("carers", "cedern", "2018-01", 1, false);
    assert_int_equal(fact_of("conversations", "cedern", "2017-11").figure.expected, 2);
}

static void goals_hold_from_a_units_own_start(void **state)
{
    (void)state;
    talk("ask", "2017-11-01", "1");
    talk("cedern", "2018-01-02", "1");
    assert_false(fact_of("conversations", "cedern", "2017-11").goal.known);
    assert_true(fact_of("conversations", "cedern", "2018-01").goal.known);
    assert_true(fact_of("conversations", "ask", "2017-11").goal.known);
}

static void a_renamed_unit_keeps_its_carers(void **state)
{
    (void)state;
    talk("ek", "2017-11-01", "1");
    talk("ek", "2017-11-02", "1");
    talk("nyek", "2018-01-02", "1");
    talk("nyek", "2018-01-02", "2");
    expect("carers", "nyek", "2017-11", 1, true);
    expect("carers", "nyek", "2018-01", 2, false);
    expect("new_carers", "nyek", "2018-01", 1, false);
}

static void a_split_unit_goes_on_nowhere(void **state)
{
    (void)state;
    talk("fura", "2017-11-01", "1");
    talk("gran", "2018-01-02", "1");
    expect_none("conversations", "gran", "2017-11");
    expect_none("conversations", "hassel", "2017-11");
    expect("conversations", "gota", "2017-11", 1, false);
    expect("conversations", "gran", "2018-01", 1, false);
}

static void one_merger_after_another_is_followed(void **state)
{
    (void)state;
    talk("idegran", "2016-11-01", "1");
    talk("jasmin", "2017-11-02", "1");
    talk("kastanj", "2018-01-02", "1");
    records_value(&records, "population_18plus", "idegran", "2016", 500);
    expect("conversations", "kastanj", "2016-11", 1, true);
    expect("conversations", "kastanj", "2017-11", 1, true);
    expect("conversations", "jasmin", "2016-11", 1, true);
    expect_none("conversations", "jasmin", "2018-01");
    /* what is carried goes on until somebody tells anew, and is never counted twice */
    expect("population_18plus", "kastanj", "2018-01", 500, false);
    expect("population_18plus", "gota", "2018-01", 500, false);
    records_value(&records, "population_18plus", "jasmin", "2017", 600);
    expect("population_18plus", "kastanj", "2018-01", 600, false);
    expect("population_18plus", "gota", "2018-01", 600, false);
    records_value(&records, "population_18plus", "kastanj", "2018", 700);
    expect("population_18plus", "gota", "2018-01", 700, false);
    expect("population_18plus", "gota", "2017-06", 600, false);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_records, close_records)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_merged_unit_goes_on_with_both),      TEST(goals_hold_from_a_units_own_start),
        TEST(a_renamed_unit_keeps_its_carers),      TEST(a_split_unit_goes_on_nowhere),
        TEST(one_merger_after_another_is_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
