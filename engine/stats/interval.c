/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/stats/interval.h"

#include <assert.h>
#include <math.h>

Interval interval_wilson(int64_t successes, int64_t trials, double z)
{
    if (trials <= 0)
        return (Interval){0};
    assert(successes >= 0 && successes <= trials);
    double x = (double)successes, n = (double)trials;
    double middle = 2 * x + z * z;
    double reach = z * sqrt(z * z + 4 * x * (1 - x / n));
    double whole = 2 * (n + z * z);
    /* The ends are exact: rounding must not leave a share of -1e-17. */
    return (Interval){true, successes == 0 ? 0.0 : (middle - reach) / whole,
                      successes == trials ? 1.0 : (middle + reach) / whole};
}
