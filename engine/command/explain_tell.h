/* explain_tell.h: a figure explained as text.
 *
 * fails  as the door does, and ERROR_WRITE never: the caller writes what is told
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_EXPLAIN_TELL_H
#define SAMSYN_ENGINE_COMMAND_EXPLAIN_TELL_H

#include "engine/facts.h"

typedef bool ExplainRead(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                         Period period, Fact *fact, Error *error);

typedef struct {
    Facts *facts;
    Arena *arena;
    Language language;
    Str indicator; /* with its part */
    FactUnit unit;
    Str group, group_name;
    Period period;     /* of an interval its last month, */
    Str interval;      /* "2018-01/2018-04"; of a period none */
    FactMonths months; /* of either */
    ExplainRead *read; /* the facts of either */
    Fact fact;
    FactFormula formula;
    bool above; /* of other units: `behind` are those below, else those it was made of */
    FactUnit *behind;
    size_t behind_count;
    Text out;
} Explained;

#define SAID(explained, phrase) \
    EXPLAIN_PLAIN((explained)->arena, (explained)->language, (phrase))

Str explained_amount(Explained *explained, Amount amount);
void explained_sentence(Explained *explained, Str said);
void explained_pad(Text *out, Str text, size_t width);
Str explained_fact(Explained *explained, Str indicator); /* as it is asked for */
Str explained_name(Explained *explained, Str indicator);
bool explain_figure(Explained *explained, Error *error);
bool explain_formula(Explained *explained, Error *error);
void explain_outcome(Explained *explained);
bool explain_cells(Explained *explained, Error *error);
/* At most so many rows, 0: all; as text, or as a table. */
bool explain_rows(Explained *explained, size_t most, Error *error);
bool explain_csv(Explained *explained, size_t most, Error *error);

#endif
