/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/file.h"
#include "reports/template/words.h"
#include "tests/support/folder.h"

static Arena *arena;
static const Wording *words[2];

static int open_words(void **state)
{
    (void)state;
    Error error = {0};
    arena = arena_open();
    for (int i = 0; i < 2; i++) {
        words[i] = wording_load(arena, "templates", NULL, (Language)i, &error);
        if (!words[i])
            print_error("%s\n", error.message);
    }
    return words[0] && words[1] ? 0 : -1;
}

static int close_words(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static void assert_says(Str said, const char *expected)
{
    assert_string_equal(str_zero(arena, said), expected);
}

/* The set of placeholders of both forms, as sorted text. */
static bool uses(Str pattern, Str name)
{
    for (size_t i = 0; i + name.len + 2 <= pattern.len; i++)
        if (pattern.ptr[i] == '{' && pattern.ptr[i + name.len + 1] == '}' &&
            str_equal(str_slice(pattern, i + 1, i + 1 + name.len), name))
            return true;
    return false;
}

static void check_placeholders(Str key, Str from, const Pattern *other)
{
    for (size_t i = 0; i < from.len; i++) {
        if (from.ptr[i] != '{')
            continue;
        size_t end = i + 1;
        while (end < from.len && from.ptr[end] != '}')
            end++;
        Str name = str_slice(from, i + 1, end);
        if (!uses(other->one, name) && !uses(other->other, name))
            fail_msg("%.*s: {%.*s} is only in one language", STR_PRINT(key),
                     STR_PRINT(name));
    }
}

static void both_languages_have_the_same_keys_and_placeholders(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < words[i]->count; j++) {
            const Pattern *other = wording_find(words[1 - i], words[i]->keys[j]);
            if (!other) {
                fail_msg("%.*s is only in one language", STR_PRINT(words[i]->keys[j]));
                return;
            }
            check_placeholders(words[i]->keys[j], words[i]->patterns[j].one, other);
            check_placeholders(words[i]->keys[j], words[i]->patterns[j].other, other);
        }
    assert_int_equal(words[0]->count, words[1]->count);
}

static void a_chance_is_told_in_tenths(void **state)
{
    (void)state;
    static const char *const said[][2] = {
        {"mindre än 1 av 20", "less than 1 in 20"},
        {"4 av 10", "4 in 10"},
        {"mer än 19 av 20", "more than 19 in 20"},
    };
    static const int tenths[] = {0, 4, 10};
    for (size_t i = 0; i < 3; i++)
        for (int j = 0; j < 2; j++)
            assert_says(wording_chance(arena, words[j], tenths[i]), said[i][j]);
}

static void every_word_says_something(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < words[i]->count; j++) {
            assert_true(words[i]->patterns[j].one.len > 0);
            assert_true(words[i]->patterns[j].other.len > 0);
        }
}

static Period period(const char *text)
{
    Period parsed;
    assert_true(period_parse(str_from(text), &parsed));
    return parsed;
}

static void periods_are_said_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *id, *sv, *en, *in_sv;
    } cases[] = {
        {"2018-04", "april 2018", "April 2018", "i april 2018"},
        {"2018-12", "december 2018", "December 2018", "i december 2018"},
        {"2018-Q1", "kvartal 1 2018", "quarter 1 2018", "under kvartal 1 2018"},
        {"2018-T2", "tertial 2 2018", "tertial 2 2018", "under tertial 2 2018"},
        {"2018-H1", "första halvåret 2018", "the first half of 2018",
         "under första halvåret 2018"},
        {"2018", "2018", "2018", "under 2018"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_says(wording_period(arena, words[0], period(cases[i].id)), cases[i].sv);
        assert_says(wording_period(arena, words[1], period(cases[i].id)), cases[i].en);
        assert_says(wording_in_period(arena, words[0], period(cases[i].id)),
                    cases[i].in_sv);
    }
    assert_says(wording_day(arena, words[0], day_from(2018, 4, 30)), "30 april");
    assert_says(wording_month_short(arena, words[0], 10), "okt");
}

static void nouns_have_the_form_of_their_number(void **state)
{
    (void)state;
    Str id = STR("carers");
    assert_says(wording_noun(arena, words[0], id, AMOUNT_WHOLE(1), STR("1")), "1\xC2\xA0"
                                                                              "anhörig");
    assert_says(wording_noun(arena, words[0], id, AMOUNT_WHOLE(0), STR("0")), "0\xC2\xA0"
                                                                              "anhöriga");
    assert_says(wording_noun(arena, words[1], id, AMOUNT_WHOLE(1), STR("1")), "1\xC2\xA0"
                                                                              "carer");
    assert_says(wording_noun(arena, words[1], STR("fte"), amount_of(4, 5), STR("0.80")),
                "0.80\xC2\xA0"
                "full-time equivalents");
    assert_says(wording_noun(arena, words[0], STR("unheard_of"), AMOUNT_WHOLE(3), STR("3")),
                "3");
}

static void first_letters_change_with_swedish_letters_too(void **state)
{
    (void)state;
    assert_says(wording_capital(arena, STR("april")), "April");
    assert_says(wording_capital(arena, STR("årsmål")), "Årsmål");
    assert_says(wording_small(arena, STR("Årsarbetare")), "årsarbetare");
    assert_says(wording_small(arena, STR("ORS-täckning")), "ORS-täckning");
    assert_says(wording_capital(arena, STR("")), "");
}

static void a_placeholder_that_nobody_fills_stays(void **state)
{
    (void)state;
    assert_says(wording_say(words[0], WORD_page_of), "Sida {page} ({pages})");
    assert_says(pattern_fill(arena, STR("a {b} {c"),
                             (const Fill[]){{"b", STR("x")}, {NULL, {NULL, 0}}}),
                "a x {c");
}

static const Wording *load_own(const char *yaml, Error *error)
{
    const char *folder = folder_new(arena);
    file_make_directories(file_join(arena, folder, "templates"), error);
    folder_put(arena, folder, "templates/wording.sv.yaml", yaml);
    return wording_load(arena, "templates", folder, LANGUAGE_SV, error);
}

static void a_workspace_has_its_own_words(void **state)
{
    (void)state;
    Error error = {0};
    const Wording *own = load_own(
        "row_total: Summa\nnoun: {visits: {one: besök, other: besök}}\nnew_word: Nytt\n",
        &error);
    assert_non_null(own);
    assert_says(wording_say(own, WORD_row_total), "Summa");
    assert_says(wording_say(own, WORD_column_goal), "Mål");
    assert_says(wording_noun(arena, own, STR("visits"), AMOUNT_WHOLE(2), STR("2")),
                "2\xC2\xA0"
                "besök");
    assert_says(wording_find(own, STR("new_word"))->other, "Nytt");
}

static void an_own_word_with_an_unknown_placeholder_is_told(void **state)
{
    (void)state;
    Error error = {0};
    assert_null(load_own("# mine\nsay_value: \"Det blev {valeu}\"\n", &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    assert_non_null(strstr(error.message, "wording.sv.yaml:2:12: unknown placeholder "
                                          "'{valeu}' in 'say_value'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_have_the_same_keys_and_placeholders),
        cmocka_unit_test(a_chance_is_told_in_tenths),
        cmocka_unit_test(every_word_says_something),
        cmocka_unit_test(periods_are_said_in_words),
        cmocka_unit_test(nouns_have_the_form_of_their_number),
        cmocka_unit_test(first_letters_change_with_swedish_letters_too),
        cmocka_unit_test(a_placeholder_that_nobody_fills_stays),
        cmocka_unit_test(a_workspace_has_its_own_words),
        cmocka_unit_test(an_own_word_with_an_unknown_placeholder_is_told),
    };
    return cmocka_run_group_tests(tests, open_words, close_words);
}
