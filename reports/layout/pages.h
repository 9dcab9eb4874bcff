/* pages.h: blocks laid out on pages, as a value that is drawn afterwards.
 *
 * unit   pt; the origin is the page's lower left corner
 * owns   lives in the report's arena, with the blocks it points to
 * fails  ERROR_BUG when something could not be placed: rows and cells in are counted
 * against rows and cells out, nothing is ever lost
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_PAGES_H
#define SAMSYN_LAYOUT_PAGES_H

#include "reports/canvas/canvas.h"
#include "reports/document/block.h"

typedef enum {
    PLACED_TEXT,
    PLACED_RULE,   /* a line from x, y to x + width, y + height; size is its thickness */
    PLACED_PANEL,  /* a filled rectangle */
    PLACED_SYMBOL, /* centred at x, y */
    PLACED_CHART,
    PLACED_SPARKLINE,
    PLACED_LINK /* an area */
} PlacedKind;

typedef struct {
    PlacedKind kind;
    bool artifact; /* else it is content of `tag` */
    ArtifactKind artifact_kind;
    uint32_t tag;
    double x, y, width, height, size;
    FaceId face;
    Colour colour;
    Str text; /* text; or a link's address */
    Symbol symbol;
    const Chart *chart;
    const Sparkline *sparkline;
} Placed;

typedef struct {
    double width, height;
    const Placed *items; /* in the order they are drawn */
    size_t count;
} Page;

typedef struct {
    int level;
    Str title;
    size_t page; /* 0-based */
    double y;
} OutlineEntry;

typedef struct {
    const Page *pages;
    size_t count;
    TagTree tree;
    const OutlineEntry *outline;
    size_t outline_count;
} Pages;

bool pages_layout(Arena *arena, const Document *document, const Fonts *fonts, Pages *pages,
                  Error *error);

#endif
