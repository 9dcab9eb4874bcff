/* The SQL is made from the contracts, whose names are a-z and _ only; they are quoted since
 * `group` and `from` are words of SQL. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/tables.h"

static bool is_sender_id(const RecordColumn *column)
{
    return str_equal(column->name, STR("id"));
}

static const char *sql_type(const RecordColumn *column)
{
    switch (column->type) {
    case COLUMN_DATE:
    case COLUMN_NUMBER:
    case COLUMN_PERIOD:
        return "INTEGER";
    case COLUMN_UNIT:
    case COLUMN_KEY:
    case COLUMN_GROUP:
    case COLUMN_CATEGORY:
    case COLUMN_INDICATOR:
    case COLUMN_TEXT:
        break;
    }
    return "TEXT";
}

typedef struct {
    const char *suffix; /* behind the column's name */
} TablePart;

/* A period is two columns of the table, anything else one. */
static size_t parts_of(const RecordColumn *column, TablePart parts[2])
{
    parts[0].suffix = column->type == COLUMN_PERIOD ? "_kind" : "";
    parts[1].suffix = "_month";
    return column->type == COLUMN_PERIOD ? 2 : 1;
}

static const char *column_name(const RecordColumn *column, Arena *arena)
{
    return is_sender_id(column) ? "sender_id" : str_zero(arena, column->name);
}

static bool statement_run(Store *store, const Text *sql, Error *error)
{
    return store_run(store, sql->ptr, error);
}

static bool column_exists(Store *store, const char *table, const char *column, bool *exists,
                          Error *error)
{
    Statement *asked = store_statement(
        store, "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2", error);
    if (!asked)
        return false;
    statement_bind_text(asked, 1, str_from(table));
    statement_bind_text(asked, 2, str_from(column));
    if (!statement_next(asked, error))
        return false;
    *exists = statement_int(asked, 0) > 0;
    return statement_done(asked, error);
}

static bool columns_prepare(Arena *arena, Store *store, const RecordKind *kind,
                            const char *table, Error *error)
{
    for (size_t i = 0; i < kind->column_count; i++) {
        const RecordColumn *column = &kind->columns[i];
        TablePart parts[2];
        size_t count = parts_of(column, parts);
        for (size_t p = 0; p < count && !is_sender_id(column); p++) {
            Str name =
                str_format(arena, "%.*s%s", STR_PRINT(column->name), parts[p].suffix);
            bool exists;
            if (!column_exists(store, table, name.ptr, &exists, error))
                return false;
            Text sql = text_open(arena);
            text_addf(&sql, "ALTER TABLE %s ADD COLUMN \"%s\" %s", table, name.ptr,
                      sql_type(column));
            if (!exists && !statement_run(store, &sql, error))
                return false;
        }
    }
    return true;
}

/* Counting a touched cell asks for a unit and a span of days; a correction for an id. */
static bool indexes_prepare(Arena *arena, Store *store, const RecordKind *kind,
                            const char *table, Error *error)
{
    const RecordColumn *month = record_column(kind, kind->month_column);
    Text sql = text_open(arena);
    text_addf(&sql, "CREATE INDEX IF NOT EXISTS %s_unit ON %s (unit, \"%.*s%s\");", table,
              table, STR_PRINT(month->name), month->type == COLUMN_PERIOD ? "_month" : "");
    text_addf(&sql,
              "CREATE INDEX IF NOT EXISTS %s_sender ON %s (sender_id, unit)"
              " WHERE sender_id IS NOT NULL;",
              table, table);
    if (kind->identity_count) {
        text_addf(&sql, "CREATE INDEX IF NOT EXISTS %s_identity ON %s (", table, table);
        for (size_t i = 0; i < kind->identity_count; i++)
            text_addf(&sql, "%s\"%.*s%s\"", i ? ", " : "", STR_PRINT(kind->identity[i]),
                      record_column(kind, kind->identity[i])->type == COLUMN_PERIOD
                          ? "_month"
                          : "");
        text_add(&sql, STR(");"));
    }
    return statement_run(store, &sql, error);
}

static void view_period(Text *sql, Str name)
{
    static const char *const forms[] = {
        "printf('%04d-%02d', m/12, m%12+1)", "printf('%04d-Q%d', m/12, m%12/3+1)",
        "printf('%04d-T%d', m/12, m%12/4+1)", "printf('%04d-H%d', m/12, m%12/6+1)",
        "printf('%04d', m/12)"};
    text_addf(sql, "CASE r.\"%.*s_kind\"", STR_PRINT(name));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        text_addf(sql, " WHEN %d THEN ", (int)i);
        for (const char *p = forms[i]; *p; p++)
            if (*p == 'm')
                text_addf(sql, "r.\"%.*s_month\"", STR_PRINT(name));
            else
                text_add_byte(sql, *p);
    }
    text_addf(sql, " END AS \"%.*s\"", STR_PRINT(name));
}

static void view_column(Text *sql, const RecordColumn *column)
{
    const char *shown = NULL;
    if (str_equal(column->name, STR("group")))
        shown = "target_group";
    else if (str_equal(column->name, STR("from")))
        shown = "from_date";
    else if (str_equal(column->name, STR("till")))
        shown = "till_date";
    Str name = shown ? str_from(shown) : column->name;
    text_add(sql, STR(", "));
    if (column->type == COLUMN_PERIOD) {
        view_period(sql, column->name);
    } else if (column->type == COLUMN_DATE) {
        text_addf(sql, "date(r.\"%.*s\" * 86400, 'unixepoch') AS \"%.*s\"",
                  STR_PRINT(column->name), STR_PRINT(name));
    } else if (column->type == COLUMN_NUMBER && column->decimals > 0) {
        text_addf(sql, "r.\"%.*s\" / 1e%d AS \"%.*s\"", STR_PRINT(column->name),
                  column->decimals, STR_PRINT(name));
    } else {
        text_addf(sql, "r.\"%.*s\" AS \"%.*s\"", STR_PRINT(column->name), STR_PRINT(name));
    }
}

/* A view that says the same already is left alone, so an import changes nothing else. */
static bool view_prepare(Arena *arena, Store *store, const RecordKind *kind,
                         const char *table, Error *error)
{
    Text sql = text_open(arena);
    text_addf(&sql, "CREATE VIEW \"%.*s\" AS SELECT r.id, r.sender_id",
              STR_PRINT(kind->name));
    for (size_t i = 0; i < kind->column_count; i++)
        if (!is_sender_id(&kind->columns[i]))
            view_column(&sql, &kind->columns[i]);
    text_addf(&sql,
              ", b.file, r.line FROM %s r JOIN batches b ON b.id = r.batch"
              " WHERE r.closed_by IS NULL",
              table);
    Statement *asked = store_statement(
        store, "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = ?1", error);
    if (!asked)
        return false;
    statement_bind_text(asked, 1, kind->name);
    if (statement_next(asked, error)) {
        bool same = str_equal(statement_text(asked, 0), text_str(&sql));
        if (!statement_done(asked, error))
            return false;
        if (same)
            return true;
    }
    Text drop = text_open(arena);
    text_addf(&drop, "DROP VIEW IF EXISTS \"%.*s\"", STR_PRINT(kind->name));
    return error->kind == ERROR_NONE && statement_run(store, &drop, error) &&
           statement_run(store, &sql, error);
}

static bool kind_prepare(Arena *arena, Store *store, const RecordKind *kind, Error *error)
{
    const char *table = str_format(arena, "record_%.*s", STR_PRINT(kind->name)).ptr;
    Text sql = text_open(arena);
    text_addf(&sql,
              "CREATE TABLE IF NOT EXISTS %s (id INTEGER PRIMARY KEY,"
              " batch INTEGER NOT NULL REFERENCES batches (id), line INTEGER NOT NULL,"
              " closed_by INTEGER REFERENCES batches (id), sender_id TEXT",
              table);
    for (size_t i = 0; i < kind->column_count; i++) {
        const RecordColumn *column = &kind->columns[i];
        TablePart parts[2];
        size_t count = parts_of(column, parts);
        for (size_t p = 0; p < count && !is_sender_id(column); p++)
            text_addf(&sql, ", \"%.*s%s\" %s", STR_PRINT(column->name), parts[p].suffix,
                      sql_type(column));
    }
    text_add(&sql, STR(")"));
    return statement_run(store, &sql, error) &&
           columns_prepare(arena, store, kind, table, error) &&
           indexes_prepare(arena, store, kind, table, error) &&
           view_prepare(arena, store, kind, table, error);
}

bool tables_prepare(Arena *arena, Store *store, const RecordKinds *kinds, Error *error)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (!kind_prepare(arena, store, &kinds->items[i], error))
            return false;
    return true;
}

static Statement *insert_make(Arena *arena, Store *store, const RecordKind *kind,
                              Error *error)
{
    Text sql = text_open(arena), marks = text_open(arena);
    text_addf(&sql, "INSERT INTO record_%.*s (batch, line", STR_PRINT(kind->name));
    for (size_t i = 0; i < kind->column_count; i++) {
        TablePart parts[2];
        size_t count = parts_of(&kind->columns[i], parts);
        for (size_t p = 0; p < count; p++) {
            text_addf(&sql, ", \"%s%s\"", column_name(&kind->columns[i], arena),
                      parts[p].suffix);
            text_add(&marks, STR(", ?"));
        }
    }
    text_addf(&sql, ") VALUES (?, ?%s)", marks.ptr);
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
        size_t halves = parts_of(record_column(kind, columns[i]), parts);
        for (size_t p = 0; p < halves; p++)
            text_addf(&sql, " AND \"%.*s%s\" IS ?", STR_PRINT(columns[i]), parts[p].suffix);
    }
    return store_statement(store, sql.ptr, error);
}

bool table_open(Arena *arena, Store *store, const RecordKind *kind, RecordTable *table,
                Error *error)
{
    RecordTable opened = {.kind = kind, .store = store};
    Text close = text_open(arena);
    text_addf(&close, "UPDATE record_%.*s SET closed_by = ?2 WHERE id = ?1",
              STR_PRINT(kind->name));
    opened.insert = insert_make(arena, store, kind, error);
    opened.close = opened.insert ? store_statement(store, close.ptr, error) : NULL;
    if (!opened.close)
        return false;
    if (record_column(kind, STR("id")) &&
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

bool table_insert(const RecordTable *table, int64_t batch, int64_t line,
                  const Value *values, Error *error)
{
    int index = 1;
    statement_bind_int(table->insert, index++, batch);
    statement_bind_int(table->insert, index++, line);
    for (size_t i = 0; i < table->kind->column_count; i++)
        index = value_bind(table->insert, index, &table->kind->columns[i], &values[i]);
    return statement_done(table->insert, error);
}

static const Value *value_named(const RecordTable *table, const Value *values, Str name)
{
    return &values[record_column(table->kind, name) - table->kind->columns];
}

bool table_same(Arena *scratch, const RecordTable *table, const Value *values,
                SameRow *same, Error *error)
{
    const RecordKind *kind = table->kind;
    same->found = false;
    Statement *asked = NULL;
    int index = 1;
    if (table->same_sender && value_named(table, values, STR("id"))->kind == VALUE_TEXT) {
        asked = table->same_sender;
        statement_bind_slice(asked, index++, value_named(table, values, STR("id"))->text);
        statement_bind_slice(asked, index, value_named(table, values, STR("unit"))->text);
    } else if (table->same_identity) {
        asked = table->same_identity;
        for (size_t i = 0; i < kind->identity_count; i++)
            index = value_bind(asked, index, record_column(kind, kind->identity[i]),
                               value_named(table, values, kind->identity[i]));
    }
    if (!asked)
        return true;
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

bool table_close_row(const RecordTable *table, int64_t id, int64_t batch, Error *error)
{
    statement_bind_int(table->close, 1, id);
    statement_bind_int(table->close, 2, batch);
    return statement_done(table->close, error);
}

bool table_close_batch(Arena *arena, Store *store, Str kind, int64_t first, int64_t last,
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
