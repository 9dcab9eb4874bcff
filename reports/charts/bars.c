/* SPDX-License-Identifier: EUPL-1.2 */
/* Categories as horizontal bars, all in one tone: the order and the figures speak. The
 * series compared with (one) is a tick across the bar, named where it first stands. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/kinds.h"
#include "reports/charts/rows.h"
#include "reports/charts/scale.h"

static const double LABEL_SHARE = 0.5; /* of the width, at most */
static const double LABEL_GAP = 8, VALUE_GAP = 5;
static const double PITCH = 19, PITCH_WRAPPED = 26, PITCH_LEAST = 12.5;
static const double HEADER = 15, MARGIN = 2;
static const double BAR = 9, TICK_OVER = 3;
static const TextStyle style_tick = {FACE_REGULAR, 8, TONE_MUTED};

typedef struct {
    const Chart *chart;
    Sheet *sheet;
    RowName *labels;
    double axis; /* where the labels end and zero stands when nothing is negative */
    LinearScale scale;
    BandScale rows; /* from the top downwards */
    double bar;     /* thickness */
} Bars;

static bool compares(const Chart *chart)
{
    for (size_t i = 0; chart->series_count > 1 && i < chart->point_count; i++)
        if (chart->series[1].points[i].known)
            return true;
    return false;
}

static double label_room(double width)
{
    return width * LABEL_SHARE - LABEL_GAP;
}

/* Least: every label on one line. Usual: room for two where one is too long. */
ChartHeight bars_height(const Chart *chart, const Fonts *fonts, double width)
{
    bool wraps = false;
    for (size_t i = 0; i < chart->point_count; i++)
        wraps = wraps || font_width(fonts, style_name.face, style_name.size_pt,
                                    chart->labels[i]) > label_room(width);
    double rows = (double)chart->point_count;
    double around = 2 * MARGIN + (compares(chart) ? HEADER : 0);
    return (ChartHeight){around + rows * PITCH_LEAST,
                         around + rows * (wraps ? PITCH_WRAPPED : PITCH)};
}

static void labels_break(Bars *bars)
{
    const Chart *chart = bars->chart;
    const Sheet *sheet = bars->sheet;
    bool two = -band_width(&bars->rows) >= 2 * text_height(sheet, style_name);
    double widest = 0;
    bars->labels = ARENA_ARRAY(sheet->arena, chart->point_count, RowName);
    for (size_t i = 0; i < chart->point_count; i++) {
        bars->labels[i] = row_name(sheet, chart->labels[i], label_room(sheet->width), two);
        widest = fmax(widest, row_name_width(sheet, &bars->labels[i]));
    }
    bars->axis = widest + LABEL_GAP;
}

/* The longest figure fits behind the longest bar or tick. */
static void scale_make(Bars *bars)
{
    const Chart *chart = bars->chart;
    double low = 0, high = 0, widest = 0;
    for (size_t s = 0; s < chart->series_count && s < 2; s++)
        for (size_t i = 0; i < chart->point_count; i++) {
            const ChartPoint *point = &chart->series[s].points[i];
            if (s == 0)
                widest = fmax(widest, text_width(bars->sheet, style_value, point->text));
            if (point->known) {
                low = fmin(low, point->value);
                high = fmax(high, point->value);
            }
        }
    double to = bars->sheet->width - widest - VALUE_GAP;
    if (high - low <= 0)
        high = 1;
    bars->scale = (LinearScale){low, high, bars->axis, fmax(to, bars->axis + 1)};
}

static const ChartPoint *compared_point(const Bars *bars, size_t row)
{
    if (bars->chart->series_count < 2 || !bars->chart->series[1].points[row].known)
        return NULL;
    return &bars->chart->series[1].points[row];
}

/* A preliminary bar is light and outlined: its end may still move. */
static void bar_draw(const Bars *bars, size_t row)
{
    const ChartPoint *point = &bars->chart->series[0].points[row];
    double y = band_centre(&bars->rows, row), zero = linear_place(&bars->scale, 0);
    if (!point->known || point->value == 0)
        return;
    double end = linear_place(&bars->scale, point->value);
    Box box = {fmin(zero, end), y - bars->bar / 2, fmax(zero, end), y + bars->bar / 2};
    sheet_fill(bars->sheet, box, point->preliminary ? COLOUR_ACCENT_LIGHT : COLOUR_ACCENT);
    if (point->preliminary)
        sheet_outline(bars->sheet, box, COLOUR_ACCENT, 0.8, 0);
}

static void tick_draw(const Bars *bars, size_t row)
{
    const ChartPoint *compared = compared_point(bars, row);
    if (!compared)
        return;
    double x = linear_place(&bars->scale, compared->value);
    double y = band_centre(&bars->rows, row), reach = bars->bar / 2 + TICK_OVER;
    const ChartPoint *own = &bars->chart->series[0].points[row];
    double zero = linear_place(&bars->scale, 0);
    double end = own->known ? linear_place(&bars->scale, own->value) : zero;
    /* White sides keep a tick inside a bar apart from it, in grey too. */
    if (x > fmin(zero, end) + 2 && x < fmax(zero, end) - 2)
        sheet_line(bars->sheet, x, y - bars->bar / 2 - 0.5, x, y + bars->bar / 2 + 0.5,
                   COLOUR_PAPER, 3.4, 0);
    sheet_line(bars->sheet, x, y - reach, x, y + reach, COLOUR_INK, 1.4, 0);
}

/* Behind the bar, and behind the tick when that would stand in the figure. */
static void value_draw(const Bars *bars, size_t row)
{
    const ChartPoint *point = &bars->chart->series[0].points[row];
    const ChartPoint *compared = compared_point(bars, row);
    Sheet *sheet = bars->sheet;
    TextStyle style = point->known ? style_value : style_unknown(point->text);
    double end = linear_place(&bars->scale, point->known ? fmax(0, point->value) : 0);
    double x = end + VALUE_GAP;
    if (compared) {
        double tick = linear_place(&bars->scale, compared->value);
        if (tick > end - VALUE_GAP &&
            tick < x + text_width(sheet, style, point->text) + VALUE_GAP)
            x = fmax(x, tick + VALUE_GAP);
    }
    sheet_text(sheet, style, x,
               text_baseline_at(sheet, style, band_centre(&bars->rows, row)), ANCHOR_START,
               point->text);
}

/* Over the first row's tick; when that row has none, a tick of its own shows what it is. */
static void tick_name_draw(const Bars *bars)
{
    Sheet *sheet = bars->sheet;
    double baseline = sheet->height - MARGIN - 9;
    Str name = text_fit(sheet, style_tick, bars->chart->series[1].name, sheet->width - 10);
    const ChartPoint *first = compared_point(bars, 0);
    if (first) {
        double x = linear_place(&bars->scale, first->value);
        sheet_text(sheet, style_tick, x, baseline, ANCHOR_MIDDLE, name);
        return;
    }
    double x = fmin(bars->axis + 5, sheet->width - text_width(sheet, style_tick, name));
    sheet_line(sheet, x - 4, baseline - 1.5, x - 4, baseline + 7.5, COLOUR_INK, 1.4, 0);
    sheet_text(sheet, style_tick, x, baseline, ANCHOR_START, name);
}

void bars_draw(const Chart *chart, Sheet *sheet)
{
    double top = sheet->height - MARGIN - (compares(chart) ? HEADER : 0);
    Bars bars = {.chart = chart, .sheet = sheet, .rows = {top, MARGIN, chart->point_count}};
    bars.bar = fmin(BAR, -band_width(&bars.rows) - 2 * TICK_OVER);
    labels_break(&bars);
    scale_make(&bars);
    for (size_t row = 0; row < chart->point_count; row++)
        bar_draw(&bars, row);
    double zero = linear_place(&bars.scale, 0);
    sheet_line(sheet, zero, MARGIN, zero, top, COLOUR_INK, 0.8, 0);
    for (size_t row = 0; row < chart->point_count; row++) {
        tick_draw(&bars, row);
        row_name_draw(sheet, &bars.labels[row], bars.axis - LABEL_GAP,
                      band_centre(&bars.rows, row));
        value_draw(&bars, row);
    }
    if (compares(chart))
        tick_name_draw(&bars);
}
