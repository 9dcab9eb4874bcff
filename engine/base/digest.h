/* digest.h: SHA-256, as 64 lower-case hexadecimal digits. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_DIGEST_H
#define SAMSYN_BASE_DIGEST_H

#include "engine/base/text.h"

enum { DIGEST_LENGTH = 64 };

Str digest_sha256(Arena *arena, Str content);

/* Of what comes piece by piece. */
typedef struct Digest Digest;
Digest *digest_open(Arena *arena);
void digest_add(Digest *digest, Str piece);
void digest_addf(Digest *digest, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Of the pieces since it was opened or ended last. */
void digest_end(Digest *digest, char hexadecimal[DIGEST_LENGTH + 1]);

#endif
