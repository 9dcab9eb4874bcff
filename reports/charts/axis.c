/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/charts/axis.h"

#include <math.h>

#include "reports/document/theme.h"

static const double TICK_GAP = 6;       /* between a figure and the plot */
static const double LABEL_BELOW = 12;   /* base line of periods under the plot */
static const double LINE_PITCH = 11.5;  /* from periods to years */
static const double LABEL_ROOM = 6;     /* between two period labels */
static const double TICK_DISTANCE = 22; /* between two hairlines, at least */

static void plot_extent(const Chart *chart, double *low, double *high, bool *whole)
{
    *low = chart->has_goal ? fmin(chart->goal, 0) : 0;
    *high = chart->has_goal ? fmax(chart->goal, 0) : 0;
    *whole = true;
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->point_count; i++) {
            const ChartPoint *point = &chart->series[s].points[i];
            if (!point->known)
                continue;
            *low = fmin(*low, point->value);
            *high = fmax(*high, point->value);
            if (fabs(point->value - round(point->value)) > 1e-9)
                *whole = false;
        }
}

/* "15", "1 200", "0,5", "40 %": a percentage bears its sign, other units stand once. */
Str axis_tick(const Plot *plot, size_t index)
{
    const Ticks *ticks = &plot->ticks;
    int64_t scale = 1;
    for (int i = 0; i < ticks->decimals && i < 15; i++)
        scale *= 10;
    int64_t scaled = llround(ticks_value(ticks, index) * (double)scale);
    Str number = number_print(plot->sheet->arena, plot->chart->language,
                              amount_of(scaled, scale), ticks->decimals);
    if (str_equal(plot->chart->unit, STR("%")))
        return str_format(plot->sheet->arena, "%.*s\u00A0%%", STR_PRINT(number));
    return number;
}

static bool unit_stands_once(const Chart *chart)
{
    return chart->unit.len > 0 && !str_equal(chart->unit, STR("%"));
}

double axis_unit_height(const Chart *chart)
{
    return unit_stands_once(chart) ? 18 : 7;
}

static bool has_sublabels(const Chart *chart)
{
    for (size_t i = 0; chart->sublabels && i < chart->point_count; i++)
        if (chart->sublabels[i].len > 0)
            return true;
    return false;
}

double axis_periods_height(const Chart *chart)
{
    return LABEL_BELOW + 3 + (has_sublabels(chart) ? LINE_PITCH : 0);
}

Plot plot_make(const Chart *chart, Sheet *sheet, double above, double gutter)
{
    Plot plot = {.sheet = sheet,
                 .chart = chart,
                 .right = sheet->width - gutter,
                 .bottom = axis_periods_height(chart),
                 .top = sheet->height - above,
                 .ceiling = sheet->height};
    double low, high;
    bool whole;
    plot_extent(chart, &low, &high, &whole);
    double most = floor((plot.top - plot.bottom) / TICK_DISTANCE);
    plot.ticks = ticks_nice(low, high, (size_t)fmin(fmax(most, 2), 6), whole);
    double widest = 0;
    for (size_t i = 0; i < plot.ticks.count; i++)
        widest = fmax(widest, text_width(sheet, style_axis, axis_tick(&plot, i)));
    plot.left = widest + TICK_GAP;
    return plot;
}

double plot_y(const Plot *plot, double value)
{
    LinearScale scale = {plot->ticks.low, ticks_high(&plot->ticks), plot->bottom,
                         plot->top};
    return linear_place(&scale, value);
}

void axis_values_draw(const Plot *plot)
{
    Sheet *sheet = plot->sheet;
    for (size_t i = 0; i < plot->ticks.count; i++) {
        double y = plot_y(plot, ticks_value(&plot->ticks, i));
        sheet_line(sheet, plot->left, y, plot->right, y, COLOUR_RULE, 0.5, 0);
        sheet_text(sheet, style_axis, plot->left - TICK_GAP,
                   text_baseline_at(sheet, style_axis, y), ANCHOR_END, axis_tick(plot, i));
    }
    if (plot->ticks.low <= 0) {
        double base = plot_y(plot, 0);
        sheet_line(sheet, plot->left, base, plot->right, base, COLOUR_INK, 0.8, 0);
    }
    if (unit_stands_once(plot->chart)) {
        Str unit = text_fit(sheet, style_axis, plot->chart->unit, plot->right);
        sheet_text(sheet, style_axis, 0, plot->top + 9, ANCHOR_START, unit);
    }
}

/* A label under its place, but not under the figures to the left or outside. */
static Box label_box(const Plot *plot, double place, Str label)
{
    Box box = text_box(plot->sheet, style_axis, place, plot->bottom - LABEL_BELOW,
                       ANCHOR_MIDDLE, label);
    double shift = fmax(0, plot->left - 3 - box.left);
    shift += fmin(0, plot->sheet->width - (box.right + shift));
    box.left += shift;
    box.right += shift;
    return box;
}

/* Every label, or every second, third...: counted from the last, the month in question. */
static size_t label_stride(const Plot *plot, const Str *labels, const double *places)
{
    size_t count = plot->chart->point_count, stride = 1;
    while (stride < count) {
        bool apart = true;
        for (size_t i = count - 1; apart && i >= stride; i -= stride)
            apart = label_box(plot, places[i - stride], labels[i - stride]).right +
                        LABEL_ROOM <=
                    label_box(plot, places[i], labels[i]).left;
        if (apart)
            break;
        stride++;
    }
    return stride;
}

/* A year begins midway between two periods; its name stands there unless the next year
 * comes too soon. The line between two years is whole where every period is named: of
 * fewer names one could stand in its way. */
static void years_draw(const Plot *plot, const double *places, bool whole)
{
    Sheet *sheet = plot->sheet;
    size_t count = plot->chart->point_count;
    double baseline = plot->bottom - LABEL_BELOW - LINE_PITCH, limit = sheet->width;
    for (size_t i = count; i-- > 0;) {
        Str year = plot->chart->sublabels[i];
        if (year.len == 0)
            continue;
        double start = i > 0 ? (places[i - 1] + places[i]) / 2 : plot->left;
        double x = start + (whole && i > 0 ? 4 : 0);
        if (i > 0)
            sheet_line(sheet, start, plot->bottom, start,
                       whole ? baseline - 1 : plot->bottom - 4, COLOUR_GREY, 0.6, 0);
        Box box = text_box(sheet, style_axis, x, baseline, ANCHOR_START, year);
        if (box.right + LABEL_ROOM <= limit)
            sheet_text(sheet, style_axis, x, baseline, ANCHOR_START, year);
        limit = start;
    }
}

void axis_periods_draw(const Plot *plot, const double *places)
{
    Sheet *sheet = plot->sheet;
    const Chart *chart = plot->chart;
    size_t count = chart->point_count;
    Str *labels = ARENA_ARRAY(sheet->arena, count, Str);
    for (size_t i = 0; i < count; i++)
        labels[i] =
            text_fit(sheet, style_axis, chart->labels[i], sheet->width - plot->left + 3);
    size_t stride = label_stride(plot, labels, places);
    for (size_t i = 0; i < count; i++) {
        if ((count - 1 - i) % stride != 0)
            continue;
        Box box = label_box(plot, places[i], labels[i]);
        sheet_text(sheet, style_axis, box.left, plot->bottom - LABEL_BELOW, ANCHOR_START,
                   labels[i]);
    }
    if (has_sublabels(chart))
        years_draw(plot, places, stride == 1);
}
