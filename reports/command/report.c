/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/command.h"
#include "engine/base/file.h"
#include "reports/command/commands.h"
#include "reports/command/plan.h"
#include "reports/template/report.h"

/* Without a name: every template of the workspace and every built-in one, of those the ones
 * that are for such a period. */
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
        bool known = !template_is(file);
        for (size_t j = 0; j < count; j++)
            known |= str_equal(names[j], name);
        if (!known)
            names[count++] = name;
    }
    plan->wish.names = names;
    plan->wish.name_count = count;
    plan->all = true;
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
    if (period->kind != template->period && !plan->all)
        return error_set(error, ERROR_USAGE, "--period %s: the report %.*s is for a %.*s",
                         plan->wish.period, STR_PRINT(template->name),
                         STR_PRINT(period_kind_word(template->period)));
    return true;
}

static Str base_name(const Plan *plan, const ReportJob *job, bool city)
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
    job.base = base_name(plan, &job, city);
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
    const Template *template =
        template_load_worded(arena, plan->run->share, plan->run->workspace, name,
                             &plan->wordings, plan->facts, error);
    Period period;
    FactUnit *units;
    size_t count;
    if (!template || !period_wished(plan, template, &period, error))
        return false;
    plan->period = period;
    if (period.kind != template->period)
        return true;
    if (!facts_units(plan->facts, unit_type_word(template->per), period, &units, &count,
                     error))
        return false;
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

static bool plan_is_public(const Plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->jobs[i].level.kind == LEVEL_PUBLIC)
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

/* What cannot be shown as it was written is told, not only replaced. */
static void uncovered_tell(const Plan *plan, const ReportOutcome *outcomes, bool english)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (!outcomes[i].uncovered)
            continue;
        Text sign = text_open(plan->run->arena);
        text_add_rune(&sign, outcomes[i].uncovered);
        fprintf(stderr,
                english
                    ? "%.*s: the typeface has no letter for \"%s\" (U+%04X); another sign "
                      "stands in its place\n"
                    : "%.*s: typsnittet saknar tecknet \"%s\" (U+%04X); ett annat tecken "
                      "står i dess ställe\n",
                STR_PRINT(plan->jobs[i].base), sign.ptr, (unsigned)outcomes[i].uncovered);
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
        for (int kind = 0; kind < MADE_COUNT; kind++)
            bytes += outcomes[i].files[kind].bytes;
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
    if (!plan->run->quiet)
        uncovered_tell(plan, outcomes, english);
    Str standing =
        facts_standing(plan->facts, plan->run->arena, workspace_language(plan->workspace));
    if (!plan->run->quiet && plan_is_public(plan) && standing.len)
        fprintf(stderr, "%.*s\n", STR_PRINT(standing));
    if (plan->run->verbose)
        headlines_tell(plan, outcomes);
    return !failed || error_set(error, failed->error.kind, "%s", failed->error.message);
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
    if (!wordings_load(run->arena, run->share, run->workspace, &plan.wordings, error) ||
        !plan_make(&plan, error))
        return false;
    if (plan.count == 0)
        return error_set(error, ERROR_USAGE, "there is no report to make%s%s",
                         plan.wish.period ? " for " : "",
                         plan.wish.period ? plan.wish.period : "");
    const Theme *theme = theme_load(run->arena, run->share, run->workspace, error);
    plan.fonts = theme ? plan_fonts(run->arena, theme, error) : NULL;
    if (!plan.fonts)
        return false;
    ReportBatch batch = {.workspace = plan.workspace,
                         .facts = plan.facts,
                         .wording = plan.wordings.of[plan.wish.language],
                         .fonts = plan.fonts,
                         .theme = theme,
                         .directory = plan.wish.directory
                                          ? plan.wish.directory
                                          : file_join(run->arena, run->workspace, "out"),
                         .formats = plan.wish.formats,
                         .attach = plan.wish.attach};
    ReportOutcome *outcomes = ARENA_ARRAY(run->arena, plan.count, ReportOutcome);
    if (!file_lock_directory(run->arena, batch.directory, error) ||
        !publish_resume(run->arena, batch.directory, error))
        return false;
    if (!batch_make(&batch, plan.jobs, plan.count, plan.wish.processes, outcomes, error))
        return false;
    if (plan_publish(&plan, &batch, outcomes, error))
        return outcomes_tell(&plan, batch.directory, outcomes, error);
    for (size_t i = 0; i < plan.count; i++)
        batch_abandon(run->arena, &batch, &plan.jobs[i], &outcomes[i]);
    return false;
}

const Command command_report = {
    .name = "report",
    .usage = "report [NAME...] [--period P] [--unit U]... [--format pdf,html,png] "
             "[--level public] [--attach-data] [-o DIR] [--jobs N]",
    .summary = "make reports, a PDF and a web page per unit, and index.html, in out/",
    .help =
        "  NAME          a template: reports/NAME.md of the workspace, else a built-in "
        "one;\n"
        "                default: all, or those that are for such a period\n"
        "  --period P    2018-04, 2018-Q1, 2018-T1, 2018-H1, 2018; default: the last one "
        "with records\n"
        "  --unit U      only this unit (again for more)\n"
        "  --level public  lower an internal report to what anyone may see\n"
        "  --format F,.. pdf, html, png (a picture a page); default: pdf,html\n"
        "  --attach-data  the figures that a report tells go along inside its PDF, as a "
        "table\n"
        "                (CSV); it is then PDF/A-3a, else PDF/A-2a\n"
        "  -o DIR        where to publish; default: out/ in the workspace\n"
        "  --jobs N      how many at a time; default: one a processor\n"
        "\n"
        "  samsyn report monthly --period 2018-04\n"
        "  samsyn --lang en report monthly --unit farsta --level public -o shared\n",
    .run = report_run};
