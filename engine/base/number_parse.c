/* Numbers as people and spreadsheets write them. What could be read in two ways is refused
 * and told apart from what is no number at all, for the remedy differs. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/number.h"

static bool skip(Str *text, Str prefix)
{
    if (!str_starts(*text, prefix))
        return false;
    *text = str_slice(*text, prefix.len, text->len);
    return true;
}

static bool skip_space(Str *text)
{
    return skip(text, STR(" ")) || skip(text, STR("\xC2\xA0")) ||
           skip(text, STR("\xE2\x80\xAF")) || skip(text, STR("\xE2\x80\x89"));
}

static size_t digit_count(Str text)
{
    size_t count = 0;
    while (count < text.len && text.ptr[count] >= '0' && text.ptr[count] <= '9')
        count++;
    return count;
}

static bool skip_digits(Str *text)
{
    size_t count = digit_count(*text);
    *text = str_slice(*text, count, text->len);
    return count > 0;
}

/* value * 10^n + the digits read; false when it does not fit. */
static bool take_digits(Str *text, size_t count, int64_t *value)
{
    bool fits = true;
    for (size_t i = 0; i < count; i++)
        fits = fits && !__builtin_mul_overflow(*value, 10, value) &&
               !__builtin_add_overflow(*value, text->ptr[i] - '0', value);
    *text = str_slice(*text, count, text->len);
    return fits;
}

/* The whole part: digits alone, or groups of three behind a first of one to three. */
static bool take_whole(Str *text, int64_t *value)
{
    size_t count = digit_count(*text);
    bool fits = take_digits(text, count, value);
    for (bool grouped = count <= 3; grouped;) {
        Str behind = *text;
        grouped = skip_space(&behind) && digit_count(behind) == 3;
        if (grouped) {
            *text = behind;
            fits = take_digits(text, 3, value) && fits;
        }
    }
    return fits;
}

/* Nothing, or a unit with or without a space before it. */
static bool is_unit(Str text)
{
    static const Str units[] = {{"%", 1}, {"st", 2}, {"kr", 2}, {"min", 3}, {"h", 1}};
    while (skip_space(&text))
        continue;
    char lower[4];
    if (text.len == 0)
        return true;
    if (text.len > sizeof lower)
        return false;
    for (size_t i = 0; i < text.len; i++)
        lower[i] = (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? text.ptr[i] + 32
                                                                   : text.ptr[i]);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_equal((Str){lower, text.len}, units[i]))
            return true;
    return false;
}

/* "E+05", to the end. */
static bool is_exponent(Str text)
{
    if (!skip(&text, STR("E")) && !skip(&text, STR("e")))
        return false;
    if (!skip(&text, STR("+")) && !skip(&text, STR("-")))
        (void)skip(&text, STR("\xE2\x88\x92"));
    return skip_digits(&text) && text.len == 0;
}

/* Why a text that begins with digits is no number we read: "1.234,5" could be two numbers,
 * "1,5E+05" is what a spreadsheet made of one, anything else is no number. */
static NumberFault fault_of(Str text)
{
    size_t signs = 0;
    while (skip_digits(&text)) {
        if (is_exponent(text))
            return NUMBER_EXPONENT;
        if (is_unit(text))
            return signs ? NUMBER_AMBIGUOUS : NUMBER_NOT_A_NUMBER;
        if (skip(&text, STR(".")) || skip(&text, STR(",")))
            signs++;
        else if (signs || !skip_space(&text))
            break;
    }
    return NUMBER_NOT_A_NUMBER;
}

/* The digits behind the decimal sign, of which the column holds `decimals`. */
static NumberFault take_decimals(Str *text, int decimals, int64_t *value)
{
    size_t count = digit_count(*text), needed = count;
    while (needed > 0 && text->ptr[needed - 1] == '0')
        needed--;
    size_t held = (size_t)decimals;
    Str kept = str_slice(*text, 0, needed < held ? needed : held);
    bool fits = take_digits(&kept, kept.len, value);
    for (size_t i = needed; i < held; i++)
        fits = fits && !__builtin_mul_overflow(*value, 10, value);
    *text = str_slice(*text, count, text->len);
    if (needed > held)
        return NUMBER_TOO_PRECISE;
    return fits ? NUMBER_OK : NUMBER_TOO_LARGE;
}

NumberFault number_parse(Str text, int decimals, bool point_decimal, int64_t *scaled)
{
    text = str_trim(text);
    if (text.len == 0)
        return NUMBER_EMPTY;
    bool negative = skip(&text, STR("-")) || skip(&text, STR("\xE2\x88\x92"));
    if (!negative)
        (void)skip(&text, STR("+"));
    while (skip_space(&text))
        continue;
    const Str whole = text;
    int64_t value = 0;
    if (digit_count(text) == 0)
        return NUMBER_NOT_A_NUMBER;
    bool fits = take_whole(&text, &value);
    if (skip(&text, point_decimal ? STR(".") : STR(",")) && digit_count(text) == 0)
        return NUMBER_NOT_A_NUMBER;
    NumberFault fault = take_decimals(&text, decimals, &value);
    if (!is_unit(text))
        return fault_of(whole);
    if (!fits)
        return NUMBER_TOO_LARGE;
    if (fault != NUMBER_OK)
        return fault;
    *scaled = negative ? -value : value;
    return NUMBER_OK;
}
