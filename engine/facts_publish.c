/* What is made public goes into the ledger, by the names that its rows begin with. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_ledger.h"

enum { ROW_INDICATOR, ROW_UNIT, ROW_GROUP, ROW_PERIOD, ROW_MARK = 9, ROW_CELLS = 14 };

/* The figure as it is now, unless the newest entry says the same. */
static const char insert_figure[] =
    "INSERT OR REPLACE INTO published SELECT s.indicator, s.part, s.unit, s.target_group,"
    " c.period_kind, c.month, (SELECT max(id) FROM batches), c.state, ?7,"
    " iif(?7, 0, c.n), iif(?7, 0, c.numerator), iif(?7, 1, c.denominator),"
    " iif(?7, NULL, c.over_numerator), iif(?7, NULL, c.over_denominator), 0,"
    " c.delivered, c.expected, c.year"
    " FROM series s JOIN cells c ON c.series = s.id WHERE s.indicator = ?1 AND s.part = ?2"
    " AND s.unit = ?3 AND s.target_group = ?4 AND c.period_kind = ?5 AND c.month = ?6"
    " AND NOT EXISTS (SELECT 1 FROM (SELECT *, max(p.batch) FROM published p"
    "  WHERE p.indicator = ?1 AND p.part = ?2 AND p.unit = ?3 AND p.target_group = ?4"
    "  AND p.period_kind = ?5 AND p.month = ?6) p WHERE p.protected = ?7 AND (?7 OR"
    "  (p.state = c.state AND p.n = c.n AND p.numerator = c.numerator"
    "   AND p.denominator = c.denominator AND p.over_numerator IS c.over_numerator"
    "   AND p.over_denominator IS c.over_denominator)))";

typedef struct {
    FactNames names;
    int kind;
    int32_t month;
    bool hidden;
} Entry;

typedef struct {
    Arena *arena;
    Facts *facts;
    Entry *items;
    size_t count, capacity;
} Entries;

/* A period, or an interval told by its last month. */
static bool read_period(Str word, int *kind, int32_t *month)
{
    Str first, last;
    Period from, period;
    if (!str_cut(word, '/', &first, &last)) {
        if (!period_parse(word, &period))
            return false;
        *kind = (int)period.kind;
        *month = period.first_month;
        return true;
    }
    if (!period_parse(first, &from) || !period_parse(last, &period))
        return false;
    *month = period.first_month;
    *kind = from.first_month / 12 == *month / 12 && from.first_month % 12 == 0 &&
                    *month - from.first_month < 11
                ? CELL_TO_DATE
                : CELL_ROLLING;
    return true;
}

/* A figure that stands is in the ledger; a period that still runs grows by itself. */
static bool read_row(Entries *entries, const Str *cells, Error *error)
{
    Facts *facts = entries->facts;
    Shown shown;
    Entry entry;
    if (!read_period(cells[ROW_PERIOD], &entry.kind, &entry.month))
        return error_set(error, ERROR_BUG, "no period '%.*s'",
                         STR_PRINT(cells[ROW_PERIOD]));
    if (!facts_names(facts, cells[ROW_INDICATOR], cells[ROW_UNIT], cells[ROW_GROUP],
                     &entry.names, error))
        return false;
    entry.hidden = str_equal(cells[ROW_MARK], mark_word(MARK_PROTECTED));
    if (!entry.hidden && !str_equal(cells[ROW_MARK], mark_word(MARK_OK)) &&
        !str_equal(cells[ROW_MARK], mark_word(MARK_PRELIMINARY)))
        return true;
    if (!facts_shown(facts, &entry.names, entry.kind, entry.month, entry.month, 1, &shown,
                     error))
        return false;
    if (shown.figure.stands || facts_slot_last(entry.kind, entry.month) > facts->horizon)
        return true;
    entries->items =
        ARENA_GROW(entries->arena, entries->items, entries->count, &entries->capacity);
    entries->items[entries->count++] = entry;
    return true;
}

static bool read_rows(Entries *entries, Str rows, Error *error)
{
    Str row, head;
    str_cut(rows, '\n', &head, &rows);
    while (rows.len) {
        Str cells[ROW_CELLS];
        str_cut(rows, '\n', &row, &rows);
        for (size_t i = 0; i < ROW_CELLS; i++)
            str_cut(row, ',', &cells[i], &row);
        if (!read_row(entries, cells, error))
            return false;
    }
    return true;
}

static bool write_entry(Store *store, const Entry *entry, Error *error)
{
    Statement *insert = store_statement(store, insert_figure, error);
    if (!insert)
        return false;
    statement_bind_text(insert, 1, entry->names.indicator->id);
    statement_bind_text(insert, 2, entry->names.part);
    statement_bind_text(insert, 3, entry->names.unit->id);
    statement_bind_text(insert, 4, entry->names.group_id);
    statement_bind_int(insert, 5, entry->kind);
    statement_bind_int(insert, 6, entry->month);
    statement_bind_int(insert, 7, entry->hidden);
    return statement_done(insert, error);
}

/* No other table stands for it: what is written here is what the cells say, and what stands
 * is not written. */
static bool write_entries(Store *store, const Entries *entries, Error *error)
{
    if (!store_begin(store, error))
        return false;
    bool done = ledger_schema(store, error);
    for (size_t i = 0; done && i < entries->count; i++)
        done = write_entry(store, &entries->items[i], error);
    if (done && store_commit(store, error))
        return true;
    store_rollback(store);
    return false;
}

/* A writer waits for the last reader, so everything is read first, and the door lets go of
 * its state of the database for as long as it takes. */
bool facts_record_publication(Facts *facts, Str rows, Error *error)
{
    Arena *scratch = arena_open();
    Entries entries = {.arena = scratch, .facts = facts};
    bool done = read_rows(&entries, rows, error) && store_commit(facts->store, error);
    if (done) {
        Store *store = store_open(scratch, facts->workspace->database, STORE_CHANGE, error);
        done = store && write_entries(store, &entries, error);
        Error again = {0};
        done = store_begin_read(facts->store, done ? error : &again) && done;
    }
    arena_close(scratch);
    return done;
}
