/* audit_inside.h: what the parts of the audit share: numbers and relations between them.
 *
 * audit.c          figures, and what two of the same say
 * audit_numbers.c  the numbers that figures tell or hide
 * audit_relate.c   relations: what adds up to what
 * audit_time.c     the same, over months and longer periods
 * audit_attack.c   blocks of hidden numbers, attacked and judged
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_AUDIT_INSIDE_H
#define SAMSYN_DISCLOSE_AUDIT_INSIDE_H

#include <math.h>

#include "engine/disclose/audit.h"

/* Five numbers to one. */
typedef struct {
    int32_t of[5];
} AuditKey;
typedef struct {
    AuditKey key;
    size_t number;
    bool used;
} AuditEntry;
typedef struct {
    Arena *arena;
    AuditEntry *entries;
    size_t capacity, count;
} AuditIndex;
/* Until the next is put; NULL: not there. */
size_t *audit_index_find(const AuditIndex *index, AuditKey key);
/* Where it stands, put there with `number` unless it is there already. */
size_t *audit_index_put(AuditIndex *index, AuditKey key, size_t number, bool *added);

/* What is counted: one of the numbers of a measure. */
typedef struct {
    size_t measure;
    AuditPart part;
    bool adds, adds_in_time; /* over units, groups and parts; over months */
    bool alone;      /* how many of the keys have so few rows: bound by nothing else */
    bool people;     /* it is people who are counted */
    bool whole;      /* whole numbers */
    size_t same;     /* the quantity that this is, perhaps itself */
    size_t parts_of; /* SIZE_MAX: no part of another */
} AuditQuantity;

/* One number: of a quantity, unit, group and months. */
typedef struct {
    size_t quantity, unit, group;
    int32_t from, to;
    bool known, hidden; /* neither: nobody has told it */
    double value;
    size_t figure, hider; /* that told it last; that hides it first; AUDIT_NONE: none */
    bool complete;
    size_t block;   /* while attacked: union-find */
    size_t unknown; /* in its block's system */
    size_t first;   /* relation it is in, a chain by AuditPlace; SIZE_MAX: none */
} AuditNumber;

typedef struct {
    AuditRelationKind kind;
    bool supposed; /* an outsider supposes that nothing else is in the total */
    size_t total;
    const size_t *parts;
    size_t count;
} AuditRelation;

typedef struct {
    size_t relation, next;
} AuditPlace;

struct Audit {
    Arena *arena;
    const Units *units;
    const AuditMeasure *measures;
    size_t measure_count;
    int64_t limit;
    AuditFigure *figures;
    size_t figure_count, figure_capacity;
    size_t group_count, unit_count; /* met in figures */
    size_t *whole_of;               /* measure: of which it is a part; SIZE_MAX */
    AuditQuantity *quantities;      /* measure * AUDIT_PARTS + part */
    AuditIndex index;
    AuditNumber *numbers;
    size_t number_count, number_capacity;
    AuditRelation *relations;
    size_t relation_count, relation_capacity;
    AuditPlace *places;
    size_t place_count, place_capacity;
    bool *failed; /* a figure: told once */
    AuditVerdict *verdicts;
    size_t verdict_count, verdict_capacity;
    AuditSum sum;
};

#define AUDIT_NONE SIZE_MAX

/* audit.c */
/* Its indicator is told in public by longer periods alone: it is hidden for no one's sake,
 * and a longer one may tell the same, or that nobody was so. */
bool audit_untold(const Audit *audit, const AuditFigure *figure);
void audit_verdict(Audit *audit, AuditVerdict verdict);
/* The numbers of a figure, by part; false where there is none of that part. */
bool audit_figure_part(const Audit *audit, const AuditFigure *figure, AuditPart part,
                       double *value);
bool audit_protects_people(const AuditMeasure *measure);
bool audit_few(const Audit *audit, double value);

/* audit_numbers.c */
void audit_make_quantities(Audit *audit);
void audit_make_numbers(Audit *audit);
size_t audit_number_at(const Audit *audit, size_t quantity, size_t unit, size_t group,
                       int32_t from, int32_t to);
size_t audit_number_new(Audit *audit, size_t quantity, size_t unit, size_t group,
                        int32_t from, int32_t to);

/* audit_relate.c: relations in which something is not known */
typedef struct {
    size_t equal, less; /* instances where all is known: the parts are all, or not */
} AuditEvidence;
typedef struct {
    AuditIndex index;
    AuditEvidence *items;
    size_t count, capacity;
} AuditEvidences;
/* What is being related: a total and those of its parts that are there. */
typedef struct {
    size_t total;
    size_t *parts;
    size_t count, capacity;
    bool absent;       /* not all of its parts were told */
    AuditKey likeness; /* totals that are alike in what may be beside the parts */
} AuditSumming;
/* Told twice: first every one is weighed, then those with something unknown are related. */
void audit_weigh(Audit *audit, AuditEvidences *evidences, const AuditSumming *summing);
bool audit_all_is_in(const Audit *audit, const AuditEvidences *evidences,
                     const AuditSumming *summing);
void audit_relate(Audit *audit, AuditRelationKind kind, bool supposed, size_t total,
                  const size_t *parts, size_t count);
void audit_make_relations(Audit *audit);

/* audit_time.c */
void audit_relate_time(Audit *audit);

/* audit_attack.c */
void audit_attack(Audit *audit, AuditAsk *ask, void *asked);

#endif
