/* lines.h: running text broken into lines.
 *
 * shape  a line is fragments, one a span; a fragment's text ends with a space when more
 *        words follow in the text, so that extracted text keeps its words apart
 * unit   pt; x from the left edge of the text; width is what is seen, without that space
 * owns   lives in the arena, or points into the spans
 *
 * Breaks at spaces, after hyphens and dashes, at soft hyphens; a word that is wider than
 * the line is hyphenated where its language allows it, and at any character as the last
 * resort.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_LINES_H
#define SAMSYN_LAYOUT_LINES_H

#include "reports/document/block.h"
#include "reports/font/font.h"

typedef struct {
    size_t span;
    Str text;
    double x, width;
} Fragment;

typedef struct {
    const Fragment *fragments;
    size_t count;
    double width;
} TextLine;

typedef struct {
    TextLine *lines;
    size_t count;
} BrokenText;

/* The faces of a text: bold spans are always bold. */
typedef struct {
    const Fonts *fonts;
    FaceId face;
    double size;
    Str language; /* of spans that say no other: "sv-SE" */
} TextFace;

FaceId span_face(TextFace face, const Span *span);
/* No words give no lines. */
BrokenText lines_break(Arena *arena, TextFace face, Line line, double width);
/* The widest piece that may not be broken. */
double lines_longest(Arena *arena, TextFace face, Line line);

#endif
