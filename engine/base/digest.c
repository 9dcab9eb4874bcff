/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/digest.h"

#include <nettle/sha2.h>

Str digest_sha256(Arena *arena, Str content)
{
    static const char hexadecimal[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    if (content.len)
        sha256_update(&context, content.len, (const uint8_t *)content.ptr);
    sha256_digest(&context, sizeof digest, digest);
    char *text = arena_alloc(arena, 2 * sizeof digest + 1);
    for (size_t i = 0; i < sizeof digest; i++) {
        text[2 * i] = hexadecimal[digest[i] >> 4];
        text[2 * i + 1] = hexadecimal[digest[i] & 15];
    }
    return (Str){text, 2 * sizeof digest};
}
