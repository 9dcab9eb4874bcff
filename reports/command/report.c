/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/command.h"
#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "reports/command/batch.h"
#include "reports/command/commands.h"
#include "reports/command/wish.h"
#include "reports/publish/publish.h"

typedef struct {
    const Run *run;
    Wish wish;
    Workspace *workspace;
    Facts *facts; /* opened for everybody: names, units, periods */
    const Wording *wording;
    ReportJob *jobs;
    size_t count, capacity;
    Period period; /* of the last template */
} Plan;

/* Without a name: every template of the workspace and every built-in one. */
static bool names_default(Plan *plan, Error *error)
{
    Arena *arena = plan->run->arena;
    const char *own = file_join(arena, plan->run->workspace, "reports");
    Str *built_in, *mine = NULL;
    size_t built_in_count, mine_count = 0;
    if (plan->wish.name_count)
        return true;
    if (!file_list(arena, plan->run->share, STR(".md"), &built_in, &built_in_count,
                   error) ||
        (file_is_directory(own) &&
         !file_list(arena, own, STR(".md"), &mine, &mine_count, error)))
        return false;
    Str *names = ARENA_ARRAY(arena, built_in_count + mine_count, Str);
    size_t count = 0;
    for (size_t i = 0; i < built_in_count + mine_count; i++) {
        Str file = i < built_in_count ? built_in[i] : mine[i - built_in_count];
        Str name = str_slice(file, 0, file.len - 3);
        bool known = false;
        for (size_t j = 0; j < count; j++)
            known |= str_equal(names[j], name);
        if (!known)
            names[count++] = name;
    }
    plan->wish.names = names;
    plan->wish.name_count = count;
    return true;
}

static bool period_wished(Plan *plan, const Template *template, Period *period,
                          Error *error)
{
    if (!plan->wish.period) {
        Period month;
        if (!facts_last_month(plan->facts, &month, error))
            return false;
        *period = period_containing(template->period, month.first_month);
        return true;
    }
    if (!period_parse(str_from(plan->wish.period), period))
        return error_set(error, ERROR_USAGE,
                         "--period '%s' is not a period; write 2018-03, 2018-Q1, 2018-T1, "
                         "2018-H1 or 2018",
                         plan->wish.period);
    if (period->kind != template->period)
        return error_set(error, ERROR_USAGE, "--period %s: the report %.*s is for a %.*s",
                         plan->wish.period, STR_PRINT(template->name),
                         STR_PRINT(period_kind_word(template->period)));
    return true;
}

static Str file_name(const Plan *plan, const ReportJob *job, bool city, const char *ending)
{
    Arena *arena = plan->run->arena;
    Text name = text_open(arena);
    text_add(&name, job->template->name);
    if (!city)
        text_addf(&name, "-%.*s", STR_PRINT(job->unit));
    text_addf(&name, "-%.*s", STR_PRINT(period_id(arena, job->period)));
    if (job->level.kind != job->template->level)
        text_add(&name, STR("-public"));
    if (plan->wish.language != workspace_language(plan->workspace))
        text_add(&name, plan->wish.language == LANGUAGE_EN ? STR("-en") : STR("-sv"));
    text_add(&name, str_from(ending));
    return text_str(&name);
}

static void job_add(Plan *plan, const Template *template, const FactUnit *unit,
                    Period period)
{
    bool internal = template->level == LEVEL_INTERNAL && !plan->wish.public_level;
    ReportJob job = {
        .template = template,
        .unit = unit->id,
        .period = period,
        .level = {internal ? LEVEL_INTERNAL : LEVEL_PUBLIC, internal ? unit->id : STR("")}};
    bool city = template->per == PER_CITY;
    job.file = file_name(plan, &job, city, ".pdf");
    job.rows = internal ? STR("") : file_name(plan, &job, city, ".csv");
    plan->jobs = ARENA_GROW(plan->run->arena, plan->jobs, plan->count, &plan->capacity);
    plan->jobs[plan->count++] = job;
}

static Str unit_type_word(ReportPer per)
{
    switch (per) {
    case PER_DISTRICT:
        return STR("district");
    case PER_NETWORK:
        return STR("network");
    case PER_CITY:
        return STR("city");
    }
    return STR("");
}

/* Is the unit wished for? Marks the wish as met. */
static bool unit_wished(const Wish *wish, Str unit, bool *met)
{
    bool wished = wish->unit_count == 0;
    for (size_t i = 0; i < wish->unit_count; i++)
        if (str_equal(str_from(wish->units[i]), unit))
            wished = met[i] = true;
    return wished;
}

static bool plan_template(Plan *plan, Str name, bool *met, Error *error)
{
    Arena *arena = plan->run->arena;
    const Template *template = template_load(arena, plan->run->share, plan->run->workspace,
                                             name, plan->facts, error);
    Period period;
    FactUnit *units;
    size_t count;
    if (!template || !period_wished(plan, template, &period, error) ||
        !facts_units(plan->facts, unit_type_word(template->per), period, &units, &count,
                     error))
        return false;
    plan->period = period;
    for (size_t i = 0; i < count; i++)
        if (unit_wished(&plan->wish, units[i].id, met))
            job_add(plan, template, &units[i], period);
    return true;
}

static Str names_listed(Arena *arena, const Str *names, size_t count)
{
    Text text = text_open(arena);
    for (size_t i = 0; i < count; i++)
        text_addf(&text, "%s%.*s", i ? ", " : "", STR_PRINT(names[i]));
    return text_str(&text);
}

/* A unit of another time is told with the one that stands in its place. */
static bool fail_unit(const Plan *plan, const char *wish, const FactUnit *unit,
                      Error *error)
{
    Arena *arena = plan->run->arena;
    Period period = plan->period;
    if (unit->ended && unit->until < period_first_day(period))
        return error_set(error, ERROR_USAGE, "--unit %s: %.*s ended on %.*s%s%.*s", wish,
                         STR_PRINT(unit->name), STR_PRINT(day_iso(arena, unit->until)),
                         unit->became_count ? "; from the day after it is " : "",
                         STR_PRINT(names_listed(arena, unit->became, unit->became_count)));
    if (unit->since > period_last_day(period))
        return error_set(
            error, ERROR_USAGE, "--unit %s: %.*s began on %.*s%s%.*s", wish,
            STR_PRINT(unit->name), STR_PRINT(day_iso(arena, unit->since)),
            unit->formed ? "; before that there were " : "",
            STR_PRINT(names_listed(arena, unit->made_of, unit->made_of_count)));
    return error_set(error, ERROR_USAGE,
                     "--unit %s: none of the reports is made for it in that period", wish);
}

static bool plan_make(Plan *plan, Error *error)
{
    bool *met = ARENA_ARRAY(plan->run->arena, plan->wish.unit_count + 1, bool);
    if (!names_default(plan, error))
        return false;
    for (size_t i = 0; i < plan->wish.name_count; i++)
        if (!plan_template(plan, plan->wish.names[i], met, error))
            return false;
    for (size_t i = 0; i < plan->wish.unit_count; i++) {
        FactUnit unit;
        Error unknown = {0};
        if (met[i])
            continue;
        if (!facts_unit(plan->facts, str_from(plan->wish.units[i]), &unit, &unknown))
            return error_set(error, ERROR_USAGE, "--unit: %s", unknown.message);
        return fail_unit(plan, plan->wish.units[i], &unit, error);
    }
    return true;
}

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

static PublishedFile published_file(const Plan *plan, const ReportJob *job,
                                    const ReportOutcome *outcome)
{
    return (PublishedFile){
        .file = job->file,
        .sha256 = str_from(outcome->sha256),
        .bytes = outcome->bytes,
        .report = job->template->name,
        .unit = job->unit,
        .period = period_id(plan->run->arena, job->period),
        .level = job->level.kind == LEVEL_INTERNAL ? STR("internal") : STR("public"),
        .language = plan->wish.language == LANGUAGE_EN ? STR("en") : STR("sv"),
        .timestamp = str_from(outcome->timestamp)};
}

/* What is about to be public is remembered first: a number in the ledger that was not
 * published after all takes nothing from anyone. */
static bool rows_record(const Plan *plan, const char *directory, Str rows, Error *error)
{
    Str told;
    return publish_read_aside(plan->run->arena, directory, rows, &told, error) &&
           facts_record_publication(plan->facts, told, error);
}

static bool plan_publish(const Plan *plan, const char *directory,
                         const ReportOutcome *outcomes, Error *error)
{
    Arena *arena = plan->run->arena;
    PublishedFile *files = ARENA_ARRAY(arena, 2 * plan->count, PublishedFile);
    PublishedSource *sources;
    size_t count = 0, source_count;
    for (size_t i = 0; i < plan->count; i++) {
        const ReportJob *job = &plan->jobs[i];
        if (outcomes[i].error.kind != ERROR_NONE)
            continue;
        files[count++] = published_file(plan, job, &outcomes[i]);
        if (!job->rows.len)
            continue;
        if (!rows_record(plan, directory, job->rows, error))
            return false;
        files[count] = files[count - 1];
        files[count].file = job->rows;
        files[count].sha256 = str_from(outcomes[i].rows_sha256);
        files[count++].bytes = outcomes[i].rows_bytes;
    }
    return count == 0 ||
           (sources_collect(plan, &sources, &source_count, error) &&
            publish_finish(arena, directory, files, count, sources, source_count, error));
}

static bool plan_is_public(const Plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->jobs[i].rows.len)
            return true;
    return false;
}

/* -v: three of the reports' first sentences, of different kinds where there are. */
static void headlines_tell(const Plan *plan, const ReportOutcome *outcomes)
{
    enum { HEADLINES = 3 };
    static const Symbol kinds[] = {SYMBOL_DIAMOND_OPEN, SYMBOL_DOWN, SYMBOL_DIAMOND,
                                   SYMBOL_UP, SYMBOL_CIRCLE_OPEN};
    bool *told = ARENA_ARRAY(plan->run->arena, plan->count, bool);
    size_t count = 0;
    fputs(workspace_language(plan->workspace) == LANGUAGE_EN
              ? "Among what stands out:\n"
              : "Bland det som sticker ut:\n",
          stderr);
    for (int round = 0; round < HEADLINES; round++)
        for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
            for (size_t i = 0; i < plan->count && count < HEADLINES; i++) {
                if (told[i] || !outcomes[i].headline[0] ||
                    outcomes[i].headline_symbol != kinds[kind])
                    continue;
                fprintf(stderr, "  %s\n", outcomes[i].headline);
                told[i] = true;
                count++;
                break;
            }
}

/* Every failed report is named; the first one's kind is the exit status. */
static bool outcomes_tell(const Plan *plan, const char *directory,
                          const ReportOutcome *outcomes, Error *error)
{
    size_t made = 0;
    int64_t bytes = 0;
    const ReportOutcome *failed = NULL;
    for (size_t i = 0; i < plan->count; i++) {
        made += outcomes[i].error.kind == ERROR_NONE;
        bytes += outcomes[i].bytes;
        if (outcomes[i].error.kind != ERROR_NONE && failed)
            fprintf(stderr, "samsyn: %s\n", outcomes[i].error.message);
        else if (outcomes[i].error.kind != ERROR_NONE)
            failed = &outcomes[i];
    }
    bool english = workspace_language(plan->workspace) == LANGUAGE_EN;
    if (!plan->run->quiet && made)
        fprintf(stderr, "%zu %s (%lld KB) %s %s\n", made,
                english ? (made == 1 ? "report" : "reports")
                        : (made == 1 ? "rapport" : "rapporter"),
                (long long)(bytes + 512) / 1024, english ? "in" : "i", directory);
    Str standing =
        facts_standing(plan->facts, plan->run->arena, workspace_language(plan->workspace));
    if (!plan->run->quiet && plan_is_public(plan) && standing.len)
        fprintf(stderr, "%.*s\n", STR_PRINT(standing));
    if (plan->run->verbose)
        headlines_tell(plan, outcomes);
    return !failed || error_set(error, failed->error.kind, "%s", failed->error.message);
}

/* Those of $SAMSYN_FONTS, a folder of the two faces, else the theme's, else Debian's. */
static const Fonts *fonts_find(Arena *arena, const Theme *theme, Error *error)
{
    const char *folder = getenv("SAMSYN_FONTS");
    FontPaths themed = {{theme->regular, theme->bold}};
    if (!folder || !*folder)
        return fonts_load(arena, &themed, error);
    FontPaths paths = {{file_join(arena, folder, "OpenSans-Regular.ttf"),
                        file_join(arena, folder, "OpenSans-Semibold.ttf")}};
    return fonts_load(arena, &paths, error);
}

static bool report_run(const Run *run, int argc, char **argv, Error *error)
{
    Plan plan = {.run = run};
    if (!wish_read(run, argc, argv, &plan.wish, error))
        return false;
    Level everybody = {LEVEL_PUBLIC, STR("")};
    plan.workspace = workspace_open(run->arena, run->workspace, run->share, error);
    plan.facts =
        plan.workspace ? facts_open(run->arena, plan.workspace, everybody, error) : NULL;
    if (!plan.facts)
        return false;
    plan.wish.language = !run->language ? workspace_language(plan.workspace)
                         : strcmp(run->language, "en") == 0 ? LANGUAGE_EN
                                                            : LANGUAGE_SV;
    plan.wording =
        wording_load(run->arena, run->share, run->workspace, plan.wish.language, error);
    if (!plan.wording || !plan_make(&plan, error))
        return false;
    if (plan.count == 0)
        return error_set(error, ERROR_USAGE, "there is no report to make");
    const Theme *theme = theme_load(run->arena, run->share, run->workspace, error);
    if (!theme)
        return false;
    ReportBatch batch = {plan.workspace,
                         plan.facts,
                         plan.wording,
                         fonts_find(run->arena, theme, error),
                         theme,
                         plan.wish.directory
                             ? plan.wish.directory
                             : file_join(run->arena, run->workspace, "out")};
    ReportOutcome *outcomes = ARENA_ARRAY(run->arena, plan.count, ReportOutcome);
    if (!batch.fonts ||
        !batch_make(&batch, plan.jobs, plan.count, plan.wish.processes, outcomes, error))
        return false;
    if (plan_publish(&plan, batch.directory, outcomes, error))
        return outcomes_tell(&plan, batch.directory, outcomes, error);
    for (size_t i = 0; i < plan.count; i++)
        batch_abandon(run->arena, &batch, &plan.jobs[i]);
    return false;
}

const Command command_report = {
    .name = "report",
    .usage =
        "report [NAME...] [--period P] [--unit U]... [--level public] [-o DIR] [--jobs N]",
    .summary = "make reports: a PDF per unit, in out/",
    .help = "  NAME          a template: reports/NAME.md of the workspace, else a built-in "
            "one\n"
            "  --period P    2018-04; default: the last one with records\n"
            "  --unit U      only this unit (again for more)\n"
            "  --level public  lower an internal report to what anyone may see\n"
            "  --format pdf  the only format so far\n"
            "  -o DIR        where to publish; default: out/ in the workspace\n"
            "  --jobs N      how many at a time; default: one a processor\n"
            "\n"
            "  samsyn report monthly --period 2018-04\n"
            "  samsyn --lang en report monthly --unit farsta --level public -o shared\n",
    .run = report_run};
