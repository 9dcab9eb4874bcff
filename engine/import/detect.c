/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/detect.h"

#include <assert.h>
#include <iconv.h>
#include <string.h>

static int64_t line_of(Str bytes, size_t offset)
{
    int64_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes.ptr[i] == '\n';
    return line;
}

/* Every byte of CP1252 becomes at most three. False at a byte that it does not have. */
static bool cp1252_read(Arena *arena, Str bytes, Str *text, size_t *bad_offset)
{
    iconv_t converter = iconv_open("UTF-8", "CP1252");
    assert((intptr_t)converter != -1);
    char *out = arena_alloc(arena, bytes.len * 3 + 1), *to = out;
    char *from = (char *)bytes.ptr; /* iconv() reads it only */
    size_t left = bytes.len, room = bytes.len * 3;
    bool ok = iconv(converter, &from, &left, &to, &room) != (size_t)-1;
    iconv_close(converter);
    *text = (Str){out, (size_t)(to - out)};
    *bad_offset = bytes.len - left;
    return ok;
}

/* Latin letters with their accents in one (C2, C3 and what follows) are NFC already;
 * anything else, as the loose accents of macOS, is worth a pass over the text. */
static bool needs_nfc(Str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0xC4)
            return true;
    return false;
}

static Str separator_line(Str text, Detected *detected)
{
    if (text.len < 5 || strncasecmp(text.ptr, "sep=", 4) != 0)
        return text;
    size_t at = 5;
    while (at < text.len && text.ptr[at] == '\r')
        at++;
    if (at < text.len && text.ptr[at] != '\n')
        return text;
    detected->separator = text.ptr[4];
    detected->first_line = 2;
    return str_slice(text, at < text.len ? at + 1 : at, text.len);
}

DetectFault detect_text(Arena *arena, Str bytes, Str *text, Detected *detected)
{
    *detected = (Detected){.first_line = 1};
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF")))
        return DETECT_UTF16;
    const char *zero = bytes.len ? memchr(bytes.ptr, '\0', bytes.len) : NULL;
    if (zero) {
        size_t offset = (size_t)(zero - bytes.ptr);
        detected->fault_line = line_of(bytes, offset);
        return offset < 2 ? DETECT_UTF16 : DETECT_BINARY;
    }
    Str read = bytes;
    size_t bad_offset = 0;
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) {
        detected->encoding = ENCODING_UTF8_BOM;
        read = str_slice(bytes, 3, bytes.len);
    }
    if (!utf8_valid(read, &bad_offset)) {
        bool marked = detected->encoding == ENCODING_UTF8_BOM;
        detected->encoding = ENCODING_CP1252;
        if (marked || !cp1252_read(arena, bytes, &read, &bad_offset)) {
            detected->fault_line = line_of(bytes, bad_offset);
            return DETECT_BYTES;
        }
    }
    if (needs_nfc(read))
        read = text_normalise(arena, read);
    *text = separator_line(read, detected);
    return DETECT_OK;
}

Str encoding_name(Encoding encoding)
{
    static const Str names[] = {[ENCODING_UTF8] = {"UTF-8", 5},
                                [ENCODING_UTF8_BOM] = {"UTF-8 BOM", 9},
                                [ENCODING_CP1252] = {"CP1252", 6}};
    return names[encoding];
}
