/* A ratio is made from the cells of its two sides, which are written before it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/work.h"

#include "engine/disclose/protect.h"

bool side_read(Work *work, const Year *year, Str indicator, Str part, size_t unit,
               size_t group, Side *side, Error *error)
{
    Statement *select = store_statement(
        work->store,
        "SELECT c.period_kind, c.month, " CELL_COLUMNS
        " FROM series s JOIN cells c ON c.series = s.id WHERE s.indicator = ?1 AND "
        "s.part = ?2 AND s.unit = ?3 AND s.target_group = ?4 AND c.period_kind "
        "IN (0, 1, 2, 3, 4, 5, 6) AND c.month BETWEEN ?5 AND ?6",
        error);
    if (!select)
        return false;
    const Workspace *workspace = work->workspace;
    statement_bind_text(select, 1, indicator);
    statement_bind_text(select, 2, part);
    statement_bind_text(select, 3, workspace->units.items[unit].id);
    statement_bind_text(select, 4, group ? workspace->groups[group - 1].id : STR("all"));
    statement_bind_int(select, 5, year->year * YEAR_MONTHS);
    statement_bind_int(select, 6, year->year * YEAR_MONTHS + YEAR_MONTHS - 1);
    *side = (Side){.there = {false}};
    while (statement_next(select, error)) {
        int kind = (int)statement_int(select, 0);
        int32_t month = (int32_t)statement_int(select, 1);
        size_t slot = 0;
        while (slot < YEAR_SLOTS &&
               (year->slots[slot].kind != kind || year->slots[slot].month != month))
            slot++;
        if (slot < YEAR_SLOTS) {
            side->cells[slot] = cell_of_row(select, 2);
            side->there[slot] = true;
        }
    }
    return error->kind == ERROR_NONE;
}

static Cell ratio_cell(const Indicator *indicator, const Cell *of, const Cell *over)
{
    Cell cell = {.n = of->n,
                 .value = AMOUNT_WHOLE(0),
                 .has_denominator = true,
                 .denominator = amount_scale(over->value, 1, indicator->one_in),
                 .people = over->people,
                 .delivered = of->delivered,
                 .expected = of->expected,
                 .year = of->year ? of->year : over->year};
    bool whole = of->state == CELL_OK && over->state == CELL_OK;
    cell.state = whole ? CELL_OK : CELL_PRELIMINARY;
    if (over->value.numerator <= 0 || of->state == CELL_NOT_APPLICABLE)
        cell.state = CELL_NOT_APPLICABLE;
    else
        cell.value = amount_scale(
            amount_scale(of->value, over->value.denominator, over->value.numerator),
            indicator->per * indicator->one_in, 1);
    bool side_protected = of->protected_ || over->protected_;
    cell.protected_ = protect_ratio(indicator->protects, side_protected, over->people);
    return cell;
}

/* A kept cell follows its sides, of which one may be hidden now for another's sake. */
static bool put_cell(Work *work, const Year *year, Sheet *sheet, size_t at, size_t unit,
                     Cell cell, Error *error)
{
    Cell *kept = &sheet->cells[at];
    if (!sheet_is_kept(work, year, unit, at % YEAR_SLOTS)) {
        *kept = cell;
        sheet->there[at] = true;
        return true;
    }
    bool frozen = year->slots[at % YEAR_SLOTS].first < work->frozen;
    if (!sheet->there[at] || kept->protected_ == cell.protected_ || frozen)
        return true;
    kept->protected_ = cell.protected_;
    return sheet_write_mark(work, year, sheet, at, error);
}

bool ratio_fill(Work *work, const Year *year, const Indicator *indicator, Sheet *sheet,
                Error *error)
{
    if (!work->fresh && !sheet_read_kept(work, year, sheet, error))
        return false;
    for (size_t unit = 0; unit < work->units; unit++)
        for (size_t group = 0; group < work->groups; group++) {
            Side of, over;
            if (!side_read(work, year, indicator->of, STR(""), unit, group, &of, error) ||
                !side_read(work, year, indicator->over, STR(""), unit, group, &over, error))
                return false;
            for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
                if (of.there[slot] && over.there[slot] &&
                    !put_cell(work, year, sheet, cell_at(work, 0, unit, group, slot), unit,
                              ratio_cell(indicator, &of.cells[slot], &over.cells[slot]),
                              error))
                    return false;
        }
    return true;
}
