/* A workspace's own words, over those that are built in. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"
#include "reports/template/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Arena *arena = arena_open();
    const char *path =
        fuzz_put(arena, "templates/wording.sv.yaml", fuzz_text(arena, data, size));
    if (!wording_load(arena, SHARE, fuzz_folder(), LANGUAGE_SV, &error))
        fuzz_fails_at(&error, path);
    arena_close(arena);
    return 0;
}
