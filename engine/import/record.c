/* A file may hold any units and months in any order, so that there is a waiting record for
 * each pair that has come by. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/record.h"

#include <assert.h>
#include <string.h>

#include "engine/import/tables.h"
#include "engine/store/records.h"

enum { CHUNK_BYTES = 32 * 1024 }; /* of a record, about */
enum { MONTH_FAR = 12 * 9999 };   /* of what lasts without an end */

/* What stands at a place of a row; column NULL: one that the contract no longer has. */
typedef struct {
    const RecordColumn *column;
    bool period_kind;
} Place;

typedef struct {
    const Unit *unit; /* NULL: free */
    int32_t month, last_month;
    int64_t record;
    ChunkWriter rows;
} Waiting;

/* A name that this file has told already. */
typedef struct {
    Str name; /* ptr NULL: free */
    Str unit;
    int64_t line;
} Told;

struct RecordTable {
    Arena *arena;
    Store *store;
    const Units *units;
    const RecordKind *kind;
    int64_t batch, next_record;
    Value *values;
    const Place *places; /* from 1 */
    size_t place_count;
    const RecordColumn *sender_id, *unit, *till; /* NULL: none */
    const RecordColumn *month;
    bool periods;      /* the month is a period's, which may reach further */
    bool named;        /* rows have names */
    bool named_before; /* rows of earlier batches do */
    Waiting *waiting;  /* open addressing */
    size_t waiting_count, waiting_size;
    Waiting *last;
    Told *told;
    size_t told_count, told_size;
    RecordSeals seals; /* of what was written */
    Statement *insert, *name, *same, *close;
};

static bool places_read(RecordTable *table, Error *error)
{
    const RecordKind *kind = table->kind;
    size_t most = 0;
    size_t *at = ARENA_ARRAY(table->arena, kind->column_count * 2, size_t);
    for (size_t i = 0; i < kind->column_count; i++) {
        TablePart parts[2];
        size_t count = column_parts(&kind->columns[i], parts);
        for (size_t p = 0; p < count; p++) {
            Str name = column_stored(table->arena, &kind->columns[i], parts[p]);
            if (!records_column(table->store, kind->name, name, &at[i * 2 + p], error))
                return false;
            most = at[i * 2 + p] > most ? at[i * 2 + p] : most;
        }
    }
    Place *places = ARENA_ARRAY(table->arena, most + 1, Place);
    for (size_t i = 0; i < kind->column_count * 2; i++)
        if (at[i])
            places[at[i]] =
                (Place){&kind->columns[i / 2],
                        kind->columns[i / 2].type == COLUMN_PERIOD && i % 2 == 0};
    table->places = places;
    table->place_count = most + 1;
    return true;
}

static bool ask(RecordTable *table, const char *sql, int64_t *value, Error *error)
{
    Statement *select = store_statement(table->store, sql, error);
    if (!select)
        return false;
    statement_bind_text(select, 1, table->kind->name);
    while (statement_next(select, error))
        *value = statement_int(select, 0);
    return error->kind == ERROR_NONE;
}

RecordTable *record_open(Arena *arena, Store *store, const Units *units,
                         const RecordKind *kind, int64_t batch, Error *error)
{
    RecordTable *table = ARENA_NEW(arena, RecordTable);
    *table = (RecordTable){.arena = arena,
                           .store = store,
                           .units = units,
                           .kind = kind,
                           .batch = batch,
                           .seals = seals_open(arena),
                           .values = ARENA_ARRAY(arena, kind->column_count, Value),
                           .sender_id = record_column(kind, STR("id")),
                           .unit = record_column(kind, STR("unit")),
                           .till = record_till_column(kind),
                           .month = record_column(kind, kind->month_column)};
    table->periods = table->month->type == COLUMN_PERIOD;
    table->named = table->sender_id || kind->identity_count;
    table->insert = store_statement(
        store,
        "INSERT INTO records (id, kind, unit, month, last_month, batch, held, rows_count, "
        "rows) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8)",
        error);
    table->name = store_statement(
        store, "INSERT INTO record_names VALUES (?1, ?2, ?3, ?4, ?5)", error);
    table->same = store_statement(
        store,
        "SELECT n.record, n.place, r.unit, r.month, r.last_month FROM record_names n"
        " JOIN records r ON r.id = n.record WHERE n.kind = ?1 AND n.unit = ?2"
        " AND n.name = ?3 AND r.held AND NOT EXISTS (SELECT 1 FROM closures c"
        " JOIN batches b ON b.id = c.by WHERE c.record = n.record AND c.place = n.place"
        " AND b.undone_by IS NULL)",
        error);
    table->close =
        store_statement(store, "INSERT OR IGNORE INTO closures VALUES (?1, ?2, ?3)", error);
    int64_t before = 0;
    if (!table->insert || !table->name || !table->same || !table->close ||
        !places_read(table, error) ||
        !ask(table, "SELECT 1 + coalesce(max(id), 0), ?1 FROM records", &table->next_record,
             error) ||
        !ask(table, "SELECT EXISTS (SELECT 1 FROM record_names WHERE kind = ?1)", &before,
             error))
        return NULL;
    table->named_before = before != 0;
    return table;
}

Value *record_values(const RecordTable *table)
{
    return table->values;
}

/* By the unit's place in the settings, so that records go in in the same order each time.
 */
static Waiting *waiting_place(const RecordTable *table, Waiting *waiting, size_t size,
                              const Unit *unit, int32_t month)
{
    size_t hash = (size_t)(unit - table->units->items) * 67 + (size_t)month * 5;
    size_t at = hash & (size - 1);
    while (waiting[at].unit && (waiting[at].unit != unit || waiting[at].month != month))
        at = (at + 1) & (size - 1);
    return &waiting[at];
}

static void waiting_grow(RecordTable *table)
{
    size_t size = table->waiting_size ? table->waiting_size * 2 : 64;
    Waiting *waiting = ARENA_ARRAY(table->arena, size, Waiting);
    for (size_t i = 0; i < table->waiting_size; i++)
        if (table->waiting[i].unit)
            *waiting_place(table, waiting, size, table->waiting[i].unit,
                           table->waiting[i].month) = table->waiting[i];
    table->waiting = waiting;
    table->waiting_size = size;
}

static Waiting *waiting_of(RecordTable *table, const Unit *unit, int32_t month)
{
    if (table->last && table->last->unit == unit && table->last->month == month)
        return table->last;
    if (table->waiting_count * 2 >= table->waiting_size)
        waiting_grow(table);
    Waiting *waiting =
        waiting_place(table, table->waiting, table->waiting_size, unit, month);
    if (!waiting->unit) {
        *waiting = (Waiting){.unit = unit, .month = month};
        waiting->rows.text = text_open(table->arena);
        table->waiting_count++;
    }
    return table->last = waiting;
}

static void waiting_seal(RecordTable *table, const Waiting *waiting, Str rows)
{
    SealedRecord record = {.id = waiting->record,
                           .kind = table->kind->name,
                           .unit = waiting->unit->id,
                           .month = waiting->month,
                           .last_month = waiting->last_month,
                           .rows_count = (int64_t)waiting->rows.rows,
                           .rows = rows};
    seals_add(&table->seals, &record);
}

static bool waiting_write(RecordTable *table, Waiting *waiting, Error *error)
{
    Str rows = chunk_finish(&waiting->rows);
    waiting_seal(table, waiting, rows);
    Statement *insert = table->insert;
    statement_bind_int(insert, 1, waiting->record);
    statement_bind_slice(insert, 2, table->kind->name);
    statement_bind_slice(insert, 3, waiting->unit->id);
    statement_bind_int(insert, 4, waiting->month);
    statement_bind_int(insert, 5, waiting->last_month);
    statement_bind_int(insert, 6, table->batch);
    statement_bind_int(insert, 7, (int64_t)waiting->rows.rows);
    statement_bind_slice(insert, 8, rows);
    bool done = statement_done(insert, error);
    chunk_clear(&waiting->rows);
    return done;
}

bool record_finish(RecordTable *table, Error *error)
{
    for (size_t i = 0; i < table->waiting_size; i++)
        if (table->waiting[i].unit && table->waiting[i].rows.rows &&
            !waiting_write(table, &table->waiting[i], error))
            return false;
    return true;
}

RecordSeals *record_seals(RecordTable *table)
{
    return &table->seals;
}

static Str value_text(Arena *arena, const RecordColumn *column, const Value *value)
{
    if (value->kind == VALUE_TEXT)
        return value->text;
    if (value->kind == VALUE_NULL)
        return STR("");
    return column->type == COLUMN_PERIOD
               ? str_format(arena, "%d:%lld", (int)value->period, (long long)value->number)
               : str_format(arena, "%lld", (long long)value->number);
}

/* The sender's id, else the identity's values; empty: the row has no name. */
static Str row_name(Arena *arena, const RecordTable *table)
{
    const RecordKind *kind = table->kind;
    if (table->sender_id) {
        const Value *id = &table->values[table->sender_id - kind->columns];
        if (id->kind == VALUE_TEXT)
            return id->text;
    }
    if (!kind->identity_count)
        return STR("");
    Text name = text_open(arena);
    for (size_t i = 0; i < kind->identity_count; i++) {
        const RecordColumn *column = record_column(kind, kind->identity[i]);
        if (i)
            text_add_byte(&name, '\x1f');
        text_add(&name, value_text(arena, column, &table->values[column - kind->columns]));
    }
    return text_str(&name);
}

static Told *told_place(Told *told, size_t size, Str unit, Str name)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.ptr[i]) * 1099511628211u;
    size_t at = (size_t)(hash ^ (hash >> 29)) & (size - 1);
    while (told[at].name.ptr &&
           !(str_equal(told[at].name, name) && str_equal(told[at].unit, unit)))
        at = (at + 1) & (size - 1);
    return &told[at];
}

static Told *told_find(RecordTable *table, Str unit, Str name)
{
    if (table->told_count * 2 >= table->told_size) {
        size_t size = table->told_size ? table->told_size * 2 : 256;
        Told *told = ARENA_ARRAY(table->arena, size, Told);
        for (size_t i = 0; i < table->told_size; i++)
            if (table->told[i].name.ptr)
                *told_place(told, size, table->told[i].unit, table->told[i].name) =
                    table->told[i];
        table->told = told;
        table->told_size = size;
    }
    return told_place(table->told, table->told_size, unit, name);
}

static Str row_unit(const RecordTable *table)
{
    return table->values[table->unit - table->kind->columns].text;
}

bool record_same(Arena *scratch, RecordTable *table, SameRow *same, Error *error)
{
    *same = (SameRow){0};
    Str name = table->named ? row_name(scratch, table) : STR("");
    if (!name.len)
        return true;
    Str unit = row_unit(table);
    const Told *told = told_find(table, unit, name);
    if (told->name.ptr) {
        *same = (SameRow){.found = true, .own_line = told->line};
        return true;
    }
    if (!table->named_before)
        return true;
    statement_bind_slice(table->same, 1, table->kind->name);
    statement_bind_slice(table->same, 2, unit);
    statement_bind_slice(table->same, 3, name);
    if (!statement_next(table->same, error))
        return error->kind == ERROR_NONE;
    *same = (SameRow){.found = true,
                      .record = statement_int(table->same, 0),
                      .place = statement_int(table->same, 1),
                      .unit = str_copy(scratch, statement_text(table->same, 2)),
                      .month = (int32_t)statement_int(table->same, 3),
                      .last_month = (int32_t)statement_int(table->same, 4)};
    return statement_done(table->same, error);
}

static bool close_place(const RecordTable *table, int64_t record, int64_t place,
                        Error *error)
{
    statement_bind_int(table->close, 1, record);
    statement_bind_int(table->close, 2, place);
    statement_bind_int(table->close, 3, table->batch);
    return statement_done(table->close, error);
}

bool record_close(const RecordTable *table, const SameRow *same, Error *error)
{
    return close_place(table, same->record, same->place, error);
}

static void value_write(ChunkWriter *rows, const Place *place, const Value *value)
{
    switch (value->kind) {
    case VALUE_NULL:
        chunk_null(rows);
        return;
    case VALUE_NUMBER:
        chunk_number(rows, place->period_kind ? (int64_t)value->period : value->number);
        return;
    case VALUE_TEXT:
        chunk_text(rows, value->text);
        return;
    }
}

static bool name_keep(RecordTable *table, int64_t line, const Waiting *waiting,
                      Error *error)
{
    Str unit = row_unit(table), name = row_name(table->arena, table);
    if (!name.len)
        return true;
    Told *told = told_find(table, unit, name);
    *told = (Told){str_copy(table->arena, name), unit, line};
    table->told_count++;
    statement_bind_slice(table->name, 1, table->kind->name);
    statement_bind_slice(table->name, 2, unit);
    statement_bind_slice(table->name, 3, name);
    statement_bind_int(table->name, 4, waiting->record);
    statement_bind_int(table->name, 5, (int64_t)waiting->rows.rows - 1);
    return statement_done(table->name, error);
}

int32_t record_last_month(const RecordTable *table, int32_t month)
{
    const RecordKind *kind = table->kind;
    if (table->till) {
        const Value *till = &table->values[table->till - kind->columns];
        return till->kind == VALUE_NUMBER ? till->month : MONTH_FAR;
    }
    if (!table->periods)
        return month;
    const Value *value = &table->values[table->month - kind->columns];
    return period_last_month((Period){value->period, month});
}

bool record_add(RecordTable *table, int64_t line, const Unit *unit, int32_t month,
                Error *error)
{
    Waiting *waiting = waiting_of(table, unit, month);
    if (!waiting->rows.rows) {
        waiting->record = table->next_record++;
        waiting->last_month = month;
    }
    int32_t last = record_last_month(table, month);
    waiting->last_month = last > waiting->last_month ? last : waiting->last_month;
    chunk_begin(&waiting->rows, line);
    for (size_t i = 1; i < table->place_count; i++) {
        const Place *place = &table->places[i];
        if (place->column)
            value_write(&waiting->rows, place,
                        &table->values[place->column - table->kind->columns]);
        else
            chunk_null(&waiting->rows);
    }
    if (table->named && !name_keep(table, line, waiting, error))
        return false;
    return waiting->rows.text.len < CHUNK_BYTES || waiting_write(table, waiting, error);
}
