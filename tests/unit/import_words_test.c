/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/import/words.h"

static void every_phrase_is_there_in_both_languages_with_the_same_parts(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    static const Str parts[] = {{"<1>", 3}, {"<2>", 3}, {"<3>", 3},
                                {"<4>", 3}, {"<5>", 3}, {"<6>", 3}};
    for (int phrase = 0; phrase < SAY_COUNT; phrase++) {
        Str swedish = words_say(arena, LANGUAGE_SV, (Phrase)phrase, parts);
        Str english = words_say(arena, LANGUAGE_EN, (Phrase)phrase, parts);
        assert_true(swedish.len > 0 && english.len > 0);
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            assert_int_equal(strstr(str_zero(arena, swedish), parts[i].ptr) != NULL,
                             strstr(str_zero(arena, english), parts[i].ptr) != NULL);
    }
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_phrase_is_there_in_both_languages_with_the_same_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
