/* options.h: what several subcommands read from the command line alike. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_OPTIONS_H
#define SAMSYN_ENGINE_COMMAND_OPTIONS_H

#include <getopt.h>

#include "engine/base/calendar.h"
#include "engine/base/error.h"
#include "engine/facts.h"

/* ERROR_USAGE with the command's and the option's name. */
bool option_period(const char *command, const char *option, const char *word,
                   Period *period, Error *error);

/* --level: "public", or "internal:UNIT". */
bool option_level(const char *command, const char *word, Level *level, Error *error);
/* --as-of: a batch's number, 1 or more. */
bool option_batch(const char *command, const char *word, int64_t *batch, Error *error);
/* A word that is none of some: ERROR_USAGE with all of them and the nearest. */
bool option_unknown(const char *command, const char *option, Str word, const Str *words,
                    size_t count, Error *error);
/* What getopt_long() could not read, '?' or ':', of the command's options. */
bool option_misread(const char *command, int answer, char **argv,
                    const struct option *options, Error *error);
/* What was typed on the command line is a matter of usage, whoever found it out; false. */
bool option_as_usage(Error *error);

#endif
