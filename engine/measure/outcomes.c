/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/outcomes.h"

#include <stdlib.h>

#include "engine/catalogue/outcomes.h"
#include "engine/disclose/protect.h"

OutcomeScale outcome_scale(const Instrument *instrument, int64_t reliable, int64_t cut)
{
    return (OutcomeScale){.lower_better = instrument->lower_better,
                          .cut = cut,
                          .reliable = reliable,
                          .least = instrument->total->least,
                          .most = instrument->total->most};
}

static int side(bool of_it, bool fits)
{
    return !of_it ? OUTCOME_SIDES : fits ? OUTCOME_FITS : OUTCOME_OTHERS;
}

static int pair_side(OutcomeFigure figure, const OutcomeScale *scale,
                     const EpisodeOutcome *episode)
{
    OutcomeClass class = outcome_class(scale, episode->first, episode->last);
    bool began = outcome_clinical(scale, episode->first);
    bool ended = outcome_clinical(scale, episode->last);
    switch (figure) {
    case FIGURE_BELOW_CUT:
        return side(true, began);
    case FIGURE_CEILING:
        return side(true, outcome_at_ceiling(scale, episode->first));
    case FIGURE_IMPROVEMENT:
        return side(true, class == OUTCOME_RECOVERED || class == OUTCOME_IMPROVED);
    case FIGURE_NO_CHANGE:
        return side(true, class == OUTCOME_UNCHANGED);
    case FIGURE_DETERIORATION:
        return side(true, class == OUTCOME_DETERIORATED);
    case FIGURE_RECOVERY:
        return side(began, !ended);
    case FIGURE_RELIABLE_RECOVERY:
        return side(began, class == OUTCOME_RECOVERED);
    case FIGURE_CLOSED:
    case FIGURE_PAIRS:
    case FIGURE_COVERAGE:
    case FIGURE_UNPLANNED:
    case FIGURE_FIRST:
    case FIGURE_LAST:
    case FIGURE_CHANGE:
    case FIGURE_EFFECT:
    case FIGURE_EFFECT_G:
    case FIGURE_EFFECT_AV:
    case FIGURE_EFFECT_Z:
    case OUTCOME_FIGURES:
        break;
    }
    return OUTCOME_FITS;
}

int outcome_side(OutcomeFigure figure, const OutcomeScale *scale,
                 const EpisodeOutcome *episode)
{
    if (figure == FIGURE_CLOSED)
        return OUTCOME_FITS;
    if (figure == FIGURE_COVERAGE)
        return side(true, episode->paired);
    if (figure == FIGURE_UNPLANNED)
        return side(episode->has_ending, episode->unplanned);
    return episode->paired ? pair_side(figure, scale, episode) : OUTCOME_SIDES;
}

void outcome_sums_add(OutcomeSums *sums, const OutcomeScale *scale, int64_t who,
                      const EpisodeOutcome *episode)
{
    for (int figure = 0; figure < OUTCOME_FIGURES; figure++) {
        int at = outcome_side((OutcomeFigure)figure, scale, episode);
        if (at == OUTCOME_SIDES)
            continue;
        OutcomeCount *count = &sums->sides[figure][at];
        count->n++;
        count->people += count->last_who != who;
        count->last_who = who;
    }
    if (episode->paired)
        outcome_add(&sums->moments, episode->first, episode->last);
}

static int64_t n_of(const OutcomeSums *sums, OutcomeFigure figure)
{
    return sums->sides[figure][OUTCOME_FITS].n;
}

static bool few(int64_t number, int64_t limit)
{
    return number > 0 && number < limit;
}

static bool primary(const OutcomeSums *sums, OutcomeFigure figure, int64_t limit)
{
    const OutcomeCount *sides = sums->sides[figure];
    ProtectFigure told = {.protects = PROTECTS_CARERS,
                          .people = sides[OUTCOME_FITS].people,
                          .value = AMOUNT_WHOLE(0)};
    if (figure_is_share(figure)) {
        told.share = true;
        told.numerator = sides[OUTCOME_FITS].people;
        told.people = told.denominator = told.numerator + sides[OUTCOME_OTHERS].people;
        if (!told.denominator)
            return false;
    }
    return protect_primary(&told, limit);
}

/* Better, worse and neither are all the pairs: of three two are told, and one hidden one
 * takes another with it, all when the two are too few to hide among. */
static void hide_classes(const OutcomeSums *sums, int64_t limit, bool *hidden)
{
    static const OutcomeFigure classes[] = {FIGURE_NO_CHANGE, FIGURE_DETERIORATION,
                                            FIGURE_IMPROVEMENT};
    int64_t among = 0;
    size_t count = 0;
    for (size_t i = 0; i < 3; i++)
        count += hidden[classes[i]];
    if (!count)
        return;
    if (count == 1)
        hidden[classes[hidden[FIGURE_NO_CHANGE] ? 1 : 0]] = true;
    for (size_t i = 0; i < 3; i++)
        among += hidden[classes[i]] ? n_of(sums, classes[i]) : 0;
    for (size_t i = 0; among < limit - 1 && i < 3; i++)
        hidden[classes[i]] = true;
}

/* What two shown ones would tell of the few between them. */
static void hide_between(const OutcomeSums *sums, OutcomeFigure one, OutcomeFigure other,
                         int64_t limit, bool *hidden)
{
    int64_t between = n_of(sums, one) - n_of(sums, other);
    if (few(between < 0 ? -between : between, limit) && !hidden[other])
        hidden[one] = true;
}

void outcome_protect(const OutcomeSums *sums, const OutcomeSums *usual, int64_t limit,
                     bool hidden[OUTCOME_FIGURES])
{
    for (int figure = 0; figure < OUTCOME_FIGURES; figure++)
        hidden[figure] = primary(sums, (OutcomeFigure)figure, limit);
    hide_classes(sums, limit, hidden);
    /* denominators tell as much as the counts they are */
    hidden[FIGURE_CLOSED] |= hidden[FIGURE_COVERAGE];
    hidden[FIGURE_UNPLANNED] |= hidden[FIGURE_CLOSED];
    hidden[FIGURE_RECOVERY] |= hidden[FIGURE_BELOW_CUT];
    hidden[FIGURE_RELIABLE_RECOVERY] |= hidden[FIGURE_BELOW_CUT];
    hide_between(sums, FIGURE_RELIABLE_RECOVERY, FIGURE_IMPROVEMENT, limit, hidden);
    hide_between(sums, FIGURE_RECOVERY, FIGURE_RELIABLE_RECOVERY, limit, hidden);
    for (int figure = 0; figure < OUTCOME_FIGURES; figure++)
        if (few(llabs(n_of(sums, (OutcomeFigure)figure) -
                      n_of(usual, (OutcomeFigure)figure)),
                limit))
            hidden[figure] = true;
}
