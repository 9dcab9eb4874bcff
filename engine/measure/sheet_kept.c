/* Cells of a year that are kept and were not counted anew. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/work.h"

bool sheet_is_kept(const Work *work, const Year *year, size_t unit, size_t slot)
{
    return !year->affected[unit * YEAR_SLOTS + slot] ||
           year->slots[slot].first < work->frozen;
}

static size_t slot_at(const Year *year, int kind, int32_t month)
{
    size_t slot = 0;
    while (slot < YEAR_SLOTS &&
           (year->slots[slot].kind != kind || year->slots[slot].month != month))
        slot++;
    return slot;
}

static size_t part_at(const Sheet *sheet, Str id)
{
    size_t count;
    const CategoryValue *values = indicator_parts(sheet->indicator, &count);
    if (!id.len)
        return 0;
    for (size_t i = 0; i < count && i + 1 < sheet->parts; i++)
        if (str_equal(values[i].id, id))
            return i + 1;
    return SIZE_MAX;
}

/* Part, unit and group of a row's series; false: the settings do not know it. */
static bool series_of_row(const Work *work, const Sheet *sheet, const Statement *row,
                          size_t at[3])
{
    at[0] = part_at(sheet, statement_text(row, 0));
    at[1] = work_unit(work, statement_text(row, 1));
    at[2] = work_group(work, statement_text(row, 2));
    return at[0] != SIZE_MAX && at[1] != SIZE_MAX && at[2] != SIZE_MAX;
}

static Statement *select_cells(Work *work, const Sheet *sheet, int32_t first, int32_t last,
                               const char *sql, Error *error)
{
    Statement *select = store_statement(work->store, sql, error);
    if (select) {
        statement_bind_text(select, 1, sheet->indicator->id);
        statement_bind_int(select, 2, first);
        statement_bind_int(select, 3, last);
    }
    return select;
}

bool sheet_read_kept(Work *work, const Year *year, Sheet *sheet, Error *error)
{
    int32_t january = year->year * YEAR_MONTHS;
    Statement *select = select_cells(
        work, sheet, january, january + YEAR_MONTHS - 1,
        "SELECT s.part, s.unit, s.target_group, c.period_kind, c.month, c.state,"
        " c.protected, c.n, c.numerator, c.denominator, c.over_numerator,"
        " c.over_denominator, c.people, c.delivered, c.expected, c.year"
        " FROM series s CROSS JOIN cells c ON c.series = s.id"
        " AND c.period_kind IN (0, 1, 2, 3, 4, 5, 6) AND c.month BETWEEN ?2 AND ?3"
        " WHERE s.indicator = ?1",
        error);
    while (select && statement_next(select, error)) {
        size_t of[3], slot = slot_at(year, (int)statement_int(select, 3),
                                     (int32_t)statement_int(select, 4));
        if (slot == YEAR_SLOTS || !series_of_row(work, sheet, select, of) ||
            !sheet_is_kept(work, year, of[1], slot))
            continue;
        size_t at = cell_at(work, of[0], of[1], of[2], slot);
        sheet->cells[at] = cell_of_row(select, 5);
        sheet->there[at] = true;
    }
    return error->kind == ERROR_NONE;
}

bool sheet_read_before(Work *work, const Year *year, const Sheet *sheet, bool *before,
                       Error *error)
{
    Statement *select = select_cells(
        work, sheet, year->start, year->start + MONTHS_BEFORE - 1,
        "SELECT s.part, s.unit, s.target_group FROM series s CROSS JOIN cells c"
        " ON c.series = s.id AND c.period_kind = ?4 AND c.month BETWEEN ?2 AND ?3"
        " AND c.protected <> 0 WHERE s.indicator = ?1",
        error);
    if (select)
        statement_bind_int(select, 4, sheet->indicator->public_by);
    while (select && statement_next(select, error)) {
        size_t of[3];
        if (series_of_row(work, sheet, select, of))
            before[cell_at(work, of[0], of[1], of[2], 0) / YEAR_SLOTS] = true;
    }
    return error->kind == ERROR_NONE;
}

bool sheet_write_mark(Work *work, const Year *year, const Sheet *sheet, size_t at,
                      Error *error)
{
    size_t count, slot = at % YEAR_SLOTS, group = at / YEAR_SLOTS % work->groups;
    size_t unit = at / YEAR_SLOTS / work->groups % work->units;
    size_t part = at / YEAR_SLOTS / work->groups / work->units;
    const CategoryValue *values = indicator_parts(sheet->indicator, &count);
    Statement *update = store_statement(
        work->store,
        "UPDATE cells SET protected = ?1 WHERE series = (SELECT id FROM series WHERE"
        " indicator = ?2 AND part = ?3 AND unit = ?4 AND target_group = ?5)"
        " AND period_kind = ?6 AND month = ?7",
        error);
    if (!update)
        return false;
    statement_bind_int(update, 1, sheet->cells[at].protected_);
    statement_bind_text(update, 2, sheet->indicator->id);
    statement_bind_text(update, 3, part ? values[part - 1].id : STR(""));
    statement_bind_text(update, 4, work->workspace->units.items[unit].id);
    statement_bind_text(update, 5,
                        group ? work->workspace->groups[group - 1].id : STR("all"));
    statement_bind_int(update, 6, year->slots[slot].kind);
    statement_bind_int(update, 7, year->slots[slot].month);
    return statement_done(update, error);
}
