/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/replace.h"

#include "engine/store/records.h"
#include "engine/store/state.h"

void told_add(ToldPeriods *told, const Unit *unit, Period period)
{
    for (size_t i = told->count; i > 0; i--)
        if (told->items[i - 1].unit == unit &&
            period_equal(told->items[i - 1].period, period))
            return;
    told->items = ARENA_GROW(told->arena, told->items, told->count, &told->capacity);
    told->items[told->count++] = (ToldPeriod){unit, period};
}

static bool close_row(Store *store, const RecordReader *reader, int64_t batch, Error *error)
{
    Statement *close =
        store_statement(store, "INSERT OR IGNORE INTO closures VALUES (?1, ?2, ?3)", error);
    if (!close)
        return false;
    statement_bind_int(close, 1, reader->record);
    statement_bind_int(close, 2, reader->place);
    statement_bind_int(close, 3, batch);
    return statement_done(close, error);
}

static bool cover_period(Store *store, const RecordKind *kind, const ToldPeriod *told,
                         int64_t batch, Error *error)
{
    Statement *cover = store_statement(
        store, "INSERT OR IGNORE INTO covers VALUES (?1, ?2, ?3, ?4, ?4, ?5)", error);
    if (!cover)
        return false;
    statement_bind_int(cover, 1, batch);
    statement_bind_text(cover, 2, kind->name);
    statement_bind_text(cover, 3, told->unit->id);
    statement_bind_int(cover, 4, told->period.first_month);
    statement_bind_int(cover, 5, told->period.kind);
    return statement_done(cover, error);
}

/* The rows of exactly this unit and period. */
static bool close_period(Arena *arena, Store *store, const RecordKind *kind,
                         const ToldPeriod *told, int64_t batch, int64_t *closed,
                         Error *error)
{
    RecordSpan span = {.kind = kind->name,
                       .unit = told->unit->id,
                       .first = told->period.first_month,
                       .last = told->period.first_month};
    RecordReader reader;
    size_t kind_at = 0;
    Str name = str_format(arena, "%.*s_kind", STR_PRINT(kind->month_column));
    if (!records_column(store, kind->name, name, &kind_at, error) ||
        !records_open(arena, store, &span, &reader, error))
        return false;
    while (records_next(&reader, error)) {
        if (reader.batch == batch ||
            reader.cells[kind_at].number != (int64_t)told->period.kind)
            continue;
        if (!close_row(store, &reader, batch, error))
            return false;
        ++*closed;
    }
    return error->kind == ERROR_NONE && cover_period(store, kind, told, batch, error) &&
           journal_touch_months(store, kind->name, told->unit->id, told->period.first_month,
                                period_last_month(told->period), error);
}

bool replace_earlier(Arena *arena, Store *store, const RecordKind *kind,
                     const Months *months, const ToldPeriods *told, int64_t batch,
                     int64_t *closed, Error *error)
{
    bool lasts = record_till_column(kind) != NULL;
    bool periods = record_column(kind, kind->month_column)->type == COLUMN_PERIOD;
    *closed = 0;
    for (size_t i = 0; periods && i < told->count; i++)
        if (!close_period(arena, store, kind, &told->items[i], batch, closed, error))
            return false;
    for (size_t i = 0; !periods && i < months->count; i++) {
        const UnitMonth *at = &months->items[i];
        if (!state_cover(store, kind->name, at->unit->id, lasts ? INT32_MIN : at->month,
                         lasts ? INT32_MAX : at->month, batch, closed, error))
            return false;
    }
    return true;
}
