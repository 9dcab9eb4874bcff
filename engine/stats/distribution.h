/* distribution.h: the distributions that intervals, limits and tests need.
 *
 * shape   a cdf is P(X <= x); a quantile is the least x with P(X <= x) >= p, 0 < p < 1
 * fails   never: what lies outside a distribution's range has the chance 0 or 1
 * source  chances of counts by saddle point: Loader, Fast and Accurate Computation of
 *         Binomial Probabilities (2000); incomplete gamma and beta by their series and
 *         continued fractions: Abramowitz and Stegun 6.5.29, 6.5.31, 26.5.8
 *
 * Good to some 13 digits, for counts up to thousands of millions.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STATS_DISTRIBUTION_H
#define SAMSYN_STATS_DISTRIBUTION_H

#include <stdint.h>

/* Regularised: the incomplete gamma function's lower part P(a, x) and upper part Q(a, x),
 * a > 0; and the incomplete beta function I_x(a, b). */
double gamma_lower(double a, double x);
double gamma_upper(double a, double x);
double beta_below(double a, double b, double x);

double binomial_cdf(int64_t count, int64_t trials, double chance);
int64_t binomial_quantile(double p, int64_t trials, double chance);
double poisson_cdf(int64_t count, double mean);
int64_t poisson_quantile(double p, double mean);

double normal_upper(double z); /* P(Z > z) */
double student_cdf(double t, double df);
double student_quantile(double p, double df);
double chi_square_upper(double x, double df); /* P(X > x): the tail of a test */
double chi_square_quantile(double p, double df);

#endif
