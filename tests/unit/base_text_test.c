/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "tests/support/arena.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static void expect(Str text, const char *expected)
{
    assert_string_equal(str_zero(arena, text), expected);
}

static void texts_are_compared_by_bytes(void **state)
{
    (void)state;
    assert_true(str_equal(STR("a"), STR("a")));
    assert_true(str_equal((Str){NULL, 0}, STR("")));
    assert_false(str_equal(STR("a"), STR("ab")));
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("b"), STR("ab")) > 0);
    assert_true(str_compare(STR("z"), STR("\xC3\xA5")) < 0);
    assert_int_equal(str_compare((Str){NULL, 0}, STR("")), 0);
    assert_int_equal(str_from(NULL).len, 0);
}

static void beginnings_and_ends_are_told(void **state)
{
    (void)state;
    assert_true(str_starts(STR("samtal.csv"), STR("samtal")));
    assert_true(str_starts(STR("samtal.csv"), STR("")));
    assert_false(str_starts(STR("sam"), STR("samtal")));
    assert_true(str_ends(STR("samtal.csv"), STR(".csv")));
    assert_false(str_ends(STR("csv"), STR(".csv")));
    expect(str_slice(STR("samtal"), 3, 6), "tal");
}

static void a_text_of_nothing_is_a_text(void **state)
{
    (void)state;
    const Str nothing = {NULL, 0};
    size_t bad = 7;
    assert_true(utf8_valid(nothing, &bad));
    assert_true(str_starts(nothing, STR("")) && str_ends(nothing, STR("")));
    assert_false(str_starts(nothing, STR("a")) || str_ends(nothing, STR("a")));
    assert_int_equal(str_slice(nothing, 0, 0).len, 0);
    assert_int_equal(str_trim(nothing).len, 0);
    assert_int_equal(text_fold(arena, nothing).len, 0);
}

static void white_space_of_every_kind_is_trimmed(void **state)
{
    (void)state;
    expect(str_trim(STR(" \t\r\n ja \n")), "ja");
    expect(str_trim(STR("\xEF\xBB\xBFja")), "ja");
    expect(str_trim(STR("\xC2\xA0\xE2\x80\xAF\xE2\x80\x89ja nej\xC2\xA0 ")), "ja nej");
    expect(str_trim(STR("  \xC2\xA0 ")), "");
    expect(str_trim((Str){NULL, 0}), "");
}

static void a_text_is_cut_at_the_first_separator(void **state)
{
    (void)state;
    Str head, tail;
    assert_true(str_cut(STR("a:b:c"), ':', &head, &tail));
    expect(head, "a");
    expect(tail, "b:c");
    assert_true(str_cut(STR("a:"), ':', &head, &tail));
    expect(tail, "");
    assert_false(str_cut(STR("abc"), ':', &head, &tail));
    expect(head, "abc");
    expect(tail, "");
    assert_false(str_cut((Str){NULL, 0}, ':', &head, &tail));
}

static void a_format_of_any_length_is_written_whole(void **state)
{
    (void)state;
    char large[3000];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    for (size_t len = 505; len < 520; len++)
        assert_int_equal(str_format(arena, "%.*s", (int)len, large).len, len);
    assert_string_equal(str_format(arena, "%s", large).ptr, large);
    expect(str_format(arena, "%.*s %d", STR_PRINT(STR("tal")), 7), "tal 7");
}

static void a_text_grows_and_stays_zero_terminated(void **state)
{
    (void)state;
    Text text = text_open(arena);
    for (int i = 0; i < 1000; i++) {
        text_addf(&text, "%d", i % 10);
        assert_int_equal(strlen(text.ptr), (size_t)i + 1);
    }
    text_add(&text, str_slice(text_str(&text), 0, 500)); /* a part of itself */
    text_add_byte(&text, '!');
    text_add(&text, (Str){NULL, 0});
    assert_int_equal(text_str(&text).len, 1501);
    assert_int_equal(text.ptr[1499], '9');
}

static void runes_are_encoded_and_bad_ones_replaced(void **state)
{
    (void)state;
    const uint32_t runes[] = {'a', 0xE5, 0x2212, 0x1F600, 0x10FFFF};
    Text text = text_open(arena);
    for (size_t i = 0; i < LENGTH(runes); i++)
        text_add_rune(&text, runes[i]);
    size_t offset = 0;
    for (size_t i = 0; i < LENGTH(runes); i++)
        assert_int_equal(utf8_next(text_str(&text), &offset), runes[i]);
    assert_int_equal(offset, text.len);
    text = text_open(arena);
    text_add_rune(&text, 0xD800);
    text_add_rune(&text, 0x110000);
    text_add_rune(&text, UINT32_MAX);
    expect(text_str(&text), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void what_is_not_utf8_is_found_where_it_is(void **state)
{
    (void)state;
    static const struct {
        Str text;
        size_t bad;
    } cases[] = {
        {{"\xE5", 1}, 0},             /* CP1252 å */
        {{"M\xE5l", 3}, 1},           /* and within a word */
        {{"\xC3", 1}, 0},             /* cut short */
        {{"a\xE2\x88", 3}, 1},        /* cut short */
        {{"ab\x80", 3}, 2},           /* a lone continuation */
        {{"\xC0\xAF", 2}, 0},         /* overlong */
        {{"\xE0\x80\xAF", 3}, 0},     /* overlong */
        {{"\xED\xA0\x80", 3}, 0},     /* surrogate */
        {{"\xF4\x90\x80\x80", 4}, 0}, /* beyond U+10FFFF */
        {{"\xC3\xA5\xFF", 3}, 2},     /* never a byte of UTF-8 */
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t bad = 99;
        assert_false(utf8_valid(cases[i].text, &bad));
        assert_int_equal(bad, cases[i].bad);
        assert_false(utf8_valid(cases[i].text, NULL));
        size_t offset = bad;
        assert_int_equal(utf8_next(cases[i].text, &offset), 0xFFFD);
        assert_int_equal(offset, bad + 1);
    }
    /* at every place of what is looked at together */
    char row[] = "K-00123;65+;besok;60;K03";
    for (size_t at = 0; at < sizeof row - 1; at++) {
        char whole = row[at];
        size_t bad = 99;
        row[at] = '\xE5';
        assert_false(utf8_valid((Str){row, sizeof row - 1}, &bad));
        assert_int_equal(bad, at);
        row[at] = whole;
    }
    assert_true(utf8_valid(str_from(row), NULL));
    assert_true(utf8_valid(STR("r\xC3\xA4ksm\xC3\xB6rg\xC3\xA5s \xF0\x9F\x98\x80"), NULL));
    assert_true(utf8_valid((Str){NULL, 0}, NULL));
    assert_true(utf8_valid(STR("a\0b"), NULL));
}

static void code_points_are_counted(void **state)
{
    (void)state;
    assert_int_equal(utf8_count(STR("")), 0);
    assert_int_equal(utf8_count(STR("\xC3\x85rsta")), 5);
    assert_int_equal(utf8_count(STR("A\xCC\x8Arsta")), 6);
    assert_int_equal(utf8_count(STR("\xE5\xE4")), 2);
}

static void decomposed_letters_are_composed(void **state)
{
    (void)state;
    expect(text_normalise(arena, STR("A\xCC\x8Arsta")), "\xC3\x85rsta");
    expect(text_normalise(arena, STR("\xC3\x85rsta")), "\xC3\x85rsta");
    expect(text_normalise(arena, STR("bo\xCC\x88n o\xCC\x81")), "b\xC3\xB6n \xC3\xB3");
    expect(text_normalise(arena, STR("\xE2\x84\xAB")), "\xC3\x85"); /* the Angstrom sign */
    expect(text_normalise(arena, STR("ascii")), "ascii");
    expect(text_normalise(arena, STR("")), "");
    expect(text_normalise(arena, STR("\xC2\xA0")), "\xC2\xA0"); /* not NFKC */
    expect(text_normalise(arena, STR("M\xE5l")), "M\xE5l");     /* not UTF-8: as it is */
}

static void folded_words_are_equal_whatever_their_case(void **state)
{
    (void)state;
    expect(text_fold(arena, STR("BES\xC3\x96K")), "bes\xC3\xB6k");
    expect(text_fold(arena, STR("BESO\xCC\x88K")), "bes\xC3\xB6k");
    expect(text_fold(arena, STR("AZ az@[ 0-9 \xC3\x80\xC3\x9E\xC3\xA0\xC3\xBF")),
           "az az@[ 0-9 \xC3\xA0\xC3\xBE\xC3\xA0\xC3\xBF");
    expect(text_fold(arena, STR("2\xC3\x97 STRA\xC3\x9F"
                                "E \xC3\x85")),
           "2\xC3\x97 strasse \xC3\xA5");
    expect(text_fold(arena, STR("\xC3\x84\xC4\x90")), "\xC3\xA4\xC4\x91");
    expect(text_fold(arena, STR("A\xC3")), "A\xC3"); /* no UTF-8: as it is */
    expect(text_fold(arena, STR("\xC3\x84lvsj\xC3\xB6")), "\xC3\xA4lvsj\xC3\xB6");
    expect(text_fold(arena, (Str){NULL, 0}), "");
}

static void the_districts_have_their_ids(void **state)
{
    (void)state;
    static const char *const districts[][2] = {
        {"Bromma", "bromma"},
        {"Enskede-\xC3\x85rsta-Vant\xC3\xB6r", "enskede-arsta-vantor"},
        {"Farsta", "farsta"},
        {"H\xC3\xA4gersten-Liljeholmen", "hagersten-liljeholmen"},
        {"H\xC3\xA4sselby-V\xC3\xA4llingby", "hasselby-vallingby"},
        {"Kungsholmen", "kungsholmen"},
        {"Norrmalm", "norrmalm"},
        {"Rinkeby-Kista", "rinkeby-kista"},
        {"Skarpn\xC3\xA4"
         "ck",
         "skarpnack"},
        {"Sk\xC3\xA4rholmen", "skarholmen"},
        {"Sp\xC3\xA5nga-Tensta", "spanga-tensta"},
        {"S\xC3\xB6"
         "dermalm",
         "sodermalm"},
        {"\xC3\x84lvsj\xC3\xB6", "alvsjo"},
        {"\xC3\x96stermalm", "ostermalm"},
    };
    for (size_t i = 0; i < LENGTH(districts); i++) {
        Str name = str_from(districts[i][0]), id = text_ascii_id(arena, name);
        assert_string_equal(id.ptr, districts[i][1]);
        expect(text_ascii_id(arena, id), districts[i][1]);
    }
}

static void ids_have_single_hyphens_and_none_at_the_ends(void **state)
{
    (void)state;
    expect(text_ascii_id(arena, STR("  Alla  stadsdelar (14) ")), "alla-stadsdelar-14");
    expect(text_ascii_id(arena, STR("A\xCC\x8Arsta \xE2\x80\x93 s\xC3\xB6"
                                    "dra")),
           "arsta-sodra");
    expect(text_ascii_id(arena, STR("K\xC3\xB8"
                                    "benhavn \xC3\x86r\xC3\xB8")),
           "kobenhavn-aero");
    expect(text_ascii_id(arena, STR("--")), "");
    expect(text_ascii_id(arena, STR("")), "");
    assert_string_equal(text_ascii_id(arena, STR("a+")).ptr, "a");
}

static void the_nearest_word_is_found(void **state)
{
    (void)state;
    const Str words[] = {STR("conversations"), STR("carers"), STR("carers_per_1000"),
                         STR("m\xC3\xA5l"), STR("\xC3\xA5r")};
    expect(text_nearest(STR("conversatoins"), words, LENGTH(words)), "conversations");
    expect(text_nearest(STR("carer"), words, LENGTH(words)), "carers");
    expect(text_nearest(STR("carers"), words, LENGTH(words)), "carers");
    expect(text_nearest(STR("mal"), words, LENGTH(words)), "m\xC3\xA5l");
    expect(text_nearest(STR("m\xC3\xA4l"), words, LENGTH(words)), "m\xC3\xA5l");
    expect(text_nearest(STR("budget"), words, LENGTH(words)), "");
    expect(text_nearest(STR("x"), words, LENGTH(words)), "");
    expect(text_nearest(STR(""), words, LENGTH(words)), "");
    expect(text_nearest(STR("carers"), NULL, 0), "");
}

static void nearness_counts_code_points_and_has_a_limit(void **state)
{
    (void)state;
    const Str three[] = {STR("\xC3\xA5\xC3\xA4\xC3\xB6nnnnnn")};
    expect(text_nearest(STR("aaonnnnnn"), three, 1), three[0].ptr);
    expect(text_nearest(STR("aaonnnnnm"), three, 1), ""); /* four away */
    const Str equals[] = {STR("abcx"), STR("abcy")};
    expect(text_nearest(STR("abcz"), equals, 2), "abcx");
    char large[200];
    memset(large, 'x', sizeof large);
    const Str longs[] = {{large, sizeof large}};
    expect(text_nearest(longs[0], longs, 1), "");
    expect(text_nearest(STR("xxxx"), longs, 1), "");
}

static void swedish_words_are_ordered_with_aao_last(void **state)
{
    (void)state;
    const char *sorted[] = {"",
                            "1",
                            "\xC3\xA0 la carte",
                            "Ada",
                            "Bromma",
                            "idag",
                            "id\xC3\xA9",
                            "id\xC3\xA9n",
                            "Norrmalm",
                            "yr",
                            "\xC3\xBCr",
                            "zon",
                            "\xC3\x85rsta",
                            "\xC3\xA5rta",
                            "\xC3\x84lvsj\xC3\xB6",
                            "\xC3\x96stermalm",
                            "\xC3\xB6stra"};
    for (size_t i = 0; i < LENGTH(sorted); i++)
        for (size_t k = 0; k < LENGTH(sorted); k++) {
            int order = text_collate_sv(str_from(sorted[i]), str_from(sorted[k]));
            if ((order > 0) - (order < 0) != (i > k) - (i < k))
                fail_msg("'%s' and '%s'", sorted[i], sorted[k]);
        }
}

static void collation_tells_apart_what_differs_only_in_case(void **state)
{
    (void)state;
    int order = text_collate_sv(STR("farsta"), STR("Farsta"));
    assert_true(order != 0);
    assert_int_equal(order > 0, text_collate_sv(STR("Farsta"), STR("farsta")) < 0);
    assert_int_equal(text_collate_sv(STR("Farsta"), STR("Farsta")), 0);
    assert_true(text_collate_sv(STR("FARSTA"), STR("farsta strand")) < 0);
}

static void what_cannot_be_seen_is_found_where_it_is(void **state)
{
    static const char *const seen[] = {"", "r\xC3\xA4knat", "two\nlines\tand\r\n",
                                       "soft\xC2\xADhyphen", "\xF0\x9F\x99\x82"};
    static const char *const hidden[] = {"ab\x07",         "ab\x7F",
                                         "ab\xC2\x85",     "ab\xE2\x80\xAE!",
                                         "ab\xE2\x81\xA6", "ab\xEF\xBB\xBF"};
    (void)state;
    size_t at = 99;
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        assert_false(text_hides(str_from(seen[i]), &at));
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        assert_true(text_hides(str_from(hidden[i]), &at));
        assert_int_equal(at, 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_compared_by_bytes),
        cmocka_unit_test(beginnings_and_ends_are_told),
        cmocka_unit_test(a_text_of_nothing_is_a_text),
        cmocka_unit_test(white_space_of_every_kind_is_trimmed),
        cmocka_unit_test(a_text_is_cut_at_the_first_separator),
        cmocka_unit_test(a_format_of_any_length_is_written_whole),
        cmocka_unit_test(a_text_grows_and_stays_zero_terminated),
        cmocka_unit_test(runes_are_encoded_and_bad_ones_replaced),
        cmocka_unit_test(what_is_not_utf8_is_found_where_it_is),
        cmocka_unit_test(what_cannot_be_seen_is_found_where_it_is),
        cmocka_unit_test(code_points_are_counted),
        cmocka_unit_test(decomposed_letters_are_composed),
        cmocka_unit_test(folded_words_are_equal_whatever_their_case),
        cmocka_unit_test(the_districts_have_their_ids),
        cmocka_unit_test(ids_have_single_hyphens_and_none_at_the_ends),
        cmocka_unit_test(the_nearest_word_is_found),
        cmocka_unit_test(nearness_counts_code_points_and_has_a_limit),
        cmocka_unit_test(swedish_words_are_ordered_with_aao_last),
        cmocka_unit_test(collation_tells_apart_what_differs_only_in_case),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
