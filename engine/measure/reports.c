/* What units report themselves: a figure for a period. A cell shows the figure of exactly
 * its period; else those of the periods within it (shares and flows added up, the latest of
 * what is carried); else, of what is carried, the newest before its end, marked with its
 * year. A unit above the lowest shows its own figure where it has one, else those below
 * added up. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/work.h"

#include <stdlib.h>

#include "engine/disclose/protect.h"

typedef struct {
    size_t indicator, unit, group; /* places */
    Period period;
    int64_t value, numerator, denominator;
} Report;

typedef struct {
    size_t from, count;
} Span;

struct Reports {
    Report *items;
    size_t count, capacity;
    Span *spans; /* (indicator * units + unit) * groups + group */
    int64_t scale;
};

typedef struct {
    bool found;
    int64_t value, numerator, denominator;
    int32_t delivered, expected;
    int year;
} Reported;

static size_t indicator_place(const Indicators *all, Str id)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_equal(all->items[i].id, id))
            return i;
    return SIZE_MAX;
}

static const RecordKind *reports_kind(const Work *work)
{
    const Indicators *all = &work->workspace->indicators;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].kind == MEASURE_REPORTED)
            return all->items[i].source;
    return NULL;
}

static int compare_reports(const void *left, const void *right)
{
    const Report *a = left, *b = right;
    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->period.first_month != b->period.first_month)
        return a->period.first_month < b->period.first_month ? -1 : 1;
    return (int)b->period.kind - (int)a->period.kind; /* the longer first */
}

/* Where the parts of a figure stand in a stored row; 0: the kind has no such column. */
typedef struct {
    size_t indicator, group, kind, month, value, numerator, denominator;
} Places;

static bool places_find(Work *work, const RecordKind *kind, Places *places, Error *error)
{
    Str indicator = STR(""), group = STR("");
    for (size_t i = 0; i < kind->column_count; i++) {
        if (kind->columns[i].type == COLUMN_INDICATOR)
            indicator = kind->columns[i].name;
        if (kind->columns[i].type == COLUMN_GROUP)
            group = kind->columns[i].name;
    }
    Str period = kind->month_column;
    const struct {
        Str column;
        size_t *place;
    } wanted[] = {
        {indicator, &places->indicator},
        {group, &places->group},
        {str_format(work->arena, "%.*s_kind", STR_PRINT(period)), &places->kind},
        {str_format(work->arena, "%.*s_month", STR_PRINT(period)), &places->month},
        {STR("value"), &places->value},
        {STR("numerator"), &places->numerator},
        {STR("denominator"), &places->denominator},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!records_column(work->store, kind->name, wanted[i].column, wanted[i].place,
                            error))
            return false;
    return true;
}

static void add_report(Work *work, Reports *reports, const Places *places,
                       const RecordReader *reader)
{
    const Indicators *all = &work->workspace->indicators;
    const ChunkCell *cells = reader->cells;
    Report report = {.indicator = indicator_place(all, cells[places->indicator].text),
                     .unit = work_unit(work, reader->unit)};
    if (places->group && cells[places->group].kind == CHUNK_TEXT)
        report.group = work_group(work, cells[places->group].text);
    if (report.indicator == SIZE_MAX || report.unit == SIZE_MAX ||
        report.group == SIZE_MAX || all->items[report.indicator].kind != MEASURE_REPORTED)
        return;
    bool share = all->items[report.indicator].share;
    const ChunkCell *value = &cells[share ? places->numerator : places->value];
    const ChunkCell *over = &cells[places->denominator];
    if (value->kind != CHUNK_NUMBER || (share && over->kind != CHUNK_NUMBER))
        return;
    report.period = (Period){(PeriodKind)cells[places->kind].number,
                             (int32_t)cells[places->month].number};
    report.value = share ? 0 : value->number;
    report.numerator = share ? value->number : 0;
    report.denominator = share ? over->number : 0;
    reports->items =
        ARENA_GROW(work->arena, reports->items, reports->count, &reports->capacity);
    reports->items[reports->count++] = report;
}

static bool read_reports(Work *work, Reports *reports, const RecordKind *kind, Error *error)
{
    Places places;
    RecordReader reader;
    RecordSpan span = {.kind = kind->name, .first = INT32_MIN, .last = INT32_MAX};
    if (!places_find(work, kind, &places, error) ||
        !records_open(work->arena, work->store, &span, &reader, error))
        return false;
    while (records_next(&reader, error))
        add_report(work, reports, &places, &reader);
    return error->kind == ERROR_NONE;
}

static Span *span_of(const Work *work, const Reports *reports, size_t indicator,
                     size_t unit, size_t group)
{
    return &reports->spans[(indicator * work->units + unit) * work->groups + group];
}

bool reports_load(Work *work, Arena *arena, Reports **result, Error *error)
{
    Reports *reports = ARENA_NEW(arena, Reports);
    const Indicators *all = &work->workspace->indicators;
    *result = reports;
    reports->spans = ARENA_ARRAY(arena, all->count * work->units * work->groups, Span);
    reports->scale = 1;
    const RecordKind *kind = reports_kind(work);
    if (!kind)
        return true;
    for (int i = 0; i < record_column(kind, STR("value"))->decimals; i++)
        reports->scale *= 10;
    if (!read_reports(work, reports, kind, error))
        return false;
    if (reports->count)
        qsort(reports->items, reports->count, sizeof *reports->items, compare_reports);
    for (size_t i = 0; i < reports->count; i++) {
        const Report *report = &reports->items[i];
        Span *span = span_of(work, reports, report->indicator, report->unit, report->group);
        if (!span->count)
            span->from = i;
        span->count++;
    }
    return true;
}

/* Beside the kinds' own names in first_months: of an indicator, or of one target group. */
static Str reported_source(const Work *work, size_t indicator, size_t group)
{
    Str id = work->workspace->indicators.items[indicator].id;
    if (!group)
        return str_format(work->arena, "reported:%.*s", STR_PRINT(id));
    return str_format(work->arena, "reported:%.*s:%.*s", STR_PRINT(id),
                      STR_PRINT(work->workspace->groups[group - 1].id));
}

static bool add_first(const Work *work, Statement *add, const Report *report, size_t group,
                      Error *error)
{
    statement_bind_text(add, 1, reported_source(work, report->indicator, group));
    statement_bind_text(add, 2, work->workspace->units.items[report->unit].id);
    statement_bind_int(add, 3, report->period.first_month);
    return statement_done(add, error);
}

bool reports_firsts(Work *work, const Reports *reports, Error *error)
{
    Statement *add = store_statement(
        work->store,
        "INSERT INTO first_months (source, unit, month) VALUES (?1, ?2, ?3) "
        "ON CONFLICT DO UPDATE SET month = min(month, excluded.month)",
        error);
    if (!add ||
        !store_run(work->store, "DELETE FROM first_months WHERE source LIKE 'reported:%'",
                   error))
        return false;
    for (size_t i = 0; i < reports->count; i++) {
        const Report *report = &reports->items[i];
        if (!add_first(work, add, report, 0, error) ||
            (report->group && !add_first(work, add, report, report->group, error)))
            return false;
    }
    return true;
}

static void take(Reported *sum, const Report *report)
{
    sum->found = true;
    sum->value += report->value;
    sum->numerator += report->numerator;
    sum->denominator += report->denominator;
}

/* Those within the slot: of what is carried the latest; else all that do not overlap, the
 * longer periods first, so that a quarter is not counted beside its months. */
static int32_t take_within(const Report *items, size_t count, const Slot *slot, bool carry,
                           Reported *sum)
{
    int32_t months = 0;
    const Report *latest = NULL;
    bool taken[YEAR_MONTHS] = {false};
    for (int kind = PERIOD_YEAR; kind >= PERIOD_MONTH; kind--)
        for (size_t i = 0; i < count; i++) {
            Period period = items[i].period;
            int32_t first = period.first_month, last = period_last_month(period);
            if ((int)period.kind != kind || first < slot->first || last > slot->last)
                continue;
            if (!latest || last >= period_last_month(latest->period))
                latest = &items[i];
            bool free = true;
            for (int32_t month = first; month <= last; month++)
                free = free && !taken[month - slot->first];
            if (carry || !free)
                continue;
            for (int32_t month = first; month <= last; month++, months++)
                taken[month - slot->first] = true;
            take(sum, &items[i]);
        }
    if (carry && latest)
        take(sum, latest);
    return carry && latest ? slot->last - slot->first + 1 : months;
}

static const Report *newest_before(const Report *items, size_t count, int32_t month)
{
    const Report *newest = NULL;
    for (size_t i = 0; i < count; i++)
        if (items[i].period.first_month <= month)
            newest = &items[i];
    return newest;
}

/* The unit is there; with `on` also what it goes on in. */
static bool unit_stands(const Work *work, size_t unit, bool on, Period month)
{
    const Units *units = &work->workspace->units;
    for (size_t i = 0; on && i < work->units; i++)
        if (unit_goes_on_in(work, unit, i) && unit_valid_in(&units->items[i], month))
            return true;
    return unit_valid_in(&units->items[unit], month);
}

/* From the first figure on, while the unit is there. */
static int32_t expected_months(const Work *work, size_t unit, bool on, int32_t from,
                               const Slot *slot)
{
    int32_t months = 0;
    for (int32_t month = from > slot->first ? from : slot->first; month <= slot->last;
         month++)
        months += unit_stands(work, unit, on, (Period){PERIOD_MONTH, month});
    return months;
}

static Reported unit_reported(const Work *work, const Reports *reports, size_t indicator,
                              size_t unit, bool on, size_t group, const Slot *slot)
{
    Reported told = {0};
    const Span *span = span_of(work, reports, indicator, unit, group);
    const Indicator *measured = &work->workspace->indicators.items[indicator];
    if (!span->count)
        return told;
    const Report *items = reports->items + span->from;
    if (items[0].period.first_month > slot->last)
        return told;
    told.expected = expected_months(work, unit, on, items[0].period.first_month, slot);
    if (!told.expected)
        return told;
    for (size_t i = 0; i < span->count; i++)
        if (items[i].period.first_month == slot->first &&
            period_last_month(items[i].period) == slot->last) {
            take(&told, &items[i]);
            told.delivered = told.expected;
            return told;
        }
    told.delivered = take_within(items, span->count, slot, measured->carry, &told);
    if (told.delivered > told.expected)
        told.delivered = told.expected;
    const Report *newest = newest_before(items, span->count, slot->last);
    if (!told.found && measured->carry && newest) {
        take(&told, newest);
        told.year = period_year(newest->period);
        told.delivered = told.expected;
    }
    return told;
}

static void add_reported(Reported *sum, const Reported *one)
{
    sum->expected += one->expected;
    if (!one->found)
        return;
    sum->found = true;
    sum->value += one->value;
    sum->numerator += one->numerator;
    sum->denominator += one->denominator;
    sum->delivered += one->delivered;
    if (one->year && (!sum->year || one->year < sum->year))
        sum->year = one->year;
}

/* Where a unit tells only its target groups, its total is their sum. That is decided period
 * by period, so that a total told later leaves earlier cells as they are. */
static Reported own_reported(const Work *work, const Reports *reports, size_t indicator,
                             size_t unit, bool on, size_t group, const Slot *slot)
{
    Reported told = unit_reported(work, reports, indicator, unit, on, group, slot);
    if (group || told.found)
        return told;
    Reported sum = {0};
    for (size_t i = 1; i < work->groups; i++) {
        Reported part = unit_reported(work, reports, indicator, unit, on, i, slot);
        add_reported(&sum, &part);
    }
    return sum.found || !told.expected ? sum : told;
}

/* With what those it was made of had told, and they in their turn: of what is carried,
 * until it tells itself, also after their end. */
static Reported continued_reported(const Work *work, const Reports *reports,
                                   size_t indicator, size_t unit, bool on, size_t group,
                                   const Slot *slot)
{
    bool carry = work->workspace->indicators.items[indicator].carry;
    Reported told = own_reported(work, reports, indicator, unit, on, group, slot);
    if (carry && told.found)
        return told;
    for (size_t i = 0; i < work->below[unit].count; i++) {
        size_t before = work->below[unit].items[i];
        const Unit *made_of = &work->workspace->units.items[before];
        if (before == unit || made_of->successor_count != 1 ||
            !str_equal(made_of->successors[0], work->workspace->units.items[unit].id))
            continue;
        Reported one =
            continued_reported(work, reports, indicator, before, carry, group, slot);
        add_reported(&told, &one);
    }
    return told;
}

static Reported reported(const Work *work, const Reports *reports, size_t indicator,
                         size_t unit, size_t group, const Slot *slot)
{
    if (!work->has_parts[unit])
        return continued_reported(work, reports, indicator, unit, false, group, slot);
    Reported told = own_reported(work, reports, indicator, unit, false, group, slot);
    if (told.found)
        return told;
    told = (Reported){0};
    for (size_t i = 0; i < work->below[unit].count; i++) {
        size_t part = work->below[unit].items[i];
        if (work->has_parts[part] || !unit_counts_for(work, part, unit, slot))
            continue;
        Reported one =
            continued_reported(work, reports, indicator, part, false, group, slot);
        add_reported(&told, &one);
    }
    return told;
}

static void fill_cell(const Work *work, const Reports *reports, const Indicator *indicator,
                      const Reported *told, Cell *cell)
{
    *cell = (Cell){.delivered = told->delivered,
                   .expected = told->expected,
                   .year = told->year,
                   .state = told->delivered < told->expected ? CELL_PRELIMINARY : CELL_OK};
    if (indicator->share) {
        cell->n = told->numerator;
        cell->value = amount_of(told->numerator, told->denominator);
        cell->has_denominator = true;
        cell->denominator = AMOUNT_WHOLE(told->denominator);
    } else {
        cell->value = amount_of(told->value, reports->scale);
        cell->n = amount_rounded(cell->value, 0);
    }
    ProtectFigure figure = {.protects = indicator->protects,
                            .value = cell->value,
                            .share = indicator->share,
                            .numerator = told->numerator,
                            .denominator = told->denominator};
    cell->protected_ = protect_primary(&figure, work->workspace->limit);
}

void reports_fill(Work *work, const Year *year, const Reports *reports,
                  const Indicator *indicator, Sheet *sheet)
{
    size_t place = (size_t)(indicator - work->workspace->indicators.items);
    for (size_t unit = 0; unit < work->units; unit++)
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
            if (!year->affected[unit * YEAR_SLOTS + slot] ||
                !slot_due(work, &year->slots[slot]))
                continue;
            for (size_t group = 0; group < work->groups; group++) {
                Reported told =
                    reported(work, reports, place, unit, group, &year->slots[slot]);
                size_t at = cell_at(work, 0, unit, group, slot);
                bool empty = !told.found || (indicator->share && told.denominator <= 0);
                if (empty)
                    continue;
                fill_cell(work, reports, indicator, &told, &sheet->cells[at]);
                sheet->there[at] = true;
            }
        }
}
