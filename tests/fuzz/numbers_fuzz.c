/* Numbers as people write them, and exact fractions: what is read and printed is read as
 * the same again, and arithmetic agrees with that of wider numbers. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "engine/base/number.h"
#include "tests/fuzz/fuzz.h"

__extension__ typedef __int128 Wide;

static int64_t power(int decimals)
{
    int64_t scale = 1;
    while (decimals-- > 0)
        scale *= 10;
    return scale;
}

static void text_holds(Arena *arena, Str text)
{
    for (int decimals = 0; decimals <= 18; decimals += 3)
        for (int point = 0; point < 2; point++) {
            int64_t scaled, again;
            if (number_parse(text, decimals, point, &scaled) != NUMBER_OK)
                continue;
            Amount amount = amount_of(scaled, power(decimals));
            Language language = point ? LANGUAGE_EN : LANGUAGE_SV;
            Str plain = number_plain(arena, amount, decimals);
            FUZZ_LAW(number_parse(plain, decimals, true, &again) == NUMBER_OK);
            FUZZ_LAW(again == scaled);
            Str printed = number_print(arena, language, amount, decimals);
            FUZZ_LAW(utf8_valid(printed, NULL) && printed.len > 0);
            FUZZ_LAW(language == LANGUAGE_EN ||
                     (number_parse(printed, decimals, false, &again) == NUMBER_OK &&
                      again == scaled));
        }
}

static Amount amount_taken(const uint8_t **data)
{
    int64_t parts[2];
    memcpy(parts, *data, sizeof parts);
    *data += sizeof parts;
    int64_t denominator = parts[1] > 0 ? parts[1] : 1;
    return amount_of(parts[0], denominator);
}

static void amount_holds(Amount a)
{
    FUZZ_LAW(a.denominator > 0);
    Amount again = amount_of(a.numerator, a.denominator);
    FUZZ_LAW(again.numerator == a.numerator && again.denominator == a.denominator);
}

static void amounts_hold(Arena *arena, Amount a, Amount b)
{
    Wide left = (Wide)a.numerator * b.denominator,
         right = (Wide)b.numerator * a.denominator;
    FUZZ_LAW(amount_compare(a, b) == (left > right) - (left < right));
    FUZZ_LAW(amount_compare(b, a) == -amount_compare(a, b));
    amount_holds(a), amount_holds(b);
    amount_holds(amount_subtract(a, b));
    amount_holds(amount_scale(a, b.numerator, b.denominator));
    for (int decimals = 0; decimals <= 18; decimals += 6) {
        (void)amount_rounded(a, decimals);
        FUZZ_LAW(amount_decimals(a, decimals) <= decimals);
        FUZZ_LAW(number_print(arena, LANGUAGE_SV, a, decimals).len > 0);
    }
    if (a.denominator == 1 && amount_subtract(a, b).denominator == 1 &&
        b.denominator == 1 && left - right > INT64_MIN && left - right <= INT64_MAX)
        FUZZ_LAW(amount_subtract(a, b).numerator == (int64_t)(left - right));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_open();
    text_holds(arena, fuzz_text(arena, data, size));
    if (size >= 32) {
        Amount a = amount_taken(&data), b = amount_taken(&data);
        amounts_hold(arena, a, b);
    }
    arena_close(arena);
    return 0;
}
