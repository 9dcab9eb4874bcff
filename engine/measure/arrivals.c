/* New keys: those whose first row ever in a unit falls in a period. The first row of each
 * key is kept, and how many there are a month, so that a year is counted without reading
 * the years before it.
 *
 * A touched month can make a key's first row earlier (it came now), or take it away (a
 * correction). A first row earlier than the year stays what it is. One taken away is looked
 * for in the rows of later years, which are read only then.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "engine/measure/arrivals.h"

enum { FIRST_NEVER_SEEN = 0, KEYS_AT_ONCE = 32 };

bool arrivals_schema(Store *store, Error *error)
{
    return store_run(store,
                     "CREATE TABLE IF NOT EXISTS arrival_series (id INTEGER PRIMARY KEY,"
                     " indicator TEXT NOT NULL, unit TEXT NOT NULL,"
                     " UNIQUE (indicator, unit));"
                     "CREATE TABLE IF NOT EXISTS key_firsts (series INTEGER NOT NULL,"
                     " key TEXT NOT NULL, first INTEGER NOT NULL,"
                     " PRIMARY KEY (series, key)) WITHOUT ROWID;"
                     "CREATE TABLE IF NOT EXISTS arrival_months (series INTEGER NOT NULL,"
                     " month INTEGER NOT NULL, target_group INTEGER NOT NULL,"
                     " n INTEGER NOT NULL, PRIMARY KEY (series, month, target_group))"
                     " WITHOUT ROWID;",
                     error);
}

/* A key that has come, or come elsewhere. */
typedef struct {
    Str key;
    int64_t first;
} Arrived;

static size_t first_group_of(int64_t first)
{
    return (size_t)((first - 1) % 64);
}

bool arrivals_touched(const Arrivals *arrivals, int32_t month, bool removed)
{
    const UnitList *below = &arrivals->tally->work->below[arrivals->unit];
    for (size_t i = 0; i < below->count; i++)
        if (removed ? touches_removed(arrivals->touches, arrivals->tally->work,
                                      arrivals->kind, below->items[i], month)
                    : touches_marked(arrivals->touches, arrivals->tally->work,
                                     arrivals->kind, below->items[i], month))
            return true;
    return false;
}

static bool year_removed(const Arrivals *arrivals)
{
    int32_t january = arrivals->tally->year->year * YEAR_MONTHS;
    for (int32_t month = january; month < january + YEAR_MONTHS; month++)
        if (arrivals_touched(arrivals, month, true))
            return true;
    return false;
}

static bool series_find(Arrivals *arrivals, Error *error)
{
    const Work *work = arrivals->tally->work;
    Str unit = work->workspace->units.items[arrivals->unit].id;
    arrivals->series = 0;
    Statement *find = store_statement(
        work->store, "SELECT id FROM arrival_series WHERE indicator = ?1 AND unit = ?2",
        error);
    Statement *make = store_statement(
        work->store, "INSERT INTO arrival_series (indicator, unit) VALUES (?1, ?2)", error);
    if (!find || !make)
        return false;
    statement_bind_text(find, 1, arrivals->tally->indicator->id);
    statement_bind_text(find, 2, unit);
    while (statement_next(find, error))
        arrivals->series = statement_int(find, 0);
    if (error->kind != ERROR_NONE || arrivals->series)
        return error->kind == ERROR_NONE;
    statement_bind_text(make, 1, arrivals->tally->indicator->id);
    statement_bind_text(make, 2, unit);
    if (!statement_done(make, error))
        return false;
    arrivals->series = store_last_id(work->store);
    return true;
}

static bool kept_find(Arrivals *arrivals, Error *error)
{
    Statement *select = store_statement(
        arrivals->tally->work->store,
        "SELECT EXISTS (SELECT 1 FROM key_firsts WHERE series = ?1)", error);
    arrivals->any_kept = false;
    if (!select)
        return false;
    statement_bind_int(select, 1, arrivals->series);
    while (statement_next(select, error))
        arrivals->any_kept = statement_int(select, 0) != 0;
    return error->kind == ERROR_NONE;
}

static bool month_write(const Arrivals *arrivals, int32_t month, size_t group, int64_t n,
                        Error *error)
{
    touches_mark(arrivals->touches, arrivals->tally->work, arrivals->kind, arrivals->unit,
                 month);
    tally_affect(arrivals->tally, arrivals->unit, month);
    statement_bind_int(arrivals->add, 1, arrivals->series);
    statement_bind_int(arrivals->add, 2, month);
    statement_bind_int(arrivals->add, 3, (int64_t)group);
    statement_bind_int(arrivals->add, 4, n);
    return statement_done(arrivals->add, error);
}

/* A month has so many new keys more or less; its periods are counted, those of later years
 * when their turn comes. The year's own months are added up first. */
static bool month_add(Arrivals *arrivals, int64_t first, int64_t n, Error *error)
{
    int32_t serial = day_month_serial(first_day_of(first));
    int32_t month = serial - arrivals->tally->year->year * YEAR_MONTHS;
    size_t group = first_group_of(first);
    if (month < 0 || month >= YEAR_MONTHS)
        return month_write(arrivals, serial, group, n, error);
    ArrivalMonth *at =
        &arrivals->months[(size_t)month * arrivals->tally->work->groups + group];
    at->n += n;
    at->changed = true;
    return true;
}

static bool months_write(Arrivals *arrivals, Error *error)
{
    size_t groups = arrivals->tally->work->groups;
    for (size_t i = 0; i < YEAR_MONTHS * groups; i++) {
        ArrivalMonth *at = &arrivals->months[i];
        int32_t month = arrivals->tally->year->year * YEAR_MONTHS + (int32_t)(i / groups);
        if (at->changed && !month_write(arrivals, month, i % groups, at->n, error))
            return false;
        *at = (ArrivalMonth){0};
    }
    return true;
}

bool arrivals_put(Arrivals *arrivals, Str key, int64_t before, int64_t first, Error *error)
{
    if (before && !month_add(arrivals, before, -1, error))
        return false;
    if (!first) {
        statement_bind_int(arrivals->remove, 1, arrivals->series);
        statement_bind_slice(arrivals->remove, 2, key);
        return statement_done(arrivals->remove, error);
    }
    statement_bind_int(arrivals->put, 1, arrivals->series);
    statement_bind_slice(arrivals->put, 2, key);
    statement_bind_int(arrivals->put, 3, first);
    return statement_done(arrivals->put, error) && month_add(arrivals, first, 1, error);
}

static bool first_kept(const Arrivals *arrivals, Str key, int64_t *kept, Error *error)
{
    *kept = FIRST_NEVER_SEEN;
    statement_bind_int(arrivals->find, 1, arrivals->series);
    statement_bind_slice(arrivals->find, 2, key);
    while (statement_next(arrivals->find, error))
        *kept = statement_int(arrivals->find, 0);
    return error->kind == ERROR_NONE;
}

static int64_t who_text(uint64_t who)
{
    return (int64_t)(who & (((uint64_t)1 << WHO_TEXT_BITS) - 1));
}

static int arrived_order(const void *left, const void *right)
{
    return str_compare(((const Arrived *)left)->key, ((const Arrived *)right)->key);
}

/* Keys that are numbered as they come are in order already. */
static bool arrived_in_order(const Arrived *arrived, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (arrived_order(&arrived[i - 1], &arrived[i]) > 0)
            return false;
    return true;
}

/* Several keys may have one text where units were merged: the earliest tells. */
static size_t arrived_once(Arrived *arrived, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        Arrived *last = kept ? &arrived[kept - 1] : NULL;
        if (!last || !str_equal(last->key, arrived[i].key))
            arrived[kept++] = arrived[i];
        else if (arrived[i].first < last->first)
            last->first = arrived[i].first;
    }
    return kept;
}

/* The unit's keys seen in a touched month, by their texts: so they go in in order. */
static Arrived *arrived_find(const Arrivals *arrivals, Arena *arena, const Keys *keys,
                             size_t *count)
{
    const Tally *tally = arrivals->tally;
    uint32_t touched = 0;
    size_t capacity = 0, cell = tally_key_cell(tally, 0, arrivals->unit, 0);
    Arrived *arrived = NULL;
    for (int32_t month = MONTHS_BEFORE; month < WINDOW_MONTHS; month++)
        if (arrivals_touched(arrivals, tally->year->start + month, false))
            touched |= 1u << month;
    *count = 0;
    for (size_t at = 0; touched && at < keys->count; at++) {
        const Key *key = &keys->items[at];
        int64_t first = ((const KeyExtra *)(const void *)keys->extra)[at].first;
        if (key->cell != cell || !(key->months & touched) || !first)
            continue;
        arrived = ARENA_GROW(arena, arrived, *count, &capacity);
        arrived[(*count)++] =
            (Arrived){rows_text_of(tally->rows, who_text(key->who)), first};
    }
    if (!arrived_in_order(arrived, *count))
        qsort(arrived, *count, sizeof *arrived, arrived_order);
    *count = arrived_once(arrived, *count);
    return arrived;
}

static bool arrive(Arrivals *arrivals, const Arrived *arrived, Error *error)
{
    int64_t kept;
    if (!first_kept(arrivals, arrived->key, &kept, error))
        return false;
    if (kept && (first_day_of(kept) < arrivals->first_day || kept <= arrived->first))
        return true;
    return arrivals_put(arrivals, arrived->key, kept, arrived->first, error);
}

/* Into a series that has no keys yet: many at a time, since
 * starting a statement costs more than a key does. */
static bool arrive_all_new(Arrivals *arrivals, const Arrived *arrived, size_t count,
                           Error *error)
{
    size_t at = 0;
    for (; at + KEYS_AT_ONCE <= count; at += KEYS_AT_ONCE) {
        int index = 1;
        for (size_t i = at; i < at + KEYS_AT_ONCE; i++) {
            statement_bind_int(arrivals->put_many, index++, arrivals->series);
            statement_bind_slice(arrivals->put_many, index++, arrived[i].key);
            statement_bind_int(arrivals->put_many, index++, arrived[i].first);
            if (!month_add(arrivals, arrived[i].first, 1, error))
                return false;
        }
        if (!statement_done(arrivals->put_many, error))
            return false;
    }
    for (; at < count; at++)
        if (!arrivals_put(arrivals, arrived[at].key, 0, arrived[at].first, error))
            return false;
    return true;
}

static bool arrive_all(Arrivals *arrivals, const Arrived *arrived, size_t count,
                       Error *error)
{
    if (!arrivals->any_kept)
        return arrive_all_new(arrivals, arrived, count, error);
    for (size_t i = 0; i < count; i++)
        if (!arrive(arrivals, &arrived[i], error))
            return false;
    return true;
}

bool arrivals_open(Tally *tally, Touches *touches, size_t kind, Error *error)
{
    Store *store = tally->work->store;
    Arrivals *arrivals = ARENA_NEW(tally->arena, Arrivals);
    *arrivals =
        (Arrivals){.tally = tally,
                   .touches = touches,
                   .kind = kind,
                   .months = ARENA_ARRAY(tally->arena, YEAR_MONTHS * tally->work->groups,
                                         ArrivalMonth),
                   .first_day = day_from(tally->year->year, 1, 1),
                   .last_day = day_from(tally->year->year, 12, 31)};
    arrivals->find = store_statement(
        store, "SELECT first FROM key_firsts WHERE series = ?1 AND key = ?2", error);
    arrivals->put = store_statement(
        store, "INSERT OR REPLACE INTO key_firsts VALUES (?1, ?2, ?3)", error);
    Text many = text_open(tally->arena);
    text_add(&many, STR("INSERT INTO key_firsts VALUES"));
    for (int i = 0; i < KEYS_AT_ONCE; i++)
        text_add(&many, i ? STR(", (?, ?, ?)") : STR(" (?, ?, ?)"));
    arrivals->put_many = store_statement(store, many.ptr, error);
    arrivals->remove = store_statement(
        store, "DELETE FROM key_firsts WHERE series = ?1 AND key = ?2", error);
    arrivals->add = store_statement(
        store,
        "INSERT INTO arrival_months VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET"
        " n = n + excluded.n",
        error);
    tally->arrivals = arrivals;
    return arrivals->find && arrivals->put && arrivals->put_many && arrivals->remove &&
           arrivals->add;
}

bool arrivals_unit(Tally *tally, const Keys *keys, size_t unit, Error *error)
{
    Arrivals *arrivals = tally->arrivals;
    size_t count;
    arrivals->unit = unit;
    if (!tally->indicator->above_units && tally->work->has_parts[unit])
        return true;
    Arena *arena = arena_open();
    Arrived *arrived = arrived_find(arrivals, arena, keys, &count);
    bool removed = year_removed(arrivals);
    bool done = (!count && !removed) ||
                (series_find(arrivals, error) && kept_find(arrivals, error));
    done = done && arrive_all(arrivals, arrived, count, error);
    if (done && removed)
        done = arrivals_replace_gone(arrivals, arena, keys, error);
    done = done && months_write(arrivals, error);
    arena_close(arena);
    return done;
}

static bool count_unit(const Arrivals *arrivals, Error *error)
{
    Tally *tally = arrivals->tally;
    Statement *select = store_statement(
        tally->work->store,
        "SELECT m.month, m.target_group, m.n FROM arrival_series s JOIN arrival_months m"
        " ON m.series = s.id WHERE s.indicator = ?1 AND s.unit = ?2 AND m.month BETWEEN ?3"
        " AND ?4",
        error);
    if (!select)
        return false;
    statement_bind_text(select, 1, tally->indicator->id);
    statement_bind_text(select, 2, tally->work->workspace->units.items[arrivals->unit].id);
    statement_bind_int(select, 3, tally->year->start);
    statement_bind_int(select, 4, tally->year->start + WINDOW_MONTHS - 1);
    while (statement_next(select, error)) {
        int32_t month = (int32_t)statement_int(select, 0);
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

bool arrivals_count(Tally *tally, Error *error)
{
    for (size_t unit = 0; unit < tally->work->units; unit++) {
        tally->arrivals->unit = unit;
        if (!count_unit(tally->arrivals, error))
            return false;
    }
    return true;
}
