/* attack.h: what can be computed of numbers that were not told: exact bounds.
 *
 * Unknown numbers lie between two ends and are bound by equations; the attacker finds how
 * low and how high each can be (linear programming). Of whole numbers the bounds are those
 * of the same numbers with fractions, which are never narrower.
 *
 * shape   unknowns are numbered from 0 as they are added; factors may have any sign
 * owns    the system lives in its arena; equations may be added between questions
 * fails   never; what contradicts itself fits nothing and has no bounds
 * source  METHODS 4.3; two-phase simplex with bounded variables (Dantzig 1963, chapter 18)
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_ATTACK_H
#define SAMSYN_DISCLOSE_ATTACK_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

typedef struct AttackSystem AttackSystem;

AttackSystem *attack_open(Arena *arena);

/* Returns the unknown's number. `least` is finite; `most` may be INFINITY. What is known is
 * an unknown with least == most, or better taken into the sums. */
size_t attack_unknown(AttackSystem *system, double least, double most);

/* Sum of factors[i] * unknowns[i] = sum, and <= sum. The same unknown may stand twice;
 * `factors` may be NULL: each is one. */
void attack_equation(AttackSystem *system, const size_t *unknowns, const double *factors,
                     size_t count, double sum);
void attack_at_most(AttackSystem *system, const size_t *unknowns, const double *factors,
                    size_t count, double sum);

/* The least and the most an unknown can be (INFINITY: no end); false: nothing fits. */
bool attack_bounds(AttackSystem *system, size_t unknown, double *low, double *high);

/* Whether an unknown can be <= at_most, and in another world >= at_least. Cheaper than the
 * bounds: a world met on the way to another answer is remembered. False when nothing fits.
 */
bool attack_reaches(AttackSystem *system, size_t unknown, double at_most, double at_least);

/* A world in which an unknown is as asked, or as near to it as it can be: <= enough (sign
 * below 0) or >= enough. `values`, by unknown: of those that are bound with it; of others
 * NAN, they may be anything that they can be. False when nothing fits. No unknown that is
 * bound with it may be without end. */
bool attack_world(AttackSystem *system, size_t unknown, int sign, double enough,
                  double *values);

#endif
