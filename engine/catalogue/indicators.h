/* indicators.h: what is measured, from indicators.yaml: data, not code. DESIGN section 4.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_INDICATORS_H
#define SAMSYN_CATALOGUE_INDICATORS_H

#include "engine/base/calendar.h"
#include "engine/base/yaml.h"
#include "engine/catalogue/records.h"

typedef enum {
    MEASURE_COUNT,    /* rows of `source` */
    MEASURE_SUM,      /* of `column` over the rows of `source` */
    MEASURE_MEAN,     /* the same, over how many they are */
    MEASURE_DISTINCT, /* values of `column` */
    MEASURE_SHARE,    /* of rows, or of the values of `column`, those that fit `having` */
    MEASURE_RATIO,    /* `of` over `over`, two other indicators */
    MEASURE_OFFERED,  /* of `sets` of other indicators, those with one above zero */
    MEASURE_REPORTED, /* rows of figures whose indicator this is: a value, or a share */
    MEASURE_OUTCOME   /* of the closed episodes of an instrument, `figure` */
} MeasureKind;

/* Of the episodes closed in the period; of those with two scores (the pairs) unless they
 * say otherwise. */
typedef enum {
    FIGURE_CLOSED,      /* how many they are */
    FIGURE_PAIRS,       /* how many have two scores */
    FIGURE_COVERAGE,    /* the pairs, of all */
    FIGURE_UNPLANNED,   /* not planned to end, of those of which it is told */
    FIGURE_FIRST,       /* mean first score */
    FIGURE_LAST,        /* mean last score */
    FIGURE_CHANGE,      /* mean of last minus first */
    FIGURE_BELOW_CUT,   /* in the clinical range at first */
    FIGURE_CEILING,     /* too near the best to become reliably better */
    FIGURE_IMPROVEMENT, /* reliably better */
    FIGURE_NO_CHANGE,   /* neither better nor worse */
    FIGURE_DETERIORATION,
    FIGURE_RECOVERY,          /* out of the clinical range, of those in it at first */
    FIGURE_RELIABLE_RECOVERY, /* and reliably better, of the same */
    FIGURE_EFFECT,            /* effect sizes: d_pre, g, d_av, d_z */
    FIGURE_EFFECT_G,
    FIGURE_EFFECT_AV,
    FIGURE_EFFECT_Z,
    OUTCOME_FIGURES
} OutcomeFigure;

typedef struct Instrument Instrument; /* instruments.h */
typedef struct {
    const Instrument *items;
    size_t count;
} Instruments;

typedef enum { BETTER_NEITHER, BETTER_HIGHER, BETTER_LOWER } Better;
typedef enum { PROTECTS_NONE, PROTECTS_CARERS, PROTECTS_PERSONS, PROTECTS_STAFF } Protects;

/* The column is one of the values, or a number from `least` to `most` (scaled as the
 * column's; INT64_MIN and INT64_MAX when open). */
typedef struct {
    Str column;
    const Str *values;
    size_t value_count;
    bool is_number;
    int64_t least, most;
} WhereClause;

/* Indicators by id, with their parts: "interventions:anhoriggrupp". */
typedef struct {
    const Str *any;
    size_t any_count;
} OfferedSet;

/* How units are compared: with what, and with which limits. */
typedef enum {
    COMPARE_AS_MEASURED, /* as its two sides are measured */
    COMPARE_PERSONS,
    COMPARE_EVENTS
} CompareCounts;

typedef struct {
    bool with_goal; /* with the goal agreed on; else with all units together */
    bool score;     /* limits where Wilson's interval touches the target; else exact */
    CompareCounts counts; /* of a ratio: what its numerator is said to count */
} CompareSettings;

/* How a series is charted: where its process was changed, and what its limits rest on. */
typedef struct {
    int32_t month; /* the first of the changed process */
    Str reason;
    Str unit; /* empty: all */
} ControlRebase;

typedef struct {
    const ControlRebase *rebases;
    size_t rebase_count;
    int64_t baseline_points; /* 0: all */
    bool no_screen, ignores_gaps;
    uint32_t quiet_months; /* bit 6: July, in which a fall below the limit is no signal */
} ControlSettings;

/* How a year's total is forecast. */
typedef struct {
    const int *skip_years; /* not as others: nothing is learnt from them */
    size_t skip_count;
} ForecastSettings;

typedef struct {
    Str id;
    Str name[2], definition[2]; /* by Language; the other language's when one is absent */
    MeasureKind kind;
    const RecordKind *source; /* NULL for a ratio */
    Str column;               /* of sum and distinct */
    Str of, over;             /* of a ratio */
    int64_t per;              /* a ratio is told per so many: carers per 1 000 */
    int64_t one_in;           /* and over one in so many of `over` */
    bool share;               /* a fraction of one, with numerator and denominator */
    bool fresh;               /* distinct: only those never seen before in the unit */
    bool carry; /* reported: a figure serves until there is a newer, marked with its year */
    bool spread; /* rows that last from/till: a sum is weighted by days (fte), others count
                    while they last (counsellors) */
    bool unweighed;               /* such a sum is whole in each period it lasts in */
    Str from_column, till_column; /* of the spans */
    const WhereClause *where, *having;
    size_t where_count, having_count;
    bool of_keys; /* a share of the values of `column`: those with as many rows as */
    int64_t rows_least, rows_most;
    const OfferedSet *sets;
    size_t set_count;
    const Instrument *instrument; /* of an outcome; `source` is that of its scores */
    OutcomeFigure figure;
    int64_t reliable;     /* the instrument's, or its own */
    Str limits_source[2]; /* where its cut-off and reliable change are from; empty: it has
                             none, or it is not told */
    Str by;               /* category column it is broken down by, empty: none */
    const CategoryValue *parts;
    size_t part_count;
    Str unit[2];  /* "antal", "min", "" */
    int decimals; /* shown */
    Better better;
    Protects protects;
    PeriodKind public_by; /* open figures are of such periods and longer ones */
    const RecordKind
        *people; /* whose rows say who stands behind a figure; NULL: not told */
    Str people_key, people_count; /* its key column; and how many a row without key stands
                                     for (one when empty) */
    CompareSettings compare;
    ControlSettings control;
    ForecastSettings forecast;
    bool of_persons;  /* a ratio of persons, each counted once, over a population */
    bool above_units; /* can be counted above the unit (distinct with per-unit keys cannot)
                       */
} Indicator;

typedef struct {
    const Indicator *items;
    size_t count;
    Instruments instruments;
    const YamlNode *sources[2]; /* indicators.yaml as read: the built-in, and the
                                   workspace's own, NULL when it has none */
} Indicators;

/* With the instruments of both. The built-in catalogue `share`/indicators.yaml, then
 * `workspace`/indicators.yaml, which adds indicators, replaces those it measures anew and
 * renames those it only describes. */
bool indicators_load(Arena *arena, const char *share, const char *workspace,
                     const RecordKinds *records, bool shared_carer_keys,
                     Indicators *indicators, Error *error);
const Indicator *indicators_find(const Indicators *indicators, Str id);
/* The parts of a broken-down indicator are the category's values, in contract order; of
 * what is offered, its sets. */
const CategoryValue *indicator_parts(const Indicator *indicator, size_t *count);

/* "interventions", "interventions:anhoriggrupp", by id or either name. NULL when unknown;
 * `part` is empty for the whole. */
const Indicator *indicators_resolve(const Indicators *indicators, Str words, Str *part);
/* "; did you mean 'conversations'?" for what indicators_resolve did not know. */
Str indicators_suggest(Arena *arena, const Indicators *indicators, Str words);

#endif
