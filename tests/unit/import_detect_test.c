/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/import/detect.h"

static int arena_make(void **state)
{
    *state = arena_open();
    return 0;
}

static int arena_end(void **state)
{
    arena_close(*state);
    return 0;
}

static Str detected(void **state, Str bytes, Detected *guess, DetectFault wanted)
{
    Str text = STR("");
    assert_int_equal(detect_text(*state, bytes, &text, guess), wanted);
    return text;
}

static void assert_read(void **state, Str bytes, Encoding encoding, Str wanted)
{
    Detected guess;
    Str text = detected(state, bytes, &guess, DETECT_OK);
    assert_string_equal(str_zero(*state, text), str_zero(*state, wanted));
    assert_int_equal(guess.encoding, encoding);
}

static void swedish_letters_are_read_in_each_encoding(void **state)
{
    assert_read(state, STR("\xEF\xBB\xBFm\xC3\xA5l"), ENCODING_UTF8_BOM, STR("mål"));
    assert_read(state, STR("m\xE5lgrupp \x96"), ENCODING_CP1252, STR("målgrupp –"));
    assert_read(state, STR("ma\xCC\x8Alet"), ENCODING_UTF8, STR("målet"));
    assert_read(state, STR("m\x86lgrupp;anh\x94rig;\x8ELVSJ\x99;l\x84sa"), ENCODING_CP850,
                STR("målgrupp;anhörig;ÄLVSJÖ;läsa"));
    assert_read(state, STR("m\x8Clgrupp;anh\x9Arig;\x80LVSJ\x85;l\x8Asa"),
                ENCODING_MACROMAN, STR("målgrupp;anhörig;ÄLVSJÖ;läsa"));
}

static void utf16_is_known_by_its_mark_or_its_zero_bytes(void **state)
{
    assert_read(state, STR("\xFF\xFE\xE5\0;\0b\0"), ENCODING_UTF16LE, STR("å;b"));
    assert_read(state, STR("\xFE\xFF\0\xE5\0;\0b"), ENCODING_UTF16BE, STR("å;b"));
    assert_read(state, STR("a\0\xE5\0\t\0b\0"), ENCODING_UTF16LE, STR("aå\tb"));
    assert_read(state, STR("\0a\0\xE5\0\t\0b"), ENCODING_UTF16BE, STR("aå\tb"));
    assert_read(state, STR("\xFF\xFE\x3D\xD8\x00\xDE"), ENCODING_UTF16LE, STR("😀"));
}

static void half_a_character_of_utf16_is_told_with_its_line(void **state)
{
    Detected guess;
    detected(state, STR("\xFF\xFE\n\0a\0\0\xD8\n\0a\0"), &guess, DETECT_UTF16);
    assert_int_equal(guess.fault_line, 2);
    detected(state, STR("\xFF\xFE\n\0\n\0a"), &guess, DETECT_UTF16);
    assert_int_equal(guess.fault_line, 3);
}

/* CP850's ö is CP1252's closing quote, and MacRoman's Ö its three dots. */
static void signs_at_a_words_end_do_not_outvote_the_letters_in_words(void **state)
{
    assert_read(state, STR("\x93ja\x94 \x93nej\x94 m\xE5l \x85"), ENCODING_CP1252,
                STR("“ja” “nej” mål …"));
    assert_read(state, STR("caf\xE9"), ENCODING_CP1252, STR("café"));
}

static void a_separator_line_is_obeyed_and_left_out(void **state)
{
    static const Str lines[] = {{"sep=;\r\na;b\n", 11},
                                {"SEP=;\na;b\n", 10},
                                {"\"sep=;\"\r\na;b\n", 13},
                                {"sep=;;;\na;b\n", 12}};
    Detected guess;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Str text = detected(state, lines[i], &guess, DETECT_OK);
        assert_true(str_equal(text, STR("a;b\n")));
        assert_int_equal(guess.separator, ';');
        assert_int_equal(guess.first_line, 2);
    }
    detected(state, STR("\xFF\xFEs\0e\0p\0=\0\t\0\n\0a\0"), &guess, DETECT_OK);
    assert_int_equal(guess.separator, '\t');
    detected(state, STR("sep=\n\na;b\n"), &guess, DETECT_OK);
    assert_int_equal(guess.separator, 0);
    detected(state, STR("sep=a\na;b\n"), &guess, DETECT_OK);
    assert_int_equal(guess.separator, 0);
}

static void what_is_not_text_is_refused_by_name(void **state)
{
    Detected guess;
    detected(state, STR("PK\3\4\0\0"), &guess, DETECT_BINARY);
    detected(state, STR("\xFF\xFE\0\0a\0\0\0"), &guess, DETECT_BINARY); /* UTF-32 */
    detected(state, STR("a\nm\xE5l\x81"), &guess, DETECT_BYTES);
    assert_int_equal(guess.fault_line, 2);
    assert_int_equal(guess.encoding, ENCODING_CP1252);
    detected(state, STR("\xEF\xBB\xBF\n\n\xE5"), &guess, DETECT_BYTES);
    assert_int_equal(guess.fault_line, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(swedish_letters_are_read_in_each_encoding),
        cmocka_unit_test(utf16_is_known_by_its_mark_or_its_zero_bytes),
        cmocka_unit_test(half_a_character_of_utf16_is_told_with_its_line),
        cmocka_unit_test(signs_at_a_words_end_do_not_outvote_the_letters_in_words),
        cmocka_unit_test(a_separator_line_is_obeyed_and_left_out),
        cmocka_unit_test(what_is_not_text_is_refused_by_name),
    };
    return cmocka_run_group_tests(tests, arena_make, arena_end);
}
