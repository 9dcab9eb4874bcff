/* rows.h: rows of one record kind as numbers. What is text has a number too, alike for
 * alike texts until the rows are closed.
 *
 * shape  values[row * width + column]; behind the columns stands the month. Its members are
 *        there to be looked at inline, row after row; only rows.c changes them
 * owns   lives in the arena it is opened in
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_ROWS_H
#define SAMSYN_MEASURE_ROWS_H

#include "engine/measure/work.h"

#define ROW_NOTHING INT64_MIN

/* A text by its hash; only those that share it are compared. */
typedef struct {
    uint32_t hash, number; /* number 0: free */
} Interned;

typedef struct {
    const Work *work;
    Arena *arena;
    const RecordKind *kind;
    size_t width;   /* of a row: the kind's columns and the month */
    size_t *places; /* of each column in a stored row; 0: not kept or not there */
    size_t unit_column, group_column, day_column;
    int64_t unit_record; /* whose unit is `unit` */
    size_t unit;
    size_t count, capacity;
    int64_t *values;
    Interned *table; /* open addressing; a power of two */
    size_t table_size;
    Str *texts; /* by number */
    size_t text_count, text_capacity;
} Rows;

bool rows_open(Work *work, Arena *arena, const RecordKind *kind, Rows **rows, Error *error);
void rows_clear(Rows *rows);
/* Takes the reader's row, unless the settings no longer know its unit. */
void rows_add(Rows *rows, const RecordReader *reader);
size_t rows_column(const Rows *rows, Str name);
int64_t rows_text(Rows *rows, Str text); /* the number that text has */
Str rows_text_of(const Rows *rows, int64_t number);
int32_t rows_day(const Rows *rows, size_t row); /* of the month's column */

static inline size_t rows_count(const Rows *rows)
{
    return rows->count;
}

/* One value of a row: a place in Work of a unit or group, a day, a number, a text's number.
 */
static inline int64_t rows_value(const Rows *rows, size_t row, size_t column)
{
    return rows->values[row * rows->width + column];
}

static inline size_t rows_unit(const Rows *rows, size_t row)
{
    return (size_t)rows_value(rows, row, rows->unit_column);
}

/* A group that the settings do not know counts in the total only. */
static inline size_t rows_group(const Rows *rows, size_t row)
{
    if (rows->group_column == SIZE_MAX)
        return 0;
    int64_t group = rows_value(rows, row, rows->group_column);
    return group < 0 || (size_t)group >= rows->work->groups ? 0 : (size_t)group;
}

/* Where it falls. */
static inline int32_t rows_month(const Rows *rows, size_t row)
{
    return (int32_t)rows_value(rows, row, rows->width - 1);
}

#endif
