/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws units with their intervals, many and few, sure and unsure, wide and narrow. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/support/drawn.h"

typedef enum {
    ROWS_USUAL,
    ROWS_OUTSIDE, /* each leaves its target out */
    ROWS_UNSURE,  /* no intervals */
    ROWS_UNKNOWN,
    ROWS_OWN_TARGETS,
    ROWS_HUGE,
    ROWS_PRELIMINARY,
    ROWS_COUNT
} Rows;

static const char *const names[] = {"Bromma", "Enskede-Årsta-Vantör", "Farsta", "Älvsjö",
                                    "Anhörigkonsulentverksamhetsuppföljningen"};

static Chart intervals_of(Rows kind, size_t count, bool is_goal)
{
    ChartPoint *points = ARENA_ARRAY(drawn_arena, count, ChartPoint);
    ChartSpan *rows = ARENA_ARRAY(drawn_arena, count, ChartSpan);
    Str *labels = ARENA_ARRAY(drawn_arena, count, Str);
    double unit = kind == ROWS_HUGE ? 12345 : 1;
    for (size_t i = 0; i < count; i++) {
        double value = unit * (60 + (double)(i * 7 % 31));
        bool known = kind != ROWS_UNKNOWN && (kind != ROWS_USUAL || i % 5 != 3);
        labels[i] = str_from(names[i % 5]);
        points[i] = (ChartPoint){.known = known,
                                 .value = known ? value : 0,
                                 .text = !known  ? STR("saknas")
                                         : i % 2 ? STR("7 av 12")
                                                 : STR("83 %"),
                                 .preliminary = kind == ROWS_PRELIMINARY};
        if (!known)
            continue;
        rows[i] = (ChartSpan){.has_interval = kind != ROWS_UNSURE,
                              .low = value - 9 * unit,
                              .high = value + 8 * unit,
                              .has_target = true,
                              .target = unit * 75,
                              .faint = i % 4 == 2};
        if (kind == ROWS_OWN_TARGETS)
            rows[i].target = 70 + (double)i;
        if (kind == ROWS_OUTSIDE) {
            rows[i].symbol = i % 2 ? SYMBOL_UP : SYMBOL_DOWN;
            rows[i].tone = i % 2 ? TONE_GOAL : TONE_ALERT;
            rows[i].faint = false;
        }
    }
    ChartSeries *series = ARENA_NEW(drawn_arena, ChartSeries);
    *series = (ChartSeries){STR("Nöjda"), points};
    ChartIntervals *intervals = ARENA_NEW(drawn_arena, ChartIntervals);
    *intervals = (ChartIntervals){rows, is_goal, is_goal ? STR("mål 75 %") : STR("alla")};
    return (Chart){.kind = CHART_INTERVALS,
                   .unit = kind == ROWS_HUGE ? STR("per 1 000 invånare") : STR("%"),
                   .labels = labels,
                   .sublabels = ARENA_ARRAY(drawn_arena, count, Str),
                   .point_count = count,
                   .series = series,
                   .series_count = 1,
                   .intervals = intervals};
}

static void intervals_never_overlap_or_leave_the_chart(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 2, 5, 14, 40};
    static const double widths[] = {200, 240, 320, 499};
    static const double heights[] = {0, 60, 400};
    for (int kind = 0; kind < ROWS_COUNT; kind++)
        for (size_t c = 0; c < 5; c++)
            for (size_t w = 0; w < 4; w++)
                for (size_t h = 0; h < 3; h++) {
                    ArenaMark mark = arena_mark(drawn_arena);
                    Chart chart = intervals_of((Rows)kind, counts[c], (c + w) % 2);
                    chart.height_pt = heights[h];
                    snprintf(situation, sizeof situation,
                             "rows %d count %zu width %.0f height %.0f", kind, counts[c],
                             widths[w], heights[h]);
                    draw(&chart, widths[w]);
                    arena_rewind(drawn_arena, mark);
                }
}

static void each_unit_is_named_with_its_figure_or_why_there_is_none(void **state)
{
    (void)state;
    Chart chart = intervals_of(ROWS_USUAL, 5, true);
    draw(&chart, 499);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(times_written(str_from(names[i])), 1);
    assert_int_equal(times_written(STR("saknas")), 1);
    assert_int_equal(times_written(STR("83 %")), 3);
    assert_int_equal(times_written(STR("mål 75 %")), 1);
    assert_int_equal(drawn.strokes[COLOUR_GOAL], 1);
}

static void an_interval_beside_its_target_has_a_shape(void **state)
{
    (void)state;
    Chart chart = intervals_of(ROWS_OUTSIDE, 6, false);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ALERT], 3);
    assert_int_equal(drawn.fills[COLOUR_GOAL], 3);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 0);
}

static void targets_of_their_own_are_ticks(void **state)
{
    (void)state;
    Chart chart = intervals_of(ROWS_OWN_TARGETS, 6, true);
    draw(&chart, 499);
    assert_int_equal(drawn.strokes[COLOUR_GOAL], 6);
}

static void few_and_preliminary_are_seen_without_colour(void **state)
{
    (void)state;
    Chart chart = intervals_of(ROWS_UNSURE, 4, false);
    draw(&chart, 499);
    assert_int_equal(drawn.strokes[COLOUR_ACCENT], 0); /* no interval */
    assert_int_equal(drawn.fills[COLOUR_MUTED], 1);
    chart = intervals_of(ROWS_PRELIMINARY, 4, false);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT] + drawn.fills[COLOUR_MUTED], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_never_overlap_or_leave_the_chart),
        cmocka_unit_test(each_unit_is_named_with_its_figure_or_why_there_is_none),
        cmocka_unit_test(an_interval_beside_its_target_has_a_shape),
        cmocka_unit_test(targets_of_their_own_are_ticks),
        cmocka_unit_test(few_and_preliminary_are_seen_without_colour),
    };
    return cmocka_run_group_tests(tests, drawn_open, drawn_close);
}
