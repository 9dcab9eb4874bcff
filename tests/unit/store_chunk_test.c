/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/store/chunk.h"
#include "engine/store/store.h"
#include "tests/support/arena.h"

static ChunkWriter writer_of(void)
{
    return (ChunkWriter){.text = text_open(arena)};
}

static void expect_chunk(ChunkWriter *writer, const char *wanted)
{
    Str chunk = chunk_finish(writer);
    assert_int_equal(chunk.len, strlen(wanted));
    assert_memory_equal(chunk.ptr, wanted, chunk.len);
}

static void rows_are_one_json_text(void **state)
{
    (void)state;
    ChunkWriter writer = writer_of();
    chunk_begin(&writer, 2);
    chunk_null(&writer);
    chunk_number(&writer, 17181);
    chunk_text(&writer, STR("besök"));
    chunk_begin(&writer, 10);
    expect_chunk(&writer, "[[2,null,17181,\"besök\"],[10]]");
    chunk_clear(&writer);
    expect_chunk(&writer, "[]");
}

static void numbers_of_every_length_are_written_whole(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *wanted;
    } cases[] = {{0, "[[1,0]]"},
                 {-7, "[[1,-7]]"},
                 {9, "[[1,9]]"},
                 {10, "[[1,10]]"},
                 {99999, "[[1,99999]]"},
                 {100000, "[[1,100000]]"},
                 {999999999999999999, "[[1,999999999999999999]]"},
                 {1000000000000000000, "[[1,1000000000000000000]]"},
                 {INT64_MAX, "[[1,9223372036854775807]]"},
                 {INT64_MIN, "[[1,-9223372036854775808]]"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ChunkWriter writer = writer_of();
        chunk_begin(&writer, 1);
        chunk_number(&writer, cases[i].number);
        expect_chunk(&writer, cases[i].wanted);
    }
}

/* At every place of the eight bytes that are looked at together. */
static void what_json_must_escape_is_read_back_wherever_it_stands(void **state)
{
    (void)state;
    static const char bytes[] = {'"', '\\', '\n', '\x01', '\x1f'};
    for (size_t b = 0; b < sizeof bytes; b++)
        for (size_t len = 1; len <= 20; len++)
            for (size_t at = 0; at < len; at++) {
                char text[20];
                memset(text, 'x', len);
                text[at] = bytes[b];
                ChunkWriter writer = writer_of();
                chunk_begin(&writer, 1);
                chunk_text(&writer, (Str){text, len});
                Str chunk = chunk_finish(&writer);
                ChunkReader reader = chunk_open(arena, chunk, 2);
                assert_true(chunk_next(&reader));
                assert_int_equal(reader.cells[1].kind, CHUNK_TEXT);
                assert_int_equal(reader.cells[1].text.len, len);
                assert_memory_equal(reader.cells[1].text.ptr, text, len);
                assert_false(chunk_next(&reader));
            }
}

static void plain_bytes_are_not_escaped(void **state)
{
    (void)state;
    ChunkWriter writer = writer_of();
    chunk_begin(&writer, 1);
    chunk_text(&writer, STR(" !#[]~\x7f åäöÅÄÖ é"));
    expect_chunk(&writer, "[[1,\" !#[]~\x7f åäöÅÄÖ é\"]]");
}

static void many_rows_and_a_long_text_grow_the_chunk(void **state)
{
    (void)state;
    enum { LONG = 100000, ROWS = 5000 };
    ChunkWriter writer = writer_of();
    char *text = arena_alloc(arena, LONG);
    memset(text, 'a', LONG);
    for (int64_t row = 0; row < ROWS; row++) {
        chunk_begin(&writer, row);
        chunk_text(&writer, (Str){text, row == ROWS / 2 ? LONG : 3});
    }
    ChunkReader reader = chunk_open(arena, chunk_finish(&writer), 2);
    for (int64_t row = 0; row < ROWS; row++) {
        assert_true(chunk_next(&reader));
        assert_int_equal(reader.cells[0].number, row);
        assert_int_equal(reader.cells[1].text.len, row == ROWS / 2 ? LONG : 3);
    }
    assert_false(chunk_next(&reader));
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    static const char hard[] = "å \"citat\" \\ \n\t\x01 slut";
    ChunkWriter writer = {.text = text_open(arena)};
    chunk_begin(&writer, 2);
    chunk_text(&writer, str_from(hard));
    chunk_number(&writer, INT64_MIN);
    chunk_null(&writer);
    chunk_begin(&writer, 12345);
    chunk_text(&writer, STR(""));
    chunk_number(&writer, INT64_MAX);
    Str chunk = chunk_finish(&writer);
    ChunkReader reader = chunk_open(arena, chunk, 4);
    assert_true(chunk_next(&reader));
    assert_int_equal(reader.cells[0].number, 2);
    assert_true(str_equal(reader.cells[1].text, str_from(hard)));
    assert_true(reader.cells[2].number == INT64_MIN);
    assert_int_equal(reader.cells[3].kind, CHUNK_NULL);
    assert_true(chunk_next(&reader));
    assert_int_equal(reader.cells[1].kind, CHUNK_TEXT);
    assert_int_equal(reader.cells[1].text.len, 0);
    assert_true(reader.cells[2].number == INT64_MAX);
    assert_int_equal(reader.cells[3].kind, CHUNK_NULL); /* a column that came later */
    assert_false(chunk_next(&reader));
}

static void cells_of_columns_that_are_gone_are_passed_over(void **state)
{
    (void)state;
    ChunkReader reader = chunk_open(arena, STR("[[7,1,\"a\",null],[8,2]]"), 2);
    assert_true(chunk_next(&reader));
    assert_int_equal(reader.cells[1].number, 1);
    assert_true(chunk_next(&reader));
    assert_int_equal(reader.cells[0].number, 8);
    assert_false(chunk_next(&reader));
}

/* Any tool reads it: here SQLite's own JSON. */
static void a_chunk_is_json(void **state)
{
    (void)state;
    Error error = {0};
    ChunkWriter writer = {.text = text_open(arena)};
    for (int byte = 1; byte < 128; byte++) {
        char text[] = {(char)byte, 'x'};
        chunk_begin(&writer, byte);
        chunk_text(&writer, (Str){text, 2});
    }
    Str chunk = str_copy(arena, chunk_finish(&writer));
    Store *store = store_open(arena, ":memory:", STORE_CHANGE, &error);
    Statement *select = store_statement(
        store,
        "SELECT count(*), min(json_extract(value, '$[1]') = char(json_extract(value, "
        "'$[0]')) || 'x') FROM json_each(?1)",
        &error);
    statement_bind_text(select, 1, chunk);
    assert_true(statement_next(select, &error));
    assert_int_equal(statement_int(select, 0), 127);
    assert_int_equal(statement_int(select, 1), 1);
    chunk_clear(&writer);
    assert_true(str_equal(chunk_finish(&writer), STR("[]")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(cells_of_columns_that_are_gone_are_passed_over),
        cmocka_unit_test(a_chunk_is_json),
        cmocka_unit_test(rows_are_one_json_text),
        cmocka_unit_test(numbers_of_every_length_are_written_whole),
        cmocka_unit_test(what_json_must_escape_is_read_back_wherever_it_stands),
        cmocka_unit_test(plain_bytes_are_not_escaped),
        cmocka_unit_test(many_rows_and_a_long_text_grow_the_chunk),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
