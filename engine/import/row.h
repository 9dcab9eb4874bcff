/* row.h: one row of a file as values, or the findings that keep it out.
 *
 * fails  never: a defect is a finding; what refuses the whole file is told as a Refusal
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_ROW_H
#define SAMSYN_IMPORT_ROW_H

#include "engine/import/cell.h"
#include "engine/import/contract.h"
#include "engine/import/findings.h"

/* Why a file is refused: the place and, in the workspace's language, reason and remedy. */
typedef struct {
    int64_t line;  /* 0: the whole file */
    Str column;    /* its heading; empty: none */
    int64_t place; /* the column's place in the line, when there is no heading; else 0 */
    Str message;
} Refusal;

typedef enum { ROW_USED, ROW_REFUSED, ROW_REFUSES_FILE } RowFate;

typedef struct {
    Arena *arena;
    Language language;
    const Layout *layout;
    const Units *units;
    CellReader *cells;
    const bool *bares; /* of each cell of the layout: ten bare digits are something else */
    /* of the kind, NULL for none */
    const RecordColumn *unit_column, *month_column, *numerator, *denominator;
    bool shares; /* it has an indicator, so a row may be a share */
    Findings *findings;
    bool *unnamed;    /* columns without a heading that were told; NULL: there are none */
    int32_t today;    /* the day of import */
    Value *values;    /* where a row's go, one for each column of the kind */
    const Unit *unit; /* of the last row, NULL when unknown */
    bool has_period;
    Period period; /* of the last row: its month, or the period it tells of */
    int64_t bare;  /* cells of ten digits that were let through */
    Refusal refusal;
} RowReader;

/* Makes ready for the rows of `layout`. */
void row_prepare(RowReader *reader, const Workspace *workspace, bool point_decimal);
/* Rows that are not read are looked through all the same: an identity number in a title, a
 * heading or a note refuses the file too. */
bool row_guard(RowReader *reader, const Csv *row);
RowFate row_read(RowReader *reader, const Csv *row);
/* One more finding of the row that was last read, which then is not used. */
void row_refuse(RowReader *reader, int64_t line, Str column, Str seen, Str reason,
                Str remedy);

#endif
