/* interval.h: how sure a share is.
 *
 * fails   never; without trials nothing is known
 * source  Wilson score interval as PHEindicatormethods computes it:
 *         (2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))
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
    double low, high; /* fractions of one */
} Interval;

/* Of `successes` out of `trials`, 0 <= successes <= trials. */
Interval interval_wilson(int64_t successes, int64_t trials, double z);

#endif
