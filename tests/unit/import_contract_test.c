/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/import/contract.h"

typedef struct {
    Arena *arena;
    RecordKinds kinds;
} Fixture;

static int fixture_make(void **state)
{
    Error error = {0};
    Arena *arena = arena_open();
    Fixture *fixture = ARENA_NEW(arena, Fixture);
    fixture->arena = arena;
    *state = fixture;
    return records_load(arena, "templates", "tests/data", &fixture->kinds, &error) ? 0 : -1;
}

static int fixture_end(void **state)
{
    Fixture *fixture = *state;
    arena_close(fixture->arena);
    return 0;
}

static bool fit(Fixture *fixture, const char *heading, const char *file, Layout *layout,
                Str *refusal)
{
    Csv csv = csv_open(fixture->arena, str_from(heading), ';', 1);
    assert_true(csv_next(&csv));
    const RecordKind *named =
        file ? contract_named(fixture->arena, &fixture->kinds, str_from(file)) : NULL;
    ContractKeys keys = contract_keys(fixture->arena, &fixture->kinds);
    return contract_fit(fixture->arena, LANGUAGE_SV, &keys, named, &csv, layout, refusal);
}

static void headings_are_known_in_any_case_order_and_language(void **state)
{
    Layout layout;
    Str refusal;
    assert_true(fit(*state, " Minutes ;CARER;District;Date;rum", NULL, &layout, &refusal));
    assert_true(str_equal(layout.kind->name, STR("conversations")));
    assert_int_equal(layout.columns[4], -1);
    assert_true(str_equal(layout.kind->columns[layout.columns[0]].name, STR("minutes")));
}

static void headings_decide_where_the_name_does_not(void **state)
{
    Layout layout;
    Str refusal;
    assert_true(fit(*state, "datum;stadsdel;insats", NULL, &layout, &refusal));
    assert_true(str_equal(layout.kind->name, STR("interventions")));
    assert_true(fit(*state, "indikator;stadsdel;period;värde", NULL, &layout, &refusal));
    assert_true(str_equal(layout.kind->name, STR("figures")));
}

static void a_named_kind_is_held_to_its_contract(void **state)
{
    Layout layout;
    Str refusal;
    assert_false(
        fit(*state, "datum;stadsdel;insats", "samtal-farsta.csv", &layout, &refusal));
    assert_non_null(strstr(refusal.ptr, "Samtal"));
    assert_non_null(strstr(refusal.ptr, "\"anhörig\""));
}

static void what_is_missing_is_named_with_what_is_like_it(void **state)
{
    Layout layout;
    Str refusal;
    assert_false(fit(*state, "datum;Stdl;anhörg;form", NULL, &layout, &refusal));
    assert_non_null(strstr(refusal.ptr, "Kolumnen \"Stdl\" liknar \"stadsdel\"."));
    assert_non_null(strstr(refusal.ptr, "Kolumnen \"anhörg\" liknar \"anhörig\"."));
}

static void two_headings_for_one_column_are_refused(void **state)
{
    Layout layout;
    Str refusal;
    assert_false(fit(*state, "datum;date;stadsdel;anhörig", NULL, &layout, &refusal));
    assert_non_null(strstr(refusal.ptr, "\"datum\" och \"date\""));
}

static void a_name_begins_with_a_whole_word(void **state)
{
    Fixture *f = *state;
    assert_non_null(contract_named(f->arena, &f->kinds, STR("Samtal_2018.csv")));
    assert_null(contract_named(f->arena, &f->kinds, STR("samtalslista.csv")));
    assert_non_null(contract_named(f->arena, &f->kinds, STR("Ärenden-farsta.csv")));
}

static void keys_put_dashes_and_spaces_aside(void **state)
{
    Fixture *f = *state;
    assert_true(str_equal(contract_key(f->arena, STR("Må\u00A0 bra\u2013Dag ")),
                          STR("må bra-dag")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_known_in_any_case_order_and_language),
        cmocka_unit_test(headings_decide_where_the_name_does_not),
        cmocka_unit_test(a_named_kind_is_held_to_its_contract),
        cmocka_unit_test(what_is_missing_is_named_with_what_is_like_it),
        cmocka_unit_test(two_headings_for_one_column_are_refused),
        cmocka_unit_test(a_name_begins_with_a_whole_word),
        cmocka_unit_test(keys_put_dashes_and_spaces_aside),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_end);
}
