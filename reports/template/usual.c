/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/usual.h"

#include <math.h>

#include "reports/template/chart_units.h"

bool usual_has_limits(const FactControl *control)
{
    return control->limited && !control->still && !control->rare;
}

bool usual_read(const Build *build, const FactIndicator *indicator,
                const FactControl **usual, Error *error)
{
    Fact *series;
    size_t count;
    PeriodKind kind = build->period.kind;
    *usual = NULL;
    if (kind != PERIOD_MONTH && kind != PERIOD_QUARTER)
        return true;
    if (!build_series(build, indicator->id, STR("all"), kind, build->template->history,
                      &series, &count, error))
        return false;
    FactControl *told = ARENA_ARRAY(build->arena, count, FactControl);
    if (!facts_control(build->facts, series, count, told, error))
        return false;
    if (count && told[count - 1].last && usual_has_limits(&told[count - 1]))
        *usual = &told[count - 1];
    return true;
}

Str signal_said(const Build *build, SpcSignal signal)
{
    static const Word words[] = {
        [SPC_COMMON_CAUSE] = WORD_control_usual,
        [SPC_ABOVE_UPL] = WORD_control_above,
        [SPC_BELOW_LPL] = WORD_control_below,
        [SPC_TREND_UP] = WORD_control_rising,
        [SPC_TREND_DOWN] = WORD_control_falling,
        [SPC_TWO_OF_THREE_ABOVE] = WORD_control_near_upper,
        [SPC_TWO_OF_THREE_BELOW] = WORD_control_near_lower,
        [SPC_SHIFT_ABOVE] = WORD_control_high,
        [SPC_SHIFT_BELOW] = WORD_control_low,
    };
    return wording_say(build->wording, words[signal]);
}

/* Rounded inwards: what is printed as usual lies inside the limits. */
static Str limit_said(const Build *build, const FactIndicator *indicator, double limit,
                      bool upper)
{
    double scale = indicator->kind == FACT_SHARE ? 100 : 1;
    for (int i = 0; i < indicator->decimals; i++)
        scale *= 10;
    limit *= scale;
    limit = upper ? floor(limit + 1e-9) : ceil(limit - 1e-9);
    return measure_text(build, indicator, limit / scale);
}

static Str range_said(const Build *build, const FactIndicator *indicator,
                      const FactControl *usual)
{
    bool share = indicator->kind == FACT_SHARE;
    bool lower = usual->lower > 0 || (indicator->kind == FACT_MEAN && usual->lower < 0);
    bool upper = !share || usual->upper < 1;
    Str low = limit_said(build, indicator, usual->lower, false);
    Str high = limit_said(build, indicator, usual->upper, true);
    if (lower && upper)
        return interval_said(build, low, high);
    return upper ? SAY(build->arena, build->wording, WORD_usual_most, {"high", high})
                 : SAY(build->arena, build->wording, WORD_usual_least, {"low", low});
}

Str usual_said(const Build *build, const FactIndicator *indicator, const FactControl *usual)
{
    Fill range = {"range", range_said(build, indicator, usual)};
    if (usual->quiet)
        return wording_say(build->wording, WORD_control_quiet);
    if (usual->signal == SPC_COMMON_CAUSE)
        return SAY(build->arena, build->wording,
                   usual->preliminary_limits ? WORD_usual_within_early : WORD_usual_within,
                   range);
    return SAY(build->arena, build->wording, WORD_usual_signal,
               {"signal", signal_said(build, usual->signal)}, range);
}
