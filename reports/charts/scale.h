/* scale.h: from values to places, and the few round values worth a tick.
 *
 * fails   never; all values equal, or none, still give a scale
 * source  steps 1, 2, 5 times a power of ten, and 25, 250...: Wilkinson, The Grammar of
 * Graphics (2005)
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CHARTS_SCALE_H
#define SAMSYN_CHARTS_SCALE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    double low, step; /* tick i stands at low + i * step; zero is one of them if covered */
    size_t count;     /* at least 2 */
    int decimals;     /* that show every tick exactly */
} Ticks;

/* Covers low, high and zero with at most `most` steps (>= 1; one more when low < 0).
 * `whole`: values are counts, no tick between two of them. */
Ticks ticks_nice(double low, double high, size_t most, bool whole);
/* As ticks_nice(), but covers zero only when low and high are far from it in their own
 * measure: for places, not for lengths. */
Ticks ticks_around(double low, double high, size_t most, bool whole);
double ticks_value(const Ticks *ticks, size_t index);
double ticks_high(const Ticks *ticks);

/* A straight scale: value `low` stands at `from`, `high` at `to`. */
typedef struct {
    double low, high, from, to;
} LinearScale;

double linear_place(const LinearScale *scale, double value);

/* Equal bands side by side. */
typedef struct {
    double from, to;
    size_t count;
} BandScale;

double band_width(const BandScale *scale);
double band_centre(const BandScale *scale, size_t index);

/* Moves label centres (ascending) apart so that none meets another and all stand between
 * low and high, as little as possible: least squares, a heavier label moves less. Labels
 * that need more room than there is start at low. */
void labels_spread(double *centres, const double *heights, const double *weights,
                   size_t count, double low, double high);

#endif
