/* explain_words.h: what `samsyn explain` says to controllers, in Swedish and English.
 *
 * shape  {1} to {9} in a phrase are the parts given
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_EXPLAIN_WORDS_H
#define SAMSYN_ENGINE_COMMAND_EXPLAIN_WORDS_H

#include "engine/base/number.h"
#include "engine/facts.h"

typedef enum {
    EXPLAIN_ALL_GROUPS,
    /* the figure */
    EXPLAIN_FIGURE,
    EXPLAIN_VALUE,
    EXPLAIN_N,
    EXPLAIN_DENOMINATOR,
    EXPLAIN_INTERVAL,
    EXPLAIN_MARK,
    EXPLAIN_DELIVERED,
    EXPLAIN_DELIVERED_OF,
    EXPLAIN_GOAL,
    EXPLAIN_STATUS,
    EXPLAIN_ASSESSED,
    EXPLAIN_ASSESSED_BY,
    EXPLAIN_YEAR,
    EXPLAIN_CONTINUES,
    EXPLAIN_STATE,
    EXPLAIN_STATE_OF,
    EXPLAIN_DEFINITION,
    /* the formula */
    EXPLAIN_FORMULA,
    EXPLAIN_COUNT,
    EXPLAIN_SUM,
    EXPLAIN_MEAN,
    EXPLAIN_DISTINCT,
    EXPLAIN_SHARE,
    EXPLAIN_SHARE_KEYS,
    EXPLAIN_RATIO,
    EXPLAIN_OFFERED,
    EXPLAIN_REPORTED,
    EXPLAIN_REPORTED_SHARE,
    EXPLAIN_WHERE,
    EXPLAIN_IS,
    EXPLAIN_LEAST,
    EXPLAIN_MOST,
    EXPLAIN_BETWEEN,
    EXPLAIN_AND,
    EXPLAIN_OR,
    EXPLAIN_ROWS_MOST,
    EXPLAIN_ROWS_LEAST,
    EXPLAIN_ROWS_BETWEEN,
    EXPLAIN_FRESH,
    EXPLAIN_LASTS,
    EXPLAIN_WEIGHED,
    EXPLAIN_GROUP,
    EXPLAIN_CARRIED,
    EXPLAIN_ADDED,
    EXPLAIN_TIMES,
    EXPLAIN_ONE_IN,
    EXPLAIN_SET,
    /* the cells */
    EXPLAIN_CELLS,
    EXPLAIN_SIDES,
    EXPLAIN_SETS,
    EXPLAIN_UNITS,
    EXPLAIN_MONTHS,
    EXPLAIN_ANEW,
    /* the rows */
    EXPLAIN_ROWS,
    EXPLAIN_ROWS_COUNTED,
    EXPLAIN_ROWS_PEOPLE,
    EXPLAIN_ROWS_PEOPLE_COUNTED,
    EXPLAIN_ROWS_MADE,
    EXPLAIN_NOT_COUNTED,
    EXPLAIN_WHO,
    EXPLAIN_MORE,
    EXPLAIN_CLOSED,
    EXPLAIN_CLOSED_ABOVE,
    EXPLAIN_OWN_ONLY,
    EXPLAIN_PURGED,
    EXPLAIN_UNUSED,
    EXPLAIN_PHRASES
} ExplainPhrase;

Str explain_say(Arena *arena, Language language, ExplainPhrase phrase, const Str *parts);
#define EXPLAIN(arena, language, phrase, ...) \
    explain_say((arena), (language), (phrase), (const Str[]){__VA_ARGS__, {"", 0}})
#define EXPLAIN_PLAIN(arena, language, phrase) \
    explain_say((arena), (language), (phrase), NULL)

Str explain_mark(Language language, Mark mark);
Str explain_status(Language language, Status status);
/* What the proposed status rests on, or why it is undecided; empty: the figure. */
Str explain_basis(Language language, const Fact *fact);

#endif
