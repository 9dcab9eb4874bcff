/* parts.h: a table that is too wide, in parts below each other that each begin with its
 * first column.
 *
 * shape  part i shows column 0 and from[i]..from[i + 1] - 1 of the whole; from[0] is 1
 * owns   cells are copied to the arena, texts are the table's
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_PARTS_H
#define SAMSYN_LAYOUT_PARTS_H

#include "reports/layout/widths.h"

typedef struct {
    const Table *tables;
    const size_t *from;        /* count + 1 long */
    const TableWidths *widths; /* of each */
    size_t count;              /* 1: the table as it is */
} TableParts;

TableParts table_parts(Arena *arena, const Fonts *fonts, const Table *table, double width);

#endif
