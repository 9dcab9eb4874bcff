/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws means at start and end that rise, fall, stand still or are not known. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/support/drawn.h"

typedef enum {
    ROWS_RISING,
    ROWS_FALLING,
    ROWS_STILL,
    ROWS_ENDS, /* at both ends of the scale, with wide intervals */
    ROWS_UNKNOWN,
    ROWS_HALF, /* one of the two is known */
    ROWS_MIXED,
    ROWS_FAINT,
    ROWS_OPEN, /* a scale without ends, values below zero */
    ROWS_COUNT
} Rows;

static const char *const names[] = {
    "Farsta", "Hägersten-Liljeholmen", "Föreläsning och utbildning för anhöriga med demens",
    "Enskede-Årsta-Vantör", "Anhörigkonsulentverksamhetsuppföljningsrapportering"};
static const char *const words[] = {"saknas", "..", "mäts inte"};

static ChartPoint known(double value)
{
    Amount amount = amount_of((int64_t)(value * 10), 10);
    return (ChartPoint){.known = true,
                        .value = value,
                        .text = number_print(drawn_arena, LANGUAGE_SV, amount, 1)};
}

static void row_of(Rows rows, size_t i, ChartPoint *first, ChartPoint *last,
                   ChartPair *pair)
{
    double start = 14 + (double)(i * 7 % 11), change = (double)(i * 5 % 9) + 0.5;
    if (rows == ROWS_FALLING)
        change = -change;
    if (rows == ROWS_STILL)
        change = 0;
    if (rows == ROWS_ENDS)
        start = i % 2 ? 40 : 0, change = i % 2 ? -40 : 40;
    if (rows == ROWS_OPEN)
        start -= 30;
    *first = known(start);
    *last = known(start + change);
    *pair = (ChartPair){.has_interval = i % 3 != 2,
                        .low = start + change - (rows == ROWS_ENDS ? 9 : 2.5),
                        .high = start + change + (rows == ROWS_ENDS ? 9 : 2.5),
                        .behind = i % 2 ? STR("8 av 12") : STR("41 av 48 (85 %)"),
                        .faint = rows == ROWS_FAINT};
    ChartPoint word = {.text = str_from(words[i % 3])};
    if (rows == ROWS_UNKNOWN || (rows == ROWS_MIXED && i % 3))
        *first = *last = word;
    if (rows == ROWS_HALF)
        *(i % 2 ? first : last) = word;
}

static Chart pairs_of(Rows rows, size_t count)
{
    ChartSeries *series = ARENA_ARRAY(drawn_arena, 2, ChartSeries);
    ChartPoint *first = ARENA_ARRAY(drawn_arena, count, ChartPoint);
    ChartPoint *last = ARENA_ARRAY(drawn_arena, count, ChartPoint);
    ChartPair *pairs = ARENA_ARRAY(drawn_arena, count, ChartPair);
    Str *labels = ARENA_ARRAY(drawn_arena, count, Str);
    for (size_t i = 0; i < count; i++) {
        labels[i] = str_from(names[i % 5]);
        row_of(rows, i, &first[i], &last[i], &pairs[i]);
    }
    series[0] = (ChartSeries){STR("ORS vid start"), first};
    series[1] = (ChartSeries){STR("ORS vid avslut"), last};
    ChartPairs *all = ARENA_NEW(drawn_arena, ChartPairs);
    *all = (ChartPairs){.rows = pairs,
                        .bounded = rows != ROWS_OPEN,
                        .most = 40,
                        .has_cut_off = rows != ROWS_OPEN,
                        .cut_off = 25,
                        .cut_off_label = STR("gräns 25"),
                        .behind_label = STR("med två skattningar")};
    return (Chart){.kind = CHART_BEFORE_AFTER,
                   .unit = STR("poäng"),
                   .labels = labels,
                   .sublabels = ARENA_ARRAY(drawn_arena, count, Str),
                   .point_count = count,
                   .series = series,
                   .series_count = 2,
                   .pairs = all};
}

static void before_and_after_never_overlap_or_leave_the_chart(void **state)
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
                    Chart chart = pairs_of((Rows)rows, counts[c]);
                    chart.height_pt = heights[h];
                    snprintf(situation, sizeof situation,
                             "rows %d count %zu width %.0f height %.0f", rows, counts[c],
                             widths[w], heights[h]);
                    draw(&chart, widths[w]);
                    arena_rewind(drawn_arena, mark);
                }
}

static void both_means_and_how_many_stand_in_every_row(void **state)
{
    (void)state;
    static const double widths[] = {240, 499};
    for (int w = 0; w < 2; w++)
        for (int rows = ROWS_RISING; rows <= ROWS_STILL; rows++) {
            Chart chart = pairs_of((Rows)rows, 5);
            draw(&chart, widths[w]);
            for (size_t i = 0; i < 5; i++)
                for (size_t s = 0; s < 2; s++)
                    assert_true(times_written(chart.series[s].points[i].text) >= 1);
            assert_int_equal(times_written(STR("8 av 12")), 2);
            assert_int_equal(times_written(STR("41 av 48 (85 %)")), 3);
            assert_int_equal(times_written(STR("gräns 25")), 1);
            assert_int_equal(times_written(STR("ORS vid start")), 1);
            assert_int_equal(times_written(STR("ORS vid avslut")), 1);
            assert_int_equal(times_written(STR("med två skattningar")), 1);
        }
}

static void the_end_is_to_the_side_it_went(void **state)
{
    (void)state;
    for (int rows = ROWS_RISING; rows <= ROWS_FALLING; rows++) {
        Chart chart = pairs_of((Rows)rows, 1);
        draw(&chart, 499);
        double at[2] = {0, 0};
        for (size_t i = 0; i < drawn.run_count; i++)
            for (size_t s = 0; s < 2; s++)
                if (str_equal(drawn.runs[i].text, chart.series[s].points[0].text))
                    at[s] = drawn.runs[i].left;
        assert_true(rows == ROWS_RISING ? at[0] < at[1] : at[1] < at[0]);
    }
}

static void who_does_not_measure_stands_there_in_words(void **state)
{
    (void)state;
    Chart chart = pairs_of(ROWS_MIXED, 14);
    draw(&chart, 499);
    assert_int_equal(times_written(STR("..")), 5);
    assert_int_equal(times_written(STR("mäts inte")), 4);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 5 + 1); /* and that of the name */
    chart = pairs_of(ROWS_HALF, 2);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 1);
    assert_int_equal(times_written(STR("saknas")), 1);
    assert_int_equal(times_written(STR("..")), 1);
}

static void too_few_to_tell_are_grey(void **state)
{
    (void)state;
    Chart chart = pairs_of(ROWS_FAINT, 4);
    draw(&chart, 499);
    assert_int_equal(drawn.fills[COLOUR_ACCENT], 1);
    assert_int_equal(drawn.fills[COLOUR_MUTED], 4);
    assert_int_equal(drawn.fills[COLOUR_ACCENT_LIGHT], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_and_after_never_overlap_or_leave_the_chart),
        cmocka_unit_test(both_means_and_how_many_stand_in_every_row),
        cmocka_unit_test(the_end_is_to_the_side_it_went),
        cmocka_unit_test(who_does_not_measure_stands_there_in_words),
        cmocka_unit_test(too_few_to_tell_are_grey),
    };
    return cmocka_run_group_tests(tests, drawn_open, drawn_close);
}
