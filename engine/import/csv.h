/* csv.h: RFC 4180 as spreadsheets write it: rows of cells out of a text in memory.
 *
 * shape  lines end in LF, CRLF or CR; a quoted cell may hold delimiters, newlines and ""
 * owns   cells are slices of the text; one that holds "" is unfolded into the arena
 * fails  a quote that is not closed is told at the place where it was opened
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_CSV_H
#define SAMSYN_IMPORT_CSV_H

#include <stdbool.h>

#include "engine/base/text.h"

typedef struct {
    Str text;
    const char *start; /* where the cell begins in the file's text, for its place */
} CsvCell;

typedef struct {
    const char *at, *end;
    char delimiter;
    int64_t line; /* of `at`, 1-based */
    /* looked through ahead of `at`: where cells end in it, the first byte's bit lowest */
    const char *block;
    size_t seen;
    uint64_t ends;
    /* the row last read */
    const char *row;
    int64_t row_line;
    CsvCell *cells;
    size_t count, capacity;
    bool blank; /* no cell holds anything */
    /* an unclosed quote: its place */
    bool unclosed;
    int64_t unclosed_line, unclosed_column;
    Arena *arena;
} Csv;

/* `first_line` is the line that the text's first line has in its file. */
Csv csv_open(Arena *arena, Str text, char delimiter, int64_t first_line);
/* The next row; false at the end, and at an unclosed quote (unclosed is then set). */
bool csv_next(Csv *csv);
/* The line, and the column in code points, where a cell of the row begins. */
void csv_place(const Csv *csv, size_t cell, int64_t *line, int64_t *column);

#endif
