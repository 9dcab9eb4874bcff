/* The cheapest moves. In a move cells go up or down by the same amount and all sums still
 * add up; every cell that changes must be hidden. Few cells cost little, totals much,
 * hidden ones nothing. There are two kinds: one step on each axis, where they cross; and
 * one cell up against another somewhere else. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdint.h>

#include "engine/disclose/complement_inside.h"

/* By axis: a sum over parts, units, groups; over all of the units; over everything. What is
 * read most is dear: a unit's own total, and the city's parts. */
static const double MARGIN_COST[] = {20, 3, 3}, ALL_COST[] = {0, 20, 0}, WHOLE_COST = 200;
/* That a sum moves beside its parts; where there is nothing beside them. */
static const double BESIDE_COST = 30, REST_COST = 1000;
/* A move of steps that costs more for each unit is held against those of two cells. */
static const double STEPS_ENOUGH = 12;

double hiding_cost(const Hiding *hiding, size_t row)
{
    const ComplementCell *cell = &hiding->cells[hiding_cell(hiding, row, hiding->span)];
    size_t at[COMPLEMENT_AXES];
    hiding_places(hiding, row, at);
    double cost = 1 + cell->value / (10 * hiding->total);
    bool whole = true;
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++) {
        bool margin = !hiding->atom[axis][at[axis]];
        cost += margin ? MARGIN_COST[axis] : 0;
        cost += margin && hiding->whole[axis][at[axis]] ? ALL_COST[axis] : 0;
        whole &= hiding->whole[axis][at[axis]];
    }
    return cost + (whole ? WHOLE_COST : 0);
}

static void cross(const Hiding *hiding, Move *move, const size_t at[COMPLEMENT_AXES],
                  int sign, bool leaf)
{
    MoveCell *cell = &move->cells[move->count++];
    *cell = (MoveCell){hiding_row(hiding, at), {at[0], at[1], at[2]}, sign, leaf};
}

static void cross_steps(const Hiding *hiding, Move *move,
                        const Step *const steps[COMPLEMENT_AXES], int sign)
{
    move->count = 0;
    for (size_t i = 0; i < steps[0]->count; i++)
        for (size_t k = 0; k < steps[1]->count; k++)
            for (size_t j = 0; j < steps[2]->count; j++) {
                const Change *by[] = {&steps[0]->changes[i], &steps[1]->changes[k],
                                      &steps[2]->changes[j]};
                const size_t at[] = {by[0]->place, by[1]->place, by[2]->place};
                bool leaf = true;
                for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
                    leaf &= steps[axis]->atoms[0] == at[axis] ||
                            steps[axis]->atoms[1] == at[axis];
                cross(hiding, move, at, sign * by[0]->sign * by[1]->sign * by[2]->sign,
                      leaf);
            }
}

static bool lies_in_all(const Hiding *hiding, const size_t one[], const size_t other[])
{
    bool lies = true;
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
        lies &= hiding_lies_in(&hiding->table->axes[axis], one[axis], other[axis]);
    return lies;
}

/* A cell and all that it is in, but what another is in too. */
static void cross_cell(const Hiding *hiding, Move *move, const size_t cell[],
                       const size_t other[], int sign)
{
    const ComplementPlaces *in[COMPLEMENT_AXES];
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
        in[axis] = &hiding->table->axes[axis].above[cell[axis]];
    for (size_t i = 0; i < in[0]->count; i++)
        for (size_t k = 0; k < in[1]->count; k++)
            for (size_t j = 0; j < in[2]->count; j++) {
                const size_t at[] = {in[0]->items[i], in[1]->items[k], in[2]->items[j]};
                if (!lies_in_all(hiding, other, at))
                    cross(hiding, move, at, sign,
                          at[0] == cell[0] && at[1] == cell[1] && at[2] == cell[2]);
            }
}

static bool moves(const Move *move, size_t row)
{
    bool any = false;
    for (size_t i = 0; i < move->count; i++)
        any |= move->cells[i].row == row;
    return any;
}

static double now(const Hiding *hiding, size_t row)
{
    const ComplementCell *cell = &hiding->cells[hiding_cell(hiding, row, hiding->span)];
    return cell->there ? cell->value + hiding->more[row] : 0;
}

/* People counted once: a whole stays at least every part of it. */
static double once_most(const Hiding *hiding, const Move *move, size_t axis,
                        const MoveCell *moved, double most)
{
    const ComplementAxis *of = &hiding->table->axes[axis];
    for (size_t i = 0; i < of->count; i++) {
        size_t own = moved->at[axis];
        bool over =
            moved->sign > 0 ? hiding_lies_in(of, own, i) : hiding_lies_in(of, i, own);
        size_t beside[COMPLEMENT_AXES] = {moved->at[0], moved->at[1], moved->at[2]};
        beside[axis] = i;
        size_t row = hiding_row(hiding, beside);
        if (i != own && over && !moves(move, row) &&
            hiding->cells[hiding_cell(hiding, row, hiding->span)].there)
            most = fmin(most, fabs(now(hiding, row) - now(hiding, moved->row)));
    }
    return most;
}

/* What one cell costs, and how far it lets the move go; false: not at all. */
static bool weigh_cell(const Hiding *hiding, Move *move, const MoveCell *moved)
{
    size_t number = hiding_cell(hiding, moved->row, hiding->span);
    const ComplementCell *cell = &hiding->cells[number];
    if (!cell->there)
        return !moved->leaf;
    double more = hiding->more[moved->row];
    double most = moved->sign > 0 ? cell->room - more : cell->value + more;
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
        if (hiding->table->axes[axis].once && most > 0)
            most = once_most(hiding, move, axis, moved, most);
    move->most = fmin(move->most, most);
    if (hiding->settled && !hiding->table->hidden[number])
        return false;
    if (!hiding->table->hidden[number])
        move->cost += hiding_cost(hiding, moved->row);
    return move->most > COMPLEMENT_NEAR;
}

/* `below`: a move that costs as much for each unit is of no use. */
static bool weigh(const Hiding *hiding, Move *move, double below)
{
    double asked = move->most;
    for (size_t i = 0; i < move->count; i++)
        if (!weigh_cell(hiding, move, &move->cells[i]) || move->cost / asked >= below)
            return false;
    return move->cost / move->most < below;
}

/* What a sum holds beside its parts: rows without a group, what a network did itself. */
static double beside_parts(const Hiding *hiding, size_t axis, const size_t at[])
{
    const ComplementAxis *of = &hiding->table->axes[axis];
    size_t part[COMPLEMENT_AXES] = {at[0], at[1], at[2]};
    double left = now(hiding, hiding_row(hiding, at));
    for (size_t i = 0; i < of->count; i++) {
        if (!hiding->atom[axis][i] || !hiding_lies_in(of, i, at[axis]))
            continue;
        part[axis] = i;
        left -= now(hiding, hiding_row(hiding, part));
    }
    return left;
}

/* A sum moves beside its parts where there is something beside them: else an outsider would
 * suppose that there is not. */
static void weigh_rest(const Hiding *hiding, Move *move, const Step *const steps[],
                       size_t axis, int sign)
{
    const size_t one = (axis + 1) % COMPLEMENT_AXES, two = (axis + 2) % COMPLEMENT_AXES;
    bool nothing = steps[one]->rest || steps[two]->rest;
    for (int i = 0; i < 2 && !nothing; i++)
        for (int k = 0; k < 2 && !nothing; k++) {
            size_t at[COMPLEMENT_AXES];
            at[axis] = steps[axis]->atoms[0];
            at[one] = steps[one]->atoms[i];
            at[two] = steps[two]->atoms[k];
            if (at[one] == SIZE_MAX || at[two] == SIZE_MAX)
                continue;
            double beside = beside_parts(hiding, axis, at);
            nothing = beside <= COMPLEMENT_NEAR;
            if (!nothing && (i == k ? sign : -sign) < 0)
                move->most = fmin(move->most, beside);
        }
    move->cost += nothing ? REST_COST : BESIDE_COST;
}

static void take_best(Move **move, Move **best, double *least)
{
    *least = (*move)->cost / (*move)->most;
    Move *taken = *move;
    *move = *best;
    *best = taken;
}

static void cheapest_steps(Hiding *hiding, const size_t at[], double more, double *least)
{
    const Steps *of[COMPLEMENT_AXES];
    int sign = more > 0 ? 1 : -1;
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
        of[axis] = hiding_steps(hiding, axis, at[axis]);
    for (size_t i = 0; i<of[0]->count && * least> 0; i++)
        for (size_t k = 0; k<of[1]->count && * least> 0; k++)
            for (size_t j = 0; j<of[2]->count && * least> 0; j++) {
                const Step *const steps[] = {&of[0]->items[i], &of[1]->items[k],
                                             &of[2]->items[j]};
                Move *move = hiding->move;
                move->cost = 0;
                move->most = fabs(more);
                for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
                    if (steps[axis]->rest)
                        weigh_rest(hiding, move, steps, axis, sign);
                if (move->cost >= *least * move->most)
                    continue;
                cross_steps(hiding, move, steps, sign);
                if (weigh(hiding, move, *least))
                    take_best(&hiding->move, &hiding->best, least);
            }
}

static bool is_leaf(const Hiding *hiding, size_t row, size_t at[])
{
    hiding_places(hiding, row, at);
    return hiding->cells[hiding_cell(hiding, row, hiding->span)].there &&
           hiding->atom[0][at[0]] && hiding->atom[1][at[1]] && hiding->atom[2][at[2]];
}

/* A cell in the one at hand goes its way, another outside it the other way. */
static void cheapest_pair(Hiding *hiding, const size_t at[], double more, double *least)
{
    size_t one[COMPLEMENT_AXES], other[COMPLEMENT_AXES];
    int sign = more > 0 ? 1 : -1;
    for (size_t i = 0; i<hiding->rows && * least> 0; i++)
        for (size_t k = 0; is_leaf(hiding, i, one) && lies_in_all(hiding, one, at) &&
                           k<hiding->rows && * least> 0;
             k++) {
            if (!is_leaf(hiding, k, other) || lies_in_all(hiding, other, at))
                continue;
            Move *move = hiding->move;
            *move = (Move){.cells = move->cells, .most = fabs(more)};
            cross_cell(hiding, move, one, other, sign);
            cross_cell(hiding, move, other, one, -sign);
            if (weigh(hiding, move, *least))
                take_best(&hiding->move, &hiding->best, least);
        }
}

static bool cheapest(Hiding *hiding, size_t row, double more)
{
    size_t at[COMPLEMENT_AXES];
    double least = INFINITY;
    hiding_places(hiding, row, at);
    cheapest_steps(hiding, at, more, &least);
    if (least > STEPS_ENOUGH && hiding->rows > 1)
        cheapest_pair(hiding, at, more, &least);
    return least < INFINITY;
}

void hiding_shift(Hiding *hiding, size_t row, double more)
{
    size_t number = hiding_cell(hiding, row, hiding->span);
    if (!hiding->cells[number].there)
        return;
    bool known = false;
    for (size_t i = 0; i < hiding->touched_count; i++)
        known |= hiding->touched[i] == row;
    if (!known)
        hiding->touched[hiding->touched_count++] = row;
    hiding->more[row] += more;
    hiding->table->hidden[number] = true;
}

static void apply(Hiding *hiding, double pushed)
{
    for (size_t i = 0; i < hiding->best->count; i++) {
        const MoveCell *cell = &hiding->best->cells[i];
        hiding_shift(hiding, cell->row, pushed * cell->sign);
    }
}

static const World *keep_world(Hiding *hiding, size_t row)
{
    World *world = ARENA_NEW(hiding->arena, World);
    Shift *shifts = ARENA_ARRAY(hiding->arena, hiding->touched_count, Shift);
    *world = (World){.span = hiding->span,
                     .row = row,
                     .more = hiding->more[row],
                     .shifts = shifts,
                     .next = hiding->worlds[row]};
    for (size_t i = 0; i < hiding->touched_count; i++) {
        size_t touched = hiding->touched[i];
        if (fabs(hiding->more[touched]) > COMPLEMENT_NEAR)
            shifts[world->count++] = (Shift){touched, hiding->more[touched]};
        if (hiding->used && fabs(hiding->more[touched]) > COMPLEMENT_NEAR)
            hiding->used[touched] = true;
        hiding->more[touched] = 0;
    }
    hiding->touched_count = 0;
    hiding->worlds[row] = world;
    return world;
}

static void forget(Hiding *hiding)
{
    for (size_t i = 0; i < hiding->touched_count; i++)
        hiding->more[hiding->touched[i]] = 0;
    hiding->touched_count = 0;
}

const World *hiding_world(Hiding *hiding, size_t row, double more)
{
    double left = more;
    while (fabs(left) > COMPLEMENT_NEAR && cheapest(hiding, row, left)) {
        double pushed = hiding->best->most;
        apply(hiding, pushed);
        left -= left > 0 ? pushed : -pushed;
    }
    if (fabs(left) > COMPLEMENT_NEAR && hiding->settled) {
        forget(hiding);
        hiding_compute(hiding, row, more);
    }
    return hiding->touched_count ? keep_world(hiding, row) : NULL;
}
