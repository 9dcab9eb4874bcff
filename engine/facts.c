/* Opening the door. The figures are brought up to date on opening:
 * an import that was cut off before its cells, or settings that changed, never give old
 * figures. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts.h"

#include <stdlib.h>

#include "engine/catalogue/table.h"
#include "engine/facts_current.h"
#include "engine/facts_ledger.h"
#include "engine/store/state.h"

size_t facts_group_count(const Facts *facts)
{
    return facts->workspace->group_count + 1;
}

static bool make_current(Facts *facts, Error *error)
{
    bool current;
    if (!cells_current(facts->store, facts->workspace, &current, error))
        return false;
    if (current)
        return true;
    Arena *scratch = arena_open();
    CellsCount count;
    Store *store = store_open(scratch, facts->workspace->database, STORE_CHANGE, error);
    bool done =
        store && facts_make_current(store, facts->workspace, scratch, &count, error);
    arena_close(scratch);
    return done;
}

static size_t unit_place(const Facts *facts, Str id)
{
    const Unit *unit = units_find(&facts->workspace->units, id);
    return unit ? (size_t)(unit - facts->workspace->units.items) : SIZE_MAX;
}

static int32_t *first_place(Facts *facts, Str source, size_t unit)
{
    const Workspace *workspace = facts->workspace;
    Str head, id, group;
    bool reported = str_cut(source, ':', &head, &id);
    const RecordKind *kind = records_find(&workspace->records, source);
    if (!reported)
        return kind ? &facts->first_rows[(size_t)(kind - workspace->records.items) *
                                             workspace->units.count +
                                         unit]
                    : NULL;
    str_cut(id, ':', &id, &group);
    const Indicator *indicator = indicators_find(&workspace->indicators, id);
    size_t place = 0;
    while (group.len && place < workspace->group_count &&
           !str_equal(workspace->groups[place].id, group))
        place++;
    if (!indicator || (group.len && place == workspace->group_count))
        return NULL;
    size_t at = (size_t)(indicator - workspace->indicators.items);
    return &facts->first_reported[(at * facts_group_count(facts) +
                                   (group.len ? place + 1 : 0)) *
                                      workspace->units.count +
                                  unit];
}

static bool read_firsts(Facts *facts, Error *error)
{
    const Workspace *workspace = facts->workspace;
    size_t rows = workspace->records.count * workspace->units.count;
    size_t reported =
        workspace->indicators.count * facts_group_count(facts) * workspace->units.count;
    facts->first_rows = ARENA_ARRAY(facts->arena, rows, int32_t);
    facts->first_reported = ARENA_ARRAY(facts->arena, reported, int32_t);
    for (size_t i = 0; i < rows; i++)
        facts->first_rows[i] = FACTS_NEVER;
    for (size_t i = 0; i < reported; i++)
        facts->first_reported[i] = FACTS_NEVER;
    Statement *select = store_statement(
        facts->store, "SELECT source, unit, month FROM first_months", error);
    while (select && statement_next(select, error)) {
        size_t unit = unit_place(facts, statement_text(select, 1));
        int32_t *place =
            unit == SIZE_MAX ? NULL : first_place(facts, statement_text(select, 0), unit);
        if (place)
            *place = (int32_t)statement_int(select, 2);
    }
    return select && error->kind == ERROR_NONE;
}

static bool read_timestamp(Facts *facts, Error *error)
{
    Statement *select =
        store_statement(facts->store, "SELECT max(imported_at) FROM batches", error);
    while (select && statement_next(select, error))
        facts->timestamp = str_copy(facts->arena, statement_text(select, 0));
    return select && error->kind == ERROR_NONE;
}

/* The level with its unit's id, whatever name it was given by. */
static bool level_known(Arena *arena, const Workspace *workspace, Level *level,
                        Error *error)
{
    if (level->kind != LEVEL_INTERNAL)
        return true;
    const Unit *unit = units_recognise(&workspace->units, level->unit);
    if (!unit)
        return error_set(error, ERROR_CONFIG, "level internal: unknown unit '%.*s'%.*s",
                         STR_PRINT(level->unit),
                         STR_PRINT(units_suggest(arena, &workspace->units, level->unit)));
    level->unit = unit->id;
    return true;
}

static Facts *door_make(Arena *arena, const Workspace *workspace, Level level, Error *error)
{
    Facts *facts = ARENA_NEW(arena, Facts);
    facts->arena = arena;
    facts->workspace = workspace;
    if (!level_known(arena, workspace, &level, error))
        return NULL;
    facts->level = level;
    facts->store = store_open(arena, workspace->database, STORE_READ, error);
    return facts->store ? facts : NULL;
}

static bool door_read(Facts *facts, Error *error)
{
    return store_begin_read(facts->store, error) && read_firsts(facts, error) &&
           read_timestamp(facts, error) && ledger_load(facts, error) &&
           cells_horizon(facts->store, &facts->horizon, &facts->has_horizon, error);
}

Facts *facts_open(Arena *arena, const Workspace *workspace, Level level, Error *error)
{
    Facts *facts = door_make(arena, workspace, level, error);
    bool open = facts && make_current(facts, error) && door_read(facts, error);
    return open ? facts : NULL;
}

static bool batch_known(Facts *facts, int64_t batch, Error *error)
{
    Statement *select = store_statement(
        facts->store, "SELECT coalesce(max(id), 0), coalesce(max(id = ?1), 0) FROM batches",
        error);
    int64_t last = 0;
    bool known = false;
    if (!select)
        return false;
    statement_bind_int(select, 1, batch);
    while (statement_next(select, error)) {
        last = statement_int(select, 0);
        known = statement_int(select, 1) != 0;
    }
    return known ||
           error_set(error, ERROR_CONFIG,
                     "there is no batch %lld; the view batches of %s has them, "
                     "the last is %lld",
                     (long long)batch, facts->workspace->database, (long long)last);
}

/* Cells are of the newest state only, so those of an earlier one are made anew, aside. */
static bool state_make(Store *copy, const Workspace *workspace, int64_t batch, Error *error)
{
    Arena *scratch = arena_open();
    CellsCount count;
    bool done = store_begin(copy, error) && state_cut(copy, batch, error) &&
                ledger_cut(copy, batch, error) &&
                facts_make_anew(copy, workspace, scratch, &count, error) &&
                store_commit(copy, error);
    arena_close(scratch);
    return done;
}

Facts *facts_open_as_of(Arena *arena, const Workspace *workspace, Level level,
                        int64_t batch, Error *error)
{
    Facts *facts = door_make(arena, workspace, level, error);
    if (!facts || !batch_known(facts, batch, error))
        return NULL;
    facts->store = store_copy(arena, facts->store, workspace->path, error);
    bool open = facts->store && state_make(facts->store, workspace, batch, error) &&
                store_run(facts->store, "PRAGMA query_only = ON", error) &&
                door_read(facts, error);
    return open ? facts : NULL;
}

Facts *facts_view(Arena *arena, const Facts *facts, Level level, Error *error)
{
    if (!level_known(arena, facts->workspace, &level, error))
        return NULL;
    Facts *view = ARENA_NEW(arena, Facts);
    *view = *facts;
    view->arena = arena;
    view->level = level;
    view->told = NULL;
    view->delivering = NULL; /* counted as another level may see it */
    view->listening = NULL;
    view->pools = NULL;
    view->seasons = NULL;
    return view;
}

void facts_about(const Facts *facts, Language language, FactAbout *about)
{
    const Workspace *workspace = facts->workspace;
    *about = (FactAbout){.organisation = workspace->organisation[language],
                         .programme = workspace->programme[language],
                         .language = workspace->language,
                         .timestamp = facts->timestamp,
                         .limit = workspace->limit};
}

bool facts_last_month(Facts *facts, Period *month, Error *error)
{
    if (!facts->has_horizon)
        return error_set(error, ERROR_NO_INPUT,
                         "%s: nothing has been imported yet; run samsyn import",
                         facts->workspace->database);
    *month = (Period){PERIOD_MONTH, facts->horizon};
    return true;
}
