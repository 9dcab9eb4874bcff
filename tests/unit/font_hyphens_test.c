/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "reports/font/hyphens.h"

/* The word with a hyphen wherever it may be divided. */
static const char *divided(Arena *arena, Hyphens *hyphens, const char *language, Str word)
{
    bool *marks = ARENA_ARRAY(arena, word.len, bool);
    Text out = text_open(arena);
    hyphens_mark(hyphens, str_from(language), word, marks);
    for (size_t i = 0; i < word.len; i++) {
        if (marks[i])
            text_add_byte(&out, '-');
        text_add_byte(&out, word.ptr[i]);
    }
    return out.ptr;
}

static void words_are_divided_as_their_language_does(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Hyphens *hyphens = hyphens_open(arena);
    assert_string_equal(divided(arena, hyphens, "sv-SE", STR("anhörigkonsulenter")),
                        "an-hö-rig-kon-su-len-ter");
    assert_string_equal(divided(arena, hyphens, "sv-SE", STR("Överenskommelse")),
                        "Över-ens-kom-melse");
    assert_string_equal(divided(arena, hyphens, "sv-SE", STR("insats")), "in-sats");
    assert_string_equal(divided(arena, hyphens, "en-GB", STR("conversations")),
                        "con-ver-sa-tions");
    arena_close(arena);
}

static void what_cannot_be_spelt_is_left_whole(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Hyphens *hyphens = hyphens_open(arena);
    static const char *const words[] = {"", "a", "нет", "ŁódźŁódźŁódź", "\xff\xfe"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_string_equal(divided(arena, hyphens, "sv-SE", str_from(words[i])), words[i]);
    Text text = text_open(arena);
    for (int i = 0; i < 500; i++)
        text_add(&text, STR("konsulent"));
    assert_string_equal(divided(arena, hyphens, "sv-SE", text_str(&text)), text.ptr);
    assert_string_equal(divided(arena, hyphens, "fi-FI", STR("anhörig")), "anhörig");
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_divided_as_their_language_does),
        cmocka_unit_test(what_cannot_be_spelt_is_left_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
