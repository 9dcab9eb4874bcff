/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/import/totals.h"

typedef struct {
    Arena *arena;
    Workspace workspace;
    Layout layout;
    Findings findings;
    RowReader reader;
    Totals totals;
    Csv csv;
    size_t rows, used; /* that were rows of the table */
} Fixture;

static int fixture_make(void **state)
{
    Error error = {0};
    Arena *arena = arena_open();
    Fixture *fixture = ARENA_NEW(arena, Fixture);
    fixture->arena = arena;
    *state = fixture;
    return records_load(arena, "templates", "tests/data", &fixture->workspace.records,
                        &error) &&
                   units_load(arena, "sample-data/stockholm/units.csv",
                              &fixture->workspace.units, &error)
               ? 0
               : -1;
}

static int fixture_end(void **state)
{
    Fixture *fixture = *state;
    arena_close(fixture->arena);
    return 0;
}

/* Reads a file of the kind to its end. */
static void read_all(Fixture *f, const char *kind, const char *text)
{
    Str refusal;
    const RecordKind *named = records_find(&f->workspace.records, str_from(kind));
    f->csv = csv_open(f->arena, str_from(text), ';', 1);
    f->rows = f->used = 0;
    assert_true(csv_next(&f->csv));
    ContractKeys keys = contract_keys(f->arena, &f->workspace.records);
    assert_true(
        contract_fit(f->arena, LANGUAGE_SV, &keys, named, &f->csv, &f->layout, &refusal));
    f->findings = (Findings){.arena = f->arena};
    f->reader = (RowReader){.arena = f->arena,
                            .layout = &f->layout,
                            .findings = &f->findings,
                            .today = day_from(2018, 5, 3),
                            .values = ARENA_ARRAY(f->arena, named->column_count, Value)};
    row_prepare(&f->reader, &f->workspace, false);
    f->totals = totals_open(&f->reader);
    while (csv_next(&f->csv)) {
        if (totals_take(&f->totals, &f->csv))
            continue;
        bool used = row_read(&f->reader, &f->csv) == ROW_USED;
        totals_add(&f->totals, &f->csv, used);
        f->rows++;
        f->used += used;
    }
}

#define HEADINGS "datum;stadsdel;anhörig;minuter\n"
#define ROW(minutes) "2018-03-05;Farsta;F-1;" minutes "\n"

static void a_right_total_is_counted_and_not_read(void **state)
{
    static const char *const totals[] = {
        "Summa;;;75\n",   "Totalt;;;75\n", "TOTAL;;;75\n",    "Summa:;;;75\n",
        "S:a;;;75 min\n", "Sum;;;75,0\n",  "Summa mars;;;75", ";;Totalt antal;75;\n"};
    Fixture *f = *state;
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++) {
        read_all(f, "conversations",
                 str_zero(f->arena, str_format(f->arena, "%s%s",
                                               HEADINGS ROW("45") ROW("30"), totals[i])));
        assert_int_equal(f->rows, 2);
        assert_int_equal(f->totals.right, 1);
        assert_int_equal(f->findings.count, 0);
    }
}

static void a_wrong_total_is_a_note_with_both_sums(void **state)
{
    Fixture *f = *state;
    read_all(f, "conversations", HEADINGS ROW("1 000") ROW("250") "Summa;;;1 234\n");
    assert_int_equal(f->totals.wrong, 1);
    assert_int_equal(f->rows, 2);
    assert_int_equal(f->findings.count, 1);
    const Finding *finding = &f->findings.items[0];
    assert_int_equal(finding->line, 4);
    assert_true(str_equal(finding->column, STR("minuter")));
    assert_true(str_equal(finding->seen, STR("1 234")));
    assert_string_equal(finding->reason.ptr, "är filens summa, men raderna ger 1\u00A0250");
    assert_false(finding->refused);
}

/* 5000 minutes are more than a day, but they are in the sender's sum. */
static void rows_that_are_not_used_count_as_far_as_they_can_be_read(void **state)
{
    Fixture *f = *state;
    read_all(f, "conversations",
             HEADINGS ROW("45") ROW("5000") "2018-03-05;Kiruna;F-1;5\n"
                                            "2018-03-05;Farsta;070-123 45 67;50\n"
                                            "Summa;;;5 100\n");
    assert_int_equal(f->used, 1);
    assert_int_equal(f->totals.right, 1);
    read_all(f, "conversations", HEADINGS ROW("45") ROW("03-maj") "Summa;;;48\n");
    assert_int_equal(f->totals.wrong, 1);
    assert_non_null(
        strstr(f->findings.items[f->findings.count - 1].remedy.ptr, "I 1 av raderna"));
}

static void totals_between_rows_are_of_what_is_since_the_last(void **state)
{
    Fixture *f = *state;
    read_all(f, "conversations",
             HEADINGS ROW("10") ROW("20") "Delsumma;;;30\n" ROW("5") "Delsumma;;;5\n"
                                                                     "Summa;;;35\n");
    assert_int_equal(f->totals.right, 3);
    assert_int_equal(f->rows, 3);
    read_all(f, "conversations", HEADINGS ROW("10") "Summa;;;10\n" ROW("5") "Summa;;;6\n");
    assert_int_equal(f->totals.right, 1);
    assert_int_equal(f->totals.wrong, 1);
    assert_non_null(strstr(f->findings.items[0].reason.ptr, "ger 5"));
}

static void decimals_are_added_exactly(void **state)
{
    Fixture *f = *state;
    read_all(f, "staff",
             "person;stadsdel;målgrupp;årsarbetare;från\n"
             "K1;Farsta;alla;0,1;2018-01-01\nK2;Farsta;alla;0,2;2018-01-01\n"
             "Totalt;;;0,3;\n");
    assert_int_equal(f->totals.right, 1);
}

static void a_count_of_rows_under_no_number_is_compared_or_left(void **state)
{
    Fixture *f = *state;
    read_all(f, "conversations", HEADINGS ROW("1") ROW("2") "Antal och summa;;2;3\n");
    assert_int_equal(f->rows, 3); /* the word stands first */
    read_all(f, "conversations", HEADINGS ROW("1") ROW("2") "Summa;;2;\n");
    assert_int_equal(f->totals.right, 1);
    read_all(f, "conversations", HEADINGS ROW("1") ROW("2") "Summa;;17;\n");
    assert_int_equal(f->totals.unchecked, 1);
    assert_int_equal(f->findings.count, 0);
}

static void a_total_that_cannot_be_read_is_not_right(void **state)
{
    Fixture *f = *state;
    read_all(f, "conversations", HEADINGS ROW("1") "Summa;;;########\n");
    assert_int_equal(f->totals.wrong, 1);
    read_all(f, "conversations", HEADINGS ROW("1") "Summa;;;1.234\n");
    assert_int_equal(f->totals.wrong, 1);
}

static void a_word_for_all_in_a_row_of_data_is_no_total(void **state)
{
    Fixture *f = *state;
    read_all(f, "figures",
             "målgrupp;indikator;stadsdel;period;värde\n"
             "Totalt;befolkning;Farsta;2018;3\n");
    assert_int_equal(f->rows, 1);
    read_all(f, "conversations", HEADINGS "Summa;Farsta;F-1;3\n");
    assert_int_equal(f->rows, 1);
    read_all(f, "interventions", "id;datum;stadsdel;insats\nTotal;2018-03-01;Farsta;råd\n");
    assert_int_equal(f->used, 1);
}

static void words_below_the_last_row_are_a_note(void **state)
{
    Fixture *f = *state;
    read_all(f, "conversations",
             HEADINGS ROW("1") "\nKälla: systemet.;;;\nSumma;;;1\nPreliminära uppgifter\n");
    assert_int_equal(f->rows, 1);
    assert_int_equal(f->totals.below, 2);
    assert_int_equal(f->totals.below_line, 4);
    assert_int_equal(f->totals.right, 1);
    assert_int_equal(f->findings.count, 0);
    assert_non_null(strstr(totals_say(&f->totals, 2).ptr, "2 rader ovanför"));
    assert_non_null(strstr(totals_say(&f->totals, 2).ptr, "2 rader under tabellen"));
}

static void words_between_rows_are_a_row_with_defects(void **state)
{
    Fixture *f = *state;
    read_all(f, "conversations",
             HEADINGS ROW("1") "Resten är från april;;;\nVecka fyra kommer;;;\n" ROW("2"));
    assert_int_equal(f->rows, 4);
    assert_int_equal(f->used, 2);
    assert_int_equal(f->totals.below, 0);
    assert_true(f->findings.count > 1);
}

static void half_a_record_at_the_end_is_no_note(void **state)
{
    static const char *const rows[] = {"2018-03-05;;;\n", "180326;;;\n", "03-maj;;;\n",
                                       ";Farsta;;\n", "2018-03-05;Farsta\n"};
    Fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        read_all(
            f, "conversations",
            str_zero(f->arena, str_format(f->arena, "%s%s", HEADINGS ROW("1"), rows[i])));
        assert_int_equal(f->rows, 2);
        assert_int_equal(f->used, 1);
        assert_int_equal(f->totals.below, 0);
    }
    read_all(f, "conversations", "anhörig;stadsdel;datum\nF-1;Farsta;2018-03-05\nF-2;;\n");
    assert_int_equal(f->rows, 2);
}

static void cells_of_spaces_alone_are_no_row(void **state)
{
    Fixture *f = *state;
    read_all(f, "conversations", HEADINGS ROW("1") " ;\xC2\xA0;;\n");
    assert_int_equal(f->rows, 1);
    assert_int_equal(f->findings.count, 0);
    assert_int_equal(totals_say(&f->totals, 0).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_total_is_counted_and_not_read),
        cmocka_unit_test(a_wrong_total_is_a_note_with_both_sums),
        cmocka_unit_test(rows_that_are_not_used_count_as_far_as_they_can_be_read),
        cmocka_unit_test(totals_between_rows_are_of_what_is_since_the_last),
        cmocka_unit_test(decimals_are_added_exactly),
        cmocka_unit_test(a_count_of_rows_under_no_number_is_compared_or_left),
        cmocka_unit_test(a_total_that_cannot_be_read_is_not_right),
        cmocka_unit_test(a_word_for_all_in_a_row_of_data_is_no_total),
        cmocka_unit_test(words_below_the_last_row_are_a_note),
        cmocka_unit_test(words_between_rows_are_a_row_with_defects),
        cmocka_unit_test(half_a_record_at_the_end_is_no_note),
        cmocka_unit_test(cells_of_spaces_alone_are_no_row),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_end);
}
