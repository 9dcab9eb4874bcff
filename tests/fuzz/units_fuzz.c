/* units.csv: a tree of units with their days, or the place of what is wrong. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/units.h"
#include "tests/fuzz/fuzz.h"

static void units_hold(const Units *units)
{
    for (size_t i = 0; i < units->count; i++) {
        const Unit *unit = &units->items[i];
        FUZZ_LAW(unit->id.len > 0 && unit->from_day <= unit->to_day);
        FUZZ_LAW(units_find(units, unit->id) == unit);
        FUZZ_LAW(units_recognise(units, unit->id) == unit);
        FUZZ_LAW(units_within(units, unit, unit));
        for (size_t j = 0; j < unit->parent_count; j++)
            FUZZ_LAW(units_find(units, unit->parents[j]) != NULL);
        for (size_t j = 0; j < unit->successor_count; j++)
            FUZZ_LAW(units_find(units, unit->successors[j]) != NULL);
        for (size_t j = 0; j < units->count && units->count < 32; j++) {
            (void)units_within(units, unit, &units->items[j]);
            (void)units_continued(units, unit, &units->items[j]);
        }
        (void)unit_valid_in(unit, (Period){PERIOD_MONTH, 12 * 2018});
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Units units;
    Arena *arena = arena_open();
    Str text = fuzz_text(arena, data, size);
    const char *path = fuzz_put(arena, "units.csv", text);
    if (units_load(arena, path, &units, &error)) {
        units_hold(&units);
        (void)units_recognise(&units, fuzz_line(&text));
        (void)units_suggest(arena, &units, fuzz_line(&text));
    } else {
        fuzz_fails_at(&error, path);
    }
    arena_close(arena);
    return 0;
}
