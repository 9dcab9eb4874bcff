/* Months and longer periods. A longer period of what adds up is the sum of its months; a
 * month nobody told is a number nobody knows, so that quarters bind the year through the
 * months they share. People counted once each in every period are at least as many in a
 * longer one, and at most as many as in its parts together. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/audit_inside.h"

#include <stdint.h>
#include <stdlib.h>

enum { OF_MONTHS = 16, OF_MONTHS_ONCE };

typedef struct {
    AuditKey key; /* quantity, unit, group, from, to */
    size_t number;
} Place;

typedef struct {
    Audit *audit;
    AuditEvidences evidences;
    AuditSumming summing;
    bool weighing;
} Timing;

static int compare_places(const void *one, const void *other)
{
    const Place *a = one, *b = other;
    for (size_t i = 0; i < 5; i++)
        if (a->key.of[i] != b->key.of[i])
            return a->key.of[i] < b->key.of[i] ? -1 : 1;
    return 0;
}

static size_t within_series(const Timing *timing, size_t number, int32_t from, int32_t to)
{
    const AuditNumber *of = &timing->audit->numbers[number];
    return audit_number_at(timing->audit, of->quantity, of->unit, of->group, from, to);
}

static void add(Timing *timing, size_t part)
{
    AuditSumming *summing = &timing->summing;
    summing->parts = ARENA_GROW(timing->audit->arena, summing->parts, summing->count,
                                &summing->capacity);
    summing->parts[summing->count++] = part;
}

/* The months of a total that are there; `absent` when some are not. */
static void add_months(Timing *timing, size_t total)
{
    const AuditNumber of = timing->audit->numbers[total];
    bool adds = timing->audit->quantities[of.quantity].adds_in_time;
    timing->summing.total = total;
    timing->summing.count = 0;
    timing->summing.absent = false;
    for (int32_t month = of.from; month <= of.to; month++) {
        size_t part = within_series(timing, total, month, month);
        if (part == AUDIT_NONE)
            timing->summing.absent = true;
        else
            add(timing, part);
    }
    timing->summing.likeness =
        (AuditKey){{adds ? OF_MONTHS : OF_MONTHS_ONCE, of.from, of.to, 0, 0}};
}

static void relate_sum(Timing *timing, size_t total)
{
    Audit *audit = timing->audit;
    AuditSumming *summing = &timing->summing;
    add_months(timing, total);
    if (timing->weighing) {
        if (summing->absent)
            audit_weigh(audit, &timing->evidences, summing);
        return;
    }
    const AuditNumber of = audit->numbers[total];
    bool all = !summing->absent || audit_all_is_in(audit, &timing->evidences, summing);
    for (int32_t month = of.from; !all && month <= of.to; month++)
        if (within_series(timing, total, month, month) == AUDIT_NONE)
            add(timing,
                audit_number_new(audit, of.quantity, of.unit, of.group, month, month));
    size_t measure = audit->quantities[of.quantity].measure;
    bool supposed = (summing->absent && all) || !audit->measures[measure].indicator;
    audit_relate(audit, AUDIT_ADDS_UP, supposed, total, summing->parts, summing->count);
}

/* The total is covered by parts of so many months each, where all of them are there. */
static void cover(Timing *timing, size_t total, int32_t months)
{
    const AuditNumber of = timing->audit->numbers[total];
    if (of.from % months != 0 || (of.to + 1 - of.from) % months != 0 ||
        of.to + 1 - of.from == months)
        return;
    timing->summing.count = 0;
    for (int32_t from = of.from; from <= of.to; from += months) {
        size_t part = within_series(timing, total, from, from + months - 1);
        if (part == AUDIT_NONE)
            return;
        add(timing, part);
    }
    audit_relate(timing->audit, AUDIT_COVERED, false, total, timing->summing.parts,
                 timing->summing.count);
}

static void relate_once(Timing *timing, size_t total)
{
    Audit *audit = timing->audit;
    add_months(timing, total);
    if (timing->weighing) {
        if (timing->summing.absent)
            audit_weigh(audit, &timing->evidences, &timing->summing);
        return;
    }
    bool all = !timing->summing.absent ||
               audit_all_is_in(audit, &timing->evidences, &timing->summing);
    if (all && timing->summing.count)
        audit_relate(audit, AUDIT_COVERED, timing->summing.absent, total,
                     timing->summing.parts, timing->summing.count);
    cover(timing, total, 3);
    cover(timing, total, 4);
    cover(timing, total, 6);
    const AuditNumber of = audit->numbers[total];
    const size_t parts[] = {within_series(timing, total, of.from, of.to - 1),
                            within_series(timing, total, of.to, of.to)};
    if (parts[0] != AUDIT_NONE && parts[1] != AUDIT_NONE)
        audit_relate(audit, AUDIT_COVERED, false, total, parts, 2);
}

static bool lies_within(const Place *part, const Place *total)
{
    return part != total && part->key.of[3] >= total->key.of[3] &&
           part->key.of[4] <= total->key.of[4];
}

/* Between the two lies another, which says the same through itself. */
static bool through_another(const Place *series, size_t count, const Place *part,
                            const Place *total)
{
    bool any = false;
    for (size_t i = 0; i < count && !any; i++)
        any = lies_within(part, &series[i]) && lies_within(&series[i], total);
    return any;
}

/* Of a series every period and those that lie within it. */
static void relate_within(Audit *audit, const Place *series, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            bool known = audit->numbers[series[i].number].known &&
                         audit->numbers[series[k].number].known;
            if (!known && lies_within(&series[k], &series[i]) &&
                !through_another(series, count, &series[k], &series[i]))
                audit_relate(audit, AUDIT_AT_LEAST, false, series[i].number,
                             &series[k].number, 1);
        }
    }
}

static void relate_series(Timing *timing, const Place *series, size_t count)
{
    Audit *audit = timing->audit;
    const AuditQuantity *quantity = &audit->quantities[series[0].key.of[0]];
    AuditKind kind = audit->measures[quantity->measure].kind;
    bool unknown = false, once = !quantity->adds && !quantity->adds_in_time;
    for (size_t i = 0; i < count; i++)
        unknown |= !audit->numbers[series[i].number].known;
    if ((!unknown && !timing->weighing) || kind == AUDIT_VALUE || quantity->alone ||
        (!once && !quantity->adds_in_time))
        return;
    for (size_t i = 0; i < count; i++) {
        if (series[i].key.of[3] == series[i].key.of[4])
            continue;
        if (once)
            relate_once(timing, series[i].number);
        else
            relate_sum(timing, series[i].number);
    }
    if (once && !timing->weighing)
        relate_within(audit, series, count);
}

static void relate_all(Timing *timing, const Place *places, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count; end++)
            if (places[i].key.of[0] != places[end].key.of[0] ||
                places[i].key.of[1] != places[end].key.of[1] ||
                places[i].key.of[2] != places[end].key.of[2])
                break;
        relate_series(timing, &places[i], end - i);
    }
}

void audit_relate_time(Audit *audit)
{
    size_t count = audit->number_count;
    Place *places = ARENA_ARRAY(audit->arena, count, Place);
    for (size_t i = 0; i < count; i++) {
        const AuditNumber *of = &audit->numbers[i];
        places[i] = (Place){{{(int32_t)of->quantity, (int32_t)of->unit, (int32_t)of->group,
                              of->from, of->to}},
                            i};
    }
    if (count)
        qsort(places, count, sizeof *places, compare_places);
    Timing timing = {
        .audit = audit, .evidences = {.index = {.arena = audit->arena}}, .weighing = true};
    relate_all(&timing, places, count);
    timing.weighing = false;
    relate_all(&timing, places, count);
}
