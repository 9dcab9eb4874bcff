/* funnel.h: how far from a target chance alone brings units of different size.
 *
 * shape   x[count] out of n[count]: shares (binomial) or rates of persons (Poisson)
 * unit    target, limits and values are x / n: fractions of one, or persons per inhabitant
 * fails   never; a target that is no share, or no size, gives limits.known = false
 * source  exact limits: Spiegelhalter, Funnel plots for comparing institutional
 *         performance, Stat Med 2005;24:1185-202, A.1: r the least count with F(r) >= p,
 *         limit (r - (F(r) - p) / (F(r) - F(r - 1))) / n. Score limits, where Wilson's
 *         interval touches the target: PHEindicatormethods, target -+ z sqrt(target
 *         (1 - target) / n); of a Poisson count target -+ z sqrt(target / n).
 *         Over-dispersion: phi of Spiegelhalter's 4, z values winsorised at 10 %, of
 *         arcsine shares and of square roots of rates, as FunnelPlotR does
 *
 * Where all of n is within the limit's p (F(n - 1) < p) the upper limit of a share is 1:
 * the interpolation would stop just short of it, and call what is usual high.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STATS_FUNNEL_H
#define SAMSYN_STATS_FUNNEL_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

typedef enum { FUNNEL_SHARES, FUNNEL_RATES } FunnelKind;
typedef enum { FUNNEL_EXACT, FUNNEL_SCORE } FunnelForm;

typedef struct {
    bool known;
    double lower95, upper95, lower998, upper998;
} FunnelLimits;

typedef enum {
    FUNNEL_WITHIN,
    FUNNEL_BELOW_998,
    FUNNEL_BELOW_95,
    FUNNEL_ABOVE_95,
    FUNNEL_ABOVE_998
} FunnelPosition;

/* Of a unit of size n; a share's n is a whole number. */
FunnelLimits funnel_limits(FunnelKind kind, FunnelForm form, double target, double n);
/* Strictly outside, the wider limits first. */
FunnelPosition funnel_position(double value, const FunnelLimits *limits);

/* Do the units differ more than chance lets them? Of those with n > 0. */
typedef struct {
    bool known;    /* two units at least, and a target that leaves room for chance */
    double target; /* sum x / sum n */
    double chi_square, p;
    size_t df;
    double phi; /* 1: as chance has it; above 2 a single outlier says little */
} FunnelSpread;
FunnelSpread funnel_spread(Arena *scratch, FunnelKind kind, const double *x,
                           const double *n, size_t count);

#endif
