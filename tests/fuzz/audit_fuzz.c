/* `samsyn check --disclosure` on a folder whose tables anyone may have written. A line that
 * begins with === names the file of the lines below it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "engine/base/file.h"
#include "engine/command/audit.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"

static bool is_safe(Str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz-_0123456789./", name.ptr[i]) ||
            !name.ptr[i] || (name.ptr[i] == '.' && i > 0 && name.ptr[i - 1] == '.'))
            return false;
    return str_ends(name, STR(".csv")) && name.len < 60 && name.ptr[0] != '/';
}

/* Puts the files of the input; returns how many. */
static size_t put_all(Arena *arena, Str text, const char *paths[FUZZ_PARTS])
{
    FuzzPart parts[FUZZ_PARTS];
    size_t count = 0, found = fuzz_parts(arena, text, STR("a.csv"), parts);
    for (size_t i = 0; i < found; i++)
        if (is_safe(parts[i].name))
            paths[count++] = fuzz_put(
                arena, str_format(arena, "published/%.*s", STR_PRINT(parts[i].name)).ptr,
                parts[i].content);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    const char *paths[FUZZ_PARTS];
    Workspace workspace = *settings_sample();
    Arena *arena = arena_open();
    Run run = {.arena = arena};
    Check check = {.run = &run,
                   .arena = arena,
                   .language = size % 2 ? LANGUAGE_EN : LANGUAGE_SV,
                   .workspace = &workspace};
    workspace.database = "/no/such/samsyn.db";
    const char *folder = file_join(arena, fuzz_folder(), "published");
    if (!file_make_directories(folder, &error))
        fuzz_impossible(error.message);
    size_t count = put_all(arena, fuzz_text(arena, data, size), paths);
    if (!check_disclosure(&check, folder, &error))
        FUZZ_LAW(error.kind == ERROR_DATA);
    while (count > 0)
        file_remove(paths[--count]);
    arena_close(arena);
    return 0;
}
