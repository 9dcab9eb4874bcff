/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "engine/base/file.h"

_Noreturn void give_up(const Error *error)
{
    fprintf(stderr, "bench: %s\n", error->message);
    exit(1);
}

static _Noreturn void give_up_on(const char *path, Error *error)
{
    error_set(error, ERROR_WRITE, "%s: %s", path, strerror(errno));
    give_up(error);
}

double cpu_ms(void)
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

double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, double_order);
    return count ? (values[(count - 1) / 2] + values[count / 2]) / 2 : 0;
}

Cost process_cost(char *const arguments[], Error *error)
{
    fflush(stdout);
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
        error_set(error, ERROR_BUG, "%s -C %s %s failed with status %d", arguments[0],
                  arguments[2], arguments[3], WEXITSTATUS(status));
        give_up(error);
    }
    return (Cost){.ms = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
                        (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3,
                  .peak_mb = (double)usage.ru_maxrss * 1024 / 1e6};
}

FILE *file_begin(const char *path, Error *error)
{
    FILE *file = fopen(path, "w");
    if (file)
        return file;
    give_up_on(path, error);
}

void file_end(FILE *file, const char *path, Error *error)
{
    bool whole = !ferror(file);
    if (fclose(file) != 0 || !whole)
        give_up_on(path, error);
}

double file_mb(const char *path, Error *error)
{
    struct stat found;
    if (stat(path, &found) != 0)
        give_up_on(path, error);
    return (double)found.st_size / 1e6;
}

void file_copy(const char *from, const char *to, Error *error)
{
    enum { STEP = 1 << 20 };
    char *step = malloc(STEP);
    int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0640);
    if (!step || in < 0 || out < 0)
        give_up_on(in < 0 ? from : to, error);
    ssize_t got;
    while ((got = read(in, step, STEP)) > 0)
        if (write(out, step, (size_t)got) != got)
            give_up_on(to, error);
    if (got < 0 || fsync(out) != 0 || close(out) != 0)
        give_up_on(to, error);
    close(in);
    free(step);
}

static int found_remove(const char *path, const struct stat *status, int kind,
                        struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void folder_remove(const char *path)
{
    nftw(path, found_remove, 16, FTW_DEPTH | FTW_PHYS);
}

void settings_copy(const char *from, const char *to, Error *error)
{
    static const char *const names[] = {"samsyn.yaml", "units.csv", "goals.csv"};
    Arena *arena = arena_open();
    folder_remove(to);
    if (!file_make_directories(to, error))
        give_up(error);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        file_copy(file_join(arena, from, names[i]), file_join(arena, to, names[i]), error);
    arena_close(arena);
}
