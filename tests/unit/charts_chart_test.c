/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws every kind of chart over a grid of data states, widths and numbers of points on a
 * canvas that writes down what it is told, and looks at that. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/drawn.h"

enum { POINTS_MOST = 36 };

typedef enum {
    DATA_USUAL,
    DATA_ZERO,
    DATA_ONE_POINT,
    DATA_UNKNOWN,
    DATA_PROTECTED,
    DATA_HUGE,
    DATA_TINY,
    DATA_RISING,
    DATA_FALLING,
    DATA_MISSING_RUNS,
    DATA_EVERY_OTHER,
    DATA_LAST_MISSING,
    DATA_SHARES,
    DATA_NEGATIVE,
    DATA_LOW, /* unknown words among values at the base line */
    DATA_COUNT
} Data;

static ChartPoint known(double value, int decimals)
{
    int64_t scale = (int64_t)pow(10, decimals);
    Amount amount = amount_of(llround(value * (double)scale), scale);
    return (ChartPoint){true, value,
                        number_print(drawn_arena, LANGUAGE_SV, amount, decimals), false};
}

static ChartPoint unknown(const char *word)
{
    return (ChartPoint){false, 0, str_from(word), false};
}

static ChartPoint point_of(Data data, size_t i, size_t count, size_t series)
{
    double wave = (double)((i * 7 + series * 5) % 13);
    switch (data) {
    case DATA_USUAL:
        break;
    case DATA_ZERO:
        return known(0, 0);
    case DATA_ONE_POINT:
        return i == count / 2 ? known(3, 0) : unknown("saknas");
    case DATA_UNKNOWN:
        return unknown(i < count / 3 ? "mäts inte" : "saknas");
    case DATA_PROTECTED:
        return i % 3 == 0 || i + 1 == count ? unknown("..") : known(wave, 0);
    case DATA_HUGE:
        return known(123456 - 9000 * wave, 0);
    case DATA_TINY:
        return known(0.001 * wave, 3);
    case DATA_RISING:
        return known((double)i, 0);
    case DATA_FALLING:
        return known((double)(count - i), 0);
    case DATA_MISSING_RUNS:
        return i % 6 < 3 ? unknown(i % 12 < 6 ? "saknas" : "mäts inte") : known(wave, 0);
    case DATA_EVERY_OTHER:
        return i % 2 == 0 ? unknown("saknas") : known(wave, 0);
    case DATA_LAST_MISSING:
        return i + 1 == count ? unknown("saknas") : known(wave + 5, 0);
    case DATA_SHARES:
        return known(100 - 0.7 * wave, 1);
    case DATA_NEGATIVE:
        return known(wave - 6, 0);
    case DATA_LOW:
        return i % 4 == 1 ? unknown("saknas") : known(i % 5 == 0 ? 40 : 0, 0);
    case DATA_COUNT:
        break;
    }
    ChartPoint point = known(wave + 4, 0);
    point.preliminary = i + 1 == count;
    return point;
}

static const char *const month_names[] = {"maj", "jun", "jul", "aug", "sep", "okt",
                                          "nov", "dec", "jan", "feb", "mar", "apr"};
static const char *const long_names[] = {
    "Enskilda samtal",
    "Föreläsning och utbildning för anhöriga till personer med demenssjukdom",
    "Hägersten-Liljeholmen/Enskede-Årsta-Vantör",
    "Anhörigkonsulentverksamhetsuppföljningsrapportering", "Råd"};

typedef enum { GOAL_NONE, GOAL_NEAR, GOAL_ABOVE, GOAL_ZERO, GOAL_COUNT } Goal;

static Chart chart_of(ChartKind kind, Data data, size_t count, size_t series_count,
                      bool long_labels, Goal goal)
{
    Chart chart = {.kind = kind,
                   .unit = STR("antal"),
                   .point_count = count,
                   .series_count = series_count,
                   .has_goal = goal != GOAL_NONE};
    Str *labels = ARENA_ARRAY(drawn_arena, count, Str),
        *years = ARENA_ARRAY(drawn_arena, count, Str);
    for (size_t i = 0; i < count; i++) {
        labels[i] = str_from(long_labels ? long_names[i % 5] : month_names[i % 12]);
        if (i == 0 || i % 12 == 8)
            years[i] = str_format(drawn_arena, "%zu", 2016 + (i + 4) / 12);
    }
    chart.labels = labels;
    chart.sublabels = years;
    ChartSeries *series = ARENA_ARRAY(drawn_arena, series_count, ChartSeries);
    for (size_t s = 0; s < series_count; s++) {
        ChartPoint *points = ARENA_ARRAY(drawn_arena, count, ChartPoint);
        for (size_t i = 0; i < count; i++) /* the third is the same as the first */
            points[i] = point_of(data, i, count, s % 2);
        series[s].points = points;
        series[s].name = long_labels ? str_from(long_names[1]) : STR("samma månad 2017");
    }
    chart.series = series;
    const ChartPoint *last = &series[0].points[count - 1];
    chart.goal = goal == GOAL_NEAR ? last->value : goal == GOAL_ABOVE ? 900 : 0;
    chart.goal_first = goal == GOAL_ABOVE ? count / 2 : 0;
    chart.goal_label = goal == GOAL_NEAR ? STR("mål 15") : STR("gemensamt mål 900");
    return chart;
}

static const size_t counts[] = {1, 2, 3, 5, 12, 14, 24, POINTS_MOST};
static const double widths[] = {200, 240, 320, 499};

static void grid_draw(ChartKind kind)
{
    for (int data = 0; data < DATA_COUNT; data++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
            for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
                for (int variant = 0; variant < 2 * GOAL_COUNT; variant++) {
                    size_t series = 1 + (c + w + (size_t)variant) % 3;
                    Goal goal = (Goal)(variant / 2);
                    ArenaMark mark = arena_mark(drawn_arena);
                    Chart chart =
                        chart_of(kind, (Data)data, counts[c], series, variant % 2, goal);
                    snprintf(situation, sizeof situation,
                             "kind %d data %d count %zu width %.0f series %zu long %d "
                             "goal %d",
                             kind, data, counts[c], widths[w], series, variant % 2, goal);
                    draw(&chart, widths[w]);
                    arena_rewind(drawn_arena, mark);
                }
}

static void months_never_overlap_or_leave_the_chart(void **state)
{
    (void)state;
    grid_draw(CHART_MONTHS);
}

static void bars_never_overlap_or_leave_the_chart(void **state)
{
    (void)state;
    grid_draw(CHART_BARS);
}

static void grouped_bars_never_overlap_or_leave_the_chart(void **state)
{
    (void)state;
    grid_draw(CHART_GROUPED_BARS);
}

static void columns_never_overlap_or_leave_the_chart(void **state)
{
    (void)state;
    grid_draw(CHART_DISTRIBUTION);
}

/* Every name is there, and every figure that has room; a word always has. */
static void columns_are_named_in_their_own_order(void **state)
{
    (void)state;
    static const double room[] = {240, 499};
    for (int data = 0; data < DATA_COUNT; data++)
        for (int w = 0; w < 2; w++) {
            Chart chart = chart_of(CHART_DISTRIBUTION, (Data)data, 5, 1, false, GOAL_NONE);
            snprintf(situation, sizeof situation, "data %d", data);
            draw(&chart, room[w]);
            double left = 0;
            for (size_t i = 0; i < 5; i++) {
                assert_true(times_written(chart.labels[i]) == 1);
                assert_true(times_written(chart.series[0].points[i].text) >= 1);
                for (size_t run = 0; run < drawn.run_count; run++)
                    if (str_equal(drawn.runs[run].text, chart.labels[i])) {
                        assert_true(drawn.runs[run].left > left);
                        left = drawn.runs[run].left;
                    }
            }
        }
}

static void long_names_of_columns_are_broken_or_turned(void **state)
{
    (void)state;
    Chart chart = chart_of(CHART_DISTRIBUTION, DATA_USUAL, 3, 1, true, GOAL_NONE);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("Hägersten-Liljeholmen/")), 1);
    assert_int_equal(times_written(STR("Enskede-Årsta-Vantör")), 1);
    chart = chart_of(CHART_DISTRIBUTION, DATA_USUAL, 14, 1, true, GOAL_NONE);
    draw(&chart, 240);
    size_t turned = 0;
    for (size_t i = 0; i < drawn.run_count; i++)
        turned += drawn.runs[i].top - drawn.runs[i].bottom > 40;
    assert_true(turned >= 11);
}

static void months_name_the_last_value_the_goal_and_last_year(void **state)
{
    (void)state;
    for (int data = DATA_USUAL; data <= DATA_ZERO; data++) {
        Chart chart = chart_of(CHART_MONTHS, (Data)data, 24, 2, false, GOAL_NEAR);
        draw(&chart, 499);
        Str last = chart.series[0].points[23].text;
        assert_true(times_written(last) >= 1);
        assert_int_equal(times_written(STR("mål 15")), 1);
        assert_int_equal(times_written(STR("samma månad 2017")), 1);
        assert_true(times_written(STR("apr")) >= 1);
    }
}

static void the_goal_line_begins_with_the_month_it_holds_from(void **state)
{
    (void)state;
    Chart chart = chart_of(CHART_MONTHS, DATA_USUAL, 24, 1, false, GOAL_NEAR);
    draw(&chart, 499);
    double whole = drawn.goal_x;
    assert_true(whole < 60);
    chart.goal_first = 20;
    draw(&chart, 499);
    assert_true(drawn.goal_x > whole + 300);
    chart.goal_first = 23;
    draw(&chart, 499);
    assert_true(drawn.goal_x > whole + 350 && drawn.goal_x < drawn.most_x);
}

static void months_name_a_missing_run_once(void **state)
{
    (void)state;
    Chart chart = chart_of(CHART_MONTHS, DATA_UNKNOWN, 12, 1, false, GOAL_NEAR);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("mäts inte")), 1);
    assert_int_equal(times_written(STR("saknas")), 1);
}

static void months_show_every_protected_month(void **state)
{
    (void)state;
    Chart chart = chart_of(CHART_MONTHS, DATA_PROTECTED, 24, 2, false, GOAL_ZERO);
    draw(&chart, 240);
    assert_int_equal(times_written(STR("..")), 9);
}

static void months_find_room_for_words_among_low_values(void **state)
{
    (void)state;
    Chart chart = chart_of(CHART_MONTHS, DATA_LOW, 24, 2, false, GOAL_ZERO);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("saknas")), 6);
}

static void bars_write_every_value_and_name_the_tick(void **state)
{
    (void)state;
    for (int data = 0; data < DATA_COUNT; data++) {
        Chart chart = chart_of(CHART_BARS, (Data)data, 14, 2, false, GOAL_NONE);
        draw(&chart, 240);
        bool compared = false;
        for (size_t i = 0; i < 14; i++) {
            assert_true(times_written(chart.series[0].points[i].text) >= 1);
            compared = compared || chart.series[1].points[i].known;
        }
        assert_int_equal(times_written(STR("samma månad 2017")), compared);
    }
}

static void grouped_bars_write_what_is_not_known(void **state)
{
    (void)state;
    Chart chart = chart_of(CHART_GROUPED_BARS, DATA_PROTECTED, 12, 2, false, GOAL_NONE);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("..")), 5);
    chart = chart_of(CHART_GROUPED_BARS, DATA_EVERY_OTHER, 12, 2, false, GOAL_NONE);
    draw(&chart, 240);
    assert_int_equal(times_written(STR("saknas")), 6);
}

static void a_chart_is_never_lower_than_its_texts(void **state)
{
    (void)state;
    for (int kind = CHART_MONTHS; kind <= CHART_GROUPED_BARS; kind++) {
        Chart chart = chart_of((ChartKind)kind, DATA_USUAL, 14, 3, true, GOAL_NEAR);
        chart.height_pt = 10;
        snprintf(situation, sizeof situation, "low kind %d", kind);
        draw(&chart, 240);
        chart.height_pt = 400;
        assert_true(chart_height(&chart, drawn_fonts, 240) == 400);
        draw(&chart, 240);
    }
}

static void a_chart_of_nothing_draws_nothing(void **state)
{
    (void)state;
    Chart chart = {.kind = CHART_MONTHS};
    draw(&chart, 240);
    assert_int_equal(drawn.run_count, 0);
}

static void a_sparkline_stays_in_its_cell(void **state)
{
    (void)state;
    double values[] = {3, 0, 9, 4, 5, 7, -2, 123456};
    for (unsigned gaps = 0; gaps < 256; gaps++) {
        bool here[8];
        for (size_t i = 0; i < 8; i++)
            here[i] = (gaps >> i & 1) != 0;
        for (size_t count = 0; count <= 8; count++) {
            Sparkline sparkline = {values, here, count, TONE_ALERT};
            Canvas canvas = drawn_begin();
            snprintf(situation, sizeof situation, "gaps %u count %zu", gaps, count);
            sparkline_draw(&sparkline, &canvas, 90, 12);
            assert_drawn_well(90, 12);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_never_overlap_or_leave_the_chart),
        cmocka_unit_test(bars_never_overlap_or_leave_the_chart),
        cmocka_unit_test(grouped_bars_never_overlap_or_leave_the_chart),
        cmocka_unit_test(columns_never_overlap_or_leave_the_chart),
        cmocka_unit_test(columns_are_named_in_their_own_order),
        cmocka_unit_test(long_names_of_columns_are_broken_or_turned),
        cmocka_unit_test(months_name_the_last_value_the_goal_and_last_year),
        cmocka_unit_test(the_goal_line_begins_with_the_month_it_holds_from),
        cmocka_unit_test(months_name_a_missing_run_once),
        cmocka_unit_test(months_show_every_protected_month),
        cmocka_unit_test(months_find_room_for_words_among_low_values),
        cmocka_unit_test(bars_write_every_value_and_name_the_tick),
        cmocka_unit_test(grouped_bars_write_what_is_not_known),
        cmocka_unit_test(a_chart_is_never_lower_than_its_texts),
        cmocka_unit_test(a_chart_of_nothing_draws_nothing),
        cmocka_unit_test(a_sparkline_stays_in_its_cell),
    };
    return cmocka_run_group_tests(tests, drawn_open, drawn_close);
}
