/* facts_verify.h: is what the database holds what was put there?
 *
 * shape  the journal's lines are held against each other, what each file left against what
 *        the journal says of it, and the figures against the records, from which they are
 *        made anew, aside. Nothing is changed
 * fails  as the store does; what is wrong with the contents is a fault, not a failure
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_VERIFY_H
#define SAMSYN_FACTS_VERIFY_H

#include "engine/facts.h"

typedef enum {
    FAULT_LINE,      /* the journal's line `number`, `what` at `when`, is not as written */
    FAULT_LINES,     /* the line is, but does not follow the one before */
    FAULT_UNTOLD,    /* the journal does not tell of the file `what`, batch `number` */
    FAULT_GONE,      /* it does, and the file is not there */
    FAULT_LEFT,      /* what the file left in the table `part` is not what it left */
    FAULT_CLOSED,    /* nor are the single rows of earlier files that it closed */
    FAULT_UNDONE,    /* it is said to be undone, and the journal does not, or otherwise */
    FAULT_HELD,      /* it is said to hold, and does not, or otherwise */
    FAULT_HELD_ROWS, /* likewise of a record: its number */
    FAULT_LEDGER,    /* what was made public after the batch is not what is remembered */
    FAULT_FROZEN,    /* the figures of purged records are not what they were then */
    /* Numbers are never told: protected ones are among them. */
    FAULT_FIGURE,      /* a figure's `part` is not what the records give */
    FAULT_FIGURE_PUT,  /* no record gives it */
    FAULT_FIGURE_LOST, /* the records give it, and it is not there */
    FAULT_KEPT         /* something else that is made from records is not what they give */
} FactFaultKind;

typedef struct {
    FactFaultKind kind;
    int64_t number;
    Str what, when, part;
} FactFault;

typedef struct {
    FactFault *faults; /* the first of each kind */
    size_t shown, count;
    int64_t lines, files, figures; /* looked at */
    Str since, until;              /* of the journal */
    int64_t purged_line; /* the journal's, of the newest purge; 0: nothing was purged */
    Str purged_before, purged_at, purged_decision;
    bool current; /* else the figures await being made anew, and were not looked at */
} FactVerification;

bool facts_verify(Arena *arena, const Workspace *workspace, FactVerification *verification,
                  Error *error);

#endif
