/* SPDX-License-Identifier: EUPL-1.2 */
/* Blocks become strips, and strips fill pages from the top. Strips that keep together go to
 * the next page together; only what is taller than a page is broken where it must. */
#include "reports/layout/pages.h"

#include <assert.h>

#include "reports/document/theme.h"
#include "reports/layout/flow.h"
#include "reports/layout/strip.h"

/* The space above a block depends on what stands there. */
double block_before(const Block *block)
{
    static const double headings[] = {26, 24, 16};
    static const double paragraphs[] = {8, 3, 5};
    static const double lists[] = {6, 10, 6, 6};
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
 * table says what it shows, but one right below a chart is that chart's; and a paragraph
 * that ends with a colon announces. */
static bool block_announces(const Block *above, const Block *block, const Block *below)
{
    if (block->kind == BLOCK_CHART)
        return below->kind == BLOCK_PARAGRAPH && below->paragraph.style == PARAGRAPH_NOTE;
    if (block->kind != BLOCK_PARAGRAPH || !block->paragraph.line.count)
        return false;
    bool shows = below->kind == BLOCK_CHART || below->kind == BLOCK_TABLE ||
                 below->kind == BLOCK_COLUMNS;
    bool headed = above && above->kind == BLOCK_HEADING;
    if (headed && below->kind == BLOCK_HEADING) /* of all that the headings below share */
        return block->paragraph.style != PARAGRAPH_BODY;
    if (shows && block->paragraph.style != PARAGRAPH_BODY)
        return !(above && above->kind == BLOCK_CHART);
    const Line *line = &block->paragraph.line;
    bool colon = str_ends(str_trim(line->spans[line->count - 1].text), STR(":"));
    return colon && (shows || below->kind == BLOCK_LIST);
}

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

void blocks_layout(Layout *layout, const Block *blocks, size_t count, Frame frame,
                   size_t *starts)
{
    const Block *above = NULL;
    for (size_t i = 0; i < count; i++) {
        const Block *block = &blocks[i];
        size_t first = layout->strip_count;
        if (starts)
            starts[i] = first;
        Frame own = frame;
        own.before = above ? layout->air * space_between(above, block) : frame.before;
        block_layout(layout, block, own);
        if (layout->strip_count == first)
            continue; /* it says nothing */
        if (i + 1 < count && block_announces(above, block, &blocks[i + 1]))
            layout->strips[layout->strip_count - 1].keep = true;
        above = block;
    }
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
    Layout layout = {.arena = arena, .fonts = fonts, .air = 1};
    layout.strip_capacity = extent.rows + 2 * extent.others + 64;
    layout.item_capacity = extent.cells + extent.rows + 3 * extent.others + 128;
    layout.strips = ARENA_ARRAY(arena, layout.strip_capacity, Strip);
    layout.items = ARENA_ARRAY(arena, layout.item_capacity, Placed);
    layout.tags = tags_begin(arena, extent.cells + extent.rows + 3 * extent.others + 32);
    return layout;
}

/* What can be saved was measured: about a sixth of a page at the first step, up to two
 * fifths at the second. */
enum { AIR_STEPS = 2 };
static const double airs[AIR_STEPS] = {0.8, 0.55}, air_saves[AIR_STEPS] = {0.16, 0.4};

/* A layout from before some blocks, to which it can go back. */
typedef struct {
    Layout layout;
    ArenaMark mark;
} Start;

static void start_again(Layout *layout, const Start *start)
{
    *layout = start->layout;
    arena_rewind(layout->arena, start->mark);
}

/* Lays out blocks anew, drawn together step by step, until they take `pages` pages. */
static bool blocks_draw_together(Layout *layout, const Start *start, const Block *blocks,
                                 size_t count, Frame body, double missing, size_t pages)
{
    for (size_t i = 0; i < AIR_STEPS; i++) {
        if (missing > air_saves[i])
            continue;
        start_again(layout, start);
        layout->air = airs[i];
        blocks_layout(layout, blocks, count, body, NULL);
        layout->air = 1;
        if (flow_measure(layout, start->layout.strip_count).pages <= pages)
            return true;
    }
    return false;
}

/* The block whose strips begin at or before this one. */
static size_t block_of_strip(const size_t *starts, size_t count, size_t strip)
{
    size_t block = count - 1;
    while (block > 0 && starts[block] > strip)
        block--;
    return block;
}

/* Blocks from the top of a page on, drawn together where that saves a page with little on
 * it; else as they are, and false. */
static bool page_saved(Layout *layout, const Start *start, const Block *blocks,
                       size_t count, Frame body, size_t *starts, FlowExtent *wide)
{
    size_t first = layout->strip_count;
    blocks_layout(layout, blocks, count, body, starts);
    *wide = flow_measure(layout, first);
    if (wide->pages < 2 || blocks_draw_together(layout, start, blocks, count, body,
                                                wide->last_filled, wide->pages - 1))
        return true;
    start_again(layout, start);
    blocks_layout(layout, blocks, count, body, starts);
    return false;
}

/* The blocks between two page breaks. They are drawn together where that saves a page with
 * little on it, or where the first page would else end early: one full page is read before
 * two half ones. */
static void section_layout(Layout *layout, const Block *blocks, size_t count, Frame body)
{
    const double wasted = BODY_HEIGHT_PT / 10;
    size_t *starts = ARENA_ARRAY(layout->arena, count, size_t);
    const Start start = {*layout, arena_mark(layout->arena)};
    FlowExtent wide;
    if (page_saved(layout, &start, blocks, count, body, starts, &wide))
        return;
    if (wide.left > wasted) {
        size_t next = block_of_strip(starts, count, wide.next_last) + 1;
        if (blocks_draw_together(layout, &start, blocks, next, body,
                                 wide.missing / BODY_HEIGHT_PT, 1)) {
            Frame rest = body;
            if (next == count)
                return;
            rest.before = space_between(&blocks[next - 1], &blocks[next]);
            const Start below = {*layout, arena_mark(layout->arena)};
            page_saved(layout, &below, blocks + next, count - next, rest, NULL, &wide);
            return;
        }
        start_again(layout, &start);
        blocks_layout(layout, blocks, count, body, NULL);
    }
}

static void sections_layout(Layout *layout, const Document *document, Frame body)
{
    size_t first = 0;
    for (size_t i = 0; i < document->count; i++) {
        if (document->blocks[i].kind != BLOCK_PAGE_BREAK)
            continue;
        section_layout(layout, document->blocks + first, i - first, body);
        strip_add(layout, 0, 0)->page_break = true;
        first = i + 1;
    }
    if (first < document->count)
        section_layout(layout, document->blocks + first, document->count - first, body);
}

bool pages_layout(Arena *arena, const Document *document, const Fonts *fonts, Pages *pages,
                  Error *error)
{
    Extent extent = blocks_extent(document->blocks, document->count);
    Layout layout = layout_open(arena, fonts, extent);
    layout.language = document->language;
    Frame body = {PAGE_MARGIN_PT, PAGE_WIDTH_PT - 2 * PAGE_MARGIN_PT, 0};
    sections_layout(&layout, document, body);
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
