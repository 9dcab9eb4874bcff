/* SPDX-License-Identifier: EUPL-1.2 */
/* Headings, paragraphs, lists and charts as strips. */
#include "reports/layout/strip.h"

#include "reports/document/theme.h"
#include "reports/charts/chart.h"

#define NUMBER_GAP_PT 5.0

Strip *strip_add(Layout *layout, double height, double before)
{
    layout->strips = ARENA_GROW(layout->arena, layout->strips, layout->strip_count,
                                &layout->strip_capacity);
    Strip *strip = &layout->strips[layout->strip_count++];
    *strip = (Strip){.height = height, .before = before, .first = layout->item_count};
    return strip;
}

void item_add(Layout *layout, Placed item)
{
    layout->items = ARENA_GROW(layout->arena, layout->items, layout->item_count,
                               &layout->item_capacity);
    layout->items[layout->item_count++] = item;
    layout->strips[layout->strip_count - 1].count++;
}

void rule_add(Layout *layout, double x, double y, double width, double thickness,
              Colour colour)
{
    item_add(layout, (Placed){.kind = PLACED_RULE,
                              .artifact = true,
                              .artifact_kind = ARTIFACT_LAYOUT,
                              .x = x,
                              .y = y,
                              .width = width,
                              .size = thickness,
                              .colour = colour});
}

void symbol_add(Layout *layout, Symbol symbol, double x, double y, double size,
                Colour colour)
{
    item_add(layout, (Placed){.kind = PLACED_SYMBOL,
                              .artifact = true,
                              .artifact_kind = ARTIFACT_LAYOUT,
                              .x = x,
                              .y = y,
                              .size = size,
                              .symbol = symbol,
                              .colour = colour});
}

/* Capitals stand in the middle of their line: then rules above and below are even. */
double style_baseline(const Layout *layout, TextStyle style)
{
    double cap = font_cap_height(layout->fonts, style.face, style.size);
    return -(style.leading + cap) / 2;
}

void line_add(Layout *layout, Line line, TextLine broken, TextStyle style,
              const uint32_t *tags, double x, double y)
{
    TextFace face = {layout->fonts, style.face, style.size, layout->language};
    for (size_t i = 0; i < broken.count; i++) {
        const Fragment *fragment = &broken.fragments[i];
        const Span *span = &line.spans[fragment->span];
        Colour colour = span->tone == TONE_INK ? style.colour : tone_colour(span->tone);
        if (span->link.len)
            colour = COLOUR_ACCENT;
        Placed item = {.kind = PLACED_TEXT,
                       .tag = tags[fragment->span],
                       .artifact_kind = ARTIFACT_NONE,
                       .x = x + fragment->x,
                       .y = y,
                       .width = fragment->width,
                       .size = style.size,
                       .face = span_face(face, span),
                       .colour = colour,
                       .text = fragment->text};
        item_add(layout, item);
        if (!span->link.len)
            continue;
        item.kind = PLACED_LINK;
        item.text = span->link;
        item.y = y - font_descent(layout->fonts, item.face, style.size);
        item.height = style.size * 1.2;
        item_add(layout, item);
    }
}

void strips_keep_ends(Layout *layout, size_t count)
{
    Strip *strips = layout->strips + layout->strip_count - count;
    if (count > 1)
        strips[0].keep = strips[count - 2].keep = true;
}

bool line_says(Line line)
{
    for (size_t i = 0; i < line.count; i++)
        if (str_trim(line.spans[i].text).len)
            return true;
    return false;
}

size_t text_add_lines(Layout *layout, Line line, TextStyle style, const uint32_t *tags,
                      Frame frame, const Placed *sign)
{
    TextFace face = {layout->fonts, style.face, style.size, layout->language};
    BrokenText text = lines_break(layout->arena, face, line, frame.width);
    for (size_t i = 0; i < text.count; i++) {
        strip_add(layout, style.leading, i == 0 ? frame.before : 0);
        if (sign && i == 0)
            item_add(layout, *sign);
        line_add(layout, line, text.lines[i], style, tags, frame.x,
                 style_baseline(layout, style));
    }
    strips_keep_ends(layout, text.count);
    return text.count;
}

void heading_layout(Layout *layout, const Block *block, Frame frame)
{
    static const double sizes[] = {22, 13, 10.5}, leadings[] = {28, 17, 14};
    const Span span = {.text = block->heading.text, .bold = true};
    if (!line_says((Line){&span, 1}))
        return;
    int level = block->heading.level;
    int rank = level < 1 ? 0 : level > 3 ? 2 : level - 1;
    TextStyle style = {FACE_BOLD, sizes[rank], leadings[rank], COLOUR_INK};
    uint32_t tag = tag_add_heading(&layout->tags, TAG_ROOT, level);
    const uint32_t tags[] = {tag};
    size_t first = layout->strip_count;
    text_add_lines(layout, (Line){&span, 1}, style, tags, frame, NULL);
    for (size_t i = first; i < layout->strip_count; i++)
        layout->strips[i].keep = true;
    if (first == layout->strip_count)
        return;
    layout->bookmarks = ARENA_GROW(layout->arena, layout->bookmarks, layout->bookmark_count,
                                   &layout->bookmark_capacity);
    int outline = (int)(layout->tags.tags[tag].role - ROLE_H1) + 1;
    layout->bookmarks[layout->bookmark_count++] =
        (Bookmark){outline, block->heading.text, first, 0};
}

static TextStyle paragraph_style(ParagraphStyle style)
{
    switch (style) {
    case PARAGRAPH_BODY:
        break;
    case PARAGRAPH_LEAD:
        return (TextStyle){FACE_REGULAR, 9, 12.5, COLOUR_MUTED};
    case PARAGRAPH_NOTE:
        return (TextStyle){FACE_REGULAR, 8, 11, COLOUR_MUTED};
    }
    return (TextStyle){FACE_REGULAR, 9.5, 14, COLOUR_INK};
}

void paragraph_layout(Layout *layout, const Block *block, Frame frame)
{
    Line line = block->paragraph.line;
    if (!line_says(line))
        return;
    uint32_t tag = tag_add(&layout->tags, ROLE_P, TAG_ROOT);
    text_add_lines(layout, line, paragraph_style(block->paragraph.style),
                   tags_of_spans(&layout->tags, line, tag), frame, NULL);
}

/* A bullet, or a number that ends where the words begin, so that full stops stand in a
 * column. */
static Placed label_sign(const Layout *layout, ListStyle style, Str number, TextStyle text,
                         double x, double indent)
{
    bool numbered = style == LIST_NUMBERED;
    Str label = numbered ? number : STR("•");
    double width = font_width(layout->fonts, text.face, text.size, label);
    double left = numbered                   ? indent - NUMBER_GAP_PT - width
                  : style == LIST_HIGHLIGHTS ? 13
                                             : 2;
    return (Placed){.kind = PLACED_TEXT,
                    .artifact_kind = ARTIFACT_NONE,
                    .x = x + left,
                    .y = style_baseline(layout, text),
                    .width = width,
                    .size = text.size,
                    .face = text.face,
                    .colour = numbered ? text.colour : COLOUR_MUTED,
                    .text = str_format(layout->arena, "%.*s ", STR_PRINT(label))};
}

/* What stands before an item's first line. */
static Placed item_sign(const Layout *layout, ListStyle style, const ListItem *item,
                        Str number, TextStyle text, double x, double indent)
{
    double baseline = style_baseline(layout, text);
    double cap = font_cap_height(layout->fonts, text.face, text.size);
    if (item->symbol != SYMBOL_NONE)
        return (Placed){.kind = PLACED_SYMBOL,
                        .artifact = true,
                        .artifact_kind = ARTIFACT_LAYOUT,
                        .x = x + (style == LIST_HIGHLIGHTS ? 15 : 4),
                        .y = baseline + cap / 2,
                        .size = 8,
                        .symbol = item->symbol,
                        .colour = tone_colour(item->tone)};
    return label_sign(layout, style, number, text, x, indent);
}

/* A term's label is its leading bold spans; an item's is its bullet or number. A symbol
 * says nothing that the words do not, so it is no label. */
static const uint32_t *item_tags(Layout *layout, ListStyle style, const ListItem *item,
                                 uint32_t list, uint32_t *sign_tag)
{
    Tags *tags = &layout->tags;
    uint32_t entry = tag_add(tags, ROLE_LI, list);
    size_t bold = 0;
    while (style == LIST_TERMS && bold < item->line.count && item->line.spans[bold].bold)
        bold++;
    bool sign = style != LIST_TERMS && item->symbol == SYMBOL_NONE;
    uint32_t label = bold || sign ? tag_add(tags, ROLE_LABEL, entry) : entry;
    *sign_tag = label;
    const Line term = {item->line.spans, bold};
    const Line words = {item->line.spans + bold, item->line.count - bold};
    const uint32_t *of_term = tags_of_spans(tags, term, label);
    const uint32_t *of_words = tags_of_spans(tags, words, tag_add(tags, ROLE_LBODY, entry));
    uint32_t *all = ARENA_ARRAY(layout->arena, item->line.count, uint32_t);
    for (size_t i = 0; i < item->line.count; i++)
        all[i] = i < bold ? of_term[i] : of_words[i - bold];
    return all;
}

static TextStyle item_style(ListStyle style)
{
    bool terms = style == LIST_TERMS;
    return (TextStyle){FACE_REGULAR, terms ? 9 : 9.5, terms ? 12.5 : 14, COLOUR_INK};
}

static Str item_number(const Layout *layout, unsigned number)
{
    return str_format(layout->arena, "%u.", number);
}

/* Where the words begin: all numbers of a list have room for its last one. */
static double list_indent(const Layout *layout, const Block *block)
{
    static const double indents[] = {12, 27, 0, 16};
    ListStyle style = block->list.style;
    if (style != LIST_NUMBERED)
        return indents[style];
    TextStyle text = item_style(style);
    Str last = item_number(layout, block->list.start + (unsigned)block->list.count);
    double needed =
        font_width(layout->fonts, text.face, text.size, last) + NUMBER_GAP_PT + 2;
    return needed > indents[style] ? needed : indents[style];
}

static void item_layout(Layout *layout, ListStyle style, const ListItem *item, Str number,
                        uint32_t list, double indent, Frame frame)
{
    TextStyle text = item_style(style);
    uint32_t sign_tag;
    const uint32_t *tags = item_tags(layout, style, item, list, &sign_tag);
    Placed sign = item_sign(layout, style, item, number, text, frame.x, indent);
    sign.tag = sign_tag;
    bool signs = style != LIST_TERMS || item->symbol != SYMBOL_NONE;
    if (style == LIST_TERMS && signs)
        indent = 12;
    frame.x += indent;
    frame.width -= indent + (style == LIST_HIGHLIGHTS ? 12 : 0);
    text_add_lines(layout, item->line, text, tags, frame, signs ? &sign : NULL);
}

void list_layout(Layout *layout, const Block *block, Frame frame)
{
    static const double gaps[] = {3, 7, 3, 3};
    ListStyle style = block->list.style;
    size_t first = layout->strip_count;
    double indent = list_indent(layout, block);
    uint32_t list = 0;
    unsigned number = block->list.start;
    for (size_t i = 0; i < block->list.count; i++) {
        const ListItem *item = &block->list.items[i];
        if (!line_says(item->line))
            continue;
        if (!list)
            list = tag_add(&layout->tags, ROLE_L, TAG_ROOT);
        layout->tags.tags[list].numbered = style == LIST_NUMBERED;
        Str label = style == LIST_NUMBERED ? item_number(layout, number++) : (Str){"", 0};
        item_layout(layout, style, item, label, list, indent, frame);
        frame.before = layout->air * gaps[style];
    }
    size_t count = layout->strip_count - first;
    if (style != LIST_HIGHLIGHTS || count == 0)
        return;
    /* The box stays whole where it can. */
    for (size_t i = first; i < layout->strip_count; i++) {
        layout->strips[i].panel = true;
        if (i + 1 < layout->strip_count && count < 24)
            layout->strips[i].keep = true;
    }
}

void chart_layout(Layout *layout, const Chart *chart, Frame frame)
{
    double width = chart->width_pt > 0 && chart->width_pt < frame.width ? chart->width_pt
                                                                        : frame.width;
    double height = chart_height(chart, layout->fonts, width);
    if (layout->air < 1) { /* a height that was asked for gives way less */
        double part = chart->height_pt > 0 ? (3 + layout->air) / 4 : (1 + layout->air) / 2;
        Chart lower = *chart;
        lower.height_pt = height * part;
        height = chart_height(&lower, layout->fonts, width);
    }
    if (height > WHOLE_MOST_PT)
        height = WHOLE_MOST_PT;
    uint32_t tag = tag_add(&layout->tags, ROLE_FIGURE, TAG_ROOT);
    layout->tags.tags[tag].alt = chart->alt;
    strip_add(layout, height, frame.before);
    item_add(layout, (Placed){.kind = PLACED_CHART,
                              .tag = tag,
                              .artifact_kind = ARTIFACT_NONE,
                              .x = frame.x,
                              .y = -height,
                              .width = width,
                              .height = height,
                              .chart = chart});
}
