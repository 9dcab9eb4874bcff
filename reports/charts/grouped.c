/* SPDX-License-Identifier: EUPL-1.2 */
/* Periods side by side, in each a bar for every group. A group is told by tone, by outline
 * and by its place; its name stands over the chart behind a piece of its bar. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/axis.h"
#include "reports/charts/kinds.h"

static const TextStyle style_group = {FACE_REGULAR, 8.5, TONE_INK};
static const TextStyle style_figure = {FACE_REGULAR, 8, TONE_INK};
static const TextStyle style_goal = {FACE_BOLD, 8.5, TONE_GOAL};
static const double BAND_SHARE = 0.74, SLOT_MOST = 30, BAR_GAP = 2;
static const double NAME_LINE = 14, SWATCH = 7, GUTTER_GAP = 6;

typedef struct {
    Plot plot;
    BandScale bands;
    double slot;  /* a bar with the air beside it */
    bool figures; /* have all of them room over their bars? */
} Grouped;

/* Three tones that differ in grey; the fourth is only outlined. */
static Colour group_fill(size_t group)
{
    const Colour fills[] = {COLOUR_ACCENT, COLOUR_ACCENT_LIGHT, COLOUR_GREY, COLOUR_PAPER};
    return fills[group % (sizeof fills / sizeof *fills)];
}

static double names_pack(const Chart *chart, const Fonts *fonts, double width, double top,
                         Sheet *sheet);

ChartHeight grouped_height(const Chart *chart, const Fonts *fonts, double width)
{
    double frame = axis_periods_height(chart) + axis_unit_height(chart) + 14 +
                   names_pack(chart, fonts, width, 0, NULL);
    return (ChartHeight){frame + 60, frame + 92};
}

static void bar_draw(Sheet *sheet, Box box, size_t group, bool preliminary)
{
    Colour outline = group % 4 >= 2 ? COLOUR_MUTED : COLOUR_ACCENT;
    sheet_fill(sheet, box, preliminary ? COLOUR_PAPER : group_fill(group));
    sheet_outline(sheet, box, outline, 0.8, preliminary ? 2 : 0);
}

/* Places the names from left to right on as many lines as they need and returns the height
 * of those; draws them below `top` when there is a sheet. */
static double names_pack(const Chart *chart, const Fonts *fonts, double width, double top,
                         Sheet *sheet)
{
    double x = 0, height = NAME_LINE;
    for (size_t s = 0; s < chart->series_count; s++) {
        Str name = chart->series[s].name;
        if (sheet)
            name = text_fit(sheet, style_group, name, width - SWATCH - 4);
        double wide =
            SWATCH + 4 + font_width(fonts, style_group.face, style_group.size_pt, name);
        if (x > 0 && x + wide > width) {
            x = 0;
            height += NAME_LINE;
        }
        if (sheet) {
            double baseline = top - height + 4.5;
            bar_draw(sheet, (Box){x + 0.5, baseline - 0.5, x + SWATCH, baseline + 6.5}, s,
                     false);
            sheet_text(sheet, style_group, x + SWATCH + 4, baseline, ANCHOR_START, name);
        }
        x += wide + 14;
    }
    return height;
}

static double bar_left(const Grouped *grouped, size_t period, size_t group)
{
    double count = (double)grouped->plot.chart->series_count;
    return band_centre(&grouped->bands, period) +
           ((double)group - count / 2) * grouped->slot;
}

static Box bar_box(const Grouped *grouped, size_t period, size_t group, double value)
{
    double left = bar_left(grouped, period, group), zero = plot_y(&grouped->plot, 0),
           end = plot_y(&grouped->plot, value), gap = fmin(BAR_GAP, grouped->slot / 4);
    return (Box){left + gap / 2, fmin(zero, end), left + grouped->slot - gap / 2,
                 fmax(zero, end)};
}

static bool figures_fit(const Grouped *grouped)
{
    const Chart *chart = grouped->plot.chart;
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->point_count; i++) {
            const ChartPoint *point = &chart->series[s].points[i];
            if (point->known &&
                text_width(grouped->plot.sheet, style_figure, point->text) + 1 >
                    grouped->slot)
                return false;
        }
    return true;
}

static bool goal_meets(const Plot *plot, Box box)
{
    double y = plot_y(plot, plot->chart->goal);
    return plot->chart->has_goal && y > box.bottom && y < box.top;
}

static void figure_draw(const Grouped *grouped, Box bar, Str text)
{
    Sheet *sheet = grouped->plot.sheet;
    double x = (bar.left + bar.right) / 2;
    Box box = text_box(sheet, style_figure, x, bar.top + 3.2, ANCHOR_MIDDLE, text);
    if (!sheet_free(sheet, box))
        return; /* as when bars are next to none: the axis tells */
    if (goal_meets(&grouped->plot, box))
        sheet_fill(sheet, box, COLOUR_PAPER);
    sheet_text(sheet, style_figure, x, bar.top + 3.2, ANCHOR_MIDDLE, text);
}

/* What is not known, in words, where the bar would be: lying if that fits, else upright. */
static void word_draw(const Grouped *grouped, double x, double room, Str word)
{
    Sheet *sheet = grouped->plot.sheet;
    TextStyle style = style_unknown(word);
    double y = plot_y(&grouped->plot, 0) + 4;
    Box flat = text_box(sheet, style, x, y, ANCHOR_MIDDLE, word);
    Box upright = text_box_upright(sheet, style, x, y, word);
    bool lying = flat.right - flat.left <= room && sheet_free(sheet, flat);
    Box box = lying ? flat : upright;
    if (!sheet_free(sheet, box))
        return;
    if (goal_meets(&grouped->plot, box))
        sheet_fill(sheet, box, COLOUR_PAPER);
    if (lying)
        sheet_text(sheet, style, x, y, ANCHOR_MIDDLE, word);
    else
        sheet_text_upright(sheet, style, x, y, word);
}

static bool unknown_alike(const Chart *chart, size_t period)
{
    const ChartPoint *first = &chart->series[0].points[period];
    for (size_t s = 0; s < chart->series_count; s++) {
        const ChartPoint *point = &chart->series[s].points[period];
        if (point->known || !str_equal(point->text, first->text))
            return false;
    }
    return true;
}

static void period_draw(const Grouped *grouped, size_t period)
{
    const Chart *chart = grouped->plot.chart;
    if (unknown_alike(chart, period)) {
        word_draw(grouped, band_centre(&grouped->bands, period),
                  band_width(&grouped->bands) - 3, chart->series[0].points[period].text);
        return;
    }
    for (size_t s = 0; s < chart->series_count; s++) {
        const ChartPoint *point = &chart->series[s].points[period];
        Box box = bar_box(grouped, period, s, point->known ? point->value : 0);
        if (!point->known)
            word_draw(grouped, (box.left + box.right) / 2, grouped->slot, point->text);
        else if (grouped->figures || point->value == 0)
            figure_draw(grouped, box, point->text);
    }
}

static void bars_draw_all(const Grouped *grouped)
{
    const Chart *chart = grouped->plot.chart;
    for (size_t i = 0; i < chart->point_count; i++)
        for (size_t s = 0; s < chart->series_count; s++) {
            const ChartPoint *point = &chart->series[s].points[i];
            if (point->known && point->value != 0)
                bar_draw(grouped->plot.sheet, bar_box(grouped, i, s, point->value), s,
                         point->preliminary);
        }
}

static void goal_draw(const Plot *plot, Str label)
{
    double y = plot_y(plot, plot->chart->goal);
    sheet_line(plot->sheet, plot->left, y, plot->right, y, COLOUR_GOAL, 1.1, 4);
    /* A goal near zero is named above the periods' labels. */
    Box box = text_box(plot->sheet, style_goal, 0, 0, ANCHOR_START, label);
    double baseline =
        fmax(text_baseline_at(plot->sheet, style_goal, y), plot->bottom - box.bottom);
    sheet_text(plot->sheet, style_goal, plot->right + GUTTER_GAP, baseline, ANCHOR_START,
               label);
}

void grouped_draw(const Chart *chart, Sheet *sheet)
{
    const Fonts *fonts = sheet->canvas->fonts;
    double names = names_pack(chart, fonts, sheet->width, sheet->height, sheet);
    Str goal = STR("");
    if (chart->has_goal)
        goal = text_fit(sheet, style_goal, chart->goal_label, sheet->width * 0.3);
    double gutter = goal.len > 0 ? GUTTER_GAP + text_width(sheet, style_goal, goal) : 1;
    Grouped grouped = {
        .plot = plot_make(chart, sheet, names + fmax(14, axis_unit_height(chart)), gutter)};
    const Plot *plot = &grouped.plot;
    grouped.bands = (BandScale){plot->left, plot->right, chart->point_count};
    grouped.slot = fmin(SLOT_MOST, band_width(&grouped.bands) * BAND_SHARE /
                                       (double)chart->series_count);
    grouped.figures = figures_fit(&grouped);
    axis_values_draw(plot);
    double *places = ARENA_ARRAY(sheet->arena, chart->point_count, double);
    for (size_t i = 0; i < chart->point_count; i++)
        places[i] = band_centre(&grouped.bands, i);
    axis_periods_draw(plot, places);
    bars_draw_all(&grouped);
    double zero = plot_y(plot, 0);
    sheet_line(sheet, plot->left, zero, plot->right, zero, COLOUR_INK, 0.8, 0);
    if (chart->has_goal)
        goal_draw(plot, goal);
    for (size_t i = 0; i < chart->point_count; i++)
        period_draw(&grouped, i);
}
