/* chart_units.h: what charts of units share: the options units and table, the words
 * for them, and the table that says a chart's numbers.
 *
 * owns   everything in the report's arena
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_CHART_UNITS_H
#define SAMSYN_TEMPLATE_CHART_UNITS_H

#include "reports/template/span.h"

/* The units of the option's type that are there in the report's last month, in alphabetical
 * order; of a network's report only its own. Without the option those of `otherwise`, or
 * the report's own unit when that is empty. */
bool chart_units(const Build *build, const Fence *fence, Str otherwise, FactUnit **units,
                 size_t *count, Error *error);
/* A number that is not a figure, as the indicator's own are printed: "2,1", "83 %". */
Str measure_text(const Build *build, const FactIndicator *indicator, double value);
/* As it is drawn: 83 for a share of 0.83. */
double measure_drawn(const FactIndicator *indicator, double value);
ChartPoint figure_point(const Build *build, const FactIndicator *indicator,
                        const Figure *figure);

/* "1,2–3,4"; "−1 till 2" where a dash would be taken for a minus. */
Str interval_said(const Build *build, Str low, Str high);

/* "A, B och C" of names added one at a time. */
typedef struct {
    Str *items;
    size_t count, capacity;
} NameList;
void name_add(const Build *build, NameList *names, Str name);
Str names_said(const Build *build, const NameList *names);
/* "Utan punkt: Farsta och Bromma (saknas), Älvsjö (..)": who has no place in a drawing, and
 * why, in `word`; empty when all have. */
Str undrawn_said(const Build *build, Word word, const Str *names, const ChartPoint *points,
                 size_t count);
void sentence_add(Text *text, Str sentence); /* with a space between */

typedef struct {
    const Build *build;
    TableColumn *columns;
    size_t column_count, column_capacity;
    TableCell *cells;
    size_t cell_count, cell_capacity;
    Signs signs;
    bool sum_row; /* the last row is a total */
    Str note;     /* before what the signs mean; may be empty */
} Numbers;

void numbers_column(Numbers *numbers, Str heading, TableColumnKind kind);
void numbers_cell(Numbers *numbers, TableCell cell);
/* "1,2–3,4", or a dash. */
void numbers_interval(Numbers *numbers, bool known, Str low, Str high);
/* Right below, or kept for the block `numbers` (the option `table`). */
void numbers_add(Build *build, const Fence *fence, Numbers *numbers, Str caption);

/* Of a chart that may have no others than these beside kind and height: told with
 * its place. */
bool chart_options_check(const Names *names, const Fence *fence, const Str *allowed,
                         size_t count, Error *error);

#endif
