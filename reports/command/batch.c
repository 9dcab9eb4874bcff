/* Processes rather than threads: a report that crashes takes nothing with it, SQLite and
 * libharu need no thought, and what was loaded before the fork is shared by the system. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/command/batch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/digest.h"
#include "reports/layout/covered.h"
#include "reports/publish/publish.h"
#include "reports/render/html.h"
#include "reports/render/paged.h"

/* The report's first sentence of what stands out, after its heading. */
static void headline_take(Arena *arena, const Document *document, ReportOutcome *outcome)
{
    Str title = {"", 0};
    for (size_t i = 0; i < document->count; i++) {
        const Block *block = &document->blocks[i];
        if (block->kind == BLOCK_HEADING && !title.len)
            title = block->heading.text;
        if (block->kind != BLOCK_LIST || block->list.style != LIST_HIGHLIGHTS ||
            !block->list.count)
            continue;
        const ListItem *item = &block->list.items[0];
        Text text = text_open(arena);
        text_addf(&text, "%.*s: ", STR_PRINT(title));
        for (size_t j = 0; j < item->line.count; j++)
            text_add(&text, item->line.spans[j].text);
        if (text.len < sizeof outcome->headline) {
            memcpy(outcome->headline, text.ptr, text.len + 1);
            outcome->headline_symbol = item->symbol;
        }
        return;
    }
}

static const double PAGE_SCALE = 2; /* 144 dots an inch */
static const double THUMBNAIL_SCALE = 192 / 595.28;

Str made_ending(MadeKind kind)
{
    static const Str endings[MADE_COUNT] = {[MADE_PDF] = {".pdf", 4},
                                            [MADE_HTML] = {".html", 5},
                                            [MADE_ROWS] = {".csv", 4},
                                            [MADE_THUMBNAIL] = {"-thumbnail.png", 14}};
    return endings[kind];
}

Str made_name(Arena *arena, Str base, MadeKind kind)
{
    Str ending = made_ending(kind);
    return str_format(arena, "%.*s%.*s", STR_PRINT(base), STR_PRINT(ending));
}

Str made_page_name(Arena *arena, Str base, size_t page)
{
    return str_format(arena, "%.*s-%zu.png", STR_PRINT(base), page);
}

/* One report while it is made. */
typedef struct {
    Arena *arena;
    const ReportBatch *batch;
    const ReportJob *job;
    const Document *document;
    ReportOutcome *outcome;
    Error *error;
} Making;

static bool bytes_put(const Making *making, Str name, Str bytes)
{
    const ReportBatch *batch = making->batch;
    if (!batch->take)
        return publish_aside(making->arena, batch->directory, name, bytes, making->error);
    batch->take(batch->to, name, bytes);
    return true;
}

static bool file_make(const Making *making, MadeKind kind, Str bytes)
{
    Arena *arena = making->arena;
    MadeFile *file = &making->outcome->files[kind];
    Str name = made_name(arena, making->job->base, kind);
    making->outcome->made[kind] = true;
    if (!bytes_put(making, name, bytes))
        return false;
    Str digest = digest_sha256(arena, bytes);
    snprintf(file->sha256, sizeof file->sha256, "%.*s", STR_PRINT(digest));
    file->bytes = (int64_t)bytes.len;
    return true;
}

static bool pdf_make(const Making *making)
{
    Str bytes;
    return document_pdf(making->arena, making->document, making->batch->fonts,
                        making->batch->theme, &bytes, making->error) &&
           file_make(making, MADE_PDF, bytes);
}

static bool html_make(const Making *making)
{
    return file_make(making, MADE_HTML,
                     document_html(making->arena, making->document, making->batch->fonts,
                                   making->batch->theme));
}

static bool thumbnail_make(const Making *making)
{
    Str *pictures;
    size_t count;
    return document_png(making->arena, making->document, making->batch->fonts,
                        making->batch->theme, THUMBNAIL_SCALE, 1, &pictures, &count,
                        making->error) &&
           file_make(making, MADE_THUMBNAIL, pictures[0]);
}

static bool pages_make(const Making *making)
{
    Str *pictures;
    size_t count;
    if (!document_png(making->arena, making->document, making->batch->fonts,
                      making->batch->theme, PAGE_SCALE, 0, &pictures, &count,
                      making->error))
        return false;
    for (size_t i = 0; i < count; i++) {
        making->outcome->pages = i + 1;
        Str name = made_page_name(making->arena, making->job->base, i + 1);
        if (!bytes_put(making, name, pictures[i]))
            return false;
    }
    return true;
}

/* As much as there is room for, in whole characters. */
static void words_keep(char *to, size_t room, Str words)
{
    size_t len = words.len < room ? words.len : room - 1;
    while (len < words.len && len > 0 && ((unsigned char)words.ptr[len] & 0xC0) == 0x80)
        len--;
    snprintf(to, room, "%.*s", (int)len, words.ptr ? words.ptr : "");
}

static bool report_make(Arena *arena, const ReportBatch *batch, const ReportJob *job,
                        ReportOutcome *outcome, Error *error)
{
    const bool *wanted = batch->formats.wanted, public = job->level.kind == LEVEL_PUBLIC;
    Facts *facts = facts_view(arena, batch->facts, job->level, error);
    Document document;
    Str rows = STR("");
    if (facts && (public || batch->attach))
        facts_listen(facts);
    if (!facts ||
        !report_build(arena, job->template, batch->wording, facts, job->level, job->unit,
                      job->period, &document, error) ||
        ((public || batch->attach) && !facts_told(facts, arena, &rows, error)))
        return false;
    if (batch->attach) {
        document.data = rows;
        document.data_name = made_name(arena, job->base, MADE_ROWS);
    }
    const Making making = {arena, batch, job, &document, outcome, error};
    if ((wanted[FORMAT_PDF] && !pdf_make(&making)) ||
        (wanted[FORMAT_HTML] && !html_make(&making)) ||
        (wanted[FORMAT_PNG] && !pages_make(&making)) ||
        (public && (!thumbnail_make(&making) || !file_make(&making, MADE_ROWS, rows))))
        return false;
    outcome->uncovered = document_uncovered(&document, batch->fonts);
    words_keep(outcome->timestamp, sizeof outcome->timestamp, document.timestamp);
    words_keep(outcome->title, sizeof outcome->title, document.title);
    headline_take(arena, &document, outcome);
    return true;
}

void batch_abandon(Arena *arena, const ReportBatch *batch, const ReportJob *job,
                   const ReportOutcome *outcome)
{
    for (int kind = 0; kind < MADE_COUNT; kind++)
        if (outcome->made[kind])
            publish_abandon(arena, batch->directory,
                            made_name(arena, job->base, (MadeKind)kind));
    for (size_t page = 1; page <= outcome->pages; page++)
        publish_abandon(arena, batch->directory, made_page_name(arena, job->base, page));
}

static void job_run(Arena *arena, const ReportBatch *batch, const ReportJob *job,
                    ReportOutcome *outcome)
{
    ArenaMark mark = arena_mark(arena);
    *outcome = (ReportOutcome){0};
    if (!report_make(arena, batch, job, outcome, &outcome->error) && !batch->take)
        batch_abandon(arena, batch, job, outcome);
    arena_rewind(arena, mark);
}

/* What a process tells of one report; written whole or not at all (less than PIPE_BUF). */
typedef struct {
    size_t index;
    ReportOutcome outcome;
} Message;
_Static_assert(sizeof(Message) <= 4096, "a message must fit PIPE_BUF");

/* A database handle must not be used by two processes, so each opens its own door. */
static _Noreturn void process_run(const ReportBatch *batch, const ReportJob *jobs,
                                  size_t count, size_t first, size_t step, int pipe_end)
{
    Arena *door = arena_open(), *arena = arena_open();
    ReportBatch own = *batch;
    Error error = {0};
    own.facts = facts_open(door, batch->workspace, (Level){LEVEL_PUBLIC, STR("")}, &error);
    for (size_t i = first; i < count; i += step) {
        Message message = {.index = i, .outcome.error = error};
        if (own.facts)
            job_run(arena, &own, &jobs[i], &message.outcome);
        if (write(pipe_end, &message, sizeof message) != (ssize_t)sizeof message)
            _exit(1);
    }
    _exit(0);
}

static bool messages_read(int pipe_end, size_t count, ReportOutcome *outcomes)
{
    Message message;
    size_t filled = 0;
    for (;;) {
        ssize_t got = read(pipe_end, (char *)&message + filled, sizeof message - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 && filled == 0;
        filled += (size_t)got;
        if (filled == sizeof message) {
            if (message.index < count)
                outcomes[message.index] = message.outcome;
            filled = 0;
        }
    }
}

/* Every step-th report, in this process. In an arena of their own: the door keeps what it
 * has read in its arena, which must not be rewound below it. */
static void jobs_run(const ReportBatch *batch, const ReportJob *jobs, size_t count,
                     size_t first, size_t step, ReportOutcome *outcomes)
{
    Arena *arena = arena_open();
    for (size_t i = first; i < count; i += step)
        job_run(arena, batch, &jobs[i], &outcomes[i]);
    arena_close(arena);
}

bool batch_make(const ReportBatch *batch, const ReportJob *jobs, size_t count,
                size_t processes, ReportOutcome *outcomes, Error *error)
{
    if (processes > count)
        processes = count;
    if (processes <= 1 || batch->take) {
        jobs_run(batch, jobs, count, 0, 1, outcomes);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        outcomes[i] = (ReportOutcome){0};
        error_set(&outcomes[i].error, ERROR_BUG, "%.*s: the process that made it died",
                  STR_PRINT(jobs[i].base));
    }
    int ends[2];
    if (pipe(ends) != 0)
        return error_set(error, ERROR_WRITE, "cannot make a pipe: %s", strerror(errno));
    fflush(NULL);
    size_t started = 0;
    for (; started < processes; started++) {
        pid_t process = fork();
        if (process < 0)
            break;
        if (process == 0) {
            close(ends[0]);
            process_run(batch, jobs, count, started, processes, ends[1]);
        }
    }
    close(ends[1]);
    messages_read(ends[0], count, outcomes);
    close(ends[0]);
    for (size_t i = 0; i < started; i++)
        while (wait(NULL) < 0 && errno == EINTR)
            ;
    for (size_t first = started; first < processes; first++) /* could not be forked */
        jobs_run(batch, jobs, count, first, processes, outcomes);
    return true;
}
