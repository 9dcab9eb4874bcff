/* What a publication is made from: what can change its bytes, but for the program. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "reports/command/plan.h"

typedef struct {
    const Plan *plan;
    Arena *arena;
    PublishedSource *items;
    size_t count, capacity;
    Error *error;
} Sources;

static PublishedSource *source_new(Sources *sources)
{
    sources->items =
        ARENA_GROW(sources->arena, sources->items, sources->count, &sources->capacity);
    return &sources->items[sources->count++];
}

/* A file is told by its name in one of a few folders, not by where it lies. */
static bool add_file(Sources *sources, const char *folder, const char *shown_folder,
                     const char *name)
{
    const char *path = file_join(sources->arena, folder, name);
    Str content;
    if (!file_exists(path))
        return true;
    if (!file_read(sources->arena, path, &content, sources->error))
        return false;
    *source_new(sources) =
        (PublishedSource){str_from(file_join(sources->arena, shown_folder, name)),
                          digest_sha256(sources->arena, content), false};
    return true;
}

/* A built-in file, and the workspace's that overrides it. */
static bool add_overridden(Sources *sources, const char *own_folder, const char *name)
{
    const char *workspace = workspace_path(sources->plan->workspace);
    return add_file(sources, sources->plan->run->share, "share", name) &&
           add_file(sources, file_join(sources->arena, workspace, own_folder), own_folder,
                    name);
}

static bool add_records(Sources *sources)
{
    FactSource *facts;
    size_t count;
    if (!facts_sources(sources->plan->facts, sources->arena, &facts, &count,
                       sources->error))
        return false;
    for (size_t i = 0; i < count; i++)
        *source_new(sources) =
            (PublishedSource){facts[i].file, facts[i].sha256, facts[i].imported};
    return true;
}

const Fonts *plan_fonts(Arena *arena, const Theme *theme, Error *error)
{
    const char *folder = getenv("SAMSYN_FONTS");
    FontPaths themed = {{theme->regular, theme->bold}};
    if (!folder || !*folder)
        return fonts_load(arena, &themed, error);
    FontPaths paths = {{file_join(arena, folder, "OpenSans-Regular.ttf"),
                        file_join(arena, folder, "OpenSans-Semibold.ttf")}};
    return fonts_load(arena, &paths, error);
}

static bool add_fonts(Sources *sources)
{
    const Fonts *fonts = sources->plan->fonts;
    for (int face = 0; fonts && face < FACE_COUNT; face++) {
        const char *path = fonts->paths[face];
        const char *slash = strrchr(path, '/');
        Str folder = str_slice(str_from(path), 0, slash ? (size_t)(slash - path) : 0);
        if (!add_file(sources, slash ? str_zero(sources->arena, folder) : ".", "fonts",
                      slash ? slash + 1 : path))
            return false;
    }
    return true;
}

/* What units said of the period: a report may tell the words of several. */
static bool add_comments(Sources *sources, Period period)
{
    Arena *arena = sources->arena;
    const char *folder =
        file_join(arena, "comments", str_zero(arena, period_id(arena, period)));
    const char *path = file_join(arena, workspace_path(sources->plan->workspace), folder);
    Str *names;
    size_t count = 0;
    if (file_is_directory(path) &&
        !file_list(arena, path, STR(".md"), &names, &count, sources->error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!add_file(sources, path, folder, str_zero(arena, names[i])))
            return false;
    return true;
}

static bool same_period(Period one, Period other)
{
    return one.kind == other.kind && one.first_month == other.first_month;
}

bool plan_sources(const Plan *plan, PublishedSource **sources, size_t *count, Error *error)
{
    Sources all = {.plan = plan, .arena = plan->run->arena, .error = error};
    static const char *const catalogue[] = {"indicators.yaml", "records.yaml",
                                            "instruments.yaml"};
    bool english = plan->wish.language == LANGUAGE_EN;
    bool done = add_records(&all) &&
                add_overridden(&all, "templates",
                               english ? "wording.en.yaml" : "wording.sv.yaml") &&
                add_overridden(&all, "templates", "theme.yaml") && add_fonts(&all);
    for (size_t i = 0; done && i < sizeof catalogue / sizeof *catalogue; i++)
        done = add_file(&all, plan->run->share, "share", catalogue[i]);
    for (size_t i = 0; done && i < plan->wish.name_count; i++)
        done = add_overridden(
            &all, "reports",
            str_format(all.arena, "%.*s.md", STR_PRINT(plan->wish.names[i])).ptr);
    for (size_t i = 0; done && i < plan->count; i++)
        if (!i || !same_period(plan->jobs[i].period, plan->jobs[i - 1].period))
            done = add_comments(&all, plan->jobs[i].period);
    *sources = all.items;
    *count = all.count;
    return done;
}
