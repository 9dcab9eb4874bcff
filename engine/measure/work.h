/* work.h: what the files of this room share while cells are rebuilt.
 *
 * A calendar year of one record kind is the unit of work: its rows are read once, each cell
 * of the year is counted from them, and memory is that of a year. Every kind of period lies
 * within the year but one, the twelve months until June, for which the half-year before is
 * read too. Only cells marked in `affected` are counted and written.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_WORK_H
#define SAMSYN_MEASURE_WORK_H

#include "engine/measure/cells.h"
#include "engine/stats/outcome.h"
#include "engine/store/records.h"

enum { YEAR_SLOTS = 12 + 4 + 3 + 2 + 1 + 12 + 2 };
enum { YEAR_MONTHS = 12, MONTHS_BEFORE = 6, WINDOW_MONTHS = MONTHS_BEFORE + YEAR_MONTHS };

/* A period of a year; kind is a PeriodKind, CELL_TO_DATE or CELL_ROLLING; `month` names it.
 */
typedef struct {
    int kind;
    int32_t month, first, last;
} Slot;

typedef struct {
    const size_t *items;
    size_t count;
} UnitList;

typedef struct {
    Store *store;
    const Workspace *workspace;
    Arena *arena;
    size_t units, groups;  /* groups: 0 is all, then the target groups */
    const UnitList *above; /* of a unit: itself, all it belongs to, and what it became */
    const UnitList *below; /* itself, all that belongs to it, and what became it */
    const bool *has_parts; /* others belong to it */
    int32_t horizon;
    int32_t frozen; /* cells of periods that begin before it stay as they are */
    bool fresh;     /* there are no cells yet, so none has to be taken away */
    CellsCount *count;
} Work;

/* One year of one source of records. Arrays are indexed by unit * YEAR_SLOTS + slot. */
typedef struct {
    int year;
    int32_t start; /* the window's first month */
    Slot slots[YEAR_SLOTS];
    bool *affected;
    bool *sole; /* keys of each unit's own can be counted, see unit_sole() */
    int32_t *delivered, *expected;
} Year;

/* The cells of one indicator and year; indexed as cell_at() says. */
typedef struct {
    const Indicator *indicator;
    size_t parts; /* 1 and its parts */
    Cell *cells;
    bool *there;
    OutcomeMoments *moments; /* kept beside the cells, of outcomes; else NULL */
} Sheet;

static inline size_t cell_at(const Work *work, size_t part, size_t unit, size_t group,
                             size_t slot)
{
    return ((part * work->units + unit) * work->groups + group) * YEAR_SLOTS + slot;
}

static inline bool slot_holds(const Slot *slot, int32_t month)
{
    return slot->first <= month && month <= slot->last;
}

/* Something of the period is over, and of its year: else there is no cell. */
bool slot_due(const Work *work, const Slot *slot);
void year_slots(int year, Slot slots[YEAR_SLOTS]);
/* Keys that each unit gives out itself can be counted in a unit's slot when one unit alone
 * stands behind it: not above it, and not while it was several. */
bool unit_sole(const Work *work, size_t unit, const Slot *slot);
bool unit_goes_on_in(const Work *work, size_t unit, size_t successor);
/* Does the unit count by itself in a whole above it? Else it was not there, or is told as
 * part of what it has become by then. */
bool unit_counts_for(const Work *work, size_t unit, size_t whole, const Slot *slot);
/* The place of a unit or group in Work; SIZE_MAX when the settings do not know it. */
size_t work_unit(const Work *work, Str id);
size_t work_group(const Work *work, Str id);

Sheet sheet_new(const Work *work, Arena *arena, const Indicator *indicator);

/* The figures that units report, all of them. */
typedef struct Reports Reports;
bool reports_load(Work *work, Arena *arena, Reports **reports, Error *error);
bool reports_firsts(Work *work, const Reports *reports, Error *error);
void reports_fill(Work *work, const Year *year, const Reports *reports,
                  const Indicator *indicator, Sheet *sheet);

/* What is made from other indicators' cells, which are written before. */
bool ratio_fill(Work *work, const Year *year, const Indicator *indicator, Sheet *sheet,
                Error *error);
bool offered_fill(Work *work, const Year *year, const Indicator *indicator, Sheet *sheet,
                  Error *error);
/* The cells of a series in a year's slots. */
typedef struct {
    Cell cells[YEAR_SLOTS];
    bool there[YEAR_SLOTS];
} Side;
bool side_read(Work *work, const Year *year, Str indicator, Str part, size_t unit,
               size_t group, Side *side, Error *error);

bool cells_schema(Store *store, Error *error);
bool sheet_write(Work *work, Arena *arena, const Year *year, const Sheet *sheet,
                 Error *error);
/* A cell that stays as it is kept: it was not touched, or what it is of was purged. */
bool sheet_is_kept(const Work *work, const Year *year, size_t unit, size_t slot);
/* Puts those cells beside the ones counted anew. */
bool sheet_read_kept(Work *work, const Year *year, Sheet *sheet, Error *error);
/* Which series (cells of one slot, in order) have something hidden in the months of the
 * window before the year. */
bool sheet_read_before(Work *work, const Year *year, const Sheet *sheet, bool *before,
                       Error *error);
/* Writes what has become of the protection of a cell that is kept. */
bool sheet_write_mark(Work *work, const Year *year, const Sheet *sheet, size_t at,
                      Error *error);

#endif
