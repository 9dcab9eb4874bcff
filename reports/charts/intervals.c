/* SPDX-License-Identifier: EUPL-1.2 */
/* A row a unit, in the order given: a dot, the interval through it, its figure to the
 * right. What it is held against is a line through all rows, or a tick in each where it is
 * not the same for all. An interval that leaves it out has a shape of its own. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/axis.h"
#include "reports/charts/kinds.h"
#include "reports/charts/rows.h"

static const double LABEL_SHARE = 0.36, LABEL_GAP = 8, FIGURE_GAP = 8;
static const double PITCH = 17, PITCH_LEAST = 13.5, HEADER = 16, BELOW = 15, UNIT_LINE = 11;
static const double DOT = 3, DOT_FAINT = 2.2, MARK = 8, INSET = 6;
static const TextStyle style_target = {FACE_BOLD, 8.5, TONE_GOAL};
static const TextStyle style_whole = {FACE_REGULAR, 8.5, TONE_INK};

typedef struct {
    const Chart *chart;
    Plot plot; /* its ticks are along the rows */
    LinearScale along;
    const double *rows; /* the middle of each */
    RowName *names;
    double pitch;
} Spans;

static double below(const Chart *chart)
{
    bool unit = chart->unit.len > 0 && !str_equal(chart->unit, STR("%"));
    return BELOW + (unit ? UNIT_LINE : 0);
}

ChartHeight intervals_height(const Chart *chart, const Fonts *fonts, double width)
{
    (void)fonts, (void)width;
    double frame = HEADER + below(chart), rows = (double)chart->point_count;
    return (ChartHeight){frame + PITCH_LEAST * rows, frame + PITCH * rows};
}

static double widest_figure(const Spans *spans)
{
    double widest = 0;
    for (size_t i = 0; i < spans->chart->point_count; i++)
        if (spans->chart->series[0].points[i].known)
            widest = fmax(widest, text_width(spans->plot.sheet, style_value,
                                             spans->chart->series[0].points[i].text));
    return fmin(widest, spans->plot.sheet->width / 4);
}

static void names_make(Spans *spans)
{
    const Chart *chart = spans->chart;
    const Sheet *sheet = spans->plot.sheet;
    bool two = spans->pitch >= 2 * text_height(sheet, style_name);
    double widest = 0, room = sheet->width * LABEL_SHARE - LABEL_GAP;
    spans->names = ARENA_ARRAY(sheet->arena, chart->point_count, RowName);
    for (size_t i = 0; i < chart->point_count; i++) {
        spans->names[i] = row_name(sheet, chart->labels[i], room, two);
        widest = fmax(widest, row_name_width(sheet, &spans->names[i]));
    }
    spans->plot.left = widest + LABEL_GAP;
}

/* Of places, not of lengths: the scale need not begin at zero. */
static void scale_make(Spans *spans)
{
    const Chart *chart = spans->chart;
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartPoint *point = &chart->series[0].points[i];
        const ChartSpan *row = &chart->intervals->rows[i];
        if (!point->known)
            continue;
        low = fmin(low, row->has_interval ? fmin(row->low, point->value) : point->value);
        high = fmax(high, row->has_interval ? fmax(row->high, point->value) : point->value);
        low = row->has_target ? fmin(low, row->target) : low;
        high = row->has_target ? fmax(high, row->target) : high;
    }
    if (low > high)
        low = 0, high = 1;
    Plot *plot = &spans->plot;
    double from = plot->left + INSET, to = fmax(plot->right - INSET, from + 10);
    double most = fmin(fmax(floor((to - from) / 34), 1), 6);
    plot->ticks = ticks_around(low, high, (size_t)most, false);
    spans->along = (LinearScale){plot->ticks.low, ticks_high(&plot->ticks), from, to};
}

static Spans spans_make(const Chart *chart, Sheet *sheet)
{
    Spans spans = {.chart = chart,
                   .plot = {.sheet = sheet,
                            .chart = chart,
                            .bottom = below(chart),
                            .top = sheet->height - HEADER,
                            .ceiling = sheet->height}};
    double *heights = ARENA_ARRAY(sheet->arena, chart->point_count, double);
    for (size_t i = 0; i < chart->point_count; i++)
        heights[i] = PITCH;
    spans.rows = row_centres(sheet->arena, heights, chart->point_count, spans.plot.top,
                             spans.plot.bottom);
    spans.pitch = (spans.plot.top - spans.plot.bottom) / (double)chart->point_count;
    spans.plot.right = sheet->width - widest_figure(&spans) - FIGURE_GAP;
    names_make(&spans);
    scale_make(&spans);
    return spans;
}

static double place_x(const Spans *spans, double value)
{
    return linear_place(&spans->along, value);
}

static void scale_draw(const Spans *spans)
{
    const Plot *plot = &spans->plot;
    Sheet *sheet = plot->sheet;
    for (size_t i = 0; i < plot->ticks.count; i++) {
        double x = place_x(spans, ticks_value(&plot->ticks, i));
        sheet_line(sheet, x, plot->bottom, x, plot->top, COLOUR_RULE, 0.5, 0);
        Str text = axis_tick(plot, i);
        Box box = text_box(sheet, style_axis, x, plot->bottom - 10, ANCHOR_MIDDLE, text);
        if (sheet_free(sheet, box))
            sheet_text(sheet, style_axis, x, plot->bottom - 10, ANCHOR_MIDDLE, text);
    }
    sheet_line(sheet, spans->along.from, plot->bottom, spans->along.to, plot->bottom,
               COLOUR_INK, 0.8, 0);
    if (below(spans->chart) <= BELOW)
        return;
    Str unit = text_fit(sheet, style_axis, spans->chart->unit, sheet->width);
    sheet_text(sheet, style_axis, (spans->along.from + spans->along.to) / 2,
               plot->bottom - 21, ANCHOR_MIDDLE, unit);
}

/* The target when it is the same in all rows that have one. */
static const ChartSpan *target_shared(const Spans *spans)
{
    const ChartSpan *shared = NULL;
    for (size_t i = 0; i < spans->chart->point_count; i++) {
        const ChartSpan *row = &spans->chart->intervals->rows[i];
        if (!row->has_target)
            continue;
        if (shared && fabs(shared->target - row->target) > 1e-9)
            return NULL;
        shared = shared ? shared : row;
    }
    return shared;
}

static void target_draw(const Spans *spans)
{
    const ChartIntervals *data = spans->chart->intervals;
    const Plot *plot = &spans->plot;
    Sheet *sheet = plot->sheet;
    const ChartSpan *shared = target_shared(spans);
    Colour colour = data->is_goal ? COLOUR_GOAL : COLOUR_INK;
    TextStyle style = data->is_goal ? style_target : style_whole;
    double label_x = plot->right;
    if (shared) {
        label_x = place_x(spans, shared->target);
        sheet_line(sheet, label_x, plot->bottom, label_x, plot->top + 2, colour, 1.1,
                   data->is_goal ? 4 : 0);
    }
    for (size_t i = 0; !shared && i < spans->chart->point_count; i++)
        if (data->rows[i].has_target) {
            double x = place_x(spans, data->rows[i].target);
            sheet_line(sheet, x, spans->rows[i] - 5, x, spans->rows[i] + 5, colour, 1.6, 0);
        }
    Str label = text_fit(sheet, style, data->target_label, sheet->width / 2);
    sheet_text(sheet, style, label_x, plot->top + 5, shared ? ANCHOR_MIDDLE : ANCHOR_END,
               label);
}

static void span_draw(const Spans *spans, size_t i)
{
    Sheet *sheet = spans->plot.sheet;
    const ChartPoint *point = &spans->chart->series[0].points[i];
    const ChartSpan *row = &spans->chart->intervals->rows[i];
    double x = place_x(spans, point->value), y = spans->rows[i];
    Colour colour = row->faint                   ? COLOUR_MUTED
                    : row->symbol == SYMBOL_NONE ? COLOUR_ACCENT
                                                 : tone_colour(row->tone);
    double radius = row->faint ? DOT_FAINT : DOT;
    if (row->has_interval)
        sheet_line(sheet, place_x(spans, row->low), y, place_x(spans, row->high), y, colour,
                   1.4, 0);
    sheet_dot(sheet, x, y, (row->symbol == SYMBOL_NONE ? radius : MARK / 2) + 0.9,
              COLOUR_PAPER);
    if (row->symbol != SYMBOL_NONE)
        canvas_symbol(sheet->canvas, row->symbol, x, y, MARK, colour);
    else if (point->preliminary)
        sheet_ring(sheet, x, y, radius - 0.5, colour, 1.3);
    else
        sheet_dot(sheet, x, y, radius, colour);
}

static void row_draw(const Spans *spans, size_t i)
{
    Sheet *sheet = spans->plot.sheet;
    const ChartPoint *point = &spans->chart->series[0].points[i];
    double y = spans->rows[i];
    row_name_draw(sheet, &spans->names[i], spans->plot.left - LABEL_GAP, y);
    if (point->known) {
        span_draw(spans, i);
        Str text = text_fit(sheet, style_value, point->text, widest_figure(spans));
        sheet_text(sheet, style_value, sheet->width,
                   text_baseline_at(sheet, style_value, y), ANCHOR_END, text);
        return;
    }
    TextStyle style = style_unknown(point->text);
    Str word = text_fit(sheet, style, point->text, sheet->width - spans->along.from);
    double x = spans->along.from + 3;
    Box box =
        text_box(sheet, style, x, text_baseline_at(sheet, style, y), ANCHOR_START, word);
    sheet_fill(sheet, (Box){box.left - 1, y - 4.5, box.right + 1, y + 4.5}, COLOUR_PAPER);
    sheet_text(sheet, style, x, text_baseline_at(sheet, style, y), ANCHOR_START, word);
}

void intervals_draw(const Chart *chart, Sheet *sheet)
{
    Spans spans = spans_make(chart, sheet);
    scale_draw(&spans);
    target_draw(&spans);
    for (size_t i = 0; i < chart->point_count; i++)
        row_draw(&spans, i);
}
