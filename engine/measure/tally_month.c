/* Rows of a day: a unit and month at a time. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/tally.h"

#include <string.h>

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

void tally_month(Tally *tally)
{
    if (!rows_count(tally->rows) || !tally->counts_rows)
        return;
    size_t month = (size_t)(rows_month(tally->rows, 0) - tally->year->start);
    for (size_t row = 0; row < rows_count(tally->rows); row++) {
        if (!tally_fits(tally, row, false))
            continue;
        count_row(tally, row, month, tally_part(tally, row), rows_group(tally->rows, row));
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
