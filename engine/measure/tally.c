/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/tally.h"

#include "engine/disclose/protect.h"

/* Is the value one of the words, or between the bounds? Moves on past the clause's words.
 */
static bool clause_fits(const WhereClause *clause, int64_t here, const int64_t **values)
{
    bool fits = clause->is_number && here != ROW_NOTHING && here >= clause->least &&
                here <= clause->most;
    for (size_t j = 0; j < clause->value_count; j++)
        fits = fits || (*values)[j] == here;
    *values += clause->value_count;
    return fits;
}

bool tally_fits(const Tally *tally, size_t row, bool having)
{
    const Indicator *indicator = tally->indicator;
    const int64_t *values = tally->where_values;
    bool fits = true;
    for (size_t i = 0; i < indicator->where_count + indicator->having_count; i++) {
        bool second = i >= indicator->where_count;
        const WhereClause *clause =
            second ? &indicator->having[i - indicator->where_count] : &indicator->where[i];
        int64_t here = rows_value(tally->rows, row, tally->where_columns[i]);
        bool met = clause_fits(clause, here, &values);
        fits = fits && (second != having || met);
    }
    return fits;
}

size_t tally_part(const Tally *tally, size_t row)
{
    if (tally->by == SIZE_MAX)
        return 0;
    int64_t value = rows_value(tally->rows, row, tally->by);
    for (size_t i = 1; i < tally->parts; i++)
        if (tally->part_values[i] == value)
            return i;
    return 0;
}

/* Unless keys are shared, the same key in two units is two people. */
uint64_t tally_identity(const Tally *tally, size_t row, int64_t key)
{
    bool own = tally->indicator->protects == PROTECTS_CARERS &&
               !tally->work->workspace->shared_carer_keys;
    return (uint64_t)key | (own ? (uint64_t)(rows_unit(tally->rows, row) + 1) << 40 : 0);
}

static void add_key(Count *count, uint64_t *keys, size_t limit, uint64_t who)
{
    if (count->people == limit)
        return;
    for (size_t i = 0; i < count->people; i++)
        if (keys[i] == who)
            return;
    keys[count->people++] = who;
}

static void add_people(const Tally *tally, const Counts *counts, size_t at, size_t row)
{
    int64_t key = rows_value(tally->rows, row, tally->key);
    Count *count = &counts->counts[at];
    if (key != ROW_NOTHING) {
        add_key(count, counts->keys + at * tally->limit, tally->limit,
                tally_identity(tally, row, key));
        return;
    }
    int64_t weight =
        tally->weight == SIZE_MAX ? 1 : rows_value(tally->rows, row, tally->weight);
    count->plain += weight == ROW_NOTHING ? 1 : weight;
}

void tally_add(const Tally *tally, const Counts *counts, size_t at, size_t row,
               int64_t weight)
{
    MeasureKind kind = tally->indicator->kind;
    bool added = kind == MEASURE_SUM || kind == MEASURE_MEAN;
    int64_t value = added ? rows_value(tally->rows, row, tally->column) : 1;
    if (value == ROW_NOTHING)
        return;
    counts->counts[at].n++;
    counts->counts[at].sum += value * weight;
    if (counts->keys)
        add_people(tally, counts, at, row);
}

bool tally_slot_days(const Work *work, const Slot *slot, int32_t *first, int32_t *last)
{
    int32_t last_month = slot->last < work->horizon ? slot->last : work->horizon;
    *first = period_first_day((Period){PERIOD_MONTH, slot->first});
    *last = period_last_day((Period){PERIOD_MONTH, last_month});
    return slot->first <= last_month;
}

bool tally_counts_in(const Tally *tally, size_t unit, size_t slot)
{
    return tally->counted[unit * YEAR_SLOTS + slot];
}

static bool is_counted(const Tally *tally, size_t unit, size_t slot)
{
    const Slot *at = &tally->year->slots[slot];
    return tally->year->affected[unit * YEAR_SLOTS + slot] && slot_due(tally->work, at) &&
           (tally->indicator->above_units || tally->year->sole[unit * YEAR_SLOTS + slot]);
}

static void find_counted(Tally *tally)
{
    const Work *work = tally->work;
    tally->counted = ARENA_ARRAY(tally->arena, work->units * YEAR_SLOTS, bool);
    for (size_t unit = 0; unit < work->units; unit++)
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
            tally->counted[unit * YEAR_SLOTS + slot] = is_counted(tally, unit, slot);
}

void tally_affect(Tally *tally, size_t unit, int32_t month)
{
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        if (!slot_holds(&tally->year->slots[slot], month))
            continue;
        tally->year->affected[unit * YEAR_SLOTS + slot] = true;
        tally->counted[unit * YEAR_SLOTS + slot] = is_counted(tally, unit, slot);
    }
}

size_t tally_month_at(const Tally *tally, size_t part, size_t group, size_t month)
{
    return (part * tally->work->groups + group) * WINDOW_MONTHS + month;
}

static void merge(const Tally *tally, int side, size_t from, size_t to)
{
    const Count *month = &tally->months[side].counts[from];
    Count *count = &tally->cells[side].counts[to];
    count->n += month->n;
    count->sum += month->sum;
    count->plain += month->plain;
    for (size_t i = 0; i < month->people; i++)
        add_key(count, tally->cells[side].keys + to * tally->limit, tally->limit,
                tally->months[side].keys[from * tally->limit + i]);
}

void tally_add_up(Tally *tally, size_t unit, size_t month)
{
    const Work *work = tally->work;
    const UnitList *above = &work->above[unit];
    int32_t serial = tally->year->start + (int32_t)month;
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        if (!slot_holds(&tally->year->slots[slot], serial))
            continue;
        for (size_t i = 0; i < above->count; i++) {
            size_t to = above->items[i];
            if (!tally_counts_in(tally, to, slot))
                continue;
            for (int side = 0; side < SIDES && tally->cells[side].counts; side++)
                for (size_t part = 0; part < tally->parts; part++)
                    for (size_t group = 0; group < work->groups; group++)
                        merge(tally, side, tally_month_at(tally, part, group, month),
                              cell_at(work, part, to, group, slot));
        }
    }
}

static int64_t scale_of(const Tally *tally)
{
    int64_t scale = 1;
    int decimals = tally->indicator->source->columns[tally->column].decimals;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    return scale;
}

static Amount sum_value(const Tally *tally, const Count *count, const Slot *slot)
{
    int32_t first, last;
    int64_t days = 1;
    bool weighed = tally->indicator->spread && !tally->indicator->unweighed;
    if (weighed && tally_slot_days(tally->work, slot, &first, &last))
        days = last - first + 1;
    return amount_of(count->sum, scale_of(tally) * days);
}

static int64_t people_of(const Tally *tally, int side, size_t at)
{
    const Count *count = &tally->cells[side].counts[at];
    return tally->cells[side].keys ? (int64_t)count->people + count->plain : count->n;
}

/* Nothing to divide by: there is no such figure. */
static void over(Cell *cell, int64_t denominator)
{
    cell->has_denominator = true;
    cell->denominator = AMOUNT_WHOLE(denominator);
    if (denominator == 0) {
        cell->state = CELL_NOT_APPLICABLE;
        cell->value = AMOUNT_WHOLE(0);
    }
}

static void finish_value(const Tally *tally, size_t at, const Slot *slot, Cell *cell,
                         ProtectFigure *figure)
{
    const Count *count = &tally->cells[SIDE_FITS].counts[at];
    cell->n = count->n;
    cell->people = tally->cells[SIDE_FITS].keys ? people_of(tally, SIDE_FITS, at) : 0;
    switch (tally->indicator->kind) {
    case MEASURE_COUNT:
        cell->value = AMOUNT_WHOLE(count->n);
        break;
    case MEASURE_DISTINCT:
        cell->value = AMOUNT_WHOLE(count->n);
        if (tally->key != SIZE_MAX && tally->key == tally->column)
            cell->people = count->n;
        break;
    case MEASURE_SUM:
        cell->value = sum_value(tally, count, slot);
        break;
    case MEASURE_MEAN:
        if (count->n)
            cell->value = amount_of(count->sum, scale_of(tally) * count->n);
        over(cell, count->n);
        break;
    case MEASURE_SHARE: {
        int64_t all = count->n + tally->cells[SIDE_OTHERS].counts[at].n;
        if (all)
            cell->value = amount_of(count->n, all);
        figure->share = true;
        figure->numerator = people_of(tally, SIDE_FITS, at);
        figure->denominator = figure->numerator + people_of(tally, SIDE_OTHERS, at);
        cell->people = figure->denominator;
        over(cell, all);
        break;
    }
    case MEASURE_RATIO:
    case MEASURE_OFFERED:
    case MEASURE_REPORTED:
    case MEASURE_OUTCOME:
        break;
    }
    figure->value =
        tally->indicator->kind == MEASURE_MEAN ? AMOUNT_WHOLE(count->n) : cell->value;
}

static void finish_cell(const Tally *tally, Sheet *sheet, size_t at, size_t unit,
                        size_t slot)
{
    size_t place = unit * YEAR_SLOTS + slot;
    Cell *cell = &sheet->cells[at];
    int64_t limit = tally->work->workspace->limit;
    ProtectFigure figure = {.protects = tally->indicator->protects};
    *cell = (Cell){.value = AMOUNT_WHOLE(0),
                   .denominator = AMOUNT_WHOLE(0),
                   .delivered = tally->year->delivered[place],
                   .expected = tally->year->expected[place]};
    cell->state = cell->delivered < cell->expected ? CELL_PRELIMINARY : CELL_OK;
    finish_value(tally, at, &tally->year->slots[slot], cell, &figure);
    cell->people = cell->people > limit ? limit : cell->people;
    figure.people = cell->people;
    bool nobody = figure.share && figure.denominator == 0;
    cell->protected_ = !nobody && protect_primary(&figure, limit);
    sheet->there[at] = true;
}

void tally_finish(Tally *tally, Sheet *sheet)
{
    const Work *work = tally->work;
    for (size_t unit = 0; unit < work->units; unit++)
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
            if (!tally_counts_in(tally, unit, slot) ||
                tally->year->delivered[unit * YEAR_SLOTS + slot] == 0)
                continue;
            for (size_t part = 0; part < tally->parts; part++)
                for (size_t group = 0; group < work->groups; group++)
                    finish_cell(tally, sheet, cell_at(work, part, unit, group, slot), unit,
                                slot);
        }
}

static size_t optional_column(const Rows *rows, Str name)
{
    return name.len ? rows_column(rows, name) : SIZE_MAX;
}

/* The words of the catalogue as the numbers they have in these rows. */
static void number_clauses(Tally *tally)
{
    const Indicator *indicator = tally->indicator;
    size_t clauses = indicator->where_count + indicator->having_count, words = 0;
    for (int pass = 0; pass < 2; pass++) {
        int64_t *value = tally->where_values;
        for (size_t i = 0; i < clauses; i++) {
            const WhereClause *clause =
                i < indicator->where_count ? &indicator->where[i]
                                           : &indicator->having[i - indicator->where_count];
            words += clause->value_count;
            if (!pass)
                continue;
            size_t column = rows_column(tally->rows, clause->column);
            tally->where_columns[i] = column;
            ColumnType type = indicator->source->columns[column].type;
            for (size_t j = 0; j < clause->value_count; j++)
                *value++ = type == COLUMN_GROUP
                               ? (int64_t)work_group(tally->work, clause->values[j])
                           : type == COLUMN_UNIT
                               ? (int64_t)work_unit(tally->work, clause->values[j])
                               : rows_text(tally->rows, clause->values[j]);
        }
        if (!pass) {
            tally->where_values = ARENA_ARRAY(tally->arena, words, int64_t);
            tally->where_columns = ARENA_ARRAY(tally->arena, clauses, size_t);
        }
    }
}

static Counts counts_new(const Tally *tally, size_t size, bool keyed)
{
    return (Counts){ARENA_ARRAY(tally->arena, size, Count),
                    keyed ? ARENA_ARRAY(tally->arena, size * tally->limit, uint64_t)
                          : NULL};
}

static void counts_make(Tally *tally)
{
    const Indicator *indicator = tally->indicator;
    const Work *work = tally->work;
    bool keyed = tally->key != SIZE_MAX;
    size_t cells = tally->parts * work->units * work->groups * YEAR_SLOTS;
    size_t months = tally->parts * work->groups * WINDOW_MONTHS;
    bool of_keys = indicator->kind == MEASURE_DISTINCT || indicator->of_keys;
    /* the people behind different keys are those keys, as a rule */
    bool people_apart = keyed && !indicator->of_keys && tally->key != tally->column;
    tally->counts_rows = !of_keys || people_apart;
    tally->of_keys = of_keys && !indicator->spread;
    for (int side = 0; side < (indicator->share ? SIDES : 1); side++) {
        tally->cells[side] = counts_new(tally, cells, keyed && (!of_keys || people_apart));
        if (tally->counts_rows)
            tally->months[side] =
                counts_new(tally, months, keyed && (!of_keys || people_apart));
    }
    if (of_keys && indicator->spread)
        tally->seen = keys_open(tally->arena, 0);
}

Tally *tally_open(Work *work, Arena *arena, const Year *year, Rows *rows,
                  const Indicator *indicator)
{
    Tally *tally = ARENA_NEW(arena, Tally);
    size_t limit = (size_t)work->workspace->limit;
    *tally = (Tally){.work = work,
                     .arena = arena,
                     .year = year,
                     .rows = rows,
                     .indicator = indicator,
                     .parts = indicator->part_count + 1,
                     .limit = indicator->share ? 2 * limit : limit,
                     .column = optional_column(rows, indicator->column),
                     .by = optional_column(rows, indicator->by),
                     .key = optional_column(rows, indicator->people_key),
                     .weight = optional_column(rows, indicator->people_count),
                     .from = optional_column(rows, indicator->from_column),
                     .till = optional_column(rows, indicator->till_column)};
    int64_t *part_values = ARENA_ARRAY(arena, tally->parts, int64_t);
    for (size_t i = 1; i < tally->parts; i++)
        part_values[i] = rows_text(rows, indicator->parts[i - 1].id);
    tally->part_values = part_values;
    number_clauses(tally);
    find_counted(tally);
    counts_make(tally);
    return tally;
}

Sheet sheet_new(const Work *work, Arena *arena, const Indicator *indicator)
{
    Sheet sheet = {.indicator = indicator, .parts = indicator->part_count + 1};
    size_t size = sheet.parts * work->units * work->groups * YEAR_SLOTS;
    sheet.cells = ARENA_ARRAY(arena, size, Cell);
    sheet.there = ARENA_ARRAY(arena, size, bool);
    return sheet;
}
