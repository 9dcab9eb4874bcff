/* Complementary protection against an outsider who computes exactly: METHODS 4.4 to 4.6. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "engine/disclose/attack.h"
#include "engine/disclose/complement.h"
#include "tests/support/arena.h"

enum { LIMIT = 5, SIDE_MOST = 15, SPANS_MOST = 24 };

static uint32_t random_state;

static uint32_t below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)random_state * limit) >> 32);
}

static int poisson(double mean)
{
    double left = exp(-mean), product = 1;
    int count = -1;
    do {
        product *= (below(1u << 30) + 1.0) / (1u << 30);
        count++;
    } while (product > left);
    return count;
}

/* Units by groups, each with its total first, over spans of months. */
typedef struct {
    size_t units, groups;
    ComplementSpan spans[SPANS_MOST];
    size_t span_count, months;
    ComplementTime time;
    ComplementCell *cells;
    bool *hidden;
} Trial;

static size_t at(const Trial *trial, size_t unit, size_t group, size_t span)
{
    return (unit * trial->groups + group) * trial->span_count + span;
}

static size_t size_of(const Trial *trial)
{
    return trial->units * trial->groups * trial->span_count;
}

static Trial trial_new(size_t units, size_t groups)
{
    Trial trial = {.units = units + 1, .groups = groups + 1};
    return trial;
}

static void trial_span(Trial *trial, int32_t first, int32_t last)
{
    trial->spans[trial->span_count++] = (ComplementSpan){first, last};
    trial->months += first == last;
}

static void trial_ready(Trial *trial)
{
    trial->cells = ARENA_ARRAY(arena, size_of(trial), ComplementCell);
    trial->hidden = ARENA_ARRAY(arena, size_of(trial), bool);
}

/* Sums from the inner cells of the months. */
static void add_up(Trial *trial)
{
    for (size_t span = 0; span < trial->span_count; span++)
        for (size_t unit = 1; unit < trial->units; unit++)
            for (size_t group = 1; group < trial->groups; group++) {
                double *own = &trial->cells[at(trial, unit, group, span)].value;
                for (size_t month = 0; span >= trial->months && month < trial->months;
                     month++)
                    if (trial->spans[span].first <= trial->spans[month].first &&
                        trial->spans[month].last <= trial->spans[span].last)
                        *own += trial->cells[at(trial, unit, group, month)].value;
                trial->cells[at(trial, unit, 0, span)].value += *own;
                trial->cells[at(trial, 0, group, span)].value += *own;
                trial->cells[at(trial, 0, 0, span)].value += *own;
            }
}

static bool is_few(double value)
{
    return value > 0 && value < LIMIT;
}

static ComplementAxis axis_of(size_t count)
{
    ComplementPlaces *above = ARENA_ARRAY(arena, count, ComplementPlaces);
    for (size_t i = 0; i < count; i++) {
        size_t *items = ARENA_ARRAY(arena, 2, size_t);
        items[0] = i;
        above[i] = (ComplementPlaces){items, i ? 2 : 1};
    }
    return (ComplementAxis){.above = above, .count = count};
}

static void protect(Trial *trial)
{
    for (size_t i = 0; i < size_of(trial); i++) {
        ComplementCell *cell = &trial->cells[i];
        cell->there = true;
        cell->room = INFINITY;
        trial->hidden[i] = is_few(cell->value);
        cell->down = trial->hidden[i] ? cell->value - 1 : 0;
        cell->up = trial->hidden[i] ? LIMIT - 1 - cell->value : 0;
    }
    ComplementTable table = {
        .axes = {axis_of(1), axis_of(trial->units), axis_of(trial->groups)},
        .spans = trial->spans,
        .span_count = trial->span_count,
        .month_count = trial->months,
        .time = trial->time,
        .hidden = trial->hidden};
    const ComplementCell *const cells[] = {trial->cells};
    complement_hide(&table, cells, 1);
}

/* What an outsider knows: every sum, and every cell that is shown. */
typedef struct {
    AttackSystem *system;
    size_t *unknowns;
} Outsider;

static void know(const Trial *trial, const Outsider *outsider, const size_t *parts,
                 size_t count, size_t total)
{
    size_t *unknowns = ARENA_ARRAY(arena, count + 1, size_t), known = 0;
    double *factors = ARENA_ARRAY(arena, count + 1, double), sum = 0;
    for (size_t i = 0; i <= count; i++) {
        size_t cell = i < count ? parts[i] : total;
        double factor = i < count ? 1 : -1;
        if (trial->hidden[cell]) {
            unknowns[known] = outsider->unknowns[cell];
            factors[known++] = factor;
        } else {
            sum -= factor * trial->cells[cell].value;
        }
    }
    if (known)
        attack_equation(outsider->system, unknowns, factors, known, sum);
}

static Outsider outsider_new(const Trial *trial)
{
    Outsider outsider = {.system = attack_open(arena),
                         .unknowns = ARENA_ARRAY(arena, size_of(trial), size_t)};
    size_t parts[SIDE_MOST + SPANS_MOST], count;
    for (size_t i = 0; i < size_of(trial); i++)
        if (trial->hidden[i])
            outsider.unknowns[i] = attack_unknown(outsider.system, 0, INFINITY);
    for (size_t span = 0; span < trial->span_count; span++) {
        for (size_t unit = 0; unit < trial->units; unit++) {
            for (count = 0; count + 1 < trial->groups; count++)
                parts[count] = at(trial, unit, count + 1, span);
            know(trial, &outsider, parts, count, at(trial, unit, 0, span));
        }
        for (size_t group = 0; group < trial->groups; group++) {
            for (count = 0; count + 1 < trial->units; count++)
                parts[count] = at(trial, count + 1, group, span);
            know(trial, &outsider, parts, count, at(trial, 0, group, span));
        }
    }
    for (size_t row = 0; row < trial->units * trial->groups; row++)
        for (size_t span = trial->months; span < trial->span_count; span++) {
            count = 0;
            for (size_t month = 0; month < trial->months; month++)
                if (trial->spans[span].first <= trial->spans[month].first &&
                    trial->spans[month].last <= trial->spans[span].last)
                    parts[count++] = row * trial->span_count + month;
            if (trial->time == COMPLEMENT_ADDS)
                know(trial, &outsider, parts, count, row * trial->span_count + span);
        }
    return outsider;
}

/* How many of those few people stand behind can be told better than 1 to 4. */
static size_t given_away(const Trial *trial)
{
    size_t count = 0;
    Outsider outsider = outsider_new(trial);
    for (size_t i = 0; i < size_of(trial); i++)
        if (is_few(trial->cells[i].value))
            count += !trial->hidden[i] ||
                     !attack_reaches(outsider.system, outsider.unknowns[i], 1, LIMIT - 1);
    return count;
}

static Trial random_table(size_t number)
{
    static const double means[] = {0.5, 1, 2, 5, 10, 20};
    Trial trial = trial_new(2 + below(13), 2 + below(9));
    if (number % 17 == 0)
        trial.units = 2; /* a single row, and its total */
    double mean = means[number % 6];
    trial_span(&trial, 0, 0);
    trial_ready(&trial);
    for (size_t unit = 1; unit < trial.units; unit++)
        for (size_t group = 1; group < trial.groups; group++) {
            double own = number % 23 == 0 ? 1 + (int)below(LIMIT - 1) : poisson(mean);
            if (number % 5 == 0 && below(3) == 0)
                own = 0;
            trial.cells[at(&trial, unit, group, 0)].value = own;
        }
    add_up(&trial);
    return trial;
}

static void five_hundred_tables_keep_what_is_theirs(void **state)
{
    (void)state;
    size_t given = 0, few = 0, beside = 0, needless = 0;
    random_state = 4;
    for (size_t number = 0; number < 500; number++) {
        Arena *outer = arena;
        arena = arena_open();
        Trial trial = random_table(number);
        protect(&trial);
        given += given_away(&trial);
        for (size_t i = 0; i < size_of(&trial); i++) {
            few += is_few(trial.cells[i].value);
            if (!trial.hidden[i] || is_few(trial.cells[i].value))
                continue;
            beside++;
            trial.hidden[i] = false;
            needless += !given_away(&trial);
            trial.hidden[i] = true;
        }
        arena_close(arena);
        arena = outer;
    }
    assert_true(few > 3000 && beside > 300);
    assert_int_equal(given, 0);
    assert_int_equal(needless, 0);
}

static void the_same_table_is_hidden_the_same(void **state)
{
    (void)state;
    random_state = 9;
    for (size_t number = 0; number < 20; number++) {
        Trial trial = random_table(number);
        protect(&trial);
        bool *first = trial.hidden;
        trial.hidden = ARENA_ARRAY(arena, size_of(&trial), bool);
        protect(&trial);
        assert_memory_equal(first, trial.hidden, size_of(&trial));
    }
}

/* One row, a group of which few are: another is hidden with it, and with all so few all. */
static void one_row(const double values[3], bool hidden[4])
{
    Trial trial = trial_new(1, 3);
    trial_span(&trial, 0, 0);
    trial_ready(&trial);
    for (size_t group = 1; group <= 3; group++)
        trial.cells[at(&trial, 1, group, 0)].value = values[group - 1];
    add_up(&trial);
    protect(&trial);
    for (size_t group = 0; group <= 3; group++)
        hidden[group] = trial.hidden[at(&trial, 1, group, 0)];
}

static void a_second_is_hidden_with_the_first(void **state)
{
    (void)state;
    bool hidden[4];
    one_row((const double[]){3, 8, 12}, hidden);
    assert_true(!hidden[0] && hidden[1] && hidden[2] && !hidden[3]);
    one_row((const double[]){1, 2, 30}, hidden); /* together three: not up to four */
    assert_true(!hidden[0] && hidden[1] && hidden[2] && hidden[3]);
    one_row((const double[]){2, 2, 2}, hidden);
    assert_true(!hidden[0] && hidden[1] && hidden[2] && hidden[3]);
    one_row((const double[]){2, 0, 0}, hidden); /* all of them few */
    assert_true(hidden[0] && hidden[1]);
    one_row((const double[]){5, 8, 0}, hidden);
    assert_true(!hidden[0] && !hidden[1] && !hidden[2] && !hidden[3]);
}

static void trial_year(Trial *trial)
{
    static const int32_t lengths[] = {1, 3, 4, 6, 12};
    for (size_t i = 0; i < 5; i++)
        for (int32_t first = 0; first < 12; first += lengths[i])
            trial_span(trial, first, first + lengths[i] - 1);
}

/* METHODS 4.5: January 3, February 8, March 7, and a quarter that would tell January. */
static void a_quarter_that_tells_a_month_is_hidden(void **state)
{
    (void)state;
    static const double january[] = {3, 8, 7, 9, 9, 9, 9, 9, 9, 9, 9, 9};
    Trial trial = trial_new(1, 1);
    trial_year(&trial);
    trial_ready(&trial);
    for (size_t month = 0; month < 12; month++)
        trial.cells[at(&trial, 1, 1, month)].value = january[month];
    add_up(&trial);
    protect(&trial);
    for (size_t span = 0; span < trial.span_count; span++)
        assert_int_equal(trial.hidden[at(&trial, 1, 1, span)],
                         trial.spans[span].first == 0 &&
                             (span >= trial.months || span == 0));
    assert_int_equal(given_away(&trial), 0);
}

/* Two few months take each other's difference up: what holds both is shown. */
static void a_span_that_holds_two_is_shown(void **state)
{
    (void)state;
    Trial trial = trial_new(1, 1);
    trial_year(&trial);
    trial_ready(&trial);
    for (size_t month = 0; month < 12; month++)
        trial.cells[at(&trial, 1, 1, month)].value = month == 1 || month == 2 ? 3 : 9;
    add_up(&trial);
    protect(&trial);
    for (size_t span = 0; span < trial.span_count; span++)
        assert_int_equal(trial.hidden[at(&trial, 1, 1, span)], span == 1 || span == 2);
    assert_int_equal(given_away(&trial), 0);
}

static void linked_tables_keep_what_is_theirs(void **state)
{
    (void)state;
    static const double means[] = {1, 3, 6, 9};
    size_t few = 0, shown = 0;
    random_state = 11;
    for (size_t number = 0; number < 60; number++) {
        Arena *outer = arena;
        arena = arena_open();
        Trial trial = trial_new(2 + below(4), 1 + below(3));
        trial_year(&trial);
        trial_ready(&trial);
        for (size_t unit = 1; unit < trial.units; unit++)
            for (size_t group = 1; group < trial.groups; group++)
                for (size_t month = 0; month < trial.months; month++)
                    trial.cells[at(&trial, unit, group, month)].value =
                        poisson(means[number % 4]);
        add_up(&trial);
        protect(&trial);
        assert_int_equal(given_away(&trial), 0);
        for (size_t row = 0; row < trial.units * trial.groups; row++)
            for (size_t span = 0; span < trial.span_count; span++) {
                size_t cell = row * trial.span_count + span;
                few += is_few(trial.cells[cell].value);
                shown += span >= trial.months && !trial.hidden[cell];
            }
        arena_close(arena);
        arena = outer;
    }
    assert_true(few > 1000 && shown > 200);
}

/* People counted once: the quarter is at most its months together and at least each. */
static void people_counted_once(double quarter, const double months[3], bool hidden[4])
{
    Trial trial = trial_new(1, 1);
    for (int32_t month = 0; month < 3; month++)
        trial_span(&trial, month, month);
    trial_span(&trial, 0, 2);
    trial_ready(&trial);
    trial.time = COMPLEMENT_ONCE;
    for (size_t row = 0; row < trial.units * trial.groups; row++)
        for (size_t span = 0; span < 4; span++)
            trial.cells[row * 4 + span].value = span < 3 ? months[span] : quarter;
    protect(&trial);
    for (size_t span = 0; span < 4; span++)
        hidden[span] = trial.hidden[at(&trial, 1, 1, span)];
}

static void who_comes_back_leaves_room(void **state)
{
    (void)state;
    bool hidden[4];
    people_counted_once(10, (const double[]){3, 8, 7}, hidden);
    assert_true(hidden[0] && !hidden[1] && !hidden[2] && !hidden[3]);
    /* nobody came back: the quarter less the others is at least three */
    people_counted_once(18, (const double[]){3, 8, 7}, hidden);
    assert_true(hidden[0] && !hidden[1] && !hidden[2] && hidden[3]);
    people_counted_once(3, (const double[]){3, 0, 0}, hidden); /* the same three */
    assert_true(hidden[0] && hidden[3]);
}

#define RUN(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(five_hundred_tables_keep_what_is_theirs),
        RUN(the_same_table_is_hidden_the_same),
        RUN(a_second_is_hidden_with_the_first),
        RUN(a_quarter_that_tells_a_month_is_hidden),
        RUN(a_span_that_holds_two_is_shown),
        RUN(linked_tables_keep_what_is_theirs),
        RUN(who_comes_back_leaves_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
