/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/instruments.h"
#include "engine/measure/coverage.h"
#include "engine/measure/episodes.h"

/* Months from..till of a unit's kind. */
typedef struct {
    size_t kind, unit;
    int32_t from, till;
    bool removed;
} Touch;

typedef struct {
    Work *work;
    Touch *items;
    size_t count, capacity;
    int32_t end; /* December of the last year that has cells, now or before */
} TouchList;

static void add(TouchList *list, size_t kind, size_t unit, int32_t from, int32_t till)
{
    if (from > till)
        return;
    list->items = ARENA_GROW(list->work->arena, list->items, list->count, &list->capacity);
    list->items[list->count++] = (Touch){kind, unit, from, till, false};
}

static bool read_touched(TouchList *list, Error *error)
{
    const Work *work = list->work;
    Statement *select = store_statement(
        work->store, "SELECT kind, unit, month, removed FROM touched", error);
    while (select && statement_next(select, error)) {
        size_t kind = kind_place(work->workspace, statement_text(select, 0));
        size_t unit = work_unit(work, statement_text(select, 1));
        int32_t month = (int32_t)statement_int(select, 2);
        if (kind == SIZE_MAX || unit == SIZE_MAX)
            continue;
        bool lasts = kind_lasts(work->workspace, kind);
        if (month < work->frozen && !lasts)
            continue;
        size_t before = list->count;
        add(list, kind, unit, month, lasts && list->end > month ? list->end : month);
        if (list->count > before)
            list->items[before].removed = statement_int(select, 3) != 0;
    }
    return select && error->kind == ERROR_NONE;
}

static int32_t december_of(int32_t month)
{
    return month - month % YEAR_MONTHS + YEAR_MONTHS - 1;
}

/* Twelve months until June are a cell of their year once that has begun. */
static void add_half_year(TouchList *list, int32_t horizon_before)
{
    int32_t now = december_of(list->work->horizon), before = december_of(horizon_before);
    int32_t low = now < before ? now : before;
    if (now == before || horizon_before == HORIZON_NONE ||
        list->work->horizon == HORIZON_NONE)
        return;
    for (size_t i = 0; i < list->work->workspace->records.count * list->work->units; i++)
        add(list, i / list->work->units, i % list->work->units, low - MONTHS_BEFORE + 1,
            low);
}

/* A first month that moved changes what is expected between; a horizon that moved, what of
 * the lasting is over and done. */
static void add_moved(TouchList *list, int32_t horizon_before, const Firsts *firsts)
{
    const Work *work = list->work;
    int32_t horizon = work->horizon;
    int32_t moved = horizon < horizon_before ? horizon : horizon_before;
    for (size_t i = 0; i < work->workspace->records.count * work->units; i++) {
        size_t kind = i / work->units, unit = i % work->units;
        int32_t now = firsts->now[i], before = firsts->before[i];
        int32_t low = now < before ? now : before, high = now < before ? before : now;
        if (now != before)
            add(list, kind, unit, low, high < list->end ? high : list->end);
        if (horizon != horizon_before && low != FIRST_NEVER &&
            kind_lasts(work->workspace, kind))
            add(list, kind, unit, moved + 1 > low ? moved + 1 : low, list->end);
    }
}

size_t touches_instrument(const Work *work, size_t instrument)
{
    return work->workspace->records.count + instrument;
}

static bool of_instrument(const Work *work, const Instrument *instrument, size_t kind)
{
    const RecordKind *own = &work->workspace->records.items[kind];
    return own == instrument->scores || own == instrument->episodes;
}

static void add_family(TouchList *list, size_t instrument, size_t unit, int32_t from)
{
    const Units *units = &list->work->workspace->units;
    size_t family = unit_family(units, unit);
    for (size_t i = 0; i < units->count; i++)
        if (unit_family(units, i) == family)
            add(list, touches_instrument(list->work, instrument), i, from, list->end);
}

/* A score may be the one after which an episode was over, or be in one that closes any
 * later, in the units of its family; what is over without being told moves with the
 * horizon. */
static void add_outcomes(TouchList *list, int32_t horizon_before, const Firsts *firsts)
{
    const Work *work = list->work;
    const Instruments *all = &work->workspace->indicators.instruments;
    int32_t horizon = work->horizon;
    int32_t moved = horizon < horizon_before ? horizon : horizon_before;
    size_t touched = list->count;
    for (size_t i = 0; i < all->count; i++) {
        const Instrument *instrument = &all->items[i];
        for (size_t j = 0; j < touched; j++)
            if (of_instrument(work, instrument, list->items[j].kind))
                add_family(list, i, list->items[j].unit,
                           list->items[j].from - instrument->gap - 1);
        for (size_t j = 0; horizon != horizon_before && moved != HORIZON_NONE &&
                           j < work->workspace->records.count * work->units;
             j++)
            if (of_instrument(work, instrument, j / work->units) &&
                (firsts->now[j] != FIRST_NEVER || firsts->before[j] != FIRST_NEVER))
                add_family(list, i, j % work->units, moved - instrument->gap);
    }
}

static size_t mark_place(const Touches *touches, const Work *work, size_t kind, size_t unit,
                         int32_t month)
{
    size_t years = (size_t)touches->last_year + 1 - (size_t)touches->first_year;
    size_t months = years * YEAR_MONTHS;
    return (kind * work->units + unit) * months +
           (size_t)(month - touches->first_year * YEAR_MONTHS);
}

bool touches_load(Work *work, int32_t horizon_before, const Firsts *firsts,
                  Touches *touches, Error *error)
{
    TouchList list = {.work = work};
    int32_t last = work->horizon > horizon_before ? work->horizon : horizon_before;
    list.end = december_of(last);
    if (!read_touched(&list, error))
        return false;
    add_moved(&list, horizon_before, firsts);
    add_half_year(&list, horizon_before);
    add_outcomes(&list, horizon_before, firsts);
    *touches = (Touches){.first_year = INT32_MAX, .last_year = list.end / YEAR_MONTHS};
    /* Nothing is kept of what begins after the horizon. */
    for (size_t i = 0; i < list.count; i++) {
        Touch *touch = &list.items[i];
        if (touch->till > list.end)
            touch->till = list.end;
        if (touch->from > touch->till)
            continue;
        int from = touch->from / YEAR_MONTHS;
        touches->first_year = from < touches->first_year ? from : touches->first_year;
    }
    if (touches->first_year > touches->last_year) {
        *touches = (Touches){.first_year = 0, .last_year = -1};
        return true;
    }
    size_t years = (size_t)touches->last_year + 1 - (size_t)touches->first_year;
    size_t kinds = touches_instrument(work, work->workspace->indicators.instruments.count);
    touches->marks =
        ARENA_ARRAY(work->arena, kinds * work->units * years * YEAR_MONTHS, unsigned char);
    for (size_t i = 0; i < list.count; i++)
        for (int32_t month = list.items[i].from; month <= list.items[i].till; month++)
            touches->marks[mark_place(touches, work, list.items[i].kind, list.items[i].unit,
                                      month)] |=
                TOUCHED | (list.items[i].removed ? TOUCHED_REMOVED : 0);
    return true;
}

static bool touches_reach(const Touches *touches, int32_t month)
{
    return month >= touches->first_year * YEAR_MONTHS &&
           month < (touches->last_year + 1) * YEAR_MONTHS;
}

bool touches_marked(const Touches *touches, const Work *work, size_t kind, size_t unit,
                    int32_t month)
{
    return touches_reach(touches, month) &&
           touches->marks[mark_place(touches, work, kind, unit, month)];
}

bool touches_removed(const Touches *touches, const Work *work, size_t kind, size_t unit,
                     int32_t month)
{
    return touches_reach(touches, month) &&
           touches->marks[mark_place(touches, work, kind, unit, month)] & TOUCHED_REMOVED;
}

void touches_mark(Touches *touches, const Work *work, size_t kind, size_t unit,
                  int32_t month)
{
    if (touches_reach(touches, month))
        touches->marks[mark_place(touches, work, kind, unit, month)] |= TOUCHED;
}
