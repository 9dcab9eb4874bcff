/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/digest.h"

#include <nettle/sha2.h>
#include <stdarg.h>
#include <stdio.h>

struct Digest {
    Arena *arena;
    struct sha256_ctx context;
};

Digest *digest_open(Arena *arena)
{
    Digest *digest = ARENA_NEW(arena, Digest);
    digest->arena = arena;
    sha256_init(&digest->context);
    return digest;
}

void digest_add(Digest *digest, Str piece)
{
    if (piece.len)
        sha256_update(&digest->context, piece.len, (const uint8_t *)piece.ptr);
}

void digest_addf(Digest *digest, const char *format, ...)
{
    char line[256];
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int len = vsnprintf(line, sizeof line, format, arguments);
    char *whole = line;
    if (len >= (int)sizeof line) {
        whole = arena_alloc(digest->arena, (size_t)len + 1);
        vsnprintf(whole, (size_t)len + 1, format, again);
    }
    va_end(again);
    va_end(arguments);
    digest_add(digest, (Str){whole, (size_t)len});
}

void digest_end(Digest *digest, char hexadecimal[DIGEST_LENGTH + 1])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->context, sizeof bytes, bytes); /* and begins anew */
    for (size_t i = 0; i < sizeof bytes; i++) {
        hexadecimal[2 * i] = digits[bytes[i] >> 4];
        hexadecimal[2 * i + 1] = digits[bytes[i] & 15];
    }
    hexadecimal[DIGEST_LENGTH] = '\0';
}

Str digest_sha256(Arena *arena, Str content)
{
    Digest *digest = digest_open(arena);
    char *text = arena_alloc(arena, DIGEST_LENGTH + 1);
    digest_add(digest, content);
    digest_end(digest, text);
    return (Str){text, DIGEST_LENGTH};
}
