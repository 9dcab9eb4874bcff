/* SPDX-License-Identifier: EUPL-1.2 */
/* A series inside the limits of its own variation, and what that lets one say: of the last
 * point, and of the goal. What chance does is never told as a change. */
#include "reports/template/chart_kinds.h"
#include "reports/template/chart_units.h"
#include "reports/template/usual.h"

typedef struct {
    Build *build;
    const Fence *fence;
    const FactIndicator *indicator;
    Fact *facts;
    FactControl *told;
    size_t count;
    bool with_goal, no_lower, any_look;
    bool seen[FACT_POINT_NEUTRAL_LOW + 1]; /* point types */
} Control;

bool check_control(const Names *names, const Fence *fence, Error *error)
{
    static const Str allowed[] = {{"indicator", 9}, {"months", 6}, {"step", 4},
                                  {"group", 5},     {"goal", 4},   {"table", 5}};
    return chart_options_check(names, fence, allowed, 6, error);
}

static bool read_series(Control *control, Error *error)
{
    const Build *build = control->build;
    const Fence *fence = control->fence;
    int months = fence_number(fence, "months", build->template->history);
    if (!build_series(build, control->indicator->id, fence_text(fence, "group", STR("all")),
                      fence_step(build, fence), months, &control->facts, &control->count,
                      error))
        return false;
    control->told = ARENA_ARRAY(build->arena, control->count, FactControl);
    return facts_control(build->facts, control->facts, control->count, control->told,
                         error);
}

/* Whose values chance could not take below zero, whatever the limit says. */
static bool is_never_negative(const Control *control)
{
    FactKind kind = control->indicator->kind;
    if (kind != FACT_MEAN && kind != FACT_VALUE)
        return true;
    for (size_t i = 0; i < control->count; i++) {
        const Figure *figure = &control->facts[i].figure;
        if (figure->known && figure->value.numerator < 0)
            return false;
    }
    return kind == FACT_VALUE;
}

static size_t last_told(const Control *control)
{
    size_t last = control->count;
    for (size_t i = 0; i < control->count; i++)
        if (control->told[i].last)
            last = i;
    return last;
}

static void judge_look(const Control *control, size_t i, ChartJudged *judged)
{
    static const struct {
        Symbol symbol;
        Tone tone;
    } looks[] = {
        [FACT_POINT_COMMON_CAUSE] = {SYMBOL_NONE, TONE_ACCENT},
        [FACT_POINT_IMPROVEMENT] = {SYMBOL_UP, TONE_GOAL},
        [FACT_POINT_CONCERN] = {SYMBOL_DOWN, TONE_ALERT},
        [FACT_POINT_NEUTRAL_HIGH] = {SYMBOL_DIAMOND, TONE_INK},
        [FACT_POINT_NEUTRAL_LOW] = {SYMBOL_DIAMOND, TONE_INK},
    };
    const FactControl *told = &control->told[i];
    if (told->rare)
        return;
    judged->symbol = looks[told->point_type].symbol;
    judged->tone = looks[told->point_type].tone;
    const FactControl *next = i + 1 < control->count ? told + 1 : NULL;
    bool goes_on = next && next->known && next->signal == told->signal;
    if (told->quiet)
        judged->label = wording_say(control->build->wording, WORD_control_quiet);
    else if (told->signal != SPC_COMMON_CAUSE && !goes_on)
        judged->label = signal_said(control->build, told->signal);
}

static const ChartJudged *judge(Control *control)
{
    ChartJudged *judged = ARENA_ARRAY(control->build->arena, control->count, ChartJudged);
    bool never_negative = is_never_negative(control);
    for (size_t i = 0; i < control->count; i++) {
        const FactControl *told = &control->told[i];
        if (!told->known)
            continue;
        double upper = measure_drawn(control->indicator, told->upper);
        bool limited = usual_has_limits(told);
        bool lower = limited && (!never_negative || told->lower >= 0);
        judged[i] =
            (ChartJudged){.known = true,
                          .has_lower = lower,
                          .has_upper = limited && (control->indicator->kind != FACT_SHARE ||
                                                   told->upper <= 1),
                          .centre = measure_drawn(control->indicator, told->centre),
                          .lower = measure_drawn(control->indicator, told->lower),
                          .upper = upper,
                          .starts = told->starts,
                          .steps = told->by_size};
        judge_look(control, i, &judged[i]);
        if (!told->rare)
            control->seen[told->point_type] = true;
        control->any_look = control->any_look || judged[i].symbol != SYMBOL_NONE;
        control->no_lower = limited && !lower && !told->by_size;
    }
    return judged;
}

static Str value_of(const Control *control, const Figure *figure)
{
    Signs unused = {0};
    Figure plain = *figure; /* what is preliminary has an open point */
    plain.mark = figure->known ? MARK_OK : figure->mark;
    return figure_text(control->build, control->indicator, &plain, &unused);
}

static Str last_said(const Control *control, size_t last)
{
    const Build *build = control->build;
    const FactControl *told = &control->told[last];
    if (told->rare)
        return wording_say(build->wording, WORD_control_rare);
    if (!told->limited)
        return wording_say(build->wording, WORD_control_few);
    if (told->still)
        return wording_say(build->wording, WORD_control_still);
    static const Word words[] = {
        [FACT_POINT_COMMON_CAUSE] = WORD_control_last_usual,
        [FACT_POINT_IMPROVEMENT] = WORD_control_last_better,
        [FACT_POINT_CONCERN] = WORD_control_last_worse,
        [FACT_POINT_NEUTRAL_HIGH] = WORD_control_last_other,
        [FACT_POINT_NEUTRAL_LOW] = WORD_control_last_other,
    };
    if (!control->any_look)
        return wording_say(build->wording, WORD_control_all_usual);
    return SAY(build->arena, build->wording, words[told->point_type],
               {"value", value_of(control, &control->facts[last].figure)},
               {"period",
                wording_period(build->arena, build->wording, control->facts[last].period)},
               {"signal", signal_said(build, told->signal)});
}

static Str goal_said(const Control *control, size_t last)
{
    static const Word words[] = {
        [SPC_PASS] = WORD_control_pass,
        [SPC_FAIL] = WORD_control_fail,
        [SPC_INCONSISTENT] = WORD_control_inconsistent,
    };
    const Build *build = control->build;
    SpcAssurance assurance = control->told[last].assurance;
    if (!control->with_goal || assurance == SPC_NO_ASSURANCE || control->told[last].rare)
        return STR("");
    return SAY(
        build->arena, build->wording, words[assurance],
        {"goal", amount_text(build, control->indicator, control->facts[last].goal.goal)});
}

static Str verdict_said(const Control *control)
{
    Text text = text_open(control->build->arena);
    size_t last = last_told(control);
    if (last < control->count) {
        sentence_add(&text, last_said(control, last));
        sentence_add(&text, goal_said(control, last));
    }
    return text_str(&text);
}

static void add_note(const Control *control, const ChartJudged *judged, Str verdict)
{
    Build *build = control->build;
    const Wording *wording = build->wording;
    Text text = text_open(build->arena);
    size_t last = last_told(control);
    bool preliminary = false;
    sentence_add(&text, verdict);
    for (size_t i = 0; i < control->count; i++) {
        preliminary = preliminary || control->facts[i].figure.mark == MARK_PRELIMINARY;
        if (judged[i].starts)
            sentence_add(&text, SAY(build->arena, wording, WORD_control_rebased,
                                    {"period", wording_period(build->arena, wording,
                                                              control->facts[i].period)}));
    }
    if (control->seen[FACT_POINT_IMPROVEMENT])
        sentence_add(&text, wording_say(wording, WORD_control_sign_better));
    if (control->seen[FACT_POINT_CONCERN])
        sentence_add(&text, wording_say(wording, WORD_control_sign_worse));
    if (control->seen[FACT_POINT_NEUTRAL_HIGH] || control->seen[FACT_POINT_NEUTRAL_LOW])
        sentence_add(&text, wording_say(wording, WORD_control_sign_other));
    bool limits = last < control->count && usual_has_limits(&control->told[last]);
    if (limits && control->told[last].by_size)
        sentence_add(&text, wording_say(wording, WORD_control_by_size));
    if (limits && control->told[last].preliminary_limits)
        sentence_add(&text, wording_say(wording, WORD_control_early_limits));
    if (control->no_lower)
        sentence_add(&text, wording_say(wording, WORD_control_no_lower));
    if (preliminary)
        sentence_add(&text, wording_say(wording, WORD_control_preliminary));
    if (control->count)
        sentence_add(&text, formed_note(build, period_first_day(control->facts[0].period)));
    if (text.len)
        build_paragraph(build, PARAGRAPH_NOTE, text_str(&text));
}

/* With one more decimal than the figures: a point beyond its limit must be seen to be. */
static Str limit_text(const Control *control, double value)
{
    FactIndicator finer = *control->indicator;
    finer.decimals++;
    return measure_text(control->build, &finer, value);
}

static Str line_label(const Control *control, Word word, double value)
{
    return SAY(control->build->arena, control->build->wording, word,
               {"value", limit_text(control, value)});
}

static Word centre_word(const FactControl *told)
{
    return told->limited ? WORD_control_mean : WORD_control_median;
}

static ChartControl *add_limits(const Control *control, const ChartJudged *judged)
{
    ChartControl *data = ARENA_NEW(control->build->arena, ChartControl);
    *data = (ChartControl){.points = judged};
    size_t last = last_told(control);
    if (last == control->count)
        return data;
    const FactControl *told = &control->told[last];
    data->preliminary = usual_has_limits(told) && told->preliminary_limits;
    data->centre_label = line_label(control, centre_word(told), told->centre);
    data->lower_label = line_label(control, WORD_control_lower, told->lower);
    data->upper_label = line_label(control, WORD_control_upper, told->upper);
    return data;
}

static void add_chart(const Control *control, const ChartJudged *judged, Str verdict)
{
    Build *build = control->build;
    const FactIndicator *indicator = control->indicator;
    ChartPoint *points = ARENA_ARRAY(build->arena, control->count, ChartPoint);
    for (size_t i = 0; i < control->count; i++) {
        points[i] = figure_point(build, indicator, &control->facts[i].figure);
        points[i].text = value_of(control, &control->facts[i].figure);
    }
    ChartSeries *series = ARENA_NEW(build->arena, ChartSeries);
    *series = (ChartSeries){indicator->name, points};
    Chart chart = {
        .kind = CHART_CONTROL,
        .alt = alt_control(build, indicator, control->facts, control->count, verdict),
        .unit = indicator->kind == FACT_SHARE ? STR("%") : indicator->unit,
        .language = build->wording->language,
        .series = series,
        .series_count = 1,
        .control = add_limits(control, judged),
        .height_pt = fence_number(control->fence, "height", 0)};
    chart_periods(build, control->facts, control->count, &chart);
    chart_turn(build, control->facts, control->count, &chart);
    if (control->with_goal)
        chart_goal(build, indicator, control->facts, control->count, &chart);
    build_add(build, (Block){.kind = BLOCK_CHART, .chart = chart});
}

static void add_row(const Control *control, Numbers *numbers, const ChartJudged *judged,
                    size_t i)
{
    const Build *build = control->build;
    const FactControl *told = &control->told[i];
    Str none = wording_say(build->wording, WORD_none);
    numbers_cell(
        numbers,
        text_cell(wording_capital(build->arena, wording_period(build->arena, build->wording,
                                                               control->facts[i].period)),
                  TONE_INK));
    numbers_cell(numbers, figure_cell(build, control->indicator, &control->facts[i].figure,
                                      TONE_INK, &numbers->signs));
    numbers_cell(
        numbers,
        text_cell(told->known ? line_label(control, centre_word(told), told->centre) : none,
                  TONE_MUTED));
    Text limits = text_open(build->arena);
    if (judged->has_lower && judged->has_upper)
        text_add(&limits, interval_said(build, limit_text(control, told->lower),
                                        limit_text(control, told->upper)));
    else if (judged->has_upper)
        text_add(&limits, line_label(control, WORD_control_upper, told->upper));
    else if (judged->has_lower)
        text_add(&limits, line_label(control, WORD_control_lower, told->lower));
    else
        text_add(&limits, none);
    numbers_cell(numbers, text_cell(text_str(&limits), TONE_MUTED));
    Str signal = told->quiet ? wording_say(build->wording, WORD_control_quiet)
                             : signal_said(build, told->signal);
    numbers_cell(numbers, (TableCell){.text = told->limited && !told->rare ? signal : none,
                                      .symbol = judged->symbol,
                                      .symbol_tone = judged->tone,
                                      .tone = judged->symbol == SYMBOL_NONE ? TONE_MUTED
                                                                            : TONE_INK});
}

static void add_table(const Control *control, const ChartJudged *judged)
{
    const Build *build = control->build;
    const Wording *wording = build->wording;
    Numbers numbers = {.build = build};
    numbers_column(&numbers, wording_say(wording, WORD_column_month), COLUMN_WORDS);
    numbers_column(&numbers, wording_say(wording, WORD_column_value), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_centre), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_limits), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_signal), COLUMN_STATUS);
    for (size_t i = 0; i < control->count; i++)
        add_row(control, &numbers, &judged[i], i);
    numbers_add(control->build, control->fence, &numbers,
                SAY(build->arena, wording, WORD_control_caption,
                    {"name", control->indicator->name}, {"unit", build->unit.name}));
}

static bool any_known(const Control *control)
{
    for (size_t i = 0; i < control->count; i++)
        if (control->facts[i].figure.known)
            return true;
    return false;
}

bool build_control(Build *build, const Fence *fence, Error *error)
{
    Control control = {
        .build = build, .fence = fence, .with_goal = fence_yes(fence, "goal", false)};
    control.indicator = build_indicator(build, fence->indicators[0], error);
    if (!control.indicator || !read_series(&control, error))
        return false;
    if (!any_known(&control)) {
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY(build->arena, build->wording, WORD_chart_nothing,
                            {"name", wording_small(build->arena, control.indicator->name)},
                            {"in_period", wording_in_period(build->arena, build->wording,
                                                            build->period)}));
        return true;
    }
    const ChartJudged *judged = judge(&control);
    Str verdict = verdict_said(&control);
    add_chart(&control, judged, verdict);
    add_note(&control, judged, verdict);
    if (!fence_is(fence, "table", STR("no")))
        add_table(&control, judged);
    return true;
}
