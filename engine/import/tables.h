/* tables.h: a record kind in the database: where its columns stand, and its views.
 *
 * shape  as schema.sql says; a column new in a contract comes behind those that are there
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_TABLES_H
#define SAMSYN_IMPORT_TABLES_H

#include "engine/catalogue/records.h"
#include "engine/store/store.h"

/* Makes what is missing, of every kind. Costs little when nothing is. */
bool tables_prepare(Arena *arena, Store *store, const RecordKinds *kinds, Error *error);

typedef struct {
    const char *suffix; /* behind the column's name */
} TablePart;

/* A period is two values of a row, a unit none (it is the record's), anything else one.
 * Returns how many. */
size_t column_parts(const RecordColumn *column, TablePart parts[2]);
/* The name in record_columns; the column `id` is called sender_id. */
Str column_stored(Arena *arena, const RecordColumn *column, TablePart part);

#endif
