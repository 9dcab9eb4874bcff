/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/charts/series.h"

#include <math.h>

const double *series_places(const Plot *plot)
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

void series_line(const Plot *plot, const double *places, const ChartPoint *points,
                 Colour colour, double width)
{
    size_t count = plot->chart->point_count;
    Canvas *canvas = plot->sheet->canvas;
    bool drawing = false, any = false;
    for (size_t i = 0; i < count; i++) {
        if (points[i].known) {
            double y = plot_y(plot, points[i].value);
            if (drawing)
                canvas->ops->line(canvas, places[i], y);
            else if (i + 1 < count && points[i + 1].known)
                canvas->ops->move(canvas, places[i], y), any = true;
        }
        drawing = points[i].known;
    }
    if (any)
        canvas->ops->stroke(canvas, colour, width, 0);
}

bool series_meets(const Plot *plot, const double *places, const ChartPoint *points,
                  double room, Box box)
{
    Box wide = {box.left - room, box.bottom - room, box.right + room, box.top + room};
    for (size_t i = 0; i < plot->chart->point_count; i++) {
        if (!points[i].known)
            continue;
        double x = places[i], y = plot_y(plot, points[i].value);
        if (box_meets_segment(wide, x, y, x, y))
            return true;
        if (i > 0 && points[i - 1].known &&
            box_meets_segment(wide, places[i - 1], plot_y(plot, points[i - 1].value), x, y))
            return true;
    }
    return false;
}

/* Writes the word there unless something is in its way; when `yielding` the others are
 * not. */
static bool word_try(const Gaps *gaps, double x, double y, bool upright, bool yielding,
                     Str word)
{
    Sheet *sheet = gaps->plot->sheet;
    TextStyle style = style_unknown(word);
    Box box = upright ? text_box_upright(sheet, style, x, y, word)
                      : text_box(sheet, style, x, y, ANCHOR_MIDDLE, word);
    bool others = gaps->meets(gaps->owner, box, true);
    if (!sheet_free(sheet, box) || box.left < gaps->plot->left || (others && !yielding) ||
        gaps->meets(gaps->owner, box, false))
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
static void word_draw(const Gaps *gaps, double x, double base, Str word)
{
    size_t levels = (size_t)fmax(0, (gaps->plot->top - base) / 6);
    for (int yielding = 0; yielding < 2; yielding++)
        for (size_t level = 0; level < levels; level++)
            for (int upright = 0; upright < 2; upright++)
                if (word_try(gaps, x, base + 6 * (double)level, upright, yielding, word))
                    return;
}

/* Periods of which nothing is known, from one index to another, all for the same reason. A
 * short sign stands in each; a word once, over a bracket that holds them. */
static void unknown_draw(const Gaps *gaps, size_t from, size_t to, Str word)
{
    Sheet *sheet = gaps->plot->sheet;
    double base = plot_y(gaps->plot, fmax(0, gaps->plot->ticks.low)),
           first = gaps->places[from], last = gaps->places[to],
           width = text_width(sheet, style_unknown(word), word);
    size_t count = gaps->plot->chart->point_count;
    double step = count > 1 ? gaps->places[1] - gaps->places[0] : 40;
    if (word.len <= 2) {
        for (size_t i = from; i <= to; i++)
            word_draw(gaps, gaps->places[i], base + 4, word);
        return;
    }
    double reach = fmin(step * 0.3, 6);
    sheet_line(sheet, first - reach, base + 3, last + reach, base + 3, COLOUR_MUTED, 1, 0);
    double place = fmin((first + last) / 2, sheet->width - width / 2);
    word_draw(gaps, fmax(place, gaps->plot->left + width / 2), base + 7, word);
}

void gaps_draw(const Gaps *gaps)
{
    const ChartPoint *points = gaps->points;
    size_t count = gaps->plot->chart->point_count;
    for (size_t i = 0, next; i < count; i = next) {
        next = i + 1;
        if (points[i].known || points[i].text.len == 0)
            continue;
        while (next < count && !points[next].known &&
               str_equal(points[next].text, points[i].text))
            next++;
        unknown_draw(gaps, i, next - 1, points[i].text);
    }
}

double series_above(const Chart *chart)
{
    return fmax(axis_unit_height(chart), chart->turn ? 18 : 0);
}

static double turn_x(const Plot *plot, const double *places)
{
    size_t turn = plot->chart->turn;
    return (places[turn - 1] + places[turn]) / 2;
}

void turn_draw(const Plot *plot, const double *places)
{
    const Chart *chart = plot->chart;
    Sheet *sheet = plot->sheet;
    if (!chart->turn)
        return;
    double x = turn_x(plot, places),
           half = text_width(sheet, style_axis, chart->turn_label) / 2;
    sheet_line(sheet, x, plot->bottom, x, plot->top + 3, COLOUR_MUTED, 0.7, 0);
    double from = text_width(sheet, style_axis, chart->unit) + 6 + half;
    double place = fmax(from, fmin(x, plot->right - half));
    Box box =
        text_box(sheet, style_axis, place, plot->top + 9, ANCHOR_MIDDLE, chart->turn_label);
    if (sheet_free(sheet, box))
        sheet_text(sheet, style_axis, place, plot->top + 9, ANCHOR_MIDDLE,
                   chart->turn_label);
}

bool turn_meets(const Plot *plot, const double *places, Box box)
{
    return plot->chart->turn && box_meets_segment(box, turn_x(plot, places), plot->bottom,
                                                  turn_x(plot, places), plot->top);
}
