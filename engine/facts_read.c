/* Figures as the level may see them, with what they are compared with and judged against.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts.h"

#include "engine/facts_ledger.h"
#include "engine/stats/interval.h"

static const char select_cells[] =
    "SELECT c.month, " CELL_COLUMNS " FROM series s JOIN cells c ON c.series = s.id WHERE "
    "s.indicator = ?1 AND s.part = ?2 AND s.unit = ?3 AND s.target_group = ?4 AND "
    "c.period_kind = ?5 AND c.month BETWEEN ?6 AND ?7";

static Mark state_mark(CellState state)
{
    switch (state) {
    case CELL_OK:
        return MARK_OK;
    case CELL_PRELIMINARY:
        return MARK_PRELIMINARY;
    case CELL_NOT_APPLICABLE:
        return MARK_NOT_APPLICABLE;
    }
    return MARK_NOT_APPLICABLE;
}

double facts_counted(const Indicator *ratio, const Figure *figure)
{
    Amount whole = amount_scale(figure->value, figure->denominator.numerator,
                                figure->denominator.denominator);
    return amount_double(amount_scale(whole, 1, ratio->per));
}

/* Of shares, and of persons over a population. A workspace may let in a share of more than
 * all, which no interval is known of; a complete count has none, nor has a count of events,
 * which come several to a person. */
static Interval interval_of(const Indicator *indicator, const Figure *figure)
{
    int64_t trials = figure->denominator.numerator;
    if (indicator->share && figure->n >= 0 && figure->n <= trials)
        return interval_wilson(figure->n, trials, INTERVAL_Z95);
    double x = indicator->of_persons ? facts_counted(indicator, figure) : -1;
    if (x < 0)
        return (Interval){0};
    double over = amount_double(figure->denominator) / (double)indicator->per;
    return interval_rate(x, over, INTERVAL_Z95);
}

Shown shown_of_cell(const Indicator *indicator, const Cell *cell)
{
    Shown shown = {.is_protected = cell->protected_};
    Figure *figure = &shown.figure;
    figure->mark = state_mark(cell->state);
    figure->known = cell->state != CELL_NOT_APPLICABLE;
    figure->delivered = cell->delivered;
    figure->expected = cell->expected;
    figure->value = figure->denominator = AMOUNT_WHOLE(0);
    if (!figure->known)
        return shown;
    figure->value = cell->value;
    figure->n = cell->n;
    figure->has_denominator = cell->has_denominator;
    figure->denominator = cell->denominator;
    figure->year = cell->year;
    Interval interval = interval_of(indicator, figure);
    figure->has_interval = interval.known;
    figure->low95 = interval.low;
    figure->high95 = interval.high;
    return shown;
}

static int32_t kind_months(int kind)
{
    bool by_last = kind == CELL_TO_DATE || kind == CELL_ROLLING;
    return by_last ? 1 : period_months((PeriodKind)kind);
}

int32_t facts_slot_first(int kind, int32_t month)
{
    if (kind == CELL_ROLLING)
        return month - 11;
    return kind == CELL_TO_DATE ? month - month % 12 : month;
}

int32_t facts_slot_last(int kind, int32_t month)
{
    return month + kind_months(kind) - 1;
}

/* The unit came to be after the slot began, so that others stand for it there. */
static bool is_continued(const FactNames *names, int kind, int32_t month)
{
    const Period first = {PERIOD_MONTH, facts_slot_first(kind, month)};
    return names->unit->from_day > period_first_day(first);
}

static bool read_cells(Facts *facts, const FactNames *names, int kind, int32_t first,
                       int32_t last, int32_t step, Shown *shown, bool *there, size_t *found,
                       Error *error)
{
    Statement *select = store_statement(facts->store, select_cells, error);
    if (!select)
        return false;
    statement_bind_text(select, 1, names->indicator->id);
    statement_bind_text(select, 2, names->part);
    statement_bind_text(select, 3, names->unit->id);
    statement_bind_text(select, 4, names->group_id);
    statement_bind_int(select, 5, kind);
    statement_bind_int(select, 6, first);
    statement_bind_int(select, 7, last);
    while (statement_next(select, error)) {
        int32_t month = (int32_t)statement_int(select, 0);
        Cell cell = cell_of_row(select, 1);
        if ((month - first) % step != 0)
            continue;
        shown[(month - first) / step] = shown_of_cell(names->indicator, &cell);
        shown[(month - first) / step].figure.continued = is_continued(names, kind, month);
        there[(month - first) / step] = true;
        ++*found;
    }
    return error->kind == ERROR_NONE;
}

static Figure absent_row(const Facts *facts, const FactNames *names, int kind,
                         int32_t month)
{
    Figure figure = {.value = AMOUNT_WHOLE(0), .denominator = AMOUNT_WHOLE(0)};
    figure.mark = facts_absent(facts, names, facts_slot_first(kind, month),
                               facts_slot_last(kind, month), &figure.expected);
    return figure;
}

/* A ratio lacks a cell because one of its sides does: the graver reason is told. */
static void absent_side(const Figure *side, Figure *figure)
{
    if (side->known)
        return;
    if (figure->mark == MARK_OK || side->mark == MARK_NOT_APPLICABLE ||
        (side->mark == MARK_NOT_MEASURED && figure->mark == MARK_MISSING))
        figure->mark = side->mark;
    if (side->expected > figure->expected)
        figure->expected = side->expected;
}

static bool absent_ratios(Facts *facts, const FactNames *names, int kind, int32_t first,
                          int32_t last, int32_t step, Shown *shown, const bool *there,
                          Error *error)
{
    const Str sides[] = {names->indicator->of, names->indicator->over};
    size_t count = (size_t)((last - first) / step) + 1;
    Arena *scratch = arena_open();
    Shown *side = ARENA_ARRAY(scratch, count, Shown);
    bool done = true;
    for (size_t i = 0; i < count; i++)
        if (!there[i])
            shown[i] = (Shown){.figure = {.mark = MARK_OK,
                                          .value = AMOUNT_WHOLE(0),
                                          .denominator = AMOUNT_WHOLE(0)}};
    for (size_t s = 0; done && s < 2; s++) {
        FactNames of = *names;
        of.indicator = indicators_find(&facts->workspace->indicators, sides[s]);
        done = facts_shown(facts, &of, kind, first, last, step, side, error);
        for (size_t i = 0; done && i < count; i++)
            if (!there[i])
                absent_side(&side[i].figure, &shown[i].figure);
    }
    for (size_t i = 0; i < count; i++)
        if (!there[i] && shown[i].figure.mark == MARK_OK)
            shown[i].figure.mark = MARK_NOT_APPLICABLE;
    arena_close(scratch);
    return done;
}

/* As the records have it now, whatever was published. */
static bool shown_now(Facts *facts, const FactNames *names, int kind, int32_t first,
                      int32_t last, int32_t step, Shown *shown, Error *error)
{
    size_t count = (size_t)((last - first) / step) + 1, found = 0;
    Arena *scratch = arena_open();
    bool *there = ARENA_ARRAY(scratch, count, bool);
    bool done =
        read_cells(facts, names, kind, first, last, step, shown, there, &found, error) &&
        (!found || outcome_intervals(facts, names, kind, first, last, step, shown, error));
    bool ratio = names->indicator->kind == MEASURE_RATIO;
    if (done && ratio && found < count)
        done = absent_ratios(facts, names, kind, first, last, step, shown, there, error);
    for (size_t i = 0; done && !ratio && i < count; i++)
        if (!there[i])
            shown[i] = (Shown){
                .figure = absent_row(facts, names, kind, first + (int32_t)i * step)};
    arena_close(scratch);
    return done;
}

bool facts_shown(Facts *facts, const FactNames *names, int kind, int32_t first,
                 int32_t last, int32_t step, Shown *shown, Error *error)
{
    return shown_now(facts, names, kind, first, last, step, shown, error) &&
           ledger_apply(facts, names, kind, first, last, step, shown, error);
}

/* What may be compared is whole on both sides, and not one figure carried to both; a ratio
 * whose other side is carried still has its own news. */
static Figure compared(const Indicator *indicator, const Figure *now, const Figure *before)
{
    Figure told = *before;
    bool same_source =
        indicator->kind != MEASURE_RATIO && now->year && now->year == before->year;
    if (now->known && before->known && now->mark == MARK_OK && before->mark == MARK_OK &&
        !same_source)
        return told;
    return (Figure){
        .mark = told.mark, .value = AMOUNT_WHOLE(0), .denominator = AMOUNT_WHOLE(0)};
}

static void put_figures(const Facts *facts, const FactNames *names, const Shown *now,
                        const Shown *previous, const Shown *last_year, Fact *fact)
{
    static const Figure nothing = {
        .mark = MARK_NOT_APPLICABLE, .value = {0, 1}, .denominator = {0, 1}};
    Figure before = previous ? facts_masked(facts, names, previous) : nothing;
    Figure year_ago = facts_masked(facts, names, last_year);
    fact->indicator = names->name;
    fact->unit = names->unit->id;
    fact->group = names->group_id;
    fact->figure = facts_masked(facts, names, now);
    fact->previous = compared(names->indicator, &fact->figure, &before);
    fact->last_year = compared(names->indicator, &fact->figure, &year_ago);
}

/* Each period, and what its fact is compared with. */
static void hear_series(Facts *facts, const FactNames *names, Period from, Period to,
                        int32_t step)
{
    int32_t first = from.first_month, last = to.first_month;
    facts_heard(facts, names, (int)from.kind, first - step, last, step);
    facts_heard(facts, names, (int)from.kind, first - 12, last - 12, step);
}

bool facts_series(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                  Period from, Period to, Fact **series, size_t *count, Error *error)
{
    FactNames names;
    if (!facts_names(facts, indicator, unit, group, &names, error))
        return false;
    *count = 0;
    *series = NULL;
    if (from.kind != to.kind || to.first_month < from.first_month)
        return true;
    int32_t step = period_months(from.kind), back = 12 / step;
    int32_t first = period_last_year(from).first_month;
    size_t read = (size_t)((to.first_month - first) / step) + 1;
    Shown *shown = ARENA_ARRAY(arena, read, Shown);
    if (!facts_shown(facts, &names, (int)from.kind, first, to.first_month, step, shown,
                     error))
        return false;
    hear_series(facts, &names, from, to, step);
    *count = read - (size_t)back;
    *series = ARENA_ARRAY(arena, *count, Fact);
    for (size_t i = 0; i < *count; i++) {
        const Shown *now = &shown[i + (size_t)back];
        Fact *fact = &(*series)[i];
        fact->period = period_next(from, (int)i);
        fact->previous_period = period_next(fact->period, -1);
        fact->last_year_period = period_last_year(fact->period);
        put_figures(facts, &names, now, now - 1, &shown[i], fact);
        fact->goal = facts_goal(facts, &names, fact->period);
        if (!facts_judge(facts, &names, period_last_month(fact->period), fact, error))
            return false;
    }
    return true;
}

bool facts_read(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                Period period, Fact *fact, Error *error)
{
    Fact *series;
    size_t count;
    if (!facts_series(facts, arena, indicator, unit, group, period, period, &series, &count,
                      error))
        return false;
    *fact = series[0];
    return true;
}

/* Months as an interval of ISO 8601. */
static Str interval_id(Arena *arena, int32_t first, int32_t last)
{
    Str from = period_id(arena, (Period){PERIOD_MONTH, first});
    Str to = period_id(arena, (Period){PERIOD_MONTH, last});
    return str_format(arena, "%.*s/%.*s", STR_PRINT(from), STR_PRINT(to));
}

/* A period that its last month names, with the same a year before. */
static bool read_named(Facts *facts, Arena *arena, const FactNames *names, int kind,
                       Period period, int32_t month, Fact *fact, Error *error)
{
    Shown now, last_year;
    if (!facts_shown(facts, names, kind, month, month, 1, &now, error) ||
        !facts_shown(facts, names, kind, month - 12, month - 12, 1, &last_year, error))
        return false;
    facts_heard(facts, names, kind, month - 12, month, 12);
    if (kind == CELL_ROLLING && (month + 1) % 6 != 0)
        now.figure.mark = MARK_NOT_APPLICABLE;
    *fact = (Fact){.period = period,
                   .interval = interval_id(arena, facts_slot_first(kind, month), month),
                   .previous_period = period_next(period, -1),
                   .last_year_period = period_last_year(period)};
    put_figures(facts, names, &now, NULL, &last_year, fact);
    return true;
}

bool facts_rolling(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                   Period period, Fact *fact, Error *error)
{
    FactNames names;
    return facts_names(facts, indicator, unit, group, &names, error) &&
           read_named(facts, arena, &names, CELL_ROLLING, period, period_last_month(period),
                      fact, error);
}

bool facts_to_date(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                   Period period, Fact *fact, Error *error)
{
    FactNames names;
    int32_t month = period_last_month(period);
    Period year = period_containing(PERIOD_YEAR, month);
    if (!facts_names(facts, indicator, unit, group, &names, error) ||
        !read_named(facts, arena, &names, CELL_TO_DATE, year, month, fact, error))
        return false;
    fact->goal = facts_goal(facts, &names, year);
    return facts_judge(facts, &names, month, fact, error);
}
