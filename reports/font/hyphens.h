/* hyphens.h: where words may be divided, by the patterns of their language.
 *
 * shape   a mark per byte: true where a line may end before it, with a hyphen
 * owns    a run's dictionaries; each is read the first time a word of its language is asked
 *         for, since most reports divide none
 * fails   never: without a dictionary, or for a word that its letters cannot spell, nothing
 *         is marked
 * source  Debian's hyphen-sv and hyphen-en-gb (the patterns of TeX), read by libhyphen
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FONT_HYPHENS_H
#define SAMSYN_FONT_HYPHENS_H

#include <stdbool.h>

#include "engine/base/text.h"

typedef struct Hyphens Hyphens;

Hyphens *hyphens_open(Arena *run);

/* `word` is letters only; marks has room for its bytes. At least two letters stay before
 * and three behind. `language` is "sv-SE", "en-GB" or any that begins like one of them. */
void hyphens_mark(Hyphens *hyphens, Str language, Str word, bool *marks);

#endif
