/* facts_forecast.h: what a year's total will be, as known at one of its months.
 *
 * shape   of what adds up over the months: rows counted, whole sums, those who are new, and
 *         figures sent in that are not carried forward. Not of different persons, who may
 *         come back, nor of shares, means and ratios
 * fails   never by the data: what cannot be forecast has known = false
 * source  METHODS 5.1; see engine/stats/forecast.h
 *
 * Only what the level may see is used. The year to date must be visible; a month that is
 * protected is part of it, one that is missing is still to come (of a total of which parts
 * are missing, in their proportion). The seasons, and how much months vary, are those of
 * the last five years of all units of the unit's type; a unit's year with any month missing
 * or protected is left out whole, so that what is left out favours no month.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_FORECAST_H
#define SAMSYN_FACTS_FORECAST_H

#include "engine/facts.h"

enum { FORECAST_MONTHS_LEAST = 3 }; /* before, it is too early to judge */
#define FORECAST_LIKELY 0.8         /* a goal with this chance is on its way to be met */
#define FORECAST_UNLIKELY 0.2       /* with no more for even the limit for partly: not */

typedef struct {
    bool known;
    bool outcome; /* the year is whole: this is what it came to */
    Period year;
    int32_t until; /* the month as of which */
    int months;    /* reported, at least in part */
    int64_t to_date;
    double estimate; /* of the year's total, as are the limits of its 80 % interval */
    int64_t low80, high80;
    bool has_chance;              /* there is a goal, and a direction */
    double chance, chance_partly; /* that the goal, or its limit for partly, is reached */
    size_t years;                 /* of units, that tell the seasons; 0: even months */
    bool has_last_year;
    int64_t last_year;
    double dispersion;
} FactForecast;

/* Of the year of `month`, as known at its end. */
bool facts_forecast(Facts *facts, Str indicator, Str unit, Str group, Period month,
                    FactForecast *forecast, Error *error);
/* Of the year of a fact's last month, or of the last that anybody has reported if that is
 * before; nothing where none of the fact's months is. */
bool facts_forecast_of(Facts *facts, const Fact *fact, FactForecast *forecast,
                       Error *error);

/* A chance in tenths, as it is told: 0 is "less than 1 in 20", 10 "more than 19 in 20". */
int forecast_tenths(double chance);

#endif
