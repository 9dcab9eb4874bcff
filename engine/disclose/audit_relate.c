/* What adds up to what. An outsider knows the units and what they belong to, the groups and
 * the parts; whether a total holds more than its parts (rows without a group, a city's own)
 * he sees where all of it is published: where it never did, he supposes that it does not.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/audit_inside.h"

#include <stdint.h>

/* Where parts were not told, so many totals must have shown that they were nothing. */
enum { EQUAL_ENOUGH = 3 };

typedef enum { OF_DISTRICTS, OF_NETWORKS, OF_BEFORE, OF_GROUPS, OF_PARTS } Dimension;

static AuditEvidence *evidence_of(AuditEvidences *evidences, AuditKey likeness)
{
    bool added;
    size_t at = *audit_index_put(&evidences->index, likeness, evidences->count, &added);
    if (added) {
        evidences->items = ARENA_GROW(evidences->index.arena, evidences->items,
                                      evidences->count, &evidences->capacity);
        evidences->items[evidences->count++] = (AuditEvidence){0};
    }
    return &evidences->items[at];
}

void audit_weigh(Audit *audit, AuditEvidences *evidences, const AuditSumming *summing)
{
    const AuditNumber *total = &audit->numbers[summing->total];
    double sum = 0;
    bool known = total->known && summing->count > 0;
    for (size_t i = 0; i < summing->count && known; i++) {
        known = audit->numbers[summing->parts[i]].known;
        sum += audit->numbers[summing->parts[i]].value;
    }
    if (!known || (total->value == 0 && sum == 0))
        return;
    AuditEvidence *evidence = evidence_of(evidences, summing->likeness);
    if (sum < total->value - 1e-6)
        evidence->less++;
    else
        evidence->equal++;
}

/* A total is hidden and its parts are shown to be nothing: it is of others, for nothing
 * needs no protection. */
static bool is_of_others(const Audit *audit, const AuditSumming *summing)
{
    bool nothing = !audit->numbers[summing->total].known && summing->count > 0;
    for (size_t i = 0; nothing && i < summing->count; i++) {
        const AuditNumber *part = &audit->numbers[summing->parts[i]];
        nothing = part->known && part->value == 0;
    }
    return nothing;
}

bool audit_all_is_in(const Audit *audit, const AuditEvidences *evidences,
                     const AuditSumming *summing)
{
    const size_t *at = audit_index_find(&evidences->index, summing->likeness);
    AuditEvidence seen = at ? evidences->items[*at] : (AuditEvidence){0};
    if (seen.less || is_of_others(audit, summing))
        return false;
    return !summing->absent || audit->numbers[summing->total].complete ||
           seen.equal >= EQUAL_ENOUGH;
}

static void join(Audit *audit, size_t number, size_t relation)
{
    audit->places =
        ARENA_GROW(audit->arena, audit->places, audit->place_count, &audit->place_capacity);
    audit->places[audit->place_count] =
        (AuditPlace){relation, audit->numbers[number].first};
    audit->numbers[number].first = audit->place_count++;
}

void audit_relate(Audit *audit, AuditRelationKind kind, bool supposed, size_t total,
                  const size_t *parts, size_t count)
{
    bool unknown = !audit->numbers[total].known;
    for (size_t i = 0; i < count; i++)
        unknown |= !audit->numbers[parts[i]].known;
    if (!unknown)
        return;
    size_t *kept = ARENA_ARRAY(audit->arena, count, size_t);
    audit->relations = ARENA_GROW(audit->arena, audit->relations, audit->relation_count,
                                  &audit->relation_capacity);
    audit->relations[audit->relation_count] =
        (AuditRelation){kind, supposed, total, kept, count};
    join(audit, total, audit->relation_count);
    for (size_t i = 0; i < count; i++) {
        kept[i] = parts[i];
        join(audit, parts[i], audit->relation_count);
    }
    audit->relation_count++;
}

typedef struct {
    Audit *audit;
    AuditEvidences evidences;
    AuditSumming summing;
    bool weighing;
} Relating;

static void begin(Relating *relating, size_t total, Dimension dimension)
{
    const AuditNumber *of = &relating->audit->numbers[total];
    relating->summing.total = total;
    relating->summing.count = 0;
    relating->summing.absent = false;
    relating->summing.likeness =
        (AuditKey){{(int32_t)dimension, (int32_t)of->quantity, (int32_t)of->unit, 0, 0}};
}

static void lack(Relating *relating)
{
    relating->summing.absent = true;
    relating->summing.likeness.of[3] = 1;
}

static void add(Relating *relating, size_t quantity, size_t unit, size_t group)
{
    AuditSumming *summing = &relating->summing;
    const AuditNumber *total = &relating->audit->numbers[summing->total];
    size_t number =
        audit_number_at(relating->audit, quantity, unit, group, total->from, total->to);
    if (number == AUDIT_NONE) {
        lack(relating);
        return;
    }
    summing->parts = ARENA_GROW(relating->audit->arena, summing->parts, summing->count,
                                &summing->capacity);
    summing->parts[summing->count++] = number;
}

/* What adds up is told as a sum; of people counted once each the total is at least the
 * most of its parts, and at most their sum. */
static void end(Relating *relating)
{
    Audit *audit = relating->audit;
    const AuditSumming *summing = &relating->summing;
    if (!summing->count)
        return;
    if (relating->weighing) {
        audit_weigh(audit, &relating->evidences, summing);
        return;
    }
    bool adds = audit->quantities[audit->numbers[summing->total].quantity].adds;
    bool all = audit_all_is_in(audit, &relating->evidences, summing);
    if (adds) {
        audit_relate(audit, all ? AUDIT_ADDS_UP : AUDIT_AT_LEAST, all, summing->total,
                     summing->parts, summing->count);
        return;
    }
    for (size_t i = 0; i < summing->count; i++)
        audit_relate(audit, AUDIT_AT_LEAST, false, summing->total, &summing->parts[i], 1);
    if (all)
        audit_relate(audit, AUDIT_COVERED, true, summing->total, summing->parts,
                     summing->count);
}

static bool begins_after(const Unit *unit, int32_t month)
{
    return unit->from_day != INT32_MIN && unit->from_month > month;
}

static bool ends_before(const Unit *unit, int32_t month)
{
    return unit->to_day != INT32_MAX && unit->to_month < month;
}

/* A district counted for itself in some months: neither in its successor yet, nor not
 * there. */
static bool counted(const Unit *unit, const AuditNumber *total)
{
    return unit->type == UNIT_DISTRICT && !begins_after(unit, total->to) &&
           !ends_before(unit, total->from) &&
           !(unit->successor_count == 1 && ends_before(unit, total->to));
}

static bool belongs_to(const Unit *unit, const Unit *above)
{
    bool belongs = above->type == UNIT_CITY;
    for (size_t i = 0; i < unit->parent_count; i++)
        belongs |= str_equal(unit->parents[i], above->id);
    return belongs;
}

static void relate_districts(Relating *relating, size_t total)
{
    Audit *audit = relating->audit;
    const AuditNumber of = audit->numbers[total];
    const Unit *above = &audit->units->items[of.unit];
    begin(relating, total, OF_DISTRICTS);
    for (size_t i = 0; i < audit->units->count; i++) {
        const Unit *unit = &audit->units->items[i];
        if (counted(unit, &of) && belongs_to(unit, above))
            add(relating, of.quantity, i, of.group);
    }
    end(relating);
}

static size_t networks_of(const Units *units, const Unit *unit)
{
    size_t count = 0;
    for (size_t i = 0; i < units->count; i++)
        count += units->items[i].type == UNIT_NETWORK && belongs_to(unit, &units->items[i]);
    return count;
}

/* The city over its networks, where each district is in one. */
static void relate_networks(Relating *relating, size_t total)
{
    Audit *audit = relating->audit;
    const AuditNumber of = audit->numbers[total];
    for (size_t i = 0; i < audit->units->count; i++)
        if (counted(&audit->units->items[i], &of) &&
            networks_of(audit->units, &audit->units->items[i]) != 1)
            return;
    begin(relating, total, OF_NETWORKS);
    for (size_t i = 0; i < audit->units->count; i++)
        if (audit->units->items[i].type == UNIT_NETWORK)
            add(relating, of.quantity, i, of.group);
    end(relating);
}

/* Before a unit was there, its series is that of those it was made of. */
static void relate_before(Relating *relating, size_t total)
{
    Audit *audit = relating->audit;
    const AuditNumber of = audit->numbers[total];
    const Unit *own = &audit->units->items[of.unit];
    begin(relating, total, OF_BEFORE);
    bool crossing = !begins_after(own, of.to);
    for (size_t i = 0; i < audit->units->count; i++) {
        const Unit *unit = &audit->units->items[i];
        if (unit->successor_count == 1 && str_equal(unit->successors[0], own->id) &&
            !ends_before(unit, of.from) && !begins_after(unit, of.to))
            add(relating, of.quantity, i, of.group);
    }
    if (!crossing)
        end(relating);
    else if (!relating->weighing && relating->summing.count &&
             audit->quantities[of.quantity].adds)
        audit_relate(audit, AUDIT_AT_LEAST, false, total, relating->summing.parts,
                     relating->summing.count);
}

static void relate_units(Relating *relating, size_t total)
{
    const Audit *audit = relating->audit;
    size_t unit = audit->numbers[total].unit;
    if (unit >= audit->units->count)
        return;
    UnitType type = audit->units->items[unit].type;
    if (type != UNIT_DISTRICT)
        relate_districts(relating, total);
    if (type == UNIT_CITY)
        relate_networks(relating, total);
    if (type == UNIT_DISTRICT)
        relate_before(relating, total);
}

static void relate_groups(Relating *relating, size_t total)
{
    const AuditNumber of = relating->audit->numbers[total];
    if (of.group != 0)
        return;
    begin(relating, total, OF_GROUPS);
    for (size_t group = 1; group < relating->audit->group_count; group++)
        add(relating, of.quantity, of.unit, group);
    end(relating);
}

static void relate_parts(Relating *relating, size_t total)
{
    const Audit *audit = relating->audit;
    const AuditNumber of = audit->numbers[total];
    size_t there = 0;
    begin(relating, total, OF_PARTS);
    for (size_t i = of.quantity % AUDIT_PARTS; i < audit->measure_count * AUDIT_PARTS;
         i += AUDIT_PARTS)
        if (audit->quantities[i].parts_of == of.quantity) {
            there++;
            add(relating, i, of.unit, of.group);
        }
    const Indicator *indicator =
        audit->measures[audit->quantities[of.quantity].measure].indicator;
    if (indicator && there < indicator->part_count)
        lack(relating);
    if (there)
        end(relating);
}

/* Of a share, those who are so and those who are not are all. */
static void relate_share(Relating *relating, size_t total)
{
    Audit *audit = relating->audit;
    const AuditNumber of = audit->numbers[total];
    if (relating->weighing)
        return;
    size_t measure = audit->quantities[of.quantity].measure;
    if (audit->measures[measure].kind != AUDIT_SHARE ||
        audit->quantities[of.quantity].part != AUDIT_REST)
        return;
    size_t so = audit_number_at(audit, measure * AUDIT_PARTS + AUDIT_MAIN, of.unit,
                                of.group, of.from, of.to);
    size_t all_quantity = audit->quantities[measure * AUDIT_PARTS + AUDIT_ALL].same;
    size_t all = audit_number_at(audit, all_quantity, of.unit, of.group, of.from, of.to);
    const size_t parts[] = {so, total};
    if (so != AUDIT_NONE && all != AUDIT_NONE)
        audit_relate(audit, AUDIT_ADDS_UP, false, all, parts, 2);
}

static void relate_each(Relating *relating)
{
    const Audit *audit = relating->audit;
    size_t count = audit->number_count;
    for (size_t i = 0; i < count; i++) {
        const AuditQuantity *quantity = &audit->quantities[audit->numbers[i].quantity];
        relate_share(relating, i);
        /* who are not so follow from the others where all add up */
        if (quantity->alone || (quantity->part == AUDIT_REST && quantity->adds))
            continue;
        relate_units(relating, i);
        relate_groups(relating, i);
        relate_parts(relating, i);
    }
}

void audit_make_relations(Audit *audit)
{
    Relating relating = {
        .audit = audit, .evidences = {.index = {.arena = audit->arena}}, .weighing = true};
    relate_each(&relating);
    relating.weighing = false;
    relate_each(&relating);
}
