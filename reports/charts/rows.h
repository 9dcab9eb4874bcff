/* rows.h: a chart's rows: the names to their left, on one line or two, and their places. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CHARTS_ROWS_H
#define SAMSYN_CHARTS_ROWS_H

#include "reports/charts/sheet.h"

typedef struct {
    Str lines[2]; /* the second often empty */
} RowName;

/* In so much room; `two`: there is height for two lines. */
RowName row_name(const Sheet *sheet, Str text, double room, bool two);
double row_name_width(const Sheet *sheet, const RowName *name);
/* Ends at `right`, centred on y. */
void row_name_draw(Sheet *sheet, const RowName *name, double right, double y);

/* Where rows of these heights stand between top and bottom, stretched to fill the room:
 * the middle of each. */
const double *row_centres(Arena *arena, const double *heights, size_t count, double top,
                          double bottom);

#endif
