/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/import/heading.h"

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

static Heading find(Fixture *f, const char *kind, const char *text)
{
    const RecordKind *named = kind ? records_find(&f->kinds, str_from(kind)) : NULL;
    ContractKeys keys = contract_keys(f->arena, &f->kinds);
    return heading_find(f->arena, &keys, named, str_from(text), 0, 1);
}

static void the_delimiter_is_the_one_that_fits(void **state)
{
    assert_int_equal(find(*state, NULL, "datum,stadsdel,anhörig\n").delimiter, ',');
    assert_int_equal(find(*state, NULL, "datum\tstadsdel\tanhörig, nyckel\n").delimiter,
                     '\t');
    assert_int_equal(find(*state, NULL, "a,b;c;d\n").delimiter, ';');
    assert_int_equal(
        find(*state, NULL, "Samtal; mars; april\n\ndatum,stadsdel,anhörig\n").delimiter,
        ',');
}

static void titles_above_the_headings_are_passed(void **state)
{
    Heading heading = find(*state, NULL,
                           "Samtal 2018\n\nStadsdel;Farsta\nPeriod;mars\n"
                           "datum;stadsdel;anhörig;;;\n2018-03-01;Farsta;F-1;;;\n");
    assert_true(heading.match.fits);
    assert_int_equal(heading.line, 5);
    assert_int_equal(heading.delimiter, ';');
}

static void only_the_named_kinds_headings_are_looked_for(void **state)
{
    const char *text = "datum;stadsdel;insats\n2018-03-01;Farsta;råd\n";
    assert_true(find(*state, "interventions", text).match.fits);
    assert_false(find(*state, "conversations", text).match.fits);
}

/* Else a table with a misspelt heading would be taken for a title of the next. */
static void a_row_that_is_mostly_headings_ends_the_search(void **state)
{
    Heading heading = find(*state, NULL,
                           "datum;stadsdel;anhorg\n2018-03-01;Farsta;F-1\n"
                           "datum;stadsdel;anhörig\n");
    assert_false(heading.match.fits);
    assert_int_equal(heading.line, 1);
}

static void the_row_that_is_likest_is_told_when_none_fits(void **state)
{
    Heading heading = find(*state, NULL, "Samtal\nUtskrivet;idag\ndatum;Stdl;klient;typ\n");
    assert_false(heading.match.fits);
    assert_int_equal(heading.line, 3);
    assert_int_equal(find(*state, NULL, "hej\nhopp\n").line, 1);
    assert_int_equal(find(*state, NULL, "\n;;\n").line, 0);
    assert_int_equal(find(*state, NULL, "titel;\"öppen\ndatum;stadsdel;anhörig\n").line, 0);
}

static void the_search_ends_after_a_score_of_rows(void **state)
{
    Fixture *f = *state;
    for (int rows = HEADING_ROWS - 1; rows <= HEADING_ROWS; rows++) {
        Text text = text_open(f->arena);
        for (int i = 0; i < rows; i++)
            text_addf(&text, "rad %d\n\n", i);
        text_add(&text, STR("datum;stadsdel;anhörig\n"));
        Heading heading = find(f, NULL, text.ptr);
        assert_int_equal(heading.match.fits, rows < HEADING_ROWS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_delimiter_is_the_one_that_fits),
        cmocka_unit_test(titles_above_the_headings_are_passed),
        cmocka_unit_test(only_the_named_kinds_headings_are_looked_for),
        cmocka_unit_test(a_row_that_is_mostly_headings_ends_the_search),
        cmocka_unit_test(the_row_that_is_likest_is_told_when_none_fits),
        cmocka_unit_test(the_search_ends_after_a_score_of_rows),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_end);
}
