/* SPDX-License-Identifier: EUPL-1.2 */
/* A line over periods inside the limits that chance alone seldom crosses. The limits are a
 * field with a line at each edge, and break where the process was changed. What deserves a
 * look has a shape of its own and a word beside it; lines are named at their right end. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/ends.h"
#include "reports/charts/kinds.h"
#include "reports/charts/series.h"

static const TextStyle style_limit = {FACE_REGULAR, 8.5, TONE_MUTED};
static const TextStyle style_look = {FACE_REGULAR, 8.5, TONE_INK};

static const double DOT = 2.2, MARK = 8, BREAK = 1.5, LINE_LABEL = 14;
static const double PRELIMINARY_DASH = 2;

typedef struct {
    const Chart *chart;
    Plot plot; /* its chart has the limits as series too: they belong to the scale */
    const double *places;
    Ends ends;
} Control;

ChartHeight control_height(const Chart *chart, const Fonts *fonts, double width)
{
    (void)fonts;
    double frame = axis_periods_height(chart) + series_above(chart);
    double labels = LINE_LABEL * (chart->has_goal ? 5 : 4);
    return (ChartHeight){frame + labels, frame + (width >= 360 ? 140 : 110)};
}

static const ChartPoint *limit_points(const Chart *chart, Sheet *sheet, bool upper)
{
    ChartPoint *points = ARENA_ARRAY(sheet->arena, chart->point_count, ChartPoint);
    bool whole = true; /* counts: no tick between two of them */
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartPoint *own = &chart->series[0].points[i];
        whole = whole && (!own->known || fabs(own->value - round(own->value)) < 1e-9);
    }
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartJudged *judged = &chart->control->points[i];
        double limit = judged->centre;
        if (upper ? judged->has_upper : judged->has_lower)
            limit = upper ? judged->upper : judged->lower;
        if (whole)
            limit = upper ? ceil(limit) : floor(limit);
        points[i] = (ChartPoint){.known = judged->known, .value = limit};
    }
    return points;
}

static const Chart *chart_scaled(const Chart *chart, Sheet *sheet)
{
    Chart *scaled = ARENA_NEW(sheet->arena, Chart);
    ChartSeries *series = ARENA_ARRAY(sheet->arena, 3, ChartSeries);
    series[0] = chart->series[0];
    series[1] = (ChartSeries){STR(""), limit_points(chart, sheet, false)};
    series[2] = (ChartSeries){STR(""), limit_points(chart, sheet, true)};
    *scaled = *chart;
    scaled->series = series;
    scaled->series_count = 3;
    return scaled;
}

/* The last point with a centre: the lines that are named are its. */
static const ChartJudged *judged_last(const Chart *chart)
{
    for (size_t i = chart->point_count; i-- > 0;)
        if (chart->control->points[i].known)
            return &chart->control->points[i];
    return NULL;
}

static void ends_collect(Control *control)
{
    const Chart *chart = control->chart;
    const ChartControl *data = chart->control;
    const ChartPoint *own = &chart->series[0].points[chart->point_count - 1];
    const ChartJudged *last = judged_last(chart);
    Ends *ends = &control->ends;
    if (own->known)
        ends_add(ends, (EndLabel){.style = style_last,
                                  .text = own->text,
                                  .weight = 4,
                                  .value = own->value,
                                  .index = chart->point_count - 1});
    if (chart->has_goal)
        ends_add(ends, (EndLabel){.style = style_goal,
                                  .text = chart->goal_label,
                                  .weight = 2,
                                  .value = chart->goal,
                                  .edge = true});
    if (!last)
        return;
    EndLabel line = {.style = style_limit, .weight = 1, .edge = true};
    line.text = data->centre_label, line.value = last->centre;
    ends_add(ends, line);
    line.text = last->has_upper ? data->upper_label : STR(""), line.value = last->upper;
    ends_add(ends, line);
    line.text = last->has_lower ? data->lower_label : STR(""), line.value = last->lower;
    ends_add(ends, line);
}

/* The points with the same limits, from..end. */
static size_t group_end(const ChartControl *data, size_t from, size_t count)
{
    size_t end = from + 1;
    while (end < count && !data->points[end].starts && !data->points[end].steps)
        end++;
    return end;
}

/* Where the process was changed there is a space between the limits. */
static double break_at(const Control *control, size_t i)
{
    return control->chart->control->points[i].starts ? BREAK : 0;
}

static double edge_left(const Control *control, size_t first)
{
    return first == 0 ? control->plot.left
                      : (control->places[first - 1] + control->places[first]) / 2 +
                            break_at(control, first);
}

static double edge_right(const Control *control, size_t end)
{
    return end == control->chart->point_count
               ? control->plot.right
               : (control->places[end - 1] + control->places[end]) / 2 -
                     break_at(control, end);
}

static const ChartJudged *group_limits(const ChartControl *data, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (data->points[i].known)
            return &data->points[i];
    return NULL;
}

static void limits_draw(const Control *control, size_t from, size_t end)
{
    const Plot *plot = &control->plot;
    const ChartControl *data = control->chart->control;
    const ChartJudged *limits = group_limits(data, from, end);
    if (!limits)
        return;
    double left = edge_left(control, from), right = edge_right(control, end);
    bool last = end == control->chart->point_count;
    double dash = last && data->preliminary ? PRELIMINARY_DASH : 0;
    double low = limits->has_lower ? plot_y(plot, limits->lower) : plot->bottom;
    double high = limits->has_upper ? plot_y(plot, limits->upper) : plot->top;
    if (limits->has_lower || limits->has_upper)
        sheet_fill(plot->sheet, (Box){left, low, right, high}, COLOUR_PANEL);
    if (limits->has_lower)
        sheet_line(plot->sheet, left, low, right, low, COLOUR_GREY, 0.8, dash);
    if (limits->has_upper)
        sheet_line(plot->sheet, left, high, right, high, COLOUR_GREY, 0.8, dash);
}

static void centre_draw(const Control *control, size_t from, size_t end)
{
    const Plot *plot = &control->plot;
    const ChartJudged *limits = group_limits(control->chart->control, from, end);
    if (limits)
        sheet_line(plot->sheet, edge_left(control, from), plot_y(plot, limits->centre),
                   edge_right(control, end), plot_y(plot, limits->centre), COLOUR_MUTED,
                   0.9, 0);
}

static void groups_draw(const Control *control,
                        void (*draw)(const Control *, size_t, size_t))
{
    size_t count = control->chart->point_count;
    for (size_t from = 0, end; from < count; from = end) {
        end = group_end(control->chart->control, from, count);
        draw(control, from, end);
    }
}

static void goal_draw(const Control *control)
{
    const Plot *plot = &control->plot;
    const Chart *chart = control->chart;
    if (!chart->has_goal)
        return;
    size_t first = chart->goal_first;
    double y = plot_y(plot, chart->goal);
    double left =
        first == 0 ? plot->left : (control->places[first - 1] + control->places[first]) / 2;
    sheet_line(plot->sheet, left, y, plot->right, y, COLOUR_GOAL, 1.1, 4);
}

static void point_draw(const Control *control, size_t i)
{
    Sheet *sheet = control->plot.sheet;
    const ChartPoint *point = &control->chart->series[0].points[i];
    const ChartJudged *judged = &control->chart->control->points[i];
    if (!point->known)
        return;
    double x = control->places[i], y = plot_y(&control->plot, point->value);
    bool last = i + 1 == control->chart->point_count;
    double radius = last ? last_dot_radius : DOT;
    if (judged->symbol != SYMBOL_NONE) {
        sheet_dot(sheet, x, y, MARK / 2 + 1.2, COLOUR_PAPER);
        canvas_symbol(sheet->canvas, judged->symbol, x, y, MARK, tone_colour(judged->tone));
        return;
    }
    sheet_dot(sheet, x, y, radius + 1.2, COLOUR_PAPER);
    if (point->preliminary)
        sheet_ring(sheet, x, y, radius - 0.3, COLOUR_ACCENT, 1.3);
    else
        sheet_dot(sheet, x, y, radius, COLOUR_ACCENT);
}

static bool meets_own(const Control *control, Box box)
{
    return series_meets(&control->plot, control->places, control->chart->series[0].points,
                        MARK / 2, box);
}

static bool meets_level(const Control *control, Box box, double value)
{
    double y = plot_y(&control->plot, value);
    return y > box.bottom - 1 && y < box.top + 1;
}

/* Lines that a word should not stand upon when there is another place. */
static bool meets_lines(const Control *control, Box box)
{
    const Chart *chart = control->chart;
    if (chart->has_goal && meets_level(control, box, chart->goal))
        return true;
    if (turn_meets(&control->plot, control->places, box))
        return true;
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartJudged *judged = &chart->control->points[i];
        if (!judged->known || control->places[i] < box.left - 10 ||
            control->places[i] > box.right + 10)
            continue;
        if (meets_level(control, box, judged->centre) ||
            (judged->has_lower && meets_level(control, box, judged->lower)) ||
            (judged->has_upper && meets_level(control, box, judged->upper)))
            return true;
    }
    return false;
}

static bool meets(const void *owner, Box box, bool others)
{
    return others ? meets_lines(owner, box) : meets_own(owner, box);
}

/* Outside the line, as near to its point as there is room. */
static void label_draw(const Control *control, size_t i)
{
    enum { STEPS = 24 };
    const Plot *plot = &control->plot;
    Sheet *sheet = plot->sheet;
    const ChartPoint *point = &control->chart->series[0].points[i];
    const ChartJudged *judged = &control->chart->control->points[i];
    if (!point->known || !judged->label.len)
        return;
    Str text = text_fit(sheet, style_look, judged->label, plot->right - plot->left);
    double half = text_width(sheet, style_look, text) / 2;
    double x = fmax(plot->left + half + 2, fmin(control->places[i], plot->right - half));
    double y = text_baseline_at(sheet, style_look, plot_y(plot, point->value));
    bool above = !judged->known || point->value >= judged->centre;
    for (int yielding = 0; yielding < 2; yielding++)
        for (int step = 3; step < STEPS; step++)
            for (int side = 0; side < 2; side++) {
                double baseline = y + (above == (side == 0) ? 3 : -3) * step;
                Box box = text_box(sheet, style_look, x, baseline, ANCHOR_MIDDLE, text);
                bool lines = meets_lines(control, box);
                if (!sheet_free(sheet, box) || box.bottom < plot->bottom + 1 ||
                    meets_own(control, box) || (lines && !yielding))
                    continue;
                if (lines)
                    sheet_fill(sheet, box, COLOUR_PAPER);
                sheet_text(sheet, style_look, x, baseline, ANCHOR_MIDDLE, text);
                return;
            }
}

void control_draw(const Chart *chart, Sheet *sheet)
{
    Control control = {.chart = chart};
    size_t count = chart->point_count;
    ends_collect(&control);
    double gutter = ends_gutter(&control.ends, sheet);
    control.plot =
        plot_make(chart_scaled(chart, sheet), sheet, series_above(chart), gutter);
    control.places = series_places(&control.plot);
    groups_draw(&control, limits_draw);
    axis_values_draw(&control.plot);
    turn_draw(&control.plot, control.places);
    groups_draw(&control, centre_draw);
    goal_draw(&control);
    series_line(&control.plot, control.places, chart->series[0].points, COLOUR_ACCENT, 1.4);
    for (size_t i = 0; i < count; i++)
        point_draw(&control, i);
    axis_periods_draw(&control.plot, control.places);
    ends_draw(&control.ends, &control.plot, control.places);
    for (size_t i = 0; i < count; i++)
        label_draw(&control, i);
    gaps_draw(
        &(Gaps){&control.plot, control.places, chart->series[0].points, meets, &control});
}
