/* Hidden numbers that hang together are a block, attacked by itself. Where the figures of a
 * block fit no world, what was only supposed (that a total holds nothing but its parts) is
 * given up; where they still fit none, they contradict each other and that is told. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/audit_block.h"

#include <assert.h>
#include <stdint.h>

static size_t root_of(Audit *audit, size_t number)
{
    AuditNumber *numbers = audit->numbers;
    while (numbers[number].block != number)
        number = numbers[number].block = numbers[numbers[number].block].block;
    return number;
}

static void join_blocks(Audit *audit)
{
    for (size_t i = 0; i < audit->number_count; i++)
        audit->numbers[i].block = i;
    for (size_t i = 0; i < audit->relation_count; i++) {
        const AuditRelation *relation = &audit->relations[i];
        size_t first = AUDIT_NONE;
        for (size_t k = 0; k <= relation->count; k++) {
            size_t number = k ? relation->parts[k - 1] : relation->total;
            if (audit->numbers[number].known)
                continue;
            size_t root = root_of(audit, number);
            if (first == AUDIT_NONE)
                first = root;
            audit->numbers[root].block = first;
        }
    }
}

static void tell_relation(Block *block, const AuditRelation *relation, bool suppose)
{
    const Audit *audit = block->audit;
    AuditRelationKind kind = relation->kind;
    if (!suppose && relation->supposed && kind == AUDIT_COVERED)
        return;
    if (!suppose && relation->supposed && kind == AUDIT_ADDS_UP)
        kind = AUDIT_AT_LEAST;
    double sign = kind == AUDIT_AT_LEAST ? -1 : 1, sum = 0;
    size_t *unknowns = ARENA_ARRAY(block->arena, relation->count + 1, size_t);
    double *factors = ARENA_ARRAY(block->arena, relation->count + 1, double);
    size_t count = 0;
    for (size_t i = 0; i <= relation->count; i++) {
        const AuditNumber *number =
            &audit->numbers[i ? relation->parts[i - 1] : relation->total];
        double factor = i ? -sign : sign;
        if (number->known) {
            sum -= factor * number->value;
            continue;
        }
        unknowns[count] = number->unknown;
        factors[count++] = factor;
    }
    if (kind == AUDIT_ADDS_UP)
        attack_equation(block->system, unknowns, factors, count, sum);
    else
        attack_at_most(block->system, unknowns, factors, count, sum);
}

static void tell_block(Block *block, bool suppose)
{
    Audit *audit = block->audit;
    block->system = attack_open(block->arena);
    for (size_t i = 0; i < block->count; i++)
        audit->numbers[block->numbers[i]].unknown =
            attack_unknown(block->system, 0, INFINITY);
    for (size_t i = 0; i < block->count; i++) {
        size_t at = audit->numbers[block->numbers[i]].first;
        for (; at != AUDIT_NONE; at = audit->places[at].next) {
            const AuditRelation *relation = &audit->relations[audit->places[at].relation];
            /* told once: by the first of its numbers that is not known */
            size_t first = relation->total;
            for (size_t k = 0; audit->numbers[first].known; k++)
                first = relation->parts[k];
            if (first == block->numbers[i])
                tell_relation(block, relation, suppose);
        }
    }
}

static void attack_block(Block *block)
{
    double low, high;
    size_t targets = 0;
    for (size_t i = 0; i < block->count; i++)
        targets += block->audit->numbers[block->numbers[i]].hidden;
    if (!targets)
        return;
    block->arena = arena_open();
    block->bounds = ARENA_ARRAY(block->arena, block->count, BlockBounds);
    bool suppose = true, fits;
    do {
        tell_block(block, suppose);
        fits = attack_bounds(block->system, 0, &low, &high);
    } while (!fits && suppose && !(suppose = false));
    for (size_t i = 0; i < block->count; i++) {
        const AuditNumber *number = &block->audit->numbers[block->numbers[i]];
        if (!number->hidden)
            continue;
        if (fits)
            block_judge(block, block->numbers[i]);
        else {
            audit_verdict(block->audit, (AuditVerdict){.finding = AUDIT_CONTRADICTION,
                                                       .figure = number->hider,
                                                       .other = AUDIT_NONE});
            break;
        }
    }
    arena_close(block->arena);
}

/* Numbers that are known but hidden somewhere are blocks of one, with nothing to attack. */
static void judge_known(Audit *audit, Block *block)
{
    block->arena = arena_open();
    for (size_t i = 0; i < audit->number_count; i++)
        if (audit->numbers[i].known && audit->numbers[i].hidden)
            block_judge(block, i);
    arena_close(block->arena);
}

void audit_attack(Audit *audit, AuditAsk *ask, void *asked)
{
    Arena *arena = audit->arena;
    join_blocks(audit);
    audit->failed = ARENA_ARRAY(arena, audit->figure_count, bool);
    size_t *first = ARENA_ARRAY(arena, audit->number_count, size_t);
    size_t *next = ARENA_ARRAY(arena, audit->number_count, size_t);
    size_t *members = ARENA_ARRAY(arena, audit->number_count, size_t);
    Block block = {.audit = audit, .ask = ask, .asked = asked, .numbers = members};
    judge_known(audit, &block);
    for (size_t i = 0; i < audit->number_count; i++)
        first[i] = AUDIT_NONE;
    for (size_t i = audit->number_count; i-- > 0;) {
        if (audit->numbers[i].known)
            continue;
        size_t root = root_of(audit, i);
        next[i] = first[root];
        first[root] = i;
    }
    for (size_t i = 0; i < audit->number_count; i++) {
        block.count = 0;
        for (size_t at = first[i]; at != AUDIT_NONE; at = next[at])
            members[block.count++] = at;
        if (block.count)
            attack_block(&block);
    }
}
