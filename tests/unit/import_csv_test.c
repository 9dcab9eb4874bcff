/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine/import/csv.h"

static int arena_make(void **state)
{
    *state = arena_open();
    return 0;
}

static int arena_end(void **state)
{
    arena_close(*state);
    return 0;
}

static Csv opened(void **state, const char *text)
{
    return csv_open(*state, str_from(text), ';', 1);
}

static void assert_cell(const Csv *csv, size_t cell, const char *wanted)
{
    assert_true(cell < csv->count);
    assert_int_equal(csv->cells[cell].text.len, strlen(wanted));
    assert_memory_equal(csv->cells[cell].text.ptr, wanted, strlen(wanted));
}

static void rows_end_in_every_way(void **state)
{
    Csv csv = opened(state, "a;b\r\nc;\nd\re");
    assert_true(csv_next(&csv));
    assert_int_equal(csv.count, 2);
    assert_cell(&csv, 1, "b");
    assert_true(csv_next(&csv));
    assert_int_equal(csv.count, 2);
    assert_cell(&csv, 1, "");
    assert_true(csv_next(&csv));
    assert_cell(&csv, 0, "d");
    assert_true(csv_next(&csv));
    assert_cell(&csv, 0, "e");
    assert_int_equal(csv.row_line, 4);
    assert_false(csv_next(&csv));
    assert_false(csv.unclosed);
}

static void quoted_cells_hold_anything_and_rows_keep_their_line(void **state)
{
    Csv csv = opened(state, "\"a;1\";\"sade \"\"nej\"\"\"\n\"två\nrader\";x\nslut\n");
    assert_true(csv_next(&csv));
    assert_cell(&csv, 0, "a;1");
    assert_cell(&csv, 1, "sade \"nej\"");
    assert_true(csv_next(&csv));
    assert_cell(&csv, 0, "två\nrader");
    int64_t line, column;
    csv_place(&csv, 1, &line, &column);
    assert_int_equal(line, 3);
    assert_int_equal(column, 8);
    assert_true(csv_next(&csv));
    assert_int_equal(csv.row_line, 4);
}

static void a_text_of_nothing_has_no_rows(void **state)
{
    Csv csv = csv_open(*state, (Str){NULL, 0}, ';', 1);
    assert_false(csv_next(&csv));
    assert_false(csv.unclosed);
}

static void blank_rows_are_known(void **state)
{
    Csv csv = opened(state, ";;;\n\na\n");
    assert_true(csv_next(&csv));
    assert_true(csv.blank);
    assert_true(csv_next(&csv));
    assert_true(csv.blank);
    assert_true(csv_next(&csv));
    assert_false(csv.blank);
}

static void an_unclosed_quote_is_told_where_it_was_opened(void **state)
{
    Csv csv = opened(state, "a;b\nåäö;\"aldrig\nstängt;c\n");
    assert_true(csv_next(&csv));
    assert_false(csv_next(&csv));
    assert_true(csv.unclosed);
    assert_int_equal(csv.unclosed_line, 2);
    assert_int_equal(csv.unclosed_column, 5);
    assert_false(csv_next(&csv));
}

static void a_quote_closed_by_a_later_ones_opening_is_told_at_the_first(void **state)
{
    Csv csv = opened(state, "a;\"b\nc;d\ne;\"f\"\n");
    assert_false(csv_next(&csv));
    assert_true(csv.unclosed);
    assert_int_equal(csv.unclosed_line, 1);
    assert_int_equal(csv.unclosed_column, 3);
}

static void a_quote_inside_a_plain_cell_is_itself(void **state)
{
    Csv csv = opened(state, "5\" rör;b\n");
    assert_true(csv_next(&csv));
    assert_cell(&csv, 0, "5\" rör");
}

/* Bytes that mean something here, in any order: nothing is read outside the text, every
 * byte of a plain text is some cell's or a separator, and the end is reached. */
static void any_bytes_are_rows_or_an_unclosed_quote(void **state)
{
    static const char alphabet[] = "a;\"\n\r, \"\";0\xC3\xA5\t";
    uint32_t seed = 1;
    for (int round = 0; round < 4000; round++) {
        size_t len = (size_t)round % 61;
        char *bytes =
            malloc(len ? len : 1); /* exactly, so that sanitizers see a step too far */
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        Csv csv = csv_open(*state, (Str){bytes, len}, ';', 1);
        int64_t line, column, rows = 0;
        while (csv_next(&csv)) {
            rows++;
            assert_true(csv.count > 0);
            csv_place(&csv, csv.count - 1, &line, &column);
            assert_true(line >= csv.row_line && line <= csv.line && column >= 1);
        }
        assert_true(csv.unclosed || csv.at == csv.end);
        assert_true(!csv.unclosed || (csv.unclosed_line >= 1 && csv.unclosed_column >= 1));
        assert_true((size_t)rows <= len);
        free(bytes);
    }
}

/* Longer than what is looked through at a time, with every kind of end at every place. */
static void long_rows_come_back_as_they_were_written(void **state)
{
    static const char *const cells[] = {"",
                                        "7",
                                        "besök",
                                        "2018-03-26",
                                        "\"a;b\"",
                                        "\"två\nrader\"",
                                        "Hägersten-Liljeholmen"};
    static const char *const held[] = {
        "", "7", "besök", "2018-03-26", "a;b", "två\nrader", "Hägersten-Liljeholmen"};
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    uint32_t seed = 1;
    for (int round = 0; round < 300; round++) {
        Text text = text_open(*state);
        uint32_t first = seed;
        for (int cell = 0; cell < 40; cell++) {
            seed = seed * 1664525u + 1013904223u;
            text_add(&text, str_from(cells[(seed >> 16) % 7]));
            text_add(&text, str_from(cell % 8 < 7 ? ";" : ends[(seed >> 8) % 3]));
        }
        Csv csv = csv_open(*state, text_str(&text), ';', 1);
        seed = first;
        for (int row = 0; row < 5; row++) {
            assert_true(csv_next(&csv));
            assert_int_equal(csv.count, 8);
            for (size_t cell = 0; cell < 8; cell++) {
                seed = seed * 1664525u + 1013904223u;
                assert_cell(&csv, cell, held[(seed >> 16) % 7]);
            }
        }
        assert_false(csv_next(&csv));
        assert_false(csv.unclosed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_end_in_every_way),
        cmocka_unit_test(quoted_cells_hold_anything_and_rows_keep_their_line),
        cmocka_unit_test(a_text_of_nothing_has_no_rows),
        cmocka_unit_test(blank_rows_are_known),
        cmocka_unit_test(an_unclosed_quote_is_told_where_it_was_opened),
        cmocka_unit_test(a_quote_closed_by_a_later_ones_opening_is_told_at_the_first),
        cmocka_unit_test(a_quote_inside_a_plain_cell_is_itself),
        cmocka_unit_test(any_bytes_are_rows_or_an_unclosed_quote),
        cmocka_unit_test(long_rows_come_back_as_they_were_written),
    };
    return cmocka_run_group_tests(tests, arena_make, arena_end);
}
