/* SPDX-License-Identifier: EUPL-1.2 */
/* Units by their size, inside the limits that chance alone seldom crosses: the smaller the
 * unit, the wider apart. Only who is outside must bear a name; the others do where there is
 * room. A place on the limits, not a length, tells a value: the scale need not reach zero.
 */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/ends.h"
#include "reports/charts/kinds.h"

static const double DOT = 3, DOT_FEW = 2.1, MARK = 8;
static const double LABEL_GAP = 3;     /* from a mark to its name */
static const double SIZE_CAPTION = 12; /* below the sizes' figures */
static const double HEIGHT_LEAST = 105, HEIGHT_USUAL = 210;
static const TextStyle style_inside = {FACE_REGULAR, 8, TONE_MUTED};
static const TextStyle style_beyond = {FACE_REGULAR, 8.5, TONE_INK};
static const TextStyle style_outside = {FACE_BOLD, 8.5, TONE_ALERT};

typedef struct {
    Plot plot;
    Ticks sizes;
    LinearScale across;
} Funnel;

typedef double (*LimitOf)(const ChartLimits *limits);

static double lower95(const ChartLimits *limits)
{
    return limits->lower95;
}

static double upper95(const ChartLimits *limits)
{
    return limits->upper95;
}

static double lower998(const ChartLimits *limits)
{
    return limits->lower998;
}

static double upper998(const ChartLimits *limits)
{
    return limits->upper998;
}

static const struct {
    LimitOf of;
    bool outer;
} curves[] = {{upper998, true}, {upper95, false}, {lower95, false}, {lower998, true}};
enum { CURVES = sizeof curves / sizeof *curves };

ChartHeight funnel_height(const Chart *chart, const Fonts *fonts, double width)
{
    (void)fonts;
    double frame =
        axis_periods_height(&(Chart){0}) + SIZE_CAPTION + axis_unit_height(chart);
    return (ChartHeight){frame + HEIGHT_LEAST,
                         frame + fmin(HEIGHT_USUAL, HEIGHT_LEAST + width / 5)};
}

static const ChartLimits *last_limits(const ChartFunnel *funnel)
{
    return &funnel->limits[funnel->limit_count - 1];
}

/* Where the lines end, to be named there. */
static void ends_collect(const Chart *chart, Ends *ends)
{
    const ChartFunnel *funnel = chart->funnel;
    TextStyle target = funnel->is_goal ? style_goal : style_beyond;
    ends_add(ends, (EndLabel){.style = target,
                              .text = funnel->target_label,
                              .weight = 4,
                              .value = funnel->target,
                              .edge = true});
    for (size_t i = 0; funnel->limit_count && i < CURVES; i++)
        ends_add(ends,
                 (EndLabel){.style = style_inside,
                            .text = curves[i].outer ? funnel->label998 : funnel->label95,
                            .weight = 1,
                            .value = curves[i].of(last_limits(funnel)),
                            .edge = true});
}

typedef struct {
    double low, high;
} Reach;

static void reach_add(Reach *reach, double value)
{
    reach->low = fmin(reach->low, value);
    reach->high = fmax(reach->high, value);
}

static Reach values_reach(const Chart *chart)
{
    const ChartFunnel *funnel = chart->funnel;
    Reach reach = {funnel->target, funnel->target};
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->series[0].points[i].known)
            reach_add(&reach, chart->series[0].points[i].value);
    for (size_t i = 0; i < funnel->limit_count; i++) {
        reach_add(&reach, funnel->limits[i].lower998);
        reach_add(&reach, funnel->limits[i].upper998);
    }
    return reach;
}

static Reach sizes_reach(const Chart *chart)
{
    const ChartFunnel *funnel = chart->funnel;
    Reach reach = {INFINITY, 0};
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->series[0].points[i].known)
            reach_add(&reach, funnel->spots[i].size);
    for (size_t i = 0; i < funnel->limit_count; i++)
        reach_add(&reach, funnel->limits[i].size);
    return isfinite(reach.low) ? reach : (Reach){0, 1};
}

static double most_ticks(double room, double distance)
{
    return fmin(fmax(floor(room / distance), 2), 6);
}

static Funnel funnel_make(const Chart *chart, Sheet *sheet, double gutter)
{
    Funnel funnel = {.plot = {.sheet = sheet,
                              .chart = chart,
                              .right = sheet->width - gutter,
                              .bottom = axis_periods_height(&(Chart){0}) + SIZE_CAPTION,
                              .top = sheet->height - axis_unit_height(chart),
                              .ceiling = sheet->height}};
    Plot *plot = &funnel.plot;
    Reach values = values_reach(chart), sizes = sizes_reach(chart);
    double most = most_ticks(plot->top - plot->bottom, 22), widest = 0;
    plot->ticks = ticks_around(values.low, values.high, (size_t)most, false);
    for (size_t i = 0; i < plot->ticks.count; i++)
        widest = fmax(widest, text_width(sheet, style_axis, axis_tick(plot, i)));
    plot->left = widest + 6;
    most = most_ticks(plot->right - plot->left, 40);
    funnel.sizes = ticks_around(sizes.low, sizes.high, (size_t)most, true);
    double low = funnel.sizes.low, spare = 0.02 * (sizes.high - low);
    funnel.across =
        (LinearScale){low, fmax(sizes.high, low) + spare, plot->left + 1, plot->right};
    return funnel;
}

static double place_x(const Funnel *funnel, double size)
{
    return linear_place(&funnel->across, size);
}

static void sizes_draw(const Funnel *funnel)
{
    const Plot *plot = &funnel->plot;
    Sheet *sheet = plot->sheet;
    double baseline = plot->bottom - 12, edge = plot->left - 4;
    Plot across = *plot; /* prints the sizes as counts */
    Chart counts = {.language = plot->chart->language};
    across.chart = &counts;
    across.ticks = funnel->sizes;
    for (size_t i = 0; i < funnel->sizes.count; i++) {
        double x = place_x(funnel, ticks_value(&funnel->sizes, i));
        if (x > plot->right + 0.5)
            break;
        sheet_line(sheet, x, plot->bottom, x, plot->bottom - 3, COLOUR_MUTED, 0.6, 0);
        Str text = axis_tick(&across, i);
        Box box = text_box(sheet, style_axis, x, baseline, ANCHOR_MIDDLE, text);
        if (box.left < edge || box.right > sheet->width)
            continue;
        sheet_text(sheet, style_axis, x, baseline, ANCHOR_MIDDLE, text);
        edge = box.right + 6;
    }
    Str caption =
        text_fit(sheet, style_axis, plot->chart->funnel->size_label, sheet->width);
    sheet_text(sheet, style_axis, (plot->left + plot->right) / 2, baseline - SIZE_CAPTION,
               ANCHOR_MIDDLE, caption);
}

static void frame_draw(const Funnel *funnel)
{
    const Plot *plot = &funnel->plot;
    Sheet *sheet = plot->sheet;
    axis_values_draw(plot);
    if (plot->ticks.low > 0) /* not zero: a lighter line */
        sheet_line(sheet, plot->left, plot->bottom, plot->right, plot->bottom, COLOUR_MUTED,
                   0.6, 0);
    sizes_draw(funnel);
}

static void curve_draw(const Funnel *funnel, size_t curve)
{
    const ChartFunnel *data = funnel->plot.chart->funnel;
    Canvas *canvas = funnel->plot.sheet->canvas;
    for (size_t i = 0; i < data->limit_count; i++) {
        double x = place_x(funnel, data->limits[i].size);
        double y = plot_y(&funnel->plot, curves[curve].of(&data->limits[i]));
        if (i)
            canvas->ops->line(canvas, x, y);
        else
            canvas->ops->move(canvas, x, y);
    }
    if (data->limit_count)
        canvas->ops->stroke(canvas, COLOUR_MUTED, 0.8, curves[curve].outer ? 0 : 2.5);
}

static void lines_draw(const Funnel *funnel)
{
    const Plot *plot = &funnel->plot;
    const ChartFunnel *data = plot->chart->funnel;
    for (size_t i = 0; i < CURVES; i++)
        curve_draw(funnel, i);
    double y = plot_y(plot, data->target);
    if (data->is_goal)
        sheet_line(plot->sheet, plot->left, y, plot->right, y, COLOUR_GOAL, 1.1, 4);
    else
        sheet_line(plot->sheet, plot->left, y, plot->right, y, COLOUR_INK, 0.9, 0);
}

static bool is_outside(LimitSide side)
{
    return side == SIDE_BELOW_998 || side == SIDE_ABOVE_998;
}

static double mark_reach(const ChartSpot *spot)
{
    return spot->side == SIDE_WITHIN ? (spot->few ? DOT_FEW : DOT) : MARK / 2;
}

/* White around each keeps those close together apart. */
static void spot_draw(const Funnel *funnel, size_t i)
{
    const ChartSpot *spot = &funnel->plot.chart->funnel->spots[i];
    const ChartPoint *point = &funnel->plot.chart->series[0].points[i];
    Sheet *sheet = funnel->plot.sheet;
    double x = place_x(funnel, spot->size), y = plot_y(&funnel->plot, point->value);
    double reach = mark_reach(spot);
    Colour colour = spot->few ? COLOUR_MUTED : COLOUR_ACCENT;
    switch (spot->side) {
    case SIDE_WITHIN:
        sheet_dot(sheet, x, y, reach + 0.9, COLOUR_PAPER);
        if (point->preliminary)
            sheet_ring(sheet, x, y, reach - 0.5, colour, 1.2);
        else
            sheet_dot(sheet, x, y, reach, colour);
        break;
    case SIDE_BEYOND_95:
        sheet_dot(sheet, x, y, reach + 0.9, COLOUR_PAPER);
        canvas_symbol(sheet->canvas,
                      point->preliminary ? SYMBOL_DIAMOND_OPEN : SYMBOL_DIAMOND, x, y, MARK,
                      colour);
        break;
    case SIDE_BELOW_998:
    case SIDE_ABOVE_998:
        sheet_dot(sheet, x, y, reach + 0.9, COLOUR_PAPER);
        canvas_symbol(sheet->canvas, spot->side == SIDE_ABOVE_998 ? SYMBOL_UP : SYMBOL_DOWN,
                      x, y, MARK, COLOUR_ALERT);
        break;
    }
}

static Box spot_box(const Funnel *funnel, size_t i, double room)
{
    const ChartSpot *spot = &funnel->plot.chart->funnel->spots[i];
    double x = place_x(funnel, spot->size), reach = mark_reach(spot) + room;
    double y = plot_y(&funnel->plot, funnel->plot.chart->series[0].points[i].value);
    return (Box){x - reach, y - reach, x + reach, y + reach};
}

static bool meets_spots(const Funnel *funnel, Box box)
{
    const Chart *chart = funnel->plot.chart;
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->series[0].points[i].known && box_meets(box, spot_box(funnel, i, 1)))
            return true;
    return false;
}

static bool meets_lines(const Funnel *funnel, Box box)
{
    const ChartFunnel *data = funnel->plot.chart->funnel;
    double target = plot_y(&funnel->plot, data->target);
    if (target > box.bottom - 0.5 && target < box.top + 0.5)
        return true;
    for (size_t c = 0; c < CURVES; c++)
        for (size_t i = 1; i < data->limit_count; i++) {
            const ChartLimits *from = &data->limits[i - 1], *to = &data->limits[i];
            if (box_meets_segment(box, place_x(funnel, from->size),
                                  plot_y(&funnel->plot, curves[c].of(from)),
                                  place_x(funnel, to->size),
                                  plot_y(&funnel->plot, curves[c].of(to))))
                return true;
        }
    return false;
}

typedef struct {
    double x, baseline;
    Anchor anchor;
} LabelPlace;

/* Beside the mark, then over and under it, then askew. */
static LabelPlace label_place(const Funnel *funnel, size_t i, TextStyle style, size_t turn)
{
    const Sheet *sheet = funnel->plot.sheet;
    Box mark = spot_box(funnel, i, LABEL_GAP);
    double x = (mark.left + mark.right) / 2, y = (mark.bottom + mark.top) / 2;
    double beside = text_baseline_at(sheet, style, y), height = text_height(sheet, style);
    double over = mark.top + 0.22 * height - 1, under = mark.bottom - 0.72 * height;
    const LabelPlace places[] = {
        {mark.right, beside, ANCHOR_START},
        {mark.left, beside, ANCHOR_END},
        {x, over, ANCHOR_MIDDLE},
        {x, under, ANCHOR_MIDDLE},
        {mark.right - 3, over, ANCHOR_START},
        {mark.left + 3, over, ANCHOR_END},
        {mark.right - 3, under, ANCHOR_START},
        {mark.left + 3, under, ANCHOR_END},
    };
    return places[turn];
}
enum { LABEL_PLACES = 8 };

static bool label_try(const Funnel *funnel, size_t i, TextStyle style, Str name,
                      bool over_lines)
{
    const Plot *plot = &funnel->plot;
    for (size_t turn = 0; turn < LABEL_PLACES; turn++) {
        LabelPlace at = label_place(funnel, i, style, turn);
        Box box = text_box(plot->sheet, style, at.x, at.baseline, at.anchor, name);
        bool inside = box.left >= plot->left && box.right <= plot->right + LABEL_GAP &&
                      box.bottom > plot->bottom;
        if (!inside || !sheet_free(plot->sheet, box) || meets_spots(funnel, box))
            continue;
        if (!over_lines && meets_lines(funnel, box))
            continue;
        if (over_lines)
            sheet_fill(plot->sheet, box, COLOUR_PAPER);
        sheet_text(plot->sheet, style, at.x, at.baseline, at.anchor, name);
        return true;
    }
    return false;
}

/* Those outside first: they take the room they need, on a line if it must be. */
static void labels_draw(const Funnel *funnel)
{
    const Chart *chart = funnel->plot.chart;
    const TextStyle styles[] = {style_outside, style_beyond, style_inside};
    for (size_t pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < chart->point_count; i++) {
            LimitSide side = chart->funnel->spots[i].side;
            size_t wanted = is_outside(side) ? 0 : side == SIDE_BEYOND_95 ? 1 : 2;
            if (!chart->series[0].points[i].known || wanted != pass)
                continue;
            if (!label_try(funnel, i, styles[pass], chart->labels[i], false) && pass < 2)
                label_try(funnel, i, styles[pass], chart->labels[i], true);
        }
}

void funnel_draw(const Chart *chart, Sheet *sheet)
{
    Ends ends = {0};
    ends_collect(chart, &ends);
    double gutter = ends_gutter(&ends, sheet);
    Funnel funnel = funnel_make(chart, sheet, gutter);
    frame_draw(&funnel);
    lines_draw(&funnel);
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->series[0].points[i].known)
            spot_draw(&funnel, i);
    ends_draw(&ends, &funnel.plot, NULL);
    labels_draw(&funnel);
}
