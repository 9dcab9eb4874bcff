/* facts_intake.h: what came in behind a period's figures, so that they can be reconciled.
 *
 * shape   of a unit, and of those below it that stood in the period: files, months, rows
 *         that were not used, and months changed after they were first delivered
 * owns    nothing
 *
 * How many rows there are says something of people. A door that is not internal to the unit
 * tells only between which bounds they are: none, fewer than the limit, up to three times
 * as many more, or above; so two papers cannot be subtracted to a small number.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_INTAKE_H
#define SAMSYN_FACTS_INTAKE_H

#include "engine/facts.h"

/* least..most; most = INT64_MAX: open. Known exactly when they are the same. */
typedef struct {
    int64_t least, most;
} RowBounds;

typedef struct {
    int64_t files; /* that still count and delivered something for the period */
    int32_t delivered, expected; /* months, of all record kinds */
    RowBounds refused;
    int64_t changed; /* months of a record kind */
} FactIntake;

bool facts_intake(Facts *facts, Arena *arena, Str unit, Period period, FactIntake *intake,
                  Error *error);
/* Rows of the period that were refused because they named no unit that is known. */
bool facts_intake_unplaced(Facts *facts, Period period, RowBounds *refused, Error *error);

/* A month of a record kind that was changed after it was first delivered. */
typedef struct {
    Str unit, kind, kind_name; /* the unit's name; "conversations", "Samtal" */
    Period month;
    int64_t times; /* runs of samsyn import that changed it */
} FactRevision;

/* By unit as they stand in units.csv, kind and month. */
bool facts_revisions(Facts *facts, Arena *arena, Str unit, Period period,
                     FactRevision **revisions, size_t *count, Error *error);

#endif
