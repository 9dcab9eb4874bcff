/* heading.h: which row of a file is its headings, and what stands between its cells.
 *
 * shape  the first of the rows at the top that has all that a contract requires; titles,
 *        dates and senders may stand above it. A row that is mostly headings ends the
 *        search, so that no table is taken for a title
 * fails  never: the row that is likest to headings is told, to be refused by name
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_HEADING_H
#define SAMSYN_IMPORT_HEADING_H

#include "engine/import/contract.h"

#define HEADING_ROWS 20 /* not blank, among which the headings are looked for */

typedef struct {
    char delimiter;
    int64_t
        line; /* of the headings, or of what is likest to them; 0: none before a fault */
    ContractMatch match;
} Heading;

/* `separator` is the file's own word for it (`sep=`), or 0: one of ; , and tab. */
Heading heading_find(Arena *scratch, const ContractKeys *keys, const RecordKind *named,
                     Str text, char separator, int64_t first_line);

#endif
