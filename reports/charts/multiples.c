/* SPDX-License-Identifier: EUPL-1.2 */
/* A little line a unit, all on one scale, in the order given. The name of a unit and its
 * latest figure stand over its panel, the scale beside the first of each row, the first and
 * last period below the lowest of each column. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/axis.h"
#include "reports/charts/kinds.h"
#include "reports/charts/series.h"

static const double PANEL_WIDTH = 112, PANEL_LEAST = 30, PANEL_USUAL = 40;
static const double TITLE = 16, ROW_GAP = 8, COLUMN_GAP = 16, BELOW = 14, TICK_GAP = 6;
static const double DOT = 2.4, TICK_DISTANCE = 14;

typedef struct {
    const Chart *chart;
    Sheet *sheet;
    Plot scale; /* its ticks are those of all panels */
    size_t columns, rows;
    double left, width, height; /* where panels begin; of one */
} Multiples;

static size_t columns_of(const Chart *chart, double width)
{
    double most = fmax(1, floor(width / (PANEL_WIDTH + COLUMN_GAP)));
    return (size_t)fmin(most, (double)chart->series_count);
}

static double above(const Chart *chart)
{
    return axis_unit_height(chart) > 7 ? 12 : 0;
}

ChartHeight multiples_height(const Chart *chart, const Fonts *fonts, double width)
{
    (void)fonts;
    size_t columns = columns_of(chart, width);
    double rows = ceil((double)chart->series_count / (double)columns);
    double frame = above(chart) + BELOW + rows * TITLE + (rows - 1) * ROW_GAP;
    return (ChartHeight){frame + rows * PANEL_LEAST, frame + rows * PANEL_USUAL};
}

static Ticks ticks_of(const Chart *chart, double height)
{
    double low = 0, high = 0;
    bool whole = true;
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->point_count; i++) {
            const ChartPoint *point = &chart->series[s].points[i];
            if (!point->known)
                continue;
            low = fmin(low, point->value);
            high = fmax(high, point->value);
            whole = whole && fabs(point->value - round(point->value)) < 1e-9;
        }
    double most = fmax(1, fmin(4, floor(height / TICK_DISTANCE)));
    return ticks_nice(low, high, (size_t)most, whole);
}

static Multiples multiples_make(const Chart *chart, Sheet *sheet)
{
    Multiples all = {
        .chart = chart, .sheet = sheet, .columns = columns_of(chart, sheet->width)};
    all.rows = (chart->series_count + all.columns - 1) / all.columns;
    double rows = (double)all.rows, columns = (double)all.columns;
    double room =
        sheet->height - above(chart) - BELOW - rows * TITLE - (rows - 1) * ROW_GAP;
    all.height = room / rows;
    all.scale = (Plot){.sheet = sheet, .chart = chart, .ceiling = sheet->height};
    all.scale.ticks = ticks_of(chart, all.height);
    for (size_t i = 0; i < all.scale.ticks.count; i++)
        all.left = fmax(all.left, text_width(sheet, style_axis, axis_tick(&all.scale, i)));
    all.left += TICK_GAP;
    all.width = (sheet->width - all.left - (columns - 1) * COLUMN_GAP) / columns;
    return all;
}

static Plot panel_of(const Multiples *all, size_t s)
{
    size_t row = s / all->columns, column = s % all->columns;
    Plot panel = all->scale;
    panel.left = all->left + (double)column * (all->width + COLUMN_GAP);
    panel.right = panel.left + all->width;
    panel.top = all->sheet->height - above(all->chart) - TITLE -
                (double)row * (all->height + TITLE + ROW_GAP);
    panel.bottom = panel.top - all->height;
    return panel;
}

static void scale_draw(const Multiples *all, const Plot *panel, bool named)
{
    Sheet *sheet = all->sheet;
    for (size_t i = 0; i < panel->ticks.count; i++) {
        double value = ticks_value(&panel->ticks, i), y = plot_y(panel, value);
        bool base = fabs(value) < 1e-9;
        sheet_line(sheet, panel->left, y, panel->right, y, base ? COLOUR_INK : COLOUR_RULE,
                   base ? 0.8 : 0.5, 0);
        Str text = axis_tick(panel, i);
        double baseline = text_baseline_at(sheet, style_axis, y);
        if (named && sheet_free(sheet, text_box(sheet, style_axis, panel->left - TICK_GAP,
                                                baseline, ANCHOR_END, text)))
            sheet_text(sheet, style_axis, panel->left - TICK_GAP, baseline, ANCHOR_END,
                       text);
    }
}

static void title_draw(const Multiples *all, const Plot *panel, size_t s)
{
    Sheet *sheet = all->sheet;
    double baseline = panel->top + 5;
    Str figure =
        text_fit(sheet, style_value, all->chart->multiples->figures[s], all->width * 0.5);
    double taken = text_width(sheet, style_value, figure);
    Str name =
        text_fit(sheet, style_name, all->chart->series[s].name, all->width - taken - 8);
    sheet_text(sheet, style_name, panel->left, baseline, ANCHOR_START, name);
    sheet_text(sheet, style_value, panel->right, baseline, ANCHOR_END, figure);
}

/* Below the lowest panel of a column: both ends, or the last alone. */
static void periods_draw(const Multiples *all, const Plot *panel)
{
    Sheet *sheet = all->sheet;
    const ChartMultiples *data = all->chart->multiples;
    double baseline = panel->bottom - 11;
    Str last = text_fit(sheet, style_axis, data->last, all->width);
    double taken = text_width(sheet, style_axis, last);
    sheet_text(sheet, style_axis, panel->right, baseline, ANCHOR_END, last);
    if (all->chart->point_count > 1 &&
        text_width(sheet, style_axis, data->first) + taken + 8 <= all->width)
        sheet_text(sheet, style_axis, panel->left, baseline, ANCHOR_START, data->first);
}

typedef struct {
    const Plot *panel;
    const double *places;
    const ChartPoint *points;
} PanelLine;

/* A word stays in its own panel. */
static bool meets(const void *owner, Box box, bool others)
{
    const PanelLine *line = owner;
    return !others &&
           (box.right > line->panel->right + COLUMN_GAP / 2 || box.top > line->panel->top ||
            series_meets(line->panel, line->places, line->points, DOT, box));
}

static void panel_draw(const Multiples *all, size_t s)
{
    Plot panel = panel_of(all, s);
    const ChartPoint *points = all->chart->series[s].points;
    size_t last = all->chart->point_count - 1;
    scale_draw(all, &panel, s % all->columns == 0);
    title_draw(all, &panel, s);
    if (s + all->columns >= all->chart->series_count)
        periods_draw(all, &panel);
    const double *places = series_places(&panel);
    series_line(&panel, places, points, COLOUR_ACCENT, 1.2);
    for (size_t i = 0; i <= last; i++) {
        bool joined = (i > 0 && points[i - 1].known) || (i < last && points[i + 1].known);
        if (!points[i].known || (joined && i < last && !points[i].preliminary))
            continue;
        double x = places[i], y = plot_y(&panel, points[i].value);
        sheet_dot(all->sheet, x, y, DOT + 0.8, COLOUR_PAPER);
        if (points[i].preliminary)
            sheet_ring(all->sheet, x, y, DOT - 0.4, COLOUR_ACCENT, 1.2);
        else
            sheet_dot(all->sheet, x, y, DOT, COLOUR_ACCENT);
    }
    PanelLine line = {&panel, places, points};
    gaps_draw(&(Gaps){&panel, places, points, meets, &line});
}

void multiples_draw(const Chart *chart, Sheet *sheet)
{
    Multiples all = multiples_make(chart, sheet);
    if (above(chart) > 0)
        sheet_text(sheet, style_axis, 0, sheet->height - 9, ANCHOR_START,
                   text_fit(sheet, style_axis, chart->unit, sheet->width));
    for (size_t s = 0; s < chart->series_count; s++)
        panel_draw(&all, s);
}
