/* facts_ledger.h: what has been made public, behind the door.
 *
 * shape  a Standing is a table, an indicator in a period, that stands as it was published
 * source METHODS 4.5
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_LEDGER_H
#define SAMSYN_FACTS_LEDGER_H

#include "engine/facts_inside.h"
#include "engine/measure/cells.h"

typedef struct {
    const Indicator *indicator;
    int kind; /* as facts_shown() takes it */
    int32_t month;
} Standing;

struct Ledger {
    Standing *items;
    size_t count, capacity;
};

bool ledger_schema(Store *store, Error *error);
bool ledger_there(Store *store, bool *there, Error *error);
/* As it was when `batch` was the last. */
bool ledger_cut(Store *store, int64_t batch, Error *error);
/* Compares what was published with the cells there are now: to be called, in the same
 * transaction, whenever cells have changed. */
bool ledger_settle(Store *store, const Workspace *workspace, Error *error);
/* facts->ledger stays NULL when nothing has been published. */
bool ledger_load(Facts *facts, Error *error);
/* Puts what was published in the place of what is shown, where it must stand. */
bool ledger_apply(Facts *facts, const FactNames *names, int kind, int32_t first,
                  int32_t last, int32_t step, Shown *shown, Error *error);

#endif
