/* Made current by whoever comes first: an import, or a question after the settings changed.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_current.h"

#include "engine/facts_ledger.h"

bool facts_make_current(Store *store, const Workspace *workspace, Arena *arena,
                        CellsCount *count, Error *error)
{
    bool current;
    *count = (CellsCount){0};
    if (!cells_current(store, workspace, &current, error))
        return false;
    if (current)
        return true;
    if (!store_begin(store, error))
        return false;
    if (cells_rebuild_touched(store, workspace, arena, count, error) &&
        cells_tell_rebuilt(store, workspace, arena, count, error) &&
        ledger_settle(store, workspace, error) && store_commit(store, error))
        return true;
    store_rollback(store);
    return false;
}

bool facts_make_anew(Store *store, const Workspace *workspace, Arena *arena,
                     CellsCount *count, Error *error)
{
    return cells_rebuild_all(store, workspace, arena, count, error) &&
           ledger_settle(store, workspace, error);
}
