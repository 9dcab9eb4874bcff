/* facts_outcome.h: what stands beside an outcome: how many of those closed it is of.
 *
 * shape   a wing of the door
 * fails   as facts_read() does
 * source  METHODS 1.3: below 60 % nothing is said of effect, below 80 % with care
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_OUTCOME_H
#define SAMSYN_FACTS_OUTCOME_H

#include "engine/facts.h"

typedef enum {
    COVERAGE_UNKNOWN, /* no outcome, or the level may not see it */
    COVERAGE_ENOUGH,
    COVERAGE_CAUTION,
    COVERAGE_TOO_FEW
} CoverageRemark;

/* Of the same unit, group and period as an outcome; `coverage` may be left unread where the
 * remark is unknown. */
bool facts_coverage(Facts *facts, Arena *arena, const Fact *outcome, Fact *coverage,
                    CoverageRemark *remark, Error *error);
/* In a sentence; empty when it is enough, or unknown. */
Str coverage_say(Language language, CoverageRemark remark);

/* The scale that an outcome's mean stands on. Not known: the indicator is no outcome. */
typedef struct {
    bool known;
    bool mean; /* it is a mean of scores, with a place on the scale: at first or at last */
    bool bounded;
    Amount least, most; /* the ends of the scale, when bounded */
    Amount cut_off;     /* of the oldest, and of who tells no age */
    bool by_age;        /* the younger have others */
    bool lower_better;
    Str instrument, cut_offs; /* its name; all of them in words */
    Str source;               /* where they are from; or empty */
} FactScale;

bool facts_scale(Facts *facts, Arena *arena, Language language, Str indicator,
                 FactScale *scale, Error *error);

#endif
