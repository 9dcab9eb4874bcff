/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/layout/flow.h"

#include <string.h>

#include "reports/document/theme.h"
#include "reports/layout/furniture.h"

/* Where a strip stands. */
typedef struct {
    size_t strip;
    double y; /* of its top */
    bool repeated;
} Stand;

/* A page, until all pages are known: where its stands and panels end. */
typedef struct {
    size_t stand_end, panel_end;
} PageEnd;

typedef struct {
    Layout *layout;
    Stand *stands;
    size_t stand_count, stand_capacity;
    Placed *panels;
    size_t panel_count, panel_capacity;
    PageEnd *ends;
    size_t page_count, page_capacity;
    double y;      /* where the next strip begins */
    bool empty;    /* nothing stands on the page yet */
    bool in_panel; /* the last strip stands on the last panel, which is not finished */
    size_t repeated_items;
    OutlineEntry *outline;
    size_t bookmark; /* the next one */
    FlowCount placed;
    FlowExtent extent; /* of the first page's end */
} Flow;

Placed panel_item(double x, double y, double width, double height)
{
    return (Placed){.kind = PLACED_PANEL,
                    .artifact = true,
                    .artifact_kind = ARTIFACT_LAYOUT,
                    .x = x,
                    .y = y,
                    .width = width,
                    .height = height,
                    .colour = COLOUR_PANEL};
}

static void panel_end(Flow *flow)
{
    if (!flow->in_panel)
        return;
    Placed *panel = &flow->panels[flow->panel_count - 1];
    double top = panel->y;
    flow->y -= PANEL_PADDING_PT;
    panel->y = flow->y;
    panel->height = top - flow->y;
    flow->in_panel = false;
}

static void page_end(Flow *flow)
{
    panel_end(flow);
    flow->ends =
        ARENA_GROW(flow->layout->arena, flow->ends, flow->page_count, &flow->page_capacity);
    flow->ends[flow->page_count++] = (PageEnd){flow->stand_count, flow->panel_count};
    flow->y = BODY_TOP_PT;
    flow->empty = true;
}

static void stand_add(Flow *flow, size_t strip, bool repeated)
{
    flow->stands = ARENA_GROW(flow->layout->arena, flow->stands, flow->stand_count,
                              &flow->stand_capacity);
    flow->stands[flow->stand_count++] = (Stand){strip, flow->y, repeated};
    flow->y -= flow->layout->strips[strip].height;
    if (repeated)
        flow->repeated_items += flow->layout->strips[strip].count;
}

static void bookmarks_place(Flow *flow, size_t strip)
{
    const Layout *layout = flow->layout;
    for (; flow->bookmark < layout->bookmark_count &&
           layout->bookmarks[flow->bookmark].strip <= strip;
         flow->bookmark++) {
        const Bookmark *mark = &layout->bookmarks[flow->bookmark];
        flow->outline[flow->bookmark] =
            (OutlineEntry){mark->level, mark->title, flow->page_count, flow->y + mark->y};
    }
}

/* The height of the heading that is repeated when the page begins with this strip; 0: none,
 * also when it would take too much of every page. */
static double repeat_height(const Flow *flow, const Strip *strip)
{
    double height = 0;
    for (size_t i = 0; i < strip->repeat_count; i++)
        height += flow->layout->strips[strip->repeat_first + i].height;
    return height < BODY_HEIGHT_PT / 3 ? height : 0;
}

/* The space above a strip if it were placed now. */
static double strip_space(const Flow *flow, const Strip *strip, bool first_on_page,
                          bool after_panel)
{
    double space = first_on_page ? repeat_height(flow, strip) : strip->before;
    if (strip->panel && !after_panel)
        space += PANEL_PADDING_PT;
    if (!strip->panel && after_panel)
        space += PANEL_PADDING_PT;
    return space;
}

/* The height that strips first..last need where the page now ends. */
static double group_height(const Flow *flow, size_t first, size_t last)
{
    double height = 0;
    bool empty = flow->empty, panel = flow->in_panel;
    for (size_t i = first; i <= last; i++) {
        const Strip *strip = &flow->layout->strips[i];
        height += strip_space(flow, strip, empty, panel) + strip->height;
        empty = false;
        panel = strip->panel;
    }
    return height + (panel ? PANEL_PADDING_PT : 0);
}

static void panel_begin(Flow *flow, double top)
{
    flow->panels = ARENA_GROW(flow->layout->arena, flow->panels, flow->panel_count,
                              &flow->panel_capacity);
    flow->panels[flow->panel_count++] =
        panel_item(PAGE_MARGIN_PT, top, PAGE_WIDTH_PT - 2 * PAGE_MARGIN_PT, 0);
}

static void strip_place(Flow *flow, size_t index)
{
    const Strip *strip = &flow->layout->strips[index];
    if (!strip->panel)
        panel_end(flow);
    if (flow->empty && repeat_height(flow, strip) > 0) {
        for (size_t i = 0; i < strip->repeat_count; i++)
            stand_add(flow, strip->repeat_first + i, true);
    } else {
        flow->y -= strip_space(flow, strip, flow->empty, flow->in_panel);
    }
    if (strip->panel && !flow->in_panel)
        panel_begin(flow, flow->y + PANEL_PADDING_PT);
    flow->in_panel = strip->panel;
    bookmarks_place(flow, index);
    stand_add(flow, index, false);
    flow->empty = false;
}

static bool group_fits(const Flow *flow, size_t first, size_t last)
{
    return group_height(flow, first, last) <= flow->y - BODY_BOTTOM_PT + 0.01;
}

static void first_page_measure(Flow *flow, size_t first, size_t last)
{
    double left = flow->y - BODY_BOTTOM_PT;
    flow->extent.next_first = first;
    flow->extent.next_last = last;
    flow->extent.left = left;
    flow->extent.missing = group_height(flow, first, last) - left;
}

/* Places the strips that keep together from `first` on; returns the next. */
static size_t group_place(Flow *flow, size_t first)
{
    const Layout *layout = flow->layout;
    size_t last = first;
    while (layout->strips[last].keep && last + 1 < layout->strip_count &&
           !layout->strips[last + 1].page_break)
        last++;
    if (!flow->empty && !group_fits(flow, first, last)) {
        if (flow->page_count == 0)
            first_page_measure(flow, first, last);
        page_end(flow);
    }
    for (size_t i = first; i <= last; i++) {
        if (!flow->empty && !group_fits(flow, i, i))
            page_end(flow);
        strip_place(flow, i);
    }
    return last + 1;
}

/* A figure's box is known when it stands on its page. */
static void figure_box(Flow *flow, const Placed *item)
{
    Tag *tag = &flow->layout->tags.tags[item->tag];
    const double box[] = {item->x, item->y, item->x + item->width, item->y + item->height};
    memcpy(tag->box, box, sizeof box);
}

/* What is drawn first lies below: a symbol on its panel, words on both. */
typedef enum { DEPTH_PANELS, DEPTH_SIGNS, DEPTH_READ } Depth;

static Depth item_depth(const Placed *item, bool repeated)
{
    if (item->kind == PLACED_PANEL)
        return DEPTH_PANELS;
    return item->artifact || repeated ? DEPTH_SIGNS : DEPTH_READ;
}

/* The items of a page's strips at one depth. */
static size_t stands_collect(Flow *flow, size_t first, size_t end, Depth depth, Placed *out)
{
    size_t count = 0;
    for (size_t s = first; s < end; s++) {
        const Stand *stand = &flow->stands[s];
        const Strip *strip = &flow->layout->strips[stand->strip];
        for (size_t i = 0; i < strip->count; i++) {
            const Placed *item = &flow->layout->items[strip->first + i];
            if (item_depth(item, stand->repeated) != depth)
                continue;
            Placed *placed = &out[count++];
            *placed = *item;
            placed->y += stand->y;
            if (depth != DEPTH_READ) {
                placed->artifact = true;
                placed->artifact_kind = ARTIFACT_LAYOUT;
            } else if (item->kind == PLACED_CHART || item->kind == PLACED_SPARKLINE) {
                figure_box(flow, placed);
            }
            flow->placed.items += !stand->repeated;
        }
        if (depth == DEPTH_READ && !stand->repeated)
            flow->placed.cells += strip->cells;
    }
    return count;
}

/* Each page: furniture, then what lies below (panels, rules, symbols), then what is read.
 */
static void pages_collect(Flow *flow, const Document *document, Pages *pages)
{
    Arena *arena = flow->layout->arena;
    Page *all = ARENA_ARRAY(arena, flow->page_count, Page);
    size_t most = flow->layout->item_count + flow->repeated_items + flow->panel_count +
                  FURNITURE_MOST * flow->page_count;
    Placed *items = ARENA_ARRAY(arena, most, Placed);
    PageEnd begin = {0, 0};
    for (size_t p = 0; p < flow->page_count; p++) {
        PageEnd end = flow->ends[p];
        size_t count = furniture_place(flow->layout, document, p, flow->page_count, items);
        for (size_t i = begin.panel_end; i < end.panel_end; i++)
            items[count++] = flow->panels[i];
        for (Depth depth = DEPTH_PANELS; depth <= DEPTH_READ; depth++)
            count +=
                stands_collect(flow, begin.stand_end, end.stand_end, depth, items + count);
        all[p] = (Page){PAGE_WIDTH_PT, PAGE_HEIGHT_PT, items, count};
        items += count;
        begin = end;
    }
    pages->pages = all;
    pages->count = flow->page_count;
}

FlowExtent flow_measure(Layout *layout, size_t first)
{
    Flow flow = {.layout = layout, .y = BODY_TOP_PT, .empty = true};
    flow.bookmark = layout->bookmark_count; /* none is told */
    for (size_t i = first; i < layout->strip_count;)
        i = group_place(&flow, i);
    flow.extent.pages = flow.page_count + 1;
    flow.extent.last_filled = (BODY_TOP_PT - flow.y) / BODY_HEIGHT_PT;
    return flow.extent;
}

FlowCount flow_pages(Layout *layout, const Document *document, Pages *pages)
{
    Flow flow = {.layout = layout, .y = BODY_TOP_PT, .empty = true};
    flow.outline = ARENA_ARRAY(layout->arena, layout->bookmark_count, OutlineEntry);
    for (size_t i = 0; i < layout->strip_count;) {
        if (!layout->strips[i].page_break) {
            i = group_place(&flow, i);
            continue;
        }
        if (!flow.empty)
            page_end(&flow);
        i++;
    }
    if (!flow.empty || flow.page_count == 0)
        page_end(&flow);
    pages_collect(&flow, document, pages);
    pages->outline = flow.outline;
    pages->outline_count = flow.bookmark;
    return flow.placed;
}
