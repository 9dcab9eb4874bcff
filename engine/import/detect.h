/* detect.h: what a file's bytes are: its encoding, and the text they hold.
 *
 * shape  the text is UTF-8, NFC, without a byte order mark and without a `sep=` line
 * fails  never: a fault is named, with its line, for the sender to be told
 * source the order of guesses: byte order mark; UTF-16 by its zero bytes; valid UTF-8; else
 *        the one of CP1252 (Swedish Excel's "CSV (semikolonavgränsad)"), CP850 (old
 *        exports) and MacRoman in which most bytes beyond ASCII are å ä ö, CP1252 if equal
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_DETECT_H
#define SAMSYN_IMPORT_DETECT_H

#include <stdbool.h>

#include "engine/base/text.h"

typedef enum {
    ENCODING_UTF8,
    ENCODING_UTF8_BOM,
    ENCODING_UTF16LE, /* Excel's "Unicode-text" */
    ENCODING_UTF16BE,
    ENCODING_CP1252,
    ENCODING_CP850,
    ENCODING_MACROMAN
} Encoding;

typedef enum {
    DETECT_OK,
    DETECT_UTF16,  /* UTF-16 with half a character in it */
    DETECT_BINARY, /* zero bytes: a spreadsheet itself, or something else */
    DETECT_BYTES   /* bytes that the encoding does not have */
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
