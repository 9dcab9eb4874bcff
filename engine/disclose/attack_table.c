/* Each question begins in the world the last one ended in: only what is asked changes. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "engine/disclose/attack_inside.h"

#define ENTRY_LEAST 1e-7 /* smaller entries are not pivoted on */
#define OVER 1e-9        /* an end may be passed by so much for a larger entry */
enum { STEPS_REFRESH = 64 };

/* What a push is after. */
typedef struct {
    size_t variable;
    int sign;
    double enough;
    bool mending; /* the variable is outside its ends and goes to the nearer one */
} Aim;

/* A variable that comes in, how far it goes and the row that stops it (SIZE_MAX: none). */
typedef struct {
    size_t column;
    int direction;
    double step;
    size_t row;
} Move;

static bool within(const AttackTable *table, size_t variable)
{
    double value = table->value[variable];
    return value >= table->least[variable] - attack_slack(table->least[variable]) &&
           value <= table->most[variable] + attack_slack(table->most[variable]);
}

static void remember(AttackTable *table)
{
    for (size_t i = 0; i < table->variable_count; i++) {
        table->seen_low[i] = fmin(table->seen_low[i], table->value[i]);
        table->seen_high[i] = fmax(table->seen_high[i], table->value[i]);
    }
}

static bool can_move(const AttackTable *table, size_t variable, int direction)
{
    return direction > 0 ? table->value[variable] < table->most[variable]
                         : table->value[variable] > table->least[variable];
}

/* The column that moves a row's variable in the direction of `sign` most for its own way;
 * when nothing has moved for long, the first by number (Bland), which cannot go round in a
 * circle. */
static bool choose_column(const AttackTable *table, size_t row, int sign, Move *move)
{
    bool bland = table->idle > table->rows + table->columns;
    const double *cells = attack_row_at(table, row);
    double best = ENTRY_LEAST;
    bool found = false;
    for (size_t k = 0; k < table->columns; k++) {
        if (fabs(cells[k]) <= ENTRY_LEAST)
            continue;
        int direction = (cells[k] > 0) == (sign > 0) ? -1 : 1;
        if (!can_move(table, table->other[k], direction))
            continue;
        bool better = bland ? !found || table->other[k] < table->other[move->column]
                            : fabs(cells[k]) > best;
        if (!better)
            continue;
        best = fabs(cells[k]);
        found = true;
        move->column = k;
        move->direction = direction;
    }
    return found;
}

/* How far a row lets the column's variable go, past its end by `over`; below what is
 * already too far: 0. */
static double row_step(const AttackTable *table, const Aim *aim, size_t row,
                       const Move *move, double over)
{
    size_t variable = table->basic[row];
    double speed = -attack_row_at(table, row)[move->column] * move->direction;
    double value = table->value[variable];
    double end = speed > 0 ? table->most[variable] : table->least[variable];
    if (aim->mending && !within(table, variable)) {
        bool below = value < table->least[variable];
        if (variable == aim->variable)
            end = below ? table->least[variable] : table->most[variable];
        else if (below != (speed > 0))
            return INFINITY; /* it is mended later */
    }
    if (!isfinite(end))
        return INFINITY;
    over *= 1 + fabs(end);
    return fmax(0, (end - value + (speed > 0 ? over : -over)) / speed);
}

/* The row that stops a move: of those that do so first, or nearly, the one with the largest
 * entry (Harris), or by Bland the first by number. */
static void choose_row(const AttackTable *table, const Aim *aim, Move *move)
{
    bool bland = table->idle > table->rows + table->columns;
    size_t incoming = table->other[move->column], best = SIZE_MAX;
    double own = move->direction > 0 ? table->most[incoming] - table->value[incoming]
                                     : table->value[incoming] - table->least[incoming];
    double furthest = INFINITY, best_entry = 0;
    for (size_t i = 0; i < table->rows; i++)
        if (fabs(attack_row_at(table, i)[move->column]) > ENTRY_LEAST)
            furthest = fmin(furthest, row_step(table, aim, i, move, OVER));
    move->row = SIZE_MAX;
    move->step = own;
    if (own <= furthest)
        return;
    for (size_t i = 0; i < table->rows; i++) {
        double entry = fabs(attack_row_at(table, i)[move->column]);
        if (entry <= ENTRY_LEAST || row_step(table, aim, i, move, 0) > furthest)
            continue;
        if (best != SIZE_MAX &&
            (bland ? table->basic[i] > table->basic[best] : entry <= best_entry))
            continue;
        best = i;
        best_entry = entry;
    }
    move->row = best;
    move->step = fmin(own, row_step(table, aim, best, move, 0));
}

/* Moves every variable; the one that stopped it lands on its end exactly. */
static void make(AttackTable *table, const Aim *aim, const Move *move)
{
    size_t incoming = table->other[move->column];
    double change = move->direction * move->step;
    size_t stopped = move->row == SIZE_MAX ? incoming : table->basic[move->row];
    double before = table->value[stopped];
    table->value[incoming] += change;
    for (size_t i = 0; change != 0 && i < table->rows; i++) {
        double entry = attack_row_at(table, i)[move->column];
        if (entry != 0)
            table->value[table->basic[i]] -= entry * change;
    }
    double low = table->least[stopped], high = table->most[stopped];
    double value = table->value[stopped];
    bool at_low = fabs(value - low) <= fabs(high - value);
    if (aim->mending && stopped == aim->variable)
        at_low = before < low;
    table->value[stopped] = at_low ? low : high;
    if (move->row != SIZE_MAX)
        attack_pivot(table, move->row, move->column);
    table->idle = move->step > 1e-9 ? 0 : table->idle + 1;
    table->steps++;
}

/* One step nearer; false: there is none, or (endless) no end. */
static bool step(AttackTable *table, const Aim *aim, bool *endless)
{
    Move move = {.row = SIZE_MAX};
    size_t place = table->place[aim->variable];
    if (place >= table->told_count) {
        move.column = place - table->told_count;
        move.direction = aim->sign;
        if (!can_move(table, aim->variable, aim->sign))
            return false;
    } else if (!choose_column(table, place, aim->sign, &move))
        return false;
    choose_row(table, aim, &move);
    *endless = isinf(move.step) != 0;
    if (*endless)
        return false;
    make(table, aim, &move);
    return true;
}

static bool arrived(const AttackTable *table, const Aim *aim)
{
    if (aim->mending)
        return within(table, aim->variable);
    double short_by = aim->sign * (aim->enough - table->value[aim->variable]);
    return short_by <= 0;
}

static bool mend(AttackTable *table);

/* Values are computed anew now and then, and the tableau when they have drifted. False:
 * they could not be brought back. */
static bool keep(AttackTable *table, const Aim *aim)
{
    if (table->steps < STEPS_REFRESH)
        return true;
    attack_refresh(table);
    if (attack_drift(table) <= 0)
        return true;
    return attack_rebuild(table) && (aim->mending || mend(table));
}

/* As many steps as any table should need; a cap that keeps rounding from going on for ever.
 * What has been reached by then has been reached. */
static void go(AttackTable *table, const Aim *aim, bool *endless)
{
    size_t most = 20 * (table->told_count + table->variable_count) + 1000;
    table->idle = 0;
    *endless = false;
    while (most-- > 0 && !arrived(table, aim) && keep(table, aim) &&
           step(table, aim, endless))
        if (!aim->mending)
            remember(table);
}

/* Brings what is outside its ends inside, one variable after the other; what is inside
 * stays there, so an end that cannot be reached cannot be reached in any world. */
static bool mend(AttackTable *table)
{
    for (size_t i = 0; i < table->rows;) {
        size_t variable = table->basic[i];
        if (within(table, variable)) {
            i++;
            continue;
        }
        bool below = table->value[variable] < table->least[variable], endless;
        Aim aim = {.variable = variable, .sign = below ? 1 : -1, .mending = true};
        go(table, &aim, &endless);
        if (!within(table, variable))
            return false;
        i = 0;
    }
    return true;
}

bool attack_table_fits(AttackTable *table)
{
    if (table->state == TABLE_NEW) {
        attack_begin(table);
        table->state = TABLE_FITS_NOTHING;
        if (attack_put_in_equations(table)) {
            attack_refresh(table);
            if (mend(table))
                table->state = TABLE_FITS;
        }
        if (table->state == TABLE_FITS)
            remember(table);
    }
    return table->state == TABLE_FITS;
}

double attack_table_push(AttackTable *table, size_t variable, int sign, double enough)
{
    assert(table->state == TABLE_FITS);
    double *seen = sign < 0 ? table->seen_low : table->seen_high;
    bool endless = false;
    Aim aim = {.variable = variable, .sign = sign, .enough = enough};
    if (sign * (seen[variable] - enough) < 0)
        go(table, &aim, &endless);
    if (endless)
        seen[variable] = sign < 0 ? -INFINITY : INFINITY;
    return seen[variable];
}

void attack_table_go(AttackTable *table, size_t variable, int sign, double enough)
{
    assert(table->state == TABLE_FITS);
    bool endless;
    Aim aim = {.variable = variable, .sign = sign, .enough = enough};
    go(table, &aim, &endless);
    attack_refresh(table);
}
