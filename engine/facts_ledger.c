/* The ledger: what has been made public, and what a later edition may therefore tell.
 *
 * Two editions of a table are a table themselves: who subtracts the old from the new sees
 * those who came between. So a table (an indicator in a period, with all its units, groups
 * and parts) whose figures changed by 1 to limit-1 somewhere stands as it was published,
 * whole, until no change in it is that small; so do the periods that share a month with it,
 * and every ratio over it: what of them was not published yet is hidden meanwhile. What was
 * hidden once stays hidden, and what would now be hidden stands as it was. METHODS 4.5 (c)
 * and (d).
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_ledger.h"

#include <stdlib.h>

static const char schema[] =
    /* a figure as it was printed, with the newest batch of that time; hidden ones without
     * their numbers */
    "CREATE TABLE IF NOT EXISTS published ("
    " indicator TEXT NOT NULL, part TEXT NOT NULL, unit TEXT NOT NULL,"
    " target_group TEXT NOT NULL, period_kind INTEGER NOT NULL, month INTEGER NOT NULL,"
    " batch INTEGER NOT NULL, state INTEGER NOT NULL, protected INTEGER NOT NULL,"
    " n INTEGER NOT NULL, numerator INTEGER NOT NULL, denominator INTEGER NOT NULL,"
    " over_numerator INTEGER, over_denominator INTEGER, people INTEGER NOT NULL,"
    " delivered INTEGER NOT NULL, expected INTEGER NOT NULL, year INTEGER NOT NULL,"
    " PRIMARY KEY (indicator, part, unit, target_group, period_kind, month, batch))"
    " WITHOUT ROWID;"
    /* the tables that stand as they were published, by the cells there are */
    "CREATE TABLE IF NOT EXISTS standing ("
    " indicator TEXT NOT NULL, period_kind INTEGER NOT NULL, month INTEGER NOT NULL,"
    " PRIMARY KEY (indicator, period_kind, month)) WITHOUT ROWID;";

bool ledger_schema(Store *store, Error *error)
{
    return store_run(store, schema, error);
}

bool ledger_there(Store *store, bool *there, Error *error)
{
    Statement *find = store_statement(
        store, "SELECT 1 FROM sqlite_master WHERE name = 'standing'", error);
    *there = false;
    while (find && statement_next(find, error))
        *there = true;
    return find && error->kind == ERROR_NONE;
}

bool ledger_cut(Store *store, int64_t batch, Error *error)
{
    bool there;
    if (!ledger_there(store, &there, error) || !there)
        return error->kind == ERROR_NONE;
    Statement *cut =
        store_statement(store, "DELETE FROM published WHERE batch > ?1", error);
    if (!cut)
        return false;
    statement_bind_int(cut, 1, batch);
    return statement_done(cut, error);
}

static bool protects_people(const Indicator *indicator)
{
    return indicator->protects == PROTECTS_CARERS ||
           indicator->protects == PROTECTS_PERSONS;
}

static bool small(int64_t change, int64_t limit)
{
    return change && llabs(change) < limit;
}

/* The few who came or went could be told from the two figures. */
static bool shows_few(const Indicator *indicator, const Cell *before, const Cell *now,
                      int64_t limit)
{
    int64_t n = now->n - before->n;
    if (small(n, limit))
        return true;
    if (now->has_denominator != before->has_denominator)
        return true;
    if (indicator->share) {
        int64_t over = now->denominator.numerator - before->denominator.numerator;
        return small(over, limit) || small(over - n, limit);
    }
    if (now->has_denominator || indicator->kind == MEASURE_MEAN)
        return false;
    double change = amount_double(now->value) - amount_double(before->value);
    return change != 0 && change > -(double)limit && change < (double)limit;
}

/* Figures that are not what they were when they were last published. */
static const char select_changed[] =
    "WITH last AS (SELECT *, max(batch) FROM published"
    "  GROUP BY indicator, part, unit, target_group, period_kind, month)"
    " SELECT p.indicator, p.period_kind, p.month, c.series IS NULL,"
    "  p.state, p.protected, p.n, p.numerator, p.denominator, p.over_numerator,"
    "  p.over_denominator, p.people, p.delivered, p.expected, p.year, " CELL_COLUMNS
    " FROM last p LEFT JOIN series s ON s.indicator = p.indicator AND s.part = p.part"
    "  AND s.unit = p.unit AND s.target_group = p.target_group"
    " LEFT JOIN cells c ON c.series = s.id AND c.period_kind = p.period_kind"
    "  AND c.month = p.month"
    " WHERE NOT p.protected AND (c.series IS NULL OR c.protected OR c.state = 2"
    "  OR c.n <> p.n OR c.numerator * p.denominator <> p.numerator * c.denominator"
    "  OR c.over_numerator IS NOT p.over_numerator)"
    " ORDER BY p.indicator, p.period_kind, p.month";
enum { BEFORE_COLUMN = 4, NOW_COLUMN = 15 };

static bool must_stand(const Workspace *workspace, const Indicator *indicator,
                       const Statement *changed)
{
    if (statement_int(changed, 3))
        return true;
    Cell before = cell_of_row(changed, BEFORE_COLUMN);
    Cell now = cell_of_row(changed, NOW_COLUMN);
    return now.protected_ || now.state == CELL_NOT_APPLICABLE ||
           shows_few(indicator, &before, &now, workspace->limit);
}

static bool standing_add(Store *store, const Statement *changed, Error *error)
{
    Statement *insert =
        store_statement(store, "INSERT OR IGNORE INTO standing VALUES (?1, ?2, ?3)", error);
    if (!insert)
        return false;
    statement_bind_text(insert, 1, statement_text(changed, 0));
    statement_bind_int(insert, 2, statement_int(changed, 1));
    statement_bind_int(insert, 3, statement_int(changed, 2));
    return statement_done(insert, error);
}

bool ledger_settle(Store *store, const Workspace *workspace, Error *error)
{
    bool there, done = true;
    if (!ledger_there(store, &there, error) || !there)
        return error->kind == ERROR_NONE;
    if (!ledger_schema(store, error) || !store_run(store, "DELETE FROM standing", error))
        return false;
    Statement *changed = store_statement(store, select_changed, error);
    while (done && changed && statement_next(changed, error)) {
        const Indicator *indicator =
            indicators_find(&workspace->indicators, statement_text(changed, 0));
        if (indicator && protects_people(indicator) &&
            must_stand(workspace, indicator, changed))
            done = standing_add(store, changed, error);
    }
    return changed && done && error->kind == ERROR_NONE;
}

bool ledger_load(Facts *facts, Error *error)
{
    bool there;
    size_t capacity = 0;
    facts->ledger = NULL;
    if (!ledger_there(facts->store, &there, error) || !there)
        return error->kind == ERROR_NONE;
    Ledger *ledger = facts->ledger = ARENA_NEW(facts->arena, Ledger);
    Statement *select = store_statement(
        facts->store, "SELECT indicator, period_kind, month FROM standing", error);
    while (select && statement_next(select, error)) {
        const Indicator *indicator =
            indicators_find(&facts->workspace->indicators, statement_text(select, 0));
        if (!indicator)
            continue;
        ledger->items = ARENA_GROW(facts->arena, ledger->items, ledger->count, &capacity);
        ledger->items[ledger->count++] = (Standing){
            indicator, (int)statement_int(select, 1), (int32_t)statement_int(select, 2)};
    }
    return select && error->kind == ERROR_NONE;
}

Str facts_standing(const Facts *facts, Arena *arena, Language language)
{
    size_t count = facts->ledger ? facts->ledger->count : 0;
    long long limit = (long long)facts->workspace->limit;
    if (!count)
        return (Str){"", 0};
    if (language == LANGUAGE_EN)
        return str_format(arena,
                          "%zu %s as published: what came later touches fewer than %lld "
                          "people",
                          count, count == 1 ? "table stands" : "tables stand", limit);
    return str_format(
        arena,
        "%zu %s står kvar som de publicerades: det som kommit sedan rör färre "
        "än %lld personer",
        count, count == 1 ? "tabell" : "tabeller", limit);
}

typedef enum { STANDS_NOT, STANDS_SELF, STANDS_FOR_ANOTHER } Stands;

/* STANDS_FOR_ANOTHER: because of a period that shares a month with it, or a side of a
 * ratio.
 */
static Stands table_stands(const Facts *facts, const Indicator *indicator, int kind,
                           int32_t month)
{
    const Ledger *ledger = facts->ledger;
    int32_t first = facts_slot_first(kind, month), last = facts_slot_last(kind, month);
    Stands stands = STANDS_NOT;
    for (size_t i = 0; i < ledger->count; i++) {
        const Standing *at = &ledger->items[i];
        if (at->indicator != indicator)
            continue;
        if (at->kind == kind && at->month == month)
            return STANDS_SELF;
        if (facts_slot_first(at->kind, at->month) <= last &&
            facts_slot_last(at->kind, at->month) >= first)
            stands = STANDS_FOR_ANOTHER;
    }
    if (stands || indicator->kind != MEASURE_RATIO)
        return stands;
    const Str sides[] = {indicator->of, indicator->over};
    for (size_t i = 0; i < 2; i++) {
        const Indicator *side = indicators_find(&facts->workspace->indicators, sides[i]);
        if (side && table_stands(facts, side, kind, month))
            return STANDS_FOR_ANOTHER;
    }
    return STANDS_NOT;
}

static const char select_published[] =
    "SELECT c.month, " CELL_COLUMNS " FROM published c WHERE c.indicator = ?1 AND"
    " c.part = ?2 AND c.unit = ?3 AND c.target_group = ?4 AND c.period_kind = ?5 AND"
    " c.month BETWEEN ?6 AND ?7 ORDER BY c.month, c.batch";

/* The newest of each period wins: it is read last. */
static bool read_published(Facts *facts, const FactNames *names, int kind, int32_t first,
                           int32_t last, int32_t step, Shown *published, bool *there,
                           Error *error)
{
    Statement *select = store_statement(facts->store, select_published, error);
    if (!select)
        return false;
    statement_bind_text(select, 1, names->indicator->id);
    statement_bind_text(select, 2, names->part);
    statement_bind_text(select, 3, names->unit->id);
    statement_bind_text(select, 4, names->group_id);
    statement_bind_int(select, 5, kind);
    statement_bind_int(select, 6, first);
    statement_bind_int(select, 7, last);
    while (statement_next(select, error)) {
        int32_t month = (int32_t)statement_int(select, 0);
        Cell cell = cell_of_row(select, 1);
        if ((month - first) % step != 0)
            continue;
        published[(month - first) / step] = shown_of_cell(names->indicator, &cell);
        there[(month - first) / step] = true;
    }
    return error->kind == ERROR_NONE;
}

/* What a period shows by the ledger: `before` as it was last published, NULL if never. */
static void stand(const Shown *before, Stands stands, Shown *shown)
{
    if (before ? before->is_protected : stands == STANDS_FOR_ANOTHER)
        shown->is_protected = true;
    else if (before && stands) {
        bool continued = shown->figure.continued;
        *shown = *before;
        shown->figure.continued = continued;
        shown->figure.stands = true;
    }
}

bool ledger_apply(Facts *facts, const FactNames *names, int kind, int32_t first,
                  int32_t last, int32_t step, Shown *shown, Error *error)
{
    if (!facts->ledger || facts_owns(facts, names->unit))
        return true;
    size_t count = (size_t)((last - first) / step) + 1;
    Arena *scratch = arena_open();
    Shown *published = ARENA_ARRAY(scratch, count, Shown);
    bool *there = ARENA_ARRAY(scratch, count, bool);
    bool done =
        read_published(facts, names, kind, first, last, step, published, there, error);
    for (size_t i = 0; done && i < count; i++) {
        Stands stands = facts->ledger->count ? table_stands(facts, names->indicator, kind,
                                                            first + (int32_t)i * step)
                                             : STANDS_NOT;
        bool empty = !shown[i].figure.known && !there[i];
        if (!empty)
            stand(there[i] ? &published[i] : NULL, stands, &shown[i]);
    }
    arena_close(scratch);
    return done;
}
