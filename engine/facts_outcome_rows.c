/* The rows behind an outcome: those of the episodes that close in the period, numbered,
 * with the scores between first and last, and the row that told it where there is one. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts.h"

#include "engine/facts_source.h"
#include "engine/measure/episodes.h"
#include "engine/measure/outcomes.h"

enum { CELL_DATE, CELL_TOTAL, CELL_AGE, CELL_GROUP, CELL_UNIT, CELLS };

typedef struct {
    Source *source;
    const Instrument *instrument;
    size_t at[CELLS]; /* where it stands among the columns; SIZE_MAX: not shown */
} Listing;

static const RecordColumn *typed_column(const RecordKind *kind, ColumnType type)
{
    for (size_t i = 0; i < kind->column_count; i++)
        if (kind->columns[i].type == type)
            return &kind->columns[i];
    return NULL;
}

static void columns_find(Listing *listing)
{
    Source *source = listing->source;
    const Instrument *instrument = listing->instrument;
    const RecordKind *kind = instrument->scores;
    bool aged = instrument->age.len && instrument->cut_count > 1;
    const RecordColumn *columns[CELLS] = {
        [CELL_DATE] = record_column(kind, kind->month_column),
        [CELL_TOTAL] = instrument->total,
        [CELL_AGE] = aged ? record_column(kind, instrument->age) : NULL,
        [CELL_GROUP] = typed_column(kind, COLUMN_GROUP),
        [CELL_UNIT] = source->unit_count > 1 ? typed_column(kind, COLUMN_UNIT) : NULL};
    FactRowColumn *heads = ARENA_ARRAY(source->arena, CELLS, FactRowColumn);
    size_t count = 0;
    for (size_t i = 0; i < CELLS; i++) {
        listing->at[i] = columns[i] ? count : SIZE_MAX;
        if (columns[i])
            heads[count++] = (FactRowColumn){
                columns[i]->name, facts_column_name(columns[i], source->language),
                columns[i]->type == COLUMN_NUMBER};
    }
    source->rows->columns = heads;
    source->rows->column_count = count;
}

static void put(const Listing *listing, Str *cells, size_t cell, Str said)
{
    if (listing->at[cell] != SIZE_MAX)
        cells[listing->at[cell]] = said;
}

static Str number_say(Arena *arena, int64_t number, int decimals)
{
    int64_t scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    return number_plain(arena, amount_of(number, scale), decimals);
}

static Str *cells_of(const Listing *listing, int32_t day, size_t unit, size_t group)
{
    const Source *source = listing->source;
    const Workspace *workspace = source->facts->workspace;
    Str *cells = ARENA_ARRAY(source->arena, CELLS, Str);
    for (size_t i = 0; i < CELLS; i++)
        cells[i] = STR("");
    put(listing, cells, CELL_DATE, day_iso(source->arena, day));
    put(listing, cells, CELL_UNIT, workspace->units.items[unit].name);
    if (group)
        put(listing, cells, CELL_GROUP,
            workspace->groups[group - 1].name[source->language]);
    return cells;
}

static bool list_score(Listing *listing, const Score *score, bool counted, int64_t number,
                       Error *error)
{
    Source *source = listing->source;
    Str *cells = cells_of(listing, score->day, score->unit, score->group);
    put(listing, cells, CELL_TOTAL,
        number_say(source->arena, score->total, listing->instrument->total->decimals));
    if (score->age != EPISODE_UNTOLD)
        put(listing, cells, CELL_AGE, number_say(source->arena, score->age, 0));
    return source_add(source, score->batch, score->line, counted, number, cells, error);
}

static bool list_episode(Listing *listing, const Episode *episode, bool counted,
                         Error *error)
{
    FactRows *rows = listing->source->rows;
    int64_t number = ++rows->people;
    rows->people_counted += counted;
    if (episode->told &&
        !source_add(listing->source, episode->batch, episode->line, counted, number,
                    cells_of(listing, episode->day, episode->unit, episode->group), error))
        return false;
    for (const Score *score = episode->first; score; score = score->next)
        if (!list_score(listing, score, counted, number, error))
            return false;
    return true;
}

static bool is_behind(const Source *source, const Episode *episode)
{
    const Workspace *workspace = source->facts->workspace;
    bool unit = false;
    for (size_t i = 0; i < source->unit_count; i++)
        unit = unit || source->units[i] == &workspace->units.items[episode->unit];
    return unit && episode->month >= source->months.first &&
           episode->month <= source->months.last &&
           (!source->names.group || episode->group == source->names.group) &&
           episode_closed(source->names.indicator->instrument, episode->told,
                          episode->month, source->facts->horizon);
}

static const int32_t *told_from(const Source *source, const Instrument *instrument)
{
    const Facts *facts = source->facts;
    const Workspace *workspace = facts->workspace;
    size_t units = workspace->units.count;
    int32_t *from = ARENA_ARRAY(source->arena, units, int32_t);
    for (size_t i = 0; i < units; i++)
        from[i] = instrument->episodes
                      ? facts->first_rows[(size_t)(instrument->episodes -
                                                   workspace->records.items) *
                                              units +
                                          i]
                      : FACTS_NEVER;
    return from;
}

bool source_outcome(Source *source, Error *error)
{
    const Workspace *workspace = source->facts->workspace;
    const Indicator *indicator = source->names.indicator;
    Listing listing = {.source = source, .instrument = indicator->instrument};
    Episode *episodes;
    size_t unit = (size_t)(source->names.unit - workspace->units.items);
    columns_find(&listing);
    if (!episodes_read(source->facts->store, workspace, source->arena, listing.instrument,
                       unit_family(&workspace->units, unit),
                       told_from(source, listing.instrument), &episodes, error))
        return false;
    for (const Episode *episode = episodes; episode; episode = episode->next) {
        if (!is_behind(source, episode))
            continue;
        EpisodeOutcome outcome = {.paired = episode->count >= 2,
                                  .first = episode->first ? episode->first->total : 0,
                                  .last = episode->last ? episode->last->total : 0,
                                  .has_ending = episode->has_ending,
                                  .unplanned = episode->unplanned};
        OutcomeScale scale =
            outcome_scale(listing.instrument, indicator->reliable, episode->cut);
        int side = outcome_side(indicator->figure, &scale, &outcome);
        if (side != OUTCOME_SIDES &&
            !list_episode(&listing, episode, side == OUTCOME_FITS, error))
            return false;
    }
    return true;
}
