/* complement.h: what is hidden beside the cells of a few people, so that nobody can work
 * these out from what is shown: complementary protection.
 *
 * shape   a table in three axes (parts, units, target groups) for each of several spans of
 *         months, indexed as ((part * units + unit) * groups + group) * spans + span. A
 *         place on an axis lies in others that hold it: a unit in its network and its city,
 *         a group in all
 * asks    of a cell that needs protection that it can be `down` less and `up` more, while
 *         every cell that is shown stays as it is and every sum adds up
 * order   months are decided first and by themselves, each from its own cells alone; longer
 *         spans are then hidden where they would give a month away
 * fails   never: what cannot be had otherwise is hidden with all that it is told in
 * source  METHODS 4.3 to 4.5
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_COMPLEMENT_H
#define SAMSYN_DISCLOSE_COMPLEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"

typedef struct {
    bool there;
    double value;    /* so much can be taken away */
    double room;     /* so much can be added: INFINITY, or of a share the rest */
    double down, up; /* asked of a cell that needs protection; else 0 and 0 */
} ComplementCell;

typedef struct {
    const size_t *items; /* the places that a place lies in, itself first */
    size_t count;
} ComplementPlaces;

typedef struct {
    const ComplementPlaces *above;
    size_t count;
    bool once; /* people counted once in each: a whole is at least every part of it */
} ComplementAxis;

enum { COMPLEMENT_AXES = 3 };

typedef struct {
    int32_t first, last; /* months */
} ComplementSpan;

typedef enum {
    COMPLEMENT_ADDS, /* a longer span is the sum of its months */
    COMPLEMENT_ONCE, /* it is at least each, and at most all that cover it together */
    COMPLEMENT_APART /* it is a figure of its own */
} ComplementTime;

typedef struct {
    ComplementAxis axes[COMPLEMENT_AXES];
    const ComplementSpan *spans; /* months first, in order */
    size_t span_count, month_count;
    ComplementTime time;
    /* By place in the table: something is hidden in a month before the first; NULL: no. */
    const bool *before;
    const bool *decided; /* by month: what is hidden in it stays as it is; NULL: none */
    bool *hidden; /* in: primary cells, and what is hidden for other reasons; out: all */
} ComplementTable;

/* `cells`: of one number or several that are hidden together, each with all cells. */
void complement_hide(const ComplementTable *table, const ComplementCell *const *cells,
                     size_t numbers);

#endif
