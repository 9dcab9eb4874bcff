/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/charts/scale.h"

#include <math.h>

enum { LABELS_MOST = 16 };

/* The least round step that is not less than `least`. 25 and 250 are round, 2.5 is not. */
static double step_nice(double least, int *exponent)
{
    *exponent = (int)floor(log10(least));
    static const double mantissas[] = {1, 2, 2.5, 5};
    for (;; (*exponent)++)
        for (size_t i = 0; i < sizeof mantissas / sizeof *mantissas; i++) {
            double step = mantissas[i] * pow(10, *exponent);
            bool round_enough = mantissas[i] != 2.5 || *exponent > 0;
            if (round_enough && step >= least * (1 - 1e-9))
                return step;
        }
}

static Ticks ticks_over(double low, double high, size_t most, bool whole)
{
    if (high - low <= 0)
        high = low + 1;
    double least = (high - low) / (double)most;
    if (whole && least < 1)
        least = 1;
    int exponent;
    Ticks ticks = {.step = step_nice(least, &exponent)};
    ticks.decimals = exponent < 0 ? -exponent : 0;
    double first = floor(low / ticks.step + 1e-9), last = ceil(high / ticks.step - 1e-9);
    if (last <= first)
        last = first + 1;
    ticks.low = first * ticks.step;
    ticks.count = (size_t)(last - first) + 1;
    return ticks;
}

Ticks ticks_nice(double low, double high, size_t most, bool whole)
{
    return ticks_over(fmin(low, 0), fmax(high, 0), most, whole);
}

Ticks ticks_around(double low, double high, size_t most, bool whole)
{
    bool near = low < 0 || high - low > low;
    return near ? ticks_nice(low, high, most, whole) : ticks_over(low, high, most, whole);
}

double ticks_value(const Ticks *ticks, size_t index)
{
    return ticks->low + (double)index * ticks->step;
}

double ticks_high(const Ticks *ticks)
{
    return ticks_value(ticks, ticks->count - 1);
}

double linear_place(const LinearScale *scale, double value)
{
    double share = (value - scale->low) / (scale->high - scale->low);
    return scale->from + share * (scale->to - scale->from);
}

double band_width(const BandScale *scale)
{
    return (scale->to - scale->from) / (double)(scale->count > 0 ? scale->count : 1);
}

double band_centre(const BandScale *scale, size_t index)
{
    return scale->from + ((double)index + 0.5) * band_width(scale);
}

/* Labels standing edge to edge are one block; with the heights below taken away all labels
 * of a block have the same place, the weighted mean of what they wished (the pool adjacent
 * violators algorithm), and keeping inside is a clamp. */
void labels_spread(double *centres, const double *heights, const double *weights,
                   size_t count, double low, double high)
{
    struct {
        double place, weight;
        size_t end;
    } blocks[LABELS_MOST];
    if (count > LABELS_MOST)
        count = LABELS_MOST;
    double below = 0;
    size_t block_count = 0;
    for (size_t i = 0; i < count; i++) {
        double wish = centres[i] - heights[i] / 2 - below, weight = weights[i];
        below += heights[i];
        while (block_count > 0 && blocks[block_count - 1].place > wish) {
            double other = blocks[block_count - 1].weight;
            wish =
                (wish * weight + blocks[block_count - 1].place * other) / (weight + other);
            weight += other;
            block_count--;
        }
        blocks[block_count].place = wish;
        blocks[block_count].weight = weight;
        blocks[block_count++].end = i + 1;
    }
    double highest = fmax(low, high - below);
    below = 0;
    for (size_t b = 0, i = 0; b < block_count; b++)
        for (; i < blocks[b].end; i++) {
            double place = fmin(fmax(blocks[b].place, low), highest);
            centres[i] = place + below + heights[i] / 2;
            below += heights[i];
        }
}
