/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/disclose/protect.h"

enum { LIMIT = 5 };

static bool of_carers(int64_t people, int64_t value)
{
    ProtectFigure figure = {
        .protects = PROTECTS_CARERS, .people = people, .value = AMOUNT_WHOLE(value)};
    return protect_primary(&figure, LIMIT);
}

static bool share(int64_t numerator, int64_t denominator)
{
    ProtectFigure figure = {.protects = PROTECTS_PERSONS,
                            .share = true,
                            .value = AMOUNT_WHOLE(0),
                            .numerator = numerator,
                            .denominator = denominator};
    return protect_primary(&figure, LIMIT);
}

static void one_to_four_carers_are_protected_whatever_the_value(void **state)
{
    (void)state;
    assert_false(of_carers(0, 0));
    for (int64_t people = 1; people < LIMIT; people++) {
        assert_true(of_carers(people, people));
        assert_true(of_carers(people, 1000));
    }
    assert_false(of_carers(5, 5));
    assert_false(of_carers(12, 3));
}

static void a_reported_count_of_persons_is_judged_by_its_value(void **state)
{
    (void)state;
    ProtectFigure figure = {.protects = PROTECTS_PERSONS, .people = 0};
    static const struct {
        Amount value;
        bool protected;
    } cases[] = {
        {{0, 1}, false}, {{1, 2}, true}, {{1, 1}, true}, {{4, 1}, true}, {{5, 1}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        figure.value = cases[i].value;
        assert_int_equal(protect_primary(&figure, LIMIT), cases[i].protected);
    }
}

static void a_share_is_hidden_by_denominator_numerator_and_complement(void **state)
{
    (void)state;
    assert_true(share(2, 4));
    assert_true(share(0, 0));
    assert_true(share(4, 30));
    assert_true(share(27, 30));
    assert_false(share(5, 30));
    assert_false(share(25, 30));
}

static void all_or_none_of_fewer_than_ten_tells_each_ones_answer(void **state)
{
    (void)state;
    assert_true(share(0, 9));
    assert_true(share(9, 9));
    assert_false(share(0, 10));
    assert_false(share(10, 10));
}

static void one_counsellors_workload_is_not_shown(void **state)
{
    (void)state;
    assert_true(protect_ratio(PROTECTS_STAFF, false, 1));
    assert_false(protect_ratio(PROTECTS_STAFF, false, 2));
    assert_true(protect_ratio(PROTECTS_STAFF, true, 2));
    assert_true(protect_ratio(PROTECTS_CARERS, true, 0));
    assert_false(protect_ratio(PROTECTS_CARERS, false, 0));
}

static void what_protects_nobody_is_always_shown(void **state)
{
    (void)state;
    ProtectFigure figure = {.protects = PROTECTS_NONE, .people = 1, .value = {1, 1}};
    assert_false(protect_primary(&figure, LIMIT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_to_four_carers_are_protected_whatever_the_value),
        cmocka_unit_test(a_reported_count_of_persons_is_judged_by_its_value),
        cmocka_unit_test(a_share_is_hidden_by_denominator_numerator_and_complement),
        cmocka_unit_test(all_or_none_of_fewer_than_ten_tells_each_ones_answer),
        cmocka_unit_test(one_counsellors_workload_is_not_shown),
        cmocka_unit_test(what_protects_nobody_is_always_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
