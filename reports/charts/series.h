/* series.h: a series as a line over periods: what charts with periods along them share. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CHARTS_SERIES_H
#define SAMSYN_CHARTS_SERIES_H

#include "reports/charts/axis.h"

/* Where the periods stand: the first and last a little inside, so that their labels have
 * room. */
const double *series_places(const Plot *plot);
/* A line through what is known; what is not breaks it. */
void series_line(const Plot *plot, const double *places, const ChartPoint *points,
                 Colour colour, double width);
/* Does the line, or a mark of `room` around its points, pass through the box? */
bool series_meets(const Plot *plot, const double *places, const ChartPoint *points,
                  double room, Box box);

/* What is left free over the plot: the unit's line, or that of the turn. */
double series_above(const Chart *chart);
/* Where the unit came to be (chart->turn): a thin line, its word over the plot beside the
 * axis' unit. */
void turn_draw(const Plot *plot, const double *places);
bool turn_meets(const Plot *plot, const double *places, Box box);

/* The words for what is not known, each where it would have been. */
typedef struct {
    const Plot *plot;
    const double *places;
    const ChartPoint *points;
    /* Does what is drawn pass through the box? `others`: what a word may stand upon when
     * there is no free place, as on a compared line; else what it never may. */
    bool (*meets)(const void *owner, Box box, bool others);
    const void *owner;
} Gaps;

void gaps_draw(const Gaps *gaps);

#endif
