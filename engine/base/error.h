/* error.h: the run's failure, told once.
 *
 * A bug is an assert, a defect in the data is a finding, a failure is an Error. The first
 * failure wins: a later error_set() changes nothing, so the cause is never hidden by its
 * consequences. The kinds are the exit statuses of sysexits.h.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_ERROR_H
#define SAMSYN_BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    ERROR_NONE = 0,
    ERROR_USAGE = 64,    /* the command line */
    ERROR_DATA = 65,     /* a file from a sender was refused */
    ERROR_NO_INPUT = 66, /* a named file or workspace does not exist or cannot be read */
    ERROR_BUG = 70,      /* what should not be possible */
    ERROR_CREATE = 73,   /* an output cannot be created */
    ERROR_WRITE = 74,    /* writing, syncing or the database failed */
    ERROR_CONFIG = 78    /* workspace, catalogue, template, font */
} ErrorKind;

typedef struct {
    ErrorKind kind;
    char message[2048]; /* UTF-8, no trailing newline; may hold several lines */
} Error;

/* Records a failure and returns false, so a bool function ends with it. */
bool error_set(Error *error, ErrorKind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same of a place in a file: an ERROR_CONFIG "path:line:column: ...". */
bool error_set_at(Error *error, const char *path, int line, int column, const char *format,
                  va_list arguments) __attribute__((format(printf, 5, 0)));
/* vsnprintf that cuts between two code points. */
void error_words(char *message, size_t size, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

#endif
