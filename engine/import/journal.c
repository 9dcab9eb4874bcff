/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/journal.h"

#include <assert.h>

#include "engine/store/state.h"

/* Dates and periods are of these years (cell.c). */
#define MONTH_FIRST (12 * 1990)
#define MONTH_COUNT (12 * 111)

/* What a file without rows says, its name says: the same headings alone for two months are
 * two messages. */
bool journal_find_same(Arena *arena, Store *store, const Batch *batch, int64_t *id,
                       Str *file, Error *error)
{
    Statement *asked = store_statement(
        store,
        "SELECT id, file FROM batches WHERE sha256 = ?1 AND held"
        " AND CASE file WHEN ?2 THEN settings = ?3 OR NOT EXISTS"
        " (SELECT 1 FROM findings WHERE batch = batches.id) ELSE rows_read > 0 END",
        error);
    *id = 0;
    if (!asked)
        return false;
    statement_bind_text(asked, 1, batch->sha256);
    statement_bind_text(asked, 2, batch->file);
    statement_bind_text(asked, 3, batch->settings);
    if (!statement_next(asked, error))
        return error->kind == ERROR_NONE;
    *id = statement_int(asked, 0);
    *file = str_copy(arena, statement_text(asked, 1));
    return statement_done(asked, error);
}

bool journal_was_undone(Store *store, const Batch *batch, bool *undone, Error *error)
{
    Statement *asked = store_statement(
        store,
        "SELECT undone_by IS NOT NULL FROM batches WHERE file = ?1 AND sha256 = ?2"
        " AND kind <> 'undo' ORDER BY id DESC LIMIT 1",
        error);
    *undone = false;
    if (!asked)
        return false;
    statement_bind_text(asked, 1, batch->file);
    statement_bind_text(asked, 2, batch->sha256);
    while (statement_next(asked, error))
        *undone = statement_int(asked, 0) != 0;
    return error->kind == ERROR_NONE;
}

bool journal_last_batch(Store *store, int64_t *id, Error *error)
{
    Statement *asked = store_statement(store, "SELECT max(id) FROM batches", error);
    if (!asked || !statement_next(asked, error))
        return false;
    *id = statement_int(asked, 0);
    return statement_done(asked, error);
}

bool journal_add(Store *store, const Batch *batch, int64_t *id, Error *error)
{
    Statement *insert = store_statement(
        store,
        "INSERT INTO batches (file, sha256, kind, imported_at, encoding, delimiter,"
        " settings, run, rows_read, rows_used, rows_refused, held)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, 0, ?3 <> 'undo')",
        error);
    if (!insert)
        return false;
    statement_bind_text(insert, 1, batch->file);
    statement_bind_text(insert, 2, batch->sha256);
    statement_bind_text(insert, 3, batch->kind);
    statement_bind_text(insert, 4, batch->imported_at);
    statement_bind_text(insert, 5, batch->encoding);
    statement_bind_text(insert, 6, (Str){&batch->delimiter, 1});
    statement_bind_text(insert, 7, batch->settings);
    statement_bind_int(insert, 8, batch->run);
    if (!statement_done(insert, error))
        return false;
    *id = store_last_id(store);
    return true;
}

bool journal_finish(Store *store, int64_t id, const Batch *batch, Error *error)
{
    Statement *update = store_statement(store,
                                        "UPDATE batches SET rows_read = ?2, rows_used = "
                                        "?3, rows_refused = ?4 WHERE id = ?1",
                                        error);
    if (!update)
        return false;
    statement_bind_int(update, 1, id);
    statement_bind_int(update, 2, batch->rows_read);
    statement_bind_int(update, 3, batch->rows_used);
    statement_bind_int(update, 4, batch->rows_refused);
    return statement_done(update, error);
}

static bool earlier_find(Arena *arena, Store *store, Str file, int64_t by,
                         int64_t **batches, size_t *count, Str *when, Error *error)
{
    size_t capacity = 0;
    Statement *asked = store_statement(
        store,
        "SELECT id, imported_at FROM batches WHERE file = ?1 AND held AND id <> ?2"
        " ORDER BY id",
        error);
    if (!asked)
        return false;
    statement_bind_text(asked, 1, file);
    statement_bind_int(asked, 2, by);
    while (statement_next(asked, error)) {
        *batches = ARENA_GROW(arena, *batches, *count, &capacity);
        (*batches)[(*count)++] = statement_int(asked, 0);
        *when = str_copy(arena, statement_text(asked, 1));
    }
    return error->kind == ERROR_NONE;
}

static bool rows_held(Store *store, int64_t batch, int64_t *rows, Error *error)
{
    Statement *asked = store_statement(
        store,
        "SELECT coalesce(sum(rows_count), 0) - (SELECT count(*) FROM closures c"
        " JOIN records r ON r.id = c.record WHERE r.batch = ?1 AND r.held)"
        " FROM records WHERE batch = ?1 AND held",
        error);
    if (!asked)
        return false;
    statement_bind_int(asked, 1, batch);
    while (statement_next(asked, error))
        *rows += statement_int(asked, 0);
    return error->kind == ERROR_NONE;
}

bool journal_replace(Arena *arena, Store *store, Str file, int64_t by, int64_t *closed,
                     Str *when, int64_t *newest, Error *error)
{
    int64_t *batches = NULL;
    size_t count = 0;
    *closed = *newest = 0;
    *when = STR("");
    if (!earlier_find(arena, store, file, by, &batches, &count, when, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!rows_held(store, batches[i], closed, error) ||
            !state_replace(store, batches[i], error))
            return false;
        *newest = batches[i];
    }
    return true;
}

static bool touch_month(Store *store, Str kind, Str unit, int32_t month, bool removed,
                        Error *error)
{
    Statement *insert =
        store_statement(store,
                        removed ? "INSERT OR REPLACE INTO touched VALUES (?1, ?2, ?3, 1)"
                                : "INSERT OR IGNORE INTO touched VALUES (?1, ?2, ?3, 0)",
                        error);
    if (!insert)
        return false;
    statement_bind_text(insert, 1, kind);
    statement_bind_text(insert, 2, unit);
    statement_bind_int(insert, 3, month);
    return statement_done(insert, error);
}

bool journal_touch_months(Store *store, Str kind, Str unit, int32_t first, int32_t last,
                          Error *error)
{
    int32_t end = last < MONTH_FIRST + MONTH_COUNT ? last : first;
    for (int32_t month = first; month <= end; month++)
        if (!touch_month(store, kind, unit, month, true, error))
            return false;
    return true;
}

Months months_open(Arena *arena, const Units *units)
{
    return (Months){.arena = arena,
                    .units = units,
                    .marks = arena_alloc_array(arena, units->count, MONTH_COUNT)};
}

void months_add(Months *months, const Unit *unit, Period period)
{
    unsigned char *marks =
        months->marks + (size_t)(unit - months->units->items) * MONTH_COUNT;
    int32_t first = period.first_month - MONTH_FIRST;
    int32_t last = period_last_month(period) - MONTH_FIRST;
    assert(first >= 0 && last < MONTH_COUNT);
    for (int32_t month = first; month <= last; month++) {
        if (marks[month])
            continue;
        marks[month] = 1;
        if (months->count == months->capacity)
            months->items =
                ARENA_GROW(months->arena, months->items, months->count, &months->capacity);
        months->items[months->count++] = (UnitMonth){unit, MONTH_FIRST + month};
    }
}

static bool delivered_add(Store *store, Str kind, Str unit, int32_t month, int64_t batch,
                          Error *error)
{
    Statement *insert = store_statement(
        store, "INSERT OR IGNORE INTO delivered VALUES (?1, ?2, ?3, ?4)", error);
    if (!insert)
        return false;
    statement_bind_text(insert, 1, kind);
    statement_bind_text(insert, 2, unit);
    statement_bind_int(insert, 3, month);
    statement_bind_int(insert, 4, batch);
    return statement_done(insert, error);
}

bool months_store(const Months *months, Store *store, Str kind, int64_t batch, Error *error)
{
    for (size_t i = 0; i < months->count; i++) {
        const UnitMonth *at = &months->items[i];
        if (!delivered_add(store, kind, at->unit->id, at->month, batch, error) ||
            !touch_month(store, kind, at->unit->id, at->month, false, error))
            return false;
    }
    return true;
}
