/* A year of a record kind is counted at a time: its rows are read once, for all indicators
 * made from them. What was touched is spread to the units above and the periods that hold
 * it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "engine/measure/coverage.h"
#include "engine/disclose/whole.h"
#include "engine/measure/outcome_build.h"
#include "engine/measure/protection.h"
#include "engine/measure/tally.h"

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

static bool counts_rows(const Work *work, const Indicator *indicator, size_t kind,
                        bool spread)
{
    return indicator->source == &work->workspace->records.items[kind] &&
           indicator->kind != MEASURE_REPORTED && indicator->kind != MEASURE_OFFERED &&
           indicator->kind != MEASURE_OUTCOME && indicator->spread == spread;
}

static bool measures_rows(const Work *work, size_t kind, bool spread)
{
    const Indicators *all = &work->workspace->indicators;
    for (size_t i = 0; i < all->count; i++)
        if (counts_rows(work, &all->items[i], kind, spread))
            return true;
    return false;
}

static Tallies tallies_open(Work *work, Arena *arena, const Year *year, size_t kind,
                            bool spread, Rows *rows)
{
    const Indicators *all = &work->workspace->indicators;
    Tallies tallies = {.items = ARENA_ARRAY(arena, all->count, Tally *)};
    for (size_t i = 0; i < all->count; i++) {
        const Indicator *indicator = &all->items[i];
        if (counts_rows(work, indicator, kind, spread))
            tallies.items[tallies.count++] = tally_open(work, arena, year, rows, indicator);
    }
    tallies.groups = key_groups(arena, tallies.items, tallies.count, &tallies.group_count);
    return tallies;
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

static bool write_tally(Work *work, Arena *keep, Tally *tally, const Hidden **told,
                        Error *error)
{
    Arena *arena = arena_open();
    Sheet sheet = sheet_new(work, arena, tally->indicator), *sheets[] = {&sheet};
    bool done = !tally->arrivals || arrivals_count(tally, error);
    if (done)
        tally_finish(tally, &sheet);
    done = done && sheets_protect(work, keep, tally->year, sheets, 1, told, error);
    arena_close(arena);
    return done;
}

static bool has_whole(const Tallies *tallies, const Indicator *indicator)
{
    bool any = false;
    for (size_t i = 0; i < tallies->count; i++)
        any |= whole_counts(indicator, tallies->items[i]->indicator);
    return any;
}

/* What is the whole of others first, so that they are hidden where it is. */
static bool write_tallies(Work *work, Arena *keep, const Tallies *tallies,
                          const Hidden **told, Error *error)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < tallies->count; i++)
            if (has_whole(tallies, tallies->items[i]->indicator) == (pass == 1) &&
                !write_tally(work, keep, tallies->items[i], told, error))
                return false;
    return true;
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
                       Touches *touches, const Firsts *firsts, const Hidden **told,
                       Error *error)
{
    Rows *rows;
    if (!measures_rows(work, kind, spread))
        return true;
    if (!coverage_fill(work, arena, year, kind, spread, firsts, NULL, error) ||
        !rows_open(work, arena, &work->workspace->records.items[kind], &rows, error))
        return false;
    Tallies tallies = tallies_open(work, arena, year, kind, spread, rows);
    if (!arrivals_begin(work, arena, &tallies, touches, kind, error))
        return false;
    if (spread ? !read_spans(work, arena, year, kind, rows, &tallies, error)
               : !read_days(work, arena, year, kind, rows, &tallies, error))
        return false;
    return write_tallies(work, arena, &tallies, told, error);
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
        Sheet sheet = sheet_new(work, scratch, indicator), *sheets[] = {&sheet};
        const Hidden *told = NULL;
        reports_fill(work, year, reports, indicator, &sheet);
        if (!sheets_protect(work, scratch, year, sheets, 1, &told, error))
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

static bool build_outcomes(Work *work, int number, const Touches *touches,
                           const Firsts *firsts, Error *error)
{
    const Instruments *all = &work->workspace->indicators.instruments;
    bool done = true;
    for (size_t i = 0; done && i < all->count; i++) {
        Arena *scratch = arena_open();
        Year year = year_open(work, scratch, number);
        mark_slots(work, touches, touches_instrument(work, i), &year);
        if (anything_affected(work, &year))
            done = outcomes_build(work, scratch, &year, &all->items[i], firsts, error);
        arena_close(scratch);
    }
    return done;
}

bool cells_build_year(Work *work, int number, Touches *touches, const Firsts *firsts,
                      const Reports *reports, Error *error)
{
    bool done = true;
    for (size_t kind = 0; done && kind < work->workspace->records.count; kind++) {
        Arena *scratch = arena_open();
        Year year = year_open(work, scratch, number);
        const Hidden *told = NULL;
        mark_slots(work, touches, kind, &year);
        if (anything_affected(work, &year))
            done = build_rows(work, scratch, &year, kind, false, touches, firsts, &told,
                              error) &&
                   build_rows(work, scratch, &year, kind, true, touches, firsts, &told,
                              error) &&
                   build_reported(work, scratch, &year, kind, reports, error);
        arena_close(scratch);
    }
    return done && build_outcomes(work, number, touches, firsts, error) &&
           build_made(work, number, touches, error);
}
