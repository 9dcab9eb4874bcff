/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "tests/support/drawn.h"

static const double SLACK = 0.01;

Drawn drawn;
char situation[200];
Arena *drawn_arena;
const Fonts *drawn_fonts;
static const Theme *theme;

static void reach(double x, double y)
{
    drawn.least_x = fmin(drawn.least_x, x);
    drawn.least_y = fmin(drawn.least_y, y);
    drawn.most_x = fmax(drawn.most_x, x);
    drawn.most_y = fmax(drawn.most_y, y);
    drawn.path = true;
}

static double contrast(Colour colour)
{
    return colour_contrast(theme->colours[colour], theme->colours[COLOUR_PAPER]);
}

static void move(Canvas *canvas, double x, double y)
{
    (void)canvas;
    drawn.path_x = x;
    reach(x, y);
}

static void line(Canvas *canvas, double x, double y)
{
    (void)canvas;
    assert_true(drawn.path);
    reach(x, y);
}

static void curve(Canvas *canvas, double x1, double y1, double x2, double y2, double x,
                  double y)
{
    (void)canvas;
    reach(x1, y1);
    reach(x2, y2);
    reach(x, y);
}

static void rectangle(Canvas *canvas, double x, double y, double width, double height)
{
    (void)canvas;
    assert_true(width >= 0 && height >= 0);
    reach(x, y);
    reach(x + width, y + height);
}

static void close_path(Canvas *canvas)
{
    (void)canvas;
}

/* A light fill is seen by its outline, which comes next. */
static void fill(Canvas *canvas, Colour colour)
{
    (void)canvas;
    assert_true(drawn.path && !drawn.outline_owed);
    drawn.path = false;
    drawn.fills[colour]++;
    drawn.outline_owed = contrast(colour) < 3 && colour != COLOUR_PAPER;
}

static void stroke(Canvas *canvas, Colour colour, double width, double dash)
{
    (void)canvas;
    assert_true(drawn.path && width > 0 && dash >= 0);
    if (dash > 0 && colour == COLOUR_GOAL)
        drawn.goal_x = drawn.path_x;
    drawn.path = drawn.outline_owed = false;
    drawn.strokes[colour]++;
    bool apart = colour == COLOUR_PAPER; /* keeps marks apart */
    assert_true(contrast(colour) >= 3 || colour == COLOUR_RULE || apart);
}

static void text(Canvas *canvas, double x, double y, double angle, FaceId face,
                 double size_pt, Colour colour, Str run)
{
    (void)canvas;
    assert_true(drawn.run_count < DRAWN_RUNS_MOST);
    assert_true(str_ends(run, STR(" ")));
    Str seen = str_slice(run, 0, run.len - 1);
    assert_true(seen.len > 0);
    double width = font_width(drawn_fonts, face, size_pt, seen);
    double ascent = font_ascent(drawn_fonts, face, size_pt);
    double descent = font_descent(drawn_fonts, face, size_pt);
    Run *placed = &drawn.runs[drawn.run_count++];
    *placed = (Run){x, y - descent, x + width, y + ascent, size_pt, colour, seen};
    if (angle != 0) {
        assert_true(angle == 90);
        placed->left = x - ascent;
        placed->bottom = y;
        placed->right = x + descent;
        placed->top = y + width;
    }
}

static const CanvasOps ops = {.move = move,
                              .line = line,
                              .curve = curve,
                              .rectangle = rectangle,
                              .close = close_path,
                              .fill = fill,
                              .stroke = stroke,
                              .text = text};

int drawn_open(void **state)
{
    (void)state;
    Error error = {0};
    drawn_arena = arena_open();
    drawn_fonts = fonts_load(drawn_arena, NULL, &error);
    theme = theme_load(drawn_arena, "templates", NULL, &error);
    return drawn_fonts && theme ? 0 : -1;
}

int drawn_close(void **state)
{
    (void)state;
    arena_close(drawn_arena);
    return 0;
}

#define claim(truth)                                       \
    do {                                                   \
        if (!(truth))                                      \
            fail_msg("%s: not so: %s", situation, #truth); \
    } while (0)

static void assert_apart(const Run *a, const Run *b)
{
    if (a->left < b->right - SLACK && b->left < a->right - SLACK &&
        a->bottom < b->top - SLACK && b->bottom < a->top - SLACK)
        fail_msg("%s: '%.*s' meets '%.*s'", situation, STR_PRINT(a->text),
                 STR_PRINT(b->text));
}

void assert_drawn_well(double width, double height)
{
    claim(drawn.least_x >= -SLACK && drawn.least_y >= -SLACK);
    claim(drawn.most_x <= width + SLACK && drawn.most_y <= height + SLACK);
    claim(!drawn.outline_owed && !drawn.path);
    for (size_t i = 0; i < drawn.run_count; i++) {
        const Run *run = &drawn.runs[i];
        claim(run->left >= -SLACK && run->right <= width + SLACK);
        claim(run->bottom >= -SLACK && run->top <= height + SLACK);
        claim(run->size_pt >= 7.5 && contrast(run->colour) >= 4.5);
        for (size_t j = 0; j < i; j++)
            assert_apart(&drawn.runs[j], run);
    }
}

Canvas drawn_begin(void)
{
    drawn = (Drawn){.most_x = 0};
    return (Canvas){.ops = &ops, .fonts = drawn_fonts};
}

void draw(const Chart *chart, double width)
{
    Canvas canvas = drawn_begin();
    double height = chart_height(chart, drawn_fonts, width);
    chart_draw(drawn_arena, chart, &canvas, width, height);
    assert_drawn_well(width, height);
}

size_t times_written(Str wanted)
{
    size_t times = 0;
    for (size_t i = 0; i < drawn.run_count; i++)
        times += str_equal(drawn.runs[i].text, wanted);
    return times;
}
