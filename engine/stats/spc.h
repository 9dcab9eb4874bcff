/* spc.h: does a series vary as chance lets it, or has something changed? XmR charts.
 *
 * shape   a series in time order becomes a point each, with the limits of its group (a
 *         rebase begins a new one) and the first rule that marks it
 * unit    the series' own
 * owns    points are the caller's
 * fails   never; a group of one point has no limits
 * source  NHS England's "Making data count" as NHSRplotthedots 0.2.2 computes it: limits
 *         mean -+ 2.66 of the average moving range, ranges from 3.267 of their average on
 *         left out once. Where it has none, of a series that does not vary, ours are the
 *         mean. A gap in time is passed over by the ranges; runs and trends do not cross
 *         it. Shares of numbers that differ more than twofold have the limits of a p-chart:
 *         a point's own, binomial around the share of all (funnel.h, 99.8 and 95 %)
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STATS_SPC_H
#define SAMSYN_STATS_SPC_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

typedef enum {
    SPC_COMMON_CAUSE,
    SPC_ABOVE_UPL,
    SPC_BELOW_LPL,
    SPC_TREND_UP, /* one of seven in a row that each rise */
    SPC_TREND_DOWN,
    SPC_TWO_OF_THREE_ABOVE, /* beyond two thirds of the way to the limit */
    SPC_TWO_OF_THREE_BELOW,
    SPC_SHIFT_ABOVE, /* one of seven in a row on one side of the mean */
    SPC_SHIFT_BELOW
} SpcSignal;

typedef struct {
    double value;
    double of;      /* a share's denominator; 0: not known, or not a share */
    bool starts;    /* a group: the process was changed here */
    bool after_gap; /* something is missing before it */
} SpcValue;

typedef struct {
    bool limited; /* centre, lower and upper are known */
    bool still;   /* its group does not vary */
    bool by_size; /* lower and upper are its own, by how many its share is of */
    double centre, lower, upper;
    double near_lower, near_upper; /* two thirds of the way, or the limits of 95 % */
    SpcSignal signal;
} SpcPoint;

typedef struct {
    size_t baseline; /* the first so many of a group make its limits; 0: all */
    bool no_screen;  /* wide ranges are kept */
} SpcRules;

void spc_points(const SpcValue *values, size_t count, SpcRules rules, SpcPoint *points);

/* +1 above or rising, -1 below or falling, 0 common cause. */
int spc_direction(SpcSignal signal);

typedef enum { SPC_NO_ASSURANCE, SPC_PASS, SPC_FAIL, SPC_INCONSISTENT } SpcAssurance;
/* Does chance alone let the last point's process miss a target? `better` is +1 for more,
 * -1 for less, 0 for neither. */
SpcAssurance spc_assurance(const SpcPoint *last, int better, double target);

/* The middle value; of none 0. */
double spc_median(Arena *scratch, const double *values, size_t count);

#endif
