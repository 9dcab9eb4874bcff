/* palette.h: the few colours of every page. Text at least 4.5:1 and graphics at least 3:1
 * on white and on the panel, and told apart in grey. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CANVAS_PALETTE_H
#define SAMSYN_CANVAS_PALETTE_H

#include "reports/canvas/canvas.h"

#define PALETTE_INK ((Colour){0x1d, 0x23, 0x2b})
#define PALETTE_MUTED ((Colour){0x55, 0x5f, 0x6b})
#define PALETTE_RULE ((Colour){0xd7, 0xdd, 0xe4})  /* hairlines: decoration only */
#define PALETTE_PANEL ((Colour){0xee, 0xf2, 0xf6}) /* backgrounds: decoration only */
#define PALETTE_ACCENT ((Colour){0x0b, 0x4f, 0x91})
#define PALETTE_ACCENT_LIGHT ((Colour){0xa8, 0xc5, 0xe0}) /* outlined or labelled */
#define PALETTE_ALERT ((Colour){0xb4, 0x48, 0x0b})
#define PALETTE_GOAL ((Colour){0x00, 0x69, 0x5c})
#define PALETTE_GREY ((Colour){0x84, 0x8d, 0x98})

#endif
