/* goals.h: shared goals and their break-down per unit, dated, from goals.csv. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_GOALS_H
#define SAMSYN_CATALOGUE_GOALS_H

#include "engine/base/number.h"
#include "engine/catalogue/indicators.h"
#include "engine/catalogue/units.h"

typedef struct {
    Str indicator; /* "interventions:anhoriggrupp" too */
    Str unit;      /* an id, or empty: the same goal for each district */
    PeriodKind period;
    int32_t from_day, to_day;
    Amount goal; /* a share's goal is a fraction of one: 80 % is 4/5 */
    bool has_partly;
    Amount partly; /* reached: partly met; default 0.9 of the goal */
    Str decision;  /* reference of the decision */
    int line;      /* of goals.csv */
} Goal;

typedef struct {
    const Goal *items;
    size_t count;
} Goals;

bool goals_load(Arena *arena, const char *path, const Indicators *indicators,
                const Units *units, Goals *goals, Error *error);
/* The goal in force on the period's last day, of exactly that period kind; the unit's own
 * before the one for all districts; NULL when there is none. */
const Goal *goals_find(const Goals *goals, Str indicator, const Unit *unit, Period period);

#endif
