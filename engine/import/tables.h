/* tables.h: a record kind as a table and a view of the database.
 *
 * shape  as schema.sql says; a column new in a contract is added to a table that is there
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_TABLES_H
#define SAMSYN_IMPORT_TABLES_H

#include "engine/catalogue/records.h"
#include "engine/store/store.h"

/* Makes what is missing, of every kind. Costs little when nothing is. */
bool tables_prepare(Arena *arena, Store *store, const RecordKinds *kinds, Error *error);

/* The column that is stored as sender_id. */
bool column_is_sender_id(const RecordColumn *column);

typedef struct {
    const char *suffix; /* behind the column's name */
} TablePart;

/* A period is two columns of the table, anything else one. Returns how many. */
size_t column_parts(const RecordColumn *column, TablePart parts[2]);

#endif
