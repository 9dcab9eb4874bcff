/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/moment.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

bool moment_now(Arena *arena, Str *stamp, Error *error)
{
    time_t now = time(NULL);
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (fixed && *fixed) {
        char *end;
        errno = 0;
        long long seconds = strtoll(fixed, &end, 10);
        if (errno || *end || seconds < 0 || seconds > 253402300799)
            return error_set(error, ERROR_USAGE,
                             "SOURCE_DATE_EPOCH is seconds since 1970, not '%s'", fixed);
        now = (time_t)seconds;
    }
    struct tm utc;
    char text[32];
    gmtime_r(&now, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    *stamp = str_copy(arena, str_from(text));
    return true;
}

Str moment_user(Arena *arena)
{
    const struct passwd *user = getpwuid(getuid());
    if (!user || !user->pw_name || !*user->pw_name)
        return str_format(arena, "%ld", (long)getuid());
    Text name = text_open(arena);
    for (const char *p = user->pw_name; *p; p++)
        text_add_byte(&name, (unsigned char)*p < 0x20 ? '?' : *p);
    return text_str(&name);
}
