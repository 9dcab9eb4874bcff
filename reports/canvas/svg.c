/* SPDX-License-Identifier: EUPL-1.2 */
/* Pictures inside an HTML page: a page of the canvas becomes one <svg> element with real
 * text, in the page's own font. Attributes that most shapes share stand on the root. */
#include "reports/canvas/canvas.h"

#include "reports/canvas/markup.h"

typedef struct {
    double x, y;
} Origin;

typedef struct {
    Canvas canvas;
    Arena *arena;
    Str classes, label;
    uint8_t *shown;
    Text *out, path;
    double height;
    Origin origin, *origins; /* where pushes moved it */
    size_t origin_count, origin_capacity;
    char last; /* command of the path; 0: none */
} Svg;

static Svg *svg_of(Canvas *canvas)
{
    return canvas->backend;
}

static void attribute(Text *out, const char *name, double value)
{
    text_addf(out, " %s=\"", name);
    markup_number(out, value);
    text_add_byte(out, '"');
}

static void colour_attribute(const Svg *svg, const char *name, Colour colour)
{
    const Rgb rgb = svg->canvas.theme->colours[colour];
    text_addf(svg->out, " %s=\"#%02x%02x%02x\"", name, rgb.red, rgb.green, rgb.blue);
}

static void svg_page_begin(Canvas *canvas, double width, double height)
{
    Svg *svg = svg_of(canvas);
    Text *out = svg->out;
    svg->height = height;
    text_add(out, STR("<svg"));
    if (svg->classes.len)
        text_addf(out, " class=\"%.*s\"", STR_PRINT(svg->classes));
    text_add(out, STR(" viewBox=\"0 0 "));
    markup_number(out, width);
    text_add_byte(out, ' ');
    markup_number(out, height);
    text_add(out, STR("\" fill=\"none\" stroke-linejoin=\"round\""));
    if (svg->label.len) {
        text_add(out, STR(" role=\"img\" aria-label=\""));
        markup_text(out, svg->label, NULL);
        text_add(out, STR("\">"));
    } else {
        text_add(out, STR(" aria-hidden=\"true\">"));
    }
}

static void svg_page_end(Canvas *canvas)
{
    text_add(svg_of(canvas)->out, STR("</svg>"));
}

/* A command and its points, with y turned downwards; the letter is left out where it is the
 * one before. */
static void points(Svg *svg, char command, size_t count, const double *values)
{
    Text *path = &svg->path;
    text_add_byte(path, svg->last != command || command == 'M' ? command : ' ');
    svg->last = command;
    for (size_t i = 0; i < count; i++) {
        if (i)
            text_add_byte(path, ' ');
        markup_number(path, i % 2 ? svg->height - svg->origin.y - values[i]
                                  : svg->origin.x + values[i]);
    }
}
#define POINTS(svg, command, ...)                                              \
    points((svg), (command), sizeof((double[]){__VA_ARGS__}) / sizeof(double), \
           (const double[]){__VA_ARGS__})

static void svg_move(Canvas *canvas, double x, double y)
{
    POINTS(svg_of(canvas), 'M', x, y);
}

static void svg_line(Canvas *canvas, double x, double y)
{
    POINTS(svg_of(canvas), 'L', x, y);
}

static void svg_curve(Canvas *canvas, double x1, double y1, double x2, double y2, double x,
                      double y)
{
    POINTS(svg_of(canvas), 'C', x1, y1, x2, y2, x, y);
}

static void svg_close(Canvas *canvas)
{
    Svg *svg = svg_of(canvas);
    text_add_byte(&svg->path, 'Z');
    svg->last = 'Z';
}

static void svg_rectangle(Canvas *canvas, double x, double y, double width, double height)
{
    svg_move(canvas, x, y);
    svg_line(canvas, x + width, y);
    svg_line(canvas, x + width, y + height);
    svg_line(canvas, x, y + height);
    svg_close(canvas);
}

static void path_end(Svg *svg)
{
    text_add(svg->out, STR(" d=\""));
    text_add(svg->out, text_str(&svg->path));
    text_add(svg->out, STR("\"/>"));
    svg->path.len = 0;
    svg->last = 0;
}

static void svg_fill(Canvas *canvas, Colour colour)
{
    Svg *svg = svg_of(canvas);
    text_add(svg->out, STR("<path"));
    colour_attribute(svg, "fill", colour);
    path_end(svg);
}

static void svg_stroke(Canvas *canvas, Colour colour, double width, double dash)
{
    Svg *svg = svg_of(canvas);
    text_add(svg->out, STR("<path"));
    colour_attribute(svg, "stroke", colour);
    if (width != 1)
        attribute(svg->out, "stroke-width", width);
    if (dash > 0)
        attribute(svg->out, "stroke-dasharray", dash);
    path_end(svg);
}

static void turn_attribute(Text *out, double angle, double x, double y)
{
    text_add(out, STR(" transform=\"rotate("));
    markup_number(out, -angle);
    text_add_byte(out, ' ');
    markup_number(out, x);
    text_add_byte(out, ' ');
    markup_number(out, y);
    text_add(out, STR(")\""));
}

static void svg_text(Canvas *canvas, double x, double y, double angle, FaceId face,
                     double size_pt, Colour colour, Str text)
{
    Svg *svg = svg_of(canvas);
    Text *out = svg->out;
    text = str_trim(text); /* of the space that parts words in a PDF */
    if (!text.len)
        return;
    x += svg->origin.x;
    y = svg->height - svg->origin.y - y;
    text_add(out, STR("<text"));
    attribute(out, "x", x);
    attribute(out, "y", y);
    attribute(out, "font-size", size_pt);
    if (face == FACE_BOLD)
        text_add(out, STR(" font-weight=\"600\""));
    colour_attribute(svg, "fill", colour);
    if (angle != 0)
        turn_attribute(out, angle, x, y);
    text_add_byte(out, '>');
    markup_text(out, text, svg->shown);
    text_add(out, STR("</text>"));
}

static void svg_push(Canvas *canvas, double x, double y)
{
    Svg *svg = svg_of(canvas);
    svg->origins =
        ARENA_GROW(svg->arena, svg->origins, svg->origin_count, &svg->origin_capacity);
    svg->origins[svg->origin_count++] = svg->origin;
    svg->origin.x += x;
    svg->origin.y += y;
}

static void svg_pop(Canvas *canvas)
{
    Svg *svg = svg_of(canvas);
    svg->origin = svg->origins[--svg->origin_count];
}

/* What a picture says in words, its root says; tags, links and bookmarks are the page's. */
static void svg_mark(Canvas *canvas, uint32_t tag)
{
    (void)canvas;
    (void)tag;
}

static void svg_artifact(Canvas *canvas, ArtifactKind kind)
{
    (void)canvas;
    (void)kind;
}

static void svg_unmark(Canvas *canvas)
{
    (void)canvas;
}

static void svg_link(Canvas *canvas, uint32_t tag, const double box[4], Str uri,
                     Str contents)
{
    (void)canvas;
    (void)tag;
    (void)box;
    (void)uri;
    (void)contents;
}

static void svg_outline(Canvas *canvas, int level, double y, Str title)
{
    (void)canvas;
    (void)level;
    (void)y;
    (void)title;
}

static const CanvasOps svg_ops = {
    .page_begin = svg_page_begin,
    .page_end = svg_page_end,
    .move = svg_move,
    .line = svg_line,
    .curve = svg_curve,
    .rectangle = svg_rectangle,
    .close = svg_close,
    .fill = svg_fill,
    .stroke = svg_stroke,
    .text = svg_text,
    .push = svg_push,
    .pop = svg_pop,
    .mark = svg_mark,
    .artifact = svg_artifact,
    .unmark = svg_unmark,
    .link = svg_link,
    .outline = svg_outline,
};

Canvas *svg_open(Arena *arena, const Fonts *fonts, const Theme *theme, Str classes,
                 Str label, uint8_t *shown, Text *out)
{
    Svg *svg = ARENA_NEW(arena, Svg);
    svg->canvas = (Canvas){&svg_ops, fonts, theme, svg};
    svg->arena = arena;
    svg->classes = classes;
    svg->label = label;
    svg->shown = shown;
    svg->out = out;
    svg->path = text_open(arena);
    return &svg->canvas;
}
