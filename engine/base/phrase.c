/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/phrase.h"

#include <assert.h>

Str phrase_fill(Arena *arena, const char *pattern, const Str *parts)
{
    Text said = text_open(arena);
    for (const char *p = pattern; *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
            assert(parts);
            text_add(&said, parts[p[1] - '1']);
            p += 2;
        } else {
            text_add_byte(&said, *p);
        }
    }
    return text_str(&said);
}
