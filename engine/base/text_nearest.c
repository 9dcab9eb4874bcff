/* Which of some words another was meant to be. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/text.h"

enum { NEAREST_MAX = 64 };

/* The code points of a word; false when it has more than fit. */
static bool word_runes(Str word, uint32_t runes[NEAREST_MAX], size_t *count)
{
    *count = 0;
    for (size_t offset = 0; offset < word.len;) {
        if (*count == NEAREST_MAX)
            return false;
        runes[(*count)++] = utf8_next(word, &offset);
    }
    return true;
}

/* In code points, so that å for a is one change; far away for words of a sentence's length.
 */
static size_t edit_distance(Str a, Str b)
{
    uint32_t left[NEAREST_MAX], right[NEAREST_MAX];
    size_t row[NEAREST_MAX + 1], left_len, right_len;
    if (!word_runes(a, left, &left_len) || !word_runes(b, right, &right_len))
        return NEAREST_MAX;
    for (size_t j = 0; j <= right_len; j++)
        row[j] = j;
    for (size_t i = 1; i <= left_len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= right_len; j++) {
            size_t change = diagonal + (left[i - 1] != right[j - 1]);
            size_t step = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < step ? change : step;
        }
    }
    return row[right_len];
}

Str text_nearest(Str word, const Str *words, size_t count)
{
    Str nearest = {"", 0};
    size_t len = utf8_count(word), limit = len / 3 < 3 ? len / 3 : 3, least = limit + 1;
    for (size_t i = 0; i < count; i++) {
        size_t distance = edit_distance(word, words[i]);
        if (distance < least) {
            least = distance;
            nearest = words[i];
        }
    }
    return nearest;
}
