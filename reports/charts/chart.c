/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/charts/chart.h"

#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/kinds.h"

static const struct {
    ChartHeight (*height)(const Chart *chart, const Fonts *fonts, double width);
    void (*draw)(const Chart *chart, Sheet *sheet);
} chart_kinds[] = {
    [CHART_MONTHS] = {months_height, months_draw},
    [CHART_BARS] = {bars_height, bars_draw},
    [CHART_GROUPED_BARS] = {grouped_height, grouped_draw},
    [CHART_BEFORE_AFTER] = {before_after_height, before_after_draw},
    [CHART_BULLET] = {bullet_height, bullet_draw},
    [CHART_DISTRIBUTION] = {distribution_height, distribution_draw},
    [CHART_CONTROL] = {control_height, control_draw},
    [CHART_INTERVALS] = {intervals_height, intervals_draw},
    [CHART_MULTIPLES] = {multiples_height, multiples_draw},
    [CHART_FUNNEL] = {funnel_height, funnel_draw},
};

double chart_height(const Chart *chart, const Fonts *fonts, double width)
{
    ChartHeight height = chart_kinds[chart->kind].height(chart, fonts, width);
    return fmax(height.least, chart->height_pt > 0 ? chart->height_pt : height.usual);
}

void chart_draw(Arena *arena, const Chart *chart, Canvas *canvas, double width,
                double height)
{
    Sheet sheet = {.arena = arena, .canvas = canvas, .width = width, .height = height};
    if (chart->point_count > 0 && chart->series_count > 0)
        chart_kinds[chart->kind].draw(chart, &sheet);
}

Colour tone_colour(Tone tone)
{
    switch (tone) {
    case TONE_INK:
        return COLOUR_INK;
    case TONE_MUTED:
        return COLOUR_MUTED;
    case TONE_ALERT:
        return COLOUR_ALERT;
    case TONE_GOAL:
        return COLOUR_GOAL;
    case TONE_ACCENT:
        return COLOUR_ACCENT;
    }
    return COLOUR_INK;
}
