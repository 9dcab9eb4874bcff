/* SPDX-License-Identifier: EUPL-1.2 */
/* Two columns of blocks: each is laid out as a page would be, stacked, and both become one
 * strip. */
#include "reports/layout/flow.h"
#include "reports/layout/strip.h"

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
void columns_layout(Layout *layout, const Block *block, Frame frame)
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
        frame.before = block->columns.right_count
                           ? layout->air * block_before(&block->columns.right[0])
                           : frame.before;
    blocks_layout(layout, block->columns.right, block->columns.right_count, frame, NULL);
}
