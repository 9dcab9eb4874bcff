/* samsyn.yaml of a workspace that has the sample's units. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/fuzz/settings.h"

#include "engine/base/file.h"
#include "tests/fuzz/fuzz.h"

static void units_put(Arena *arena)
{
    static bool there;
    Error error = {0};
    Str units;
    if (there)
        return;
    if (!file_read(arena, "sample-data/stockholm/units.csv", &units, &error))
        fuzz_impossible(error.message);
    fuzz_put(arena, "units.csv", units);
    there = true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Arena *arena = arena_open();
    units_put(arena);
    const char *path = fuzz_put(arena, "samsyn.yaml", fuzz_text(arena, data, size));
    const Workspace *workspace =
        workspace_open(arena, fuzz_folder(), "tests/fuzz/share", &error);
    if (workspace) {
        FUZZ_LAW(workspace->limit >= 2 && workspace->limit <= 100);
        for (size_t i = 0; i < workspace->group_count; i++)
            FUZZ_LAW(workspace->groups[i].id.len > 0 &&
                     workspace->groups[i].head_count >= 3);
        for (size_t i = 0; i < workspace->other_age_unit_count; i++)
            FUZZ_LAW(units_find(&workspace->units, workspace->other_age_units[i]));
    } else {
        fuzz_fails_at(&error, path);
    }
    arena_close(arena);
    return 0;
}
