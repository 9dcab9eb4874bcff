/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "reports/render/html.h"
#include "tests/support/drafts.h"
#include "tests/support/fonts.h"
#include "tests/support/golden.h"

static const Theme *theme_of(const Fixture *f)
{
    Error error = {0};
    const Theme *theme = theme_load(f->arena, "templates", NULL, &error);
    assert_non_null(theme);
    return theme;
}

static const char *page_of(const Fixture *f, const Document *document)
{
    return str_zero(f->arena, document_html(f->arena, document, f->fonts, theme_of(f)));
}

/* Without the style sheet, which has the letters and a file of its own. */
static const char *unstyled(const Fixture *f, const char *page)
{
    const char *from = strstr(page, "<style>"), *to = strstr(page, "</style>");
    assert_non_null(from);
    assert_non_null(to);
    return str_format(f->arena, "%.*s%s", (int)(from - page), page, to + 9).ptr;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static Draft draft_of_everything(const Fixture *f)
{
    Draft draft = draft_open(f->arena), left = draft, right = draft;
    draft_heading(&draft, 1, WORDS_USUAL);
    draft_paragraph(&draft, PARAGRAPH_LEAD, WORDS_USUAL);
    draft_list(&draft, LIST_HIGHLIGHTS, 2, WORDS_USUAL);
    draft_heading(&draft, 2, WORDS_USUAL);
    draft_table(&draft, 5, 3, WORDS_USUAL);
    draft_heading(&left, 3, WORDS_USUAL);
    draft_chart(&left, 0);
    draft_list(&right, LIST_TERMS, 2, WORDS_USUAL);
    draft_columns(&draft, &left, &right);
    draft_page_break(&draft);
    draft_chart(&draft, 0);
    draft_list(&draft, LIST_PLAIN, 2, WORDS_USUAL);
    draft_paragraph(&draft, PARAGRAPH_NOTE, WORDS_USUAL);
    return draft;
}

static void every_kind_of_block_is_as_it_was(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    document.skip = STR("Till innehållet");
    assert_golden(f->arena, "tests/golden/html/blocks.html",
                  unstyled(f, page_of(f, &document)));
}

static void the_same_document_is_the_same_bytes(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    assert_string_equal(page_of(f, &document), page_of(f, &document));
}

static void a_page_needs_nothing_beside_it(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    const char *page = page_of(f, &document);
    assert_lacks(page, "<script");
    assert_lacks(page, "<link");
    assert_lacks(page, "<img");
    assert_lacks(page, "http:");
    assert_lacks(page, "https:");
    assert_int_equal(count_of(page, "url("), 2);
    assert_int_equal(count_of(page, "url(data:font/ttf;base64,"), 2);
    assert_has(page, "default-src 'none'");
    assert_in_range(strlen(page), 10 * 1024, 100 * 1024);
}

static void a_page_has_its_parts_once_and_in_order(void **state)
{
    const Fixture *f = *state;
    static const char *const parts[] = {"<!DOCTYPE html>\n<html lang=\"sv-SE\">",
                                        "<title>Farsta, april 2018</title>",
                                        "<a class=\"skip\" href=\"#main\">",
                                        "<header>",
                                        "Internt: Farsta",
                                        "</header>",
                                        "<main id=\"main\"",
                                        "<h1 ",
                                        "</main>",
                                        "<footer>",
                                        "</footer>",
                                        "</html>"};
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    document.skip = STR("Till innehållet");
    const char *page = unstyled(f, page_of(f, &document)), *at = page;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        assert_int_equal(count_of(page, parts[i]), 1);
        at = strstr(at, parts[i]);
        assert_non_null(at);
    }
}

static void no_level_of_headings_is_skipped(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    draft_heading(&draft, 2, WORDS_USUAL);
    draft_heading(&draft, 3, WORDS_USUAL);
    draft_heading(&draft, 3, WORDS_USUAL);
    draft_heading(&draft, 1, WORDS_USUAL);
    draft_heading(&draft, 3, WORDS_USUAL);
    Document document = draft_document(&draft);
    const char *page = page_of(f, &document);
    assert_has(page, "<h1 id=\"h1\">");
    assert_has(page, "<h2 id=\"h2\">");
    assert_has(page, "<h3 id=\"h3\">");
    assert_has(page, "<h1 id=\"h4\">");
    assert_has(page, "<h2 id=\"h5\">");
}

/* A name from outside, wherever a text may stand. */
static const char *page_of_words(const Fixture *f, const char *words)
{
    static const double values[] = {1, 2};
    static const bool known[] = {true, true};
    static const Sparkline sparkline = {values, known, 2, TONE_ACCENT};
    Arena *arena = f->arena;
    Str text = str_from(words);
    Span *span = ARENA_NEW(arena, Span);
    *span = (Span){.text = text, .bold = true, .link = text, .language = text};
    ListItem *item = ARENA_NEW(arena, ListItem);
    *item = (ListItem){SYMBOL_UP, TONE_ALERT, {span, 1}};
    TableColumn *columns = ARENA_ARRAY(arena, 4, TableColumn);
    TableCell *cells = ARENA_ARRAY(arena, 4, TableCell);
    for (size_t i = 0; i < 4; i++) {
        columns[i] = (TableColumn){text, (TableColumnKind)i, ALIGN_LEFT};
        cells[i] = (TableCell){.text = text, .symbol = i == 3 ? SYMBOL_UP : SYMBOL_NONE};
    }
    cells[2].sparkline = &sparkline;
    ChartPoint *point = ARENA_NEW(arena, ChartPoint);
    *point = (ChartPoint){true, 1, text, false};
    ChartSeries *series = ARENA_NEW(arena, ChartSeries);
    *series = (ChartSeries){text, point};
    Str *label = ARENA_NEW(arena, Str);
    *label = text;
    Block *blocks = ARENA_ARRAY(arena, 6, Block);
    blocks[0] = (Block){.kind = BLOCK_HEADING, .heading = {1, text}};
    blocks[1] = (Block){.kind = BLOCK_PARAGRAPH, .paragraph = {PARAGRAPH_BODY, {span, 1}}};
    blocks[2] = (Block){.kind = BLOCK_LIST,
                        .list = {.style = LIST_HIGHLIGHTS, .items = item, .count = 1}};
    blocks[3] = (Block){.kind = BLOCK_LIST,
                        .list = {.style = LIST_TERMS, .items = item, .count = 1}};
    blocks[4] = (Block){.kind = BLOCK_TABLE,
                        .table = {.caption = text,
                                  .summary = text,
                                  .note = text,
                                  .columns = columns,
                                  .column_count = 4,
                                  .cells = cells,
                                  .row_count = 1}};
    blocks[5] = (Block){.kind = BLOCK_CHART,
                        .chart = {.kind = CHART_BARS,
                                  .alt = text,
                                  .unit = text,
                                  .labels = label,
                                  .sublabels = label,
                                  .point_count = 1,
                                  .series = series,
                                  .series_count = 1}};
    Document document = {.title = text,
                         .author = text,
                         .subject = text,
                         .language = text,
                         .timestamp = text,
                         .producer = text,
                         .header = text,
                         .stamp = text,
                         .footer = text,
                         .skip = text,
                         .blocks = blocks,
                         .count = 6};
    return unstyled(f, page_of(f, &document));
}

/* Outside of tags and of quoted values a page of such names has the tags and attributes of
 * a page of plain ones. */
static const char *skeleton(const Fixture *f, const char *page)
{
    Text out = text_open(f->arena);
    bool tag = false, quoted = false;
    for (const char *at = page; *at; at++) {
        if (tag && *at == '"')
            quoted = !quoted;
        if (!quoted && *at == '<')
            tag = true;
        if (tag && !quoted && *at != '"')
            text_add_byte(&out, *at);
        if (!quoted && *at == '>')
            tag = false;
    }
    return str_zero(f->arena, text_str(&out));
}

/* Pictures of text are drawn where there is room: only what stands around them is alike. */
static const char *without_pictures(const Fixture *f, const char *page)
{
    Text out = text_open(f->arena);
    for (const char *at = page; *at;) {
        const char *svg = strstr(at, "<svg"), *end = svg ? strstr(svg, "</svg>") : NULL;
        if (!end) {
            text_add(&out, str_from(at));
            break;
        }
        text_add(&out, (Str){at, (size_t)(svg - at)});
        at = end + 6;
    }
    return str_zero(f->arena, text_str(&out));
}

static void names_from_outside_stay_text_everywhere(void **state)
{
    const Fixture *f = *state;
    static const char *const hostile[] = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='alert(1)",
        "</style></svg></table>",
        "]]><!-- -->",
        "javascript:alert(1)",
        "data:text/html,<b>",
        "&lt;&#60;&",
    };
    const char *plain = skeleton(f, without_pictures(f, page_of_words(f, "Farsta")));
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const char *page = page_of_words(f, hostile[i]);
        assert_string_equal(skeleton(f, without_pictures(f, page)), plain);
        assert_lacks(page, "<script");
        assert_lacks(page, "<img");
        assert_lacks(page, "<b>");
        assert_lacks(page, "<!--");
        assert_lacks(page, "href=\"javascript");
        assert_lacks(page, "href=\"data");
    }
}

static void what_turns_the_direction_of_a_text_is_shown(void **state)
{
    const Fixture *f = *state;
    const char *page = page_of_words(f, "Far\u202Eats");
    assert_lacks(page, "\u202E");
    assert_has(page, "<h1 id=\"h1\">Far\uFFFDats</h1>");
}

static void a_link_leads_to_the_web_or_nowhere(void **state)
{
    const Fixture *f = *state;
    static const struct {
        const char *link;
        bool leads;
    } links[] = {{"https://stad.example/?a=1&b=2", true},
                 {"mailto:anhorigstod@stad.example", true},
                 {"JavaScript:alert(1)", false},
                 {"//stad.example/", false},
                 {"file:///etc/passwd", false}};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        const Span span = {.text = STR("rapporten"), .link = str_from(links[i].link)};
        const Block block = {.kind = BLOCK_PARAGRAPH,
                             .paragraph = {PARAGRAPH_BODY, {&span, 1}}};
        const Document document = {.blocks = &block, .count = 1};
        const char *page = page_of(f, &document);
        assert_int_equal(count_of(page, "<a href="), links[i].leads);
        assert_has(page, "rapporten");
    }
}

static void another_language_is_told(void **state)
{
    const Fixture *f = *state;
    const Span spans[] = {{.text = STR("enligt ")},
                          {.text = STR("Making Data Count"), .language = STR("en-GB")}};
    const Block block = {.kind = BLOCK_PARAGRAPH,
                         .paragraph = {PARAGRAPH_BODY, {spans, 2}}};
    const Document document = {.language = STR("sv-SE"), .blocks = &block, .count = 1};
    assert_has(page_of(f, &document),
               "<p>enligt <span lang=\"en-GB\">Making Data Count</span></p>");
}

static void statuses_beside_each_other_make_a_matrix(void **state)
{
    const Fixture *f = *state;
    const TableColumn columns[] = {{STR("Enhet"), COLUMN_WORDS, ALIGN_LEFT},
                                   {STR("Samtal"), COLUMN_STATUS, ALIGN_LEFT},
                                   {STR("Insatser"), COLUMN_STATUS, ALIGN_LEFT}};
    const TableCell cells[] = {
        {.text = STR("Farsta")},
        {.text = STR("uppfylls helt"), .symbol = SYMBOL_UP},
        {.text = STR("skyddat"), .symbol = SYMBOL_CIRCLE_OPEN, .tone = TONE_MUTED}};
    const Block block = {.kind = BLOCK_TABLE,
                         .table = {.summary = STR("En tabell"),
                                   .columns = columns,
                                   .column_count = 3,
                                   .cells = cells,
                                   .row_count = 1}};
    const Document document = {.blocks = &block, .count = 1};
    const char *page = unstyled(f, page_of(f, &document));
    assert_has(page, "<table class=\"matrix\">");
    assert_has(page, "<th scope=\"row\">Farsta</th><td>");
    assert_has(page, "</svg>uppfylls helt</td>"); /* never a symbol alone */
    assert_has(page, "</svg>skyddat</td>");
}

static void the_index_lists_what_it_is_given(void **state)
{
    const Fixture *f = *state;
    const IndexLink links[] = {{STR("monthly-farsta.html"), STR("Webbsida")},
                               {STR("a&\"b.pdf"), STR("PDF")}};
    const IndexEntry entry = {.title = STR("<Farsta>"),
                              .language = STR("en"),
                              .thumbnail = STR("a-thumbnail.png"),
                              .links = links,
                              .link_count = 2};
    Draft draft = draft_open(f->arena);
    draft_heading(&draft, 1, WORDS_USUAL);
    Index index = {.page = draft_document(&draft),
                   .heading = STR("Öppna rapporter"),
                   .none = STR("Inga än.")};
    const Theme *theme = theme_of(f);
    const char *empty = str_zero(f->arena, index_html(f->arena, &index, f->fonts, theme));
    assert_has(empty, "<p>Inga än.</p>");
    assert_lacks(empty, "<img");
    index.entries = &entry;
    index.count = 1;
    assert_golden(
        f->arena, "tests/golden/html/index.html",
        unstyled(f, str_zero(f->arena, index_html(f->arena, &index, f->fonts, theme))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_block_is_as_it_was),
        cmocka_unit_test(the_same_document_is_the_same_bytes),
        cmocka_unit_test(a_page_needs_nothing_beside_it),
        cmocka_unit_test(a_page_has_its_parts_once_and_in_order),
        cmocka_unit_test(no_level_of_headings_is_skipped),
        cmocka_unit_test(names_from_outside_stay_text_everywhere),
        cmocka_unit_test(what_turns_the_direction_of_a_text_is_shown),
        cmocka_unit_test(a_link_leads_to_the_web_or_nowhere),
        cmocka_unit_test(another_language_is_told),
        cmocka_unit_test(statuses_beside_each_other_make_a_matrix),
        cmocka_unit_test(the_index_lists_what_it_is_given),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
