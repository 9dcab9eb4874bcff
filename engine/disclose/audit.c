/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/audit_inside.h"

#include <stdint.h>
#include <string.h>

Audit *audit_open(Arena *arena, const Units *units, const AuditMeasure *measures,
                  size_t measure_count, int64_t limit)
{
    Audit *audit = ARENA_NEW(arena, Audit);
    *audit = (Audit){.arena = arena,
                     .units = units,
                     .measures = measures,
                     .measure_count = measure_count,
                     .limit = limit,
                     .group_count = 1,
                     .unit_count = units->count,
                     .index = {.arena = arena}};
    return audit;
}

void audit_add(Audit *audit, const AuditFigure *figure)
{
    audit->figures = ARENA_GROW(audit->arena, audit->figures, audit->figure_count,
                                &audit->figure_capacity);
    audit->figures[audit->figure_count++] = *figure;
    audit->sum.figures++;
    audit->sum.protected_figures += figure->mark == AUDIT_PROTECTED;
    if (figure->unit >= audit->unit_count)
        audit->unit_count = figure->unit + 1;
    if (figure->group >= audit->group_count)
        audit->group_count = figure->group + 1;
}

const AuditFigure *audit_figure(const Audit *audit, size_t number)
{
    return &audit->figures[number];
}

const AuditVerdict *audit_verdicts(const Audit *audit, size_t *count)
{
    *count = audit->verdict_count;
    return audit->verdicts;
}

AuditSum audit_sum(const Audit *audit)
{
    return audit->sum;
}

void audit_verdict(Audit *audit, AuditVerdict verdict)
{
    audit->verdicts = ARENA_GROW(audit->arena, audit->verdicts, audit->verdict_count,
                                 &audit->verdict_capacity);
    audit->verdicts[audit->verdict_count++] = verdict;
    audit->sum.failures += verdict.finding <= AUDIT_REVISED_FEW;
}

bool audit_protects_people(const AuditMeasure *measure)
{
    return (measure->protects == PROTECTS_CARERS ||
            measure->protects == PROTECTS_PERSONS) &&
           measure->kind != AUDIT_OTHER;
}

bool audit_few(const Audit *audit, double value)
{
    return value > 1e-9 && value < (double)audit->limit - 1e-9;
}

/* A change may be below 0, and effects do not add up: only of how many they are. */
static bool adds_no_amount(const AuditMeasure *measure)
{
    const Indicator *indicator = measure->indicator;
    return indicator && indicator->kind == MEASURE_OUTCOME &&
           indicator->figure != FIGURE_FIRST && indicator->figure != FIGURE_LAST;
}

/* A mean is told with six decimals, its sum is nearer than that. */
static double mean_sum(const AuditFigure *figure)
{
    return round(figure->value * figure->n * 1000) / 1000;
}

bool audit_figure_part(const Audit *audit, const AuditFigure *figure, AuditPart part,
                       double *value)
{
    AuditKind kind = audit->measures[figure->measure].kind;
    switch (kind) {
    case AUDIT_COUNT:
    case AUDIT_DISTINCT:
    case AUDIT_VALUE:
        *value = figure->value;
        return part == AUDIT_MAIN;
    case AUDIT_SUM:
        *value = part == AUDIT_ALL ? figure->n : figure->value;
        return part != AUDIT_REST;
    case AUDIT_MEAN:
        *value = part == AUDIT_ALL ? figure->n : mean_sum(figure);
        return part == AUDIT_ALL ||
               (part == AUDIT_MAIN && !adds_no_amount(&audit->measures[figure->measure]));
    case AUDIT_SHARE:
        *value = part == AUDIT_ALL    ? figure->denominator
                 : part == AUDIT_MAIN ? figure->n
                                      : figure->denominator - figure->n;
        return true;
    case AUDIT_RATIO:
        *value = figure->n;
        return part == AUDIT_MAIN;
    case AUDIT_OTHER:
        break;
    }
    return false;
}

/* A few people, shown: they would have been protected by any rule. */
static void judge_open(Audit *audit, size_t number)
{
    const AuditFigure *figure = &audit->figures[number];
    const AuditMeasure *measure = &audit->measures[figure->measure];
    if (figure->mark != AUDIT_KNOWN || !audit_protects_people(measure))
        return;
    bool counts_people =
        measure->kind == AUDIT_DISTINCT || measure->kind == AUDIT_SHARE ||
        (measure->kind == AUDIT_VALUE && measure->protects == PROTECTS_PERSONS);
    for (int part = AUDIT_MAIN; part < AUDIT_PARTS && counts_people; part++) {
        double value;
        if (!audit_figure_part(audit, figure, (AuditPart)part, &value) ||
            !audit_few(audit, value))
            continue;
        audit_verdict(audit, (AuditVerdict){.finding = AUDIT_OPEN,
                                            .figure = number,
                                            .other = AUDIT_NONE,
                                            .part = (AuditPart)part,
                                            .low = value,
                                            .high = value});
        return;
    }
}

/* What two tellings of the same figure have apart: how many, of what is counted. */
static bool revised(const Audit *audit, const AuditFigure *before, const AuditFigure *now,
                    bool *few)
{
    const AuditMeasure *measure = &audit->measures[now->measure];
    bool any = fabs(before->value - now->value) > 1e-9;
    *few = false;
    for (int part = AUDIT_MAIN; part < AUDIT_PARTS; part++) {
        double one, other;
        if (!audit_figure_part(audit, before, (AuditPart)part, &one) ||
            !audit_figure_part(audit, now, (AuditPart)part, &other))
            continue;
        double difference = fabs(one - other);
        any |= difference > 1e-9;
        bool amount = part == AUDIT_MAIN &&
                      (measure->kind == AUDIT_SUM || measure->kind == AUDIT_MEAN);
        *few |= !amount && audit_few(audit, difference);
    }
    *few = *few && audit_protects_people(measure) && measure->kind != AUDIT_RATIO;
    return any;
}

bool audit_untold(const Audit *audit, const AuditFigure *figure)
{
    const Indicator *indicator = audit->measures[figure->measure].indicator;
    return indicator && !months_are_whole(indicator->public_by, figure->from, figure->to);
}

static void compare(Audit *audit, size_t before, size_t now)
{
    const AuditFigure *one = &audit->figures[before], *other = &audit->figures[now];
    AuditVerdict verdict = {.figure = now, .other = before};
    bool few;
    if (one->mark == AUDIT_KNOWN && other->mark == AUDIT_KNOWN &&
        revised(audit, one, other, &few)) {
        verdict.finding = few ? AUDIT_REVISED_FEW : AUDIT_REVISED;
        verdict.low = one->value;
        verdict.high = other->value;
        audit_verdict(audit, verdict);
    }
    bool first = one->mark == AUDIT_PROTECTED;
    bool shown_once = first != (other->mark == AUDIT_PROTECTED);
    if (shown_once && one->edition == other->edition &&
        !audit_untold(audit, first ? one : other)) {
        if (first) {
            verdict.figure = before;
            verdict.other = now;
        }
        verdict.finding = AUDIT_MARKS;
        audit_verdict(audit, verdict);
    }
}

/* A running period is told under its whole name; it is of the months until the last that
 * its edition tells. A period that any count tells as whole is not running. */
static void clip_running(Audit *audit)
{
    AuditIndex last = {.arena = audit->arena}, whole = {.arena = audit->arena};
    bool added;
    for (size_t i = 0; i < audit->figure_count; i++) {
        const AuditFigure *figure = &audit->figures[i];
        AuditKind kind = audit->measures[figure->measure].kind;
        int32_t edition = (int32_t)figure->edition;
        if (figure->from == figure->to && figure->mark != AUDIT_NOTHING) {
            size_t *at = audit_index_put(&last, (AuditKey){{edition}}, 0, &added);
            if (added || (size_t)figure->to > *at)
                *at = (size_t)figure->to;
        }
        if (figure->whole && kind <= AUDIT_DISTINCT)
            audit_index_put(&whole, (AuditKey){{edition, figure->from, figure->to}}, 1,
                            &added);
    }
    for (size_t i = 0; i < audit->figure_count; i++) {
        AuditFigure *figure = &audit->figures[i];
        int32_t edition = (int32_t)figure->edition;
        const size_t *at = audit_index_find(&last, (AuditKey){{edition}});
        AuditKey key = {{edition, figure->from, figure->to}};
        if (at && figure->to > (int32_t)*at && figure->from <= (int32_t)*at &&
            !audit_index_find(&whole, key))
            figure->to = (int32_t)*at;
    }
}

/* Each figure beside the last telling of it before. */
static void compare_all(Audit *audit)
{
    AuditIndex told = {.arena = audit->arena};
    for (size_t i = 0; i < audit->figure_count; i++) {
        const AuditFigure *figure = &audit->figures[i];
        AuditKey key = {{(int32_t)figure->measure, (int32_t)figure->unit,
                         (int32_t)figure->group, figure->from, figure->to}};
        bool added;
        size_t *before = audit_index_put(&told, key, i, &added);
        if (!added) {
            compare(audit, *before, i);
            *before = i;
        }
        judge_open(audit, i);
    }
}

void audit_run(Audit *audit, AuditAsk *ask, void *asked)
{
    clip_running(audit);
    compare_all(audit);
    audit_make_quantities(audit);
    audit_make_numbers(audit);
    audit_make_relations(audit);
    audit_relate_time(audit);
    audit_attack(audit, ask, asked);
}
