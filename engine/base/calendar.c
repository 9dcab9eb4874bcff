/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/calendar.h"

/* Years count from March, so that the leap day is the last of a year; eras of 400 years are
 * all equally long. */
int32_t day_from(int year, int month, int day)
{
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int32_t)((int64_t)era * 146097 + day_of_era - 719468);
}

void day_to(int32_t day, int *year, int *month, int *day_of_month)
{
    int64_t shifted = (int64_t)day + 719468;
    int era = (int)((shifted >= 0 ? shifted : shifted - 146096) / 146097);
    int day_of_era = (int)(shifted - (int64_t)era * 146097);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool day_valid(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= lengths[month - 1] + (month == 2 && is_leap(year));
}

/* All of `text` as a number; -1 for anything but digits. */
static int digits(Str text)
{
    int number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return -1;
        number = number * 10 + (text.ptr[i] - '0');
    }
    return text.len ? number : -1;
}

bool day_parse_iso(Str text, int32_t *day)
{
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return false;
    int year = digits(str_slice(text, 0, 4));
    int month = digits(str_slice(text, 5, 7));
    int day_of_month = digits(str_slice(text, 8, 10));
    if (!day_valid(year, month, day_of_month))
        return false;
    *day = day_from(year, month, day_of_month);
    return true;
}

Str day_iso(Arena *arena, int32_t day)
{
    int year, month, day_of_month;
    day_to(day, &year, &month, &day_of_month);
    return str_format(arena, "%04d-%02d-%02d", year, month, day_of_month);
}

int32_t day_month_serial(int32_t day)
{
    int year, month, day_of_month;
    day_to(day, &year, &month, &day_of_month);
    return 12 * year + month - 1;
}

/* The letter stands in the id of a period of the kind; months and years have none. */
static const struct {
    Str word;
    int months;
    char letter;
} kinds[] = {
    [PERIOD_MONTH] = {{"month", 5}, 1, 0},
    [PERIOD_QUARTER] = {{"quarter", 7}, 3, 'Q'},
    [PERIOD_TERTIAL] = {{"tertial", 7}, 4, 'T'},
    [PERIOD_HALF] = {{"half", 4}, 6, 'H'},
    [PERIOD_YEAR] = {{"year", 4}, 12, 0},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* "03" or "Q1" behind the year, as a kind and a 1-based index. */
static bool period_tail(Str tail, PeriodKind *kind, int *index)
{
    if (tail.len != 2)
        return false;
    *kind = PERIOD_MONTH;
    *index = digits(tail);
    for (int k = 0; k < KINDS; k++)
        if (kinds[k].letter && kinds[k].letter == tail.ptr[0]) {
            *kind = (PeriodKind)k;
            *index = digits(str_slice(tail, 1, 2));
        }
    return *index >= 1 && *index <= 12 / kinds[*kind].months;
}

bool period_parse(Str text, Period *period)
{
    int year = text.len >= 4 ? digits(str_slice(text, 0, 4)) : -1, index = 1;
    PeriodKind kind = PERIOD_YEAR;
    if (year < 1 || (text.len > 4 && text.ptr[4] != '-'))
        return false;
    if (text.len > 4 && !period_tail(str_slice(text, 5, text.len), &kind, &index))
        return false;
    *period = (Period){kind, 12 * year + (index - 1) * kinds[kind].months};
    return true;
}

Str period_id(Arena *arena, Period period)
{
    int year = period_year(period), index = period_index(period);
    switch (period.kind) {
    case PERIOD_MONTH:
        return str_format(arena, "%04d-%02d", year, index);
    case PERIOD_YEAR:
        return str_format(arena, "%04d", year);
    case PERIOD_QUARTER:
    case PERIOD_TERTIAL:
    case PERIOD_HALF:
        break;
    }
    return str_format(arena, "%04d-%c%d", year, kinds[period.kind].letter, index);
}

bool period_kind_parse(Str word, PeriodKind *kind)
{
    for (int k = 0; k < KINDS; k++)
        if (str_equal(word, kinds[k].word)) {
            *kind = (PeriodKind)k;
            return true;
        }
    return false;
}

Str period_kind_word(PeriodKind kind)
{
    return kinds[kind].word;
}

int period_months(PeriodKind kind)
{
    return kinds[kind].months;
}

/* Years divide evenly into every kind, so periods can be counted from the year 0. */
Period period_containing(PeriodKind kind, int32_t month_serial)
{
    int months = kinds[kind].months, behind = month_serial % months;
    return (Period){kind, month_serial - (behind < 0 ? behind + months : behind)};
}

Period period_next(Period period, int steps)
{
    return (Period){period.kind, period.first_month + steps * kinds[period.kind].months};
}

bool months_are_whole(PeriodKind kind, int32_t first, int32_t last)
{
    return first % kinds[kind].months == 0 && (last + 1) % kinds[kind].months == 0;
}

Period period_last_year(Period period)
{
    return (Period){period.kind, period.first_month - 12};
}

int period_year(Period period)
{
    return period_containing(PERIOD_YEAR, period.first_month).first_month / 12;
}

int period_index(Period period)
{
    int month = period.first_month - 12 * period_year(period);
    return month / kinds[period.kind].months + 1;
}

int32_t period_last_month(Period period)
{
    return period.first_month + kinds[period.kind].months - 1;
}

int32_t period_first_day(Period period)
{
    int year = period_year(period);
    return day_from(year, period.first_month - 12 * year + 1, 1);
}

int32_t period_last_day(Period period)
{
    return period_first_day(period_next(period, 1)) - 1;
}

bool period_equal(Period a, Period b)
{
    return a.kind == b.kind && a.first_month == b.first_month;
}
