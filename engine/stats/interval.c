/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/stats/interval.h"

#include <assert.h>
#include <math.h>

#include "engine/stats/distribution.h"

enum { EXACT_BELOW = 10 };

Interval interval_wilson_weighted(double successes, double trials, double z)
{
    if (!(trials > 0))
        return (Interval){0};
    assert(successes >= 0 && successes <= trials);
    double x = successes, n = trials;
    double middle = 2 * x + z * z;
    double reach = z * sqrt(z * z + 4 * x * (1 - x / n));
    double whole = 2 * (n + z * z);
    /* The ends are exact: rounding must not leave a share of -1e-17. */
    return (Interval){.known = true,
                      .low = x > 0 ? (middle - reach) / whole : 0.0,
                      .high = x < n ? (middle + reach) / whole : 1.0};
}

Interval interval_wilson(int64_t successes, int64_t trials, double z)
{
    return interval_wilson_weighted((double)successes, (double)trials, z);
}

static double byar_end(double x, double z)
{
    double root = 1 - 1 / (9 * x) + z / (3 * sqrt(x));
    return x * root * root * root;
}

Interval interval_byar(double x, double z)
{
    assert(x >= 0);
    double low = x > 0 ? byar_end(x, -z) : 0;
    bool unknown = !(low > 0);
    return (Interval){true, unknown ? 0 : low, byar_end(x + 1, z), unknown};
}

Interval interval_poisson(double x, double z)
{
    assert(x >= 0);
    double tail = normal_upper(z);
    return (Interval){.known = true,
                      .low = x > 0 ? chi_square_quantile(tail, 2 * x) / 2 : 0,
                      .high = chi_square_quantile(1 - tail, 2 * x + 2) / 2};
}

Interval interval_rate(double x, double over, double z)
{
    if (!(over > 0))
        return (Interval){0};
    Interval interval = x < EXACT_BELOW ? interval_poisson(x, z) : interval_byar(x, z);
    interval.low /= over;
    interval.high /= over;
    return interval;
}

Interval interval_mean(int64_t n, double mean, double deviation, double z)
{
    if (n < 2)
        return (Interval){0};
    double count = (double)n;
    double t = student_quantile(1 - normal_upper(z), count - 1);
    double reach = t * deviation / sqrt(count);
    return (Interval){.known = true, .low = mean - reach, .high = mean + reach};
}
