/* sheet.h: what a chart is drawn on: a canvas that remembers where texts stand.
 *
 * unit   pt; (0, 0) is the chart's lower left corner
 * owns   texts and places live in `arena`, which must outlive the canvas
 *
 * No text of a chart may meet another or leave the chart; whoever places a text asks here.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CHARTS_SHEET_H
#define SAMSYN_CHARTS_SHEET_H

#include "reports/charts/chart.h"

typedef struct {
    double left, bottom, right, top;
} Box;

typedef struct {
    Arena *arena;
    Canvas *canvas;
    double width, height;
    Box *taken; /* by texts */
    size_t taken_count, taken_capacity;
} Sheet;

typedef struct {
    FaceId face;
    double size_pt;
    Tone tone;
} TextStyle;

extern const TextStyle style_axis;  /* ticks and periods */
extern const TextStyle style_name;  /* categories */
extern const TextStyle style_value; /* a figure beside its bar */

/* Of what is said where a value is not known: "..", "saknas". */
TextStyle style_unknown(Str word);

typedef enum { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } Anchor;

double text_width(const Sheet *sheet, TextStyle style, Str text);
double text_height(const Sheet *sheet, TextStyle style); /* of its line box */
/* The base line that centres figures on y: what the eye sees is the cap height. */
double text_baseline_at(const Sheet *sheet, TextStyle style, double y);
/* The text, or as much of it as fits in the width with an ellipsis. */
Str text_fit(const Sheet *sheet, TextStyle style, Str text, double width);

/* Where a text would stand; `upright` turns it to be read from below. */
Box text_box(const Sheet *sheet, TextStyle style, double x, double baseline, Anchor anchor,
             Str text);
Box text_box_upright(const Sheet *sheet, TextStyle style, double x, double bottom,
                     Str text);
bool sheet_free(const Sheet *sheet, Box box); /* inside, and no text there */
bool box_meets_segment(Box box, double x0, double y0, double x1, double y1);
bool box_meets(Box a, Box b);

/* Draws, moved inside the sheet when it would stick out. The run ends in a space, so that
 * text extraction sees words. */
void sheet_text(Sheet *sheet, TextStyle style, double x, double baseline, Anchor anchor,
                Str text);
void sheet_text_upright(Sheet *sheet, TextStyle style, double x, double bottom, Str text);

void sheet_line(Sheet *sheet, double x0, double y0, double x1, double y1, Colour colour,
                double width, double dash);
void sheet_fill(Sheet *sheet, Box box, Colour colour);
void sheet_outline(Sheet *sheet, Box box, Colour colour, double width, double dash);
void sheet_dot(Sheet *sheet, double x, double y, double radius, Colour colour);
void sheet_ring(Sheet *sheet, double x, double y, double radius, Colour colour,
                double width);

#endif
