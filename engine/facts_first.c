/* What can be asked before, and beside, the figures: names, and since when there are any.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts.h"

#include "engine/facts_inside.h"

Facts *facts_names_only(Arena *arena, const Workspace *workspace)
{
    Facts *facts = ARENA_NEW(arena, Facts);
    facts->arena = arena;
    facts->workspace = workspace;
    return facts;
}

bool facts_first_month(Facts *facts, Period *month, Error *error)
{
    const Workspace *workspace = facts->workspace;
    int32_t first = FACTS_NEVER;
    for (size_t i = 0; i < workspace->records.count * workspace->units.count; i++)
        if (facts->first_rows[i] < first)
            first = facts->first_rows[i];
    if (first == FACTS_NEVER)
        return error_set(error, ERROR_NO_INPUT,
                         "%s: nothing has been imported yet; run samsyn import",
                         workspace->database);
    *month = (Period){PERIOD_MONTH, first};
    return true;
}
