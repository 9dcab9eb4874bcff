/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"

static int remove_entry(const char *path, const struct stat *status, int kind,
                        struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static void remove_folder(void *folder)
{
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

const char *folder_new(Arena *arena)
{
    char *folder = arena_alloc(arena, 64);
    strcpy(folder, "/tmp/samsyn-test-XXXXXX");
    if (!mkdtemp(folder)) {
        perror(folder);
        exit(1);
    }
    arena_defer(arena, remove_folder, folder);
    return folder;
}

void folder_put(Arena *arena, const char *folder, const char *name, const char *content)
{
    Error error = {0};
    if (!file_replace(file_join(arena, folder, name), str_from(content), 0644, &error)) {
        fprintf(stderr, "%s\n", error.message);
        exit(1);
    }
}
