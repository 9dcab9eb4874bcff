/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/purged.h"

bool purged_read(Arena *arena, Store *store, Purged *purged, Error *error)
{
    Statement *select = store_statement(
        store, "SELECT before, decision, at FROM purges ORDER BY before DESC LIMIT 1",
        error);
    *purged = (Purged){.before = PURGED_NOTHING};
    while (select && statement_next(select, error))
        *purged = (Purged){(int32_t)statement_int(select, 0),
                           str_copy(arena, statement_text(select, 1)),
                           str_copy(arena, statement_text(select, 2))};
    return select && error->kind == ERROR_NONE;
}
