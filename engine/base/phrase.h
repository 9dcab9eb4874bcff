/* phrase.h: a sentence with places for its parts.
 *
 * shape  {1} to {9} in the pattern are parts[0] to parts[8]; `parts` may be NULL when there
 *        are no places
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_PHRASE_H
#define SAMSYN_BASE_PHRASE_H

#include "engine/base/text.h"

Str phrase_fill(Arena *arena, const char *pattern, const Str *parts);

#endif
