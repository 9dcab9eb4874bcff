/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/options.h"

bool option_period(const char *command, const char *option, const char *word,
                   Period *period, Error *error)
{
    return period_parse(str_from(word), period) ||
           error_set(error, ERROR_USAGE,
                     "%s: %s '%s' is no period; write 2018-03, 2018-Q1 or 2018", command,
                     option, word);
}
