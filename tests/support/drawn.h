/* drawn.h: a canvas that writes down what it is told, and what every chart must keep to:
 * no text meets another, leaves the chart or is too small or too faint; nothing is drawn
 * outside; what is light has an outline.
 *
 * A test program opens it once for all its tests.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_DRAWN_H
#define SAMSYN_TESTS_DRAWN_H

#include "reports/charts/chart.h"
#include "reports/document/theme.h"

enum { DRAWN_RUNS_MOST = 1600 };

typedef struct {
    double left, bottom, right, top, size_pt;
    Colour colour;
    Str text;
} Run;

typedef struct {
    Run runs[DRAWN_RUNS_MOST];
    size_t run_count;
    double least_x, least_y, most_x, most_y; /* of every coordinate */
    double path_x, goal_x; /* where the path, and the goal's broken line, begin */
    bool path, outline_owed;
    size_t strokes[COLOUR_COUNT], fills[COLOUR_COUNT];
} Drawn;

extern Drawn drawn;         /* what was drawn last */
extern char situation[200]; /* what is drawn, for whoever reads a failure */
extern Arena *drawn_arena;
extern const Fonts *drawn_fonts;

int drawn_open(void **state);
int drawn_close(void **state);

Canvas drawn_begin(void); /* forgets what was drawn */
void assert_drawn_well(double width, double height);
/* As high as it wants to be. */
void draw(const Chart *chart, double width);
size_t times_written(Str wanted);

#endif
