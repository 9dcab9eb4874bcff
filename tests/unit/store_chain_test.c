/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine/base/digest.h"
#include "engine/store/chain.h"

enum { ENTRIES = 5 };

static void need(bool done, const Error *error)
{
    if (!done)
        fail_msg("%s", error->message);
}

static Store *journal_of(Arena *arena, int entries)
{
    Error error = {0};
    setenv("SOURCE_DATE_EPOCH", "1525348800", 1);
    Store *store = store_open(arena, ":memory:", STORE_CHANGE, &error);
    need(store != NULL, &error);
    for (int i = 1; i <= entries; i++)
        need(chain_add(arena, store, "import",
                       str_format(arena, "{\"file\": \"%d.csv\"}", i), &error),
             &error);
    return store;
}

static ChainState state_of(Arena *arena, Store *store)
{
    Error error = {0};
    ChainState state;
    need(chain_check(arena, store, &state, &error), &error);
    return state;
}

static void an_empty_journal_is_whole(void **state)
{
    ChainState told = state_of(*state, journal_of(*state, 0));
    assert_int_equal(told.entries, 0);
    assert_int_equal(told.broken, 0);
    assert_int_equal(told.head.len, 0);
}

static void what_was_told_is_whole(void **state)
{
    ChainState told = state_of(*state, journal_of(*state, ENTRIES));
    assert_int_equal(told.entries, ENTRIES);
    assert_int_equal(told.broken, 0);
    assert_int_equal(told.head.len, DIGEST_LENGTH);
}

/* As schema.sql says it, so that anyone can work it out. */
static void an_entrys_hash_is_of_its_fields_a_line_each(void **state)
{
    Arena *arena = *state;
    Error error = {0};
    Store *store = journal_of(arena, 2);
    Str previous = STR("");
    Statement *select = store_statement(
        store, "SELECT id, at, user, command, batch, told, hash FROM journal ORDER BY id",
        &error);
    while (statement_next(select, &error)) {
        Text fields = text_open(arena);
        text_addf(&fields, "%.*s\n", STR_PRINT(previous));
        for (int i = 0; i < 6; i++)
            text_addf(&fields, "%.*s\n", STR_PRINT(statement_text(select, i)));
        previous = str_copy(arena, statement_text(select, 6));
        assert_string_equal(digest_sha256(arena, text_str(&fields)).ptr, previous.ptr);
    }
    assert_int_equal(previous.len, DIGEST_LENGTH);
}

static void the_journal_cannot_be_changed_by_chance(void **state)
{
    Store *store = journal_of(*state, 2);
    Error error = {0};
    assert_false(store_run(store, "UPDATE journal SET user = 'x'", &error));
    assert_non_null(strstr(error.message, "only added to"));
    error = (Error){0};
    assert_false(store_run(store, "DELETE FROM journal", &error));
    assert_int_equal(state_of(*state, store).entries, 2);
}

/* By one who knows how. */
static const char *const tampering[] = {
    "UPDATE journal SET at = '2018-05-04T12:00:00Z' WHERE id = 3",
    "UPDATE journal SET user = 'nobody' WHERE id = 3",
    "UPDATE journal SET command = 'report' WHERE id = 3",
    "UPDATE journal SET batch = 7 WHERE id = 3",
    "UPDATE journal SET told = '{}' WHERE id = 3",
    "UPDATE journal SET previous = hash WHERE id = 3",
    "UPDATE journal SET hash = previous WHERE id = 3",
    /* a field's end taken for the beginning of the next */
    "UPDATE journal SET user = user || char(10) || command, command = '' WHERE id = 3",
};

static void every_changed_field_is_found(void **state)
{
    for (size_t i = 0; i < sizeof tampering / sizeof *tampering; i++) {
        Error error = {0};
        Store *store = journal_of(*state, ENTRIES);
        need(store_run(store, "DROP TRIGGER journal_not_changed", &error) &&
                 store_run(store, tampering[i], &error),
             &error);
        ChainState told = state_of(*state, store);
        assert_int_equal(told.broken, 3);
        assert_int_equal(told.entries, ENTRIES);
    }
}

/* Whole by themselves, but not where they stand. */
static void an_entry_taken_away_or_put_elsewhere_is_found(void **state)
{
    static const char *const moved[] = {
        "DELETE FROM journal WHERE id = 3",
        "DELETE FROM journal WHERE id < 4",
        "INSERT INTO journal SELECT 6, at, user, command, batch, told, previous, hash FROM"
        " journal WHERE id = 3",
    };
    static const int64_t broken[] = {4, 4, 6};
    for (size_t i = 0; i < sizeof moved / sizeof *moved; i++) {
        Error error = {0};
        Store *store = journal_of(*state, ENTRIES);
        need(store_run(store, "DROP TRIGGER journal_not_cut", &error) &&
                 store_run(store, moved[i], &error),
             &error);
        ChainState told = state_of(*state, store);
        assert_int_equal(told.broken, broken[i]);
        assert_int_equal(told.previous_other, broken[i] == 4);
    }
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
        cmocka_unit_test(an_empty_journal_is_whole),
        cmocka_unit_test(what_was_told_is_whole),
        cmocka_unit_test(an_entrys_hash_is_of_its_fields_a_line_each),
        cmocka_unit_test(the_journal_cannot_be_changed_by_chance),
        cmocka_unit_test(every_changed_field_is_found),
        cmocka_unit_test(an_entry_taken_away_or_put_elsewhere_is_found),
    };
    return cmocka_run_group_tests(tests, arena_make, arena_end);
}
