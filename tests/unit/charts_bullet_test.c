/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws rows on their way to a goal, or far beyond it, or with nothing to show. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/support/drawn.h"

typedef enum {
    ROWS_USUAL,
    ROWS_ZERO,
    ROWS_BEYOND, /* far past the goal */
    ROWS_UNKNOWN,
    ROWS_NO_GOAL,
    ROWS_NO_FORECAST,
    ROWS_PRELIMINARY,
    ROWS_MIXED,
    ROWS_COUNT
} Rows;

static const char *const names[] = {"Enskilda samtal", "Farsta", "Hägersten-Liljeholmen",
                                    "Föreläsning och utbildning för anhöriga med demens",
                                    "Anhörigkonsulentverksamhetsuppföljningsrapportering"};
static const char *const words[] = {"saknas", "..", "mäts inte"};
static const char *const statuses[] = {"uppfylls helt", "prognos: uppfylls delvis (osäker)",
                                       "inget årsmål", "går inte att avgöra"};

static ChartPoint point_of(Rows rows, size_t i, ChartCourse *course)
{
    double goal = 60 + (double)(i * 47 % 200), value = goal * (0.2 + 0.1 * (double)(i % 4));
    if (rows == ROWS_ZERO)
        value = 0;
    if (rows == ROWS_BEYOND)
        value = goal * (1.2 + 0.5 * (double)i);
    bool unknown = rows == ROWS_UNKNOWN || (rows == ROWS_MIXED && i % 3 == 1);
    *course = (ChartCourse){.has_goal = rows != ROWS_NO_GOAL && i % 5 != 4,
                            .goal = goal,
                            .has_forecast = rows != ROWS_NO_FORECAST && !unknown,
                            .estimate = value * 2.6 + 5,
                            .low = value * 2.1,
                            .high = value * 3.2 + 9,
                            .symbol = (Symbol)(1 + i % 5),
                            .tone = TONE_MUTED,
                            .status = str_from(statuses[i % 4])};
    if (unknown)
        return (ChartPoint){.text = str_from(words[i % 3])};
    return (ChartPoint){.known = true,
                        .value = value,
                        .text = str_format(drawn_arena, "%.0f av %.0f", value, goal),
                        .preliminary = rows == ROWS_PRELIMINARY};
}

static Chart bullet_of(Rows rows, size_t count)
{
    ChartPoint *points = ARENA_ARRAY(drawn_arena, count, ChartPoint);
    ChartCourse *courses = ARENA_ARRAY(drawn_arena, count, ChartCourse);
    Str *labels = ARENA_ARRAY(drawn_arena, count, Str);
    for (size_t i = 0; i < count; i++) {
        labels[i] = str_from(names[i % 5]);
        points[i] = point_of(rows, i, &courses[i]);
    }
    ChartSeries *series = ARENA_NEW(drawn_arena, ChartSeries);
    *series = (ChartSeries){STR("hittills"), points};
    ChartCourses *all = ARENA_NEW(drawn_arena, ChartCourses);
    *all = (ChartCourses){.rows = courses,
                          .now_label = STR("hittills i år"),
                          .forecast_label = STR("prognos för året, 80 % intervall"),
                          .scale_label = STR("andel av årsmålet")};
    return (Chart){.kind = CHART_BULLET,
                   .labels = labels,
                   .sublabels = ARENA_ARRAY(drawn_arena, count, Str),
                   .point_count = count,
                   .series = series,
                   .series_count = 1,
                   .goal_label = STR("årsmål"),
                   .courses = all};
}

static void a_bullet_never_overlaps_or_leaves_the_chart(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 2, 5, 14};
    static const double widths[] = {200, 240, 320, 340, 420, 499};
    static const double heights[] = {0, 60, 400};
    for (int rows = 0; rows < ROWS_COUNT; rows++)
        for (size_t c = 0; c < 4; c++)
            for (size_t w = 0; w < 6; w++)
                for (size_t h = 0; h < 3; h++) {
                    ArenaMark mark = arena_mark(drawn_arena);
                    Chart chart = bullet_of((Rows)rows, counts[c]);
                    chart.height_pt = heights[h];
                    snprintf(situation, sizeof situation,
                             "rows %d count %zu width %.0f height %.0f", rows, counts[c],
                             widths[w], heights[h]);
                    draw(&chart, widths[w]);
                    arena_rewind(drawn_arena, mark);
                }
}

static void every_row_says_its_figure_and_how_it_stands(void **state)
{
    (void)state;
    Chart chart = bullet_of(ROWS_MIXED, 5);
    draw(&chart, 499);
    for (size_t i = 0; i < 5; i++)
        assert_true(times_written(chart.series[0].points[i].text) >= 1);
    for (size_t i = 0; i < 4; i++)
        assert_true(times_written(str_from(statuses[i])) >= 1);
    assert_int_equal(times_written(STR("årsmål")), 1);
    assert_int_equal(times_written(STR("andel av årsmålet")), 1);
    assert_int_equal(times_written(STR("prognos för året, 80 % intervall")), 1);
    draw(&chart, 240); /* the words stand in the table then */
    for (size_t i = 0; i < 5; i++)
        assert_true(times_written(chart.series[0].points[i].text) >= 1);
    assert_int_equal(times_written(str_from(statuses[0])), 0);
}

static void without_a_goal_there_is_no_bar_and_without_a_forecast_no_field(void **state)
{
    (void)state;
    Chart chart = bullet_of(ROWS_NO_GOAL, 4);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT_LIGHT], 0);
    assert_int_equal(drawn.strokes[COLOUR_GOAL], 0);
    chart = bullet_of(ROWS_NO_FORECAST, 4);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT_LIGHT], 0);
    assert_int_equal(times_written(STR("prognos för året, 80 % intervall")), 0);
    assert_int_equal(drawn.strokes[COLOUR_GOAL], 1);
    draw(&chart, 240); /* a piece for each row: names stand between */
    assert_int_equal(drawn.strokes[COLOUR_GOAL], 4);
    chart = bullet_of(ROWS_USUAL, 4);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT_LIGHT], 5); /* four, and that of the name */
}

static void a_preliminary_bar_is_open(void **state)
{
    (void)state;
    Chart chart = bullet_of(ROWS_USUAL, 4);
    draw(&chart, 499);
    size_t full = drawn.fills[COLOUR_ACCENT];
    chart = bullet_of(ROWS_PRELIMINARY, 4);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], full - 4);
}

static void only_what_goes_on_beyond_the_scale_has_a_point(void **state)
{
    (void)state;
    Chart chart = bullet_of(ROWS_BEYOND, 4); /* 1.2, 1.7, 2.2 and 2.7 times the goal */
    draw(&chart, 499);
    size_t with_points = drawn.fills[COLOUR_ACCENT];
    chart = bullet_of(ROWS_BEYOND, 2);
    draw(&chart, 499);
    assert_int_equal(with_points, drawn.fills[COLOUR_ACCENT] + 2 + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bullet_never_overlaps_or_leaves_the_chart),
        cmocka_unit_test(every_row_says_its_figure_and_how_it_stands),
        cmocka_unit_test(without_a_goal_there_is_no_bar_and_without_a_forecast_no_field),
        cmocka_unit_test(a_preliminary_bar_is_open),
        cmocka_unit_test(only_what_goes_on_beyond_the_scale_has_a_point),
    };
    return cmocka_run_group_tests(tests, drawn_open, drawn_close);
}
