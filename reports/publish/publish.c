/* The order is what makes a crash harmless: every file is complete and synced aside before
 * the first is renamed, the manifest to come says that they shall be, and the manifest,
 * which vouches for them, comes last. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/publish/publish.h"

#include <stdlib.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"

enum { PUBLISHED_MODE = 0640 };

static const char *aside_path(Arena *arena, const char *directory, Str file)
{
    return file_join(arena, directory,
                     str_format(arena, ".%.*s.aside", STR_PRINT(file)).ptr);
}

bool publish_aside(Arena *arena, const char *directory, Str file, Str bytes, Error *error)
{
    if (!file_name_plain(file))
        return error_set(error, ERROR_BUG, "'%.*s' is no name for a published file",
                         STR_PRINT(file));
    return file_make_directories(directory, error) &&
           file_write(aside_path(arena, directory, file), bytes, PUBLISHED_MODE, error);
}

bool publish_read_aside(Arena *arena, const char *directory, Str file, Str *bytes,
                        Error *error)
{
    return file_read(arena, aside_path(arena, directory, file), bytes, error);
}

static const char *decided_path(Arena *arena, const char *directory)
{
    return file_join(arena, directory, ".publication");
}

bool publish_unfinished(Arena *arena, const char *directory)
{
    return file_exists(decided_path(arena, directory));
}

void publish_abandon(Arena *arena, const char *directory, Str file)
{
    if (!publish_unfinished(arena, directory))
        file_remove(aside_path(arena, directory, file));
}

Str manifest_set_id(Arena *arena, const PublishedSource *sources, size_t count)
{
    Text text = text_open(arena);
    for (size_t i = 0; i < count; i++)
        text_addf(&text, "%.*s %.*s\n", STR_PRINT(sources[i].sha256),
                  STR_PRINT(sources[i].file));
    return str_slice(digest_sha256(arena, text_str(&text)), 0, 16);
}

static int file_order(const void *a, const void *b)
{
    return str_compare(((const PublishedFile *)a)->file, ((const PublishedFile *)b)->file);
}

static void manifest_put(Arena *arena, Manifest *manifest, const PublishedFile *files,
                         size_t count, SourceSet set)
{
    PublishedFile *all = ARENA_ARRAY(arena, manifest->file_count + count, PublishedFile);
    size_t kept = 0;
    for (size_t i = 0; i < manifest->file_count; i++) {
        bool replaced = false;
        for (size_t j = 0; j < count; j++)
            replaced |= str_equal(manifest->files[i].file, files[j].file);
        if (!replaced)
            all[kept++] = manifest->files[i];
    }
    for (size_t j = 0; j < count; j++) {
        all[kept] = files[j];
        all[kept++].from = set.id;
    }
    qsort(all, kept, sizeof *all, file_order);
    manifest->files = all;
    manifest->file_count = kept;

    SourceSet *sets = ARENA_ARRAY(arena, manifest->set_count + 1, SourceSet);
    size_t set_count = 0;
    sets[set_count++] = set;
    for (size_t i = 0; i < manifest->set_count; i++) {
        bool used = false;
        for (size_t j = 0; j < kept; j++)
            used |= str_equal(all[j].from, manifest->sets[i].id);
        if (used && !str_equal(manifest->sets[i].id, set.id))
            sets[set_count++] = manifest->sets[i];
    }
    manifest->sets = sets;
    manifest->set_count = set_count;
}

bool manifest_with(Arena *arena, const char *directory, const PublishedFile *files,
                   size_t count, Manifest *manifest, Error *error)
{
    if (!manifest_load(arena, directory, manifest, error))
        return false;
    manifest_put(arena, manifest, files, count, (SourceSet){0});
    return true;
}

static bool file_publish(Arena *arena, const char *directory, Str file, Error *error)
{
    return file_rename(aside_path(arena, directory, file),
                       file_join(arena, directory, str_zero(arena, file)), error);
}

bool publish_finish(Arena *arena, const char *directory, const PublishedFile *files,
                    size_t count, const PublishedSource *sources, size_t source_count,
                    Error *error)
{
    Manifest manifest;
    if (!manifest_load(arena, directory, &manifest, error))
        return false;
    SourceSet set = {manifest_set_id(arena, sources, source_count), sources, source_count};
    manifest_put(arena, &manifest, files, count, set);
    const char *decided = decided_path(arena, directory);
    if (!file_replace(decided, manifest_write(arena, &manifest), PUBLISHED_MODE, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!file_publish(arena, directory, files[i].file, error)) {
            if (i == 0 && file_exists(aside_path(arena, directory, files[i].file)))
                file_remove(decided); /* nothing is published yet */
            return false;
        }
    return file_rename(decided, file_join(arena, directory, "manifest.json"), error);
}

/* What stands aside may be another run's by now: the manifest says which it was. */
static bool is_decided(Arena *arena, const char *directory, const PublishedFile *file)
{
    Error unread = {0};
    Str bytes;
    return file_exists(aside_path(arena, directory, file->file)) &&
           publish_read_aside(arena, directory, file->file, &bytes, &unread) &&
           str_equal(digest_sha256(arena, bytes), file->sha256);
}

bool publish_resume(Arena *arena, const char *directory, Error *error)
{
    const char *decided = decided_path(arena, directory);
    Manifest manifest;
    if (!publish_unfinished(arena, directory))
        return true;
    if (!manifest_read(arena, decided, &manifest, error))
        return false;
    for (size_t i = 0; i < manifest.file_count; i++)
        if (is_decided(arena, directory, &manifest.files[i]) &&
            !file_publish(arena, directory, manifest.files[i].file, error))
            return false;
    return file_rename(decided, file_join(arena, directory, "manifest.json"), error);
}
