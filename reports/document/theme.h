/* theme.h: the colours, fonts and page furniture of every page, from theme.yaml.
 *
 * shape   a Colour is a part that a colour plays; what it looks like is the theme's, and
 *         known to the canvas only
 * owns    lives in the arena it was loaded in
 * fails   ERROR_CONFIG with path:line:column, for an unknown name with the nearest one,
 *         and for colours that cannot be told apart
 * source  contrast as WCAG 2.2 has it (relative luminance), success criteria 1.4.3, 1.4.11
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DOCUMENT_THEME_H
#define SAMSYN_DOCUMENT_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

typedef enum {
    COLOUR_PAPER,
    COLOUR_INK,
    COLOUR_MUTED,
    COLOUR_RULE,
    COLOUR_PANEL,
    COLOUR_ACCENT,
    COLOUR_ACCENT_LIGHT,
    COLOUR_ALERT,
    COLOUR_GOAL,
    COLOUR_GREY,
    COLOUR_COUNT
} Colour;

typedef struct {
    uint8_t red, green, blue;
} Rgb;

typedef struct {
    Rgb colours[COLOUR_COUNT];
    const char *regular, *bold; /* font files; NULL: the usual ones */
    bool header, footer, rules;
} Theme;

/* templates/theme.yaml of `workspace` (NULL: none) over that of `share`. */
const Theme *theme_load(Arena *arena, const char *share, const char *workspace,
                        Error *error);

Str colour_name(Colour colour);             /* as in theme.yaml */
double colour_contrast(Rgb one, Rgb other); /* 1..21 */

#endif
