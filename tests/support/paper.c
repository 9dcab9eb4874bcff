/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/paper.h"

static const char *const kinds[] = {
    [PLACED_TEXT] = "text",     [PLACED_RULE] = "rule",   [PLACED_PANEL] = "panel",
    [PLACED_SYMBOL] = "symbol", [PLACED_CHART] = "chart", [PLACED_SPARKLINE] = "sparkline",
    [PLACED_LINK] = "link",
};

static void placed_add(Text *text, const Placed *item)
{
    text_addf(text, "  %s %.1f %.1f", kinds[item->kind], item->x, item->y);
    if (item->kind != PLACED_TEXT && item->kind != PLACED_SYMBOL)
        text_addf(text, " %.1f x %.1f", item->width, item->height);
    if (item->kind == PLACED_TEXT)
        text_addf(text, " %.1f %s%.1f", item->width, item->face == FACE_BOLD ? "bold " : "",
                  item->size);
    if (item->artifact)
        text_add(text, STR(" artifact"));
    else
        text_addf(text, " of %u", item->tag);
    if (item->text.len)
        text_addf(text, " | %.*s", STR_PRINT(item->text));
    text_add_byte(text, '\n');
}

Str paper_pages(Arena *arena, const Pages *pages)
{
    Text text = text_open(arena);
    for (size_t p = 0; p < pages->count; p++) {
        const Page *page = &pages->pages[p];
        text_addf(&text, "page %zu: %.1f x %.1f\n", p + 1, page->width, page->height);
        for (size_t i = 0; i < page->count; i++)
            placed_add(&text, &page->items[i]);
    }
    return text_str(&text);
}

static size_t depth_of(const TagTree *tree, size_t tag)
{
    size_t depth = 0;
    for (; tag; tag = tree->tags[tag].parent)
        depth++;
    return depth;
}

static void words_add(Text *text, const Pages *pages, size_t tag)
{
    bool any = false;
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->pages[p].count; i++) {
            const Placed *item = &pages->pages[p].items[i];
            if (item->kind != PLACED_TEXT || item->artifact || item->tag != tag)
                continue;
            text_addf(text, "%s%.*s", any ? "" : " | ", STR_PRINT(item->text));
            any = true;
        }
}

static void field_add(Text *text, const char *name, Str value)
{
    if (value.len)
        text_addf(text, " %s=\"%.*s\"", name, STR_PRINT(value));
}

Str paper_tags(Arena *arena, const Pages *pages)
{
    const TagTree *tree = &pages->tree;
    Text text = text_open(arena);
    for (size_t i = 0; i < tree->count; i++) {
        const Tag *tag = &tree->tags[i];
        for (size_t depth = depth_of(tree, i); depth > 0; depth--)
            text_add(&text, STR("  "));
        text_add(&text, str_from(role_name(tag->role)));
        if (tag->numbered)
            text_add(&text, STR(" numbered"));
        field_add(&text, "lang", tag->language);
        field_add(&text, "alt", tag->alt);
        field_add(&text, "actual", tag->actual_text);
        field_add(&text, "summary", tag->summary);
        words_add(&text, pages, i);
        text_add_byte(&text, '\n');
    }
    return text_str(&text);
}
