/* markup.h: text and numbers as HTML and SVG write them.
 *
 * shape  whatever the text holds, it stays text: also in an attribute's double quotes. What
 *        would act on its surroundings unseen (control characters, marks that turn the
 *        direction of what follows) and what is no UTF-8 becomes U+FFFD
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CANVAS_MARKUP_H
#define SAMSYN_CANVAS_MARKUP_H

#include <stdint.h>

#include "engine/base/text.h"

/* `shown` (FACE_RUNES long, see font/face.h) remembers the characters; NULL: nobody asks
 * for them. */
void markup_text(Text *out, Str text, uint8_t *shown);
/* At most two decimals, as short as can be: ".5", "-3", "12.25". */
void markup_number(Text *out, double value);

#endif
