/* Rows of one record kind as numbers, for all the indicators made from them. Only the
 * columns that some indicator looks at are kept. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/rows.h"

#include <assert.h>
#include <string.h>

#include "engine/base/lanes.h"

static uint32_t text_hash(Str text)
{
    uint64_t hash = 14695981039346656037u ^ text.len;
    for (size_t i = 0; i < text.len; i += 8) {
        size_t left = text.len - i;
        uint64_t word =
            left < 8 ? lanes_load_short(text.ptr + i, left) : lanes_load(text.ptr + i);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash ^ (hash >> 32));
}

static void table_grow(Rows *rows)
{
    size_t size = rows->table_size ? rows->table_size * 2 : 1024;
    Interned *table = ARENA_ARRAY(rows->arena, size, Interned);
    for (size_t i = 0; i < rows->table_size; i++) {
        size_t at = rows->table[i].hash & (size - 1);
        while (table[at].number)
            at = (at + 1) & (size - 1);
        if (rows->table[i].number)
            table[at] = rows->table[i];
    }
    rows->table = table;
    rows->table_size = size;
}

static bool text_is(Str known, Str text)
{
    return known.len == text.len && lanes_equal(known.ptr, text.ptr, text.len);
}

int64_t rows_text(Rows *rows, Str text)
{
    if (rows->text_count * 2 >= rows->table_size)
        table_grow(rows);
    uint32_t hash = text_hash(text);
    size_t at = hash & (rows->table_size - 1);
    for (; rows->table[at].number; at = (at + 1) & (rows->table_size - 1))
        if (rows->table[at].hash == hash &&
            text_is(rows->texts[rows->table[at].number - 1], text))
            return rows->table[at].number;
    if (rows->text_count == rows->text_capacity)
        rows->texts =
            ARENA_GROW(rows->arena, rows->texts, rows->text_count, &rows->text_capacity);
    rows->texts[rows->text_count++] = str_copy(rows->arena, text);
    rows->table[at] = (Interned){hash, (uint32_t)rows->text_count};
    return (int64_t)rows->text_count;
}

Str rows_text_of(const Rows *rows, int64_t number)
{
    return rows->texts[number - 1];
}

size_t rows_column(const Rows *rows, Str name)
{
    for (size_t i = 0; i < rows->kind->column_count; i++)
        if (str_equal(rows->kind->columns[i].name, name))
            return i;
    return SIZE_MAX;
}

static void need(const Rows *rows, bool *needed, Str name)
{
    size_t column = name.len ? rows_column(rows, name) : SIZE_MAX;
    if (column != SIZE_MAX)
        needed[column] = true;
}

static void need_clauses(const Rows *rows, bool *needed, const WhereClause *clauses,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        need(rows, needed, clauses[i].column);
}

static void find_needed(Rows *rows, bool *needed)
{
    const Indicators *all = &rows->work->workspace->indicators;
    for (size_t i = 0; i < all->count; i++) {
        const Indicator *indicator = &all->items[i];
        if (indicator->source != rows->kind)
            continue;
        need(rows, needed, indicator->column);
        need(rows, needed, indicator->by);
        need(rows, needed, indicator->from_column);
        need(rows, needed, indicator->till_column);
        need(rows, needed, indicator->people_key);
        need(rows, needed, indicator->people_count);
        need_clauses(rows, needed, indicator->where, indicator->where_count);
        need_clauses(rows, needed, indicator->having, indicator->having_count);
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
        if (i == rows->group_column || i == rows->day_column)
            needed[i] = true;
    }
}

bool rows_open(Work *work, Arena *arena, const RecordKind *kind, Rows **result,
               Error *error)
{
    Rows *rows = ARENA_NEW(arena, Rows);
    *rows = (Rows){.work = work,
                   .arena = arena,
                   .kind = kind,
                   .width = kind->column_count + 1,
                   .unit_record = -1};
    rows->places = ARENA_ARRAY(arena, kind->column_count, size_t);
    bool *needed = ARENA_ARRAY(arena, kind->column_count, bool);
    find_needed(rows, needed);
    for (size_t i = 0; i < kind->column_count; i++)
        if (needed[i] && !records_column(work->store, kind->name, kind->columns[i].name,
                                         &rows->places[i], error))
            return false;
    *result = rows;
    return true;
}

void rows_clear(Rows *rows)
{
    rows->count = 0;
}

static int64_t column_value(Rows *rows, const ChunkCell *cell, size_t column)
{
    ColumnType type = rows->kind->columns[column].type;
    switch (cell->kind) {
    case CHUNK_NULL:
        break;
    case CHUNK_NUMBER:
        return cell->number;
    case CHUNK_TEXT:
        return type == COLUMN_GROUP ? (int64_t)work_group(rows->work, cell->text)
                                    : rows_text(rows, cell->text);
    }
    return ROW_NOTHING;
}

static void rows_grow(Rows *rows)
{
    size_t capacity = rows->capacity ? rows->capacity * 2 : 512;
    int64_t *values = ARENA_ARRAY(rows->arena, capacity * rows->width, int64_t);
    if (rows->count)
        memcpy(values, rows->values, rows->count * rows->width * sizeof *values);
    rows->values = values;
    rows->capacity = capacity;
}

void rows_add(Rows *rows, const RecordReader *reader)
{
    if (reader->record != rows->unit_record) {
        rows->unit = work_unit(rows->work, reader->unit);
        rows->unit_record = reader->record;
    }
    if (rows->unit == SIZE_MAX)
        return;
    if (rows->count == rows->capacity)
        rows_grow(rows);
    size_t columns = rows->kind->column_count;
    int64_t *row = rows->values + rows->count++ * rows->width;
    for (size_t i = 0; i < columns; i++)
        row[i] = rows->places[i] ? column_value(rows, &reader->cells[rows->places[i]], i)
                                 : ROW_NOTHING;
    if (rows->unit_column != SIZE_MAX)
        row[rows->unit_column] = (int64_t)rows->unit;
    row[columns] = reader->month;
}

/* A row that says no day falls on the first of its month. */
int32_t rows_day(const Rows *rows, size_t row)
{
    int64_t day = rows->day_column == SIZE_MAX ? ROW_NOTHING
                                               : rows_value(rows, row, rows->day_column);
    return day == ROW_NOTHING
               ? period_first_day((Period){PERIOD_MONTH, rows_month(rows, row)})
               : (int32_t)day;
}
