/* assessments.h: how goals were judged by those responsible, from assessments.csv.
 *
 * shape   a row an assessment: the indicator's goal, a unit and a period; of the year's
 * goal before the year is over, January until a month (2018-01/2018-08). A later date
 *         changes an assessment and leaves it standing
 * fails   ERROR_CONFIG with path:line:column and the nearest right word; a personal
 * identity number anywhere refuses the file, and is not repeated
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_ASSESSMENTS_H
#define SAMSYN_CATALOGUE_ASSESSMENTS_H

#include "engine/catalogue/indicators.h"
#include "engine/catalogue/units.h"

typedef enum {
    ASSESSED_MET,
    ASSESSED_PARTLY,
    ASSESSED_NOT_MET,
    ASSESSED_UNDECIDED
} Assessed;

typedef struct {
    Str indicator; /* "interventions:anhoriggrupp" too */
    Str unit;      /* an id */
    Period period;
    int32_t until; /* the last month: the period's, unless it is a part of the year */
    Assessed status;
    Str by; /* a role, never a name */
    Str reason;
    int32_t day;
    Str decision; /* reference of the decision, or empty */
    int line;     /* of assessments.csv */
} Assessment;

typedef struct {
    const Assessment *items;
    size_t count;
} Assessments;

bool assessments_load(Arena *arena, const char *path, const Indicators *indicators,
                      const Units *units, Assessments *assessments, Error *error);
/* The newest of exactly this period, until exactly this month; NULL when there is none. */
const Assessment *assessments_find(const Assessments *assessments, Str indicator,
                                   const Unit *unit, Period period, int32_t until);

#endif
