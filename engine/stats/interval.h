/* interval.h: how sure a share, a count, a rate or a mean is.
 *
 * unit    z = 1.96 for 95 %: INTERVAL_Z95, INTERVAL_Z998
 * fails   never; without trials, or a mean of fewer than two, nothing is known
 * source  as PHEindicatormethods computes them. Wilson, of shares:
 *         (2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)).
 *         Byar, of counts: x(1 - 1/(9x) - z/(3 sqrt x))^3, and with x + 1 and + z above.
 *         Exact, of Poisson counts: chi-square quantiles, qchisq(a/2, 2x)/2 and
 *         qchisq(1 - a/2, 2x + 2)/2. Rates: exact of fewer than ten, else Byar
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STATS_INTERVAL_H
#define SAMSYN_STATS_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

#define INTERVAL_Z95 1.959963984540054
#define INTERVAL_Z998 3.090232306167814

typedef struct {
    bool known;
    double low, high; /* of a share: fractions of one; else in the unit of what was asked */
    bool low_unknown; /* Byar's lower end of a few would be negative */
} Interval;

/* Of `successes` out of `trials`, 0 <= successes <= trials. */
Interval interval_wilson(int64_t successes, int64_t trials, double z);
/* The same of weighted counts, which need not be whole. */
Interval interval_wilson_weighted(double successes, double trials, double z);

/* Of the number that a count of x, x >= 0, is one outcome of. */
Interval interval_byar(double x, double z);
Interval interval_poisson(double x, double z);
/* Of x per one of `over`: persons in so many inhabitants. */
Interval interval_rate(double x, double over, double z);

/* Of the mean of n values with this sample deviation (n - 1), by Student's t. */
Interval interval_mean(int64_t n, double mean, double deviation, double z);

#endif
