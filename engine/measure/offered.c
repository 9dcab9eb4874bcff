/* How many of some sets of other indicators are offered: those of which any is above zero
 * in the period. A unit above adds up those below, so that its parts say how many offer
 * each. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/work.h"

/* Of one set and unit, by slot. */
typedef struct {
    int64_t offered[YEAR_SLOTS]; /* units that do */
    int64_t asked[YEAR_SLOTS];   /* units of which it is known */
    int32_t delivered[YEAR_SLOTS], expected[YEAR_SLOTS];
} Offer;

/* What each unit offers itself, read once for all the units above it. */
typedef struct {
    Work *work;
    const Year *year;
    const Indicator *indicator;
    Offer *own; /* (unit * groups + group) * set_count + set */
    bool *read; /* unit * groups + group */
} Offers;

static bool add_member(const Offers *offers, Str name, size_t unit, size_t group,
                       Offer *offer, Error *error)
{
    Str part;
    Side side;
    const Indicators *all = &offers->work->workspace->indicators;
    const Indicator *member = indicators_resolve(all, name, &part);
    if (!side_read(offers->work, offers->year, member->id, part, unit, group, &side, error))
        return false;
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        if (!side.there[slot])
            continue;
        const Cell *cell = &side.cells[slot];
        offer->offered[slot] = offer->offered[slot] || cell->value.numerator > 0;
        offer->asked[slot] = 1;
        /* of several kinds of records the one best told */
        if (cell->delivered >= offer->delivered[slot]) {
            offer->delivered[slot] = cell->delivered;
            offer->expected[slot] = cell->expected;
        }
    }
    return true;
}

/* A unit's own offers, one for each set; NULL on failure. */
static const Offer *own_offers(const Offers *offers, size_t unit, size_t group,
                               Error *error)
{
    size_t at = unit * offers->work->groups + group, sets = offers->indicator->set_count;
    Offer *own = &offers->own[at * sets];
    for (size_t i = 0; !offers->read[at] && i < sets; i++) {
        const OfferedSet *set = &offers->indicator->sets[i];
        for (size_t j = 0; j < set->any_count; j++)
            if (!add_member(offers, set->any[j], unit, group, &own[i], error))
                return NULL;
    }
    offers->read[at] = true;
    return own;
}

static void add_offer(const Offer *own, const bool *counts, Offer *sum)
{
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        if (!counts[slot])
            continue;
        sum->offered[slot] += own->offered[slot];
        sum->asked[slot] += own->asked[slot];
        sum->delivered[slot] += own->delivered[slot];
        sum->expected[slot] += own->expected[slot];
    }
}

/* Adds to the sums, (group * set_count + set), what a unit offers in the slots in which it
 * counts. */
static bool add_unit(const Offers *offers, size_t unit, const bool *counts, Offer *sums,
                     Error *error)
{
    size_t sets = offers->indicator->set_count;
    for (size_t group = 0; group < offers->work->groups; group++) {
        const Offer *own = own_offers(offers, unit, group, error);
        if (!own)
            return false;
        for (size_t set = 0; set < sets; set++)
            add_offer(&own[set], counts, &sums[group * sets + set]);
    }
    return true;
}

/* The unit itself, or those at the bottom below it. */
static bool offers_of(const Offers *offers, size_t unit, Offer *sums, Error *error)
{
    const Work *work = offers->work;
    const UnitList *below = &work->below[unit];
    bool counts[YEAR_SLOTS];
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
        counts[slot] = true;
    if (!work->has_parts[unit])
        return add_unit(offers, unit, counts, sums, error);
    for (size_t i = 0; i < below->count; i++) {
        if (work->has_parts[below->items[i]])
            continue;
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
            counts[slot] =
                unit_counts_for(work, below->items[i], unit, &offers->year->slots[slot]);
        if (!add_unit(offers, below->items[i], counts, sums, error))
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
    size_t sets = indicator->set_count, series = work->units * work->groups;
    Offers offers = {.work = work,
                     .year = year,
                     .indicator = indicator,
                     .own = ARENA_ARRAY(scratch, series * sets, Offer),
                     .read = ARENA_ARRAY(scratch, series, bool)};
    bool done = true;
    for (size_t unit = 0; done && unit < work->units; unit++) {
        if (!unit_affected(year, unit))
            continue;
        ArenaMark mark = arena_mark(scratch);
        Offer *sums = ARENA_ARRAY(scratch, work->groups * sets, Offer);
        done = offers_of(&offers, unit, sums, error);
        for (size_t group = 0; done && group < work->groups; group++)
            for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
                fill(work, year, sheet, &sums[group * sets], unit, group, slot);
        arena_rewind(scratch, mark);
    }
    arena_close(scratch);
    return done;
}
