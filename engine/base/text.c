/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "engine/base/lanes.h"

Str str_from(const char *zero_terminated)
{
    return zero_terminated ? (Str){zero_terminated, strlen(zero_terminated)} : (Str){"", 0};
}

/* Most texts that differ do so in the first byte. */
bool str_equal(Str a, Str b)
{
    return a.len == b.len &&
           (a.len == 0 || (a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.len) == 0));
}

int str_compare(Str a, Str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(Str text, Str prefix)
{
    return text.len >= prefix.len && str_equal((Str){text.ptr, prefix.len}, prefix);
}

bool str_ends(Str text, Str suffix)
{
    return text.len >= suffix.len &&
           str_equal(str_slice(text, text.len - suffix.len, text.len), suffix);
}

Str str_slice(Str text, size_t from, size_t to)
{
    assert(from <= to && to <= text.len);
    return (Str){from ? text.ptr + from : text.ptr, to - from};
}

/* The length of white space at one end: ASCII, U+00A0, U+2007, U+2009, U+202F, U+FEFF. */
static size_t space_len(Str text, bool at_end)
{
    static const Str spaces[] = {
        {" ", 1},
        {"\t", 1},
        {"\n", 1},
        {"\r", 1},
        {"\xC2\xA0", 2},
        {"\xE2\x80\x87", 3},
        {"\xE2\x80\x89", 3},
        {"\xE2\x80\xAF", 3},
        {"\xEF\xBB\xBF", 3},
    };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (at_end ? str_ends(text, spaces[i]) : str_starts(text, spaces[i]))
            return spaces[i].len;
    return 0;
}

/* Whether no white space begins with the byte, or ends with it. */
static bool begins_solid(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte > ' ' && byte != 0xC2 && byte != 0xE2 && byte != 0xEF;
}

static bool ends_solid(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte > ' ' && byte != 0xA0 && byte != 0x87 && byte != 0x89 && byte != 0xAF &&
           byte != 0xBF;
}

/* Most texts begin and end with a plain character, which is told by two bytes. */
Str str_trim(Str text)
{
    if (text.len == 0 || (begins_solid(text.ptr[0]) && ends_solid(text.ptr[text.len - 1])))
        return text;
    for (size_t n; (n = space_len(text, false)) > 0;)
        text = (Str){text.ptr + n, text.len - n};
    for (size_t n; (n = space_len(text, true)) > 0;)
        text.len -= n;
    return text;
}

bool str_cut(Str text, char separator, Str *head, Str *tail)
{
    const char *at = text.len ? memchr(text.ptr, separator, text.len) : NULL;
    if (!at) {
        *head = text;
        *tail = (Str){"", 0};
        return false;
    }
    size_t offset = (size_t)(at - text.ptr);
    *head = (Str){text.ptr, offset};
    *tail = (Str){at + 1, text.len - offset - 1};
    return true;
}

const char *str_zero(Arena *arena, Str text)
{
    char *copy = arena_alloc(arena, text.len + 1);
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    return copy;
}

Str str_copy(Arena *arena, Str text)
{
    return (Str){str_zero(arena, text), text.len};
}

static Str format_arguments(Arena *arena, const char *format, va_list arguments)
{
    char small[512];
    va_list again;
    va_copy(again, arguments);
    int needed = vsnprintf(small, sizeof small, format, arguments);
    assert(needed >= 0);
    size_t len = (size_t)needed;
    char *ptr = arena_alloc(arena, len + 1);
    if (len < sizeof small)
        memcpy(ptr, small, len);
    else
        vsnprintf(ptr, len + 1, format, again);
    va_end(again);
    return (Str){ptr, len};
}

Str str_format(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Str text = format_arguments(arena, format, arguments);
    va_end(arguments);
    return text;
}

Text text_open(Arena *arena)
{
    Text text = {.arena = arena};
    text.ptr = arena_alloc(arena, 64);
    text.capacity = 64;
    return text;
}

static void text_reserve(Text *text, size_t more)
{
    if (text->capacity - text->len > more)
        return;
    size_t capacity = text->capacity * 2;
    while (capacity - text->len <= more)
        capacity *= 2;
    text->ptr = arena_widen(text->arena, text->ptr, text->capacity, capacity);
    text->capacity = capacity;
}

void text_add(Text *text, Str addition)
{
    text_reserve(text, addition.len);
    if (addition.len)
        memcpy(text->ptr + text->len, addition.ptr, addition.len);
    text->len += addition.len;
    text->ptr[text->len] = '\0';
}

void text_add_byte(Text *text, char byte)
{
    text_reserve(text, 1);
    text->ptr[text->len++] = byte;
    text->ptr[text->len] = '\0';
}

void text_add_rune(Text *text, uint32_t rune)
{
    /* Surrogates would encode, to what is not UTF-8. */
    if (!utf8proc_codepoint_valid((utf8proc_int32_t)rune))
        rune = 0xFFFD;
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t len = utf8proc_encode_char((utf8proc_int32_t)rune, bytes);
    text_add(text, (Str){(const char *)bytes, (size_t)len});
}

void text_addf(Text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_add(text, format_arguments(text->arena, format, arguments));
    va_end(arguments);
}

/* What JSON allows in a string but YAML takes for a line's end, or does not allow: our own
 * JSON is read by our YAML reader too. 0 for none. */
static uint32_t rune_hidden(Str value, size_t at)
{
    unsigned char first = (unsigned char)value.ptr[at];
    if (first != 0x7F && first != 0xC2 && first != 0xE2 && first != 0xEF)
        return 0;
    uint32_t rune = utf8_next(value, &at);
    bool hidden = (rune >= 0x7F && rune < 0xA0) || rune == 0x2028 || rune == 0x2029 ||
                  rune == 0xFEFF || rune == 0xFFFE || rune == 0xFFFF;
    return hidden ? rune : 0;
}

void text_add_json(Text *text, Str value)
{
    text_add_byte(text, '"');
    for (size_t i = 0; i < value.len; i++) {
        unsigned char byte = (unsigned char)value.ptr[i];
        uint32_t hidden = rune_hidden(value, i);
        if (hidden) {
            text_addf(text, "\\u%04x", hidden);
            (void)utf8_next(value, &i);
            i--;
        } else if (byte == '"' || byte == '\\') {
            text_addf(text, "\\%c", byte);
        } else if (byte < 0x20) {
            text_addf(text, "\\u%04x", byte);
        } else {
            text_add_byte(text, (char)byte);
        }
    }
    text_add_byte(text, '"');
}

Str text_str(const Text *text)
{
    return (Str){text->ptr, text->len};
}

uint32_t utf8_next(Str text, size_t *offset)
{
    unsigned char first = (unsigned char)text.ptr[*offset];
    if (first < 0x80) {
        (*offset)++;
        return first;
    }
    utf8proc_int32_t rune;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + *offset,
                                            (utf8proc_ssize_t)(text.len - *offset), &rune);
    if (len <= 0) {
        (*offset)++;
        return 0xFFFD;
    }
    *offset += (size_t)len;
    return (uint32_t)rune;
}

/* How many bytes of plain ASCII the text begins with. */
static size_t ascii_len(const char *text, size_t len)
{
    size_t at = 0;
    for (; at + 8 <= len; at += 8) {
        uint64_t high = lanes_load(text + at) & LANES_EACH(0x80);
        if (high)
            return at + lanes_first(high);
    }
    while (at < len && (unsigned char)text[at] < 0x80)
        at++;
    return at;
}

/* A letter of two bytes (C2 to DF, then 80 to BF; nothing more is asked of them) is told
 * here, since of those a Swedish text has many. */
bool utf8_valid(Str text, size_t *bad_offset)
{
    size_t offset = 0;
    if (!text.len)
        return true;
    while ((offset += ascii_len(text.ptr + offset, text.len - offset)) < text.len) {
        const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text.ptr + offset;
        if (at[0] >= 0xC2 && at[0] <= 0xDF && text.len - offset > 1 &&
            (at[1] & 0xC0) == 0x80) {
            offset += 2;
            continue;
        }
        utf8proc_int32_t rune;
        utf8proc_ssize_t len =
            utf8proc_iterate(at, (utf8proc_ssize_t)(text.len - offset), &rune);
        if (len <= 0) {
            if (bad_offset)
                *bad_offset = offset;
            return false;
        }
        offset += (size_t)len;
    }
    return true;
}

size_t utf8_count(Str text)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.len; count++)
        utf8_next(text, &offset);
    return count;
}

void text_place(Str text, size_t offset, int *line, int *column)
{
    Str before = str_slice(text, 0, offset), rest;
    *line = 1;
    for (Str head; str_cut(before, '\n', &head, &rest); before = rest)
        ++*line;
    *column = 1 + (int)utf8_count(before);
}

static bool rune_hides(uint32_t rune)
{
    return (rune < 0x20 && rune != '\n' && rune != '\t' && rune != '\r') ||
           (rune >= 0x7F && rune < 0xA0) || (rune >= 0x202A && rune <= 0x202E) ||
           (rune >= 0x2066 && rune <= 0x2069) || rune == 0xFEFF || rune == 0xFFFE ||
           rune == 0xFFFF;
}

/* Nearly all of a text is plain ASCII, which is told by the byte. */
bool text_hides(Str text, size_t *offset)
{
    for (size_t next = 0; next < text.len;) {
        unsigned char first = (unsigned char)text.ptr[next];
        if (first >= ' ' && first < 0x7F) {
            next++;
            continue;
        }
        *offset = next;
        if (rune_hides(utf8_next(text, &next)))
            return true;
    }
    return false;
}
