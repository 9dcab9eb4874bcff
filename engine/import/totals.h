/* totals.h: what stands below the rows of a table, or between them, and is none of them.
 *
 * shape  a total ("Summa", "Totalt", "S:a") is compared with the rows since the last one or
 *        with all of them, whichever it is, and is never read in; words alone below the
 *        last row are a note. Words alone between rows are a row with defects
 * fails  never: a total that is not right is a finding of a file that is used
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_TOTALS_H
#define SAMSYN_IMPORT_TOTALS_H

#include "engine/import/row.h"

typedef struct {
    size_t column; /* of the kind: a number */
    int64_t all, since;
    int64_t unread; /* rows in which it could not be read */
    bool overflow;
} ColumnSum;

typedef struct {
    RowReader *reader;
    ColumnSum *sums;
    size_t count;
    int64_t rows, rows_since;
    int64_t right, wrong, unchecked; /* totals */
    int64_t below, below_line;       /* notes, and the first one's line */
    int64_t data_line;               /* a row further down that is known to hold data */
    bool ended;                      /* no such row follows */
} Totals;

Totals totals_open(RowReader *reader);
/* The row that was last read, by its values when it is used. */
void totals_add(Totals *totals, const Csv *row, bool used);
/* Is the row a total or a note? Then it is compared and counted, and not to be read. */
bool totals_take(Totals *totals, const Csv *row);
/* "1 summarad stämmer ...; 2 rader under tabellen ...": empty when there were none. `above`
 * are the rows above the headings. */
Str totals_say(const Totals *totals, int64_t above);

#endif
