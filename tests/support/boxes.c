/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/boxes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/render/paged.h"

typedef struct {
    Arena *arena;
    const Fonts *fonts;
    TextBoxes out;
    size_t capacity, page;
    uint32_t tag;
    bool artifact;
    ArtifactKind kind;
    double x[8], y[8]; /* origins pushed */
    int depth;
} Reader;

/* The text between the outer quotes of a trace line. */
static Str quoted_read(Arena *arena, Str line)
{
    Text text = text_open(arena);
    size_t from = 0;
    while (from < line.len && line.ptr[from] != '"')
        from++;
    for (size_t i = from + 1; i + 1 < line.len; i++) {
        if (line.ptr[i] != '\\') {
            text_add_byte(&text, line.ptr[i]);
        } else if (line.ptr[i + 1] == 'x') {
            text_add_byte(&text, '?');
            i += 3;
        } else {
            text_add_byte(&text, line.ptr[++i]);
        }
    }
    return text_str(&text);
}

static void box_turn(TextBox *box, double x, double y, double angle)
{
    double turn = angle * acos(-1) / 180, corners[4][2] = {{box->x0, box->y0},
                                                           {box->x1, box->y0},
                                                           {box->x0, box->y1},
                                                           {box->x1, box->y1}};
    TextBox turned = *box;
    for (int i = 0; i < 4; i++) {
        double dx = corners[i][0] - x, dy = corners[i][1] - y;
        double px = x + dx * cos(turn) - dy * sin(turn);
        double py = y + dx * sin(turn) + dy * cos(turn);
        turned.x0 = i == 0 || px < turned.x0 ? px : turned.x0;
        turned.x1 = i == 0 || px > turned.x1 ? px : turned.x1;
        turned.y0 = i == 0 || py < turned.y0 ? py : turned.y0;
        turned.y1 = i == 0 || py > turned.y1 ? py : turned.y1;
    }
    *box = turned;
}

static void text_read(Reader *reader, Str line)
{
    double x, y, angle, size;
    char face[16];
    if (sscanf(str_zero(reader->arena, line), "text %lf %lf %lf %15s %lf", &x, &y, &angle,
               face, &size) != 5)
        return;
    for (int i = 0; i < reader->depth; i++) {
        x += reader->x[i];
        y += reader->y[i];
    }
    TextBox box = {.page = reader->page,
                   .tag = reader->tag,
                   .artifact = reader->artifact,
                   .kind = reader->kind,
                   .baseline = y,
                   .size = size,
                   .face = strcmp(face, "bold") == 0 ? FACE_BOLD : FACE_REGULAR,
                   .text = quoted_read(reader->arena, line)};
    double width = font_width(reader->fonts, box.face, size, str_trim(box.text));
    box.x0 = x;
    box.x1 = x + width;
    box.y0 = y - font_descent(reader->fonts, box.face, size);
    box.y1 = y + 0.9 * font_ascent(reader->fonts, box.face, size);
    if (angle != 0)
        box_turn(&box, x, y, angle);
    reader->out.boxes =
        ARENA_GROW(reader->arena, reader->out.boxes, reader->out.count, &reader->capacity);
    reader->out.boxes[reader->out.count++] = box;
}

static void line_read(Reader *reader, Str line)
{
    if (str_starts(line, STR("text "))) {
        text_read(reader, line);
    } else if (str_starts(line, STR("page-end"))) {
        reader->page++;
    } else if (str_starts(line, STR("push "))) {
        sscanf(str_zero(reader->arena, line), "push %lf %lf", &reader->x[reader->depth],
               &reader->y[reader->depth]);
        reader->depth++;
    } else if (str_starts(line, STR("pop"))) {
        reader->depth--;
    } else if (str_starts(line, STR("mark "))) {
        reader->artifact = false;
        reader->tag = (uint32_t)strtoul(line.ptr + 5, NULL, 10);
    } else if (str_starts(line, STR("artifact "))) {
        reader->artifact = true;
        reader->kind = str_ends(line, STR("header"))   ? ARTIFACT_HEADER
                       : str_ends(line, STR("footer")) ? ARTIFACT_FOOTER
                                                       : ARTIFACT_LAYOUT;
    }
}

TextBoxes boxes_read(Arena *arena, const Pages *pages, const Fonts *fonts)
{
    Text out = text_open(arena);
    Canvas *canvas = trace_open(arena, fonts, &pages->tree, &out);
    pages_draw(arena, pages, canvas);
    Reader reader = {.arena = arena, .fonts = fonts};
    Str rest = text_str(&out), line;
    while (rest.len) {
        str_cut(rest, '\n', &line, &rest);
        line_read(&reader, line);
    }
    return reader.out;
}

static bool boxes_meet(const TextBox *a, const TextBox *b)
{
    const double slack = 0.06; /* the trace has two decimals */
    return a->page == b->page && a->x0 + slack < b->x1 && b->x0 + slack < a->x1 &&
           a->y0 + slack < b->y1 && b->y0 + slack < a->y1;
}

static const char *box_words(Arena *arena, const TextBox *box)
{
    return str_format(arena, "page %zu (%.2f %.2f)-(%.2f %.2f) \"%.*s\"", box->page + 1,
                      box->x0, box->y0, box->x1, box->y1, STR_PRINT(box->text))
        .ptr;
}

const char *boxes_fault(Arena *arena, const Pages *pages, const Fonts *fonts)
{
    TextBoxes all = boxes_read(arena, pages, fonts);
    for (size_t i = 0; i < all.count; i++) {
        const TextBox *a = &all.boxes[i];
        if (!str_trim(a->text).len)
            continue;
        bool edge = a->artifact && a->kind != ARTIFACT_LAYOUT;
        double lowest = edge ? 20 : 45.5, highest = edge ? 822 : 793;
        if (a->x0 < 47.9 || a->x1 > 547.4 || a->y0 < lowest || a->y1 > highest)
            return str_format(arena, "outside the margins: %s", box_words(arena, a)).ptr;
        for (size_t k = i + 1; k < all.count && all.boxes[k].page == a->page; k++)
            if (str_trim(all.boxes[k].text).len && boxes_meet(a, &all.boxes[k]))
                return str_format(arena, "meet: %s and %s", box_words(arena, a),
                                  box_words(arena, &all.boxes[k]))
                    .ptr;
    }
    return NULL;
}
