/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws funnels of units near and far, many and few, wide and narrow. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "tests/support/drawn.h"

enum { LIMITS = 24, UNITS_MOST = 40 };

typedef enum {
    UNITS_USUAL,
    UNITS_ALIKE,   /* all in one place */
    UNITS_OUTSIDE, /* each outside the limits */
    UNITS_UNKNOWN,
    UNITS_ONE,
    UNITS_HUGE,
    UNITS_SHARES, /* near a hundred per cent */
    UNITS_PRELIMINARY,
    UNITS_COUNT
} Units;

static const char *const names[] = {"Bromma",
                                    "Enskede-Årsta-Vantör",
                                    "Farsta",
                                    "Hägersten-Liljeholmen",
                                    "Hässelby-Vällingby",
                                    "Kungsholmen",
                                    "Norrmalm",
                                    "Rinkeby-Kista",
                                    "Skarpnäck",
                                    "Skärholmen",
                                    "Spånga-Tensta",
                                    "Södermalm",
                                    "Älvsjö",
                                    "Anhörigkonsulentverksamhetsuppföljningen"};

static double spread_at(double target, double size)
{
    return sqrt(target / size);
}

static ChartPoint point_of(Units units, size_t i, double target, double size,
                           ChartSpot *spot)
{
    double wave = ((double)(i * 5 % 13) - 6) / 4;
    bool known = units != UNITS_UNKNOWN && (units != UNITS_ONE || i == 1);
    if (units == UNITS_USUAL && i % 6 == 4)
        known = false;
    if (units == UNITS_ALIKE)
        wave = 0.1;
    if (units == UNITS_OUTSIDE)
        wave = i % 2 ? 4 : -3.5;
    double value = fmax(0, target + wave * spread_at(target, size));
    if (units == UNITS_SHARES)
        value = fmin(100, value);
    *spot = (ChartSpot){.size = size, .few = i % 4 == 3};
    if (fabs(wave) > 3.1)
        spot->side = wave > 0 ? SIDE_ABOVE_998 : SIDE_BELOW_998;
    else if (fabs(wave) > 1.4)
        spot->side = SIDE_BEYOND_95;
    return (ChartPoint){.known = known,
                        .value = known ? value : 0,
                        .text = known ? STR("2,1") : STR(".."),
                        .preliminary = units == UNITS_PRELIMINARY};
}

static Chart funnel_of(Units units, size_t count, bool is_goal)
{
    double target = units == UNITS_SHARES ? 92 : units == UNITS_HUGE ? 12345 : 2.1;
    ChartPoint *points = ARENA_ARRAY(drawn_arena, count, ChartPoint);
    ChartSpot *spots = ARENA_ARRAY(drawn_arena, count, ChartSpot);
    Str *labels = ARENA_ARRAY(drawn_arena, count, Str);
    ChartLimits *limits = ARENA_ARRAY(drawn_arena, LIMITS, ChartLimits);
    for (size_t i = 0; i < count; i++) {
        double size = units == UNITS_ALIKE ? 120 : 14.0 + (double)(i * 37 % 211);
        labels[i] = str_from(names[i % 14]);
        points[i] = point_of(units, i, target, size, &spots[i]);
    }
    for (size_t i = 0; i < LIMITS; i++) {
        double size = 12 + (double)i * 10, one = spread_at(target, size);
        limits[i] = (ChartLimits){size, fmax(0, target - 1.96 * one), target + 1.96 * one,
                                  fmax(0, target - 3.09 * one), target + 3.09 * one};
    }
    ChartSeries *series = ARENA_NEW(drawn_arena, ChartSeries);
    *series = (ChartSeries){STR("Räckvidd"), points};
    ChartFunnel *funnel = ARENA_NEW(drawn_arena, ChartFunnel);
    *funnel = (ChartFunnel){.spots = spots,
                            .limits = limits,
                            .limit_count = units == UNITS_UNKNOWN ? 0 : LIMITS,
                            .target = target,
                            .is_goal = is_goal,
                            .target_label = is_goal ? STR("mål 2,1") : STR("alla 2,1"),
                            .label95 = STR("gräns 95 %"),
                            .label998 = STR("gräns 99,8 %"),
                            .size_label = STR("invånare 18 år och äldre, en av fem")};
    return (Chart){.kind = CHART_FUNNEL,
                   .unit = units == UNITS_SHARES ? STR("%") : STR("per 1 000"),
                   .labels = labels,
                   .sublabels = ARENA_ARRAY(drawn_arena, count, Str),
                   .point_count = count,
                   .series = series,
                   .series_count = 1,
                   .funnel = funnel};
}

static void a_funnel_never_overlaps_or_leaves_the_chart(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 2, 5, 14, UNITS_MOST};
    static const double widths[] = {200, 240, 320, 499};
    static const double heights[] = {0, 60, 400};
    for (int units = 0; units < UNITS_COUNT; units++)
        for (size_t c = 0; c < 5; c++)
            for (size_t w = 0; w < 4; w++)
                for (size_t h = 0; h < 3; h++) {
                    ArenaMark mark = arena_mark(drawn_arena);
                    Chart chart = funnel_of((Units)units, counts[c], (c + w) % 2);
                    chart.height_pt = heights[h];
                    snprintf(situation, sizeof situation,
                             "units %d count %zu width %.0f height %.0f", units, counts[c],
                             widths[w], heights[h]);
                    draw(&chart, widths[w]);
                    arena_rewind(drawn_arena, mark);
                }
}

static void who_is_outside_is_named_and_the_lines_too(void **state)
{
    (void)state;
    Chart chart = funnel_of(UNITS_OUTSIDE, 12, false);
    draw(&chart, 499);
    for (size_t i = 0; i < 12; i++)
        assert_int_equal(times_written(chart.labels[i]), 1);
    assert_int_equal(drawn.fills[COLOUR_ALERT], 12);
    assert_int_equal(times_written(STR("alla 2,1")), 1);
    assert_int_equal(times_written(STR("gräns 95 %")), 2);
    assert_int_equal(times_written(STR("gräns 99,8 %")), 2);
    assert_int_equal(times_written(chart.funnel->size_label), 1);
}

static void within_the_limits_a_name_needs_room(void **state)
{
    (void)state;
    Chart chart = funnel_of(UNITS_ALIKE, 14, false);
    draw(&chart, 240);
    size_t named = 0;
    for (size_t i = 0; i < 14; i++)
        named += times_written(chart.labels[i]);
    assert_true(named < 5);
    assert_int_equal(drawn.fills[COLOUR_ALERT], 0);
}

static void a_unit_without_a_figure_has_no_dot_and_no_name(void **state)
{
    (void)state;
    Chart chart = funnel_of(UNITS_ONE, 5, false);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("Enskede-Årsta-Vantör")), 1);
    assert_int_equal(times_written(STR("Bromma")), 0);
    assert_int_equal(times_written(STR("..")), 0);
    assert_int_equal(drawn.fills[COLOUR_ACCENT] + drawn.fills[COLOUR_ALERT], 1);
}

static void preliminary_and_few_are_seen_without_colour(void **state)
{
    (void)state;
    Chart chart = funnel_of(UNITS_USUAL, 14, false);
    draw(&chart, 499);
    assert_true(drawn.fills[COLOUR_MUTED] >= 1);
    assert_int_equal(drawn.strokes[COLOUR_ACCENT], 0);
    chart = funnel_of(UNITS_PRELIMINARY, 14, false);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 0);
    assert_true(drawn.strokes[COLOUR_ACCENT] >= 5);
}

static void a_goal_is_drawn_as_one(void **state)
{
    (void)state;
    Chart chart = funnel_of(UNITS_USUAL, 14, false);
    draw(&chart, 499);
    assert_int_equal(drawn.strokes[COLOUR_GOAL], 0);
    chart = funnel_of(UNITS_USUAL, 14, true);
    draw(&chart, 499);
    assert_int_equal(drawn.strokes[COLOUR_GOAL], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_funnel_never_overlaps_or_leaves_the_chart),
        cmocka_unit_test(who_is_outside_is_named_and_the_lines_too),
        cmocka_unit_test(within_the_limits_a_name_needs_room),
        cmocka_unit_test(a_unit_without_a_figure_has_no_dot_and_no_name),
        cmocka_unit_test(preliminary_and_few_are_seen_without_colour),
        cmocka_unit_test(a_goal_is_drawn_as_one),
    };
    return cmocka_run_group_tests(tests, drawn_open, drawn_close);
}
