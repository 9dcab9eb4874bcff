/* faults PROGRAM SHARE SHIM FOLDER [STRIDE]: what a program that is stopped leaves behind.
 *
 * An import and a report are run again and again, and each time one more of their calls to
 * the system fails, is cut short or ends the program as a power cut would; of memory every
 * STRIDE-th call and of others every STRIDE/100-th (at least each) is tried. After each run
 *
 *   the database opens, is whole, and holds what it held before or all of the file; its
 *   figures are of the records, or are known to be made anew
 *   the publication is the old or the new one, whole; or it says that it is not finished,
 *   each file being the old or the new one, whole, and new where the manifest is
 *   a run that did not do its work says so and ends with a status, not with a crash
 *   the next run does it, and leaves nothing else behind
 *
 * Then the disk is full, nothing can be written at all, and two run at once.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, ARGUMENTS_MOST = 16 };

typedef struct {
    const char *name;
    const char *start; /* a folder: the workspace before */
    const char *arguments[ARGUMENTS_MOST];
} Scenario;

/* What a workspace is: the database by its content, all other files by theirs. */
typedef struct {
    bool whole;
    bool pending; /* the figures know that they are to be made of newer records */
    uint64_t data, figures, files, published;
} State;

static const char *program, *share, *shim, *folder;
static long stride = 1;
static long passed, failed;

static void die(const char *what)
{
    fprintf(stderr, "faults: %s: %s\n", what, strerror(errno));
    exit(70);
}

static char *in_folder(const char *name)
{
    static char paths[8][PATH_SIZE];
    static int next;
    char *path = paths[next++ % 8];
    if (snprintf(path, PATH_SIZE, "%s/%s", folder, name) >= PATH_SIZE)
        die("path");
    return path;
}

static void shell(const char *format, ...)
{
    char command[4 * PATH_SIZE];
    va_list rest;
    va_start(rest, format);
    vsnprintf(command, sizeof command, format, rest);
    va_end(rest);
    if (system(command) != 0)
        die(command);
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(in_folder(name), "w");
    if (!file || fputs(text, file) < 0 || fclose(file))
        die(name);
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ at[i]) * 1099511628211u;
    return hash;
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
    return mix(hash, text, strlen(text) + 1);
}

static uint64_t hash_file(uint64_t hash, const char *path)
{
    char bytes[1 << 16];
    size_t count;
    FILE *file = fopen(path, "r");
    if (!file)
        die(path);
    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0)
        hash = mix(hash, bytes, count);
    fclose(file);
    return hash;
}

static int no_dots(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* Set aside, and not published yet. */
static bool is_aside(const char *name)
{
    size_t length = strlen(name);
    return name[0] == '.' || (length > 6 && !strcmp(name + length - 6, ".aside"));
}

/* Names and contents of all files below, but the database and its journal. */
static uint64_t hash_folder(uint64_t hash, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, no_dots, alphasort);
    for (int i = 0; i < count; i++) {
        char below[PATH_SIZE];
        struct stat about;
        const char *name = entries[i]->d_name;
        snprintf(below, sizeof below, "%s/%.255s", path, name);
        if (strncmp(name, "samsyn.db", 9) != 0 && !lstat(below, &about)) {
            hash = mix_text(hash, name);
            hash =
                S_ISDIR(about.st_mode) ? hash_folder(hash, below) : hash_file(hash, below);
        }
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return hash;
}

static bool hash_rows(sqlite3 *database, const char *sql, uint64_t *hash)
{
    sqlite3_stmt *rows;
    if (sqlite3_prepare_v2(database, sql, -1, &rows, NULL) != SQLITE_OK)
        return false;
    int done;
    while ((done = sqlite3_step(rows)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            const char *text = (const char *)sqlite3_column_text(rows, i);
            *hash = mix_text(*hash, text ? text : "");
        }
    sqlite3_finalize(rows);
    return done == SQLITE_DONE;
}

/* A database that is not there, or of which nothing was made, holds nothing: 0. */
static bool read_database(const char *path, State *state)
{
    static const char *const contents[] = {
        "SELECT kind, unit, month, held, rows FROM records ORDER BY kind, unit, month, "
        "rows",
        "SELECT file, sha256, held, rows_used, rows_refused FROM batches ORDER BY id",
        "SELECT line, column, seen, reason FROM findings ORDER BY 1, 2, 3, 4"};
    static const char figures[] =
        "SELECT s.indicator, s.part, s.unit, s.target_group, c.period_kind, c.month, "
        "c.state,"
        " c.protected, c.n, c.numerator, c.denominator FROM cells c JOIN series s"
        " ON s.id = c.series ORDER BY 1, 2, 3, 4, 5, 6";
    struct stat about;
    sqlite3 *database;
    if (stat(path, &about) || about.st_size == 0)
        return true;
    uint64_t integrity = 0, fine = mix_text(0, "ok"), made = 0, touched = 0;
    bool whole = sqlite3_open(path, &database) == SQLITE_OK &&
                 hash_rows(database, "PRAGMA integrity_check", &integrity) &&
                 integrity == fine;
    if (whole && hash_rows(database, "SELECT 1 FROM batches", &made) && made) {
        for (size_t i = 0; whole && i < sizeof contents / sizeof *contents; i++)
            whole = hash_rows(database, contents[i], &state->data);
        state->pending =
            !hash_rows(database, figures, &state->figures) ||
            (hash_rows(database, "SELECT 1 FROM touched", &touched) && touched);
    }
    sqlite3_close(database);
    return whole;
}

static State state_of(const char *workspace)
{
    char path[PATH_SIZE];
    State state = {0};
    snprintf(path, sizeof path, "%s/samsyn.db", workspace);
    state.whole = read_database(path, &state);
    state.files = hash_folder(0, workspace);
    snprintf(path, sizeof path, "%s/out", workspace);
    state.published = hash_folder(0, path);
    return state;
}

static void set_fault(const char *call, const char *how, long at)
{
    char number[32];
    snprintf(number, sizeof number, "%ld", at);
    setenv("FAULT_CALL", call, 1);
    setenv("FAULT_HOW", how, 1);
    setenv("FAULT_AT", number, 1);
    setenv("FAULT_COUNT", in_folder("count"), 1);
    setenv("LD_PRELOAD", shim, 1);
}

/* What is said goes to FOLDER/said. */
static pid_t start(const Scenario *scenario, const char *call, const char *how, long at)
{
    const char *arguments[ARGUMENTS_MOST + 8] = {program, "-C", in_folder("work")};
    size_t count = 3;
    for (size_t i = 0; scenario->arguments[i]; i++)
        arguments[count++] = scenario->arguments[i];
    fflush(stdout);
    pid_t child = fork();
    if (child != 0)
        return child;
    int said = open(in_folder("said"), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    if (said < 0 || dup2(said, 1) < 0 || dup2(said, 2) < 0)
        _exit(98);
    setenv("SAMSYN_SHARE", share, 1);
    setenv("SOURCE_DATE_EPOCH", "1525305600", 1);
    if (call)
        set_fault(call, how, at);
    execv(program, (char *const *)arguments);
    _exit(97);
}

static int wait_for(pid_t child)
{
    int status;
    if (child < 0 || waitpid(child, &status, 0) != child)
        die("wait");
    return status;
}

static int run(const Scenario *scenario, const char *call, const char *how, long at)
{
    return wait_for(start(scenario, call, how, at));
}

static void begin(const Scenario *scenario)
{
    shell("rm -rf '%s' && cp -Rp '%s' '%s'", in_folder("work"), in_folder(scenario->start),
          in_folder("work"));
}

static long calls_of(const Scenario *scenario, const char *call)
{
    long count = -1;
    begin(scenario);
    run(scenario, call, "fail", 0);
    FILE *file = fopen(in_folder("count"), "r");
    if (!file || fscanf(file, "%ld", &count) != 1)
        die("count");
    fclose(file);
    return count;
}

static bool said_something(void)
{
    struct stat about;
    return !stat(in_folder("said"), &about) && about.st_size > 0;
}

static bool same(const State *one, const State *other)
{
    return one->data == other->data && one->figures == other->figures &&
           one->published == other->published;
}

static uint64_t published(const char *workspace, const char *name)
{
    char path[PATH_SIZE];
    struct stat about;
    snprintf(path, sizeof path, "%s/out/%.255s", in_folder(workspace), name);
    return stat(path, &about) ? 0 : hash_file(1, path);
}

/* All files of the folder are those of before, or all are those of after; some of each only
 * while the publication that says which shall be is not finished. */
static bool published_whole(const Scenario *scenario)
{
    struct dirent **entries;
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/out", in_folder("work"));
    bool made = published("work", "manifest.json") == published("after", "manifest.json");
    bool decided = published("work", ".publication") != 0;
    bool whole = true;
    int count = scandir(path, &entries, no_dots, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        uint64_t now = published("work", name);
        bool is_new = now == published("after", name);
        bool is_old = now == published(scenario->start, name);
        whole = whole && (is_aside(name) || (made      ? is_new
                                             : decided ? is_new || is_old
                                                       : is_old));
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return whole;
}

static const char *fault_after(const Scenario *scenario, int status, bool killed,
                               const State *state, const State *before, const State *after)
{
    bool done = same(state, after);
    bool figures = state->data == before->data
                       ? state->figures == before->figures
                       : state->figures == after->figures || state->pending;
    if (!state->whole)
        return "the database is broken";
    if (state->data != before->data && state->data != after->data)
        return "the database holds a part";
    if (!figures)
        return "figures are not of the records, and do not know it";
    if (!published_whole(scenario))
        return "a part of a file is published";
    if (WIFSIGNALED(status) && !(killed && WTERMSIG(status) == SIGKILL))
        return "it crashed";
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !done)
        return "it says that it is done, and is not";
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0 && !said_something())
        return "it does not say what failed";
    return NULL;
}

static const char *trial(const Scenario *scenario, const char *call, const char *how,
                         long at, const State *before, const State *after)
{
    begin(scenario);
    int status = run(scenario, call, how, at);
    State state = state_of(in_folder("work"));
    const char *fault =
        fault_after(scenario, status, !strcmp(how, "kill"), &state, before, after);
    if (fault)
        return fault;
    status = run(scenario, NULL, NULL, 0);
    state = state_of(in_folder("work"));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return "the next run fails";
    if (!same(&state, after))
        return "the next run does not make it good";
    if (state.files != after->files)
        return "something is left behind";
    return NULL;
}

static void tell(const char *name, const char *what, long first, long last, long tried,
                 long wrong)
{
    printf("%s %s: %s: calls %ld to %ld, %ld tried, %ld wrong\n", wrong ? "not ok" : "ok",
           name, what, first, last, tried, wrong);
    passed += tried - wrong;
    failed += wrong;
}

static void every_call(const Scenario *scenario, const char *call, const char *how,
                       const State *before, const State *after)
{
    long count = calls_of(scenario, call), tried = 0, wrong = 0;
    bool memory = !strcmp(call, "memory");
    long step = !memory ? stride / 100 : strcmp(how, "kill") != 0 ? stride : 20 * stride;
    char what[64];
    for (long at = 1; at <= count; at += step > 1 ? step : 1, tried++) {
        const char *fault = trial(scenario, call, how, at, before, after);
        if (!fault)
            continue;
        wrong++;
        printf("    %s %s at %ld: %s\n", call, how, at, fault);
        if (wrong <= 3) {
            fflush(stdout);
            shell("head -c 300 '%s' | sed 's/^/        /'; echo", in_folder("said"));
        }
    }
    snprintf(what, sizeof what, "%s, %s", call, how);
    tell(scenario->name, what, count ? 1 : 0, count, tried, wrong);
}

static void two_at_once(const Scenario *scenario, const State *after)
{
    enum { PAIRS = 20 };
    long wrong = 0;
    for (long i = 0; i < PAIRS; i++) {
        begin(scenario);
        pid_t one = start(scenario, NULL, NULL, 0);
        nanosleep(&(struct timespec){.tv_nsec = i * 1500000}, NULL);
        pid_t other = start(scenario, NULL, NULL, 0);
        int ended = wait_for(one), ended_too = wait_for(other);
        bool fine = WIFEXITED(ended) && WIFEXITED(ended_too) &&
                    (WEXITSTATUS(ended) == 0 || WEXITSTATUS(ended_too) == 0);
        run(scenario, NULL, NULL, 0);
        State state = state_of(in_folder("work"));
        fine = fine && state.whole && same(&state, after) && state.files == after->files;
        if (!fine)
            printf("    two at once, %ld ms apart: ended %d and %d, %s\n", i * 3 / 2, ended,
                   ended_too, same(&state, after) ? "done" : "not done");
        wrong += !fine;
    }
    tell(scenario->name, "two at once", 1, PAIRS, PAIRS, wrong);
}

static void scenario_try(const Scenario *scenario)
{
    static const char *const calls[] = {"open",     "write",  "sync",  "rename",
                                        "truncate", "unlink", "mkdir", "memory"};
    begin(scenario);
    State before = state_of(in_folder("work"));
    int status = run(scenario, NULL, NULL, 0);
    State after = state_of(in_folder("work"));
    shell("rm -rf '%s' && cp -Rp '%s' '%s'", in_folder("after"), in_folder("work"),
          in_folder("after"));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || same(&before, &after)) {
        shell("cat '%s'", in_folder("said"));
        die("the scenario itself does nothing");
    }
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        every_call(scenario, calls[i], "fail", &before, &after);
        every_call(scenario, calls[i], "kill", &before, &after);
    }
    every_call(scenario, "write", "short", &before, &after);
    every_call(scenario, "write", "full", &before, &after);
    const char *fault = trial(scenario, "open", "full", 1, &before, &after);
    if (fault)
        printf("    nothing can be written: %s\n", fault);
    tell(scenario->name, "nothing can be written", 1, 1, 1, fault != NULL);
    two_at_once(scenario, &after);
}

#define HEADING "datum;stadsdel;anhörig;målgrupp;form;minuter\n"

static void write_workspace(void)
{
    shell("rm -rf '%s' && mkdir -p '%s/first/inbox'", folder, folder);
    put("first/samsyn.yaml",
        "organisation: Provstad\nprogramme: anhörigstöd\nlanguage: sv\nlimit: 5\n"
        "carer_keys: per_unit\ngroups:\n"
        "  - {id: under65, name: {sv: \"65-\", en: under 65}, heads: [\"65-\"]}\n"
        "  - {id: over65, name: {sv: \"65+\", en: 65 and over}, heads: [\"65+\"]}\n");
    put("first/units.csv", "id;namn;typ;ingår_i;från;till;efterträdare;alias\n"
                           "stad;Provstad;city;;;;;\nfarsta;Farsta;district;stad;;;;\n"
                           "bromma;Bromma;district;stad;;;;\n");
    put("first/goals.csv", "indikator;enhet;period;mål\nconversations;Farsta;år;60\n");
    put("first/inbox/samtal-farsta-2018-03.csv",
        HEADING "2018-03-05;Farsta;F-1;65+;besök;45\n2018-03-06;Farsta;F-2;65-;tel;30\n"
                "2018-03-07;Farsta;F-3;65+;besök;45\n2018-03-08;Farsta;F-4;65-;tel;30\n"
                "2018-03-09;Farsta;F-5;65+;besök;45\n");
}

/* The workspaces: nothing yet; a month and more to come, with a row to be returned; and
 * published, with another month to publish. */
static void write_starts(void)
{
    Scenario import = {.arguments = {"-q", "import", NULL}};
    Scenario report = {.arguments = {"-q", "report", "monthly", "--period", "2018-03",
                                     "--level", "public", NULL}};
    write_workspace();
    shell("cp -Rp '%s' '%s'", in_folder("first"), in_folder("work"));
    if (run(&import, NULL, NULL, 0) != 0)
        die("the first import");
    shell("cp -Rp '%s' '%s'", in_folder("work"), in_folder("second"));
    put("second/inbox/samtal-farsta-2018-04.csv",
        HEADING "2018-04-05;Farsta;F-1;65+;besök;45\n2018-04-06;Farsta;F-2;65-;tel;30\n"
                "2018-04-07;Farsta;F-6;65+;brevduva;45\n");
    if (run(&report, NULL, NULL, 0) != 0)
        die("the first report");
    shell("mv '%s' '%s'", in_folder("work"), in_folder("third"));
}

int main(int argc, char **argv)
{
    if (argc != 5 && argc != 6) {
        fputs("usage: faults PROGRAM SHARE SHIM FOLDER [STRIDE]\n", stderr);
        return 64;
    }
    program = argv[1];
    share = argv[2];
    shim = argv[3];
    folder = argv[4];
    stride = argc == 6 ? strtol(argv[5], NULL, 10) : 1;
    write_starts();
    const Scenario scenarios[] = {{"first import", "first", {"-q", "import", NULL}},
                                  {"import", "second", {"-q", "import", NULL}},
                                  {"report",
                                   "third",
                                   {"-q", "report", "monthly", "--period", "2018-03",
                                    "--unit", "farsta", "--format", "pdf,html", NULL}}};
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++)
        scenario_try(&scenarios[i]);
    printf("%ld passed, %ld failed\n", passed, failed);
    return failed != 0;
}
