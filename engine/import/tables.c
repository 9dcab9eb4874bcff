/* The SQL is made from the contracts, whose names are a-z and _ only; they are quoted since
 * `group` and `from` are words of SQL. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/tables.h"

#include "engine/store/records.h"

static bool column_is_sender_id(const RecordColumn *column)
{
    return str_equal(column->name, STR("id"));
}

size_t column_parts(const RecordColumn *column, TablePart parts[2])
{
    parts[0].suffix = column->type == COLUMN_PERIOD ? "_kind" : "";
    parts[1].suffix = "_month";
    return column->type == COLUMN_PERIOD ? 2 : column->type == COLUMN_UNIT ? 0 : 1;
}

Str column_stored(Arena *arena, const RecordColumn *column, TablePart part)
{
    return column_is_sender_id(column)
               ? STR("sender_id")
               : str_format(arena, "%.*s%s", STR_PRINT(column->name), part.suffix);
}

static bool place_make(Store *store, Str kind, Str name, Error *error)
{
    Statement *insert = store_statement(
        store,
        "INSERT INTO record_columns SELECT ?1, ?2, 1 + coalesce(max(place), 0)"
        " FROM record_columns WHERE kind = ?1",
        error);
    if (!insert)
        return false;
    statement_bind_text(insert, 1, kind);
    statement_bind_text(insert, 2, name);
    return statement_done(insert, error);
}

static bool places_prepare(Arena *arena, Store *store, const RecordKind *kind, Error *error)
{
    for (size_t i = 0; i < kind->column_count; i++) {
        TablePart parts[2];
        size_t count = column_parts(&kind->columns[i], parts);
        for (size_t p = 0; p < count; p++) {
            Str name = column_stored(arena, &kind->columns[i], parts[p]);
            size_t place;
            if (!records_column(store, kind->name, name, &place, error) ||
                (!place && !place_make(store, kind->name, name, error)))
                return false;
        }
    }
    return true;
}

/* A value of the row j, as SQL. */
typedef struct {
    Arena *arena;
    Store *store;
    Str kind;
    Text sql;
    Error *error;
} View;

static Str view_value(View *view, Str name)
{
    size_t place = 0;
    records_column(view->store, view->kind, name, &place, view->error);
    return str_format(view->arena, "json_extract(j.value, '$[%zu]')", place);
}

static void view_period(View *view, const RecordColumn *column)
{
    static const char *const forms[] = {
        "printf('%04d-%02d', @/12, @%12+1)", "printf('%04d-Q%d', @/12, @%12/3+1)",
        "printf('%04d-T%d', @/12, @%12/4+1)", "printf('%04d-H%d', @/12, @%12/6+1)",
        "printf('%04d', @/12)"};
    TablePart parts[2];
    column_parts(column, parts);
    Str kind = view_value(view, column_stored(view->arena, column, parts[0]));
    Str month = view_value(view, column_stored(view->arena, column, parts[1]));
    text_addf(&view->sql, "CASE %.*s", STR_PRINT(kind));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        text_addf(&view->sql, " WHEN %d THEN ", (int)i);
        for (const char *p = forms[i]; *p; p++)
            if (*p == '@')
                text_add(&view->sql, month);
            else
                text_add_byte(&view->sql, *p);
    }
    text_add(&view->sql, STR(" END"));
}

static void view_column(View *view, const RecordColumn *column)
{
    const char *shown = NULL;
    if (str_equal(column->name, STR("group")))
        shown = "target_group";
    else if (str_equal(column->name, STR("from")))
        shown = "from_date";
    else if (str_equal(column->name, STR("till")))
        shown = "till_date";
    TablePart parts[2];
    column_parts(column, parts);
    Str stored = column_stored(view->arena, column, parts[0]);
    text_add(&view->sql, STR(", "));
    if (column->type == COLUMN_UNIT) {
        text_add(&view->sql, STR("r.unit"));
    } else if (column->type == COLUMN_PERIOD) {
        view_period(view, column);
    } else {
        Str value = view_value(view, stored);
        if (column->type == COLUMN_DATE)
            text_addf(&view->sql, "date(%.*s * 86400, 'unixepoch')", STR_PRINT(value));
        else if (column->type == COLUMN_NUMBER && column->decimals > 0)
            text_addf(&view->sql, "%.*s / 1e%d", STR_PRINT(value), column->decimals);
        else
            text_add(&view->sql, value);
    }
    Str name = shown                         ? str_from(shown)
               : column_is_sender_id(column) ? stored
                                             : column->name;
    text_addf(&view->sql, " AS \"%.*s\"", STR_PRINT(name));
}

#define NOT_CLOSED                                                              \
    "NOT EXISTS (SELECT 1 FROM closures c JOIN batches u ON u.id = c.by WHERE " \
    "c.record = r.id AND c.place = j.key AND u.undone_by IS NULL)"

static bool view_same(View *view, Str name, bool *same)
{
    Statement *asked = store_statement(
        view->store, "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = ?1",
        view->error);
    *same = false;
    if (!asked)
        return false;
    statement_bind_text(asked, 1, name);
    while (statement_next(asked, view->error))
        *same = str_equal(statement_text(asked, 0), text_str(&view->sql));
    return view->error->kind == ERROR_NONE;
}

/* A view that says the same already is left alone, so an import changes nothing else. */
static bool view_prepare(Arena *arena, Store *store, const RecordKind *kind, bool ever,
                         Error *error)
{
    View view = {arena, store, kind->name, text_open(arena), error};
    Str name = str_format(arena, "%.*s%s", STR_PRINT(kind->name), ever ? "_ever" : "");
    text_addf(&view.sql,
              "CREATE VIEW \"%.*s\" AS SELECT r.id AS record, j.key AS record_row",
              STR_PRINT(name));
    for (size_t i = 0; i < kind->column_count; i++)
        view_column(&view, &kind->columns[i]);
    text_addf(&view.sql,
              ", r.batch, b.file, json_extract(j.value, '$[0]') AS line%s FROM records r"
              " JOIN batches b ON b.id = r.batch JOIN json_each(r.rows) j"
              " WHERE r.kind = '%.*s'%s",
              ever ? ", r.held AND " NOT_CLOSED " AS held" : "", STR_PRINT(kind->name),
              ever ? "" : " AND r.held AND " NOT_CLOSED);
    bool same;
    if (error->kind != ERROR_NONE || !view_same(&view, name, &same))
        return false;
    if (same)
        return true;
    Str drop = str_format(arena, "DROP VIEW IF EXISTS \"%.*s\"", STR_PRINT(name));
    return store_run(store, drop.ptr, error) && store_run(store, view.sql.ptr, error);
}

bool tables_prepare(Arena *arena, Store *store, const RecordKinds *kinds, Error *error)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (!places_prepare(arena, store, &kinds->items[i], error) ||
            !view_prepare(arena, store, &kinds->items[i], false, error) ||
            !view_prepare(arena, store, &kinds->items[i], true, error))
            return false;
    return true;
}
