/* audit_block.h: a block of hidden numbers, and the judgement of one of them. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_AUDIT_BLOCK_H
#define SAMSYN_DISCLOSE_AUDIT_BLOCK_H

#include "engine/disclose/attack.h"
#include "engine/disclose/audit_inside.h"

typedef struct {
    bool known;
    double low, high;
} BlockBounds;

typedef struct {
    Audit *audit;
    AuditAsk *ask; /* may be NULL */
    void *asked;
    Arena *arena; /* of this block */
    AttackSystem *system;
    size_t *numbers;
    size_t count;
    BlockBounds *bounds; /* of each unknown, once asked for */
} Block;

/* The ends of a number, drawn in to whole ones where it is whole. */
void block_ends(Block *block, size_t number, double *low, double *high);
void block_judge(Block *block, size_t number);

#endif
