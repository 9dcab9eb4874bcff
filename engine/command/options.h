/* options.h: what several subcommands read from the command line alike. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_OPTIONS_H
#define SAMSYN_ENGINE_COMMAND_OPTIONS_H

#include "engine/base/calendar.h"
#include "engine/base/error.h"

/* ERROR_USAGE with the command's and the option's name. */
bool option_period(const char *command, const char *option, const char *word,
                   Period *period, Error *error);

#endif
