/* arrivals.h: new keys, as the files of the arrivals share them; see arrivals.c. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_ARRIVALS_H
#define SAMSYN_MEASURE_ARRIVALS_H

#include "engine/measure/coverage.h"
#include "engine/measure/tally.h"

/* The text's number is the low bits of who a key is; the unit, where it counts, is above.
 */
enum { WHO_TEXT_BITS = 40 };

/* How many new keys more a month has, of a target group. */
typedef struct {
    int64_t n;
    bool changed;
} ArrivalMonth;

typedef struct Arrivals {
    Tally *tally;
    Touches *touches;
    size_t kind, unit; /* at hand */
    int64_t series;    /* of the unit */
    bool any_kept;     /* it has keys already */
    Statement *find, *put, *put_many, *remove, *add;
    ArrivalMonth *months;        /* of the year: month * groups + group */
    int32_t first_day, last_day; /* of the year */
} Arrivals;

static inline int32_t first_day_of(int64_t first)
{
    return (int32_t)((first - 1) / 64);
}

/* Did the month of the unit, or of one below it, change; or lose rows? */
bool arrivals_touched(const Arrivals *arrivals, int32_t month, bool removed);
/* A key comes first there; 0: nowhere any more. `before` is where it did, 0 for nowhere. */
bool arrivals_put(Arrivals *arrivals, Str key, int64_t before, int64_t first, Error *error);
/* The unit's keys whose first row was taken away come first elsewhere, or nowhere. */
bool arrivals_replace_gone(Arrivals *arrivals, Arena *arena, const Keys *keys,
                           Error *error);

#endif
