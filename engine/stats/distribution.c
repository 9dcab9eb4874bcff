/* Chances are taken as a saddle point and small corrections, never as differences of large
 * logarithms, which lose digits with counts in the millions. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/stats/distribution.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define TWO_PI 6.283185307179586477

/* What Stirling's formula leaves out of log z!, z > 0. */
static double stirling_rest(double z)
{
    double square = z * z;
    int sign;
    if (z < 16)
        return lgamma_r(z + 1, &sign) - (z + 0.5) * log(z) + z - log(TWO_PI) / 2;
    double rest = 1 / 1680.0 - 1 / (1188.0 * square);
    rest = 1 / 1260.0 - rest / square;
    rest = 1 / 360.0 - rest / square;
    return (1 / 12.0 - rest / square) / z;
}

/* x log(x / mean) + mean - x, without loss where the two are near each other. */
static double deviance(double x, double mean)
{
    double share = (x - mean) / (x + mean);
    if (fabs(share) >= 0.1)
        return x * log(x / mean) + mean - x;
    double sum = (x - mean) * share, term = 2 * x * share;
    for (int i = 1; i < 1000; i++) {
        term *= share * share;
        double next = sum + term / (2 * i + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

/* mean^x e^-mean / x!, also between the whole numbers */
static double poisson_chance(double x, double mean)
{
    if (mean <= 0)
        return x > 0 ? 0 : 1;
    if (x <= 0)
        return exp(-mean);
    return exp(-stirling_rest(x) - deviance(x, mean)) / sqrt(TWO_PI * x);
}

/* n! / (x! (n - x)!) chance^x rest^(n - x), 0 < x < n, also between the whole numbers */
static double binomial_chance(double x, double n, double chance, double rest)
{
    double left = n - x;
    double corrections = stirling_rest(n) - stirling_rest(x) - stirling_rest(left) -
                         deviance(x, n * chance) - deviance(left, n * rest);
    return exp(corrections) * sqrt(n / (TWO_PI * x * left));
}

static double gamma_series(double a, double x)
{
    double sum = 1, term = 1, place = a;
    while (term > sum * DBL_EPSILON / 4) {
        place += 1;
        term *= x / place;
        sum += term;
    }
    return sum * poisson_chance(a, x);
}

/* A continued fraction as Lentz computes it, a level a step: 1/first of it is known, and
 * the ratio of the numerators so far. */
typedef struct {
    double value, over, under; /* ratios of successive numerators, and denominators */
    bool ended;
} Fraction;

static double not_zero(double value)
{
    return fabs(value) < 1e-300 ? 1e-300 : value;
}

static Fraction fraction_begin(double first, double over)
{
    double value = 1 / not_zero(first);
    return (Fraction){.value = value, .over = over, .under = value};
}

static void fraction_step(Fraction *fraction, double numerator, double denominator)
{
    fraction->under = 1 / not_zero(denominator + numerator * fraction->under);
    fraction->over = not_zero(denominator + numerator / fraction->over);
    double factor = fraction->over * fraction->under;
    fraction->value *= factor;
    fraction->ended = !(fabs(factor - 1) > DBL_EPSILON);
}

static double gamma_fraction(double a, double x)
{
    double denominator = x + 1 - a;
    Fraction fraction = fraction_begin(denominator, 1e300);
    double i = 0;
    while (!fraction.ended) {
        i += 1;
        denominator += 2;
        fraction_step(&fraction, -i * (i - a), denominator);
    }
    return fraction.value * a * poisson_chance(a, x);
}

double gamma_lower(double a, double x)
{
    if (!(x > 0))
        return 0;
    return x < a + 1 ? gamma_series(a, x) : 1 - gamma_fraction(a, x);
}

double gamma_upper(double a, double x)
{
    if (!(x > 0))
        return 1;
    return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

static double beta_fraction(double a, double b, double x)
{
    Fraction fraction = fraction_begin(1 - (a + b) * x / (a + 1), 1);
    double m = 0;
    while (!fraction.ended) {
        m += 1;
        double two = 2 * m;
        fraction_step(&fraction, m * (b - m) * x / ((a + two - 1) * (a + two)), 1);
        double even = fabs(fraction.over * fraction.under - 1);
        fraction_step(&fraction, -(a + m) * (a + b + m) * x / ((a + two) * (a + two + 1)),
                      1);
        fraction.ended = fraction.ended && !(even > DBL_EPSILON);
    }
    return fraction.value;
}

/* I_x(a, b) with y = 1 - x, which near 1 would have lost its digits. */
static double beta_of(double a, double b, double x, double y)
{
    if (!(x > 0))
        return 0;
    if (!(y > 0))
        return 1;
    double front = binomial_chance(a, a + b, x, y) / (a + b);
    if (x < (a + 1) / (a + b + 2))
        return front * b * beta_fraction(a, b, x);
    return 1 - front * a * beta_fraction(b, a, y);
}

double beta_below(double a, double b, double x)
{
    return beta_of(a, b, x, 1 - x);
}

double binomial_cdf(int64_t count, int64_t trials, double chance)
{
    if (count < 0)
        return 0;
    if (count >= trials)
        return 1;
    return beta_of((double)(trials - count), (double)count + 1, 1 - chance, chance);
}

double poisson_cdf(int64_t count, double mean)
{
    return count < 0 ? 0 : gamma_upper((double)count + 1, mean);
}

/* A count of one or the other distribution, to look for its quantiles. */
typedef struct {
    bool binomial;
    int64_t trials;
    double parameter, mean, deviation;
} Counted;

static double counted_cdf(const Counted *counted, int64_t count)
{
    return counted->binomial ? binomial_cdf(count, counted->trials, counted->parameter)
                             : poisson_cdf(count, counted->parameter);
}

/* Out from a normal guess in growing steps until the quantile lies between, then halved. */
static int64_t counted_quantile(const Counted *counted, double p)
{
    double guess = counted->mean + (p < 0.5 ? -2 : 2) * counted->deviation;
    int64_t step = 1 + (int64_t)(counted->deviation / 4);
    int64_t high = guess > 0 ? (int64_t)guess : 0, low;
    if (counted_cdf(counted, high) >= p) {
        for (low = high - step; low >= 0 && counted_cdf(counted, low) >= p; step *= 2) {
            high = low;
            low -= 2 * step;
        }
        low = low < -1 ? -1 : low;
    } else {
        low = high;
        for (high += step; counted_cdf(counted, high) < p; step *= 2) {
            low = high;
            high += 2 * step;
        }
    }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (counted_cdf(counted, middle) >= p)
            high = middle;
        else
            low = middle;
    }
    return high;
}

int64_t binomial_quantile(double p, int64_t trials, double chance)
{
    double mean = (double)trials * chance;
    Counted counted = {true, trials, chance, mean, sqrt(mean * (1 - chance))};
    return counted_quantile(&counted, p);
}

int64_t poisson_quantile(double p, double mean)
{
    Counted counted = {false, 0, mean, mean, sqrt(mean)};
    return counted_quantile(&counted, p);
}

double normal_upper(double z)
{
    return erfc(z / sqrt(2)) / 2;
}

double student_cdf(double t, double df)
{
    double square = t * t, whole = df + square;
    double tail = beta_of(df / 2, 0.5, df / whole, square / whole) / 2;
    return t > 0 ? 1 - tail : tail;
}

/* Where a cdf of positive numbers reaches p, by halving to the last digit. */
static double halved(double (*cdf)(double x, double shape), double shape, double p)
{
    double low = 0, high = 1;
    while (cdf(high, shape) < p) {
        low = high;
        high *= 2;
    }
    while (high - low > 4 * DBL_EPSILON * high) {
        double middle = low + (high - low) / 2;
        if (cdf(middle, shape) < p)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

double student_quantile(double p, double df)
{
    if (p < 0.5)
        return -student_quantile(1 - p, df);
    return p > 0.5 ? halved(student_cdf, df, p) : 0;
}

double chi_square_upper(double x, double df)
{
    return gamma_upper(df / 2, x / 2);
}

static double chi_square_cdf(double x, double df)
{
    return gamma_lower(df / 2, x / 2);
}

double chi_square_quantile(double p, double df)
{
    return halved(chi_square_cdf, df, p);
}
