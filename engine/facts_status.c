/* The status proposed for a fact, and what was decided. Only what is known is judged: of a
 * year that runs, where its total is heading; of what has no such total, its interval, or
 * that nothing to come can change it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_inside.h"

FactGoal facts_goal(const Facts *facts, const FactNames *names, Period period)
{
    FactGoal told = {
        .goal = AMOUNT_WHOLE(0), .partly = AMOUNT_WHOLE(0), .period = period.kind};
    const Goal *goal = names->group ? NULL
                                    : goals_find(&facts->workspace->goals, names->name,
                                                 names->unit, period);
    if (!goal)
        return told;
    bool lower = names->indicator->better == BETTER_LOWER;
    told.known = true;
    told.goal = goal->goal;
    told.partly = goal->has_partly
                      ? goal->partly
                      : amount_scale(goal->goal, lower ? 10 : 9, lower ? 9 : 10);
    told.decision = goal->decision;
    return told;
}

bool facts_has_goals(const Facts *facts, Str indicator, Period period)
{
    const Goals *goals = &facts->workspace->goals;
    int32_t day = period_last_day(period);
    for (size_t i = 0; i < goals->count; i++) {
        const Goal *goal = &goals->items[i];
        if (goal->period == period.kind && goal->from_day <= day && goal->to_day >= day &&
            str_equal(goal->indicator, indicator))
            return true;
    }
    return false;
}

static void propose(Fact *fact, StatusBasis basis, Status status)
{
    fact->basis = basis;
    fact->status = status;
}

static void undecided(Fact *fact, UndecidedReason reason)
{
    fact->status = STATUS_UNDECIDED;
    fact->undecided = reason;
}

static bool is_lower_better(const Indicator *indicator)
{
    return indicator->better == BETTER_LOWER;
}

/* By the interval: what chance could have made is not decided. */
static void judge_interval(const Indicator *indicator, const Figure *figure, Fact *fact)
{
    double goal = amount_double(fact->goal.goal);
    bool lower = is_lower_better(indicator);
    bool met = lower ? figure->high95 <= goal : figure->low95 >= goal;
    bool missed = lower ? figure->low95 > goal : figure->high95 < goal;
    if (!figure->has_interval || (!met && !missed))
        undecided(fact, UNDECIDED_CHANCE);
    else
        propose(fact, BASIS_INTERVAL, met ? STATUS_MET : STATUS_NOT_MET);
}

/* By the figure itself. */
static Status status_of(const Indicator *indicator, const FactGoal *goal,
                        const Figure *figure)
{
    int sign = is_lower_better(indicator) ? -1 : 1;
    if (sign * amount_compare(figure->value, goal->goal) >= 0)
        return STATUS_MET;
    return sign * amount_compare(figure->value, goal->partly) >= 0 ? STATUS_PARTLY
                                                                   : STATUS_NOT_MET;
}

/* A figure of the whole period. */
static void judge_whole(const Indicator *indicator, Fact *fact)
{
    const Figure *figure = &fact->figure;
    if (indicator->share || figure->has_interval || indicator->kind == MEASURE_OUTCOME)
        judge_interval(indicator, figure, fact);
    else
        propose(fact, BASIS_OUTCOME, status_of(indicator, &fact->goal, figure));
}

/* What a year to date can be judged by as it is, for it has an interval. A share of people
 * by how many rows they have is not: the rows become more with each month. */
static bool is_level(const Indicator *indicator)
{
    return (indicator->share && !indicator->of_keys) || indicator->kind == MEASURE_OUTCOME;
}

/* A year to date can only grow. */
static bool only_grows(const Indicator *indicator)
{
    return indicator->kind == MEASURE_DISTINCT || indicator->kind == MEASURE_OFFERED ||
           indicator->kind == MEASURE_COUNT;
}

static void judge_growing(const Indicator *indicator, const Figure *figure, Fact *fact)
{
    Status now = status_of(indicator, &fact->goal, figure);
    bool lower = is_lower_better(indicator);
    if (lower ? now == STATUS_NOT_MET : now == STATUS_MET)
        propose(fact, BASIS_REACHED, now);
    else
        undecided(fact, UNDECIDED_RUNNING);
}

static void judge_forecast(const FactForecast *forecast, Fact *fact)
{
    if (forecast->months < FORECAST_MONTHS_LEAST) {
        undecided(fact, UNDECIDED_EARLY);
        return;
    }
    bool met = forecast->chance >= FORECAST_LIKELY;
    bool missed = forecast->chance_partly <= FORECAST_UNLIKELY;
    propose(fact, BASIS_FORECAST,
            met      ? STATUS_MET
            : missed ? STATUS_NOT_MET
                     : STATUS_PARTLY);
    fact->uncertain =
        forecast->chance > FORECAST_UNLIKELY && forecast->chance < FORECAST_LIKELY;
}

/* The year to date of a year that is not whole. */
static void judge_level(const Indicator *indicator, const Figure *to_date, int32_t until,
                        Fact *fact)
{
    if (!to_date->known || !is_level(indicator))
        undecided(fact, UNDECIDED_RUNNING);
    else if (until % 12 + 1 < FORECAST_MONTHS_LEAST)
        undecided(fact, UNDECIDED_EARLY);
    else if (to_date->mark != MARK_OK)
        undecided(fact, UNDECIDED_INCOMPLETE);
    else
        judge_interval(indicator, to_date, fact);
}

static bool judge_running(Facts *facts, const FactNames *names, int32_t until, Fact *fact,
                          Error *error)
{
    const Indicator *indicator = names->indicator;
    FactForecast forecast;
    Shown shown;
    if (!facts_shown(facts, names, CELL_TO_DATE, until, until, 1, &shown, error) ||
        !forecast_make(facts, names, until, &fact->goal, &forecast, error))
        return false;
    Figure to_date = facts_masked(facts, names, &shown);
    if (forecast.known)
        judge_forecast(&forecast, fact);
    else if (to_date.known && only_grows(indicator) && !forecast_adds_up(indicator))
        judge_growing(indicator, &to_date, fact);
    else
        judge_level(indicator, &to_date, until, fact);
    return true;
}

/* An assessment is of exactly the fact's period, or of the year until the same month. */
static void put_assessment(const Facts *facts, const FactNames *names, int32_t until,
                           Fact *fact)
{
    static const Status statuses[] = {[ASSESSED_MET] = STATUS_MET,
                                      [ASSESSED_PARTLY] = STATUS_PARTLY,
                                      [ASSESSED_NOT_MET] = STATUS_NOT_MET,
                                      [ASSESSED_UNDECIDED] = STATUS_UNDECIDED};
    const Assessment *found =
        names->group ? NULL
                     : assessments_find(&facts->workspace->assessments, names->name,
                                        names->unit, fact->period, until);
    if (found)
        fact->assessment = (FactAssessment){.known = true,
                                            .status = statuses[found->status],
                                            .by = found->by,
                                            .reason = found->reason,
                                            .decision = found->decision,
                                            .day = found->day};
}

bool facts_judge(Facts *facts, const FactNames *names, int32_t until, Fact *fact,
                 Error *error)
{
    const Figure *figure = &fact->figure;
    bool year = fact->period.kind == PERIOD_YEAR;
    bool whole = figure->mark == MARK_OK && until == period_last_month(fact->period);
    put_assessment(facts, names, until, fact);
    if (!fact->goal.known || !figure->known || names->indicator->better == BETTER_NEITHER)
        return true;
    if (figure->year && figure->year != period_year(fact->period))
        undecided(fact, UNDECIDED_CARRIED);
    else if (whole)
        judge_whole(names->indicator, fact);
    else if (!year)
        undecided(fact, UNDECIDED_INCOMPLETE);
    else
        return judge_running(facts, names,
                             facts->has_horizon && facts->horizon < until ? facts->horizon
                                                                          : until,
                             fact, error);
    return true;
}
