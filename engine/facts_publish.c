/* What is made public goes into the ledger, by the names that its rows begin with. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_publish.h"

#include "engine/base/digest.h"
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

struct MadePublic {
    Arena *arena;
    Facts *facts;
    Entry *items;
    size_t count, capacity;
};

MadePublic *public_open(Arena *arena, Facts *facts)
{
    MadePublic *made = ARENA_NEW(arena, MadePublic);
    made->arena = arena;
    made->facts = facts;
    return made;
}

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
static bool read_row(MadePublic *entries, const Str *cells, Error *error)
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

bool public_read(MadePublic *entries, Str rows, Error *error)
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
bool public_write(Store *store, const MadePublic *made, Error *error)
{
    bool done = ledger_schema(store, error);
    for (size_t i = 0; done && i < made->count; i++)
        done = write_entry(store, &made->items[i], error);
    return done;
}

bool public_seal(Arena *arena, Store *store, int64_t batch, Str *seal, Error *error)
{
    char hash[DIGEST_LENGTH + 1];
    bool there, any = false;
    *seal = STR("");
    if (!ledger_there(store, &there, error) || !there)
        return error->kind == ERROR_NONE;
    Statement *select = store_statement(
        store,
        "SELECT json_array(indicator, part, unit, target_group, period_kind, month, state,"
        " protected, n, numerator, denominator, over_numerator, over_denominator, people,"
        " delivered, expected, year) FROM published WHERE batch = ?1 ORDER BY indicator,"
        " part, unit, target_group, period_kind, month",
        error);
    if (!select)
        return false;
    Digest *digest = digest_open(arena);
    statement_bind_int(select, 1, batch);
    while (statement_next(select, error)) {
        digest_add(digest, statement_text(select, 0));
        digest_add(digest, STR("\n"));
        any = true;
    }
    digest_end(digest, hash);
    if (any)
        *seal = str_copy(arena, str_from(hash));
    return error->kind == ERROR_NONE;
}
