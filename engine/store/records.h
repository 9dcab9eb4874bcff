/* records.h: the rows of a record kind that hold, read in order.
 *
 * shape  cells[0] is the line in the file, others stand where records_column() says
 * owns   texts are the database's, until the next row is asked for
 * fails  as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STORE_RECORDS_H
#define SAMSYN_STORE_RECORDS_H

#include "engine/store/chunk.h"
#include "engine/store/store.h"

/* Where a column's value stands in a row; 0 when no row of the kind has it. */
bool records_column(Store *store, Str kind, Str column, size_t *place, Error *error);

typedef struct {
    Str kind, unit;      /* unit empty: all */
    int32_t first, last; /* months, both included */
    bool lasting;        /* what reaches into them too, not only what begins there */
} RecordSpan;

typedef struct {
    Arena *arena;
    Store *store;
    Statement *select, *closed;
    ChunkReader chunk;
    const int64_t *skip; /* places closed by a correction, ascending */
    size_t skip_count;
    /* of the row last read */
    int64_t record, place, batch;
    Str unit;
    int32_t month; /* of its record */
    const ChunkCell *cells;
} RecordReader;

/* One reader at a time for spans of one form. */
bool records_open(Arena *arena, Store *store, const RecordSpan *span, RecordReader *reader,
                  Error *error);
bool records_next(RecordReader *reader, Error *error);

#endif
