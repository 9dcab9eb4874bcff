/* attack_inside.h: what the parts of the attacker share.
 *
 * First the equations are made smaller (attack_reduce.c): what is fixed is put in, of two
 * unknowns in one equation one follows the other, ends are drawn in. What is left falls
 * apart into tables that have nothing in common, each a dense simplex tableau
 * (attack_tableau.c) that is questioned (attack_table.c), made when first asked about.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_ATTACK_INSIDE_H
#define SAMSYN_DISCLOSE_ATTACK_INSIDE_H

#include <math.h>

#include "engine/disclose/attack.h"

#define ATTACK_TOLERANCE 1e-7

typedef struct {
    size_t unknown;
    double factor;
} AttackTerm;

typedef struct {
    AttackTerm *terms;
    size_t count;
    double sum;
    bool at_most;
} AttackRow;

typedef struct {
    Arena *arena;
    const AttackRow *told;
    size_t told_count, variable_count; /* slacks are numbered after the variables */
    double *least, *most, *value;      /* of a variable */
    double *seen_low, *seen_high;      /* in worlds that fit */
    size_t rows, columns, stride;
    double *cells, *rest;
    size_t *basic, *other, *place; /* of a variable: its row, rows + column, or SIZE_MAX */
    bool *wanted;                  /* basic when it is built anew */
    size_t *filled;                /* columns of the pivot's row that are not 0 */
    enum { TABLE_NEW, TABLE_FITS, TABLE_FITS_NOTHING } state;
    size_t steps, idle; /* since the values were computed anew; without moving */
} AttackTable;

typedef struct {
    double least, most; /* as told */
    double low, high;   /* drawn in */
    size_t root; /* follows that unknown: factor * root + offset; itself: it does not */
    double factor, offset;
    AttackTable
        *table;      /* of a root: NULL when nothing binds it further than low and high */
    size_t variable; /* its number there */
} AttackUnknown;

struct AttackSystem {
    Arena *arena;
    AttackUnknown *unknowns;
    size_t unknown_count, unknown_capacity;
    AttackRow *rows;
    size_t row_count, row_capacity;
    bool prepared, contradicted;
};

/* Reduces and splits; afterwards every root has low, high and perhaps a table. */
void attack_reduce(AttackSystem *system);

/* Rows over variables 0..variable_count-1 whose ends are given; all copied. */
AttackTable *attack_table_open(Arena *arena, const AttackRow *rows, size_t row_count,
                               const double *least, const double *most,
                               size_t variable_count);
/* Some world fits. */
bool attack_table_fits(AttackTable *table);
/* Moves to the world with the lowest (sign -1) or highest (+1) value of a variable, or to
 * the first met that has come to `enough`; returns that value. */
double attack_table_push(AttackTable *table, size_t variable, int sign, double enough);

/* The same, and the table stays in that world. */
void attack_table_go(AttackTable *table, size_t variable, int sign, double enough);

/* The parts of a tableau: the entries of a row; every variable at its lower end and the
 * slacks basic; the variables of a row and a column change places; the values of what is
 * basic computed anew. */
static inline double *attack_row_at(const AttackTable *table, size_t row)
{
    return table->cells + row * table->stride;
}
void attack_begin(AttackTable *table);
void attack_pivot(AttackTable *table, size_t row, size_t column);
void attack_refresh(AttackTable *table);
/* Gives each equation a variable that can move, the one in fewest rows; an equation that
 * says nothing new goes. False: it contradicts the others. */
bool attack_put_in_equations(AttackTable *table);

/* Rounding adds up: how far the values are from what was told; and the tableau of the same
 * basic variables made anew from that. False: it contradicts itself. */
double attack_drift(const AttackTable *table);
bool attack_rebuild(AttackTable *table);

/* How far two numbers of this size may be apart and be the same. */
static inline double attack_slack(double value)
{
    return isfinite(value) ? ATTACK_TOLERANCE + 1e-9 * fabs(value) : ATTACK_TOLERANCE;
}

#endif
