/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/store/store.h"

static char folder[] = "/tmp/samsyn-store-XXXXXX";

static int folder_make(void **state)
{
    *state = arena_open();
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_remove(void **state)
{
    Arena *arena = arena_open();
    file_remove(file_join(arena, folder, "samsyn.db"));
    file_remove(file_join(arena, folder, "other.db"));
    file_remove(file_join(arena, folder, "first.db"));
    file_remove(file_join(arena, folder, "log.db"));
    file_remove(file_join(arena, folder, "older.db"));
    arena_close(arena);
    arena_close(*state);
    return rmdir(folder);
}

static void a_missing_database_tells_the_remedy(void **state)
{
    Error error = {0};
    assert_null(
        store_open(*state, file_join(*state, folder, "none.db"), STORE_READ, &error));
    assert_int_equal(error.kind, ERROR_NO_INPUT);
    assert_non_null(strstr(error.message, "samsyn import"));
}

static void what_is_committed_is_read_back(void **state)
{
    Error error = {0};
    const char *path = file_join(*state, folder, "samsyn.db");
    Store *store = store_open(*state, path, STORE_CHANGE, &error);
    assert_non_null(store);
    assert_true(store_begin(store, &error));
    const char *sql = "INSERT INTO touched VALUES (?1, ?2, ?3, 0)";
    Statement *insert = store_statement(store, sql, &error);
    statement_bind_text(insert, 1, STR("conversations"));
    statement_bind_slice(insert, 2, STR("farsta"));
    statement_bind_int(insert, 3, 24218);
    assert_true(statement_done(insert, &error));
    assert_int_equal(store_changes(store), 1);
    assert_true(store_commit(store, &error));

    Store *reader = store_open(*state, path, STORE_READ, &error);
    assert_non_null(reader);
    Statement *read =
        store_statement(reader, "SELECT unit, month, NULL FROM touched", &error);
    assert_true(statement_next(read, &error));
    assert_true(str_equal(statement_text(read, 0), STR("farsta")));
    assert_int_equal(statement_int(read, 1), 24218);
    assert_true(statement_is_null(read, 2));
    assert_false(statement_next(read, &error));
    assert_int_equal(error.kind, ERROR_NONE);
    assert_false(store_run(reader, "DELETE FROM touched", &error));
    assert_int_equal(error.kind, ERROR_WRITE);
}

static void a_rollback_leaves_nothing_even_under_a_half_read_statement(void **state)
{
    Error error = {0};
    const char *path = file_join(*state, folder, "other.db");
    Store *store = store_open(*state, path, STORE_CHANGE, &error);
    assert_non_null(store);
    assert_true(store_begin(store, &error));
    assert_true(
        store_run(store, "INSERT INTO touched VALUES ('a','b',1,0),('a','c',2,0)", &error));
    Statement *read = store_statement(store, "SELECT unit FROM touched", &error);
    assert_true(statement_next(read, &error));
    store_rollback(store);
    read = store_statement(store, "SELECT count(*) FROM touched", &error);
    assert_true(statement_next(read, &error));
    assert_int_equal(statement_int(read, 0), 0);
    assert_false(statement_next(read, &error));
}

static void equal_sql_text_is_one_statement(void **state)
{
    Error error = {0};
    Store *store =
        store_open(*state, file_join(*state, folder, "other.db"), STORE_CHANGE, &error);
    char first[] = "SELECT 1", second[] = "SELECT 1";
    assert_ptr_equal(store_statement(store, first, &error),
                     store_statement(store, second, &error));
}

static void an_older_database_is_left_alone_and_its_remedy_told(void **state)
{
    static const StoreMode modes[] = {STORE_READ, STORE_CHANGE};
    const char *path = file_join(*state, folder, "older.db");
    Error error = {0};
    Store *store = store_open(*state, path, STORE_CHANGE, &error);
    assert_true(store_run(store, "PRAGMA user_version = 2", &error));
    for (size_t i = 0; i < 2; i++) {
        error = (Error){0};
        assert_null(store_open(*state, path, modes[i], &error));
        assert_int_equal(error.kind, ERROR_CONFIG);
        assert_non_null(strstr(error.message, "import the files again"));
    }
}

static const char touch_sql[] = "INSERT INTO touched VALUES ('staff', 'farsta', 1, 0)";

/* The row, read as a command would; and whether the folder holds the database alone. */
static void expect_one_row_and_no_log(const char *path)
{
    Arena *arena = arena_open();
    Error error = {0};
    Store *reader = store_open(arena, path, STORE_READ, &error);
    assert_non_null(reader);
    Statement *read = store_statement(reader, "SELECT count(*) FROM touched", &error);
    assert_true(statement_next(read, &error));
    assert_int_equal(statement_int(read, 0), 1);
    assert_true(statement_done(read, &error));
    arena_close(arena);
    arena = arena_open();
    assert_false(file_exists(str_format(arena, "%s-wal", path).ptr));
    assert_false(file_exists(str_format(arena, "%s-shm", path).ptr));
    arena_close(arena);
}

static void a_log_is_gone_at_its_end_and_what_it_held_is_there(void **state)
{
    const char *path = file_join(*state, folder, "log.db");
    Arena *arena = arena_open();
    Error error = {0};
    Store *store = store_open(arena, path, STORE_CHANGE, &error);
    store_log_begin(store);
    assert_true(store_begin(store, &error) && store_run(store, touch_sql, &error) &&
                store_commit(store, &error));
    assert_true(file_exists(str_format(arena, "%s-wal", path).ptr));
    store_log_end(store);
    assert_false(file_exists(str_format(arena, "%s-wal", path).ptr));
    assert_true(store_run(store, "DELETE FROM touched", &error));
    assert_true(store_run(store, touch_sql, &error));
    arena_close(arena);
    expect_one_row_and_no_log(path);
    file_remove(path);
}

static void a_run_killed_with_a_log_leaves_what_it_committed(void **state)
{
    const char *path = file_join(*state, folder, "log.db");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Error error = {0};
        Store *store = store_open(*state, path, STORE_CHANGE, &error);
        store_log_begin(store);
        bool done = store_begin(store, &error) && store_run(store, touch_sql, &error) &&
                    store_commit(store, &error) && store_begin(store, &error) &&
                    store_run(store, "DELETE FROM touched", &error);
        _exit(done ? 0 : 1);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_true(file_exists(str_format(*state, "%s-wal", path).ptr));
    expect_one_row_and_no_log(path);
    Arena *arena = arena_open();
    Error error = {0};
    assert_non_null(store_open(arena, path, STORE_CHANGE, &error));
    arena_close(arena);
    expect_one_row_and_no_log(path);
    file_remove(path);
}

static void one_who_reads_keeps_neither_a_log_nor_a_change_from_going_on(void **state)
{
    const char *path = file_join(*state, folder, "log.db");
    Arena *arena = arena_open();
    Error error = {0};
    Store *store = store_open(arena, path, STORE_CHANGE, &error);
    store_log_begin(store);
    assert_true(store_run(store, touch_sql, &error));
    Store *reader = store_open(arena, path, STORE_READ, &error);
    Statement *read = store_statement(reader, "SELECT month FROM touched", &error);
    assert_true(statement_next(read, &error));
    store_log_end(store);
    Store *other = store_open(arena, path, STORE_CHANGE, &error);
    assert_non_null(other);
    assert_true(store_run(other, "UPDATE touched SET month = 2", &error));
    assert_int_equal(statement_int(read, 0), 1);
    arena_close(arena);
    expect_one_row_and_no_log(path);
    file_remove(path);
}

static void a_newer_database_is_left_alone(void **state)
{
    Error error = {0};
    const char *path = file_join(*state, folder, "other.db");
    Store *store = store_open(*state, path, STORE_CHANGE, &error);
    assert_true(store_run(store, "PRAGMA user_version = 99", &error));
    assert_null(store_open(*state, path, STORE_CHANGE, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
}

static void a_copy_is_changed_alone_and_leaves_no_file(void **state)
{
    Error error = {0};
    Arena *arena = arena_open();
    const char *path = file_join(arena, folder, "first.db");
    Str *names;
    size_t before, after;
    Store *changed = store_open(arena, path, STORE_CHANGE, &error);
    assert_non_null(changed);
    assert_true(file_list(arena, folder, STR(""), &names, &before, &error));
    Store *from = store_open(arena, path, STORE_READ, &error);
    Store *copy = store_copy(arena, from, folder, &error);
    assert_non_null(copy);
    assert_true(store_run(copy, "CREATE TABLE only_here (id INTEGER)", &error));
    assert_false(store_run(from, "SELECT * FROM only_here", &error));
    error = (Error){0};
    assert_false(
        store_run(from, "CREATE TABLE there (id INTEGER)", &error)); /* read only */
    error = (Error){0};
    assert_true(file_list(arena, folder, STR(""), &names, &after, &error));
    assert_int_equal(after, before);
    arena_close(arena);
    (void)state;
}

static void a_copy_where_nothing_can_be_created_lies_elsewhere(void **state)
{
    Error error = {0};
    Arena *arena = arena_open();
    Store *from =
        store_open(arena, file_join(arena, folder, "first.db"), STORE_CHANGE, &error);
    assert_non_null(store_copy(arena, from, "/nowhere/at/all", &error));
    assert_int_equal(error.kind, ERROR_NONE);
    arena_close(arena);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_database_tells_the_remedy),
        cmocka_unit_test(what_is_committed_is_read_back),
        cmocka_unit_test(a_rollback_leaves_nothing_even_under_a_half_read_statement),
        cmocka_unit_test(equal_sql_text_is_one_statement),
        cmocka_unit_test(an_older_database_is_left_alone_and_its_remedy_told),
        cmocka_unit_test(a_newer_database_is_left_alone),
        cmocka_unit_test(a_copy_is_changed_alone_and_leaves_no_file),
        cmocka_unit_test(a_copy_where_nothing_can_be_created_lies_elsewhere),
        cmocka_unit_test(a_log_is_gone_at_its_end_and_what_it_held_is_there),
        cmocka_unit_test(a_run_killed_with_a_log_leaves_what_it_committed),
        cmocka_unit_test(one_who_reads_keeps_neither_a_log_nor_a_change_from_going_on),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
