/* New keys: those whose first row ever in a unit falls in a period. The first row of each
 * key is kept, so that a year is counted without reading the years before it.
 *
 * A touched month can make a key's first row earlier (it came now), or take it away (a
 * correction). A first row earlier than the year stays what it is. One taken away is looked
 * for in the rows of later years, which are read only then.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/coverage.h"
#include "engine/measure/tally.h"

bool arrivals_schema(Store *store, Error *error)
{
    return store_run(store,
                     "CREATE TABLE IF NOT EXISTS key_firsts (indicator TEXT NOT NULL,"
                     " unit TEXT NOT NULL, key TEXT NOT NULL, day INTEGER NOT NULL,"
                     " target_group INTEGER NOT NULL, PRIMARY KEY (indicator, unit, key))"
                     " WITHOUT ROWID;"
                     "CREATE INDEX IF NOT EXISTS key_firsts_day ON key_firsts"
                     " (indicator, unit, day, target_group);",
                     error);
}

/* Keys of each unit's own are one key text a unit, so who they are is told by the unit. */
typedef struct {
    Tally *tally;
    Touches *touches;
    size_t kind;
    size_t unit; /* at hand */
    Statement *find, *put, *remove;
    int32_t first_day, last_day; /* of the year */
} Arrivals;

enum { WHO_TEXT_BITS = 40 };

static int64_t who_text(uint64_t who)
{
    return (int64_t)(who & (((uint64_t)1 << WHO_TEXT_BITS) - 1));
}

static int32_t first_day_of(int64_t first)
{
    return (int32_t)((first - 1) / 64);
}

/* Did the month of the unit, or of one below it, change? */
static bool is_touched(const Arrivals *arrivals, int32_t month)
{
    const UnitList *below = &arrivals->tally->work->below[arrivals->unit];
    for (size_t i = 0; i < below->count; i++)
        if (touches_marked(arrivals->touches, arrivals->tally->work, arrivals->kind,
                           below->items[i], month))
            return true;
    return false;
}

/* A month where a key was new, or is now: its periods are counted, those of later years
 * when their turn comes. */
static void touch_day(const Arrivals *arrivals, int32_t day)
{
    int32_t month = day_month_serial(day);
    touches_mark(arrivals->touches, arrivals->tally->work, arrivals->kind, arrivals->unit,
                 month);
    tally_affect(arrivals->tally, arrivals->unit, month);
}

static void bind_key(const Arrivals *arrivals, Statement *statement, Str key)
{
    const Work *work = arrivals->tally->work;
    statement_bind_text(statement, 1, arrivals->tally->indicator->id);
    statement_bind_text(statement, 2, work->workspace->units.items[arrivals->unit].id);
    if (key.ptr)
        statement_bind_text(statement, 3, key);
}

static bool put_first(const Arrivals *arrivals, Str key, int64_t first, Error *error)
{
    bind_key(arrivals, arrivals->put, key);
    statement_bind_int(arrivals->put, 4, first_day_of(first));
    statement_bind_int(arrivals->put, 5, (first - 1) % 64);
    return statement_done(arrivals->put, error);
}

/* A key seen in a touched month: where does it come first now? */
static bool arrive(const Arrivals *arrivals, Str key, int64_t first, Error *error)
{
    int64_t kept = INT64_MAX, kept_day = INT64_MAX;
    bind_key(arrivals, arrivals->find, key);
    while (statement_next(arrivals->find, error)) {
        kept_day = statement_int(arrivals->find, 0);
        kept = kept_day * 64 + statement_int(arrivals->find, 1) + 1;
    }
    if (error->kind != ERROR_NONE || kept == first || kept_day < arrivals->first_day)
        return error->kind == ERROR_NONE;
    if (kept_day != INT64_MAX)
        touch_day(arrivals, (int32_t)kept_day);
    touch_day(arrivals, first_day_of(first));
    return put_first(arrivals, key, first, error);
}

static bool seen_in_touched(const Arrivals *arrivals, uint32_t months)
{
    for (int32_t month = MONTHS_BEFORE; month < WINDOW_MONTHS; month++)
        if (months >> month & 1 &&
            is_touched(arrivals, arrivals->tally->year->start + month))
            return true;
    return false;
}

static bool arrive_all(Arrivals *arrivals, Error *error)
{
    const Tally *tally = arrivals->tally;
    const Work *work = tally->work;
    for (size_t at = 0; at < tally->seen->size; at++) {
        const Key *key = &tally->seen->items[at];
        int64_t first = ((const KeyFirst *)(void *)tally->seen->extra)[at].first;
        if (!key->cell || !first)
            continue;
        arrivals->unit = (key->cell - 1) / work->groups % work->units;
        if (seen_in_touched(arrivals, key->months) &&
            !arrive(arrivals, rows_text_of(tally->rows, who_text(key->who)), first, error))
            return false;
    }
    return true;
}

/* A key whose kept first row is gone. */
typedef struct Gone {
    Str key;
    int64_t first; /* the one found since; 0: none */
    struct Gone *next;
} Gone;

/* Keys whose kept first row lies in a touched month and which now come first elsewhere in
 * the year, or not in it at all. */
static bool find_gone(Arrivals *arrivals, Arena *arena, Gone **gone, Error *error)
{
    Tally *tally = arrivals->tally;
    Statement *select = store_statement(
        tally->work->store,
        "SELECT key, day, target_group FROM key_firsts WHERE indicator = ?1 AND unit = ?2"
        " AND day BETWEEN ?3 AND ?4",
        error);
    if (!select)
        return false;
    bind_key(arrivals, select, (Str){NULL, 0});
    statement_bind_int(select, 3, arrivals->first_day);
    statement_bind_int(select, 4, arrivals->last_day);
    while (statement_next(select, error)) {
        int32_t day = (int32_t)statement_int(select, 1);
        if (!is_touched(arrivals, day_month_serial(day)))
            continue;
        Str key = statement_text(select, 0);
        uint64_t who = (uint64_t)rows_text(tally->rows, key);
        bool own = tally->indicator->protects == PROTECTS_CARERS &&
                   !tally->work->workspace->shared_carer_keys;
        size_t at = SIZE_MAX;
        const UnitList *below = &tally->work->below[arrivals->unit];
        for (size_t i = 0; at == SIZE_MAX && i < below->count; i++)
            at = keys_find(tally->seen,
                           who |
                               (own ? (uint64_t)(below->items[i] + 1) << WHO_TEXT_BITS : 0),
                           tally_key_cell(tally, 0, arrivals->unit, 0));
        int64_t first =
            at == SIZE_MAX ? 0 : ((const KeyFirst *)(void *)tally->seen->extra)[at].first;
        if (first == (int64_t)day * 64 + statement_int(select, 2) + 1)
            continue;
        Gone *one = ARENA_NEW(arena, Gone);
        *one = (Gone){str_copy(arena, key), first, *gone};
        *gone = one;
    }
    return error->kind == ERROR_NONE;
}

/* The first rows after the year of those that are not in it, by reading them. */
static bool search_later(Arrivals *arrivals, Arena *arena, Gone *gone, Error *error)
{
    Tally *tally = arrivals->tally;
    const Work *work = tally->work;
    const UnitList *below = &work->below[arrivals->unit];
    Keys *wanted = keys_open(arena, sizeof(KeyFirst));
    for (Gone *one = gone; one; one = one->next)
        if (!one->first)
            keys_place(wanted, (uint64_t)rows_text(tally->rows, one->key), 0);
    for (size_t i = 0; wanted->count && i < below->count; i++) {
        RecordSpan span = {.kind = tally->indicator->source->name,
                           .unit = work->workspace->units.items[below->items[i]].id,
                           .first = (tally->year->year + 1) * YEAR_MONTHS,
                           .last = work->horizon};
        RecordReader reader;
        if (!records_open(arena, work->store, &span, &reader, error))
            return false;
        while (records_next(&reader, error)) {
            rows_clear(tally->rows);
            rows_add(tally->rows, &reader);
            int64_t value = rows_count(tally->rows)
                                ? rows_value(tally->rows, 0, tally->column)
                                : ROW_NOTHING;
            size_t at = value == ROW_NOTHING || !tally_fits(tally, 0, false)
                            ? SIZE_MAX
                            : keys_find(wanted, (uint64_t)value, 0);
            if (at == SIZE_MAX)
                continue;
            KeyFirst *kept = (KeyFirst *)(void *)wanted->extra + at;
            int64_t first = (int64_t)rows_day(tally->rows, 0) * 64 +
                            (int64_t)rows_group(tally->rows, 0) + 1;
            kept->first = kept->first && kept->first <= first ? kept->first : first;
        }
        if (error->kind != ERROR_NONE)
            return false;
    }
    for (Gone *one = gone; one; one = one->next)
        if (!one->first)
            one->first =
                ((const KeyFirst *)(void *)wanted
                     ->extra)[keys_find(wanted, (uint64_t)rows_text(tally->rows, one->key),
                                        0)]
                    .first;
    return true;
}

static bool replace_gone(Arrivals *arrivals, Error *error)
{
    Arena *arena = arena_open();
    Gone *gone = NULL;
    bool done = find_gone(arrivals, arena, &gone, error) &&
                (!gone || search_later(arrivals, arena, gone, error));
    for (Gone *one = gone; done && one; one = one->next) {
        if (one->first) {
            touch_day(arrivals, first_day_of(one->first));
            done = put_first(arrivals, one->key, one->first, error);
        } else {
            bind_key(arrivals, arrivals->remove, one->key);
            done = statement_done(arrivals->remove, error);
        }
    }
    arena_close(arena);
    return done;
}

/* Months of the window as they are kept: of the half-year before too. */
static bool count_unit(const Arrivals *arrivals, Error *error)
{
    Tally *tally = arrivals->tally;
    Statement *select = store_statement(
        tally->work->store,
        "SELECT day, target_group, count(*) FROM key_firsts WHERE indicator = ?1 AND "
        "unit = ?2 AND day BETWEEN ?3 AND ?4 GROUP BY day, target_group",
        error);
    if (!select)
        return false;
    bind_key(arrivals, select, (Str){NULL, 0});
    statement_bind_int(select, 3,
                       period_first_day((Period){PERIOD_MONTH, tally->year->start}));
    statement_bind_int(select, 4, arrivals->last_day);
    while (statement_next(select, error)) {
        int32_t month = day_month_serial((int32_t)statement_int(select, 0));
        size_t group = (size_t)statement_int(select, 1);
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
            if (slot_holds(&tally->year->slots[slot], month) &&
                tally_counts_in(tally, arrivals->unit, slot))
                for (size_t g = 0; g < (group ? 2u : 1u); g++)
                    tally->cells[SIDE_FITS]
                        .counts[cell_at(tally->work, 0, arrivals->unit, g ? group : 0,
                                        slot)]
                        .n += statement_int(select, 2);
    }
    return error->kind == ERROR_NONE;
}

bool arrivals_count(Tally *tally, Touches *touches, size_t kind, Error *error)
{
    Store *store = tally->work->store;
    Arrivals arrivals = {.tally = tally,
                         .touches = touches,
                         .kind = kind,
                         .first_day = day_from(tally->year->year, 1, 1),
                         .last_day = day_from(tally->year->year, 12, 31)};
    arrivals.find = store_statement(
        store,
        "SELECT day, target_group FROM key_firsts WHERE indicator = ?1 AND unit = ?2 AND "
        "key = ?3",
        error);
    arrivals.put = store_statement(
        store, "INSERT OR REPLACE INTO key_firsts VALUES (?1, ?2, ?3, ?4, ?5)", error);
    arrivals.remove = store_statement(
        store, "DELETE FROM key_firsts WHERE indicator = ?1 AND unit = ?2 AND key = ?3",
        error);
    if (!arrivals.find || !arrivals.put || !arrivals.remove ||
        !arrive_all(&arrivals, error))
        return false;
    for (size_t unit = 0; unit < tally->work->units; unit++) {
        arrivals.unit = unit;
        if (!replace_gone(&arrivals, error) || !count_unit(&arrivals, error))
            return false;
    }
    return true;
}
