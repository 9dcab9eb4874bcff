/* SPDX-License-Identifier: EUPL-1.2 */
/* What is drawn, as text for tests: one call a line, so that two pages can be compared with
 * diff and a misplaced word is seen in review. A text's line tells its width too. */
#include "reports/canvas/canvas.h"

#include <math.h>

typedef struct {
    Canvas canvas;
    const TagTree *tree;
    Text *out;
} Trace;

/* As in a PDF, with the two headings of a table told apart. */
static const char *traced_role(Role role)
{
    return role == ROLE_TH_COLUMN ? "TH-column"
           : role == ROLE_TH_ROW  ? "TH-row"
                                  : role_name(role);
}

static const char *const artifact_names[] = {
    [ARTIFACT_HEADER] = "header",
    [ARTIFACT_FOOTER] = "footer",
    [ARTIFACT_LAYOUT] = "layout",
    [ARTIFACT_NONE] = "none",
};

static Text *word(Canvas *canvas, const char *name)
{
    Text *out = ((Trace *)canvas->backend)->out;
    text_add(out, str_from(name));
    return out;
}

static void numbers(Text *out, size_t count, const double *values)
{
    for (size_t i = 0; i < count; i++) {
        double value = round(values[i] * 100) / 100;
        text_addf(out, " %.2f", value == 0 ? 0.0 : value); /* no -0.00 */
    }
}
#define NUMBERS(out, ...)                                            \
    numbers((out), sizeof((double[]){__VA_ARGS__}) / sizeof(double), \
            (const double[]){__VA_ARGS__})

static void end(Text *out)
{
    text_add_byte(out, '\n');
}

static void colour(Text *out, Colour value)
{
    text_addf(out, " %.*s", STR_PRINT(colour_name(value)));
}

static void quoted(Text *out, Str text)
{
    text_add(out, STR(" \""));
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte < 0x20 || byte == 0x7F)
            text_addf(out, "\\x%02x", byte);
        else if (byte == '"' || byte == '\\')
            text_addf(out, "\\%c", byte);
        else
            text_add_byte(out, (char)byte);
    }
    text_add_byte(out, '"');
}

static void tag_named(Canvas *canvas, Text *out, uint32_t tag)
{
    const TagTree *tree = ((Trace *)canvas->backend)->tree;
    bool known = tree && tag < tree->count;
    text_addf(out, " %u %s", tag, known ? traced_role(tree->tags[tag].role) : "?");
}

static void trace_page_begin(Canvas *canvas, double width, double height)
{
    Text *out = word(canvas, "page");
    NUMBERS(out, width, height);
    end(out);
}

static void trace_page_end(Canvas *canvas)
{
    end(word(canvas, "page-end"));
}

static void trace_move(Canvas *canvas, double x, double y)
{
    Text *out = word(canvas, "move");
    NUMBERS(out, x, y);
    end(out);
}

static void trace_line(Canvas *canvas, double x, double y)
{
    Text *out = word(canvas, "line");
    NUMBERS(out, x, y);
    end(out);
}

static void trace_curve(Canvas *canvas, double x1, double y1, double x2, double y2,
                        double x, double y)
{
    Text *out = word(canvas, "curve");
    NUMBERS(out, x1, y1, x2, y2, x, y);
    end(out);
}

static void trace_rectangle(Canvas *canvas, double x, double y, double width, double height)
{
    Text *out = word(canvas, "rectangle");
    NUMBERS(out, x, y, width, height);
    end(out);
}

static void trace_close(Canvas *canvas)
{
    end(word(canvas, "close"));
}

static void trace_fill(Canvas *canvas, Colour value)
{
    Text *out = word(canvas, "fill");
    colour(out, value);
    end(out);
}

static void trace_stroke(Canvas *canvas, Colour value, double width, double dash)
{
    Text *out = word(canvas, "stroke");
    colour(out, value);
    NUMBERS(out, width, dash);
    end(out);
}

static void trace_text(Canvas *canvas, double x, double y, double angle, FaceId face,
                       double size_pt, Colour value, Str text)
{
    Text *out = word(canvas, "text");
    NUMBERS(out, x, y, angle);
    text_add(out, face == FACE_BOLD ? STR(" bold") : STR(" regular"));
    NUMBERS(out, size_pt);
    colour(out, value);
    text_add(out, STR(" width"));
    NUMBERS(out, font_width(canvas->fonts, face, size_pt, text));
    quoted(out, text);
    end(out);
}

static void trace_push(Canvas *canvas, double x, double y)
{
    Text *out = word(canvas, "push");
    NUMBERS(out, x, y);
    end(out);
}

static void trace_pop(Canvas *canvas)
{
    end(word(canvas, "pop"));
}

static void trace_mark(Canvas *canvas, uint32_t tag)
{
    Text *out = word(canvas, "mark");
    tag_named(canvas, out, tag);
    end(out);
}

static void trace_artifact(Canvas *canvas, ArtifactKind kind)
{
    text_addf(word(canvas, "artifact"), " %s\n", artifact_names[kind]);
}

static void trace_unmark(Canvas *canvas)
{
    end(word(canvas, "unmark"));
}

static void trace_link(Canvas *canvas, uint32_t tag, const double box[4], Str uri,
                       Str contents)
{
    Text *out = word(canvas, "link");
    tag_named(canvas, out, tag);
    numbers(out, 4, box);
    quoted(out, uri);
    quoted(out, contents);
    end(out);
}

static void trace_outline(Canvas *canvas, int level, double y, Str title)
{
    Text *out = word(canvas, "outline");
    text_addf(out, " %d", level);
    NUMBERS(out, y);
    quoted(out, title);
    end(out);
}

static const CanvasOps trace_ops = {
    .page_begin = trace_page_begin,
    .page_end = trace_page_end,
    .move = trace_move,
    .line = trace_line,
    .curve = trace_curve,
    .rectangle = trace_rectangle,
    .close = trace_close,
    .fill = trace_fill,
    .stroke = trace_stroke,
    .text = trace_text,
    .push = trace_push,
    .pop = trace_pop,
    .mark = trace_mark,
    .artifact = trace_artifact,
    .unmark = trace_unmark,
    .link = trace_link,
    .outline = trace_outline,
};

Canvas *trace_open(Arena *arena, const Fonts *fonts, const TagTree *tree, Text *out)
{
    Trace *trace = ARENA_NEW(arena, Trace);
    trace->canvas = (Canvas){&trace_ops, fonts, NULL, trace};
    trace->tree = tree;
    trace->out = out;
    return &trace->canvas;
}
