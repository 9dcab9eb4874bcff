/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws panels of units, many and few, with and without figures, wide and narrow. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/support/drawn.h"

typedef enum {
    PANELS_USUAL,
    PANELS_GAPS,
    PANELS_UNKNOWN,
    PANELS_BELOW_ZERO,
    PANELS_HUGE,
    PANELS_PRELIMINARY,
    PANELS_COUNT
} Panels;

static const char *const names[] = {"Bromma", "Enskede-Årsta-Vantör", "Farsta", "Älvsjö",
                                    "Anhörigkonsulentverksamhetsuppföljningen"};

static ChartPoint point_of(Panels kind, size_t s, size_t i)
{
    double value = 3 + (double)((s + 1) * (i * 7 % 13));
    if (kind == PANELS_HUGE)
        value *= 12345;
    if (kind == PANELS_BELOW_ZERO)
        value -= 9;
    if (kind == PANELS_UNKNOWN || (kind == PANELS_GAPS && (s + i) % 5 < 2))
        return (ChartPoint){.text = s % 2 ? STR("mäts inte") : STR("..")};
    return (ChartPoint){.known = true,
                        .value = value,
                        .text = STR("12"),
                        .preliminary = kind == PANELS_PRELIMINARY};
}

static Chart multiples_of(Panels kind, size_t units, size_t periods)
{
    ChartSeries *series = ARENA_ARRAY(drawn_arena, units, ChartSeries);
    Str *figures = ARENA_ARRAY(drawn_arena, units, Str);
    Str *labels = ARENA_ARRAY(drawn_arena, periods, Str);
    for (size_t s = 0; s < units; s++) {
        ChartPoint *points = ARENA_ARRAY(drawn_arena, periods, ChartPoint);
        for (size_t i = 0; i < periods; i++)
            points[i] = point_of(kind, s, i);
        series[s] = (ChartSeries){str_from(names[s % 5]), points};
        figures[s] = s % 2 ? STR("83 % (n = 42)") : STR("12");
    }
    for (size_t i = 0; i < periods; i++)
        labels[i] = STR("jan");
    ChartMultiples *data = ARENA_NEW(drawn_arena, ChartMultiples);
    *data = (ChartMultiples){figures, STR("januari 2017"), STR("december 2018")};
    return (Chart){.kind = CHART_MULTIPLES,
                   .unit = kind == PANELS_HUGE ? STR("antal") : STR("%"),
                   .labels = labels,
                   .sublabels = ARENA_ARRAY(drawn_arena, periods, Str),
                   .point_count = periods,
                   .series = series,
                   .series_count = units,
                   .multiples = data};
}

static void panels_never_overlap_or_leave_the_chart(void **state)
{
    (void)state;
    static const size_t units[] = {1, 2, 5, 14, 26}, periods[] = {1, 2, 24, 60};
    static const double widths[] = {200, 240, 320, 499};
    for (int kind = 0; kind < PANELS_COUNT; kind++)
        for (size_t u = 0; u < 5; u++)
            for (size_t w = 0; w < 4; w++)
                for (size_t p = 0; p < 4; p++) {
                    ArenaMark mark = arena_mark(drawn_arena);
                    Chart chart = multiples_of((Panels)kind, units[u], periods[p]);
                    chart.height_pt = p == 1 ? 60 : 0;
                    snprintf(situation, sizeof situation,
                             "panels %d units %zu periods %zu width %.0f", kind, units[u],
                             periods[p], widths[w]);
                    draw(&chart, widths[w]);
                    arena_rewind(drawn_arena, mark);
                }
}

static void each_panel_has_a_name_a_line_and_the_latest(void **state)
{
    (void)state;
    Chart chart = multiples_of(PANELS_USUAL, 4, 24);
    draw(&chart, 499);
    for (size_t i = 0; i < 4; i += 2)
        assert_int_equal(times_written(str_from(names[i])), 1);
    assert_int_equal(times_written(STR("83 % (n = 42)")), 2);
    assert_int_equal(drawn.strokes[COLOUR_ACCENT], 4);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 4);
}

static void preliminary_points_are_open_and_gaps_are_said(void **state)
{
    (void)state;
    Chart chart = multiples_of(PANELS_PRELIMINARY, 2, 6);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 0);
    chart = multiples_of(PANELS_UNKNOWN, 2, 6);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("..")), 6);
    assert_int_equal(times_written(STR("mäts inte")), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(panels_never_overlap_or_leave_the_chart),
        cmocka_unit_test(each_panel_has_a_name_a_line_and_the_latest),
        cmocka_unit_test(preliminary_points_are_open_and_gaps_are_said),
    };
    return cmocka_run_group_tests(tests, drawn_open, drawn_close);
}
