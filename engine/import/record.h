/* record.h: rows of one record kind: put in, found again, closed.
 *
 * shape  rows of one unit and month wait together and go in as one record, since starting a
 *        statement costs more than a row does
 * owns   values are written as text at once, so their texts may go after record_add()
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_RECORD_H
#define SAMSYN_IMPORT_RECORD_H

#include "engine/import/cell.h"
#include "engine/store/seal.h"
#include "engine/store/store.h"

typedef struct RecordTable RecordTable;

RecordTable *record_open(Arena *arena, Store *store, const Units *units,
                         const RecordKind *kind, int64_t batch, Error *error);
/* The next row's values, one for each column of the kind. */
Value *record_values(const RecordTable *table);

/* The row that holds and is the same record: the sender's id in the unit, or the kind's
 * identity. */
typedef struct {
    bool found;
    int64_t own_line; /* not 0: it stands in this same file */
    int64_t record, place;
    Str unit; /* in the scratch arena */
    int32_t month, last_month;
} SameRow;
bool record_same(Arena *scratch, RecordTable *table, SameRow *same, Error *error);
bool record_close(const RecordTable *table, const SameRow *same, Error *error);

/* Takes the values as a row of that unit, which falls in `month` (a month serial). */
bool record_add(RecordTable *table, int64_t line, const Unit *unit, int32_t month,
                Error *error);
/* The last month that the row reaches, which falls in `month`. */
int32_t record_last_month(const RecordTable *table, int32_t month);
/* Of all that was written, once it is finished. */
RecordSeals *record_seals(RecordTable *table);
/* Writes what still waits. */
bool record_finish(RecordTable *table, Error *error);

#endif
