/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/charts/sheet.h"

#include <math.h>

#include "reports/document/theme.h"

const TextStyle style_axis = {FACE_REGULAR, 8, TONE_MUTED};
const TextStyle style_name = {FACE_REGULAR, 8.5, TONE_INK};
const TextStyle style_value = {FACE_BOLD, 8.5, TONE_INK};

TextStyle style_unknown(Str word)
{
    /* Two full stops are easily taken for dust. */
    return word.len <= 2 ? (TextStyle){FACE_BOLD, 9, TONE_MUTED} : style_axis;
}

double text_width(const Sheet *sheet, TextStyle style, Str text)
{
    return font_width(sheet->canvas->fonts, style.face, style.size_pt, text);
}

static double ascent(const Sheet *sheet, TextStyle style)
{
    return font_ascent(sheet->canvas->fonts, style.face, style.size_pt);
}

static double descent(const Sheet *sheet, TextStyle style)
{
    return font_descent(sheet->canvas->fonts, style.face, style.size_pt);
}

double text_height(const Sheet *sheet, TextStyle style)
{
    return ascent(sheet, style) + descent(sheet, style);
}

double text_baseline_at(const Sheet *sheet, TextStyle style, double y)
{
    return y - font_cap_height(sheet->canvas->fonts, style.face, style.size_pt) / 2;
}

Str text_fit(const Sheet *sheet, TextStyle style, Str text, double width)
{
    if (text_width(sheet, style, text) <= width)
        return text;
    size_t end = text.len;
    while (end > 0) {
        end--;
        while (end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
            end--; /* not inside a character */
        Str kept = str_trim(str_slice(text, 0, end));
        Str cut = str_format(sheet->arena, "%.*s…", STR_PRINT(kept));
        if (text_width(sheet, style, cut) <= width)
            return cut;
    }
    return STR("");
}

Box text_box(const Sheet *sheet, TextStyle style, double x, double baseline, Anchor anchor,
             Str text)
{
    double width = text_width(sheet, style, text);
    double left = anchor == ANCHOR_START    ? x
                  : anchor == ANCHOR_MIDDLE ? x - width / 2
                                            : x - width;
    return (Box){left, baseline - descent(sheet, style), left + width,
                 baseline + ascent(sheet, style)};
}

Box text_box_upright(const Sheet *sheet, TextStyle style, double x, double bottom, Str text)
{
    /* Centred on x by what is seen: from the base line to the top of an x. */
    double baseline =
        x + font_x_height(sheet->canvas->fonts, style.face, style.size_pt) / 2;
    return (Box){baseline - ascent(sheet, style), bottom, baseline + descent(sheet, style),
                 bottom + text_width(sheet, style, text)};
}

bool box_meets(Box a, Box b)
{
    return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
}

bool sheet_free(const Sheet *sheet, Box box)
{
    if (box.left < 0 || box.bottom < 0 || box.right > sheet->width ||
        box.top > sheet->height)
        return false;
    for (size_t i = 0; i < sheet->taken_count; i++)
        if (box_meets(box, sheet->taken[i]))
            return false;
    return true;
}

/* Narrows [*from, *to], the part of the segment inside one pair of sides. */
static bool segment_clip(double start, double end, double low, double high, double *from,
                         double *to)
{
    double length = end - start;
    if (fabs(length) < 1e-9)
        return start >= low && start <= high;
    double first = (low - start) / length, last = (high - start) / length;
    *from = fmax(*from, fmin(first, last));
    *to = fmin(*to, fmax(first, last));
    return *from <= *to;
}

bool box_meets_segment(Box box, double x0, double y0, double x1, double y1)
{
    double from = 0, to = 1;
    return segment_clip(x0, x1, box.left, box.right, &from, &to) &&
           segment_clip(y0, y1, box.bottom, box.top, &from, &to);
}

static void sheet_take(Sheet *sheet, Box box)
{
    sheet->taken =
        ARENA_GROW(sheet->arena, sheet->taken, sheet->taken_count, &sheet->taken_capacity);
    sheet->taken[sheet->taken_count++] = box;
}

static void run_draw(Sheet *sheet, TextStyle style, double x, double y, double angle,
                     Str text)
{
    Str run = str_format(sheet->arena, "%.*s ", STR_PRINT(text));
    sheet->canvas->ops->text(sheet->canvas, x, y, angle, style.face, style.size_pt,
                             tone_colour(style.tone), run);
}

void sheet_text(Sheet *sheet, TextStyle style, double x, double baseline, Anchor anchor,
                Str text)
{
    if (text.len == 0)
        return;
    Box box = text_box(sheet, style, x, baseline, anchor, text);
    double shift = box.right > sheet->width ? sheet->width - box.right : 0;
    if (box.left + shift < 0)
        shift = -box.left;
    box.left += shift;
    box.right += shift;
    sheet_take(sheet, box);
    run_draw(sheet, style, box.left, baseline, 0, text);
}

void sheet_text_upright(Sheet *sheet, TextStyle style, double x, double bottom, Str text)
{
    if (text.len == 0)
        return;
    Box box = text_box_upright(sheet, style, x, bottom, text);
    sheet_take(sheet, box);
    run_draw(sheet, style, box.right - descent(sheet, style), bottom, 90, text);
}

void sheet_line(Sheet *sheet, double x0, double y0, double x1, double y1, Colour colour,
                double width, double dash)
{
    const CanvasOps *ops = sheet->canvas->ops;
    ops->move(sheet->canvas, x0, y0);
    ops->line(sheet->canvas, x1, y1);
    ops->stroke(sheet->canvas, colour, width, dash);
}

static void box_path(Sheet *sheet, Box box)
{
    sheet->canvas->ops->rectangle(sheet->canvas, box.left, box.bottom, box.right - box.left,
                                  box.top - box.bottom);
}

void sheet_fill(Sheet *sheet, Box box, Colour colour)
{
    box_path(sheet, box);
    sheet->canvas->ops->fill(sheet->canvas, colour);
}

void sheet_outline(Sheet *sheet, Box box, Colour colour, double width, double dash)
{
    box_path(sheet, box);
    sheet->canvas->ops->stroke(sheet->canvas, colour, width, dash);
}

void sheet_dot(Sheet *sheet, double x, double y, double radius, Colour colour)
{
    canvas_circle(sheet->canvas, x, y, radius);
    sheet->canvas->ops->fill(sheet->canvas, colour);
}

void sheet_ring(Sheet *sheet, double x, double y, double radius, Colour colour,
                double width)
{
    sheet_dot(sheet, x, y, radius, COLOUR_PAPER);
    canvas_circle(sheet->canvas, x, y, radius);
    sheet->canvas->ops->stroke(sheet->canvas, colour, width, 0);
}
