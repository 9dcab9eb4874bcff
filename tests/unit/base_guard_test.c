/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "engine/base/file.h"
#include "engine/base/guard.h"

/* personnummer.csv: test data of personnummer/meta and Skatteverket's published test
 * numbers; columns source,input,format,type,valid. */
typedef struct {
    Str input, format, type;
    bool valid;
} Vector;

static size_t vectors_read(Arena *arena, Vector **vectors)
{
    Error error = {0};
    Str content, line, cell;
    assert_true(file_read(arena, "tests/data/personnummer.csv", &content, &error));
    size_t count = 0, capacity = 0;
    str_cut(content, '\n', &line, &content);
    while (content.len) {
        Vector v;
        str_cut(content, '\n', &line, &content);
        str_cut(line, ',', &cell, &line);
        str_cut(line, ',', &v.input, &line);
        str_cut(line, ',', &v.format, &line);
        str_cut(line, ',', &v.type, &line);
        v.valid = str_equal(str_trim(line), STR("True"));
        *vectors = ARENA_GROW(arena, *vectors, count, &capacity);
        (*vectors)[count++] = v;
    }
    return count;
}

/* Alone and inside a sentence, where a word boundary is all that marks the number off. */
static size_t scan_both(Arena *arena, Str input, GuardClass wanted)
{
    Str inside = str_format(arena, "Ringde om %.*s, återkommer.", STR_PRINT(input));
    size_t right = guard_scan(input, false) == wanted;
    right += guard_scan(inside, false) == wanted;
    if (right < 2)
        printf("%.*s: %d\n", STR_PRINT(input), guard_scan(input, false));
    return right;
}

static void every_published_test_number_is_classed(void **state)
{
    Vector *vectors = NULL;
    size_t count = vectors_read(*state, &vectors);
    size_t personal = 0, interim = 0, mutated = 0, organisations = 0;
    for (size_t i = 0; i < count; i++) {
        Vector v = vectors[i];
        bool is_personal = str_equal(v.type, STR("ssn")) || str_equal(v.type, STR("con"));
        if (is_personal && v.valid)
            personal += scan_both(*state, v.input, GUARD_IDENTITY);
        else if (str_equal(v.type, STR("interim")) && v.valid)
            interim += scan_both(*state, v.input, GUARD_IDENTITY);
        else if (str_equal(v.type, STR("org")))
            organisations += scan_both(*state, v.input, GUARD_CLEAR);
        else if (is_personal && str_equal(v.format, STR("long_format")))
            mutated += scan_both(*state, v.input, GUARD_MISTYPED);
    }
    assert_int_equal(personal, 152);
    assert_int_equal(interim, 44);
    assert_int_equal(mutated, 30);
    assert_int_equal(organisations, 12);
}

static GuardClass scan(const char *text)
{
    return guard_scan(str_from(text), false);
}

static void dashes_spaces_and_digits_of_every_kind_are_seen_through(void **state)
{
    (void)state;
    assert_int_equal(scan("640823-3234"), GUARD_IDENTITY);
    assert_int_equal(scan("640823\xE2\x80\x93"
                          "3234"),
                     GUARD_IDENTITY);
    assert_int_equal(scan("640823\xE2\x88\x92"
                          "3234"),
                     GUARD_IDENTITY);
    assert_int_equal(scan("640823\xC2\xA0"
                          "3234"),
                     GUARD_IDENTITY);
    assert_int_equal(scan("19640823 3234"), GUARD_IDENTITY);
    assert_int_equal(scan("６４０８２３３２３４"), GUARD_IDENTITY);
    assert_int_equal(scan("640823\xE2\x80\x8B-3234"), GUARD_IDENTITY);
    assert_int_equal(scan("nr640823-3234."), GUARD_IDENTITY);
    assert_int_equal(scan("640823-t234"), scan("640823-T234"));
}

static void longer_runs_of_digits_are_something_else(void **state)
{
    (void)state;
    assert_int_equal(scan("16408233234"), GUARD_CLEAR);
    assert_int_equal(scan("64082332341"), GUARD_CLEAR);
    assert_int_equal(scan("2018-03-26"), GUARD_CLEAR);
    assert_int_equal(scan("2018-03-26 09:30"), GUARD_CLEAR);
    assert_int_equal(scan("20180326"), GUARD_CLEAR);
}

static void a_sole_traders_organisation_number_is_a_person(void **state)
{
    (void)state;
    assert_int_equal(scan("166408233234"), GUARD_IDENTITY);
    assert_int_equal(scan("165560360793"), GUARD_CLEAR);
}

static void ten_bare_digits_depend_on_check_digit_and_contract(void **state)
{
    (void)state;
    assert_int_equal(scan("6408233235"), GUARD_BARE);
    assert_int_equal(scan("640823-3235"), GUARD_MISTYPED);
    assert_int_equal(scan("196408233235"), GUARD_MISTYPED);
    assert_int_equal(guard_scan(STR("6408233234"), true), GUARD_CLEAR);
    assert_int_equal(guard_scan(STR("640823-3234"), true), GUARD_IDENTITY);
    assert_int_equal(guard_scan(STR("196408233234"), true), GUARD_IDENTITY);
}

static void telephone_numbers_and_addresses_are_found(void **state)
{
    (void)state;
    assert_int_equal(scan("070-123 45 67"), GUARD_PHONE);
    assert_int_equal(scan("ring 08-508 18 000 efter tio"), GUARD_PHONE);
    assert_int_equal(scan("+46 70 123 45 67"), GUARD_PHONE);
    assert_int_equal(scan("0701234567"), GUARD_PHONE);
    assert_int_equal(scan("anna.ek@stockholm.se"), GUARD_EMAIL);
    assert_int_equal(scan("Åsa.Öst@exempel.se, onsdag"), GUARD_EMAIL);
    assert_int_equal(scan("a@b.se"), GUARD_EMAIL);
    assert_int_equal(scan("a@b.s"), GUARD_CLEAR);
    assert_int_equal(scan("08123456"), GUARD_CLEAR);
    assert_int_equal(scan("08-123456"), GUARD_PHONE);
    assert_int_equal(scan("två @ kontoret"), GUARD_CLEAR);
    assert_int_equal(scan("1 234 567,00 kr"), GUARD_CLEAR);
    assert_int_equal(scan("K-0042"), GUARD_CLEAR);
    assert_int_equal(scan("2018-03-05 till 2018-04-09"), GUARD_CLEAR);
    assert_int_equal(scan("grupp 12, 04-05, 06-07"), GUARD_CLEAR);
}

static void a_long_note_is_read_to_its_end(void **state)
{
    Text note = text_open(*state);
    for (int i = 0; i < 3000; i++)
        text_add(&note, STR("ordå "));
    text_add(&note, STR("640823-3234"));
    assert_int_equal(guard_scan(text_str(&note), false), GUARD_IDENTITY);
}

static void a_birth_date_is_delicate(void **state)
{
    (void)state;
    assert_true(guard_delicate(STR("Ek 640823")));
    assert_true(guard_delicate(STR("640823-XXXX")));
    assert_false(guard_delicate(STR("Bromam 12")));
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_published_test_number_is_classed),
        cmocka_unit_test(dashes_spaces_and_digits_of_every_kind_are_seen_through),
        cmocka_unit_test(longer_runs_of_digits_are_something_else),
        cmocka_unit_test(a_sole_traders_organisation_number_is_a_person),
        cmocka_unit_test(ten_bare_digits_depend_on_check_digit_and_contract),
        cmocka_unit_test(telephone_numbers_and_addresses_are_found),
        cmocka_unit_test(a_long_note_is_read_to_its_end),
        cmocka_unit_test(a_birth_date_is_delicate),
    };
    return cmocka_run_group_tests(tests, arena_make, arena_end);
}
