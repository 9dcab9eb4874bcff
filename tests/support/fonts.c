/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/fonts.h"

int open_fonts(void **state)
{
    static Fixture fixture;
    Error error = {0};
    fixture.arena = arena_open();
    fixture.fonts = fonts_load(fixture.arena, NULL, &error);
    *state = &fixture;
    return fixture.fonts ? 0 : -1;
}

int close_fonts(void **state)
{
    arena_close(((Fixture *)*state)->arena);
    return 0;
}
