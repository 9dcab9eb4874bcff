/* Counting rows into cells: every row goes to each unit it lies within, to the total and
 * its own target group, to the whole and its own part, in each period that holds its day.
 *
 * Counts and sums add up, so a row of one day is counted once, in its own unit and month,
 * and the months are added to what holds them. The people behind a figure add up too: only
 * so many keys are kept as the limit asks for, and fewer than that are all there are.
 * Different values do not add up, but a value already seen in its month is seen in all that
 * holds it. Rows that last weigh differently in each period and are counted in each.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/work.h"

#include <string.h>

#include "engine/disclose/protect.h"
#include "engine/measure/seen.h"

typedef struct {
    int64_t n, sum, plain; /* plain: people of rows without a key */
    uint32_t people;       /* different keys, cut off at the limit */
} Count;

typedef struct {
    const Work *work;
    Arena *arena;
    const Year *year;
    Rows *rows;
    const Indicator *indicator;
    const Sheet *sheet;
    Count *counts;
    uint64_t *keys; /* limit a cell */
    Count *months;  /* of a unit's own rows, as month_at() says */
    uint64_t *month_keys;
    size_t limit;
    size_t column, by, key, weight;
    const int64_t *part_values; /* the number of each part's text */
    int64_t *where_values;      /* flat, clause after clause */
    size_t *where_columns;
    Seen seen; /* of distinct */
} Tally;

static bool row_fits(const Tally *tally, size_t row)
{
    const int64_t *values = tally->where_values;
    for (size_t i = 0; i < tally->indicator->where_count; i++) {
        const WhereClause *clause = &tally->indicator->where[i];
        int64_t here = rows_value(tally->rows, row, tally->where_columns[i]);
        bool fits = false;
        for (size_t j = 0; j < clause->value_count; j++)
            fits = fits || values[j] == here;
        if (!fits)
            return false;
        values += clause->value_count;
    }
    return true;
}

static size_t row_part(const Tally *tally, size_t row)
{
    if (tally->by == SIZE_MAX)
        return 0;
    int64_t value = rows_value(tally->rows, row, tally->by);
    for (size_t i = 1; i < tally->sheet->parts; i++)
        if (tally->part_values[i] == value)
            return i;
    return 0;
}

/* Unless keys are shared, the same key in two units is two people. */
static uint64_t identity(const Tally *tally, size_t row, int64_t key)
{
    bool own = tally->indicator->protects == PROTECTS_CARERS &&
               !tally->work->workspace->shared_carer_keys;
    return (uint64_t)key | (own ? (uint64_t)(rows_unit(tally->rows, row) + 1) << 40 : 0);
}

/* NULL where no one is counted. */
static uint64_t *keys_of(uint64_t *keys, size_t cell, size_t limit)
{
    return keys ? keys + cell * limit : NULL;
}

static void add_key(Count *count, uint64_t *keys, size_t limit, uint64_t who)
{
    for (size_t i = 0; i < count->people; i++)
        if (keys[i] == who)
            return;
    if (count->people < limit)
        keys[count->people++] = who;
}

static void count_people(const Tally *tally, Count *count, uint64_t *keys, size_t row)
{
    int64_t key = rows_value(tally->rows, row, tally->key);
    if (key != ROW_NOTHING) {
        add_key(count, keys, tally->limit, identity(tally, row, key));
        return;
    }
    int64_t weight =
        tally->weight == SIZE_MAX ? 1 : rows_value(tally->rows, row, tally->weight);
    count->plain += weight == ROW_NOTHING ? 1 : weight;
}

/* Adds a row to a count of rows or a sum. */
static void add_row(const Tally *tally, Count *count, uint64_t *keys, size_t row,
                    int64_t weight)
{
    int64_t value = 1;
    if (tally->indicator->kind == MEASURE_SUM) {
        value = rows_value(tally->rows, row, tally->column);
        if (value == ROW_NOTHING)
            return;
    }
    count->n++;
    count->sum += value * weight;
    if (tally->key != SIZE_MAX)
        count_people(tally, count, keys, row);
}

static void count_row(Tally *tally, size_t cell, size_t row, int64_t weight)
{
    Count *count = &tally->counts[cell];
    uint64_t *keys = keys_of(tally->keys, cell, tally->limit);
    switch (tally->indicator->kind) {
    case MEASURE_COUNT:
    case MEASURE_SUM:
        add_row(tally, count, keys, row, weight);
        return;
    case MEASURE_DISTINCT: {
        int64_t value = rows_value(tally->rows, row, tally->column);
        if (value == ROW_NOTHING ||
            !seen_first(tally->arena, &tally->seen, identity(tally, row, value), cell))
            return;
        count->n++;
        count->sum++;
        if (tally->key != SIZE_MAX)
            count_people(tally, count, keys, row);
        return;
    }
    case MEASURE_RATIO:
    case MEASURE_REPORTED:
        return;
    }
}

static void spread_row(Tally *tally, size_t row, size_t slot, int64_t weight)
{
    const Work *work = tally->work;
    const UnitList *above = &work->above[rows_unit(tally->rows, row)];
    size_t group = rows_group(tally->rows, row), part = row_part(tally, row);
    for (size_t i = 0; i < above->count; i++) {
        size_t unit = above->items[i];
        if (!tally->year->affected[unit * YEAR_SLOTS + slot] ||
            (!tally->indicator->above_units && unit_is_composite(work, unit)))
            continue;
        for (size_t g = 0; g < (group ? 2u : 1u); g++)
            for (size_t p = 0; p < (part ? 2u : 1u); p++)
                count_row(tally, cell_at(work, p ? part : 0, unit, g ? group : 0, slot),
                          row, weight);
    }
}

/* The days of a slot that are over and done: none beyond the horizon. */
static bool slot_days(const Work *work, const Slot *slot, int32_t *first, int32_t *last)
{
    int32_t last_month = slot->last < work->horizon ? slot->last : work->horizon;
    *first = period_first_day((Period){PERIOD_MONTH, slot->first});
    *last = period_last_day((Period){PERIOD_MONTH, last_month});
    return slot->first <= last_month;
}

static void tally_span(Tally *tally, size_t row, size_t from_column, size_t till_column)
{
    int64_t from = rows_value(tally->rows, row, from_column);
    int64_t till = rows_value(tally->rows, row, till_column);
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        int32_t first, last;
        if (!slot_days(tally->work, &tally->year->slots[slot], &first, &last))
            continue;
        int64_t begin = from > first ? from : first;
        int64_t end = till == ROW_NOTHING || till > last ? last : till;
        if (begin <= end)
            spread_row(tally, row, slot, end - begin + 1);
    }
}

static size_t month_at(const Tally *tally, size_t part, size_t unit, size_t group,
                       size_t month)
{
    const Work *work = tally->work;
    return ((part * work->units + unit) * work->groups + group) * YEAR_MONTHS + month;
}

static size_t row_month(const Tally *tally, size_t row)
{
    return (size_t)(day_month_serial(rows_day(tally->rows, row)) - 12 * tally->year->year);
}

static void add_to_month(Tally *tally, size_t row)
{
    size_t unit = rows_unit(tally->rows, row), month = row_month(tally, row);
    size_t group = rows_group(tally->rows, row), part = row_part(tally, row);
    for (size_t g = 0; g < (group ? 2u : 1u); g++)
        for (size_t p = 0; p < (part ? 2u : 1u); p++) {
            size_t at = month_at(tally, p ? part : 0, unit, g ? group : 0, month);
            add_row(tally, &tally->months[at], tally->month_keys + at * tally->limit, row,
                    1);
        }
}

static void spread_distinct(Tally *tally, size_t row)
{
    const Work *work = tally->work;
    int64_t value = rows_value(tally->rows, row, tally->column);
    size_t cells = tally->sheet->parts * work->units * work->groups * YEAR_SLOTS;
    size_t own = month_at(tally, row_part(tally, row), rows_unit(tally->rows, row),
                          rows_group(tally->rows, row), row_month(tally, row));
    if (value == ROW_NOTHING ||
        !seen_first(tally->arena, &tally->seen, identity(tally, row, value), cells + own))
        return;
    int32_t month = day_month_serial(rows_day(tally->rows, row));
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
        if (slot_holds(&tally->year->slots[slot], month))
            spread_row(tally, row, slot, 1);
}

static void merge(Tally *tally, size_t from, size_t to)
{
    const Count *month = &tally->months[from];
    Count *count = &tally->counts[to];
    count->n += month->n;
    count->sum += month->sum;
    count->plain += month->plain;
    if (!tally->month_keys)
        return;
    for (size_t i = 0; i < month->people; i++)
        add_key(count, keys_of(tally->keys, to, tally->limit), tally->limit,
                tally->month_keys[from * tally->limit + i]);
}

/* Adds one unit's own month to every affected cell that holds it. */
static void add_up_month(Tally *tally, size_t unit, size_t month)
{
    const Work *work = tally->work;
    const UnitList *above = &work->above[unit];
    int32_t serial = 12 * tally->year->year + (int32_t)month;
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        if (!slot_holds(&tally->year->slots[slot], serial))
            continue;
        for (size_t i = 0; i < above->count; i++) {
            size_t to = above->items[i];
            if (!tally->year->affected[to * YEAR_SLOTS + slot] ||
                (!tally->indicator->above_units && unit_is_composite(work, to)))
                continue;
            for (size_t part = 0; part < tally->sheet->parts; part++)
                for (size_t group = 0; group < work->groups; group++)
                    merge(tally, month_at(tally, part, unit, group, month),
                          cell_at(work, part, to, group, slot));
        }
    }
}

/* Rows of a day, of a measure that adds up. */
static void tally_months(Tally *tally)
{
    const Work *work = tally->work;
    size_t size = tally->sheet->parts * work->units * work->groups * YEAR_MONTHS;
    tally->months = ARENA_ARRAY(tally->arena, size, Count);
    if (tally->key != SIZE_MAX)
        tally->month_keys = ARENA_ARRAY(tally->arena, size * tally->limit, uint64_t);
    for (size_t row = 0; row < rows_count(tally->rows); row++)
        if (row_fits(tally, row))
            add_to_month(tally, row);
    for (size_t unit = 0; unit < work->units; unit++)
        for (size_t month = 0; month < YEAR_MONTHS; month++)
            if (tally->months[month_at(tally, 0, unit, 0, month)].n)
                add_up_month(tally, unit, month);
}

static Amount count_value(const Tally *tally, const Count *count, const Slot *slot)
{
    if (tally->indicator->kind != MEASURE_SUM)
        return AMOUNT_WHOLE(count->sum);
    int64_t scale = 1;
    int decimals = tally->indicator->source->columns[tally->column].decimals;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    int32_t first, last;
    if (tally->indicator->spread && slot_days(tally->work, slot, &first, &last))
        scale *= last - first + 1;
    return amount_of(count->sum, scale);
}

static void finish_cell(const Tally *tally, size_t at, size_t unit, size_t slot)
{
    const Count *count = &tally->counts[at];
    size_t place = unit * YEAR_SLOTS + slot;
    Cell *cell = &tally->sheet->cells[at];
    int64_t limit = tally->work->workspace->limit;
    cell->delivered = tally->year->delivered[place];
    cell->expected = tally->year->expected[place];
    cell->state = cell->delivered < cell->expected ? CELL_PRELIMINARY : CELL_OK;
    cell->n = count->n;
    cell->value = count_value(tally, count, &tally->year->slots[slot]);
    int64_t people = (int64_t)count->people + count->plain;
    cell->people = people > limit ? limit : people;
    ProtectFigure figure = {.protects = tally->indicator->protects,
                            .people = cell->people,
                            .value = cell->value};
    cell->protected_ = protect_primary(&figure, limit);
    tally->sheet->there[at] = true;
}

static void finish(const Tally *tally)
{
    const Work *work = tally->work;
    for (size_t unit = 0; unit < work->units; unit++) {
        if (!tally->indicator->above_units && unit_is_composite(work, unit))
            continue;
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
            size_t place = unit * YEAR_SLOTS + slot;
            if (!tally->year->affected[place] || tally->year->delivered[place] == 0 ||
                tally->year->slots[slot].first > work->horizon)
                continue;
            for (size_t part = 0; part < tally->sheet->parts; part++)
                for (size_t group = 0; group < work->groups; group++)
                    finish_cell(tally, cell_at(work, part, unit, group, slot), unit, slot);
        }
    }
}

static size_t optional_column(const Rows *rows, Str name)
{
    return name.len ? rows_column(rows, name) : SIZE_MAX;
}

/* The words of the catalogue as the numbers they have in these rows. */
static void number_words(Tally *tally)
{
    const Indicator *indicator = tally->indicator;
    size_t parts, words = 0;
    const CategoryValue *values = indicator_parts(indicator, &parts);
    int64_t *part_values = ARENA_ARRAY(tally->arena, parts + 1, int64_t);
    for (size_t i = 0; i < parts; i++)
        part_values[i + 1] = rows_text(tally->rows, values[i].id);
    tally->part_values = part_values;
    for (size_t i = 0; i < indicator->where_count; i++)
        words += indicator->where[i].value_count;
    tally->where_values = ARENA_ARRAY(tally->arena, words, int64_t);
    tally->where_columns = ARENA_ARRAY(tally->arena, indicator->where_count, size_t);
    int64_t *value = tally->where_values;
    for (size_t i = 0; i < indicator->where_count; i++) {
        const WhereClause *clause = &indicator->where[i];
        size_t column = rows_column(tally->rows, clause->column);
        tally->where_columns[i] = column;
        bool group = indicator->source->columns[column].type == COLUMN_GROUP;
        bool unit = indicator->source->columns[column].type == COLUMN_UNIT;
        for (size_t j = 0; j < clause->value_count; j++)
            *value++ = group  ? (int64_t)work_group(tally->work, clause->values[j])
                       : unit ? (int64_t)work_unit(tally->work, clause->values[j])
                              : rows_text(tally->rows, clause->values[j]);
    }
}

Sheet sheet_new(const Work *work, Arena *arena, const Indicator *indicator)
{
    Sheet sheet = {.indicator = indicator};
    indicator_parts(indicator, &sheet.parts);
    sheet.parts++;
    size_t size = sheet.parts * work->units * work->groups * YEAR_SLOTS;
    sheet.cells = ARENA_ARRAY(arena, size, Cell);
    sheet.there = ARENA_ARRAY(arena, size, bool);
    return sheet;
}

bool tally_rows(Work *work, Arena *arena, const Year *year, Rows *rows,
                const Indicator *indicator, Sheet *sheet)
{
    size_t size = sheet->parts * work->units * work->groups * YEAR_SLOTS;
    size_t limit = (size_t)work->workspace->limit;
    Tally tally = {.work = work,
                   .arena = arena,
                   .year = year,
                   .rows = rows,
                   .indicator = indicator,
                   .sheet = sheet,
                   .limit = limit,
                   .column = optional_column(rows, indicator->column),
                   .by = optional_column(rows, indicator->by),
                   .key = optional_column(rows, indicator->people_key),
                   .weight = optional_column(rows, indicator->people_count)};
    tally.counts = ARENA_ARRAY(arena, size, Count);
    if (tally.key != SIZE_MAX)
        tally.keys = ARENA_ARRAY(arena, size * limit, uint64_t);
    number_words(&tally);
    if (!indicator->spread && indicator->kind != MEASURE_DISTINCT) {
        tally_months(&tally);
        finish(&tally);
        return true;
    }
    size_t from = optional_column(rows, indicator->from_column);
    size_t till = optional_column(rows, indicator->till_column);
    for (size_t row = 0; row < rows_count(rows); row++) {
        if (!row_fits(&tally, row))
            continue;
        if (indicator->spread)
            tally_span(&tally, row, from, till);
        else
            spread_distinct(&tally, row);
    }
    finish(&tally);
    return true;
}
