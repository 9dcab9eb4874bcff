/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

bool error_set(Error *error, ErrorKind kind, const char *format, ...)
{
    assert(error && kind != ERROR_NONE);
    if (error->kind != ERROR_NONE)
        return false;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    error->kind = kind;
    return false;
}
