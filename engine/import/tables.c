/* The SQL is made from the contracts, whose names are a-z and _ only; they are quoted since
 * `group` and `from` are words of SQL. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/tables.h"

bool column_is_sender_id(const RecordColumn *column)
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

size_t column_parts(const RecordColumn *column, TablePart parts[2])
{
    parts[0].suffix = column->type == COLUMN_PERIOD ? "_kind" : "";
    parts[1].suffix = "_month";
    return column->type == COLUMN_PERIOD ? 2 : 1;
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
        size_t count = column_parts(column, parts);
        for (size_t p = 0; p < count && !column_is_sender_id(column); p++) {
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

/* Counting touched cells asks for a span of days; a correction for an id. */
static bool indexes_prepare(Arena *arena, Store *store, const RecordKind *kind,
                            const char *table, Error *error)
{
    const RecordColumn *month = record_column(kind, kind->month_column);
    Text sql = text_open(arena);
    text_addf(&sql, "CREATE INDEX IF NOT EXISTS %s_time ON %s (\"%.*s%s\");", table, table,
              STR_PRINT(month->name), month->type == COLUMN_PERIOD ? "_month" : "");
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
        if (!column_is_sender_id(&kind->columns[i]))
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
        size_t count = column_parts(column, parts);
        for (size_t p = 0; p < count && !column_is_sender_id(column); p++)
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
