/* What an import touched is marked by kind, unit and month, and spread to all that is made
 * from it: units above, longer periods, months that a lasting row reaches, ratios. Then it
 * is counted year by year. Rebuilding all marks everything and is otherwise the same. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/cells.h"

#include <string.h>

#include "engine/measure/coverage.h"
#include "engine/measure/tally.h"

/* Counted up when cells are made otherwise, so that a newer program makes them anew. */
#define CELLS_FORMAT "2"

static UnitList units_related(Arena *arena, const Units *units, size_t unit, bool above)
{
    size_t *items = ARENA_ARRAY(arena, units->count, size_t), count = 0;
    for (size_t i = 0; i < units->count; i++) {
        const Unit *own = &units->items[unit], *other = &units->items[i];
        const Unit *low = above ? own : other, *high = above ? other : own;
        if (units_within(units, low, high) || units_continued(units, low, high))
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
    bool *has_parts = ARENA_ARRAY(arena, work.units, bool);
    for (size_t i = 0; i < work.units; i++) {
        has_parts[i] = unit_has_parts(&workspace->units, &workspace->units.items[i]);
        above[i] = units_related(arena, &workspace->units, i, true);
        below[i] = units_related(arena, &workspace->units, i, false);
    }
    work.above = above;
    work.below = below;
    work.has_parts = has_parts;
    *count = (CellsCount){.all = all};
    return work;
}

static void mark_slots(const Work *work, const Touches *touches, size_t kind, Year *year)
{
    for (size_t unit = 0; unit < work->units; unit++)
        for (int32_t month = year->start; month < year->start + WINDOW_MONTHS; month++) {
            if (!touches_marked(touches, work, kind, unit, month))
                continue;
            for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
                for (size_t i = 0;
                     slot_holds(&year->slots[slot], month) && i < work->above[unit].count;
                     i++)
                    year->affected[work->above[unit].items[i] * YEAR_SLOTS + slot] = true;
        }
}

static Year year_open(const Work *work, Arena *arena, int number)
{
    size_t size = work->units * YEAR_SLOTS;
    Year year = {.year = number,
                 .start = number * YEAR_MONTHS - MONTHS_BEFORE,
                 .affected = ARENA_ARRAY(arena, size, bool),
                 .delivered = ARENA_ARRAY(arena, size, int32_t),
                 .expected = ARENA_ARRAY(arena, size, int32_t)};
    year_slots(number, year.slots);
    year.sole = ARENA_ARRAY(arena, size, bool);
    for (size_t i = 0; i < size; i++)
        year.sole[i] = unit_sole(work, i / YEAR_SLOTS, &year.slots[i % YEAR_SLOTS]);
    return year;
}

static bool anything_affected(const Work *work, const Year *year)
{
    for (size_t i = 0; i < work->units * YEAR_SLOTS; i++)
        if (year->affected[i])
            return true;
    return false;
}

/* The tallies of a kind's indicators whose rows last (`spread`), or are of a day. */
typedef struct {
    Tally **items;
    size_t count;
    KeyGroup *groups;
    size_t group_count;
} Tallies;

static Tallies tallies_open(Work *work, Arena *arena, const Year *year, size_t kind,
                            bool spread, Rows *rows)
{
    const Indicators *all = &work->workspace->indicators;
    Tallies tallies = {.items = ARENA_ARRAY(arena, all->count, Tally *)};
    for (size_t i = 0; i < all->count; i++) {
        const Indicator *indicator = &all->items[i];
        if (indicator->source == &work->workspace->records.items[kind] &&
            indicator->kind != MEASURE_REPORTED && indicator->kind != MEASURE_OFFERED &&
            indicator->spread == spread)
            tallies.items[tallies.count++] = tally_open(work, arena, year, rows, indicator);
    }
    tallies.groups = key_groups(arena, tallies.items, tallies.count, &tallies.group_count);
    return tallies;
}

static bool measures_rows(const Work *work, size_t kind, bool spread)
{
    for (size_t i = 0; i < work->workspace->indicators.count; i++) {
        const Indicator *indicator = &work->workspace->indicators.items[i];
        if (indicator->source == &work->workspace->records.items[kind] &&
            indicator->kind != MEASURE_REPORTED && indicator->kind != MEASURE_OFFERED &&
            indicator->spread == spread)
            return true;
    }
    return false;
}

/* The months of the window in which rows of the unit are counted anywhere. */
static bool unit_span(const Work *work, const Year *year, size_t unit, RecordSpan *span)
{
    bool any = false;
    for (size_t i = 0; i < work->above[unit].count; i++)
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
            const Slot *at = &year->slots[slot];
            if (!year->affected[work->above[unit].items[i] * YEAR_SLOTS + slot])
                continue;
            span->first = any && span->first < at->first ? span->first : at->first;
            span->last = any && span->last > at->last ? span->last : at->last;
            any = true;
        }
    return any;
}

static void tally_rows(const Tallies *tallies, Rows *rows)
{
    for (size_t i = 0; i < tallies->count; i++)
        tally_month(tallies->items[i]);
    for (size_t i = 0; i < tallies->group_count; i++)
        keys_month(&tallies->groups[i]);
    rows_clear(rows);
}

static bool unit_end(const Tallies *tallies, size_t unit, Error *error)
{
    for (size_t i = 0; i < tallies->count; i++)
        tally_unit(tallies->items[i], unit);
    for (size_t i = 0; i < tallies->group_count; i++)
        if (!keys_unit(&tallies->groups[i], unit, error))
            return false;
    return true;
}

/* Rows of a day come unit by unit and month by month. */
static bool read_days(Work *work, Arena *arena, const Year *year, size_t kind, Rows *rows,
                      const Tallies *tallies, Error *error)
{
    for (size_t unit = 0; unit < work->units; unit++) {
        RecordSpan span = {.kind = work->workspace->records.items[kind].name,
                           .unit = work->workspace->units.items[unit].id};
        RecordReader reader;
        if (!unit_span(work, year, unit, &span))
            continue;
        if (!records_open(arena, work->store, &span, &reader, error))
            return false;
        while (records_next(&reader, error)) {
            if (rows_count(rows) && rows_month(rows, 0) != reader.month)
                tally_rows(tallies, rows);
            rows_add(rows, &reader);
        }
        if (error->kind != ERROR_NONE)
            return false;
        tally_rows(tallies, rows);
        if (!unit_end(tallies, unit, error))
            return false;
    }
    for (size_t i = 0; i < tallies->group_count; i++)
        if (!keys_end(&tallies->groups[i], error))
            return false;
    return true;
}

static bool read_spans(Work *work, Arena *arena, const Year *year, size_t kind, Rows *rows,
                       const Tallies *tallies, Error *error)
{
    RecordSpan span = {.kind = work->workspace->records.items[kind].name,
                       .first = year->start,
                       .last = year->start + WINDOW_MONTHS - 1,
                       .lasting = true};
    RecordReader reader;
    if (!records_open(arena, work->store, &span, &reader, error))
        return false;
    while (records_next(&reader, error))
        rows_add(rows, &reader);
    for (size_t i = 0; i < tallies->count; i++)
        tally_spans(tallies->items[i]);
    return error->kind == ERROR_NONE;
}

/* New keys may be counted in more periods than the rows that were read lie in. */
static Year *year_own(const Work *work, Arena *arena, const Year *year)
{
    size_t size = work->units * YEAR_SLOTS;
    Year *own = ARENA_NEW(arena, Year);
    *own = *year;
    own->affected = ARENA_ARRAY(arena, size, bool);
    memcpy(own->affected, year->affected, size * sizeof *own->affected);
    return own;
}

static bool write_tally(Work *work, Tally *tally, Error *error)
{
    Arena *arena = arena_open();
    Sheet sheet = sheet_new(work, arena, tally->indicator);
    bool done = !tally->arrivals || arrivals_count(tally, error);
    if (done)
        tally_finish(tally, &sheet);
    done = done && sheet_write(work, arena, tally->year, &sheet, error);
    arena_close(arena);
    return done;
}

static bool arrivals_begin(Work *work, Arena *arena, const Tallies *tallies,
                           Touches *touches, size_t kind, Error *error)
{
    for (size_t i = 0; i < tallies->count; i++) {
        Tally *tally = tallies->items[i];
        if (!tally->indicator->fresh)
            continue;
        tally->year = year_own(work, arena, tally->year);
        if (!arrivals_open(tally, touches, kind, error))
            return false;
    }
    return true;
}

static bool build_rows(Work *work, Arena *arena, Year *year, size_t kind, bool spread,
                       Touches *touches, const Firsts *firsts, Error *error)
{
    Rows *rows;
    if (!measures_rows(work, kind, spread))
        return true;
    if (!coverage_fill(work, arena, year, kind, spread, firsts, error) ||
        !rows_open(work, arena, &work->workspace->records.items[kind], &rows, error))
        return false;
    Tallies tallies = tallies_open(work, arena, year, kind, spread, rows);
    if (!arrivals_begin(work, arena, &tallies, touches, kind, error))
        return false;
    if (spread ? !read_spans(work, arena, year, kind, rows, &tallies, error)
               : !read_days(work, arena, year, kind, rows, &tallies, error))
        return false;
    for (size_t i = 0; i < tallies.count; i++)
        if (!write_tally(work, tallies.items[i], error))
            return false;
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

static void mark_indicator(const Work *work, const Touches *touches, Str name, Year *year)
{
    Str part;
    const Indicator *side = indicators_resolve(&work->workspace->indicators, name, &part);
    mark_slots(work, touches, (size_t)(side->source - work->workspace->records.items),
               year);
}

/* What is made from other indicators is touched with any of them. */
static void mark_made(const Work *work, const Touches *touches, const Indicator *indicator,
                      Year *year)
{
    if (indicator->kind == MEASURE_RATIO) {
        mark_indicator(work, touches, indicator->of, year);
        mark_indicator(work, touches, indicator->over, year);
    }
    for (size_t i = 0; i < indicator->set_count; i++)
        for (size_t j = 0; j < indicator->sets[i].any_count; j++)
            mark_indicator(work, touches, indicator->sets[i].any[j], year);
}

static bool build_made(Work *work, int number, const Touches *touches, Error *error)
{
    const Workspace *workspace = work->workspace;
    bool done = true;
    for (size_t i = 0; done && i < workspace->indicators.count; i++) {
        const Indicator *indicator = &workspace->indicators.items[i];
        if (indicator->kind != MEASURE_RATIO && indicator->kind != MEASURE_OFFERED)
            continue;
        Arena *scratch = arena_open();
        Year year = year_open(work, scratch, number);
        mark_made(work, touches, indicator, &year);
        if (anything_affected(work, &year)) {
            Sheet sheet = sheet_new(work, scratch, indicator);
            done = (indicator->kind == MEASURE_RATIO
                        ? ratio_fill(work, &year, indicator, &sheet, error)
                        : offered_fill(work, &year, indicator, &sheet, error)) &&
                   sheet_write(work, scratch, &year, &sheet, error);
        }
        arena_close(scratch);
    }
    return done;
}

static bool build_year(Work *work, int number, Touches *touches, const Firsts *firsts,
                       const Reports *reports, Error *error)
{
    bool done = true;
    for (size_t kind = 0; done && kind < work->workspace->records.count; kind++) {
        Arena *scratch = arena_open();
        Year year = year_open(work, scratch, number);
        mark_slots(work, touches, kind, &year);
        if (anything_affected(work, &year))
            done = build_rows(work, scratch, &year, kind, false, touches, firsts, error) &&
                   build_rows(work, scratch, &year, kind, true, touches, firsts, error) &&
                   build_reported(work, scratch, &year, kind, reports, error);
        arena_close(scratch);
    }
    return done && build_made(work, number, touches, error);
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
                     "DELETE FROM arrival_series; DELETE FROM key_firsts;"
                     "DELETE FROM arrival_months;"
                     "INSERT INTO touched SELECT kind, unit, month, 0 FROM deliveries;",
                     error);
}

static bool rebuild(Store *store, const Workspace *workspace, Arena *arena, bool all,
                    CellsCount *count, Error *error)
{
    if (!cells_schema(store, error) || !arrivals_schema(store, error) ||
        (all && !clear_all(store, error)))
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
