/* What an import costs, and what its first two steps would cost alone. The one file's keys
 * are the history's (city.c): of carers who come one to ten times, and then no more. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "tests/bench/bench.h"
#include "engine/base/file.h"
#include "engine/import/csv.h"
#include "engine/base/guard.h"

enum { IMPORT_ROUNDS = 3, PARSE_ROUNDS = 9, IMPORT_ROWS = 400 * 1000 };

/* A year of the whole city's conversations, as one file. */
static void year_write(const char *path, Error *error)
{
    Arena *arena = arena_open();
    City *city = city_open(arena, IMPORT_ROWS / 12);
    FILE *file = file_begin(path, error);
    city_headings(file);
    for (int row = 0; row < IMPORT_ROWS; row++)
        city_conversation(city, file, (size_t)row % CITY_DISTRICTS,
                          12 * 2017 + (int32_t)((int64_t)row * 12 / IMPORT_ROWS));
    file_end(file, path, error);
    arena_close(arena);
}

/* Rows without a finding; every row of the file unless something is amiss. */
static size_t rows_parse(Str content, bool guarded)
{
    Arena *arena = arena_open();
    Csv csv = csv_open(arena, content, ';', 1);
    size_t rows = 0;
    while (csv_next(&csv)) {
        GuardClass worst = GUARD_CLEAR;
        for (size_t i = 0; guarded && i < csv.count; i++) {
            GuardClass found = guard_scan(csv.cells[i].text, false);
            worst = found > worst ? found : worst;
        }
        rows += csv.count == 7 && worst == GUARD_CLEAR;
    }
    arena_close(arena);
    return rows;
}

static double parse_ms(Str content, bool guarded, Error *error)
{
    double rounds[PARSE_ROUNDS];
    for (size_t i = 0; i < PARSE_ROUNDS; i++) {
        double start = cpu_ms();
        size_t rows = rows_parse(content, guarded);
        rounds[i] = cpu_ms() - start;
        if (rows != IMPORT_ROWS + 1) {
            error_set(error, ERROR_BUG, "%zu rows were parsed of %d", rows,
                      IMPORT_ROWS + 1);
            give_up(error);
        }
    }
    return median(rounds, PARSE_ROUNDS);
}

static void parse_print(const char *what, double mb, double ms)
{
    printf("%-44s %9.1f MB per CPU second  (%.3f us a row)\n", what, mb / ms * 1e3,
           ms * 1e3 / IMPORT_ROWS);
}

void bench_import(const Bench *bench, Error *error)
{
    Arena *arena = arena_open();
    char *fresh = (char *)file_join(arena, bench->folder, "import");
    char *database = (char *)file_join(arena, fresh, "samsyn.db");
    char *csv = (char *)file_join(arena, fresh, "conversations.csv");
    settings_copy(bench->workspace, fresh, error);
    year_write(csv, error);
    double whole[IMPORT_ROUNDS], mb = file_mb(csv, error), peak = 0;
    char *arguments[] = {bench->program, "-C", fresh, "import", "--strict", csv, NULL};
    for (size_t i = 0; i < IMPORT_ROUNDS; i++) {
        file_remove(database);
        Cost cost = process_cost(arguments, error);
        whole[i] = cost.ms;
        peak = cost.peak_mb > peak ? cost.peak_mb : peak;
    }
    Str content;
    if (!file_read(arena, csv, &content, error))
        give_up(error);
    double ms = median(whole, IMPORT_ROUNDS);
    printf("%-44s %9.1f MB per CPU second  (%.3f us a row), bar %d\n",
           "import of one file, records and cells", mb / ms * 1e3, ms * 1e3 / IMPORT_ROWS,
           BENCH_IMPORT_BAR);
    printf("%-44s %9.1f MB for a file of %.0f MB, bar %d\n", "  peak memory", peak, mb,
           BENCH_MEMORY_BAR);
    parse_print("  floor: parsing without storing", mb, parse_ms(content, false, error));
    parse_print("  floor: parsing and guarding", mb, parse_ms(content, true, error));
    arena_close(arena);
    folder_remove(fresh);
}
