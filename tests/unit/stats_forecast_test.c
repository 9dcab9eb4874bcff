/* The vectors are METHODS 5.1's; the chances are added up one by one beside, in logarithms.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "engine/stats/forecast.h"

static void expect_near(double told, double expected, double apart)
{
    if (!(fabs(told - expected) <= apart * fabs(expected)))
        fail_msg("%.15g instead of %.15g", told, expected);
}

static ForecastBasis even(int64_t to_date, int months)
{
    return (ForecastBasis){.to_date = to_date,
                           .seen = months / 12.0,
                           .rest = 1 - months / 12.0,
                           .last_year_seen = 1,
                           .dispersion = 1};
}

static void without_history_each_month_is_a_twelfth(void **state)
{
    (void)state;
    ForecastSeasons seasons = forecast_seasons(NULL, 0);
    assert_int_equal(seasons.series, 0);
    for (int month = 0; month < FORECAST_MONTHS; month++)
        expect_near(seasons.shares[month], 1.0 / 12, 1e-15);
    ForecastBasis basis = even(8 + 12 + 9, 3);
    Forecast forecast = forecast_year(&basis);
    expect_near(forecast.mean, 88.5, 1e-6);
    expect_near(forecast.size, 29.5, 1e-6);
    expect_near(forecast.estimate, 117.5, 1e-6);
    assert_int_equal(forecast.low80, 94);
    assert_int_equal(forecast.high80, 142);
    expect_near(forecast_at_least(&forecast, 120), .4335, 1e-4);
}

static void last_year_weighs_as_three_months(void **state)
{
    (void)state;
    ForecastBasis basis = even(8 + 12 + 9, 3);
    basis.has_last_year = true;
    basis.last_year = 110;
    Forecast forecast = forecast_year(&basis);
    expect_near(forecast.mean, 85.5, 1e-6);
    expect_near(forecast.size, 57, 1e-6);
    assert_int_equal(forecast.low80, 96);
    assert_int_equal(forecast.high80, 134);
    expect_near(forecast_at_least(&forecast, 120), .3511, 1.4e-4);
}

/* Two units' years, 400 in all of which 233 until June: a July when little is done. */
static const ForecastYear july[] = {
    {{20, 19, 21, 20, 18, 19, 4, 15, 16, 17, 16, 15}},
    {{19, 20, 19, 19, 20, 19, 5, 16, 15, 16, 16, 16}},
};

static void a_quiet_july_is_no_quiet_pace(void **state)
{
    (void)state;
    ForecastSeasons seasons = forecast_seasons(july, 2);
    ForecastBasis basis = {.to_date = 74,
                           .has_last_year = true,
                           .last_year = 137,
                           .last_year_seen = 1,
                           .dispersion = seasons.dispersion};
    for (int month = 0; month < FORECAST_MONTHS; month++)
        *(month < 6 ? &basis.seen : &basis.rest) += seasons.shares[month];
    expect_near(basis.seen, .5634615, 1e-7);
    expect_near(basis.seen + basis.rest, 1, 1e-12);
    assert_true(seasons.dispersion == 1);
    Forecast forecast = forecast_year(&basis);
    expect_near(forecast.mean, 58.35993, 1e-6);
    expect_near(forecast.size, 108.75, 1e-6);
    assert_int_equal(forecast.low80, 120);
    assert_int_equal(forecast.high80, 145);
    expect_near(forecast_at_least(&forecast, 140), .2205, 2.2e-4);
}

static void months_that_vary_more_than_chance_widen_the_interval(void **state)
{
    (void)state;
    const ForecastYear wild[] = {{{30, 0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10}},
                                 {{0, 30, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10}},
                                 {{0}}};
    ForecastSeasons seasons = forecast_seasons(wild, 3);
    assert_int_equal(seasons.series, 2); /* nothing all year tells nothing of months */
    double high = 40.0 / 380, low = 30.0 / 380, chi_square = 0;
    for (int year = 0; year < 2; year++)
        for (int month = 0; month < 12; month++) {
            double expected = 130 * (month < 2 ? high : low);
            double apart = (double)wild[year].months[month] - expected;
            chi_square += apart * apart / expected;
        }
    expect_near(seasons.dispersion, chi_square / 11, 1e-12);
    assert_true(seasons.dispersion > 4);
    ForecastBasis basis = even(29, 3);
    Forecast calm = forecast_year(&basis);
    basis.dispersion = seasons.dispersion;
    Forecast moved = forecast_year(&basis);
    expect_near(moved.mean, calm.mean, 1e-15);
    double variance = seasons.dispersion * 88.5 * (1 + .75 / .25);
    expect_near(moved.size, 88.5 * 88.5 / (variance - 88.5), 1e-12);
    assert_true(moved.low80 < calm.low80 && moved.high80 > calm.high80);
}

static void at_the_years_end_it_is_the_outcome(void **state)
{
    (void)state;
    ForecastBasis basis = even(131, 12);
    Forecast forecast = forecast_year(&basis);
    assert_true(forecast.known && forecast.estimate == 131);
    assert_int_equal(forecast.low80, 131);
    assert_int_equal(forecast.high80, 131);
    assert_true(forecast_at_least(&forecast, 131) == 1);
    assert_true(forecast_at_least(&forecast, 132) == 0);
    assert_true(forecast_at_most(&forecast, 131) == 1);
    assert_true(forecast_at_most(&forecast, 130) == 0);
}

static void a_goal_that_is_reached_stays_reached(void **state)
{
    (void)state;
    ForecastBasis basis = even(130, 11);
    Forecast forecast = forecast_year(&basis);
    assert_true(forecast_at_least(&forecast, 130) == 1);
    assert_true(forecast_at_most(&forecast, 129) == 0);
    expect_near(forecast_at_least(&forecast, 140) + forecast_at_most(&forecast, 139), 1,
                1e-15);
}

static void without_a_month_nothing_is_known(void **state)
{
    (void)state;
    ForecastBasis basis = even(0, 0);
    basis.has_last_year = true;
    basis.last_year = 500;
    assert_false(forecast_year(&basis).known);
    basis = even(FORECAST_MOST + 1, 3);
    assert_false(forecast_year(&basis).known);
}

/* As the source says it: the chances of 0, 1, 2, ... added up, each from its logarithm. */
static void sums_are_those_of_single_chances(void **state)
{
    (void)state;
    static const double means[] = {.04, 1, 7.3, 88.5, 900, 10000};
    static const double sizes[] = {.5, 3, 29.5, 1000, 250000};
    for (size_t i = 0; i < sizeof means / sizeof *means; i++)
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            double mean = means[i], size = sizes[j], sum = 0;
            int64_t tenth = -1, ninth = -1;
            for (int64_t k = 0; ninth < 0; k++) {
                sum += exp(lgamma(size + (double)k) - lgamma(size) - lgamma((double)k + 1) +
                           size * log(size / (size + mean)) +
                           (double)k * log(mean / (size + mean)));
                if (k % 97 == 0 && sum > 1e-12)
                    expect_near(negative_binomial_cdf(k, mean, size), sum, 1e-7);
                if (tenth < 0 && sum >= .1)
                    tenth = k;
                if (sum >= .9)
                    ninth = k;
            }
            assert_int_equal(negative_binomial_quantile(.1, mean, size), tenth);
            assert_int_equal(negative_binomial_quantile(.9, mean, size), ninth);
        }
}

static void millions_are_counted_as_units_are(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        ForecastBasis basis = even(250000 + i, 3);
        basis.dispersion = i % 2 ? 40 : 1;
        Forecast forecast = forecast_year(&basis);
        assert_true(forecast.low80 < forecast.estimate);
        assert_true(forecast.high80 > forecast.estimate);
        double below = forecast_at_most(&forecast, forecast.low80 - 1);
        double at = forecast_at_most(&forecast, forecast.low80);
        assert_true(below < .1 && at >= .1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_history_each_month_is_a_twelfth),
        cmocka_unit_test(last_year_weighs_as_three_months),
        cmocka_unit_test(a_quiet_july_is_no_quiet_pace),
        cmocka_unit_test(months_that_vary_more_than_chance_widen_the_interval),
        cmocka_unit_test(at_the_years_end_it_is_the_outcome),
        cmocka_unit_test(a_goal_that_is_reached_stays_reached),
        cmocka_unit_test(without_a_month_nothing_is_known),
        cmocka_unit_test(sums_are_those_of_single_chances),
        cmocka_unit_test(millions_are_counted_as_units_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
