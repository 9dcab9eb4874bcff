/* theme.yaml of a workspace, over the one that is built in. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/document/theme.h"

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Arena *arena = arena_open();
    const char *path =
        fuzz_put(arena, "templates/theme.yaml", fuzz_text(arena, data, size));
    const Theme *theme = theme_load(arena, SHARE, fuzz_folder(), &error);
    if (theme)
        FUZZ_LAW(colour_contrast(theme->colours[COLOUR_PAPER],
                                 theme->colours[COLOUR_INK]) >= 4.5);
    else
        fuzz_fails_at(&error, path);
    arena_close(arena);
    return 0;
}
