/* fonts.h: a test's arena and the two faces, opened before and closed after it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_FONTS_H
#define SAMSYN_TESTS_FONTS_H

#include "reports/font/font.h"

typedef struct {
    Arena *arena;
    const Fonts *fonts;
} Fixture;

int open_fonts(void **state);
int close_fonts(void **state);

#endif
