/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/import/dates.h"

static void each_way_of_writing_a_day_is_its_own_form(void **state)
{
    static const struct {
        const char *text;
        DateForm form;
    } days[] = {{"2018-03-26", DATE_ISO},
                {"2018-03-26 00:00:00", DATE_ISO},
                {"2018/3/26", DATE_YEAR_FIRST},
                {"20180326", DATE_COMPACT},
                {"180326", DATE_SHORT},
                {"26/3 2018", DATE_DAY_FIRST},
                {"26.3.2018", DATE_DAY_FIRST},
                {"26 mars 2018", DATE_WORDS},
                {"26 Mar. 2018", DATE_WORDS},
                {"26-mar-2018", DATE_WORDS},
                {"26\xC2\xA0MARS 2018", DATE_WORDS},
                {"26 March 2018", DATE_WORDS}};
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int32_t day = 0;
        DateForm form;
        if (!date_find(str_from(days[i].text), &day, &form))
            fail_msg("\"%s\" was not read", days[i].text);
        assert_int_equal(day, day_from(2018, 3, 26));
        assert_int_equal(form, days[i].form);
    }
}

static void two_digits_are_a_year_from_1970_to_2069(void **state)
{
    (void)state;
    int32_t day;
    DateForm form;
    assert_true(date_find(STR("690101"), &day, &form));
    assert_int_equal(day, day_from(2069, 1, 1));
    assert_true(date_find(STR("700101"), &day, &form));
    assert_int_equal(day, day_from(1970, 1, 1));
    Period period;
    assert_true(period_find(STR("mar-70"), &period));
    assert_int_equal(period_year(period), 1970);
}

static void what_is_no_day_is_not_read(void **state)
{
    static const char *const wrong[] = {"",
                                        "2018-02-30",
                                        "180230",
                                        "26 mars",
                                        "mars 2018",
                                        "26 mras 2018",
                                        "26-mar-18",
                                        "1803",
                                        "26/3-18",
                                        "2018-03-26-1",
                                        "tjugosjätte mars 2018",
                                        "26 mars 2018 kl 10",
                                        "26/13 2018"};
    (void)state;
    int32_t day;
    DateForm form;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (date_find(str_from(wrong[i]), &day, &form))
            fail_msg("\"%s\" was read", wrong[i]);
}

static void periods_are_read_as_swedes_write_them(void **state)
{
    static const struct {
        const char *text, *id;
    } periods[] = {{"2018-03", "2018-03"},
                   {"201803", "2018-03"},
                   {"mars 2018", "2018-03"},
                   {"2018 mars", "2018-03"},
                   {"Mar 2018", "2018-03"},
                   {"mar-18", "2018-03"},
                   {"mar-2018", "2018-03"},
                   {"maj\xE2\x80\x99"
                    "18",
                    "2018-05"},
                   {"May 2018", "2018-05"},
                   {"sept 2018", "2018-09"},
                   {"okt-99", "1999-10"},
                   {"T1 2018", "2018-T1"},
                   {"2018 T3", "2018-T3"},
                   {"tertial 2 2018", "2018-T2"},
                   {"Q1 2018", "2018-Q1"},
                   {"2018Q4", "2018-Q4"},
                   {"Kvartal 1, 2018", "2018-Q1"},
                   {"kv 3 2018", "2018-Q3"},
                   {"HT17", "2017-H2"},
                   {"VT 2018", "2018-H1"},
                   {"ht-17", "2017-H2"},
                   {"2018 vt", "2018-H1"},
                   {"höstterminen 2017", "2017-H2"},
                   {"halvår 2 2017", "2017-H2"},
                   {"helår 2018", "2018"},
                   {"2018", "2018"}};
    (void)state;
    Arena *arena = arena_open();
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        Period period;
        if (!period_find(str_from(periods[i].text), &period))
            fail_msg("\"%s\" was not read", periods[i].text);
        assert_string_equal(period_id(arena, period).ptr, periods[i].id);
    }
    arena_close(arena);
}

static void what_is_no_period_is_not_read(void **state)
{
    static const char *const wrong[] = {"mars",   "mar 18",   "T4 2018", "Q5 2018",
                                        "T1",     "T1 18",    "HT",      "v. 12",
                                        "201813", "180326",   "43185",   "mars 2018 2019",
                                        "Q 2018", "vår 2018", "ma 2018", "2018-13"};
    (void)state;
    Period period;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (period_find(str_from(wrong[i]), &period))
            fail_msg("\"%s\" was read", wrong[i]);
}

static void weeks_serials_and_made_dates_are_known(void **state)
{
    static const char *const weeks[] = {"v. 12", "v12", "vecka 12", "2018-W12",
                                        "v 12 2018"};
    (void)state;
    for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++)
        assert_true(date_is_week(str_from(weeks[i])));
    assert_false(date_is_week(STR("V")));
    assert_false(date_is_week(STR("12 mars")));
    int serial, first, second;
    assert_true(date_serial(STR("43185"), &serial));
    assert_int_equal(serial_day(serial, false), day_from(2018, 3, 26));
    assert_int_equal(serial_day(serial, true), day_from(2022, 3, 27));
    assert_true(date_serial(STR("43185,5"), &serial));
    assert_false(date_serial(STR("12345"), &serial));
    assert_false(date_serial(STR("43185x"), &serial));
    assert_true(date_of_numbers(STR("03-maj"), &first, &second));
    assert_int_equal(first * 100 + second, 305);
    assert_true(date_of_numbers(STR("mar-13"), &first, &second));
    assert_int_equal(first * 100 + second, 313);
    static const char *const others[] = {"F-0123", "maj",   "3-5",
                                         "12-abc", "B-maj", "anna-1"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(date_of_numbers(str_from(others[i]), &first, &second));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_way_of_writing_a_day_is_its_own_form),
        cmocka_unit_test(two_digits_are_a_year_from_1970_to_2069),
        cmocka_unit_test(what_is_no_day_is_not_read),
        cmocka_unit_test(periods_are_read_as_swedes_write_them),
        cmocka_unit_test(what_is_no_period_is_not_read),
        cmocka_unit_test(weeks_serials_and_made_dates_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
