/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "engine/base/digest.h"
#include "engine/facts_journal.h"
#include "reports/command/plan.h"

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

typedef struct {
    PublishedFile *files;
    size_t count, capacity;
    Str *rows; /* the tables of what is made public */
    size_t row_count, row_capacity;
} Publication;

static void publication_add(Arena *arena, Publication *publication, PublishedFile file)
{
    publication->files =
        ARENA_GROW(arena, publication->files, publication->count, &publication->capacity);
    publication->files[publication->count++] = file;
}

static bool rows_add(Arena *arena, const char *directory, Str file,
                     Publication *publication, Error *error)
{
    publication->rows = ARENA_GROW(arena, publication->rows, publication->row_count,
                                   &publication->row_capacity);
    return publish_read_aside(arena, directory, file,
                              &publication->rows[publication->row_count++], error);
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
        if (kind == MADE_ROWS && !rows_add(arena, directory, file.file, publication, error))
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
    Str bytes;
    if (!manifest_with(arena, batch->directory, publication->files, publication->count,
                       &manifest, error) ||
        !index_make(plan, batch, &manifest, &index, &bytes, error) ||
        !publish_aside(arena, batch->directory, index.file, bytes, error))
        return false;
    publication_add(arena, publication, index);
    return true;
}

static bool same_edition(const PublishedFile *a, const FactEdition *b)
{
    return str_equal(a->report, b->report) && str_equal(a->unit, b->unit) &&
           str_equal(a->period, b->period) && str_equal(a->level, b->level);
}

/* The files of one report follow each other. */
static bool journal_tell(const Plan *plan, const Publication *publication,
                         const PublishedSource *sources, size_t source_count, Error *error)
{
    Arena *arena = plan->run->arena;
    FactEdition *editions = ARENA_ARRAY(arena, publication->count, FactEdition);
    FactSource *files = ARENA_ARRAY(arena, publication->count, FactSource);
    FactSource *settings = ARENA_ARRAY(arena, source_count, FactSource);
    size_t count = 0;
    for (size_t i = 0; i < source_count; i++)
        settings[i] = (FactSource){sources[i].file, sources[i].sha256, sources[i].imported};
    for (size_t i = 0; i < publication->count; i++) {
        const PublishedFile *file = &publication->files[i];
        files[i] = (FactSource){file->file, file->sha256, false};
        if (!count || !same_edition(file, &editions[count - 1]))
            editions[count++] = (FactEdition){
                file->report, file->unit, file->period, file->level, file->language,
                &files[i],    0};
        editions[count - 1].file_count++;
    }
    const FactPublication told = {"report",
                                  editions,
                                  count,
                                  settings,
                                  source_count,
                                  publication->rows,
                                  publication->row_count};
    return facts_tell_publication(plan->facts, &told, error);
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
    if (plan_sources(plan, &sources, &source_count, error) &&
        index_add(plan, batch, &publication, error) &&
        journal_tell(plan, &publication, sources, source_count, error) &&
        publish_finish(arena, directory, publication.files, publication.count, sources,
                       source_count, error))
        return true;
    publish_abandon(arena, directory, STR("index.html"));
    return false;
}
