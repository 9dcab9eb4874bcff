/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/file.h"
#include "engine/catalogue/units.h"
#include "tests/support/folder.h"

static Arena *arena;
static Error error;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_open();
    error = (Error){0};
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static bool load(const char *content, Units *units)
{
    const char *folder = folder_new(arena);
    folder_put(arena, folder, "units.csv", content);
    return units_load(arena, file_join(arena, folder, "units.csv"), units, &error);
}

static void refused(const char *content, const char *place, const char *words)
{
    Units units;
    error = (Error){0};
    assert_false(load(content, &units));
    assert_int_equal(error.kind, ERROR_CONFIG);
    if (!strstr(error.message, place) || !strstr(error.message, words))
        fail_msg("'%s' lacks '%s' or '%s'", error.message, place, words);
}

static const char tree[] = "\xEF\xBB\xBF"
                           "id;namn;typ;ingår_i;från;till;efterträdare;alias\r\n"
                           "# två städer kan inte finnas\r\n"
                           ";Göta stad;stad;;;;;staden\r\n"
                           ";Norra;nätverk;Göta stad;;;;\r\n"
                           ";Södra-Backen;district;Norra, östra;2007-01-01;2020-06-30;Nya "
                           "backen;\"SB|Backen; gamla\"\r\n"
                           "\r\n"
                           "ostra;Östra;network;;;;;\r\n"
                           ";Nya backen;district;ostra;2020-07;;;\r\n";

static const Unit *unit(const Units *units, const char *name)
{
    return units_recognise(units, str_from(name));
}

static void a_unit_is_read_with_its_id_dates_parents_and_names(void **state)
{
    (void)state;
    Units units;
    assert_true(load(tree, &units));
    assert_int_equal(units.count, 5);
    const Unit *backen = units_find(&units, STR("sodra-backen"));
    assert_non_null(backen);
    assert_int_equal(backen->type, UNIT_DISTRICT);
    assert_int_equal(backen->parent_count, 2);
    assert_true(str_equal(backen->parents[1], STR("ostra")));
    assert_true(str_equal(backen->successors[0], STR("nya-backen")));
    assert_int_equal(backen->from_day, day_from(2007, 1, 1));
    assert_int_equal(backen->to_day, day_from(2020, 6, 30));
    assert_int_equal(unit(&units, "Nya backen")->from_day, day_from(2020, 7, 1));
    assert_int_equal(unit(&units, "Nya backen")->to_day, INT32_MAX);
}

static void a_unit_is_known_by_name_or_alias_case_and_dashes_aside(void **state)
{
    (void)state;
    Units units;
    assert_true(load(tree, &units));
    const char *const names[] = {"Södra-Backen", "SÖDRA BACKEN", "södra–backen",
                                 "Backen",       "sodra-backen", "bakken"};
    for (size_t i = 0; i < 5; i++)
        assert_ptr_equal(unit(&units, names[i]), units_find(&units, STR("sodra-backen")));
    assert_null(unit(&units, names[5]));
    assert_null(unit(&units, "Sodra backen 2"));
    assert_null(unit(&units, ""));
}

static void a_district_lies_within_its_networks_and_the_city(void **state)
{
    (void)state;
    Units units;
    assert_true(load(tree, &units));
    const Unit *old = unit(&units, "SB"), *new = unit(&units, "Nya backen");
    assert_true(units_within(&units, old, unit(&units, "Norra")));
    assert_true(units_within(&units, old, unit(&units, "Östra")));
    assert_false(units_within(&units, new, unit(&units, "Norra")));
    assert_true(units_within(&units, new, unit(&units, "staden")));
    assert_false(units_within(&units, unit(&units, "staden"), new));
    Period june = {PERIOD_MONTH, 2020 * 12 + 5};
    assert_true(unit_valid_in(old, june));
    assert_false(unit_valid_in(new, june));
    assert_false(unit_valid_in(old, period_next(june, 1)));
    assert_true(unit_valid_in(new, period_containing(PERIOD_YEAR, june.first_month)));
}

static void english_headings_and_commas_are_read(void **state)
{
    (void)state;
    Units units;
    assert_true(
        load("name,type,part_of\nTown,city,\n\"Hill, north\",district,Town\n", &units));
    assert_true(str_equal(units.items[1].id, STR("hill-north")));
    assert_true(str_equal(units.items[1].parents[0], STR("town")));
}

static void what_is_wrong_is_told_with_its_place_and_the_nearest_word(void **state)
{
    (void)state;
    refused("namn;typ\nA;distrikt\n", "units.csv:2:3:", "did you mean 'district'");
    refused("namn;typp\nA;district\n", "units.csv:1:6:", "did you mean 'typ'");
    refused("namn\nA\n", "units.csv:1:1:", "no column 'typ'");
    refused("namn;typ;ingår_i\nÅsen;district;Farta\nFarsta;district;\n",
            "units.csv:2:15:", "did you mean 'Farsta'");
    refused("namn;typ;från\nA;district;2018-02-30\n", "units.csv:2:12:", "no date");
    refused("namn;typ;från;till\nA;district;2018;2017\n", "units.csv:2:17:", "ends before");
    refused("namn;typ\nA;city\nB;city\n", "units.csv:3:3:", "city already, on line 2");
    refused("namn;typ\nA;district\na;district\n", "units.csv:3:1:", "also a name of");
    refused("namn;typ;ingår_i\nA;network;B\nB;network;A\n",
            "units.csv:2:", "part of itself");
    refused("namn;typ\n\"A;district\n", "units.csv:2:1:", "never closed");
    refused("namn;typ\nA;district;x\n", "units.csv:2:12:", "more cells");
    refused("namn;typ\n;district\n", "units.csv:2:1:", "is empty");
    refused("namn;typ\nF\xE4rsta;district\n", "units.csv:2:2:", "UTF-8");
    refused("", "units.csv:1:1:", "no heading");
}

/* As a message cannot show what stands behind it. */
static void a_zero_byte_is_no_text(void **state)
{
    (void)state;
    Units units;
    error = (Error){0};
    const char *path = file_join(arena, folder_new(arena), "units.csv");
    Error written = {0};
    assert_true(file_write(path, STR("namn;typ\nGöta;stad\nå\0b;x\n"), 0644, &written));
    assert_false(units_load(arena, path, &units, &error));
    assert_non_null(strstr(error.message, "units.csv:3:2: not UTF-8"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_is_read_with_its_id_dates_parents_and_names),
        cmocka_unit_test(a_zero_byte_is_no_text),
        cmocka_unit_test(a_unit_is_known_by_name_or_alias_case_and_dashes_aside),
        cmocka_unit_test(a_district_lies_within_its_networks_and_the_city),
        cmocka_unit_test(english_headings_and_commas_are_read),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place_and_the_nearest_word),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
