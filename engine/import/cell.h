/* cell.h: one cell as its column's contract reads it.
 *
 * shape  what recurs (units, words) is recognised once a file and then looked up by its
 *        bytes
 * owns   values point into the file's text or the reader's arena
 * fails  never: a defect is told with its reason and remedy
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_CELL_H
#define SAMSYN_IMPORT_CELL_H

#include "engine/catalogue/workspace.h"

typedef enum { VALUE_NULL, VALUE_NUMBER, VALUE_TEXT } ValueKind;

typedef struct {
    ValueKind kind;
    PeriodKind period; /* of a period */
    int64_t number;    /* days, a scaled number, a period's first month */
    int32_t month;     /* of a day: the month it is in */
    Str text;          /* an id, key or text */
    const Unit *unit;
    const Indicator *indicator;
} Value;

typedef struct {
    Str reason, remedy;
} Defect;

typedef struct CellReader CellReader;

CellReader *cell_reader(Arena *arena, const Workspace *workspace, Language language,
                        const RecordKind *kind, bool point_decimal);
/* The cell of the kind's n-th column; an empty one that is not required is VALUE_NULL (a
 * group: `all`). */
bool cell_read(CellReader *reader, size_t column, Str cell, Value *value, Defect *defect);
/* The number in a cell of the kind's n-th column, its bounds aside: what a spreadsheet
 * would add up. */
NumberFault cell_number(const CellReader *reader, size_t column, Str cell, int64_t *number);
/* The ways in which the days so far were written: a bit for each DateForm (dates.h). */
unsigned cell_date_forms(const CellReader *reader);
/* The first period that was not written as its id, with it: "HT17 (2017-H2)"; or empty. */
Str cell_period_form(const CellReader *reader);

#endif
