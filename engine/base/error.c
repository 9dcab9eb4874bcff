/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message that was cut may end in the midst of a code point: that goes too. */
static void drop_half_rune(char *message)
{
    size_t len = strlen(message), lead = len;
    while (lead > 0 && (message[lead - 1] & 0xC0) == 0x80)
        lead--;
    if (lead == 0 || !(message[lead - 1] & 0x80))
        return;
    unsigned char first = (unsigned char)message[lead - 1];
    size_t whole = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (len - (lead - 1) < whole)
        message[lead - 1] = '\0';
}

void error_words(char *message, size_t size, const char *format, va_list arguments)
{
    int len = vsnprintf(message, size, format, arguments);
    if (len >= (int)size)
        drop_half_rune(message);
}

bool error_set(Error *error, ErrorKind kind, const char *format, ...)
{
    assert(error && kind != ERROR_NONE);
    if (error->kind != ERROR_NONE)
        return false;
    va_list arguments;
    va_start(arguments, format);
    error_words(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    error->kind = kind;
    return false;
}

bool error_set_at(Error *error, const char *path, int line, int column, const char *format,
                  va_list arguments)
{
    char words[1024];
    error_words(words, sizeof words, format, arguments);
    return error_set(error, ERROR_CONFIG, "%s:%d:%d: %s", path, line, column, words);
}
