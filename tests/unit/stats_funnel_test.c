/* The numbers of the score form are PHEindicatormethods' own: tests/data/phe_funnel_*.csv;
 * the exact form is held against sums of the chances themselves. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "engine/base/error.h"
#include "engine/base/file.h"
#include "engine/stats/funnel.h"
#include "tests/support/arena.h"

/* The mean that the published labels and limits were made with. One of the 152 areas is
 * not in the published inputs, so that theirs is another. */
#define BASELINE 0.80642448

static Str data_of(const char *path)
{
    Error error = {0};
    Str content, head;
    if (!file_read(arena, path, &content, &error))
        fail_msg("%s", error.message);
    str_cut(content, '\n', &head, &content);
    return content;
}

/* What stands behind the last comma, which is cut off with it; a name may have commas. */
static Str last_cell(Str *line)
{
    size_t at = line->len;
    while (at && line->ptr[at - 1] != ',')
        at--;
    Str cell = str_trim(str_slice(*line, at, line->len));
    *line = str_slice(*line, 0, at ? at - 1 : 0);
    return cell;
}

static double last_number(Str *line)
{
    return strtod(str_zero(arena, last_cell(line)), NULL);
}

static void expect_near(double told, double expected, double most)
{
    if (!(fabs(told - expected) <= most))
        fail_msg("%.15g instead of %.15g", told, expected);
}

static const char *label(FunnelPosition position)
{
    switch (position) {
    case FUNNEL_WITHIN:
        return "Not significant";
    case FUNNEL_BELOW_998:
        return "Low (0.001)";
    case FUNNEL_BELOW_95:
        return "Low (0.025)";
    case FUNNEL_ABOVE_95:
        return "High (0.025)";
    case FUNNEL_ABOVE_998:
        return "High (0.001)";
    }
    return "";
}

static void the_score_form_gives_the_published_labels(void **state)
{
    (void)state;
    Str rest = data_of("tests/data/phe_funnel_prop_inputs.csv"), line;
    int rows = 0;
    while (rest.len) {
        str_cut(rest, '\n', &line, &rest);
        Str expected = last_cell(&line);
        double n = last_number(&line), x = last_number(&line);
        FunnelLimits limits = funnel_limits(FUNNEL_SHARES, FUNNEL_SCORE, BASELINE, n);
        assert_true(limits.known);
        const char *told = label(funnel_position(x / n, &limits));
        if (!str_equal(str_from(told), expected))
            fail_msg("%.*s: %s", STR_PRINT(line), told);
        rows++;
    }
    assert_int_equal(rows, 151);
}

static void the_score_form_gives_the_published_limits(void **state)
{
    (void)state;
    Str rest = data_of("tests/data/phe_funnel_prop_outputs.csv"), line;
    int rows = 0;
    while (rest.len) {
        str_cut(rest, '\n', &line, &rest);
        double target = last_number(&line) / 100, expected[4];
        for (int i = 3; i >= 0; i--)
            expected[i] = last_number(&line);
        FunnelLimits told =
            funnel_limits(FUNNEL_SHARES, FUNNEL_SCORE, target, last_number(&line));
        expect_near(100 * told.lower95, expected[0], 1e-6);
        expect_near(100 * told.upper95, expected[1], 1e-6);
        expect_near(100 * told.lower998, expected[2], 1e-6);
        expect_near(100 * told.upper998, expected[3], 1e-6);
        rows++;
    }
    assert_int_equal(rows, 100);
}

/* The limit by its definition, from the terms of the distribution added up. */
static double summed_limit(bool shares, long double target, int n, long double p)
{
    long double mean = target * n, rest = 1 - target, before = 0;
    long double term = shares ? powl(rest, n) : expl(-mean), sum = term;
    int r = 0;
    while (sum < p) {
        term *= shares ? target / rest * (n - r) / (r + 1) : mean / (r + 1);
        before = sum;
        sum += term;
        r++;
    }
    if (shares && r == n && p > 0.5L)
        return 1;
    long double limit = ((long double)r - (sum - p) / (sum - before)) / n;
    return limit < 0 ? 0 : (double)limit;
}

static void exact_limits_lie_between_the_counts_that_reach_them(void **state)
{
    (void)state;
    static const int sizes[] = {1, 5, 10, 19, 40, 73, 200, 900};
    static const double targets[] = {0.004, 0.05, 0.3, 0.5, 0.81, 0.97};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t j = 0; j < sizeof targets / sizeof *targets; j++)
            for (int shares = 0; shares < 2; shares++) {
                FunnelLimits told = funnel_limits(shares ? FUNNEL_SHARES : FUNNEL_RATES,
                                                  FUNNEL_EXACT, targets[j], sizes[i]);
                double t = targets[j];
                int n = sizes[i];
                expect_near(told.lower95, summed_limit(shares, t, n, 0.025L), 1e-11);
                expect_near(told.upper95, summed_limit(shares, t, n, 0.975L), 1e-11);
                expect_near(told.lower998, summed_limit(shares, t, n, 0.001L), 1e-11);
                expect_near(told.upper998, summed_limit(shares, t, n, 0.999L), 1e-11);
            }
}

/* By hand: of ten with an even chance F(1) = 11/1024, F(2) = 56/1024, F(8) = 1013/1024. */
static void ten_tosses_have_limits_by_hand(void **state)
{
    (void)state;
    FunnelLimits told = funnel_limits(FUNNEL_SHARES, FUNNEL_EXACT, 0.5, 10);
    expect_near(told.lower95, (2 - (56 - 25.6) / 45) / 10, 1e-13);
    expect_near(told.upper95, (8 - (1013 - 998.4) / 45) / 10, 1e-13);
}

static void what_usually_happens_is_never_outside(void **state)
{
    (void)state;
    FunnelLimits told = funnel_limits(FUNNEL_SHARES, FUNNEL_EXACT, 0.95, 12);
    assert_int_equal(funnel_position(1, &told), FUNNEL_WITHIN);
    told = funnel_limits(FUNNEL_SHARES, FUNNEL_EXACT, 0.05, 12);
    assert_int_equal(funnel_position(0, &told), FUNNEL_WITHIN);
    told = funnel_limits(FUNNEL_SHARES, FUNNEL_EXACT, 1, 30);
    assert_int_equal(funnel_position(1, &told), FUNNEL_WITHIN);
    assert_int_equal(funnel_position(29.0 / 30, &told), FUNNEL_BELOW_998);
    told = funnel_limits(FUNNEL_RATES, FUNNEL_EXACT, 0, 30);
    assert_int_equal(funnel_position(0, &told), FUNNEL_WITHIN);
    told = funnel_limits(FUNNEL_SHARES, FUNNEL_SCORE, 1, 30);
    assert_int_equal(funnel_position(1, &told), FUNNEL_WITHIN);
}

static void millions_have_exact_limits_near_the_score_form(void **state)
{
    (void)state;
    static const double sizes[] = {1e5, 1e7, 1e9};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        double n = sizes[i];
        FunnelLimits exact = funnel_limits(FUNNEL_SHARES, FUNNEL_EXACT, BASELINE, n);
        FunnelLimits score = funnel_limits(FUNNEL_SHARES, FUNNEL_SCORE, BASELINE, n);
        expect_near(exact.lower998, score.lower998, 3 / n);
        expect_near(exact.upper95, score.upper95, 3 / n);
        exact = funnel_limits(FUNNEL_RATES, FUNNEL_EXACT, 0.001, n);
        score = funnel_limits(FUNNEL_RATES, FUNNEL_SCORE, 0.001, n);
        expect_near(exact.lower95, score.lower95, 3 / n);
        expect_near(exact.upper998, score.upper998, 3 / n);
    }
}

static void a_limit_itself_is_within(void **state)
{
    (void)state;
    FunnelLimits limits = {true, 0.2, 0.8, 0.1, 0.9};
    assert_int_equal(funnel_position(0.2, &limits), FUNNEL_WITHIN);
    assert_int_equal(funnel_position(0.8, &limits), FUNNEL_WITHIN);
    assert_int_equal(funnel_position(0.1, &limits), FUNNEL_BELOW_95);
    assert_int_equal(funnel_position(0.9, &limits), FUNNEL_ABOVE_95);
    assert_int_equal(funnel_position(0.09, &limits), FUNNEL_BELOW_998);
    assert_int_equal(funnel_position(0.91, &limits), FUNNEL_ABOVE_998);
}

static void without_a_target_or_a_size_nothing_is_known(void **state)
{
    (void)state;
    assert_false(funnel_limits(FUNNEL_SHARES, FUNNEL_EXACT, 0.5, 0).known);
    assert_false(funnel_limits(FUNNEL_SHARES, FUNNEL_EXACT, 1.5, 10).known);
    assert_false(funnel_limits(FUNNEL_RATES, FUNNEL_SCORE, -1, 10).known);
    assert_false(funnel_limits(FUNNEL_RATES, FUNNEL_SCORE, NAN, 10).known);
    double none = 0;
    assert_false(funnel_spread(arena, FUNNEL_SHARES, &none, &none, 1).known);
    double x[] = {0, 0}, n[] = {10, 20}, all[] = {10, 20};
    assert_false(funnel_spread(arena, FUNNEL_RATES, x, n, 2).known);
    FunnelSpread whole = funnel_spread(arena, FUNNEL_SHARES, all, n, 2);
    assert_true(!whole.known && whole.target == 1);
    assert_false(funnel_spread(arena, FUNNEL_SHARES, x, n, 1).known);
}

/* Smokers among patients of four studies, as in Fleiss (1973) and the examples of R's
 * prop.test, which prints X-squared = 12.6, df = 3, p-value = 0.005585. */
static void the_test_of_difference_is_the_published_one(void **state)
{
    (void)state;
    double smokers[] = {83, 90, 129, 70, 3}, patients[] = {86, 93, 136, 82, 0};
    FunnelSpread told = funnel_spread(arena, FUNNEL_SHARES, smokers, patients, 5);
    assert_true(told.known && told.df == 3);
    expect_near(told.target, 372.0 / 397, 1e-15);
    expect_near(told.chi_square, 12.600, 0.0005);
    expect_near(told.p, 0.005585, 5e-7);
}

static void phi_is_the_mean_of_winsorised_squares(void **state)
{
    (void)state;
    /* ten values: the first decile lies at the second, the ninth a tenth of the way from
     * the ninth to the tenth, which is drawn in to there */
    double x[] = {16, 16, 25, 25, 25, 25, 36, 36, 36, 100}, n[10], mean = 0;
    for (size_t i = 0; i < 10; i++) {
        n[i] = 1;
        mean += x[i] / 10;
    }
    double z[10], sum = 0;
    for (size_t i = 0; i < 10; i++)
        z[i] = 2 * (sqrt(x[i]) - sqrt(mean));
    z[9] = z[8] + 0.1 * (z[9] - z[8]);
    for (size_t i = 0; i < 10; i++)
        sum += z[i] * z[i];
    FunnelSpread told = funnel_spread(arena, FUNNEL_RATES, x, n, 10);
    expect_near(told.phi, sum / 10, 1e-12);
    double chi_square = 0;
    for (size_t i = 0; i < 10; i++)
        chi_square += (x[i] - mean) * (x[i] - mean) / mean;
    expect_near(told.chi_square, chi_square, 1e-12);
    double even[] = {5, 10, 20}, sizes[] = {10, 20, 40};
    told = funnel_spread(arena, FUNNEL_SHARES, even, sizes, 3);
    assert_true(told.known && told.phi < 1e-12 && told.p > 0.999999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_score_form_gives_the_published_labels),
        cmocka_unit_test(the_score_form_gives_the_published_limits),
        cmocka_unit_test(exact_limits_lie_between_the_counts_that_reach_them),
        cmocka_unit_test(ten_tosses_have_limits_by_hand),
        cmocka_unit_test(what_usually_happens_is_never_outside),
        cmocka_unit_test(millions_have_exact_limits_near_the_score_form),
        cmocka_unit_test(a_limit_itself_is_within),
        cmocka_unit_test(without_a_target_or_a_size_nothing_is_known),
        cmocka_unit_test(the_test_of_difference_is_the_published_one),
        cmocka_unit_test(phi_is_the_mean_of_winsorised_squares),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
