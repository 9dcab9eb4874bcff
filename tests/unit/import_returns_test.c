/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/guard.h"
#include "engine/import/returns.h"
#include "tests/support/folder.h"

typedef struct {
    Arena *arena;
    Workspace workspace;
    const char *folder;
} Fixture;

static int fixture_make(void **state)
{
    Error error = {0};
    Arena *arena = arena_open();
    Fixture *fixture = ARENA_NEW(arena, Fixture);
    fixture->arena = arena;
    fixture->folder = folder_new(arena);
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

static const char *list_path(Fixture *f)
{
    return file_join(f->arena, f->folder, "returns/samtal.csv");
}

/* The list of a file, or the empty text when there is none. */
static const char *listed(Fixture *f, const char *text, Language language)
{
    Error error = {0};
    Str refusal, list = STR("");
    Layout layout;
    Findings findings = {.arena = f->arena};
    Returns returns = {f->folder, language, STR("samtal.csv"), &layout,
                       csv_open(f->arena, str_from(text), ';', 1)};
    Csv csv = returns.csv;
    assert_true(csv_next(&csv));
    ContractKeys keys = contract_keys(f->arena, &f->workspace.records);
    assert_true(contract_fit(f->arena, language, &keys, NULL, &csv, &layout, &refusal));
    RowReader reader = {.arena = f->arena,
                        .language = language,
                        .layout = &layout,
                        .findings = &findings,
                        .today = day_from(2018, 5, 3),
                        .values = ARENA_ARRAY(f->arena, layout.kind->column_count, Value)};
    row_prepare(&reader, &f->workspace, false);
    while (csv_next(&csv))
        (void)row_read(&reader, &csv);
    assert_true(returns_write(f->arena, &returns, &findings, &error));
    if (file_exists(list_path(f)))
        assert_true(file_read(f->arena, list_path(f), &list, &error));
    return str_zero(f->arena, list);
}

#define HEADINGS "datum;stadsdel;anhörig;form;minuter;rum\n"
#define BEGINS "\xEF\xBB\xBFrad;kolumn;läst;fel;gör så här;datum;stadsdel;form;minuter\r\n"

static void a_row_is_listed_without_keys_and_unknown_columns(void **state)
{
    assert_string_equal(
        listed(*state,
               HEADINGS "2018-03-05;Farsta;F-1;besök;45;B2\n"
                        "2018-03-05;Bromam;F-2;telefon;30;\"B3\nvåning 1\"\n",
               LANGUAGE_SV),
        BEGINS "3;stadsdel;Bromam;är ingen känd enhet;\"Menade du \"\"Bromma\"\"?\";"
               "2018-03-05;Bromam;telefon;30\r\n");
}

static void a_key_that_is_wrong_is_not_repeated(void **state)
{
    const char *list =
        listed(*state, HEADINGS "2018-03-05;Farsta;7E+11;besök;45;\n", LANGUAGE_SV);
    assert_non_null(strstr(list, "2;anhörig;(visas inte);är ett tal"));
    assert_null(strstr(list, "7E+11"));
}

static void a_heading_that_may_be_a_key_is_not_repeated(void **state)
{
    Fixture *f = *state;
    Error error = {0};
    Layout layout;
    Str refusal, kept;
    Csv csv = csv_open(f->arena, STR("datum;stadsdel;anhörig;F-77\n"), ';', 1);
    Returns returns = {f->folder, LANGUAGE_SV, STR("samtal.csv"), &layout, csv};
    assert_true(csv_next(&csv));
    ContractKeys keys = contract_keys(f->arena, &f->workspace.records);
    assert_true(contract_fit(f->arena, LANGUAGE_SV, &keys, NULL, &csv, &layout, &refusal));
    Findings findings = {.arena = f->arena};
    findings_add(&findings, (Finding){.line = 1,
                                      .column = STR("F-77"),
                                      .reason = STR("okänd"),
                                      .remedy = STR("inget")});
    assert_true(returns_write(f->arena, &returns, &findings, &error));
    assert_true(file_read(f->arena, list_path(f), &kept, &error));
    assert_non_null(strstr(kept.ptr, "1;(visas inte);;okänd;inget;;"));
}

/* One column to the left or right, a comma in place of the delimiter, a cell too many. */
static void keys_of_rows_that_may_be_shifted_are_not_repeated(void **state)
{
    static const char *const rows[] = {"2018-03-05;KALLE;besök;45;;\n",
                                       "2018-03-05;F-77;65+;besök;45;\n",
                                       ";2018-03-05;Farsta;F-77;besök;45\n",
                                       "2018-03-05;F-77\n",
                                       "2018-03-05;Farsta;F-1;besök;45;B2;F-77\n",
                                       "F-77;Farsta;F-1;besök;45;\n",
                                       "2018-03-05;Farsta;F-1;besök;F-77;\n",
                                       "2018-03-05;F-77;Farsta;besök;45;\n",
                                       "F-77;Farsta;F-1;F-77;#SAKNAS!;\n",
                                       "2018-03-05;Farsta;F-1;F-77;########;\n"};
    Fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *list =
            listed(f, str_zero(f->arena, str_format(f->arena, "%s%s", HEADINGS, rows[i])),
                   LANGUAGE_SV);
        assert_non_null(strstr(list, "\r\n2;"));
        if (strstr(list, "F-77") || strstr(list, "KALLE"))
            fail_msg("a key stands in\n%s", list);
    }
}

/* Line by line what the guard says of each cell of the list. */
static void nothing_that_the_guard_objects_to_is_repeated(void **state)
{
    Fixture *f = *state;
    Str list = str_from(listed(f,
                               HEADINGS "2018-03-05;Farsta;x@y.se;besök;45;\n"
                                        "2018-03-05;070-123 45 67;F-1;besök;45;\n"
                                        "640823;Fasrta;F-1;besök;12345678901;\n"
                                        "2018-03-05;Fasrta;F-1;640823-323;1.234567,8;\n",
                               LANGUAGE_SV));
    Csv csv = csv_open(f->arena, list, ';', 1);
    size_t lines = 0;
    while (csv_next(&csv)) {
        for (size_t i = 0; i < csv.count; i++) {
            assert_int_equal(guard_scan(csv.cells[i].text, false), GUARD_CLEAR);
            assert_false(guard_delicate(csv.cells[i].text));
        }
        assert_int_equal(csv.count, 9);
        lines++;
    }
    assert_true(lines > 5);
}

static void formulas_are_made_texts_and_numbers_stay(void **state)
{
    const char *list = listed(*state,
                              HEADINGS "=1+1;Farsta;F-1;besök;-45;\n"
                                       "2018-03-05;Farsta;F-1;besök;\xE2\x88\x92"
                                       "45;\n"
                                       "2018-03-05;@SUM(A1);F-1;\"+a;\"\"b\"\"\";45;\n",
                              LANGUAGE_SV);
    /* what a formula is of may be anyone's key */
    assert_non_null(strstr(list, "2;datum;(visas inte);är en formel och inget värde;"));
    assert_non_null(strstr(list, ";(visas inte);Farsta;besök;-45\r\n"));
    assert_null(strstr(list, "1+1"));
    assert_non_null(strstr(list, "3;minuter;\xE2\x88\x92"
                                 "45;är mindre än 0;"));
    assert_null(strstr(list, ";@"));
    static const char *const starts[] = {";=", ";+", ";\"+", ";-S"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        assert_null(strstr(list, starts[i]));
}

static void a_list_is_in_the_senders_language_and_goes_when_all_is_well(void **state)
{
    Fixture *f = *state;
    const char *list = listed(f, "date;district;carer\n;Farsta;F-1\n", LANGUAGE_EN);
    assert_string_equal(list, "\xEF\xBB\xBFline;column;read;wrong;to do;date;district\r\n"
                              "2;date;;the field is empty;Fill it in.;;Farsta\r\n");
    assert_string_equal(
        listed(f, "date;district;carer\n2018-03-05;Farsta;F-1\n", LANGUAGE_EN), "");
    assert_false(file_exists(list_path(f)));
}

static void a_refused_file_is_told_in_one_line(void **state)
{
    Fixture *f = *state;
    Error error = {0};
    Str list;
    Returns returns = {.workspace = f->folder, .file = STR("samtal.csv")};
    Refusal refusal = {.line = 3, .column = STR("anhörig"), .message = STR("nej; ta bort")};
    assert_true(returns_refuse(f->arena, &returns, &refusal, &error));
    assert_true(file_read(f->arena, list_path(f), &list, &error));
    assert_string_equal(str_zero(f->arena, list),
                        "\xEF\xBB\xBFrad;kolumn;läst;fel;gör så här\r\n"
                        "3;anhörig;;\"nej; ta bort\";Rätta det och skicka hela filen igen: "
                        "ingenting ur den "
                        "är inläst.\r\n");
}

static void a_list_that_cannot_be_written_is_a_failure(void **state)
{
    Fixture *f = *state;
    Error error = {0};
    Returns returns = {.workspace = f->folder, .file = STR("samtal.csv")};
    Refusal refusal = {.message = STR("nej")};
    file_fault(1);
    assert_false(returns_refuse(f->arena, &returns, &refusal, &error));
    file_fault(SIZE_MAX);
    assert_true(error.kind == ERROR_WRITE || error.kind == ERROR_CREATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_listed_without_keys_and_unknown_columns),
        cmocka_unit_test(a_key_that_is_wrong_is_not_repeated),
        cmocka_unit_test(a_heading_that_may_be_a_key_is_not_repeated),
        cmocka_unit_test(keys_of_rows_that_may_be_shifted_are_not_repeated),
        cmocka_unit_test(nothing_that_the_guard_objects_to_is_repeated),
        cmocka_unit_test(formulas_are_made_texts_and_numbers_stay),
        cmocka_unit_test(a_list_is_in_the_senders_language_and_goes_when_all_is_well),
        cmocka_unit_test(a_refused_file_is_told_in_one_line),
        cmocka_unit_test(a_list_that_cannot_be_written_is_a_failure),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_end);
}
