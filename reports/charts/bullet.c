/* SPDX-License-Identifier: EUPL-1.2 */
/* A row each: a bar of what the year has come to so far, behind it a field where the year's
 * total is likely to end, and one line for all goals, since every row is as long as its own
 * goal. How a row stands is said by symbol and words to the right. Where it is narrow the
 * name stands over its bar. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/axis.h"
#include "reports/charts/kinds.h"
#include "reports/charts/rows.h"

static const double NARROW = 330, WORDS_FROM = 400; /* widths */
static const double LABEL_SHARE = 0.34, LABEL_GAP = 8, COLUMN_GAP = 8;
static const double PITCH = 23, PITCH_LEAST = 17, PITCH_NARROW = 31, PITCH_WORD = 15,
                    NAME_LINE = 13;
static const double BAR = 7, FIELD = 12.5, SYMBOL = 8;
static const double HEADER = 27, BELOW = 26, HEADER_LINE = 13;
static const double SCALE_LEAST = 110, SCALE_MOST = 200; /* per cent of the goal */
static const TextStyle style_goal = {FACE_BOLD, 8.5, TONE_GOAL};
static const TextStyle style_key = {FACE_REGULAR, 8, TONE_MUTED};

typedef struct {
    const Chart *chart;
    Plot plot; /* its ticks are along the rows */
    LinearScale along;
    const double *rows; /* the middle of each */
    double pitch;
    RowName *names;
    double value_x, symbol_x, words_x; /* of the columns; words_x 0: no words */
    double lift;                       /* of the name over its row's bar, where narrow */
    bool narrow;
} Bullet;

static double percent(const ChartCourse *course, double value)
{
    return course->goal > 0 ? 100 * value / course->goal : 0;
}

static bool has_bar(const Chart *chart, size_t row)
{
    const ChartCourse *course = &chart->courses->rows[row];
    return chart->series[0].points[row].known && course->has_goal && course->goal > 0;
}

/* Where it is narrow a row without a bar has its name's line only. */
static const double *row_heights(Arena *arena, const Chart *chart, double width)
{
    double *heights = ARENA_ARRAY(arena, chart->point_count, double);
    for (size_t i = 0; i < chart->point_count; i++)
        heights[i] = width >= NARROW     ? PITCH
                     : has_bar(chart, i) ? PITCH_NARROW
                                         : PITCH_WORD;
    return heights;
}

ChartHeight bullet_height(const Chart *chart, const Fonts *fonts, double width)
{
    (void)fonts;
    double frame = HEADER + BELOW, rows = 0;
    if (width >= NARROW)
        return (ChartHeight){frame + PITCH_LEAST * (double)chart->point_count,
                             frame + PITCH * (double)chart->point_count};
    for (size_t i = 0; i < chart->point_count; i++)
        rows += has_bar(chart, i) ? PITCH_NARROW : PITCH_WORD;
    return (ChartHeight){frame + rows, frame + rows};
}

static double scale_high(const Chart *chart)
{
    double high = SCALE_LEAST;
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartCourse *course = &chart->courses->rows[i];
        if (!has_bar(chart, i))
            continue;
        high = fmax(high, percent(course, chart->series[0].points[i].value));
        if (course->has_forecast)
            high = fmax(high, percent(course, course->high));
    }
    return fmin(high, SCALE_MOST);
}

static double widest_of(const Bullet *bullet, Str (*text_of)(const Chart *, size_t),
                        TextStyle style)
{
    const Chart *chart = bullet->plot.chart;
    double widest = 0;
    for (size_t i = 0; i < chart->point_count; i++)
        widest = fmax(widest, text_width(bullet->plot.sheet, style, text_of(chart, i)));
    return widest;
}

static Str value_of(const Chart *chart, size_t row)
{
    const ChartPoint *point = &chart->series[0].points[row];
    return point->known ? point->text : STR("");
}

static Str status_of(const Chart *chart, size_t row)
{
    return chart->courses->rows[row].status;
}

/* From the right: words, symbol, figures; the rest is for the bars. */
static double columns_make(Bullet *bullet)
{
    const Sheet *sheet = bullet->plot.sheet;
    double x = sheet->width;
    double words = widest_of(bullet, status_of, style_name);
    if (sheet->width >= WORDS_FROM && words > 0 && words < sheet->width / 3) {
        bullet->words_x = x - words;
        x = bullet->words_x - 4;
    }
    bullet->symbol_x = x - SYMBOL / 2;
    x -= SYMBOL + COLUMN_GAP / 2;
    bullet->value_x = x;
    return bullet->narrow
               ? sheet->width
               : x - fmin(widest_of(bullet, value_of, style_value), sheet->width / 4) -
                     COLUMN_GAP;
}

static void names_make(Bullet *bullet)
{
    const Chart *chart = bullet->plot.chart;
    const Sheet *sheet = bullet->plot.sheet;
    bool two = !bullet->narrow && bullet->pitch >= 2 * text_height(sheet, style_name);
    double widest = 0;
    bullet->names = ARENA_ARRAY(sheet->arena, chart->point_count, RowName);
    for (size_t i = 0; i < chart->point_count; i++) {
        double room = bullet->narrow ? bullet->value_x - COLUMN_GAP -
                                           text_width(sheet, style_value,
                                                      chart->series[0].points[i].text)
                                     : sheet->width * LABEL_SHARE - LABEL_GAP;
        bullet->names[i] = row_name(sheet, chart->labels[i], room, two);
        widest = fmax(widest, row_name_width(sheet, &bullet->names[i]));
    }
    bullet->plot.left = bullet->narrow ? 0.5 : widest + LABEL_GAP;
}

static Bullet bullet_make(const Chart *chart, Sheet *sheet, const Chart *scale)
{
    Bullet bullet = {.chart = chart,
                     .plot = {.sheet = sheet,
                              .chart = chart,
                              .bottom = BELOW,
                              .top = sheet->height - HEADER,
                              .ceiling = sheet->height},
                     .narrow = sheet->width < NARROW};
    bullet.rows = row_centres(sheet->arena, row_heights(sheet->arena, chart, sheet->width),
                              chart->point_count, bullet.plot.top, bullet.plot.bottom);
    bullet.pitch = (bullet.plot.top - bullet.plot.bottom) / (double)chart->point_count;
    bullet.lift = bullet.narrow ? NAME_LINE / 2 : 0;
    bullet.plot.right = columns_make(&bullet);
    names_make(&bullet);
    Plot *plot = &bullet.plot;
    plot->right = fmax(plot->right, plot->left + 20);
    double most = fmin(fmax(floor((plot->right - plot->left) / 40), 1), 4);
    plot->ticks = ticks_nice(0, scale_high(chart), (size_t)most, true);
    bullet.along = (LinearScale){0, scale_high(chart), plot->left, plot->right - 0.5};
    plot->chart = scale; /* prints the ticks */
    return bullet;
}

/* A line through all rows; where it is narrow it leaves out the names. */
static void upright_draw(const Bullet *bullet, double x, Colour colour, double width,
                         double dash)
{
    const Plot *plot = &bullet->plot;
    if (!bullet->narrow) {
        sheet_line(plot->sheet, x, plot->bottom, x, plot->top, colour, width, dash);
        return;
    }
    for (size_t row = 0; row < bullet->chart->point_count; row++) {
        double y = bullet->rows[row] - bullet->lift;
        if (has_bar(bullet->chart, row))
            sheet_line(plot->sheet, x, y - FIELD / 2 - 2, x, y + FIELD / 2 + 2, colour,
                       width, dash);
    }
}

static void scale_draw(const Bullet *bullet, Str label)
{
    const Plot *plot = &bullet->plot;
    Sheet *sheet = plot->sheet;
    double edge = -1;
    for (size_t i = 0; i < plot->ticks.count; i++) {
        double value = ticks_value(&plot->ticks, i);
        if (value > bullet->along.high + 1e-9)
            break;
        double x = linear_place(&bullet->along, value);
        upright_draw(bullet, x, COLOUR_RULE, 0.5, 0);
        Str text = axis_tick(plot, i);
        double half = text_width(sheet, style_axis, text) / 2;
        double centre = fmin(fmax(x, half), sheet->width - half);
        if (centre - half < edge)
            continue;
        sheet_text(sheet, style_axis, centre, plot->bottom - 10, ANCHOR_MIDDLE, text);
        edge = centre + half + 6;
    }
    Str fitted = text_fit(sheet, style_axis, label, sheet->width);
    double width = text_width(sheet, style_axis, fitted);
    double x = fmin(plot->left, sheet->width - width);
    sheet_text(sheet, style_axis, x, plot->bottom - 21, ANCHOR_START, fitted);
}

/* A bar that goes on beyond the scale ends in a point. */
static void beyond_draw(const Bullet *bullet, double y, double half)
{
    Canvas *canvas = bullet->plot.sheet->canvas;
    double x = bullet->plot.right;
    canvas->ops->move(canvas, x - half - 0.5, y + half);
    canvas->ops->line(canvas, x, y);
    canvas->ops->line(canvas, x - half - 0.5, y - half);
    canvas->ops->close(canvas);
    canvas->ops->fill(canvas, COLOUR_ACCENT);
}

static double place_within(const Bullet *bullet, double share)
{
    return linear_place(&bullet->along, fmin(fmax(share, 0), bullet->along.high));
}

static void field_draw(const Bullet *bullet, const ChartCourse *course, double y)
{
    Sheet *sheet = bullet->plot.sheet;
    double to = place_within(bullet, percent(course, course->high));
    double from = place_within(bullet, percent(course, course->low));
    Box box = {fmax(bullet->plot.left, fmin(from, to - 1.5)), y - FIELD / 2, to,
               y + FIELD / 2};
    sheet_fill(sheet, box, COLOUR_ACCENT_LIGHT);
    sheet_outline(sheet, box, COLOUR_ACCENT, 0.7, 0);
}

static void bar_draw(const Bullet *bullet, const Chart *chart, size_t row)
{
    Sheet *sheet = bullet->plot.sheet;
    const ChartCourse *course = &chart->courses->rows[row];
    const ChartPoint *point = &chart->series[0].points[row];
    double y = bullet->rows[row] - bullet->lift;
    if (!has_bar(chart, row))
        return;
    if (course->has_forecast)
        field_draw(bullet, course, y);
    double share = percent(course, point->value);
    bool beyond = share > bullet->along.high;
    double end = place_within(bullet, share) - (beyond ? BAR / 2 + 0.5 : 0);
    Box box = {bullet->plot.left, y - BAR / 2, end, y + BAR / 2};
    if (box.right > box.left) {
        sheet_fill(sheet, box, point->preliminary ? COLOUR_PAPER : COLOUR_ACCENT);
        sheet_outline(sheet, box, COLOUR_ACCENT, 0.8, point->preliminary ? 2 : 0);
    }
    if (beyond)
        beyond_draw(bullet, y, BAR / 2);
    if (course->has_forecast && percent(course, course->estimate) <= bullet->along.high) {
        double x = place_within(bullet, percent(course, course->estimate));
        sheet_line(sheet, x, y - FIELD / 2, x, y + FIELD / 2, COLOUR_ACCENT, 1.4, 0);
    }
}

static void goal_draw(const Bullet *bullet, const Chart *chart)
{
    const Plot *plot = &bullet->plot;
    bool any = false;
    for (size_t i = 0; i < chart->point_count; i++)
        any = any || has_bar(chart, i);
    if (!any)
        return;
    double x = linear_place(&bullet->along, 100);
    /* White sides keep it apart from a bar that it crosses, in grey too. */
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartCourse *course = &chart->courses->rows[i];
        double y = bullet->rows[i] - bullet->lift;
        if (has_bar(chart, i) && percent(course, chart->series[0].points[i].value) > 101)
            sheet_line(plot->sheet, x, y - BAR / 2 - 0.5, x, y + BAR / 2 + 0.5,
                       COLOUR_PAPER, 3.4, 0);
    }
    upright_draw(bullet, x, COLOUR_GOAL, 1.1, bullet->narrow ? 2 : 4);
    Str label = text_fit(plot->sheet, style_goal, chart->goal_label, plot->sheet->width);
    sheet_text(plot->sheet, style_goal, x, plot->sheet->height - 10, ANCHOR_MIDDLE, label);
}

/* Pieces of what is drawn with their names: the rows below may lack one or the other. */
static void keys_draw(const Bullet *bullet, const Chart *chart)
{
    Sheet *sheet = bullet->plot.sheet;
    const ChartCourses *courses = chart->courses;
    bool any = false;
    for (size_t i = 0; i < chart->point_count; i++)
        any = any || (has_bar(chart, i) && courses->rows[i].has_forecast);
    const struct {
        Str text;
        bool field, shown;
    } keys[] = {{courses->now_label, false, true}, {courses->forecast_label, true, any}};
    double x = 0, baseline = sheet->height - 10;
    for (size_t i = 0; i < 2; i++) {
        double room = sheet->width - x - 14;
        if (!keys[i].shown || room < 20)
            continue;
        double half = keys[i].field ? 4 : BAR / 2;
        Str text = text_fit(sheet, style_key, keys[i].text, room);
        Box name = text_box(sheet, style_key, x + 13, baseline, ANCHOR_START, text);
        if (!sheet_free(sheet, name)) {
            x = 0;
            baseline -= HEADER_LINE;
            text = text_fit(sheet, style_key, keys[i].text, sheet->width - 14);
            name = text_box(sheet, style_key, x + 13, baseline, ANCHOR_START, text);
        }
        double y = baseline + 3;
        Box swatch = {x + 0.5, y - half, x + 9, y + half};
        sheet_fill(sheet, swatch, keys[i].field ? COLOUR_ACCENT_LIGHT : COLOUR_ACCENT);
        sheet_outline(sheet, swatch, COLOUR_ACCENT, 0.7, 0);
        sheet_text(sheet, style_key, x + 13, baseline, ANCHOR_START, text);
        x = name.right + 12;
    }
}

static void words_draw(const Bullet *bullet, const Chart *chart, size_t row)
{
    Sheet *sheet = bullet->plot.sheet;
    const ChartCourse *course = &chart->courses->rows[row];
    const ChartPoint *point = &chart->series[0].points[row];
    double centre = bullet->rows[row];
    double y = centre + (bullet->narrow && has_bar(chart, row) ? NAME_LINE / 2 + 1 : 0);
    if (bullet->narrow)
        sheet_text(sheet, style_name, 0, text_baseline_at(sheet, style_name, y),
                   ANCHOR_START, bullet->names[row].lines[0]);
    else
        row_name_draw(sheet, &bullet->names[row], bullet->plot.left - LABEL_GAP, y);
    TextStyle style = point->known ? style_value : style_unknown(point->text);
    double x = point->known || bullet->narrow ? bullet->value_x : bullet->plot.left + 4;
    double room = bullet->narrow ? sheet->width / 2 : sheet->width / 4;
    sheet_text(sheet, style, x, text_baseline_at(sheet, style, y),
               point->known || bullet->narrow ? ANCHOR_END : ANCHOR_START,
               text_fit(sheet, style, point->text, room));
    if (course->symbol != SYMBOL_NONE)
        canvas_symbol(sheet->canvas, course->symbol, bullet->symbol_x, y, SYMBOL,
                      tone_colour(course->tone));
    if (bullet->words_x > 0)
        sheet_text(sheet, style_name, bullet->words_x,
                   text_baseline_at(sheet, style_name, y), ANCHOR_START, course->status);
}

void bullet_draw(const Chart *chart, Sheet *sheet)
{
    Chart scale = {.unit = STR("%"), .language = chart->language};
    Bullet bullet = bullet_make(chart, sheet, &scale);
    scale_draw(&bullet, chart->courses->scale_label);
    for (size_t row = 0; row < chart->point_count; row++)
        bar_draw(&bullet, chart, row);
    upright_draw(&bullet, bullet.plot.left, COLOUR_INK, 0.8, 0);
    goal_draw(&bullet, chart);
    keys_draw(&bullet, chart);
    for (size_t row = 0; row < chart->point_count; row++)
        words_draw(&bullet, chart, row);
}
