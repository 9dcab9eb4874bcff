/* chart.h: a chart's data drawn on a canvas.
 *
 * shape  fills a rectangle width x height with its lower left corner at the origin; the
 *        caller has moved there and marked the figure
 * unit   pt; a known value is in the unit its text is printed in (92 for "92 %")
 * owns   labels are made in `arena`, which must live until the canvas is closed
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CHARTS_CHART_H
#define SAMSYN_CHARTS_CHART_H

#include "reports/canvas/canvas.h"
#include "reports/document/block.h"

/* The height a chart wants at this width: its own when it says one, never less than its
 * texts need. chart_draw is to be called with at least that. */
double chart_height(const Chart *chart, const Fonts *fonts, double width);
void chart_draw(Arena *arena, const Chart *chart, Canvas *canvas, double width,
                double height);

/* A sparkline in a table cell, in the box (0, 0, width, height). */
void sparkline_draw(const Sparkline *sparkline, Canvas *canvas, double width,
                    double height);

/* The canvas colour of a tone. */
Colour tone_colour(Tone tone);

#endif
