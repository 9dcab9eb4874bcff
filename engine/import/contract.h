/* contract.h: which record kind a file is, and which of its columns are what.
 *
 * owns   a layout lives in the arena it is made in
 * fails  never: a file that fits no contract is told so in the sender's language
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_CONTRACT_H
#define SAMSYN_IMPORT_CONTRACT_H

#include "engine/base/number.h"
#include "engine/catalogue/records.h"
#include "engine/import/csv.h"

typedef struct {
    const RecordKind *kind;
    const Str *headings; /* of each cell of the heading row, trimmed */
    const int *columns;  /* of each cell: the kind's column, or -1: not read */
    size_t count;
    const int *cells; /* of each of the kind's columns: its cell, or -1 */
} Layout;

/* Case, form of letters, kind of dash and number of spaces aside: for comparing words. */
Str contract_key(Arena *arena, Str word);

/* The headings of all kinds, made comparable once for all files. */
typedef struct {
    const RecordKinds *kinds;
    const Str *const *keys; /* of each kind, column by column */
} ContractKeys;
ContractKeys contract_keys(Arena *arena, const RecordKinds *kinds);

/* How well a row would do as headings of `named`, or when that is NULL of any kind. */
typedef struct {
    size_t filled, known; /* cells that hold something; that are a heading of the kind */
    bool fits;            /* nothing required is missing */
} ContractMatch;
ContractMatch contract_match(Arena *scratch, const ContractKeys *keys,
                             const RecordKind *named, const Csv *row);

/* The kind whose file names begin like this one's, or NULL. */
const RecordKind *contract_named(Arena *scratch, const RecordKinds *kinds, Str file);

/* The heading row as a layout of `named`, or when that is NULL of the kind that fits. False
 * with `refusal`: what does not fit, the nearest contract, and which headings are like. */
bool contract_fit(Arena *arena, Language language, const ContractKeys *keys,
                  const RecordKind *named, const Csv *heading, Layout *layout,
                  Str *refusal);

/* The column's heading nearest to a word that is none, or empty. */
Str contract_like(Arena *arena, const Layout *layout, Str heading);

#endif
