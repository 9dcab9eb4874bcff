/* table.h: a settings file of rows (units.csv, goals.csv): strict, and it knows its places.
 *
 * shape  UTF-8 (a BOM is allowed), separated by ; , or a tab as the heading line is, a
 *        heading line, then a row a line; "quoted" cells may hold the separator and doubled
 *        quotes; empty lines and lines that begin with # are passed over
 * fails  ERROR_CONFIG with path:line:column, what was read and the nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_TABLE_H
#define SAMSYN_CATALOGUE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

enum { TABLE_HEADS = 5 };

typedef struct {
    bool required;
    const char *heads[TABLE_HEADS]; /* what the column may be called, the usual first */
} TableColumn;

typedef struct {
    int line;
    const Str *cells; /* one for each TableColumn; empty when the file has no such column */
    const int *columns; /* 1-based, in characters, where the cell begins */
} TableRow;

typedef struct {
    const char *path;
    const TableColumn *columns;
    const TableRow *rows;
    size_t count;
} Table;

bool table_load(Arena *arena, const char *path, const TableColumn *columns, size_t count,
                Table *table, Error *error);

/* Fails at a cell: "path:line:column: <message>". Always false. */
bool table_fail(const Table *table, const TableRow *row, size_t column, Error *error,
                const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Reads the row `at`, and fails at one of its cells. */
typedef bool TableRead(void *reader, size_t at, Error *error);
/* Each row: what is wrong is told together, a line for each row, as many as a message has
 * room for. */
bool table_read_each(const Table *table, TableRead *read, void *reader, Error *error);
/* "; did you mean 'x'?" or, when none is near, "; known are a, b, c". */
Str table_suggest(Arena *arena, Str word, const Str *words, size_t count);

/* The words of a cell that lists several, parted by , or | */
void table_list(Arena *arena, Str cell, Str **words, size_t *count);

/* A day or the first (last: `last`) day of a month, quarter or year: "2018-04-01", "2018".
 */
bool table_day(Str cell, bool last, int32_t *day);

#endif
