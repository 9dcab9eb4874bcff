/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <hb.h>
#include <math.h>
#include <string.h>

#include "reports/font/face.h"

typedef struct {
    Arena *arena;
    const Fonts *fonts;
    Error error;
} Fixture;

static int open_fonts(void **state)
{
    static Fixture fixture;
    memset(&fixture, 0, sizeof fixture);
    fixture.arena = arena_open();
    fixture.fonts = fonts_load(fixture.arena, NULL, &fixture.error);
    *state = &fixture;
    return fixture.fonts ? 0 : -1;
}

static int close_fonts(void **state)
{
    arena_close(((Fixture *)*state)->arena);
    return 0;
}

static uint16_t glyph_of(const Face *face, uint32_t rune)
{
    uint16_t glyph = face_glyph(face, rune);
    assert_int_not_equal(glyph, 0);
    return glyph;
}

static void advances_are_those_of_the_font(void **state)
{
    const Fonts *fonts = ((Fixture *)*state)->fonts;
    /* Open Sans Regular: 2048 units; space 532, A 1296, zero 1171. */
    assert_float_equal(font_width(fonts, FACE_REGULAR, 1000, STR(" ")), 260, 0.01);
    assert_float_equal(font_width(fonts, FACE_REGULAR, 1000, STR("A")), 633, 0.01);
    assert_float_equal(font_width(fonts, FACE_REGULAR, 10, STR("0")), 5.72, 0.001);
    assert_float_equal(font_width(fonts, FACE_REGULAR, 10, STR("")), 0, 0);
}

static void digits_are_all_equally_wide(void **state)
{
    const Fonts *fonts = ((Fixture *)*state)->fonts;
    for (int face = 0; face < FACE_COUNT; face++)
        for (int i = 0; i < 10; i++) {
            Str text = {"0123456789" + i, 1};
            assert_float_equal(font_width(fonts, (FaceId)face, 10, text),
                               font_width(fonts, (FaceId)face, 10, STR("0")), 0);
        }
}

static void pairs_are_kerned_as_in_the_kern_table(void **state)
{
    const Face *face = ((Fixture *)*state)->fonts->faces[FACE_REGULAR];
    uint16_t a = glyph_of(face, 'A'), v = glyph_of(face, 'V'), t = glyph_of(face, 'T');
    assert_true(face_kerning(face, a, v) < 0);
    assert_true(face_kerning(face, t, glyph_of(face, 0xE5)) < 0);
    assert_int_equal(face_kerning(face, glyph_of(face, '1'), glyph_of(face, '2')), 0);
    const Fonts *fonts = ((Fixture *)*state)->fonts;
    double apart = font_width(fonts, FACE_REGULAR, 1000, STR("A")) +
                   font_width(fonts, FACE_REGULAR, 1000, STR("V"));
    double together = font_width(fonts, FACE_REGULAR, 1000, STR("AV"));
    assert_int_equal(lround(together - apart), face_kerning(face, a, v));
}

/* HarfBuzz shapes; we only add up, rounding each advance and each kerning by itself. */
static void widths_are_those_that_harfbuzz_shapes(void **state)
{
    const Fonts *fonts = ((Fixture *)*state)->fonts;
    const char *path = "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf";
    const char *texts[] = {"AVTAL, Wåhlin och Tågås kernar", "Från 1 234,5 till −12 %",
                           "Äldre \"får\" mer – Yxa, LVT.", "Älvsjö f.d. V.Å. Tö Ýr"};
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_feature_t plain[2];
    assert_true(hb_feature_from_string("-liga", -1, &plain[0]));
    assert_true(hb_feature_from_string("-clig", -1, &plain[1]));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        hb_buffer_t *buffer = hb_buffer_create();
        hb_buffer_add_utf8(buffer, texts[i], -1, 0, -1);
        hb_buffer_guess_segment_properties(buffer);
        hb_shape(font, buffer, plain, 2);
        unsigned glyphs;
        int units = 0;
        hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &glyphs);
        for (unsigned j = 0; j < glyphs; j++)
            units += places[j].x_advance;
        double shaped = units * 1000.0 / hb_face_get_upem(face);
        double ours = font_width(fonts, FACE_REGULAR, 1000, str_from(texts[i]));
        assert_true(fabs(shaped - ours) < 0.3 * glyphs);
        hb_buffer_destroy(buffer);
    }
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

static void bold_is_wider_and_heights_are_sensible(void **state)
{
    const Fonts *fonts = ((Fixture *)*state)->fonts;
    Str text = STR("Skarpnäck, Enskede-Årsta-Vantör");
    assert_true(font_width(fonts, FACE_BOLD, 10, text) >
                font_width(fonts, FACE_REGULAR, 10, text));
    assert_float_equal(font_ascent(fonts, FACE_REGULAR, 10), 10.69, 0.001);
    assert_float_equal(font_descent(fonts, FACE_REGULAR, 10), 2.93, 0.001);
    assert_true(font_x_height(fonts, FACE_REGULAR, 10) > 5);
    assert_true(font_cap_height(fonts, FACE_REGULAR, 10) >
                font_x_height(fonts, FACE_REGULAR, 10));
}

static void a_character_without_a_glyph_is_named_and_shown_as_a_question_mark(void **state)
{
    const Fonts *fonts = ((Fixture *)*state)->fonts;
    uint32_t rune = 0;
    assert_true(font_covers(fonts, FACE_REGULAR, STR("åäö ÅÄÖ − – … ≤ é Ж"), &rune));
    assert_int_equal(rune, 0);
    assert_false(font_covers(fonts, FACE_REGULAR, STR("upp ▲ och ▼"), &rune));
    assert_int_equal(rune, 0x25B2);
    assert_false(font_covers(fonts, FACE_BOLD, STR("glad 😀"), &rune));
    assert_int_equal(rune, 0x1F600);
    assert_false(font_covers(fonts, FACE_REGULAR, STR("rad\nrad"), &rune));
    assert_int_equal(rune, '\n');
    assert_float_equal(font_width(fonts, FACE_REGULAR, 10, STR("▲")),
                       font_width(fonts, FACE_REGULAR, 10, STR("?")), 0);
}

static void a_missing_font_names_its_path_and_the_package(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Error error = {0};
    FontPaths paths = {{[FACE_BOLD] = "/nowhere/Bold.ttf"}};
    assert_null(fonts_load(arena, &paths, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    assert_non_null(strstr(error.message, "/nowhere/Bold.ttf"));
    assert_non_null(strstr(error.message, "install the Debian package fonts-open-sans"));
    arena_close(arena);
}

static void a_file_that_is_no_font_is_refused(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Error error = {0};
    FontPaths paths = {{[FACE_REGULAR] = "Makefile"}};
    assert_null(fonts_load(arena, &paths, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    arena_close(arena);
}

static void a_subset_is_small_and_holds_no_other_glyphs(void **state)
{
    Fixture *fixture = *state;
    const Face *face = fixture->fonts->faces[FACE_REGULAR];
    uint8_t *used = ARENA_ARRAY(fixture->arena, face->glyph_count, uint8_t);
    used[0] = 1;
    used[glyph_of(face, 'a')] = used[glyph_of(face, 'b')] = 1;
    used[glyph_of(face, 0xC5)] = 1;
    Str subset = face_subset(fixture->arena, face, used);
    assert_true(subset.len > 200 && subset.len < 3000);
    Str again = face_subset(fixture->arena, face, used);
    assert_true(str_equal(subset, again));
    Str map = face_to_unicode(fixture->arena, face, used);
    assert_non_null(strstr(map.ptr, "\n3 beginbfchar\n"));
    assert_non_null(strstr(map.ptr, "> <0061>\n"));
    assert_non_null(strstr(map.ptr, "> <00C5>\n"));
    assert_null(strstr(map.ptr, "<0063>"));
    Str widths = face_widths(fixture->arena, face, used);
    assert_non_null(strstr(widths.ptr, "[556 613]")); /* a, b stand side by side */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(advances_are_those_of_the_font),
        cmocka_unit_test(digits_are_all_equally_wide),
        cmocka_unit_test(pairs_are_kerned_as_in_the_kern_table),
        cmocka_unit_test(widths_are_those_that_harfbuzz_shapes),
        cmocka_unit_test(bold_is_wider_and_heights_are_sensible),
        cmocka_unit_test(a_character_without_a_glyph_is_named_and_shown_as_a_question_mark),
        cmocka_unit_test(a_missing_font_names_its_path_and_the_package),
        cmocka_unit_test(a_file_that_is_no_font_is_refused),
        cmocka_unit_test(a_subset_is_small_and_holds_no_other_glyphs),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
