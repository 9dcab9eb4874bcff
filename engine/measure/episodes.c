/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/episodes.h"

#include <assert.h>
#include <stdlib.h>

/* An episode that its unit told. */
typedef struct {
    Str carer;
    size_t unit, group;
    int32_t start, end; /* end INT32_MAX: it is open */
    Episode *episode;
} Told;

typedef struct {
    Store *store;
    const Workspace *workspace;
    Arena *arena;
    const Instrument *instrument;
    const int32_t *told_from;
    Score *scores;
    size_t score_count, score_capacity;
    Told *told;
    size_t told_count, told_capacity;
    Episode **runs; /* unit * (groups + 1) + group: the last of a carer's with a gap */
    Episode *episodes, *latest; /* the list and its end */
} Reading;

/* Where columns stand in a stored row; 0: there is none. */
typedef struct {
    size_t day, carer, group, total, age, sequence, end, ending;
    size_t *where;
} Places;

size_t unit_family(const Units *units, size_t unit)
{
    size_t family = unit;
    for (size_t i = 0; i < units->count; i++)
        if (i != family && units_continued(units, &units->items[family], &units->items[i]))
            family = i;
    return family;
}

static Str group_column(const RecordKind *kind)
{
    for (size_t i = 0; i < kind->column_count; i++)
        if (kind->columns[i].type == COLUMN_GROUP)
            return kind->columns[i].name;
    return STR("");
}

static bool place(const Reading *reading, const RecordKind *kind, Str column, size_t *at,
                  Error *error)
{
    *at = 0;
    return !column.len || records_column(reading->store, kind->name, column, at, error);
}

static bool clauses_place(const Reading *reading, Places *places, Error *error)
{
    const Instrument *instrument = reading->instrument;
    places->where = ARENA_ARRAY(reading->arena, instrument->where_count, size_t);
    for (size_t i = 0; i < instrument->where_count; i++)
        if (!place(reading, instrument->scores, instrument->where[i].column,
                   &places->where[i], error))
            return false;
    return true;
}

static bool clause_fits(const WhereClause *clause, size_t at, const RecordReader *reader)
{
    const ChunkCell *cell = &reader->cells[at];
    if (at && cell->kind == CHUNK_NUMBER)
        return clause->is_number && cell->number >= clause->least &&
               cell->number <= clause->most;
    Str word = at && cell->kind == CHUNK_TEXT ? cell->text : reader->unit;
    for (size_t i = 0; i < clause->value_count; i++)
        if (str_equal(clause->values[i], word))
            return true;
    return false;
}

static int64_t number_at(const RecordReader *reader, size_t at)
{
    bool there = at && reader->cells[at].kind == CHUNK_NUMBER;
    return there ? reader->cells[at].number : EPISODE_UNTOLD;
}

static Str text_at(const RecordReader *reader, size_t at)
{
    bool there = at && reader->cells[at].kind == CHUNK_TEXT;
    return there ? reader->cells[at].text : STR("");
}

static int32_t day_at(const RecordReader *reader, size_t at)
{
    int64_t day = number_at(reader, at);
    return day == EPISODE_UNTOLD ? period_first_day((Period){PERIOD_MONTH, reader->month})
                                 : (int32_t)day;
}

static size_t group_at(const Reading *reading, const RecordReader *reader, size_t at)
{
    Str id = text_at(reader, at);
    for (size_t i = 0; i < reading->workspace->group_count; i++)
        if (str_equal(reading->workspace->groups[i].id, id))
            return i + 1;
    return 0;
}

static void add_score(Reading *reading, size_t unit, const Places *places,
                      const RecordReader *reader)
{
    const Instrument *instrument = reading->instrument;
    bool fits = true;
    for (size_t i = 0; i < instrument->where_count; i++)
        fits = fits && clause_fits(&instrument->where[i], places->where[i], reader);
    int64_t total = number_at(reader, places->total);
    Str carer = text_at(reader, places->carer);
    if (!fits || total == EPISODE_UNTOLD || !carer.len)
        return;
    Score score = {.carer = str_copy(reading->arena, carer),
                   .unit = unit,
                   .group = group_at(reading, reader, places->group),
                   .day = day_at(reader, places->day),
                   .month = reader->month,
                   .sequence = number_at(reader, places->sequence),
                   .total = total,
                   .age = number_at(reader, places->age),
                   .batch = reader->batch,
                   .line = reader->cells[0].number};
    reading->scores = ARENA_GROW(reading->arena, reading->scores, reading->score_count,
                                 &reading->score_capacity);
    reading->scores[reading->score_count++] = score;
}

static Episode *add_episode(Reading *reading, Episode episode)
{
    Episode *added = ARENA_NEW(reading->arena, Episode);
    *added = episode;
    if (reading->latest)
        reading->latest->next = added;
    else
        reading->episodes = added;
    return reading->latest = added;
}

static void add_told(Reading *reading, size_t unit, const Places *places,
                     const RecordReader *reader)
{
    int64_t end = number_at(reader, places->end);
    Str ending = text_at(reader, places->ending);
    Told told = {.carer = str_copy(reading->arena, text_at(reader, places->carer)),
                 .unit = unit,
                 .group = group_at(reading, reader, places->group),
                 .start = day_at(reader, places->day),
                 .end = end == EPISODE_UNTOLD ? INT32_MAX : (int32_t)end};
    Episode episode = {.carer = told.carer,
                       .unit = unit,
                       .group = told.group,
                       .day = told.end,
                       .month =
                           told.end == INT32_MAX ? INT32_MAX : day_month_serial(told.end),
                       .told = true,
                       .has_ending = ending.len > 0,
                       .unplanned = str_equal(ending, reading->instrument->unplanned),
                       .batch = reader->batch,
                       .line = reader->cells[0].number};
    if (!told.carer.len)
        return;
    told.episode = add_episode(reading, episode);
    reading->told = ARENA_GROW(reading->arena, reading->told, reading->told_count,
                               &reading->told_capacity);
    reading->told[reading->told_count++] = told;
}

static bool places_find(const Reading *reading, const RecordKind *kind, bool told,
                        Places *places, Error *error)
{
    const Instrument *instrument = reading->instrument;
    *places = (Places){0};
    if (!place(reading, kind, kind->month_column, &places->day, error) ||
        !place(reading, kind, group_column(kind), &places->group, error) ||
        !place(reading, kind, told ? instrument->episode_carer : instrument->carer,
               &places->carer, error))
        return false;
    if (told)
        return place(reading, kind, instrument->end, &places->end, error) &&
               place(reading, kind, instrument->ending, &places->ending, error);
    return place(reading, kind, instrument->total->name, &places->total, error) &&
           place(reading, kind, instrument->age, &places->age, error) &&
           place(reading, kind, instrument->sequence, &places->sequence, error) &&
           clauses_place(reading, places, error);
}

static bool read_unit(Reading *reading, size_t unit, const RecordKind *kind, bool told,
                      Error *error)
{
    RecordSpan span = {.kind = kind->name,
                       .unit = reading->workspace->units.items[unit].id,
                       .first = INT32_MIN,
                       .last = INT32_MAX};
    RecordReader reader;
    Places places;
    if (!places_find(reading, kind, told, &places, error) ||
        !records_open(reading->arena, reading->store, &span, &reader, error))
        return false;
    while (records_next(&reader, error))
        if (told)
            add_told(reading, unit, &places, &reader);
        else
            add_score(reading, unit, &places, &reader);
    return error->kind == ERROR_NONE;
}

static int order(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* By carer, then as the episode has them: never by the order of imports. */
static int compare_scores(const void *left, const void *right)
{
    const Score *a = left, *b = right;
    int by = str_compare(a->carer, b->carer);
    by = by ? by : order(a->day, b->day);
    by = by ? by : order(a->sequence, b->sequence);
    by = by ? by : order(a->line, b->line);
    by = by ? by : order(a->total, b->total);
    by = by ? by : order((int64_t)a->unit, (int64_t)b->unit);
    return by ? by : order((int64_t)a->group, (int64_t)b->group);
}

static bool goes_on(const Reading *reading, size_t unit, size_t in)
{
    const Units *units = &reading->workspace->units;
    return unit == in || units_continued(units, &units->items[unit], &units->items[in]);
}

/* Of episodes told that hold a score the one that began last; of such the closed one. */
static Told *told_of(const Reading *reading, const Score *score)
{
    Told *found = NULL;
    for (size_t i = 0; i < reading->told_count; i++) {
        Told *told = &reading->told[i];
        bool group = !told->group || !score->group || told->group == score->group;
        if (!group || score->day < told->start || score->day > told->end ||
            !str_equal(told->carer, score->carer) ||
            !(goes_on(reading, score->unit, told->unit) ||
              goes_on(reading, told->unit, score->unit)))
            continue;
        if (!found || told->start > found->start ||
            (told->start == found->start && told->end < found->end))
            found = told;
    }
    return found;
}

static void append(Episode *episode, Score *score)
{
    if (episode->last)
        episode->last->next = score;
    else
        episode->first = score;
    episode->last = score;
    episode->count++;
}

static bool within_gap(const Reading *reading, int32_t before, int32_t day)
{
    int year, month, at, from;
    int32_t months = day_month_serial(day) - day_month_serial(before);
    day_to(before, &year, &month, &from);
    day_to(day, &year, &month, &at);
    int32_t gap = reading->instrument->gap;
    return months < gap || (months == gap && at <= from);
}

/* The carer's episode in the unit, or in one it was made of, that a score goes on with. */
static Episode **run_of(const Reading *reading, const Score *score)
{
    size_t groups = reading->workspace->group_count + 1;
    Episode **own = &reading->runs[score->unit * groups + score->group];
    if (*own && within_gap(reading, (*own)->day, score->day))
        return own;
    Episode **latest = NULL;
    for (size_t i = 0; i < reading->workspace->units.count; i++) {
        Episode **run = &reading->runs[i * groups + score->group];
        if (i == score->unit || !*run || !goes_on(reading, i, score->unit) ||
            !within_gap(reading, (*run)->day, score->day))
            continue;
        if (!latest || (*run)->day > (*latest)->day)
            latest = run;
    }
    if (!latest)
        return NULL;
    *own = *latest;
    *latest = NULL;
    return own;
}

static void add_to_run(Reading *reading, Score *score)
{
    size_t groups = reading->workspace->group_count + 1;
    Episode **run = run_of(reading, score);
    if (!run) {
        run = &reading->runs[score->unit * groups + score->group];
        *run =
            add_episode(reading, (Episode){.carer = score->carer, .group = score->group});
    }
    assert(*run);
    append(*run, score);
    (*run)->unit = score->unit;
    (*run)->day = score->day;
    (*run)->month = score->month;
}

static void make_episodes(Reading *reading)
{
    size_t runs = reading->workspace->units.count * (reading->workspace->group_count + 1);
    reading->runs = ARENA_ARRAY(reading->arena, runs, Episode *);
    for (size_t i = 0; i < reading->score_count; i++) {
        Score *score = &reading->scores[i];
        if (i && !str_equal(score->carer, reading->scores[i - 1].carer))
            for (size_t run = 0; run < runs; run++)
                reading->runs[run] = NULL;
        Told *told = told_of(reading, score);
        if (told)
            append(told->episode, score);
        else if (score->month < reading->told_from[score->unit])
            add_to_run(reading, score);
    }
}

static void finish_episode(const Reading *reading, Episode *episode)
{
    if (!episode->first)
        return;
    int64_t age = episode->first->age;
    episode->cut = instrument_cut(reading->instrument, age != EPISODE_UNTOLD, age);
    if (!episode->group)
        episode->group = episode->first->group;
}

/* Those that are open by what their unit told are left out. */
static Episode *finished(const Reading *reading)
{
    Episode *first = NULL, **end = &first;
    for (Episode *episode = reading->episodes; episode; episode = episode->next)
        if (episode->month != INT32_MAX) {
            finish_episode(reading, episode);
            *end = episode;
            end = &episode->next;
        }
    *end = NULL;
    return first;
}

bool episodes_read(Store *store, const Workspace *workspace, Arena *arena,
                   const Instrument *instrument, size_t family, const int32_t *told_from,
                   Episode **episodes, Error *error)
{
    Reading reading = {.store = store,
                       .workspace = workspace,
                       .arena = arena,
                       .instrument = instrument,
                       .told_from = told_from};
    for (size_t unit = 0; unit < workspace->units.count; unit++) {
        if (unit_family(&workspace->units, unit) != family)
            continue;
        if (!read_unit(&reading, unit, instrument->scores, false, error) ||
            (instrument->episodes &&
             !read_unit(&reading, unit, instrument->episodes, true, error)))
            return false;
    }
    if (reading.score_count)
        qsort(reading.scores, reading.score_count, sizeof *reading.scores, compare_scores);
    make_episodes(&reading);
    *episodes = finished(&reading);
    return true;
}

bool episode_closed(const Instrument *instrument, bool told, int32_t month, int32_t horizon)
{
    return told || month + instrument->gap <= horizon;
}
