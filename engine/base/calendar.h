/* calendar.h: days and the periods reports are written for.
 *
 * unit    a day is the count of days since 1 January 1970 (Gregorian); a month serial is
 *         12 * year + month - 1
 * source  Hinnant, "chrono-compatible low-level date algorithms", for day <-> civil date
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_CALENDAR_H
#define SAMSYN_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/text.h"

int32_t day_from(int year, int month, int day);
void day_to(int32_t day, int *year, int *month, int *day_of_month);
bool day_valid(int year, int month, int day);
bool day_parse_iso(Str text, int32_t *day); /* 2018-03-26 and nothing else */
Str day_iso(Arena *arena, int32_t day);
int32_t day_month_serial(int32_t day);

typedef enum {
    PERIOD_MONTH,   /* 2018-03 */
    PERIOD_QUARTER, /* 2018-Q1 */
    PERIOD_TERTIAL, /* 2018-T1 */
    PERIOD_HALF,    /* 2018-H1 */
    PERIOD_YEAR     /* 2018 */
} PeriodKind;

typedef struct {
    PeriodKind kind;
    int32_t first_month; /* month serial of its first month */
} Period;

bool period_parse(Str text, Period *period);
Str period_id(Arena *arena, Period period);
bool period_kind_parse(Str word, PeriodKind *kind); /* month quarter tertial half year */
Str period_kind_word(PeriodKind kind);
int period_months(PeriodKind kind); /* 1 3 4 6 12 */
Period period_containing(PeriodKind kind, int32_t month_serial);
Period period_next(Period period, int steps); /* steps may be negative */
/* Are the months, first to last, whole periods of the kind? */
bool months_are_whole(PeriodKind kind, int32_t first, int32_t last);
Period period_last_year(Period period); /* the same period a year before */
int period_year(Period period);
int period_index(Period period); /* 1-based within its year: March 3, Q1 1 */
int32_t period_last_month(Period period);
int32_t period_first_day(Period period);
int32_t period_last_day(Period period);
bool period_equal(Period a, Period b);

#endif
