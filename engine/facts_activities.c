/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_activities.h"

#include <stdlib.h>

#include "engine/facts_source.h"

static const char *const column_names[] = {
    "area",  "activity", "responsible",    "comment",     "status",
    "start", "done",     "estimated_cost", "actual_cost",
};
enum {
    AREA,
    ACTIVITY,
    RESPONSIBLE,
    COMMENT,
    STATUS,
    START,
    DONE,
    ESTIMATED,
    ACTUAL,
    PLAN_COLUMNS
};

/* An activity with what it is sorted by. */
typedef struct {
    FactActivity told;
    size_t unit_rank, area_rank;
    int64_t batch, line;
} Planned;

typedef struct {
    Facts *facts;
    Arena *arena;
    Language language;
    const RecordKind *kind;
    SourceColumn columns[PLAN_COLUMNS];
    Period period;
    Planned *found;
    size_t count, capacity;
    Str *areas; /* in the order they were first seen */
    size_t area_count, area_capacity;
} Plan;

static bool columns_find(Plan *plan, Error *error)
{
    for (size_t i = 0; i < PLAN_COLUMNS; i++) {
        SourceColumn *at = &plan->columns[i];
        Str name = str_from(column_names[i]);
        at->column = record_column(plan->kind, name);
        if (at->column &&
            !records_column(plan->facts->store, plan->kind->name, name, &at->place, error))
            return false;
    }
    return true;
}

static const ChunkCell *cell_at(const Plan *plan, const RecordReader *reader, size_t column)
{
    const SourceColumn *at = &plan->columns[column];
    return at->column && at->place ? &reader->cells[at->place] : NULL;
}

static Str text_at(const Plan *plan, const RecordReader *reader, size_t column)
{
    const ChunkCell *cell = cell_at(plan, reader, column);
    return cell && cell->kind == CHUNK_TEXT ? cell->text : STR("");
}

static ActivityWords words_at(const Plan *plan, const RecordReader *reader, size_t column)
{
    Str word = text_at(plan, reader, column);
    const RecordColumn *contract = plan->columns[column].column;
    if (!word.len)
        return (ActivityWords){word, false};
    Str name = facts_word_name(plan->facts, contract, plan->language, word);
    return (ActivityWords){str_copy(plan->arena, name), contract->type == COLUMN_TEXT};
}

static bool day_at(const Plan *plan, const RecordReader *reader, size_t column,
                   int32_t *day)
{
    const ChunkCell *cell = cell_at(plan, reader, column);
    bool there = cell && cell->kind == CHUNK_NUMBER;
    *day = there ? (int32_t)cell->number : 0;
    return there;
}

static ActivityCost cost_at(const Plan *plan, const RecordReader *reader, size_t column)
{
    const ChunkCell *cell = cell_at(plan, reader, column);
    if (!cell || cell->kind != CHUNK_NUMBER)
        return (ActivityCost){0};
    int64_t scale = 1;
    for (int i = 0; i < plan->columns[column].column->decimals; i++)
        scale *= 10;
    return (ActivityCost){true, amount_of(cell->number, scale)};
}

/* Where an area stands among the others. */
static size_t area_rank(Plan *plan, Str area)
{
    const RecordColumn *contract = plan->columns[AREA].column;
    for (size_t i = 0; contract && i < contract->value_count; i++)
        if (str_equal(contract->values[i].id, area))
            return i;
    size_t known = contract ? contract->value_count : 0;
    for (size_t i = 0; i < plan->area_count; i++)
        if (str_equal(plan->areas[i], area))
            return known + i;
    plan->areas =
        ARENA_GROW(plan->arena, plan->areas, plan->area_count, &plan->area_capacity);
    plan->areas[plan->area_count++] = str_copy(plan->arena, area);
    return known + plan->area_count - 1;
}

/* It has begun when the period is over, and was not over before the period began. */
static bool goes_on(const Plan *plan, const FactActivity *activity, int32_t month)
{
    int32_t start = activity->has_start ? activity->start
                                        : period_first_day((Period){PERIOD_MONTH, month});
    bool ended = str_equal(activity->status, STR("done")) ||
                 str_equal(activity->status, STR("stopped"));
    return start <= period_last_day(plan->period) &&
           (!ended || !activity->has_done ||
            activity->done >= period_first_day(plan->period));
}

static void row_add(Plan *plan, const Unit *unit, size_t unit_rank,
                    const RecordReader *reader)
{
    Planned planned = {
        .unit_rank = unit_rank, .batch = reader->batch, .line = reader->cells[0].number};
    FactActivity *told = &planned.told;
    told->unit = unit->name;
    told->area = words_at(plan, reader, AREA);
    told->activity = words_at(plan, reader, ACTIVITY);
    told->responsible = words_at(plan, reader, RESPONSIBLE);
    told->comment = words_at(plan, reader, COMMENT);
    told->status = str_copy(plan->arena, text_at(plan, reader, STATUS));
    told->status_name = words_at(plan, reader, STATUS).text;
    told->has_start = day_at(plan, reader, START, &told->start);
    told->has_done = day_at(plan, reader, DONE, &told->done);
    told->estimated = cost_at(plan, reader, ESTIMATED);
    told->actual = cost_at(plan, reader, ACTUAL);
    if (!goes_on(plan, told, reader->month))
        return;
    planned.area_rank = area_rank(plan, text_at(plan, reader, AREA));
    plan->found = ARENA_GROW(plan->arena, plan->found, plan->count, &plan->capacity);
    plan->found[plan->count++] = planned;
}

static bool unit_read(Plan *plan, const Unit *unit, size_t rank, Error *error)
{
    RecordSpan span = {.kind = plan->kind->name,
                       .unit = unit->id,
                       .first = INT32_MIN,
                       .last = period_last_month(plan->period)};
    RecordReader reader;
    if (!records_open(plan->arena, plan->facts->store, &span, &reader, error))
        return false;
    while (records_next(&reader, error))
        row_add(plan, unit, rank, &reader);
    return error->kind == ERROR_NONE;
}

static bool units_read(Plan *plan, Str id, Error *error)
{
    const Units *all = &plan->facts->workspace->units;
    FactUnit told;
    if (!facts_unit(plan->facts, id, &told, error))
        return false;
    const Unit *whole = units_find(all, told.id);
    if (!unit_read(plan, whole, 0, error))
        return false;
    for (size_t i = 0; i < all->count; i++) {
        const Unit *unit = &all->items[i];
        if (unit != whole && units_within(all, unit, whole) &&
            unit_valid_in(unit, plan->period) && !unit_read(plan, unit, i + 1, error))
            return false;
    }
    return true;
}

static int compare_ranks(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_planned(const void *left, const void *right)
{
    const Planned *a = left, *b = right;
    int order = compare_ranks((int64_t)a->area_rank, (int64_t)b->area_rank);
    if (!order)
        order = compare_ranks((int64_t)a->unit_rank, (int64_t)b->unit_rank);
    if (!order)
        order = compare_ranks(a->batch, b->batch);
    return order ? order : compare_ranks(a->line, b->line);
}

static void cost_add(ActivityCost *sum, ActivityCost cost)
{
    if (!cost.known)
        return;
    if (!sum->known)
        *sum = (ActivityCost){true, AMOUNT_WHOLE(0)};
    sum->amount = amount_subtract(sum->amount, amount_scale(cost.amount, -1, 1));
}

ActivitySum activities_sum(const FactActivity *items, size_t count)
{
    ActivitySum sum = {0};
    for (size_t i = 0; i < count; i++) {
        cost_add(&sum.estimated, items[i].estimated);
        cost_add(&sum.actual, items[i].actual);
    }
    return sum;
}

static void plan_tell(const Plan *plan, FactActivities *activities)
{
    FactActivity *items = ARENA_ARRAY(plan->arena, plan->count, FactActivity);
    *activities = (FactActivities){.items = items, .count = plan->count};
    for (size_t i = 0; i < plan->count; i++) {
        items[i] = plan->found[i].told;
        activities->several_units |= plan->found[i].unit_rank != plan->found[0].unit_rank;
    }
}

bool facts_activities(Facts *facts, Arena *arena, Language language, Str unit,
                      Period period, FactActivities *activities, Error *error)
{
    Plan plan = {.facts = facts,
                 .arena = arena,
                 .language = language,
                 .kind = records_find(&facts->workspace->records, STR("activities")),
                 .period = period};
    *activities = (FactActivities){0};
    if (!plan.kind)
        return true;
    if (!columns_find(&plan, error) || !units_read(&plan, unit, error))
        return false;
    if (plan.count)
        qsort(plan.found, plan.count, sizeof *plan.found, compare_planned);
    plan_tell(&plan, activities);
    return true;
}
