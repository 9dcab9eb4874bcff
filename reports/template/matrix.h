/* matrix.h: units against measures: how each stands, as symbols and words.
 *
 * shape   rows are units in the order given, columns measures; `facts` of a column are as
 *         many as the units
 * owns    lives in the report's arena
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_MATRIX_H
#define SAMSYN_TEMPLATE_MATRIX_H

#include "reports/template/build.h"

typedef enum {
    MATRIX_STATUS,  /* to the goal */
    MATRIX_VALUE,   /* the figure, with the symbol of its status where there is a goal */
    MATRIX_OFFERED, /* is there any of it? */
    MATRIX_SHOWS
} MatrixShow;

typedef struct {
    Str heading;
    const FactIndicator *indicator;
    Fact *facts;
} MatrixColumn;

typedef struct {
    const FactUnit *units;
    size_t unit_count;
    const bool *left_out; /* by unit; NULL: none is */
    const MatrixColumn *columns;
    size_t column_count;
    MatrixShow show;
    bool dashes;       /* where there is no goal, instead of words */
    bool symbols_only; /* a list below says what they mean */
    bool sum_row;
    Str caption;
} Matrix;

/* The table, and the list where it is needed. */
void matrix_add(Build *build, const Matrix *matrix);

#endif
