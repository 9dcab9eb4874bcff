/* Open data: what anyone may see, with what it means. Nothing is told that a public report
 * would not tell: every row comes through the door at the public level. Rows where nothing
 * is measured, or where nothing can be, are left out: they hold no number and are most. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/export.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "engine/facts_journal.h"
#include "engine/facts_table.h"
#include "engine/command/open_data.h"
#include "engine/command/options.h"

enum { EXPORTED_MODE = 0640 };

typedef struct {
    const char *to; /* NULL: out/open-data of the workspace */
    bool has_from, has_to;
    Period from, to_period;
} Choice;

typedef struct {
    Arena *arena, *scratch;
    Facts *facts;
    Period first, last; /* months */
    Str *indicators;    /* parts too */
    FactUnit *units;    /* districts, networks, city */
    Str *groups;
    size_t indicator_count, unit_count, group_count;
    Text figures;
    size_t rows;
} Export;

static bool read_choice(int argc, char **argv, Choice *choice, Error *error)
{
    static const struct option options[] = {{"output", required_argument, NULL, 'o'},
                                            {"from", required_argument, NULL, 'f'},
                                            {"to", required_argument, NULL, 't'},
                                            {NULL, 0, NULL, 0}};
    *choice = (Choice){0};
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, ":o:", options, NULL)) != -1;) {
        switch (option) {
        case 'o':
            choice->to = optarg;
            break;
        case 'f':
            choice->has_from = true;
            if (!option_period("export", "--from", optarg, &choice->from, error))
                return false;
            break;
        case 't':
            choice->has_to = true;
            if (!option_period("export", "--to", optarg, &choice->to_period, error))
                return false;
            break;
        case ':':
            return error_set(error, ERROR_USAGE, "export: '%s' needs a value",
                             argv[optind - 1]);
        default:
            return error_set(error, ERROR_USAGE,
                             "export: unknown option '%s'; samsyn export --help lists them",
                             argv[optind - 1]);
        }
    }
    return optind == argc ||
           error_set(error, ERROR_USAGE,
                     "export: '%s' belongs to no option; -o names the folder to write",
                     argv[optind]);
}

static bool find_span(Export *export, const Choice *choice, Error *error)
{
    if (!facts_first_month(export->facts, &export->first, error) ||
        !facts_last_month(export->facts, &export->last, error))
        return false;
    if (choice->has_from)
        export->first.first_month = choice->from.first_month;
    if (choice->has_to)
        export->last.first_month = period_last_month(choice->to_period);
    return export->first.first_month <= export->last.first_month ||
           error_set(error, ERROR_USAGE, "export: --from is after --to");
}

/* Each indicator, and behind it its parts. */
static bool list_indicators(Export *export, Error *error)
{
    Str *ids;
    size_t count, capacity = 0;
    facts_indicators(export->facts, &ids, &count);
    for (size_t i = 0; i < count; i++) {
        FactName *parts;
        size_t part_count;
        if (!facts_parts(export->facts, LANGUAGE_EN, ids[i], &parts, &part_count, error))
            return false;
        for (size_t j = 0; j <= part_count; j++) {
            Str id = ids[i];
            if (j)
                id = str_format(export->arena, "%.*s:%.*s", STR_PRINT(ids[i]),
                                STR_PRINT(parts[j - 1].id));
            export->indicators = ARENA_GROW(export->arena, export->indicators,
                                            export->indicator_count, &capacity);
            export->indicators[export->indicator_count++] = id;
        }
    }
    return true;
}

static bool has_unit(const Export *export, Str id)
{
    for (size_t i = 0; i < export->unit_count; i++)
        if (str_equal(export->units[i].id, id))
            return true;
    return false;
}

/* Every unit that was valid at any time of the span. */
static bool list_units(Export *export, Error *error)
{
    static const Str types[] = {{"district", 8}, {"network", 7}, {"city", 4}};
    size_t capacity = 0;
    for (size_t type = 0; type < 3; type++)
        for (int32_t month = export->first.first_month; month <= export->last.first_month;
             month++) {
            FactUnit *units;
            size_t count;
            if (!facts_units(export->facts, types[type], (Period){PERIOD_MONTH, month},
                             &units, &count, error))
                return false;
            for (size_t i = 0; i < count; i++) {
                if (has_unit(export, units[i].id))
                    continue;
                export->units =
                    ARENA_GROW(export->arena, export->units, export->unit_count, &capacity);
                export->units[export->unit_count++] = units[i];
            }
        }
    return true;
}

static void list_groups(Export *export)
{
    FactName *groups;
    size_t count;
    facts_groups(export->facts, LANGUAGE_EN, &groups, &count);
    export->groups = ARENA_ARRAY(export->arena, count + 1, Str);
    export->groups[export->group_count++] = STR("all");
    for (size_t i = 0; i < count; i++)
        export->groups[export->group_count++] = groups[i].id;
}

static bool is_told(const Fact *fact)
{
    return fact->figure.mark != MARK_NOT_MEASURED &&
           fact->figure.mark != MARK_NOT_APPLICABLE;
}

static bool add_series(Export *export, Str indicator, Str unit, Str group, PeriodKind kind,
                       Error *error)
{
    ArenaMark mark = arena_mark(export->scratch);
    Fact *series;
    size_t count;
    if (!facts_series(export->facts, export->scratch, indicator, unit, group,
                      period_containing(kind, export->first.first_month),
                      period_containing(kind, export->last.first_month), &series, &count,
                      error))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!is_told(&series[i]))
            continue;
        fact_row_csv(&export->figures, &series[i]);
        text_add_byte(&export->figures, '\n');
        export->rows++;
    }
    arena_rewind(export->scratch, mark);
    return true;
}

static bool add_figures(Export *export, Error *error)
{
    fact_head_csv(&export->figures);
    text_add_byte(&export->figures, '\n');
    for (size_t i = 0; i < export->indicator_count; i++)
        for (size_t j = 0; j < export->unit_count; j++)
            for (size_t k = 0; k < export->group_count; k++)
                for (int kind = PERIOD_MONTH; kind <= PERIOD_YEAR; kind++)
                    if (!add_series(export, export->indicators[i], export->units[j].id,
                                    export->groups[k], (PeriodKind)kind, error))
                        return false;
    return true;
}

typedef struct {
    const char *folder, *names[6];
    Str contents[6];
    size_t count;
} Package;

static void package_add(Package *package, const char *name, Str content)
{
    package->names[package->count] = name;
    package->contents[package->count++] = content;
}

/* The description, which holds the other files' digests, is written last. */
static Package package_make(const Export *export, const Workspace *workspace,
                            const char *folder)
{
    Arena *arena = export->arena;
    Package package = {.folder = folder};
    OpenFile files[] = {
        {OPEN_FIGURES, text_str(&export->figures)},
        {OPEN_DEFINITIONS, open_definitions(arena, export->facts, workspace,
                                            export->indicators, export->indicator_count)},
        {OPEN_UNITS, open_units(arena, export->units, export->unit_count, workspace)},
        {OPEN_MARKS, open_marks(arena)},
    };
    size_t count = sizeof files / sizeof *files;
    for (size_t i = 0; i < count; i++)
        package_add(&package, open_file_name(files[i].part), files[i].content);
    package_add(&package, "datapackage.json",
                open_package(arena, export->facts, files, count));
    return package;
}

static bool package_tell(const Export *export, const Package *package, Error *error)
{
    Arena *arena = export->arena;
    FactSource *files = ARENA_ARRAY(arena, package->count, FactSource), *settings;
    size_t setting_count;
    for (size_t i = 0; i < package->count; i++)
        files[i] = (FactSource){str_from(package->names[i]),
                                digest_sha256(arena, package->contents[i]), false};
    Str period = str_format(arena, "%.*s/%.*s", STR_PRINT(period_id(arena, export->first)),
                            STR_PRINT(period_id(arena, export->last)));
    const FactEdition edition = {STR("open-data"), STR(""), period,        STR("public"),
                                 STR(""),          files,   package->count};
    if (!facts_sources(export->facts, arena, &settings, &setting_count, error))
        return false;
    const Str rows = text_str(&export->figures);
    const FactPublication told = {"export", &edition, 1, settings, setting_count, &rows, 1};
    return facts_tell_publication(export->facts, &told, error);
}

/* What is public is remembered before anyone can see it. */
static bool package_write(const Export *export, const Package *package, Error *error)
{
    if (!file_lock_directory(export->arena, package->folder, error) ||
        !package_tell(export, package, error))
        return false;
    for (size_t i = 0; i < package->count; i++)
        if (!file_replace(file_join(export->arena, package->folder, package->names[i]),
                          package->contents[i], EXPORTED_MODE, error))
            return false;
    return true;
}

static Package package_find(const Export *export, const Run *run,
                            const Workspace *workspace, const char *to)
{
    if (!to)
        to = file_join(run->arena, file_join(run->arena, run->workspace, "out"),
                       "open-data");
    if (!str_ends(str_from(to), STR(".csv")))
        return package_make(export, workspace, to);
    const char *slash = strrchr(to, '/');
    Package alone = {
        .folder = slash ? str_zero(run->arena,
                                   str_slice(str_from(to), 0, (size_t)(slash - to) + 1))
                        : "."};
    package_add(&alone, slash ? slash + 1 : to, text_str(&export->figures));
    return alone;
}

static bool export_write(Export *export, const Run *run, const Workspace *workspace,
                         const Choice *choice, Error *error)
{
    Package package = package_find(export, run, workspace, choice->to);
    if (!package_write(export, &package, error))
        return false;
    bool english = run->language ? str_equal(str_from(run->language), STR("en"))
                                 : workspace_language(workspace) == LANGUAGE_EN;
    if (!run->quiet)
        fprintf(stderr, english ? "%zu rows in %s\n" : "%zu rader i %s\n", export->rows,
                choice->to ? choice->to : package.folder);
    Str standing =
        facts_standing(export->facts, run->arena, english ? LANGUAGE_EN : LANGUAGE_SV);
    if (!run->quiet && standing.len)
        fprintf(stderr, "%.*s\n", STR_PRINT(standing));
    return true;
}

static bool export_run(const Run *run, int argc, char **argv, Error *error)
{
    Choice choice;
    if (!read_choice(argc, argv, &choice, error))
        return false;
    Export export = {.arena = run->arena};
    Workspace *workspace = workspace_open(run->arena, run->workspace, run->share, error);
    if (!workspace)
        return false;
    export.facts = facts_open(run->arena, workspace, (Level){.kind = LEVEL_PUBLIC}, error);
    if (!export.facts)
        return false;
    export.scratch = arena_open();
    export.figures = text_open(run->arena);
    bool done = find_span(&export, &choice, error) && list_indicators(&export, error) &&
                list_units(&export, error);
    if (done) {
        list_groups(&export);
        done = add_figures(&export, error) &&
               export_write(&export, run, workspace, &choice, error);
    }
    arena_close(export.scratch);
    return done;
}

const Command command_export = {
    .name = "export",
    .usage = "export [-o DIR|FILE.csv] [--from P] [--to P]",
    .summary = "Writes what anyone may see as open data, with definitions, in "
               "out/open-data/.",
    .help =
        "  -o DIR             where to write; default: out/open-data/ in the workspace\n"
        "  -o FILE.csv        the figures alone\n"
        "  --from P --to P    periods: 2018-03, 2018-Q1, 2018; default all that is there\n"
        "\n"
        "figures.csv has the columns of samsyn facts at the public level: every indicator "
        "and\n"
        "part, unit, target group and kind of period. Beside it definitions.csv, "
        "units.csv,\n"
        "marks.csv and datapackage.json (Frictionless Data), which describes each column. "
        "The\n"
        "licence is the publisher's to add.\n"
        "\n"
        "Examples:\n"
        "  samsyn export\n"
        "  samsyn export --from 2017 --to 2017 -o anhorigstod-2017\n",
    .run = export_run,
};
