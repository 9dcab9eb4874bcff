/* measures.h: how an indicator is measured, read from its entry in indicators.yaml.
 *
 * fails  ERROR_CONFIG with path:line:column and the nearest right word: a record kind, a
 *        column or a category that the contracts do not know
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_MEASURES_H
#define SAMSYN_CATALOGUE_MEASURES_H

#include "engine/base/yaml.h"
#include "engine/catalogue/indicators.h"

typedef struct {
    Arena *arena;
    const char *path;
    const RecordKinds *records;
    const Instruments *instruments;
    Error *error;
} MeasureReader;

bool measure_fail(const MeasureReader *reader, const YamlNode *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A column of the kind; NULL when it has none, which is told. */
const RecordColumn *measure_column(const MeasureReader *reader, const YamlNode *at,
                                   const RecordKind *kind, Str name);
/* The same, of that type: else it is told that the column is no `told`. */
const RecordColumn *measure_typed(const MeasureReader *reader, const YamlNode *at,
                                  const RecordKind *kind, Str name, ColumnType type,
                                  const char *told);
const RecordKind *measure_kind(const MeasureReader *reader, const YamlNode *at, Str name);
bool measure_named(const YamlNode *map); /* does the entry say how it is measured? */
bool measure_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator);
/* people: {records: KIND, key: COLUMN, count: COLUMN}; the indicator's own records if none
 */
bool measure_people(const MeasureReader *reader, const YamlNode *map, Indicator *indicator);

#endif
