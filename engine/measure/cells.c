/* What an import touched is marked by kind, unit and month, and spread to all that is made
 * from it: units above, longer periods, months that a lasting row reaches, ratios. Then it
 * is counted year by year. Rebuilding all marks everything and is otherwise the same. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/cells.h"

#include "engine/measure/coverage.h"
#include "engine/measure/outcome_build.h"
#include "engine/measure/tally.h"
#include "engine/store/chain.h"
#include "engine/store/purged.h"

/* Counted up when cells are made otherwise, so that a newer program makes them anew. */
#define CELLS_FORMAT "6"

/* A unit that begins after the horizon is not told yet: what became it is counted in it
 * when its time has come, and everything is counted anew then. */
static bool has_begun(const Unit *unit, int32_t horizon)
{
    return unit->from_month <= horizon;
}

static UnitList units_related(Arena *arena, const Units *units, size_t unit, bool above,
                              int32_t horizon)
{
    size_t *items = ARENA_ARRAY(arena, units->count, size_t), count = 0;
    for (size_t i = 0; i < units->count; i++) {
        const Unit *own = &units->items[unit], *other = &units->items[i];
        const Unit *low = above ? own : other, *high = above ? other : own;
        if (low == high ||
            (has_begun(high, horizon) &&
             (units_within(units, low, high) || units_continued(units, low, high))))
            items[count++] = i;
    }
    return (UnitList){items, count};
}

static bool unit_has_parts(const Units *units, const Unit *unit)
{
    for (size_t i = 0; i < units->count; i++)
        if (&units->items[i] != unit && units_within(units, &units->items[i], unit))
            return true;
    return false;
}

static Work work_open(Store *store, const Workspace *workspace, Arena *arena, bool all,
                      int32_t horizon, CellsCount *count)
{
    Work work = {.store = store,
                 .workspace = workspace,
                 .arena = arena,
                 .horizon = horizon,
                 .units = workspace->units.count,
                 .groups = workspace->group_count + 1,
                 .fresh = all,
                 .count = count};
    UnitList *above = ARENA_ARRAY(arena, work.units, UnitList);
    UnitList *below = ARENA_ARRAY(arena, work.units, UnitList);
    bool *has_parts = ARENA_ARRAY(arena, work.units, bool);
    for (size_t i = 0; i < work.units; i++) {
        has_parts[i] = unit_has_parts(&workspace->units, &workspace->units.items[i]);
        above[i] = units_related(arena, &workspace->units, i, true, horizon);
        below[i] = units_related(arena, &workspace->units, i, false, horizon);
    }
    work.above = above;
    work.below = below;
    work.has_parts = has_parts;
    *count = (CellsCount){.all = all};
    return work;
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

/* What was made of purged records stays: they cannot be counted again. */
static bool clear_kept(Store *store, Arena *arena, int32_t frozen, Error *error)
{
    Str frozen_cells = str_format(arena, CELLS_FROZEN, (int)frozen, (int)frozen);
    Text sql = text_open(arena);
    text_addf(&sql, "DELETE FROM cells WHERE NOT %.*s;", STR_PRINT(frozen_cells));
    text_addf(&sql, "DELETE FROM cell_moments WHERE NOT %.*s;", STR_PRINT(frozen_cells));
    text_addf(&sql,
              "DELETE FROM series WHERE id NOT IN (SELECT series FROM cells);"
              "DELETE FROM key_firsts WHERE first > %lld;"
              "DELETE FROM arrival_months WHERE month >= %d;",
              (long long)period_first_day((Period){PERIOD_MONTH, frozen}) * 64,
              (int)frozen);
    text_add(&sql, STR("DELETE FROM first_months; DELETE FROM cells_about;"
                       "DELETE FROM touched; DELETE FROM outcome_episodes;"
                       "INSERT INTO touched SELECT kind, unit, month, 0 FROM deliveries;"));
    return store_run(store, sql.ptr, error);
}

static bool clear_all(Store *store, Error *error)
{
    return store_run(store,
                     "DELETE FROM cells; DELETE FROM series; DELETE FROM first_months;"
                     "DELETE FROM cells_about; DELETE FROM touched;"
                     "DELETE FROM arrival_series; DELETE FROM key_firsts;"
                     "DELETE FROM arrival_months;"
                     "DELETE FROM cell_moments; DELETE FROM outcome_episodes;"
                     "INSERT INTO touched SELECT kind, unit, month, 0 FROM deliveries;",
                     error);
}

static bool horizon_read(Store *store, Arena *arena, int32_t *horizon, Error *error)
{
    Str text;
    int64_t parsed = 0;
    if (!read_about(store, arena, "horizon", &text, error))
        return false;
    *horizon =
        number_parse(text, 0, false, &parsed) == NUMBER_OK ? (int32_t)parsed : HORIZON_NONE;
    return true;
}

static bool same_begun(const Units *units, int32_t one, int32_t other)
{
    for (size_t i = 0; i < units->count; i++)
        if (has_begun(&units->items[i], one) != has_begun(&units->items[i], other))
            return false;
    return true;
}

static bool rebuild(Store *store, const Workspace *workspace, Arena *arena, bool all,
                    CellsCount *count, Error *error)
{
    int32_t before, horizon;
    Purged purged;
    if (!purged_read(arena, store, &purged, error) || !cells_schema(store, error) ||
        !arrivals_schema(store, error) || !outcomes_schema(store, error) ||
        !horizon_read(store, arena, &before, error) ||
        !coverage_horizon(store, workspace, &horizon, error))
        return false;
    all = all || !same_begun(&workspace->units, before, horizon);
    if (all)
        before = HORIZON_NONE;
    if (all &&
        !(purged.before == PURGED_NOTHING ? clear_all(store, error)
                                          : clear_kept(store, arena, purged.before, error)))
        return false;
    Work work = work_open(store, workspace, arena, all, horizon, count);
    work.frozen = purged.before;
    Touches touches;
    Firsts firsts;
    Reports *reports;
    if (!firsts_load(&work, &firsts, error) ||
        !touches_load(&work, before, &firsts, &touches, error) ||
        !reports_load(&work, arena, &reports, error))
        return false;
    if (!outcomes_refresh(&work, &firsts, error))
        return false;
    for (int year = touches.first_year; year <= touches.last_year; year++)
        if (!cells_build_year(&work, year, &touches, &firsts, reports, error))
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

bool cells_tell_rebuilt(Store *store, const Workspace *workspace, Arena *arena,
                        const CellsCount *count, Error *error)
{
    Str told = str_format(arena, "{\"settings\": \"%.*s\", \"cells\": %zu, \"all\": %s}",
                          STR_PRINT(workspace->cells_fingerprint), count->cells,
                          count->all ? "true" : "false");
    return chain_add(arena, store, "rebuild", told, error);
}
