/* ends.h: what stands to the right of a chart's lines, moved apart so that none of it
 * meets. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CHARTS_ENDS_H
#define SAMSYN_CHARTS_ENDS_H

#include "reports/charts/axis.h"

enum { END_LABELS_MOST = 8 };

typedef struct {
    TextStyle style;
    Str text;
    double weight, value; /* a heavier label moves less */
    size_t index;         /* the period where its line ends */
    double x, y;          /* where it ends, once ends_place() is through */
    bool edge;            /* its line goes on to the plot's edge */
} EndLabel;

typedef struct {
    EndLabel items[END_LABELS_MOST]; /* the most important first */
    size_t count;
} Ends;

extern const TextStyle style_last, style_goal;
extern const double last_dot_radius; /* of our own series' last dot */

void ends_add(Ends *ends, EndLabel end);            /* nothing when it says nothing */
double ends_gutter(Ends *ends, const Sheet *sheet); /* the width; longer texts are cut */
void ends_draw(Ends *ends, const Plot *plot, const double *places);

#endif
