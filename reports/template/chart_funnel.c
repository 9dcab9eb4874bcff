/* SPDX-License-Identifier: EUPL-1.2 */
/* Units inside limits. Nothing is told first or last unless it is outside 99.8 %: chance
 * alone makes one unit the last. */
#include <math.h>

#include "reports/template/chart_funnel.h"
#include "reports/template/chart_kinds.h"

enum { STEPS = 48 }; /* of the limits' curves */

bool check_funnel(const Names *names, const Fence *fence, Error *error)
{
    static const Str allowed[] = {
        {"indicator", 9}, {"units", 5}, {"span", 4}, {"group", 5}, {"table", 5}};
    bool limited;
    if (!chart_options_check(names, fence, allowed, 5, error) ||
        !facts_limited(names->facts, fence->indicators[0], &limited, error))
        return false;
    return limited ||
           fence_fail(names, fence, "indicator", (Known){NULL, 0}, error,
                      "'%.*s' has no limits: a funnel is for shares, and for persons over "
                      "a population; kind: intervals shows units side by side",
                      STR_PRINT(fence->indicators[0]));
}

static double size_of(const Fact *fact)
{
    return amount_double(fact->figure.denominator);
}

static bool read_units(Funnel *funnel, Error *error)
{
    const Build *build = funnel->build;
    double target = NAN;
    if (!chart_units(build, funnel->fence, STR("district"), &funnel->units, &funnel->count,
                     error))
        return false;
    funnel->facts = ARENA_ARRAY(build->arena, funnel->count, Fact);
    funnel->told = ARENA_ARRAY(build->arena, funnel->count, FactComparison);
    funnel->points = ARENA_ARRAY(build->arena, funnel->count, ChartPoint);
    for (size_t i = 0; i < funnel->count; i++) {
        Fact *fact = &funnel->facts[i];
        FactComparison *told = &funnel->told[i];
        if (!span_fact(build, funnel->fence, funnel->indicator->id, funnel->units[i].id,
                       fact, error) ||
            !facts_compare(build->facts, fact, 1, told, error))
            return false;
        ChartPoint *point = &funnel->points[i];
        *point = figure_point(build, funnel->indicator, &fact->figure);
        if (point->known && !told->has_limits)
            *point = (ChartPoint){
                .text = wording_say(build->wording, told->target_is == FACT_TARGET_NONE
                                                        ? WORD_funnel_too_few
                                                        : WORD_funnel_no_limits)};
        if (!point->known)
            continue;
        funnel->goals_differ =
            funnel->goals_differ || (funnel->drawn && fabs(told->target - target) > 1e-12);
        target = told->target;
        funnel->drawn++;
        funnel->few += told->few;
        funnel->preliminary += point->preliminary;
    }
    return true;
}

/* From a little below the smallest to a little above the largest, closer where they bend.
 */
static bool make_limits(const Funnel *funnel, double target, ChartFunnel *chart,
                        Error *error)
{
    const Build *build = funnel->build;
    double least = INFINITY, most = 0, sizes[STEPS];
    for (size_t i = 0; i < funnel->count; i++)
        if (funnel->points[i].known) {
            least = fmin(least, size_of(&funnel->facts[i]));
            most = fmax(most, size_of(&funnel->facts[i]));
        }
    double from = sqrt(least * 0.85), to = sqrt(most * 1.04);
    for (size_t i = 0; i < STEPS; i++) {
        double root = from + (to - from) * (double)i / (STEPS - 1);
        sizes[i] = fmax(1, floor(root * root));
    }
    FactLimits limits[STEPS];
    if (!facts_limits(build->facts, funnel->indicator->id, target, sizes, STEPS, limits,
                      error))
        return false;
    ChartLimits *drawn = ARENA_ARRAY(build->arena, STEPS, ChartLimits);
    for (size_t i = 0; i < STEPS; i++)
        if (limits[i].known)
            drawn[chart->limit_count++] =
                (ChartLimits){sizes[i], measure_drawn(funnel->indicator, limits[i].lower95),
                              measure_drawn(funnel->indicator, limits[i].upper95),
                              measure_drawn(funnel->indicator, limits[i].lower998),
                              measure_drawn(funnel->indicator, limits[i].upper998)};
    chart->limits = drawn;
    return true;
}

static const ChartSpot *make_spots(const Funnel *funnel)
{
    static const LimitSide sides[] = {
        [FACT_POSITION_NONE] = SIDE_WITHIN, [FACT_BELOW_998] = SIDE_BELOW_998,
        [FACT_BELOW_95] = SIDE_BEYOND_95,   [FACT_WITHIN] = SIDE_WITHIN,
        [FACT_ABOVE_95] = SIDE_BEYOND_95,   [FACT_ABOVE_998] = SIDE_ABOVE_998,
    };
    ChartSpot *spots = ARENA_ARRAY(funnel->build->arena, funnel->count, ChartSpot);
    for (size_t i = 0; i < funnel->count; i++)
        if (funnel->points[i].known)
            spots[i] = (ChartSpot){size_of(&funnel->facts[i]),
                                   sides[funnel->told[i].position], funnel->told[i].few};
    return spots;
}

/* "vuxna invånare, en av 5"; what the size of a unit counts. */
static bool size_said(const Funnel *funnel, Str *said, Error *error)
{
    const Build *build = funnel->build;
    FactFormula formula;
    *said = wording_say(build->wording, WORD_funnel_size);
    if (!facts_formula(build->facts, build->arena, build->wording->language,
                       funnel->indicator->id, &formula, error))
        return false;
    if (formula.kind != FACT_RATIO)
        return true;
    const FactIndicator *over = build_indicator(build, formula.over, error);
    if (!over)
        return false;
    Str name = wording_small(build->arena, over->name);
    *said =
        formula.one_in > 1
            ? SAY(build->arena, build->wording, WORD_funnel_size_one_in, {"name", name},
                  {"count", str_format(build->arena, "%lld", (long long)formula.one_in)})
            : name;
    return true;
}

static bool add_chart(const Funnel *funnel, Str verdict, Error *error)
{
    Build *build = funnel->build;
    const FactComparison *told = funnel_any(funnel);
    ChartFunnel *data = ARENA_NEW(build->arena, ChartFunnel);
    *data = (ChartFunnel){.spots = make_spots(funnel),
                          .target = measure_drawn(funnel->indicator, told->target),
                          .is_goal = told->target_is == FACT_TARGET_GOAL,
                          .target_label = funnel_target(funnel),
                          .label95 = wording_say(build->wording, WORD_funnel_limit_95),
                          .label998 = wording_say(build->wording, WORD_funnel_limit_998)};
    if (!make_limits(funnel, told->target, data, error) ||
        !size_said(funnel, &data->size_label, error))
        return false;
    Str *labels = ARENA_ARRAY(build->arena, funnel->count, Str);
    for (size_t i = 0; i < funnel->count; i++)
        labels[i] = funnel->points[i].preliminary
                        ? SAY(build->arena, build->wording, WORD_preliminary,
                              {"value", funnel->units[i].name})
                        : funnel->units[i].name;
    ChartSeries *series = ARENA_NEW(build->arena, ChartSeries);
    *series = (ChartSeries){funnel->indicator->name, funnel->points};
    bool share = funnel->indicator->kind == FACT_SHARE;
    build_add(build,
              (Block){.kind = BLOCK_CHART,
                      .chart = {.kind = CHART_FUNNEL,
                                .alt = funnel_alt(funnel, verdict),
                                .unit = share ? STR("%") : funnel->indicator->unit,
                                .language = build->wording->language,
                                .labels = labels,
                                .sublabels = ARENA_ARRAY(build->arena, funnel->count, Str),
                                .point_count = funnel->count,
                                .series = series,
                                .series_count = 1,
                                .funnel = data,
                                .height_pt = fence_number(funnel->fence, "height", 0)}});
    return true;
}

bool build_funnel(Build *build, const Fence *fence, Error *error)
{
    Funnel funnel = {.build = build, .fence = fence};
    funnel.indicator = build_indicator(build, fence->indicators[0], error);
    if (!funnel.indicator || !read_units(&funnel, error))
        return false;
    if (!funnel.drawn || funnel.goals_differ) {
        build_paragraph(
            build, PARAGRAPH_NOTE,
            SAY(build->arena, build->wording,
                funnel.goals_differ ? WORD_funnel_goals_differ : WORD_funnel_nothing,
                {"name", funnel.indicator->name}, {"in_period", span_said(build, fence)}));
    } else {
        Str verdict = funnel_verdict(&funnel);
        if (!add_chart(&funnel, verdict, error))
            return false;
        funnel_note(&funnel, verdict);
    }
    funnel_table(&funnel);
    return true;
}
