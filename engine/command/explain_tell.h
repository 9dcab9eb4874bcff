/* explain_tell.h: a figure explained as text.
 *
 * fails  as the door does, and ERROR_WRITE never: the caller writes what is told
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_EXPLAIN_TELL_H
#define SAMSYN_ENGINE_COMMAND_EXPLAIN_TELL_H

#include "engine/facts.h"

typedef struct {
    Facts *facts;
    Arena *arena;
    Language language;
    Str indicator; /* with its part */
    FactUnit unit;
    Str group, group_name;
    Period period;
    Fact fact;
    FactFormula formula;
    bool above; /* of other units: `behind` are those below, else those it was made of */
    FactUnit *behind;
    size_t behind_count;
    Text out;
} Explained;

Str explained_fact(Explained *explained, Str indicator); /* as it is asked for */
Str explained_name(Explained *explained, Str indicator);
bool explain_figure(Explained *explained, Error *error);
bool explain_formula(Explained *explained, Error *error);
void explain_outcome(Explained *explained);
bool explain_cells(Explained *explained, Error *error);

#endif
