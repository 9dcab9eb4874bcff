/* Whatever stands around an identity number, an address or a telephone number, the guard
 * finds it. The numbers are those published for tests. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/guard.h"
#include "tests/fuzz/fuzz.h"

/* Behind a word, so that what stands before is not taken for a part of it. */
static GuardClass planted(Arena *arena, Str before, const char *number, Str behind)
{
    Str cell =
        str_format(arena, "%.*s a %s z %.*s", STR_PRINT(before), number, STR_PRINT(behind));
    FUZZ_LAW(guard_scan(cell, true) <= guard_scan(cell, false));
    return guard_scan(cell, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_open();
    Str text = fuzz_text(arena, data, size), head, tail;
    GuardClass alone = guard_scan(text, false);
    FUZZ_LAW(guard_scan(text, true) <= alone);
    (void)guard_delicate(text);
    if (str_cut(text, '|', &head, &tail)) {
        FUZZ_LAW(planted(arena, head, "000229-2399", tail) == GUARD_IDENTITY);
        FUZZ_LAW(planted(arena, head, "20000229-2398", tail) >= GUARD_MISTYPED);
        FUZZ_LAW(planted(arena, head, "a@b.se", tail) >= GUARD_EMAIL);
        FUZZ_LAW(planted(arena, head, "070-123 45 67", tail) >= GUARD_PHONE);
    }
    arena_close(arena);
    return 0;
}
