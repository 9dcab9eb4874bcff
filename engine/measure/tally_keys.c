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

static void count_key(Tally *tally, size_t at, size_t slot, uint32_t months)
{
    const Key *key = &tally->seen->items[at];
    const Work *work = tally->work;
    size_t cell = key->cell - 1, group = cell % work->groups;
    size_t unit = cell / work->groups % work->units;
    size_t part = cell / work->groups / work->units;
    if (!(key->months & months) || !tally_counts_in(tally, unit, slot))
        return;
    int side = SIDE_FITS;
    if (tally->indicator->of_keys) {
        int64_t rows = rows_of((const KeyRows *)(void *)tally->seen->extra + at, months);
        bool fits =
            rows >= tally->indicator->rows_least && rows <= tally->indicator->rows_most;
        side = fits ? SIDE_FITS : SIDE_OTHERS;
    }
    tally->cells[side].counts[cell_at(work, part, unit, group, slot)].n++;
}

void tally_keys(Tally *tally)
{
    uint32_t months[YEAR_SLOTS];
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
        months[slot] = slot_months(tally->year, &tally->year->slots[slot]);
    for (size_t at = 0; at < tally->seen->size; at++)
        for (size_t slot = 0; slot < YEAR_SLOTS && tally->seen->items[at].cell; slot++)
            count_key(tally, at, slot, months[slot]);
}
