/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/laid.h"

#include "tests/support/boxes.h"

/* Spaces of every kind, hyphens and bullets come and go where lines end. */
static void letters_add(Text *out, Str text)
{
    for (size_t offset = 0; offset < text.len;) {
        uint32_t rune = utf8_next(text, &offset);
        bool loose = rune <= ' ' || rune == '-' || rune == 0xAD || rune == 0xA0 ||
                     rune == 0x2022 || rune == 0x200B || rune == 0x2007 || rune == 0x2009 ||
                     rune == 0x202F || rune == 0xFEFF;
        if (!loose)
            text_add_rune(out, rune);
    }
}

static void line_letters(Text *out, Line line)
{
    for (size_t i = 0; i < line.count; i++)
        letters_add(out, line.spans[i].text);
}

static bool line_says_something(Line line)
{
    for (size_t i = 0; i < line.count; i++)
        if (str_trim(line.spans[i].text).len)
            return true;
    return false;
}

static void list_letters(Text *out, const Block *block)
{
    unsigned number = block->list.start;
    for (size_t i = 0; i < block->list.count; i++) {
        Line line = block->list.items[i].line;
        if (block->list.style == LIST_NUMBERED && line_says_something(line))
            text_addf(out, "%u.", number++);
        line_letters(out, line);
    }
}

static void table_letters(Text *out, const Table *table)
{
    letters_add(out, table->caption);
    for (size_t c = 0; c < table->column_count; c++)
        letters_add(out, table->columns[c].heading);
    for (size_t i = 0; i < table->row_count * table->column_count; i++)
        if (!table->cells[i].sparkline)
            letters_add(out, table->cells[i].text);
    letters_add(out, table->note);
}

static void blocks_letters(Text *out, const Block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Block *block = &blocks[i];
        switch (block->kind) {
        case BLOCK_HEADING:
            letters_add(out, block->heading.text);
            break;
        case BLOCK_PARAGRAPH:
            line_letters(out, block->paragraph.line);
            break;
        case BLOCK_LIST:
            list_letters(out, block);
            break;
        case BLOCK_TABLE:
            table_letters(out, &block->table);
            break;
        case BLOCK_COLUMNS:
            blocks_letters(out, block->columns.left, block->columns.left_count);
            blocks_letters(out, block->columns.right, block->columns.right_count);
            break;
        case BLOCK_CHART:
        case BLOCK_PAGE_BREAK:
            break;
        }
    }
}

Str laid_letters_in(Arena *arena, const Document *document)
{
    Text out = text_open(arena);
    blocks_letters(&out, document->blocks, document->count);
    return text_str(&out);
}

/* The children of each tag in the order of the tree, as the screen reader meets them. */
static void tag_letters(Text *out, const Pages *pages, const Text *own, uint32_t tag)
{
    text_add(out, text_str(&own[tag]));
    for (uint32_t child = tag + 1; child < pages->tree.count; child++)
        if (pages->tree.tags[child].parent == tag)
            tag_letters(out, pages, own, child);
}

Str laid_letters_out(Arena *arena, const Pages *pages)
{
    Text *own = ARENA_ARRAY(arena, pages->tree.count, Text);
    for (size_t i = 0; i < pages->tree.count; i++)
        own[i] = text_open(arena);
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->pages[p].count; i++) {
            const Placed *item = &pages->pages[p].items[i];
            if (item->kind == PLACED_TEXT && !item->artifact)
                letters_add(&own[item->tag], item->text);
        }
    Text out = text_open(arena);
    tag_letters(&out, pages, own, 0);
    return text_str(&out);
}

static const char *tree_fault(Arena *arena, const TagTree *tree)
{
    int level = 0;
    for (size_t i = 1; i < tree->count; i++) {
        const Tag *tag = &tree->tags[i];
        if (tag->parent >= i)
            return str_format(arena, "tag %zu stands before its parent", i).ptr;
        bool heading = tag->role >= ROLE_H1 && tag->role <= ROLE_H3;
        if (heading && (int)(tag->role - ROLE_H1) + 1 > level + 1)
            return str_format(arena, "tag %zu skips a heading level", i).ptr;
        if (heading)
            level = (int)(tag->role - ROLE_H1) + 1;
        if (tag->role == ROLE_FIGURE && tag->box[2] <= tag->box[0])
            return str_format(arena, "figure %zu has no box", i).ptr;
    }
    return NULL;
}

static bool is_heading(const Pages *pages, uint32_t tag)
{
    Role role = pages->tree.tags[tag].role;
    return role >= ROLE_H1 && role <= ROLE_H3;
}

/* Content after which nothing lower stands on the page. */
static const char *heading_fault(Arena *arena, const Pages *pages)
{
    for (size_t p = 0; p + 1 < pages->count; p++) {
        const Page *page = &pages->pages[p];
        const Placed *lowest = NULL;
        for (size_t i = 0; i < page->count; i++) {
            const Placed *item = &page->items[i];
            bool edge = item->artifact && item->artifact_kind != ARTIFACT_LAYOUT;
            if (!edge && (!lowest || item->y < lowest->y))
                lowest = item;
        }
        if (lowest && lowest->kind == PLACED_TEXT && !lowest->artifact &&
            is_heading(pages, lowest->tag))
            return str_format(arena, "page %zu ends with the heading \"%.*s\"", p + 1,
                              STR_PRINT(lowest->text))
                .ptr;
    }
    return NULL;
}

/* The paragraph a piece of text belongs to: its P or LBody; 0 for others. */
static uint32_t paragraph_of(const TagTree *tree, uint32_t tag)
{
    while (tree->tags[tag].role == ROLE_SPAN || tree->tags[tag].role == ROLE_LINK)
        tag = tree->tags[tag].parent;
    Role role = tree->tags[tag].role;
    return role == ROLE_P || role == ROLE_LBODY ? tag : 0;
}

typedef struct {
    size_t page, lines, first_page;
    double y;
    bool lone; /* a page ended with one line of it */
} Run;

static const char *widow_fault(Arena *arena, const Pages *pages)
{
    Run *runs = ARENA_ARRAY(arena, pages->tree.count, Run);
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->pages[p].count; i++) {
            const Placed *item = &pages->pages[p].items[i];
            uint32_t tag = item->artifact ? 0 : paragraph_of(&pages->tree, item->tag);
            if (!tag || item->kind != PLACED_TEXT)
                continue;
            Run *run = &runs[tag];
            if (run->lines == 0 || run->page != p) {
                bool goes_on = run->lines > 0;
                if (goes_on && (run->lines == 1 || run->lone))
                    return str_format(arena, "one line alone at the end of page %zu",
                                      run->page + 1)
                        .ptr;
                *run = (Run){.page = p, .lines = 1, .y = item->y, .lone = false};
                run->first_page = goes_on;
            } else if (item->y < run->y - 0.5) {
                run->lines++;
                run->y = item->y;
            }
        }
    for (size_t tag = 0; tag < pages->tree.count; tag++)
        if (runs[tag].first_page && runs[tag].lines == 1)
            return str_format(arena, "one line alone at the top of page %zu",
                              runs[tag].page + 1)
                .ptr;
    return NULL;
}

static uint32_t table_of(const TagTree *tree, uint32_t tag)
{
    while (tag && tree->tags[tag].role != ROLE_TABLE)
        tag = tree->tags[tag].parent;
    return tag;
}

/* A heading that takes a third of a page is not said again. */
static bool heading_is_tall(Arena *arena, const Pages *pages, uint32_t table)
{
    enum { TALL = 20 };
    size_t *lines = ARENA_ARRAY(arena, pages->tree.count, size_t);
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->pages[p].count; i++) {
            const Placed *item = &pages->pages[p].items[i];
            if (item->artifact || table_of(&pages->tree, item->tag) != table ||
                pages->tree.tags[item->tag].role != ROLE_TH_COLUMN)
                continue;
            if (++lines[item->tag] > TALL)
                return true;
        }
    return false;
}

/* A page on which a table goes on begins with its heading, as an artifact; or with that of
 * its next columns. */
static const char *repeat_fault(Arena *arena, const Pages *pages)
{
    bool *seen = ARENA_ARRAY(arena, pages->tree.count, bool);
    for (size_t p = 0; p < pages->count; p++) {
        const Page *page = &pages->pages[p];
        uint32_t last = 0;
        for (size_t i = 0; i < page->count; i++) {
            const Placed *item = &page->items[i];
            uint32_t table = item->artifact ? 0 : table_of(&pages->tree, item->tag);
            if (!table || table == last)
                continue;
            last = table;
            bool repeated = pages->tree.tags[item->tag].role == ROLE_TH_COLUMN;
            for (size_t k = 0; k < page->count; k++)
                repeated = repeated || (page->items[k].artifact &&
                                        page->items[k].artifact_kind == ARTIFACT_LAYOUT &&
                                        page->items[k].y > item->y);
            if (seen[table] && !repeated && !heading_is_tall(arena, pages, table))
                return str_format(arena, "page %zu has a table without its heading", p + 1)
                    .ptr;
            seen[table] = true;
        }
    }
    return NULL;
}

const char *laid_fault(Arena *arena, const Document *document, const Pages *pages,
                       const Fonts *fonts)
{
    const char *fault = boxes_fault(arena, pages, fonts);
    if (fault)
        return fault;
    Str in = laid_letters_in(arena, document), out = laid_letters_out(arena, pages);
    if (!str_equal(in, out)) {
        size_t same = 0;
        while (same < in.len && same < out.len && in.ptr[same] == out.ptr[same])
            same++;
        Str rest = str_slice(out, same, same + 40 < out.len ? same + 40 : out.len);
        return str_format(arena, "%zu bytes in, %zu out, unlike from %zu: \"%.*s\"", in.len,
                          out.len, same, STR_PRINT(rest))
            .ptr;
    }
    if ((fault = tree_fault(arena, &pages->tree)) ||
        (fault = heading_fault(arena, pages)) || (fault = widow_fault(arena, pages)))
        return fault;
    return repeat_fault(arena, pages);
}
