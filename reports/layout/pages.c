/* SPDX-License-Identifier: EUPL-1.2 */
/* Blocks become strips, and strips fill pages from the top. Strips that keep together go to
 * the next page together; only what is taller than a page is broken where it must. */
#include "reports/layout/pages.h"

#include <assert.h>

#include "reports/canvas/palette.h"
#include "reports/layout/flow.h"
#include "reports/layout/strip.h"

/* The space above a block depends on what stands there. */
static double block_before(const Block *block)
{
    static const double headings[] = {26, 24, 16};
    static const double paragraphs[] = {8, 3, 5};
    static const double lists[] = {6, 10, 6};
    switch (block->kind) {
    case BLOCK_HEADING:
        return headings[block->heading.level < 2 ? 0 : block->heading.level == 2 ? 1 : 2];
    case BLOCK_PARAGRAPH:
        return paragraphs[block->paragraph.style];
    case BLOCK_LIST:
        return lists[block->list.style];
    case BLOCK_TABLE:
        return 12;
    case BLOCK_CHART:
        return 10;
    case BLOCK_COLUMNS:
        return 20;
    case BLOCK_PAGE_BREAK:
        break;
    }
    return 0;
}

static double block_after_heading(const Block *block, int level)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        return 8;
    case BLOCK_PARAGRAPH:
        return block->paragraph.style == PARAGRAPH_BODY ? 4 : 2;
    case BLOCK_LIST:
        return block->list.style == LIST_HIGHLIGHTS ? 8 : 4;
    case BLOCK_TABLE:
        return str_trim(block->table.caption).len ? 2 : 7;
    case BLOCK_CHART:
        return 6;
    case BLOCK_COLUMNS:
        return level == 1 ? 14 : 8;
    case BLOCK_PAGE_BREAK:
        break;
    }
    return 0;
}

static double space_between(const Block *above, const Block *below)
{
    if (!above || above->kind == BLOCK_PAGE_BREAK)
        return 0;
    if (above->kind == BLOCK_HEADING)
        return block_after_heading(below, above->heading.level);
    double space = block_before(below);
    bool lead = above->kind == BLOCK_PARAGRAPH && above->paragraph.style != PARAGRAPH_BODY;
    if (lead && below->kind == BLOCK_CHART)
        return 6;
    bool boxed = above->kind == BLOCK_TABLE || above->kind == BLOCK_CHART ||
                 (above->kind == BLOCK_LIST && above->list.style == LIST_HIGHLIGHTS);
    if (boxed && below->kind == BLOCK_PARAGRAPH && below->paragraph.style == PARAGRAPH_BODY)
        return 12;
    return space;
}

/* Does this block belong on the page of the one below? A lead or note above a chart or
 * table says what it shows, and a paragraph that ends with a colon announces. */
static bool block_announces(const Block *block, const Block *below)
{
    if (block->kind == BLOCK_CHART)
        return below->kind == BLOCK_PARAGRAPH && below->paragraph.style == PARAGRAPH_NOTE;
    if (block->kind != BLOCK_PARAGRAPH || !block->paragraph.line.count)
        return false;
    bool shows = below->kind == BLOCK_CHART || below->kind == BLOCK_TABLE ||
                 below->kind == BLOCK_COLUMNS;
    if (shows && block->paragraph.style != PARAGRAPH_BODY)
        return true;
    const Line *line = &block->paragraph.line;
    bool colon = str_ends(str_trim(line->spans[line->count - 1].text), STR(":"));
    return colon && (shows || below->kind == BLOCK_LIST);
}

static void columns_layout(Layout *layout, const Block *block, Frame frame);

static void block_layout(Layout *layout, const Block *block, Frame frame)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        heading_layout(layout, block, frame);
        break;
    case BLOCK_PARAGRAPH:
        paragraph_layout(layout, block, frame);
        break;
    case BLOCK_LIST:
        list_layout(layout, block, frame);
        break;
    case BLOCK_TABLE:
        table_layout(layout, &block->table, frame);
        break;
    case BLOCK_CHART:
        chart_layout(layout, &block->chart, frame);
        break;
    case BLOCK_COLUMNS:
        columns_layout(layout, block, frame);
        break;
    case BLOCK_PAGE_BREAK:
        strip_add(layout, 0, 0)->page_break = true;
        break;
    }
}

/* `starts`, unless NULL, is told each block's first strip. */
static void blocks_layout(Layout *layout, const Block *blocks, size_t count, Frame frame,
                          size_t *starts)
{
    const Block *above = NULL;
    for (size_t i = 0; i < count; i++) {
        const Block *block = &blocks[i];
        size_t first = layout->strip_count;
        if (starts)
            starts[i] = first;
        Frame own = frame;
        own.before = above ? space_between(above, block) : frame.before;
        block_layout(layout, block, own);
        if (layout->strip_count == first)
            continue; /* it says nothing */
        if (i + 1 < count && block_announces(block, &blocks[i + 1]))
            layout->strips[layout->strip_count - 1].keep = true;
        above = block;
    }
}

/* The space above a strip in a stack that begins with `first`, and below its last one. */
static double stack_above(const Layout *layout, size_t first, size_t i)
{
    const Strip *strip = &layout->strips[i];
    bool panel_begins = strip->panel && (i == first || !strip[-1].panel);
    return (i == first ? 0 : strip->before) + (panel_begins ? PANEL_PADDING_PT : 0);
}

static double stack_below(const Layout *layout, size_t end, size_t i)
{
    const Strip *strip = &layout->strips[i];
    return strip->panel && (i + 1 == end || !strip[1].panel) ? PANEL_PADDING_PT : 0;
}

/* Stacks strips first..end from the top; returns the height. */
static double strips_stack(Layout *layout, size_t first, size_t end)
{
    double y = 0;
    size_t mark = 0;
    while (mark < layout->bookmark_count && layout->bookmarks[mark].strip < first)
        mark++;
    for (size_t i = first; i < end; i++) {
        Strip *strip = &layout->strips[i];
        y -= stack_above(layout, first, i);
        for (size_t k = 0; k < strip->count; k++)
            layout->items[strip->first + k].y += y;
        for (; mark < layout->bookmark_count && layout->bookmarks[mark].strip == i; mark++)
            layout->bookmarks[mark].y += y;
        strip->top = y;
        y -= strip->height + stack_below(layout, end, i);
    }
    return -y;
}

/* How far below the stack's top strip `to` begins. */
static double stack_depth(const Layout *layout, size_t first, size_t end, size_t to)
{
    double depth = 0;
    for (size_t i = first; i < to; i++)
        depth += stack_above(layout, first, i) + layout->strips[i].height +
                 stack_below(layout, end, i);
    return to < end ? depth + stack_above(layout, first, to) : depth;
}

/* As long as both columns hold the same kinds of blocks, these begin at the same height:
 * two charts stand level though one note is longer. */
static void columns_level(Layout *layout, const Block *block, const size_t *left,
                          const size_t *right, size_t middle, size_t end)
{
    for (size_t i = 1; i < block->columns.left_count && i < block->columns.right_count;
         i++) {
        if (block->columns.left[i - 1].kind != block->columns.right[i - 1].kind ||
            block->columns.left[i].kind != block->columns.right[i].kind)
            return;
        double lower = stack_depth(layout, left[0], middle, left[i]) -
                       stack_depth(layout, middle, end, right[i]);
        size_t higher = lower > 0 ? right[i] : left[i];
        if (higher < (lower > 0 ? end : middle) && higher > (lower > 0 ? middle : left[0]))
            layout->strips[higher].before += lower > 0 ? lower : -lower;
    }
}

/* The backgrounds of stacked strips, once they are one strip. */
static void panels_add(Layout *layout, const Strip *strips, size_t count, Frame frame)
{
    for (size_t i = 0; i < count; i++) {
        if (!strips[i].panel)
            continue;
        double top = strips[i].top + PANEL_PADDING_PT;
        while (i + 1 < count && strips[i + 1].panel)
            i++;
        double bottom = strips[i].top - strips[i].height - PANEL_PADDING_PT;
        item_add(layout, panel_item(frame.x, bottom, frame.width, top - bottom));
    }
}

/* Both columns become one strip, which no page can split. */
static void columns_join(Layout *layout, size_t first, size_t middle, Frame left,
                         Frame right)
{
    size_t end = layout->strip_count;
    double heights[] = {strips_stack(layout, first, middle),
                        strips_stack(layout, middle, end)};
    double height = heights[0] > heights[1] ? heights[0] : heights[1];
    size_t count = end - first;
    Strip *stacked = ARENA_ARRAY(layout->arena, count, Strip);
    size_t cells = 0;
    for (size_t i = 0; i < count; i++) {
        stacked[i] = layout->strips[first + i];
        cells += stacked[i].cells;
    }
    for (size_t i = 0; i < layout->bookmark_count; i++)
        if (layout->bookmarks[i].strip > first)
            layout->bookmarks[i].strip = first;
    layout->strip_count = first;
    Strip *joined = strip_add(layout, height, left.before);
    joined->first = stacked[0].first;
    joined->count = layout->item_count - joined->first;
    joined->cells = cells;
    panels_add(layout, stacked, middle - first, left);
    panels_add(layout, stacked + (middle - first), end - middle, right);
}

static bool strips_break_page(const Layout *layout, size_t first)
{
    for (size_t i = first; i < layout->strip_count; i++)
        if (layout->strips[i].page_break)
            return true;
    return false;
}

/* Columns that are taller than a page cannot stand side by side: then one follows the
 * other. */
static void columns_layout(Layout *layout, const Block *block, Frame frame)
{
    const double gutter = 24;
    Layout start = *layout;
    double width = (frame.width - gutter) / 2;
    Frame left = {frame.x, width, frame.before};
    Frame right = {frame.x + width + gutter, width, 0};
    size_t first = layout->strip_count;
    size_t *left_starts = ARENA_ARRAY(layout->arena, block->columns.left_count, size_t);
    size_t *right_starts = ARENA_ARRAY(layout->arena, block->columns.right_count, size_t);
    blocks_layout(layout, block->columns.left, block->columns.left_count, left,
                  left_starts);
    size_t middle = layout->strip_count;
    blocks_layout(layout, block->columns.right, block->columns.right_count, right,
                  right_starts);
    if (layout->strip_count == first)
        return;
    if (!strips_break_page(layout, first)) {
        columns_level(layout, block, left_starts, right_starts, middle,
                      layout->strip_count);
        columns_join(layout, first, middle, left, right);
        if (layout->strips[first].height <= WHOLE_MOST_PT)
            return;
    }
    *layout = start;
    blocks_layout(layout, block->columns.left, block->columns.left_count, frame, NULL);
    if (layout->strip_count > first)
        frame.before = block->columns.right_count ? block_before(&block->columns.right[0])
                                                  : frame.before;
    blocks_layout(layout, block->columns.right, block->columns.right_count, frame, NULL);
}

/* How much a document holds: the cells exactly, the rest about. */
typedef struct {
    size_t cells, rows, others;
} Extent;

static Extent blocks_extent(const Block *blocks, size_t count)
{
    Extent all = {.others = count};
    for (size_t i = 0; i < count; i++) {
        const Block *block = &blocks[i];
        if (block->kind == BLOCK_TABLE) {
            all.cells += block->table.row_count * block->table.column_count;
            all.rows += block->table.row_count + 1;
            all.others += block->table.column_count;
        }
        if (block->kind == BLOCK_LIST)
            all.others += 2 * block->list.count;
        if (block->kind != BLOCK_COLUMNS)
            continue;
        Extent left = blocks_extent(block->columns.left, block->columns.left_count);
        Extent right = blocks_extent(block->columns.right, block->columns.right_count);
        all.cells += left.cells + right.cells;
        all.rows += left.rows + right.rows;
        all.others += left.others + right.others;
    }
    return all;
}

/* Room for what will be needed: arrays that grow are memory touched twice. */
static Layout layout_open(Arena *arena, const Fonts *fonts, Extent extent)
{
    Layout layout = {.arena = arena, .fonts = fonts};
    layout.strip_capacity = extent.rows + 2 * extent.others + 64;
    layout.item_capacity = extent.cells + extent.rows + 3 * extent.others + 128;
    layout.strips = ARENA_ARRAY(arena, layout.strip_capacity, Strip);
    layout.items = ARENA_ARRAY(arena, layout.item_capacity, Placed);
    layout.tags = tags_begin(arena, extent.cells + extent.rows + 3 * extent.others + 32);
    return layout;
}

bool pages_layout(Arena *arena, const Document *document, const Fonts *fonts, Pages *pages,
                  Error *error)
{
    Extent extent = blocks_extent(document->blocks, document->count);
    Layout layout = layout_open(arena, fonts, extent);
    Frame body = {PAGE_MARGIN_PT, PAGE_WIDTH_PT - 2 * PAGE_MARGIN_PT, 0};
    blocks_layout(&layout, document->blocks, document->count, body, NULL);
    FlowCount placed = flow_pages(&layout, document, pages);
    if (placed.cells != extent.cells || placed.items != layout.item_count)
        return error_set(error, ERROR_BUG,
                         "layout of '%.*s' lost something: %zu of %zu cells and %zu of "
                         "%zu items stand on its pages",
                         STR_PRINT(document->title), placed.cells, extent.cells,
                         placed.items, layout.item_count);
    pages->tree = (TagTree){layout.tags.tags, layout.tags.count};
    return true;
}
