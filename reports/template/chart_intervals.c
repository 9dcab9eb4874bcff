/* SPDX-License-Identifier: EUPL-1.2 */
/* Units side by side in their own order, each with how sure its figure is. Whether a whole
 * interval is on one side of the goal, or of all units together, is said; who is first or
 * last never is. */
#include <math.h>

#include "engine/facts_compare.h"
#include "reports/template/chart_kinds.h"
#include "reports/template/chart_units.h"

typedef enum { STANDS_NOT, STANDS_WITHIN, STANDS_BELOW, STANDS_ABOVE } Stands;

typedef struct {
    Build *build;
    const Fence *fence;
    const FactIndicator *indicator;
    FactUnit *units;
    size_t count;
    Fact *facts;
    FactComparison *told;
    ChartPoint *points;
    ChartSpan *rows;
    Stands *stands;
    size_t drawn, sure, held; /* with a figure; an interval; a target */
    bool is_goal;             /* goals are asked for, and there are some */
    bool targets_differ, any_faint, any_preliminary;
    double target; /* as a figure, of the last that has one */
} Spans;

bool check_intervals(const Names *names, const Fence *fence, Error *error)
{
    static const Str allowed[] = {{"indicator", 9}, {"units", 5}, {"span", 4},
                                  {"group", 5},     {"goal", 4},  {"table", 5}};
    return chart_options_check(names, fence, allowed, 6, error);
}

/* Against the goal where it is asked for, else what the door compares with. */
static bool target_of(const Spans *spans, size_t i, double *target)
{
    const FactComparison *told = &spans->told[i];
    if (spans->is_goal) {
        *target = amount_double(spans->facts[i].goal.goal);
        return spans->facts[i].goal.known;
    }
    *target = told->target;
    return told->target_is != FACT_TARGET_NONE;
}

static void judge(Spans *spans, size_t i, double target)
{
    const Figure *figure = &spans->facts[i].figure;
    ChartSpan *row = &spans->rows[i];
    FactDirection direction = spans->indicator->direction;
    row->has_target = true;
    row->target = measure_drawn(spans->indicator, target);
    spans->targets_differ =
        spans->targets_differ || (spans->held && fabs(spans->target - target) > 1e-12);
    spans->target = target;
    spans->held++;
    if (!figure->has_interval)
        return;
    spans->stands[i] = figure->low95 > target    ? STANDS_ABOVE
                       : figure->high95 < target ? STANDS_BELOW
                                                 : STANDS_WITHIN;
    if (spans->stands[i] == STANDS_WITHIN)
        return;
    bool better = (spans->stands[i] == STANDS_ABOVE) == (direction == FACT_HIGHER_BETTER);
    row->symbol = direction == FACT_NEITHER ? SYMBOL_DIAMOND
                  : better                  ? SYMBOL_UP
                                            : SYMBOL_DOWN;
    row->tone = direction == FACT_NEITHER ? TONE_INK : better ? TONE_GOAL : TONE_ALERT;
}

static bool read_unit(Spans *spans, size_t i, Error *error)
{
    const Build *build = spans->build;
    Fact *fact = &spans->facts[i];
    if (!span_fact(build, spans->fence, spans->indicator->id, spans->units[i].id, fact,
                   error) ||
        !facts_compare(build->facts, fact, 1, &spans->told[i], error))
        return false;
    Figure plain = fact->figure; /* its marks are told elsewhere */
    plain.mark = plain.known ? MARK_OK : plain.mark, plain.year = 0;
    spans->points[i] = figure_point(build, spans->indicator, &plain);
    spans->points[i].preliminary = fact->figure.mark == MARK_PRELIMINARY;
    if (!fact->figure.known)
        return true;
    ChartSpan *row = &spans->rows[i];
    row->has_interval = fact->figure.has_interval;
    row->low = measure_drawn(spans->indicator, fact->figure.low95);
    row->high = measure_drawn(spans->indicator, fact->figure.high95);
    row->faint = row->has_interval &&
                 (spans->told[i].few || spans->told[i].target_is == FACT_TARGET_NONE);
    spans->drawn++;
    spans->sure += row->has_interval;
    spans->any_faint = spans->any_faint || row->faint;
    spans->any_preliminary = spans->any_preliminary || spans->points[i].preliminary;
    return true;
}

static bool read_units(Spans *spans, Error *error)
{
    Arena *arena = spans->build->arena;
    if (!chart_units(spans->build, spans->fence, STR("district"), &spans->units,
                     &spans->count, error))
        return false;
    spans->facts = ARENA_ARRAY(arena, spans->count, Fact);
    spans->told = ARENA_ARRAY(arena, spans->count, FactComparison);
    spans->points = ARENA_ARRAY(arena, spans->count, ChartPoint);
    spans->rows = ARENA_ARRAY(arena, spans->count, ChartSpan);
    spans->stands = ARENA_ARRAY(arena, spans->count, Stands);
    for (size_t i = 0; i < spans->count; i++)
        if (!read_unit(spans, i, error))
            return false;
    bool any_goal = false;
    for (size_t i = 0; i < spans->count; i++)
        any_goal = any_goal || spans->facts[i].goal.known;
    spans->is_goal = any_goal && fence_yes(spans->fence, "goal", false);
    for (size_t i = 0; i < spans->count; i++) {
        double target;
        if (spans->facts[i].figure.known && target_of(spans, i, &target))
            judge(spans, i, target);
    }
    return true;
}

static bool is_of_goal(const Spans *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        if (spans->told[i].target_is == FACT_TARGET_GOAL)
            return true;
    return spans->is_goal;
}

static Str target_said(const Spans *spans)
{
    const Wording *wording = spans->build->wording;
    if (spans->targets_differ)
        return wording_say(wording, WORD_intervals_own_target);
    return SAY(spans->build->arena, wording,
               is_of_goal(spans) ? WORD_funnel_target_goal : WORD_funnel_target_all,
               {"value", measure_text(spans->build, spans->indicator, spans->target)});
}

static Str side_said(const Spans *spans, Stands stands, Word word)
{
    NameList names = {0};
    for (size_t i = 0; i < spans->count; i++)
        if (spans->stands[i] == stands)
            name_add(spans->build, &names, spans->units[i].name);
    if (!names.count)
        return STR("");
    return SAY(spans->build->arena, spans->build->wording, word,
               {"target", target_said(spans)}, {"units", names_said(spans->build, &names)});
}

static Str verdict_said(const Spans *spans)
{
    static const Word words[][2] = {
        [FACT_HIGHER_BETTER] = {WORD_intervals_worse, WORD_intervals_better},
        [FACT_LOWER_BETTER] = {WORD_intervals_better, WORD_intervals_worse},
        [FACT_NEITHER] = {WORD_intervals_below, WORD_intervals_above},
    };
    const Word *sides = words[spans->indicator->direction];
    Text text = text_open(spans->build->arena);
    if (!spans->sure)
        return SAY(spans->build->arena, spans->build->wording, WORD_intervals_none,
                   {"name", spans->indicator->name});
    sentence_add(&text, side_said(spans, STANDS_BELOW, sides[0]));
    sentence_add(&text, side_said(spans, STANDS_ABOVE, sides[1]));
    if (spans->held && !text.len)
        sentence_add(&text, SAY(spans->build->arena, spans->build->wording,
                                WORD_intervals_within, {"target", target_said(spans)}));
    return text_str(&text);
}

static Str undrawn(const Spans *spans)
{
    Str *names = ARENA_ARRAY(spans->build->arena, spans->count, Str);
    for (size_t i = 0; i < spans->count; i++)
        names[i] = spans->units[i].name;
    return undrawn_said(spans->build, WORD_undrawn, names, spans->points, spans->count);
}

/* The range without names: who is at its ends says nothing. */
static Str alt_said(const Spans *spans, Str verdict)
{
    const Build *build = spans->build;
    const Figure *least = NULL, *most = NULL;
    for (size_t i = 0; i < spans->count; i++) {
        const Figure *figure = &spans->facts[i].figure;
        if (!figure->known)
            continue;
        if (!least || amount_compare(figure->value, least->value) < 0)
            least = figure;
        if (!most || amount_compare(figure->value, most->value) > 0)
            most = figure;
    }
    Text text = text_open(build->arena);
    Signs unused = {0};
    sentence_add(&text,
                 SAY_COUNT(build->arena, build->wording, WORD_alt_intervals, spans->drawn,
                           {"name", wording_small(build->arena, spans->indicator->name)},
                           {"in_period", span_said(build, spans->fence)},
                           {"count", str_format(build->arena, "%zu", spans->drawn)}));
    if (least && most)
        sentence_add(&text,
                     SAY(build->arena, build->wording, WORD_alt_range,
                         {"least", figure_text(build, spans->indicator, least, &unused)},
                         {"most", figure_text(build, spans->indicator, most, &unused)}));
    sentence_add(&text, verdict);
    sentence_add(&text, undrawn(spans));
    return text_str(&text);
}

static void add_note(const Spans *spans, Str verdict)
{
    const Wording *wording = spans->build->wording;
    Text text = text_open(spans->build->arena);
    sentence_add(&text, verdict);
    sentence_add(&text, wording_say(wording, WORD_intervals_no_rank));
    sentence_add(&text, undrawn(spans));
    if (spans->any_faint)
        sentence_add(&text, wording_say(wording, WORD_intervals_faint));
    if (spans->any_preliminary)
        sentence_add(&text, wording_say(wording, WORD_intervals_preliminary));
    build_paragraph(spans->build, PARAGRAPH_NOTE, text_str(&text));
}

static void add_chart(const Spans *spans, Str verdict)
{
    Build *build = spans->build;
    Str *labels = ARENA_ARRAY(build->arena, spans->count, Str);
    for (size_t i = 0; i < spans->count; i++)
        labels[i] = spans->units[i].name;
    ChartSeries *series = ARENA_NEW(build->arena, ChartSeries);
    *series = (ChartSeries){spans->indicator->name, spans->points};
    ChartIntervals *data = ARENA_NEW(build->arena, ChartIntervals);
    *data = (ChartIntervals){.rows = spans->rows, .is_goal = is_of_goal(spans)};
    if (spans->targets_differ)
        data->target_label = wording_say(build->wording, WORD_intervals_own);
    else if (spans->held)
        data->target_label = SAY(build->arena, build->wording,
                                 data->is_goal ? WORD_goal_label : WORD_funnel_all,
                                 {data->is_goal ? "goal" : "value",
                                  measure_text(build, spans->indicator, spans->target)});
    bool share = spans->indicator->kind == FACT_SHARE;
    build_add(build,
              (Block){.kind = BLOCK_CHART,
                      .chart = {.kind = CHART_INTERVALS,
                                .alt = alt_said(spans, verdict),
                                .unit = share ? STR("%") : spans->indicator->unit,
                                .language = build->wording->language,
                                .labels = labels,
                                .sublabels = ARENA_ARRAY(build->arena, spans->count, Str),
                                .point_count = spans->count,
                                .series = series,
                                .series_count = 1,
                                .intervals = data,
                                .height_pt = fence_number(spans->fence, "height", 0)}});
}

static Word sign_of(const Spans *spans, size_t i)
{
    const ChartSpan *row = &spans->rows[i];
    if (spans->stands[i] == STANDS_NOT)
        return WORD_none;
    if (spans->stands[i] == STANDS_WITHIN)
        return WORD_intervals_sign_within;
    if (row->symbol == SYMBOL_DIAMOND)
        return spans->stands[i] == STANDS_ABOVE ? WORD_intervals_sign_above
                                                : WORD_intervals_sign_below;
    return row->symbol == SYMBOL_UP ? WORD_intervals_sign_better
                                    : WORD_intervals_sign_worse;
}

static void add_row(const Spans *spans, Numbers *numbers, size_t i)
{
    const Build *build = spans->build;
    const Figure *figure = &spans->facts[i].figure;
    const ChartSpan *row = &spans->rows[i];
    Str none = wording_say(build->wording, WORD_none), counted = none;
    numbers_cell(numbers, text_cell(spans->units[i].name, TONE_INK));
    numbers_cell(numbers,
                 figure_cell(build, spans->indicator, figure, TONE_INK, &numbers->signs));
    if (figure->known)
        counted = number_print(build->arena, build->wording->language,
                               AMOUNT_WHOLE(figure->n), 0);
    if (figure->known && figure->has_denominator)
        counted = SAY(build->arena, build->wording, WORD_of, {"part", counted},
                      {"whole", number_print(build->arena, build->wording->language,
                                             figure->denominator, 0)});
    numbers_cell(numbers, text_cell(counted, TONE_MUTED));
    numbers_interval(numbers, row->has_interval,
                     measure_text(build, spans->indicator, figure->low95),
                     measure_text(build, spans->indicator, figure->high95));
    double target;
    bool held = figure->known && target_of(spans, i, &target);
    numbers_cell(
        numbers,
        text_cell(held ? measure_text(build, spans->indicator, target) : none, TONE_MUTED));
    numbers_cell(numbers,
                 (TableCell){.text = wording_say(build->wording, sign_of(spans, i)),
                             .symbol = row->symbol,
                             .symbol_tone = row->tone,
                             .tone = row->symbol == SYMBOL_NONE ? TONE_MUTED : TONE_INK});
}

static void add_table(const Spans *spans)
{
    const Build *build = spans->build;
    const Wording *wording = build->wording;
    Numbers numbers = {.build = build};
    numbers_column(&numbers, wording_say(wording, WORD_column_unit), COLUMN_WORDS);
    numbers_column(&numbers, wording_say(wording, WORD_column_value), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_counted), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_95), COLUMN_FIGURES);
    numbers_column(&numbers,
                   is_of_goal(spans) ? wording_say(wording, WORD_column_goal)
                                     : wording_say(wording, WORD_column_whole),
                   COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_against), COLUMN_STATUS);
    for (size_t i = 0; i < spans->count; i++)
        add_row(spans, &numbers, i);
    numbers_add(spans->build, spans->fence, &numbers,
                SAY(build->arena, wording, WORD_numbers_caption,
                    {"name", spans->indicator->name},
                    {"in_period", span_said(build, spans->fence)}));
}

bool build_intervals(Build *build, const Fence *fence, Error *error)
{
    Spans spans = {.build = build, .fence = fence};
    spans.indicator = build_indicator(build, fence->indicators[0], error);
    if (!spans.indicator || !read_units(&spans, error))
        return false;
    if (spans.drawn) {
        Str verdict = verdict_said(&spans);
        add_chart(&spans, verdict);
        add_note(&spans, verdict);
    } else {
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY(build->arena, build->wording, WORD_chart_nothing,
                            {"name", wording_small(build->arena, spans.indicator->name)},
                            {"in_period", span_said(build, fence)}));
    }
    add_table(&spans);
    return true;
}
