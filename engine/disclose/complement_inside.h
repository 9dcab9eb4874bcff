/* complement_inside.h: what the parts of complementary protection share.
 *
 * complement.c       months and tables, cell by cell
 * complement_step.c  the axes of a table, and steps on them
 * complement_move.c  the cheapest way to let a cell be another number
 * complement_prune.c what is hidden for nothing
 * complement_time.c  longer spans round it
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_COMPLEMENT_INSIDE_H
#define SAMSYN_DISCLOSE_COMPLEMENT_INSIDE_H

#include <math.h>

#include "engine/disclose/complement.h"

#define COMPLEMENT_NEAR 1e-9

/* A place of an axis that goes up or down with a step. */
typedef struct {
    size_t place;
    int sign;
} Change;

/* On one axis: an atom (a place that holds no other) goes up alone, or up against another;
 * places that hold both stay. */
typedef struct {
    const Change *changes;
    size_t count;
    size_t atoms[2]; /* the second SIZE_MAX: alone */
    bool rest;       /* the first is what a sum holds beside its parts: the last resort */
} Step;

typedef struct {
    const Step *items;
    size_t count;
} Steps;

typedef struct {
    size_t row, at[COMPLEMENT_AXES];
    int sign;
    bool leaf; /* no sum of others */
} MoveCell;

/* Cells that go up (sign above 0) or down by the same amount. */
typedef struct {
    MoveCell *cells;
    size_t count;
    double cost, most;
} Move;

/* Another world, in which shown cells are as they are: cells of one span, and how much more
 * or less they are. */
typedef struct {
    size_t row; /* of a cell: its number without the span */
    double more;
} Shift;

typedef struct World World;
struct World {
    size_t span, row; /* for whose sake */
    double more;      /* of it */
    const Shift *shifts;
    size_t count;
    const World *next; /* of the same row */
};

typedef struct Outsider Outsider;

typedef struct {
    const ComplementTable *table;
    const ComplementCell *cells;
    Arena *arena;
    size_t rows;          /* cells of a span */
    const World **worlds; /* by row, the latest first */
    /* of the span at hand */
    size_t span;
    bool *there[COMPLEMENT_AXES]; /* by place: there is a cell */
    bool *atom[COMPLEMENT_AXES];
    bool *whole[COMPLEMENT_AXES];  /* all that is there lies in it */
    Steps *steps[COMPLEMENT_AXES]; /* by place; made when first asked for */
    Move *move, *best;             /* the one being weighed, and the cheapest yet */
    double total;                  /* the largest number of it */
    bool settled;                  /* nothing more is hidden in the span at hand */
    Outsider *outsider; /* of the span at hand, when it is settled; made when asked */
    bool *used;         /* by row: changes in a world; NULL: not asked */
    double *more;       /* by row: the world that is being made */
    size_t *touched;    /* rows of it */
    size_t touched_count;
} Hiding;

static inline size_t hiding_cell(const Hiding *hiding, size_t row, size_t span)
{
    return row * hiding->table->span_count + span;
}

/* complement_step.c */
bool hiding_lies_in(const ComplementAxis *axis, size_t place, size_t other);
size_t hiding_row(const Hiding *hiding, const size_t at[COMPLEMENT_AXES]);
void hiding_places(const Hiding *hiding, size_t row, size_t at[COMPLEMENT_AXES]);
/* The steps with which a place goes up. */
const Steps *hiding_steps(Hiding *hiding, size_t axis, size_t place);
/* What it costs that a cell is hidden. */
double hiding_cost(const Hiding *hiding, size_t row);
void hiding_open_span(Hiding *hiding, size_t span);
/* Makes a world in which the row is so much more (below 0: less) in the span at hand, and
 * hides what changes in it. NULL: nothing is asked. */
const World *hiding_world(Hiding *hiding, size_t row, double more);
/* Hides what tells the same as a hidden month. */
void hiding_close_same(const Hiding *hiding);
/* Hides every span that holds the world's; or only those that would give it away.
 * `outside`: a span that must change with it, SIZE_MAX: none. */
void hiding_close_over(const Hiding *hiding, const World *world);
void hiding_close(Hiding *hiding, const World *world, size_t outside);

/* Shows again what is hidden for nothing in the span at hand, but what was hidden before
 * (by row) or asks for protection itself. */
void hiding_prune(const Hiding *hiding, const bool *given);
/* Puts a world in which the row is so much more, as it can be computed, into `more`. */
void hiding_compute(Hiding *hiding, size_t row, double more);
/* A row is so much more in the world that is being made. */
void hiding_shift(Hiding *hiding, size_t row, double more);

#endif
