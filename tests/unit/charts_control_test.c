/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws control charts with and without limits, goals, breaks and gaps, wide and narrow. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/support/drawn.h"

typedef enum {
    SERIES_USUAL,
    SERIES_FLAT,  /* limits and centre in one place */
    SERIES_LOOKS, /* each point deserves a look */
    SERIES_GAPS,
    SERIES_UNLIMITED,
    SERIES_REBASED,
    SERIES_HUGE,
    SERIES_PRELIMINARY,
    SERIES_UNKNOWN,
    SERIES_COUNT
} Kind;

static const char *const months[] = {"jan", "feb", "mar", "apr", "maj", "jun",
                                     "jul", "aug", "sep", "okt", "nov", "dec"};

static ChartPoint point_of(Kind kind, size_t i)
{
    double value = kind == SERIES_FLAT ? 12 : 10 + (double)(i * 5 % 9);
    if (kind == SERIES_HUGE)
        value *= 12345;
    ChartPoint point = {.known = true, .value = value, .text = STR("1 234")};
    if (kind == SERIES_UNKNOWN || (kind == SERIES_GAPS && i % 5 < 2))
        point = (ChartPoint){.text = i % 5 ? STR("saknas") : STR("..")};
    point.preliminary = point.known && kind == SERIES_PRELIMINARY;
    return point;
}

static ChartJudged judged_of(Kind kind, size_t i, size_t count, bool known)
{
    double unit = kind == SERIES_HUGE ? 12345 : 1;
    double shift = kind == SERIES_REBASED && i >= count / 2 ? 6 : 0;
    double reach = kind == SERIES_FLAT ? 0 : 7.5;
    ChartJudged judged = {.known = known,
                          .has_lower = kind != SERIES_UNLIMITED,
                          .has_upper = kind != SERIES_UNLIMITED,
                          .centre = unit * (12 + shift),
                          .lower = unit * (12 + shift - reach),
                          .upper = unit * (12 + shift + reach),
                          .starts = kind == SERIES_REBASED && i && i == count / 2};
    if (kind == SERIES_LOOKS) {
        static const Symbol symbols[] = {SYMBOL_UP, SYMBOL_DOWN, SYMBOL_DIAMOND};
        judged.symbol = symbols[i % 3];
        judged.tone = i % 3 == 1 ? TONE_ALERT : TONE_GOAL;
        judged.label = i % 4 == 3 ? STR("minst sju i rad under medel") : STR("");
    }
    return judged;
}

static Chart control_of(Kind kind, size_t count, bool with_goal)
{
    ChartPoint *points = ARENA_ARRAY(drawn_arena, count, ChartPoint);
    ChartJudged *judged = ARENA_ARRAY(drawn_arena, count, ChartJudged);
    Str *labels = ARENA_ARRAY(drawn_arena, count, Str);
    Str *years = ARENA_ARRAY(drawn_arena, count, Str);
    for (size_t i = 0; i < count; i++) {
        labels[i] = str_from(months[i % 12]);
        years[i] = i % 12 ? STR("") : STR("2018");
        points[i] = point_of(kind, i);
        judged[i] = judged_of(kind, i, count, points[i].known && !points[i].preliminary);
    }
    ChartSeries *series = ARENA_NEW(drawn_arena, ChartSeries);
    *series = (ChartSeries){STR("Samtal"), points};
    ChartControl *control = ARENA_NEW(drawn_arena, ChartControl);
    *control = (ChartControl){.points = judged,
                              .preliminary = count < 24,
                              .centre_label = STR("medel 12"),
                              .lower_label = STR("undre 4,5"),
                              .upper_label = STR("övre 19,5")};
    return (Chart){.kind = CHART_CONTROL,
                   .unit = STR("antal"),
                   .labels = labels,
                   .sublabels = years,
                   .point_count = count,
                   .series = series,
                   .series_count = 1,
                   .has_goal = with_goal,
                   .goal = 15,
                   .goal_label = STR("mål 15"),
                   .goal_first = with_goal ? count / 2 : 0,
                   .control = control};
}

static void a_control_chart_never_overlaps_or_leaves_the_chart(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 2, 12, 24, 60};
    static const double widths[] = {200, 240, 320, 499};
    static const double heights[] = {0, 60, 400};
    for (int kind = 0; kind < SERIES_COUNT; kind++)
        for (size_t c = 0; c < 5; c++)
            for (size_t w = 0; w < 4; w++)
                for (size_t h = 0; h < 3; h++) {
                    ArenaMark mark = arena_mark(drawn_arena);
                    Chart chart = control_of((Kind)kind, counts[c], (c + w) % 2);
                    chart.height_pt = heights[h];
                    snprintf(situation, sizeof situation,
                             "kind %d count %zu width %.0f height %.0f", kind, counts[c],
                             widths[w], heights[h]);
                    draw(&chart, widths[w]);
                    arena_rewind(drawn_arena, mark);
                }
}

static void lines_are_named_where_they_end(void **state)
{
    (void)state;
    Chart chart = control_of(SERIES_USUAL, 24, true);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("mål 15")), 1);
    assert_int_equal(times_written(STR("medel 12")), 1);
    assert_int_equal(times_written(STR("undre 4,5")), 1);
    assert_int_equal(times_written(STR("övre 19,5")), 1);
    assert_int_equal(drawn.strokes[COLOUR_GOAL], 1);
    assert_int_equal(drawn.fills[COLOUR_PANEL], 1);
}

static void what_deserves_a_look_has_a_shape_and_a_word(void **state)
{
    (void)state;
    Chart chart = control_of(SERIES_LOOKS, 24, false);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 0); /* no plain dots */
    assert_int_equal(drawn.fills[COLOUR_ALERT], 8);
    assert_true(times_written(STR("minst sju i rad under medel")) >= 1);
}

static void without_limits_there_is_the_centre_alone(void **state)
{
    (void)state;
    Chart chart = control_of(SERIES_UNLIMITED, 9, false);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_PANEL], 0);
    assert_int_equal(times_written(STR("medel 12")), 1);
    assert_int_equal(times_written(STR("övre 19,5")), 0);
}

static void limits_break_where_the_process_was_changed(void **state)
{
    (void)state;
    Chart chart = control_of(SERIES_REBASED, 24, false);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_PANEL], 2);
}

static void preliminary_points_are_open_and_protected_ones_say_so(void **state)
{
    (void)state;
    Chart chart = control_of(SERIES_PRELIMINARY, 12, false);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 0);
    assert_true(drawn.strokes[COLOUR_ACCENT] >= 12);
    chart = control_of(SERIES_GAPS, 12, false);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("..")), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_control_chart_never_overlaps_or_leaves_the_chart),
        cmocka_unit_test(lines_are_named_where_they_end),
        cmocka_unit_test(what_deserves_a_look_has_a_shape_and_a_word),
        cmocka_unit_test(without_limits_there_is_the_centre_alone),
        cmocka_unit_test(limits_break_where_the_process_was_changed),
        cmocka_unit_test(preliminary_points_are_open_and_protected_ones_say_so),
    };
    return cmocka_run_group_tests(tests, drawn_open, drawn_close);
}
