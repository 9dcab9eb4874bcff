/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/store.h"

#include <assert.h>
#include <sqlite3.h>
#include <string.h>

#include "engine/base/file.h"

/* Raised when schema.sql changes what is already there. */
#define STORE_VERSION 4
#define STORE_CACHE_KIB 4096
#define STORE_PATIENCE_MS 5000 /* another import on the same folder is waited for */

/* schema.sql as bytes, made by the Makefile */
static const unsigned char schema_bytes[] = {
#include "engine/store/schema.inc"
    , 0};

struct Statement {
    sqlite3_stmt *handle;
    Str sql;
    Store *store;
    Statement *next;
};

struct Store {
    Arena *arena;
    const char *path;
    sqlite3 *handle;
    Statement *statements;
};

static bool store_fail(const Store *store, Error *error)
{
    return error_set(error, ERROR_WRITE, "%s: %s", store->path,
                     sqlite3_errmsg(store->handle));
}

static void store_close(void *opened)
{
    Store *store = opened;
    for (Statement *s = store->statements; s; s = s->next)
        sqlite3_finalize(s->handle);
    sqlite3_close(store->handle);
}

static bool store_version(Store *store, int64_t *version, Error *error)
{
    Statement *asked = store_statement(store, "PRAGMA user_version", error);
    if (!asked || !statement_next(asked, error))
        return error_set(error, ERROR_WRITE, "%s: the version cannot be read", store->path);
    *version = statement_int(asked, 0);
    sqlite3_reset(asked->handle);
    return true;
}

static bool store_newer(const Store *store, int64_t version, Error *error)
{
    return error_set(error, ERROR_CONFIG,
                     "%s: made by a newer samsyn (version %lld, this one knows %d)",
                     store->path, (long long)version, STORE_VERSION);
}

/* What was imported can be imported again, so rows of an older form are not converted. */
static bool store_older(const Store *store, Error *error)
{
    return error_set(error, ERROR_CONFIG,
                     "%s: made by an older samsyn; move it away and import the files again",
                     store->path);
}

/* Two processes may open a new database at once, so the version is asked again inside the
 * transaction. */
static bool store_migrate(Store *store, Error *error)
{
    int64_t version = 0;
    if (!store_version(store, &version, error))
        return false;
    if (version > STORE_VERSION)
        return store_newer(store, version, error);
    if (version == STORE_VERSION)
        return true;
    if (version)
        return store_older(store, error);
    if (!store_begin(store, error))
        return false;
    bool ok =
        store_version(store, &version, error) &&
        (version == STORE_VERSION || (store_run(store, (const char *)schema_bytes, error) &&
                                      store_run(store, "PRAGMA user_version = 4", error)));
    if (ok && store_commit(store, error))
        return true;
    store_rollback(store);
    return false;
}

/* A reader must be able to undo the journal of a run that was killed, so the file is opened
 * for writing where that is allowed and writing is then switched off. */
static bool store_prepare(Store *store, StoreMode mode, Error *error)
{
    sqlite3_busy_timeout(store->handle, STORE_PATIENCE_MS);
    Text settings = text_open(store->arena);
    text_addf(&settings, "PRAGMA cache_size = -%d; PRAGMA temp_store = MEMORY;",
              STORE_CACHE_KIB);
    if (!store_run(store, settings.ptr, error))
        return false;
    if (mode == STORE_CHANGE) {
        store_log_end(store); /* of a run that was killed */
        return store_migrate(store, error);
    }
    int64_t version = 0;
    if (!store_version(store, &version, error))
        return false;
    if (version > STORE_VERSION)
        return store_newer(store, version, error);
    if (version == 0)
        return error_set(error, ERROR_NO_INPUT,
                         "%s: nothing is imported yet; run: samsyn import", store->path);
    if (version < STORE_VERSION)
        return store_older(store, error);
    return store_run(store, "PRAGMA query_only = ON", error);
}

Store *store_open(Arena *arena, const char *path, StoreMode mode, Error *error)
{
    if (mode == STORE_READ && !file_exists(path)) {
        error_set(error, ERROR_NO_INPUT, "%s: there is no database; run: samsyn import",
                  path);
        return NULL;
    }
    if (mode == STORE_CHANGE && strcmp(path, ":memory:") != 0 && !file_exists(path) &&
        !file_make_private(path, error)) /* its journal takes after it */
        return NULL;
    /* One thread, so no locks; refused without harm when a database is open already. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    Store *store = ARENA_NEW(arena, Store);
    store->arena = arena;
    store->path = str_zero(arena, str_from(path));
    int flags = SQLITE_OPEN_READWRITE | (mode == STORE_CHANGE ? SQLITE_OPEN_CREATE : 0);
    int status = sqlite3_open_v2(path, &store->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    arena_defer(arena, store_close, store);
    if (status != SQLITE_OK) {
        error_set(error, mode == STORE_CHANGE ? ERROR_CREATE : ERROR_NO_INPUT, "%s: %s",
                  path, store->handle ? sqlite3_errmsg(store->handle) : "out of memory");
        return NULL;
    }
    return store_prepare(store, mode, error) ? store : NULL;
}

/* VACUUM INTO takes a file that is there as long as it is empty. */
static bool copy_write(Store *from, const char *path, Error *error)
{
    Statement *copy = store_statement(from, "VACUUM INTO ?1", error);
    if (!copy || !store_run(from, "PRAGMA query_only = OFF", error))
        return false;
    statement_bind_text(copy, 1, str_from(path));
    bool done = statement_done(copy, error);
    return store_run(from, "PRAGMA query_only = ON", error) && done;
}

/* Without a journal nothing asks for the file's name again. */
Store *store_copy(Arena *arena, Store *from, const char *folder, Error *error)
{
    const char *path;
    if (!file_make_temporary(arena, folder, &path, error))
        return NULL;
    Store *store = NULL;
    if (copy_write(from, path, error))
        store = store_open(arena, path, STORE_CHANGE, error);
    bool ready =
        store &&
        store_run(store, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error);
    file_remove(path);
    return ready ? store : NULL;
}

bool store_run(Store *store, const char *sql, Error *error)
{
    return sqlite3_exec(store->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           store_fail(store, error);
}

bool store_begin(Store *store, Error *error)
{
    return store_run(store, "BEGIN IMMEDIATE", error);
}

bool store_begin_read(Store *store, Error *error)
{
    return store_run(store, "BEGIN", error);
}

bool store_commit(Store *store, Error *error)
{
    return store_run(store, "COMMIT", error);
}

bool store_begin_within_read(Store *store, Error *error)
{
    return store_commit(store, error) &&
           store_run(store, "PRAGMA query_only = OFF", error) && store_begin(store, error);
}

bool store_end_within_read(Store *store, bool done, Error *error)
{
    Error again = {0};
    done = done && store_commit(store, error);
    if (!done)
        store_rollback(store);
    return store_run(store, "PRAGMA query_only = ON", done ? error : &again) &&
           store_begin_read(store, done ? error : &again) && done;
}

/* Others may read it now, so that it cannot be changed; that fails at once, and each
 * transaction is as whole and as lasting without the log as with it. */
static void journal_choose(Store *store, const char *sql)
{
    sqlite3_exec(store->handle, sql, NULL, NULL, NULL);
}

void store_log_begin(Store *store)
{
    journal_choose(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
}

void store_log_end(Store *store)
{
    journal_choose(store, "PRAGMA journal_mode = DELETE");
}

/* Statements half read would keep the transaction open. */
void store_rollback(Store *store)
{
    for (Statement *s = store->statements; s; s = s->next)
        sqlite3_reset(s->handle);
    if (!sqlite3_get_autocommit(store->handle))
        sqlite3_exec(store->handle, "ROLLBACK", NULL, NULL, NULL);
}

Statement *store_statement(Store *store, const char *sql, Error *error)
{
    Str text = str_from(sql);
    for (Statement *s = store->statements; s; s = s->next)
        if (str_equal(s->sql, text)) {
            sqlite3_reset(s->handle);
            sqlite3_clear_bindings(s->handle);
            return s;
        }
    Statement *made = ARENA_NEW(store->arena, Statement);
    made->sql = str_copy(store->arena, text);
    made->store = store;
    if (sqlite3_prepare_v3(store->handle, made->sql.ptr, -1, SQLITE_PREPARE_PERSISTENT,
                           &made->handle, NULL) != SQLITE_OK) {
        store_fail(store, error);
        return NULL;
    }
    made->next = store->statements;
    store->statements = made;
    return made;
}

/* Binding fails only on a wrong index, which is a bug, or without memory: then a value
 * would be bound as none, and nothing found. */
static void bound(int status)
{
    if (status == SQLITE_NOMEM)
        arena_out_of_memory();
    assert(status == SQLITE_OK);
}

void statement_bind_int(Statement *statement, int index, int64_t value)
{
    bound(sqlite3_bind_int64(statement->handle, index, value));
}

void statement_bind_text(Statement *statement, int index, Str value)
{
    bound(sqlite3_bind_text64(statement->handle, index, value.ptr ? value.ptr : "",
                              value.len, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void statement_bind_slice(Statement *statement, int index, Str value)
{
    bound(sqlite3_bind_text64(statement->handle, index, value.ptr ? value.ptr : "",
                              value.len, SQLITE_STATIC, SQLITE_UTF8));
}

void statement_bind_null(Statement *statement, int index)
{
    bound(sqlite3_bind_null(statement->handle, index));
}

bool statement_next(Statement *statement, Error *error)
{
    int status = sqlite3_step(statement->handle);
    if (status == SQLITE_ROW)
        return true;
    if (status != SQLITE_DONE)
        store_fail(statement->store, error);
    sqlite3_reset(statement->handle);
    return false;
}

bool statement_done(Statement *statement, Error *error)
{
    int status;
    do
        status = sqlite3_step(statement->handle);
    while (status == SQLITE_ROW);
    bool ok = status == SQLITE_DONE || store_fail(statement->store, error);
    sqlite3_reset(statement->handle);
    return ok;
}

bool statement_is_null(const Statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

int64_t statement_int(const Statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

Str statement_text(const Statement *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement->handle, column);
    int len = sqlite3_column_bytes(statement->handle, column);
    if (!text && sqlite3_errcode(statement->store->handle) == SQLITE_NOMEM)
        arena_out_of_memory();
    return text ? (Str){(const char *)text, (size_t)len} : (Str){"", 0};
}

int64_t store_last_id(const Store *store)
{
    return sqlite3_last_insert_rowid(store->handle);
}

int64_t store_changes(const Store *store)
{
    return sqlite3_changes64(store->handle);
}
