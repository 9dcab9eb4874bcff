/* Longer spans. In a world one month is another than it is. A span that holds the month
 * stays as it is where another month of it can take the difference up, or where people are
 * counted once and what its parts bound it to leaves room; else it changes too and must be
 * hidden. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdint.h>

#include "engine/disclose/complement_inside.h"

static bool holds(const ComplementSpan *span, const ComplementSpan *other)
{
    return span->first <= other->first && other->last <= span->last;
}

static void hide_row(const Hiding *hiding, size_t row, size_t span)
{
    size_t number = hiding_cell(hiding, row, span);
    if (hiding->cells[number].there)
        hiding->table->hidden[number] = true;
}

static void hide_world(const Hiding *hiding, const World *world, size_t span)
{
    for (size_t i = 0; i < world->count; i++)
        hide_row(hiding, world->shifts[i].row, span);
}

/* Does the row tell the same of both, because the months of one alone were delivered? */
static bool tells_same(const Hiding *hiding, size_t row, size_t span, size_t other)
{
    const ComplementSpan *one = &hiding->table->spans[span];
    const ComplementSpan *two = &hiding->table->spans[other];
    if (one->first > two->last || two->first > one->last)
        return false;
    bool same = true;
    for (size_t month = 0; same && month < hiding->table->month_count; month++) {
        const ComplementSpan *at = &hiding->table->spans[month];
        same = holds(one, at) == holds(two, at) ||
               !hiding->cells[hiding_cell(hiding, row, month)].there;
    }
    int32_t first = hiding->table->spans[0].first;
    return same && (one->first >= first) == (two->first >= first);
}

void hiding_close_same(const Hiding *hiding)
{
    const ComplementTable *table = hiding->table;
    for (size_t row = 0; row < hiding->rows; row++)
        for (size_t month = 0; month < table->month_count; month++)
            for (size_t span = table->month_count;
                 table->hidden[hiding_cell(hiding, row, month)] && span < table->span_count;
                 span++)
                if (tells_same(hiding, row, month, span))
                    hide_row(hiding, row, span);
}

/* Can the month take up what another has too much or too little? */
static bool takes_up(const Hiding *hiding, const World *world, size_t month)
{
    bool takes = month != world->span;
    for (size_t i = 0; takes && i < world->count; i++) {
        const Shift *shift = &world->shifts[i];
        size_t number = hiding_cell(hiding, shift->row, month);
        const ComplementCell *cell = &hiding->cells[number];
        double most = shift->more > 0 ? cell->value : cell->room;
        takes = cell->there && hiding->table->hidden[number] &&
                fabs(shift->more) <= most + COMPLEMENT_NEAR;
    }
    return takes;
}

/* Holds one of the world's month and that which takes it up. */
static bool divides(const Hiding *hiding, const World *world, size_t taker, size_t span)
{
    const ComplementSpan *spans = hiding->table->spans;
    return holds(&spans[span], &spans[world->span]) !=
           (taker != SIZE_MAX && holds(&spans[span], &spans[taker]));
}

static size_t cost_of(const Hiding *hiding, const World *world, size_t taker)
{
    size_t cost = 0;
    for (size_t span = hiding->table->month_count; span < hiding->table->span_count; span++)
        if (divides(hiding, world, taker, span))
            for (size_t i = 0; i < world->count; i++) {
                size_t number = hiding_cell(hiding, world->shifts[i].row, span);
                cost += hiding->cells[number].there && !hiding->table->hidden[number];
            }
    return cost;
}

static void close_sums(const Hiding *hiding, const World *world, size_t outside)
{
    const ComplementTable *table = hiding->table;
    size_t taker = SIZE_MAX, least = cost_of(hiding, world, SIZE_MAX);
    for (size_t month = 0; month < table->month_count && least; month++) {
        if ((outside != SIZE_MAX && holds(&table->spans[outside], &table->spans[month])) ||
            !takes_up(hiding, world, month))
            continue;
        size_t cost = cost_of(hiding, world, month);
        if (cost < least) {
            least = cost;
            taker = month;
        }
    }
    for (size_t span = table->month_count; span < table->span_count && least; span++)
        if (divides(hiding, world, taker, span))
            hide_world(hiding, world, span);
}

void hiding_close_over(const Hiding *hiding, const World *world)
{
    for (size_t span = 0; span < hiding->table->span_count; span++)
        if (holds(&hiding->table->spans[span], &hiding->table->spans[world->span]))
            hide_world(hiding, world, span);
}

/* A row over the spans in a world: as it is, or shifted where the span changes too. */
typedef struct {
    const Hiding *hiding;
    size_t row;
    double more;
    const bool *changes;
} Series;

static bool is_there(const Series *series, size_t span)
{
    return series->hiding->cells[hiding_cell(series->hiding, series->row, span)].there;
}

static double in_world(const Series *series, size_t span)
{
    size_t number = hiding_cell(series->hiding, series->row, span);
    return series->hiding->cells[number].value + (series->changes[span] ? series->more : 0);
}

/* The least that spans within it bound it by together. */
static double covered_by(const Series *series, size_t span)
{
    enum { MONTHS_MOST = 64 };
    const ComplementTable *table = series->hiding->table;
    const ComplementSpan *whole = &table->spans[span];
    double least[MONTHS_MOST + 1] = {0};
    int32_t count = whole->last - whole->first + 1;
    if (count > MONTHS_MOST)
        return INFINITY;
    for (int32_t end = 1; end <= count; end++) {
        int32_t last = whole->first + end - 1;
        bool told = false;
        least[end] = INFINITY;
        for (size_t i = 0; i < table->span_count; i++) {
            const ComplementSpan *part = &table->spans[i];
            if (part->last < last || part->first > last || !holds(whole, part) ||
                i == span || !is_there(series, i))
                continue;
            told = true;
            int32_t before = part->first - whole->first;
            least[end] = fmin(least[end], least[before] + in_world(series, i));
        }
        if (!told) /* of a month that nobody delivered there is nothing */
            least[end] = least[end - 1];
    }
    return least[count];
}

static bool bounds_hold(const Series *series, size_t span)
{
    const ComplementTable *table = series->hiding->table;
    double own = in_world(series, span);
    if (!is_there(series, span))
        return true;
    for (size_t i = 0; i < table->span_count; i++) {
        if (i != span && is_there(series, i) &&
            holds(&table->spans[span], &table->spans[i]) &&
            in_world(series, i) > own + COMPLEMENT_NEAR)
            return false;
    }
    return own <= covered_by(series, span) + COMPLEMENT_NEAR;
}

static bool stays(const Hiding *hiding, const World *world, const bool *changes,
                  size_t span)
{
    bool stays = true;
    for (size_t i = 0; stays && i < world->count; i++)
        stays = bounds_hold(
            &(Series){hiding, world->shifts[i].row, world->shifts[i].more, changes}, span);
    return stays;
}

static void hide_once(const Hiding *hiding, const World *world, size_t span)
{
    for (size_t i = 0; i < world->count; i++)
        for (size_t same = 0; same < hiding->table->span_count; same++)
            if (tells_same(hiding, world->shifts[i].row, span, same))
                hide_row(hiding, world->shifts[i].row, same);
}

/* Shorter spans first, so that a longer one is asked in the world as it has become. */
static void close_once(Hiding *hiding, const World *world)
{
    const ComplementTable *table = hiding->table;
    const ComplementSpan *own = &table->spans[world->span];
    bool *changes = ARENA_ARRAY(hiding->arena, table->span_count, bool);
    changes[world->span] = true;
    hide_once(hiding, world, world->span);
    int32_t longest = 0;
    for (size_t i = 0; i < table->span_count; i++)
        if (table->spans[i].last - table->spans[i].first > longest)
            longest = table->spans[i].last - table->spans[i].first;
    for (int32_t length = own->last - own->first; length <= longest; length++)
        for (size_t span = 0; span < table->span_count; span++) {
            const ComplementSpan *at = &table->spans[span];
            if (at->last - at->first != length || !holds(at, own) || span == world->span ||
                stays(hiding, world, changes, span))
                continue;
            changes[span] = true;
            hide_once(hiding, world, span);
        }
}

void hiding_close(Hiding *hiding, const World *world, size_t outside)
{
    if (hiding->table->time == COMPLEMENT_ADDS)
        close_sums(hiding, world, outside);
    else if (hiding->table->time == COMPLEMENT_ONCE)
        close_once(hiding, world);
}
