/* goals.csv, against the sample's units and the built-in indicators. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/goals.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"

static void goal_holds(const Workspace *workspace, const Goals *goals, const Goal *goal)
{
    Str part;
    FUZZ_LAW(indicators_resolve(&workspace->indicators, goal->indicator, &part));
    FUZZ_LAW(goal->from_day <= goal->to_day && goal->line > 1);
    FUZZ_LAW(goal->goal.denominator > 0 && (!goal->has_partly || goal->partly.denominator));
    const Unit *unit =
        goal->unit.len ? units_find(&workspace->units, goal->unit) : workspace->units.items;
    FUZZ_LAW(unit);
    Period period = period_containing(goal->period, 12 * 2018);
    const Goal *found = goals_find(goals, goal->indicator, unit, period);
    FUZZ_LAW(!found ||
             (found->period == goal->period && found->from_day <= period_last_day(period)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Goals goals = {0};
    const Workspace *workspace = settings_sample();
    Arena *arena = arena_open();
    const char *path = fuzz_put(arena, "goals.csv", fuzz_text(arena, data, size));
    if (goals_load(arena, path, &workspace->indicators, &workspace->units, &goals, &error))
        for (size_t i = 0; i < goals.count; i++)
            goal_holds(workspace, &goals, &goals.items[i]);
    else
        fuzz_fails_at(&error, path);
    arena_close(arena);
    return 0;
}
