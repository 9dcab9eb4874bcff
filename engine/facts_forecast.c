/* The seasons are the same for all units of a type, so they are found once for all of them
 * and kept with the door. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_forecast.h"

#include "engine/catalogue/forecast.h"
#include "engine/facts_inside.h"
#include "engine/stats/forecast.h"

enum { YEARS_MOST = 5 };

typedef struct KeptSeasons {
    const Indicator *indicator;
    Str part;
    UnitType type;
    size_t group;
    int year;
    ForecastSeasons seasons;
    struct KeptSeasons *next;
} KeptSeasons;

typedef struct {
    ForecastYear *items;
    size_t count, capacity;
} Years;

bool forecast_adds_up(const Indicator *indicator)
{
    switch (indicator->kind) {
    case MEASURE_COUNT:
    case MEASURE_SUM:
        return !indicator->spread;
    case MEASURE_DISTINCT:
        return indicator->fresh;
    case MEASURE_REPORTED:
        return !indicator->share && !indicator->carry;
    case MEASURE_MEAN:
    case MEASURE_SHARE:
    case MEASURE_RATIO:
    case MEASURE_OFFERED:
    case MEASURE_OUTCOME:
        break;
    }
    return false;
}

static bool is_whole(const Figure *figure)
{
    return figure->known && figure->value.denominator == 1 && figure->value.numerator >= 0;
}

/* The first month that anything was measured in; FACTS_NEVER when nothing was. */
static int32_t first_measured(const Facts *facts, const Indicator *indicator)
{
    const Workspace *workspace = facts->workspace;
    size_t units = workspace->units.count, count = units;
    const int32_t *firsts =
        facts->first_rows + (size_t)(indicator->source - workspace->records.items) * units;
    if (indicator->kind == MEASURE_REPORTED) {
        count = units * facts_group_count(facts);
        firsts = facts->first_reported +
                 (size_t)(indicator - workspace->indicators.items) * count;
    }
    int32_t first = FACTS_NEVER;
    for (size_t i = 0; i < count; i++)
        if (firsts[i] < first)
            first = firsts[i];
    return first;
}

/* The January from which years are looked at: of the last five that are not skipped. */
static int32_t first_january(const Facts *facts, const Indicator *indicator, int year)
{
    int32_t measured = first_measured(facts, indicator);
    int first = year;
    for (int found = 0; found < YEARS_MOST && first > 0; first--)
        found += !forecast_skips(indicator, first - 1);
    int32_t january = first * FORECAST_MONTHS;
    if (measured == FACTS_NEVER)
        return year * FORECAST_MONTHS;
    measured -= measured % FORECAST_MONTHS;
    return january > measured ? january : measured;
}

/* A year all of whose months can be seen and are whole numbers. */
static bool year_of(const Facts *facts, const FactNames *names, const Shown *shown,
                    ForecastYear *year)
{
    for (int month = 0; month < FORECAST_MONTHS; month++) {
        Figure figure = facts_masked(facts, names, &shown[month]);
        if (figure.mark != MARK_OK || !is_whole(&figure))
            return false;
        year->months[month] = figure.value.numerator;
    }
    return true;
}

/* Of a unit that was there at the year's end: so one that was formed of others and those
 * that it was formed of are never counted beside each other. */
static bool add_years(Facts *facts, Arena *scratch, const FactNames *asked,
                      const Unit *unit, int32_t january, int year, Years *years,
                      Error *error)
{
    int32_t end = year * FORECAST_MONTHS;
    FactNames names = *asked;
    names.unit = unit;
    if (january >= end)
        return true;
    Shown *shown = ARENA_ARRAY(scratch, (size_t)(end - january), Shown);
    if (!facts_shown(facts, &names, PERIOD_MONTH, january, end - 1, 1, shown, error))
        return false;
    for (int32_t at = january; at < end; at += FORECAST_MONTHS) {
        Period december = {PERIOD_MONTH, at + FORECAST_MONTHS - 1};
        years->items = ARENA_GROW(scratch, years->items, years->count, &years->capacity);
        if (!forecast_skips(names.indicator, at / FORECAST_MONTHS) &&
            unit_valid_in(unit, december) &&
            year_of(facts, &names, &shown[at - january], &years->items[years->count]))
            years->count++;
    }
    return true;
}

static bool find_seasons(Facts *facts, const FactNames *names, int year,
                         ForecastSeasons *seasons, Error *error)
{
    const Units *units = &facts->workspace->units;
    int32_t january = first_january(facts, names->indicator, year);
    Arena *scratch = arena_open();
    Years years = {0};
    bool done = true;
    for (size_t i = 0; done && i < units->count; i++)
        if (units->items[i].type == names->unit->type)
            done = add_years(facts, scratch, names, &units->items[i], january, year, &years,
                             error);
    if (done)
        *seasons = forecast_seasons(years.items, years.count);
    arena_close(scratch);
    return done;
}

static bool seasons_for(Facts *facts, const FactNames *names, int year,
                        const ForecastSeasons **seasons, Error *error)
{
    KeptSeasons *kept = facts->seasons;
    while (kept && !(kept->indicator == names->indicator && kept->year == year &&
                     kept->group == names->group && kept->type == names->unit->type &&
                     str_equal(kept->part, names->part)))
        kept = kept->next;
    if (!kept) {
        kept = ARENA_NEW(facts->arena, KeptSeasons);
        *kept = (KeptSeasons){.indicator = names->indicator,
                              .part = str_copy(facts->arena, names->part),
                              .type = names->unit->type,
                              .group = names->group,
                              .year = year,
                              .next = facts->seasons};
        if (!find_seasons(facts, names, year, &kept->seasons, error))
            return false;
        facts->seasons = kept;
    }
    *seasons = &kept->seasons;
    return true;
}

static bool is_expected(const Figure *month)
{
    return month->mark != MARK_NOT_MEASURED && month->mark != MARK_NOT_APPLICABLE;
}

/* How much of a month is reported. */
static double part_reported(const Figure *month)
{
    if (month->mark == MARK_OK || month->mark == MARK_PROTECTED)
        return 1;
    return month->mark == MARK_PRELIMINARY && month->expected > 0
               ? (double)month->delivered / month->expected
               : 0;
}

/* The months of last year and this, as the level sees them. */
typedef struct {
    Figure last_year, to_date;
    Figure months[2 * FORECAST_MONTHS];
    bool broken; /* a month of this year is no whole number */
} Seen;

static bool see(Facts *facts, const FactNames *names, int32_t january, int32_t until,
                Seen *seen, Error *error)
{
    int32_t before = january - FORECAST_MONTHS;
    Shown to_date, last_year, months[2 * FORECAST_MONTHS];
    if (!facts_shown(facts, names, CELL_TO_DATE, until, until, 1, &to_date, error))
        return false;
    seen->to_date = facts_masked(facts, names, &to_date);
    if (!is_whole(&seen->to_date))
        return true;
    if (!facts_shown(facts, names, PERIOD_YEAR, before, before, 1, &last_year, error) ||
        !facts_shown(facts, names, PERIOD_MONTH, before, january + FORECAST_MONTHS - 1, 1,
                     months, error))
        return false;
    seen->last_year = facts_masked(facts, names, &last_year);
    for (int i = 0; i < 2 * FORECAST_MONTHS; i++) {
        seen->months[i] = facts_masked(facts, names, &months[i]);
        seen->broken = seen->broken || (i >= FORECAST_MONTHS && seen->months[i].known &&
                                        !is_whole(&seen->months[i]));
    }
    return true;
}

static ForecastBasis basis_of(const Indicator *indicator, const Seen *seen, int year,
                              int32_t until, const ForecastSeasons *seasons, int *months)
{
    const Figure *last = &seen->last_year;
    ForecastBasis basis = {.to_date = seen->to_date.value.numerator,
                           .dispersion = seasons->dispersion};
    bool all = seen->to_date.mark == MARK_OK;
    *months = 0;
    for (int i = 0; i < FORECAST_MONTHS; i++) {
        const Figure *month = &seen->months[FORECAST_MONTHS + i];
        bool past = year * FORECAST_MONTHS + i <= until;
        double part = past ? (all ? 1 : part_reported(month)) : 0;
        if (is_expected(&seen->months[i]))
            basis.last_year_seen += seasons->shares[i];
        if (!is_expected(month))
            continue;
        *months += part > 0;
        basis.seen += part * seasons->shares[i];
        basis.rest += (1 - part) * seasons->shares[i];
    }
    basis.has_last_year =
        last->mark == MARK_OK && is_whole(last) && !forecast_skips(indicator, year - 1);
    basis.last_year = basis.has_last_year ? last->value.numerator : 0;
    return basis;
}

/* The least whole number that is not below, and the greatest that is not above. */
static int64_t at_least(Amount amount)
{
    return amount.numerator / amount.denominator +
           (amount.numerator % amount.denominator > 0);
}

static int64_t at_most(Amount amount)
{
    return amount.numerator / amount.denominator;
}

static void add_chances(const Indicator *indicator, const FactGoal *goal,
                        const Forecast *found, FactForecast *forecast)
{
    forecast->has_chance = goal->known && indicator->better != BETTER_NEITHER;
    if (!forecast->has_chance)
        return;
    if (indicator->better == BETTER_LOWER) {
        forecast->chance = forecast_at_most(found, at_most(goal->goal));
        forecast->chance_partly = forecast_at_most(found, at_most(goal->partly));
    } else {
        forecast->chance = forecast_at_least(found, at_least(goal->goal));
        forecast->chance_partly = forecast_at_least(found, at_least(goal->partly));
    }
}

bool forecast_make(Facts *facts, const FactNames *names, int32_t until,
                   const FactGoal *goal, FactForecast *forecast, Error *error)
{
    int year = until / FORECAST_MONTHS;
    const ForecastSeasons *seasons;
    Seen seen = {0};
    *forecast =
        (FactForecast){.year = {PERIOD_YEAR, year * FORECAST_MONTHS}, .until = until};
    if (!forecast_adds_up(names->indicator))
        return true;
    if (!see(facts, names, year * FORECAST_MONTHS, until, &seen, error))
        return false;
    if (!is_whole(&seen.to_date) || seen.broken)
        return true;
    if (!seasons_for(facts, names, year, &seasons, error))
        return false;
    ForecastBasis basis =
        basis_of(names->indicator, &seen, year, until, seasons, &forecast->months);
    Forecast found = forecast_year(&basis);
    if (!found.known)
        return true;
    forecast->known = true;
    forecast->outcome = basis.rest <= 0;
    forecast->to_date = found.to_date;
    forecast->estimate = found.estimate;
    forecast->low80 = found.low80;
    forecast->high80 = found.high80;
    forecast->years = seasons->series;
    forecast->has_last_year = basis.has_last_year;
    forecast->last_year = basis.last_year;
    forecast->dispersion = seasons->dispersion;
    add_chances(names->indicator, goal, &found, forecast);
    return true;
}

bool facts_forecast(Facts *facts, Str indicator, Str unit, Str group, Period month,
                    FactForecast *forecast, Error *error)
{
    FactNames names;
    if (!facts_names(facts, indicator, unit, group, &names, error))
        return false;
    int32_t until = period_last_month(month);
    FactGoal goal = facts_goal(facts, &names, period_containing(PERIOD_YEAR, until));
    return forecast_make(facts, &names, until, &goal, forecast, error);
}

bool facts_forecast_of(Facts *facts, const Fact *fact, FactForecast *forecast, Error *error)
{
    int32_t first = fact->period.first_month, last = period_last_month(fact->period);
    Str from, to;
    Period month;
    if (str_cut(fact->interval, '/', &from, &to) && period_parse(to, &month))
        first = last = month.first_month;
    *forecast = (FactForecast){0};
    if (!facts->has_horizon || first > facts->horizon)
        return true;
    month = (Period){PERIOD_MONTH, last < facts->horizon ? last : facts->horizon};
    return facts_forecast(facts, fact->indicator, fact->unit, fact->group, month, forecast,
                          error);
}
