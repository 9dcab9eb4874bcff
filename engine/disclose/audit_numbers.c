/* The numbers behind the figures. The same people are counted by more than one measure (a
 * share's whole is a count, a rate's numerator too): such numbers are one, where nothing
 * published says otherwise. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/audit_inside.h"
#include "engine/disclose/whole.h"

#include <stdint.h>

/* Counts `other` by itself what is the whole of `one`? */
static bool counts_whole_of(const AuditMeasure *one, const AuditMeasure *other)
{
    return one->indicator && other->indicator &&
           whole_counts(one->indicator, other->indicator);
}

/* Rows without a number are not in the whole of a sum or a mean: so many figures must have
 * shown that there are none such. */
enum { EQUAL_ENOUGH = 3 };

/* No figure says that the whole of one is not the other. */
static bool never_differ(const Audit *audit, const AuditIndex *told, size_t one,
                         size_t other)
{
    size_t equal = 0;
    for (size_t i = 0; i < audit->figure_count; i++) {
        const AuditFigure *figure = &audit->figures[i];
        if (figure->measure != one || figure->mark != AUDIT_KNOWN)
            continue;
        AuditKey key = {{(int32_t)other, (int32_t)figure->unit, (int32_t)figure->group,
                         figure->from, figure->to}};
        const size_t *at = audit_index_find(told, key);
        double whole, count;
        if (!at || audit->figures[*at].edition != figure->edition ||
            !audit_figure_part(audit, figure, AUDIT_ALL, &whole) ||
            !audit_figure_part(audit, &audit->figures[*at], AUDIT_MAIN, &count))
            continue;
        if (fabs(whole - count) > 1e-6)
            return false;
        equal += count > 0;
    }
    return audit->measures[one].kind == AUDIT_SHARE || equal >= EQUAL_ENOUGH;
}

static void find_same(Audit *audit, const AuditIndex *told, size_t measure)
{
    const AuditMeasure *own = &audit->measures[measure];
    size_t at = measure * AUDIT_PARTS;
    for (size_t i = 0; i < audit->measure_count; i++) {
        const AuditMeasure *other = &audit->measures[i];
        if (audit->whole_of[measure] == AUDIT_NONE && audit->whole_of[i] == AUDIT_NONE &&
            counts_whole_of(own, other) && never_differ(audit, told, measure, i)) {
            audit->quantities[at + AUDIT_ALL].same = i * AUDIT_PARTS + AUDIT_MAIN;
            return;
        }
        if (own->kind == AUDIT_RATIO && own->indicator && i != measure &&
            str_equal(own->indicator->of, other->id))
            audit->quantities[at + AUDIT_MAIN].same = i * AUDIT_PARTS + AUDIT_MAIN;
    }
}

static void describe(Audit *audit, size_t measure)
{
    const AuditMeasure *own = &audit->measures[measure];
    const Indicator *indicator = own->indicator;
    bool of_keys = own->kind == AUDIT_DISTINCT || (indicator && indicator->of_keys);
    bool reported =
        own->kind == AUDIT_VALUE || (indicator && indicator->kind == MEASURE_REPORTED);
    for (size_t part = 0; part < AUDIT_PARTS; part++) {
        size_t at = measure * AUDIT_PARTS + part;
        bool amount =
            part == AUDIT_MAIN &&
            (own->kind == AUDIT_SUM || own->kind == AUDIT_MEAN || own->kind == AUDIT_VALUE);
        size_t whole = audit->whole_of[measure];
        audit->quantities[at] = (AuditQuantity){
            .measure = measure,
            .part = (AuditPart)part,
            .adds = !of_keys,
            .adds_in_time = (!of_keys && !reported) || (indicator && indicator->fresh),
            .people = own->protects == PROTECTS_PERSONS || own->kind == AUDIT_DISTINCT ||
                      own->kind == AUDIT_SHARE,
            .whole = !amount || own->protects == PROTECTS_PERSONS,
            .alone = own->kind == AUDIT_SHARE && of_keys && part != AUDIT_ALL,
            .same = at,
            .parts_of = whole == AUDIT_NONE ? AUDIT_NONE : whole * AUDIT_PARTS + part};
    }
}

static void find_whole(Audit *audit, size_t measure)
{
    Str whole, part;
    audit->whole_of[measure] = AUDIT_NONE;
    if (!str_cut(audit->measures[measure].id, ':', &whole, &part))
        return;
    for (size_t i = 0; i < audit->measure_count; i++)
        if (str_equal(audit->measures[i].id, whole))
            audit->whole_of[measure] = i;
}

void audit_make_quantities(Audit *audit)
{
    Arena *arena = audit->arena;
    audit->whole_of = ARENA_ARRAY(arena, audit->measure_count, size_t);
    audit->quantities =
        ARENA_ARRAY(arena, audit->measure_count * AUDIT_PARTS, AuditQuantity);
    AuditIndex told = {.arena = arena};
    for (size_t i = 0; i < audit->figure_count; i++) {
        const AuditFigure *figure = &audit->figures[i];
        AuditKey key = {{(int32_t)figure->measure, (int32_t)figure->unit,
                         (int32_t)figure->group, figure->from, figure->to}};
        bool added;
        if (figure->mark == AUDIT_KNOWN)
            *audit_index_put(&told, key, i, &added) = i;
    }
    for (size_t i = 0; i < audit->measure_count; i++) {
        find_whole(audit, i);
        describe(audit, i);
    }
    for (size_t i = 0; i < audit->measure_count; i++)
        find_same(audit, &told, i);
}

static AuditKey key_of(size_t quantity, size_t unit, size_t group, int32_t from, int32_t to)
{
    return (AuditKey){{(int32_t)quantity, (int32_t)unit, (int32_t)group, from, to}};
}

size_t audit_number_at(const Audit *audit, size_t quantity, size_t unit, size_t group,
                       int32_t from, int32_t to)
{
    const size_t *at =
        audit_index_find(&audit->index, key_of(quantity, unit, group, from, to));
    return at ? *at : AUDIT_NONE;
}

size_t audit_number_new(Audit *audit, size_t quantity, size_t unit, size_t group,
                        int32_t from, int32_t to)
{
    bool added;
    size_t *at = audit_index_put(&audit->index, key_of(quantity, unit, group, from, to),
                                 audit->number_count, &added);
    if (!added)
        return *at;
    size_t number = *at;
    audit->numbers = ARENA_GROW(audit->arena, audit->numbers, audit->number_count,
                                &audit->number_capacity);
    audit->numbers[audit->number_count++] = (AuditNumber){.quantity = quantity,
                                                          .unit = unit,
                                                          .group = group,
                                                          .from = from,
                                                          .to = to,
                                                          .figure = AUDIT_NONE,
                                                          .hider = AUDIT_NONE,
                                                          .first = AUDIT_NONE};
    return number;
}

/* The latest telling of a number holds; what hides it does not take it back. */
static void tell(Audit *audit, size_t at, AuditPart part)
{
    const AuditFigure *figure = &audit->figures[at];
    const AuditMeasure *measure = &audit->measures[figure->measure];
    double value;
    if (!audit_figure_part(audit, figure, part, &value) ||
        (figure->mark == AUDIT_PROTECTED && measure->kind == AUDIT_RATIO))
        return;
    size_t quantity = audit->quantities[figure->measure * AUDIT_PARTS + part].same;
    size_t number = audit_number_new(audit, quantity, figure->unit, figure->group,
                                     figure->from, figure->to);
    AuditNumber *of = &audit->numbers[number];
    of->complete |= figure->complete;
    if (figure->mark == AUDIT_PROTECTED) {
        of->hidden = true;
        if (of->hider == AUDIT_NONE)
            of->hider = at;
        return;
    }
    bool own = figure->measure == audit->quantities[quantity].measure;
    of->value = figure->mark == AUDIT_KNOWN ? value : 0;
    /* named by the measure whose number it is, where that was told */
    if (!of->known || own || audit->figures[of->figure].edition != figure->edition)
        of->figure = at;
    of->known = true;
}

void audit_make_numbers(Audit *audit)
{
    for (size_t i = 0; i < audit->figure_count; i++) {
        const AuditMeasure *measure = &audit->measures[audit->figures[i].measure];
        bool rate = measure->kind == AUDIT_RATIO;
        if (!rate && !audit_protects_people(measure))
            continue;
        for (int part = AUDIT_MAIN; part < AUDIT_PARTS; part++)
            tell(audit, i, (AuditPart)part);
    }
}
