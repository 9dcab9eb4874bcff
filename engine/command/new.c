/* The files are data in templates/new, one folder a language. samsyn.yaml is written last:
 * until it is there the folder is no workspace; and what a failed run wrote is taken away
 * again, so that it can be run anew. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/new.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/number.h"

enum { WORKSPACE_MODE = 0640 };

/* By Language; the workspace's own files first. */
static const char *const folders[][2] = {{"", ""},
                                         {"inbox", "inbox"},
                                         {"reports", "reports"},
                                         {"comments", "comments"},
                                         {"exempel", "example"}};

enum { FOLDERS = sizeof folders / sizeof *folders };

typedef struct {
    Arena *arena;
    const char *from, *to;
    Language language;
    const char **written;
    size_t count, capacity;
    Error *error;
} Maker;

static bool copy_file(Maker *maker, const char *folder, const char *name)
{
    Arena *arena = maker->arena;
    Str content;
    const char *from = file_join(arena, file_join(arena, maker->from, folder), name);
    const char *to = file_join(arena, file_join(arena, maker->to, folder), name);
    if (!file_read(arena, from, &content, maker->error) ||
        !file_replace(to, content, WORKSPACE_MODE, maker->error))
        return false;
    maker->written = ARENA_GROW(arena, maker->written, maker->count, &maker->capacity);
    maker->written[maker->count++] = to;
    return true;
}

static bool copy_folder(Maker *maker, const char *folder)
{
    Arena *arena = maker->arena;
    Str *names;
    size_t count;
    if (!file_make_directories(file_join(arena, maker->to, folder), maker->error) ||
        !file_list(arena, file_join(arena, maker->from, folder), STR(""), &names, &count,
                   maker->error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!str_equal(names[i], STR("samsyn.yaml")) &&
            !copy_file(maker, folder, str_zero(arena, names[i])))
            return false;
    return true;
}

static bool copy_all(Maker *maker)
{
    for (size_t i = 0; i < FOLDERS; i++)
        if (!copy_folder(maker, folders[i][maker->language]))
            return false;
    return copy_file(maker, "", "samsyn.yaml");
}

static void take_back(Maker *maker, bool was_there)
{
    for (size_t i = 0; i < maker->count; i++)
        file_remove(maker->written[i]);
    for (size_t i = 1; i < FOLDERS; i++)
        file_remove_directory(
            file_join(maker->arena, maker->to, folders[i][maker->language]));
    if (!was_there)
        file_remove_directory(maker->to);
}

/* What to do next, with the folder's name put in. */
static void steps_tell(Str steps, const char *folder)
{
    static const Str place = {"{dir}", 5};
    for (size_t i = 0; i < steps.len;) {
        bool here = str_starts(str_slice(steps, i, steps.len), place);
        fputs(here ? folder : "", stderr);
        if (!here)
            fputc(steps.ptr[i], stderr);
        i += here ? place.len : 1;
    }
}

/* A folder that is not there yet, or holds nothing. */
static bool folder_check(const char *folder, Error *error)
{
    if (!file_exists(folder) || file_is_empty_directory(folder))
        return true;
    bool is_folder = file_is_directory(folder);
    return error_set(error, ERROR_CREATE,
                     "%s: %s, and nothing is ever overwritten; name a new folder%s", folder,
                     is_folder ? "is not empty" : "is no folder",
                     is_folder ? ", or empty this one" : "");
}

static bool new_run(const Run *run, int argc, char **argv, Error *error)
{
    static const struct option options[] = {{NULL, 0, NULL, 0}};
    opterr = 0;
    if (getopt_long(argc, argv, "", options, NULL) != -1)
        return error_set(error, ERROR_USAGE,
                         "new: unknown option '%s'; samsyn new --help shows how it is used",
                         argv[optind - 1]);
    if (argc - optind != 1)
        return error_set(error, ERROR_USAGE,
                         "new: name one folder to make: samsyn new anhorigstod");
    const char *folder = argv[optind];
    if (!folder_check(folder, error))
        return false;
    bool there = file_exists(folder);
    bool english = run->language && strcmp(run->language, "en") == 0;
    const char *share = file_join(run->arena, run->share, "new");
    Str steps;
    Maker maker = {.arena = run->arena,
                   .from = file_join(run->arena, share, english ? "en" : "sv"),
                   .to = folder,
                   .language = english ? LANGUAGE_EN : LANGUAGE_SV,
                   .error = error};
    if (!file_read(run->arena,
                   file_join(run->arena, share, english ? "next.en.txt" : "next.sv.txt"),
                   &steps, error))
        return false;
    if (!copy_all(&maker)) {
        take_back(&maker, there);
        return false;
    }
    if (!run->quiet)
        steps_tell(steps, folder);
    return true;
}

const Command command_new = {
    .name = "new",
    .usage = "new DIR",
    .summary = "Makes a workspace: settings that explain themselves, and an example.",
    .help =
        "  DIR   a folder that does not exist or is empty; nothing is ever overwritten\n"
        "\n"
        "The files say in comments, in Swedish or with --lang en in English, what each is "
        "for.\n"
        "They hold a made-up municipality, so that everything can be tried at once.\n"
        "\n"
        "Examples:\n"
        "  samsyn new anhorigstod && cd anhorigstod && samsyn check\n"
        "  samsyn --lang en new carers\n",
    .run = new_run,
};
