/* What the loader cannot refuse, since it may be meant: goals that contradict each other,
 * and goals that nothing can be held against. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/check_list.h"

typedef struct {
    Check *check;
    const Goal *goal;
    const Indicator *indicator;
    const Unit *unit; /* NULL: each district */
    Str place;
} Aim;

static Str every_district(const Aim *aim)
{
    return check_say(aim->check->arena, aim->check->language, CHECK_EVERY_DISTRICT, NULL);
}

static Str unit_name(const Aim *aim)
{
    return aim->unit ? aim->unit->name : every_district(aim);
}

/* Days given for the goal, or the end of the unit's own, on which there is no such unit. */
static void check_unit_then(const Aim *aim)
{
    const Goal *goal = aim->goal;
    const Unit *unit = aim->unit;
    if (!unit)
        return;
    bool apart = goal->from_day > unit->to_day || goal->to_day < unit->from_day;
    bool before = goal->from_day != INT32_MIN && goal->from_day < unit->from_day;
    bool after = goal->to_day != INT32_MAX && goal->to_day > unit->to_day;
    if (apart || before || after)
        CHECK_ADD(aim->check, GRAVITY_WARNING, aim->place, CHECK_GOAL_UNIT_THEN, unit->name,
                  check_days(aim->check, goal->from_day, goal->to_day),
                  check_days(aim->check, unit->from_day, unit->to_day));
}

/* The first period that the goal judges; of one without dates, the last with data. */
static bool judged_period(const Aim *aim, Period *period)
{
    const Goal *goal = aim->goal;
    int32_t month;
    if (goal->from_day != INT32_MIN)
        month = day_month_serial(goal->from_day);
    else if (goal->to_day != INT32_MAX)
        month = day_month_serial(goal->to_day);
    else if (aim->check->has_data)
        month = aim->check->last.first_month;
    else
        return false;
    *period = period_containing(goal->period, month);
    return period_last_day(*period) <= goal->to_day &&
           period_last_day(*period) >= goal->from_day;
}

static bool adds_up(const Indicator *indicator)
{
    return indicator->kind == MEASURE_COUNT || indicator->kind == MEASURE_SUM;
}

static bool exists_on(const Unit *unit, int32_t day)
{
    return unit->from_day <= day && unit->to_day >= day;
}

/* Where all districts of a network or city have a goal too. */
static void check_sum(const Aim *aim)
{
    const Workspace *workspace = aim->check->workspace;
    Period period;
    Amount sum = AMOUNT_WHOLE(0);
    size_t count = 0;
    if (!aim->unit || aim->unit->type == UNIT_DISTRICT || !adds_up(aim->indicator) ||
        !judged_period(aim, &period))
        return;
    for (size_t i = 0; i < workspace->units.count; i++) {
        const Unit *unit = &workspace->units.items[i];
        if (unit->type != UNIT_DISTRICT || !exists_on(unit, period_last_day(period)) ||
            !units_within(&workspace->units, unit, aim->unit))
            continue;
        const Goal *part =
            goals_find(&workspace->goals, aim->goal->indicator, unit, period);
        if (!part)
            return;
        sum = amount_subtract(sum, amount_scale(part->goal, -1, 1));
        count++;
    }
    if (count && amount_compare(sum, aim->goal->goal) != 0)
        CHECK_ADD(aim->check, GRAVITY_WARNING, aim->place, CHECK_GOAL_SUM,
                  aim->goal->indicator, aim->unit->name,
                  check_number(aim->check, aim->goal->goal),
                  period_id(aim->check->arena, period), check_count(aim->check, count),
                  check_number(aim->check, sum));
}

/* A unit's own goal while one for each district holds. */
static void check_beside(const Aim *aim)
{
    const Goals *goals = &aim->check->workspace->goals;
    const Goal *own = aim->goal;
    bool district = aim->unit && aim->unit->type == UNIT_DISTRICT;
    if (!aim->unit || (!district && adds_up(aim->indicator))) /* sums are compared */
        return;
    for (size_t i = 0; i < goals->count; i++) {
        const Goal *each = &goals->items[i];
        if (each->unit.len || each->period != own->period ||
            !str_equal(each->indicator, own->indicator) || each->from_day > own->to_day ||
            own->from_day > each->to_day)
            continue;
        CHECK_ADD(aim->check, GRAVITY_NOTE, aim->place,
                  district ? CHECK_GOAL_OWN_FIRST : CHECK_GOAL_OWN_TOTAL, own->indicator,
                  aim->unit->name, every_district(aim),
                  check_count(aim->check, (size_t)each->line));
        return;
    }
}

static void check_percent(const Aim *aim)
{
    if (check_is_percent(aim->indicator) &&
        amount_compare(aim->goal->goal, AMOUNT_WHOLE(100)) > 0)
        CHECK_ADD(aim->check, GRAVITY_WARNING, aim->place, CHECK_GOAL_OVER_100,
                  aim->goal->indicator, check_number(aim->check, aim->goal->goal));
}

static bool any_told(const Aim *aim, int32_t first, int32_t last, bool *told, Error *error)
{
    const Units *units = &aim->check->workspace->units;
    *told = false;
    if (aim->unit)
        return check_told(aim->check, aim->goal->indicator, aim->unit->id,
                          aim->goal->period, first, last, told, error);
    for (size_t i = 0; i < units->count && !*told; i++)
        if (units->items[i].reports &&
            !check_told(aim->check, aim->goal->indicator, units->items[i].id,
                        aim->goal->period, first, last, told, error))
            return false;
    return true;
}

/* A goal that begins after the last data is early, not wrong. */
static bool check_data(const Aim *aim, Error *error)
{
    const Check *check = aim->check;
    const Goal *goal = aim->goal;
    if (!check->has_data || goal->from_day > period_last_day(check->last))
        return true;
    int32_t first = check->first.first_month, last = check->last.first_month;
    if (goal->from_day != INT32_MIN && day_month_serial(goal->from_day) > first)
        first = day_month_serial(goal->from_day);
    if (goal->to_day != INT32_MAX && day_month_serial(goal->to_day) < last)
        last = day_month_serial(goal->to_day);
    bool told = false;
    if (first <= last && !any_told(aim, first, last, &told, error))
        return false;
    if (!told)
        CHECK_ADD(aim->check, GRAVITY_WARNING, aim->place, CHECK_GOAL_NO_DATA,
                  goal->indicator, unit_name(aim),
                  check_period_word(check->language, goal->period),
                  check_days(check, goal->from_day, goal->to_day));
    return true;
}

bool check_goals(Check *check, Error *error)
{
    const Workspace *workspace = check->workspace;
    for (size_t i = 0; i < workspace->goals.count; i++) {
        const Goal *goal = &workspace->goals.items[i];
        Str part;
        Aim aim = {
            .check = check,
            .goal = goal,
            .indicator = indicators_resolve(&workspace->indicators, goal->indicator, &part),
            .unit = goal->unit.len ? units_find(&workspace->units, goal->unit) : NULL,
            .place = check_place(check, "goals.csv", goal->line)};
        check_unit_then(&aim);
        check_sum(&aim);
        check_beside(&aim);
        check_percent(&aim);
        if (!check_data(&aim, error))
            return false;
    }
    return true;
}
