/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_control.h"

#include "engine/facts_inside.h"

enum { LIMITS_LEAST = 12, FIRM_LEAST = 24, RARE_UNDER = 5 };

/* The points of a series, and which fact each is. */
typedef struct {
    SpcValue *values;
    SpcPoint *points;
    size_t *places;
    size_t count;
} Charted;

static bool is_point(const Figure *figure)
{
    return figure->known && figure->mark == MARK_OK;
}

static bool rebases_at(const ControlSettings *control, Str unit, int32_t before,
                       int32_t month)
{
    for (size_t i = 0; i < control->rebase_count; i++) {
        const ControlRebase *rebase = &control->rebases[i];
        if ((!rebase->unit.len || str_equal(rebase->unit, unit)) &&
            before < rebase->month && rebase->month <= month)
            return true;
    }
    return false;
}

static Charted charted_read(Arena *arena, const FactNames *names, const Fact *series,
                            size_t count)
{
    const ControlSettings *control = &names->indicator->control;
    Charted charted = {ARENA_ARRAY(arena, count, SpcValue),
                       ARENA_ARRAY(arena, count, SpcPoint),
                       ARENA_ARRAY(arena, count, size_t), 0};
    for (size_t i = 0; i < count; i++) {
        if (!is_point(&series[i].figure))
            continue;
        size_t at = charted.count++;
        SpcValue *value = &charted.values[at];
        charted.places[at] = i;
        value->value = amount_double(series[i].figure.value);
        if (names->indicator->share && series[i].figure.has_denominator)
            value->of = amount_double(series[i].figure.denominator);
        if (at == 0)
            continue;
        size_t before = charted.places[at - 1];
        value->after_gap = !control->ignores_gaps && before + 1 < i;
        value->starts =
            rebases_at(control, names->unit->id, series[before].period.first_month,
                       series[i].period.first_month);
    }
    return charted;
}

static FactPointType type_of(Better better, int way)
{
    if (!way)
        return FACT_POINT_COMMON_CAUSE;
    if (better == BETTER_NEITHER)
        return way > 0 ? FACT_POINT_NEUTRAL_HIGH : FACT_POINT_NEUTRAL_LOW;
    return (way > 0) == (better == BETTER_HIGHER) ? FACT_POINT_IMPROVEMENT
                                                  : FACT_POINT_CONCERN;
}

static bool is_quiet(const ControlSettings *control, Period period)
{
    return period.kind == PERIOD_MONTH &&
           (control->quiet_months >> (period.first_month % 12) & 1);
}

/* Whole numbers a month, so few that chance makes most of what is seen. */
static bool is_rare(const Indicator *indicator, const Charted *charted, size_t first,
                    size_t end, const Fact *series)
{
    double sum = 0;
    for (size_t i = first; i < end; i++) {
        const Fact *fact = &series[charted->places[i]];
        if (fact->period.kind != PERIOD_MONTH || fact->figure.has_denominator ||
            fact->figure.value.denominator != 1)
            return false;
        sum += charted->values[i].value;
    }
    return indicator->kind != MEASURE_MEAN && indicator->kind != MEASURE_OFFERED &&
           sum < RARE_UNDER * (double)(end - first);
}

/* Of a group of points first..end; fewer than twelve have their median alone. */
static void group_tell(const FactNames *names, const Charted *charted, size_t first,
                       size_t end, const Fact *series, FactControl *controls)
{
    const Indicator *indicator = names->indicator;
    size_t count = end - first;
    Arena *scratch = arena_open();
    double *values = ARENA_ARRAY(scratch, count, double);
    for (size_t i = 0; i < count; i++)
        values[i] = charted->values[first + i].value;
    double median = spc_median(scratch, values, count);
    bool rare = is_rare(indicator, charted, first, end, series);
    for (size_t i = first; i < end; i++) {
        const SpcPoint *point = &charted->points[i];
        FactControl *told = &controls[charted->places[i]];
        *told = (FactControl){.known = true,
                              .limited = count >= LIMITS_LEAST,
                              .preliminary_limits = count < FIRM_LEAST,
                              .centre = median,
                              .starts = charted->values[i].starts,
                              .rare = rare};
        if (!told->limited)
            continue;
        told->still = point->still;
        told->by_size = point->by_size;
        told->centre = point->centre;
        told->lower = point->lower;
        told->upper = point->upper;
        told->quiet = point->signal == SPC_BELOW_LPL &&
                      is_quiet(&indicator->control, series[charted->places[i]].period);
        told->signal = told->quiet ? SPC_COMMON_CAUSE : point->signal;
        told->point_type = type_of(indicator->better, spc_direction(told->signal));
    }
    arena_close(scratch);
}

static void last_tell(const Indicator *indicator, const Charted *charted, const Fact *fact,
                      FactControl *last)
{
    int better = indicator->better == BETTER_HIGHER  ? 1
                 : indicator->better == BETTER_LOWER ? -1
                                                     : 0;
    last->last = true;
    if (last->limited && fact->goal.known)
        last->assurance = spc_assurance(&charted->points[charted->count - 1], better,
                                        amount_double(fact->goal.goal));
}

bool facts_control(Facts *facts, const Fact *series, size_t count, FactControl *controls,
                   Error *error)
{
    FactNames names;
    for (size_t i = 0; i < count; i++)
        controls[i] = (FactControl){0};
    if (!count)
        return true;
    if (!facts_names(facts, series->indicator, series->unit, series->group, &names, error))
        return false;
    const ControlSettings *control = &names.indicator->control;
    Arena *scratch = arena_open();
    Charted charted = charted_read(scratch, &names, series, count);
    SpcRules rules = {(size_t)control->baseline_points, control->no_screen};
    spc_points(charted.values, charted.count, rules, charted.points);
    for (size_t first = 0, end; first < charted.count; first = end) {
        for (end = first + 1; end < charted.count && !charted.values[end].starts;)
            end++;
        group_tell(&names, &charted, first, end, series, controls);
    }
    if (charted.count) {
        size_t place = charted.places[charted.count - 1];
        last_tell(names.indicator, &charted, &series[place], &controls[place]);
    }
    arena_close(scratch);
    return true;
}

Str signal_word(SpcSignal signal)
{
    static const Str words[] = {
        [SPC_COMMON_CAUSE] = {"common_cause", 12},
        [SPC_ABOVE_UPL] = {"above_upl", 9},
        [SPC_BELOW_LPL] = {"below_lpl", 9},
        [SPC_TREND_UP] = {"trend_up", 8},
        [SPC_TREND_DOWN] = {"trend_down", 10},
        [SPC_TWO_OF_THREE_ABOVE] = {"two_of_three_above", 18},
        [SPC_TWO_OF_THREE_BELOW] = {"two_of_three_below", 18},
        [SPC_SHIFT_ABOVE] = {"shift_above", 11},
        [SPC_SHIFT_BELOW] = {"shift_below", 11},
    };
    return words[signal];
}

Str point_type_word(FactPointType type)
{
    static const Str words[] = {
        [FACT_POINT_COMMON_CAUSE] = {"common_cause", 12},
        [FACT_POINT_IMPROVEMENT] = {"improvement", 11},
        [FACT_POINT_CONCERN] = {"concern", 7},
        [FACT_POINT_NEUTRAL_HIGH] = {"neutral_high", 12},
        [FACT_POINT_NEUTRAL_LOW] = {"neutral_low", 11},
    };
    return words[type];
}

Str variation_word(const FactControl *last)
{
    bool high = spc_direction(last->signal) > 0;
    switch (last->point_type) {
    case FACT_POINT_IMPROVEMENT:
        return high ? STR("improvement_high") : STR("improvement_low");
    case FACT_POINT_CONCERN:
        return high ? STR("concern_high") : STR("concern_low");
    case FACT_POINT_COMMON_CAUSE:
    case FACT_POINT_NEUTRAL_HIGH:
    case FACT_POINT_NEUTRAL_LOW:
        break;
    }
    return point_type_word(last->point_type);
}

Str assurance_word(SpcAssurance assurance)
{
    static const Str words[] = {[SPC_NO_ASSURANCE] = {"none", 4},
                                [SPC_PASS] = {"pass", 4},
                                [SPC_FAIL] = {"fail", 4},
                                [SPC_INCONSISTENT] = {"inconsistent", 12}};
    return words[assurance];
}
