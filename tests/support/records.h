/* records.h: a small workspace and its database, filled row by row as an import would. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_RECORDS_H
#define SAMSYN_TESTS_RECORDS_H

#include "engine/catalogue/workspace.h"
#include "engine/store/store.h"

typedef struct {
    Arena *arena;
    const char *folder;
    Workspace *workspace;
    Store *store;
    int64_t batch;
} Records;

/* Göta: networks north (asen, berget, cederdalen) and south (dalby, eken), and fors by
 * itself; target groups young and old. `settings` is put at the end of samsyn.yaml. */
Records records_new(Arena *arena, const char *settings);
void records_reopen(Records *records); /* after settings files were changed */
void records_sql(Records *records, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void records_conversation(Records *records, const char *unit, const char *day,
                          const char *group, const char *carer, int minutes);
/* carer NULL and participants -1: not said */
void records_intervention(Records *records, const char *unit, const char *day,
                          const char *kind, const char *carer, int participants);
/* ORS: total in tenths (below zero: incomplete); age below zero and group NULL: not said */
void records_score(Records *records, const char *unit, const char *day, const char *group,
                   const char *carer, int total, int age);
/* end NULL: open; ending planned, unplanned or NULL */
void records_episode(Records *records, const char *unit, const char *carer,
                     const char *start, const char *end, const char *ending);
/* fte in hundredths; till NULL: lasts */
void records_staff(Records *records, const char *unit, const char *person,
                   const char *group, int fte, const char *from, const char *till);
void records_value(Records *records, const char *indicator, const char *unit,
                   const char *period, int value);
void records_value_of(Records *records, const char *indicator, const char *unit,
                      const char *group, const char *period, int value);
void records_share(Records *records, const char *indicator, const char *unit,
                   const char *period, int numerator, int denominator);
void records_delivered(Records *records, const char *kind, const char *unit,
                       const char *month);
/* The last row of a kind is closed and its months touched. */
void records_close_last(Records *records, const char *kind);

void records_rebuild(Records *records, bool all);

#endif
