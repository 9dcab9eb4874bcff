/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/chunk.h"

#include <assert.h>
#include <string.h>

#include "engine/base/lanes.h"

enum { NUMBER_DIGITS = 20, NUMBER_ROOM = NUMBER_DIGITS + 1 }; /* and a sign */
/* What a writer is given, first and then: a small file's months are short, and those of a
 * large one are as long as a record becomes. */
enum { ROOM_FIRST = 4 * 1024, ROOM_NEXT = 36 * 1024 };

void chunk_clear(ChunkWriter *writer)
{
    writer->text.len = 0;
    writer->rows = 0;
}

static void text_widen(Text *text, size_t more)
{
    size_t capacity = text->capacity < ROOM_FIRST ? ROOM_FIRST : ROOM_NEXT;
    if (capacity <= text->len + more)
        capacity = 2 * (text->len + more);
    char *ptr = arena_alloc(text->arena, capacity);
    memcpy(ptr, text->ptr, text->len);
    text->ptr = ptr;
    text->capacity = capacity;
}

/* Where `most` bytes can be written; text_end() takes those that were. */
static inline char *text_room(Text *text, size_t most)
{
    if (text->capacity - text->len <= most)
        text_widen(text, most);
    return text->ptr + text->len;
}

static inline void text_end(Text *text, const char *end)
{
    text->len = (size_t)(end - text->ptr);
}

/* Days and minutes have few digits, which are counted rather than turned. */
static char *number_write(char *to, int64_t number)
{
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    if (number < 0)
        *to++ = '-';
    size_t count = 1;
    for (uint64_t least = 10; count < NUMBER_DIGITS && rest >= least; least *= 10)
        count++;
    for (char *p = to + count; p > to; rest /= 10)
        *--p = (char)('0' + rest % 10);
    return to + count;
}

void chunk_begin(ChunkWriter *writer, int64_t line)
{
    char *to = text_room(&writer->text, NUMBER_ROOM + 3);
    if (writer->rows++)
        *to++ = ']';
    *to++ = writer->rows > 1 ? ',' : '[';
    *to++ = '[';
    text_end(&writer->text, number_write(to, line));
}

void chunk_null(ChunkWriter *writer)
{
    char *to = text_room(&writer->text, 5);
    memcpy(to, (const char[]){',', 'n', 'u', 'l', 'l'}, 5);
    text_end(&writer->text, to + 5);
}

void chunk_number(ChunkWriter *writer, int64_t number)
{
    char *to = text_room(&writer->text, NUMBER_ROOM + 1);
    *to = ',';
    text_end(&writer->text, number_write(to + 1, number));
}

/* Lanes that hold a control character, a quote or a backslash; a lane above a marked one
 * may be marked too. */
static uint64_t lanes_escaped(uint64_t lanes)
{
    uint64_t quote = lanes ^ LANES_EACH('"'), slash = lanes ^ LANES_EACH('\\');
    return lanes_control(lanes) |
           ((((quote - LANES_EACH(1)) & ~quote) | ((slash - LANES_EACH(1)) & ~slash)) &
            LANES_EACH(0x80));
}

/* Copies up to the first byte to be escaped; returns how many those were. Up to eight bytes
 * more are written. */
static size_t plain_copy(char *to, Str value)
{
    for (size_t at = 0; at < value.len; at += 8) {
        uint64_t lanes = lanes_load_spaced(value.ptr + at, value.len - at);
        uint64_t marks = lanes_escaped(lanes);
        lanes_store(to + at, lanes);
        if (marks)
            return at + lanes_first(marks);
    }
    return value.len;
}

static void escaped_add(Text *text, Str value)
{
    for (size_t i = 0; i < value.len; i++) {
        unsigned char byte = (unsigned char)value.ptr[i];
        if (byte < 0x20) {
            text_addf(text, "\\u%04x", byte);
            continue;
        }
        if (byte == '"' || byte == '\\')
            text_add_byte(text, '\\');
        text_add_byte(text, (char)byte);
    }
}

void chunk_text(ChunkWriter *writer, Str value)
{
    char *to = text_room(&writer->text, value.len + 3 + 8);
    *to++ = ',';
    *to++ = '"';
    size_t plain = plain_copy(to, value);
    to += plain;
    if (plain < value.len) {
        text_end(&writer->text, to);
        escaped_add(&writer->text, str_slice(value, plain, value.len));
        to = text_room(&writer->text, 1);
    }
    *to++ = '"';
    text_end(&writer->text, to);
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

/* The next quote or backslash of a text. Control characters stand there as letters. */
static const char *text_stop(const ChunkReader *reader, const char *at)
{
    for (; reader->end - at >= 8; at += 8) {
        uint64_t marks = lanes_escaped(lanes_load(at));
        if (marks)
            return at + lanes_first(marks);
    }
    while (*at != '"' && *at != '\\')
        at++;
    return at;
}

/* reader->at stands behind the opening quote. */
static Str text_read(ChunkReader *reader)
{
    const char *from = reader->at, *stop = text_stop(reader, from);
    bool escaped = *stop == '\\';
    while (*stop == '\\')
        stop = text_stop(reader, stop + 2);
    reader->at = stop + 1;
    Str text = {from, (size_t)(stop - from)};
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
