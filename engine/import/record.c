/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/record.h"

#include "engine/import/tables.h"

#define ROWS_AT_ONCE 32

static const char *column_name(const RecordColumn *column, Arena *arena)
{
    return column_is_sender_id(column) ? "sender_id" : str_zero(arena, column->name);
}

static Statement *insert_make(Arena *arena, Store *store, const RecordKind *kind,
                              size_t rows, Error *error)
{
    Text sql = text_open(arena), marks = text_open(arena);
    text_addf(&sql, "INSERT INTO record_%.*s (batch, line", STR_PRINT(kind->name));
    text_add(&marks, STR("(?, ?"));
    for (size_t i = 0; i < kind->column_count; i++) {
        TablePart parts[2];
        size_t count = column_parts(&kind->columns[i], parts);
        for (size_t p = 0; p < count; p++) {
            text_addf(&sql, ", \"%s%s\"", column_name(&kind->columns[i], arena),
                      parts[p].suffix);
            text_add(&marks, STR(", ?"));
        }
    }
    text_add(&sql, STR(") VALUES "));
    for (size_t row = 0; row < rows; row++)
        text_addf(&sql, "%s%s)", row ? ", " : "", marks.ptr);
    return store_statement(store, sql.ptr, error);
}

/* The row that holds with these values; `columns` empty: the sender's id and the unit. */
static Statement *same_make(Arena *arena, Store *store, const RecordKind *kind,
                            const Str *columns, size_t count, Error *error)
{
    const RecordColumn *month = record_column(kind, kind->month_column);
    bool period = month->type == COLUMN_PERIOD;
    Text sql = text_open(arena);
    text_addf(&sql, "SELECT id, batch, line, unit, \"%.*s%s\"", STR_PRINT(month->name),
              period ? "_month" : "");
    if (period)
        text_addf(&sql, ", \"%.*s_kind\"", STR_PRINT(month->name));
    else
        text_add(&sql, STR(", 0"));
    text_addf(&sql, " FROM record_%.*s WHERE closed_by IS NULL", STR_PRINT(kind->name));
    if (count == 0)
        text_add(&sql, STR(" AND sender_id = ? AND unit = ?"));
    for (size_t i = 0; i < count; i++) {
        TablePart parts[2];
        size_t halves = column_parts(record_column(kind, columns[i]), parts);
        for (size_t p = 0; p < halves; p++)
            text_addf(&sql, " AND \"%.*s%s\" IS ?", STR_PRINT(columns[i]), parts[p].suffix);
    }
    return store_statement(store, sql.ptr, error);
}

bool record_open(Arena *arena, Store *store, const RecordKind *kind, RecordTable *table,
                 Error *error)
{
    RecordTable opened = {.kind = kind,
                          .store = store,
                          .sender_id = record_column(kind, STR("id")),
                          .unit = record_column(kind, STR("unit")),
                          .waiting = ARENA_ARRAY(arena, ROWS_AT_ONCE, WaitingRow)};
    const RecordColumn **identity =
        ARENA_ARRAY(arena, kind->identity_count, const RecordColumn *);
    for (size_t i = 0; i < kind->identity_count; i++)
        identity[i] = record_column(kind, kind->identity[i]);
    opened.identity = identity;
    for (size_t i = 0; i < ROWS_AT_ONCE; i++)
        opened.waiting[i].values = ARENA_ARRAY(arena, kind->column_count, Value);
    Text close = text_open(arena);
    text_addf(&close, "UPDATE record_%.*s SET closed_by = ?2 WHERE id = ?1",
              STR_PRINT(kind->name));
    opened.insert_one = insert_make(arena, store, kind, 1, error);
    opened.insert_many =
        opened.insert_one ? insert_make(arena, store, kind, ROWS_AT_ONCE, error) : NULL;
    opened.close = opened.insert_many ? store_statement(store, close.ptr, error) : NULL;
    if (!opened.close)
        return false;
    if (opened.sender_id &&
        !(opened.same_sender = same_make(arena, store, kind, NULL, 0, error)))
        return false;
    if (kind->identity_count &&
        !(opened.same_identity =
              same_make(arena, store, kind, kind->identity, kind->identity_count, error)))
        return false;
    *table = opened;
    return true;
}

/* Values stay where they are until the statement is done, so they are not copied. */
static int value_bind(Statement *statement, int index, const RecordColumn *column,
                      const Value *value)
{
    if (column->type == COLUMN_PERIOD) {
        if (value->kind == VALUE_NULL)
            statement_bind_null(statement, index++);
        else
            statement_bind_int(statement, index++, value->period);
    }
    switch (value->kind) {
    case VALUE_NULL:
        statement_bind_null(statement, index);
        break;
    case VALUE_NUMBER:
        statement_bind_int(statement, index, value->number);
        break;
    case VALUE_TEXT:
        statement_bind_slice(statement, index, value->text);
        break;
    }
    return index + 1;
}

static int row_bind(const RecordTable *table, Statement *insert, int index,
                    const WaitingRow *row)
{
    statement_bind_int(insert, index++, table->batch);
    statement_bind_int(insert, index++, row->line);
    for (size_t i = 0; i < table->kind->column_count; i++)
        index = value_bind(insert, index, &table->kind->columns[i], &row->values[i]);
    return index;
}

Value *record_values(const RecordTable *table)
{
    return table->waiting[table->count].values;
}

bool record_add(RecordTable *table, int64_t line, Error *error)
{
    table->waiting[table->count++].line = line;
    if (table->count < ROWS_AT_ONCE)
        return true;
    int index = 1;
    for (size_t i = 0; i < table->count; i++)
        index = row_bind(table, table->insert_many, index, &table->waiting[i]);
    table->count = 0;
    return statement_done(table->insert_many, error);
}

/* The values of the row that is being read must stay the next ones to take. */
bool record_flush(RecordTable *table, Error *error)
{
    for (size_t i = 0; i < table->count; i++) {
        row_bind(table, table->insert_one, 1, &table->waiting[i]);
        if (!statement_done(table->insert_one, error))
            return false;
    }
    if (table->count) {
        Value *next = table->waiting[table->count].values;
        table->waiting[table->count].values = table->waiting[0].values;
        table->waiting[0].values = next;
        table->count = 0;
    }
    return true;
}

bool record_same(Arena *scratch, RecordTable *table, const Value *values, SameRow *same,
                 Error *error)
{
    const RecordKind *kind = table->kind;
    same->found = false;
    Statement *asked = NULL;
    int index = 1;
    const RecordColumn *first = kind->columns;
    if (table->same_sender && values[table->sender_id - first].kind == VALUE_TEXT) {
        asked = table->same_sender;
        statement_bind_slice(asked, index++, values[table->sender_id - first].text);
        statement_bind_slice(asked, index, values[table->unit - first].text);
    } else if (table->same_identity) {
        asked = table->same_identity;
        for (size_t i = 0; i < kind->identity_count; i++)
            index = value_bind(asked, index, table->identity[i],
                               &values[table->identity[i] - first]);
    }
    if (!asked)
        return true;
    if (!record_flush(table, error))
        return false;
    if (!statement_next(asked, error))
        return error->kind == ERROR_NONE;
    *same = (SameRow){.found = true,
                      .id = statement_int(asked, 0),
                      .batch = statement_int(asked, 1),
                      .line = statement_int(asked, 2),
                      .unit = str_copy(scratch, statement_text(asked, 3)),
                      .month_value = statement_int(asked, 4),
                      .period = (PeriodKind)statement_int(asked, 5)};
    return statement_done(asked, error);
}

bool record_close(const RecordTable *table, int64_t id, Error *error)
{
    statement_bind_int(table->close, 1, id);
    statement_bind_int(table->close, 2, table->batch);
    return statement_done(table->close, error);
}

bool record_close_span(Arena *arena, Store *store, Str kind, int64_t first, int64_t last,
                       int64_t batch, int64_t *closed, Error *error)
{
    Text sql = text_open(arena);
    text_addf(&sql,
              "UPDATE record_%.*s SET closed_by = ?1"
              " WHERE id BETWEEN ?2 AND ?3 AND closed_by IS NULL",
              STR_PRINT(kind));
    Statement *close = store_statement(store, sql.ptr, error);
    if (!close)
        return false;
    statement_bind_int(close, 1, batch);
    statement_bind_int(close, 2, first);
    statement_bind_int(close, 3, last);
    if (!statement_done(close, error))
        return false;
    *closed += store_changes(store);
    return true;
}
