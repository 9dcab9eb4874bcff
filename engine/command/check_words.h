/* check_words.h: what `samsyn check` says to controllers, in Swedish and English.
 *
 * shape  {1} to {9} in a phrase are the parts given
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_CHECK_WORDS_H
#define SAMSYN_ENGINE_COMMAND_CHECK_WORDS_H

#include "engine/base/calendar.h"
#include "engine/base/number.h"

typedef enum {
    CHECK_ERROR,
    CHECK_WARNING,
    CHECK_NOTE,
    CHECK_SUM,
    /* units */
    CHECK_NO_CITY,
    CHECK_NETWORK_EMPTY,
    CHECK_IN_NO_NETWORK,
    CHECK_NO_SUCCESSOR,
    CHECK_SUCCESSOR_LATE,
    CHECK_SUCCESSOR_EARLY,
    CHECK_SUCCESSOR_NO_END,
    /* goals */
    CHECK_GOAL_UNIT_THEN,
    CHECK_GOAL_SUM,
    CHECK_GOAL_OWN_TOTAL,
    CHECK_GOAL_OWN_FIRST,
    CHECK_GOAL_NO_DATA,
    CHECK_GOAL_OVER_100,
    CHECK_EVERY_DISTRICT,
    /* assessments */
    CHECK_NO_GOAL,
    /* comments */
    CHECK_COMMENT_NO_PERIOD,
    CHECK_COMMENT_NO_UNIT,
    CHECK_COMMENT_PERSONAL,
    CHECK_COMMENT_UNREADABLE,
    /* outcomes */
    CHECK_NO_SOURCE,
    CHECK_NO_SOURCE_OF,
    /* records */
    CHECK_NOTHING_IMPORTED,
    CHECK_UNKNOWN_UNIT,
    CHECK_UNKNOWN_UNIT_NEAR,
    CHECK_UNIT_KNOWN_NOW,
    CHECK_SHARE_OVER_100,
    CHECK_VALUE_OVER_100,
    CHECK_SILENT,
    /* what was delivered */
    CHECK_DELIVERED,
    CHECK_OF,
    CHECK_LASTING,
    CHECK_NEVER_BY,
    CHECK_REVISIONS,
    CHECK_REVISIONS_ROW,
    /* days */
    CHECK_ALWAYS,
    CHECK_FROM,
    CHECK_UNTIL,
    CHECK_FROM_UNTIL,
    CHECK_PHRASES
} CheckPhrase;

Str check_say(Arena *arena, Language language, CheckPhrase phrase, const Str *parts);
Str check_period_word(Language language, PeriodKind kind);

#endif
