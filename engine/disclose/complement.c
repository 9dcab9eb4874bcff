/* Cell by cell, the smallest first: what is asked of it is given a world, and what changes
 * in that world is hidden. Months by themselves; then the longer spans round them. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdint.h>
#include <stdlib.h>

#include "engine/disclose/complement_inside.h"

typedef struct {
    size_t row;
    double value;
} Asking;

static int compare_asking(const void *one, const void *other)
{
    const Asking *a = one, *b = other;
    if (a->value < b->value || a->value > b->value)
        return a->value < b->value ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static bool asks(const ComplementCell *cell)
{
    return cell->there && (cell->down > 0 || cell->up > 0);
}

/* The rows that ask for protection in a span. */
static Asking *asking_in(const Hiding *hiding, size_t span, size_t *count)
{
    *count = 0;
    for (size_t row = 0; row < hiding->rows; row++)
        *count += asks(&hiding->cells[hiding_cell(hiding, row, span)]);
    Asking *asking = ARENA_ARRAY(hiding->arena, *count, Asking);
    size_t at = 0;
    for (size_t row = 0; row < hiding->rows; row++) {
        const ComplementCell *cell = &hiding->cells[hiding_cell(hiding, row, span)];
        if (asks(cell))
            asking[at++] = (Asking){row, cell->value};
    }
    if (at)
        qsort(asking, at, sizeof *asking, compare_asking);
    return asking;
}

static void hide_span(Hiding *hiding, size_t span, bool close)
{
    size_t count;
    Asking *asking = asking_in(hiding, span, &count);
    if (!count)
        return;
    hiding_open_span(hiding, span);
    for (size_t i = 0; i < count; i++) {
        size_t number = hiding_cell(hiding, asking[i].row, span);
        const ComplementCell *cell = &hiding->cells[number];
        hiding->table->hidden[number] = true;
        const World *worlds[] = {hiding_world(hiding, asking[i].row, -cell->down),
                                 hiding_world(hiding, asking[i].row, cell->up)};
        for (size_t k = 0; close && k < 2; k++)
            if (worlds[k])
                hiding_close(hiding, worlds[k], SIZE_MAX);
    }
}

/* A table by itself, for all numbers of it. What was hidden for one cell may serve others;
 * asked again, they take what is hidden already, and what none takes is shown. */
static void decide(Hiding *hiding, const ComplementCell *const *cells, size_t numbers,
                   size_t span)
{
    bool *given = ARENA_ARRAY(hiding->arena, hiding->rows, bool);
    for (size_t row = 0; row < hiding->rows; row++)
        given[row] = hiding->table->hidden[hiding_cell(hiding, row, span)];
    for (size_t i = 0; i < numbers; i++) {
        hiding->cells = cells[i];
        hide_span(hiding, span, false);
    }
    hiding->used = ARENA_ARRAY(hiding->arena, hiding->rows, bool);
    for (size_t i = 0; i < numbers; i++) {
        hiding->cells = cells[i];
        hide_span(hiding, span, false);
    }
    for (size_t row = 0; row < hiding->rows; row++)
        hiding->table->hidden[hiding_cell(hiding, row, span)] =
            given[row] || hiding->used[row];
    if (numbers == 1 && hiding->table->time != COMPLEMENT_ONCE) {
        hiding_open_span(hiding, span);
        hiding_prune(hiding, given);
    }
}

/* A longer span of few people is another with a month of it that is another. Returns what
 * the months do not give: it was told for the span alone. */
static double ask_months(Hiding *hiding, size_t row, size_t span, double more)
{
    const ComplementTable *table = hiding->table;
    for (const World *world = hiding->worlds[row]; world && more != 0;
         world = world->next) {
        bool within = table->spans[span].first <= table->spans[world->span].first &&
                      table->spans[world->span].last <= table->spans[span].last;
        if (!within || (more > 0) != (world->more > 0))
            continue;
        hiding_close(hiding, world, span);
        more = fabs(world->more) >= fabs(more) ? 0 : more - world->more;
    }
    return more;
}

/* In a span by itself, whatever its months are; longer ones change with it. */
static void ask_span(Hiding *hiding, size_t row, double more)
{
    const World *world = hiding_world(hiding, row, more);
    if (world)
        hiding_close_over(hiding, world);
}

/* Spans that ask for protection, by their months or by themselves. */
static void hide_longer(Hiding *hiding, size_t span)
{
    bool open = false;
    for (size_t row = 0; row < hiding->rows; row++) {
        size_t number = hiding_cell(hiding, row, span);
        const ComplementCell *cell = &hiding->cells[number];
        if (!asks(cell))
            continue;
        hiding->table->hidden[number] = true;
        const double left[] = {ask_months(hiding, row, span, -cell->down),
                               ask_months(hiding, row, span, cell->up)};
        for (int i = 0; i < 2; i++) {
            if (left[i] == 0)
                continue;
            if (!open)
                hiding_open_span(hiding, span);
            open = true;
            ask_span(hiding, row, left[i]);
        }
    }
}

/* The worlds that are found among what the months hide, and what longer spans must hide for
 * them. */
static void hide_sums(Hiding *hiding)
{
    const ComplementTable *table = hiding->table;
    hiding->settled = true;
    for (size_t month = 0; month < table->month_count; month++)
        hide_span(hiding, month, false);
    hiding->settled = false;
    hiding_close_same(hiding);
    for (size_t row = 0; row < hiding->rows; row++)
        for (const World *world = hiding->worlds[row]; world; world = world->next)
            hiding_close(hiding, world, SIZE_MAX);
    for (size_t span = table->month_count; span < table->span_count; span++)
        hide_longer(hiding, span);
}

static void hide_number(Hiding *hiding)
{
    hiding->worlds = ARENA_ARRAY(hiding->arena, hiding->rows, const World *);
    if (hiding->table->time == COMPLEMENT_ADDS)
        hide_sums(hiding);
    else
        for (size_t span = 0; span < hiding->table->span_count; span++)
            hide_span(hiding, span, true);
}

/* What is hidden before the first month is so in every span that begins before it. */
static void hide_before(const Hiding *hiding)
{
    const ComplementTable *table = hiding->table;
    int32_t first = table->spans[0].first;
    for (size_t span = 0; table->before && span < table->span_count; span++)
        for (size_t row = 0; table->spans[span].first < first && row < hiding->rows;
             row++) {
            table->hidden[hiding_cell(hiding, row, span)] |= table->before[row];
        }
}

static Move *move_new(const Hiding *hiding)
{
    size_t most = 1;
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++) {
        const ComplementAxis *of = &hiding->table->axes[axis];
        size_t above = 1;
        for (size_t i = 0; i < of->count; i++)
            above = of->above[i].count > above ? of->above[i].count : above;
        most *= 2 * above;
    }
    Move *move = ARENA_NEW(hiding->arena, Move);
    move->cells = ARENA_ARRAY(hiding->arena, most, MoveCell);
    return move;
}

void complement_hide(const ComplementTable *table, const ComplementCell *const *cells,
                     size_t numbers)
{
    Arena *arena = arena_open();
    Hiding hiding = {.table = table, .arena = arena, .rows = 1};
    bool apart = table->time == COMPLEMENT_APART;
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
        hiding.rows *= table->axes[axis].count;
    hiding.worlds = ARENA_ARRAY(arena, hiding.rows, const World *);
    hiding.more = ARENA_ARRAY(arena, hiding.rows, double);
    hiding.touched = ARENA_ARRAY(arena, hiding.rows, size_t);
    hiding.move = move_new(&hiding);
    hiding.best = move_new(&hiding);
    for (size_t span = 0; span < (apart ? table->span_count : table->month_count); span++)
        if (apart || !table->decided || !table->decided[span])
            decide(&hiding, cells, numbers, span);
    for (size_t i = 0; !apart && i < numbers; i++) {
        hiding.cells = cells[i];
        hide_number(&hiding);
    }
    hide_before(&hiding);
    arena_close(arena);
}
