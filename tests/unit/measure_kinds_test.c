/* Each kind of measure, on rows few enough to be counted by hand. */
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

static const char indicators[] =
    "- {id: length, mean: conversations.minutes, protects: none}\n"
    "- {id: length_by, mean: conversations.minutes, by: form, protects: none}\n"
    "- {id: long, share: conversations, having: {minutes: {least: 45}}, protects: none}\n"
    "- {id: between, count: conversations, where: {minutes: {above: 30, below: 60}}}\n"
    "- {id: carers_long, share: conversations, having: {minutes: {least: 45}}, protects: "
    "carers, people: {key: carer}}\n"
    "- {id: twice, share: conversations.carer, having: {rows: {least: 2}}, protects: "
    "none}\n"
    "- {id: fresh, distinct: conversations.carer, new: yes, protects: none}\n"
    "- {id: posts, count: staff, spread: {from: from, till: till}, protects: none}\n"
    "- {id: whole, sum: staff.fte, spread: {from: from, till: till, weigh: no}, protects: "
    "none}\n"
    "- {id: one_in_five, ratio: {of: conversations, over: population_18plus, per: 100, "
    "one_in: 5}}\n"
    "- id: sets\n  protects: none\n"
    "  offered: {talk: {name: samtal, any: [conversations]}, rest: {any: "
    "\"interventions:avlosning\"}}\n";

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

static Facts *door(Arena *own)
{
    Error error = {0};
    records_rebuild(&records, false);
    Facts *facts =
        facts_open(own, records.workspace, (Level){LEVEL_PUBLIC, STR("")}, &error);
    if (!facts)
        fail_msg("%s", error.message);
    return facts;
}

/* "value n/denominator mark" of a fact at the public level. */
static const char *told(const char *indicator, const char *unit, const char *group,
                        const char *id)
{
    Error error = {0};
    Fact fact;
    Period period;
    Arena *own = arena_open(); /* an open door would keep others from writing */
    assert_true(period_parse(str_from(id), &period));
    if (!facts_read(door(own), own, str_from(indicator), str_from(unit), str_from(group),
                    period, &fact, &error))
        fail_msg("%s", error.message);
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

static void four_conversations(void)
{
    records_conversation(&records, "asen", "2018-01-10", "old", "A1", 60);
    records_conversation(&records, "asen", "2018-01-11", "old", "A1", 45);
    records_conversation(&records, "asen", "2018-02-10", "young", "A2", 30);
    records_conversation(&records, "asen", "2018-03-10", "young", "A1", 31);
}

static void a_mean_is_over_the_rows_that_say_it(void **state)
{
    (void)state;
    four_conversations();
    assert_string_equal(told("length", "asen", "all", "2018-01"), "52.5 2/2 ok");
    assert_string_equal(told("length", "asen", "all", "2018-Q1"), "41.5 4/4 ok");
    assert_string_equal(told("length", "asen", "young", "2018-Q1"), "30.5 2/2 ok");
    assert_string_equal(told("length_by:besök", "asen", "all", "2018-Q1"), "41.5 4/4 ok");
    /* of nothing there is no mean */
    assert_string_equal(told("length_by:telefon", "asen", "all", "2018-Q1"),
                        "0 0/0 not_applicable");
}

static void a_share_of_rows_counts_those_that_fit(void **state)
{
    (void)state;
    four_conversations();
    assert_string_equal(told("long", "asen", "all", "2018-Q1"), "0.5 2/4 ok");
    assert_string_equal(told("long", "asen", "young", "2018-01"), "0 0/0 not_applicable");
    assert_string_equal(told("between", "asen", "all", "2018-Q1"), "2 2/0 ok");
    assert_string_equal(told("carers_long", "asen", "all", "2018-Q1"), "0 0/0 protected");
}

static void a_share_of_keys_counts_each_key_once(void **state)
{
    (void)state;
    four_conversations();
    assert_string_equal(told("twice", "asen", "all", "2018-Q1"), "0.5 1/2 ok");
    assert_string_equal(told("twice", "asen", "all", "2018-02"), "0 0/1 ok");
    assert_string_equal(told("twice", "asen", "young", "2018-Q1"), "0 0/2 ok");
}

static void a_key_is_new_once(void **state)
{
    (void)state;
    four_conversations();
    assert_string_equal(told("fresh", "asen", "all", "2018-01"), "1 1/0 ok");
    assert_string_equal(told("fresh", "asen", "all", "2018-02"), "1 1/0 ok");
    assert_string_equal(told("fresh", "asen", "all", "2018-03"), "0 0/0 ok");
    assert_string_equal(told("fresh", "asen", "old", "2018"), "1 1/0 preliminary");
    /* an earlier row comes late */
    records_conversation(&records, "asen", "2017-12-10", "old", "A2", 30);
    assert_string_equal(told("fresh", "asen", "all", "2018-02"), "0 0/0 ok");
    assert_string_equal(told("fresh", "asen", "all", "2017-12"), "1 1/0 ok");
    /* and is taken back */
    records_sql(&records,
                "UPDATE records SET held = 0 WHERE month = 12 * 2017 + 11; DELETE "
                "FROM delivered WHERE month = 12 * 2017 + 11; INSERT INTO touched "
                "VALUES ('conversations', 'asen', 12 * 2017 + 11, 1)");
    assert_string_equal(told("fresh", "asen", "all", "2018-02"), "1 1/0 ok");
}

static void rows_that_last_are_counted_and_summed_while_they_last(void **state)
{
    (void)state;
    four_conversations();
    records_staff(&records, "asen", "K1", "all", 50, "2018-01-01", NULL);
    records_staff(&records, "asen", "K2", "all", 100, "2018-02-15", "2018-02-20");
    assert_string_equal(told("posts", "asen", "all", "2018-01"), "1 1/0 ok");
    assert_string_equal(told("posts", "asen", "all", "2018-Q1"), "2 2/0 ok");
    assert_string_equal(told("whole", "asen", "all", "2018-Q1"), "1.5 2/0 ok");
    assert_string_equal(told("whole", "asen", "all", "2018-03"), "0.5 1/0 ok");
}

static void a_ratio_may_be_over_one_in_so_many(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++)
        records_conversation(&records, "asen", "2018-01-15", "all",
                             str_format(arena, "A%d", i).ptr, 60);
    records_value(&records, "population_18plus", "asen", "2018", 1000);
    assert_string_equal(told("one_in_five", "asen", "all", "2018-01"), "3 6/200 ok");
}

static void what_is_offered_adds_up_over_units_and_sets(void **state)
{
    (void)state;
    four_conversations();
    records_conversation(&records, "berget", "2018-01-15", "all", "B1", 60);
    records_intervention(&records, "berget", "2018-01-11", "avlosning", NULL, 9);
    records_delivered(&records, "interventions", "asen", "2018-01");
    assert_string_equal(told("sets", "asen", "all", "2018-01"), "1 1/2 ok");
    assert_string_equal(told("sets", "berget", "all", "2018-01"), "2 2/2 ok");
    assert_string_equal(told("sets", "north", "all", "2018-01"), "3 3/4 ok");
    assert_string_equal(told("sets:rest", "north", "all", "2018-01"), "1 1/2 ok");
}

static void twelve_months_are_kept_at_the_ends_of_half_years(void **state)
{
    (void)state;
    Error error = {0};
    Fact fact;
    records_conversation(&records, "asen", "2017-06-10", "old", "A1", 60);
    records_conversation(&records, "asen", "2017-08-10", "old", "A1", 60);
    four_conversations();
    Period june = {PERIOD_MONTH, 12 * 2018 + 5}, may = {PERIOD_MONTH, 12 * 2018 + 4};
    Facts *facts = door(arena);
    assert_true(facts_rolling(facts, arena, STR("length"), STR("asen"), STR("all"), june,
                              &fact, &error));
    assert_int_equal(fact.figure.n, 5);
    assert_int_equal(fact.figure.expected, 12);
    assert_int_equal(fact.figure.delivered, 4);
    assert_true(facts_rolling(facts, arena, STR("length"), STR("asen"), STR("all"), may,
                              &fact, &error));
    assert_int_equal(fact.figure.mark, MARK_NOT_APPLICABLE);
    assert_false(fact.figure.known);
}

static void a_measure_written_wrongly_is_told_with_its_place(void **state)
{
    static const struct {
        const char *entry, *told;
    } cases[] = {
        {"- {id: x, share: conversations}", ":1:3: a share says what it is a share of"},
        {"- {id: x, mean: conversations}", "sum, mean and distinct name KIND.COLUMN"},
        {"- {id: x, mean: conversations.form}", "the column 'form' is no number"},
        {"- {id: x, count: conversations, where: {minutes: 5}}",
         "a number is asked for as"},
        {"- {id: x, count: conversations, where: {minutes: {atleast: 5}}}", "atleast"},
        {"- {id: x, distinct: conversations.form, new: yes}",
         "the column 'form' is no key"},
        {"- {id: x, count: conversations, new: yes}", "new belongs to distinct"},
        {"- {id: x, count: conversations, having: {form: besök}}",
         "having belongs to share"},
        {"- {id: x, share: conversations.carer, having: {form: besök}}", "form"},
        {"- {id: x, mean: staff.fte, spread: {from: from, till: till}}",
         "rows that last are counted, summed or distinct"},
        {"- {id: x, offered: {a: {any: [conversation]}}}", "did you mean 'conversations'?"},
        {"- {id: x, offered: {a: [conversations]}}", "a set is {name: ..., any:"},
        {"- {id: x, ratio: {of: carers, over: fte, one_in: 0}}",
         "one_in is a whole number"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {0};
        folder_put(arena, records.folder, "indicators.yaml", cases[i].entry);
        assert_null(workspace_open(arena, records.folder, "templates", &error));
        assert_int_equal(error.kind, ERROR_CONFIG);
        if (!strstr(error.message, cases[i].told))
            fail_msg("%s\nis not told as: %s", error.message, cases[i].told);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_records, close_records)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_mean_is_over_the_rows_that_say_it),
        TEST(a_share_of_rows_counts_those_that_fit),
        TEST(a_share_of_keys_counts_each_key_once),
        TEST(a_key_is_new_once),
        TEST(rows_that_last_are_counted_and_summed_while_they_last),
        TEST(a_ratio_may_be_over_one_in_so_many),
        TEST(what_is_offered_adds_up_over_units_and_sets),
        TEST(twelve_months_are_kept_at_the_ends_of_half_years),
        TEST(a_measure_written_wrongly_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
