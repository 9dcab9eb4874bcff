/* A year's rows of one record kind, read once for all the indicators made from them. Only
 * the columns that some indicator looks at are read. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/work.h"

#include <assert.h>
#include <string.h>

typedef struct {
    Str text;
    int64_t number;
} Interned;

struct Rows {
    const Work *work;
    Arena *arena;
    const RecordKind *kind;
    bool *needed; /* by column */
    size_t unit_column, group_column, day_column;
    size_t count, capacity;
    int64_t *values; /* row * column_count + column */
    Interned *table; /* open addressing; capacity a power of two */
    size_t interned, table_size;
};

static size_t text_hash(Str text)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 1099511628211u;
    return (size_t)(hash ^ (hash >> 29));
}

static Interned *table_place(Interned *table, size_t size, Str text)
{
    size_t at = text_hash(text) & (size - 1);
    while (table[at].number && !str_equal(table[at].text, text))
        at = (at + 1) & (size - 1);
    return &table[at];
}

static void table_grow(Rows *rows)
{
    size_t size = rows->table_size ? rows->table_size * 2 : 1024;
    Interned *table = ARENA_ARRAY(rows->arena, size, Interned);
    for (size_t i = 0; i < rows->table_size; i++)
        if (rows->table[i].number)
            *table_place(table, size, rows->table[i].text) = rows->table[i];
    rows->table = table;
    rows->table_size = size;
}

int64_t rows_text(Rows *rows, Str text)
{
    if (rows->interned * 2 >= rows->table_size)
        table_grow(rows);
    Interned *place = table_place(rows->table, rows->table_size, text);
    if (!place->number)
        *place = (Interned){str_copy(rows->arena, text), (int64_t)++rows->interned};
    return place->number;
}

size_t rows_column(const Rows *rows, Str name)
{
    for (size_t i = 0; i < rows->kind->column_count; i++)
        if (str_equal(rows->kind->columns[i].name, name))
            return i;
    return SIZE_MAX;
}

static void need(Rows *rows, Str name)
{
    size_t column = name.len ? rows_column(rows, name) : SIZE_MAX;
    if (column != SIZE_MAX)
        rows->needed[column] = true;
}

static void find_needed(Rows *rows)
{
    const Indicators *all = &rows->work->workspace->indicators;
    for (size_t i = 0; i < all->count; i++) {
        const Indicator *indicator = &all->items[i];
        if (indicator->source != rows->kind)
            continue;
        need(rows, indicator->column);
        need(rows, indicator->by);
        need(rows, indicator->from_column);
        need(rows, indicator->till_column);
        need(rows, indicator->people_key);
        need(rows, indicator->people_count);
        for (size_t j = 0; j < indicator->where_count; j++)
            need(rows, indicator->where[j].column);
    }
    rows->unit_column = rows->group_column = rows->day_column = SIZE_MAX;
    for (size_t i = 0; i < rows->kind->column_count; i++) {
        const RecordColumn *column = &rows->kind->columns[i];
        if (column->type == COLUMN_UNIT)
            rows->unit_column = i;
        if (column->type == COLUMN_GROUP)
            rows->group_column = i;
        if (column->type == COLUMN_DATE &&
            str_equal(column->name, rows->kind->month_column))
            rows->day_column = i;
        if (i == rows->unit_column || i == rows->group_column || i == rows->day_column)
            rows->needed[i] = true;
    }
}

static const char *select_text(const Rows *rows, const Indicator *spans)
{
    Text sql = text_open(rows->arena);
    const char *comma = "SELECT ";
    for (size_t i = 0; i < rows->kind->column_count; i++) {
        if (!rows->needed[i])
            continue;
        text_addf(&sql, "%s\"%.*s\"", comma, STR_PRINT(rows->kind->columns[i].name));
        comma = ", ";
    }
    text_addf(&sql, " FROM \"record_%.*s\" WHERE closed_by IS NULL AND ",
              STR_PRINT(rows->kind->name));
    if (spans)
        text_addf(&sql, "\"%.*s\" <= ?2 AND (\"%.*s\" IS NULL OR \"%.*s\" >= ?1)",
                  STR_PRINT(spans->from_column), STR_PRINT(spans->till_column),
                  STR_PRINT(spans->till_column));
    else
        text_addf(&sql, "\"%.*s\" BETWEEN ?1 AND ?2", STR_PRINT(rows->kind->month_column));
    return text_str(&sql).ptr;
}

static int64_t column_value(Rows *rows, const Statement *row, int at, size_t column)
{
    ColumnType type = rows->kind->columns[column].type;
    if (statement_is_null(row, at))
        return ROW_NOTHING;
    switch (type) {
    case COLUMN_DATE:
    case COLUMN_NUMBER:
        return statement_int(row, at);
    case COLUMN_UNIT:
        return (int64_t)work_unit(rows->work, statement_text(row, at));
    case COLUMN_GROUP:
        return (int64_t)work_group(rows->work, statement_text(row, at));
    case COLUMN_KEY:
    case COLUMN_CATEGORY:
    case COLUMN_INDICATOR:
    case COLUMN_TEXT:
        return rows_text(rows, statement_text(row, at));
    case COLUMN_PERIOD:
        return ROW_NOTHING;
    }
    return ROW_NOTHING;
}

/* A unit that the settings no longer know is passed over; a group they do not know counts
 * in the total only. */
static void add_row(Rows *rows, const Statement *statement)
{
    size_t columns = rows->kind->column_count;
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity ? rows->capacity * 2 : 512;
        int64_t *values = ARENA_ARRAY(rows->arena, capacity * columns, int64_t);
        if (rows->count)
            memcpy(values, rows->values, rows->count * columns * sizeof *values);
        rows->values = values;
        rows->capacity = capacity;
    }
    int64_t *row = rows->values + rows->count * columns;
    int at = 0;
    for (size_t i = 0; i < columns; i++)
        row[i] = rows->needed[i] ? column_value(rows, statement, at++, i) : ROW_NOTHING;
    if (rows_unit(rows, rows->count) < rows->work->units)
        rows->count++;
}

bool record_table_exists(Store *store, const RecordKind *kind, bool *exists, Error *error)
{
    Arena *scratch = arena_open();
    Statement *find = store_statement(
        store, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1", error);
    if (find) {
        statement_bind_text(find, 1,
                            str_format(scratch, "record_%.*s", STR_PRINT(kind->name)));
        *exists = false;
        while (statement_next(find, error)) /* to the end: no lock is left */
            *exists = true;
    }
    arena_close(scratch);
    return find && error->kind == ERROR_NONE;
}

bool rows_load(Work *work, Arena *arena, const RecordKind *kind, const Year *year,
               const Indicator *spans, Rows **result, Error *error)
{
    Rows *rows = ARENA_NEW(arena, Rows);
    *rows = (Rows){.work = work, .arena = arena, .kind = kind};
    rows->needed = ARENA_ARRAY(arena, kind->column_count, bool);
    find_needed(rows);
    *result = rows;
    bool exists = false;
    if (rows->unit_column == SIZE_MAX)
        return true;
    if (!record_table_exists(work->store, kind, &exists, error) || !exists)
        return error->kind == ERROR_NONE;
    Statement *select = store_statement(work->store, select_text(rows, spans), error);
    if (!select)
        return false;
    statement_bind_int(select, 1, day_from(year->year, 1, 1));
    statement_bind_int(select, 2, day_from(year->year, 12, 31));
    while (statement_next(select, error))
        add_row(rows, select);
    return error->kind == ERROR_NONE;
}

size_t rows_count(const Rows *rows)
{
    return rows->count;
}

int64_t rows_value(const Rows *rows, size_t row, size_t column)
{
    return rows->values[row * rows->kind->column_count + column];
}

size_t rows_unit(const Rows *rows, size_t row)
{
    return (size_t)rows_value(rows, row, rows->unit_column);
}

size_t rows_group(const Rows *rows, size_t row)
{
    if (rows->group_column == SIZE_MAX)
        return 0;
    int64_t group = rows_value(rows, row, rows->group_column);
    return group < 0 || (size_t)group >= rows->work->groups ? 0 : (size_t)group;
}

int32_t rows_day(const Rows *rows, size_t row)
{
    assert(rows->day_column != SIZE_MAX);
    return (int32_t)rows_value(rows, row, rows->day_column);
}
