/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/chunk.h"

#include <assert.h>
#include <string.h>

enum { CHUNK_DIGITS = 24 };

void chunk_clear(ChunkWriter *writer)
{
    writer->text.len = 0;
    writer->rows = 0;
}

static void number_add(Text *text, int64_t number)
{
    char digits[CHUNK_DIGITS], *p = digits + CHUNK_DIGITS;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        *--p = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--p = '-';
    text_add(text, (Str){p, (size_t)(digits + CHUNK_DIGITS - p)});
}

void chunk_begin(ChunkWriter *writer, int64_t line)
{
    text_add(&writer->text, writer->rows++ ? STR("],[") : STR("[["));
    number_add(&writer->text, line);
}

void chunk_null(ChunkWriter *writer)
{
    text_add(&writer->text, STR(",null"));
}

void chunk_number(ChunkWriter *writer, int64_t number)
{
    text_add_byte(&writer->text, ',');
    number_add(&writer->text, number);
}

static bool is_plain(Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte < 0x20 || byte == '"' || byte == '\\')
            return false;
    }
    return true;
}

void chunk_text(ChunkWriter *writer, Str value)
{
    Text *text = &writer->text;
    text_add(text, STR(",\""));
    if (is_plain(value)) {
        text_add(text, value);
    } else {
        for (size_t i = 0; i < value.len; i++) {
            unsigned char byte = (unsigned char)value.ptr[i];
            if (byte < 0x20)
                text_addf(text, "\\u%04x", byte);
            else {
                if (byte == '"' || byte == '\\')
                    text_add_byte(text, '\\');
                text_add_byte(text, (char)byte);
            }
        }
    }
    text_add_byte(text, '"');
}

Str chunk_finish(ChunkWriter *writer)
{
    text_add(&writer->text, writer->rows ? STR("]]") : STR("[]"));
    return text_str(&writer->text);
}

ChunkReader chunk_open(Arena *arena, Str chunk, size_t columns)
{
    return (ChunkReader){.arena = arena,
                         .at = chunk.ptr + 1,
                         .end = chunk.ptr + chunk.len,
                         .cells = ARENA_ARRAY(arena, columns, ChunkCell),
                         .capacity = columns};
}

static int64_t hex_value(const char *digits)
{
    int64_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = digits[i];
        value = value * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

/* Only what chunk_text() escapes: quotes, backslashes and control characters. */
static Str unfold(Arena *arena, Str text)
{
    char *plain = arena_alloc(arena, text.len);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\\') {
            plain[len++] = text.ptr[i];
            continue;
        }
        bool coded = text.ptr[i + 1] == 'u';
        plain[len++] = coded ? (char)hex_value(text.ptr + i + 2) : text.ptr[i + 1];
        i += coded ? 5 : 1;
    }
    return (Str){plain, len};
}

/* reader->at stands behind the opening quote. */
static Str text_read(ChunkReader *reader)
{
    const char *from = reader->at, *p = from;
    bool escaped = false;
    for (; *p != '"'; p++)
        if (*p == '\\') {
            escaped = true;
            p++;
        }
    reader->at = p + 1;
    Str text = {from, (size_t)(p - from)};
    return escaped ? unfold(reader->arena, text) : text;
}

static int64_t number_read(ChunkReader *reader)
{
    const char *p = reader->at;
    bool negative = *p == '-';
    uint64_t number = 0;
    for (p += negative; *p >= '0' && *p <= '9'; p++)
        number = number * 10 + (uint64_t)(*p - '0');
    reader->at = p;
    return negative ? (int64_t)(0 - number) : (int64_t)number;
}

static void cell_read(ChunkReader *reader, ChunkCell *cell)
{
    switch (*reader->at) {
    case 'n':
        reader->at += 4;
        cell->kind = CHUNK_NULL;
        return;
    case '"':
        reader->at++;
        cell->kind = CHUNK_TEXT;
        cell->text = text_read(reader);
        return;
    default:
        cell->kind = CHUNK_NUMBER;
        cell->number = number_read(reader);
    }
}

/* `at` stands at the row's opening bracket, or at the chunk's closing one. */
bool chunk_next(ChunkReader *reader)
{
    if (reader->at >= reader->end || *reader->at != '[')
        return false;
    ChunkCell beyond;
    reader->count = 0;
    do {
        reader->at++;
        cell_read(reader, reader->count < reader->capacity ? &reader->cells[reader->count]
                                                           : &beyond);
        reader->count++;
    } while (*reader->at == ',');
    assert(*reader->at == ']');
    reader->at += reader->at[1] == ',' ? 2 : 1;
    for (; reader->count < reader->capacity; reader->count++)
        reader->cells[reader->count].kind = CHUNK_NULL;
    return true;
}
