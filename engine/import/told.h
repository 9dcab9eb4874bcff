/* told.h: what is said of a file when it is read: what was guessed, or why it is refused.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_TOLD_H
#define SAMSYN_IMPORT_TOLD_H

#include <stdio.h>

#include "engine/import/row.h"

/* "semikolon, decimalkomma, rubriker på rad 3, datum som 26/3 2018 (dagen först)": what was
 * guessed of the dialect, and how the cells so far were written. `heading_line` is 0 when
 * nothing stands above the headings. */
Str told_guesses(Arena *arena, Language language, char delimiter, int64_t heading_line,
                 const CellReader *cells);
/* "samtal.csv:12:anhörig: why and what to do", and that the file is refused. */
void told_refusal(Arena *arena, FILE *out, Language language, Str file,
                  const Refusal *refusal);

#endif
