/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/span.h"

const Str span_words[SPAN_WORDS] = {
    {"period", 6}, {"to_date", 7}, {"rolling", 7}, {"half_years", 10}};

static bool is_to_date(const Fence *fence)
{
    return fence_is(fence, "span", STR("to_date"));
}

static bool is_half_years(const Fence *fence)
{
    return fence_is(fence, "span", STR("half_years"));
}

static bool is_twelve_months(const Fence *fence)
{
    return is_half_years(fence) || fence_is(fence, "span", STR("rolling"));
}

/* The report's period, or the last half-year that has ended by then. */
static Period ending(const Build *build, const Fence *fence)
{
    if (!is_half_years(fence))
        return build->period;
    int32_t last = period_last_month(build->period);
    Period half = period_containing(PERIOD_HALF, last);
    return period_last_month(half) > last ? period_next(half, -1) : half;
}

bool span_fact(const Build *build, const Fence *fence, Str indicator, Str unit, Fact *fact,
               Error *error)
{
    Facts *facts = build->facts;
    Arena *arena = build->arena;
    Str group = fence_text(fence, "group", STR("all"));
    Period period = ending(build, fence);
    if (is_to_date(fence))
        return facts_to_date(facts, arena, indicator, unit, group, period, fact, error);
    return is_twelve_months(fence)
               ? facts_rolling(facts, arena, indicator, unit, group, period, fact, error)
               : facts_read(facts, arena, indicator, unit, group, period, fact, error);
}

Str span_said(const Build *build, const Fence *fence)
{
    Arena *arena = build->arena;
    Period last = {PERIOD_MONTH, period_last_month(ending(build, fence))};
    Fill until = {"month", wording_period(arena, build->wording, last)};
    bool january = last.first_month % 12 == 0;
    if (is_to_date(fence) && !january)
        return SAY(arena, build->wording, WORD_in_to_date,
                   {"first", wording_month(arena, build->wording, 1)}, until);
    if (is_twelve_months(fence))
        return SAY(arena, build->wording, WORD_in_rolling, until);
    return wording_in_period(arena, build->wording, january ? last : build->period);
}

Str span_caption(const Build *build, const Fence *fence)
{
    Arena *arena = build->arena;
    Period last = ending(build, fence);
    if (!is_to_date(fence) && !is_twelve_months(fence))
        return wording_in_period(arena, build->wording, build->period);
    return SAY(arena, build->wording,
               is_to_date(fence) ? WORD_matrix_to_date : WORD_matrix_rolling,
               {"last_day", wording_day(arena, build->wording, period_last_day(last))},
               {"year", str_format(arena, "%d", period_year(last))});
}
