/* bench PROGRAM WORKSPACE FOLDER: what samsyn costs, as medians of CPU time.
 *
 * WORKSPACE has been imported and reported; FOLDER is for what the bench makes. Beside each
 * time stands its floor, measured in the same run: compressing the finished page streams
 * and nothing else, and parsing a file without storing it.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <fcntl.h>
#include <inttypes.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/import/csv.h"
#include "reports/font/font.h"
#include "reports/layout/pages.h"
#include "reports/render/paged.h"
#include "reports/template/report.h"

enum { ROUNDS = 15, PROCESS_ROUNDS = 15, IMPORT_ROUNDS = 3, IMPORT_ROWS = 400 * 1000 };

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int double_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, double_order);
    return count ? (values[(count - 1) / 2] + values[count / 2]) / 2 : 0;
}

static _Noreturn void give_up(const Error *error)
{
    fprintf(stderr, "bench: %s\n", error->message);
    exit(1);
}

typedef struct {
    const Facts *facts;
    const Template *template;
    const Wording *wording;
    const Fonts *fonts;
    Period period;
    FactUnit *units;
    size_t unit_count;
} Loaded;

static Loaded load(Arena *run, const char *path, const char *share, Error *error)
{
    Loaded loaded = {0};
    const Workspace *workspace = workspace_open(run, path, share, error);
    if (!workspace)
        give_up(error);
    Facts *facts = facts_open(run, workspace, (Level){LEVEL_PUBLIC, STR("")}, error);
    loaded.facts = facts;
    if (!facts || !facts_last_month(facts, &loaded.period, error))
        give_up(error);
    loaded.wording = wording_load(run, share, path, LANGUAGE_SV, error);
    loaded.template = template_load(run, share, path, STR("monthly"), facts, error);
    loaded.fonts = fonts_load(run, NULL, error);
    if (!loaded.wording || !loaded.template || !loaded.fonts ||
        !facts_units(facts, STR("district"), loaded.period, &loaded.units,
                     &loaded.unit_count, error))
        give_up(error);
    return loaded;
}

typedef struct {
    double facts, layout, pdf, all, floor; /* ms */
    size_t bytes, pages;
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
    Level level = {LEVEL_INTERNAL, unit};
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
    if (!document_pdf(arena, &document, loaded->fonts, &bytes, error))
        give_up(error);
    cost.all = cpu_ms() - start;
    double layout = cpu_ms();
    if (!pages_layout(arena, &document, loaded->fonts, &pages, error))
        give_up(error);
    cost.layout = cpu_ms() - layout;
    cost.pdf = cost.all - cost.facts - cost.layout;
    cost.floor = streams_floor(arena, bytes);
    cost.bytes = bytes.len;
    cost.pages = pages.count;
    arena_close(arena);
    return cost;
}

static void bench_reports(const Loaded *loaded, Error *error)
{
    size_t count = ROUNDS * loaded->unit_count;
    double *column[5];
    size_t bytes = 0, pages = 0;
    for (size_t i = 0; i < 5; i++)
        column[i] = calloc(count, sizeof **column);
    for (size_t i = 0; i < count; i++) {
        ReportCost cost =
            report_cost(loaded, loaded->units[i % loaded->unit_count].id, error);
        column[0][i] = cost.facts;
        column[1][i] = cost.layout;
        column[2][i] = cost.pdf;
        column[3][i] = cost.all;
        column[4][i] = cost.floor;
        bytes += cost.bytes;
        pages += cost.pages;
    }
    double all = median(column[3], count), floor = median(column[4], count);
    printf("%-44s %9.2f ms  %6.1f x its floor, bar 5\n",
           "report, tagged PDF, after start-up", all, all / floor);
    printf("%-44s %9.2f ms\n", "  facts and blocks", median(column[0], count));
    printf("%-44s %9.2f ms\n", "  layout", median(column[1], count));
    printf("%-44s %9.2f ms\n", "  drawing, tags, fonts, compression",
           median(column[2], count));
    printf("%-44s %9.2f ms\n", "  floor: compressing the page streams", floor);
    printf("%-44s %9.1f KB  in %.1f pages\n", "  size",
           (double)bytes / (double)count / 1024, (double)pages / (double)count);
    for (size_t i = 0; i < 5; i++)
        free(column[i]);
}

/* CPU of a process and its children, in ms. */
static double process_cpu(char *const arguments[], Error *error)
{
    pid_t process = fork();
    if (process == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, 1);
        dup2(nowhere, 2);
        execv(arguments[0], arguments);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (process < 0 || wait4(process, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0) {
        error_set(error, ERROR_BUG, "%s %s %s failed with status %d", arguments[0],
                  arguments[2], arguments[3], WEXITSTATUS(status));
        give_up(error);
    }
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static void bench_processes(char *program, char *workspace, char *out, Error *error)
{
    char *one[] = {program,  "-C", workspace, "report", "monthly", "--unit",
                   "farsta", "-o", out,       "--jobs", "1",       NULL};
    char *all[] = {program, "-C", workspace, "report", "monthly",
                   "-o",    out,  "--jobs",  "1",      NULL};
    char *none[] = {program, "-C", workspace, "--version", NULL};
    double single[PROCESS_ROUNDS], batch[PROCESS_ROUNDS], empty[PROCESS_ROUNDS];
    for (size_t i = 0; i < PROCESS_ROUNDS; i++) {
        empty[i] = process_cpu(none, error);
        single[i] = process_cpu(one, error);
        batch[i] = process_cpu(all, error);
    }
    printf("%-44s %9.1f ms  bar 25\n", "a fresh process, one report",
           median(single, PROCESS_ROUNDS));
    printf("%-44s %9.1f ms  bar 120\n", "a fresh process, every district",
           median(batch, PROCESS_ROUNDS));
    printf("%-44s %9.1f ms\n", "  floor: a process that does nothing",
           median(empty, PROCESS_ROUNDS));
}

/* A year of conversations in two districts, as one file; returns its size. */
static size_t conversations_write(Arena *arena, const char *path, Error *error)
{
    static const char *const forms[] = {"bes\xC3\xB6k", "telefon", "hembes\xC3\xB6k",
                                        "digitalt"};
    Text file = text_open(arena);
    text_add(&file, STR("datum;stadsdel;anh\xC3\xB6rig;m\xC3\xA5lgrupp;form;minuter\n"));
    uint32_t random = 1;
    for (int row = 0; row < IMPORT_ROWS; row++) {
        random = random * 1664525u + 1013904223u;
        text_addf(&file, "2017-%02u-%02u;%s;B-%05u;%s;%s;%u\n", (random >> 8) % 12 + 1,
                  (random >> 12) % 28 + 1, row % 2 ? "Bromma" : "Farsta",
                  (random >> 10) % 40000, random >> 31 ? "65+" : "65-",
                  forms[(random >> 20) % 4], (random >> 16) % 90 + 10);
    }
    if (!file_replace(path, text_str(&file), 0640, error))
        give_up(error);
    return file.len;
}

static size_t cells_count(Str content)
{
    Arena *arena = arena_open();
    Csv csv = csv_open(arena, content, ';', 1);
    size_t cells = 0;
    while (csv_next(&csv))
        cells += csv.count;
    arena_close(arena);
    return cells;
}

static double parse_floor(Str content)
{
    double start = cpu_ms();
    size_t cells = cells_count(content);
    double spent = cpu_ms() - start;
    if (cells < IMPORT_ROWS)
        spent = 0;
    return spent;
}

static void copy_file(Arena *arena, const char *from, const char *to, const char *name,
                      Error *error)
{
    Str content;
    if (!file_read(arena, file_join(arena, from, name), &content, error) ||
        !file_replace(file_join(arena, to, name), content, 0640, error))
        give_up(error);
}

static void bench_import(char *program, const char *workspace, const char *folder,
                         Error *error)
{
    Arena *arena = arena_open();
    char *fresh = (char *)file_join(arena, folder, "import");
    char *database = (char *)file_join(arena, fresh, "samsyn.db");
    char *csv = (char *)file_join(arena, folder, "conversations.csv");
    if (!file_make_directories(fresh, error))
        give_up(error);
    copy_file(arena, workspace, fresh, "samsyn.yaml", error);
    copy_file(arena, workspace, fresh, "units.csv", error);
    copy_file(arena, workspace, fresh, "goals.csv", error);
    size_t bytes = conversations_write(arena, csv, error);
    Str content;
    if (!file_read(arena, csv, &content, error))
        give_up(error);
    double whole[IMPORT_ROUNDS], parse[IMPORT_ROUNDS];
    char *arguments[] = {program, "-C", fresh, "import", csv, NULL};
    for (size_t i = 0; i < IMPORT_ROUNDS; i++) {
        file_remove(database);
        whole[i] = process_cpu(arguments, error);
        parse[i] = parse_floor(content);
    }
    double megabytes = (double)bytes / 1e6;
    printf("%-44s %9.1f MB per CPU second  (%.0f MB, records and cells)\n", "import",
           megabytes / median(whole, IMPORT_ROUNDS) * 1e3, megabytes);
    printf("%-44s %9.1f MB per CPU second\n", "  floor: parsing without storing",
           megabytes / median(parse, IMPORT_ROUNDS) * 1e3);
    file_remove(database);
    file_remove(csv);
    arena_close(arena);
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: bench PROGRAM WORKSPACE SHARE FOLDER\n", stderr);
        return 64;
    }
    Error error = {0};
    Arena *run = arena_open();
    printf("medians of CPU time; %d rounds a report, %d a process, %d an import\n\n",
           ROUNDS, PROCESS_ROUNDS, IMPORT_ROUNDS);
    double start = cpu_ms();
    Loaded loaded = load(run, argv[2], argv[3], &error);
    printf("%-44s %9.2f ms\n", "start-up: settings, template, wording, fonts",
           cpu_ms() - start);
    bench_reports(&loaded, &error);
    bench_processes(argv[1], argv[2], (char *)file_join(run, argv[4], "out"), &error);
    bench_import(argv[1], argv[2], argv[4], &error);
    arena_close(run);
    return 0;
}
