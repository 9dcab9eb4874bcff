/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/facts_table.h"

static void expect_cell(const char *text, const char *expected)
{
    Arena *arena = arena_open();
    Text out = text_open(arena);
    csv_text_add(&out, str_from(text));
    assert_string_equal(out.ptr, expected);
    arena_close(arena);
}

static void a_text_is_quoted_only_where_it_must_be(void **state)
{
    (void)state;
    expect_cell("", "");
    expect_cell("Enskilda samtal; besök", "Enskilda samtal; besök");
    expect_cell("a, b", "\"a, b\"");
    expect_cell("\"a\"", "\"\"\"a\"\"\"");
    expect_cell("a\nb", "\"a\nb\"");
}

static void a_text_is_never_a_formula(void **state)
{
    (void)state;
    expect_cell("=1+1", "'=1+1");
    expect_cell("+46", "'+46");
    expect_cell("-x", "'-x");
    expect_cell("@SUM(A1,A2)", "\"'@SUM(A1,A2)\"");
    expect_cell("\tx", "'\tx");
    expect_cell("a=1", "a=1");
}

static Fact fact_of(Mark mark)
{
    return (Fact){.indicator = STR("good_support"),
                  .unit = STR("farsta"),
                  .group = STR("all"),
                  .period = {PERIOD_YEAR, 2017 * 12},
                  .figure = {.mark = mark,
                             .known = mark == MARK_OK,
                             .value = {4, 5},
                             .n = 8,
                             .has_denominator = true,
                             .denominator = {10, 1},
                             .has_interval = true,
                             .low95 = 0.5,
                             .high95 = 0.95,
                             .delivered = 12,
                             .expected = 12},
                  .goal = {.known = true, .goal = {3, 4}},
                  .status = mark == MARK_OK ? STATUS_MET : STATUS_NONE};
}

static void a_row_has_the_columns_in_their_order(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Text head = text_open(arena), row = text_open(arena);
    Fact fact = fact_of(MARK_OK);
    fact_head_csv(&head);
    fact_row_csv(&row, &fact);
    assert_string_equal(head.ptr, "indicator,unit,group,period,n,denominator,value,low95,"
                                  "high95,mark,goal,status,delivered,expected");
    assert_string_equal(row.ptr, "good_support,farsta,all,2017,8,10,0.8,0.5,0.95,"
                                 "ok,0.75,met,12,12");
    arena_close(arena);
}

static void what_is_protected_leaves_no_number_behind(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Text csv = text_open(arena), json = text_open(arena);
    Fact fact = fact_of(MARK_PROTECTED);
    fact_row_csv(&csv, &fact);
    fact_row_json(&json, &fact);
    assert_string_equal(csv.ptr, "good_support,farsta,all,2017,,,,,,protected,0.75,,,");
    assert_non_null(strstr(json.ptr, "\"period\": \"2017\", \"n\": null, \"denominator\": "
                                     "null, \"value\": null"));
    assert_non_null(strstr(json.ptr, "\"delivered\": null, \"expected\": null"));
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_quoted_only_where_it_must_be),
        cmocka_unit_test(a_text_is_never_a_formula),
        cmocka_unit_test(a_row_has_the_columns_in_their_order),
        cmocka_unit_test(what_is_protected_leaves_no_number_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
