/* facts_source.h: the rows behind a figure, one at a time. Only engine/facts_*.c sees it.
 *
 * owns   a listing's rows live in the arena given; texts of a row read are the database's
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_SOURCE_H
#define SAMSYN_FACTS_SOURCE_H

#include "engine/facts_inside.h"
#include "engine/store/records.h"

typedef struct SeenKey SeenKey;

/* A column of the contract: where it stands in a row; of a period its two places. */
typedef struct {
    const RecordColumn *column;
    size_t place, second;
} SourceColumn;

typedef struct {
    Facts *facts;
    Arena *arena;
    Language language;
    FactNames names;
    FactMonths months;
    const RecordKind *kind;
    SourceColumn *columns; /* as in the contract */
    const SourceColumn *date, *group, *value, *by, *key, *from, *till;
    const SourceColumn **shown;
    size_t shown_count;
    const Unit **units; /* the unit, and those it was made of */
    size_t unit_count;
    int32_t first_day, last_day;
    SeenKey **seen;
    size_t most, capacity;
    FactRow *listed;
    int64_t batch; /* whose file is `file` */
    Str file;
    FactRows *rows;
} Source;

bool source_open(Facts *facts, Arena *arena, Language language, const FactNames *names,
                 FactMonths months, Source *source, Error *error);
const SourceColumn *source_column(const Source *source, Str name);
/* Lists a row, or only counts it once enough are listed. */
bool source_list(Source *source, const RecordReader *reader, bool counted, int64_t who,
                 Error *error);

/* The same of a row that is at hand as its place and cells. */
bool source_add(Source *source, int64_t batch, int64_t line, bool counted, int64_t who,
                const Str *cells, Error *error);
/* The episodes of an outcome, with its own columns. */
bool source_outcome(Source *source, Error *error);
/* The figures that units sent in themselves, those that were taken. */
bool source_reported(Source *source, Error *error);

Str facts_column_name(const RecordColumn *column, Language language);
Str facts_word_name(const Facts *facts, const RecordColumn *column, Language language,
                    Str word);

#endif
