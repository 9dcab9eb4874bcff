/* Of the figures that units sent in, those that a cell shows: as engine/measure/reports.c
 * chooses them. That of exactly the period; else those within it; else, of what is carried,
 * the newest before its end. A total that is not told is its target groups'; a unit goes on
 * with what those it was made of had told. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_source.h"

#include <stdlib.h>

typedef struct {
    Period period;
    int64_t record, place;
} Report;

typedef struct {
    Report *items;
    size_t count, capacity;
    bool *taken;
} Reports;

static bool is_there(const Source *source, const char *column, const RecordReader *reader)
{
    const SourceColumn *at = source_column(source, str_from(column));
    return at && at->place && reader->cells[at->place].kind == CHUNK_NUMBER;
}

static bool is_told(const Source *source, Str group, const RecordReader *reader)
{
    const Indicator *indicator = source->names.indicator;
    Str seen = STR("all");
    if (source->group && reader->cells[source->group->place].kind == CHUNK_TEXT)
        seen = reader->cells[source->group->place].text;
    for (size_t i = 0; i < source->kind->column_count; i++) {
        const SourceColumn *at = &source->columns[i];
        if (at->column->type == COLUMN_INDICATOR &&
            !str_equal(reader->cells[at->place].text, indicator->id))
            return false;
    }
    return str_equal(seen, group) &&
           (indicator->share ? is_there(source, "numerator", reader) &&
                                   is_there(source, "denominator", reader)
                             : is_there(source, "value", reader));
}

static Period told_period(const Source *source, const RecordReader *reader)
{
    return (Period){(PeriodKind)reader->cells[source->date->place].number,
                    (int32_t)reader->cells[source->date->second].number};
}

static int compare_reports(const void *left, const void *right)
{
    const Report *a = left, *b = right;
    if (a->period.first_month != b->period.first_month)
        return a->period.first_month < b->period.first_month ? -1 : 1;
    return (int)b->period.kind - (int)a->period.kind; /* the longer first */
}

static bool open_unit(Source *source, const Unit *unit, RecordReader *reader, Error *error)
{
    RecordSpan span = {.kind = source->kind->name,
                       .unit = unit->id,
                       .first = INT32_MIN,
                       .last = INT32_MAX};
    return records_open(source->arena, source->facts->store, &span, reader, error);
}

static bool read_reports(Source *source, const Unit *unit, Str group, Reports *reports,
                         Error *error)
{
    RecordReader reader;
    *reports = (Reports){.items = NULL};
    if (!open_unit(source, unit, &reader, error))
        return false;
    while (records_next(&reader, error)) {
        if (!is_told(source, group, &reader))
            continue;
        reports->items =
            ARENA_GROW(source->arena, reports->items, reports->count, &reports->capacity);
        reports->items[reports->count++] =
            (Report){told_period(source, &reader), reader.record, reader.place};
    }
    if (reports->count)
        qsort(reports->items, reports->count, sizeof *reports->items, compare_reports);
    reports->taken = ARENA_ARRAY(source->arena, reports->count, bool);
    return error->kind == ERROR_NONE;
}

/* Of what is carried the latest within the period; else all that do not overlap. */
static bool take_within(const Source *source, Reports *reports)
{
    const int32_t from = source->months.first;
    const int32_t to = source->months.last;
    bool carry = source->names.indicator->carry, any = false;
    bool months[12] = {false};
    size_t latest = SIZE_MAX;
    for (int kind = PERIOD_YEAR; kind >= PERIOD_MONTH; kind--)
        for (size_t i = 0; i < reports->count; i++) {
            Period period = reports->items[i].period;
            int32_t first = period.first_month, last = period_last_month(period);
            if ((int)period.kind != kind || first < from || last > to)
                continue;
            if (latest == SIZE_MAX ||
                last >= period_last_month(reports->items[latest].period))
                latest = i;
            bool free = true;
            for (int32_t month = first; month <= last; month++)
                free = free && !months[month - from];
            for (int32_t month = first; !carry && free && month <= last; month++)
                months[month - from] = true;
            reports->taken[i] = !carry && free;
            any = any || reports->taken[i];
        }
    if (carry && latest != SIZE_MAX)
        any = reports->taken[latest] = true;
    return any;
}

/* The unit is there in the month; with `on` also what it goes on in. */
static bool stands_in(const Source *source, const Unit *unit, bool on, Period month)
{
    const Units *units = &source->facts->workspace->units;
    for (size_t i = 0; on && i < units->count; i++)
        if (units_continued(units, unit, &units->items[i]) &&
            unit_valid_in(&units->items[i], month))
            return true;
    return unit_valid_in(unit, month);
}

static bool stands(const Source *source, const Unit *unit, bool on, int32_t from)
{
    for (int32_t month = from > source->months.first ? from : source->months.first;
         month <= source->months.last; month++)
        if (stands_in(source, unit, on, (Period){PERIOD_MONTH, month}))
            return true;
    return false;
}

static bool choose(const Source *source, const Unit *unit, bool on, Reports *reports)
{
    int32_t to = source->months.last;
    if (!reports->count || reports->items[0].period.first_month > to ||
        !stands(source, unit, on, reports->items[0].period.first_month))
        return false;
    for (size_t i = 0; i < reports->count; i++)
        if (reports->items[i].period.first_month == source->months.first &&
            period_last_month(reports->items[i].period) == to)
            return reports->taken[i] = true;
    if (take_within(source, reports))
        return true;
    for (size_t i = reports->count; source->names.indicator->carry && i > 0; i--)
        if (reports->items[i - 1].period.first_month <= to)
            return reports->taken[i - 1] = true;
    return false;
}

static bool list_taken(Source *source, const Unit *unit, const Reports *reports,
                       Error *error)
{
    RecordReader reader;
    if (!open_unit(source, unit, &reader, error))
        return false;
    while (records_next(&reader, error))
        for (size_t i = 0; i < reports->count; i++)
            if (reports->taken[i] && reports->items[i].record == reader.record &&
                reports->items[i].place == reader.place &&
                !source_list(source, &reader, true, 0, error))
                return false;
    return error->kind == ERROR_NONE;
}

static bool list_group(Source *source, const Unit *unit, bool on, Str group, bool *found,
                       Error *error)
{
    Reports reports;
    if (!read_reports(source, unit, group, &reports, error))
        return false;
    bool chosen = choose(source, unit, on, &reports);
    *found = *found || chosen;
    return !chosen || list_taken(source, unit, &reports, error);
}

static bool list_own(Source *source, const Unit *unit, bool on, bool *found, Error *error)
{
    const Workspace *workspace = source->facts->workspace;
    *found = false;
    if (!list_group(source, unit, on, source->names.group_id, found, error))
        return false;
    bool whole = *found || source->names.group;
    for (size_t i = 0; !whole && i < workspace->group_count; i++)
        if (!list_group(source, unit, on, workspace->groups[i].id, found, error))
            return false;
    return true;
}

/* What those it was made of had told, and they in their turn: of what is carried, only
 * where it has not told itself, but also after their end. */
static bool list_before(Source *source, const Unit *unit, bool found, Error *error)
{
    bool carry = source->names.indicator->carry, found_before;
    for (size_t i = 1; i < source->unit_count && !(carry && found); i++) {
        const Unit *before = source->units[i];
        if (before->successor_count != 1 || !str_equal(before->successors[0], unit->id))
            continue;
        if (!list_own(source, before, carry, &found_before, error) ||
            !list_before(source, before, found_before, error))
            return false;
    }
    return true;
}

bool source_reported(Source *source, Error *error)
{
    bool found;
    if (!list_own(source, source->units[0], false, &found, error))
        return false;
    source->rows->own_only = source->rows->own_only && !found;
    return list_before(source, source->units[0], found, error);
}
