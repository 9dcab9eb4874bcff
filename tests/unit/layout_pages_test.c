/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "reports/layout/pages.h"
#include "tests/support/boxes.h"
#include "tests/support/drafts.h"
#include "tests/support/laid.h"
#include "tests/support/fonts.h"

static Pages laid_out(const Fixture *f, const Draft *draft)
{
    Error error = {0};
    Pages pages = {0};
    Document document = draft_document(draft);
    if (!pages_layout(f->arena, &document, f->fonts, &pages, &error))
        fail_msg("%s", error.message);
    return pages;
}

/* Lays out and looks for every fault. Returns the number of pages. */
static size_t sound(const Fixture *f, const Draft *draft, const char *what, size_t a,
                    size_t b)
{
    Pages pages = laid_out(f, draft);
    Document document = draft_document(draft);
    const char *fault = laid_fault(f->arena, &document, &pages, f->fonts);
    if (fault)
        fail_msg("%s %zu %zu: %s", what, a, b, fault);
    return pages.count;
}

static void an_empty_document_is_one_page(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    assert_int_equal(sound(f, &draft, "nothing", 0, 0), 1);
    draft_page_break(&draft);
    draft_page_break(&draft);
    assert_int_equal(sound(f, &draft, "breaks", 0, 0), 1);
}

static void tables_of_all_shapes_are_whole_and_apart(void **state)
{
    static const size_t columns[] = {1, 2, 4, 5, 10, 14, 24},
                        rows[] = {0, 1, 2, 3, 41, 200};
    const Fixture *f = *state;
    for (Words words = 0; words < WORDS_COUNT; words++)
        for (size_t c = 0; c < 7; c++)
            for (size_t r = 0; r < (words == WORDS_LONG ? 4 : 6); r++) {
                ArenaMark mark = arena_mark(f->arena);
                Draft draft = draft_open(f->arena);
                draft_heading(&draft, 1, WORDS_USUAL);
                draft_table(&draft, columns[c], rows[r], words);
                draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_SENTENCE);
                sound(f, &draft, "table", columns[c] * 1000 + rows[r], words);
                arena_rewind(f->arena, mark);
            }
}

/* How often a text stands on the pages, read or only seen. */
static size_t times(const Pages *pages, Str text, bool artifact)
{
    size_t count = 0;
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->pages[p].count; i++) {
            const Placed *item = &pages->pages[p].items[i];
            count += item->kind == PLACED_TEXT && item->artifact == artifact &&
                     str_equal(str_trim(item->text), text);
        }
    return count;
}

/* Rows and columns whose every cell is another: "r12k7". */
static Draft draft_of_a_wide_table(const Fixture *f, size_t columns, size_t rows)
{
    Draft draft = draft_open(f->arena);
    draft_table(&draft, columns, rows, WORDS_USUAL);
    Table *table = &draft.blocks[0].table;
    TableColumn *heads = ARENA_ARRAY(f->arena, columns, TableColumn);
    TableCell *cells = ARENA_ARRAY(f->arena, columns * rows, TableCell);
    for (size_t c = 0; c < columns; c++)
        heads[c] = (TableColumn){str_format(f->arena, "Kolumn%zu", c), COLUMN_FIGURES,
                                 ALIGN_RIGHT};
    for (size_t i = 0; i < columns * rows; i++)
        cells[i].text = str_format(f->arena, "r%zuk%zu", i / columns, i % columns);
    table->columns = heads;
    table->cells = cells;
    table->sum_row = false;
    return draft;
}

static void a_wide_table_stands_in_parts_and_loses_nothing(void **state)
{
    enum { COLUMNS = 26, ROWS = 90 };
    const Fixture *f = *state;
    Draft draft = draft_of_a_wide_table(f, COLUMNS, ROWS);
    sound(f, &draft, "wide table", COLUMNS, ROWS);
    Pages pages = laid_out(f, &draft);
    const Table *table = &draft.blocks[0].table;
    size_t in = 0, out = 0, seen_again = 0, heads = 0;
    for (size_t i = 0; i < (size_t)COLUMNS * ROWS; i++) {
        in++;
        out += times(&pages, table->cells[i].text, false) == 1;
        seen_again += times(&pages, table->cells[i].text, true);
    }
    print_message("%zu cells in, %zu stand on the %zu pages\n", in, out, pages.count);
    assert_int_equal(out, in);
    assert_true(seen_again > 0);
    assert_int_equal(seen_again % ROWS, 0); /* each row begins with its name in each part */
    for (size_t c = 0; c < COLUMNS; c++)
        heads += times(&pages, table->columns[c].heading, false) == 1;
    assert_int_equal(heads, COLUMNS);
    size_t tables = 0, rows = 0;
    for (size_t i = 0; i < pages.tree.count; i++) {
        tables += pages.tree.tags[i].role == ROLE_TABLE;
        rows += pages.tree.tags[i].role == ROLE_TR;
    }
    assert_int_equal(tables, 1); /* to who listens it is one, with whole rows */
    assert_int_equal(rows, ROWS + 1);
}

static void a_table_that_fits_is_not_parted(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_a_wide_table(f, 8, 60);
    sound(f, &draft, "table", 8, 60);
    Pages pages = laid_out(f, &draft);
    assert_int_equal(times(&pages, STR("r3k0"), true), 0);
}

static void tables_begin_anywhere_on_a_page(void **state)
{
    const Fixture *f = *state;
    for (size_t above = 0; above < 24; above++) {
        ArenaMark mark = arena_mark(f->arena);
        Draft draft = draft_open(f->arena);
        for (size_t i = 0; i < above; i++)
            draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_SENTENCE);
        draft_heading(&draft, 2, WORDS_USUAL);
        draft_table(&draft, 5, 30, WORDS_MIXED);
        sound(f, &draft, "table below", above, 0);
        arena_rewind(f->arena, mark);
    }
}

static void a_small_table_is_never_split(void **state)
{
    const Fixture *f = *state;
    for (size_t above = 0; above < 70; above++) {
        ArenaMark mark = arena_mark(f->arena);
        Draft draft = draft_open(f->arena);
        for (size_t i = 0; i < above; i++)
            draft_paragraph(&draft, PARAGRAPH_NOTE, WORDS_MARKS);
        draft_table(&draft, 3, 7, WORDS_USUAL);
        sound(f, &draft, "small table below", above, 0);
        Pages pages = laid_out(f, &draft);
        TextBoxes all = boxes_read(f->arena, &pages, f->fonts);
        for (size_t i = 0; i < all.count; i++)
            assert_true(!all.boxes[i].artifact || all.boxes[i].kind != ARTIFACT_LAYOUT);
        arena_rewind(f->arena, mark);
    }
}

/* A first page with a chart that is a little too long, then `lines` of text. */
static Draft draft_of_a_full_page(const Fixture *f, size_t lines)
{
    Draft draft = draft_open(f->arena);
    draft_heading(&draft, 1, WORDS_USUAL);
    draft_list(&draft, LIST_HIGHLIGHTS, 3, WORDS_USUAL);
    for (size_t i = 0; i < 3; i++) {
        draft_heading(&draft, 2, WORDS_USUAL);
        draft_chart(&draft, 0);
    }
    for (size_t i = 0; i < lines; i++)
        draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_USUAL);
    return draft;
}

static void blocks_are_drawn_together_where_that_saves_a_page(void **state)
{
    const Fixture *f = *state;
    size_t one_page = 0, last_space = 0;
    for (size_t lines = 0; lines < 40; lines++) {
        ArenaMark mark = arena_mark(f->arena);
        Draft draft = draft_of_a_full_page(f, lines);
        sound(f, &draft, "full page", lines, 0);
        Pages pages = laid_out(f, &draft);
        one_page += pages.count == 1;
        const Page *page = &pages.pages[pages.count - 1];
        double lowest = 1000;
        for (size_t i = 0; i < page->count; i++)
            if (!page->items[i].artifact && page->items[i].y < lowest)
                lowest = page->items[i].y;
        last_space += pages.count == 2 && lowest > 700;
        arena_rewind(f->arena, mark);
    }
    assert_true(one_page > 5);
    assert_int_equal(last_space, 0); /* no page for three lines */
}

static void a_first_page_that_would_end_early_is_filled(void **state)
{
    const Fixture *f = *state;
    size_t filled = 0;
    for (size_t lines = 0; lines < 12; lines++) {
        ArenaMark mark = arena_mark(f->arena);
        Draft draft = draft_of_a_full_page(f, lines);
        Draft side = draft_open(f->arena);
        draft_chart(&side, 0);
        draft_columns(&draft, &side, &side);
        draft_table(&draft, 4, 80, WORDS_USUAL);
        sound(f, &draft, "full page and more", lines, 0);
        Pages pages = laid_out(f, &draft);
        size_t charts = 0;
        for (size_t i = 0; i < pages.pages[0].count; i++)
            charts += pages.pages[0].items[i].kind == PLACED_CHART;
        filled += charts == 5;
        arena_rewind(f->arena, mark);
    }
    assert_true(filled > 0);
}

static void lists_of_all_kinds_are_whole_and_apart(void **state)
{
    const Fixture *f = *state;
    for (ListStyle style = LIST_PLAIN; style <= LIST_NUMBERED; style++)
        for (Words words = 0; words < WORDS_COUNT; words++)
            for (size_t count = 0; count < 40; count += 1 + count * 2) {
                ArenaMark mark = arena_mark(f->arena);
                Draft draft = draft_open(f->arena);
                draft_heading(&draft, 2, WORDS_USUAL);
                draft_list(&draft, style, count, words);
                draft_table(&draft, 3, 4, WORDS_USUAL);
                sound(f, &draft, "list", style * 1000 + count, words);
                arena_rewind(f->arena, mark);
            }
}

static void text_and_headings_break_well_at_every_height(void **state)
{
    const Fixture *f = *state;
    for (size_t lines = 0; lines < 60; lines++) {
        ArenaMark mark = arena_mark(f->arena);
        Draft draft = draft_open(f->arena);
        draft_heading(&draft, 1, WORDS_USUAL);
        for (size_t i = 0; i < lines; i++)
            draft_paragraph(&draft, PARAGRAPH_NOTE, WORDS_MARKS);
        for (size_t i = 0; i < 30; i++) {
            draft_heading(&draft, 1 + (int)i % 3, i % 4 ? WORDS_USUAL : WORDS_COMPOUND);
            draft_paragraph(&draft, (ParagraphStyle)(i % 3), WORDS_SENTENCE);
            draft_paragraph(&draft, PARAGRAPH_BODY, i % 7 ? WORDS_USUAL : WORDS_LONG);
        }
        sound(f, &draft, "text below", lines, 0);
        arena_rewind(f->arena, mark);
    }
}

static void thirty_headings_in_a_row_stay_with_what_follows(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    for (size_t i = 0; i < 30; i++)
        draft_heading(&draft, 1 + (int)i % 4, i % 2 ? WORDS_USUAL : WORDS_SENTENCE);
    draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_SENTENCE);
    Pages pages = laid_out(f, &draft);
    assert_null(boxes_fault(f->arena, &pages, f->fonts));
    assert_int_equal(pages.outline_count, 30);
}

static void columns_of_unequal_height_stand_side_by_side(void **state)
{
    const Fixture *f = *state;
    for (size_t left_blocks = 0; left_blocks < 9; left_blocks++)
        for (Words words = 0; words < WORDS_COUNT; words++) {
            ArenaMark mark = arena_mark(f->arena);
            Draft draft = draft_open(f->arena), left = draft, right = draft;
            for (size_t i = 0; i < left_blocks; i++) {
                draft_heading(&left, 3, words);
                draft_paragraph(&left, PARAGRAPH_LEAD, words);
                draft_list(&left, LIST_HIGHLIGHTS, i % 3, words);
            }
            draft_heading(&right, 3, WORDS_COMPOUND);
            draft_paragraph(&right, PARAGRAPH_LEAD, WORDS_SENTENCE);
            draft_table(&right, 3, 3, words);
            draft_heading(&draft, 1, WORDS_USUAL);
            draft_columns(&draft, &left, &right);
            draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_SENTENCE);
            sound(f, &draft, "columns", left_blocks, words);
            arena_rewind(f->arena, mark);
        }
}

static void symbols_are_drawn_on_their_panels(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena), left = draft, right = draft;
    draft_list(&left, LIST_HIGHLIGHTS, 3, WORDS_SENTENCE);
    draft_list(&right, LIST_HIGHLIGHTS, 2, WORDS_SENTENCE);
    draft_columns(&draft, &left, &right);
    draft_list(&draft, LIST_HIGHLIGHTS, 3, WORDS_SENTENCE);
    Pages pages = laid_out(f, &draft);
    size_t panels = 0, symbols = 0;
    for (size_t i = 0; i < pages.pages[0].count; i++) {
        const Placed *item = &pages.pages[0].items[i];
        panels += item->kind == PLACED_PANEL;
        symbols += item->kind == PLACED_SYMBOL;
        if (item->kind == PLACED_SYMBOL)
            assert_int_equal(panels, 3);
    }
    assert_int_equal(symbols, 8);
}

static double top_of(const Pages *pages, PlacedKind kind, size_t which)
{
    for (size_t i = 0; i < pages->pages[0].count; i++) {
        const Placed *item = &pages->pages[0].items[i];
        if (item->kind == kind && which-- == 0)
            return item->y + item->height;
    }
    fail();
    return 0;
}

static void charts_in_two_columns_stand_level(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena), left = draft, right = draft;
    draft_heading(&left, 3, WORDS_USUAL);
    draft_paragraph(&left, PARAGRAPH_LEAD, WORDS_SENTENCE);
    draft_chart(&left, 0);
    draft_heading(&right, 3, WORDS_USUAL);
    draft_paragraph(&right, PARAGRAPH_LEAD, WORDS_USUAL);
    draft_chart(&right, 0);
    draft_columns(&draft, &left, &right);
    sound(f, &draft, "charts", 0, 0);
    Pages pages = laid_out(f, &draft);
    assert_float_equal(top_of(&pages, PLACED_CHART, 0), top_of(&pages, PLACED_CHART, 1),
                       0.01);
}

static void a_chart_stands_with_its_heading_and_note(void **state)
{
    const Fixture *f = *state;
    for (size_t above = 0; above < 30; above++) {
        ArenaMark mark = arena_mark(f->arena);
        Draft draft = draft_open(f->arena);
        for (size_t i = 0; i < above; i++)
            draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_SENTENCE);
        draft_heading(&draft, 2, WORDS_USUAL);
        draft_paragraph(&draft, PARAGRAPH_LEAD, WORDS_SENTENCE);
        draft_chart(&draft, 200);
        sound(f, &draft, "chart", above, 0);
        Pages pages = laid_out(f, &draft);
        assert_int_equal(pages.outline[0].page, pages.count - 1);
        arena_rewind(f->arena, mark);
    }
}

static void a_chart_taller_than_a_page_is_made_to_fit(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    draft_heading(&draft, 1, WORDS_USUAL);
    draft_chart(&draft, 2000);
    assert_int_equal(sound(f, &draft, "tall chart", 0, 0), 1);
}

static void a_page_break_begins_a_new_page(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_USUAL);
    draft_page_break(&draft);
    draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_USUAL);
    assert_int_equal(sound(f, &draft, "break", 0, 0), 2);
}

static bool page_says(const Fixture *f, const Pages *pages, size_t page, Str words,
                      ArtifactKind kind)
{
    TextBoxes all = boxes_read(f->arena, pages, f->fonts);
    for (size_t i = 0; i < all.count; i++)
        if (all.boxes[i].page == page && all.boxes[i].artifact &&
            all.boxes[i].kind == kind && str_equal(all.boxes[i].text, words))
            return true;
    return false;
}

static void every_page_has_its_stamp_and_number(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    draft_table(&draft, 4, 100, WORDS_USUAL);
    Pages pages = laid_out(f, &draft);
    assert_int_equal(pages.count, 3);
    assert_true(page_says(f, &pages, 0, STR("Sida 1 (3)"), ARTIFACT_FOOTER));
    assert_true(page_says(f, &pages, 2, STR("Sida 3 (3)"), ARTIFACT_FOOTER));
    for (size_t page = 0; page < 3; page++)
        assert_true(page_says(f, &pages, page, STR("Internt: Farsta"), ARTIFACT_HEADER));
}

static void a_long_header_gives_way_to_the_stamp(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    Document document = draft_document(&draft);
    document.header = document.footer = draft_words(&draft, WORDS_LONG);
    document.stamp = STR("Internt: Hägersten-Liljeholmen");
    Pages pages;
    Error error = {0};
    assert_true(pages_layout(f->arena, &document, f->fonts, &pages, &error));
    assert_null(boxes_fault(f->arena, &pages, f->fonts));
    assert_true(page_says(f, &pages, 0, document.stamp, ARTIFACT_HEADER));
}

static void headings_never_skip_a_level_in_the_tree(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    static const int levels[] = {3, 3, 1, 3, 2, 9, -1};
    static const Role roles[] = {ROLE_H1, ROLE_H2, ROLE_H1, ROLE_H2,
                                 ROLE_H2, ROLE_H3, ROLE_H1};
    for (size_t i = 0; i < 7; i++)
        draft_heading(&draft, levels[i], WORDS_USUAL);
    Pages pages = laid_out(f, &draft);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(pages.tree.tags[i + 1].role, roles[i]);
}

static void the_tree_says_what_a_table_is(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    draft_table(&draft, 5, 2, WORDS_USUAL);
    Pages pages = laid_out(f, &draft);
    static const Role roles[] = {
        ROLE_DOCUMENT,  ROLE_TABLE,     ROLE_CAPTION,   ROLE_TR,        ROLE_TH_COLUMN,
        ROLE_TH_COLUMN, ROLE_TH_COLUMN, ROLE_TH_COLUMN, ROLE_TH_COLUMN, ROLE_TR,
        ROLE_TH_ROW,    ROLE_TD,        ROLE_TD,        ROLE_TD,        ROLE_TD,
        ROLE_FIGURE,    ROLE_TR,        ROLE_TH_ROW};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        assert_int_equal(pages.tree.tags[i].role, roles[i]);
    assert_int_equal(pages.tree.tags[15].parent, 13);
    assert_true(str_equal(pages.tree.tags[15].alt, STR("från 2 till 4")));
    assert_true(str_equal(pages.tree.tags[1].summary, STR("En tabell")));
}

static void a_symbol_without_words_is_said(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    draft_table(&draft, 5, 1, WORDS_EMPTY);
    Pages pages = laid_out(f, &draft);
    const Tag *last = &pages.tree.tags[pages.tree.count - 1];
    assert_int_equal(last->role, ROLE_SPAN);
    assert_true(last->actual_text.len > 0);
}

static void links_and_other_languages_have_tags_of_their_own(void **state)
{
    const Fixture *f = *state;
    const Span spans[] = {{.text = STR("Se ")},
                          {.text = STR("rapporten"), .link = STR("https://stad.example/")},
                          {.text = STR(" och ")},
                          {.text = STR("Outcome Rating Scale"), .language = STR("en-GB")}};
    const Block block = {.kind = BLOCK_PARAGRAPH,
                         .paragraph = {PARAGRAPH_BODY, {spans, 4}}};
    const Document document = {.blocks = &block, .count = 1};
    Pages pages;
    Error error = {0};
    assert_true(pages_layout(f->arena, &document, f->fonts, &pages, &error));
    assert_null(laid_fault(f->arena, &document, &pages, f->fonts));
    static const Role roles[] = {ROLE_DOCUMENT, ROLE_P,    ROLE_SPAN,
                                 ROLE_LINK,     ROLE_SPAN, ROLE_SPAN};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(pages.tree.tags[i].role, roles[i]);
    assert_true(str_equal(pages.tree.tags[5].language, STR("en-GB")));
    size_t areas = 0;
    for (size_t i = 0; i < pages.pages[0].count; i++)
        areas += pages.pages[0].items[i].kind == PLACED_LINK;
    assert_int_equal(areas, 1);
}

static void lines_and_neighbouring_cells_end_with_a_space(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    draft_table(&draft, 3, 1, WORDS_USUAL);
    Pages pages = laid_out(f, &draft);
    const Page *page = &pages.pages[0];
    for (size_t i = 0; i < page->count; i++) {
        const Placed *item = &page->items[i];
        if (item->artifact || item->kind != PLACED_TEXT)
            continue;
        Role role = pages.tree.tags[item->tag].role;
        bool last_cell = role == ROLE_TD && item->x > 300;
        if ((role == ROLE_TD && !last_cell) || role == ROLE_TH_ROW)
            assert_true(str_ends(item->text, STR(" ")));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_document_is_one_page),
        cmocka_unit_test(tables_of_all_shapes_are_whole_and_apart),
        cmocka_unit_test(a_wide_table_stands_in_parts_and_loses_nothing),
        cmocka_unit_test(a_table_that_fits_is_not_parted),
        cmocka_unit_test(tables_begin_anywhere_on_a_page),
        cmocka_unit_test(a_small_table_is_never_split),
        cmocka_unit_test(blocks_are_drawn_together_where_that_saves_a_page),
        cmocka_unit_test(a_first_page_that_would_end_early_is_filled),
        cmocka_unit_test(lists_of_all_kinds_are_whole_and_apart),
        cmocka_unit_test(text_and_headings_break_well_at_every_height),
        cmocka_unit_test(thirty_headings_in_a_row_stay_with_what_follows),
        cmocka_unit_test(columns_of_unequal_height_stand_side_by_side),
        cmocka_unit_test(symbols_are_drawn_on_their_panels),
        cmocka_unit_test(charts_in_two_columns_stand_level),
        cmocka_unit_test(a_chart_stands_with_its_heading_and_note),
        cmocka_unit_test(a_chart_taller_than_a_page_is_made_to_fit),
        cmocka_unit_test(a_page_break_begins_a_new_page),
        cmocka_unit_test(every_page_has_its_stamp_and_number),
        cmocka_unit_test(a_long_header_gives_way_to_the_stamp),
        cmocka_unit_test(headings_never_skip_a_level_in_the_tree),
        cmocka_unit_test(the_tree_says_what_a_table_is),
        cmocka_unit_test(a_symbol_without_words_is_said),
        cmocka_unit_test(links_and_other_languages_have_tags_of_their_own),
        cmocka_unit_test(lines_and_neighbouring_cells_end_with_a_space),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
