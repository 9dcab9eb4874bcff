/* bench.h: what the benches share: measuring, and the city whose files they import.
 *
 * unit   times are CPU milliseconds, sizes megabytes of 1 000 000 bytes
 * fails  a bench that cannot go on ends the process with a message
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BENCH_H
#define SAMSYN_BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

#define BENCH_MEMORY_BAR 256 /* MB */
#define BENCH_IMPORT_BAR 60  /* MB per CPU second */

typedef struct {
    char *program;
    const char *workspace; /* imported and reported */
    const char *share;
    const char *folder; /* for what the bench makes */
    int64_t most;       /* records in the largest history */
} Bench;

/* measure.c */
_Noreturn void give_up(const Error *error);
double cpu_ms(void); /* of this process until now */
double median(double *values, size_t count);
typedef struct {
    double ms;      /* with its children */
    double peak_mb; /* resident; never less than this process held when it began */
} Cost;
Cost process_cost(char *const arguments[], Error *error);
/* A file to print to, and its end: was all of it written? */
FILE *file_begin(const char *path, Error *error);
void file_end(FILE *file, const char *path, Error *error);
double file_mb(const char *path, Error *error);
/* Written through to the disk, so that nobody else pays for it. */
void file_copy(const char *from, const char *to, Error *error);
void folder_remove(const char *path); /* and what is in it */
/* A fresh workspace with the settings of another. */
void settings_copy(const char *from, const char *to, Error *error);

/* city.c: fourteen districts and what they send. A carer comes one to ten times and then no
 * more, so that there are the more keys the longer the history is. */
enum { CITY_DISTRICTS = 14 };
typedef struct City City;
City *city_open(Arena *arena, int64_t records_a_month);
void city_headings(FILE *file);
void city_conversation(City *city, FILE *file, size_t district, int32_t month);
/* A file of conversations and one of interventions a district; adds their paths. */
typedef struct {
    const char **paths;
    size_t count, capacity;
    double mb;
} Sent;
void city_send(Arena *arena, City *city, const char *folder, int32_t month, Sent *sent,
               Error *error);

void bench_reports(const Bench *bench, Error *error);
void bench_city_reports(const Bench *bench, Error *error);
void bench_processes(const Bench *bench, Error *error);
void bench_import(const Bench *bench, Error *error);
void bench_close(const Bench *bench, Error *error);

#endif
