/* audit.h: what an outsider can work out from published figures, from these alone.
 *
 * Every figure is one or several numbers (of a share those who are so, those who are not,
 * and all of them); equations are rebuilt between units and what they belong to, groups and
 * all, parts and whole, months and longer periods; then every protected number is attacked.
 *
 * shape   figures in the order they were read, later editions after earlier; the same
 *         figure may come several times. Units are numbered as in `units`, and from there
 *         on what is not in it; group 0 is all
 * owns    what is told lives in the arena
 * fails   never
 * source  METHODS 4.3, 4.5 and 4.6
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_AUDIT_H
#define SAMSYN_DISCLOSE_AUDIT_H

#include "engine/catalogue/indicators.h"
#include "engine/catalogue/units.h"

typedef enum {
    AUDIT_COUNT,
    AUDIT_SUM,
    AUDIT_DISTINCT,
    AUDIT_SHARE,
    AUDIT_MEAN,
    AUDIT_RATIO,
    AUDIT_VALUE,
    AUDIT_OTHER /* no numbers of people: not looked at */
} AuditKind;

typedef struct {
    Str id; /* "interventions:anhoriggrupp" */
    AuditKind kind;
    Protects protects;
    const Indicator *indicator; /* of the catalogue; NULL: not in it */
} AuditMeasure;

typedef enum {
    AUDIT_KNOWN,
    AUDIT_PROTECTED,
    AUDIT_NOTHING /* not delivered, or not measured: it adds nothing to any sum */
} AuditMark;

typedef struct {
    size_t measure, unit, group;
    Period period;    /* of a figure named by its period */
    bool interval;    /* named by its months instead: "2018-01/2018-04" */
    int32_t from, to; /* months */
    AuditMark mark;
    bool whole; /* neither preliminary nor partly missing */
    double n, denominator, value;
    size_t edition, file;
    int64_t line;
    bool complete; /* its file leaves out only what is nothing */
} AuditFigure;

/* What the workspace knows of a protected figure. */
typedef struct {
    bool primary; /* it needs protection itself, not for another's sake */
    double n, denominator, value;
} AuditTruth;
/* False: it does not know the figure. */
typedef bool AuditAsk(void *asked, const AuditFigure *figure, AuditTruth *truth);

typedef enum {
    AUDIT_WORKED_OUT,   /* failure: exactly, or narrower than it may be */
    AUDIT_OPEN,         /* failure: few people, and shown */
    AUDIT_MARKS,        /* failure: protected here, shown there, in one edition */
    AUDIT_REVISED_FEW,  /* failure: two editions differ by a few people */
    AUDIT_REVISED,      /* note: two editions differ */
    AUDIT_STARTS_HIGH,  /* note: at least 2 to limit - 1 */
    AUDIT_CONTRADICTION /* note: the figures round it fit no world */
} AuditFinding;

/* The numbers of a figure: of a share those who are so, those who are not and all of them;
 * of a sum and a mean what is added up, and how many there were of it. */
typedef enum { AUDIT_MAIN, AUDIT_REST, AUDIT_ALL, AUDIT_PARTS } AuditPart;

/* A number that takes part in what was worked out. */
typedef struct {
    size_t figure; /* SIZE_MAX: told by none */
    AuditPart part;
    bool known;
    double value;
} AuditMember;

typedef enum {
    AUDIT_ADDS_UP,  /* total = sum of the parts */
    AUDIT_AT_LEAST, /* total >= sum of the parts */
    AUDIT_COVERED   /* total <= sum of the parts */
} AuditRelationKind;

typedef struct {
    AuditRelationKind kind;
    const AuditMember *members; /* the total first */
    size_t count;
} AuditEquation;
enum { AUDIT_EQUATIONS_MOST = 3 };

typedef struct {
    AuditFinding finding;
    size_t figure, other; /* other: where it stands otherwise */
    AuditPart part;       /* of a share: those who are so, who are not, all */
    double low, high;     /* INFINITY: no end */
    AuditEquation equations[AUDIT_EQUATIONS_MOST]; /* what it follows from, last first */
    size_t equation_count;
} AuditVerdict;

typedef struct Audit Audit;

Audit *audit_open(Arena *arena, const Units *units, const AuditMeasure *measures,
                  size_t measure_count, int64_t limit);
void audit_add(Audit *audit, const AuditFigure *figure);
/* `ask` may be NULL: the figures alone. */
void audit_run(Audit *audit, AuditAsk *ask, void *asked);

const AuditFigure *audit_figure(const Audit *audit, size_t number);
const AuditVerdict *audit_verdicts(const Audit *audit, size_t *count);
typedef struct {
    size_t figures, protected_figures, attacked, failures;
} AuditSum;
AuditSum audit_sum(const Audit *audit);

#endif
