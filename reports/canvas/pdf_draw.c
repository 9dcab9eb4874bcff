/* SPDX-License-Identifier: EUPL-1.2 */
/* Paths and text: a page's content stream, operator by operator. A path is collected apart
 * and written when it is filled or stroked, because no colour may be set within one. Pushes
 * move coordinates instead of the page's matrix: colours and fonts that are set stay set,
 * and streams are smaller. */
#include "reports/canvas/pdf.h"

#include <assert.h>
#include <math.h>

static void put_numbers(Text *out, size_t count, const double *values, Str operator)
{
    for (size_t i = 0; i < count; i++) {
        pdf_number(out, values[i], 2);
        text_add_byte(out, ' ');
    }
    text_add(out, operator);
    text_add_byte(out, '\n');
}
#define PUT_NUMBERS(out, operator, ...)                                  \
    put_numbers((out), sizeof((double[]){__VA_ARGS__}) / sizeof(double), \
                (const double[]){__VA_ARGS__}, STR(operator))

/* Three decimals: with two, neighbouring shades would be the same. */
static void put_colour(const Pdf *pdf, Text *out, Colour colour, Str operator)
{
    const Rgb rgb = pdf->canvas.theme->colours[colour];
    const uint8_t parts[3] = {rgb.red, rgb.green, rgb.blue};
    for (int i = 0; i < 3; i++) {
        pdf_number(out, parts[i] / 255.0, 3);
        text_add_byte(out, ' ');
    }
    text_add(out, operator);
    text_add_byte(out, '\n');
}

static void fill_colour(Pdf *pdf, Colour colour)
{
    PdfState *state = &pdf->state;
    if (state->fill_known && state->fill == colour)
        return;
    put_colour(pdf, &pdf->content, colour, STR("rg"));
    state->fill = colour;
    state->fill_known = true;
}

static void stroke_state(Pdf *pdf, Colour colour, double width, double dash)
{
    PdfState *state = &pdf->state;
    Text *out = &pdf->content;
    if (!state->stroke_known || state->stroke != colour)
        put_colour(pdf, out, colour, STR("RG"));
    if (!state->stroke_known || state->width != width)
        PUT_NUMBERS(out, "w", width);
    if (state->dash != dash) { /* a page begins unbroken */
        text_add_byte(out, '[');
        if (dash > 0)
            pdf_number(out, dash, 2);
        text_add(out, STR("]0 d\n"));
    }
    state->stroke = colour;
    state->width = width;
    state->dash = dash;
    state->stroke_known = true;
}

void pdf_move(Canvas *canvas, double x, double y)
{
    Pdf *pdf = pdf_of(canvas);
    PUT_NUMBERS(&pdf->path, "m", pdf->origin.x + x, pdf->origin.y + y);
}

void pdf_line(Canvas *canvas, double x, double y)
{
    Pdf *pdf = pdf_of(canvas);
    PUT_NUMBERS(&pdf->path, "l", pdf->origin.x + x, pdf->origin.y + y);
}

void pdf_curve(Canvas *canvas, double x1, double y1, double x2, double y2, double x,
               double y)
{
    Pdf *pdf = pdf_of(canvas);
    const Origin o = pdf->origin;
    PUT_NUMBERS(&pdf->path, "c", o.x + x1, o.y + y1, o.x + x2, o.y + y2, o.x + x, o.y + y);
}

void pdf_rectangle(Canvas *canvas, double x, double y, double width, double height)
{
    Pdf *pdf = pdf_of(canvas);
    PUT_NUMBERS(&pdf->path, "re", pdf->origin.x + x, pdf->origin.y + y, width, height);
}

void pdf_close_path(Canvas *canvas)
{
    text_add(&pdf_of(canvas)->path, STR("h\n"));
}

static void path_paint(Pdf *pdf, Str operator)
{
    assert(pdf->marked);
    text_add(&pdf->content, text_str(&pdf->path));
    text_add(&pdf->content, operator);
    pdf->path.len = 0;
}

void pdf_fill(Canvas *canvas, Colour colour)
{
    fill_colour(pdf_of(canvas), colour);
    path_paint(pdf_of(canvas), STR("f\n"));
}

void pdf_stroke(Canvas *canvas, Colour colour, double width, double dash)
{
    stroke_state(pdf_of(canvas), colour, width, dash);
    path_paint(pdf_of(canvas), STR("S\n"));
}

/* Two bytes a glyph, each escaped where a literal string needs it. */
static size_t glyph_put(char *to, uint16_t glyph)
{
    const char bytes[2] = {(char)(glyph >> 8), (char)(glyph & 0xFF)};
    size_t len = 0;
    for (int i = 0; i < 2; i++) {
        char byte = bytes[i];
        if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
            to[len++] = '\\';
        to[len++] = byte == '\r' ? 'r' : byte;
    }
    return len;
}

static void glyphs_put(Pdf *pdf, FaceId id, Str text)
{
    const Face *face = pdf->canvas.fonts->faces[id];
    Text *out = &pdf->content;
    char run[256];
    size_t len = 0;
    uint16_t left = 0;
    if (!pdf->used[id])
        pdf->used[id] = ARENA_ARRAY(pdf->arena, face->glyph_count, uint8_t);
    text_add(out, STR("[("));
    for (size_t offset = 0; offset < text.len;) {
        uint16_t glyph = face_glyph(face, utf8_next(text, &offset));
        int kerning = left ? face_kerning(face, left, glyph) : 0;
        if (kerning || len > sizeof run - 8) {
            text_add(out, (Str){run, len});
            len = 0;
        }
        if (kerning) {
            text_add_byte(out, ')');
            pdf_integer(out, -kerning);
            text_add_byte(out, '(');
        }
        len += glyph_put(run + len, glyph);
        pdf->used[id][glyph] = 1;
        left = glyph;
    }
    text_add(out, (Str){run, len});
    text_add(out, STR(")]TJ\n"));
}

void pdf_text(Canvas *canvas, double x, double y, double angle, FaceId face, double size_pt,
              Colour colour, Str text)
{
    Pdf *pdf = pdf_of(canvas);
    PdfState *state = &pdf->state;
    Text *out = &pdf->content;
    assert(pdf->marked);
    if (!text.len)
        return;
    fill_colour(pdf, colour);
    text_add(out, STR("BT\n"));
    if (!state->font_known || state->face != face || state->size_pt != size_pt) {
        text_add(out, face == FACE_BOLD ? STR("/F1 ") : STR("/F0 "));
        PUT_NUMBERS(out, "Tf", size_pt);
        state->face = face;
        state->size_pt = size_pt;
        state->font_known = true;
    }
    x += pdf->origin.x;
    y += pdf->origin.y;
    if (angle == 0) {
        PUT_NUMBERS(out, "Td", x, y);
    } else {
        const double turn = angle * acos(-1) / 180;
        const double matrix[4] = {cos(turn), sin(turn), -sin(turn), cos(turn)};
        for (int i = 0; i < 4; i++) {
            pdf_number(out, matrix[i], 4);
            text_add_byte(out, ' ');
        }
        PUT_NUMBERS(out, "Tm", x, y);
    }
    glyphs_put(pdf, face, text);
    text_add(out, STR("ET\n"));
}

void pdf_push(Canvas *canvas, double x, double y)
{
    Pdf *pdf = pdf_of(canvas);
    pdf->origins =
        ARENA_GROW(pdf->arena, pdf->origins, pdf->origin_count, &pdf->origin_capacity);
    pdf->origins[pdf->origin_count++] = pdf->origin;
    pdf->origin.x += x;
    pdf->origin.y += y;
}

void pdf_pop(Canvas *canvas)
{
    Pdf *pdf = pdf_of(canvas);
    assert(pdf->origin_count);
    pdf->origin = pdf->origins[--pdf->origin_count];
}
