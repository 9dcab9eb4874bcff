/* How many of some sets of other indicators are offered: those of which any is above zero
 * in the period. A unit above adds up those below, so that its parts say how many offer
 * each. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/work.h"

#include <string.h>

/* Of one set and unit, by slot. */
typedef struct {
    int64_t offered[YEAR_SLOTS]; /* units that do */
    int64_t asked[YEAR_SLOTS];   /* units of which it is known */
    int32_t delivered[YEAR_SLOTS], expected[YEAR_SLOTS];
} Offer;

static bool add_member(Work *work, const Year *year, Str name, size_t unit, size_t group,
                       Offer *offer, bool *above_zero, Error *error)
{
    Str part;
    Side side;
    const Indicator *member = indicators_resolve(&work->workspace->indicators, name, &part);
    if (!side_read(work, year, member->id, part, unit, group, &side, error))
        return false;
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        if (!side.there[slot])
            continue;
        const Cell *cell = &side.cells[slot];
        above_zero[slot] = above_zero[slot] || cell->value.numerator > 0;
        offer->asked[slot] = 1;
        /* of several kinds of records the one best told */
        if (cell->delivered >= offer->delivered[slot]) {
            offer->delivered[slot] = cell->delivered;
            offer->expected[slot] = cell->expected;
        }
    }
    return true;
}

static bool add_unit(Work *work, const Year *year, const OfferedSet *set, size_t unit,
                     size_t whole, size_t group, Offer *sum, Error *error)
{
    Offer own = {0};
    bool above_zero[YEAR_SLOTS] = {false};
    for (size_t i = 0; i < set->any_count; i++)
        if (!add_member(work, year, set->any[i], unit, group, &own, above_zero, error))
            return false;
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        if (unit != whole && !unit_counts_for(work, unit, whole, &year->slots[slot]))
            continue;
        sum->offered[slot] += above_zero[slot];
        sum->asked[slot] += own.asked[slot];
        sum->delivered[slot] += own.delivered[slot];
        sum->expected[slot] += own.expected[slot];
    }
    return true;
}

/* The unit itself, or those at the bottom below it. */
static bool offer_of(Work *work, const Year *year, const OfferedSet *set, size_t unit,
                     size_t group, Offer *offer, Error *error)
{
    memset(offer, 0, sizeof *offer);
    if (!work->has_parts[unit])
        return add_unit(work, year, set, unit, unit, group, offer, error);
    for (size_t i = 0; i < work->below[unit].count; i++) {
        size_t below = work->below[unit].items[i];
        if (!work->has_parts[below] &&
            !add_unit(work, year, set, below, unit, group, offer, error))
            return false;
    }
    return true;
}

static Cell cell_of(int64_t offered, int64_t asked, int32_t delivered, int32_t expected)
{
    return (Cell){.state = delivered < expected ? CELL_PRELIMINARY : CELL_OK,
                  .n = offered,
                  .value = AMOUNT_WHOLE(offered),
                  .has_denominator = true,
                  .denominator = AMOUNT_WHOLE(asked),
                  .delivered = delivered,
                  .expected = expected};
}

static void fill(const Work *work, const Year *year, Sheet *sheet, const Offer *offers,
                 size_t unit, size_t group, size_t slot)
{
    int64_t offered = 0, asked = 0;
    int32_t delivered = 0, expected = 0;
    if (!year->affected[unit * YEAR_SLOTS + slot])
        return;
    for (size_t part = 1; part < sheet->parts; part++) {
        const Offer *offer = &offers[part - 1];
        size_t at = cell_at(work, part, unit, group, slot);
        if (!offer->asked[slot])
            continue;
        sheet->cells[at] = cell_of(offer->offered[slot], offer->asked[slot],
                                   offer->delivered[slot], offer->expected[slot]);
        sheet->there[at] = true;
        offered += offer->offered[slot];
        asked += offer->asked[slot];
        delivered = offer->delivered[slot] > delivered ? offer->delivered[slot] : delivered;
        expected = offer->expected[slot] > expected ? offer->expected[slot] : expected;
    }
    size_t whole = cell_at(work, 0, unit, group, slot);
    sheet->cells[whole] = cell_of(offered, asked, delivered, expected);
    sheet->there[whole] = asked > 0;
}

static bool unit_affected(const Year *year, size_t unit)
{
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
        if (year->affected[unit * YEAR_SLOTS + slot])
            return true;
    return false;
}

bool offered_fill(Work *work, const Year *year, const Indicator *indicator, Sheet *sheet,
                  Error *error)
{
    Arena *scratch = arena_open();
    Offer *offers = ARENA_ARRAY(scratch, indicator->set_count, Offer);
    bool done = true;
    for (size_t unit = 0; done && unit < work->units; unit++) {
        if (!unit_affected(year, unit))
            continue;
        for (size_t group = 0; done && group < work->groups; group++) {
            for (size_t set = 0; done && set < indicator->set_count; set++)
                done = offer_of(work, year, &indicator->sets[set], unit, group,
                                &offers[set], error);
            for (size_t slot = 0; done && slot < YEAR_SLOTS; slot++)
                fill(work, year, sheet, offers, unit, group, slot);
        }
    }
    arena_close(scratch);
    return done;
}
