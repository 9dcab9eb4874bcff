/* forecast.h: what a year's total will be, from what is counted so far.
 *
 * shape   the pace is Gamma with what was counted and, as a prior, three months' worth of
 *         last year's total; the seasons are those of all units' complete years; the rest
 *         of the year is then negative binomial, wider by the dispersion
 * unit    shares of a year are fractions of one; counts are whole
 * fails   never; without a month reported, or beyond FORECAST_MOST, nothing is known
 * source  METHODS 5.1 (Gamma-Poisson pace with pooled seasonality)
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STATS_FORECAST_H
#define SAMSYN_STATS_FORECAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FORECAST_MONTHS = 12 };
#define FORECAST_MOST \
    INT64_C(1000000000000) /* what a double counts exactly, and to spare */

/* One unit's complete year; no month below zero. */
typedef struct {
    int64_t months[FORECAST_MONTHS];
} ForecastYear;

typedef struct {
    double shares[FORECAST_MONTHS]; /* of a year; they add up to one */
    double dispersion;              /* 1: as chance alone; above: months vary more */
    size_t series;                  /* years with anything in them; 0: even shares */
} ForecastSeasons;

ForecastSeasons forecast_seasons(const ForecastYear *years, size_t count);

typedef struct {
    int64_t to_date;
    double seen, rest; /* the shares of what is reported, and of what is still to come */
    bool has_last_year;
    int64_t last_year;
    double last_year_seen; /* 1 when last year was counted from January to December */
    double dispersion;
} ForecastBasis;

typedef struct {
    bool known;
    int64_t to_date;
    double mean, size; /* of the rest; size is 0 when there is no rest */
    double estimate;
    int64_t low80, high80; /* of the year's total, as is the estimate */
} Forecast;

Forecast forecast_year(const ForecastBasis *basis);
/* The chance that the year's total comes to at least, or at most, so much. */
double forecast_at_least(const Forecast *forecast, int64_t total);
double forecast_at_most(const Forecast *forecast, int64_t total);

/* P(R <= count), and the least count with P(R <= count) >= p, 0 < p < 1; mean, size > 0. */
double negative_binomial_cdf(int64_t count, double mean, double size);
int64_t negative_binomial_quantile(double p, double mean, double size);

#endif
