/* One pass with a look-up per byte: most cells are not quoted and end at the first byte
 * that means anything. Lines are counted by row; a cell's own place is found only when
 * asked. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/csv.h"

#include <string.h>

Csv csv_open(Arena *arena, Str text, char delimiter, int64_t first_line)
{
    return (Csv){.at = text.ptr,
                 .end = text.ptr + text.len,
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

static void plain_read(Csv *csv)
{
    const char *from = csv->at, *p = from, *end = csv->end;
    const char delimiter = csv->delimiter;
    while (p < end && *p != delimiter && *p != '\n' && *p != '\r')
        p++;
    csv->at = p;
    cell_add(csv, from, (Str){from, (size_t)(p - from)});
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
        if (csv->at < csv->end && *csv->at == '"') {
            csv->at++;
            if (!quoted_read(csv))
                return false;
        } else {
            plain_read(csv);
        }
        if (csv->at >= csv->end)
            return true;
        char ends = *csv->at++;
        if (ends == csv->delimiter)
            continue;
        if (ends == '\r' && csv->at < csv->end && *csv->at == '\n')
            csv->at++;
        csv->line++;
        return true;
    }
}
