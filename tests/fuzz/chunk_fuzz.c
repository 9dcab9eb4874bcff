/* Rows as the database keeps them: whatever is written is read back. Of each byte of the
 * input the two lowest bits say what comes: a row, nothing, a number, a text. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/chunk.h"

#include <string.h>

#include "tests/fuzz/fuzz.h"

typedef struct {
    Str input;
    size_t at;
} Script;

static uint8_t byte_next(Script *script)
{
    return script->at < script->input.len ? (uint8_t)script->input.ptr[script->at++] : 0;
}

/* The next thing; of a text the six higher bits are its length. */
static uint8_t thing_next(Script *script, ChunkCell *cell)
{
    uint8_t byte = byte_next(script);
    size_t left = script->input.len - script->at;
    *cell = (ChunkCell){.kind = CHUNK_NULL};
    if (byte % 4 == 2) {
        cell->kind = CHUNK_NUMBER;
        for (int i = 0; i < 8; i++)
            cell->number = (int64_t)((uint64_t)cell->number << 8 | byte_next(script));
        cell->number >>= byte / 4; /* shorter ones too */
    } else if (byte % 4 == 3) {
        cell->kind = CHUNK_TEXT;
        cell->text =
            (Str){script->input.ptr + script->at, byte / 4u < left ? byte / 4u : left};
        script->at += cell->text.len;
    }
    return byte % 4;
}

static Str written(Arena *arena, Script script)
{
    ChunkWriter writer = {.text = text_open(arena)};
    ChunkCell cell;
    chunk_clear(&writer);
    chunk_begin(&writer, 1);
    while (script.at < script.input.len)
        switch (thing_next(&script, &cell)) {
        case 0:
            chunk_begin(&writer, (int64_t)script.at);
            break;
        case 1:
            chunk_null(&writer);
            break;
        case 2:
            chunk_number(&writer, cell.number);
            break;
        default:
            chunk_text(&writer, cell.text);
        }
    return chunk_finish(&writer);
}

enum { COLUMNS = 6 };

static void cell_holds(const ChunkReader *reader, size_t column, const ChunkCell *wanted)
{
    if (column >= COLUMNS)
        return;
    const ChunkCell *cell = &reader->cells[column];
    FUZZ_LAW(cell->kind == wanted->kind);
    FUZZ_LAW(cell->kind != CHUNK_NUMBER || cell->number == wanted->number);
    FUZZ_LAW(cell->kind != CHUNK_TEXT || str_equal(cell->text, wanted->text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_open();
    Script script = {.input = fuzz_text(arena, data, size)};
    Str chunk = str_copy(arena, written(arena, script));
    ChunkReader reader = chunk_open(arena, chunk, COLUMNS);
    ChunkCell wanted = {.kind = CHUNK_NUMBER, .number = 1};
    size_t column = 0;
    FUZZ_LAW(chunk_next(&reader));
    cell_holds(&reader, column++, &wanted);
    while (script.at < size) {
        if (thing_next(&script, &wanted) == 0) {
            FUZZ_LAW(reader.count == (column < COLUMNS ? COLUMNS : column));
            FUZZ_LAW(chunk_next(&reader));
            wanted = (ChunkCell){.kind = CHUNK_NUMBER, .number = (int64_t)script.at};
            column = 0;
        }
        cell_holds(&reader, column++, &wanted);
    }
    FUZZ_LAW(!chunk_next(&reader));
    arena_close(arena);
    return 0;
}
