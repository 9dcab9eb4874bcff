/* facts_comments.h: a unit's own words about a period, from comments/<period>/<unit>.md.
 *
 * shape   Markdown; <period> as in --period (2018-04, 2018-Q1 ...), <unit> its id, name or
 *         another name of units.csv. A head of YAML, `level: public` between two lines ---,
 *         lets everybody read it; without one it is for the unit's own reports
 * owns    lives in the arena given
 * fails   ERROR_CONFIG for a head that cannot be read, and for two files of one unit
 *
 * Words that hold an identity number, a telephone number or an e-mail address never leave:
 * the state says so, and the line. Nothing of them is repeated.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_COMMENTS_H
#define SAMSYN_FACTS_COMMENTS_H

#include "engine/facts.h"

typedef enum {
    COMMENT_NONE,
    COMMENT_SAID,
    COMMENT_INTERNAL,  /* there is one, which the level may not see */
    COMMENT_PERSONAL,  /* it could point at a person */
    COMMENT_UNREADABLE /* it is not UTF-8 */
} CommentState;

typedef struct {
    CommentState state;
    const char *file; /* in the workspace; unless NONE */
    int line;         /* of PERSONAL, UNREADABLE: where; of SAID: where the text begins */
    Str text;         /* of SAID */
} FactComment;

bool facts_comment(Facts *facts, Arena *arena, Str unit, Period period,
                   FactComment *comment, Error *error);

#endif
