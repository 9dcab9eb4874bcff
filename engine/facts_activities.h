/* facts_activities.h: the activities of a plan, as they stand in the files: status, costs.
 *
 * shape   those of a unit and of the units below it that stood in the period, by area in
 * the order of the contract (else as they were first seen); of each area the unit's own
 *         first, and as they stand in their file. An activity is there from the day it
 *         begins until the day it is done; one not yet done or given up stays
 * unit    costs are exact amounts of the currency of the files
 * owns    lives in the arena given
 *
 * A plan says what is done and what it costs, and nothing of the people it is done for:
 * there is nothing to protect in it. Which columns are published the template says.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_ACTIVITIES_H
#define SAMSYN_FACTS_ACTIVITIES_H

#include "engine/facts.h"

/* `own`: as it was written; else a name of the settings, in the language asked for. */
typedef struct {
    Str text;
    bool own;
} ActivityWords;

typedef struct {
    bool known;
    Amount amount;
} ActivityCost;

typedef struct {
    Str unit; /* its name */
    ActivityWords area, activity, responsible, comment;
    Str status, status_name; /* "started", "Pågår" */
    bool has_start, has_done;
    int32_t start, done; /* days */
    ActivityCost estimated, actual;
} FactActivity;

typedef struct {
    FactActivity *items;
    size_t count;
    bool several_units; /* they are of more than one */
} FactActivities;

bool facts_activities(Facts *facts, Arena *arena, Language language, Str unit,
                      Period period, FactActivities *activities, Error *error);

typedef struct {
    ActivityCost estimated, actual; /* unknown where none has a cost */
} ActivitySum;

ActivitySum activities_sum(const FactActivity *items, size_t count);

#endif
