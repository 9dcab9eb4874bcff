/* Different keys do not add up: each is counted anew in each period, from the months it was
 * seen in. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/tally.h"

#include <assert.h>

/* A slot that a unit counts in, with its months. */
typedef struct {
    size_t slot, from, to; /* months of the window, `to` is behind the last */
} Counted;

typedef struct {
    Counted slots[YEAR_SLOTS];
    size_t count;
    uint64_t of_month[WINDOW_MONTHS]; /* which of slots hold it, a bit for each */
} CountedUnit;

static_assert(YEAR_SLOTS <= 64, "a slot has a bit");

static Counted counted_slot(const Year *year, size_t slot)
{
    const Slot *at = &year->slots[slot];
    int32_t from = at->first > year->start ? at->first - year->start : 0;
    int32_t to = at->last - year->start + 1;
    return (Counted){slot, (size_t)from, (size_t)to};
}

static void counted_add(CountedUnit *unit, Counted counted)
{
    for (size_t month = counted.from; month < counted.to; month++)
        unit->of_month[month] |= UINT64_C(1) << unit->count;
    unit->slots[unit->count++] = counted;
}

/* The slots in which a key of these months was seen, a bit for each. */
static uint64_t slots_seen(const CountedUnit *unit, uint32_t months)
{
    uint64_t seen = 0;
    for (; months; months &= months - 1)
        seen |= unit->of_month[__builtin_ctz(months)];
    return seen;
}

static CountedUnit *counted_units(const Tally *tally, Arena *arena)
{
    const Work *work = tally->work;
    CountedUnit *units = ARENA_ARRAY(arena, work->units, CountedUnit);
    for (size_t unit = 0; unit < work->units; unit++)
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
            if (tally_counts_in(tally, unit, slot))
                counted_add(&units[unit], counted_slot(tally->year, slot));
    return units;
}

static size_t key_unit(const Tally *tally, const Key *key)
{
    return key->cell / tally->work->groups % tally->work->units;
}

/* The counts of a cell, by slot. */
static Count *cell_counts(Tally *tally, int side, uint32_t cell)
{
    return &tally->cells[side].counts[(size_t)cell * YEAR_SLOTS];
}

/* Many keys were seen in the same months of the same cell: they are counted together. */
static void count_alike(Tally *tally, Arena *scratch, const Keys *keys,
                        const CountedUnit *units)
{
    Keys *alike = keys_open(scratch, sizeof(int64_t));
    for (size_t at = 0; at < keys->count; at++) {
        size_t place = keys_place(alike, keys->items[at].months, keys->items[at].cell);
        ((int64_t *)(void *)alike->extra)[place]++;
    }
    for (size_t at = 0; at < alike->count; at++) {
        const Key *key = &alike->items[at];
        const CountedUnit *unit = &units[key_unit(tally, key)];
        Count *counts = cell_counts(tally, SIDE_FITS, key->cell);
        for (uint64_t seen = slots_seen(unit, (uint32_t)key->who); seen; seen &= seen - 1)
            counts[unit->slots[__builtin_ctzll(seen)].slot].n +=
                ((int64_t *)(void *)alike->extra)[at];
    }
}

/* Those with so many rows in the period, and the others that have any. */
static void count_rows(Tally *tally, const Keys *keys, const CountedUnit *units)
{
    const Indicator *indicator = tally->indicator;
    for (size_t at = 0; at < keys->count; at++) {
        const Key *key = &keys->items[at];
        const KeyExtra *extra = (const KeyExtra *)(const void *)keys->extra + at;
        const CountedUnit *unit = &units[key_unit(tally, key)];
        Count *counts[SIDES] = {cell_counts(tally, SIDE_FITS, key->cell),
                                cell_counts(tally, SIDE_OTHERS, key->cell)};
        int64_t until[WINDOW_MONTHS + 1] = {0};
        for (size_t month = 0; month < WINDOW_MONTHS; month++)
            until[month + 1] = until[month] + extra->rows[month];
        for (uint64_t seen = slots_seen(unit, key->months); seen; seen &= seen - 1) {
            const Counted *counted = &unit->slots[__builtin_ctzll(seen)];
            int64_t rows = until[counted->to] - until[counted->from];
            bool fits = rows >= indicator->rows_least && rows <= indicator->rows_most;
            counts[fits ? SIDE_FITS : SIDE_OTHERS][counted->slot].n++;
        }
    }
}

static void count_keys(Tally *tally, const Keys *keys)
{
    Arena *scratch = arena_open();
    const CountedUnit *units = counted_units(tally, scratch);
    if (tally->indicator->of_keys)
        count_rows(tally, keys, units);
    else
        count_alike(tally, scratch, keys, units);
    arena_close(scratch);
}

size_t tally_key_cell(const Tally *tally, size_t part, size_t unit, size_t group)
{
    return (part * tally->work->units + unit) * tally->work->groups + group;
}

/* The same column of the same rows, in the same cells. */
static bool alike(const Tally *a, const Tally *b)
{
    const Indicator *one = a->indicator, *other = b->indicator;
    return a->column == b->column && a->by == b->by && !one->where_count &&
           !other->where_count && one->protects == other->protects &&
           one->above_units == other->above_units;
}

static void group_add(Arena *arena, KeyGroup *group, Tally *tally, size_t most)
{
    if (!group->count)
        group->members = ARENA_ARRAY(arena, most, Tally *);
    group->members[group->count++] = tally;
    group->extra = group->extra || tally->indicator->of_keys || tally->indicator->fresh;
}

KeyGroup *key_groups(Arena *arena, Tally **tallies, size_t count, size_t *groups)
{
    KeyGroup *made = ARENA_ARRAY(arena, count, KeyGroup);
    *groups = 0;
    for (size_t i = 0; i < count; i++) {
        if (!tallies[i]->of_keys)
            continue;
        size_t at = 0;
        while (at < *groups && !alike(made[at].members[0], tallies[i]))
            at++;
        *groups += at == *groups;
        group_add(arena, &made[at], tallies[i], count);
    }
    for (size_t i = 0; i < *groups; i++) {
        made[i].own = keys_open(arena, made[i].extra ? sizeof(KeyExtra) : 0);
        made[i].shared = keys_open(arena, made[i].extra ? sizeof(KeyExtra) : 0);
    }
    return made;
}

/* Keys that units give out themselves say nothing above the unit. */
static bool sees(const Tally *tally, size_t own, size_t unit)
{
    return tally->indicator->above_units || unit == own || !tally->work->has_parts[unit];
}

/* Does the unit alone count its rows' keys, and no others? */
static bool counts_alone(const Tally *tally, size_t unit)
{
    const UnitList *above = &tally->work->above[unit];
    size_t seen = 0;
    for (size_t i = 0; i < above->count; i++)
        seen += sees(tally, unit, above->items[i]);
    return seen == 1 && tally->work->below[unit].count == 1;
}

static void see_key(Keys *keys, uint64_t who, size_t cell, size_t month, int64_t first)
{
    size_t at = keys_place(keys, who, cell);
    keys->items[at].months |= 1u << month;
    if (!keys->width)
        return;
    KeyExtra *extra = (KeyExtra *)(void *)keys->extra + at;
    if (extra->rows[month] < UINT16_MAX)
        extra->rows[month]++;
    if (month >= MONTHS_BEFORE && (!extra->first || first < extra->first))
        extra->first = first;
}

static void see_row(const KeyGroup *keys, Keys *into, size_t row, size_t month)
{
    const Tally *tally = keys->members[0];
    int64_t value = rows_value(tally->rows, row, tally->column);
    if (value == ROW_NOTHING)
        return;
    uint64_t who = tally_identity(tally, row, value);
    size_t own = rows_unit(tally->rows, row), part = tally_part(tally, row);
    size_t group = rows_group(tally->rows, row);
    const UnitList *above = &tally->work->above[own];
    int64_t first = key_first(rows_day(tally->rows, row), group);
    for (size_t i = 0; i < above->count; i++)
        for (size_t g = 0; sees(tally, own, above->items[i]) && g < (group ? 2u : 1u); g++)
            for (size_t p = 0; p < (part ? 2u : 1u); p++)
                see_key(into, who,
                        tally_key_cell(tally, p ? part : 0, above->items[i], g ? group : 0),
                        month, first);
}

void keys_month(KeyGroup *group)
{
    const Tally *tally = group->members[0];
    if (!rows_count(tally->rows))
        return;
    size_t month = (size_t)(rows_month(tally->rows, 0) - tally->year->start);
    Keys *into =
        counts_alone(tally, rows_unit(tally->rows, 0)) ? group->own : group->shared;
    for (size_t row = 0; row < rows_count(tally->rows); row++)
        if (tally_fits(tally, row, false))
            see_row(group, into, row, month);
}

static bool take_keys(KeyGroup *group, const Keys *keys, size_t from, size_t to,
                      Error *error)
{
    for (size_t i = 0; i < group->count; i++) {
        Tally *tally = group->members[i];
        if (!tally->arrivals)
            count_keys(tally, keys);
        for (size_t unit = from; tally->arrivals && unit < to; unit++)
            if (!arrivals_unit(tally, keys, unit, error))
                return false;
    }
    return true;
}

bool keys_unit(KeyGroup *group, size_t unit, Error *error)
{
    if (!counts_alone(group->members[0], unit))
        return true;
    bool done = take_keys(group, group->own, unit, unit + 1, error);
    keys_clear(group->own);
    return done;
}

bool keys_end(KeyGroup *group, Error *error)
{
    const Tally *tally = group->members[0];
    bool done = take_keys(group, group->shared, 0, 0, error);
    for (size_t unit = 0; done && unit < tally->work->units; unit++)
        for (size_t i = 0; done && i < group->count; i++)
            if (group->members[i]->arrivals && !counts_alone(tally, unit))
                done = arrivals_unit(group->members[i], group->shared, unit, error);
    return done;
}
