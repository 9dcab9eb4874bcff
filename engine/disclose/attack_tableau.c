/* A simplex tableau that keeps only the columns of what is not basic: basic[row] = rest -
 * sum of cells[row][column] * other[column]. Rows begin with a variable of their own (their
 * slack; of an equation it must be 0); the slack of an equation is gone for good once it is
 * no longer basic, and its column with it. Tables of counts are nearly all 0 and +-1, so
 * only what is not 0 is touched.
 *
 * A question is about one variable, so the row of that variable is the objective: nothing
 * else has to be computed. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdint.h>
#include <string.h>

#include "engine/disclose/attack_inside.h"

#define ENTRY_NONE 1e-11 /* what is left of an entry and so small beside it is none */

AttackTable *attack_table_open(Arena *arena, const AttackRow *rows, size_t row_count,
                               const double *least, const double *most,
                               size_t variable_count)
{
    AttackTable *table = ARENA_NEW(arena, AttackTable);
    AttackRow *told = ARENA_ARRAY(arena, row_count, AttackRow);
    size_t all = variable_count + row_count;
    *table = (AttackTable){.arena = arena,
                           .told = told,
                           .told_count = row_count,
                           .variable_count = variable_count,
                           .least = ARENA_ARRAY(arena, all, double),
                           .most = ARENA_ARRAY(arena, all, double),
                           .value = ARENA_ARRAY(arena, all, double)};
    memcpy(table->least, least, variable_count * sizeof *least);
    memcpy(table->most, most, variable_count * sizeof *most);
    for (size_t i = 0; i < row_count; i++) {
        told[i] = rows[i];
        told[i].terms = ARENA_ARRAY(arena, rows[i].count, AttackTerm);
        memcpy(told[i].terms, rows[i].terms, rows[i].count * sizeof(AttackTerm));
        table->most[variable_count + i] = rows[i].at_most ? INFINITY : 0;
    }
    return table;
}

static bool never_moves(const AttackTable *table, size_t variable)
{
    return table->most[variable] - table->least[variable] <= 0;
}

static void drop_column(AttackTable *table, size_t column)
{
    size_t last = --table->columns;
    table->place[table->other[column]] = SIZE_MAX;
    if (column == last)
        return;
    for (size_t row = 0; row < table->rows; row++)
        attack_row_at(table, row)[column] = attack_row_at(table, row)[last];
    table->other[column] = table->other[last];
    table->place[table->other[column]] = table->told_count + column;
}

static void drop_row(AttackTable *table, size_t row)
{
    size_t last = --table->rows;
    table->place[table->basic[row]] = SIZE_MAX;
    if (row == last)
        return;
    memcpy(attack_row_at(table, row), attack_row_at(table, last),
           table->columns * sizeof(double));
    table->rest[row] = table->rest[last];
    table->basic[row] = table->basic[last];
    table->place[table->basic[row]] = row;
}

/* Divides the pivot's row and says which of its columns are not 0 but for the pivot's. */
static size_t pivot_row(AttackTable *table, size_t row, size_t column)
{
    double *pivot = attack_row_at(table, row), by = 1 / pivot[column];
    size_t filled = 0;
    for (size_t k = 0; k < table->columns; k++) {
        if (k == column || pivot[k] == 0)
            continue;
        pivot[k] *= by;
        table->filled[filled++] = k;
    }
    pivot[column] = by;
    table->rest[row] *= by;
    return filled;
}

static double less(double entry, double change)
{
    double next = entry - change;
    return fabs(next) <= ENTRY_NONE * fabs(entry) ? 0 : next;
}

/* Takes factor times the pivot's row from another: where most of it is not 0 straight
 * through, which the compiler does in strides. */
static void take(const AttackTable *table, double *restrict cells,
                 const double *restrict pivot, double factor, size_t filled)
{
    size_t columns = table->columns, k = 0;
    if (4 * filled < columns) {
        for (; k < filled; k++)
            cells[table->filled[k]] =
                less(cells[table->filled[k]], factor * pivot[table->filled[k]]);
        return;
    }
    for (; k + 4 <= columns; k += 4) {
        cells[k] = less(cells[k], factor * pivot[k]);
        cells[k + 1] = less(cells[k + 1], factor * pivot[k + 1]);
        cells[k + 2] = less(cells[k + 2], factor * pivot[k + 2]);
        cells[k + 3] = less(cells[k + 3], factor * pivot[k + 3]);
    }
    for (; k < columns; k++)
        cells[k] = less(cells[k], factor * pivot[k]);
}

void attack_pivot(AttackTable *table, size_t row, size_t column)
{
    size_t filled = pivot_row(table, row, column);
    const double *pivot = attack_row_at(table, row);
    for (size_t i = 0; i < table->rows; i++) {
        double *cells = attack_row_at(table, i), factor = cells[column];
        if (i == row || factor == 0)
            continue;
        take(table, cells, pivot, factor, filled);
        cells[column] = -factor * pivot[column];
        table->rest[i] -= factor * table->rest[row];
    }
    size_t leaving = table->basic[row];
    table->basic[row] = table->other[column];
    table->other[column] = leaving;
    table->place[table->basic[row]] = row;
    table->place[leaving] = table->told_count + column;
    if (leaving >= table->variable_count && never_moves(table, leaving))
        drop_column(table, column);
}

void attack_refresh(AttackTable *table)
{
    for (size_t i = 0; i < table->rows; i++) {
        const double *cells = attack_row_at(table, i);
        double value = table->rest[i];
        for (size_t k = 0; k < table->columns; k++)
            if (cells[k] != 0)
                value -= cells[k] * table->value[table->other[k]];
        table->value[table->basic[i]] = value;
    }
    table->steps = 0;
}

/* The slacks are basic. */
static void fill(AttackTable *table)
{
    table->rows = table->told_count;
    table->columns = table->stride = table->variable_count;
    memset(table->cells, 0, table->rows * table->stride * sizeof(double));
    for (size_t i = 0; i < table->rows; i++) {
        const AttackRow *row = &table->told[i];
        for (size_t k = 0; k < row->count; k++)
            attack_row_at(table, i)[row->terms[k].unknown] += row->terms[k].factor;
        table->rest[i] = row->sum;
        table->basic[i] = table->variable_count + i;
        table->place[table->basic[i]] = i;
    }
    for (size_t k = 0; k < table->columns; k++) {
        table->other[k] = k;
        table->place[k] = table->told_count + k;
    }
}

/* Every variable at its lower end. */
void attack_begin(AttackTable *table)
{
    Arena *arena = table->arena;
    size_t rows = table->told_count, columns = table->variable_count;
    table->cells = arena_alloc_array(arena, rows, columns * sizeof(double));
    table->rest = ARENA_ARRAY(arena, rows, double);
    table->basic = ARENA_ARRAY(arena, rows, size_t);
    table->other = ARENA_ARRAY(arena, columns, size_t);
    table->filled = ARENA_ARRAY(arena, columns, size_t);
    table->place = ARENA_ARRAY(arena, rows + columns, size_t);
    table->wanted = ARENA_ARRAY(arena, rows + columns, bool);
    table->seen_low = ARENA_ARRAY(arena, columns, double);
    table->seen_high = ARENA_ARRAY(arena, columns, double);
    fill(table);
    for (size_t k = 0; k < columns; k++) {
        table->value[k] = table->least[k];
        table->seen_low[k] = INFINITY;
        table->seen_high[k] = -INFINITY;
    }
}

/* How far the values are from what was told. */
double attack_drift(const AttackTable *table)
{
    double worst = 0;
    for (size_t i = 0; i < table->told_count; i++) {
        const AttackRow *row = &table->told[i];
        double sum = table->value[table->variable_count + i];
        for (size_t k = 0; k < row->count; k++)
            sum += row->terms[k].factor * table->value[row->terms[k].unknown];
        worst = fmax(worst, fabs(sum - row->sum) - attack_slack(row->sum));
    }
    return worst;
}

/* A row whose slack may go, with the largest entry in a column. */
static size_t largest_row(const AttackTable *table, size_t column)
{
    size_t best = SIZE_MAX;
    double most = 1e-6;
    for (size_t i = 0; i < table->rows; i++) {
        double entry = fabs(attack_row_at(table, i)[column]);
        if (table->wanted[table->basic[i]] || entry <= most)
            continue;
        best = i;
        most = entry;
    }
    return best;
}

bool attack_rebuild(AttackTable *table)
{
    memset(table->wanted, 0, table->told_count + table->variable_count);
    for (size_t i = 0; i < table->rows; i++)
        table->wanted[table->basic[i]] = true;
    fill(table);
    for (size_t variable = 0; variable < table->variable_count; variable++) {
        if (!table->wanted[variable])
            continue;
        size_t column = table->place[variable] - table->told_count;
        size_t row = largest_row(table, column);
        if (row != SIZE_MAX)
            attack_pivot(table, row, column);
    }
    bool fits = attack_put_in_equations(table);
    attack_refresh(table);
    return fits;
}

/* How many rows a column is in. */
static size_t *column_sizes(const AttackTable *table)
{
    size_t *sizes = ARENA_ARRAY(table->arena, table->variable_count, size_t);
    for (size_t i = 0; i < table->told_count; i++)
        for (size_t k = 0; k < table->told[i].count; k++)
            sizes[table->told[i].terms[k].unknown]++;
    return sizes;
}

bool attack_put_in_equations(AttackTable *table)
{
    const size_t *sizes = column_sizes(table);
    for (size_t i = 0; i < table->rows;) {
        if (table->basic[i] < table->variable_count ||
            !never_moves(table, table->basic[i])) {
            i++;
            continue;
        }
        const double *cells = attack_row_at(table, i);
        size_t best = SIZE_MAX;
        for (size_t k = 0; k < table->columns; k++)
            if (table->other[k] < table->variable_count && fabs(cells[k]) > 1e-7 &&
                (best == SIZE_MAX || (sizes[table->other[k]] < sizes[table->other[best]] &&
                                      fabs(cells[k]) * 100 > fabs(cells[best]))))
                best = k;
        if (best != SIZE_MAX) {
            attack_pivot(table, i++, best);
            continue;
        }
        double sum = table->told[table->basic[i] - table->variable_count].sum;
        if (fabs(table->rest[i]) > attack_slack(sum) * 10)
            return false;
        drop_row(table, i);
    }
    return true;
}
