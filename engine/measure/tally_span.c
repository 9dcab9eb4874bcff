/* Rows that last are counted in each period they last in. They are few: staff, plans. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/tally.h"

static void count_in(Tally *tally, size_t row, size_t slot, size_t unit, int64_t weight)
{
    const Work *work = tally->work;
    size_t group = rows_group(tally->rows, row), part = tally_part(tally, row);
    int64_t value = tally->seen ? rows_value(tally->rows, row, tally->column) : 0;
    for (size_t g = 0; g < (group ? 2u : 1u); g++)
        for (size_t p = 0; p < (part ? 2u : 1u); p++) {
            size_t at = cell_at(work, p ? part : 0, unit, g ? group : 0, slot);
            if (tally->seen) {
                if (value == ROW_NOTHING)
                    continue;
                size_t seen =
                    keys_place(tally->seen, tally_identity(tally, row, value), at);
                if (tally->seen->items[seen].months)
                    continue;
                tally->seen->items[seen].months = 1;
            }
            tally_add(tally, &tally->cells[SIDE_FITS], at, row, weight);
        }
}

static void span_row(Tally *tally, size_t row)
{
    const UnitList *above = &tally->work->above[rows_unit(tally->rows, row)];
    int64_t from = rows_value(tally->rows, row, tally->from);
    int64_t till = rows_value(tally->rows, row, tally->till);
    if (from == ROW_NOTHING)
        from = period_first_day((Period){PERIOD_MONTH, rows_month(tally->rows, row)});
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        int32_t first, last;
        if (!tally_slot_days(tally->work, &tally->year->slots[slot], &first, &last))
            continue;
        int64_t begin = from > first ? from : first;
        int64_t end = till == ROW_NOTHING || till > last ? last : till;
        int64_t weight = tally->indicator->unweighed ? 1 : end - begin + 1;
        for (size_t i = 0; begin <= end && i < above->count; i++)
            if (tally_counts_in(tally, above->items[i], slot))
                count_in(tally, row, slot, above->items[i], weight);
    }
}

void tally_spans(Tally *tally)
{
    for (size_t row = 0; row < rows_count(tally->rows); row++)
        if (tally_fits(tally, row, false))
            span_row(tally, row);
}
