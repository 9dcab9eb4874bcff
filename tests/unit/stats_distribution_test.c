/* Against sums of the terms themselves, and against the printed tables' values: Abramowitz
 * and Stegun, tables 26.8 (chi-square) and 26.10 (Student's t). */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "engine/stats/distribution.h"

static void expect_near(double told, double expected, double relative)
{
    if (!(fabs(told - expected) <= relative * fabs(expected) + 1e-300))
        fail_msg("%.15g instead of %.15g", told, expected);
}

static void a_binomial_cdf_is_the_sum_of_its_terms(void **state)
{
    (void)state;
    static const int trials[] = {1, 2, 7, 20, 57, 200, 1000};
    static const double chances[] = {0.002, 0.05, 0.31, 0.5, 0.8, 0.97};
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
        for (size_t j = 0; j < sizeof chances / sizeof *chances; j++) {
            int n = trials[i];
            long double odds = (long double)chances[j] / (1 - (long double)chances[j]);
            long double term = powl(1 - (long double)chances[j], n), sum = term;
            for (int k = 0; k < n; k++) {
                expect_near(binomial_cdf(k, n, chances[j]), (double)sum, 1e-12);
                term *= odds * (n - k) / (k + 1);
                sum += term;
            }
        }
    assert_true(binomial_cdf(-1, 10, 0.5) == 0 && binomial_cdf(10, 10, 0.5) == 1);
    assert_true(binomial_cdf(3, 10, 0) == 1 && binomial_cdf(9, 10, 1) == 0);
}

static void a_poisson_cdf_is_the_sum_of_its_terms(void **state)
{
    (void)state;
    static const double means[] = {0.01, 0.7, 3, 19.5, 140, 900};
    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        long double term = expl(-(long double)means[i]), sum = term;
        for (int k = 0; k < (int)(means[i] * 2) + 10; k++) {
            expect_near(poisson_cdf(k, means[i]), (double)sum, 1e-12);
            term *= (long double)means[i] / (k + 1);
            sum += term;
        }
    }
    assert_true(poisson_cdf(-1, 4) == 0 && poisson_cdf(0, 0) == 1);
}

static void expect_least(double p, int64_t trials, double chance)
{
    int64_t r = binomial_quantile(p, trials, chance);
    assert_true(binomial_cdf(r, trials, chance) >= p);
    assert_true(r == 0 || binomial_cdf(r - 1, trials, chance) < p);
    double mean = (double)trials * chance;
    r = poisson_quantile(p, mean);
    assert_true(poisson_cdf(r, mean) >= p);
    assert_true(r == 0 || poisson_cdf(r - 1, mean) < p);
}

static void a_quantile_is_the_least_count_that_reaches_p(void **state)
{
    (void)state;
    static const int64_t trials[] = {1, 5, 10, 73, 200, 100000, 6541498, 7564336677};
    static const double chances[] = {0, 1e-6, 0.00103, 0.25, 0.5, 0.806424, 0.9999, 1};
    static const double levels[] = {0.001, 0.025, 0.5, 0.975, 0.999};
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
        for (size_t j = 0; j < sizeof chances / sizeof *chances; j++)
            for (size_t k = 0; k < sizeof levels / sizeof *levels; k++)
                expect_least(levels[k], trials[i], chances[j]);
    assert_int_equal(binomial_quantile(0.5, 10, 0.5), 5);
    assert_int_equal(binomial_quantile(0.999, 3, 1), 3);
    assert_int_equal(poisson_quantile(0.975, 0), 0);
}

/* Of so many the normal distribution is near: within a count of mean + z deviations. */
static void millions_of_trials_have_quantiles(void **state)
{
    (void)state;
    double n = 7564336677.0, chance = 0.00102804;
    double expected = n * chance + 1.959963984540054 * sqrt(n * chance * (1 - chance));
    int64_t r = binomial_quantile(0.975, 7564336677, chance);
    assert_true(fabs((double)r - expected) < 2);
}

static void the_tables_of_t_and_chi_square_are_met(void **state)
{
    (void)state;
    expect_near(student_quantile(0.975, 1), 12.7062047361747, 1e-12);
    expect_near(student_quantile(0.975, 2), 4.30265272974946, 1e-12);
    expect_near(student_quantile(0.975, 10), 2.22813885198627, 1e-12);
    expect_near(student_quantile(0.025, 30), -2.04227245630124, 1e-12);
    expect_near(student_quantile(0.975, 120), 1.97993040508250, 1e-12);
    expect_near(student_quantile(0.975, 1e7), 1.95996398454005, 1e-6);
    expect_near(student_cdf(-1, 1), 0.25, 1e-13);
    assert_true(student_quantile(0.5, 4) == 0);
    expect_near(chi_square_quantile(0.95, 1), 3.84145882069412, 1e-12);
    expect_near(chi_square_quantile(0.95, 13), 22.3620324948269, 1e-12);
    expect_near(chi_square_quantile(0.025, 10), 2 * 1.62348639011842, 1e-12);
    expect_near(chi_square_upper(22.3620324948269, 13), 0.05, 1e-12);
    /* of two degrees the tail is exp(-x/2), however far out */
    expect_near(chi_square_upper(200, 2), exp(-100), 1e-12);
    expect_near(normal_upper(1.959963984540054), 0.025, 1e-13);
    expect_near(normal_upper(3.090232306167814), 0.001, 1e-12);
}

static void both_parts_of_the_gamma_and_beta_functions_are_one(void **state)
{
    (void)state;
    static const double shapes[] = {0.5, 1, 3.25, 40, 1e4, 1e6};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (int step = -3; step <= 3; step++) {
            double a = shapes[i], x = a + step * sqrt(a);
            expect_near(gamma_lower(a, x) + gamma_upper(a, x), 1, 1e-14);
            double share = 0.5 + step * 0.1;
            expect_near(beta_below(a, 2.5, share) + beta_below(2.5, a, 1 - share), 1,
                        1e-13);
        }
    expect_near(beta_below(1, 1, 0.3), 0.3, 1e-14);
    expect_near(gamma_lower(1, 2), 1 - exp(-2), 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_binomial_cdf_is_the_sum_of_its_terms),
        cmocka_unit_test(a_poisson_cdf_is_the_sum_of_its_terms),
        cmocka_unit_test(a_quantile_is_the_least_count_that_reaches_p),
        cmocka_unit_test(millions_of_trials_have_quantiles),
        cmocka_unit_test(the_tables_of_t_and_chi_square_are_met),
        cmocka_unit_test(both_parts_of_the_gamma_and_beta_functions_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
