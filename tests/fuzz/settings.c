/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/fuzz/settings.h"

#include "tests/fuzz/fuzz.h"

const Workspace *settings_sample(void)
{
    static Arena *arena;
    static const Workspace *sample;
    Error error = {0};
    if (sample)
        return sample;
    arena = arena_open();
    sample = workspace_open(arena, "sample-data/stockholm", SHARE, &error);
    if (!sample)
        fuzz_impossible(error.message);
    return sample;
}
