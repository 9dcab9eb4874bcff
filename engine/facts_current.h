/* facts_current.h: the database made current: cells, and what the ledger lets stand by
 * them.
 *
 * owns   the transaction: all of it is made, or nothing
 * fails  ERROR_WRITE as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_CURRENT_H
#define SAMSYN_FACTS_CURRENT_H

#include "engine/measure/cells.h"

/* Nothing is done, and nothing counted, where all is current. A run that ends before has
 * left its months touched, and the next takes them along. */
bool facts_make_current(Store *store, const Workspace *workspace, Arena *arena,
                        CellsCount *count, Error *error);

/* All of it from the records, whatever is there: of a copy, inside its transaction. */
bool facts_make_anew(Store *store, const Workspace *workspace, Arena *arena,
                     CellsCount *count, Error *error);

#endif
