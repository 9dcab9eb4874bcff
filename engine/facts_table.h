/* facts_table.h: a fact as a row of a table, the same wherever rows are told.
 *
 * shape  DESIGN's columns in their order; what is not known is empty (CSV) or null (JSON).
 *        A row is begun here and ended by who asked for it, so that columns can follow
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_TABLE_H
#define SAMSYN_FACTS_TABLE_H

#include "engine/facts.h"

/* Digits of a number that is not exact: more than any reader needs, fewer than a processor
 * or a library could differ in. */
#define FACT_DOUBLE "%.12g"

enum { FACT_CELLS = 14 };

typedef struct {
    const char *name;
    bool is_number;
} FactColumn;

extern const FactColumn fact_columns[FACT_CELLS];

/* A cell, without the comma before it: text quoted where it must be, and never taken for a
 * formula by a spreadsheet. */
void csv_text_add(Text *out, Str text);

void fact_head_csv(Text *out);
void fact_row_csv(Text *out, const Fact *fact);
void fact_row_json(Text *out, const Fact *fact); /* members, without { and } */

#endif
