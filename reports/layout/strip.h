/* strip.h: what stands between blocks and pages: strips, the horizontal slices that a page
 * is filled with from the top. A page ends only between two strips.
 *
 * unit  pt; x on the page, y from the strip's top, negative downwards
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_STRIP_H
#define SAMSYN_LAYOUT_STRIP_H

#include "reports/layout/lines.h"
#include "reports/layout/pages.h"
#include "reports/layout/tags.h"

#define PAGE_WIDTH_PT 595.28
#define PAGE_HEIGHT_PT 841.89
#define PAGE_MARGIN_PT 48.0
#define BODY_TOP_PT (PAGE_HEIGHT_PT - 55.0)
#define BODY_BOTTOM_PT 46.0
#define BODY_HEIGHT_PT (BODY_TOP_PT - BODY_BOTTOM_PT)
/* The most of what cannot be split: a heading and a note still stand above it. */
#define WHOLE_MOST_PT (BODY_HEIGHT_PT - 120.0)
#define PANEL_PADDING_PT 8.0

typedef struct {
    double height, before; /* `before` falls away at the top of a page */
    bool keep;             /* on the same page as the next strip */
    bool panel;            /* on a background that runs through its neighbours */
    bool page_break;       /* an empty strip that ends the page */
    size_t first, count;   /* of the items */
    size_t repeat_first, repeat_count; /* strips shown again when a page begins with it */
    size_t cells;                      /* table cells that are complete with it */
    double top;                        /* among stacked strips */
} Strip;

typedef struct {
    int level;
    Str title;
    size_t strip;
    double y; /* from the strip's top */
} Bookmark;

typedef struct {
    Arena *arena;
    const Fonts *fonts;
    Str language; /* the document's */
    double air;   /* 1, or less where blocks are drawn together to save a page */
    Tags tags;
    Strip *strips;
    size_t strip_count, strip_capacity;
    Placed *items;
    size_t item_count, item_capacity;
    Bookmark *bookmarks;
    size_t bookmark_count, bookmark_capacity;
} Layout;

/* Where a block stands: from x, so wide; `before` the space above it. */
typedef struct {
    double x, width, before;
} Frame;

typedef struct {
    FaceId face;
    double size, leading;
    Colour colour;
} TextStyle;

/* The new strip takes the items that are added from now on; the pointer holds until the
 * next one is added. */
Strip *strip_add(Layout *layout, double height, double before);
void item_add(Layout *layout, Placed item);
void rule_add(Layout *layout, double x, double y, double width, double thickness,
              Colour colour);
void symbol_add(Layout *layout, Symbol symbol, double x, double y, double size,
                Colour colour);
/* The base line of text in a line that begins at the strip's top. */
double style_baseline(const Layout *layout, TextStyle style);
/* The fragments of one line; `tags` by span, `x` the text's left edge, `y` the base line.
 */
void line_add(Layout *layout, Line line, TextLine broken, TextStyle style,
              const uint32_t *tags, double x, double y);
/* Has it anything but spaces? */
bool line_says(Line line);
/* A paragraph's lines, a strip each, with no widow or orphan. Returns how many. `sign`,
 * when there is one, stands in the first. */
size_t text_add_lines(Layout *layout, Line line, TextStyle style, const uint32_t *tags,
                      Frame frame, const Placed *sign);
/* Keeps the last `count` strips from each other's pages where a page may not end. */
void strips_keep_ends(Layout *layout, size_t count);

/* The space above a block that follows another. */
double block_before(const Block *block);
/* Blocks from the top of a page or column; `starts`, unless NULL, is told each block's
 * first strip. */
void blocks_layout(Layout *layout, const Block *blocks, size_t count, Frame frame,
                   size_t *starts);
void columns_layout(Layout *layout, const Block *block, Frame frame);
void heading_layout(Layout *layout, const Block *block, Frame frame);
void paragraph_layout(Layout *layout, const Block *block, Frame frame);
void list_layout(Layout *layout, const Block *block, Frame frame);
void table_layout(Layout *layout, const Table *table, Frame frame);
void chart_layout(Layout *layout, const Chart *chart, Frame frame);

#endif
