/* Files are written plainly: the real way syncs each, and they are not worth that. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/fuzz/fuzz.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"

_Noreturn void fuzz_broken(const char *file, int line, const char *law)
{
    fprintf(stderr, "%s:%d: broken law: %s\n", file, line, law);
    abort();
}

_Noreturn void fuzz_impossible(const char *reason)
{
    fprintf(stderr, "fuzz: %s\n", reason);
    abort();
}

Str fuzz_text(Arena *arena, const uint8_t *data, size_t size)
{
    char *bytes = arena_alloc(arena, size);
    if (size)
        memcpy(bytes, data, size);
    return (Str){bytes, size};
}

Str fuzz_line(Str *text)
{
    Str line;
    str_cut(*text, '\n', &line, text);
    return line;
}

size_t fuzz_parts(Arena *arena, Str text, Str first, FuzzPart parts[FUZZ_PARTS])
{
    const Str mark = STR("=== ");
    const char *end = text.ptr + text.len;
    size_t count = 0;
    Str name = first;
    while (text.len) {
        const char *from = text.ptr;
        while (text.len && !str_starts(text, mark))
            (void)fuzz_line(&text);
        Str content = {from, (size_t)((text.len ? text.ptr : end) - from)};
        if (content.len && count < FUZZ_PARTS)
            parts[count++] = (FuzzPart){name, str_copy(arena, content)};
        if (text.len)
            name = str_slice(text, mark.len, text.len), name = fuzz_line(&name);
        (void)fuzz_line(&text);
    }
    return count;
}

bool fuzz_is_name(Str name)
{
    return name.len > 0 && name.len < 100 && name.ptr[0] != '.' &&
           !memchr(name.ptr, '/', name.len) && !memchr(name.ptr, '\0', name.len) &&
           !str_equal(name, STR("returns"));
}

static char folder[256];

static int remove_entry(const char *path, const struct stat *status, int kind,
                        struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

const char *fuzz_folder(void)
{
    const char *named = getenv("TMPDIR");
    if (folder[0])
        return folder;
    snprintf(folder, sizeof folder, "%s/samsyn-fuzz-XXXXXX", named ? named : "/tmp");
    if (!mkdtemp(folder))
        fuzz_impossible("no folder of its own");
    atexit(remove_folder);
    return folder;
}

const char *fuzz_put(Arena *arena, const char *name, Str content)
{
    const char *path = file_join(arena, fuzz_folder(), name);
    FILE *out = fopen(path, "wb");
    if (!out) {
        Error error = {0};
        const char *slash = strrchr(path, '/');
        Str parent = {path, (size_t)(slash - path)};
        if (!file_make_directories(str_zero(arena, parent), &error))
            fuzz_impossible(error.message);
        out = fopen(path, "wb");
    }
    if (!out || fwrite(content.ptr, 1, content.len, out) != content.len || fclose(out) != 0)
        fuzz_impossible("a file cannot be written");
    return path;
}

void fuzz_fails_at(const Error *error, const char *path)
{
    Str message = str_from(error->message), place = str_from(path);
    bool placed = error->kind == ERROR_CONFIG && str_starts(message, place) &&
                  message.len > place.len + 2 && message.ptr[place.len] == ':' &&
                  utf8_valid(message, NULL);
    if (!placed)
        fuzz_impossible(str_from(error->message).len ? error->message : "no message");
}
