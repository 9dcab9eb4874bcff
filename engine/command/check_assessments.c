/* An assessment of a goal that is not there judges nothing, and is shown nowhere. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/check_list.h"

void check_assessments(Check *check)
{
    const Workspace *workspace = check->workspace;
    for (size_t i = 0; i < workspace->assessments.count; i++) {
        const Assessment *one = &workspace->assessments.items[i];
        const Unit *unit = units_find(&workspace->units, one->unit);
        if (!goals_find(&workspace->goals, one->indicator, unit, one->period))
            CHECK_ADD(check, GRAVITY_WARNING,
                      check_place(check, "assessments.csv", one->line), CHECK_NO_GOAL,
                      one->indicator, unit->name, period_id(check->arena, one->period));
    }
}
