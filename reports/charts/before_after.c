/* SPDX-License-Identifier: EUPL-1.2 */
/* A row each: an open ring where the mean was at start, a dot where it was at end with its
 * interval as a field, both figures beside them, and to the right how many it is of. The
 * scale is whole: a small change is to look small. Rows of which too few were rated are
 * grey and broken; those who do not measure stand there in words. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/axis.h"
#include "reports/charts/kinds.h"
#include "reports/charts/rows.h"

static const double NARROW = 330;
static const double LABEL_SHARE = 0.34, LABEL_GAP = 8, COLUMN_GAP = 10, FIGURE_GAP = 4;
static const double PITCH = 19, PITCH_LEAST = 14.5, PITCH_NARROW = 29, PITCH_WORD = 14,
                    PITCH_FEW = 28, NAME_LINE = 13;
static const double HEADER = 27, BELOW = 26, HEADER_LINE = 13;
static const double DOT = 3, FIELD = 7;
static const TextStyle style_start = {FACE_REGULAR, 8.5, TONE_MUTED};
static const TextStyle style_key = {FACE_REGULAR, 8, TONE_MUTED};
static const TextStyle style_cut = {FACE_REGULAR, 8, TONE_INK};

typedef struct {
    const Chart *chart;
    Plot plot; /* its ticks are along the rows */
    LinearScale along;
    const double *rows; /* the middle of each */
    double pitch;
    RowName *names;
    double lift; /* of the name over its row, where narrow */
    bool narrow;
} Pairs;

static const ChartPoint *point_at(const Chart *chart, size_t series, size_t row)
{
    return &chart->series[series].points[row];
}

static bool is_pair(const Chart *chart, size_t row)
{
    return chart->series_count > 1 && point_at(chart, 0, row)->known &&
           point_at(chart, 1, row)->known;
}

/* Where it is narrow a row of words has its name's line only. */
static const double *row_heights(Arena *arena, const Chart *chart, double width)
{
    double *heights = ARENA_ARRAY(arena, chart->point_count, double);
    for (size_t i = 0; i < chart->point_count; i++)
        heights[i] = width >= NARROW     ? PITCH
                     : is_pair(chart, i) ? PITCH_NARROW
                                         : PITCH_WORD;
    return heights;
}

ChartHeight before_after_height(const Chart *chart, const Fonts *fonts, double width)
{
    (void)fonts;
    double frame = HEADER + BELOW, rows = 0;
    if (width >= NARROW) { /* one or two rows have room for the cut-off to be seen */
        double count = (double)chart->point_count;
        bool few = chart->point_count <= 2;
        return (ChartHeight){frame + (few ? PITCH_FEW : PITCH_LEAST) * count,
                             frame + (few ? PITCH_FEW : PITCH) * count};
    }
    for (size_t i = 0; i < chart->point_count; i++)
        rows += is_pair(chart, i) ? PITCH_NARROW : PITCH_WORD;
    return (ChartHeight){frame + rows, frame + rows};
}

static double widest_figure(const Pairs *pairs)
{
    double widest = 0;
    for (size_t i = 0; i < pairs->chart->point_count; i++)
        for (size_t s = 0; is_pair(pairs->chart, i) && s < 2; s++)
            widest = fmax(widest, text_width(pairs->plot.sheet, style_value,
                                             point_at(pairs->chart, s, i)->text));
    return fmin(widest, pairs->plot.sheet->width / 6);
}

static double widest_behind(const Pairs *pairs)
{
    double widest = 0;
    for (size_t i = 0; i < pairs->chart->point_count; i++)
        if (is_pair(pairs->chart, i))
            widest = fmax(widest, text_width(pairs->plot.sheet, style_key,
                                             pairs->chart->pairs->rows[i].behind));
        else if (pairs->narrow)
            widest = fmax(widest, text_width(pairs->plot.sheet, style_axis,
                                             point_at(pairs->chart, 0, i)->text));
    return fmin(widest, pairs->plot.sheet->width / 3);
}

static void names_make(Pairs *pairs)
{
    const Chart *chart = pairs->chart;
    const Sheet *sheet = pairs->plot.sheet;
    bool two = !pairs->narrow && pairs->pitch >= 2 * text_height(sheet, style_name);
    double widest = 0, room = pairs->narrow
                                  ? sheet->width - widest_behind(pairs) - COLUMN_GAP
                                  : sheet->width * LABEL_SHARE - LABEL_GAP;
    pairs->names = ARENA_ARRAY(sheet->arena, chart->point_count, RowName);
    for (size_t i = 0; i < chart->point_count; i++) {
        pairs->names[i] = row_name(sheet, chart->labels[i], room, two);
        widest = fmax(widest, row_name_width(sheet, &pairs->names[i]));
    }
    pairs->plot.left = pairs->narrow ? 0 : widest + LABEL_GAP;
}

static void scale_make(Pairs *pairs)
{
    const Chart *chart = pairs->chart;
    const ChartPairs *data = chart->pairs;
    double low = 0, high = 0;
    for (size_t i = 0; i < chart->point_count; i++)
        for (size_t s = 0; is_pair(chart, i) && s < 2; s++) {
            low = fmin(low, point_at(chart, s, i)->value);
            high = fmax(high, point_at(chart, s, i)->value);
        }
    for (size_t i = 0; i < chart->point_count; i++)
        if (is_pair(chart, i) && data->rows[i].has_interval) {
            low = fmin(low, data->rows[i].low);
            high = fmax(high, data->rows[i].high);
        }
    if (data->has_cut_off)
        high = fmax(high, data->cut_off);
    if (data->bounded) {
        low = fmin(low, data->least);
        high = fmax(high, data->most);
    }
    Plot *plot = &pairs->plot;
    double inset = widest_figure(pairs) + FIGURE_GAP + DOT;
    double from = plot->left + inset, to = fmax(plot->right - inset, from + 10);
    double most = fmin(fmax(floor((to - from) / 28), 1), 6);
    plot->ticks = ticks_nice(low, high, (size_t)most, false);
    pairs->along = (LinearScale){plot->ticks.low, ticks_high(&plot->ticks), from, to};
}

static Pairs pairs_make(const Chart *chart, Sheet *sheet, const Chart *scale)
{
    Pairs pairs = {.chart = chart,
                   .plot = {.sheet = sheet,
                            .chart = scale, /* prints the ticks */
                            .bottom = BELOW,
                            .top = sheet->height - HEADER,
                            .ceiling = sheet->height},
                   .narrow = sheet->width < NARROW};
    pairs.rows = row_centres(sheet->arena, row_heights(sheet->arena, chart, sheet->width),
                             chart->point_count, pairs.plot.top, pairs.plot.bottom);
    pairs.pitch = (pairs.plot.top - pairs.plot.bottom) / (double)chart->point_count;
    pairs.lift = pairs.narrow ? NAME_LINE / 2 : 0;
    pairs.plot.right =
        pairs.narrow ? sheet->width : sheet->width - widest_behind(&pairs) - COLUMN_GAP;
    names_make(&pairs);
    scale_make(&pairs);
    return pairs;
}

static double place_x(const Pairs *pairs, double value)
{
    return linear_place(&pairs->along, value);
}

/* A line through all rows; where it is narrow it leaves out names and words. */
static void upright_draw(const Pairs *pairs, double x, Colour colour, double width,
                         double dash)
{
    const Plot *plot = &pairs->plot;
    if (!pairs->narrow) {
        sheet_line(plot->sheet, x, plot->bottom, x, plot->top, colour, width, dash);
        return;
    }
    for (size_t row = 0; row < pairs->chart->point_count; row++) {
        double y = pairs->rows[row] - pairs->lift;
        if (is_pair(pairs->chart, row))
            sheet_line(plot->sheet, x, y - FIELD, x, y + FIELD, colour, width, dash);
    }
}

static void scale_draw(const Pairs *pairs)
{
    const Plot *plot = &pairs->plot;
    Sheet *sheet = plot->sheet;
    for (size_t i = 0; i < plot->ticks.count; i++) {
        double x = place_x(pairs, ticks_value(&plot->ticks, i));
        upright_draw(pairs, x, COLOUR_RULE, 0.5, 0);
        Str text = axis_tick(plot, i);
        Box box = text_box(sheet, style_axis, x, plot->bottom - 10, ANCHOR_MIDDLE, text);
        if (sheet_free(sheet, box))
            sheet_text(sheet, style_axis, x, plot->bottom - 10, ANCHOR_MIDDLE, text);
    }
    sheet_line(sheet, pairs->along.from, plot->bottom, pairs->along.to, plot->bottom,
               COLOUR_INK, 0.8, 0);
    Str unit = text_fit(sheet, style_axis, pairs->chart->unit, sheet->width);
    sheet_text(sheet, style_axis, (pairs->along.from + pairs->along.to) / 2,
               plot->bottom - 21, ANCHOR_MIDDLE, unit);
}

static void cut_off_draw(const Pairs *pairs)
{
    const ChartPairs *data = pairs->chart->pairs;
    Sheet *sheet = pairs->plot.sheet;
    if (!data->has_cut_off)
        return;
    double x = place_x(pairs, data->cut_off);
    upright_draw(pairs, x, COLOUR_INK, 0.8, 2.5);
    Str label = text_fit(sheet, style_cut, data->cut_off_label, sheet->width / 2);
    sheet_text(sheet, style_cut, x, pairs->plot.top + 4, ANCHOR_MIDDLE, label);
}

/* A ring and its name, a dot and its name; on the line below what stands behind. */
static void keys_draw(const Pairs *pairs)
{
    Sheet *sheet = pairs->plot.sheet;
    double x = 0, baseline = sheet->height - 10;
    for (size_t s = 0; s < pairs->chart->series_count && s < 2; s++) {
        double room = sheet->width - x - 10;
        if (room < 20)
            break;
        Str name = text_fit(sheet, style_key, pairs->chart->series[s].name, room);
        if (s == 0)
            sheet_ring(sheet, x + DOT + 0.5, baseline + 3, DOT - 0.6, COLOUR_ACCENT, 1.2);
        else
            sheet_dot(sheet, x + DOT + 0.5, baseline + 3, DOT, COLOUR_ACCENT);
        sheet_text(sheet, style_key, x + 10, baseline, ANCHOR_START, name);
        x += 10 + text_width(sheet, style_key, name) + 12;
    }
    Str behind =
        text_fit(sheet, style_key, pairs->chart->pairs->behind_label, sheet->width / 2);
    for (int line = 0; line < 2 && widest_behind(pairs) > 0; line++) {
        double at = baseline - HEADER_LINE * line;
        Box box = text_box(sheet, style_key, sheet->width, at, ANCHOR_END, behind);
        if (!sheet_free(sheet, box))
            continue;
        sheet_text(sheet, style_key, sheet->width, at, ANCHOR_END, behind);
        break;
    }
}

/* A figure beside a mark: white below it where the cut-off passes. */
static void figure_draw(const Pairs *pairs, TextStyle style, double x, double y,
                        Anchor anchor, Str text)
{
    Sheet *sheet = pairs->plot.sheet;
    double baseline = text_baseline_at(sheet, style, y);
    Str fitted = text_fit(sheet, style, text, widest_figure(pairs));
    Box box = text_box(sheet, style, x, baseline, anchor, fitted);
    sheet_fill(sheet, (Box){box.left, baseline - 1, box.right, baseline + 7}, COLOUR_PAPER);
    sheet_text(sheet, style, x, baseline, anchor, fitted);
}

static void pair_draw(const Pairs *pairs, size_t row)
{
    Sheet *sheet = pairs->plot.sheet;
    const ChartPair *pair = &pairs->chart->pairs->rows[row];
    const ChartPoint *first = point_at(pairs->chart, 0, row);
    const ChartPoint *last = point_at(pairs->chart, 1, row);
    double y = pairs->rows[row] - pairs->lift;
    double from = place_x(pairs, first->value), to = place_x(pairs, last->value);
    Colour colour = pair->faint ? COLOUR_MUTED : COLOUR_ACCENT;
    double left = fmin(from, to) - DOT, right = fmax(from, to) + DOT;
    if (pair->has_interval) {
        Box field = {place_x(pairs, pair->low), y - FIELD / 2, place_x(pairs, pair->high),
                     y + FIELD / 2};
        sheet_fill(sheet, field, pair->faint ? COLOUR_PANEL : COLOUR_ACCENT_LIGHT);
        sheet_outline(sheet, field, colour, 0.6, 0);
        left = fmin(left, field.left);
        right = fmax(right, field.right);
    }
    sheet_line(sheet, from, y, to, y, colour, 1.4, pair->faint ? 2 : 0);
    sheet_dot(sheet, to, y, DOT + 0.9, COLOUR_PAPER);
    sheet_dot(sheet, to, y, DOT, colour);
    sheet_ring(sheet, from, y, DOT - 0.6, colour, 1.2);
    bool rises = to >= from;
    figure_draw(pairs, rises ? style_start : style_value, left - FIGURE_GAP, y, ANCHOR_END,
                rises ? first->text : last->text);
    figure_draw(pairs, rises ? style_value : style_start, right + FIGURE_GAP, y,
                ANCHOR_START, rises ? last->text : first->text);
}

/* Its name over it where it is narrow, and to the right what stands behind; or a word. */
static void row_draw(const Pairs *pairs, size_t row)
{
    Sheet *sheet = pairs->plot.sheet;
    bool pair = is_pair(pairs->chart, row);
    double y = pairs->rows[row] + (pairs->narrow && pair ? NAME_LINE / 2 + 1 : 0);
    if (pairs->narrow)
        sheet_text(sheet, style_name, 0, text_baseline_at(sheet, style_name, y),
                   ANCHOR_START, pairs->names[row].lines[0]);
    else
        row_name_draw(sheet, &pairs->names[row], pairs->plot.left - LABEL_GAP, y);
    size_t last = pairs->chart->series_count > 1 && point_at(pairs->chart, 0, row)->known;
    Str text = pair ? pairs->chart->pairs->rows[row].behind
                    : point_at(pairs->chart, last, row)->text;
    TextStyle style = pair ? style_key : style_unknown(text);
    bool right = pair || pairs->narrow;
    double x = right ? sheet->width : pairs->along.from + 3;
    double room = right ? sheet->width / 3 : pairs->plot.right - x;
    sheet_text(sheet, style, x, text_baseline_at(sheet, style, y),
               right ? ANCHOR_END : ANCHOR_START, text_fit(sheet, style, text, room));
    if (pair)
        pair_draw(pairs, row);
}

void before_after_draw(const Chart *chart, Sheet *sheet)
{
    Chart scale = {.language = chart->language};
    Pairs pairs = pairs_make(chart, sheet, &scale);
    scale_draw(&pairs);
    cut_off_draw(&pairs);
    keys_draw(&pairs);
    for (size_t row = 0; row < chart->point_count; row++)
        row_draw(&pairs, row);
}
