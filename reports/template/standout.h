/* standout.h: which figures a reader should see first.
 *
 * shape  candidates in the template's order; findings in the order they are told
 * fails  never; no finding means that nothing stands out
 *
 * Rules, first to last: what was not delivered; goals not met, the largest gap first; what
 * is clearly worse than usual; goals partly met; clear changes for the better or of no
 * direction; goals met, in the template's order. What is usual is told by the limits of the
 * figure's own series: inside them no difference from a year ago is clear. Where it has
 * none, the year before tells. In a quiet month a goal not met is told
 * after these and without a word of concern, and a fall is a change among others. What is
 * protected, missing, not measured, preliminary or of another year never makes a finding of
 * its own.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_STANDOUT_H
#define SAMSYN_TEMPLATE_STANDOUT_H

#include "engine/facts_control.h"

typedef struct {
    const Fact *fact;         /* a figure; or NULL and what was delivered */
    const FactControl *usual; /* how it stands to its own limits; NULL: it has none */
    const FactDelivery *deliveries;
    size_t delivery_count;
    FactKind kind;
    FactDirection direction;
} StandoutCandidate;

typedef enum {
    STANDOUT_MISSING,
    STANDOUT_NOT_MET,
    STANDOUT_WORSE,
    STANDOUT_PARTLY,
    STANDOUT_CHANGED,
    STANDOUT_MET,
    STANDOUT_QUIET_NOT_MET
} StandoutKind;

typedef struct {
    StandoutKind kind;
    size_t candidate; /* its index */
    FactChange change;
    bool signal;   /* its own series tells it, not the year before */
    double weight; /* relative gap to goal, last year or centre; larger is told first */
} StandoutFinding;

enum { STANDOUT_MOST = 8 };

/* At most `most` (and STANDOUT_MOST) findings; returns how many. */
size_t standout_rank(const StandoutCandidate *candidates, size_t count, bool quiet,
                     size_t most, StandoutFinding findings[STANDOUT_MOST]);

#endif
