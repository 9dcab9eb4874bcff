/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/records.h"

bool records_column(Store *store, Str kind, Str column, size_t *place, Error *error)
{
    Statement *select = store_statement(
        store, "SELECT place FROM record_columns WHERE kind = ?1 AND name = ?2", error);
    *place = 0;
    if (!select)
        return false;
    statement_bind_text(select, 1, kind);
    statement_bind_text(select, 2, column);
    while (statement_next(select, error))
        *place = (size_t)statement_int(select, 0);
    return error->kind == ERROR_NONE;
}

static bool columns_count(Store *store, Str kind, size_t *count, Error *error)
{
    Statement *select = store_statement(
        store, "SELECT 1 + coalesce(max(place), 0) FROM record_columns WHERE kind = ?1",
        error);
    if (!select)
        return false;
    statement_bind_text(select, 1, kind);
    while (statement_next(select, error))
        *count = (size_t)statement_int(select, 0);
    return error->kind == ERROR_NONE;
}

#define SELECT_RECORDS                                                             \
    "SELECT id, batch, unit, month, rows, EXISTS (SELECT 1 FROM closures c WHERE " \
    "c.record = records.id) FROM records WHERE kind = ?1 AND held AND "
#define RECORDS_WITHIN "month BETWEEN ?3 AND ?4"
#define RECORDS_LASTING "month <= ?4 AND last_month >= ?3"
#define RECORDS_ORDER " ORDER BY month, id"

bool records_open(Arena *arena, Store *store, const RecordSpan *span, RecordReader *reader,
                  Error *error)
{
    static const char *const forms[2][2] = {
        {SELECT_RECORDS RECORDS_WITHIN RECORDS_ORDER,
         SELECT_RECORDS RECORDS_LASTING RECORDS_ORDER},
        {SELECT_RECORDS "unit = ?2 AND " RECORDS_WITHIN RECORDS_ORDER,
         SELECT_RECORDS "unit = ?2 AND " RECORDS_LASTING RECORDS_ORDER}};
    size_t columns = 1;
    if (!columns_count(store, span->kind, &columns, error))
        return false;
    *reader = (RecordReader){
        .arena = arena,
        .store = store,
        .select = store_statement(store, forms[span->unit.len > 0][span->lasting], error),
        .chunk = chunk_open(arena, STR("[]"), columns)};
    reader->closed = store_statement(
        store,
        "SELECT c.place FROM closures c JOIN batches b ON b.id = c.by WHERE c.record = ?1 "
        "AND b.undone_by IS NULL ORDER BY c.place",
        error);
    if (!reader->select || !reader->closed)
        return false;
    statement_bind_text(reader->select, 1, span->kind);
    if (span->unit.len)
        statement_bind_text(reader->select, 2, span->unit);
    statement_bind_int(reader->select, 3, span->first);
    statement_bind_int(reader->select, 4, span->last);
    return true;
}

static bool closed_read(RecordReader *reader, Error *error)
{
    int64_t *places = NULL;
    size_t capacity = 0;
    statement_bind_int(reader->closed, 1, reader->record);
    while (statement_next(reader->closed, error)) {
        int64_t place = statement_int(reader->closed, 0);
        if (reader->skip_count && places[reader->skip_count - 1] == place)
            continue;
        places = ARENA_GROW(reader->arena, places, reader->skip_count, &capacity);
        places[reader->skip_count++] = place;
    }
    reader->skip = places;
    return error->kind == ERROR_NONE;
}

static bool record_next(RecordReader *reader, Error *error)
{
    if (!statement_next(reader->select, error))
        return false;
    Str rows = statement_text(reader->select, 4);
    reader->record = statement_int(reader->select, 0);
    reader->batch = statement_int(reader->select, 1);
    reader->unit = statement_text(reader->select, 2);
    reader->month = (int32_t)statement_int(reader->select, 3);
    reader->chunk.at = rows.ptr + 1;
    reader->chunk.end = rows.ptr + rows.len;
    reader->place = -1;
    reader->skip_count = 0;
    return statement_int(reader->select, 5) == 0 || closed_read(reader, error);
}

bool records_next(RecordReader *reader, Error *error)
{
    for (;;) {
        while (!chunk_next(&reader->chunk))
            if (!record_next(reader, error))
                return false;
        reader->place++;
        if (reader->skip_count && *reader->skip == reader->place) {
            reader->skip++;
            reader->skip_count--;
            continue;
        }
        reader->cells = reader->chunk.cells;
        return true;
    }
}
