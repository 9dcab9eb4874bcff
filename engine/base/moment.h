/* moment.h: when something is done, and by whom.
 *
 * fails  ERROR_USAGE when SOURCE_DATE_EPOCH, which stands for the clock, is no moment
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_MOMENT_H
#define SAMSYN_BASE_MOMENT_H

#include "engine/base/error.h"
#include "engine/base/text.h"

/* "2018-05-03T00:00:00Z". SOURCE_DATE_EPOCH stands for the clock, so that the same files
 * give the same database. */
bool moment_now(Arena *arena, Str *stamp, Error *error);
/* The name the system knows the user by, else the number. */
Str moment_user(Arena *arena);

#endif
