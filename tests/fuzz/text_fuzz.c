/* Text of any bytes: what is made of it is text, and made of that changes no more. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/text.h"
#include "tests/fuzz/fuzz.h"

static void id_holds(Str id)
{
    for (size_t i = 0; i < id.len; i++)
        FUZZ_LAW((id.ptr[i] >= 'a' && id.ptr[i] <= 'z') || id.ptr[i] == '-' ||
                 (id.ptr[i] >= '0' && id.ptr[i] <= '9'));
}

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

static void pair_holds(Arena *arena, Str a, Str b)
{
    const Str words[] = {b, STR("samtal"), a};
    Str nearest = text_nearest(a, words, 3);
    FUZZ_LAW(!nearest.len || str_equal(nearest, a) || nearest.ptr == b.ptr ||
             str_equal(nearest, STR("samtal")));
    FUZZ_LAW(sign(text_collate_sv(a, b)) == -sign(text_collate_sv(b, a)));
    FUZZ_LAW(sign(str_compare(a, b)) == -sign(str_compare(b, a)));
    FUZZ_LAW(text_collate_sv(a, a) == 0 && str_compare(a, a) == 0);
    Text json = text_open(arena);
    text_add_json(&json, a);
    FUZZ_LAW(utf8_valid(text_str(&json), NULL) || !utf8_valid(a, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_open();
    Str text = fuzz_text(arena, data, size), line, rest = text;
    line = fuzz_line(&rest);
    size_t runes = 0, bad = 0;
    for (size_t offset = 0; offset < text.len; runes++) {
        size_t before = offset;
        FUZZ_LAW(utf8_next(text, &offset) <= 0x10FFFF && offset > before);
        FUZZ_LAW(offset <= text.len);
    }
    if (utf8_valid(text, &bad)) {
        FUZZ_LAW(utf8_count(text) == runes);
        Str normal = text_normalise(arena, text), folded = text_fold(arena, text);
        FUZZ_LAW(utf8_valid(normal, NULL) && utf8_valid(folded, NULL));
        FUZZ_LAW(str_equal(text_normalise(arena, normal), normal));
        FUZZ_LAW(str_equal(text_fold(arena, folded), folded));
        id_holds(text_ascii_id(arena, text));
        pair_holds(arena, line, rest);
    } else {
        FUZZ_LAW(bad < text.len);
    }
    Str trimmed = str_trim(text);
    FUZZ_LAW(trimmed.len <= text.len && str_equal(str_trim(trimmed), trimmed));
    arena_close(arena);
    return 0;
}
