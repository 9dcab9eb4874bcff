/* boxes.h: where every line of text stands on laid-out pages, charts included, and what is
 * wrong with that.
 *
 * shape  a box reaches from the descent to nine tenths of the ascent: what letters with
 *        marks need
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_BOXES_H
#define SAMSYN_TESTS_BOXES_H

#include "reports/layout/pages.h"

typedef struct {
    size_t page;
    uint32_t tag; /* unless artifact */
    bool artifact;
    ArtifactKind kind;
    double x0, y0, x1, y1, baseline, size;
    FaceId face;
    Str text;
} TextBox;

typedef struct {
    TextBox *boxes;
    size_t count;
} TextBoxes;

/* Draws the pages on a trace canvas and reads its texts back. */
TextBoxes boxes_read(Arena *arena, const Pages *pages, const Fonts *fonts);
/* NULL, or the first two boxes that intersect or the first outside the margins, in words.
 */
const char *boxes_fault(Arena *arena, const Pages *pages, const Fonts *fonts);

#endif
