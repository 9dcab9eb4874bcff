/* place.h: a mistake in a file, told with its place, its line and the nearest right word.
 *
 *   templates/monthly.md:31:12: unknown indicator 'conversation'
 *      31 | indicator: conversation
 *         |            ^
 *      did you mean 'conversations'?
 *
 * unit   line and column are 1-based; a column counts characters, not bytes
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_PLACE_H
#define SAMSYN_TEMPLATE_PLACE_H

#include "engine/base/error.h"
#include "engine/base/text.h"

typedef struct {
    const char *path;
    Str text; /* the whole file */
} Source;

typedef struct {
    int line, column;
} Place;

/* The place of a byte of the source. */
Place source_place(const Source *source, const char *byte);
Str source_line(const Source *source, int line);

/* The words one may have meant; count 0 when there is nothing to propose. */
typedef struct {
    const Str *words;
    size_t count;
} Known;

/* ERROR_CONFIG, "path:line:column: " and the message, the line with a caret, and the
 * nearest of `known` to `wrong`, or all of them when they are few. Returns false. */
bool place_fail(const Source *source, Place place, Str wrong, Known known, Error *error,
                const char *format, ...) __attribute__((format(printf, 6, 7)));

#endif
