/* The attacker against what is known: METHODS 4.3 and 4.5, every table of whole numbers
 * that fits (small ones), and the most that can flow (two dimensions, where whole numbers
 * and fractions have the same bounds). */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "engine/disclose/attack.h"
#include "tests/support/arena.h"

static uint32_t random_state;

static uint32_t below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)random_state * limit) >> 32);
}

static void assert_between(AttackSystem *system, size_t unknown, double low, double high)
{
    double least = NAN, most = NAN;
    assert_true(attack_bounds(system, unknown, &least, &most));
    assert_true(fabs(least - low) < 1e-6);
    if (isinf(high))
        assert_true(isinf(most));
    else
        assert_true(fabs(most - high) < 1e-6);
}

static void assert_nothing_fits(AttackSystem *system, size_t unknown)
{
    double low, high;
    assert_false(attack_bounds(system, unknown, &low, &high));
    assert_false(attack_reaches(system, unknown, 1e9, -1e9));
}

static void a_hidden_month_is_the_quarter_less_its_others(void **state)
{
    (void)state;
    AttackSystem *system = attack_open(arena);
    size_t january = attack_unknown(system, 0, INFINITY);
    attack_equation(system, &january, NULL, 1, 18 - 8 - 7);
    assert_between(system, january, 3, 3);
    assert_true(attack_reaches(system, january, 3, 3));
    assert_false(attack_reaches(system, january, 1, 3));
    assert_false(attack_reaches(system, january, 3, 4));
}

static void two_hidden_in_a_row_share_what_is_left(void **state)
{
    (void)state;
    AttackSystem *system = attack_open(arena);
    size_t cells[] = {attack_unknown(system, 0, INFINITY),
                      attack_unknown(system, 0, INFINITY)};
    attack_equation(system, cells, NULL, 2, 3);
    assert_between(system, cells[0], 0, 3);
    assert_between(system, cells[1], 0, 3);
    assert_true(attack_reaches(system, cells[1], 1, 3));
    assert_false(attack_reaches(system, cells[1], 1, 4));
}

static void what_nothing_binds_has_no_end(void **state)
{
    (void)state;
    AttackSystem *system = attack_open(arena);
    size_t cells[] = {attack_unknown(system, 0, INFINITY),
                      attack_unknown(system, 2, INFINITY), attack_unknown(system, 0, 4),
                      attack_unknown(system, 0, INFINITY)};
    assert_between(system, cells[1], 2, INFINITY);
    /* a total that is hidden too: the sum of the others, and at least that */
    double factors[] = {1, 1, 1, -1};
    attack_equation(system, cells, factors, 4, 0);
    assert_between(system, cells[3], 2, INFINITY);
    assert_between(system, cells[2], 0, 4);
    assert_true(attack_reaches(system, cells[3], 2, 1e6));
    attack_at_most(system, &cells[3], NULL, 1, 7.5);
    assert_between(system, cells[0], 0, 5.5);
    assert_between(system, cells[1], 2, 7.5);
}

static void a_mean_and_its_number_bind_the_sum(void **state)
{
    (void)state;
    /* 3 with a mean of 4.5 and 2 hidden of 20 together: sum - 4.5 n = 0 */
    AttackSystem *system = attack_open(arena);
    size_t n[] = {attack_unknown(system, 0, INFINITY), attack_unknown(system, 0, INFINITY)};
    size_t sum = attack_unknown(system, 0, INFINITY);
    attack_equation(system, n, NULL, 2, 10);
    size_t both[] = {sum, n[0]};
    double factors[] = {1, -4.5};
    attack_equation(system, both, factors, 2, 0);
    assert_between(system, sum, 0, 45);
    attack_at_most(system, &sum, NULL, 1, 18);
    assert_between(system, n[0], 0, 4);
    assert_between(system, n[1], 6, 10);
}

static void an_unknown_may_stand_twice_and_cancel(void **state)
{
    (void)state;
    AttackSystem *system = attack_open(arena);
    size_t x = attack_unknown(system, 0, 9), y = attack_unknown(system, 0, 9);
    size_t terms[] = {x, y, x};
    double factors[] = {2, 1, -2};
    attack_equation(system, terms, factors, 3, 4);
    assert_between(system, y, 4, 4);
    assert_between(system, x, 0, 9);
    double twice[] = {1, 1, 1};
    attack_equation(system, terms, twice, 3, 10);
    assert_between(system, x, 3, 3);
}

static void what_contradicts_itself_fits_nothing(void **state)
{
    (void)state;
    AttackSystem *system = attack_open(arena);
    size_t x = attack_unknown(system, 0, INFINITY), y = attack_unknown(system, 0, INFINITY);
    size_t z = attack_unknown(system, 0, INFINITY);
    size_t pairs[][2] = {{x, y}, {y, z}, {x, z}};
    attack_equation(system, pairs[0], NULL, 2, 3);
    attack_equation(system, pairs[1], NULL, 2, 3);
    assert_between(system, x, 0, 3);
    attack_equation(system, pairs[2], NULL, 2, 7);
    assert_nothing_fits(system, x);
    /* and where only a tableau sees it: one more than three times the whole */
    system = attack_open(arena);
    size_t many[6];
    for (size_t i = 0; i < 6; i++)
        many[i] = attack_unknown(system, 0, INFINITY);
    attack_equation(system, many, NULL, 6, 10);
    attack_equation(system, many, NULL, 3, 6);
    attack_equation(system, many + 3, NULL, 3, 4);
    assert_between(system, many[0], 0, 6);
    double factors[] = {1, 2, 3, 1, 2, 3};
    attack_equation(system, many, factors, 6, 31);
    assert_nothing_fits(system, many[5]);
}

/* A table with its totals in the last row and column. */
enum { MOST = 16 };
typedef struct {
    size_t rows, columns; /* without totals */
    int value[MOST][MOST];
    bool hidden[MOST][MOST];
    size_t unknown[MOST][MOST];
    AttackSystem *system;
} Table;

static Table random_table(size_t rows, size_t columns, uint32_t largest, uint32_t percent)
{
    Table table = {.rows = rows, .columns = columns};
    for (size_t i = 0; i <= rows; i++)
        for (size_t k = 0; k <= columns; k++)
            table.hidden[i][k] = below(100) < percent;
    for (size_t i = 0; i < rows; i++) {
        for (size_t k = 0; k < columns; k++) {
            int value = (int)below(largest + 1);
            table.value[i][k] = value;
            table.value[rows][k] += value;
            table.value[i][columns] += value;
            table.value[rows][columns] += value;
        }
    }
    return table;
}

static void tell_line(Table *table, size_t row, size_t down, size_t column, size_t right,
                      size_t last)
{
    size_t unknowns[MOST];
    double factors[MOST], sum = 0;
    size_t count = 0;
    for (size_t at = 0; at <= last; at++, row += down, column += right) {
        double factor = at == last ? -1 : 1;
        if (table->hidden[row][column]) {
            unknowns[count] = table->unknown[row][column];
            factors[count++] = factor;
        } else {
            sum -= factor * table->value[row][column];
        }
    }
    attack_equation(table->system, unknowns, factors, count, sum);
}

static void tell(Table *table)
{
    table->system = attack_open(arena);
    for (size_t i = 0; i <= table->rows; i++)
        for (size_t k = 0; k <= table->columns; k++)
            if (table->hidden[i][k])
                table->unknown[i][k] = attack_unknown(table->system, 0, INFINITY);
    for (size_t i = 0; i <= table->rows; i++)
        tell_line(table, i, 0, 0, 1, table->columns);
    for (size_t k = 0; k <= table->columns; k++)
        tell_line(table, 0, 1, k, 0, table->rows);
}

/* One more (or less) in a cell is a unit that goes round a circle of hidden cells. A cell
 * of the table leads from its row to its column, a total of a row from the last column to
 * the row, a total of a column from the column to the last row, the whole from there. */
static void ends_of(const Table *table, size_t row, size_t column, size_t *from, size_t *to)
{
    bool turned = (row == table->rows) != (column == table->columns);
    *from = turned ? MOST + column : row;
    *to = turned ? row : MOST + column;
}

static bool walk(Table *table, size_t at, size_t goal, bool *seen)
{
    if (at == goal)
        return true;
    seen[at] = true;
    for (size_t i = 0; i <= table->rows; i++) {
        for (size_t k = 0; k <= table->columns; k++) {
            size_t from, to;
            ends_of(table, i, k, &from, &to);
            if (!table->hidden[i][k])
                continue;
            if (from == at && !seen[to] && walk(table, to, goal, seen)) {
                table->value[i][k]++;
                return true;
            }
            if (to == at && table->value[i][k] > 0 && !seen[from] &&
                walk(table, from, goal, seen)) {
                table->value[i][k]--;
                return true;
            }
        }
    }
    return false;
}

enum { ENDLESS = 2000 };

/* How far a cell can go, unit by unit, from the true table. */
static int furthest(const Table *true_table, size_t row, size_t column, int sign)
{
    Table table = *true_table;
    int value = table.value[row][column];
    table.hidden[row][column] = false;
    while (value < ENDLESS && (sign > 0 || value > 0)) {
        size_t from, to;
        bool seen[2 * MOST] = {false};
        ends_of(&table, row, column, &from, &to);
        bool moved = sign > 0 ? walk(&table, to, from, seen) : walk(&table, from, to, seen);
        if (!moved)
            break;
        value += sign;
    }
    return value;
}

static void check_against_flow(Table *table)
{
    tell(table);
    for (size_t i = 0; i <= table->rows; i++) {
        for (size_t k = 0; k <= table->columns; k++) {
            if (!table->hidden[i][k])
                continue;
            int low = furthest(table, i, k, -1), high = furthest(table, i, k, 1);
            if (below(2))
                assert_between(table->system, table->unknown[i][k], low,
                               high == ENDLESS ? INFINITY : (double)high);
            int least = (int)below(6), most = (int)below(12);
            assert_int_equal(
                attack_reaches(table->system, table->unknown[i][k], least, most),
                low <= least && high >= most);
        }
    }
}

static void tables_are_attacked_as_far_as_units_can_flow(void **state)
{
    (void)state;
    random_state = 1;
    for (size_t i = 0; i < 300; i++) {
        Table table =
            random_table(1 + below(8), 1 + below(6), 1 + below(12), 20 + below(60));
        check_against_flow(&table);
    }
    for (size_t i = 0; i < 8; i++) {
        Table table = random_table(14, 10, 3 + below(30), 20 + below(40));
        check_against_flow(&table);
    }
}

/* Three dimensions of 2 with every total of one dimension published; cells 0..3. */
enum { CUBE = 8 };
typedef struct {
    int cells[CUBE];
    bool hidden[CUBE];
    int low[CUBE], high[CUBE];
} Cube;

/* The sum of the cells that share all but one dimension. */
static int edge_sum(const int *cells, size_t cell, size_t dimension)
{
    return cells[cell] + cells[cell ^ ((size_t)1 << dimension)];
}

/* Every cube of whole numbers with the same edges (those told) and the same open cells. */
static void every_world(Cube *cube, const bool told[CUBE][3], int *cells, size_t next)
{
    if (next < CUBE) {
        int from = cube->hidden[next] ? 0 : cube->cells[next];
        int to = cube->hidden[next] ? 12 : cube->cells[next];
        for (cells[next] = from; cells[next] <= to; cells[next]++)
            every_world(cube, told, cells, next + 1);
        return;
    }
    for (size_t i = 0; i < CUBE; i++)
        for (size_t k = 0; k < 3; k++)
            if (told[i][k] && edge_sum(cells, i, k) != edge_sum(cube->cells, i, k))
                return;
    for (size_t i = 0; i < CUBE; i++) {
        cube->low[i] = cells[i] < cube->low[i] ? cells[i] : cube->low[i];
        cube->high[i] = cells[i] > cube->high[i] ? cells[i] : cube->high[i];
    }
}

static void check_cube(void)
{
    Cube cube = {0};
    bool told[CUBE][3] = {{false}};
    int cells[CUBE] = {0};
    for (size_t i = 0; i < CUBE; i++) {
        cube.cells[i] = (int)below(6);
        cube.hidden[i] = below(100) < 60;
        cube.low[i] = 99;
        cube.high[i] = -1;
    }
    AttackSystem *system = attack_open(arena);
    size_t unknowns[CUBE];
    for (size_t i = 0; i < CUBE; i++)
        unknowns[i] = cube.hidden[i] ? attack_unknown(system, 0, 12)
                                     : attack_unknown(system, cube.cells[i], cube.cells[i]);
    for (size_t i = 0; i < CUBE; i++) {
        for (size_t k = 0; k < 3; k++) {
            size_t pair[] = {unknowns[i], unknowns[i ^ ((size_t)1 << k)]};
            told[i][k] = !(i >> k & 1) && below(3);
            if (told[i][k])
                attack_equation(system, pair, NULL, 2, edge_sum(cube.cells, i, k));
        }
    }
    every_world(&cube, (const bool(*)[3])told, cells, 0);
    for (size_t i = 0; i < CUBE; i++) {
        double low = NAN, high = NAN;
        assert_true(attack_bounds(system, unknowns[i], &low, &high));
        /* whole numbers are never wider than fractions; here they are as wide */
        assert_true(low <= cube.low[i] + 1e-6 && high >= cube.high[i] - 1e-6);
        assert_true(ceil(low - 1e-6) == cube.low[i] && floor(high + 1e-6) == cube.high[i]);
    }
}

static void cubes_are_attacked_as_every_world_shows(void **state)
{
    (void)state;
    random_state = 2;
    for (size_t i = 0; i < 60; i++)
        check_cube();
}

/* Random sparse systems with any factors, made round a world that fits. */
static void a_bound_is_a_world_that_fits(void **state)
{
    (void)state;
    random_state = 3;
    for (size_t round = 0; round < 60; round++) {
        AttackSystem *system = attack_open(arena), *again = attack_open(arena);
        size_t count = 4 + below(30), rows = 2 + below(12);
        double world[34] = {0};
        for (size_t i = 0; i < count; i++) {
            world[i] = below(40);
            double most = below(2) ? INFINITY : world[i] + below(9);
            attack_unknown(system, 0, most);
            attack_unknown(again, 0, most);
        }
        for (size_t i = 0; i < rows; i++) {
            size_t unknowns[6];
            double factors[6], sum = 0;
            for (size_t k = 0; k < 6; k++) {
                unknowns[k] = below((uint32_t)count);
                factors[k] = (int)below(9) - 3.5;
                sum += factors[k] * world[unknowns[k]];
            }
            bool at_most = below(4) == 0;
            (at_most ? attack_at_most : attack_equation)(system, unknowns, factors, 6,
                                                         at_most ? sum + below(3) : sum);
            (at_most ? attack_at_most : attack_equation)(again, unknowns, factors, 6,
                                                         at_most ? sum + 2 : sum);
        }
        double at_low = NAN, at_high = NAN, first = 0;
        for (size_t i = 0; i < count; i++) {
            double low = NAN, high = NAN, wider_low = NAN, wider_high = NAN;
            assert_true(attack_bounds(system, i, &low, &high));
            assert_true(low <= world[i] + 1e-6 && high >= world[i] - 1e-6);
            assert_true(attack_bounds(again, i, &wider_low, &wider_high));
            assert_true(wider_low <= low + 1e-5 && wider_high >= high - 1e-5);
            first = i ? first : wider_low;
        }
        /* at its bound something fits, below it nothing */
        size_t unknown = 0;
        attack_at_most(again, &unknown, NULL, 1, first + 1e-5);
        assert_true(attack_bounds(again, unknown, &at_low, &at_high));
        assert_true(fabs(at_low - first) < 1e-5);
        attack_at_most(again, &unknown, NULL, 1, first - 1e-3);
        assert_nothing_fits(again, unknown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
        TEST(a_hidden_month_is_the_quarter_less_its_others),
        TEST(two_hidden_in_a_row_share_what_is_left),
        TEST(what_nothing_binds_has_no_end),
        TEST(a_mean_and_its_number_bind_the_sum),
        TEST(an_unknown_may_stand_twice_and_cancel),
        TEST(what_contradicts_itself_fits_nothing),
        TEST(tables_are_attacked_as_far_as_units_can_flow),
        TEST(cubes_are_attacked_as_every_world_shows),
        TEST(a_bound_is_a_world_that_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
