/* detect.h: what a file's bytes are: its encoding, and the text they hold.
 *
 * shape  the text is UTF-8, NFC, without a byte order mark and without a `sep=` line
 * fails  never: a fault is named, with its line, for the sender to be told
 * source the order of guesses: byte order mark, valid UTF-8, else CP1252 as Swedish Excel
 *        saves "CSV (semikolonavgränsad)"
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_DETECT_H
#define SAMSYN_IMPORT_DETECT_H

#include <stdbool.h>

#include "engine/base/text.h"

typedef enum { ENCODING_UTF8, ENCODING_UTF8_BOM, ENCODING_CP1252 } Encoding;

typedef enum {
    DETECT_OK,
    DETECT_UTF16,  /* not read yet: save as CSV UTF-8 */
    DETECT_BINARY, /* zero bytes: a spreadsheet itself, or something else */
    DETECT_BYTES   /* neither UTF-8 nor CP1252 */
} DetectFault;

typedef struct {
    Encoding encoding;
    char separator;     /* of a `sep=` line, 0 without one */
    int64_t first_line; /* of the text: 2 behind a `sep=` line */
    int64_t fault_line;
} Detected;

DetectFault detect_text(Arena *arena, Str bytes, Str *text, Detected *detected);
Str encoding_name(Encoding encoding);

#endif
