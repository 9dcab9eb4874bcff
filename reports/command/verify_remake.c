/* A report is made anew as of the newest file that had been read when it was published,
 * with today's settings. Where the bytes are others, it is said which settings are. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "engine/base/digest.h"
#include "reports/command/plan.h"
#include "reports/command/verify.h"

typedef struct {
    Verifying *verifying;
    const FactEdition *edition;
    bool *same; /* by file of the edition */
} Remake;

static void compare(void *to, Str name, Str bytes)
{
    Remake *remake = to;
    Arena *scratch = arena_open();
    Str digest = digest_sha256(scratch, bytes);
    for (size_t i = 0; i < remake->edition->file_count; i++)
        if (str_equal(remake->edition->files[i].file, name))
            remake->same[i] |= str_equal(remake->edition->files[i].sha256, digest);
    arena_close(scratch);
}

static bool is_page(Str name)
{
    return str_ends(name, STR(".png")) && !str_ends(name, made_ending(MADE_THUMBNAIL));
}

/* A published name without its end. */
static Str base_of(Str name)
{
    for (int kind = 0; kind < MADE_COUNT; kind++)
        if (str_ends(name, made_ending((MadeKind)kind)))
            return str_slice(name, 0, name.len - made_ending((MadeKind)kind).len);
    size_t len = is_page(name) ? name.len - 4 : name.len;
    while (len > 0 && name.ptr[len - 1] >= '0' && name.ptr[len - 1] <= '9')
        len--;
    return str_slice(name, 0, len > 0 ? len - 1 : 0);
}

static Formats formats_of(const FactEdition *edition)
{
    Formats formats = {0};
    for (size_t i = 0; i < edition->file_count; i++) {
        formats.wanted[FORMAT_PDF] |=
            str_ends(edition->files[i].file, made_ending(MADE_PDF));
        formats.wanted[FORMAT_HTML] |=
            str_ends(edition->files[i].file, made_ending(MADE_HTML));
        formats.wanted[FORMAT_PNG] |= is_page(edition->files[i].file);
    }
    return formats;
}

static bool plan_load(const Verifying *verifying, Arena *arena, Facts *facts,
                      const FactEdition *edition, Plan *plan, ReportBatch *batch,
                      Error *error)
{
    Run *run = ARENA_NEW(arena, Run);
    *run = *verifying->run;
    run->arena = arena;
    *plan = (Plan){.run = run, .workspace = verifying->workspace, .facts = facts};
    plan->wish.language =
        str_equal(edition->language, STR("en")) ? LANGUAGE_EN : LANGUAGE_SV;
    const Theme *theme =
        wordings_load(arena, run->share, run->workspace, &plan->wordings, error)
            ? theme_load(arena, run->share, run->workspace, error)
            : NULL;
    plan->fonts = theme ? plan_fonts(arena, theme, error) : NULL;
    *batch = (ReportBatch){.workspace = plan->workspace,
                           .facts = facts,
                           .wording = plan->wordings.of[plan->wish.language],
                           .fonts = plan->fonts,
                           .theme = theme,
                           .directory = "",
                           .formats = formats_of(edition)};
    return plan->fonts != NULL;
}

/* Some PDF is another than was published: it may have had its figures along. */
static bool pdf_differs(const Remake *remake)
{
    for (size_t i = 0; i < remake->edition->file_count; i++)
        if (!remake->same[i] &&
            str_ends(remake->edition->files[i].file, made_ending(MADE_PDF)))
            return true;
    return false;
}

static bool job_remake(const ReportBatch *batch, const ReportJob *job,
                       ReportOutcome *outcome, Error *error)
{
    return batch_make(batch, job, 1, 1, outcome, error) &&
           (outcome->error.kind == ERROR_NONE ||
            error_set(error, outcome->error.kind, "%s", outcome->error.message));
}

static bool report_remake(const Plan *plan, ReportBatch *batch, const FactEdition *edition,
                          ReportJob *job, Error *error)
{
    Arena *arena = plan->run->arena;
    bool internal = str_equal(edition->level, STR("internal"));
    ReportOutcome *outcome = ARENA_NEW(arena, ReportOutcome);
    *job = (ReportJob){.template = template_load_worded(
                           arena, plan->run->share, plan->run->workspace, edition->report,
                           &plan->wordings, plan->facts, error),
                       .unit = edition->unit,
                       .level = {internal ? LEVEL_INTERNAL : LEVEL_PUBLIC,
                                 internal ? edition->unit : STR("")},
                       .base = base_of(edition->files[0].file)};
    if (!job->template)
        return false;
    if (!period_parse(edition->period, &job->period))
        return error_set(error, ERROR_DATA, "'%.*s' is no period",
                         STR_PRINT(edition->period));
    if (!job_remake(batch, job, outcome, error))
        return false;
    batch->attach = pdf_differs(batch->to);
    return !batch->attach || job_remake(batch, job, outcome, error);
}

/* Only of the page as it lies there: what the manifest listed before is not known. */
static bool index_remake(const Plan *plan, const ReportBatch *batch, const Wanted *wanted,
                         Remake *remake, Error *error)
{
    PublishedFile file;
    Str bytes;
    if (!wanted->manifest) {
        remake->same[0] = true;
        return true;
    }
    if (!index_make(plan, batch, wanted->manifest, &file, &bytes, error))
        return false;
    compare(remake, file.file, bytes);
    return true;
}

static bool is_comment(Str file)
{
    return str_starts(file, STR("comments/"));
}

/* Templates of other reports of the same run are nothing to this one, nor comments on
 * another period. */
static bool concerns(const Plan *plan, const FactEdition *edition, Str file)
{
    Arena *arena = plan->run->arena;
    if (!plan->fonts && str_starts(file, STR("fonts/")))
        return false;
    if (is_comment(file))
        return str_starts(file,
                          str_format(arena, "comments/%.*s/", STR_PRINT(edition->period)));
    return !str_ends(file, STR(".md")) ||
           str_ends(file, str_format(arena, "/%.*s.md", STR_PRINT(edition->report)));
}

static Str digest_of(const PublishedSource *sources, size_t count, Str file)
{
    for (size_t i = 0; i < count; i++)
        if (!sources[i].imported && str_equal(sources[i].file, file))
            return sources[i].sha256;
    return STR("");
}

/* The settings that are not as they were. */
typedef struct {
    Text list;
    bool others; /* than comments, which may be those of other units */
} Changed;

static void input_add(const Verifying *verifying, Changed *changed, VerifyPhrase phrase,
                      Str file)
{
    Text *list = &changed->list;
    changed->others |= !is_comment(file);
    Str said = verify_say(verifying->arena, verifying->language, phrase, (Str[]){file});
    text_addf(list, "%s%.*s", list->len ? ", " : "", STR_PRINT(said));
}

static bool inputs_compare(const Verifying *verifying, const Plan *plan, int64_t entry,
                           const FactEdition *edition, Changed *changed, Error *error)
{
    Arena *arena = plan->run->arena;
    FactSource *then;
    PublishedSource *now;
    size_t then_count, now_count;
    if (!facts_publication_settings(arena, verifying->workspace, entry, &then, &then_count,
                                    error) ||
        !plan_sources(plan, &now, &now_count, error))
        return false;
    for (size_t i = 0; i < then_count; i++) {
        Str digest = digest_of(now, now_count, then[i].file);
        if (concerns(plan, edition, then[i].file) && !str_equal(digest, then[i].sha256))
            input_add(verifying, changed,
                      digest.len ? VERIFY_INPUT_CHANGED : VERIFY_INPUT_GONE, then[i].file);
    }
    for (size_t i = 0; i < now_count; i++) {
        bool known = now[i].imported || !concerns(plan, edition, now[i].file);
        for (size_t j = 0; !known && j < then_count; j++)
            known = str_equal(then[j].file, now[i].file);
        if (!known)
            input_add(verifying, changed, VERIFY_INPUT_NEW, now[i].file);
    }
    return true;
}

/* Nothing else has changed, but records that it was made from are gone. */
static bool is_purged(const Verifying *verifying, const FactPublished *file, Str changed)
{
    return file->entry < verifying->purged_line && !changed.len &&
           !verifying->contents_faulty;
}

static Str reason_say(const Verifying *verifying, const FactPublished *file, Str changed)
{
    if (changed.len)
        return verify_say(verifying->arena, verifying->language, VERIFY_BECAUSE,
                          (Str[]){changed});
    return verify_say(verifying->arena, verifying->language,
                      verifying->contents_faulty            ? VERIFY_BECAUSE_DATABASE
                      : is_purged(verifying, file, changed) ? VERIFY_BECAUSE_PURGED
                                                            : VERIFY_BECAUSE_PROGRAM,
                      NULL);
}

static void difference_tell(Verifying *verifying, Str name, const FactPublished *file,
                            Str changed)
{
    Arena *arena = verifying->arena;
    Str what = str_format(arena, "%.*s %.*s",
                          STR_PRINT(verify_say(arena, verifying->language, VERIFY_DIFFERS,
                                               (Str[]){str_slice(file->at, 0, 10)})),
                          STR_PRINT(reason_say(verifying, file, changed)));
    if (is_purged(verifying, file, changed))
        verify_note_tell(verifying, name, VERIFY_PHRASES, &what);
    else
        verify_fault_tell(verifying, name, VERIFY_PHRASES, &what);
}

static void remade_tell(Verifying *verifying, const Remake *remake,
                        const FactPublished *file, const Changed *inputs,
                        const Error *failed)
{
    Arena *arena = verifying->arena;
    Str changed = text_str(&inputs->list);
    size_t same = 0;
    if (failed->kind != ERROR_NONE) {
        Str why = str_format(arena, "%s. %.*s", failed->message,
                             STR_PRINT(reason_say(verifying, file, changed)));
        verify_fault_tell(verifying, file->file, VERIFY_NOT_MADE, &why);
        return;
    }
    for (size_t i = 0; i < remake->edition->file_count; i++) {
        same += remake->same[i];
        if (!remake->same[i])
            difference_tell(verifying, remake->edition->files[i].file, file, changed);
    }
    if (same < remake->edition->file_count)
        return;
    verifying->remade++;
    if (inputs->others)
        verify_note_tell(verifying, file->file, VERIFY_SINCE, &changed);
}

/* What cannot be made is told, and is no failure. */
static bool remake_one(Verifying *verifying, Facts *facts, const Wanted *wanted,
                       Error *error)
{
    Arena *arena = arena_open();
    const FactPublished *file = wanted->file;
    const FactEdition *edition = &verifying->published.editions[file->edition];
    Remake remake = {verifying, edition, ARENA_ARRAY(arena, edition->file_count, bool)};
    Plan plan;
    ReportBatch batch;
    ReportJob job = {0};
    Error failed = {0};
    Changed changed = {.list = text_open(verifying->arena)};
    bool index = str_equal(edition->report, STR("index"));
    if (plan_load(verifying, arena, facts, edition, &plan, &batch, &failed)) {
        batch.take = compare;
        batch.to = &remake;
        if (index)
            index_remake(&plan, &batch, wanted, &remake, &failed);
        else
            report_remake(&plan, &batch, edition, &job, &failed);
    }
    if (job.template) {
        plan.jobs = &job;
        plan.count = 1;
    }
    plan.wish.names = (Str *)&edition->report;
    plan.wish.name_count = index ? 0 : 1;
    bool compared = inputs_compare(verifying, &plan, file->entry, edition, &changed, error);
    if (compared)
        remade_tell(verifying, &remake, file, &changed, &failed);
    arena_close(arena);
    return compared;
}

static int wanted_order(const void *a, const void *b)
{
    const FactPublished *one = ((const Wanted *)a)->file,
                        *other = ((const Wanted *)b)->file;
    if (one->batch != other->batch)
        return one->batch < other->batch ? -1 : 1;
    return str_compare(one->file, other->file);
}

static bool remake_batch(Verifying *verifying, size_t from, size_t to, Error *error)
{
    Arena *arena = arena_open();
    Error failed = {0};
    Facts *facts =
        facts_open_as_of(arena, verifying->workspace, (Level){LEVEL_PUBLIC, STR("")},
                         verifying->wanted[from].file->batch, &failed);
    bool done = true;
    for (size_t i = from; done && i < to; i++) {
        if (facts)
            done = remake_one(verifying, facts, &verifying->wanted[i], error);
        else
            verify_fault_tell(verifying, verifying->wanted[i].file->file, VERIFY_NOT_MADE,
                              (Str[]){str_from(failed.message)});
    }
    arena_close(arena);
    return done;
}

bool verify_remake(Verifying *verifying, Error *error)
{
    if (verifying->wanted_count)
        qsort(verifying->wanted, verifying->wanted_count, sizeof *verifying->wanted,
              wanted_order);
    for (size_t from = 0, to; from < verifying->wanted_count; from = to) {
        for (to = from + 1;
             to < verifying->wanted_count &&
             verifying->wanted[to].file->batch == verifying->wanted[from].file->batch;
             to++)
            ;
        if (!remake_batch(verifying, from, to, error))
            return false;
    }
    return true;
}
