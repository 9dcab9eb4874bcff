/* record.h: rows of one record kind: put in, found again, closed.
 *
 * shape  rows wait and go in many at a time, since starting a statement costs more than a
 *        row does; what waits is not found before it is flushed
 * owns   the texts of values must stay where they are until they are flushed
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_RECORD_H
#define SAMSYN_IMPORT_RECORD_H

#include "engine/import/cell.h"
#include "engine/store/store.h"

typedef struct {
    int64_t line;
    Value *values;
} WaitingRow;

typedef struct {
    const RecordKind *kind;
    Store *store;
    int64_t batch;
    const RecordColumn *sender_id, *unit; /* sender_id NULL: the kind has none */
    const RecordColumn *const *identity;
    Statement *insert_one, *insert_many, *same_sender, *same_identity, *close;
    WaitingRow *waiting;
    size_t count;
} RecordTable;

bool record_open(Arena *arena, Store *store, const RecordKind *kind, RecordTable *table,
                 Error *error);
/* Room for the next row's values, one for each column; record_add() takes them. */
Value *record_values(const RecordTable *table);
bool record_add(RecordTable *table, int64_t line, Error *error);
bool record_flush(RecordTable *table, Error *error);

/* The row that holds and is the same record: the sender's id in the unit, or the kind's
 * identity. */
typedef struct {
    bool found;
    int64_t id, batch, line;
    Str unit;            /* in the scratch arena */
    int64_t month_value; /* the day, or the period's first month */
    PeriodKind period;
} SameRow;
bool record_same(Arena *scratch, RecordTable *table, const Value *values, SameRow *same,
                 Error *error);
bool record_close(const RecordTable *table, int64_t id, Error *error);
/* Closes what still holds of an earlier batch's rows, for `batch`. */
bool record_close_span(Arena *arena, Store *store, Str kind, int64_t first, int64_t last,
                       int64_t batch, int64_t *closed, Error *error);

#endif
