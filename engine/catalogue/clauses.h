/* clauses.h: which rows an indicator counts: where and having of its entry.
 *
 * shape  {column: word}, {column: [words]}, of numbers {column: {least: 1, below: 36}}
 * fails  ERROR_CONFIG with path:line:column and the nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_CLAUSES_H
#define SAMSYN_CATALOGUE_CLAUSES_H

#include "engine/catalogue/measures.h"

/* None when the entry has no such key. */
bool clauses_read(const MeasureReader *reader, const YamlNode *map, const char *key,
                  const RecordKind *kind, const WhereClause **read, size_t *count);
/* What of a share's rows, or {rows: {most: 5}} of its values, fits. */
bool having_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator);

#endif
