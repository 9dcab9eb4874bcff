/* The numbers are those of clinicalsignificance on the raw data it ships:
 * tests/data/rci_*.csv; the others are counted by hand. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/stats/outcome.h"

enum { CUTOFF = 13, THRESHOLD = 15, D_PRE = 16, D_AV = 17, D_Z = 19, G_PRE = 20 };
enum { RECOVERED = 21 };

static const OutcomeScale adult = {.cut = 250, .reliable = 50, .least = 0, .most = 400};

static Str cell_at(Str line, size_t column)
{
    Str head = {"", 0};
    for (size_t i = 0; i <= column; i++)
        str_cut(line, ',', &head, &line);
    return head;
}

static double number_at(Str line, size_t column)
{
    Str cell = cell_at(line, column);
    return cell.len ? strtod(cell.ptr, NULL) : NAN;
}

static Str data_of(Arena *arena, const char *path)
{
    Error error = {0};
    Str content, head;
    if (!file_read(arena, path, &content, &error))
        fail_msg("%s", error.message);
    str_cut(content, '\n', &head, &content);
    return content;
}

static void near_to(double told, double expected)
{
    if (!(fabs(told - expected) <= 1e-9 * fabs(expected)))
        fail_msg("%.15g instead of %.15g", told, expected);
}

/* In tenths: what is reached by whole and half points is reached by the next tenth. */
static OutcomeScale scale_of(Str summary)
{
    bool lower = str_equal(cell_at(summary, 5), STR("lower"));
    double cut = 10 * number_at(summary, CUTOFF);
    return (OutcomeScale){.lower_better = lower,
                          .cut = (int64_t)(lower ? floor(cut) : ceil(cut)),
                          .reliable = (int64_t)ceil(10 * number_at(summary, THRESHOLD)),
                          .most = 2000};
}

static void classes_are_the_published_ones(void **state)
{
    (void)state;
    static const char *const names[] = {"recovered", "improved", "deteriorated",
                                        "unchanged"};
    static const size_t columns[] = {RECOVERED, RECOVERED + 1, RECOVERED + 3,
                                     RECOVERED + 2};
    Arena *arena = arena_open();
    Str summaries = data_of(arena, "tests/data/rci_summary.csv"), summary, line;
    int seen = 0;
    while (summaries.len) {
        int counts[4] = {0};
        str_cut(summaries, '\n', &summary, &summaries);
        OutcomeScale scale = scale_of(summary);
        OutcomeMoments moments = {0};
        Str rows = data_of(arena, "tests/data/rci_individual.csv");
        while (rows.len) {
            str_cut(rows, '\n', &line, &rows);
            if (!str_equal(cell_at(line, 0), cell_at(summary, 0)))
                continue;
            int64_t first = llround(10 * number_at(line, 2));
            int64_t last = llround(10 * number_at(line, 3));
            OutcomeClass class = outcome_class(&scale, first, last);
            if (!str_equal(cell_at(line, 8), str_from(names[class])))
                fail_msg("%.*s: %s", (int)line.len, line.ptr, names[class]);
            counts[class]++;
            outcome_add(&moments, first, last);
            seen++;
        }
        for (size_t i = 0; i < 4; i++)
            assert_int_equal(counts[i], (int)number_at(summary, columns[i]));
        bool lower = scale.lower_better;
        near_to(outcome_effect(&moments, EFFECT_PRE, lower).value,
                number_at(summary, D_PRE));
        near_to(outcome_effect(&moments, EFFECT_G, lower).value, number_at(summary, G_PRE));
        near_to(outcome_effect(&moments, EFFECT_AV, lower).value, number_at(summary, D_AV));
        near_to(outcome_effect(&moments, EFFECT_Z, lower).value, number_at(summary, D_Z));
    }
    assert_int_equal(seen, 70);
    arena_close(arena);
}

static void a_threshold_is_reached_at_equality(void **state)
{
    (void)state;
    assert_int_equal(outcome_class(&adult, 200, 250), OUTCOME_RECOVERED);
    assert_int_equal(outcome_class(&adult, 201, 250), OUTCOME_UNCHANGED);
    assert_int_equal(outcome_class(&adult, 199, 249), OUTCOME_IMPROVED);
    assert_int_equal(outcome_class(&adult, 250, 300), OUTCOME_IMPROVED);
    assert_int_equal(outcome_class(&adult, 250, 200), OUTCOME_DETERIORATED);
    assert_int_equal(outcome_class(&adult, 250, 201), OUTCOME_UNCHANGED);
    assert_true(outcome_clinical(&adult, 249));
    assert_false(outcome_clinical(&adult, 250));
}

static void where_lower_is_better_all_is_mirrored(void **state)
{
    (void)state;
    const OutcomeScale scale = {.lower_better = true, .cut = 9, .reliable = 6, .most = 27};
    assert_int_equal(outcome_class(&scale, 15, 9), OUTCOME_RECOVERED);
    assert_int_equal(outcome_class(&scale, 16, 10), OUTCOME_IMPROVED);
    assert_int_equal(outcome_class(&scale, 9, 15), OUTCOME_DETERIORATED);
    assert_false(outcome_clinical(&scale, 9));
    assert_true(outcome_clinical(&scale, 10));
    assert_true(outcome_at_ceiling(&scale, 5));
    assert_false(outcome_at_ceiling(&scale, 6));
}

static void the_ceiling_is_a_reliable_change_from_the_best(void **state)
{
    (void)state;
    assert_false(outcome_at_ceiling(&adult, 350));
    assert_true(outcome_at_ceiling(&adult, 351));
}

/* Of 10, 20, 30 the deviation is 10 and t of two degrees of freedom 4.302652730. */
static void means_have_the_interval_of_student(void **state)
{
    (void)state;
    OutcomeMoments moments = {0};
    outcome_add(&moments, 100, 110);
    assert_false(outcome_interval(&moments, OUTCOME_CHANGE).known);
    assert_false(outcome_effect(&moments, EFFECT_PRE, false).known);
    outcome_add(&moments, 110, 130);
    outcome_add(&moments, 120, 150);
    Interval interval = outcome_interval(&moments, OUTCOME_CHANGE);
    assert_true(interval.known);
    assert_true(fabs(interval.low - (20 - 4.302652730 * 10 / sqrt(3))) < 1e-7);
    assert_true(fabs(interval.high - (20 + 4.302652730 * 10 / sqrt(3))) < 1e-7);
    assert_int_equal(outcome_sum(&moments, OUTCOME_FIRST), 330);
    assert_int_equal(outcome_sum(&moments, OUTCOME_LAST), 390);
    Interval last = outcome_interval(&moments, OUTCOME_LAST); /* deviation 20 */
    assert_true(fabs(last.high - (130 + 4.302652730 * 20 / sqrt(3))) < 1e-7);
}

static void an_effect_has_its_change_s_interval(void **state)
{
    (void)state;
    OutcomeMoments moments = {0};
    for (int64_t i = 0; i < 5; i++)
        outcome_add(&moments, 100 + 10 * i, 95 + 8 * i);
    Interval change = outcome_interval(&moments, OUTCOME_CHANGE);
    Effect effect = outcome_effect(&moments, EFFECT_PRE, false);
    double deviation = sqrt(250);
    near_to(effect.value, -9 / deviation);
    near_to(effect.low, change.low / deviation);
    near_to(effect.high, change.high / deviation);
    Effect mirrored = outcome_effect(&moments, EFFECT_PRE, true);
    near_to(mirrored.value, -effect.value);
    near_to(mirrored.low, -effect.high);
    near_to(mirrored.high, -effect.low);
    OutcomeMoments alike = {0};
    outcome_add(&alike, 100, 150);
    outcome_add(&alike, 100, 160);
    assert_false(outcome_effect(&alike, EFFECT_PRE, false).known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_are_the_published_ones),
        cmocka_unit_test(a_threshold_is_reached_at_equality),
        cmocka_unit_test(where_lower_is_better_all_is_mirrored),
        cmocka_unit_test(the_ceiling_is_a_reliable_change_from_the_best),
        cmocka_unit_test(means_have_the_interval_of_student),
        cmocka_unit_test(an_effect_has_its_change_s_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
