/* coverage.h: what was delivered, since when, until when, and what an import touched. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_COVERAGE_H
#define SAMSYN_MEASURE_COVERAGE_H

#include "engine/measure/work.h"

enum { HORIZON_NONE = 0 }; /* before any month */
enum { FIRST_NEVER = INT32_MAX };

/* kind * units + unit: the first month delivered, now and when cells were built last. */
typedef struct {
    int32_t *now, *before;
} Firsts;

/* Marks by kind, unit and month of whole years; after the record kinds come the
 * instruments, of whose episodes some may close in the month. */
typedef struct Touches {
    int first_year, last_year; /* last < first: nothing is touched */
    unsigned char *marks;      /* TOUCHED, TOUCHED_REMOVED */
} Touches;
enum { TOUCHED = 1, TOUCHED_REMOVED = 2 };

size_t kind_place(const Workspace *workspace, Str name); /* SIZE_MAX: unknown */
/* Rows of such a kind reach beyond the month they begin in. */
bool kind_lasts(const Workspace *workspace, size_t kind);

bool coverage_horizon(Store *store, const Workspace *workspace, int32_t *horizon,
                      Error *error);
/* What is delivered is not all known: only until a month, and of each unit from one on. */
typedef struct {
    int32_t until;
    const int32_t *from; /* by unit */
} CoverageLimit;

/* Fills the year's delivered and expected months; `limit` may be NULL. */
bool coverage_fill(Work *work, Arena *arena, Year *year, size_t kind, bool spread,
                   const Firsts *firsts, const CoverageLimit *limit, Error *error);

bool firsts_load(Work *work, Firsts *firsts, Error *error);
bool firsts_write(Work *work, const Firsts *firsts, Error *error);

/* The place of an instrument among the kinds. */
size_t touches_instrument(const Work *work, size_t instrument);
bool touches_load(Work *work, int32_t horizon_before, const Firsts *firsts,
                  Touches *touches, Error *error);
/* False beyond its years, too. */
bool touches_marked(const Touches *touches, const Work *work, size_t kind, size_t unit,
                    int32_t month);
/* Rows of the month do not hold any more. */
bool touches_removed(const Touches *touches, const Work *work, size_t kind, size_t unit,
                     int32_t month);
void touches_mark(Touches *touches, const Work *work, size_t kind, size_t unit,
                  int32_t month);

/* Counts a year's cells where they are touched, and writes them. Years come in order, since
 * one may touch more of those after it. */
bool cells_build_year(Work *work, int number, Touches *touches, const Firsts *firsts,
                      const Reports *reports, Error *error);

#endif
