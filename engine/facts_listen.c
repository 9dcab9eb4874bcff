/* What a view has told, so that it can be published beside a report and remembered. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "engine/facts_inside.h"
#include "engine/facts_table.h"
#include "engine/measure/cells.h"

void facts_listen(Facts *facts)
{
    facts->listening = ARENA_NEW(facts->arena, Listening);
    facts->pools = NULL; /* what is compared from now on is told anew */
}

void facts_heard(Facts *facts, const FactNames *names, int kind, int32_t first,
                 int32_t last, int32_t step)
{
    Listening *listening = facts->listening;
    if (!listening)
        return;
    Heard heard = {names->indicator,
                   str_copy(facts->arena, names->part),
                   names->unit,
                   names->group,
                   kind,
                   first};
    for (; heard.month <= last; heard.month += step) {
        listening->heard = ARENA_GROW(facts->arena, listening->heard, listening->count,
                                      &listening->capacity);
        listening->heard[listening->count++] = heard;
    }
}

static int sign(bool more, bool less)
{
    return more - less;
}

/* In the order of the catalogue. */
static int compare_heard(const void *left, const void *right)
{
    const Heard *a = left, *b = right;
    int orders[] = {sign(a->indicator > b->indicator, a->indicator < b->indicator),
                    str_compare(a->part, b->part),
                    sign(a->unit > b->unit, a->unit < b->unit),
                    sign(a->group > b->group, a->group < b->group),
                    sign(a->kind > b->kind, a->kind < b->kind),
                    sign(a->month > b->month, a->month < b->month)};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i])
            return orders[i];
    return 0;
}

static bool read_heard(Facts *facts, Arena *arena, const Heard *heard, Fact *fact,
                       Error *error)
{
    Str name = heard->indicator->id;
    if (heard->part.len)
        name = str_format(arena, "%.*s:%.*s", STR_PRINT(name), STR_PRINT(heard->part));
    Str group = heard->group ? facts->workspace->groups[heard->group - 1].id : STR("all");
    Period period = {PERIOD_MONTH, heard->month};
    if (heard->kind == CELL_TO_DATE)
        return facts_to_date(facts, arena, name, heard->unit->id, group, period, fact,
                             error);
    if (heard->kind == CELL_ROLLING)
        return facts_rolling(facts, arena, name, heard->unit->id, group, period, fact,
                             error);
    period.kind = (PeriodKind)heard->kind;
    return facts_read(facts, arena, name, heard->unit->id, group, period, fact, error);
}

/* What is not measured, or cannot be, holds no number. */
static bool is_told(const Fact *fact)
{
    return fact->figure.mark != MARK_NOT_MEASURED &&
           fact->figure.mark != MARK_NOT_APPLICABLE;
}

bool facts_told(Facts *facts, Arena *arena, Str *rows, Error *error)
{
    Listening *listening = facts->listening;
    Text out = text_open(arena);
    Arena *scratch = arena_open();
    bool done = true;
    fact_head_csv(&out);
    text_add_byte(&out, '\n');
    facts->listening = NULL;
    if (listening->count)
        qsort(listening->heard, listening->count, sizeof *listening->heard, compare_heard);
    for (size_t i = 0; done && i < listening->count; i++) {
        const Heard *heard = &listening->heard[i];
        Fact fact;
        if (i && compare_heard(heard, heard - 1) == 0)
            continue;
        ArenaMark mark = arena_mark(scratch);
        done = read_heard(facts, scratch, heard, &fact, error);
        if (done && is_told(&fact)) {
            fact_row_csv(&out, &fact);
            text_add_byte(&out, '\n');
        }
        arena_rewind(scratch, mark);
    }
    arena_close(scratch);
    facts->listening = listening;
    *rows = text_str(&out);
    return done;
}
