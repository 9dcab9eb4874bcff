/* command.h: what a subcommand is, so that each half of the program has its own. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_COMMAND_H
#define SAMSYN_BASE_COMMAND_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

typedef struct Run Run;

/* What the pages' half finds wrong in templates, each told as "path:line:column: ...": for
 * `samsyn check`, which is of the numbers' half. */
typedef void (*LintTell)(void *to, const char *message);
typedef void (*Lint)(const Run *run, LintTell tell, void *to);

/* What the words before the subcommand said. */
struct Run {
    Arena *arena;          /* the run's */
    const char *workspace; /* -C, or the folder upwards that has samsyn.yaml; never NULL */
    const char *share;     /* the folder with the built-in templates */
    const char *language;  /* --lang "sv" or "en", NULL: as the workspace says */
    bool quiet;            /* -q */
    bool verbose;          /* -v */
    Lint lint_templates;   /* NULL: there are no pages */
};

typedef struct {
    const char *name;
    const char *usage;   /* "import [FILE...] [--dry-run]" */
    const char *summary; /* one line */
    const char *help;    /* options and two examples, lines ending in newlines */
    /* argv[0] is the subcommand's name. Data on stdout, talk on stderr. */
    bool (*run)(const Run *run, int argc, char **argv, Error *error);
} Command;

#endif
