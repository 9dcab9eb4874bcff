/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "reports/canvas/canvas.h"

static const Colour ink = COLOUR_INK;

static const Tag tags[] = {
    {.role = ROLE_DOCUMENT},
    {.role = ROLE_H1},
    {.role = ROLE_LINK},
};
static const TagTree tree = {tags, 3};

typedef struct {
    Arena *arena;
    Text out;
    Canvas *canvas;
} Fixture;

static int open_trace(void **state)
{
    static Fixture fixture;
    Error error = {0};
    fixture.arena = arena_open();
    fixture.out = text_open(fixture.arena);
    const Fonts *fonts = fonts_load(fixture.arena, NULL, &error);
    if (!fonts)
        return -1;
    fixture.canvas = trace_open(fixture.arena, fonts, &tree, &fixture.out);
    *state = &fixture;
    return 0;
}

static int close_trace(void **state)
{
    arena_close(((Fixture *)*state)->arena);
    return 0;
}

static void every_call_is_a_line(void **state)
{
    Fixture *fixture = *state;
    Canvas *c = fixture->canvas;
    c->ops->page_begin(c, 595.276, 841.89);
    c->ops->outline(c, 1, 800, STR("Rubrik"));
    c->ops->mark(c, 1);
    c->ops->text(c, 50, 780, 0, FACE_BOLD, 18, ink, STR("0 \"0\\"));
    c->ops->unmark(c);
    c->ops->artifact(c, ARTIFACT_LAYOUT);
    c->ops->push(c, 10, 20);
    c->ops->move(c, -0.001, 1.005);
    c->ops->line(c, 3, 4);
    c->ops->stroke(c, ink, 0.5, 2);
    c->ops->pop(c);
    c->ops->unmark(c);
    c->ops->link(c, 2, (const double[4]){1, 2, 3, 4}, STR("https://a.se/"), STR("A\n"));
    c->ops->page_end(c);
    assert_string_equal(fixture->out.ptr,
                        "page 595.28 841.89\n"
                        "outline 1 800.00 \"Rubrik\"\n"
                        "mark 1 H1\n"
                        "text 50.00 780.00 0.00 bold 18.00 ink width 40.10 "
                        "\"0 \\\"0\\\\\"\n"
                        "unmark\n"
                        "artifact layout\n"
                        "push 10.00 20.00\n"
                        "move 0.00 1.00\n"
                        "line 3.00 4.00\n"
                        "stroke ink 0.50 2.00\n"
                        "pop\n"
                        "unmark\n"
                        "link 2 Link 1.00 2.00 3.00 4.00 \"https://a.se/\" \"A\\x0a\"\n"
                        "page-end\n");
}

static void symbols_are_paths_within_their_size(void **state)
{
    Fixture *fixture = *state;
    Canvas *c = fixture->canvas;
    for (Symbol symbol = SYMBOL_UP; symbol <= SYMBOL_DOT; symbol++) {
        size_t before = fixture->out.len;
        canvas_symbol(c, symbol, 100, 50, 8, ink);
        const char *drawn = fixture->out.ptr + before;
        bool open = symbol == SYMBOL_DIAMOND_OPEN || symbol == SYMBOL_CIRCLE_OPEN;
        assert_non_null(strstr(drawn, open ? "stroke ink" : "fill ink"));
        assert_ptr_equal(strstr(drawn, "move"), drawn);
        assert_null(strstr(drawn, "text"));
    }
    size_t before = fixture->out.len;
    canvas_symbol(c, SYMBOL_NONE, 100, 50, 8, ink);
    assert_int_equal(fixture->out.len, before);
    canvas_symbol(c, SYMBOL_UP, 100, 50, 8, ink);
    assert_string_equal(fixture->out.ptr + before, "move 96.00 46.54\nline 104.00 46.54\n"
                                                   "line 100.00 53.46\nclose\n"
                                                   "fill ink\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_call_is_a_line, open_trace, close_trace),
        cmocka_unit_test_setup_teardown(symbols_are_paths_within_their_size, open_trace,
                                        close_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
