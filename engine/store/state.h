/* state.h: which files and rows hold: now, and at any earlier time.
 *
 * shape  as schema.sql says. Nothing is deleted, so what held after any batch can be had
 *        again
 * fails  as the store does; all of it inside the caller's transaction
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STORE_STATE_H
#define SAMSYN_STORE_STATE_H

#include "engine/store/store.h"

/* A file followed by one of its name; what it had delivered is touched. */
bool state_replace(Store *store, int64_t batch, Error *error);

/* A file says all there is of a unit, from the first to the last month: what earlier files
 * said there is closed and touched, and counted in `closed`. */
bool state_cover(Store *store, Str kind, Str unit, int32_t first, int32_t last, int64_t by,
                 int64_t *closed, Error *error);

/* A file is undone by `by`: all is as if it had never been read, also for those that came
 * after it. What changes is touched. */
bool state_undo(Store *store, int64_t batch, int64_t by, Error *error);

/* A file or a record that is said to hold and does not, or the other way round; 0: none. */
bool state_check(Store *store, int64_t *batch, int64_t *record, Error *error);

/* Leaves of a copy only what had been read when `batch` was the last. */
bool state_cut(Store *store, int64_t batch, Error *error);

#endif
