/* The table of commands. Only this file sees both halves of the program. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/command.h"
#include "engine/base/file.h"
#include "engine/base/text.h"
#include "engine/command/commands.h"
#include "reports/command/commands.h"

#define SAMSYN_VERSION "0.1"

static const Command *const *const halves[] = {engine_commands, report_commands};

static void print_usage(FILE *out)
{
    fputs("usage: samsyn [-C DIR] [--lang sv|en] [-q] [-v] COMMAND ...\n\n", out);
    for (size_t half = 0; half < sizeof halves / sizeof *halves; half++)
        for (const Command *const *command = halves[half]; *command; command++)
            fprintf(out, "  %-10s %s\n", (*command)->name, (*command)->summary);
    fputs("\nExamples:\n"
          "  samsyn import                              what is new in inbox/\n"
          "  samsyn report monthly --period 2018-04     a PDF per district, in out/\n"
          "\nsamsyn COMMAND --help tells a command's options.\n",
          out);
}

static const Command *command_find(const char *name)
{
    for (size_t half = 0; half < sizeof halves / sizeof *halves; half++)
        for (const Command *const *command = halves[half]; *command; command++)
            if (strcmp((*command)->name, name) == 0)
                return *command;
    return NULL;
}

static bool command_unknown(Arena *arena, const char *name, Error *error)
{
    Str names[32];
    size_t count = 0;
    for (size_t half = 0; half < sizeof halves / sizeof *halves; half++)
        for (const Command *const *command = halves[half]; *command; command++)
            names[count++] = str_from((*command)->name);
    Str nearest = text_nearest(str_from(name), names, count);
    return error_set(
        error, ERROR_USAGE, "unknown command '%s'%s; samsyn --help lists them", name,
        nearest.len ? str_format(arena, "; did you mean '%.*s'?", STR_PRINT(nearest)).ptr
                    : "");
}

/* The folder upwards that has samsyn.yaml, else the current one (opening it then fails with
 * a message that says what a workspace is). */
static const char *workspace_upwards(Arena *arena)
{
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here))
        return ".";
    for (;;) {
        if (file_exists(file_join(arena, here, "samsyn.yaml")))
            return str_zero(arena, str_from(here));
        char *slash = strrchr(here, '/');
        if (!slash || slash == here)
            return ".";
        *slash = '\0';
    }
}

/* The built-in templates: $SAMSYN_SHARE, else those beside the program, in its build folder
 * or below the prefix it was installed or moved to, else those of the prefix it was built
 * with. */
static const char *share_find(Arena *arena)
{
    static const char *const places[] = {"templates", "share/samsyn"};
    const char *named = getenv("SAMSYN_SHARE");
    if (named && *named)
        return named;
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length > 0) {
        self[length] = '\0';
        for (int up = 0; up < 3; up++) {
            char *slash = strrchr(self, '/');
            if (!slash)
                break;
            *slash = '\0';
            for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
                const char *beside = file_join(arena, self, places[i]);
                if (file_exists(file_join(arena, beside, "records.yaml")))
                    return beside;
            }
        }
    }
    return SAMSYN_SHARE;
}

/* Reads the words before the subcommand; *first is the subcommand's place in argv. */
static bool options_read(Run *run, int argc, char **argv, int *first, Error *error)
{
    static const struct option options[] = {{"lang", required_argument, NULL, 'l'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'V'},
                                            {NULL, 0, NULL, 0}};
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "+C:qvh", options, NULL)) != -1;) {
        switch (option) {
        case 'C':
            run->workspace = optarg;
            break;
        case 'l':
            run->language = optarg;
            if (strcmp(optarg, "sv") != 0 && strcmp(optarg, "en") != 0)
                return error_set(error, ERROR_USAGE, "--lang is sv or en, not '%s'",
                                 optarg);
            break;
        case 'q':
            run->quiet = true;
            break;
        case 'v':
            run->verbose = true;
            break;
        case 'h':
            print_usage(stdout);
            exit(0);
        case 'V':
            puts("samsyn " SAMSYN_VERSION);
            exit(0);
        default:
            return error_set(error, ERROR_USAGE,
                             "unknown option '%s'; samsyn --help lists them",
                             argv[optind - 1]);
        }
    }
    *first = optind;
    return true;
}

static bool run_command(Run *run, int argc, char **argv, Error *error)
{
    int first = 1;
    if (!options_read(run, argc, argv, &first, error))
        return false;
    if (first >= argc) {
        print_usage(stderr);
        return error_set(error, ERROR_USAGE, "no command given");
    }
    if (strcmp(argv[first], "help") == 0) {
        print_usage(stdout);
        return true;
    }
    const Command *command = command_find(argv[first]);
    if (!command)
        return command_unknown(run->arena, argv[first], error);
    for (int i = first + 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0) {
            printf("usage: samsyn %s\n\n%s\n\n%s", command->usage, command->summary,
                   command->help);
            return true;
        }
    if (!run->workspace)
        run->workspace = workspace_upwards(run->arena);
    run->share = share_find(run->arena);
    optind = 0; /* the subcommand reads its own options from the start */
    return command->run(run, argc - first, argv + first, error);
}

/* What is given back is wanted again at once, year after year of cells; asking the system
 * for it each time costs more than filling it. */
static void memory_keep(void)
{
    mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
}

int main(int argc, char **argv)
{
    memory_keep();
    Error error = {0};
    Run run = {.arena = arena_open(), .lint_templates = report_lint};
    run_command(&run, argc, argv, &error);
    if (fflush(stdout) != 0)
        error_set(&error, ERROR_WRITE, "standard output: write failed");
    if (error.kind != ERROR_NONE)
        fprintf(stderr, "samsyn: %s\n", error.message);
    arena_close(run.arena);
    return (int)error.kind;
}
