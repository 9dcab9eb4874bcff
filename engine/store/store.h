/* store.h: the database: plain SQLite, opened, migrated, and changed in transactions.
 *
 * owns   a store joins the arena it is opened in; its statements live as long as the store
 *        and are prepared once for each distinct SQL text (compared by content)
 * fails  ERROR_WRITE with SQLite's own words and the database's path; a missing database
 *        opened for reading is ERROR_NO_INPUT with the remedy (samsyn import)
 *
 * Rollback journal: the folder holds one file between runs. A log (WAL) only within one.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STORE_STORE_H
#define SAMSYN_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

typedef struct Store Store;
typedef struct Statement Statement;
typedef enum { STORE_READ, STORE_CHANGE } StoreMode; /* change creates it when missing */

Store *store_open(Arena *arena, const char *path, StoreMode mode, Error *error);

/* A copy of what a store holds, for changing: a file in `folder` (else in $TMPDIR or /tmp)
 * that nobody else can read and that has no name any more, so it is gone with the arena,
 * however the run ends. Not inside a transaction of `from`; nothing of it can be rolled
 * back. */
Store *store_copy(Arena *arena, Store *from, const char *folder, Error *error);

bool store_run(Store *store, const char *sql, Error *error); /* one or more, no rows */
bool store_begin(Store *store, Error *error);                /* IMMEDIATE */
/* For readers: one state of the database until it is closed, and one lock instead of one a
 * statement. */
bool store_begin_read(Store *store, Error *error);
bool store_commit(Store *store, Error *error);
/* A reader inside store_begin_read() changes something after all: it lets go of its state,
 * since a writer waits for the last reader, and has a newer one afterwards, however it
 * went.
 */
bool store_begin_within_read(Store *store, Error *error);
bool store_end_within_read(Store *store, bool done, Error *error);
/* Around many transactions: each is then written through to the disk once, into a log
 * beside the database, rather than four times. The log is put into the database and gone at
 * the end, or with the last one who closes it. Where a log cannot be had, nothing is other.
 */
void store_log_begin(Store *store);
void store_log_end(Store *store);
void store_rollback(Store *store);

/* A prepared statement, reset and with no values bound. */
Statement *store_statement(Store *store, const char *sql, Error *error);
void statement_bind_int(Statement *statement, int index, int64_t value); /* 1-based */
void statement_bind_text(Statement *statement, int index, Str value);    /* copied */
/* Not copied: the text must stay where it is until the statement is done. */
void statement_bind_slice(Statement *statement, int index, Str value);
void statement_bind_null(Statement *statement, int index);
/* The next row; false at the end (statement is reset) or on failure (error is set). */
bool statement_next(Statement *statement, Error *error);
/* Runs to the end and resets, for what gives no rows. */
bool statement_done(Statement *statement, Error *error);
bool statement_is_null(const Statement *statement, int column); /* 0-based */
int64_t statement_int(const Statement *statement, int column);
Str statement_text(const Statement *statement, int column); /* until the next call */
int64_t store_last_id(const Store *store);
int64_t store_changes(const Store *store); /* rows changed by the last statement */

#endif
