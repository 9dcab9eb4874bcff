/* purge.h: old records are removed, and what was made of them stays.
 *
 * shape  rows of kinds with keys (of persons) that end before a January are removed, and
 *        with them what they were known by, and findings of that time. Cells of periods
 *        that began before it stay as they are from then on; so does who was known, of
 *        those who still come, and ratings of contacts that reach past it
 * fails  ERROR_USAGE where the month is none to purge before; else as the store does
 *
 * All inside the caller's transaction, with cells that are current.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_PURGE_H
#define SAMSYN_MEASURE_PURGE_H

#include "engine/measure/cells.h"

typedef struct {
    int64_t rows, files, findings, keys;
} PurgeCount;

bool purge_records(Store *store, const Workspace *workspace, Arena *arena, int32_t before,
                   Str decision, PurgeCount *count, Error *error);

/* The digest of the cells that stay. */
bool purge_seal(Arena *arena, Store *store, int32_t before, Str *seal, Error *error);

#endif
