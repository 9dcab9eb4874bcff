/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/audit_block.h"

#include <stdint.h>

#define NEAR 1e-6

void block_ends(Block *block, size_t number, double *low, double *high)
{
    const AuditNumber *of = &block->audit->numbers[number];
    if (of->known) {
        *low = *high = of->value;
        return;
    }
    BlockBounds *bounds = &block->bounds[of->unknown];
    if (!bounds->known) {
        attack_bounds(block->system, of->unknown, &bounds->low, &bounds->high);
        if (block->audit->quantities[of->quantity].whole) {
            bounds->low = ceil(bounds->low - NEAR);
            bounds->high = floor(bounds->high + NEAR);
        }
        bounds->known = true;
    }
    *low = bounds->low;
    *high = bounds->high;
}

/* What is asked of a hidden number: that it can be so low, and so high, and so wide. */
typedef struct {
    bool any; /* nothing is asked */
    double low, high;
    double width; /* at least; and `inside` is not at an end */
    double inside;
    bool several; /* that it is not one number only */
    bool guessed; /* nobody knows whether it needs protection */
    bool count;   /* guessed: it is a few people, or as few as a few people's */
    bool known;   /* what it is: */
    double is;
} Demand;

static bool reaches(const Block *block, size_t number, double low, double high)
{
    const AuditNumber *of = &block->audit->numbers[number];
    return of->known ? of->value <= low && of->value >= high
                     : attack_reaches(block->system, of->unknown, low, high);
}

static bool at_end(double inside, double low, double high)
{
    return (inside <= low + NEAR && low > 1 + NEAR) || inside >= high - NEAR;
}

/* Too much is learned. `note`: a little, and nobody knows whether it matters. */
static bool gives_away(const Audit *audit, const Demand *demand, double low, double high,
                       bool *note)
{
    double limit = (double)audit->limit;
    *note = false;
    if (demand->guessed) {
        bool small = demand->count && high < limit - NEAR && high > NEAR &&
                     (low > 1 + NEAR || high < limit - 1 - NEAR);
        *note = demand->count && low > 1 + NEAR && low < limit - NEAR;
        return small || (demand->several && high - low < NEAR && high > NEAR);
    }
    if (demand->several)
        return high - low < NEAR;
    if (demand->width > 0)
        return high - low < demand->width - NEAR || at_end(demand->inside, low, high);
    return low > demand->low + NEAR || high < demand->high - NEAR;
}

/* Few people are hidden as "1 to limit - 1"; another value in an interval as wide, or half
 * as wide as itself; a share that says the same of all only so that it is not known. */
static Demand demand_of_known(const Audit *audit, const AuditQuantity *quantity,
                              const AuditFigure *truth)
{
    const AuditMeasure *measure = &audit->measures[truth->measure];
    double value = 0, limit = (double)audit->limit;
    audit_figure_part(audit, truth, quantity->part, &value);
    Demand few = {.low = 1, .high = limit - 1};
    bool counts =
        quantity->people || (measure->kind == AUDIT_MEAN && quantity->part == AUDIT_ALL);
    if (counts && audit_few(audit, value))
        return few;
    if (measure->kind == AUDIT_SHARE) {
        bool any_few = audit_few(audit, truth->n) || audit_few(audit, truth->denominator) ||
                       audit_few(audit, truth->denominator - truth->n);
        bool all_same =
            quantity->part == AUDIT_MAIN && !any_few && !audit_untold(audit, truth);
        return (Demand){.any = !all_same, .several = all_same};
    }
    bool amount = quantity->part == AUDIT_MAIN && !counts && measure->kind != AUDIT_MEAN;
    return amount ? (Demand){.width = fmax(limit - 1, value / 2), .inside = value}
                  : (Demand){.any = true};
}

/* From the figures alone: what is exactly known, and what is few people, is too much. How
 * many a share or a mean is of may be told elsewhere. */
static Demand demand_of_guess(const Audit *audit, const AuditQuantity *quantity,
                              AuditKind kind)
{
    bool amount = quantity->part == AUDIT_MAIN && !quantity->whole;
    if (kind == AUDIT_SUM && quantity->part == AUDIT_ALL)
        return (Demand){.any = true};
    return (Demand){.guessed = true,
                    .several = quantity->part != AUDIT_ALL,
                    .count = !amount,
                    .low = 1,
                    .high = (double)audit->limit};
}

static Demand demand_of(const Block *block, size_t number)
{
    const Audit *audit = block->audit;
    const AuditFigure *hider = &audit->figures[audit->numbers[number].hider];
    /* the number may be another measure's: what is hidden is this one's */
    AuditPart part = AUDIT_MAIN;
    for (int each = AUDIT_MAIN; each < AUDIT_PARTS; each++)
        if (audit->quantities[hider->measure * AUDIT_PARTS + (size_t)each].same ==
            audit->numbers[number].quantity)
            part = (AuditPart)each;
    const AuditQuantity *quantity = &audit->quantities[hider->measure * AUDIT_PARTS + part];
    AuditTruth truth;
    if (!block->ask || !block->ask(block->asked, hider, &truth))
        return demand_of_guess(audit, quantity, audit->measures[hider->measure].kind);
    if (!truth.primary)
        return (Demand){.any = true};
    AuditFigure figure = *hider;
    figure.n = truth.n;
    figure.denominator = truth.denominator;
    figure.value = truth.value;
    Demand demand = demand_of_known(audit, quantity, &figure);
    demand.known = audit_figure_part(audit, &figure, quantity->part, &demand.is);
    return demand;
}

/* What one relation says of one of its numbers, by what the others can be. */
static void implied(Block *block, const AuditRelation *relation, size_t number, double *low,
                    double *high)
{
    double sum_low = 0, sum_high = 0, own_low, own_high, total_low, total_high;
    for (size_t i = 0; i < relation->count; i++) {
        if (relation->parts[i] == number)
            continue;
        block_ends(block, relation->parts[i], &own_low, &own_high);
        sum_low += own_low;
        sum_high += own_high;
    }
    *low = 0;
    *high = INFINITY;
    if (relation->total == number) {
        *low = relation->kind == AUDIT_COVERED ? 0 : sum_low;
        *high = relation->kind == AUDIT_AT_LEAST ? INFINITY : sum_high;
        return;
    }
    block_ends(block, relation->total, &total_low, &total_high);
    if (relation->kind != AUDIT_AT_LEAST)
        *low = fmax(0, total_low - sum_high);
    if (relation->kind != AUDIT_COVERED)
        *high = total_high - sum_low;
}

static size_t hidden_in(const Audit *audit, const AuditRelation *relation)
{
    size_t count = !audit->numbers[relation->total].known;
    for (size_t i = 0; i < relation->count; i++)
        count += !audit->numbers[relation->parts[i]].known;
    return count;
}

static bool was_told(const AuditRelation *const *told, size_t count,
                     const AuditRelation *relation)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any |= told[i] == relation;
    return any;
}

/* The relation not yet told that says most of what is found; of several the one with the
 * fewest hidden numbers, then the shortest. */
static const AuditRelation *reason(Block *block, size_t number,
                                   const AuditRelation *const *told, size_t told_count)
{
    const Audit *audit = block->audit;
    const AuditRelation *best = NULL;
    double low, high;
    size_t best_hidden = 0;
    int best_says = 0;
    block_ends(block, number, &low, &high);
    for (size_t at = audit->numbers[number].first; at != AUDIT_NONE;
         at = audit->places[at].next) {
        const AuditRelation *relation = &audit->relations[audit->places[at].relation];
        double least, most;
        if (was_told(told, told_count, relation))
            continue;
        implied(block, relation, number, &least, &most);
        int says = (least >= low - NEAR) + (most <= high + NEAR);
        size_t hidden = hidden_in(audit, relation);
        bool better = !best || says > best_says;
        if (best && says == best_says)
            better = hidden < best_hidden ||
                     (hidden == best_hidden && relation->count < best->count);
        if (!better)
            continue;
        best = relation;
        best_says = says;
        best_hidden = hidden;
    }
    return best;
}

static AuditMember member(const Audit *audit, size_t number)
{
    const AuditNumber *of = &audit->numbers[number];
    return (AuditMember){of->known ? of->figure : of->hider,
                         audit->quantities[of->quantity].part, of->known, of->value};
}

static size_t member_of(const AuditRelation *relation, size_t at)
{
    return at ? relation->parts[at - 1] : relation->total;
}

static AuditEquation equation(const Audit *audit, const AuditRelation *relation)
{
    AuditMember *members = ARENA_ARRAY(audit->arena, relation->count + 1, AuditMember);
    for (size_t i = 0; i <= relation->count; i++)
        members[i] = member(audit, member_of(relation, i));
    return (AuditEquation){relation->kind, members, relation->count + 1};
}

/* What says most of the number, then what says most of the hidden numbers met there. */
static void explain(Block *block, size_t number, AuditVerdict *verdict)
{
    Audit *audit = block->audit;
    const AuditRelation *told[AUDIT_EQUATIONS_MOST] = {NULL};
    size_t numbers[AUDIT_EQUATIONS_MOST] = {number}, count = 1;
    if (audit->numbers[number].known) {
        verdict->other = audit->numbers[number].figure;
        return;
    }
    for (size_t next = 0; next < count; next++) {
        size_t *equations = &verdict->equation_count;
        const AuditRelation *why = reason(block, numbers[next], told, *equations);
        if (!why)
            continue;
        told[*equations] = why;
        verdict->equations[(*equations)++] = equation(audit, why);
        for (size_t i = 0; i <= why->count && count < AUDIT_EQUATIONS_MOST; i++) {
            size_t other = member_of(why, i);
            bool met = audit->numbers[other].known;
            for (size_t k = 0; k < count; k++)
                met |= numbers[k] == other;
            if (!met)
                numbers[count++] = other;
        }
    }
}

void block_judge(Block *block, size_t number)
{
    Audit *audit = block->audit;
    const AuditNumber *of = &audit->numbers[number];
    Demand demand = demand_of(block, number);
    /* shown by the same measure in the same edition: told already, as two marks */
    const AuditFigure *hider = &audit->figures[of->hider];
    bool two_marks = of->known && audit->figures[of->figure].edition == hider->edition &&
                     audit->figures[of->figure].measure == hider->measure;
    if (demand.any || two_marks)
        return;
    audit->sum.attacked++;
    double low = demand.low, high = demand.high;
    if (demand.width > 0) {
        low = fmax(demand.inside - 1, fmin(1, demand.inside));
        high = demand.inside + demand.width;
    }
    if (!demand.several || demand.guessed)
        if (reaches(block, number, low, high) && low < high)
            return;
    block_ends(block, number, &low, &high);
    /* An outsider supposes that nobody is left out of the parts, and is wrong. */
    if (demand.known && (demand.is < low - NEAR || demand.is > high + NEAR))
        return;
    bool note;
    bool failed = gives_away(audit, &demand, low, high, &note);
    if ((!failed && !note) || audit->failed[of->hider])
        return;
    audit->failed[of->hider] = failed;
    AuditVerdict verdict = {.finding = failed ? AUDIT_WORKED_OUT : AUDIT_STARTS_HIGH,
                            .figure = of->hider,
                            .other = AUDIT_NONE,
                            .part = audit->quantities[of->quantity].part,
                            .low = low,
                            .high = high};
    explain(block, number, &verdict);
    audit_verdict(audit, verdict);
}
