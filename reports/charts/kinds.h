/* kinds.h: the kinds of chart, one file each; a new one is a file and a row in chart.c.
 *
 * unit   pt; a height is the least that the kind's texts need, or what it wants
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CHARTS_KINDS_H
#define SAMSYN_CHARTS_KINDS_H

#include "reports/charts/sheet.h"

typedef struct {
    double least, usual;
} ChartHeight;

ChartHeight months_height(const Chart *chart, const Fonts *fonts, double width);
void months_draw(const Chart *chart, Sheet *sheet);
ChartHeight bars_height(const Chart *chart, const Fonts *fonts, double width);
void bars_draw(const Chart *chart, Sheet *sheet);
ChartHeight grouped_height(const Chart *chart, const Fonts *fonts, double width);
void grouped_draw(const Chart *chart, Sheet *sheet);
ChartHeight funnel_height(const Chart *chart, const Fonts *fonts, double width);
void funnel_draw(const Chart *chart, Sheet *sheet);
ChartHeight bullet_height(const Chart *chart, const Fonts *fonts, double width);
void bullet_draw(const Chart *chart, Sheet *sheet);
ChartHeight before_after_height(const Chart *chart, const Fonts *fonts, double width);
void before_after_draw(const Chart *chart, Sheet *sheet);
ChartHeight distribution_height(const Chart *chart, const Fonts *fonts, double width);
void distribution_draw(const Chart *chart, Sheet *sheet);
ChartHeight control_height(const Chart *chart, const Fonts *fonts, double width);
void control_draw(const Chart *chart, Sheet *sheet);
ChartHeight intervals_height(const Chart *chart, const Fonts *fonts, double width);
void intervals_draw(const Chart *chart, Sheet *sheet);
ChartHeight multiples_height(const Chart *chart, const Fonts *fonts, double width);
void multiples_draw(const Chart *chart, Sheet *sheet);

#endif
