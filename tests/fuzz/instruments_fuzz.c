/* instruments.yaml of a workspace, over the one that is built in. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/instruments.h"

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Instruments all = {0};
    const Workspace *workspace = settings_sample();
    Arena *arena = arena_open();
    const char *path = fuzz_put(arena, "instruments.yaml", fuzz_text(arena, data, size));
    if (instruments_load(arena, SHARE, fuzz_folder(), &workspace->records, &all, &error))
        for (size_t i = 0; i < all.count; i++) {
            const Instrument *one = &all.items[i];
            FUZZ_LAW(instruments_find(&all, one->id) == one);
            if (one->cut_count)
                (void)(instrument_cut(one, true, 17) + instrument_cut(one, false, 0));
        }
    else
        fuzz_fails_at(&error, path);
    arena_close(arena);
    return 0;
}
