/* SPDX-License-Identifier: EUPL-1.2 */
/* Months as a line. Nothing is explained beside the chart: what a line is stands at its
 * right end, what is not known stands where it would have been. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/axis.h"
#include "reports/charts/kinds.h"

static const TextStyle style_last = {FACE_BOLD, 10, TONE_ACCENT};
static const TextStyle style_goal = {FACE_BOLD, 8.5, TONE_GOAL};
static const TextStyle style_compared = {FACE_REGULAR, 8.5, TONE_MUTED};

enum { END_LABELS_MOST = 8 };
static const double GUTTER_GAP = 9, GUTTER_SHARE = 0.4;
static const double DOT = 2.2, DOT_LAST = 3.4;

typedef struct {
    TextStyle style;
    Str text;
    double weight, value; /* a heavier label moves less */
    size_t index;         /* the month where its line ends */
    double x, y;          /* where it ends */
} EndLabel;

typedef struct {
    Plot plot;
    const double *places;
    EndLabel ends[END_LABELS_MOST]; /* the most important first */
    size_t end_count;
} Months;

/* What is left free over the plot: the unit's line, or that of the mark. */
static double above_height(const Chart *chart)
{
    return fmax(axis_unit_height(chart), chart->turn ? 18 : 0);
}

ChartHeight months_height(const Chart *chart, const Fonts *fonts, double width)
{
    (void)fonts;
    double labels = 0; /* the line ends' labels stand over each other */
    for (size_t s = 0; s < chart->series_count; s++)
        labels += 14;
    double frame = axis_periods_height(chart) + above_height(chart);
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

static void end_add(Months *months, EndLabel end)
{
    if (end.text.len > 0 && months->end_count < END_LABELS_MOST)
        months->ends[months->end_count++] = end;
}

/* What will stand to the right. */
static void ends_collect(Months *months, const Chart *chart)
{
    size_t last = chart->point_count - 1, index;
    const ChartPoint *own = &chart->series[0].points[last];
    if (own->known)
        end_add(months, (EndLabel){style_last, own->text, 4, own->value, last, 0, 0});
    if (chart->has_goal)
        end_add(months,
                (EndLabel){style_goal, chart->goal_label, 2, chart->goal, last, 0, 0});
    for (size_t s = 1; s < chart->series_count; s++) {
        const ChartPoint *end = last_known(chart, s, &index);
        if (end)
            end_add(months, (EndLabel){style_compared, chart->series[s].name, 1, end->value,
                                       index, 0, 0});
    }
}

static double gutter_width(Months *months, const Sheet *sheet)
{
    double widest = 0;
    for (size_t i = 0; i < months->end_count; i++) {
        EndLabel *end = &months->ends[i];
        end->text = text_fit(sheet, end->style, end->text, sheet->width * GUTTER_SHARE);
        widest = fmax(widest, text_width(sheet, end->style, end->text));
    }
    return widest > 0 ? GUTTER_GAP + widest : 4;
}

/* The first and last months stand a little inside, so that their labels have room. */
static const double *places_make(const Plot *plot)
{
    size_t count = plot->chart->point_count;
    double *places = ARENA_ARRAY(plot->sheet->arena, count, double);
    double first = text_width(plot->sheet, style_axis, plot->chart->labels[0]) / 2;
    double inset = fmin(fmax(8, first - 3), (plot->right - plot->left) / 8);
    double from = plot->left + inset, to = plot->right - 8;
    for (size_t i = 0; i < count; i++)
        places[i] = count == 1 ? (from + to) / 2
                               : from + (to - from) * (double)i / (double)(count - 1);
    return places;
}

static void line_draw(const Months *months, size_t series, Colour colour, double width)
{
    const Chart *chart = months->plot.chart;
    const ChartPoint *points = chart->series[series].points;
    Canvas *canvas = months->plot.sheet->canvas;
    bool drawing = false, any = false;
    for (size_t i = 0; i < chart->point_count; i++) {
        if (points[i].known) {
            double y = plot_y(&months->plot, points[i].value);
            if (drawing)
                canvas->ops->line(canvas, months->places[i], y);
            else if (i + 1 < chart->point_count && points[i + 1].known)
                canvas->ops->move(canvas, months->places[i], y), any = true;
        }
        drawing = points[i].known;
    }
    if (any)
        canvas->ops->stroke(canvas, colour, width, 0);
}

static void compared_draw(const Months *months, size_t series)
{
    const Chart *chart = months->plot.chart;
    const ChartPoint *points = chart->series[series].points;
    line_draw(months, series, COLOUR_GREY, 1);
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
    line_draw(months, 0, COLOUR_ACCENT, 1.4);
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartPoint *point = &chart->series[0].points[i];
        if (!point->known)
            continue;
        double x = months->places[i], y = plot_y(&months->plot, point->value);
        bool last = i + 1 == chart->point_count;
        if (last)
            sheet_dot(sheet, x, y, DOT_LAST + 1.2, COLOUR_PAPER);
        if (point->preliminary)
            sheet_ring(sheet, x, y, last ? DOT_LAST - 0.4 : DOT - 0.1, COLOUR_ACCENT, 1.3);
        else
            sheet_dot(sheet, x, y, last ? DOT_LAST : DOT, COLOUR_ACCENT);
    }
}

/* Upwards; of equal heights the more important stands above. */
static void ends_sort(Months *months)
{
    for (size_t i = 1; i < months->end_count; i++)
        for (size_t j = i; j > 0 && months->ends[j].y <= months->ends[j - 1].y; j--) {
            EndLabel end = months->ends[j];
            months->ends[j] = months->ends[j - 1];
            months->ends[j - 1] = end;
        }
}

/* Where the lines end: the goal's at the edge, a series' beside its last dot. */
static void ends_place(Months *months)
{
    for (size_t i = 0; i < months->end_count; i++) {
        EndLabel *end = &months->ends[i];
        end->y = plot_y(&months->plot, end->value);
        if (end->style.tone == TONE_GOAL)
            end->x = months->plot.right;
        else
            end->x = months->places[end->index] +
                     (end->style.tone == TONE_ACCENT ? DOT_LAST + 1.5 : 1.5);
    }
}

/* From where a line ends to its label, when those do not stand side by side; dotted over
 * months of which nothing is known. */
static void leader_draw(const Months *months, const EndLabel *end, double x, double y)
{
    const Plot *plot = &months->plot;
    Colour colour = tone_colour(end->style.tone);
    double from = end->x;
    if (end->index + 1 < plot->chart->point_count) {
        sheet_line(plot->sheet, from, end->y, plot->right, end->y, colour, 0.5, 1.5);
        from = plot->right;
    }
    /* A word in the line's own colour is found some way off; the grey ones need help. */
    if (fabs(y - end->y) > (end->style.tone == TONE_MUTED ? 4 : 9))
        sheet_line(plot->sheet, from, end->y, x, y, colour, 0.5, 0);
}

static void ends_draw(Months *months)
{
    Sheet *sheet = months->plot.sheet;
    double centres[END_LABELS_MOST], heights[END_LABELS_MOST], weights[END_LABELS_MOST];
    ends_sort(months);
    for (size_t i = 0; i < months->end_count; i++) {
        const EndLabel *end = &months->ends[i];
        heights[i] = text_height(sheet, end->style) + 0.4;
        weights[i] = end->weight;
        centres[i] = end->y;
    }
    labels_spread(centres, heights, weights, months->end_count, months->plot.bottom,
                  sheet->height);
    double x = months->plot.right + GUTTER_GAP;
    for (size_t i = 0; i < months->end_count; i++) {
        const EndLabel *end = &months->ends[i];
        leader_draw(months, end, x - 2, centres[i]);
        double descent = -text_box(sheet, end->style, x, 0, ANCHOR_START, end->text).bottom;
        sheet_text(sheet, end->style, x, centres[i] - heights[i] / 2 + 0.2 + descent,
                   ANCHOR_START, end->text);
    }
}

/* Where the goal's line begins: between its first month and the one before. */
static double goal_left(const Months *months)
{
    size_t first = months->plot.chart->goal_first;
    return first == 0 ? months->plot.left
                      : (months->places[first - 1] + months->places[first]) / 2;
}

static double turn_x(const Months *months)
{
    size_t turn = months->plot.chart->turn;
    return (months->places[turn - 1] + months->places[turn]) / 2;
}

/* Where the unit came to be: a thin line, its word over the plot beside the axis' unit. */
static void turn_draw(const Months *months)
{
    const Plot *plot = &months->plot;
    const Chart *chart = plot->chart;
    Sheet *sheet = plot->sheet;
    if (!chart->turn)
        return;
    double x = turn_x(months), half = text_width(sheet, style_axis, chart->turn_label) / 2;
    sheet_line(sheet, x, plot->bottom, x, plot->top + 3, COLOUR_MUTED, 0.7, 0);
    double from = text_width(sheet, style_axis, chart->unit) + 6 + half;
    double place = fmax(from, fmin(x, plot->right - half));
    Box box =
        text_box(sheet, style_axis, place, plot->top + 9, ANCHOR_MIDDLE, chart->turn_label);
    if (sheet_free(sheet, box))
        sheet_text(sheet, style_axis, place, plot->top + 9, ANCHOR_MIDDLE,
                   chart->turn_label);
}

/* Does anything drawn for a series (or the goal) pass through the box? */
static bool series_meets(const Months *months, size_t series, Box box)
{
    const ChartPoint *points = months->plot.chart->series[series].points;
    double room = series == 0 ? DOT + 0.5 : 0.5;
    Box wide = {box.left - room, box.bottom - room, box.right + room, box.top + room};
    for (size_t i = 0; i < months->plot.chart->point_count; i++) {
        if (!points[i].known)
            continue;
        double x = months->places[i], y = plot_y(&months->plot, points[i].value);
        if (box_meets_segment(wide, x, y, x, y))
            return true;
        if (i > 0 && points[i - 1].known &&
            box_meets_segment(wide, months->places[i - 1],
                              plot_y(&months->plot, points[i - 1].value), x, y))
            return true;
    }
    return false;
}

static bool others_meet(const Months *months, Box box)
{
    const Chart *chart = months->plot.chart;
    double goal = plot_y(&months->plot, chart->goal);
    if (chart->has_goal && goal > box.bottom - 1 && goal < box.top + 1 &&
        box.right > goal_left(months) - 1)
        return true;
    if (chart->turn && box_meets_segment(box, turn_x(months), months->plot.bottom,
                                         turn_x(months), months->plot.top))
        return true;
    for (size_t s = 1; s < chart->series_count; s++)
        if (series_meets(months, s, box))
            return true;
    return false;
}

/* Writes the word there unless something is in its way; when `yielding` the compared line
 * and the goal are not. */
static bool word_try(const Months *months, double x, double y, bool upright, bool yielding,
                     Str word)
{
    Sheet *sheet = months->plot.sheet;
    TextStyle style = style_unknown(word);
    Box box = upright ? text_box_upright(sheet, style, x, y, word)
                      : text_box(sheet, style, x, y, ANCHOR_MIDDLE, word);
    bool others = others_meet(months, box);
    if (!sheet_free(sheet, box) || box.left < months->plot.left || (others && !yielding) ||
        series_meets(months, 0, box))
        return false;
    if (others)
        sheet_fill(sheet, box, COLOUR_PAPER);
    if (upright)
        sheet_text_upright(sheet, style, x, y, word);
    else
        sheet_text(sheet, style, x, y, ANCHOR_MIDDLE, word);
    return true;
}

/* At the base line, or turned upright, or higher up, where nothing else is; then where
 * only others are. With no such place the gap and its bracket speak, and the table. */
static void word_draw(const Months *months, double x, double base, Str word)
{
    size_t levels = (size_t)fmax(0, (months->plot.top - base) / 6);
    for (int yielding = 0; yielding < 2; yielding++)
        for (size_t level = 0; level < levels; level++)
            for (int upright = 0; upright < 2; upright++)
                if (word_try(months, x, base + 6 * (double)level, upright, yielding, word))
                    return;
}

/* Months of which nothing is known, from one index to another, all for the same reason. A
 * short sign stands in each; a word once, over a bracket that holds them. */
static void unknown_draw(const Months *months, size_t from, size_t to, Str word)
{
    Sheet *sheet = months->plot.sheet;
    double base = plot_y(&months->plot, 0), first = months->places[from],
           last = months->places[to], width = text_width(sheet, style_unknown(word), word);
    size_t count = months->plot.chart->point_count;
    double step = count > 1 ? months->places[1] - months->places[0] : 40;
    if (word.len <= 2) {
        for (size_t i = from; i <= to; i++)
            word_draw(months, months->places[i], base + 4, word);
        return;
    }
    double reach = fmin(step * 0.3, 6);
    sheet_line(sheet, first - reach, base + 3, last + reach, base + 3, COLOUR_MUTED, 1, 0);
    double place = fmin((first + last) / 2, sheet->width - width / 2);
    word_draw(months, fmax(place, months->plot.left + width / 2), base + 7, word);
}

static void unknowns_draw(const Months *months)
{
    const Chart *chart = months->plot.chart;
    const ChartPoint *points = chart->series[0].points;
    for (size_t i = 0, next; i < chart->point_count; i = next) {
        next = i + 1;
        if (points[i].known || points[i].text.len == 0)
            continue;
        while (next < chart->point_count && !points[next].known &&
               str_equal(points[next].text, points[i].text))
            next++;
        unknown_draw(months, i, next - 1, points[i].text);
    }
}

void months_draw(const Chart *chart, Sheet *sheet)
{
    Months months = {0};
    ends_collect(&months, chart);
    double gutter = gutter_width(&months, sheet);
    months.plot = plot_make(chart, sheet, above_height(chart), gutter);
    months.places = places_make(&months.plot);
    ends_place(&months);
    axis_values_draw(&months.plot);
    turn_draw(&months);
    if (chart->has_goal) {
        double y = plot_y(&months.plot, chart->goal);
        sheet_line(sheet, goal_left(&months), y, months.plot.right, y, COLOUR_GOAL, 1.1, 4);
    }
    for (size_t s = chart->series_count; s-- > 1;)
        compared_draw(&months, s);
    own_draw(&months);
    axis_periods_draw(&months.plot, months.places);
    ends_draw(&months);
    unknowns_draw(&months);
}
