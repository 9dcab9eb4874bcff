/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/stats/outcome.h"

#include <math.h>

static int64_t better(const OutcomeScale *scale, int64_t difference)
{
    return scale->lower_better ? -difference : difference;
}

bool outcome_clinical(const OutcomeScale *scale, int64_t score)
{
    return better(scale, score - scale->cut) < 0;
}

OutcomeClass outcome_class(const OutcomeScale *scale, int64_t first, int64_t last)
{
    int64_t gain = better(scale, last - first);
    if (gain >= scale->reliable)
        return outcome_clinical(scale, first) && !outcome_clinical(scale, last)
                   ? OUTCOME_RECOVERED
                   : OUTCOME_IMPROVED;
    return gain <= -scale->reliable ? OUTCOME_DETERIORATED : OUTCOME_UNCHANGED;
}

bool outcome_at_ceiling(const OutcomeScale *scale, int64_t first)
{
    int64_t best = scale->lower_better ? scale->least : scale->most;
    return better(scale, best - first) < scale->reliable;
}

void outcome_add(OutcomeMoments *moments, int64_t first, int64_t last)
{
    int64_t change = last - first;
    moments->n++;
    moments->first += first;
    moments->change += change;
    moments->squares_first += first * first;
    moments->squares_change += change * change;
    moments->products += first * change;
}

/* The sum of squares about the mean, times n: exact, in twice the digits. */
__extension__ typedef __int128 Wide;

static double deviation(int64_t n, int64_t sum, int64_t squares)
{
    Wide about = (Wide)n * squares - (Wide)sum * sum;
    return n < 2 ? 0 : sqrt((double)about / ((double)n * (double)(n - 1)));
}

static int64_t squares_last(const OutcomeMoments *moments)
{
    return moments->squares_first + 2 * moments->products + moments->squares_change;
}

static double deviation_of(const OutcomeMoments *moments, OutcomeMean mean)
{
    int64_t squares = mean == OUTCOME_FIRST  ? moments->squares_first
                      : mean == OUTCOME_LAST ? squares_last(moments)
                                             : moments->squares_change;
    return deviation(moments->n, outcome_sum(moments, mean), squares);
}

int64_t outcome_sum(const OutcomeMoments *moments, OutcomeMean mean)
{
    switch (mean) {
    case OUTCOME_FIRST:
        return moments->first;
    case OUTCOME_LAST:
        return moments->first + moments->change;
    case OUTCOME_CHANGE:
        return moments->change;
    }
    return 0;
}

Interval outcome_interval(const OutcomeMoments *moments, OutcomeMean mean)
{
    if (moments->n < 2)
        return (Interval){.known = false};
    double value = (double)outcome_sum(moments, mean) / (double)moments->n;
    return interval_mean(moments->n, value, deviation_of(moments, mean), INTERVAL_Z95);
}

/* What the mean change is divided by; g has a divisor of its own, larger than d_pre's. */
static double divisor(const OutcomeMoments *moments, EffectKind kind)
{
    double first = deviation_of(moments, OUTCOME_FIRST);
    switch (kind) {
    case EFFECT_PRE:
        return first;
    case EFFECT_G:
        return first / (1 - 3 / (4 * (double)(moments->n - 1) - 1));
    case EFFECT_AV:
        return (first + deviation_of(moments, OUTCOME_LAST)) / 2;
    case EFFECT_Z:
        return deviation_of(moments, OUTCOME_CHANGE);
    }
    return 0;
}

Effect outcome_effect(const OutcomeMoments *moments, EffectKind kind, bool lower_better)
{
    Interval mean = outcome_interval(moments, OUTCOME_CHANGE);
    double over = mean.known ? divisor(moments, kind) : 0;
    if (!(over > 0) || !isfinite(over))
        return (Effect){.known = false};
    double sign = lower_better ? -1 : 1;
    double value = (double)moments->change / (double)moments->n;
    return (Effect){.known = true,
                    .value = sign * value / over,
                    .low = sign * (lower_better ? mean.high : mean.low) / over,
                    .high = sign * (lower_better ? mean.low : mean.high) / over};
}
