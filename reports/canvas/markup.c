/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/canvas/markup.h"

#include <math.h>
#include <stdbool.h>

#include "reports/font/face.h"

static bool acts_unseen(uint32_t rune)
{
    return (rune < 0x20 && rune != '\t' && rune != '\n') || (rune >= 0x7F && rune < 0xA0) ||
           (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2066 && rune <= 0x2069) ||
           rune == 0x2028 || rune == 0x2029 || rune == 0xFEFF;
}

static Str entity(uint32_t rune)
{
    switch (rune) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return STR("&quot;");
    case '\'':
        return STR("&#39;");
    default:
        return STR("");
    }
}

void markup_text(Text *out, Str text, uint8_t *shown)
{
    size_t from = 0; /* what needs no care is copied at once */
    for (size_t offset = 0; offset < text.len;) {
        size_t at = offset;
        uint32_t rune = utf8_next(text, &offset);
        bool bad = acts_unseen(rune) || (rune == 0xFFFD && offset - at < 3);
        Str instead = bad ? STR("\uFFFD") : entity(rune);
        if (shown && rune < FACE_RUNES)
            shown[rune] = 1;
        if (!instead.len)
            continue;
        text_add(out, str_slice(text, from, at));
        text_add(out, instead);
        from = offset;
    }
    text_add(out, str_slice(text, from, text.len));
}

void markup_number(Text *out, double value)
{
    int64_t hundredths = llround(value * 100);
    uint64_t size = (uint64_t)(hundredths < 0 ? -hundredths : hundredths);
    unsigned part = (unsigned)(size % 100);
    uint64_t whole = size / 100;
    char digits[24];
    size_t at = sizeof digits;
    if (part % 10)
        digits[--at] = (char)('0' + part % 10);
    if (part) {
        digits[--at] = (char)('0' + part / 10);
        digits[--at] = '.';
    }
    if (!part && !whole)
        digits[--at] = '0';
    for (; whole; whole /= 10)
        digits[--at] = (char)('0' + whole % 10);
    if (hundredths < 0)
        digits[--at] = '-';
    text_add(out, (Str){digits + at, sizeof digits - at});
}
