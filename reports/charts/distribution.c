/* SPDX-License-Identifier: EUPL-1.2 */
/* Categories as columns in their own order: ages, classes, steps of a scale. Their names
 * stand below on up to three lines, or upright where the columns are narrow. */
#include <math.h>

#include "reports/document/theme.h"
#include "reports/charts/axis.h"
#include "reports/charts/kinds.h"

enum { LINES_MOST = 3 };
static const double COLUMN_SHARE = 0.72, COLUMN_MOST = 54;
static const double LINE_PITCH = 11, NAMES_GAP = 4, NAME_AIR = 6;
static const double UPRIGHT_MOST = 78, FRAME_LEFT = 40;
static const double PLOT_LEAST = 72, PLOT_USUAL = 110, FIGURES = 14;
static const TextStyle style_figure = {FACE_REGULAR, 8, TONE_INK};

typedef struct {
    Str lines[LINES_MOST];
    size_t count; /* 0: it does not fit */
} Name;

typedef struct {
    Plot plot;
    BandScale bands;
    double width; /* of a column */
    bool upright;
} Columns;

static double width_of(const Fonts *fonts, Str text)
{
    return font_width(fonts, style_axis.face, style_axis.size_pt, text);
}

/* The longest beginning that fits, up to a space, hyphen or stroke; 0: there is none. */
static size_t first_break(const Fonts *fonts, Str text, double room)
{
    for (size_t i = text.len; i > 0; i--) {
        bool place = i == text.len || text.ptr[i] == ' ' || text.ptr[i - 1] == '-' ||
                     text.ptr[i - 1] == '/';
        if (place && width_of(fonts, str_trim(str_slice(text, 0, i))) <= room)
            return i;
    }
    return 0;
}

static Name name_wrap(const Fonts *fonts, Str text, double room)
{
    Name name = {.count = 0};
    for (Str rest = str_trim(text); rest.len; rest = str_trim(rest)) {
        size_t end = first_break(fonts, rest, room);
        if (!end || name.count == LINES_MOST)
            return (Name){.count = 0};
        name.lines[name.count++] = str_trim(str_slice(rest, 0, end));
        rest = str_slice(rest, end, rest.len);
    }
    return name;
}

/* On as few lines as fit, about equally long. */
static Name name_balance(const Fonts *fonts, Str text, double room)
{
    Name name = name_wrap(fonts, text, room), tighter = name;
    while (tighter.count && tighter.count == name.count && room > 4) {
        name = tighter;
        tighter = name_wrap(fonts, text, room -= 4);
    }
    return name;
}

/* For the height and the drawing alike, which know the plot's left edge only later. */
static double name_room(const Chart *chart, double width)
{
    return (width - FRAME_LEFT) / (double)chart->point_count - NAME_AIR;
}

/* How high the names are; `upright` when one of them does not fit lying. */
static double names_height(const Chart *chart, const Fonts *fonts, double width,
                           bool *upright)
{
    double room = name_room(chart, width), widest = 0;
    size_t lines = 1;
    *upright = false;
    for (size_t i = 0; i < chart->point_count; i++) {
        Name name = name_wrap(fonts, chart->labels[i], room);
        *upright = *upright || (!name.count && str_trim(chart->labels[i]).len);
        lines = name.count > lines ? name.count : lines;
        widest = fmax(widest, width_of(fonts, chart->labels[i]));
    }
    return NAMES_GAP +
           (*upright ? fmin(widest, UPRIGHT_MOST) + 1 : LINE_PITCH * (double)lines + 2);
}

static double above(const Chart *chart)
{
    return fmax(axis_unit_height(chart), FIGURES);
}

ChartHeight distribution_height(const Chart *chart, const Fonts *fonts, double width)
{
    bool upright;
    double frame = above(chart) + names_height(chart, fonts, width, &upright);
    return (ChartHeight){frame + PLOT_LEAST, frame + PLOT_USUAL};
}

static Columns columns_make(const Chart *chart, Sheet *sheet)
{
    Columns columns = {.plot = plot_make(chart, sheet, above(chart), 1)};
    Plot *plot = &columns.plot;
    plot->bottom =
        names_height(chart, sheet->canvas->fonts, sheet->width, &columns.upright);
    columns.bands = (BandScale){plot->left, plot->right, chart->point_count};
    columns.width = fmin(COLUMN_MOST, band_width(&columns.bands) * COLUMN_SHARE);
    return columns;
}

static Box column_box(const Columns *columns, size_t i)
{
    const ChartPoint *point = &columns->plot.chart->series[0].points[i];
    double x = band_centre(&columns->bands, i), zero = plot_y(&columns->plot, 0);
    double end = plot_y(&columns->plot, point->known ? point->value : 0);
    return (Box){x - columns->width / 2, fmin(zero, end), x + columns->width / 2,
                 fmax(zero, end)};
}

static void column_draw(const Columns *columns, size_t i)
{
    const ChartPoint *point = &columns->plot.chart->series[0].points[i];
    Sheet *sheet = columns->plot.sheet;
    if (!point->known || point->value == 0)
        return;
    Box box = column_box(columns, i);
    sheet_fill(sheet, box, point->preliminary ? COLOUR_PAPER : COLOUR_ACCENT);
    sheet_outline(sheet, box, COLOUR_ACCENT, 0.8, point->preliminary ? 2 : 0);
}

static void name_draw(const Columns *columns, size_t i)
{
    Sheet *sheet = columns->plot.sheet;
    const Chart *chart = columns->plot.chart;
    double x = band_centre(&columns->bands, i), top = columns->plot.bottom - NAMES_GAP;
    if (columns->upright) {
        Str text = text_fit(sheet, style_axis, chart->labels[i], UPRIGHT_MOST);
        Box box = text_box_upright(sheet, style_axis, x,
                                   top - text_width(sheet, style_axis, text), text);
        if (sheet_free(sheet, box))
            sheet_text_upright(sheet, style_axis, x, box.bottom, text);
        return;
    }
    Name name = name_balance(sheet->canvas->fonts, chart->labels[i],
                             name_room(chart, sheet->width));
    for (size_t line = 0; line < name.count; line++)
        sheet_text(
            sheet, style_axis, x, top - 7.5 - LINE_PITCH * (double)line, ANCHOR_MIDDLE,
            text_fit(sheet, style_axis, name.lines[line], band_width(&columns->bands) - 1));
}

/* Over its column, or where it would begin; lying where there is room, else upright. */
static void figure_draw(const Columns *columns, size_t i)
{
    Sheet *sheet = columns->plot.sheet;
    const ChartPoint *point = &columns->plot.chart->series[0].points[i];
    Box column = column_box(columns, i);
    double x = (column.left + column.right) / 2, y = column.top + 3.2;
    TextStyle style = point->known ? style_figure : style_unknown(point->text);
    Box lying = text_box(sheet, style, x, y, ANCHOR_MIDDLE, point->text);
    bool fits = lying.right - lying.left <= band_width(&columns->bands) - 1;
    if (fits && sheet_free(sheet, lying)) {
        sheet_text(sheet, style, x, y, ANCHOR_MIDDLE, point->text);
        return;
    }
    Box upright = text_box_upright(sheet, style, x, y, point->text);
    if (!point->known && sheet_free(sheet, upright))
        sheet_text_upright(sheet, style, x, y, point->text);
}

void distribution_draw(const Chart *chart, Sheet *sheet)
{
    Columns columns = columns_make(chart, sheet);
    const Plot *plot = &columns.plot;
    axis_values_draw(plot);
    for (size_t i = 0; i < chart->point_count; i++)
        column_draw(&columns, i);
    double zero = plot_y(plot, 0);
    sheet_line(sheet, plot->left, zero, plot->right, zero, COLOUR_INK, 0.8, 0);
    for (size_t i = 0; i < chart->point_count; i++)
        name_draw(&columns, i);
    for (size_t i = 0; i < chart->point_count; i++)
        figure_draw(&columns, i);
}
