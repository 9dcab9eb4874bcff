/* axis.h: the frame of a chart with periods along it and values up it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CHARTS_AXIS_H
#define SAMSYN_CHARTS_AXIS_H

#include "reports/charts/scale.h"
#include "reports/charts/sheet.h"

typedef struct {
    Sheet *sheet;
    const Chart *chart;
    Ticks ticks;
    double left, right, bottom, top; /* of the plot inside the labels */
    double ceiling;                  /* how high labels beside it may stand */
} Plot;

/* The plot between margins: `above` is left free over it, `gutter` to its right. */
Plot plot_make(const Chart *chart, Sheet *sheet, double above, double gutter);
double plot_y(const Plot *plot, double value);

Str axis_tick(const Plot *plot, size_t index);  /* "15", "1 200", "40 %" */
double axis_periods_height(const Chart *chart); /* what stands below the base line */
double axis_unit_height(const Chart *chart);    /* the line above the plot, if any */

/* Hairlines and their figures; the base line; the unit above the figures. */
void axis_values_draw(const Plot *plot);
/* Period labels under their `places` (as many as have room, the last always), and under
 * them the years, each from where it begins. */
void axis_periods_draw(const Plot *plot, const double *places);

#endif
