/* SPDX-License-Identifier: EUPL-1.2 */
/* From zero, as the large chart of the same figures: a small change looks small. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/chart.h"
#include "reports/charts/scale.h"

static const double DOT = 1.7, MARGIN = 2;

static LinearScale values_scale(const Sparkline *sparkline, double height)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < sparkline->count; i++)
        if (sparkline->known[i]) {
            low = fmin(low, sparkline->values[i]);
            high = fmax(high, sparkline->values[i]);
        }
    return (LinearScale){low, high > low ? high : low + 1, MARGIN, height - MARGIN};
}

void sparkline_draw(const Sparkline *sparkline, Canvas *canvas, double width, double height)
{
    size_t count = sparkline->count;
    if (count == 0)
        return;
    LinearScale scale = values_scale(sparkline, height);
    double step = count > 1 ? (width - 2 * MARGIN) / (double)(count - 1) : 0;
    const bool *known = sparkline->known;
    bool any = false;
    for (size_t i = 1; i < count; i++) {
        if (!known[i] || !known[i - 1])
            continue;
        if (i < 2 || !known[i - 2])
            canvas->ops->move(canvas, MARGIN + step * (double)(i - 1),
                              linear_place(&scale, sparkline->values[i - 1]));
        canvas->ops->line(canvas, MARGIN + step * (double)i,
                          linear_place(&scale, sparkline->values[i]));
        any = true;
    }
    if (any)
        canvas->ops->stroke(canvas, COLOUR_MUTED, 0.8, 0);
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        bool alone = !(i > 0 && known[i - 1]) && (last || !known[i + 1]);
        if (!known[i] || !(last || alone))
            continue;
        double x = count > 1 ? MARGIN + step * (double)i : width - MARGIN;
        canvas_circle(canvas, x, linear_place(&scale, sparkline->values[i]),
                      last ? DOT : 0.8);
        canvas->ops->fill(canvas, last ? tone_colour(sparkline->last) : COLOUR_MUTED);
    }
}
