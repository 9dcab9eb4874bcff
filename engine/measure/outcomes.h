/* outcomes.h: what the closed episodes of a cell come to, and what of it may be shown.
 *
 * shape   episodes are added carer by carer, so that different carers are counted too
 * source  METHODS 1.4 for the figures, 4.2 for what is hidden: shares and means of fewer
 *         than the limit, and what would tell a hidden one: counts with the same pairs
 *         behind them are one table
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_OUTCOMES_H
#define SAMSYN_MEASURE_OUTCOMES_H

#include "engine/catalogue/instruments.h"
#include "engine/stats/outcome.h"

/* Fewer pairs have no effect size, and more but fewer than these a preliminary one. */
enum { EFFECT_LEAST = 10, EFFECT_ENOUGH = 30 };

typedef struct {
    bool paired; /* has first and last */
    int64_t first, last, cut;
    bool has_ending, unplanned;
} EpisodeOutcome;

typedef struct {
    int64_t n;      /* episodes */
    int64_t people; /* different carers */
    int64_t last_who;
} OutcomeCount;

/* Of each share those in the numerator, and those only in the denominator. */
enum { OUTCOME_FITS, OUTCOME_OTHERS, OUTCOME_SIDES };

typedef struct {
    OutcomeCount sides[OUTCOME_FIGURES][OUTCOME_SIDES];
    OutcomeMoments moments;
} OutcomeSums;

OutcomeScale outcome_scale(const Instrument *instrument, int64_t reliable, int64_t cut);
/* OUTCOME_FITS, OUTCOME_OTHERS, or OUTCOME_SIDES when it is in neither. Of what is no share
 * it fits when the figure is of it. */
int outcome_side(OutcomeFigure figure, const OutcomeScale *scale,
                 const EpisodeOutcome *episode);
/* `who` is above zero; episodes of one follow each other. */
void outcome_sums_add(OutcomeSums *sums, const OutcomeScale *scale, int64_t who,
                      const EpisodeOutcome *episode);

/* What primary protection hides; `usual` are the same episodes' sums by the instrument's
 * own reliable change, which may be `sums` itself. */
void outcome_protect(const OutcomeSums *sums, const OutcomeSums *usual, int64_t limit,
                     bool hidden[OUTCOME_FIGURES]);

#endif
