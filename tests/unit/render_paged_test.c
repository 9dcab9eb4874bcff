/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "reports/render/paged.h"
#include "tests/support/drafts.h"
#include "tests/support/fonts.h"

static const char *traced(const Fixture *f, const Document *document)
{
    Error error = {0};
    Pages pages;
    assert_true(pages_layout(f->arena, document, f->fonts, &pages, &error));
    Text out = text_open(f->arena);
    Canvas *canvas = trace_open(f->arena, f->fonts, &pages.tree, &out);
    pages_draw(f->arena, &pages, canvas);
    return str_zero(f->arena, text_str(&out));
}

static size_t lines_that_begin(const char *trace, const char *with)
{
    size_t count = 0, len = strlen(with);
    for (const char *line = trace; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        count += strncmp(line, with, len) == 0;
    }
    return count;
}

static Draft draft_of_everything(const Fixture *f)
{
    Draft draft = draft_open(f->arena), left = draft, right = draft;
    draft_heading(&draft, 1, WORDS_USUAL);
    draft_list(&draft, LIST_HIGHLIGHTS, 3, WORDS_SENTENCE);
    draft_heading(&draft, 2, WORDS_USUAL);
    draft_table(&draft, 5, 60, WORDS_USUAL);
    draft_chart(&draft, 0);
    draft_heading(&left, 3, WORDS_USUAL);
    draft_chart(&left, 0);
    draft_list(&right, LIST_TERMS, 3, WORDS_SENTENCE);
    draft_columns(&draft, &left, &right);
    draft_list(&draft, LIST_PLAIN, 4, WORDS_SENTENCE);
    return draft;
}

static void marks_never_nest_and_everything_stands_in_one(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    bool open = false, page = false;
    for (const char *line = traced(f, &document); *line; line = strchr(line, '\n') + 1) {
        bool begins = !strncmp(line, "mark ", 5) || !strncmp(line, "artifact ", 9);
        bool paints = !strncmp(line, "text ", 5) || !strncmp(line, "fill ", 5) ||
                      !strncmp(line, "stroke ", 7);
        assert_false(begins && open);
        assert_true(!paints || open);
        if (!strncmp(line, "page ", 5))
            page = true;
        if (!strncmp(line, "page-end", 8)) {
            assert_false(open);
            page = false;
        }
        if (begins) {
            assert_true(page);
            open = true;
        }
        if (!strncmp(line, "unmark", 6))
            open = false;
    }
}

static void neighbours_with_the_same_tag_share_a_mark(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_open(f->arena);
    draft_paragraph(&draft, PARAGRAPH_BODY, WORDS_SENTENCE);
    Document document = draft_document(&draft);
    const char *trace = traced(f, &document);
    assert_int_equal(lines_that_begin(trace, "mark 1 P"), 1);
    assert_true(lines_that_begin(trace, "text ") > 5);
    assert_int_equal(lines_that_begin(trace, "artifact header"), 1);
    assert_int_equal(lines_that_begin(trace, "artifact footer"), 1);
}

static void headings_become_bookmarks_on_their_pages(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    const char *trace = traced(f, &document);
    assert_int_equal(lines_that_begin(trace, "outline"), 3);
    assert_true(strstr(trace, "outline") < strstr(trace, "page-end"));
}

static void a_link_is_an_area_over_its_words(void **state)
{
    const Fixture *f = *state;
    const Span span = {.text = STR("rapporten"), .link = STR("https://stad.example/")};
    const Block block = {.kind = BLOCK_PARAGRAPH,
                         .paragraph = {PARAGRAPH_BODY, {&span, 1}}};
    const Document document = {.blocks = &block, .count = 1};
    const char *trace = traced(f, &document);
    assert_int_equal(lines_that_begin(trace, "mark 2 Link"), 1);
    assert_non_null(strstr(trace, "https://stad.example/"));
}

static void a_document_becomes_the_same_pdf_every_time(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    Str one = {0}, two = {0};
    Error error = {0};
    const Theme *theme = theme_load(f->arena, "templates", NULL, &error);
    assert_non_null(theme);
    assert_true(document_pdf(f->arena, &document, f->fonts, theme, &one, &error));
    assert_true(document_pdf(f->arena, &document, f->fonts, theme, &two, &error));
    assert_true(str_starts(one, STR("%PDF-1.")));
    assert_true(str_equal(one, two));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_never_nest_and_everything_stands_in_one),
        cmocka_unit_test(neighbours_with_the_same_tag_share_a_mark),
        cmocka_unit_test(headings_become_bookmarks_on_their_pages),
        cmocka_unit_test(a_link_is_an_area_over_its_words),
        cmocka_unit_test(a_document_becomes_the_same_pdf_every_time),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
