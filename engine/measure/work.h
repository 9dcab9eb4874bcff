/* work.h: what the files of this room share while cells are rebuilt.
 *
 * Every kind of period lies within a calendar year, so a year of one record kind is the
 * unit of work: its rows are read once, each cell of the year is counted from them, and
 * memory is that of a year. Only cells marked in `affected` are counted and written.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_WORK_H
#define SAMSYN_MEASURE_WORK_H

#include "engine/measure/cells.h"

enum { YEAR_SLOTS = 12 + 4 + 3 + 2 + 1 + 12 };
enum { YEAR_MONTHS = 12 };

/* A period of a year; kind is a PeriodKind or CELL_TO_DATE, `month` names it. */
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
    const UnitList *above; /* of a unit: itself and all it belongs to */
    const UnitList *below; /* itself and all that belongs to it */
    int32_t horizon;
    bool fresh; /* there are no cells yet, so none has to be taken away */
    CellsCount *count;
} Work;

/* One year of one source of records. Arrays are indexed by unit * YEAR_SLOTS + slot. */
typedef struct {
    int year;
    Slot slots[YEAR_SLOTS];
    bool *affected;
    int32_t *delivered, *expected;
} Year;

/* The cells of one indicator and year; indexed as cell_at() says. */
typedef struct {
    const Indicator *indicator;
    size_t parts; /* 1 and its parts */
    Cell *cells;
    bool *there;
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

void year_slots(int year, Slot slots[YEAR_SLOTS]);
bool unit_is_composite(const Work *work, size_t unit);
/* The place of a unit or group in Work; SIZE_MAX when the settings do not know it. */
size_t work_unit(const Work *work, Str id);
size_t work_group(const Work *work, Str id);

/* A kind that no file was ever read of has no table yet. */
bool record_table_exists(Store *store, const RecordKind *kind, bool *exists, Error *error);

/* Columns that are text are numbers here, alike for alike texts of one load. */
typedef struct Rows Rows;
#define ROW_NOTHING INT64_MIN
bool rows_load(Work *work, Arena *arena, const RecordKind *kind, const Year *year,
               const Indicator *spans, Rows **rows, Error *error);
size_t rows_count(const Rows *rows);
/* One value of a row: of unit, group (places in Work), a day, a number, or a text's number
 */
int64_t rows_value(const Rows *rows, size_t row, size_t column);
size_t rows_column(const Rows *rows, Str name);
int64_t rows_text(Rows *rows, Str text); /* the number that text has in this load */
size_t rows_unit(const Rows *rows, size_t row);
size_t rows_group(const Rows *rows, size_t row);
int32_t rows_day(const Rows *rows, size_t row);

Sheet sheet_new(const Work *work, Arena *arena, const Indicator *indicator);
bool tally_rows(Work *work, Arena *arena, const Year *year, Rows *rows,
                const Indicator *indicator, Sheet *sheet);

/* The figures that units report, all of them. */
typedef struct Reports Reports;
bool reports_load(Work *work, Arena *arena, Reports **reports, Error *error);
bool reports_firsts(Work *work, const Reports *reports, Error *error);
void reports_fill(Work *work, const Year *year, const Reports *reports,
                  const Indicator *indicator, Sheet *sheet);

bool ratio_fill(Work *work, const Year *year, const Indicator *indicator, Sheet *sheet,
                Error *error);

bool cells_schema(Store *store, Error *error);
bool sheet_write(Work *work, Arena *arena, const Year *year, const Sheet *sheet,
                 Error *error);

#endif
