/* Amounts are fractions, so nothing is rounded before print; products of two 64-bit numbers
 * are taken in 128 bits. Only where a result does not fit a fraction of 64-bit numbers is
 * the nearest one that does taken, and what is larger than any stops at the largest. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/number.h"

#include <assert.h>

__extension__ typedef __int128 Wide;

enum { DECIMALS_MAX = 18 };

static const int64_t tens[DECIMALS_MAX + 1] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

static Wide wide_divisor(Wide a, Wide b)
{
    while (b) {
        Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The nearest fraction, for a magnitude and denominator too large for 64 bits: the whole
 * part is kept, the rest becomes a fraction with the largest denominator that fits. */
static Amount amount_near(Wide magnitude, Wide denominator)
{
    Wide whole = magnitude / denominator, rest = magnitude % denominator;
    if (whole >= INT64_MAX)
        return AMOUNT_WHOLE(INT64_MAX);
    while (denominator > INT64_MAX) {
        denominator >>= 1;
        rest >>= 1;
    }
    Wide fits = INT64_MAX / (whole + 1);
    if (fits > denominator)
        fits = denominator;
    Wide part = (rest * fits + denominator / 2) / denominator;
    Wide numerator = whole * fits + part, shared = wide_divisor(fits, numerator);
    return (Amount){(int64_t)(numerator / shared), (int64_t)(fits / shared)};
}

static Amount amount_from(Wide numerator, Wide denominator)
{
    assert(denominator > 0);
    Wide magnitude = numerator < 0 ? -numerator : numerator;
    Wide shared = wide_divisor(magnitude, denominator);
    magnitude /= shared;
    denominator /= shared;
    Amount amount = magnitude > INT64_MAX || denominator > INT64_MAX
                        ? amount_near(magnitude, denominator)
                        : (Amount){(int64_t)magnitude, (int64_t)denominator};
    if (numerator < 0)
        amount.numerator = -amount.numerator;
    return amount;
}

Amount amount_of(int64_t numerator, int64_t denominator)
{
    return amount_from(numerator, denominator);
}

int amount_compare(Amount a, Amount b)
{
    Wide left = (Wide)a.numerator * b.denominator;
    Wide right = (Wide)b.numerator * a.denominator;
    return (left > right) - (left < right);
}

Amount amount_subtract(Amount a, Amount b)
{
    return amount_from((Wide)a.numerator * b.denominator -
                           (Wide)b.numerator * a.denominator,
                       (Wide)a.denominator * b.denominator);
}

Amount amount_scale(Amount a, int64_t numerator, int64_t denominator)
{
    return amount_from((Wide)a.numerator * numerator, (Wide)a.denominator * denominator);
}

double amount_double(Amount a)
{
    return (double)a.numerator / (double)a.denominator;
}

static Wide wide_rounded(Amount a, int decimals)
{
    assert(a.denominator > 0 && decimals >= 0 && decimals <= DECIMALS_MAX);
    Wide scaled = (Wide)a.numerator * tens[decimals], denominator = a.denominator;
    Wide magnitude = scaled < 0 ? -scaled : scaled;
    Wide rounded = (2 * magnitude + denominator) / (2 * denominator);
    return scaled < 0 ? -rounded : rounded;
}

int64_t amount_rounded(Amount a, int decimals)
{
    Wide rounded = wide_rounded(a, decimals);
    if (rounded > INT64_MAX)
        return INT64_MAX;
    return rounded < INT64_MIN ? INT64_MIN : (int64_t)rounded;
}

int amount_decimals(Amount a, int most)
{
    for (int decimals = 0; decimals < most; decimals++)
        if ((Wide)a.numerator * tens[decimals] % a.denominator == 0)
            return decimals;
    return most;
}

/* How a number is written: the signs between its digits. */
typedef struct {
    Str minus, group, point;
} Signs;

static Str number_write(Arena *arena, Signs signs, Amount amount, int decimals)
{
    char digits[48]; /* from the right; 2^63 * 10^18 has 37 */
    int count = 0;
    Wide rounded = wide_rounded(amount, decimals);
    for (Wide rest = rounded < 0 ? -rounded : rounded; rest || count <= decimals;
         rest /= 10)
        digits[count++] = (char)('0' + (int)(rest % 10));
    Text text = text_open(arena);
    if (rounded < 0)
        text_add(&text, signs.minus);
    while (count > 0) {
        text_add_byte(&text, digits[--count]);
        if (count && count == decimals)
            text_add(&text, signs.point);
        else if (count > decimals && (count - decimals) % 3 == 0)
            text_add(&text, signs.group);
    }
    return text_str(&text);
}

Str number_print(Arena *arena, Language language, Amount amount, int decimals)
{
    static const Signs signs[] = {
        [LANGUAGE_SV] = {{"\xE2\x88\x92", 3}, {"\xC2\xA0", 2}, {",", 1}},
        [LANGUAGE_EN] = {{"\xE2\x88\x92", 3}, {",", 1}, {".", 1}},
    };
    return number_write(arena, signs[language], amount, decimals);
}

Str number_plain(Arena *arena, Amount amount, int most)
{
    static const Signs signs = {{"-", 1}, {"", 0}, {".", 1}};
    /* What is rounded at `most` may end in zeros, so those are counted after rounding. */
    int decimals = amount_decimals(amount, most);
    Wide rounded = wide_rounded(amount, decimals);
    while (decimals && rounded % 10 == 0) {
        rounded /= 10;
        decimals--;
    }
    return number_write(arena, signs, amount, decimals);
}
