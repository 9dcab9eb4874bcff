/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "reports/layout/lines.h"
#include "tests/support/fonts.h"

static TextFace face_of(const Fixture *f)
{
    return (TextFace){f->fonts, FACE_REGULAR, 10, STR("sv-SE")};
}

/* The lines of a text, joined with "|". */
static const char *broken(const Fixture *f, Line line, double width)
{
    BrokenText text = lines_break(f->arena, face_of(f), line, width);
    Text out = text_open(f->arena);
    for (size_t i = 0; i < text.count; i++) {
        if (i)
            text_add_byte(&out, '|');
        for (size_t k = 0; k < text.lines[i].count; k++)
            text_add(&out, text.lines[i].fragments[k].text);
        assert_true(text.lines[i].width <= width + 0.02 || text.lines[i].count == 1);
    }
    text_add_byte(&out, '\0');
    return text_str(&out).ptr;
}

static const char *broken_text(const Fixture *f, Str text, double width)
{
    const Span span = {.text = text};
    return broken(f, (Line){&span, 1}, width);
}

static void a_line_that_fits_is_the_text_itself(void **state)
{
    const Fixture *f = *state;
    const Span span = {.text = STR("Enskilda samtal")};
    BrokenText text = lines_break(f->arena, face_of(f), (Line){&span, 1}, 200);
    assert_int_equal(text.count, 1);
    assert_ptr_equal(text.lines[0].fragments[0].text.ptr, span.text.ptr);
    double width = font_width(f->fonts, FACE_REGULAR, 10, span.text);
    assert_float_equal(text.lines[0].width, width, 0.2);
}

static void lines_end_with_a_space_while_words_follow(void **state)
{
    assert_string_equal(broken_text(*state, STR("ett två tre fyra"), 40),
                        "ett två |tre fyra");
}

static void spaces_and_newlines_become_one_space(void **state)
{
    assert_string_equal(broken_text(*state, STR("  ett \t två\ntre  "), 400),
                        "ett två tre");
}

static void no_words_give_no_lines(void **state)
{
    const Fixture *f = *state;
    assert_int_equal(lines_break(f->arena, face_of(f), (Line){NULL, 0}, 100).count, 0);
    assert_string_equal(broken_text(f, STR(""), 100), "");
    assert_string_equal(broken_text(f, STR("   "), 100), "");
}

static void words_break_after_hyphens_and_long_dashes_but_not_in_figures(void **state)
{
    const Fixture *f = *state;
    assert_string_equal(broken_text(f, STR("Hässelby-Vällingby"), 60),
                        "Hässelby-|Vällingby");
    assert_string_equal(broken_text(f, STR("om 2018-04-30 eller"), 58),
                        "om |2018-04-30 |eller");
    assert_string_equal(broken_text(f, STR("sju och −3 av 65+"), 45), "sju och |−3 av 65+");
    assert_string_equal(broken_text(f, STR("antal 1\u00a0234 000"), 50),
                        "antal |1\u00a0234 000");
}

static void soft_hyphens_show_only_where_a_line_ends(void **state)
{
    const Fixture *f = *state;
    Str word = STR("korttids\u00advistelse nu");
    assert_string_equal(broken_text(f, word, 200), "korttidsvistelse nu");
    assert_string_equal(broken_text(f, word, 60), "korttids-|vistelse nu");
}

static void a_word_wider_than_the_line_is_hyphenated_by_syllables(void **state)
{
    const Fixture *f = *state;
    assert_string_equal(broken_text(f, STR("Anhöriggrupp"), 48), "Anhörig-|grupp");
    assert_string_equal(broken_text(f, STR("verksamhet"), 45), "verksam-|het");
}

static void a_word_without_letters_breaks_anywhere_without_a_hyphen(void **state)
{
    assert_string_equal(broken_text(*state, STR("0123456789"), 25), "0123|4567|89");
}

static void every_width_ends_and_keeps_every_character(void **state)
{
    const Fixture *f = *state;
    Str text = STR("anhörigkonsulentverksamheten 2018–2019");
    for (int width = 1; width < 60; width += 3) {
        size_t letters = 0;
        for (const char *p = broken_text(f, text, width); *p; p++)
            letters += *p != '|' && *p != ' ' && *p != '-' && ((*p & 0xC0) != 0x80);
        assert_int_equal(letters, utf8_count(text) - 1);
    }
}

static void a_paragraph_never_ends_in_one_short_word(void **state)
{
    Str text = STR("Ingen i hela stadsdelen mäter detta nu");
    double width = font_width(((Fixture *)*state)->fonts, FACE_REGULAR, 10, text) - 2;
    assert_string_equal(broken_text(*state, text, width),
                        "Ingen i hela stadsdelen mäter |detta nu");
}

static void a_word_of_two_spans_stays_together(void **state)
{
    const Fixture *f = *state;
    const Span spans[] = {{.text = STR("alla ")},
                          {.text = STR("Mål"), .bold = true},
                          {.text = STR(", sedan")}};
    assert_string_equal(broken(f, (Line){spans, 3}, 35), "alla |Mål, |sedan");
}

static void the_space_between_spans_belongs_to_the_first(void **state)
{
    const Fixture *f = *state;
    const Span spans[] = {{.text = STR("Fler samtal."), .bold = true},
                          {.text = STR(" Sjutton.")}};
    BrokenText text = lines_break(f->arena, face_of(f), (Line){spans, 2}, 300);
    assert_int_equal(text.lines[0].count, 2);
    const Fragment *both = text.lines[0].fragments;
    assert_true(str_equal(both[0].text, STR("Fler samtal. ")));
    assert_true(str_equal(both[1].text, STR("Sjutton.")));
    double lead = font_width(f->fonts, FACE_BOLD, 10, STR("Fler samtal. "));
    assert_float_equal(both[1].x, lead, 0.3);
}

static void the_longest_piece_is_what_may_not_break(void **state)
{
    const Fixture *f = *state;
    const Span span = {.text = STR("en anhörig\u00adgrupp i Enskede-Årsta-Vantör")};
    double longest = lines_longest(f->arena, face_of(f), (Line){&span, 1});
    assert_float_equal(longest, font_width(f->fonts, FACE_REGULAR, 10, STR("Enskede-")), 8);
    assert_true(longest < font_width(f->fonts, FACE_REGULAR, 10, STR("anhöriggrupp")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_that_fits_is_the_text_itself),
        cmocka_unit_test(lines_end_with_a_space_while_words_follow),
        cmocka_unit_test(spaces_and_newlines_become_one_space),
        cmocka_unit_test(no_words_give_no_lines),
        cmocka_unit_test(words_break_after_hyphens_and_long_dashes_but_not_in_figures),
        cmocka_unit_test(soft_hyphens_show_only_where_a_line_ends),
        cmocka_unit_test(a_word_wider_than_the_line_is_hyphenated_by_syllables),
        cmocka_unit_test(a_word_without_letters_breaks_anywhere_without_a_hyphen),
        cmocka_unit_test(every_width_ends_and_keeps_every_character),
        cmocka_unit_test(a_paragraph_never_ends_in_one_short_word),
        cmocka_unit_test(a_word_of_two_spans_stays_together),
        cmocka_unit_test(the_space_between_spans_belongs_to_the_first),
        cmocka_unit_test(the_longest_piece_is_what_may_not_break),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
