/* formats.h: what a report is written as.
 *
 * fails  ERROR_USAGE, with the nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_REPORTS_FORMATS_H
#define SAMSYN_REPORTS_FORMATS_H

#include <stdbool.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

typedef enum { FORMAT_PDF, FORMAT_HTML, FORMAT_PNG, FORMAT_COUNT } Format;

typedef struct {
    bool wanted[FORMAT_COUNT];
} Formats;

/* "pdf,html": any of them, in any order. */
bool formats_read(Str list, Formats *formats, Error *error);

#endif
