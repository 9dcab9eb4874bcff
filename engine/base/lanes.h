/* lanes.h: eight bytes of a text at a time, as the lanes of one number.
 *
 * shape   the text's first byte is the lowest lane; a lane is marked by its highest bit
 * fails   never; nothing outside the text is read
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_LANES_H
#define SAMSYN_BASE_LANES_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LANES_EACH(byte) ((uint64_t)(byte)*UINT64_C(0x0101010101010101))

static inline uint64_t lanes_load(const char *eight)
{
    uint64_t lanes;
    memcpy(&lanes, eight, sizeof lanes);
    return le64toh(lanes);
}

/* At most eight bytes; zeros behind them. */
static inline uint64_t lanes_load_short(const char *bytes, size_t len)
{
    if (len >= 8)
        return lanes_load(bytes);
    if (len >= 4) {
        uint32_t head, tail; /* which overlap in the same bytes */
        memcpy(&head, bytes, 4);
        memcpy(&tail, bytes + len - 4, 4);
        return le32toh(head) | (uint64_t)le32toh(tail) << (8 * (len - 4));
    }
    if (len == 0)
        return 0;
    size_t middle = len / 2, last = len - 1; /* of one, two or three */
    return (uint64_t)(unsigned char)bytes[0] |
           (uint64_t)(unsigned char)bytes[middle] << (8 * middle) |
           (uint64_t)(unsigned char)bytes[last] << (8 * last);
}

/* Likewise, with spaces behind them. */
static inline uint64_t lanes_load_spaced(const char *bytes, size_t len)
{
    return len >= 8 ? lanes_load(bytes)
                    : lanes_load_short(bytes, len) | LANES_EACH(' ') << (8 * len);
}

static inline void lanes_store(char *eight, uint64_t lanes)
{
    lanes = htole64(lanes);
    memcpy(eight, &lanes, sizeof lanes);
}

/* Marks control characters; a lane above a marked one may be marked too. */
static inline uint64_t lanes_control(uint64_t lanes)
{
    return (lanes - LANES_EACH(' ')) & ~lanes & LANES_EACH(0x80);
}

/* A bit for each lane, the lowest for the first. */
static inline uint64_t lanes_bits(uint64_t marks)
{
    return (((marks >> 7) & LANES_EACH(1)) * UINT64_C(0x0102040810204080)) >> 56;
}

/* The lowest marked lane; there must be one. */
static inline size_t lanes_first(uint64_t marks)
{
    return (size_t)__builtin_ctzll(marks) / 8;
}

static inline bool lanes_equal(const char *a, const char *b, size_t len)
{
    size_t at = 0;
    for (; at + 8 <= len; at += 8)
        if (lanes_load(a + at) != lanes_load(b + at))
            return false;
    return lanes_load_short(a + at, len - at) == lanes_load_short(b + at, len - at);
}

#endif
