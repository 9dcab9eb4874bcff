/* Any words, as a comment or a name could hold them, on pages: nothing is lost or laid over
 * another, and PDF, HTML and the tree of tags are made. Each line is a block: # heading,
 * - list, * what stands out, ! note, / columns with the lines behind it, | a row of a table
 * of which the first is the headings; else a paragraph. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "reports/render/html.h"
#include "reports/render/paged.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/laid.h"

enum { CELLS_MOST = 12 };

typedef struct {
    Arena *arena;
    Block *items;
    size_t count, capacity;
} Blocks;

static void add(Blocks *blocks, Block block)
{
    blocks->items =
        ARENA_GROW(blocks->arena, blocks->items, blocks->count, &blocks->capacity);
    blocks->items[blocks->count++] = block;
}

static Line line_of(Arena *arena, Str text)
{
    Span *spans = ARENA_ARRAY(arena, 2, Span);
    bool bold = str_cut(text, ':', &spans[0].text, &spans[1].text);
    spans[0].bold = bold;
    return (Line){spans, bold ? 2 : 1};
}

static void add_item(Blocks *blocks, ListStyle style, Str text)
{
    ListItem *item = ARENA_NEW(blocks->arena, ListItem);
    item->symbol = style == LIST_HIGHLIGHTS ? SYMBOL_DIAMOND : SYMBOL_NONE;
    item->line = line_of(blocks->arena, text);
    add(blocks,
        (Block){.kind = BLOCK_LIST, .list = {.style = style, .items = item, .count = 1}});
}

static size_t cells_of(Str row, Str cells[CELLS_MOST])
{
    size_t count = 0;
    do
        str_cut(row, '|', &cells[count++], &row);
    while (row.len && count < CELLS_MOST);
    return count;
}

/* The line and those behind it that are rows too. */
static void add_table(Blocks *blocks, Str heads, Str *text)
{
    Str cells[CELLS_MOST];
    Table table = {.caption = STR("Tabell"), .summary = STR("Tabell")};
    table.column_count = cells_of(heads, cells);
    TableColumn *columns = ARENA_ARRAY(blocks->arena, table.column_count, TableColumn);
    for (size_t i = 0; i < table.column_count; i++)
        columns[i] = (TableColumn){.heading = cells[i],
                                   .kind = i ? COLUMN_FIGURES : COLUMN_WORDS,
                                   .align = i ? ALIGN_RIGHT : ALIGN_LEFT};
    TableCell *all = NULL;
    size_t count = 0, capacity = 0;
    while (str_starts(*text, STR("|"))) {
        Str row = fuzz_line(text);
        size_t held = cells_of(str_slice(row, 1, row.len), cells);
        for (size_t i = 0; i < table.column_count; i++) {
            all = ARENA_GROW(blocks->arena, all, count, &capacity);
            all[count++] = (TableCell){.text = i < held ? cells[i] : STR("")};
        }
        table.row_count++;
    }
    table.columns = columns;
    table.cells = all;
    if (table.row_count)
        add(blocks, (Block){.kind = BLOCK_TABLE, .table = table});
}

static void read_blocks(Blocks *blocks, Str text, bool within)
{
    while (text.len) {
        Str line = fuzz_line(&text);
        char first = line.len ? line.ptr[0] : '\0';
        Str rest = str_slice(line, line.len > 0, line.len);
        Block block = {.kind = BLOCK_PARAGRAPH};
        if (first == '#') {
            add(blocks,
                (Block){.kind = BLOCK_HEADING, .heading = {.level = 2, .text = rest}});
        } else if (first == '-') {
            add_item(blocks, LIST_PLAIN, rest);
        } else if (first == '*') {
            add_item(blocks, LIST_HIGHLIGHTS, rest);
        } else if (first == '|') {
            add_table(blocks, rest, &text);
        } else if (first == '/' && !within) {
            Blocks left = {.arena = blocks->arena}, right = left;
            read_blocks(&left, rest, true);
            read_blocks(&right, fuzz_line(&text), true);
            block = (Block){.kind = BLOCK_COLUMNS,
                            .columns = {left.items, right.items, left.count, right.count}};
            add(blocks, block);
        } else {
            block.paragraph.style = first == '!' ? PARAGRAPH_NOTE : PARAGRAPH_BODY;
            block.paragraph.line = line_of(blocks->arena, first == '!' ? rest : line);
            add(blocks, block);
        }
    }
}

typedef struct {
    const Fonts *fonts;
    const Theme *theme;
} Readied;

static const Readied *readied(void)
{
    static Arena *arena;
    static Readied made;
    Error error = {0};
    if (arena)
        return &made;
    arena = arena_open();
    made.fonts = fonts_load(arena, NULL, &error);
    made.theme = theme_load(arena, "templates", NULL, &error);
    if (error.kind)
        fuzz_impossible(error.message);
    return &made;
}

static void document_holds(Arena *arena, const Document *document)
{
    Error error = {0};
    Pages pages;
    Str bytes;
    const Readied *with = readied();
    if (!pages_layout(arena, document, with->fonts, &pages, &error))
        fuzz_impossible(error.message);
    FUZZ_LAW(str_equal(laid_letters_in(arena, document), laid_letters_out(arena, &pages)));
    if (!document_pdf(arena, document, with->fonts, with->theme, &bytes, &error))
        fuzz_impossible(error.message);
    FUZZ_LAW(str_starts(bytes, STR("%PDF-1.7")));
    Str page = document_html(arena, document, with->fonts, with->theme);
    FUZZ_LAW(utf8_valid(page, NULL));
    FUZZ_LAW(!strstr(str_zero(arena, page), "<script"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_open();
    Str text = fuzz_text(arena, data, size);
    Blocks blocks = {.arena = arena};
    Block title = {.kind = BLOCK_HEADING, .heading = {.level = 1, .text = STR("Rapport")}};
    if (utf8_valid(text, NULL)) {
        add(&blocks, title);
        read_blocks(&blocks, text, false);
        Document document = {.title = STR("Rapport"),
                             .author = STR("Göta"),
                             .subject = STR("Stöd"),
                             .language = STR("sv-SE"),
                             .timestamp = STR("2018-05-03T00:00:00Z"),
                             .producer = STR("Samsyn"),
                             .header = STR("Göta"),
                             .page_of = STR("Sida {page} ({pages})"),
                             .blocks = blocks.items,
                             .count = blocks.count};
        document_holds(arena, &document);
    }
    arena_close(arena);
    return 0;
}
