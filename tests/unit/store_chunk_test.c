/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/store/chunk.h"
#include "engine/store/store.h"
#include "tests/support/arena.h"

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
        cmocka_unit_test_setup_teardown(what_is_written_is_read_back, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(cells_of_columns_that_are_gone_are_passed_over,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_chunk_is_json, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
