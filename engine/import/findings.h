/* findings.h: what is wrong with a file's rows: kept, told and stored, never dropped.
 *
 * owns   the texts live in the arena the findings were opened in
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_FINDINGS_H
#define SAMSYN_IMPORT_FINDINGS_H

#include <stdio.h>

#include "engine/base/number.h"
#include "engine/store/store.h"

typedef struct {
    int64_t line;
    Str column; /* the heading, as in the file */
    Str seen;   /* empty where it could point at a person */
    Str reason, remedy;
    Str unit; /* id, empty when unknown */
    bool has_month;
    int32_t month;
    bool refused; /* the row is not used; else a note */
} Finding;

typedef struct {
    Arena *arena;
    Finding *items;
    size_t count, capacity;
} Findings;

/* Copies `seen`, cut and without control characters. */
void findings_add(Findings *findings, Finding finding);
/* "file:line:column: ..." a line each, at most `most`; then how many more there are. */
void findings_print(const Findings *findings, FILE *out, Str file, Language language,
                    size_t most);
bool findings_store(const Findings *findings, Store *store, int64_t batch, Error *error);

#endif
