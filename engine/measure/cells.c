/* What an import touched is marked by kind, unit and month, and spread to all that is made
 * from it: units above, longer periods, months that a lasting row reaches, ratios. Then it
 * is counted year by year. Rebuilding all marks everything and is otherwise the same. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/cells.h"

#include "engine/measure/coverage.h"
#include "engine/measure/work.h"

/* Counted up when cells are made otherwise, so that a newer program makes them anew. */
#define CELLS_FORMAT "1"

static UnitList units_related(Arena *arena, const Units *units, size_t unit, bool above)
{
    size_t *items = ARENA_ARRAY(arena, units->count, size_t), count = 0;
    for (size_t i = 0; i < units->count; i++) {
        const Unit *own = &units->items[unit], *other = &units->items[i];
        if (above ? units_within(units, own, other) : units_within(units, other, own))
            items[count++] = i;
    }
    return (UnitList){items, count};
}

static Work work_open(Store *store, const Workspace *workspace, Arena *arena, bool all,
                      CellsCount *count)
{
    Work work = {.store = store,
                 .workspace = workspace,
                 .arena = arena,
                 .units = workspace->units.count,
                 .groups = workspace->group_count + 1,
                 .fresh = all,
                 .count = count};
    UnitList *above = ARENA_ARRAY(arena, work.units, UnitList);
    UnitList *below = ARENA_ARRAY(arena, work.units, UnitList);
    for (size_t i = 0; i < work.units; i++) {
        above[i] = units_related(arena, &workspace->units, i, true);
        below[i] = units_related(arena, &workspace->units, i, false);
    }
    work.above = above;
    work.below = below;
    *count = (CellsCount){.all = all};
    return work;
}

static void mark_slots(const Work *work, const Touches *touches, size_t kind, Year *year)
{
    for (size_t unit = 0; unit < work->units; unit++)
        for (int32_t month = 0; month < YEAR_MONTHS; month++) {
            int32_t serial = year->year * YEAR_MONTHS + month;
            if (!touches_marked(touches, work, kind, unit, serial))
                continue;
            for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
                for (size_t i = 0;
                     slot_holds(&year->slots[slot], serial) && i < work->above[unit].count;
                     i++)
                    year->affected[work->above[unit].items[i] * YEAR_SLOTS + slot] = true;
        }
}

static Year year_open(const Work *work, Arena *arena, int number)
{
    size_t size = work->units * YEAR_SLOTS;
    Year year = {.year = number,
                 .affected = ARENA_ARRAY(arena, size, bool),
                 .delivered = ARENA_ARRAY(arena, size, int32_t),
                 .expected = ARENA_ARRAY(arena, size, int32_t)};
    year_slots(number, year.slots);
    return year;
}

static bool anything_affected(const Work *work, const Year *year)
{
    for (size_t i = 0; i < work->units * YEAR_SLOTS; i++)
        if (year->affected[i])
            return true;
    return false;
}

/* The indicators made from a kind's rows that last (`spread`), or from those of a day. */
static bool build_rows(Work *work, Arena *scratch, Year *year, size_t kind, bool spread,
                       const Firsts *firsts, Error *error)
{
    const Workspace *workspace = work->workspace;
    const RecordKind *record = &workspace->records.items[kind];
    Rows *rows = NULL;
    for (size_t i = 0; i < workspace->indicators.count; i++) {
        const Indicator *indicator = &workspace->indicators.items[i];
        if (indicator->source != record || indicator->kind == MEASURE_REPORTED ||
            indicator->spread != spread)
            continue;
        if (!rows && (!coverage_fill(work, scratch, year, kind, spread, firsts, error) ||
                      !rows_load(work, scratch, record, year, spread ? indicator : NULL,
                                 &rows, error)))
            return false;
        Arena *own = arena_open();
        Sheet sheet = sheet_new(work, own, indicator);
        bool done = tally_rows(work, own, year, rows, indicator, &sheet) &&
                    sheet_write(work, own, year, &sheet, error);
        arena_close(own);
        if (!done)
            return false;
    }
    return true;
}

static bool build_reported(Work *work, Arena *scratch, Year *year, size_t kind,
                           const Reports *reports, Error *error)
{
    const Workspace *workspace = work->workspace;
    for (size_t i = 0; i < workspace->indicators.count; i++) {
        const Indicator *indicator = &workspace->indicators.items[i];
        if (indicator->kind != MEASURE_REPORTED ||
            indicator->source != &workspace->records.items[kind])
            continue;
        Sheet sheet = sheet_new(work, scratch, indicator);
        reports_fill(work, year, reports, indicator, &sheet);
        if (!sheet_write(work, scratch, year, &sheet, error))
            return false;
    }
    return true;
}

static bool build_ratios(Work *work, Arena *scratch, int number, const Touches *touches,
                         Error *error)
{
    const Workspace *workspace = work->workspace;
    for (size_t i = 0; i < workspace->indicators.count; i++) {
        const Indicator *indicator = &workspace->indicators.items[i];
        if (indicator->kind != MEASURE_RATIO)
            continue;
        Year year = year_open(work, scratch, number);
        const Str sides[] = {indicator->of, indicator->over};
        for (size_t side = 0; side < 2; side++)
            mark_slots(
                work, touches,
                (size_t)(indicators_find(&workspace->indicators, sides[side])->source -
                         workspace->records.items),
                &year);
        if (!anything_affected(work, &year))
            continue;
        Sheet sheet = sheet_new(work, scratch, indicator);
        if (!ratio_fill(work, &year, indicator, &sheet, error) ||
            !sheet_write(work, scratch, &year, &sheet, error))
            return false;
    }
    return true;
}

static bool build_year(Work *work, int number, const Touches *touches, const Firsts *firsts,
                       const Reports *reports, Error *error)
{
    bool done = true;
    for (size_t kind = 0; done && kind < work->workspace->records.count; kind++) {
        Arena *scratch = arena_open();
        Year year = year_open(work, scratch, number);
        mark_slots(work, touches, kind, &year);
        if (anything_affected(work, &year))
            done = build_rows(work, scratch, &year, kind, false, firsts, error) &&
                   build_rows(work, scratch, &year, kind, true, firsts, error) &&
                   build_reported(work, scratch, &year, kind, reports, error);
        arena_close(scratch);
    }
    Arena *scratch = arena_open();
    done = done && build_ratios(work, scratch, number, touches, error);
    arena_close(scratch);
    return done;
}

static Str settings_mark(Arena *arena, const Workspace *workspace)
{
    return str_format(arena, "%s %.*s", CELLS_FORMAT,
                      STR_PRINT(workspace->cells_fingerprint));
}

static bool read_about(Store *store, Arena *arena, const char *name, Str *value,
                       Error *error)
{
    Statement *select =
        store_statement(store, "SELECT value FROM cells_about WHERE name = ?1", error);
    if (!select)
        return false;
    statement_bind_text(select, 1, str_from(name));
    *value = (Str){"", 0};
    while (statement_next(select, error))
        *value = str_copy(arena, statement_text(select, 0));
    return error->kind == ERROR_NONE;
}

static bool write_about(Store *store, const char *name, Str value, Error *error)
{
    Statement *insert = store_statement(
        store, "INSERT OR REPLACE INTO cells_about (name, value) VALUES (?1, ?2)", error);
    if (!insert)
        return false;
    statement_bind_text(insert, 1, str_from(name));
    statement_bind_text(insert, 2, value);
    return statement_done(insert, error);
}

static bool clear_all(Store *store, Error *error)
{
    return store_run(store,
                     "DELETE FROM cells; DELETE FROM series; DELETE FROM first_months;"
                     "DELETE FROM cells_about; DELETE FROM touched;"
                     "INSERT INTO touched SELECT DISTINCT kind, unit, month FROM delivered"
                     " WHERE closed_by IS NULL;",
                     error);
}

static bool rebuild(Store *store, const Workspace *workspace, Arena *arena, bool all,
                    CellsCount *count, Error *error)
{
    if (!cells_schema(store, error) || (all && !clear_all(store, error)))
        return false;
    Work work = work_open(store, workspace, arena, all, count);
    Touches touches;
    Firsts firsts;
    Reports *reports;
    int32_t horizon_before;
    Str text;
    if (!read_about(store, arena, "horizon", &text, error))
        return false;
    int64_t parsed = 0;
    horizon_before =
        number_parse(text, 0, false, &parsed) == NUMBER_OK ? (int32_t)parsed : HORIZON_NONE;
    if (!coverage_horizon(store, workspace, &work.horizon, error) ||
        !firsts_load(&work, &firsts, error) ||
        !touches_load(&work, horizon_before, &firsts, &touches, error))
        return false;
    if (!reports_load(&work, arena, &reports, error))
        return false;
    for (int year = touches.first_year; year <= touches.last_year; year++)
        if (!build_year(&work, year, &touches, &firsts, reports, error))
            return false;
    return firsts_write(&work, &firsts, error) && reports_firsts(&work, reports, error) &&
           write_about(store, "horizon", str_format(arena, "%d", (int)work.horizon),
                       error) &&
           write_about(store, "settings", settings_mark(arena, workspace), error) &&
           store_run(store, "DELETE FROM touched", error);
}

bool cells_rebuild_all(Store *store, const Workspace *workspace, Arena *arena,
                       CellsCount *count, Error *error)
{
    return rebuild(store, workspace, arena, true, count, error);
}

bool cells_rebuild_touched(Store *store, const Workspace *workspace, Arena *arena,
                           CellsCount *count, Error *error)
{
    Str settings;
    if (!cells_schema(store, error) ||
        !read_about(store, arena, "settings", &settings, error))
        return false;
    bool all = !str_equal(settings, settings_mark(arena, workspace));
    return rebuild(store, workspace, arena, all, count, error);
}

static bool table_there(Store *store, bool *there, Error *error)
{
    Statement *find = store_statement(
        store, "SELECT 1 FROM sqlite_master WHERE name = 'cells_about'", error);
    *there = false;
    while (find && statement_next(find, error))
        *there = true;
    return find && error->kind == ERROR_NONE;
}

bool cells_current(Store *store, const Workspace *workspace, bool *current, Error *error)
{
    *current = false;
    bool there;
    if (!table_there(store, &there, error) || !there)
        return error->kind == ERROR_NONE;
    Arena *scratch = arena_open();
    Str settings = {"", 0};
    Statement *touched =
        store_statement(store, "SELECT EXISTS (SELECT 1 FROM touched)", error);
    bool done = touched && read_about(store, scratch, "settings", &settings, error);
    bool left = true;
    while (done && statement_next(touched, error)) /* to the end: no lock is left */
        left = statement_int(touched, 0) != 0;
    *current = done && !left && str_equal(settings, settings_mark(scratch, workspace));
    arena_close(scratch);
    return error->kind == ERROR_NONE;
}

bool cells_horizon(Store *store, int32_t *month, bool *known, Error *error)
{
    Arena *scratch = arena_open();
    Str text = {"", 0};
    int64_t parsed = HORIZON_NONE;
    bool done = read_about(store, scratch, "horizon", &text, error);
    if (done && number_parse(text, 0, false, &parsed) != NUMBER_OK)
        parsed = HORIZON_NONE;
    *month = (int32_t)parsed;
    *known = parsed > HORIZON_NONE;
    arena_close(scratch);
    return done;
}
