/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "reports/template/standout.h"

static Figure count_of(int64_t value)
{
    return (Figure){
        .mark = MARK_OK, .known = true, .value = AMOUNT_WHOLE(value), .n = value};
}

static Figure share_of(int64_t n, int64_t denominator)
{
    return (Figure){.mark = MARK_OK,
                    .known = true,
                    .value = amount_of(n, denominator),
                    .n = n,
                    .has_denominator = true,
                    .denominator = AMOUNT_WHOLE(denominator)};
}

static Fact fact_of(int64_t value, int64_t last_year, int64_t goal, Status status)
{
    Fact fact = {.figure = count_of(value), .last_year = count_of(last_year)};
    if (goal)
        fact.goal = (FactGoal){.known = true, .goal = AMOUNT_WHOLE(goal)};
    fact.status = status;
    return fact;
}

static StandoutCandidate candidate(const Fact *fact)
{
    return (StandoutCandidate){.fact = fact, .kind = FACT_COUNT};
}

static void a_change_is_clear_only_beyond_chance(void **state)
{
    (void)state;
    static const struct {
        int64_t now, then;
        FactChange change;
    } cases[] = {
        {17, 14, CHANGE_ABOUT},  {17, 17, CHANGE_SAME},    {0, 0, CHANGE_SAME},
        {4, 5, CHANGE_TOO_FEW},  {1, 8, CHANGE_TOO_FEW},   {2, 8, CHANGE_ABOUT},
        {1, 9, CHANGE_LESS},     {4, 16, CHANGE_LESS},     {16, 4, CHANGE_MORE},
        {0, 10, CHANGE_LESS},    {100, 128, CHANGE_ABOUT}, /* 28 < 2 * sqrt 228 = 30.2 */
        {100, 132, CHANGE_LESS}, {132, 100, CHANGE_MORE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Figure now = count_of(cases[i].now), then = count_of(cases[i].then);
        assert_int_equal(fact_change(FACT_COUNT, &now, &then), cases[i].change);
    }
}

static void a_sum_varies_with_how_many_it_is_a_sum_of(void **state)
{
    (void)state;
    Figure now = count_of(600), then = count_of(1200);
    now.n = 10, then.n = 20; /* ten and twenty conversations of an hour: within chance */
    assert_int_equal(fact_change(FACT_SUM, &now, &then), CHANGE_ABOUT);
    now.n = 100, then.n = 200;
    assert_int_equal(fact_change(FACT_SUM, &now, &then), CHANGE_LESS);
}

static void shares_are_compared_as_shares(void **state)
{
    (void)state;
    Figure now = share_of(40, 50), then = share_of(20, 50);
    assert_int_equal(fact_change(FACT_SHARE, &now, &then), CHANGE_MORE);
    now = share_of(28, 50);
    assert_int_equal(fact_change(FACT_SHARE, &now, &then), CHANGE_ABOUT);
    now = share_of(9, 9);
    assert_int_equal(fact_change(FACT_SHARE, &now, &then), CHANGE_TOO_FEW);
}

static void a_reported_value_has_no_number_behind_it(void **state)
{
    (void)state;
    Figure now = count_of(40), then = count_of(4);
    assert_int_equal(fact_change(FACT_VALUE, &now, &then), CHANGE_TOO_FEW);
}

static void what_is_not_known_cannot_be_compared(void **state)
{
    (void)state;
    Figure known = count_of(30);
    static const Mark marks[] = {MARK_PROTECTED, MARK_MISSING, MARK_NOT_MEASURED,
                                 MARK_NOT_APPLICABLE};
    for (size_t i = 0; i < 4; i++) {
        Figure unknown = {.mark = marks[i]};
        assert_int_equal(fact_change(FACT_COUNT, &known, &unknown), CHANGE_UNKNOWN);
        assert_int_equal(fact_change(FACT_COUNT, &unknown, &known), CHANGE_UNKNOWN);
    }
    Figure preliminary = count_of(3), carried = count_of(3);
    preliminary.mark = MARK_PRELIMINARY;
    carried.year = 2017;
    assert_int_equal(fact_change(FACT_COUNT, &preliminary, &known), CHANGE_UNKNOWN);
    assert_int_equal(fact_change(FACT_COUNT, &carried, &known), CHANGE_UNKNOWN);
}

static void nothing_gives_no_finding(void **state)
{
    (void)state;
    StandoutFinding found[STANDOUT_MOST];
    Fact fact = fact_of(17, 14, 0, STATUS_NONE);
    StandoutCandidate one = candidate(&fact);
    assert_int_equal(standout_rank(NULL, 0, false, 4, found), 0);
    assert_int_equal(standout_rank(&one, 1, false, 4, found), 0);
    fact = fact_of(17, 14, 15, STATUS_UNDECIDED);
    assert_int_equal(standout_rank(&one, 1, false, 4, found), 0);
}

static void findings_come_in_the_order_of_what_they_ask_for(void **state)
{
    (void)state;
    const FactDelivery none[] = {{.delivered = 1, .expected = 1}};
    const FactDelivery late[] = {{.delivered = 1, .expected = 1}, {.expected = 1}};
    Fact met = fact_of(17, 14, 15, STATUS_MET), partly = fact_of(14, 14, 15, STATUS_PARTLY);
    Fact missed = fact_of(10, 14, 15, STATUS_NOT_MET);
    Fact far = fact_of(3, 4, 15, STATUS_NOT_MET), fallen = fact_of(4, 16, 0, STATUS_NONE);
    Fact risen = fact_of(40, 16, 0, STATUS_NONE), still = fact_of(9, 9, 0, STATUS_NONE);
    const StandoutCandidate candidates[] = {
        candidate(&met),
        candidate(&risen),
        candidate(&partly),
        candidate(&still),
        candidate(&missed),
        candidate(&fallen),
        candidate(&far),
        {.deliveries = none, .delivery_count = 1},
        {.deliveries = late, .delivery_count = 2},
    };
    static const struct {
        StandoutKind kind;
        size_t candidate;
    } expected[] = {{STANDOUT_MISSING, 8}, {STANDOUT_NOT_MET, 6}, {STANDOUT_NOT_MET, 4},
                    {STANDOUT_WORSE, 5},   {STANDOUT_PARTLY, 2},  {STANDOUT_CHANGED, 1},
                    {STANDOUT_MET, 0}};
    StandoutFinding found[STANDOUT_MOST];
    for (size_t most = 1; most <= STANDOUT_MOST; most++) {
        size_t count = standout_rank(candidates, 9, false, most, found);
        assert_int_equal(count, most < 7 ? most : 7);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(found[i].kind, expected[i].kind);
            assert_int_equal(found[i].candidate, expected[i].candidate);
        }
    }
}

static void a_quiet_month_gives_no_concern(void **state)
{
    (void)state;
    Fact missed = fact_of(3, 4, 15, STATUS_NOT_MET),
         fallen = fact_of(4, 16, 0, STATUS_NONE);
    Fact met = fact_of(17, 14, 15, STATUS_MET);
    const StandoutCandidate candidates[] = {candidate(&missed), candidate(&fallen),
                                            candidate(&met)};
    StandoutFinding found[STANDOUT_MOST];
    assert_int_equal(standout_rank(candidates, 3, true, 4, found), 3);
    assert_int_equal(found[0].kind, STANDOUT_CHANGED);
    assert_int_equal(found[1].kind, STANDOUT_MET);
    assert_int_equal(found[2].kind, STANDOUT_QUIET_NOT_MET);
}

static void less_is_better_where_less_is_better(void **state)
{
    (void)state;
    Fact more = fact_of(40, 16, 0, STATUS_NONE), less = fact_of(4, 16, 0, STATUS_NONE);
    StandoutCandidate one = candidate(&more);
    StandoutFinding found[STANDOUT_MOST];
    static const struct {
        FactDirection direction;
        StandoutKind more, less;
    } cases[] = {{FACT_HIGHER_BETTER, STANDOUT_CHANGED, STANDOUT_WORSE},
                 {FACT_LOWER_BETTER, STANDOUT_WORSE, STANDOUT_CHANGED},
                 {FACT_NEITHER, STANDOUT_CHANGED, STANDOUT_CHANGED}};
    for (size_t i = 0; i < 3; i++) {
        one.direction = cases[i].direction;
        one.fact = &more;
        assert_int_equal(standout_rank(&one, 1, false, 4, found), 1);
        assert_int_equal(found[0].kind, cases[i].more);
        one.fact = &less;
        assert_int_equal(standout_rank(&one, 1, false, 4, found), 1);
        assert_int_equal(found[0].kind, cases[i].less);
    }
}

/* Every mark x status x change x quiet: what is not a plain known figure of its own period
 * never stands out, and no figure stands out twice. */
static void over_all_states_only_known_figures_stand_out(void **state)
{
    (void)state;
    static const int64_t values[] = {0, 1, 4, 9, 14, 17, 40};
    static const Mark marks[] = {MARK_OK,           MARK_PROTECTED,      MARK_MISSING,
                                 MARK_NOT_MEASURED, MARK_NOT_APPLICABLE, MARK_PRELIMINARY};
    for (int quiet = 0; quiet < 2; quiet++)
        for (size_t m = 0; m < 6; m++)
            for (int last = 0; last < 6; last++)
                for (size_t v = 0; v < 7; v++)
                    for (int status = STATUS_NONE; status <= STATUS_UNDECIDED; status++) {
                        Fact fact = fact_of(values[v], values[(v + (size_t)last) % 7], 15,
                                            (Status)status);
                        if (marks[m] != MARK_OK && marks[m] != MARK_PRELIMINARY)
                            fact.figure = (Figure){.mark = marks[m]};
                        fact.figure.mark = marks[m];
                        if (last == 5)
                            fact.last_year = (Figure){.mark = MARK_PROTECTED};
                        const StandoutCandidate two[] = {candidate(&fact),
                                                         candidate(&fact)};
                        StandoutFinding found[STANDOUT_MOST];
                        size_t count = standout_rank(two, 2, quiet, 4, found);
                        if (marks[m] != MARK_OK) {
                            assert_int_equal(count, 0);
                            continue;
                        }
                        assert_true(count == 0 || count == 2);
                        if (count) {
                            assert_int_equal(found[0].candidate, 0);
                            assert_int_equal(found[1].candidate, 1);
                        }
                        if (status == STATUS_NOT_MET)
                            assert_int_equal(found[0].kind, quiet ? STANDOUT_QUIET_NOT_MET
                                                                  : STANDOUT_NOT_MET);
                        if (quiet && count)
                            assert_int_not_equal(found[0].kind, STANDOUT_WORSE);
                    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_is_clear_only_beyond_chance),
        cmocka_unit_test(a_sum_varies_with_how_many_it_is_a_sum_of),
        cmocka_unit_test(shares_are_compared_as_shares),
        cmocka_unit_test(a_reported_value_has_no_number_behind_it),
        cmocka_unit_test(what_is_not_known_cannot_be_compared),
        cmocka_unit_test(nothing_gives_no_finding),
        cmocka_unit_test(findings_come_in_the_order_of_what_they_ask_for),
        cmocka_unit_test(a_quiet_month_gives_no_concern),
        cmocka_unit_test(less_is_better_where_less_is_better),
        cmocka_unit_test(over_all_states_only_known_figures_stand_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
