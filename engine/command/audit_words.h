/* audit_words.h: what `samsyn check --disclosure` says, in Swedish and English.
 *
 * shape  {1} to {9} in a phrase are the parts given
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_AUDIT_WORDS_H
#define SAMSYN_ENGINE_COMMAND_AUDIT_WORDS_H

#include "engine/base/number.h"

typedef enum {
    AUDIT_SAY_EXACT,
    AUDIT_SAY_BETWEEN,
    AUDIT_SAY_AT_LEAST,
    AUDIT_SAY_SHOWN_AT,
    AUDIT_SAY_FROM,
    AUDIT_SAY_MORE,
    AUDIT_SAY_PROTECT_MORE,
    AUDIT_SAY_OPEN,
    AUDIT_SAY_MARKS,
    AUDIT_SAY_REVISED_FEW,
    AUDIT_SAY_REVISED,
    AUDIT_SAY_STARTS_HIGH,
    AUDIT_SAY_CONTRADICTION,
    AUDIT_SAY_REST,
    AUDIT_SAY_ALL,
    AUDIT_SAY_N,
    /* files */
    AUDIT_SAY_UNCLOSED,
    AUDIT_SAY_CELLS,
    AUDIT_SAY_BAD_CELL,
    AUDIT_SAY_NUMBERS_SHOWN,
    AUDIT_SAY_OTHER_CSV,
    AUDIT_SAY_PAGES,
    AUDIT_SAY_PAGES_INTERNAL,
    AUDIT_SAY_NO_FIGURES,
    AUDIT_SAY_UNKNOWN_MEASURE,
    AUDIT_SAY_UNKNOWN_UNIT,
    AUDIT_SAY_NO_DATABASE,
    AUDIT_SAY_SUM,
    AUDIT_PHRASES
} AuditPhrase;

Str audit_say(Arena *arena, Language language, AuditPhrase phrase, const Str *parts);

#endif
