/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/number.h"
#include "engine/catalogue/records.h"

static char folder[] = "/tmp/samsyn-records-XXXXXX";

static int folder_make(void **state)
{
    *state = arena_open();
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_remove(void **state)
{
    file_remove(file_join(*state, folder, "records.yaml"));
    arena_close(*state);
    return rmdir(folder);
}

static bool load(Arena *arena, const char *own, RecordKinds *kinds, Error *error)
{
    const char *path = file_join(arena, folder, "records.yaml");
    if (own)
        assert_true(file_replace(path, str_from(own), 0600, error));
    else
        file_remove(path);
    return records_load(arena, "templates", folder, kinds, error);
}

static void the_shipped_contracts_are_read(void **state)
{
    Error error = {0};
    RecordKinds kinds;
    assert_true(load(*state, NULL, &kinds, &error));
    assert_int_equal(kinds.count, 7);
    const RecordKind *conversations = records_find(&kinds, STR("conversations"));
    assert_true(str_equal(conversations->title[LANGUAGE_SV], STR("Samtal")));
    const RecordColumn *minutes = record_column(conversations, STR("minutes"));
    assert_int_equal(minutes->type, COLUMN_NUMBER);
    assert_true(minutes->has_least);
    assert_int_equal(minutes->most, 1440);
    assert_true(str_equal(conversations->month_column, STR("date")));
    const RecordKind *staff = records_find(&kinds, STR("staff"));
    assert_int_equal(record_column(staff, STR("fte"))->most, 1000);
    assert_int_equal(staff->order_count, 1);
    assert_int_equal(records_find(&kinds, STR("figures"))->choice_count, 2);
    const RecordColumn *total =
        record_column(records_find(&kinds, STR("scores")), STR("total"));
    assert_int_equal(total->add_count, 2);
    assert_int_equal(total->adds[1].count, 4);
    const RecordKind *episodes = records_find(&kinds, STR("episodes"));
    assert_true(str_equal(record_till_column(episodes)->name, STR("end")));
    assert_null(record_till_column(conversations));
    const RecordKind *activities = records_find(&kinds, STR("activities"));
    assert_false(record_column(activities, STR("unit"))->required);
    assert_false(record_column(activities, STR("start"))->required);
}

static void words_of_another_kind_stand_apart_from_the_values(void **state)
{
    Error error = {0};
    RecordKinds kinds;
    assert_true(load(*state, NULL, &kinds, &error));
    const RecordColumn *kind =
        record_column(records_find(&kinds, STR("interventions")), STR("kind"));
    assert_int_equal(kind->value_count, 14);
    assert_int_equal(kind->elsewhere_count, 1);
    assert_true(str_equal(kind->elsewhere[0].instead, STR("conversations")));
    assert_true(str_equal(kind->values[1].id, STR("anhoriggrupp")));
    assert_true(str_equal(kind->values[1].name[LANGUAGE_EN], STR("Carers' group")));
}

static void a_workspace_replaces_a_column_and_adds_a_kind(void **state)
{
    Error error = {0};
    RecordKinds kinds;
    assert_true(load(*state,
                     "conversations:\n  columns:\n"
                     "    minutes: {type: number, heads: [tid]}\n"
                     "visits:\n  month: day\n  columns:\n"
                     "    day: {type: date, required: yes}\n"
                     "    unit: {type: unit, required: ja}\n",
                     &kinds, &error));
    const RecordKind *conversations = records_find(&kinds, STR("conversations"));
    assert_true(
        str_equal(record_column(conversations, STR("minutes"))->heads[0], STR("tid")));
    assert_non_null(record_column(conversations, STR("carer")));
    assert_non_null(records_find(&kinds, STR("visits")));
}

static void a_misspelt_type_is_told_with_its_place(void **state)
{
    Error error = {0};
    RecordKinds kinds;
    assert_false(
        load(*state, "visits:\n  columns:\n    day: {type: dat}\n", &kinds, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    assert_non_null(strstr(error.message, "records.yaml:3:"));
    assert_non_null(strstr(error.message, "did you mean 'date'"));
}

static void a_heading_that_means_two_columns_is_refused(void **state)
{
    Error error = {0};
    RecordKinds kinds;
    assert_false(load(*state,
                      "conversations:\n  columns:\n"
                      "    note: {type: text, heads: [Datum]}\n",
                      &kinds, &error));
    assert_non_null(strstr(error.message, "'Datum' means both 'date' and 'note'"));
}

static void a_kind_without_month_or_unit_is_refused(void **state)
{
    Error error = {0};
    RecordKinds kinds;
    assert_false(load(*state, "visits:\n  columns:\n    day: {type: date, required: yes}\n",
                      &kinds, &error));
    assert_non_null(strstr(error.message, "month"));
}

static void only_a_date_is_past(void **state)
{
    Error error = {0};
    RecordKinds kinds;
    assert_false(load(*state,
                      "conversations:\n  columns:\n"
                      "    minutes: {type: number, past: yes}\n",
                      &kinds, &error));
    assert_non_null(strstr(error.message, "records.yaml:3:"));
    assert_non_null(strstr(error.message, "only a date is past"));
}

static void an_unknown_key_names_the_nearest(void **state)
{
    Error error = {0};
    RecordKinds kinds;
    assert_false(load(*state, "conversations: {colums: {}}\n", &kinds, &error));
    assert_non_null(strstr(error.message, "columns"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_contracts_are_read),
        cmocka_unit_test(words_of_another_kind_stand_apart_from_the_values),
        cmocka_unit_test(a_workspace_replaces_a_column_and_adds_a_kind),
        cmocka_unit_test(a_misspelt_type_is_told_with_its_place),
        cmocka_unit_test(a_heading_that_means_two_columns_is_refused),
        cmocka_unit_test(a_kind_without_month_or_unit_is_refused),
        cmocka_unit_test(only_a_date_is_past),
        cmocka_unit_test(an_unknown_key_names_the_nearest),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
