/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <string.h>

#include "engine/disclose/attack_inside.h"

AttackSystem *attack_open(Arena *arena)
{
    AttackSystem *system = ARENA_NEW(arena, AttackSystem);
    system->arena = arena;
    return system;
}

size_t attack_unknown(AttackSystem *system, double least, double most)
{
    assert(isfinite(least) && !isnan(most));
    system->unknowns = ARENA_GROW(system->arena, system->unknowns, system->unknown_count,
                                  &system->unknown_capacity);
    system->unknowns[system->unknown_count] = (AttackUnknown){.least = least, .most = most};
    system->prepared = false;
    return system->unknown_count++;
}

static void add_row(AttackSystem *system, const size_t *unknowns, const double *factors,
                    size_t count, double sum, bool at_most)
{
    AttackTerm *terms = ARENA_ARRAY(system->arena, count, AttackTerm);
    for (size_t i = 0; i < count; i++) {
        assert(unknowns[i] < system->unknown_count);
        terms[i] = (AttackTerm){unknowns[i], factors ? factors[i] : 1};
    }
    system->rows =
        ARENA_GROW(system->arena, system->rows, system->row_count, &system->row_capacity);
    system->rows[system->row_count++] = (AttackRow){terms, count, sum, at_most};
    system->prepared = false;
}

void attack_equation(AttackSystem *system, const size_t *unknowns, const double *factors,
                     size_t count, double sum)
{
    add_row(system, unknowns, factors, count, sum, false);
}

void attack_at_most(AttackSystem *system, const size_t *unknowns, const double *factors,
                    size_t count, double sum)
{
    add_row(system, unknowns, factors, count, sum, true);
}

/* The root an unknown follows, and whether its world fits at all. */
static bool root_of(AttackSystem *system, size_t unknown, AttackUnknown *told,
                    AttackUnknown *root)
{
    assert(unknown < system->unknown_count);
    if (!system->prepared)
        attack_reduce(system);
    system->prepared = true;
    *told = system->unknowns[unknown];
    *root = system->unknowns[told->root];
    return !system->contradicted && (!root->table || attack_table_fits(root->table));
}

/* The end of a root in one direction, or what is enough of it. */
static double end_of(const AttackUnknown *root, int sign, double enough)
{
    if (root->table)
        return attack_table_push(root->table, root->variable, sign, enough);
    return sign < 0 ? root->low : root->high;
}

/* The end of an unknown: that of its root, turned round by a factor below zero. */
static double end_through(const AttackUnknown *told, const AttackUnknown *root, int sign,
                          double enough)
{
    double factor = told->factor;
    double wanted = isfinite(enough) ? (enough - told->offset) / factor
                                     : (factor < 0 ? -enough : enough);
    return factor * end_of(root, factor < 0 ? -sign : sign, wanted) + told->offset;
}

bool attack_bounds(AttackSystem *system, size_t unknown, double *low, double *high)
{
    AttackUnknown told, root;
    if (!root_of(system, unknown, &told, &root))
        return false;
    *low = end_through(&told, &root, -1, -INFINITY);
    *high = end_through(&told, &root, 1, INFINITY);
    return true;
}

bool attack_reaches(AttackSystem *system, size_t unknown, double at_most, double at_least)
{
    AttackUnknown told, root;
    if (!root_of(system, unknown, &told, &root))
        return false;
    return end_through(&told, &root, -1, at_most) <= at_most + attack_slack(at_most) &&
           end_through(&told, &root, 1, at_least) >= at_least - attack_slack(at_least);
}

bool attack_world(AttackSystem *system, size_t unknown, int sign, double enough,
                  double *values)
{
    AttackUnknown told, root;
    if (!root_of(system, unknown, &told, &root))
        return false;
    int own = told.factor < 0 ? -sign : sign;
    double wanted = (enough - told.offset) / told.factor;
    if (root.table)
        attack_table_go(root.table, root.variable, own, wanted);
    for (size_t i = 0; i < system->unknown_count; i++) {
        const AttackUnknown *each = &system->unknowns[i];
        const AttackUnknown *its = &system->unknowns[each->root];
        values[i] = NAN;
        if (root.table && its->table == root.table)
            values[i] = each->factor * root.table->value[its->variable] + each->offset;
        else if (!root.table && each->root == told.root)
            values[i] =
                each->factor * fmin(fmax(wanted, its->low), its->high) + each->offset;
    }
    return true;
}
