/* Periods, days and nouns in words: "april 2018", "30 april", "1 samtal". */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/words.h"

static Str word_of_number(const Wording *wording, const char *group, int number)
{
    char key[32];
    int length = 0;
    for (const char *c = group; *c; c++)
        key[length++] = *c;
    if (number > 9)
        key[length++] = (char)('0' + number / 10);
    key[length++] = (char)('0' + number % 10);
    const Pattern *pattern = wording_find(wording, (Str){key, (size_t)length});
    return pattern ? pattern->other : STR("");
}

Str wording_month(Arena *arena, const Wording *wording, int month)
{
    (void)arena;
    return word_of_number(wording, "month.", month);
}

Str wording_month_short(Arena *arena, const Wording *wording, int month)
{
    (void)arena;
    return word_of_number(wording, "month_short.", month);
}

Str wording_period(Arena *arena, const Wording *wording, Period period)
{
    static const Word words[] = {
        [PERIOD_MONTH] = WORD_period_month,     [PERIOD_QUARTER] = WORD_period_quarter,
        [PERIOD_TERTIAL] = WORD_period_tertial, [PERIOD_HALF] = WORD_period_half,
        [PERIOD_YEAR] = WORD_period_year,
    };
    Str index = str_format(arena, "%d", period_index(period));
    Str half = word_of_number(wording, "half.",
                              period.kind == PERIOD_HALF ? period_index(period) : 1);
    Str month = wording_month(arena, wording, 1 + period.first_month % 12);
    return SAY(arena, wording, words[period.kind], {"month", month}, {"index", index},
               {"half", half}, {"year", str_format(arena, "%d", period_year(period))});
}

Str wording_in_period(Arena *arena, const Wording *wording, Period period)
{
    static const Word words[] = {
        [PERIOD_MONTH] = WORD_in_month,     [PERIOD_QUARTER] = WORD_in_quarter,
        [PERIOD_TERTIAL] = WORD_in_tertial, [PERIOD_HALF] = WORD_in_half,
        [PERIOD_YEAR] = WORD_in_year,
    };
    return SAY(arena, wording, words[period.kind],
               {"period", wording_period(arena, wording, period)});
}

Str wording_no_goal(const Wording *wording, PeriodKind kind)
{
    static const Word words[] = {
        [PERIOD_MONTH] = WORD_no_goal_month,     [PERIOD_QUARTER] = WORD_no_goal_quarter,
        [PERIOD_TERTIAL] = WORD_no_goal_tertial, [PERIOD_HALF] = WORD_no_goal_half,
        [PERIOD_YEAR] = WORD_no_goal_year,
    };
    return wording_say(wording, words[kind]);
}

Str wording_chance(Arena *arena, const Wording *wording, int tenths)
{
    if (tenths <= 0)
        return wording_say(wording, WORD_chance_low);
    if (tenths >= 10)
        return wording_say(wording, WORD_chance_high);
    return SAY(arena, wording, WORD_chance_tenths,
               {"tenths", str_format(arena, "%d", tenths)});
}

Str wording_day(Arena *arena, const Wording *wording, int32_t day)
{
    int year, month, day_of_month;
    day_to(day, &year, &month, &day_of_month);
    return SAY(arena, wording, WORD_day_and_month,
               {"day", str_format(arena, "%d", day_of_month)},
               {"month", wording_month(arena, wording, month)});
}

Str wording_noun(Arena *arena, const Wording *wording, Str indicator, Amount amount,
                 Str number)
{
    Str key = str_format(arena, "noun.%.*s", STR_PRINT(indicator));
    const Pattern *noun = wording_find(wording, key);
    if (!noun)
        return number;
    bool one = amount_compare(amount, AMOUNT_WHOLE(1)) == 0;
    /* A no-break space: a number and its noun stay on one line. */
    return str_format(arena, "%.*s\xC2\xA0%.*s", STR_PRINT(number),
                      STR_PRINT(one ? noun->one : noun->other));
}

/* The letters of Swedish and English: ASCII, and U+00C0..U+00DE beside U+00E0..U+00FE. */
static Str with_first(Arena *arena, Str text, bool capital)
{
    if (!text.len)
        return text;
    Str copy = str_copy(arena, text);
    char *bytes = (char *)copy.ptr;
    unsigned char first = (unsigned char)bytes[0];
    if (capital ? first >= 'a' && first <= 'z' : first >= 'A' && first <= 'Z')
        bytes[0] = (char)(first ^ 0x20);
    else if (first == 0xC3 && copy.len > 1) {
        unsigned char second = (unsigned char)bytes[1];
        bool small = second >= 0xA0 && second <= 0xBE;
        bool large = second >= 0x80 && second <= 0x9E;
        if (capital ? small : large)
            bytes[1] = (char)(second ^ 0x20);
    }
    return copy;
}

Str wording_capital(Arena *arena, Str text)
{
    return with_first(arena, text, true);
}

Str wording_small(Arena *arena, Str text)
{
    bool abbreviation = text.len > 1 && text.ptr[1] >= 'A' && text.ptr[1] <= 'Z';
    return abbreviation ? text : with_first(arena, text, false);
}
