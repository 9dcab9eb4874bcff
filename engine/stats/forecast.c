/* The chances of 0, 1, 2, ... add up to the incomplete beta function, which costs some
 * square root of as many steps. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/stats/forecast.h"

#include <assert.h>

#include "engine/stats/distribution.h"

#define SEASON_PRIOR 120.0 /* counts, as many each month, before any is seen */
#define LAST_YEAR_WEIGHT 0.25
#define PACE_PRIOR 0.5

static double year_total(const ForecastYear *year)
{
    double total = 0;
    for (int month = 0; month < FORECAST_MONTHS; month++)
        total += (double)year->months[month];
    return total;
}

/* Pearson's chi square over its degrees of freedom: each year keeps its own total, all have
 * the same shares. */
static double dispersion_of(const ForecastYear *years, size_t count,
                            const ForecastSeasons *seasons)
{
    double chi_square = 0;
    if (seasons->series < 2)
        return 1;
    for (size_t i = 0; i < count; i++) {
        double total = year_total(&years[i]);
        for (int month = 0; total > 0 && month < FORECAST_MONTHS; month++) {
            double expected = total * seasons->shares[month];
            double apart = (double)years[i].months[month] - expected;
            chi_square += apart * apart / expected;
        }
    }
    double found = chi_square / ((double)(seasons->series - 1) * (FORECAST_MONTHS - 1));
    return found > 1 ? found : 1;
}

ForecastSeasons forecast_seasons(const ForecastYear *years, size_t count)
{
    ForecastSeasons seasons = {.dispersion = 1};
    double pooled[FORECAST_MONTHS] = {0}, total = 0;
    for (size_t i = 0; i < count; i++) {
        double of_year = year_total(&years[i]);
        total += of_year;
        seasons.series += of_year > 0;
        for (int month = 0; month < FORECAST_MONTHS; month++)
            pooled[month] += (double)years[i].months[month];
    }
    for (int month = 0; month < FORECAST_MONTHS; month++)
        seasons.shares[month] =
            (pooled[month] + SEASON_PRIOR / FORECAST_MONTHS) / (total + SEASON_PRIOR);
    seasons.dispersion = dispersion_of(years, count, &seasons);
    return seasons;
}

double negative_binomial_cdf(int64_t count, double mean, double size)
{
    assert(mean > 0 && size > 0);
    if (count < 0)
        return 0;
    return beta_below(size, (double)count + 1, size / (size + mean));
}

int64_t negative_binomial_quantile(double p, double mean, double size)
{
    assert(p > 0 && p < 1);
    int64_t below = -1, reached = (int64_t)mean + 1; /* P(R <= below) < p */
    while (negative_binomial_cdf(reached, mean, size) < p) {
        below = reached;
        reached *= 2;
    }
    while (reached - below > 1) {
        int64_t middle = below + (reached - below) / 2;
        if (negative_binomial_cdf(middle, mean, size) < p)
            below = middle;
        else
            reached = middle;
    }
    return reached;
}

static Forecast outcome(int64_t total)
{
    return (Forecast){.known = true,
                      .to_date = total,
                      .estimate = (double)total,
                      .low80 = total,
                      .high80 = total};
}

Forecast forecast_year(const ForecastBasis *basis)
{
    double a = PACE_PRIOR + (double)basis->to_date, b = basis->seen, rest = basis->rest;
    if (basis->seen <= 0 || basis->to_date < 0 || basis->to_date > FORECAST_MOST)
        return (Forecast){0};
    if (rest <= 0)
        return outcome(basis->to_date);
    if (basis->has_last_year) {
        a += LAST_YEAR_WEIGHT * (double)basis->last_year;
        b += LAST_YEAR_WEIGHT * basis->last_year_seen;
    }
    Forecast forecast = {.known = true, .to_date = basis->to_date, .mean = a * rest / b};
    /* The variance, phi mu (1 + rest / b), is more than the mean by mu^2 / size. */
    double more = basis->dispersion * (1 + rest / b) - 1;
    forecast.size = forecast.mean / more;
    forecast.estimate = (double)basis->to_date + forecast.mean;
    forecast.low80 =
        basis->to_date + negative_binomial_quantile(0.1, forecast.mean, forecast.size);
    forecast.high80 =
        basis->to_date + negative_binomial_quantile(0.9, forecast.mean, forecast.size);
    return forecast;
}

double forecast_at_most(const Forecast *forecast, int64_t total)
{
    if (total < forecast->to_date)
        return 0;
    if (forecast->size <= 0)
        return 1;
    return negative_binomial_cdf(total - forecast->to_date, forecast->mean, forecast->size);
}

double forecast_at_least(const Forecast *forecast, int64_t total)
{
    return total <= forecast->to_date ? 1 : 1 - forecast_at_most(forecast, total - 1);
}
