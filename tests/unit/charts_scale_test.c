/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "reports/charts/scale.h"

static void assert_near(double actual, double expected)
{
    assert_true(fabs(actual - expected) < 1e-6 * fmax(1, fabs(expected)));
}

static void ticks_are_round_few_and_cover(void **state)
{
    (void)state;
    for (int exponent = -3; exponent < 9; exponent++)
        for (int tenths = 10; tenths < 100; tenths += 3)
            for (size_t most = 1; most <= 6; most++) {
                double high = tenths / 10.0 * pow(10, exponent);
                Ticks ticks = ticks_nice(0, high, most, false);
                assert_true(ticks.count >= 2 && ticks.count <= most + 1);
                assert_true(ticks_high(&ticks) >= high * (1 - 1e-9));
                assert_true(ticks_high(&ticks) - ticks.step < high);
                double shown = ticks.step * pow(10, ticks.decimals);
                assert_near(shown, round(shown));
            }
}

static void ticks_of_counts_never_stand_between_two_counts(void **state)
{
    (void)state;
    for (int high = 0; high <= 12; high++) {
        Ticks ticks = ticks_nice(0, high, 6, true);
        assert_int_equal(ticks.decimals, 0);
        assert_true(ticks.step >= 1);
    }
}

static void ticks_up_to_twenty_are_five_apart(void **state)
{
    (void)state;
    Ticks ticks = ticks_nice(0, 20, 5, true);
    assert_near(ticks.step, 5);
    assert_int_equal(ticks.count, 5);
    assert_near(ticks_value(&ticks, 3), 15);
}

static void ticks_of_nothing_go_from_zero_to_one(void **state)
{
    (void)state;
    Ticks ticks = ticks_nice(0, 0, 4, true);
    assert_int_equal(ticks.count, 2);
    assert_near(ticks.low, 0);
    assert_near(ticks_high(&ticks), 1);
}

static void ticks_below_zero_hold_zero(void **state)
{
    (void)state;
    Ticks ticks = ticks_nice(-3.2, 6.4, 5, false);
    assert_near(ticks.low, -4);
    assert_near(ticks_high(&ticks), 8);
    assert_near(ticks_value(&ticks, 2), 0);
}

static void a_place_is_in_proportion(void **state)
{
    (void)state;
    LinearScale scale = {0, 20, 100, 200};
    assert_near(linear_place(&scale, 5), 125);
    BandScale bands = {300, 0, 3};
    assert_near(band_centre(&bands, 0), 250);
}

static void labels_with_room_stay(void **state)
{
    (void)state;
    double centres[] = {20, 50, 80}, heights[] = {10, 10, 10}, weights[] = {1, 1, 1};
    labels_spread(centres, heights, weights, 3, 0, 100);
    assert_near(centres[0], 20);
    assert_near(centres[1], 50);
    assert_near(centres[2], 80);
}

static void labels_at_one_place_part_evenly(void **state)
{
    (void)state;
    double centres[] = {50, 50, 50}, heights[] = {10, 10, 10}, weights[] = {1, 1, 1};
    labels_spread(centres, heights, weights, 3, 0, 100);
    assert_near(centres[0], 40);
    assert_near(centres[1], 50);
    assert_near(centres[2], 60);
}

static void a_heavier_label_moves_less(void **state)
{
    (void)state;
    double centres[] = {50, 50}, heights[] = {10, 10}, weights[] = {1, 3};
    labels_spread(centres, heights, weights, 2, 0, 100);
    assert_near(centres[0], 42.5);
    assert_near(centres[1], 52.5);
}

static void labels_stay_inside(void **state)
{
    (void)state;
    double centres[] = {0, 1, 100}, heights[] = {10, 14, 10}, weights[] = {1, 1, 1};
    labels_spread(centres, heights, weights, 3, 0, 100);
    assert_near(centres[0], 5);
    assert_near(centres[1], 17);
    assert_near(centres[2], 95);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round_few_and_cover),
        cmocka_unit_test(ticks_of_counts_never_stand_between_two_counts),
        cmocka_unit_test(ticks_up_to_twenty_are_five_apart),
        cmocka_unit_test(ticks_of_nothing_go_from_zero_to_one),
        cmocka_unit_test(ticks_below_zero_hold_zero),
        cmocka_unit_test(a_place_is_in_proportion),
        cmocka_unit_test(labels_with_room_stay),
        cmocka_unit_test(labels_at_one_place_part_evenly),
        cmocka_unit_test(a_heavier_label_moves_less),
        cmocka_unit_test(labels_stay_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
