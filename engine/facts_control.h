/* facts_control.h: does a unit's series vary as chance lets it?
 *
 * shape   of a series (one indicator, unit and group; periods in order), the facts whose
 *         figures the level may see are its points; what is missing, protected or
 *         preliminary is a gap. Fewer than 12 points have their median and no limits
 * unit    that of a figure's value
 * fails   never by the data
 * source  METHODS 2; see spc.h
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_CONTROL_H
#define SAMSYN_FACTS_CONTROL_H

#include "engine/facts.h"
#include "engine/stats/spc.h"

typedef enum {
    FACT_POINT_COMMON_CAUSE,
    FACT_POINT_IMPROVEMENT,
    FACT_POINT_CONCERN,
    FACT_POINT_NEUTRAL_HIGH,
    FACT_POINT_NEUTRAL_LOW
} FactPointType;

typedef struct {
    bool known;              /* a point of the series: centre */
    bool limited;            /* 12 points or more: lower, upper, signal, point_type */
    bool preliminary_limits; /* of 12 to 23 */
    bool still;              /* does not vary */
    bool quiet;              /* below its limit in a month when that is usual: no signal */
    bool starts;             /* new limits from here, after a change of the process */
    bool by_size;            /* its limits are its own, by how many its share is of */
    bool rare;               /* under five a month on average: quarters say more */
    double centre, lower, upper;
    SpcSignal signal;
    FactPointType point_type;
    bool last;              /* the last point, which alone tells how the series stands: */
    SpcAssurance assurance; /* against the goal of such periods */
} FactControl;

/* controls[] has room for `count`. */
bool facts_control(Facts *facts, const Fact *series, size_t count, FactControl *controls,
                   Error *error);

Str signal_word(SpcSignal signal);           /* common_cause above_upl shift_below ... */
Str point_type_word(FactPointType type);     /* improvement neutral_low ... */
Str variation_word(const FactControl *last); /* common_cause improvement_high ... */
Str assurance_word(SpcAssurance assurance);  /* pass fail inconsistent none */

#endif
