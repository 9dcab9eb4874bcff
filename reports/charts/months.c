/* SPDX-License-Identifier: EUPL-1.2 */
/* Months as a line. Nothing is explained beside the chart: what a line is stands at its
 * right end, what is not known stands where it would have been. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/ends.h"
#include "reports/charts/kinds.h"
#include "reports/charts/series.h"

static const TextStyle style_compared = {FACE_REGULAR, 8.5, TONE_MUTED};

static const double DOT = 2.2;

typedef struct {
    Plot plot;
    const double *places;
    Ends ends;
} Months;

ChartHeight months_height(const Chart *chart, const Fonts *fonts, double width)
{
    (void)fonts;
    double labels = 0; /* the line ends' labels stand over each other */
    for (size_t s = 0; s < chart->series_count; s++)
        labels += 14;
    double frame = axis_periods_height(chart) + series_above(chart);
    return (ChartHeight){frame + fmax(60, labels + 14), frame + (width >= 360 ? 125 : 100)};
}

static const ChartPoint *last_known(const Chart *chart, size_t series, size_t *index)
{
    for (size_t i = chart->point_count; i-- > 0;)
        if (chart->series[series].points[i].known) {
            *index = i;
            return &chart->series[series].points[i];
        }
    return NULL;
}

/* What will stand to the right. */
static void ends_collect(Months *months, const Chart *chart)
{
    size_t last = chart->point_count - 1, index;
    const ChartPoint *own = &chart->series[0].points[last];
    if (own->known)
        ends_add(&months->ends, (EndLabel){.style = style_last,
                                           .text = own->text,
                                           .weight = 4,
                                           .value = own->value,
                                           .index = last});
    if (chart->has_goal)
        ends_add(&months->ends, (EndLabel){.style = style_goal,
                                           .text = chart->goal_label,
                                           .weight = 2,
                                           .value = chart->goal,
                                           .edge = true});
    for (size_t s = 1; s < chart->series_count; s++) {
        const ChartPoint *end = last_known(chart, s, &index);
        if (end)
            ends_add(&months->ends, (EndLabel){.style = style_compared,
                                               .text = chart->series[s].name,
                                               .weight = 1,
                                               .value = end->value,
                                               .index = index});
    }
}

static void compared_draw(const Months *months, size_t series)
{
    const Chart *chart = months->plot.chart;
    const ChartPoint *points = chart->series[series].points;
    series_line(&months->plot, months->places, points, COLOUR_GREY, 1);
    for (size_t i = 0; i < chart->point_count; i++) {
        bool before = i > 0 && points[i - 1].known;
        bool after = i + 1 < chart->point_count && points[i + 1].known;
        if (points[i].known && !before && !after)
            sheet_dot(months->plot.sheet, months->places[i],
                      plot_y(&months->plot, points[i].value), 1.6, COLOUR_GREY);
    }
}

static void own_draw(const Months *months)
{
    const Chart *chart = months->plot.chart;
    Sheet *sheet = months->plot.sheet;
    series_line(&months->plot, months->places, chart->series[0].points, COLOUR_ACCENT, 1.4);
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartPoint *point = &chart->series[0].points[i];
        if (!point->known)
            continue;
        double x = months->places[i], y = plot_y(&months->plot, point->value);
        bool last = i + 1 == chart->point_count;
        if (last)
            sheet_dot(sheet, x, y, last_dot_radius + 1.2, COLOUR_PAPER);
        if (point->preliminary)
            sheet_ring(sheet, x, y, last ? last_dot_radius - 0.4 : DOT - 0.1, COLOUR_ACCENT,
                       1.3);
        else
            sheet_dot(sheet, x, y, last ? last_dot_radius : DOT, COLOUR_ACCENT);
    }
}

/* Where the goal's line begins: between its first month and the one before. */
static double goal_left(const Months *months)
{
    size_t first = months->plot.chart->goal_first;
    return first == 0 ? months->plot.left
                      : (months->places[first - 1] + months->places[first]) / 2;
}

static bool others_meet(const Months *months, Box box)
{
    const Chart *chart = months->plot.chart;
    double goal = plot_y(&months->plot, chart->goal);
    if (chart->has_goal && goal > box.bottom - 1 && goal < box.top + 1 &&
        box.right > goal_left(months) - 1)
        return true;
    if (turn_meets(&months->plot, months->places, box))
        return true;
    for (size_t s = 1; s < chart->series_count; s++)
        if (series_meets(&months->plot, months->places, chart->series[s].points, 0.5, box))
            return true;
    return false;
}

/* The compared line, the goal and the mark yield to a word; our own line does not. */
static bool meets(const void *owner, Box box, bool others)
{
    const Months *months = owner;
    return others ? others_meet(months, box)
                  : series_meets(&months->plot, months->places,
                                 months->plot.chart->series[0].points, DOT + 0.5, box);
}

void months_draw(const Chart *chart, Sheet *sheet)
{
    Months months = {0};
    ends_collect(&months, chart);
    double gutter = ends_gutter(&months.ends, sheet);
    months.plot = plot_make(chart, sheet, series_above(chart), gutter);
    months.places = series_places(&months.plot);
    axis_values_draw(&months.plot);
    turn_draw(&months.plot, months.places);
    if (chart->has_goal) {
        double y = plot_y(&months.plot, chart->goal);
        sheet_line(sheet, goal_left(&months), y, months.plot.right, y, COLOUR_GOAL, 1.1, 4);
    }
    for (size_t s = chart->series_count; s-- > 1;)
        compared_draw(&months, s);
    own_draw(&months);
    axis_periods_draw(&months.plot, months.places);
    ends_draw(&months.ends, &months.plot, months.places);
    gaps_draw(
        &(Gaps){&months.plot, months.places, chart->series[0].points, meets, &months});
}
