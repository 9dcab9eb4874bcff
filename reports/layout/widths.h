/* widths.h: how wide a table's columns are.
 *
 * unit  pt; `texts` are the widths of the cells' texts unbroken, at size 1
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_WIDTHS_H
#define SAMSYN_LAYOUT_WIDTHS_H

#include "reports/document/block.h"
#include "reports/font/font.h"

#define CELL_SYMBOL_PT 8.0
#define CELL_INDENT_PT 16.0 /* of the text beside a symbol */
#define CELL_SPARKLINE_PT 96.0

typedef struct {
    double size, heading_size, gap;
    double *columns; /* without the gap that follows */
    double *leads;   /* of a column's width, what is left empty before its text */
    double *texts;   /* row by row; a sparkline's is 0 */
    double width;    /* of the whole, at most what was offered */
    bool crowded;    /* so many words break, or figures, that it should not stand so */
} TableWidths;

FaceId cell_face(const Table *table, size_t row, const TableCell *cell);
/* What a cell's text is indented by. */
double cell_indent(const TableCell *cell);
TableWidths table_widths(Arena *arena, const Fonts *fonts, const Table *table,
                         double width);

#endif
