/* Most cells are not quoted and end at the first byte that means anything. Those bytes are
 * looked for a block at a time, about a row's length, so that a row costs one look and no
 * wrong guess where its cells end; the block is written for vectors, which a machine
 * without them does in parts. Lines are counted by row; a cell's own place is found only
 * when asked. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/csv.h"

#include <string.h>

#include "engine/base/lanes.h"

enum { BLOCK = 64 }; /* as many bytes as a number has bits */
typedef char Bytes __attribute__((vector_size(16)));
#define BYTES_EACH(c) ((Bytes){c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c})

Csv csv_open(Arena *arena, Str text, char delimiter, int64_t first_line)
{
    return (Csv){.at = text.ptr,
                 .block = text.ptr,
                 .end = text.len ? text.ptr + text.len : text.ptr,
                 .delimiter = delimiter,
                 .line = first_line,
                 .arena = arena};
}

static void cell_add(Csv *csv, const char *start, Str text)
{
    if (csv->count == csv->capacity)
        csv->cells = ARENA_GROW(csv->arena, csv->cells, csv->count, &csv->capacity);
    csv->cells[csv->count++] = (CsvCell){text, start};
    csv->blank = csv->blank && text.len == 0;
}

/* Of a place in the row: counts what lies between. */
static void place_of(const Csv *csv, const char *place, int64_t *line, int64_t *column)
{
    const char *line_start = csv->row;
    *line = csv->row_line;
    for (const char *p = csv->row; p < place; p++)
        if (*p == '\n' || (*p == '\r' && p + 1 < csv->end && p[1] != '\n')) {
            (*line)++;
            line_start = p + 1;
        }
    *column = 1 + (int64_t)utf8_count((Str){line_start, (size_t)(place - line_start)});
}

void csv_place(const Csv *csv, size_t cell, int64_t *line, int64_t *column)
{
    place_of(csv, csv->cells[cell].start, line, column);
}

/* Writes each "" as one quote. */
static Str quotes_unfold(Arena *arena, Str text)
{
    char *unfolded = arena_alloc(arena, text.len);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        unfolded[len++] = text.ptr[i];
        i += text.ptr[i] == '"';
    }
    return (Str){unfolded, len};
}

static bool fail_unclosed(Csv *csv, const char *opened)
{
    csv->unclosed = true;
    place_of(csv, opened, &csv->unclosed_line, &csv->unclosed_column);
    return false;
}

/* csv->at stands behind the opening quote; leaves it at what ends the cell. What follows a
 * closing quote must end the cell: else some quote before it was never closed. */
static bool quoted_read(Csv *csv)
{
    const char *opened = csv->at - 1, *from = csv->at;
    bool folded = false;
    for (const char *p = from;; p++) {
        const char *quote = memchr(p, '"', (size_t)(csv->end - p));
        if (!quote)
            return fail_unclosed(csv, opened);
        p = quote;
        if (p + 1 < csv->end && p[1] == '"') {
            folded = true;
            p++;
            continue;
        }
        Str text = {from, (size_t)(quote - from)};
        for (const char *q = from; q < quote; q++)
            csv->line += *q == '\n' || (*q == '\r' && q[1] != '\n');
        csv->at = quote + 1;
        while (csv->at < csv->end && *csv->at == ' ' && csv->delimiter != ' ')
            csv->at++;
        if (csv->at < csv->end && *csv->at != csv->delimiter && *csv->at != '\n' &&
            *csv->at != '\r')
            return fail_unclosed(csv, opened);
        cell_add(csv, opened, folded ? quotes_unfold(csv->arena, text) : text);
        return true;
    }
}

/* One bit for each byte of the block that ends a cell unless it is quoted. */
static uint64_t block_ends(const char *block, char delimiter)
{
    const Bytes lf = BYTES_EACH('\n'), cr = BYTES_EACH('\r'),
                wanted = BYTES_EACH(delimiter);
    uint64_t ends = 0;
    for (int i = 0; i < BLOCK; i += 16) {
        Bytes bytes;
        memcpy(&bytes, block + i, 16);
        Bytes found = (Bytes)((bytes == wanted) | (bytes == lf) | (bytes == cr));
        char marks[16];
        memcpy(marks, &found, 16);
        ends |= (lanes_bits(lanes_load(marks)) | lanes_bits(lanes_load(marks + 8)) << 8)
                << i;
    }
    return ends;
}

/* The block from here on, which is shorter at the text's end. */
static void block_look(Csv *csv, const char *at)
{
    size_t left = (size_t)(csv->end - at);
    csv->block = at;
    csv->seen = left < BLOCK ? left : BLOCK;
    if (left >= BLOCK) {
        csv->ends = block_ends(at, csv->delimiter);
        return;
    }
    char last[BLOCK] = {0};
    memcpy(last, at, left);
    csv->ends = block_ends(last, csv->delimiter);
}

/* Behind a quoted cell: what lies in it ends nothing. */
static void block_skip(Csv *csv)
{
    size_t passed = (size_t)(csv->at - csv->block);
    if (passed < csv->seen)
        csv->ends &= ~UINT64_C(0) << passed;
    else
        block_look(csv, csv->at);
}

/* Takes the next end of a cell that is not quoted; the text's end is one. */
static const char *end_take(Csv *csv)
{
    while (!csv->ends) {
        const char *next = csv->block + csv->seen;
        if (next == csv->end)
            return next;
        block_look(csv, next);
    }
    const char *found = csv->block + __builtin_ctzll(csv->ends);
    csv->ends &= csv->ends - 1;
    return found;
}

/* Takes the plain cells whose ends are seen, up to the row's last. */
static void plain_run(Csv *csv)
{
    const char *from = csv->at, *block = csv->block;
    const char delimiter = csv->delimiter;
    uint64_t ends = csv->ends;
    size_t held = 0;
    CsvCell *cell = csv->cells + csv->count, *full = csv->cells + csv->capacity;
    for (char last = delimiter; ends && last == delimiter && cell < full && *from != '"';) {
        const char *end = block + __builtin_ctzll(ends);
        size_t len = (size_t)(end - from);
        *cell++ = (CsvCell){{from, len}, from};
        ends &= ends - 1;
        held |= len;
        last = *end;
        from = end + 1;
    }
    csv->count = (size_t)(cell - csv->cells);
    csv->ends = ends;
    csv->blank = csv->blank && held == 0;
    csv->at = from;
}

/* At the beginning of a cell: reads it, and with it the plain ones that follow it within
 * what is seen. False at an unclosed quote. */
static bool cells_read(Csv *csv)
{
    size_t before = csv->count;
    if (csv->count < csv->capacity)
        plain_run(csv);
    if (csv->count > before) {
        csv->at--;
        return true;
    }
    const char *from = csv->at;
    if (from < csv->end && *from == '"') {
        csv->at++;
        if (!quoted_read(csv))
            return false;
        block_skip(csv);
        csv->at = end_take(csv);
        return true;
    }
    csv->at = end_take(csv);
    cell_add(csv, from, (Str){from, (size_t)(csv->at - from)});
    return true;
}

bool csv_next(Csv *csv)
{
    csv->count = 0;
    csv->blank = true;
    csv->row = csv->at;
    csv->row_line = csv->line;
    if (csv->at >= csv->end || csv->unclosed)
        return false;
    for (;;) {
        if (!cells_read(csv))
            return false;
        if (csv->at >= csv->end)
            return true;
        char ends = *csv->at++;
        if (ends == csv->delimiter)
            continue;
        if (ends == '\r' && csv->at < csv->end && *csv->at == '\n') {
            csv->at++;
            (void)end_take(csv);
        }
        csv->line++;
        return true;
    }
}
