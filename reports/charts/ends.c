/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/charts/ends.h"

#include <math.h>

#include "reports/document/theme.h"

const TextStyle style_last = {FACE_BOLD, 10, TONE_ACCENT};
const TextStyle style_goal = {FACE_BOLD, 8.5, TONE_GOAL};
const double last_dot_radius = 3.4;

static const double GUTTER_GAP = 9, GUTTER_SHARE = 0.4;

void ends_add(Ends *ends, EndLabel end)
{
    if (end.text.len > 0 && ends->count < END_LABELS_MOST)
        ends->items[ends->count++] = end;
}

double ends_gutter(Ends *ends, const Sheet *sheet)
{
    double widest = 0;
    for (size_t i = 0; i < ends->count; i++) {
        EndLabel *end = &ends->items[i];
        end->text = text_fit(sheet, end->style, end->text, sheet->width * GUTTER_SHARE);
        widest = fmax(widest, text_width(sheet, end->style, end->text));
    }
    return widest > 0 ? GUTTER_GAP + widest : 4;
}

/* Upwards; of equal heights the more important stands above. */
static void ends_sort(Ends *ends)
{
    for (size_t i = 1; i < ends->count; i++)
        for (size_t j = i; j > 0 && ends->items[j].y <= ends->items[j - 1].y; j--) {
            EndLabel end = ends->items[j];
            ends->items[j] = ends->items[j - 1];
            ends->items[j - 1] = end;
        }
}

/* Where the lines end: some at the edge, a series' beside its last dot. */
static void ends_place(Ends *ends, const Plot *plot, const double *places)
{
    for (size_t i = 0; i < ends->count; i++) {
        EndLabel *end = &ends->items[i];
        end->y = plot_y(plot, end->value);
        if (end->edge)
            end->x = plot->right;
        else
            end->x = places[end->index] +
                     (end->style.tone == TONE_ACCENT ? last_dot_radius + 1.5 : 1.5);
    }
}

/* From where a line ends to its label, when those do not stand side by side; dotted over
 * periods of which nothing is known. */
static void leader_draw(const Plot *plot, const EndLabel *end, double x, double y)
{
    Colour colour = tone_colour(end->style.tone);
    double from = end->x;
    if (!end->edge && end->index + 1 < plot->chart->point_count) {
        sheet_line(plot->sheet, from, end->y, plot->right, end->y, colour, 0.5, 1.5);
        from = plot->right;
    }
    /* A word in the line's own colour is found some way off; the grey ones need help. */
    if (fabs(y - end->y) > (end->style.tone == TONE_MUTED ? 4 : 9))
        sheet_line(plot->sheet, from, end->y, x, y, colour, 0.5, 0);
}

void ends_draw(Ends *ends, const Plot *plot, const double *places)
{
    Sheet *sheet = plot->sheet;
    double centres[END_LABELS_MOST], heights[END_LABELS_MOST], weights[END_LABELS_MOST];
    ends_place(ends, plot, places);
    ends_sort(ends);
    for (size_t i = 0; i < ends->count; i++) {
        const EndLabel *end = &ends->items[i];
        heights[i] = text_height(sheet, end->style) + 0.4;
        weights[i] = end->weight;
        centres[i] = end->y;
    }
    labels_spread(centres, heights, weights, ends->count, plot->bottom, plot->ceiling);
    double x = plot->right + GUTTER_GAP;
    for (size_t i = 0; i < ends->count; i++) {
        const EndLabel *end = &ends->items[i];
        leader_draw(plot, end, x - 2, centres[i]);
        double descent = -text_box(sheet, end->style, x, 0, ANCHOR_START, end->text).bottom;
        sheet_text(sheet, end->style, x, centres[i] - heights[i] / 2 + 0.2 + descent,
                   ANCHOR_START, end->text);
    }
}
