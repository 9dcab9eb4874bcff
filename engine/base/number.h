/* number.h: exact amounts, read and written the Swedish (or English) way.
 *
 * shape   an Amount is a fraction of two integers, denominator > 0: 17/1 conversations,
 *         1890/1 minutes, 85/4 conversations per FTE. Nothing is rounded before print.
 * source  rounding half away from zero on integers, METHODS 6.3
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_NUMBER_H
#define SAMSYN_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/text.h"

typedef struct {
    int64_t numerator, denominator;
} Amount;

#define AMOUNT_WHOLE(value) ((Amount){(value), 1})

/* What follows is reduced and exact; a result that fits no fraction of 64-bit numbers is
 * the nearest that does. denominator > 0. */
Amount amount_of(int64_t numerator, int64_t denominator);
int amount_compare(Amount a, Amount b); /* exact, no overflow */
Amount amount_subtract(Amount a, Amount b);
Amount amount_scale(Amount a, int64_t numerator, int64_t denominator);
double amount_double(Amount a);
/* a * 10^decimals rounded half away from zero; decimals at most 18 here and below */
int64_t amount_rounded(Amount a, int decimals);
/* The least decimals (at most `most`) that show the amount exactly, else `most`. */
int amount_decimals(Amount a, int most);

typedef enum { LANGUAGE_SV, LANGUAGE_EN } Language;

/* "1 234,5" (U+00A0 groups, comma) or "1,234.5"; for people. U+2212, groups from 1 000. */
Str number_print(Arena *arena, Language language, Amount amount, int decimals);
/* "1234.5", "-3": for machines; at most `most` decimals, no trailing zeros. */
Str number_plain(Arena *arena, Amount amount, int most);

typedef enum {
    NUMBER_OK,
    NUMBER_EMPTY,
    NUMBER_NOT_A_NUMBER,
    NUMBER_AMBIGUOUS,   /* "1.234", "1,234.5" */
    NUMBER_EXPONENT,    /* "1,5E+05": Excel's damage */
    NUMBER_TOO_PRECISE, /* more decimals than the column holds */
    NUMBER_TOO_LARGE
} NumberFault;

/* Reads "1 234,5", "−3", "12", "0,80", "12 %", "170 st" to an integer scaled by
 * 10^decimals. Group separators U+0020 U+00A0 U+202F U+2009 in groups of three; comma is
 * the decimal sign, a point only with `point_decimal` (declared by the file's format),
 * where then the comma is ambiguous. A unit behind the number (%, st, kr, min, h) is read
 * and dropped. */
NumberFault number_parse(Str text, int decimals, bool point_decimal, int64_t *scaled);

#endif
