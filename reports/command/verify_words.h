/* verify_words.h: what `samsyn verify` says, in Swedish and English.
 *
 * shape  {1} to {9} in a phrase are the parts given
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_REPORTS_VERIFY_WORDS_H
#define SAMSYN_REPORTS_VERIFY_WORDS_H

#include "engine/base/number.h"

typedef enum {
    VERIFY_FAULT,
    VERIFY_NOTE,
    VERIFY_JOURNAL,
    VERIFY_BATCH,
    /* the database */
    VERIFY_LINE,
    VERIFY_LINES,
    VERIFY_UNTOLD,
    VERIFY_GONE,
    VERIFY_LEFT,
    VERIFY_CLOSED,
    VERIFY_UNDONE,
    VERIFY_HELD,
    VERIFY_HELD_ROWS,
    VERIFY_LEDGER,
    VERIFY_FROZEN,
    VERIFY_FIGURE,
    VERIFY_FIGURE_PUT,
    VERIFY_FIGURE_LOST,
    VERIFY_KEPT,
    VERIFY_MORE,
    VERIFY_NOT_CURRENT,
    VERIFY_UNFINISHED,
    VERIFY_PURGED,
    /* files */
    VERIFY_NOT_THERE,
    VERIFY_CHANGED,
    VERIFY_UNKNOWN,
    VERIFY_OTHER,
    VERIFY_UNLISTED,
    VERIFY_OLDER,
    VERIFY_NO_MANIFEST,
    VERIFY_SET,
    /* made anew */
    VERIFY_NOT_MADE,
    VERIFY_DIFFERS,
    VERIFY_BECAUSE,
    VERIFY_BECAUSE_DATABASE,
    VERIFY_BECAUSE_PROGRAM,
    VERIFY_BECAUSE_PURGED,
    VERIFY_SINCE,
    VERIFY_INPUT_CHANGED,
    VERIFY_INPUT_GONE,
    VERIFY_INPUT_NEW,
    /* in all */
    VERIFY_SUM_JOURNAL,
    VERIFY_SUM_DATABASE,
    VERIFY_SUM_FILES,
    VERIFY_SUM,
    VERIFY_PHRASES
} VerifyPhrase;

Str verify_say(Arena *arena, Language language, VerifyPhrase phrase, const Str *parts);

#endif
