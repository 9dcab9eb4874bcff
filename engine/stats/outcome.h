/* outcome.h: what two scores of a person say, and what the pairs of many do.
 *
 * shape   scores are whole numbers of the scale's smallest unit (tenths of 0-40: 0 to 400),
 *         so that thresholds are met exactly: 25.0 - 20.0 is at least 5.0. Equality counts
 *         as reached
 * unit    a change is last minus first; effect sizes are above zero for the better, in
 *         standard deviations
 * fails   never; without a spread, or of fewer than two, nothing is known
 * source  Jacobson and Truax (1991) for the classes. Effect sizes: mean change over the
 *         sample deviation of the first scores (d_pre), the same times 1 - 3/(4(n-1) - 1)
 *         (g), over the mean of both deviations (d_av), over that of the changes (d_z);
 *         the interval is that of the mean change over the same deviation
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STATS_OUTCOME_H
#define SAMSYN_STATS_OUTCOME_H

#include "engine/stats/interval.h"

typedef struct {
    bool lower_better;
    int64_t cut;      /* the clinical range is on its worse side, and not the cut itself */
    int64_t reliable; /* a change of so much is one */
    int64_t least, most; /* of the scale */
} OutcomeScale;

/* Each pair is one of these. */
typedef enum {
    OUTCOME_RECOVERED,    /* reliably better, and out of the clinical range */
    OUTCOME_IMPROVED,     /* reliably better, otherwise */
    OUTCOME_DETERIORATED, /* reliably worse */
    OUTCOME_UNCHANGED
} OutcomeClass;

OutcomeClass outcome_class(const OutcomeScale *scale, int64_t first, int64_t last);
bool outcome_clinical(const OutcomeScale *scale, int64_t score);
/* Too near the best end to become reliably better. */
bool outcome_at_ceiling(const OutcomeScale *scale, int64_t first);

/* Sums over pairs, exact; those of two sets add up. |score| at most 10^6, so that a million
 * pairs fit. */
typedef struct {
    int64_t n, first, change;                        /* sums */
    int64_t squares_first, squares_change, products; /* of first and change */
} OutcomeMoments;

void outcome_add(OutcomeMoments *moments, int64_t first, int64_t last);

typedef enum { OUTCOME_FIRST, OUTCOME_LAST, OUTCOME_CHANGE } OutcomeMean;
/* The sum of what the mean is of. */
int64_t outcome_sum(const OutcomeMoments *moments, OutcomeMean mean);
/* 95 %, by Student's t; in the scale's smallest unit. */
Interval outcome_interval(const OutcomeMoments *moments, OutcomeMean mean);

typedef enum { EFFECT_PRE, EFFECT_G, EFFECT_AV, EFFECT_Z } EffectKind;
typedef struct {
    bool known;
    double value, low, high;
} Effect;
Effect outcome_effect(const OutcomeMoments *moments, EffectKind kind, bool lower_better);

#endif
