/* SPDX-License-Identifier: EUPL-1.2 */
/* What every backend draws alike, made of the canvas' own operations: Open Sans has none of
 * the status symbols, so they are paths. */
#include "reports/canvas/canvas.h"

#include <math.h>

const char *role_name(Role role)
{
    static const char *const names[] = {
        [ROLE_DOCUMENT] = "Document",
        [ROLE_SECTION] = "Sect",
        [ROLE_H1] = "H1",
        [ROLE_H2] = "H2",
        [ROLE_H3] = "H3",
        [ROLE_P] = "P",
        [ROLE_L] = "L",
        [ROLE_LI] = "LI",
        [ROLE_LABEL] = "Lbl",
        [ROLE_LBODY] = "LBody",
        [ROLE_TABLE] = "Table",
        [ROLE_CAPTION] = "Caption",
        [ROLE_TR] = "TR",
        [ROLE_TH_COLUMN] = "TH",
        [ROLE_TH_ROW] = "TH",
        [ROLE_TD] = "TD",
        [ROLE_FIGURE] = "Figure",
        [ROLE_LINK] = "Link",
        [ROLE_SPAN] = "Span",
    };
    return names[role];
}

void canvas_circle(Canvas *canvas, double x, double y, double radius)
{
    const double reach =
        radius * 0.5522847498; /* 4/3 tan(45/2 degrees): a quarter's handle */
    const CanvasOps *ops = canvas->ops;
    ops->move(canvas, x + radius, y);
    ops->curve(canvas, x + radius, y + reach, x + reach, y + radius, x, y + radius);
    ops->curve(canvas, x - reach, y + radius, x - radius, y + reach, x - radius, y);
    ops->curve(canvas, x - radius, y - reach, x - reach, y - radius, x, y - radius);
    ops->curve(canvas, x + reach, y - radius, x + radius, y - reach, x + radius, y);
    ops->close(canvas);
}

/* An equilateral triangle; direction 1 points up, -1 down. */
static void triangle(Canvas *canvas, double x, double y, double size, int direction)
{
    double half = size * sqrt(3) / 4 * direction;
    canvas->ops->move(canvas, x - size / 2, y - half);
    canvas->ops->line(canvas, x + size / 2, y - half);
    canvas->ops->line(canvas, x, y + half);
    canvas->ops->close(canvas);
}

static void diamond(Canvas *canvas, double x, double y, double reach)
{
    canvas->ops->move(canvas, x - reach, y);
    canvas->ops->line(canvas, x, y - reach);
    canvas->ops->line(canvas, x + reach, y);
    canvas->ops->line(canvas, x, y + reach);
    canvas->ops->close(canvas);
}

void canvas_symbol(Canvas *canvas, Symbol symbol, double x, double y, double size,
                   Colour colour)
{
    const double line = size / 7;
    switch (symbol) {
    case SYMBOL_NONE:
        return;
    case SYMBOL_UP:
        triangle(canvas, x, y, size, 1);
        break;
    case SYMBOL_DOWN:
        triangle(canvas, x, y, size, -1);
        break;
    case SYMBOL_DIAMOND:
        diamond(canvas, x, y, size / 2);
        break;
    case SYMBOL_DIAMOND_OPEN: /* a slanting line is wider across than it is thick */
        diamond(canvas, x, y, size / 2 - line * sqrt(2) / 2);
        canvas->ops->stroke(canvas, colour, line, 0);
        return;
    case SYMBOL_CIRCLE_OPEN:
        canvas_circle(canvas, x, y, (size - line) / 2);
        canvas->ops->stroke(canvas, colour, line, 0);
        return;
    case SYMBOL_DOT:
        canvas_circle(canvas, x, y, size / 2);
        break;
    }
    canvas->ops->fill(canvas, colour);
}
