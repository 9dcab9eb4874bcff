/* instruments.h: scales that people are rated on before and after, from instruments.yaml.
 *
 * shape  scores, cut-offs and the reliable change are whole numbers of the smallest unit of
 *        the column of totals; a workspace's own file adds instruments, and overrides what
 *        it says of the built-in ones
 * fails  ERROR_CONFIG with path:line:column and the nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_INSTRUMENTS_H
#define SAMSYN_CATALOGUE_INSTRUMENTS_H

#include "engine/catalogue/indicators.h"

/* From that age on. */
typedef struct {
    int64_t age, cut;
} AgeCut;

struct Instrument {
    Str id, name[2];          /* by Language */
    const RecordKind *scores; /* its rows, those that fit `where` */
    const WhereClause *where;
    size_t where_count;
    const RecordColumn *total;
    Str carer, age, sequence; /* columns; age and sequence empty: not told */
    bool lower_better;
    const AgeCut *cuts; /* from the least age up; who tells no age has the last */
    size_t cut_count;
    int64_t reliable;
    Str source[2];              /* where cut-offs and reliable change are from; or empty */
    const RecordKind *episodes; /* where a unit tells when they begin and end; or NULL */
    Str episode_carer, end, ending, unplanned;
    int32_t gap; /* months without a score after which an episode is over */
};

bool instruments_load(Arena *arena, const char *share, const char *workspace,
                      const RecordKinds *records, Instruments *instruments, Error *error);
const Instrument *instruments_find(const Instruments *instruments, Str id);
/* Of the age class; `known` false: none was told. */
int64_t instrument_cut(const Instrument *instrument, bool known, int64_t age);

#endif
