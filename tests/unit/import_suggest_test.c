/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/import/suggest.h"

typedef struct {
    Arena *arena;
    Units units;
} Fixture;

static int fixture_make(void **state)
{
    Error error = {0};
    Arena *arena = arena_open();
    Fixture *fixture = ARENA_NEW(arena, Fixture);
    fixture->arena = arena;
    *state = fixture;
    return units_load(arena, "sample-data/stockholm/units.csv", &fixture->units, &error)
               ? 0
               : -1;
}

static int fixture_end(void **state)
{
    Fixture *fixture = *state;
    arena_close(fixture->arena);
    return 0;
}

static void assert_suggested(Fixture *f, const char *name, const char *month,
                             const char *wanted)
{
    Period period;
    if (month)
        assert_true(period_parse(str_from(month), &period));
    Str near = suggest_unit(f->arena, &f->units, str_from(name), month ? &period : NULL);
    assert_string_equal(str_zero(f->arena, near), wanted);
}

static void a_name_one_or_two_letters_off_is_suggested(void **state)
{
    Fixture *f = *state;
    assert_suggested(f, "Bromam", NULL, "Bromma");
    assert_suggested(f, "Skarpnask", NULL, "Skarpnäck");
    assert_suggested(f, "Enskede Arsta Vantör", NULL, "Enskede-Årsta-Vantör");
    assert_suggested(f, "enskede–årsta vantor", NULL, "Enskede-Årsta-Vantör");
    assert_suggested(f, "Kungsholrnen", NULL, "Kungsholmen");
    assert_suggested(f, "Kiruna", NULL, "");
    assert_suggested(f, "Farrrrsta", NULL, "");
    assert_suggested(f, "Nå", NULL, "");
    assert_suggested(f, "", NULL, "");
}

static void words_for_what_a_district_is_are_put_aside(void **state)
{
    Fixture *f = *state;
    assert_suggested(f, "SDN Farsta", NULL, "Farsta");
    assert_suggested(f, "SDF Fasta", NULL, "Farsta");
    assert_suggested(f, "Farstas stadsdelsförvaltning", NULL, "Farsta");
    assert_suggested(f, "Skärholmen stadsdelsnämnd", NULL, "Skärholmen");
    assert_suggested(f, "Stadsdelen Järva", NULL, "Järva");
}

static void a_unit_of_the_rows_time_comes_before_a_nearer_one(void **state)
{
    const Unit items[] = {{.name = STR("Nordby"),
                           .from_day = INT32_MIN,
                           .to_day = day_from(2020, 6, 30),
                           .from_month = INT32_MIN,
                           .to_month = 12 * 2020 + 5},
                          {.name = STR("Norrby"),
                           .from_day = day_from(2020, 7, 1),
                           .to_day = INT32_MAX,
                           .from_month = 12 * 2020 + 6,
                           .to_month = INT32_MAX}};
    Fixture *f = *state;
    Fixture dated = {f->arena, {items, 2}};
    assert_suggested(&dated, "Nordbyn", NULL, "Nordby");
    assert_suggested(&dated, "Nordbyn", "2020-06", "Nordby");
    assert_suggested(&dated, "Nordbyn", "2020-07", "Norrby");
    assert_suggested(f, "Norrmalmm", "2024-01", "Norrmalm");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_one_or_two_letters_off_is_suggested),
        cmocka_unit_test(words_for_what_a_district_is_are_put_aside),
        cmocka_unit_test(a_unit_of_the_rows_time_comes_before_a_nearer_one),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_end);
}
