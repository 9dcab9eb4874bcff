/* words.h: what an import says to senders and managers, in Swedish and English.
 *
 * shape  {1} {2} {3} in a phrase are the parts given
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_WORDS_H
#define SAMSYN_IMPORT_WORDS_H

#include "engine/base/number.h"

typedef enum {
    /* why a cell is wrong, and what to do */
    SAY_EMPTY,
    SAY_EMPTY_DO,
    SAY_NO_DATE,
    SAY_NO_DATE_DO,
    SAY_SERIAL_DO,
    SAY_DATE_FAR,
    SAY_DATE_FAR_DO,
    SAY_FUTURE,
    SAY_FUTURE_DO,
    SAY_NO_PERIOD,
    SAY_NO_PERIOD_DO,
    SAY_NO_UNIT,
    SAY_NO_UNIT_DO,
    SAY_UNIT_THEN,
    SAY_UNIT_THEN_DO,
    SAY_NO_WORD,
    SAY_CHOOSE_DO,
    SAY_MEANT_DO,
    SAY_NO_INDICATOR,
    SAY_NO_INDICATOR_DO,
    SAY_COUNTED,
    SAY_COUNTED_DO,
    SAY_SHARE,
    SAY_SHARE_DO,
    SAY_ELSEWHERE,
    SAY_ELSEWHERE_DO,
    SAY_NO_NUMBER,
    SAY_NO_NUMBER_DO,
    SAY_AMBIGUOUS,
    SAY_AMBIGUOUS_DO,
    SAY_EXPONENT,
    SAY_EXPONENT_DO,
    SAY_PRECISE,
    SAY_PRECISE_DO,
    SAY_TOO_SMALL,
    SAY_TOO_LARGE,
    SAY_BOUND_DO,
    SAY_FORMAT,
    SAY_FORMAT_DO,
    SAY_SHEET_ERROR,
    SAY_SHEET_ERROR_DO,
    SAY_CONTROL,
    SAY_CONTROL_DO,
    SAY_PHONE,
    SAY_EMAIL,
    SAY_CONTACT_DO,
    SAY_NONE_OF,
    SAY_NONE_OF_DO,
    SAY_ORDER,
    SAY_ORDER_DO,
    SAY_CELLS,
    SAY_CELLS_DO,
    SAY_TWICE,
    SAY_TWICE_DO,
    SAY_NOT_SUM,
    SAY_NOT_SUM_DO,
    /* what is noted of a file that is used */
    SAY_EXTRA,
    SAY_EXTRA_DO,
    SAY_EXTRA_NEAR_DO,
    SAY_NAMED_UNIT,
    SAY_NAMED_UNIT_DO,
    /* why a file is refused, with what to do in the same breath */
    SAY_REFUSED,
    SAY_IDENTITY,
    SAY_IDENTITY_BARE,
    SAY_MISTYPED,
    SAY_UNCLOSED,
    SAY_UTF16,
    SAY_BINARY,
    SAY_BYTES,
    SAY_NO_HEADINGS,
    SAY_NO_CONTRACT,
    SAY_NONE_KNOWN,
    SAY_LIKE,
    SAY_TWO_KINDS,
    SAY_HEADING_TWICE,
    SAY_NAME_TWICE,
    SAY_NAME_PERSON,
    /* what was done */
    SAY_READ,
    SAY_WOULD,
    SAY_BARE_COUNT,
    SAY_REPLACES,
    SAY_REPLACED_ROWS,
    SAY_UNDONE,
    SAY_WAS_UNDONE,
    SAY_SAME,
    SAY_SAME_AS,
    SAY_MORE,
    SAY_NOTHING_NEW,
    SAY_CELLS_MADE,
    SAY_SUM,
    SAY_SUM_REFUSED,
    SAY_POINT,
    SAY_COMMA,
    SAY_TAB,
    SAY_HIDDEN,
    SAY_OR,
    SAY_COUNT
} Phrase;

/* `parts` are as many as the phrase has. */
Str words_say(Arena *arena, Language language, Phrase phrase, const Str *parts);

#define SAY(arena, language, phrase, ...) \
    words_say((arena), (language), (phrase), (const Str[]){__VA_ARGS__, {"", 0}})
#define SAY_PLAIN(arena, language, phrase) words_say((arena), (language), (phrase), NULL)

#endif
