/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/import/cell.h"
#include "engine/import/dates.h"

typedef struct {
    Arena *arena;
    Workspace workspace;
    CellReader *conversations, *interventions, *figures, *staff;
} Fixture;

static const Str old_heads[] = {{"65+", 3}};

static CellReader *reader_of(Fixture *fixture, const char *kind, bool point)
{
    return cell_reader(fixture->arena, &fixture->workspace, LANGUAGE_SV,
                       records_find(&fixture->workspace.records, str_from(kind)), point);
}

static int fixture_make(void **state)
{
    static const TargetGroup groups[] = {
        {{"over65", 6}, {{"65 år och äldre", 17}, {"65 and over", 11}}, old_heads, 1}};
    static const Indicator indicators[] = {
        {.id = {"population", 10},
         .name = {{"Befolkning", 10}, {"Population", 10}},
         .kind = MEASURE_REPORTED},
        {.id = {"carers", 6},
         .name = {{"Anhöriga", 9}, {"Carers", 6}},
         .kind = MEASURE_DISTINCT}};
    Error error = {0};
    Arena *arena = arena_open();
    Fixture *fixture = ARENA_NEW(arena, Fixture);
    Workspace *workspace = &fixture->workspace;
    fixture->arena = arena;
    *state = fixture;
    workspace->groups = groups;
    workspace->group_count = 1;
    workspace->indicators = (Indicators){.items = indicators, .count = 2};
    if (!records_load(arena, "templates", "tests/data", &workspace->records, &error) ||
        !units_load(arena, "sample-data/stockholm/units.csv", &workspace->units, &error))
        return -1;
    fixture->conversations = reader_of(fixture, "conversations", false);
    fixture->interventions = reader_of(fixture, "interventions", false);
    fixture->figures = reader_of(fixture, "figures", true);
    fixture->staff = reader_of(fixture, "staff", false);
    return 0;
}

static int fixture_end(void **state)
{
    Fixture *fixture = *state;
    arena_close(fixture->arena);
    return 0;
}

static bool take(Fixture *f, CellReader *reader, const char *kind, const char *column,
                 const char *cell, Value *value, Defect *defect)
{
    const RecordKind *found = records_find(&f->workspace.records, str_from(kind));
    const RecordColumn *named = record_column(found, str_from(column));
    assert_non_null(named);
    return cell_read(reader, (size_t)(named - found->columns), str_from(cell), value,
                     defect);
}

static void days_are_read_as_swedes_write_them(void **state)
{
    static const char *const days[] = {"2018-03-05", "20180305",     "5/3 2018",
                                       "5.3.2018",   "05.03.2018",   "2018/3/5",
                                       "180305",     " 2018-03-05 ", "2018-03-05 00:00:00",
                                       "5 mars 2018"};
    Fixture *f = *state;
    Value value;
    Defect defect;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_true(
            take(f, f->conversations, "conversations", "date", days[i], &value, &defect));
        assert_int_equal(value.number, day_from(2018, 3, 5));
    }
}

static void a_number_beyond_all_bounds_is_told(void **state)
{
    Fixture *f = *state;
    Value value;
    Defect defect;
    assert_false(take(f, f->conversations, "conversations", "minutes",
                      "99999999999999999999", &value, &defect));
    assert_non_null(strstr(defect.reason.ptr, "större än"));
    assert_true(defect.remedy.len > 0);
}

static void what_is_no_day_is_told_with_its_remedy(void **state)
{
    static const char *const wrong[] = {"99999999999999999999",
                                        "181305",
                                        "2018-02-30",
                                        "03-maj",
                                        "5/3-18",
                                        "i maj",
                                        "2018-03",
                                        "13/13 2018",
                                        "2018-03-05-06"};
    Fixture *f = *state;
    Value value;
    Defect defect;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(
            take(f, f->conversations, "conversations", "date", wrong[i], &value, &defect));
    assert_false(
        take(f, f->conversations, "conversations", "date", "43164", &value, &defect));
    assert_non_null(strstr(defect.remedy.ptr, "Excels dagnummer för 2018-03-05"));
    assert_non_null(strstr(defect.remedy.ptr, "för 2022-03-06 om arbetsboken räknar"));
    assert_false(
        take(f, f->conversations, "conversations", "date", "2918-03-05", &value, &defect));
    assert_non_null(strstr(defect.reason.ptr, "utanför"));
    assert_false(
        take(f, f->conversations, "conversations", "date", "05/03/2018", &value, &defect));
    assert_string_equal(defect.reason.ptr, "kan vara två olika dagar");
    assert_string_equal(defect.remedy.ptr, "Skriv den som 2018-03-05 eller 2018-05-03.");
    assert_true(
        take(f, f->conversations, "conversations", "date", "26/03/2018", &value, &defect));
}

static void numbers_keep_to_their_bounds_and_decimals(void **state)
{
    Fixture *f = *state;
    Value value;
    Defect defect;
    assert_true(
        take(f, f->conversations, "conversations", "minutes", "1 240", &value, &defect));
    assert_int_equal(value.number, 1240);
    assert_true(take(f, f->staff, "staff", "fte", "0,8", &value, &defect));
    assert_int_equal(value.number, 80);
    assert_false(
        take(f, f->conversations, "conversations", "minutes", "-45", &value, &defect));
    assert_string_equal(defect.reason.ptr, "är mindre än 0");
    assert_false(
        take(f, f->conversations, "conversations", "minutes", "1.240", &value, &defect));
    assert_string_equal(defect.reason.ptr, "kan läsas på två sätt");
    assert_false(take(f, f->staff, "staff", "fte", "0,805", &value, &defect));
    assert_string_equal(defect.remedy.ptr, "Skriv högst 2 decimaler.");
}

typedef struct {
    const char *kind, *column, *cell, *reason, *remedy;
} Damage;

/* Each cell is a defect whose reason and remedy hold the words. */
static void assert_damages(Fixture *f, CellReader *reader, const Damage *damages,
                           size_t count)
{
    Value value;
    Defect defect;
    for (size_t i = 0; i < count; i++) {
        const Damage *d = &damages[i];
        if (take(f, reader, d->kind, d->column, d->cell, &value, &defect))
            fail_msg("\"%s\" was read", d->cell);
        if (!strstr(defect.reason.ptr, d->reason) || !strstr(defect.remedy.ptr, d->remedy))
            fail_msg("\"%s\" %s. %s", d->cell, defect.reason.ptr, defect.remedy.ptr);
    }
}

static void what_a_spreadsheet_did_to_a_cell_is_told_by_its_cause(void **state)
{
    static const Damage damages[] = {
        {"conversations", "minutes", "03-maj", "Excel gör av 3-5 eller 3.5",
         "decimalkomma"},
        {"conversations", "form", "maj-03", "Excel gör av 5-3", "som text"},
        {"conversations", "carer", "05-mar", "Excel gör av 5-3", "som text"},
        {"conversations", "date", "03-maj", "saknar år", "2018-03-26"},
        {"conversations", "minutes", "1,5E+05", "kortat", "utan exponent"},
        {"conversations", "carer", "1,23E+11", "kortat", "som text"},
        {"conversations", "form", "SANT", "villkor", "formeln"},
        {"conversations", "minutes", "falskt", "villkor", "formeln"},
        {"conversations", "carer", "TRUE", "villkor", "formeln"},
        {"conversations", "minutes", "#SAKNAS!", "uppslagning", "LETARAD"},
        {"conversations", "minutes", "#N/A", "uppslagning", "LETARAD"},
        {"conversations", "unit", "#DIVISION/0!", "delar med noll", "töm cellen"},
        {"conversations", "minutes", "#DIV/0!", "delar med noll", "töm cellen"},
        {"conversations", "minutes", "#VÄRDEFEL!", "räknar med text", "Rätta formeln"},
        {"conversations", "minutes", "#REFERENS!", "borttagna", "peka rätt"},
        {"conversations", "minutes", "#NAMN?", "inte känner", "stavningen"},
        {"conversations", "minutes", "#OGILTIGT!", "möjligt tal", "Rätta formeln"},
        {"conversations", "minutes", "#SPILL!", "fel i kalkylbladet", "Rätta formeln"},
        {"conversations", "date", "########", "för smal", "bredare"},
    };
    Fixture *f = *state;
    assert_damages(f, f->conversations, damages, sizeof damages / sizeof *damages);
}

static void a_number_with_foreign_separators_is_offered_as_what_it_may_be(void **state)
{
    static const Damage damages[] = {
        {"conversations", "minutes", "1.234", "två sätt", "Menade du 1 234 eller 1,234?"},
        {"conversations", "minutes", "1,234", "två sätt", "Menade du 1 234 eller 1,234?"},
        {"conversations", "minutes", "1.240.294,00", "svenska", "Menade du 1 240 294,00?"},
        {"conversations", "minutes", "1,240,294.00", "svenska", "Menade du 1 240 294,00?"},
        {"conversations", "minutes", "12.5", "svenska", "Menade du 12,5?"},
        {"conversations", "minutes", "12,5", "helt tal", "utan decimaler"},
        {"conversations", "minutes", "1.2.3", "två sätt", "decimaler med komma"},
    };
    Fixture *f = *state;
    Value value;
    Defect defect;
    assert_damages(f, f->conversations, damages, sizeof damages / sizeof *damages);
    assert_false(
        take(f, f->figures, "figures", "value", "1,234", &value, &defect)); /* , between */
    assert_string_equal(defect.reason.ptr, "kan läsas på två sätt");
    assert_true(take(f, f->staff, "staff", "fte", "0,50", &value, &defect));
}

static void numbers_are_read_with_any_space_minus_and_unit(void **state)
{
    static const char *const cells[] = {"1 234,5",
                                        "1\xC2\xA0"
                                        "234,5",
                                        "1\xE2\x80\xAF"
                                        "234,5",
                                        "1\xE2\x80\x89"
                                        "234,50",
                                        "1234,5 %",
                                        "1 234,5 st"};
    Fixture *f = *state;
    CellReader *reader = reader_of(f, "figures", false);
    Value value;
    Defect defect;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        assert_true(take(f, reader, "figures", "value", cells[i], &value, &defect));
        assert_int_equal(value.number, 12345000);
    }
    assert_true(take(f, reader, "figures", "value",
                     "\xE2\x88\x92"
                     "3",
                     &value, &defect));
    assert_int_equal(value.number, -30000);
    assert_false(
        take(f, f->conversations, "conversations", "minutes", "12 %", &value, &defect));
    assert_string_equal(defect.reason.ptr, "är procent och inget antal");
}

/* What would be added up has no bounds. */
static void a_number_out_of_bounds_still_counts_in_a_sum(void **state)
{
    Fixture *f = *state;
    const RecordKind *kind = records_find(&f->workspace.records, STR("conversations"));
    size_t minutes = (size_t)(record_column(kind, STR("minutes")) - kind->columns);
    int64_t number;
    assert_int_equal(cell_number(f->conversations, minutes, STR("5000"), &number),
                     NUMBER_OK);
    assert_int_equal(number, 5000);
    assert_int_equal(cell_number(f->conversations, minutes, STR("03-maj"), &number),
                     NUMBER_NOT_A_NUMBER);
}

static void how_days_were_written_is_remembered(void **state)
{
    Fixture *f = *state;
    CellReader *reader = reader_of(f, "conversations", false);
    Value value;
    Defect defect;
    assert_int_equal(cell_date_forms(reader), 0);
    assert_true(take(f, reader, "conversations", "date", "26/3 2018", &value, &defect));
    assert_true(take(f, reader, "conversations", "date", "180326", &value, &defect));
    assert_false(take(f, reader, "conversations", "date", "26 mars", &value, &defect));
    assert_int_equal(cell_date_forms(reader), (1u << DATE_DAY_FIRST) | (1u << DATE_SHORT));
}

static void the_first_period_not_written_as_its_id_is_remembered(void **state)
{
    Fixture *f = *state;
    CellReader *reader = reader_of(f, "figures", false);
    Value value;
    Defect defect;
    assert_true(take(f, reader, "figures", "period", "2018-T1", &value, &defect));
    assert_int_equal(cell_period_form(reader).len, 0);
    assert_true(take(f, reader, "figures", "period", "HT17", &value, &defect));
    assert_true(take(f, reader, "figures", "period", "mar-18", &value, &defect));
    assert_true(str_equal(cell_period_form(reader), STR("HT17 (2017-H2)")));
}

static void zeros_that_went_lost_from_a_key_are_told(void **state)
{
    static const Str heads[] = {{"nr", 2}};
    static const RecordColumn column = {.name = {"key", 3},
                                        .type = COLUMN_KEY,
                                        .heads = heads,
                                        .head_count = 1,
                                        .format = {"99999", 5}};
    static const RecordKind kind = {
        .name = {"cases", 5}, .columns = &column, .column_count = 1};
    Fixture *f = *state;
    Value value;
    Defect defect;
    CellReader *reader = cell_reader(f->arena, &f->workspace, LANGUAGE_SV, &kind, false);
    assert_true(cell_read(reader, 0, STR("00123"), &value, &defect));
    assert_false(cell_read(reader, 0, STR("123"), &value, &defect));
    assert_non_null(strstr(defect.reason.ptr, "färre siffror än 99999"));
    assert_null(strstr(defect.remedy.ptr, "123"));
    assert_false(cell_read(reader, 0, STR("A123"), &value, &defect));
    assert_string_equal(defect.reason.ptr, "är ingen nyckel av formen 99999");
}

static void a_comma_file_may_use_either_decimal_sign(void **state)
{
    Fixture *f = *state;
    Value value;
    Defect defect;
    assert_true(take(f, f->figures, "figures", "value", "0.85", &value, &defect));
    assert_int_equal(value.number, 8500);
    assert_true(take(f, f->figures, "figures", "value", "0,85", &value, &defect));
    assert_int_equal(value.number, 8500);
    assert_false(take(f, f->figures, "figures", "numerator", "1.240", &value, &defect));
}

static void an_unknown_unit_is_told_the_nearest(void **state)
{
    Fixture *f = *state;
    Value value;
    Defect defect;
    for (int again = 0; again < 2; again++) {
        assert_true(take(f, f->conversations, "conversations", "unit",
                         "ENSKEDE\xE2\x80\x93"
                         "Årsta\xE2\x80\x93Vantör",
                         &value, &defect));
        assert_true(str_equal(value.text, STR("enskede-arsta-vantor")));
        assert_non_null(value.unit);
    }
    assert_false(
        take(f, f->conversations, "conversations", "unit", "Bromam", &value, &defect));
    assert_string_equal(defect.remedy.ptr, "Menade du \"Bromma\"?");
    assert_false(
        take(f, f->conversations, "conversations", "unit", "Kiruna", &value, &defect));
    assert_non_null(strstr(defect.remedy.ptr, "units.csv"));
}

static void words_are_known_by_head_name_and_id(void **state)
{
    Fixture *f = *state;
    Value value;
    Defect defect;
    assert_true(take(f, f->interventions, "interventions", "kind", "Must", &value,
                     &defect) == false);
    assert_true(
        take(f, f->interventions, "interventions", "kind", "Må Bra", &value, &defect));
    assert_true(str_equal(value.text, STR("ma_bra")));
    assert_true(
        take(f, f->interventions, "interventions", "kind", "lecture", &value, &defect));
    assert_true(str_equal(value.text, STR("forelasning")));
    assert_true(
        take(f, f->conversations, "conversations", "group", "65+", &value, &defect));
    assert_true(str_equal(value.text, STR("over65")));
    assert_true(take(f, f->conversations, "conversations", "group", "", &value, &defect));
    assert_true(str_equal(value.text, STR("all")));
}

static void what_belongs_in_another_file_is_sent_there(void **state)
{
    Fixture *f = *state;
    Value value;
    Defect defect;
    assert_false(take(f, f->interventions, "interventions", "kind", "Enskilt samtal",
                      &value, &defect));
    assert_string_equal(defect.remedy.ptr, "Flytta raden till filen med samtal.");
}

static void periods_and_indicators_are_read(void **state)
{
    static const char *const march[] = {"2018-03", "mars 2018", "2018 Mars", "mar 2018"};
    Fixture *f = *state;
    Value value;
    Defect defect;
    for (size_t i = 0; i < sizeof march / sizeof *march; i++) {
        assert_true(take(f, f->figures, "figures", "period", march[i], &value, &defect));
        assert_int_equal(value.number, 12 * 2018 + 2);
        assert_int_equal(value.period, PERIOD_MONTH);
    }
    assert_true(take(f, f->figures, "figures", "period", "2018-Q2", &value, &defect));
    assert_int_equal(value.period, PERIOD_QUARTER);
    static const Damage damages[] = {
        {"figures", "period", "vecka 12", "är en vecka", "Skriv månaden"},
        {"figures", "period", "2018-03-26", "är en dag", "månaden 2018-03?"},
        {"figures", "period", "43185", "ingen period", "dagnummer för 2018-03-26"},
    };
    assert_damages(f, f->figures, damages, sizeof damages / sizeof *damages);
    assert_true(take(f, f->figures, "figures", "indicator", "befolkning", &value, &defect));
    assert_true(str_equal(value.text, STR("population")));
    assert_false(take(f, f->figures, "figures", "indicator", "carers", &value, &defect));
    assert_false(take(f, f->figures, "figures", "indicator", "populatio", &value, &defect));
    assert_string_equal(defect.remedy.ptr, "Menade du \"population\"?");
}

static void required_cells_may_not_be_empty(void **state)
{
    Fixture *f = *state;
    Value value;
    Defect defect;
    assert_false(
        take(f, f->conversations, "conversations", "carer", " \xC2\xA0", &value, &defect));
    assert_true(take(f, f->conversations, "conversations", "minutes", "", &value, &defect));
    assert_int_equal(value.kind, VALUE_NULL);
}

/* More spellings than are remembered, each read twice. */
static void every_spelling_of_a_word_is_known(void **state)
{
    enum { SPELLINGS = 1 << 10 };
    Fixture *f = *state;
    Value value;
    Defect defect;
    for (int i = 0; i < 2 * SPELLINGS; i++) {
        char word[] = "korttidsvård";
        for (int letter = 0; letter < 9; letter++)
            word[letter] = (char)(word[letter] - (i >> letter & 1 ? 32 : 0));
        word[11] = "rR"[i >> 9 & 1];
        assert_true(
            take(f, f->interventions, "interventions", "kind", word, &value, &defect));
        assert_true(str_equal(value.text, STR("korttidsvard")));
    }
    assert_false(
        take(f, f->interventions, "interventions", "kind", "kortidsvård", &value, &defect));
}

/* More days than are remembered, each read twice with others of its place between. */
static void every_day_is_itself_however_often_it_is_read(void **state)
{
    Fixture *f = *state;
    Value value;
    Defect defect;
    for (int round = 0; round < 2; round++)
        for (int32_t day = day_from(2015, 1, 1); day < day_from(2019, 1, 1); day++) {
            const char *written = day_iso(f->arena, day).ptr;
            for (int again = 0; again < 2; again++) {
                assert_true(take(f, f->conversations, "conversations", "date", written,
                                 &value, &defect));
                assert_int_equal(value.number, day);
                assert_int_equal(value.month, day_month_serial(day));
            }
        }
    assert_false(
        take(f, f->conversations, "conversations", "date", "2018-02-30", &value, &defect));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read_as_swedes_write_them),
        cmocka_unit_test(a_number_beyond_all_bounds_is_told),
        cmocka_unit_test(what_is_no_day_is_told_with_its_remedy),
        cmocka_unit_test(numbers_keep_to_their_bounds_and_decimals),
        cmocka_unit_test(what_a_spreadsheet_did_to_a_cell_is_told_by_its_cause),
        cmocka_unit_test(a_number_with_foreign_separators_is_offered_as_what_it_may_be),
        cmocka_unit_test(numbers_are_read_with_any_space_minus_and_unit),
        cmocka_unit_test(a_number_out_of_bounds_still_counts_in_a_sum),
        cmocka_unit_test(how_days_were_written_is_remembered),
        cmocka_unit_test(the_first_period_not_written_as_its_id_is_remembered),
        cmocka_unit_test(zeros_that_went_lost_from_a_key_are_told),
        cmocka_unit_test(a_comma_file_may_use_either_decimal_sign),
        cmocka_unit_test(an_unknown_unit_is_told_the_nearest),
        cmocka_unit_test(words_are_known_by_head_name_and_id),
        cmocka_unit_test(what_belongs_in_another_file_is_sent_there),
        cmocka_unit_test(periods_and_indicators_are_read),
        cmocka_unit_test(required_cells_may_not_be_empty),
        cmocka_unit_test(every_spelling_of_a_word_is_known),
        cmocka_unit_test(every_day_is_itself_however_often_it_is_read),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_end);
}
