/* An outsider who computes exactly. What is hidden for nothing: the cheapest moves of one
 * cell may be of no use when another's are known; so each cell hidden for others' sake is
 * shown again, the dearest first, where an outsider who computes exactly still cannot tell
 * too much. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdint.h>
#include <stdlib.h>

#include "engine/disclose/attack.h"
#include "engine/disclose/complement_inside.h"

/* Of larger tables the outsider's equations take too long, for little. */
enum { HIDDEN_MOST = 400 };

struct Outsider {
    const Hiding *hiding;
    size_t *hidden; /* rows */
    size_t count, *asking, asking_count;
    size_t *unknowns; /* by row */
    size_t *members;  /* of an equation */
    double *factors;
    AttackSystem *system;
};

static const ComplementCell *cell_of(const Outsider *outsider, size_t row)
{
    const Hiding *hiding = outsider->hiding;
    return &hiding->cells[hiding_cell(hiding, row, hiding->span)];
}

static bool is_hidden(const Outsider *outsider, size_t row)
{
    const Hiding *hiding = outsider->hiding;
    return hiding->table->hidden[hiding_cell(hiding, row, hiding->span)] &&
           cell_of(outsider, row)->there;
}

/* A sum on one axis less its parts is what it is: known to the outsider or not. */
static void tell_sum(const Outsider *outsider, AttackSystem *system, size_t total,
                     size_t axis)
{
    const Hiding *hiding = outsider->hiding;
    const ComplementAxis *of = &hiding->table->axes[axis];
    size_t at[COMPLEMENT_AXES], sum, count = 0;
    double told = 0;
    hiding_places(hiding, total, at);
    sum = at[axis];
    for (size_t place = 0; place < of->count; place++) {
        at[axis] = place;
        size_t row = hiding_row(hiding, at);
        bool part = hiding->atom[axis][place] && hiding_lies_in(of, place, sum);
        if (!(place == sum || part) || !is_hidden(outsider, row))
            continue;
        double factor = place == sum ? -1 : 1;
        outsider->members[count] = outsider->unknowns[row];
        outsider->factors[count++] = factor;
        told += factor * cell_of(outsider, row)->value;
    }
    if (count)
        attack_equation(system, outsider->members, outsider->factors, count, told);
}

static AttackSystem *system_of(const Outsider *outsider, Arena *arena)
{
    const Hiding *hiding = outsider->hiding;
    AttackSystem *system = attack_open(arena);
    double most = 1000 + 10 * hiding->total; /* more than is ever asked */
    for (size_t i = 0; i < outsider->count; i++) {
        const ComplementCell *cell = cell_of(outsider, outsider->hidden[i]);
        if (is_hidden(outsider, outsider->hidden[i]))
            outsider->unknowns[outsider->hidden[i]] =
                attack_unknown(system, 0, cell->value + fmin(cell->room, most));
    }
    for (size_t row = 0; row < hiding->rows; row++) {
        size_t at[COMPLEMENT_AXES];
        hiding_places(hiding, row, at);
        for (size_t axis = 0; cell_of(outsider, row)->there && axis < COMPLEMENT_AXES;
             axis++)
            if (!hiding->atom[axis][at[axis]])
                tell_sum(outsider, system, row, axis);
    }
    return system;
}

/* The cell that stopped the last trial is asked first. */
static bool all_hold(Outsider *outsider)
{
    Arena *arena = arena_open();
    AttackSystem *system = system_of(outsider, arena);
    bool hold = true;
    for (size_t i = 0; hold && i < outsider->asking_count; i++) {
        size_t row = outsider->asking[i];
        const ComplementCell *cell = cell_of(outsider, row);
        hold = attack_reaches(system, outsider->unknowns[row], cell->value - cell->down,
                              cell->value + cell->up);
        if (!hold) {
            outsider->asking[i] = outsider->asking[0];
            outsider->asking[0] = row;
        }
    }
    arena_close(arena);
    return hold;
}

typedef struct {
    size_t row;
    double cost;
} Dear;

static int compare_dear(const void *one, const void *other)
{
    const Dear *a = one, *b = other;
    if (a->cost < b->cost || a->cost > b->cost)
        return a->cost > b->cost ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static void find_cells(Outsider *outsider, const bool *given, Dear *dear,
                       size_t *dear_count)
{
    const Hiding *hiding = outsider->hiding;
    for (size_t row = 0; row < hiding->rows; row++) {
        if (!is_hidden(outsider, row))
            continue;
        const ComplementCell *cell = cell_of(outsider, row);
        outsider->hidden[outsider->count++] = row;
        if (cell->down > 0 || cell->up > 0)
            outsider->asking[outsider->asking_count++] = row;
        else if (!given[row])
            dear[(*dear_count)++] = (Dear){row, hiding_cost(hiding, row)};
    }
}

static Outsider *outsider_new(const Hiding *hiding)
{
    Arena *arena = hiding->arena;
    size_t rows = hiding->rows;
    Outsider *outsider = ARENA_NEW(arena, Outsider);
    *outsider = (Outsider){.hiding = hiding,
                           .hidden = ARENA_ARRAY(arena, rows, size_t),
                           .asking = ARENA_ARRAY(arena, rows, size_t),
                           .unknowns = ARENA_ARRAY(arena, rows, size_t),
                           .members = ARENA_ARRAY(arena, rows, size_t),
                           .factors = ARENA_ARRAY(arena, rows, double)};
    return outsider;
}

void hiding_prune(const Hiding *hiding, const bool *given)
{
    size_t dear_count = 0;
    Dear *dear = ARENA_ARRAY(hiding->arena, hiding->rows, Dear);
    Outsider *outsider = outsider_new(hiding);
    find_cells(outsider, given, dear, &dear_count);
    if (!dear_count || outsider->count > HIDDEN_MOST || !all_hold(outsider))
        return;
    qsort(dear, dear_count, sizeof *dear, compare_dear);
    for (size_t i = 0; i < dear_count; i++) {
        bool *hidden =
            &hiding->table->hidden[hiding_cell(hiding, dear[i].row, hiding->span)];
        *hidden = false;
        *hidden = !all_hold(outsider);
    }
}

void hiding_compute(Hiding *hiding, size_t row, double more)
{
    if (!hiding->outsider) {
        Dear *dear = ARENA_ARRAY(hiding->arena, hiding->rows, Dear);
        size_t count = 0;
        bool *given = ARENA_ARRAY(hiding->arena, hiding->rows, bool);
        hiding->outsider = outsider_new(hiding);
        find_cells(hiding->outsider, given, dear, &count);
        if (hiding->outsider->count <= HIDDEN_MOST)
            hiding->outsider->system = system_of(hiding->outsider, hiding->arena);
    }
    const Outsider *outsider = hiding->outsider;
    double *values = ARENA_ARRAY(hiding->arena, outsider->count, double);
    double value = cell_of(outsider, row)->value;
    if (!outsider->system || !attack_world(outsider->system, outsider->unknowns[row],
                                           more < 0 ? -1 : 1, value + more, values))
        return;
    double got = values[outsider->unknowns[row]] - value;
    if (fabs(got) <= COMPLEMENT_NEAR)
        return;
    double part = fmin(1, more / got); /* it may go further than asked */
    for (size_t i = 0; i < outsider->count; i++) {
        size_t hidden = outsider->hidden[i];
        double other = values[outsider->unknowns[hidden]];
        if (!isnan(other))
            hiding_shift(hiding, hidden, part * (other - cell_of(outsider, hidden)->value));
    }
}
