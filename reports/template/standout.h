/* standout.h: which figures a reader should see first.
 *
 * shape  candidates in the template's order; findings in the order they are told
 * fails  never; no finding means that nothing stands out
 *
 * Rules, first to last: what was not delivered; goals not met, the largest gap first; what
 * is clearly worse than a year ago; goals partly met; clear changes for the better or of
 * no direction; goals met, in the template's order. In a quiet month a goal not met is told
 * after these and without a word of concern, and a fall is a change among others. What is
 * protected, missing, not measured, preliminary or of another year never makes a finding of
 * its own.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_STANDOUT_H
#define SAMSYN_TEMPLATE_STANDOUT_H

#include "engine/facts.h"

typedef struct {
    const Fact *fact; /* a figure; or NULL and what was delivered */
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
    double weight; /* relative gap to the goal or to last year; larger is told first */
} StandoutFinding;

enum { STANDOUT_MOST = 8 };

/* At most `most` (and STANDOUT_MOST) findings; returns how many. */
size_t standout_rank(const StandoutCandidate *candidates, size_t count, bool quiet,
                     size_t most, StandoutFinding findings[STANDOUT_MOST]);

#endif
