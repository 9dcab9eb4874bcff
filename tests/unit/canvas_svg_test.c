/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "reports/canvas/canvas.h"
#include "reports/canvas/markup.h"
#include "reports/font/face.h"
#include "tests/support/fonts.h"
#include "tests/support/golden.h"

typedef struct {
    Text out;
    uint8_t *shown;
    Canvas *canvas;
} Drawing;

static Drawing *drawing_open(const Fixture *f, Str classes, Str label)
{
    Error error = {0};
    Drawing *drawing = ARENA_NEW(f->arena, Drawing);
    const Theme *theme = theme_load(f->arena, "templates", NULL, &error);
    assert_non_null(theme);
    drawing->out = text_open(f->arena);
    drawing->shown = ARENA_ARRAY(f->arena, FACE_RUNES, uint8_t);
    drawing->canvas =
        svg_open(f->arena, f->fonts, theme, classes, label, drawing->shown, &drawing->out);
    drawing->canvas->ops->page_begin(drawing->canvas, 100, 50);
    return drawing;
}

static const char *drawing_end(const Fixture *f, Drawing *drawing)
{
    drawing->canvas->ops->page_end(drawing->canvas);
    return str_zero(f->arena, text_str(&drawing->out));
}

static void a_page_is_one_element_with_y_turned_downwards(void **state)
{
    const Fixture *f = *state;
    Drawing *drawing = drawing_open(f, STR("wide"), STR(""));
    Canvas *c = drawing->canvas;
    c->ops->artifact(c, ARTIFACT_LAYOUT);
    c->ops->push(c, 10, 20);
    c->ops->move(c, 0, 0);
    c->ops->line(c, 5.25, 10);
    c->ops->line(c, 10, 0.004);
    c->ops->close(c);
    c->ops->fill(c, COLOUR_ACCENT);
    c->ops->pop(c);
    c->ops->move(c, 1, 1);
    c->ops->curve(c, 1, 2, 3, 4, -5, 6);
    c->ops->stroke(c, COLOUR_RULE, 0.5, 2);
    c->ops->rectangle(c, 0, 0, 100, 50);
    c->ops->stroke(c, COLOUR_RULE, 1, 0);
    c->ops->unmark(c);
    c->ops->mark(c, 0);
    c->ops->text(c, 20, 30, 0, FACE_REGULAR, 7.5, COLOUR_INK, STR("17 "));
    c->ops->text(c, 20, 30, 90, FACE_BOLD, 8, COLOUR_GOAL, STR("mål"));
    c->ops->unmark(c);
    assert_golden(f->arena, "tests/golden/html/canvas.svg", drawing_end(f, drawing));
    assert_int_equal(drawing->shown['7'], 1);
    assert_int_equal(drawing->shown[0xE5], 1);
    assert_int_equal(drawing->shown['8'], 0);
}

static void a_picture_says_what_it_shows_or_is_hidden(void **state)
{
    const Fixture *f = *state;
    const char *said = drawing_end(f, drawing_open(f, STR(""), STR("Fler & \"färre\"")));
    const char *hidden = drawing_end(f, drawing_open(f, STR(""), STR("")));
    assert_has(said, " role=\"img\" aria-label=\"Fler &amp; &quot;färre&quot;\">");
    assert_lacks(said, "aria-hidden");
    assert_has(hidden, " aria-hidden=\"true\">");
    assert_lacks(hidden, "role=");
}

static void text_in_a_picture_stays_text(void **state)
{
    const Fixture *f = *state;
    Drawing *drawing = drawing_open(f, STR(""), STR(""));
    Canvas *c = drawing->canvas;
    c->ops->text(c, 0, 0, 0, FACE_REGULAR, 8, COLOUR_INK,
                 STR("</text><script>alert('1')</script>]]>"));
    const char *svg = drawing_end(f, drawing);
    assert_lacks(svg, "<script");
    assert_has(svg, ">&lt;/text&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;]]&gt;<");
}

static void what_acts_unseen_is_shown_as_a_sign(void **state)
{
    const Fixture *f = *state;
    static const char *const unseen[] = {
        "\u202E", /* turns the direction */
        "\u2066", /* isolates */
        "\uFEFF", /* a byte order mark */
        "\x01",
        "\x7f",
        "\xC2\x85",
        "\xff" /* no UTF-8 */,
        "\xed\xa0\x80" /* half a pair */,
    };
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
        Text out = text_open(f->arena);
        markup_text(&out, str_format(f->arena, "a%sb", unseen[i]), NULL);
        const char *text = str_zero(f->arena, text_str(&out));
        assert_null(strstr(text, unseen[i]));
        assert_has(text, "a\uFFFD");
        assert_int_equal(text[strlen(text) - 1], 'b');
    }
}

static void numbers_are_as_short_as_can_be(void **state)
{
    const Fixture *f = *state;
    static const struct {
        double value;
        const char *text;
    } numbers[] = {{0, "0"},           {-0.001, "0"},    {0.5, ".5"},
                   {-0.25, "-.25"},    {12.25, "12.25"}, {-3, "-3"},
                   {10.05, "10.05"},   {99.999, "100"},  {1234.5, "1234.5"},
                   {595.276, "595.28"}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Text out = text_open(f->arena);
        markup_number(&out, numbers[i].value);
        assert_string_equal(str_zero(f->arena, text_str(&out)), numbers[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_one_element_with_y_turned_downwards),
        cmocka_unit_test(a_picture_says_what_it_shows_or_is_hidden),
        cmocka_unit_test(text_in_a_picture_stays_text),
        cmocka_unit_test(what_acts_unseen_is_shown_as_a_sign),
        cmocka_unit_test(numbers_are_as_short_as_can_be),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
