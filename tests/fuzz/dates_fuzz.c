/* Days and periods as people write them; what is read comes back from its id. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/dates.h"
#include "tests/fuzz/fuzz.h"

static void day_holds(Arena *arena, int32_t day)
{
    int32_t again;
    int year, month, of_month;
    day_to(day, &year, &month, &of_month);
    FUZZ_LAW(day_valid(year, month, of_month));
    FUZZ_LAW(day_from(year, month, of_month) == day);
    FUZZ_LAW(day_parse_iso(day_iso(arena, day), &again) && again == day);
    FUZZ_LAW(day_month_serial(day) == 12 * year + month - 1);
}

static void period_holds(Arena *arena, Period period)
{
    Period again;
    FUZZ_LAW(period_parse(period_id(arena, period), &again));
    FUZZ_LAW(period_equal(period, again));
    FUZZ_LAW(period_first_day(period) <= period_last_day(period));
    FUZZ_LAW(period_last_month(period) ==
             period.first_month + period_months(period.kind) - 1);
    FUZZ_LAW(period_equal(period_next(period_next(period, 1), -1), period));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_open();
    Str text = fuzz_text(arena, data, size);
    int32_t day;
    DateForm form = DATE_FORMS;
    Period period;
    int serial, first, second;
    if (date_find(text, &day, &form)) {
        FUZZ_LAW(form < DATE_FORMS);
        day_holds(arena, day);
    }
    if (day_parse_iso(text, &day))
        FUZZ_LAW(str_equal(day_iso(arena, day), text));
    if (period_parse(text, &period))
        FUZZ_LAW(str_equal(period_id(arena, period), text));
    if (period_find(text, &period))
        period_holds(arena, period);
    if (date_serial(text, &serial))
        day_holds(arena, serial_day(serial, true)),
            day_holds(arena, serial_day(serial, false));
    if (date_of_numbers(text, &first, &second))
        FUZZ_LAW(first >= 0 && first <= 99 && second >= 0 && second <= 99);
    (void)date_is_week(text);
    arena_close(arena);
    return 0;
}
