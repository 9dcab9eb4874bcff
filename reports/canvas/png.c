/* SPDX-License-Identifier: EUPL-1.2 */
/* Pages as pictures, by cairo. Text is filled outlines of the very glyphs of the PDF, each
 * where our own advances and kerning put it: cairo would move them to whole pixels. */
#include "reports/canvas/canvas.h"

#include <cairo-ft.h>
#include <cairo.h>
#include <math.h>
#include <stdlib.h>

#include "reports/font/face.h"

typedef struct {
    Canvas canvas;
    Arena *arena;
    double scale;
    Error failure;
    cairo_font_face_t *fonts[FACE_COUNT];
    cairo_surface_t *surface;
    cairo_t *cairo; /* NULL between pages */
    Str *pictures;
    size_t count, capacity;
} Png;

static Png *png_of(Canvas *canvas)
{
    return canvas->backend;
}

static void page_release(Png *png)
{
    if (png->cairo)
        cairo_destroy(png->cairo);
    if (png->surface)
        cairo_surface_destroy(png->surface);
    png->cairo = NULL;
    png->surface = NULL;
}

static void png_release(void *handle)
{
    Png *png = handle;
    page_release(png);
    for (int i = 0; i < FACE_COUNT; i++)
        if (png->fonts[i])
            cairo_font_face_destroy(png->fonts[i]);
}

/* Cairo keeps fonts for a while and knows them again by FreeType's face: released before
 * cairo lets go, a new one in the same place would be drawn in the old one's size. */
typedef struct {
    FT_Library library;
    FT_Face face;
} KeptFace;

static void kept_release(void *handle)
{
    KeptFace *kept = handle;
    if (kept->face)
        FT_Done_Face(kept->face);
    if (kept->library)
        FT_Done_FreeType(kept->library);
    free(kept);
}

/* NULL when it is no font that FreeType reads. */
static cairo_font_face_t *font_open(Str bytes)
{
    static const cairo_user_data_key_t key;
    KeptFace *kept = calloc(1, sizeof *kept);
    if (!kept)
        return NULL;
    if (FT_Init_FreeType(&kept->library) != 0 ||
        FT_New_Memory_Face(kept->library, (const FT_Byte *)bytes.ptr, (FT_Long)bytes.len, 0,
                           &kept->face) != 0) {
        kept_release(kept);
        return NULL;
    }
    cairo_font_face_t *font = cairo_ft_font_face_create_for_ft_face(
        kept->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    if (cairo_font_face_set_user_data(font, &key, kept, kept_release) ==
        CAIRO_STATUS_SUCCESS)
        return font;
    cairo_font_face_destroy(font);
    kept_release(kept);
    return NULL;
}

static void colour_set(const Png *png, Colour colour)
{
    const Rgb rgb = png->canvas.theme->colours[colour];
    cairo_set_source_rgb(png->cairo, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0);
}

/* As large as poppler makes a page: what is begun of a pixel is one. */
static int pixels(const Png *png, double size_pt)
{
    return (int)ceil(size_pt * png->scale - 1e-6);
}

static void png_page_begin(Canvas *canvas, double width, double height)
{
    Png *png = png_of(canvas);
    arena_memory_asked();
    png->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels(png, width),
                                              pixels(png, height));
    png->cairo = cairo_create(png->surface);
    colour_set(png, COLOUR_PAPER);
    cairo_paint(png->cairo);
    cairo_scale(png->cairo, png->scale, -png->scale);
    cairo_translate(png->cairo, 0, -height);
    cairo_set_line_join(png->cairo, CAIRO_LINE_JOIN_ROUND);
}

static cairo_status_t picture_add(void *to, const unsigned char *bytes, unsigned count)
{
    text_add(to, (Str){(const char *)bytes, count});
    return CAIRO_STATUS_SUCCESS;
}

static void png_page_end(Canvas *canvas)
{
    Png *png = png_of(canvas);
    Text picture = text_open(png->arena);
    cairo_status_t status = cairo_status(png->cairo);
    cairo_surface_flush(png->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(png->surface, picture_add, &picture);
    arena_memory_held();
    if (status != CAIRO_STATUS_SUCCESS)
        error_set(&png->failure, ERROR_BUG, "a page could not be drawn as a picture: %s",
                  cairo_status_to_string(status));
    page_release(png);
    png->pictures = ARENA_GROW(png->arena, png->pictures, png->count, &png->capacity);
    png->pictures[png->count++] = text_str(&picture);
}

static void png_move(Canvas *canvas, double x, double y)
{
    cairo_move_to(png_of(canvas)->cairo, x, y);
}

static void png_line(Canvas *canvas, double x, double y)
{
    cairo_line_to(png_of(canvas)->cairo, x, y);
}

static void png_curve(Canvas *canvas, double x1, double y1, double x2, double y2, double x,
                      double y)
{
    cairo_curve_to(png_of(canvas)->cairo, x1, y1, x2, y2, x, y);
}

static void png_rectangle(Canvas *canvas, double x, double y, double width, double height)
{
    cairo_rectangle(png_of(canvas)->cairo, x, y, width, height);
}

static void png_close_path(Canvas *canvas)
{
    cairo_close_path(png_of(canvas)->cairo);
}

static void png_fill(Canvas *canvas, Colour colour)
{
    colour_set(png_of(canvas), colour);
    cairo_fill(png_of(canvas)->cairo);
}

static void png_stroke(Canvas *canvas, Colour colour, double width, double dash)
{
    cairo_t *cairo = png_of(canvas)->cairo;
    colour_set(png_of(canvas), colour);
    cairo_set_line_width(cairo, width);
    cairo_set_dash(cairo, &dash, dash > 0, 0);
    cairo_stroke(cairo);
}

static size_t glyphs_place(const Face *face, double size_pt, Str text,
                           cairo_glyph_t *glyphs)
{
    int64_t at = 0;
    size_t count = 0;
    uint16_t left = 0;
    for (size_t offset = 0; offset < text.len;) {
        uint16_t glyph = face_glyph(face, utf8_next(text, &offset));
        at += left ? face_kerning(face, left, glyph) : 0;
        glyphs[count++] = (cairo_glyph_t){glyph, (double)at * size_pt / 1000, 0};
        at += face->advances[glyph];
        left = glyph;
    }
    return count;
}

static void png_text(Canvas *canvas, double x, double y, double angle, FaceId id,
                     double size_pt, Colour colour, Str text)
{
    Png *png = png_of(canvas);
    cairo_t *cairo = png->cairo;
    ArenaMark mark = arena_mark(png->arena);
    cairo_glyph_t *glyphs = ARENA_ARRAY(png->arena, text.len, cairo_glyph_t);
    size_t count = glyphs_place(canvas->fonts->faces[id], size_pt, text, glyphs);
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_rotate(cairo, angle * acos(-1) / 180);
    cairo_scale(cairo, 1, -1); /* glyphs stand the other way up */
    cairo_set_font_face(cairo, png->fonts[id]);
    cairo_set_font_size(cairo, size_pt);
    cairo_glyph_path(cairo, glyphs, (int)count);
    cairo_restore(cairo);
    arena_rewind(png->arena, mark);
    png_fill(canvas, colour);
}

static void png_push(Canvas *canvas, double x, double y)
{
    cairo_save(png_of(canvas)->cairo);
    cairo_translate(png_of(canvas)->cairo, x, y);
}

static void png_pop(Canvas *canvas)
{
    cairo_restore(png_of(canvas)->cairo);
}

/* A picture tells nothing of its parts. */
static void png_mark(Canvas *canvas, uint32_t tag)
{
    (void)canvas;
    (void)tag;
}

static void png_artifact(Canvas *canvas, ArtifactKind kind)
{
    (void)canvas;
    (void)kind;
}

static void png_unmark(Canvas *canvas)
{
    (void)canvas;
}

static void png_link(Canvas *canvas, uint32_t tag, const double box[4], Str uri,
                     Str contents)
{
    (void)canvas;
    (void)tag;
    (void)box;
    (void)uri;
    (void)contents;
}

static void png_outline(Canvas *canvas, int level, double y, Str title)
{
    (void)canvas;
    (void)level;
    (void)y;
    (void)title;
}

static const CanvasOps png_ops = {
    .page_begin = png_page_begin,
    .page_end = png_page_end,
    .move = png_move,
    .line = png_line,
    .curve = png_curve,
    .rectangle = png_rectangle,
    .close = png_close_path,
    .fill = png_fill,
    .stroke = png_stroke,
    .text = png_text,
    .push = png_push,
    .pop = png_pop,
    .mark = png_mark,
    .artifact = png_artifact,
    .unmark = png_unmark,
    .link = png_link,
    .outline = png_outline,
};

Canvas *png_open(Arena *arena, const Fonts *fonts, const Theme *theme, double scale,
                 Error *error)
{
    Png *png = ARENA_NEW(arena, Png);
    png->canvas = (Canvas){&png_ops, fonts, theme, png};
    png->arena = arena;
    png->scale = scale;
    arena_defer(arena, png_release, png);
    bool made = true;
    for (int i = 0; made && i < FACE_COUNT; i++) {
        png->fonts[i] = font_open(face_bytes(arena, fonts->faces[i]));
        made = png->fonts[i] != NULL;
    }
    if (made)
        return &png->canvas;
    error_set(error, ERROR_CONFIG, "the font cannot be drawn by FreeType");
    return NULL;
}

bool png_close(Canvas *canvas, Str **pictures, size_t *count, Error *error)
{
    Png *png = png_of(canvas);
    if (png->failure.kind != ERROR_NONE)
        return error_set(error, png->failure.kind, "%s", png->failure.message);
    *pictures = png->pictures;
    *count = png->count;
    return true;
}
