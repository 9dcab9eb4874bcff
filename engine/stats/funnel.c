/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/stats/funnel.h"

#include <math.h>
#include <stdlib.h>

#include "engine/stats/distribution.h"
#include "engine/stats/interval.h"

static const double z_inner = INTERVAL_Z95, z_outer = INTERVAL_Z998;
static const double p_inner = 0.025, p_outer = 0.001;

static double cut(double limit, FunnelKind kind)
{
    if (limit < 0)
        return 0;
    return kind == FUNNEL_SHARES && limit > 1 ? 1 : limit;
}

static double score_limit(FunnelKind kind, double target, double n, double z)
{
    double variance = kind == FUNNEL_SHARES ? target * (1 - target) : target;
    return cut(target + z * sqrt(variance / n), kind);
}

/* Between the counts r - 1 and r, where the line between their chances reaches p. */
static double exact_limit(FunnelKind kind, double target, double n, double p)
{
    bool shares = kind == FUNNEL_SHARES;
    int64_t trials = (int64_t)n;
    int64_t r =
        shares ? binomial_quantile(p, trials, target) : poisson_quantile(p, target * n);
    if (shares && r >= trials && p > 0.5)
        return 1;
    double upto = shares ? binomial_cdf(r, trials, target) : poisson_cdf(r, target * n);
    double before =
        shares ? binomial_cdf(r - 1, trials, target) : poisson_cdf(r - 1, target * n);
    return cut(((double)r - (upto - p) / (upto - before)) / n, kind);
}

FunnelLimits funnel_limits(FunnelKind kind, FunnelForm form, double target, double n)
{
    bool share = kind == FUNNEL_RATES || target <= 1;
    if (!(n > 0) || !(target >= 0) || !share || !isfinite(target))
        return (FunnelLimits){0};
    if (form == FUNNEL_SCORE)
        return (FunnelLimits){true, score_limit(kind, target, n, -z_inner),
                              score_limit(kind, target, n, z_inner),
                              score_limit(kind, target, n, -z_outer),
                              score_limit(kind, target, n, z_outer)};
    return (FunnelLimits){true, exact_limit(kind, target, n, p_inner),
                          exact_limit(kind, target, n, 1 - p_inner),
                          exact_limit(kind, target, n, p_outer),
                          exact_limit(kind, target, n, 1 - p_outer)};
}

FunnelPosition funnel_position(double value, const FunnelLimits *limits)
{
    if (value < limits->lower998)
        return FUNNEL_BELOW_998;
    if (value > limits->upper998)
        return FUNNEL_ABOVE_998;
    if (value < limits->lower95)
        return FUNNEL_BELOW_95;
    return value > limits->upper95 ? FUNNEL_ABOVE_95 : FUNNEL_WITHIN;
}

/* Standard deviations from the target, on the scale where chance is the same everywhere. */
static double steady_z(FunnelKind kind, double x, double n, double target)
{
    if (kind == FUNNEL_RATES)
        return 2 * (sqrt(x) - sqrt(target * n));
    double share = x < 0 ? 0 : x > n ? 1 : x / n;
    return 2 * sqrt(n) * (asin(sqrt(share)) - asin(sqrt(target)));
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Of sorted values, between the two nearest (R's type 7). */
static double quantile_between(const double *sorted, size_t count, double p)
{
    double place = p * (double)(count - 1);
    size_t below = (size_t)place, above = below + 1 < count ? below + 1 : below;
    return sorted[below] + (place - (double)below) * (sorted[above] - sorted[below]);
}

static double winsorised_phi(double *z, size_t count)
{
    qsort(z, count, sizeof *z, compare_numbers);
    double low = quantile_between(z, count, 0.1), high = quantile_between(z, count, 0.9);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double kept = z[i] < low ? low : z[i] > high ? high : z[i];
        sum += kept * kept;
    }
    return sum / (double)count;
}

FunnelSpread funnel_spread(Arena *scratch, FunnelKind kind, const double *x,
                           const double *n, size_t count)
{
    FunnelSpread spread = {0};
    double *z = ARENA_ARRAY(scratch, count, double);
    double events = 0, size = 0;
    for (size_t i = 0; i < count; i++)
        if (n[i] > 0) {
            events += x[i];
            size += n[i];
        }
    if (!(size > 0))
        return spread;
    spread.target = events / size;
    double rest = kind == FUNNEL_SHARES ? 1 - spread.target : 1;
    size_t units = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(n[i] > 0))
            continue;
        double expected = spread.target * n[i], off = x[i] - expected;
        spread.chi_square += off * off / (expected * rest);
        z[units++] = steady_z(kind, x[i], n[i], spread.target);
    }
    spread.known = units > 1 && spread.target > 0 && rest > 0;
    if (!spread.known)
        return (FunnelSpread){.target = spread.target};
    spread.df = units - 1;
    spread.p = chi_square_upper(spread.chi_square, (double)spread.df);
    spread.phi = winsorised_phi(z, units);
    return spread;
}
