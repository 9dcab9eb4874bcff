/* wish.h: what the words of `samsyn report` ask for.
 *
 * fails  ERROR_USAGE
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_REPORTS_WISH_H
#define SAMSYN_REPORTS_WISH_H

#include "engine/base/command.h"
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "reports/command/formats.h"

typedef struct {
    Str *names;
    size_t name_count;
    const char **units;
    size_t unit_count;
    const char *period, *directory;
    size_t processes;
    Formats formats;
    bool public_level, attach;
    Language language;
} Wish;

bool wish_read(const Run *run, int argc, char **argv, Wish *wish, Error *error);

#endif
