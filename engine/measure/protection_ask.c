/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/protection_ask.h"

#include <math.h>

#include "engine/catalogue/outcomes.h"

static bool is_mean(const Indicator *indicator)
{
    return indicator->kind == MEASURE_MEAN ||
           (indicator->kind == MEASURE_OUTCOME &&
            (figure_is_mean(indicator->figure) || figure_is_effect(indicator->figure)));
}

static bool is_few(double value, double limit)
{
    return value > 0 && value < limit;
}

/* People are hidden as "1 to limit - 1". */
static void ask_people(ComplementCell *cell, double value, double limit)
{
    if (!is_few(value, limit))
        return;
    cell->down = fmax(cell->down, value - 1);
    cell->up = fmax(cell->up, limit - 1 - value);
}

/* What few people have much or little of is hidden in an interval as wide as that, or half
 * as wide as itself, and not at an end of it. */
static void ask_amount(ComplementCell *cell, double value, double limit)
{
    double width = ceil(fmax(limit - 1, value / 2));
    cell->down = fmin(value, ceil(width / 2));
    if (is_few(value, limit))
        cell->down = fmax(cell->down, value - 1);
    cell->up = fmax(1, width - cell->down);
    if (is_few(value, limit))
        cell->up = fmax(cell->up, limit - 1 - value);
}

static void ask_share(ComplementCell *cell, double so, double rest, double limit)
{
    ask_people(cell, so, limit);
    if (is_few(rest, limit)) {
        cell->up = fmax(cell->up, rest - 1);
        cell->down = fmax(cell->down, limit - 1 - rest);
    }
    if (cell->down > 0 || cell->up > 0)
        return;
    cell->down = fmin(so, 1); /* it is not said of all, or of none */
    cell->up = fmin(rest, 1);
}

static void fill_value(const Indicator *indicator, const Cell *cell, double limit,
                       ComplementCell *asked)
{
    bool people =
        indicator->kind == MEASURE_DISTINCT || indicator->protects == PROTECTS_PERSONS;
    double n = (double)cell->n;
    asked->value = fmax(0, is_mean(indicator) ? n : amount_double(cell->value));
    asked->room = INFINITY;
    if (cell->protected_ != CELL_PRIMARY)
        return;
    if (people || (is_mean(indicator) && is_few(n, limit)))
        ask_people(asked, asked->value, limit);
    else
        ask_amount(asked, asked->value, limit);
    if (indicator->fresh) /* new in a longer span are those of its months together */
        asked->down = asked->value;
}

/* The numbers of a share: (those who are so, the rest, all). Where they are told by no
 * other, those who are so may be fewer because all are. */
static void fill_share(const Cell *cell, NumberKind number, double limit,
                       ComplementCell *asked)
{
    double so = (double)cell->n, all = amount_double(cell->denominator), rest = all - so;
    bool primary = cell->protected_ == CELL_PRIMARY;
    asked->value = number == NUMBER_SHARE ? so : number == NUMBER_REST ? rest : all;
    asked->room = number == NUMBER_SHARE ? rest : INFINITY;
    if (!primary)
        return;
    if (number == NUMBER_SHARE)
        ask_share(asked, so, rest, limit);
    else
        ask_people(asked, asked->value, limit);
}

ComplementCell number_asks(const Indicator *indicator, NumberKind number, const Cell *cell,
                           double limit)
{
    ComplementCell asked = {.there = cell->state != CELL_NOT_APPLICABLE};
    if (asked.there && number == NUMBER_VALUE)
        fill_value(indicator, cell, limit, &asked);
    else if (asked.there)
        fill_share(cell, number, limit, &asked);
    return asked;
}
