/* seal.h: what a file left in the database, as digests: for the journal.
 *
 * shape  a seal is one digest for each of seal_parts(), divided by blanks: the rows that a
 *        batch brought, what is said of it, what it delivered and covers, its findings. The
 *        rows it closed are sealed apart, for an undoing may add to them. What an undoing
 *        changes by right (held, undone_by) is in neither
 * fails  as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STORE_SEAL_H
#define SAMSYN_STORE_SEAL_H

#include "engine/base/digest.h"
#include "engine/store/store.h"

/* One record, as it stands in the table. */
typedef struct {
    int64_t id;
    Str kind, unit;
    int64_t month, last_month, rows_count;
    Str rows;
} SealedRecord;

typedef struct {
    int64_t id;
    char hash[DIGEST_LENGTH + 1];
} RecordSeal;

/* Records may be sealed as they are written, so that they need not be read again. */
typedef struct {
    Arena *arena;
    Digest *digest;
    RecordSeal *items;
    size_t count, capacity;
} RecordSeals;

RecordSeals seals_open(Arena *arena);
void seals_add(RecordSeals *seals, const SealedRecord *record);

/* The tables that the digests of a seal are of, in order. */
const char *const *seal_parts(size_t *count);

/* Of a batch whose records are in `seals`, in any order. */
bool seal_batch(RecordSeals *seals, Store *store, int64_t batch, Str *seal, Error *error);
/* Likewise, read from the database. */
bool seal_read(Arena *arena, Store *store, int64_t batch, Str *seal, Error *error);
/* Of the single rows that a batch closed; empty when there are none. */
bool seal_closed(Arena *arena, Store *store, int64_t batch, Str *seal, Error *error);

#endif
