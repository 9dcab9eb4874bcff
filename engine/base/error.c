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

bool error_set(Error *error, ErrorKind kind, const char *format, ...)
{
    assert(error && kind != ERROR_NONE);
    if (error->kind != ERROR_NONE)
        return false;
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    if (len >= (int)sizeof error->message)
        drop_half_rune(error->message);
    error->kind = kind;
    return false;
}
