/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/file.h"
#include "reports/document/theme.h"
#include "tests/support/folder.h"

static const Theme *load(Arena *arena, const char *own, Error *error)
{
    const char *folder = folder_new(arena);
    assert_true(file_make_directories(file_join(arena, folder, "templates"), error));
    folder_put(arena, folder, "templates/theme.yaml", own);
    return theme_load(arena, "templates", folder, error);
}

static void the_built_in_theme_can_be_read_by_everyone(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Error error = {0};
    const Theme *theme = theme_load(arena, "templates", NULL, &error);
    assert_non_null(theme);
    assert_true(theme->header && theme->footer && theme->rules && !theme->regular);
    assert_float_equal(colour_contrast((Rgb){0, 0, 0}, (Rgb){255, 255, 255}), 21, 1e-9);
    /* #767676 is the lightest grey that text may have on white */
    assert_float_equal(colour_contrast((Rgb){0x76, 0x76, 0x76}, (Rgb){255, 255, 255}), 4.54,
                       0.005);
    arena_close(arena);
}

static void a_workspace_changes_what_it_says_and_nothing_else(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Error error = {0};
    const Theme *built_in = theme_load(arena, "templates", NULL, &error);
    const Theme *theme = load(arena,
                              "colours: {accent: \"#7A003C\"}\n"
                              "fonts: {bold: own.ttf, regular: /fonts/r.ttf}\n"
                              "page: {rules: no}\n",
                              &error);
    assert_non_null(theme);
    assert_int_equal(theme->colours[COLOUR_ACCENT].red, 0x7A);
    assert_int_equal(theme->colours[COLOUR_ACCENT].blue, 0x3C);
    assert_memory_equal(&theme->colours[COLOUR_INK], &built_in->colours[COLOUR_INK],
                        sizeof(Rgb));
    assert_false(theme->rules);
    assert_true(theme->header);
    assert_string_equal(theme->regular, "/fonts/r.ttf");
    assert_non_null(strstr(theme->bold, "/templates/own.ttf"));
    arena_close(arena);
}

static void what_cannot_be_read_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *own, *place, *words;
    } cases[] = {
        {"colours:\n  acent: \"#000000\"\n", "theme.yaml:2:3", "accent"},
        {"colours:\n  ink: black\n", "theme.yaml:2:8", "#0b4f91"},
        {"colours:\n  ink: \"#12345g\"\n", "theme.yaml:2:8", "no colour"},
        {"colours:\n  muted: \"#999999\"\n", "theme.yaml:2:10", "4.5:1"},
        {"colours:\n  grey: \"#cccccc\"\n", "theme.yaml:2:9", "3.0:1"},
        {"colours:\n  paper: \"#333333\"\n", "theme.yaml:2:10", "lighter"},
        {"page: {rules: perhaps}\n", "theme.yaml:1:15", "perhaps"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Arena *arena = arena_open();
        Error error = {0};
        assert_null(load(arena, cases[i].own, &error));
        assert_int_equal(error.kind, ERROR_CONFIG);
        if (!strstr(error.message, cases[i].place) ||
            !strstr(error.message, cases[i].words))
            fail_msg("%s", error.message);
        arena_close(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_theme_can_be_read_by_everyone),
        cmocka_unit_test(a_workspace_changes_what_it_says_and_nothing_else),
        cmocka_unit_test(what_cannot_be_read_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
