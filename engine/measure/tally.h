/* tally.h: rows counted into the cells of one indicator and year.
 *
 * shape  counts add up, so rows of a day are counted in their own unit and month, and the
 *        months are added to what holds them; rows that last weigh differently in each
 *        period and are counted in each. Different keys are kept with the months they were
 *        seen in. The people behind a figure add up too: only so many keys are kept as the
 *        limit asks for, and fewer than that are all there are.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_TALLY_H
#define SAMSYN_MEASURE_TALLY_H

#include "engine/measure/keys.h"
#include "engine/measure/rows.h"

typedef struct {
    int64_t n, sum, plain; /* plain: people of rows without a key */
    uint32_t people;       /* different keys, cut off at the limit */
} Count;

/* Counts with the keys behind them, `limit` for each; keys NULL where none is counted. */
typedef struct {
    Count *counts;
    uint64_t *keys;
} Counts;

/* A share counts the rows that fit and the others apart. */
enum { SIDE_FITS, SIDE_OTHERS, SIDES };

typedef struct {
    Work *work;
    Arena *arena;
    const Year *year;
    Rows *rows;
    const Indicator *indicator;
    size_t parts, limit;
    bool *counted;        /* unit * YEAR_SLOTS + slot: which are worked on */
    Counts cells[SIDES];  /* as cell_at() says */
    Counts months[SIDES]; /* of the unit at hand, as tally_month_at() says */
    bool counts_rows;     /* months are used */
    size_t column, by, key, weight, from, till;
    const int64_t *part_values; /* the number of each part's text */
    int64_t *where_values;      /* flat, clause after clause; first where, then having */
    size_t *where_columns;
    bool of_keys;              /* different keys are counted, see KeyGroup */
    Keys *seen;                /* of rows that last; else NULL */
    struct Arrivals *arrivals; /* of new keys; else NULL */
} Tally;

/* What is kept beside a key, where it is asked for. */
typedef struct {
    int64_t first; /* day and group of its first row in the year, as key_first(); 0: none */
    uint16_t rows[WINDOW_MONTHS];
} KeyExtra;

static inline int64_t key_first(int32_t day, size_t group)
{
    return (int64_t)day * 64 + (int64_t)group + 1;
}

/* Tallies that look at the same keys: they are kept once for all of them. Those of a unit
 * that alone counts them are counted and forgotten when its rows are told, so that there
 * are never more than one unit's; others wait for all units. */
typedef struct {
    Tally **members;
    size_t count;
    bool extra;
    Keys *own, *shared;
} KeyGroup;

Tally *tally_open(Work *work, Arena *arena, const Year *year, Rows *rows,
                  const Indicator *indicator);
/* Rows of one unit and one month of the window. */
void tally_month(Tally *tally);
/* The unit's months are all told. */
void tally_unit(Tally *tally, size_t unit);
/* Rows that last, all of them. */
void tally_spans(Tally *tally);
void tally_finish(Tally *tally, Sheet *sheet);

/* The groups of those tallies that count different keys. */
KeyGroup *key_groups(Arena *arena, Tally **tallies, size_t count, size_t *groups);
void keys_month(KeyGroup *group);
bool keys_unit(KeyGroup *group, size_t unit, Error *error);
/* All units are told. */
bool keys_end(KeyGroup *group, Error *error);

/* Shared by the files of the tally. */
bool tally_fits(const Tally *tally, size_t row, bool having);
size_t tally_part(const Tally *tally, size_t row);
uint64_t tally_identity(const Tally *tally, size_t row, int64_t key);
void tally_add(const Tally *tally, const Counts *counts, size_t at, size_t row,
               int64_t weight);
/* The days of a slot that are over and done: none beyond the horizon. */
bool tally_slot_days(const Work *work, const Slot *slot, int32_t *first, int32_t *last);
size_t tally_month_at(const Tally *tally, size_t part, size_t group, size_t month);
/* Adds a unit's month to every affected cell that holds it. */
void tally_add_up(Tally *tally, size_t unit, size_t month);
/* Which cell a key is kept under, for parts, units and groups. */
size_t tally_key_cell(const Tally *tally, size_t part, size_t unit, size_t group);
bool tally_counts_in(const Tally *tally, size_t unit, size_t slot);
/* More of the unit's periods are to be counted: those that hold the month. */
void tally_affect(Tally *tally, size_t unit, int32_t month);

/* New keys: what is kept of first rows is brought up to date with a year's rows. */
typedef struct Touches Touches;
bool arrivals_schema(Store *store, Error *error);
bool arrivals_open(Tally *tally, Touches *touches, size_t kind, Error *error);
/* The keys of a unit, those in `keys` that are its, are all told. */
bool arrivals_unit(Tally *tally, const Keys *keys, size_t unit, Error *error);
/* Counts the year of every unit. */
bool arrivals_count(Tally *tally, Error *error);

#endif
