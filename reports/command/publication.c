/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "reports/command/plan.h"

static bool source_add_file(Arena *arena, const char *folder, const char *shown_folder,
                            const char *name, PublishedSource *sources, size_t *count,
                            Error *error)
{
    const char *path = file_join(arena, folder, name);
    Str content;
    if (!file_exists(path))
        return true;
    if (!file_read(arena, path, &content, error))
        return false;
    sources[(*count)++] = (PublishedSource){str_from(file_join(arena, shown_folder, name)),
                                            digest_sha256(arena, content)};
    return true;
}

/* What the publication is made from: settings, imported files, templates, wording. */
static bool sources_collect(const Plan *plan, PublishedSource **sources, size_t *count,
                            Error *error)
{
    Arena *arena = plan->run->arena;
    FactSource *facts;
    size_t facts_count;
    if (!facts_sources(plan->facts, arena, &facts, &facts_count, error))
        return false;
    *sources =
        ARENA_ARRAY(arena, facts_count + 2 * plan->wish.name_count + 2, PublishedSource);
    *count = 0;
    for (size_t i = 0; i < facts_count; i++)
        (*sources)[(*count)++] = (PublishedSource){facts[i].file, facts[i].sha256};
    const char *workspace = workspace_path(plan->workspace), *share = plan->run->share;
    const char *words =
        plan->wish.language == LANGUAGE_EN ? "wording.en.yaml" : "wording.sv.yaml";
    if (!source_add_file(arena, share, "share", words, *sources, count, error) ||
        !source_add_file(arena, file_join(arena, workspace, "templates"), "templates",
                         words, *sources, count, error))
        return false;
    for (size_t i = 0; i < plan->wish.name_count; i++) {
        const char *name = str_format(arena, "%.*s.md", STR_PRINT(plan->wish.names[i])).ptr;
        if (!source_add_file(arena, share, "share", name, *sources, count, error) ||
            !source_add_file(arena, file_join(arena, workspace, "reports"), "reports", name,
                             *sources, count, error))
            return false;
    }
    return true;
}

/* What all files of a report have in common. */
static PublishedFile published_file(const Plan *plan, const ReportJob *job,
                                    const ReportOutcome *outcome)
{
    return (PublishedFile){
        .report = job->template->name,
        .unit = job->unit,
        .period = period_id(plan->run->arena, job->period),
        .level = job->level.kind == LEVEL_INTERNAL ? STR("internal") : STR("public"),
        .language = plan->wish.language == LANGUAGE_EN ? STR("en") : STR("sv"),
        .timestamp = str_from(outcome->timestamp),
        .title = str_from(outcome->title)};
}

/* What is about to be public is remembered first: a number in the ledger that was not
 * published after all takes nothing from anyone. */
static bool rows_record(const Plan *plan, const char *directory, Str rows, Error *error)
{
    Str told;
    return publish_read_aside(plan->run->arena, directory, rows, &told, error) &&
           facts_record_publication(plan->facts, told, error);
}

typedef struct {
    PublishedFile *files;
    size_t count, capacity;
} Publication;

static void publication_add(Arena *arena, Publication *publication, PublishedFile file)
{
    publication->files =
        ARENA_GROW(arena, publication->files, publication->count, &publication->capacity);
    publication->files[publication->count++] = file;
}

static bool report_add(const Plan *plan, const char *directory, const ReportJob *job,
                       const ReportOutcome *outcome, Publication *publication, Error *error)
{
    Arena *arena = plan->run->arena;
    PublishedFile file = published_file(plan, job, outcome);
    for (int kind = 0; kind < MADE_COUNT; kind++) {
        if (!outcome->made[kind])
            continue;
        file.file = made_name(arena, job->base, (MadeKind)kind);
        file.sha256 = str_from(outcome->files[kind].sha256);
        file.bytes = outcome->files[kind].bytes;
        publication_add(arena, publication, file);
        if (kind == MADE_ROWS && !rows_record(plan, directory, file.file, error))
            return false;
    }
    for (size_t page = 1; page <= outcome->pages; page++) {
        Str picture;
        file.file = made_page_name(arena, job->base, page);
        if (!publish_read_aside(arena, directory, file.file, &picture, error))
            return false;
        file.sha256 = digest_sha256(arena, picture);
        file.bytes = (int64_t)picture.len;
        publication_add(arena, publication, file);
    }
    return true;
}

/* The index is made of what the manifest will list, and is listed there itself. */
static bool index_add(const Plan *plan, const ReportBatch *batch, Publication *publication,
                      Error *error)
{
    Arena *arena = plan->run->arena;
    Manifest manifest;
    PublishedFile index;
    if (!manifest_with(arena, batch->directory, publication->files, publication->count,
                       &manifest, error) ||
        !index_make(plan, batch, &manifest, &index, error))
        return false;
    publication_add(arena, publication, index);
    return true;
}

bool plan_publish(const Plan *plan, const ReportBatch *batch, const ReportOutcome *outcomes,
                  Error *error)
{
    Arena *arena = plan->run->arena;
    const char *directory = batch->directory;
    Publication publication = {0};
    PublishedSource *sources;
    size_t source_count;
    for (size_t i = 0; i < plan->count; i++)
        if (outcomes[i].error.kind == ERROR_NONE &&
            !report_add(plan, directory, &plan->jobs[i], &outcomes[i], &publication, error))
            return false;
    if (!publication.count)
        return true;
    if (sources_collect(plan, &sources, &source_count, error) &&
        index_add(plan, batch, &publication, error) &&
        publish_finish(arena, directory, publication.files, publication.count, sources,
                       source_count, error))
        return true;
    publish_abandon(arena, directory, STR("index.html"));
    return false;
}
