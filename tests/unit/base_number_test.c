/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "engine/base/number.h"
#include "tests/support/arena.h"

#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"
#define THIN "\xE2\x80\x89"
#define MINUS "\xE2\x88\x92"

static void expect_amount(Amount told, int64_t numerator, int64_t denominator)
{
    assert_int_equal(told.numerator, numerator);
    assert_int_equal(told.denominator, denominator);
}

static void expect_sv(Amount amount, int decimals, const char *printed)
{
    assert_string_equal(number_print(arena, LANGUAGE_SV, amount, decimals).ptr, printed);
}

static void expect_en(Amount amount, int decimals, const char *printed)
{
    assert_string_equal(number_print(arena, LANGUAGE_EN, amount, decimals).ptr, printed);
}

static void expect_plain(Amount amount, int most, const char *printed)
{
    assert_string_equal(number_plain(arena, amount, most).ptr, printed);
}

static void expect_read(const char *text, int decimals, int64_t scaled)
{
    int64_t read = -99;
    assert_int_equal(number_parse(str_from(text), decimals, false, &read), NUMBER_OK);
    assert_int_equal(read, scaled);
}

static void expect_fault(const char *text, int decimals, NumberFault fault)
{
    int64_t read = -99;
    assert_int_equal(number_parse(str_from(text), decimals, false, &read), fault);
    assert_int_equal(read, -99);
}

static Amount percent(int64_t part, int64_t whole)
{
    return amount_scale(amount_of(part, whole), 100, 1);
}

static void amounts_are_reduced(void **state)
{
    (void)state;
    expect_amount(amount_of(6, 4), 3, 2);
    expect_amount(amount_of(-6, 4), -3, 2);
    expect_amount(amount_of(0, 7), 0, 1);
    expect_amount(amount_of(INT64_MAX, INT64_MAX), 1, 1);
    expect_amount(amount_of(INT64_MIN, 2), INT64_MIN / 2, 1);
    expect_amount(AMOUNT_WHOLE(17), 17, 1);
}

static void amounts_are_compared_exactly(void **state)
{
    (void)state;
    assert_int_equal(amount_compare(amount_of(1, 3), amount_of(2, 6)), 0);
    assert_int_equal(amount_compare(amount_of(-1, 3), amount_of(1, 3)), -1);
    Amount little_more = {INT64_MAX, INT64_MAX - 1},
           little_less = {INT64_MAX - 1, INT64_MAX};
    assert_int_equal(amount_compare(little_more, AMOUNT_WHOLE(1)), 1);
    assert_int_equal(amount_compare(little_less, little_more), -1);
    assert_int_equal(amount_compare(AMOUNT_WHOLE(INT64_MIN), AMOUNT_WHOLE(INT64_MAX)), -1);
}

static void amounts_are_subtracted_and_scaled_exactly(void **state)
{
    (void)state;
    expect_amount(amount_subtract(amount_of(1, 2), amount_of(1, 3)), 1, 6);
    expect_amount(amount_subtract(amount_of(85, 4), AMOUNT_WHOLE(20)), 5, 4);
    expect_amount(amount_subtract(amount_of(1, 3), amount_of(1, 3)), 0, 1);
    expect_amount(amount_scale(amount_of(17, 2000), 1000, 1), 17, 2);
    expect_amount(amount_scale(AMOUNT_WHOLE(INT64_MAX), 1000, 1000), INT64_MAX, 1);
    assert_true(fabs(amount_double(amount_of(-1, 8)) + 0.125) < 1e-15);
}

static void what_fits_no_fraction_becomes_the_nearest_that_does(void **state)
{
    (void)state;
    Amount largest = AMOUNT_WHOLE(INT64_MAX), least = AMOUNT_WHOLE(INT64_MIN);
    expect_amount(amount_subtract(largest, least), INT64_MAX, 1);
    expect_amount(amount_subtract(least, largest), -INT64_MAX, 1);
    expect_amount(amount_scale(largest, 2, 1), INT64_MAX, 1);
    expect_amount(amount_of(INT64_MIN, 1), -INT64_MAX, 1);
    expect_amount(amount_scale(amount_of(1, INT64_MAX), 1, INT64_MAX), 0, 1);
    Amount third =
        amount_subtract(amount_of(INT64_MAX / 2, 3), amount_of(1, INT64_MAX - 2));
    assert_true(third.denominator > 0);
    assert_true(fabs(amount_double(third) / ((double)(INT64_MAX / 2) / 3) - 1) < 1e-12);
    Amount near_two = amount_scale(amount_of(INT64_MAX, INT64_MAX - 1), INT64_MAX - 3,
                                   INT64_MAX / 2 - 100);
    assert_true(near_two.denominator > 0);
    assert_true(fabs(amount_double(near_two) - 2) < 1e-12);
}

static void the_nearest_fraction_is_reduced_too(void **state)
{
    (void)state;
    expect_amount(amount_subtract(amount_of(1, INT64_MAX), AMOUNT_WHOLE(4)), -4, 1);
}

static void rounding_is_half_away_from_zero(void **state)
{
    (void)state;
    assert_int_equal(amount_rounded(amount_of(1, 2), 0), 1);
    assert_int_equal(amount_rounded(amount_of(-1, 2), 0), -1);
    assert_int_equal(amount_rounded(amount_of(5, 2), 0), 3);
    assert_int_equal(amount_rounded(amount_of(49, 100), 0), 0);
    assert_int_equal(amount_rounded(amount_of(1005, 1000), 2), 101);
    assert_int_equal(amount_rounded(amount_of(-2675, 1000), 2), -268);
    assert_int_equal(amount_rounded(AMOUNT_WHOLE(INT64_MAX), 18), INT64_MAX);
    assert_int_equal(amount_rounded(AMOUNT_WHOLE(-INT64_MAX), 18), INT64_MIN);
    for (int64_t part = 0; part <= 200; part++)
        assert_int_equal(amount_rounded(percent(part, 200), 0), (200 * part + 200) / 400);
}

static void decimals_are_as_many_as_show_the_amount(void **state)
{
    (void)state;
    assert_int_equal(amount_decimals(AMOUNT_WHOLE(3), 2), 0);
    assert_int_equal(amount_decimals(amount_of(1, 2), 2), 1);
    assert_int_equal(amount_decimals(amount_of(1, 8), 2), 2);
    assert_int_equal(amount_decimals(amount_of(1, 3), 4), 4);
    assert_int_equal(amount_decimals((Amount){50, 100}, 4), 1);
    assert_int_equal(amount_decimals(amount_of(1, 3), 0), 0);
}

static void swedish_numbers_are_printed_by_the_vectors(void **state)
{
    (void)state;
    expect_sv(percent(1, 8), 1, "12,5");
    expect_sv(percent(1, 8), 0, "13");
    expect_sv(percent(1, 200), 1, "0,5");
    expect_sv(percent(1, 200), 0, "1");
    expect_sv(percent(2, 3), 1, "66,7");
    expect_sv(AMOUNT_WHOLE(0), 0, "0");
    expect_sv(amount_of(12345675, 10), 1, "1" NBSP "234" NBSP "567,5");
    expect_sv(AMOUNT_WHOLE(-3), 0, MINUS "3");
    expect_sv(AMOUNT_WHOLE(9999), 0, "9" NBSP "999");
}

static void groups_signs_and_zeros_stand_where_they_should(void **state)
{
    (void)state;
    expect_sv(AMOUNT_WHOLE(999), 0, "999");
    expect_sv(AMOUNT_WHOLE(1000), 0, "1" NBSP "000");
    expect_sv(AMOUNT_WHOLE(-100), 2, MINUS "100,00");
    expect_sv(AMOUNT_WHOLE(123456), 0, "123" NBSP "456");
    expect_sv(amount_of(1, 1000), 3, "0,001");
    expect_sv(amount_of(123456, 100000), 5, "1,23456");
    expect_sv(amount_of(-4, 100), 1, "0,0");
    expect_sv(amount_of(-5, 100), 1, MINUS "0,1");
    expect_sv(amount_of(9999, 10), 0, "1" NBSP "000");
    expect_sv(AMOUNT_WHOLE(INT64_MAX), 18,
              "9" NBSP "223" NBSP "372" NBSP "036" NBSP "854" NBSP "775" NBSP
              "807,000000000000000000");
    expect_en(amount_of(12345675, 10), 1, "1,234,567.5");
    expect_en(AMOUNT_WHOLE(-3), 0, MINUS "3");
}

static void plain_numbers_are_for_machines(void **state)
{
    (void)state;
    expect_plain(amount_of(12345, 10), 4, "1234.5");
    expect_plain(AMOUNT_WHOLE(-3), 4, "-3");
    expect_plain(AMOUNT_WHOLE(1000), 4, "1000");
    expect_plain(percent(2, 3), 4, "66.6667");
    expect_plain(amount_of(2, 3), 0, "1");
    expect_plain(amount_of(29999999, 10000000), 3, "3");
    expect_plain(amount_of(100001, 1000000), 3, "0.1");
    expect_plain(amount_of(-1, 100000), 3, "0");
}

static void numbers_are_read_as_swedes_write_them(void **state)
{
    (void)state;
    expect_read("12", 0, 12);
    expect_read("1 234,5", 1, 12345);
    expect_read("1" NBSP "234,5", 2, 123450);
    expect_read("1" NARROW "234" NARROW "567", 0, 1234567);
    expect_read("1" THIN "234", 0, 1234);
    expect_read("1234567,5", 1, 12345675);
    expect_read("0,80", 2, 80);
    expect_read("0,8", 2, 80);
    expect_read("12,00", 0, 12);
    expect_read("007", 0, 7);
    expect_read("-3", 0, -3);
    expect_read(MINUS "3", 0, -3);
    expect_read("- 3", 0, -3);
    expect_read("+3", 0, 3);
    expect_read(MINUS "0,5", 1, -5);
    expect_read(" \t" NBSP "12" NBSP " ", 0, 12);
}

static void a_unit_behind_the_number_is_dropped(void **state)
{
    (void)state;
    expect_read("12 %", 0, 12);
    expect_read("12%", 0, 12);
    expect_read("12,5" NBSP "%", 1, 125);
    expect_read("170 st", 0, 170);
    expect_read("80" NBSP "000 kr", 0, 80000);
    expect_read("80 000 Kr", 0, 80000);
    expect_read("70min", 0, 70);
    expect_read("2 h", 0, 2);
    expect_fault("12 personer", 0, NUMBER_NOT_A_NUMBER);
    expect_fault("12 % %", 0, NUMBER_NOT_A_NUMBER);
    expect_fault("kr 12", 0, NUMBER_NOT_A_NUMBER);
}

static void what_could_be_read_in_two_ways_is_refused(void **state)
{
    (void)state;
    expect_fault("1.234", 0, NUMBER_AMBIGUOUS);
    expect_fault("1,234.5", 1, NUMBER_AMBIGUOUS);
    expect_fault("1.240.294,00", 2, NUMBER_AMBIGUOUS);
    expect_fault("12.5", 1, NUMBER_AMBIGUOUS);
    expect_fault("-12.5 kr", 1, NUMBER_AMBIGUOUS);
    expect_fault("1,234,567", 0, NUMBER_AMBIGUOUS);
    expect_fault("1 234.5", 1, NUMBER_AMBIGUOUS);
}

static void a_point_is_read_where_the_file_declares_it(void **state)
{
    (void)state;
    int64_t read;
    assert_int_equal(number_parse(STR("1234.5"), 2, true, &read), NUMBER_OK);
    assert_int_equal(read, 123450);
    assert_int_equal(number_parse(STR("1 234.5 kr"), 1, true, &read), NUMBER_OK);
    assert_int_equal(read, 12345);
    assert_int_equal(number_parse(STR("1,234.5"), 1, true, &read), NUMBER_AMBIGUOUS);
    assert_int_equal(number_parse(STR("12,5"), 1, true, &read), NUMBER_AMBIGUOUS);
    assert_int_equal(number_parse(STR("1.5E+05"), 1, true, &read), NUMBER_EXPONENT);
}

static void what_a_spreadsheet_damaged_is_told_as_such(void **state)
{
    (void)state;
    expect_fault("1,5E+05", 1, NUMBER_EXPONENT);
    expect_fault("1E5", 0, NUMBER_EXPONENT);
    expect_fault("1.5e-05", 0, NUMBER_EXPONENT);
    expect_fault("2E" MINUS "3", 0, NUMBER_EXPONENT);
    expect_fault("-1,5E+05", 1, NUMBER_EXPONENT);
    expect_fault("1E", 0, NUMBER_NOT_A_NUMBER);
    expect_fault("1E+", 0, NUMBER_NOT_A_NUMBER);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    const char *refused[] = {
        "ja",       "-",      "+",          MINUS,    ",5",          "5,",
        "1,",       "1..2",   ".",          ",",      "1 23",        "12 34",
        "1234 567", "1 2345", "1 234 56",   "1  234", "1,5 5",       "1 234,567 890",
        "--3",      "3-",     "2018-03-26", "12a",    "a12",         "#REF!",
        "..",       "%",      "1 %5",       "1,,5",   "\xEF\xBC\x91"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        expect_fault(refused[i], 3, NUMBER_NOT_A_NUMBER);
    expect_fault("", 0, NUMBER_EMPTY);
    expect_fault(" " NBSP "\t", 0, NUMBER_EMPTY);
}

static void more_decimals_than_the_column_holds_are_told(void **state)
{
    (void)state;
    expect_fault("12,5", 0, NUMBER_TOO_PRECISE);
    expect_fault("0,805", 2, NUMBER_TOO_PRECISE);
    expect_read("0,800000000000000000000000000", 2, 80);
}

static void what_is_too_large_is_told(void **state)
{
    (void)state;
    expect_read("9223372036854775807", 0, INT64_MAX);
    expect_read("-9223372036854775807", 0, -INT64_MAX);
    expect_read("92 233 720 368 547 758,07", 2, INT64_MAX);
    expect_read("00000000000000000000000000012", 0, 12);
    expect_fault("9223372036854775808", 0, NUMBER_TOO_LARGE);
    expect_fault("92233720368547758,08", 2, NUMBER_TOO_LARGE);
    expect_fault("9223372036854775807", 1, NUMBER_TOO_LARGE);
    expect_fault("99 999 999 999 999 999 999 999", 0, NUMBER_TOO_LARGE);
}

static void what_is_printed_is_read_back(void **state)
{
    (void)state;
    for (int64_t scaled = -1234567; scaled < 1234567; scaled += 997) {
        Str printed = number_print(arena, LANGUAGE_SV, amount_of(scaled, 100), 2);
        int64_t read;
        assert_int_equal(number_parse(printed, 2, false, &read), NUMBER_OK);
        assert_int_equal(read, scaled);
        Str plain = number_plain(arena, amount_of(scaled, 100), 2);
        assert_int_equal(number_parse(plain, 2, true, &read), NUMBER_OK);
        assert_int_equal(read, scaled);
    }
}

/* Texts of the signs that numbers are made of: read, or refused with nothing written; and
 * what is read is the same when it is printed and read again. */
static void any_text_is_read_or_refused(void **state)
{
    (void)state;
    static const char *const parts[] = {"0", "1",  "9",    "123", ",",  ".", "-",  MINUS,
                                        " ", NBSP, NARROW, "E",   "+",  "%", "kr", "x",
                                        "5", "00", "\xC2", "234", "45", "\t"};
    uint32_t random = 1;
    for (int round = 0; round < 20000; round++) {
        Text text = text_open(arena);
        for (int k = 0; k <= round % 8; k++) {
            random = random * 1664525u + 1013904223u;
            size_t part = (random >> 16) % (sizeof parts / sizeof *parts);
            text_add(&text, str_from(parts[part]));
        }
        int decimals = round % 4;
        int64_t read = -99, again = -98;
        bool point = round % 3 == 0;
        if (number_parse(text_str(&text), decimals, point, &read) != NUMBER_OK) {
            assert_int_equal(read, -99);
            continue;
        }
        Amount amount = amount_of(read, amount_rounded(AMOUNT_WHOLE(1), decimals));
        Str printed = number_print(arena, LANGUAGE_SV, amount, decimals);
        assert_int_equal(number_parse(printed, decimals, false, &again), NUMBER_OK);
        assert_int_equal(again, read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_reduced),
        cmocka_unit_test(amounts_are_compared_exactly),
        cmocka_unit_test(amounts_are_subtracted_and_scaled_exactly),
        cmocka_unit_test(what_fits_no_fraction_becomes_the_nearest_that_does),
        cmocka_unit_test(the_nearest_fraction_is_reduced_too),
        cmocka_unit_test(rounding_is_half_away_from_zero),
        cmocka_unit_test(decimals_are_as_many_as_show_the_amount),
        cmocka_unit_test(swedish_numbers_are_printed_by_the_vectors),
        cmocka_unit_test(groups_signs_and_zeros_stand_where_they_should),
        cmocka_unit_test(plain_numbers_are_for_machines),
        cmocka_unit_test(numbers_are_read_as_swedes_write_them),
        cmocka_unit_test(a_unit_behind_the_number_is_dropped),
        cmocka_unit_test(what_could_be_read_in_two_ways_is_refused),
        cmocka_unit_test(a_point_is_read_where_the_file_declares_it),
        cmocka_unit_test(what_a_spreadsheet_damaged_is_told_as_such),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(more_decimals_than_the_column_holds_are_told),
        cmocka_unit_test(what_is_too_large_is_told),
        cmocka_unit_test(what_is_printed_is_read_back),
        cmocka_unit_test(any_text_is_read_or_refused),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
