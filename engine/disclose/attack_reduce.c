/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "engine/disclose/attack_inside.h"

/* Ends may be drawn in for ever by less and less; after so many rounds it is left to the
 * tables. */
enum { ROUNDS_MOST = 60 };
/* What is drawn in by less is not worth another round. */
#define WORTH 1e-6

typedef struct {
    AttackSystem *system;
    AttackRow *rows; /* copies, made smaller; count 0 and done when used up */
    bool *done;
    size_t *place; /* of an unknown in the row being tidied, plus one */
    bool changed;
} Reduction;

/* The unknown one follows, by a path made short. */
static AttackUnknown *settle(AttackSystem *system, size_t unknown)
{
    AttackUnknown *told = &system->unknowns[unknown];
    if (told->root == unknown)
        return told;
    size_t before = told->root;
    AttackUnknown *root = settle(system, before);
    const AttackUnknown *middle = &system->unknowns[before];
    if (middle != root) {
        told->offset += told->factor * middle->offset;
        told->factor *= middle->factor;
        told->root = middle->root;
    }
    return root;
}

static bool fixed(const AttackUnknown *unknown)
{
    return unknown->high - unknown->low <= 1e-9;
}

static void narrow(Reduction *reduction, AttackUnknown *unknown, double low, double high)
{
    double worth = WORTH * (isfinite(unknown->low) ? fmax(1, fabs(unknown->low)) : 1);
    if (low > unknown->low) {
        reduction->changed |= low > unknown->low + worth;
        unknown->low = low;
    }
    if (high < unknown->high) {
        reduction->changed |= high < unknown->high - worth;
        unknown->high = high;
    }
    if (unknown->low <= unknown->high)
        return;
    if (unknown->low > unknown->high + attack_slack(unknown->high))
        reduction->system->contradicted = true;
    unknown->low = unknown->high = (unknown->low + unknown->high) / 2;
}

/* Puts roots in the place of what follows them and sums in the place of what is fixed. */
static void tidy(Reduction *reduction, AttackRow *row)
{
    AttackSystem *system = reduction->system;
    size_t kept = 0;
    for (size_t i = 0; i < row->count; i++) {
        AttackTerm term = row->terms[i];
        const AttackUnknown *told = &system->unknowns[term.unknown];
        const AttackUnknown *at = settle(system, term.unknown);
        row->sum -= term.factor * told->offset;
        double factor = term.factor * told->factor;
        size_t *place = &reduction->place[told->root];
        if (fixed(at))
            row->sum -= factor * (at->low + at->high) / 2;
        else if (*place)
            row->terms[*place - 1].factor += factor;
        else {
            row->terms[kept++] = (AttackTerm){told->root, factor};
            *place = kept;
        }
    }
    size_t count = 0;
    for (size_t i = 0; i < kept; i++) {
        reduction->place[row->terms[i].unknown] = 0;
        if (fabs(row->terms[i].factor) > 1e-11)
            row->terms[count++] = row->terms[i];
    }
    row->count = count;
}

/* a x + b y = sum: y follows x, and x keeps within what y may be. */
static void follow(Reduction *reduction, const AttackRow *row)
{
    AttackSystem *system = reduction->system;
    size_t leader = row->terms[0].unknown, follower = row->terms[1].unknown;
    double factor = -row->terms[0].factor / row->terms[1].factor;
    double offset = row->sum / row->terms[1].factor;
    AttackUnknown *of = &system->unknowns[follower];
    double one = (of->low - offset) / factor, other = (of->high - offset) / factor;
    of->root = leader;
    of->factor = factor;
    of->offset = offset;
    narrow(reduction, &system->unknowns[leader], fmin(one, other), fmax(one, other));
    reduction->changed = true;
}

/* The least a row can come to (direction 1) or the most (-1), and how many have no end. */
static double least_sum(const AttackSystem *system, const AttackRow *row, int direction,
                        size_t *endless)
{
    double sum = 0;
    *endless = 0;
    for (size_t i = 0; i < row->count; i++) {
        const AttackUnknown *at = &system->unknowns[row->terms[i].unknown];
        double factor = row->terms[i].factor;
        double end = (factor > 0) == (direction > 0) ? at->low : at->high;
        if (isfinite(end))
            sum += factor * end;
        else
            ++*endless;
    }
    return sum;
}

/* No term can be further from its end than the others leave room for. */
static void draw_in(Reduction *reduction, const AttackRow *row, int direction)
{
    AttackSystem *system = reduction->system;
    size_t endless;
    double sum = least_sum(system, row, direction, &endless);
    for (size_t i = 0; i < row->count && endless < 2; i++) {
        AttackUnknown *at = &system->unknowns[row->terms[i].unknown];
        double factor = row->terms[i].factor;
        bool upwards = (factor > 0) == (direction > 0);
        double end = upwards ? at->low : at->high;
        if (endless && isfinite(end))
            continue;
        double others = isfinite(end) ? sum - factor * end : sum;
        double most = (row->sum - others) / factor;
        narrow(reduction, at, upwards ? -INFINITY : most, upwards ? most : INFINITY);
    }
}

/* Nothing but a sum is left: it must be nothing, or room enough. */
static void finish(Reduction *reduction, const AttackRow *row)
{
    double slack = attack_slack(row->sum);
    if (row->at_most ? row->sum < -slack : fabs(row->sum) > slack)
        reduction->system->contradicted = true;
}

static void reduce_row(Reduction *reduction, size_t number)
{
    AttackRow *row = &reduction->rows[number];
    tidy(reduction, row);
    if (!row->count) {
        finish(reduction, row);
        reduction->done[number] = true;
        return;
    }
    if (!row->at_most && row->count == 2) {
        follow(reduction, row);
        reduction->done[number] = true;
        return;
    }
    draw_in(reduction, row, 1);
    if (!row->at_most)
        draw_in(reduction, row, -1);
    size_t endless;
    double most = least_sum(reduction->system, row, -1, &endless);
    if (row->count == 1 || (row->at_most && !endless && most <= row->sum))
        reduction->done[number] = true;
}

static size_t group_of(size_t *groups, size_t member)
{
    while (groups[member] != member)
        member = groups[member] = groups[groups[member]];
    return member;
}

/* Unknowns that stand in a row together hang together: groups[unknown] leads to one. */
static size_t *group(Reduction *reduction)
{
    AttackSystem *system = reduction->system;
    size_t *groups = ARENA_ARRAY(system->arena, system->unknown_count, size_t);
    for (size_t i = 0; i < system->unknown_count; i++)
        groups[i] = i;
    for (size_t i = 0; i < system->row_count; i++) {
        const AttackRow *row = &reduction->rows[i];
        for (size_t k = 1; !reduction->done[i] && k < row->count; k++)
            groups[group_of(groups, row->terms[k].unknown)] =
                group_of(groups, row->terms[0].unknown);
    }
    return groups;
}

/* The rows and unknowns of one group, numbered anew, as a table. */
static void make_table(Reduction *reduction, const size_t *rows, size_t row_count)
{
    AttackSystem *system = reduction->system;
    Arena *arena = system->arena;
    size_t most = 0, count = 0;
    for (size_t i = 0; i < row_count; i++)
        most += reduction->rows[rows[i]].count;
    double *low = ARENA_ARRAY(arena, most, double),
           *high = ARENA_ARRAY(arena, most, double);
    size_t *members = ARENA_ARRAY(arena, most, size_t);
    AttackRow *table_rows = ARENA_ARRAY(arena, row_count, AttackRow);
    for (size_t i = 0; i < row_count; i++) {
        table_rows[i] = reduction->rows[rows[i]];
        for (size_t k = 0; k < table_rows[i].count; k++) {
            AttackTerm *term = &table_rows[i].terms[k];
            size_t *place = &reduction->place[term->unknown];
            if (!*place) {
                low[count] = system->unknowns[term->unknown].low;
                high[count] = system->unknowns[term->unknown].high;
                members[count++] = term->unknown;
                *place = count;
            }
            term->unknown = *place - 1;
        }
    }
    AttackTable *table = attack_table_open(arena, table_rows, row_count, low, high, count);
    for (size_t i = 0; i < count; i++) {
        system->unknowns[members[i]].table = table;
        system->unknowns[members[i]].variable = i;
        reduction->place[members[i]] = 0;
    }
}

static void split(Reduction *reduction)
{
    AttackSystem *system = reduction->system;
    size_t *groups = group(reduction);
    /* The rows of a group as a chain: first[group], then next[row]; SIZE_MAX ends it. */
    size_t *first = ARENA_ARRAY(system->arena, system->unknown_count, size_t);
    size_t *next = ARENA_ARRAY(system->arena, system->row_count, size_t);
    size_t *rows = ARENA_ARRAY(system->arena, system->row_count, size_t);
    memset(first, 0xff, system->unknown_count * sizeof *first);
    for (size_t i = system->row_count; i-- > 0;) {
        if (reduction->done[i])
            continue;
        size_t at = group_of(groups, reduction->rows[i].terms[0].unknown);
        next[i] = first[at];
        first[at] = i;
    }
    for (size_t i = 0; i < system->unknown_count; i++) {
        size_t count = 0;
        for (size_t row = first[i]; row != SIZE_MAX; row = next[row])
            rows[count++] = row;
        if (count)
            make_table(reduction, rows, count);
    }
}

void attack_reduce(AttackSystem *system)
{
    Arena *arena = system->arena;
    Reduction reduction = {.system = system,
                           .rows = ARENA_ARRAY(arena, system->row_count, AttackRow),
                           .done = ARENA_ARRAY(arena, system->row_count, bool),
                           .place = ARENA_ARRAY(arena, system->unknown_count, size_t)};
    system->contradicted = false;
    for (size_t i = 0; i < system->unknown_count; i++) {
        AttackUnknown *unknown = &system->unknowns[i];
        *unknown = (AttackUnknown){.least = unknown->least,
                                   .most = unknown->most,
                                   .low = unknown->least,
                                   .high = unknown->most,
                                   .root = i,
                                   .factor = 1};
        if (unknown->least > unknown->most)
            system->contradicted = true;
    }
    for (size_t i = 0; i < system->row_count; i++) {
        reduction.rows[i] = system->rows[i];
        reduction.rows[i].terms = ARENA_ARRAY(arena, system->rows[i].count, AttackTerm);
        memcpy(reduction.rows[i].terms, system->rows[i].terms,
               system->rows[i].count * sizeof(AttackTerm));
    }
    reduction.changed = true;
    for (int round = 0; reduction.changed && round < ROUNDS_MOST; round++) {
        reduction.changed = false;
        for (size_t i = 0; i < system->row_count && !system->contradicted; i++)
            if (!reduction.done[i])
                reduce_row(&reduction, i);
    }
    /* What was fixed in the last round may still stand in a row. */
    for (size_t i = 0; i < system->row_count && !system->contradicted; i++) {
        if (reduction.done[i])
            continue;
        tidy(&reduction, &reduction.rows[i]);
        if (!reduction.rows[i].count) {
            finish(&reduction, &reduction.rows[i]);
            reduction.done[i] = true;
        }
    }
    for (size_t i = 0; i < system->unknown_count; i++)
        settle(system, i);
    if (!system->contradicted)
        split(&reduction);
}
