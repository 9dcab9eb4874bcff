/* SPDX-License-Identifier: EUPL-1.2 */
/* A column has three widths: natural (nothing breaks), least (words stay whole) and floor
 * (figures stay whole, words may be hyphenated). The table takes the widest step that fits,
 * and between two steps the widest columns give way first: one long name must not break
 * every heading beside it. */
#include "reports/layout/widths.h"

#include "reports/layout/lines.h"

typedef struct {
    double *natural, *least, *floor;
    double *wanted; /* nothing breaks but headings, once */
} Steps;

FaceId cell_face(const Table *table, size_t row, const TableCell *cell)
{
    bool total = table->sum_row && row + 1 == table->row_count;
    return cell->bold || total ? FACE_BOLD : FACE_REGULAR;
}

double cell_indent(const TableCell *cell)
{
    if (cell->symbol == SYMBOL_NONE)
        return 0;
    return cell->text.len ? CELL_INDENT_PT : CELL_SYMBOL_PT;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static double sum(const double *values, size_t count)
{
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += values[i];
    return total;
}

static bool never_breaks(const TableColumn *column)
{
    return column->kind == COLUMN_FIGURES;
}

static double longest(Arena *arena, const Fonts *fonts, FaceId face, double size, Str text)
{
    const Span span = {.text = text};
    return lines_longest(arena, (TextFace){fonts, face, size, STR("")}, (Line){&span, 1});
}

static double *texts_measure(Arena *arena, const Fonts *fonts, const Table *table)
{
    size_t cells = table->row_count * table->column_count;
    double *texts = ARENA_ARRAY(arena, cells, double);
    for (size_t i = 0; i < cells; i++) {
        const TableCell *cell = &table->cells[i];
        if (!cell->sparkline)
            texts[i] = font_width(fonts, cell_face(table, i / table->column_count, cell), 1,
                                  cell->text);
    }
    return texts;
}

static double heading_width(const Fonts *fonts, const TableColumn *column, double size)
{
    return font_width(fonts, FACE_BOLD, size, column->heading);
}

static void natural_measure(const Fonts *fonts, const Table *table, TableWidths *widths,
                            Steps *steps)
{
    size_t columns = table->column_count;
    for (size_t c = 0; c < columns; c++)
        steps->natural[c] = heading_width(fonts, &table->columns[c], widths->heading_size);
    for (size_t i = 0; i < table->row_count * columns; i++) {
        const TableCell *cell = &table->cells[i];
        double width = cell->sparkline
                           ? CELL_SPARKLINE_PT
                           : widths->texts[i] * widths->size + cell_indent(cell);
        double *column = &steps->natural[i % columns];
        *column = most(*column, width);
    }
}

/* Short headings stay whole, others may take two lines. */
static double heading_wanted(const Fonts *fonts, const TableColumn *column, double size)
{
    const double short_most = 60;
    double whole = heading_width(fonts, column, size);
    double half = most(short_most, whole / 2);
    return whole < half ? whole : half;
}

/* Only asked when the natural widths do not fit: it cuts every cell into words. */
static void least_measure(Arena *arena, const Fonts *fonts, const Table *table,
                          const TableWidths *widths, Steps *steps)
{
    const double sparkline_least = 56, words_floor = 44, heading_floor = 22;
    size_t columns = table->column_count;
    for (size_t c = 0; c < columns; c++) {
        double heading = longest(arena, fonts, FACE_BOLD, widths->heading_size,
                                 table->columns[c].heading);
        steps->least[c] = heading;
        steps->floor[c] = heading < heading_floor ? heading : heading_floor;
        steps->wanted[c] = heading_wanted(fonts, &table->columns[c], widths->heading_size);
    }
    for (size_t i = 0; i < table->row_count * columns; i++) {
        const TableCell *cell = &table->cells[i];
        size_t c = i % columns;
        double whole = widths->texts[i] * widths->size;
        double least = cell->sparkline ? sparkline_least : whole, floor = least;
        if (!cell->sparkline && !never_breaks(&table->columns[c])) {
            if (whole > steps->least[c] - cell_indent(cell))
                least = longest(arena, fonts, cell_face(table, i / columns, cell),
                                widths->size, cell->text);
            floor = least < words_floor ? least : words_floor;
        }
        steps->wanted[c] = most(steps->wanted[c],
                                most(least, cell->sparkline ? CELL_SPARKLINE_PT : whole) +
                                    cell_indent(cell));
        steps->least[c] = most(steps->least[c], least + cell_indent(cell));
        steps->floor[c] = most(steps->floor[c], floor + cell_indent(cell));
    }
}

/* Columns between low and high whose sum is `room`: one ceiling for all of them. */
static void columns_level(const double *low, const double *high, double room, size_t count,
                          double *columns)
{
    double under = 0, over = room;
    for (int step = 0; step < 30; step++) {
        double ceiling = (under + over) / 2, total = 0;
        for (size_t c = 0; c < count; c++)
            total += most(low[c], high[c] < ceiling ? high[c] : ceiling);
        if (total > room)
            over = ceiling;
        else
            under = ceiling;
    }
    for (size_t c = 0; c < count; c++)
        columns[c] = most(low[c], high[c] < under ? high[c] : under);
}

/* Long columns become as narrow as it takes for all of them to break into about as many
 * lines, and short ones are left whole. */
static double columns_break(const Steps *steps, double lines, double whole, size_t count,
                            double *columns)
{
    double total = 0;
    for (size_t c = 0; c < count; c++) {
        double wanted = most(steps->wanted[c], steps->least[c]);
        double broken = most(steps->least[c], most(whole, wanted / lines));
        columns[c] = broken < wanted ? broken : wanted;
        total += columns[c];
    }
    return total;
}

/* Nothing breaks but headings: what is left over goes to them. */
static bool columns_unbroken(const Steps *steps, double room, size_t count, double *columns)
{
    double spare = room - columns_break(steps, 1, 0, count, columns), wish = 0;
    if (spare < 0)
        return false;
    for (size_t c = 0; c < count; c++)
        wish += most(0, steps->natural[c] - columns[c]);
    for (size_t c = 0; c < count && wish > 0; c++)
        columns[c] += most(0, steps->natural[c] - columns[c]) * spare / wish;
    return true;
}

/* Between least and natural, in as few lines as may be; false when too much is short. */
static bool columns_share(const Steps *steps, double room, size_t count, double *columns)
{
    static const double wholes[] = {100, 84, 70, 56};
    double few = 1, many = 40, whole = 0;
    if (columns_unbroken(steps, room, count, columns))
        return true;
    for (size_t i = 0; whole <= 0 && i < sizeof wholes / sizeof *wholes; i++)
        if (columns_break(steps, many, wholes[i], count, columns) <= room)
            whole = wholes[i];
    if (whole <= 0)
        return false;
    for (int step = 0; step < 30; step++) {
        double lines = (few + many) / 2;
        if (columns_break(steps, lines, whole, count, columns) > room)
            few = lines;
        else
            many = lines;
    }
    columns_break(steps, many, whole, count, columns);
    return true;
}

/* Room left over goes between the columns, most to the first. A table of two columns is not
 * drawn out so far that the eye loses the row. Words beside figures that end there get some
 * of it on their left. */
static void columns_widen(const Table *table, const double *natural, double room,
                          TableWidths *widths)
{
    const double share_most = table->column_count < 3 ? 64 : room, lead = 12;
    size_t count = table->column_count;
    double spare = room - sum(natural, count);
    double share = spare / ((double)count + 1);
    if (share > share_most)
        share = share_most;
    for (size_t c = 0; c < count; c++) {
        widths->columns[c] = natural[c] + (c == 0 ? 2 * share : share);
        bool meets = c && table->columns[c].align == ALIGN_LEFT &&
                     table->columns[c - 1].align == ALIGN_RIGHT;
        widths->leads[c] = !meets ? 0 : share / 2 < lead ? share / 2 : lead;
    }
}

static double room_in(double width, const TableWidths *widths, size_t count)
{
    return width - widths->gap * (double)(count - 1);
}

static bool natural_try(const Fonts *fonts, const Table *table, double width,
                        TableWidths *widths, Steps *steps)
{
    double room = room_in(width, widths, table->column_count);
    natural_measure(fonts, table, widths, steps);
    if (sum(steps->natural, table->column_count) > room)
        return false;
    columns_widen(table, steps->natural, room, widths);
    return true;
}

static bool least_try(Arena *arena, const Fonts *fonts, const Table *table, double width,
                      TableWidths *widths, Steps *steps)
{
    double room = room_in(width, widths, table->column_count);
    natural_measure(fonts, table, widths, steps);
    least_measure(arena, fonts, table, widths, steps);
    if (sum(steps->least, table->column_count) > room)
        return false;
    if (!columns_share(steps, room, table->column_count, widths->columns))
        columns_level(steps->least, steps->natural, room, table->column_count,
                      widths->columns);
    return true;
}

/* Words no longer fit whole. */
static void columns_squeeze(double width, size_t count, const Steps *steps,
                            TableWidths *widths)
{
    double room = room_in(width, widths, count);
    double floors = sum(steps->floor, count);
    const double crowded = 1.35; /* some words in three lines */
    widths->crowded = floors > room || sum(steps->least, count) > crowded * room;
    if (floors <= room) {
        columns_level(steps->floor, steps->least, room, count, widths->columns);
        return;
    }
    if (room < width / 2) {
        widths->gap = width / 2 / (double)(count > 1 ? count - 1 : 1);
        room = width / 2;
    }
    for (size_t c = 0; c < count; c++)
        widths->columns[c] = steps->floor[c] * room / floors;
}

TableWidths table_widths(Arena *arena, const Fonts *fonts, const Table *table, double width)
{
    static const struct {
        double size, gap;
        bool whole; /* only if no cell wraps */
    } tries[] = {
        {9.5, 14, true}, {9.5, 9, true}, {9.5, 14, false}, {9.5, 8, false}, {9, 5, false}};
    size_t count = table->column_count;
    TableWidths widths = {.heading_size = 9,
                          .columns = ARENA_ARRAY(arena, count, double),
                          .leads = ARENA_ARRAY(arena, count, double),
                          .texts = texts_measure(arena, fonts, table)};
    Steps steps = {ARENA_ARRAY(arena, count, double), ARENA_ARRAY(arena, count, double),
                   ARENA_ARRAY(arena, count, double), ARENA_ARRAY(arena, count, double)};
    bool fits = false;
    for (size_t i = 0; i < sizeof tries / sizeof *tries && !fits; i++) {
        widths.size = tries[i].size;
        widths.gap = tries[i].gap;
        fits = tries[i].whole ? natural_try(fonts, table, width, &widths, &steps)
                              : least_try(arena, fonts, table, width, &widths, &steps);
    }
    if (!fits)
        columns_squeeze(width, count, &steps, &widths);
    widths.width = sum(widths.columns, count) + widths.gap * (double)(count - 1);
    return widths;
}
