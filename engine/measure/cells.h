/* cells.h: the cells: indicator x part x unit x target group x period, kept in the
 * database.
 *
 * shape  a cell is kept where something was delivered; what is not kept is told apart by
 *        first_months (source: a record kind, "reported:INDICATOR" or
 * "reported:INDICATOR:GROUP"): before a unit's first delivered month it is not measured,
 * after it missing fails  ERROR_WRITE as the store does
 *
 * A cell is a function of the records that hold, of the settings, and of the horizon (the
 * last month that anything dated was delivered for), never of the order of imports.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_CELLS_H
#define SAMSYN_MEASURE_CELLS_H

#include "engine/base/calendar.h"
#include "engine/base/number.h"
#include "engine/catalogue/workspace.h"
#include "engine/store/store.h"

/* Beside the calendar's kinds of period, named by its last month: the year to date, and at
 * the end of each half-year the twelve months until then. */
enum { CELL_TO_DATE = PERIOD_YEAR + 1, CELL_ROLLING = PERIOD_YEAR + 2 };

typedef enum { CELL_OK, CELL_PRELIMINARY, CELL_NOT_APPLICABLE } CellState;

/* For its own sake, of few people; and so that those cannot be worked out. */
typedef enum { CELL_OPEN, CELL_PRIMARY, CELL_COMPLEMENT } CellProtection;

typedef struct {
    CellState state;
    CellProtection protected_;
    int64_t n;
    Amount value;
    bool has_denominator;
    Amount denominator;
    int64_t people; /* who stand behind it, cut off at the limit; 0 where not told */
    int32_t delivered, expected;
    int year; /* not 0: a figure carried forward from that year */
} Cell;

typedef struct {
    size_t cells; /* worked on: written, or looked at and taken away */
    bool all;     /* everything was rebuilt */
} CellsCount;

/* Both inside the caller's transaction, so that records and cells change together. */
bool cells_rebuild_touched(Store *store, const Workspace *workspace, Arena *arena,
                           CellsCount *count, Error *error);
bool cells_rebuild_all(Store *store, const Workspace *workspace, Arena *arena,
                       CellsCount *count, Error *error);

/* SQL: a cell of a period that began before a month, which is printed twice into it. Where
 * records were purged such cells are never made anew. */
#define CELLS_FROZEN "(month < %d OR (period_kind = 6 AND month - 11 < %d))"

/* Tells the journal, in the same transaction. */
bool cells_tell_rebuilt(Store *store, const Workspace *workspace, Arena *arena,
                        const CellsCount *count, Error *error);

/* Nothing touched is left, and the settings are those the cells were made with. */
bool cells_current(Store *store, const Workspace *workspace, bool *current, Error *error);
/* The last month that anything dated was delivered for; false when there is none. */
bool cells_horizon(Store *store, int32_t *month, bool *known, Error *error);

/* Reads the columns of CELL_COLUMNS, from `column` on, of a statement's row. */
#define CELL_COLUMNS                                                            \
    "c.state, c.protected, c.n, c.numerator, c.denominator, c.over_numerator, " \
    "c.over_denominator, c.people, c.delivered, c.expected, c.year"
Cell cell_of_row(const Statement *row, int column);

#endif
