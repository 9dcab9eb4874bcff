/* assessments.csv: read by people's names for things, and never with an identity number. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/guard.h"
#include "engine/catalogue/assessments.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"

static void assessment_holds(const Assessments *all, const Assessment *one)
{
    const Unit *unit = units_find(&settings_sample()->units, one->unit);
    FUZZ_LAW(unit && one->by.len > 0);
    FUZZ_LAW(one->until >= one->period.first_month &&
             one->until <= period_last_month(one->period));
    FUZZ_LAW(guard_scan(one->reason, false) < GUARD_MISTYPED);
    FUZZ_LAW(assessments_find(all, one->indicator, unit, one->period, one->until));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Assessments all = {0};
    const Workspace *workspace = settings_sample();
    Arena *arena = arena_open();
    const char *path = fuzz_put(arena, "assessments.csv", fuzz_text(arena, data, size));
    if (assessments_load(arena, path, &workspace->indicators, &workspace->units, &all,
                         &error)) {
        for (size_t i = 0; i < all.count; i++)
            assessment_holds(&all, &all.items[i]);
    } else {
        fuzz_fails_at(&error, path);
        FUZZ_LAW(guard_scan(str_from(error.message), false) < GUARD_MISTYPED);
    }
    arena_close(arena);
    return 0;
}
