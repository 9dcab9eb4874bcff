/* facts_compare.h: how a unit's figures stand to those of the other units of its type.
 *
 * shape   of shares, means and ratios: a target, which is the mean of all units together
 *         (sum of numerators over sum of denominators, of the figures the level may see) or
 *         the goal agreed on; of shares, and of ratios of persons over a population, limits
 *         around it that chance alone seldom crosses
 * unit    that of a figure's value: a share's are fractions of one, a ratio's per its `per`
 * fails   never by the data: what cannot be compared is told so
 * source  METHODS 3.2, 3.3; see funnel.h
 *
 * There are no ranks: chance alone makes one unit the last.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_COMPARE_H
#define SAMSYN_FACTS_COMPARE_H

#include "engine/facts.h"

typedef enum {
    FACT_TARGET_NONE, /* not compared: unknown, of too few, alone, or without a goal */
    FACT_TARGET_MEAN,
    FACT_TARGET_GOAL
} FactTarget;

typedef enum {
    FACT_POSITION_NONE, /* no limits */
    FACT_BELOW_998,
    FACT_BELOW_95,
    FACT_WITHIN,
    FACT_ABOVE_95,
    FACT_ABOVE_998 /* only outside 99.8 % it is worded as different */
} FactPosition;

typedef struct {
    FactTarget target_is;
    double target;
    bool has_limits;
    double lower95, upper95, lower998, upper998;
    FactPosition position;
    bool few; /* of 10 to 19: in grey, with care; of fewer nothing is compared */
    /* of all units together, whatever the target */
    size_t units; /* whose figures the level may see */
    bool tested;  /* do they differ more than chance lets them? Where there are limits */
    double chi_square, p;
    size_t df;
    double phi; /* above 2: they differ so much that a single one outside says little */
} FactComparison;

/* Each fact of a series (one indicator, unit and group; periods in order, equally far
 * apart) in its own period. comparisons[] has room for `count`. */
bool facts_compare(Facts *facts, const Fact *series, size_t count,
                   FactComparison *comparisons, Error *error);

/* The limits for units of so many sizes (a figure's denominator) around a target: what is
 * drawn between the units' own. */
typedef struct {
    bool known;
    double lower95, upper95, lower998, upper998;
} FactLimits;

/* May the indicator's units be set inside limits? Of shares, and of ratios of persons over
 * a population; never of what clusters in persons or follows the staff. */
bool facts_limited(Facts *facts, Str indicator, bool *limited, Error *error);
/* Of a limited indicator; limits[] has room for `count`. */
bool facts_limits(Facts *facts, Str indicator, double target, const double *sizes,
                  size_t count, FactLimits *limits, Error *error);

/* below_998 below_95 within above_95 above_998, or empty */
Str position_word(FactPosition position);

#endif
