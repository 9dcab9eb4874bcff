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
    Facts *facts;
    Store *store;
    Statement *insert;
} Entry;

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

static bool enter(Entry *entry, const Str *cells, Error *error)
{
    FactNames names;
    Shown shown;
    int kind;
    int32_t month;
    if (!read_period(cells[ROW_PERIOD], &kind, &month) ||
        !facts_names(entry->facts, cells[ROW_INDICATOR], cells[ROW_UNIT], cells[ROW_GROUP],
                     &names, error))
        return error->kind == ERROR_NONE ? error_set(error, ERROR_BUG, "no period '%.*s'",
                                                     STR_PRINT(cells[ROW_PERIOD]))
                                         : false;
    bool hidden = str_equal(cells[ROW_MARK], mark_word(MARK_PROTECTED));
    if (!hidden && !str_equal(cells[ROW_MARK], mark_word(MARK_OK)) &&
        !str_equal(cells[ROW_MARK], mark_word(MARK_PRELIMINARY)))
        return true;
    /* a figure that stands is in the ledger; a period that still runs grows by itself */
    if (!facts_shown(entry->facts, &names, kind, month, month, 1, &shown, error))
        return false;
    if (shown.figure.stands || facts_slot_last(kind, month) > entry->facts->horizon)
        return true;
    Statement *insert = entry->insert;
    statement_bind_text(insert, 1, names.indicator->id);
    statement_bind_text(insert, 2, names.part);
    statement_bind_text(insert, 3, names.unit->id);
    statement_bind_text(insert, 4, names.group_id);
    statement_bind_int(insert, 5, kind);
    statement_bind_int(insert, 6, month);
    statement_bind_int(insert, 7, hidden);
    return statement_done(insert, error);
}

static bool enter_all(Entry *entry, Str rows, Error *error)
{
    Str row, head;
    str_cut(rows, '\n', &head, &rows);
    while (rows.len) {
        Str cells[ROW_CELLS];
        str_cut(rows, '\n', &row, &rows);
        for (size_t i = 0; i < ROW_CELLS; i++)
            str_cut(row, ',', &cells[i], &row);
        if (!enter(entry, cells, error))
            return false;
    }
    return true;
}

/* A writer waits for the last reader, so the door lets go of its state of the database for
 * as long as it takes. */
bool facts_record_publication(Facts *facts, Str rows, Error *error)
{
    Arena *scratch = arena_open();
    Entry entry = {.facts = facts};
    bool done = store_commit(facts->store, error);
    entry.store =
        done ? store_open(scratch, facts->workspace->database, STORE_CHANGE, error) : NULL;
    done = entry.store && store_begin(entry.store, error);
    if (done) {
        done = ledger_schema(entry.store, error) &&
               (entry.insert = store_statement(entry.store, insert_figure, error)) &&
               enter_all(&entry, rows, error) && store_commit(entry.store, error);
        if (!done)
            store_rollback(entry.store);
    }
    arena_close(scratch);
    return store_begin_read(facts->store, error) && done;
}
