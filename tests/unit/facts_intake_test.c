/* What came in, as each level may know it, through the real door. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/facts_intake.h"
#include "tests/support/records.h"

static Arena *arena;
static Records records;
static Error error;
static const Period march = {PERIOD_MONTH, 12 * 2018 + 2};

static int open_records(void **state)
{
    (void)state;
    arena = arena_open();
    error = (Error){0};
    records = records_new(arena, "limit: 5\n");
    records_conversation(&records, "asen", "2018-03-05", "young", "A-1", 30);
    records_conversation(&records, "berget", "2018-03-06", "old", "B-1", 30);
    return 0;
}

static int close_records(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static void refuse(const char *unit, int rows, int line)
{
    for (int i = 0; i < rows; i++)
        records_sql(
            &records,
            "INSERT INTO findings (batch, line, column, seen, reason, remedy, unit, "
            "month, severity) VALUES (1, %d, '', '', 'fel', '', %s, %d, 'refused')",
            line + i, unit, march.first_month);
}

static FactIntake intake_of(const char *unit, Level level)
{
    FactIntake intake;
    Arena *door = arena_open(); /* one that stays open would lock what comes after */
    records_rebuild(&records, true);
    Facts *facts = facts_open(door, records.workspace, level, &error);
    if (!facts || !facts_intake(facts, door, str_from(unit), march, &intake, &error))
        fail_msg("%s", error.message);
    arena_close(door);
    return intake;
}

static const Level everybody = {LEVEL_PUBLIC, {"", 0}};

static void assert_bounds(RowBounds bounds, int64_t least, int64_t most)
{
    assert_int_equal(bounds.least, least);
    assert_int_equal(bounds.most, most);
}

static void everybody_learns_only_bounds(void **state)
{
    (void)state;
    refuse("'asen'", 1, 10);
    refuse("'berget'", 5, 20);
    assert_bounds(intake_of("asen", everybody).refused, 1, 4);
    assert_bounds(intake_of("berget", everybody).refused, 5, 19);
    assert_bounds(intake_of("gota", everybody).refused, 5, 19);
    assert_bounds(intake_of("cederdalen", everybody).refused, 0, 0);
    refuse("'dalby'", 20, 40);
    assert_bounds(intake_of("dalby", everybody).refused, 20, INT64_MAX);
}

static void the_unit_itself_learns_the_number(void **state)
{
    (void)state;
    const Level own = {LEVEL_INTERNAL, {"asen", 4}};
    refuse("'asen'", 3, 10);
    refuse("'berget'", 3, 20);
    assert_bounds(intake_of("asen", own).refused, 3, 3);
    assert_bounds(intake_of("berget", own).refused, 1, 4);
}

static void a_file_of_two_units_is_one_file(void **state)
{
    (void)state;
    assert_int_equal(intake_of("asen", everybody).files, 1);
    assert_int_equal(intake_of("berget", everybody).files, 1);
    assert_int_equal(intake_of("gota", everybody).files, 1);
    assert_int_equal(intake_of("dalby", everybody).files, 0);
}

static void rows_of_no_unit_are_counted_for_all(void **state)
{
    (void)state;
    RowBounds rows;
    refuse("NULL", 2, 10);
    records_rebuild(&records, true);
    Facts *facts = facts_open(arena, records.workspace, everybody, &error);
    assert_non_null(facts);
    assert_true(facts_intake_unplaced(facts, march, &rows, &error));
    assert_bounds(rows, 1, 4);
    FactIntake gota;
    assert_true(facts_intake(facts, arena, STR("gota"), march, &gota, &error));
    assert_bounds(gota.refused, 0, 0);
}

static void what_a_later_run_changed_is_told(void **state)
{
    (void)state;
    FactRevision *revisions;
    size_t count;
    assert_int_equal(intake_of("asen", everybody).changed, 0);
    records_sql(
        &records,
        "INSERT INTO batches (id, file, sha256, kind, imported_at, encoding, "
        "delimiter, rows_read, rows_used, rows_refused, settings, run, held) VALUES "
        "(2, 'sent.csv', 'def', 'conversations', '2018-06-03T00:00:00Z', 'UTF-8', "
        "';', 0, 0, 0, '', 2, 1)");
    records_sql(&records, "INSERT INTO delivered VALUES ('conversations', 'asen', %d, 2)",
                march.first_month);
    assert_int_equal(intake_of("asen", everybody).changed, 1);
    assert_int_equal(intake_of("asen", everybody).files, 2);
    assert_int_equal(intake_of("gota", everybody).changed, 1);
    assert_int_equal(intake_of("berget", everybody).changed, 0);
    Facts *facts = facts_open(arena, records.workspace, everybody, &error);
    assert_non_null(facts);
    assert_true(
        facts_revisions(facts, arena, STR("gota"), march, &revisions, &count, &error));
    assert_int_equal(count, 1);
    assert_true(str_equal(revisions[0].unit, STR("Åsen")));
    assert_true(str_equal(revisions[0].kind, STR("conversations")));
    assert_true(period_equal(revisions[0].month, march));
    assert_int_equal(revisions[0].times, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(everybody_learns_only_bounds, open_records,
                                        close_records),
        cmocka_unit_test_setup_teardown(the_unit_itself_learns_the_number, open_records,
                                        close_records),
        cmocka_unit_test_setup_teardown(a_file_of_two_units_is_one_file, open_records,
                                        close_records),
        cmocka_unit_test_setup_teardown(rows_of_no_unit_are_counted_for_all, open_records,
                                        close_records),
        cmocka_unit_test_setup_teardown(what_a_later_run_changed_is_told, open_records,
                                        close_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
