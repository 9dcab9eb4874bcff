/* Words of people: composed, compared, ordered, and made into ids. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <utf8proc.h>

#include "engine/base/lanes.h"
#include "engine/base/text.h"

static Str text_map(Arena *arena, Str text, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.len,
                     &mapped, UTF8PROC_STABLE | options);
    if (len == UTF8PROC_ERROR_NOMEM)
        arena_out_of_memory();
    Str result = len < 0 ? str_copy(arena, text)
                         : str_copy(arena, (Str){(const char *)mapped, (size_t)len});
    free(mapped);
    return result;
}

/* Latin letters with their accents in one (C2, C3 and what follows) are NFC already;
 * anything else, as the loose accents of macOS, is worth a pass over the text. */
static bool needs_nfc(Str text)
{
    for (size_t at = 0; at < text.len; at += 8) {
        uint64_t lanes = lanes_load_short(text.ptr + at, text.len - at);
        uint64_t beyond = (lanes & LANES_EACH(0x3C)) + LANES_EACH(0x7F); /* C3 */
        if (lanes & lanes << 1 & beyond & LANES_EACH(0x80))
            return true;
    }
    return false;
}

Str text_normalise(Arena *arena, Str text)
{
    return needs_nfc(text) ? text_map(arena, text, UTF8PROC_COMPOSE) : text;
}

/* A text of ASCII and of the letters of C3 (all of them composed already) by adding to its
 * capitals; false for any other, and for ß and the sign ×, which lie among them. */
static bool latin_fold(Arena *arena, Str text, Str *folded)
{
    char *to = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == 0xC3 && i + 1 < text.len) {
            unsigned char next = (unsigned char)text.ptr[i + 1];
            if ((next & 0xC0) != 0x80 || next == 0x97 || next == 0x9F)
                return false;
            to[i++] = (char)c;
            to[i] = (char)(next < 0xA0 ? next + 0x20 : next);
        } else if (c < 0x80) {
            to[i] = (char)(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
        } else {
            return false;
        }
    }
    *folded = (Str){to, text.len};
    return true;
}

Str text_fold(Arena *arena, Str text)
{
    Str folded;
    if (latin_fold(arena, text, &folded))
        return folded;
    return text_map(arena, text, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

/* Letters of our neighbours that are no base letter with a mark. */
static Str ascii_of(uint32_t rune)
{
    switch (rune) {
    case 0xE6:
        return STR("ae");
    case 0xF8:
        return STR("o");
    case 0xF0:
    case 0x111:
        return STR("d");
    case 0xFE:
        return STR("th");
    case 0x142:
        return STR("l");
    default:
        return STR("-");
    }
}

Str text_ascii_id(Arena *arena, Str name)
{
    Str bare =
        text_map(arena, name, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
    Text id = text_open(arena);
    for (size_t offset = 0; offset < bare.len;) {
        uint32_t rune = utf8_next(bare, &offset);
        bool plain = (rune >= 'a' && rune <= 'z') || (rune >= '0' && rune <= '9');
        char letter = (char)rune;
        Str addition = plain ? (Str){&letter, 1} : ascii_of(rune);
        if (!str_equal(addition, STR("-")) || (id.len && id.ptr[id.len - 1] != '-'))
            text_add(&id, addition);
    }
    if (id.len && id.ptr[id.len - 1] == '-')
        id.ptr[--id.len] = '\0';
    return text_str(&id);
}

/* What is left of a letter without its marks; what is no letter of ours sorts last. */
static uint32_t base_letter(uint32_t rune)
{
    utf8proc_int32_t parts[4];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)rune, parts, 4,
                                                     UTF8PROC_DECOMPOSE, &boundary);
    bool bare = count > 1 && count <= 4 && parts[0] <= 'z';
    return bare ? (uint32_t)parts[0] : rune + 16;
}

/* a..z, then å ä ö (and their Danish kin), ü as y as in Swedish registers; letters with
 * other marks as their base letter. */
static uint32_t collate_weight(uint32_t rune)
{
    rune = (uint32_t)utf8proc_tolower((utf8proc_int32_t)rune);
    switch (rune) {
    case 0xE5:
        return 'z' + 1;
    case 0xE4:
    case 0xE6:
        return 'z' + 2;
    case 0xF6:
    case 0xF8:
        return 'z' + 3;
    case 0xFC:
        return 'y';
    default:
        return rune > 'z' ? base_letter(rune) : rune;
    }
}

int text_collate_sv(Str a, Str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        uint32_t left = collate_weight(utf8_next(a, &i));
        uint32_t right = collate_weight(utf8_next(b, &j));
        if (left != right)
            return left < right ? -1 : 1;
    }
    if ((i < a.len) != (j < b.len))
        return i < a.len ? 1 : -1;
    return str_compare(a, b);
}
