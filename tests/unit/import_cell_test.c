/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/import/cell.h"

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
    static const char *const days[] = {"2018-03-05",   "20180305",           "5/3 2018",
                                       "5.3.2018",     "05/03/2018",         "2018/3/5",
                                       " 2018-03-05 ", "2018-03-05 00:00:00"};
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
                                        "180305",
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
    assert_non_null(strstr(defect.remedy.ptr, "Excels dagnummer"));
    assert_false(
        take(f, f->conversations, "conversations", "date", "2918-03-05", &value, &defect));
    assert_non_null(strstr(defect.reason.ptr, "utanför"));
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
    assert_false(
        take(f, f->conversations, "conversations", "minutes", "#SAKNAS!", &value, &defect));
    assert_string_equal(defect.reason.ptr, "är ett fel i kalkylbladet");
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
    assert_false(take(f, f->figures, "figures", "period", "vecka 12", &value, &defect));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read_as_swedes_write_them),
        cmocka_unit_test(a_number_beyond_all_bounds_is_told),
        cmocka_unit_test(what_is_no_day_is_told_with_its_remedy),
        cmocka_unit_test(numbers_keep_to_their_bounds_and_decimals),
        cmocka_unit_test(a_comma_file_may_use_either_decimal_sign),
        cmocka_unit_test(an_unknown_unit_is_told_the_nearest),
        cmocka_unit_test(words_are_known_by_head_name_and_id),
        cmocka_unit_test(what_belongs_in_another_file_is_sent_there),
        cmocka_unit_test(periods_and_indicators_are_read),
        cmocka_unit_test(required_cells_may_not_be_empty),
        cmocka_unit_test(every_spelling_of_a_word_is_known),
    };
    return cmocka_run_group_tests(tests, fixture_make, fixture_end);
}
