/* A hit needs nine digits (a T-number has a letter for the tenth), a telephone number
 * eight, an address an @ and five more. Its length or one look-up per byte tells cells that
 * can have none of these, which is nearly all; only the rest is written out in plain digits
 * and looked through. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/guard.h"

#include <string.h>

#include "engine/base/lanes.h"

#define ADDRESS_LEAST 6 /* a@b.se */
#define RISK_LEAST 8
#define SCAN_MOST 4096 /* of plain characters at a time; a longer cell is read in steps */
#define SCAN_OVERLAP 32

/* 1 for a digit and for the first byte of what may be a digit in another script (C2, C4 to
 * F4; C3 is Latin letters), enough at once for @. */
#define SEVEN_ONES 1, 1, 1, 1, 1, 1, 1
static const unsigned char risks[256] = {
    ['0'] = SEVEN_ONES,  1,          1,          1,          ['@'] = RISK_LEAST, [0xC2] = 1,
    [0xC4] = SEVEN_ONES, SEVEN_ONES, SEVEN_ONES, SEVEN_ONES, SEVEN_ONES,         SEVEN_ONES,
    SEVEN_ONES};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first of ten digits in each script that a keyboard or a form may give. */
static char plain_digit(uint32_t rune)
{
    static const uint32_t zeros[] = {0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66,
                                     0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
                                     0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810,
                                     0xFF10, 0x2070, 0x2080};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (rune >= zeros[i] && rune < zeros[i] + 10)
            return (char)('0' + (rune - zeros[i]));
    if (rune == 0xB9 || rune == 0xB2 || rune == 0xB3) /* superscript one, two, three */
        return rune == 0xB9 ? '1' : rune == 0xB2 ? '2' : '3';
    if (rune >= 0x1D7CE && rune <= 0x1D7FF) /* mathematical digits, five sets */
        return (char)('0' + (rune - 0x1D7CE) % 10);
    return 0;
}

/* One plain character for each code point: digits, dashes and spaces of every kind, capital
 * letters; 'x' for any other letter and '.' for any other sign; 0 for what does not show.
 */
static char plain(uint32_t rune)
{
    if (rune >= 'a' && rune <= 'z')
        return (char)(rune - 32);
    if (rune == '\t' || rune == '\n' || rune == '\r' || rune == 0xA0 || rune == 0x202F ||
        (rune >= 0x2000 && rune <= 0x200A) || rune == 0x3000)
        return ' ';
    if (rune < 0x80)
        return (char)rune;
    if ((rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212 || rune == 0xFE63 ||
        rune == 0xFF0D)
        return '-';
    if (rune == 0xFF0B)
        return '+';
    if (rune == 0xAD || (rune >= 0x200B && rune <= 0x200F) || rune == 0x2060 ||
        rune == 0xFEFF)
        return 0;
    char digit = plain_digit(rune);
    return digit ? digit : 'x';
}

static int two(const char *at)
{
    return (at[0] - '0') * 10 + (at[1] - '0');
}

/* Six digits that can be the date of a personal number, or of a coordination number with
 * the day raised by 60: then month 00 and day 60 are an unknown date. */
static bool date_plausible(const char *at)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int i = 0; i < 6; i++)
        if (!is_digit(at[i]))
            return false;
    int month = two(at + 2), day = two(at + 4);
    if (month > 12)
        return false;
    if (day >= 60)
        return day <= 91;
    return month >= 1 && day >= 1 && day <= lengths[month - 1];
}

/* The check digit, weights 2 1 2 1 ... over the ten-digit form; a letter counts as 1. */
static bool luhn_right(const char *date, const char *serial)
{
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        char c = i < 6 ? date[i] : serial[i - 6];
        int product = (is_digit(c) ? c - '0' : 1) * (i % 2 == 0 ? 2 : 1);
        sum += product / 10 + product % 10;
    }
    return sum % 10 == 0;
}

/* At a place where no digit stands before: (16|18|19|20)? date [-+ ]? serial, and no digit
 * behind. 16 is the prefix of a sole trader's organisation number, which is a person's. */
static GuardClass identity_at(const char *at, size_t left, bool century, bool bare_allowed)
{
    static const char letters[] = "TRSUWXJKLMN";
    const char *date = at + (century ? 2 : 0);
    size_t taken = (century ? 2u : 0u) + 6;
    if (left < taken + 4 || !date_plausible(date))
        return GUARD_CLEAR;
    char sign = at[taken];
    bool separated = sign == '-' || sign == '+' || sign == ' ';
    taken += separated;
    if (left < taken + 4)
        return GUARD_CLEAR;
    const char *serial = at + taken;
    bool letter = serial[0] && strchr(letters, serial[0]);
    if (!(is_digit(serial[0]) || letter) || !is_digit(serial[1]) || !is_digit(serial[2]) ||
        !is_digit(serial[3]) || (left > taken + 4 && is_digit(serial[4])))
        return GUARD_CLEAR;
    bool bare = !century && !separated && !letter;
    if (bare && bare_allowed)
        return GUARD_CLEAR;
    if (luhn_right(date, serial))
        return GUARD_IDENTITY;
    return century || sign == '-' || sign == '+' ? GUARD_MISTYPED : GUARD_BARE;
}

static bool is_century(const char *at)
{
    return memcmp(at, "18", 2) == 0 || memcmp(at, "19", 2) == 0 ||
           memcmp(at, "20", 2) == 0 || memcmp(at, "16", 2) == 0;
}

static GuardClass identity_find(const char *text, size_t len, bool bare_allowed)
{
    GuardClass worst = GUARD_CLEAR;
    for (size_t i = 0; i + 10 <= len; i++) {
        if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1])))
            continue;
        GuardClass found = identity_at(text + i, len - i, false, bare_allowed);
        worst = found > worst ? found : worst;
        if (is_century(text + i)) {
            found = identity_at(text + i, len - i, true, bare_allowed);
            worst = found > worst ? found : worst;
        }
    }
    return worst;
}

/* 0 or +46 or 0046, then digits in groups: nine to eleven after the country code is taken
 * as the leading 0, or eight when written in groups (08-12 34 56). */
static bool phone_at(const char *text, size_t len, size_t at, bool bare_allowed)
{
    size_t i = at, digits = 0, groups = 0;
    if (len - at > 3 && memcmp(text + at, "+46", 3) == 0) {
        i += 3;
        digits = groups = 1;
    } else if (len - at > 4 && memcmp(text + at, "0046", 4) == 0) {
        i += 4;
        digits = groups = 1;
    } else if (text[at] != '0' || at + 1 >= len || text[at + 1] == '0') {
        return false;
    }
    for (bool between = true; i < len; i++) {
        if (is_digit(text[i])) {
            digits++;
            between = false;
        } else if ((text[i] == '-' || text[i] == ' ' || text[i] == '/' || text[i] == '(' ||
                    text[i] == ')') &&
                   i + 1 < len && (is_digit(text[i + 1]) || text[i + 1] == '(')) {
            groups += !between;
            between = true;
        } else {
            break;
        }
    }
    if (groups == 0 && bare_allowed)
        return false;
    return digits >= (groups > 0 ? 8u : 9u) && digits <= (groups > 0 ? 11u : 10u);
}

static bool phone_find(const char *text, size_t len, bool bare_allowed)
{
    for (size_t i = 0; i + 8 <= len; i++)
        if ((text[i] == '0' || text[i] == '+') && (i == 0 || !is_digit(text[i - 1])) &&
            (i == 0 || (text[i - 1] != '-' && text[i - 1] != ',' && text[i - 1] != '.')) &&
            phone_at(text, len, i, bare_allowed))
            return true;
    return false;
}

static bool is_address_char(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || c == 'x' || c == '-' || c == '_';
}

/* name@host.domain */
static bool email_find(const char *text, size_t len)
{
    for (size_t i = 1; i < len; i++) {
        if (text[i] != '@' || !is_address_char(text[i - 1]))
            continue;
        size_t host = i + 1;
        while (host < len && is_address_char(text[host]))
            host++;
        if (host > i + 1 && host + 2 < len && text[host] == '.' &&
            is_address_char(text[host + 1]) && is_address_char(text[host + 2]))
            return true;
    }
    return false;
}

static GuardClass plain_scan(const char *text, size_t len, bool bare_allowed)
{
    GuardClass identity = identity_find(text, len, bare_allowed);
    if (identity >= GUARD_MISTYPED)
        return identity;
    if (email_find(text, len))
        return GUARD_EMAIL;
    return phone_find(text, len, bare_allowed) ? GUARD_PHONE : identity;
}

/* 2018-03-26: eight digits as well, and in every row. */
static bool is_iso_date(Str cell)
{
    return cell.len == 10 && (cell.ptr[0] == '1' || cell.ptr[0] == '2') &&
           cell.ptr[4] == '-' && cell.ptr[7] == '-';
}

/* Apart from guard_scan(), so that nearly all cells need none of this room. */
static __attribute__((noinline)) GuardClass written_scan(Str cell, bool bare_allowed)
{
    char text[SCAN_MOST];
    size_t len = 0;
    GuardClass worst = GUARD_CLEAR;
    for (size_t offset = 0; offset < cell.len;) {
        char c = plain(utf8_next(cell, &offset));
        if (c)
            text[len++] = c;
        if (len < SCAN_MOST && offset < cell.len)
            continue;
        GuardClass found = plain_scan(text, len, bare_allowed);
        worst = found > worst ? found : worst;
        size_t keep = len < SCAN_OVERLAP ? len : SCAN_OVERLAP;
        memmove(text, text + len - keep, keep);
        len = keep;
    }
    return worst;
}

/* Is there an @ among the first eight bytes? */
static bool at_sign(const char *text, size_t len)
{
    uint64_t lanes = lanes_load_short(text, len) ^ LANES_EACH('@');
    return ((lanes - LANES_EACH(1)) & ~lanes & LANES_EACH(0x80)) != 0;
}

GuardClass guard_scan(Str cell, bool bare_allowed)
{
    if (cell.len < ADDRESS_LEAST || (cell.len < RISK_LEAST && !at_sign(cell.ptr, cell.len)))
        return GUARD_CLEAR;
    if (is_iso_date(cell) && !at_sign(cell.ptr, 8) && !at_sign(cell.ptr + 2, 8))
        return GUARD_CLEAR;
    unsigned risk = 0;
    for (size_t i = 0; i < cell.len; i++)
        risk += risks[(unsigned char)cell.ptr[i]];
    if (risk < RISK_LEAST)
        return GUARD_CLEAR;
    return written_scan(cell, bare_allowed);
}

bool guard_delicate(Str text)
{
    size_t run = 0;
    if (text.len && text.ptr[0] == '=')
        return true;
    for (size_t offset = 0; offset < text.len;) {
        run = is_digit(plain(utf8_next(text, &offset))) ? run + 1 : 0;
        if (run >= 6)
            return true;
    }
    return false;
}
