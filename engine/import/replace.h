/* replace.h: a file that says all there is of its units and periods (--replace).
 *
 * fails  as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_REPLACE_H
#define SAMSYN_IMPORT_REPLACE_H

#include "engine/import/journal.h"
#include "engine/catalogue/records.h"

/* The units and periods that a file told of. */
typedef struct {
    const Unit *unit;
    Period period;
} ToldPeriod;

typedef struct {
    Arena *arena;
    ToldPeriod *items;
    size_t count, capacity;
} ToldPeriods;

void told_add(ToldPeriods *told, const Unit *unit, Period period);

/* Closes, for `batch`, what earlier files said: of rows of a day in the months, of rows
 * that have periods those of the same ones, of rows that last all of the units. */
bool replace_earlier(Arena *arena, Store *store, const RecordKind *kind,
                     const Months *months, const ToldPeriods *told, int64_t batch,
                     int64_t *closed, Error *error);

#endif
