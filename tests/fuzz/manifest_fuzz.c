/* manifest.json as it may lie in a folder that one publishes to: what is read of it is
 * written so that it is read as the same. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/publish/publish.h"

#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Manifest manifest, again;
    Arena *arena = arena_open();
    const char *path = fuzz_put(arena, "manifest.json", fuzz_text(arena, data, size));
    if (manifest_load(arena, fuzz_folder(), &manifest, &error)) {
        Str written = manifest_write(arena, &manifest);
        fuzz_put(arena, "manifest.json", written);
        FUZZ_LAW(manifest_load(arena, fuzz_folder(), &again, &error));
        FUZZ_LAW(str_equal(manifest_write(arena, &again), written));
    } else {
        fuzz_fails_at(&error, path);
    }
    arena_close(arena);
    return 0;
}
