/* Rows of a day: a unit and month at a time. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/tally.h"

#include <string.h>

size_t tally_key_cell(const Tally *tally, size_t part, size_t unit, size_t group)
{
    return (part * tally->work->units + unit) * tally->work->groups + group;
}

static void count_row(Tally *tally, size_t row, size_t month, size_t part, size_t group)
{
    int side = tally->indicator->kind == MEASURE_SHARE && !tally_fits(tally, row, true)
                   ? SIDE_OTHERS
                   : SIDE_FITS;
    for (size_t g = 0; g < (group ? 2u : 1u); g++)
        for (size_t p = 0; p < (part ? 2u : 1u); p++)
            tally_add(tally, &tally->months[side],
                      tally_month_at(tally, p ? part : 0, g ? group : 0, month), row, 1);
}

static void see_key(Tally *tally, uint64_t who, size_t cell, size_t month, int64_t first)
{
    Keys *keys = tally->seen;
    size_t at = keys_place(keys, who, cell);
    keys->items[at].months |= 1u << month;
    if (tally->indicator->of_keys) {
        KeyRows *rows = (KeyRows *)(void *)keys->extra + at;
        if (rows->rows[month] < UINT16_MAX)
            rows->rows[month]++;
    } else if (tally->indicator->fresh && month >= MONTHS_BEFORE) {
        KeyFirst *kept = (KeyFirst *)(void *)keys->extra + at;
        kept->first = kept->first && kept->first <= first ? kept->first : first;
    }
}

/* Keys that units give out themselves say nothing above the unit, nor of who is new after
 * several became one. */
static bool sees(const Tally *tally, size_t own, size_t unit)
{
    const Work *work = tally->work;
    if (tally->indicator->above_units || unit == own)
        return true;
    return !work->has_parts[unit] &&
           !(tally->indicator->fresh && work->below[unit].count > 2);
}

static void see_row(Tally *tally, size_t row, size_t month, size_t part, size_t group)
{
    const Work *work = tally->work;
    int64_t value = rows_value(tally->rows, row, tally->column);
    if (value == ROW_NOTHING)
        return;
    uint64_t who = tally_identity(tally, row, value);
    size_t own = rows_unit(tally->rows, row);
    const UnitList *above = &work->above[own];
    int64_t first = (int64_t)rows_day(tally->rows, row) * 64 + (int64_t)group + 1;
    for (size_t i = 0; i < above->count; i++) {
        size_t unit = above->items[i];
        if (!sees(tally, own, unit))
            continue;
        if (tally->indicator->fresh) { /* one first row, whatever its group */
            see_key(tally, who, tally_key_cell(tally, 0, unit, 0), month, first);
            continue;
        }
        for (size_t g = 0; g < (group ? 2u : 1u); g++)
            for (size_t p = 0; p < (part ? 2u : 1u); p++)
                see_key(tally, who,
                        tally_key_cell(tally, p ? part : 0, unit, g ? group : 0), month, 0);
    }
}

void tally_month(Tally *tally)
{
    if (!rows_count(tally->rows))
        return;
    size_t month = (size_t)(rows_month(tally->rows, 0) - tally->year->start);
    for (size_t row = 0; row < rows_count(tally->rows); row++) {
        if (!tally_fits(tally, row, false))
            continue;
        size_t group = rows_group(tally->rows, row), part = tally_part(tally, row);
        if (tally->seen)
            see_row(tally, row, month, part, group);
        if (tally->counts_rows && !tally->indicator->fresh)
            count_row(tally, row, month, part, group);
    }
}

void tally_unit(Tally *tally, size_t unit)
{
    if (!tally->counts_rows)
        return;
    size_t size = tally->parts * tally->work->groups * WINDOW_MONTHS;
    for (size_t month = 0; month < WINDOW_MONTHS; month++)
        for (int side = 0; side < SIDES && tally->months[side].counts; side++) {
            const Count *all =
                &tally->months[side].counts[tally_month_at(tally, 0, 0, month)];
            if (all->n || all->plain) {
                tally_add_up(tally, unit, month);
                break;
            }
        }
    for (int side = 0; side < SIDES && tally->months[side].counts; side++)
        memset(tally->months[side].counts, 0, size * sizeof(Count));
}
