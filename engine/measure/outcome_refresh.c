/* Episodes are found anew for the units whose scores were touched, and kept. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/episodes.h"
#include "engine/measure/outcome_build.h"

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS outcome_episodes ("
    " instrument TEXT NOT NULL, family TEXT NOT NULL, carer TEXT NOT NULL,"
    " unit TEXT NOT NULL, target_group TEXT NOT NULL, month INTEGER NOT NULL,"
    " told INTEGER NOT NULL, scores INTEGER NOT NULL, first_score INTEGER,"
    " last_score INTEGER, cut_off INTEGER, unplanned INTEGER);"
    "CREATE INDEX IF NOT EXISTS outcome_episodes_family ON outcome_episodes"
    " (instrument, family);"
    "CREATE INDEX IF NOT EXISTS outcome_episodes_month ON outcome_episodes"
    " (instrument, month);";

bool outcomes_schema(Store *store, Error *error)
{
    return store_run(store, schema, error);
}

static size_t kind_of(const Work *work, const RecordKind *kind)
{
    return (size_t)(kind - work->workspace->records.items);
}

static bool insert_episode(Statement *insert, const Work *work,
                           const Instrument *instrument, size_t family,
                           const Episode *episode, Error *error)
{
    const Workspace *workspace = work->workspace;
    statement_bind_text(insert, 1, instrument->id);
    statement_bind_text(insert, 2, workspace->units.items[family].id);
    statement_bind_text(insert, 3, episode->carer);
    statement_bind_text(insert, 4, workspace->units.items[episode->unit].id);
    statement_bind_text(
        insert, 5, episode->group ? workspace->groups[episode->group - 1].id : STR("all"));
    statement_bind_int(insert, 6, episode->month);
    statement_bind_int(insert, 7, episode->told);
    statement_bind_int(insert, 8, (int64_t)episode->count);
    const int64_t scores[] = {episode->first ? episode->first->total : 0,
                              episode->last ? episode->last->total : 0, episode->cut};
    for (int i = 0; i < 3; i++)
        if (episode->first)
            statement_bind_int(insert, 9 + i, scores[i]);
        else
            statement_bind_null(insert, 9 + i);
    if (episode->has_ending)
        statement_bind_int(insert, 12, episode->unplanned);
    else
        statement_bind_null(insert, 12);
    return statement_done(insert, error);
}

static bool refresh_family(Work *work, const Instrument *instrument, size_t family,
                           const int32_t *told_from, Error *error)
{
    Arena *scratch = arena_open();
    Episode *episodes = NULL;
    Statement *remove = store_statement(
        work->store, "DELETE FROM outcome_episodes WHERE instrument = ?1 AND family = ?2",
        error);
    bool done = remove != NULL;
    if (done) {
        statement_bind_text(remove, 1, instrument->id);
        statement_bind_text(remove, 2, work->workspace->units.items[family].id);
        done = statement_done(remove, error) &&
               episodes_read(work->store, work->workspace, scratch, instrument, family,
                             told_from, &episodes, error);
    }
    Statement *insert =
        done ? store_statement(work->store,
                               "INSERT INTO outcome_episodes VALUES (?1, ?2, ?3, ?4, ?5, "
                               "?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                               error)
             : NULL;
    for (const Episode *episode = episodes; insert && done && episode;
         episode = episode->next)
        done = insert_episode(insert, work, instrument, family, episode, error);
    arena_close(scratch);
    return done && insert;
}

/* What an import touched, as it stands in the database: an episode may begin after the
 * horizon, where no cell is touched. */
static bool mark_families(Work *work, const RecordKind *kind, bool *touched, Error *error)
{
    Statement *select = store_statement(
        work->store, "SELECT DISTINCT unit FROM touched WHERE kind = ?1", error);
    if (!select)
        return false;
    statement_bind_text(select, 1, kind->name);
    while (statement_next(select, error)) {
        size_t unit = work_unit(work, statement_text(select, 0));
        if (unit != SIZE_MAX)
            touched[unit_family(&work->workspace->units, unit)] = true;
    }
    return error->kind == ERROR_NONE;
}

bool outcomes_refresh(Work *work, const Firsts *firsts, Error *error)
{
    const Instruments *all = &work->workspace->indicators.instruments;
    for (size_t i = 0; i < all->count; i++) {
        const Instrument *instrument = &all->items[i];
        bool *touched = ARENA_ARRAY(work->arena, work->units, bool);
        const int32_t *told_from = outcomes_told_from(work, instrument, firsts);
        if (!mark_families(work, instrument->scores, touched, error) ||
            (instrument->episodes &&
             !mark_families(work, instrument->episodes, touched, error)))
            return false;
        for (size_t unit = 0; unit < work->units; unit++)
            if (touched[unit] && !refresh_family(work, instrument, unit, told_from, error))
                return false;
    }
    return true;
}

const int32_t *outcomes_told_from(const Work *work, const Instrument *instrument,
                                  const Firsts *firsts)
{
    int32_t *from = ARENA_ARRAY(work->arena, work->units, int32_t);
    for (size_t unit = 0; unit < work->units; unit++)
        from[unit] =
            instrument->episodes
                ? firsts->now[kind_of(work, instrument->episodes) * work->units + unit]
                : FIRST_NEVER;
    return from;
}
