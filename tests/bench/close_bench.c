/* A month's close: the import of what the districts send for April 2018 with the rebuild it
 * brings, and the reports of all of them, on histories of several lengths and sizes. Each
 * round begins with the database as the history left it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>

#include "tests/bench/bench.h"
#include "engine/base/file.h"

#define CLOSED_MONTH (12 * 2018 + 3)
#define CLOSED_PERIOD "2018-04"

enum { CLOSE_ROUNDS = 5, CLOSE_ROUNDS_LARGE = 2, LARGE = 5000000 };

typedef struct {
    int months; /* before the closed one */
    int64_t records_a_month;
} History;

/* The same month on one, three and ten years; then larger cities. */
static const History histories[] = {
    {12, 2100}, {36, 2100}, {119, 2100}, {119, 8400}, {119, 84000}};
enum { HISTORIES = sizeof histories / sizeof *histories };

typedef struct {
    bool measured;
    int64_t records;
    double history_mb_s, history_peak, database_mb;
    double import_ms, report_ms, import_peak, report_peak;
    double per_1000; /* ms of the close, per 1000 of the month's records */
} Close;

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* Beside the records the city's population, staff and whatever else the sample has. */
static void others_import(Arena *arena, const Bench *bench, char *fresh, Error *error)
{
    const char *from = file_join(arena, bench->workspace, "inbox");
    const char *inbox = file_join(arena, fresh, "inbox");
    Str *names;
    size_t count;
    if (!file_list(arena, from, STR(".csv"), &names, &count, error) ||
        !file_make_directories(inbox, error))
        give_up(error);
    for (size_t i = 0; i < count; i++) {
        const char *name = str_zero(arena, names[i]);
        if (!str_starts(names[i], STR("samtal")) && !str_starts(names[i], STR("insatser")))
            file_copy(file_join(arena, from, name), file_join(arena, inbox, name), error);
    }
    char *arguments[] = {bench->program, "-C", fresh, "import", NULL};
    process_cost(arguments, error);
    folder_remove(inbox);
}

/* The history is what lies in inbox/, and nothing in it may be amiss; the closed month's
 * files are named, in the arguments returned. */
static char **history_import(Arena *arena, const Bench *bench, const History *history,
                             char *fresh, Close *result, Error *error)
{
    enum { BEFORE_FILES = 5 };
    const char *inbox = file_join(arena, fresh, "inbox");
    City *city = city_open(arena, history->records_a_month);
    Sent sent = {0}, month = {0};
    settings_copy(bench->workspace, fresh, error);
    others_import(arena, bench, fresh, error);
    if (!file_make_directories(inbox, error))
        give_up(error);
    for (int32_t m = CLOSED_MONTH - history->months; m < CLOSED_MONTH; m++)
        city_send(arena, city, inbox, m, &sent, error);
    char *arguments[] = {bench->program, "-C", fresh, "import", "--strict", NULL};
    Cost cost = process_cost(arguments, error);
    result->history_mb_s = sent.mb / cost.ms * 1e3;
    result->history_peak = cost.peak_mb;
    folder_remove(inbox);
    city_send(arena, city, fresh, CLOSED_MONTH, &month, error);
    char **named = ARENA_ARRAY(arena, BEFORE_FILES + month.count + 1, char *);
    for (size_t i = 0; i < BEFORE_FILES; i++)
        named[i] = arguments[i];
    for (size_t i = 0; i < month.count; i++)
        named[BEFORE_FILES + i] = (char *)month.paths[i];
    return named;
}

static Close close_measure(const Bench *bench, const History *history, Error *error)
{
    Arena *arena = arena_open();
    Close result = {.measured = true,
                    .records = history->months * history->records_a_month};
    char *fresh = (char *)file_join(arena, bench->folder, "close");
    const char *database = file_join(arena, fresh, "samsyn.db");
    const char *kept = file_join(arena, fresh, "kept.db");
    char *out = (char *)file_join(arena, fresh, "out");
    char **import = history_import(arena, bench, history, fresh, &result, error);
    char *report[] = {bench->program, "-C", fresh, "report", "monthly", "--period",
                      CLOSED_PERIOD,  "-o", out,   "--jobs", "1",       "--format",
                      "pdf",          NULL};
    size_t rounds = result.records < LARGE ? CLOSE_ROUNDS : CLOSE_ROUNDS_LARGE;
    double imports[CLOSE_ROUNDS], reports[CLOSE_ROUNDS];
    file_copy(database, kept, error);
    result.database_mb = file_mb(database, error);
    for (size_t i = 0; i < rounds; i++) {
        if (i > 0)
            file_copy(kept, database, error);
        Cost cost = process_cost(import, error);
        imports[i] = cost.ms;
        result.import_peak = larger(result.import_peak, cost.peak_mb);
        cost = process_cost(report, error);
        reports[i] = cost.ms;
        result.report_peak = larger(result.report_peak, cost.peak_mb);
    }
    result.import_ms = median(imports, rounds);
    result.report_ms = median(reports, rounds);
    result.per_1000 =
        (result.import_ms + result.report_ms) * 1e3 / (double)history->records_a_month;
    arena_close(arena);
    folder_remove(fresh);
    return result;
}

static void headings_print(void)
{
    puts("\na month's close: import of April 2018 with its rebuild, then 14 reports\n\n"
         "       history     month |         CPU ms          ms per |  peak MB, bar 256    "
         "|   data- history");
    printf("%6s %9s %7s | %7s %7s %7s %6s | %7s %6s %6s | %7s %7s\n", "months", "records",
           "records", "import", "reports", "close", "1000", "history", "import", "report",
           "base MB", "MB/s");
}

static void close_print(const History *history, const Close *close)
{
    printf("%6d %9" PRId64 " %7" PRId64 " | %7.1f %7.1f %7.1f %6.1f | %7.1f %6.1f %6.1f | "
           "%7.1f %7.1f\n",
           history->months, close->records, history->records_a_month, close->import_ms,
           close->report_ms, close->import_ms + close->report_ms, close->per_1000,
           close->history_peak, close->import_peak, close->report_peak, close->database_mb,
           close->history_mb_s);
}

static double close_peak(const Close *close)
{
    return larger(close->history_peak, larger(close->import_peak, close->report_peak));
}

static void ratio_print(const char *what, const Close *over, const Close *of)
{
    if (over->measured && of->measured)
        printf("%-44s %9.2f x\n", what, over->per_1000 / of->per_1000);
}

void bench_close(const Bench *bench, Error *error)
{
    Close closes[HISTORIES] = {0};
    double peak = 0, history_mb_s = 0;
    char *none[] = {bench->program, "-C", (char *)bench->workspace, "--version", NULL};
    headings_print();
    for (size_t i = 0; i < HISTORIES; i++) {
        if (histories[i].months * histories[i].records_a_month > bench->most)
            continue;
        closes[i] = close_measure(bench, &histories[i], error);
        close_print(&histories[i], &closes[i]);
        peak = larger(peak, close_peak(&closes[i]));
        history_mb_s = closes[i].history_mb_s;
    }
    puts("");
    ratio_print("the same month, after 10 years for after 1", &closes[2], &closes[0]);
    ratio_print("a record of the month, at 1 M for 250 000", &closes[3], &closes[2]);
    ratio_print("a record of the month, at 10 M for 1 M", &closes[4], &closes[3]);
    printf("%-44s %9.1f MB per CPU second, bar %d\n", "import of the largest history",
           history_mb_s, BENCH_IMPORT_BAR);
    printf("%-44s %9.1f MB, bar %d  (of a process that does nothing: %.1f)\n",
           "largest peak memory", peak, BENCH_MEMORY_BAR,
           process_cost(none, error).peak_mb);
}
