/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "reports/command/verify.h"

/* The newest of a name; NULL: there is none. */
static const FactPublished *newest_of(const FactPublications *all, Str name)
{
    size_t low = 0, high = all->file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(all->files[middle].file, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < all->file_count && str_equal(all->files[low].file, name);
    return found ? &all->files[low] : NULL;
}

/* The newest of these bytes, if it may have another name now. */
static const FactPublished *published_as(const FactPublications *all, Str name, Str sha256,
                                         bool any_name)
{
    const FactPublished *newest = newest_of(all, name), *end = all->files + all->file_count;
    for (const FactPublished *file = newest;
         file && file < end && str_equal(file->file, name); file++)
        if (str_equal(file->sha256, sha256))
            return file;
    for (size_t i = 0; any_name && i < all->file_count; i++)
        if (str_equal(all->files[i].sha256, sha256))
            return &all->files[i];
    return NULL;
}

static void want(Verifying *verifying, const FactPublished *file, const Manifest *manifest)
{
    for (size_t i = 0; i < verifying->wanted_count; i++)
        if (verifying->wanted[i].file->edition == file->edition)
            return;
    verifying->wanted = ARENA_GROW(verifying->arena, verifying->wanted,
                                   verifying->wanted_count, &verifying->wanted_capacity);
    verifying->wanted[verifying->wanted_count++] = (Wanted){file, manifest};
}

static bool is_listed_as(const PublishedFile *listed, const FactPublished *file,
                         const FactEdition *edition)
{
    return str_equal(listed->sha256, file->sha256) &&
           str_equal(listed->report, edition->report) &&
           str_equal(listed->unit, edition->unit) &&
           str_equal(listed->period, edition->period) &&
           str_equal(listed->level, edition->level) &&
           str_equal(listed->language, edition->language);
}

/* `listed` is its entry in the manifest; NULL when there is none. */
static void known_check(Verifying *verifying, Str place, const FactPublished *file,
                        const PublishedFile *listed, const Manifest *manifest)
{
    const FactPublications *all = &verifying->published;
    const FactPublished *newest = newest_of(all, file->file);
    if (listed && !is_listed_as(listed, file, &all->editions[file->edition]))
        verify_fault_tell(verifying, place, VERIFY_OTHER, (Str[]){file->at});
    if (!listed && manifest)
        verify_fault_tell(verifying, place, VERIFY_UNLISTED, (Str[]){file->at});
    if (newest && newest != file && !str_equal(newest->sha256, file->sha256))
        verify_note_tell(verifying, place, VERIFY_OLDER, (Str[]){file->at, newest->at});
    if (str_equal(file->command, STR("report")))
        want(verifying, file, manifest);
}

static bool file_check(Verifying *verifying, const char *path, Str name,
                       const PublishedFile *listed, const Manifest *manifest, bool any_name,
                       Error *error)
{
    Str place = str_from(path), content;
    if (!file_exists(path)) {
        verify_fault_tell(verifying, place, VERIFY_NOT_THERE, NULL);
        return true;
    }
    Arena *scratch = arena_open();
    bool done = file_read(scratch, path, &content, error);
    if (done) {
        const FactPublications *all = &verifying->published;
        const FactPublished *file =
            published_as(all, name, digest_sha256(scratch, content), any_name);
        const FactPublished *newest = newest_of(all, name);
        verifying->files++;
        if (file)
            known_check(verifying, place, file, listed, manifest);
        else if (newest)
            verify_fault_tell(verifying, place, VERIFY_CHANGED, (Str[]){newest->at});
        else
            verify_fault_tell(verifying, place, VERIFY_UNKNOWN, NULL);
    }
    arena_close(scratch);
    return done;
}

static const PublishedFile *listed_find(const Manifest *manifest, Str name)
{
    for (size_t i = 0; manifest && i < manifest->file_count; i++)
        if (str_equal(manifest->files[i].file, name))
            return &manifest->files[i];
    return NULL;
}

/* What the manifest lists, and says it was made from. */
static bool manifest_check(Verifying *verifying, const char *folder,
                           const Manifest *manifest, Error *error)
{
    for (size_t i = 0; i < manifest->set_count; i++) {
        const SourceSet *set = &manifest->sets[i];
        if (!str_equal(set->id,
                       manifest_set_id(verifying->arena, set->sources, set->count)))
            verify_fault_tell(
                verifying, str_from(file_join(verifying->arena, folder, "manifest.json")),
                VERIFY_SET, (Str[]){set->id});
    }
    for (size_t i = 0; i < manifest->file_count; i++) {
        const char *name = str_zero(verifying->arena, manifest->files[i].file);
        if (!file_check(verifying, file_join(verifying->arena, folder, name),
                        manifest->files[i].file, &manifest->files[i], manifest, false,
                        error))
            return false;
    }
    return true;
}

static bool unlisted_check(Verifying *verifying, const char *folder,
                           const Manifest *manifest, Error *error)
{
    Str *names;
    size_t count;
    if (!file_list(verifying->arena, folder, STR(""), &names, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (listed_find(manifest, names[i]) || str_equal(names[i], STR("manifest.json")))
            continue;
        const char *path =
            file_join(verifying->arena, folder, str_zero(verifying->arena, names[i]));
        if (!file_check(verifying, path, names[i], NULL, manifest, false, error))
            return false;
    }
    return true;
}

static bool folder_check(Verifying *verifying, const char *folder, Error *error)
{
    Arena *arena = verifying->arena;
    const char *path = file_join(arena, folder, "manifest.json");
    const char *open_data = file_join(arena, folder, "open-data");
    size_t wanted = verifying->wanted_count;
    Manifest *manifest = file_exists(path) ? ARENA_NEW(arena, Manifest) : NULL;
    if (manifest && (!manifest_load(arena, folder, manifest, error) ||
                     !manifest_check(verifying, folder, manifest, error)))
        return false;
    if (!unlisted_check(verifying, folder, manifest, error))
        return false;
    if (publish_unfinished(arena, folder))
        verify_note_tell(verifying, str_from(folder), VERIFY_UNFINISHED, NULL);
    if (!manifest && verifying->wanted_count > wanted)
        verify_note_tell(verifying, str_from(path), VERIFY_NO_MANIFEST, NULL);
    return !file_is_directory(open_data) || folder_check(verifying, open_data, error);
}

/* A file by itself may have been sent on under another name. */
static bool alone_check(Verifying *verifying, const char *path, Error *error)
{
    Arena *arena = verifying->arena;
    const char *slash = strrchr(path, '/');
    Str name = str_from(slash ? slash + 1 : path);
    const char *folder =
        slash ? str_zero(arena, str_slice(str_from(path), 0, (size_t)(slash - path) + 1))
              : ".";
    Manifest *manifest = ARENA_NEW(arena, Manifest);
    if (!manifest_load(arena, folder, manifest, error))
        return false;
    const PublishedFile *listed = listed_find(manifest, name);
    return file_check(verifying, path, name, listed, listed ? manifest : NULL, true, error);
}

bool verify_path(Verifying *verifying, const char *path, Error *error)
{
    if (file_is_directory(path))
        return folder_check(verifying, path, error);
    if (!file_exists(path))
        return error_set(error, ERROR_NO_INPUT, "%s: there is no such file or folder",
                         path);
    return alone_check(verifying, path, error);
}
