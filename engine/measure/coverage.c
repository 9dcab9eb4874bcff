/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/coverage.h"

void year_slots(int year, Slot slots[YEAR_SLOTS])
{
    size_t count = 0;
    int32_t january = year * YEAR_MONTHS, december = january + YEAR_MONTHS - 1;
    for (int kind = PERIOD_MONTH; kind <= PERIOD_YEAR; kind++) {
        int32_t months = period_months((PeriodKind)kind);
        for (int32_t month = january; month <= december; month += months)
            slots[count++] = (Slot){kind, month, month, month + months - 1};
    }
    for (int32_t month = january; month <= december; month++)
        slots[count++] = (Slot){CELL_TO_DATE, month, january, month};
    for (int32_t month = december - MONTHS_BEFORE; month <= december;
         month += MONTHS_BEFORE)
        slots[count++] = (Slot){CELL_ROLLING, month, month - YEAR_MONTHS + 1, month};
}

bool slot_due(const Work *work, const Slot *slot)
{
    return slot->first <= work->horizon &&
           slot->month / YEAR_MONTHS <= work->horizon / YEAR_MONTHS;
}

/* The unit was there on a day of the slot. */
static bool unit_in_slot(const Work *work, size_t unit, const Slot *slot)
{
    const Unit *own = &work->workspace->units.items[unit];
    return own->from_day <= period_last_day((Period){PERIOD_MONTH, slot->last}) &&
           own->to_day >= period_first_day((Period){PERIOD_MONTH, slot->first});
}

bool unit_sole(const Work *work, size_t unit, const Slot *slot)
{
    const UnitList *below = &work->below[unit];
    size_t standing = 0;
    for (size_t i = 0; i < below->count; i++)
        standing += unit_in_slot(work, below->items[i], slot);
    return !work->has_parts[unit] && standing <= 1;
}

bool unit_goes_on_in(const Work *work, size_t unit, size_t successor)
{
    const Units *units = &work->workspace->units;
    return units_continued(units, &units->items[unit], &units->items[successor]);
}

bool unit_counts_for(const Work *work, size_t unit, size_t whole, const Slot *slot)
{
    const UnitList *below = &work->below[whole];
    if (!unit_in_slot(work, unit, slot))
        return false;
    for (size_t i = 0; i < below->count; i++)
        if (below->items[i] != unit && unit_goes_on_in(work, unit, below->items[i]) &&
            unit_in_slot(work, below->items[i], slot))
            return false;
    return true;
}

size_t work_unit(const Work *work, Str id)
{
    for (size_t i = 0; i < work->units; i++)
        if (str_equal(work->workspace->units.items[i].id, id))
            return i;
    return SIZE_MAX;
}

size_t work_group(const Work *work, Str id)
{
    if (str_equal(id, STR("all")))
        return 0;
    for (size_t i = 0; i < work->workspace->group_count; i++)
        if (str_equal(work->workspace->groups[i].id, id))
            return i + 1;
    return SIZE_MAX;
}

size_t kind_place(const Workspace *workspace, Str name)
{
    for (size_t i = 0; i < workspace->records.count; i++)
        if (str_equal(workspace->records.items[i].name, name))
            return i;
    return SIZE_MAX;
}

bool kind_lasts(const Workspace *workspace, size_t kind)
{
    for (size_t i = 0; i < workspace->indicators.count; i++) {
        const Indicator *indicator = &workspace->indicators.items[i];
        if (indicator->source == &workspace->records.items[kind] &&
            (indicator->spread || indicator->kind == MEASURE_REPORTED))
            return true;
    }
    return record_till_column(&workspace->records.items[kind]) != NULL;
}

static bool kind_is_dated(const Workspace *workspace, size_t kind)
{
    const RecordKind *record = &workspace->records.items[kind];
    const RecordColumn *month = record_column(record, record->month_column);
    return month && month->type == COLUMN_DATE && !kind_lasts(workspace, kind);
}

/* The first or last month that a unit delivered of a kind; asked of the index, so that it
 * costs the same after ten years. */
static bool delivered_end(Store *store, Str kind, Str unit, bool last, int32_t *month,
                          Error *error)
{
    Statement *select = store_statement(
        store,
        last ? "SELECT d.month FROM delivered d CROSS JOIN batches b ON b.id = d.batch"
               " WHERE d.kind = ?1 AND d.unit = ?2 AND b.held"
               " ORDER BY d.month DESC LIMIT 1"
             : "SELECT d.month FROM delivered d CROSS JOIN batches b ON b.id = d.batch"
               " WHERE d.kind = ?1 AND d.unit = ?2 AND b.held ORDER BY d.month LIMIT 1",
        error);
    if (!select)
        return false;
    statement_bind_slice(select, 1, kind);
    statement_bind_slice(select, 2, unit);
    while (statement_next(select, error))
        *month = (int32_t)statement_int(select, 0);
    return error->kind == ERROR_NONE;
}

/* Plans and yearly figures reach into the future, so they set the horizon only where there
 * is nothing else. */
bool coverage_horizon(Store *store, const Workspace *workspace, int32_t *horizon,
                      Error *error)
{
    int32_t dated = HORIZON_NONE, other = HORIZON_NONE;
    for (size_t kind = 0; kind < workspace->records.count; kind++)
        for (size_t unit = 0; unit < workspace->units.count; unit++) {
            int32_t month = HORIZON_NONE;
            if (!delivered_end(store, workspace->records.items[kind].name,
                               workspace->units.items[unit].id, true, &month, error))
                return false;
            int32_t *last = kind_is_dated(workspace, kind) ? &dated : &other;
            *last = month > *last ? month : *last;
        }
    *horizon = dated > HORIZON_NONE ? dated : other;
    return true;
}

static bool read_delivered(Work *work, size_t kind, int32_t start, bool *delivered,
                           Error *error)
{
    Statement *select = store_statement(
        work->store,
        "SELECT d.unit, d.month FROM delivered d JOIN batches b ON b.id = d.batch"
        " WHERE d.kind = ?1 AND d.month BETWEEN ?2 AND ?3 AND b.held",
        error);
    if (!select)
        return false;
    statement_bind_text(select, 1, work->workspace->records.items[kind].name);
    statement_bind_int(select, 2, start);
    statement_bind_int(select, 3, start + WINDOW_MONTHS - 1);
    while (statement_next(select, error)) {
        size_t unit = work_unit(work, statement_text(select, 0));
        if (unit != SIZE_MAX)
            delivered[unit * WINDOW_MONTHS + (size_t)(statement_int(select, 1) - start)] =
                true;
    }
    return error->kind == ERROR_NONE;
}

/* A register of what lasts is delivered from its first row on, up to the horizon: that
 * nobody works there is told, too, by there being no row. */
static void month_coverage(const Work *work, size_t unit, int32_t month, int32_t first,
                           bool spread, bool *delivered, bool *expected)
{
    Period period = {PERIOD_MONTH, month};
    bool due = first <= month && unit_valid_in(&work->workspace->units.items[unit], period);
    if (spread)
        *delivered = due && month <= work->horizon;
    *expected = *delivered || due;
}

static void coverage_slot(const Work *work, Year *year, size_t place, const bool *delivered,
                          const bool *expected)
{
    const Slot *slot = &year->slots[place % YEAR_SLOTS];
    const UnitList *below = &work->below[place / YEAR_SLOTS];
    year->delivered[place] = year->expected[place] = 0;
    for (size_t i = 0; i < below->count; i++)
        for (int32_t month = slot->first; month <= slot->last; month++) {
            size_t at = below->items[i] * WINDOW_MONTHS + (size_t)(month - year->start);
            year->delivered[place] += delivered[at];
            year->expected[place] += expected[at];
        }
}

bool coverage_fill(Work *work, Arena *arena, Year *year, size_t kind, bool spread,
                   const Firsts *firsts, const CoverageLimit *limit, Error *error)
{
    bool *delivered = ARENA_ARRAY(arena, work->units * WINDOW_MONTHS, bool);
    bool *expected = ARENA_ARRAY(arena, work->units * WINDOW_MONTHS, bool);
    if (!read_delivered(work, kind, year->start, delivered, error))
        return false;
    for (size_t unit = 0; unit < work->units; unit++)
        for (int32_t month = 0; month < WINDOW_MONTHS; month++) {
            size_t at = unit * WINDOW_MONTHS + (size_t)month;
            month_coverage(work, unit, year->start + month,
                           firsts->now[kind * work->units + unit], spread, &delivered[at],
                           &expected[at]);
            int32_t serial = year->start + month;
            if (limit && serial > limit->until && serial < limit->from[unit])
                delivered[at] = false;
        }
    for (size_t place = 0; place < work->units * YEAR_SLOTS; place++)
        coverage_slot(work, year, place, delivered, expected);
    return true;
}

static bool read_kept(Work *work, int32_t *firsts, Error *error)
{
    Statement *select =
        store_statement(work->store, "SELECT source, unit, month FROM first_months", error);
    while (select && statement_next(select, error)) {
        size_t kind = kind_place(work->workspace, statement_text(select, 0));
        size_t unit = work_unit(work, statement_text(select, 1));
        if (kind != SIZE_MAX && unit != SIZE_MAX)
            firsts[kind * work->units + unit] = (int32_t)statement_int(select, 2);
    }
    return select && error->kind == ERROR_NONE;
}

bool firsts_load(Work *work, Firsts *firsts, Error *error)
{
    const Workspace *workspace = work->workspace;
    size_t size = workspace->records.count * work->units;
    firsts->now = ARENA_ARRAY(work->arena, size, int32_t);
    firsts->before = ARENA_ARRAY(work->arena, size, int32_t);
    for (size_t i = 0; i < size; i++) {
        firsts->now[i] = firsts->before[i] = FIRST_NEVER;
        if (!delivered_end(work->store, workspace->records.items[i / work->units].name,
                           workspace->units.items[i % work->units].id, false,
                           &firsts->now[i], error))
            return false;
    }
    return read_kept(work, firsts->before, error);
}

bool firsts_write(Work *work, const Firsts *firsts, Error *error)
{
    Statement *remove = store_statement(
        work->store, "DELETE FROM first_months WHERE source = ?1 AND unit = ?2", error);
    Statement *insert = store_statement(
        work->store, "INSERT INTO first_months (source, unit, month) VALUES (?1, ?2, ?3)",
        error);
    if (!remove || !insert)
        return false;
    size_t size = work->workspace->records.count * work->units;
    for (size_t i = 0; i < size; i++) {
        if (firsts->now[i] == firsts->before[i])
            continue;
        Str kind = work->workspace->records.items[i / work->units].name;
        Str unit = work->workspace->units.items[i % work->units].id;
        statement_bind_text(remove, 1, kind);
        statement_bind_text(remove, 2, unit);
        if (!statement_done(remove, error))
            return false;
        if (firsts->now[i] == FIRST_NEVER)
            continue;
        statement_bind_text(insert, 1, kind);
        statement_bind_text(insert, 2, unit);
        statement_bind_int(insert, 3, firsts->now[i]);
        if (!statement_done(insert, error))
            return false;
    }
    return true;
}
