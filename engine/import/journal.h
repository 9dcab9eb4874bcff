/* journal.h: what was imported when, what is thereby delivered, and what it touched. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_JOURNAL_H
#define SAMSYN_IMPORT_JOURNAL_H

#include "engine/base/calendar.h"
#include "engine/catalogue/units.h"
#include "engine/store/seal.h"
#include "engine/store/store.h"

typedef struct {
    Str file, sha256, kind, imported_at, encoding, settings;
    char delimiter;
    int64_t run; /* the first batch of its run */
    int64_t rows_read, rows_used, rows_refused;
} Batch;

/* The batch that holds and says what this one would: of the same content, and where it has
 * no rows of the same name; id 0 when there is none. One with findings is not the same
 * again once the settings have changed: the remedy may stand there. */
bool journal_find_same(Arena *arena, Store *store, const Batch *batch, int64_t *id,
                       Str *file, Error *error);
/* The newest batch of this name and content was undone. */
bool journal_was_undone(Store *store, const Batch *batch, bool *undone, Error *error);
bool journal_last_batch(Store *store, int64_t *id, Error *error);
bool journal_add(Store *store, const Batch *batch, int64_t *id, Error *error);
bool journal_finish(Store *store, int64_t id, const Batch *batch, Error *error);

/* Tells the journal of a file that was read, with the seal of what it left. */
bool journal_tell_read(Arena *arena, Store *store, int64_t id, const Batch *batch,
                       RecordSeals *seals, Error *error);
/* Of a file that was undone, with the seals that this changed. */
bool journal_tell_undone(Arena *arena, Store *store, int64_t undone, int64_t by, Str file,
                         Error *error);

/* The batches that hold and came in files of this name no longer do, and what they had
 * delivered is touched. `when` is empty when there were none; `closed` counts their rows.
 */
bool journal_replace(Arena *arena, Store *store, Str file, int64_t by, int64_t *closed,
                     Str *when, int64_t *newest, Error *error);

/* Rows of months first..last hold no more; what lasts without an end is touched where it
 * begins. */
bool journal_touch_months(Store *store, Str kind, Str unit, int32_t first, int32_t last,
                          Error *error);
/* The unit-months that a file's rows fall in, told once each. */
typedef struct {
    const Unit *unit;
    int32_t month;
} UnitMonth;

typedef struct {
    Arena *arena;
    const Units *units;
    unsigned char *marks; /* units x months: told already */
    UnitMonth *items;
    size_t count, capacity;
} Months;

Months months_open(Arena *arena, const Units *units);
void months_add(Months *months, const Unit *unit, Period period);
/* Delivered by the batch, and touched. */
bool months_store(const Months *months, Store *store, Str kind, int64_t batch,
                  Error *error);

#endif
