/* flow.h: strips filled into pages, with the furniture that stands on each. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_FLOW_H
#define SAMSYN_LAYOUT_FLOW_H

#include "reports/layout/strip.h"

/* What was placed, to be held against what went in. */
typedef struct {
    size_t cells, items; /* repeated headings and furniture not counted */
} FlowCount;

Placed panel_item(double x, double y, double width, double height);
/* Fills pages, count and outline; figures' boxes are written into the tags. */
FlowCount flow_pages(Layout *layout, const Document *document, Pages *pages);

/* What strips from `first` on would fill, beginning with a new page. */
typedef struct {
    size_t pages;
    double last_filled; /* how much of the last page, 0..1 */
    /* Where the first page ends before its bottom: the strips that should have come next,
     * the room that was left (0: none) and what was missing. */
    size_t next_first, next_last;
    double left, missing;
} FlowExtent;

FlowExtent flow_measure(Layout *layout, size_t first);

#endif
