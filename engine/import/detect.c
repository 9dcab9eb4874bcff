/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/detect.h"

#include <assert.h>
#include <iconv.h>
#include <string.h>

static const struct {
    Str name;
    const char *iconv;
} encodings[] = {
    [ENCODING_UTF8] = {{"UTF-8", 5}, "UTF-8"},
    [ENCODING_UTF8_BOM] = {{"UTF-8 BOM", 9}, "UTF-8"},
    [ENCODING_UTF16LE] = {{"UTF-16LE", 8}, "UTF-16LE"},
    [ENCODING_UTF16BE] = {{"UTF-16BE", 8}, "UTF-16BE"},
    [ENCODING_CP1252] = {{"CP1252", 6}, "CP1252"},
    [ENCODING_CP850] = {{"CP850", 5}, "CP850"},
    [ENCODING_MACROMAN] = {{"MacRoman", 8}, "MACINTOSH"},
};

Str encoding_name(Encoding encoding)
{
    return encodings[encoding].name;
}

static int64_t line_of(Str bytes, size_t offset)
{
    int64_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes.ptr[i] == '\n';
    return line;
}

/* A byte becomes at most three, two of UTF-16 likewise. At what the encoding does not have
 * it stops; the text then is what stands before. */
static bool text_convert(Arena *arena, Encoding encoding, Str bytes, Str *text)
{
    iconv_t converter = iconv_open("UTF-8", encodings[encoding].iconv);
    assert((intptr_t)converter != -1);
    char *out = arena_alloc(arena, bytes.len * 3 + 1), *to = out;
    char *from = (char *)bytes.ptr; /* iconv() reads it only */
    size_t left = bytes.len, room = bytes.len * 3;
    bool ok = iconv(converter, &from, &left, &to, &room) != (size_t)-1;
    iconv_close(converter);
    *text = (Str){out, (size_t)(to - out)};
    return ok;
}

/* Nearly every second byte of Swedish in UTF-16 is zero, and none of the others. */
static bool utf16_guess(Str bytes, Encoding *encoding)
{
    size_t zeros[2] = {0, 0}, count = bytes.len < 4096 ? bytes.len : 4096;
    for (size_t i = 0; i < count; i++)
        zeros[i % 2] += bytes.ptr[i] == '\0';
    *encoding = zeros[1] ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    return (zeros[0] == 0) != (zeros[1] == 0) && (zeros[0] + zeros[1]) * 4 >= count;
}

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* In which most bytes beyond ASCII are å ä ö. Inside a word first: at a word's end CP850's
 * ö is CP1252's closing quote. */
static Encoding legacy_guess(Str bytes)
{
    static const Encoding legacy[] = {ENCODING_CP1252, ENCODING_CP850, ENCODING_MACROMAN};
    static const char *const letters[] = {
        "\xE5\xE4\xF6\xC5\xC4\xD6", "\x86\x84\x94\x8F\x8E\x99", "\x8C\x8A\x9A\x81\x80\x85"};
    size_t inside[3] = {0}, anywhere[3] = {0}, best = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        const unsigned char *at = (const unsigned char *)bytes.ptr + i;
        if (*at < 0x80)
            continue;
        bool is_inside =
            i > 0 && i + 1 < bytes.len && is_letter(at[-1]) && is_letter(at[1]);
        for (size_t l = 0; l < 3; l++)
            if (strchr(letters[l], (char)*at)) {
                anywhere[l]++;
                inside[l] += is_inside;
            }
    }
    for (size_t l = 1; l < 3; l++)
        if (inside[l] > inside[best] ||
            (inside[l] == inside[best] && anywhere[l] > anywhere[best]))
            best = l;
    return legacy[best];
}

/* sep=; alone on the first line, perhaps quoted, perhaps with the empty cells behind it
 * that a spreadsheet adds when it saves the file again. */
static Str separator_line(Str text, Detected *detected)
{
    size_t at = text.len && text.ptr[0] == '"';
    bool quoted = at == 1;
    if (text.len < at + 5 || strncasecmp(text.ptr + at, "sep=", 4) != 0)
        return text;
    char separator = text.ptr[at + 4];
    bool fit = (separator > ' ' || separator == '\t') && (unsigned char)separator < 0x80 &&
               separator != '"' && !is_letter((unsigned char)separator) &&
               !(separator >= '0' && separator <= '9');
    if (!fit)
        return text;
    at += 5;
    if (quoted && (at >= text.len || text.ptr[at++] != '"'))
        return text;
    while (at < text.len && (text.ptr[at] == '\r' || text.ptr[at] == separator))
        at++;
    if (at < text.len && text.ptr[at] != '\n')
        return text;
    detected->separator = separator;
    detected->first_line = 2;
    return str_slice(text, at < text.len ? at + 1 : at, text.len);
}

/* The encoding, and the bytes behind its mark; `valid` when they were looked through and
 * are of it. False for what is no text. */
static bool encoding_guess(Str *bytes, Encoding *encoding, bool *valid)
{
    static const struct {
        Str mark;
        Encoding encoding;
    } marks[] = {{{"\xEF\xBB\xBF", 3}, ENCODING_UTF8_BOM},
                 {{"\xFF\xFE", 2}, ENCODING_UTF16LE},
                 {{"\xFE\xFF", 2}, ENCODING_UTF16BE}};
    *valid = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(*bytes, marks[i].mark)) {
            *encoding = marks[i].encoding;
            *bytes = str_slice(*bytes, marks[i].mark.len, bytes->len);
            return true;
        }
    if (bytes->len && memchr(bytes->ptr, '\0', bytes->len))
        return utf16_guess(*bytes, encoding);
    *valid = utf8_valid(*bytes, NULL);
    *encoding = *valid ? ENCODING_UTF8 : legacy_guess(*bytes);
    return true;
}

DetectFault detect_text(Arena *arena, Str bytes, Str *text, Detected *detected)
{
    Str read = bytes;
    size_t bad_offset = 0;
    bool valid;
    *detected = (Detected){.first_line = 1};
    if (encoding_guess(&read, &detected->encoding, &valid) && !valid) {
        bool utf8 = detected->encoding <= ENCODING_UTF8_BOM;
        bool utf16 = !utf8 && detected->encoding <= ENCODING_UTF16BE;
        if (utf8 ? !utf8_valid(read, &bad_offset)
                 : !text_convert(arena, detected->encoding, read, &read)) {
            detected->fault_line = line_of(read, utf8 ? bad_offset : read.len);
            return utf16 ? DETECT_UTF16 : DETECT_BYTES;
        }
    }
    const char *zero = read.len ? memchr(read.ptr, '\0', read.len) : NULL;
    if (zero) {
        detected->fault_line = line_of(read, (size_t)(zero - read.ptr));
        return DETECT_BINARY;
    }
    *text = separator_line(text_normalise(arena, read), detected);
    return DETECT_OK;
}
