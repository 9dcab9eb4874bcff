/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/standing.h"

#include "reports/template/matrix.h"

enum { PERIOD_KINDS = 5 };

/* A goal that some unit has: of an indicator, for one kind of period. */
typedef struct {
    const FactIndicator *indicator;
    Period period;
    Fact *facts; /* of each unit */
} Goal;

typedef struct {
    Build *build;
    FactUnit *units;
    size_t unit_count;
    Goal *goals;
    size_t goal_count, goal_capacity;
    bool *without; /* a goal, by unit */
} Standing;

/* The last period of a kind that ends with the month or before it. */
static Period period_over(PeriodKind kind, Period month)
{
    Period period = period_containing(kind, month.first_month);
    return period_last_month(period) > month.first_month ? period_next(period, -1) : period;
}

static void units_collect(Standing *standing, Period month)
{
    facts_units_all(standing->build->facts, month, &standing->units, &standing->unit_count);
    standing->without = ARENA_ARRAY(standing->build->arena, standing->unit_count, bool);
    for (size_t i = 0; i < standing->unit_count; i++)
        standing->without[i] = true;
}

/* A column of the matrix, unless the goal is only of units that are no more. */
static bool goal_collect(Standing *standing, Str id, Period period, Error *error)
{
    Build *build = standing->build;
    size_t count = standing->unit_count;
    bool any = false;
    const FactIndicator *indicator = build_indicator(build, id, error);
    if (!indicator)
        return false;
    Fact *facts = ARENA_ARRAY(build->arena, count, Fact);
    for (size_t i = 0; i < count; i++) {
        if (!facts_read(build->facts, build->arena, id, standing->units[i].id, STR("all"),
                        period, &facts[i], error))
            return false;
        any = any || facts[i].goal.known;
        standing->without[i] = standing->without[i] && !facts[i].goal.known;
    }
    if (!any)
        return true;
    standing->goals = ARENA_GROW(build->arena, standing->goals, standing->goal_count,
                                 &standing->goal_capacity);
    standing->goals[standing->goal_count++] = (Goal){indicator, period, facts};
    return true;
}

static bool goals_collect(Standing *standing, Period month, Error *error)
{
    Str *ids;
    size_t count;
    if (!facts_indicators(standing->build->facts, &ids, &count))
        return error_set(error, ERROR_BUG, "the indicators could not be read");
    for (size_t i = 0; i < count; i++)
        for (int kind = 0; kind < PERIOD_KINDS; kind++) {
            Period period = period_over((PeriodKind)kind, month);
            if (facts_has_goals(standing->build->facts, ids[i], period) &&
                !goal_collect(standing, ids[i], period, error))
                return false;
        }
    return true;
}

static void matrix_build(const Standing *standing)
{
    Build *build = standing->build;
    MatrixColumn *columns = ARENA_ARRAY(build->arena, standing->goal_count, MatrixColumn);
    for (size_t i = 0; i < standing->goal_count; i++) {
        const Goal *goal = &standing->goals[i];
        Str period = wording_period(build->arena, build->wording, goal->period);
        Str heading = SAY(build->arena, build->wording, WORD_index_column,
                          {"name", goal->indicator->name}, {"period", period});
        columns[i] = (MatrixColumn){heading, goal->indicator, goal->facts};
    }
    matrix_add(build, &(Matrix){.units = standing->units,
                                .unit_count = standing->unit_count,
                                .left_out = standing->without,
                                .columns = columns,
                                .column_count = standing->goal_count});
}

static void describe(const Build *build, Str extracted, Document *document)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    document->title = SAY(arena, wording, WORD_index_title,
                          {"programme", wording_capital(arena, build->about.programme)});
    document->author = document->header = build->about.organisation;
    document->subject = wording_capital(arena, build->about.programme);
    document->language = wording_say(wording, WORD_locale);
    document->timestamp = build->about.timestamp;
    document->producer = STR("Samsyn");
    document->footer = SAY(arena, wording, WORD_index_footer, {"extracted", extracted});
    document->skip = wording_say(wording, WORD_skip);
}

bool standing_build(Arena *arena, const Wording *wording, Facts *facts, Document *document,
                    Error *error)
{
    Blocks blocks = {0};
    Build build = {.arena = arena, .wording = wording, .facts = facts, .blocks = &blocks};
    Standing standing = {.build = &build};
    Period month;
    facts_about(facts, wording->language, &build.about);
    if (!facts_last_month(facts, &month, error))
        return false;
    units_collect(&standing, month);
    if (!goals_collect(&standing, month, error))
        return false;
    Str extracted = build.about.timestamp.len >= 10
                        ? str_slice(build.about.timestamp, 0, 10)
                        : wording_say(wording, WORD_none);
    *document = (Document){0};
    describe(&build, extracted, document);
    build_add(&build, (Block){.kind = BLOCK_HEADING, .heading = {1, document->title}});
    build_paragraph(&build, PARAGRAPH_LEAD,
                    SAY(arena, wording, WORD_index_lead, {"extracted", extracted}));
    build_add(&build, (Block){.kind = BLOCK_HEADING,
                              .heading = {2, wording_say(wording, WORD_index_goals)}});
    if (standing.goal_count)
        matrix_build(&standing);
    else
        build_paragraph(&build, PARAGRAPH_BODY, wording_say(wording, WORD_index_no_goals));
    document->blocks = blocks.items;
    document->count = blocks.count;
    return true;
}

StandingWords standing_words(const Wording *wording)
{
    return (StandingWords){.reports = wording_say(wording, WORD_index_reports),
                           .none = wording_say(wording, WORD_index_no_reports),
                           .pdf = wording_say(wording, WORD_index_pdf),
                           .html = wording_say(wording, WORD_index_html),
                           .rows = wording_say(wording, WORD_index_rows)};
}

Str standing_page_words(Arena *arena, const Wording *wording, size_t page)
{
    return SAY(arena, wording, WORD_index_page, {"page", str_format(arena, "%zu", page)});
}
