/* Different keys do not add up: each is counted anew in each period, from the months it was
 * seen in. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/tally.h"

static uint32_t slot_months(const Year *year, const Slot *slot)
{
    uint32_t months = 0;
    for (int32_t month = slot->first; month <= slot->last; month++)
        if (month >= year->start)
            months |= 1u << (month - year->start);
    return months;
}

static int64_t rows_of(const KeyRows *rows, uint32_t months)
{
    int64_t count = 0;
    for (int month = 0; month < WINDOW_MONTHS; month++)
        count += months >> month & 1 ? rows->rows[month] : 0;
    return count;
}

/* A slot that a unit counts in, with its months. */
typedef struct {
    size_t slot;
    uint32_t months;
} Counted;

typedef struct {
    Counted slots[YEAR_SLOTS];
    size_t count;
} CountedUnit;

static CountedUnit *counted_units(const Tally *tally)
{
    const Work *work = tally->work;
    CountedUnit *units = ARENA_ARRAY(tally->arena, work->units, CountedUnit);
    for (size_t unit = 0; unit < work->units; unit++)
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
            if (tally_counts_in(tally, unit, slot))
                units[unit].slots[units[unit].count++] =
                    (Counted){slot, slot_months(tally->year, &tally->year->slots[slot])};
    return units;
}

static int key_side(const Tally *tally, size_t at, uint32_t months)
{
    if (!tally->indicator->of_keys)
        return SIDE_FITS;
    int64_t rows = rows_of((const KeyRows *)(void *)tally->seen->extra + at, months);
    bool fits = rows >= tally->indicator->rows_least && rows <= tally->indicator->rows_most;
    return fits ? SIDE_FITS : SIDE_OTHERS;
}

static void count_key(Tally *tally, size_t at, const CountedUnit *units)
{
    const Work *work = tally->work;
    size_t cell = tally->seen->items[at].cell - 1, group = cell % work->groups;
    size_t unit = cell / work->groups % work->units;
    size_t part = cell / work->groups / work->units;
    uint32_t seen = tally->seen->items[at].months;
    size_t first = cell_at(work, part, unit, group, 0);
    for (size_t i = 0; i < units[unit].count; i++) {
        const Counted *counted = &units[unit].slots[i];
        if (seen & counted->months)
            tally->cells[key_side(tally, at, counted->months)]
                .counts[first + counted->slot]
                .n++;
    }
}

void tally_keys(Tally *tally)
{
    const CountedUnit *units = counted_units(tally);
    for (size_t at = 0; at < tally->seen->size; at++)
        if (tally->seen->items[at].cell)
            count_key(tally, at, units);
}
