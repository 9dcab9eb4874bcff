/* Charts are data here: what is drawn, and what is said instead of it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/chart_kinds.h"
#include "reports/template/span.h"

enum { BARS_FEW = 6 };

static ChartPoint point_of(const Build *build, const FactIndicator *indicator,
                           const Figure *figure)
{
    Signs unused = {0};
    double scale = indicator->kind == FACT_SHARE ? 100 : 1;
    return (ChartPoint){
        .known = figure->known,
        .value = figure->known ? scale * amount_double(figure->value) : 0,
        .text = figure_text(build, indicator, figure, &unused),
        .preliminary = figure->mark == MARK_PRELIMINARY,
    };
}

typedef enum { SIDE_NOW, SIDE_LAST_YEAR } Side;

static const ChartPoint *points_of(const Build *build, const FactIndicator *indicator,
                                   const Fact *facts, size_t count, Side side)
{
    ChartPoint *points = ARENA_ARRAY(build->arena, count, ChartPoint);
    for (size_t i = 0; i < count; i++)
        points[i] = point_of(build, indicator,
                             side == SIDE_NOW ? &facts[i].figure : &facts[i].last_year);
    return points;
}

/* "maj" with its year below the first and each January; "K1" for quarters. */
void chart_periods(const Build *build, const Fact *facts, size_t count, Chart *chart)
{
    Arena *arena = build->arena;
    Str *labels = ARENA_ARRAY(arena, count, Str), *years = ARENA_ARRAY(arena, count, Str);
    for (size_t i = 0; i < count; i++) {
        Period period = facts[i].period;
        int month = 1 + period.first_month % 12;
        labels[i] = period.kind == PERIOD_MONTH
                        ? wording_month_short(arena, build->wording, month)
                        : wording_period(arena, build->wording, period);
        bool says_year = period.kind == PERIOD_MONTH && (i == 0 || month == 1);
        years[i] = says_year ? str_format(arena, "%d", period_year(period)) : STR("");
    }
    chart->labels = labels;
    chart->sublabels = years;
    chart->point_count = count;
}

static bool any_known(const Fact *facts, size_t count, Side side)
{
    for (size_t i = 0; i < count; i++)
        if (side == SIDE_NOW ? facts[i].figure.known : facts[i].last_year.known)
            return true;
    return false;
}

static void add_series(const Build *build, const FactIndicator *indicator,
                       const Fact *facts, size_t count, Str now, Str then, bool compare,
                       Chart *chart)
{
    ChartSeries *series = ARENA_ARRAY(build->arena, 2, ChartSeries);
    series[0] = (ChartSeries){now, points_of(build, indicator, facts, count, SIDE_NOW)};
    chart->series_count = 1;
    if (compare && any_known(facts, count, SIDE_LAST_YEAR)) {
        series[1] =
            (ChartSeries){then, points_of(build, indicator, facts, count, SIDE_LAST_YEAR)};
        chart->series_count = 2;
    }
    chart->series = series;
}

static bool wants_last_year(const Fence *fence)
{
    return fence_is(fence, "compare", STR("last_year"));
}

void chart_turn(const Build *build, const Fact *facts, size_t count, Chart *chart)
{
    const FactUnit *unit = &build->unit;
    for (size_t i = 1; unit->formed && i < count && !chart->turn; i++)
        if (period_first_day(facts[i - 1].period) < unit->since &&
            period_first_day(facts[i].period) >= unit->since)
            chart->turn = i;
    chart->turn_label =
        chart->turn ? wording_say(build->wording, WORD_formed_label) : STR("");
}

void chart_goal(const Build *build, const FactIndicator *indicator, const Fact *facts,
                size_t count, Chart *chart)
{
    const FactGoal *goal = count ? &facts[count - 1].goal : NULL;
    if (!goal || !goal->known)
        return;
    double scale = indicator->kind == FACT_SHARE ? 100 : 1;
    chart->has_goal = true;
    chart->goal = scale * amount_double(goal->goal);
    chart->goal_first = count - 1;
    while (chart->goal_first > 0 && facts[chart->goal_first - 1].goal.known &&
           amount_compare(facts[chart->goal_first - 1].goal.goal, goal->goal) == 0)
        chart->goal_first--;
    chart->goal_label = SAY(build->arena, build->wording, WORD_goal_label,
                            {"goal", amount_text(build, indicator, goal->goal)});
}

static bool build_months(Build *build, const Fence *fence, const FactIndicator *indicator,
                         Chart *chart, Error *error)
{
    int months = fence_number(fence, "months", build->template->history);
    Fact *facts;
    size_t count;
    if (!build_series(build, indicator->id, fence_text(fence, "group", STR("all")),
                      fence_step(build, fence), months, &facts, &count, error))
        return false;
    chart->kind = CHART_MONTHS;
    chart_periods(build, facts, count, chart);
    add_series(build, indicator, facts, count, indicator->name,
               wording_say(build->wording, WORD_column_last_year), wants_last_year(fence),
               chart);
    if (fence_yes(fence, "goal", false))
        chart_goal(build, indicator, facts, count, chart);
    chart_turn(build, facts, count, chart);
    chart->alt = alt_months(build, indicator, facts, count, chart->has_goal);
    return true;
}

static bool is_empty(const Fact *fact)
{
    const Figure *now = &fact->figure, *then = &fact->last_year;
    bool zero = now->known && now->value.numerator == 0;
    return zero &&
           (then->known ? then->value.numerator == 0 : then->mark != MARK_PROTECTED);
}

static bool read_bars(Build *build, const Fence *fence, Str by, FactName *parts,
                      size_t *count, Fact *facts, Error *error)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        if (!build_part_fact(build, by, fence->indicators[0], parts[i].id, build->period,
                             &facts[kept], error))
            return false;
        if (!fence_yes(fence, "empty", false) && is_empty(&facts[kept]))
            continue;
        parts[kept++] = parts[i];
    }
    *count = kept;
    return true;
}

static bool build_bars(Build *build, const Fence *fence, const FactIndicator *indicator,
                       Chart *chart, Error *error)
{
    Arena *arena = build->arena;
    Str by = fence_text(fence, "by", indicator->by);
    FactName *all, *parts;
    size_t count;
    Fact total;
    if (!build_parts(build, by, indicator->id, &all, &count, error) ||
        !build_fact(build, indicator->id, STR("all"), &total, error))
        return false;
    parts = ARENA_ARRAY(arena, count, FactName);
    for (size_t i = 0; i < count; i++)
        parts[i] = all[i];
    Fact *facts = ARENA_ARRAY(arena, count, Fact);
    if (!read_bars(build, fence, by, parts, &count, facts, error))
        return false;
    Str *labels = ARENA_ARRAY(arena, count, Str);
    for (size_t i = 0; i < count; i++)
        labels[i] = parts[i].name;
    chart->kind = CHART_BARS;
    if (count <= BARS_FEW)
        chart->height_pt = 0; /* a few keep their usual pitch, many stand closer */
    chart->labels = labels;
    chart->sublabels = ARENA_ARRAY(arena, count, Str);
    chart->point_count = count;
    Str now = wording_period(arena, build->wording, build->period);
    Str then = wording_period(arena, build->wording, period_last_year(build->period));
    add_series(build, indicator, facts, count, wording_capital(arena, now),
               wording_capital(arena, then), wants_last_year(fence), chart);
    chart->alt = alt_bars(build, indicator, parts, facts, count, &total);
    return true;
}

static bool build_grouped(Build *build, const Fence *fence, const FactIndicator *indicator,
                          Chart *chart, Error *error)
{
    int periods = fence_number(fence, "months", CHART_GROUPED_PERIODS);
    FactName *groups;
    size_t group_count, count = 0;
    if (!build_parts(build, STR("group"), indicator->id, &groups, &group_count, error))
        return false;
    ChartSeries *series = ARENA_ARRAY(build->arena, group_count, ChartSeries);
    AltGroup *heard = ARENA_ARRAY(build->arena, group_count, AltGroup);
    for (size_t i = 0; i < group_count; i++) {
        Fact *facts;
        if (!build_series(build, indicator->id, groups[i].id, fence_step(build, fence),
                          periods, &facts, &count, error))
            return false;
        if (i == 0)
            chart_periods(build, facts, count, chart);
        series[i] = (ChartSeries){groups[i].name,
                                  points_of(build, indicator, facts, count, SIDE_NOW)};
        heard[i] = (AltGroup){groups[i].name, facts};
    }
    chart->kind = CHART_GROUPED_BARS;
    chart->series = series;
    chart->series_count = group_count;
    chart->alt = alt_grouped(build, indicator, heard, group_count, count);
    return true;
}

static const ChartMaker makers[] = {
    {{"funnel", 6}, check_funnel, build_funnel},
    {{"bullet", 6}, check_bullet, build_bullet},
    {{"before_after", 12}, check_before_after, build_before_after},
    {{"distribution", 12}, check_distribution, build_distribution},
    {{"control", 7}, check_control, build_control},
    {{"intervals", 9}, check_intervals, build_intervals},
    {{"multiples", 9}, check_multiples, build_multiples},
};

const ChartMaker *chart_maker(const Fence *fence)
{
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (fence_is(fence, "kind", makers[i].name))
            return &makers[i];
    return NULL;
}

static bool build_chart(Build *build, const Fence *fence, Error *error)
{
    const ChartMaker *maker = chart_maker(fence);
    if (maker)
        return maker->build(build, fence, error);
    const FactIndicator *indicator = build_indicator(build, fence->indicators[0], error);
    if (!indicator)
        return false;
    bool share = indicator->kind == FACT_SHARE;
    Chart chart = {.height_pt = fence_number(fence, "height", 0),
                   .unit = share ? STR("%") : indicator->unit,
                   .language = build->wording->language};
    bool built = fence_is(fence, "kind", STR("months"))
                     ? build_months(build, fence, indicator, &chart, error)
                 : fence_is(fence, "kind", STR("bars"))
                     ? build_bars(build, fence, indicator, &chart, error)
                     : build_grouped(build, fence, indicator, &chart, error);
    if (!built)
        return false;
    /* Nothing to draw is said, never an empty frame. */
    bool nothing = true;
    for (size_t i = 0; i < chart.series_count; i++)
        for (size_t j = 0; j < chart.point_count; j++)
            nothing = nothing && !chart.series[i].points[j].known;
    if (nothing)
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY(build->arena, build->wording, WORD_chart_nothing,
                            {"name", wording_small(build->arena, indicator->name)},
                            {"in_period", wording_in_period(build->arena, build->wording,
                                                            build->period)}));
    else
        build_add(build, (Block){.kind = BLOCK_CHART, .chart = chart});
    if (!nothing && chart.turn)
        build_paragraph(build, PARAGRAPH_NOTE, formed_note(build, build->unit.since - 1));
    return true;
}

static const Str kinds[] = {{"months", 6},        {"bars", 4},    {"grouped", 7},
                            {"funnel", 6},        {"bullet", 6},  {"before_after", 12},
                            {"distribution", 12}, {"control", 7}, {"intervals", 9},
                            {"multiples", 9}};
static const Str unit_types[] = {{"district", 8}, {"network", 7}, {"city", 4}};
static const Str tables[] = {{"here", 4}, {"later", 5}, {"no", 2}};
static const Str compares[] = {{"last_year", 9}, {"none", 4}};
static const Str steps[] = {{"month", 5}, {"quarter", 7}};
static const OptionRule options[] = {
    {.name = {"indicator", 9}, .type = OPTION_INDICATOR, .required = true},
    {.name = {"kind", 4},
     .type = OPTION_CHOICE,
     .required = true,
     .choices = kinds,
     .choice_count = sizeof kinds / sizeof *kinds},
    {.name = {"indicators", 10}, .type = OPTION_INDICATORS},
    {.name = {"by", 2}, .type = OPTION_BY},
    {.name = {"months", 6}, .type = OPTION_NUMBER, .least = 2, .most = 60},
    {.name = {"step", 4}, .type = OPTION_CHOICE, .choices = steps, .choice_count = 2},
    {.name = {"compare", 7}, .type = OPTION_CHOICE, .choices = compares, .choice_count = 2},
    {.name = {"height", 6}, .type = OPTION_NUMBER, .least = 60, .most = 400},
    {.name = {"goal", 4}, .type = OPTION_YES},
    {.name = {"empty", 5}, .type = OPTION_YES},
    {.name = {"group", 5}, .type = OPTION_GROUP},
    {.name = {"units", 5}, .type = OPTION_CHOICE, .choices = unit_types, .choice_count = 3},
    {.name = {"span", 4},
     .type = OPTION_CHOICE,
     .choices = span_words,
     .choice_count = SPAN_WORDS},
    {.name = {"table", 5}, .type = OPTION_CHOICE, .choices = tables, .choice_count = 3},
};
const FenceKind fence_chart = {
    .name = {"chart", 5},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .check = check_chart,
    .build = build_chart,
};
