/* tables.h: a record kind as a table and a view of the database.
 *
 * shape  as schema.sql says; a column new in a contract is added to a table that is there
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_TABLES_H
#define SAMSYN_IMPORT_TABLES_H

#include "engine/import/cell.h"
#include "engine/store/store.h"

/* Makes what is missing, of every kind. Costs little when nothing is. */
bool tables_prepare(Arena *arena, Store *store, const RecordKinds *kinds, Error *error);

typedef struct {
    const RecordKind *kind;
    Store *store;
    Statement *insert, *same_sender, *same_identity, *close;
} RecordTable;

bool table_open(Arena *arena, Store *store, const RecordKind *kind, RecordTable *table,
                Error *error);
bool table_insert(const RecordTable *table, int64_t batch, int64_t line,
                  const Value *values, Error *error);

/* The row that holds and is the same record: the sender's id in the unit, or the kind's
 * identity. */
typedef struct {
    bool found;
    int64_t id, batch, line;
    Str unit;            /* in the scratch arena */
    int64_t month_value; /* the day, or the period's first month */
    PeriodKind period;
} SameRow;
bool table_same(Arena *scratch, const RecordTable *table, const Value *values,
                SameRow *same, Error *error);
bool table_close_row(const RecordTable *table, int64_t id, int64_t batch, Error *error);
/* Closes what still holds of a batch's rows. */
bool table_close_batch(Arena *arena, Store *store, Str kind, int64_t first, int64_t last,
                       int64_t batch, int64_t *closed, Error *error);

#endif
