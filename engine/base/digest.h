/* digest.h: SHA-256, as 64 lower-case hexadecimal digits. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_DIGEST_H
#define SAMSYN_BASE_DIGEST_H

#include "engine/base/text.h"

Str digest_sha256(Arena *arena, Str content);

#endif
