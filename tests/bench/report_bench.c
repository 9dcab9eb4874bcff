/* What a report costs: in this process, part by part, and in processes of its own. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/bench.h"
#include "engine/base/file.h"
#include "reports/font/font.h"
#include "reports/layout/pages.h"
#include "reports/render/html.h"
#include "reports/render/paged.h"
#include "reports/template/report.h"

enum { ROUNDS = 15, PROCESS_ROUNDS = 15, COLUMNS = 6 };

typedef struct {
    const Facts *facts;
    const Template *template;
    const Wording *wording;
    const Fonts *fonts;
    const Theme *theme;
    Period period;
    FactUnit *units;
    size_t unit_count;
} Loaded;

static Loaded load(Arena *run, const Bench *bench, const char *name, Error *error)
{
    Loaded loaded = {0};
    const char *path = bench->workspace, *share = bench->share;
    const Workspace *workspace = workspace_open(run, path, share, error);
    if (!workspace)
        give_up(error);
    Facts *facts = facts_open(run, workspace, (Level){LEVEL_PUBLIC, STR("")}, error);
    loaded.facts = facts;
    if (!facts || !facts_last_month(facts, &loaded.period, error))
        give_up(error);
    Wordings wordings;
    if (!wordings_load(run, share, path, &wordings, error))
        give_up(error);
    loaded.wording = wordings.of[LANGUAGE_SV];
    loaded.template =
        template_load_worded(run, share, path, str_from(name), &wordings, facts, error);
    loaded.fonts = fonts_load(run, NULL, error);
    loaded.theme = theme_load(run, share, path, error);
    if (!loaded.theme || !loaded.template || !loaded.fonts ||
        !facts_units(facts,
                     loaded.template->per == PER_CITY ? STR("city") : STR("district"),
                     loaded.period, &loaded.units, &loaded.unit_count, error))
        give_up(error);
    return loaded;
}

typedef struct {
    double facts, layout, pdf, all, floor, html; /* ms */
    size_t bytes, pages, html_bytes;
} ReportCost;

/* The content streams of a finished PDF, inflated and compressed again: the floor. */
static double streams_floor(Arena *arena, Str pdf)
{
    struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
    struct libdeflate_compressor *deflate = libdeflate_alloc_compressor(6);
    size_t room = 4 * 1024 * 1024;
    char *plain = arena_alloc(arena, room), *packed = arena_alloc(arena, room);
    double spent = 0;
    for (size_t at = 0; at + 8 < pdf.len; at++) {
        size_t taken, len;
        if (memcmp(pdf.ptr + at, "stream\r\n", 8) != 0)
            continue;
        if (libdeflate_zlib_decompress_ex(inflate, pdf.ptr + at + 8, pdf.len - at - 8,
                                          plain, room, &taken, &len) != LIBDEFLATE_SUCCESS)
            continue;
        if (!memmem(plain, len, "BDC", 3))
            continue;
        double start = cpu_ms();
        libdeflate_zlib_compress(deflate, plain, len, packed, room);
        spent += cpu_ms() - start;
    }
    libdeflate_free_compressor(deflate);
    libdeflate_free_decompressor(inflate);
    return spent;
}

static ReportCost report_cost(const Loaded *loaded, Str unit, Error *error)
{
    Arena *arena = arena_open();
    Level level = {loaded->template->level, unit};
    ReportCost cost = {0};
    Document document;
    Pages pages;
    Str bytes;
    double start = cpu_ms();
    Facts *facts = facts_view(arena, loaded->facts, level, error);
    if (!facts || !report_build(arena, loaded->template, loaded->wording, facts, level,
                                unit, loaded->period, &document, error))
        give_up(error);
    cost.facts = cpu_ms() - start;
    if (!document_pdf(arena, &document, loaded->fonts, loaded->theme, &bytes, error))
        give_up(error);
    cost.all = cpu_ms() - start;
    double layout = cpu_ms();
    if (!pages_layout(arena, &document, loaded->fonts, &pages, error))
        give_up(error);
    cost.layout = cpu_ms() - layout;
    cost.pdf = cost.all - cost.facts - cost.layout;
    cost.floor = streams_floor(arena, bytes);
    double html = cpu_ms();
    cost.html_bytes = document_html(arena, &document, loaded->fonts, loaded->theme).len;
    cost.html = cpu_ms() - html;
    cost.bytes = bytes.len;
    cost.pages = pages.count;
    arena_close(arena);
    return cost;
}

static void costs_print(const Loaded *loaded, Error *error)
{
    size_t count = ROUNDS * loaded->unit_count;
    double *column[COLUMNS];
    size_t bytes = 0, pages = 0, html_bytes = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        column[i] = calloc(count, sizeof **column);
    for (size_t i = 0; i < count; i++) {
        ReportCost cost =
            report_cost(loaded, loaded->units[i % loaded->unit_count].id, error);
        column[0][i] = cost.facts;
        column[1][i] = cost.layout;
        column[2][i] = cost.pdf;
        column[3][i] = cost.all;
        column[4][i] = cost.floor;
        column[5][i] = cost.html;
        html_bytes += cost.html_bytes;
        bytes += cost.bytes;
        pages += cost.pages;
    }
    double all = median(column[3], count), floor = median(column[4], count);
    printf("%-44s %9.2f ms  bar 5, %.1f x its floor\n",
           "report, tagged PDF, after start-up", all, all / floor);
    printf("%-44s %9.2f ms\n", "  facts and blocks", median(column[0], count));
    printf("%-44s %9.2f ms\n", "  layout", median(column[1], count));
    printf("%-44s %9.2f ms\n", "  drawing, tags, fonts, compression",
           median(column[2], count));
    printf("%-44s %9.2f ms\n", "  floor: compressing the page streams", floor);
    printf("%-44s %9.1f KB  in %.1f pages\n", "  size",
           (double)bytes / (double)count / 1024, (double)pages / (double)count);
    printf("%-44s %9.2f ms  beside the PDF, %.1f KB\n", "the same blocks as a web page",
           median(column[5], count), (double)html_bytes / (double)count / 1024);
    for (size_t i = 0; i < COLUMNS; i++)
        free(column[i]);
}

void bench_reports(const Bench *bench, Error *error)
{
    Arena *run = arena_open();
    double start = cpu_ms();
    Loaded loaded = load(run, bench, "monthly", error);
    printf("%-44s %9.2f ms\n", "start-up: settings, template, wording, fonts",
           cpu_ms() - start);
    costs_print(&loaded, error);
    arena_close(run);
}

/* The newest whole period of its kind that the last month is in or after. */
static Period last_of(PeriodKind kind, Period month)
{
    Period period = period_containing(kind, month.first_month);
    return period_last_month(period) > month.first_month
               ? period_containing(kind, period.first_month - 1)
               : period;
}

/* The city's reports are longer, and read every district: told a page as well. */
void bench_city_reports(const Bench *bench, Error *error)
{
    static const char *const names[] = {"quarterly", "tertial", "comparison", "annual"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Arena *run = arena_open();
        Loaded loaded = load(run, bench, names[i], error);
        loaded.period = last_of(loaded.template->period, loaded.period);
        double all[ROUNDS], facts[ROUNDS];
        size_t pages = 1;
        for (size_t round = 0; round < ROUNDS; round++) {
            ReportCost cost = report_cost(&loaded, loaded.units[0].id, error);
            all[round] = cost.all;
            facts[round] = cost.facts;
            pages = cost.pages;
        }
        double whole = median(all, ROUNDS);
        printf("%-44s %9.2f ms  facts %.2f, %zu pages, %.2f ms a page\n",
               str_format(run, "  %s, tagged PDF", names[i]).ptr, whole,
               median(facts, ROUNDS), pages, whole / (double)pages);
        arena_close(run);
    }
}

void bench_processes(const Bench *bench, Error *error)
{
    Arena *run = arena_open();
    char *program = bench->program, *workspace = (char *)bench->workspace;
    char *out = (char *)file_join(run, bench->folder, "out");
    char *one[] = {program,  "-C", workspace, "report", "monthly",  "--unit", "farsta",
                   "--jobs", "1",  "-o",      out,      "--format", "pdf",    NULL};
    char *all[] = {program, "-C", workspace, "report",   "monthly", "--jobs",
                   "1",     "-o", out,       "--format", "pdf",     NULL};
    char *both[] = {program, "-C", workspace, "report",   "monthly",  "--jobs",
                    "1",     "-o", out,       "--format", "pdf,html", NULL};
    char *none[] = {program, "-C", workspace, "--version", NULL};
    double single[PROCESS_ROUNDS], batch[PROCESS_ROUNDS], two[PROCESS_ROUNDS],
        empty[PROCESS_ROUNDS];
    for (size_t i = 0; i < PROCESS_ROUNDS; i++) {
        empty[i] = process_cost(none, error).ms;
        single[i] = process_cost(one, error).ms;
        batch[i] = process_cost(all, error).ms;
        two[i] = process_cost(both, error).ms;
    }
    printf("%-44s %9.1f ms  bar 25\n", "a fresh process, one report",
           median(single, PROCESS_ROUNDS));
    printf("%-44s %9.1f ms  bar 120\n", "a fresh process, every district",
           median(batch, PROCESS_ROUNDS));
    printf("%-44s %9.1f ms\n", "  with the web pages too", median(two, PROCESS_ROUNDS));
    printf("%-44s %9.1f ms\n", "  floor: a process that does nothing",
           median(empty, PROCESS_ROUNDS));
    folder_remove(out);
    arena_close(run);
}
