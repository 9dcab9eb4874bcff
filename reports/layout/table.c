/* SPDX-License-Identifier: EUPL-1.2 */
/* A row is laid out line by line, a strip each: so a row of ordinary height is kept whole,
 * and one that is taller than a page still loses nothing. */
#include "reports/layout/strip.h"

#include <string.h>

#include "reports/document/theme.h"
#include "reports/charts/chart.h"
#include "reports/layout/parts.h"

static const double cell_leading = 12.5, row_padding = 3.25;
static const double hairline = 0.5, heavy_rule = 0.9;

enum { ROW_KEPT_WHOLE = 12 }; /* lines */

/* A cell on its way into a row. */
typedef struct {
    Span span;
    BrokenText text;
    TextLine line; /* of a text that is not broken */
    Fragment fragment;
    TextStyle style;
    uint32_t tag;
    double x, width, indent;
    Align align;
    const TableCell *cell; /* NULL in the heading row */
    size_t skip;           /* empty lines above: headings stand on their rule */
    bool ends_row;
    bool repeated; /* seen again, and not read */
} RowCell;

typedef struct {
    Layout *layout;
    const Table *table;
    TableWidths widths;
    double x;
    uint32_t tag;
    size_t heading_first, heading_count; /* strips */
    RowCell *cells;
    const uint32_t *tags; /* of a table in parts, row by row, headings first; else NULL */
    size_t whole_columns; /* of the table in parts */
    size_t from;          /* where the part's second column stands in it */
} TableWork;

static TextStyle cell_style(const TableWork *work, size_t row, const TableCell *cell)
{
    double leading = cell_leading * work->widths.size / 9.5;
    return (TextStyle){cell_face(work->table, row, cell), work->widths.size, leading,
                       tone_colour(cell->tone)};
}

/* Words of neighbouring cells stay apart when text is extracted. */
static Str text_spaced(Arena *arena, Str text)
{
    if (text.len && text.ptr[text.len - 1] == ' ')
        return text;
    char *spaced = arena_alloc(arena, text.len + 1);
    if (text.len)
        memcpy(spaced, text.ptr, text.len);
    spaced[text.len] = ' ';
    return (Str){spaced, text.len + 1};
}

static bool text_plain(Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        bool soft = (unsigned char)text.ptr[i] == 0xC2 && i + 1 < text.len &&
                    (unsigned char)text.ptr[i + 1] == 0xAD;
        bool twice = text.ptr[i] == ' ' && (i + 1 == text.len || text.ptr[i + 1] == ' ');
        if (soft || twice || (unsigned char)text.ptr[i] < ' ')
            return false;
    }
    return true;
}

/* Most cells are one line, and their width is known. */
static BrokenText cell_break(const TableWork *work, RowCell *cell, double unbroken,
                             double room)
{
    Arena *arena = work->layout->arena;
    Str text = cell->span.text;
    if (!str_trim(text).len)
        return (BrokenText){0};
    if (unbroken <= room + 0.01 && text_plain(text)) {
        cell->fragment = (Fragment){0, text, 0, unbroken};
        cell->line = (TextLine){&cell->fragment, 1, unbroken};
        return (BrokenText){&cell->line, 1};
    }
    TextFace face = {work->layout->fonts, cell->style.face, cell->style.size,
                     work->layout->language};
    return lines_break(arena, face, (Line){&cell->span, 1}, room);
}

static void cell_fill(const TableWork *work, RowCell *cell, double unbroken)
{
    double room = cell->width - cell->indent;
    cell->text = cell_break(work, cell, unbroken, room > 1 ? room : 1);
}

/* What a symbol says when no word stands beside it. */
static Str symbol_text(Symbol symbol)
{
    switch (symbol) {
    case SYMBOL_UP:
        return STR("▲");
    case SYMBOL_DOWN:
        return STR("▼");
    case SYMBOL_DIAMOND:
        return STR("◆");
    case SYMBOL_DIAMOND_OPEN:
        return STR("◇");
    case SYMBOL_CIRCLE_OPEN:
        return STR("○");
    case SYMBOL_DOT:
        return STR("●");
    case SYMBOL_NONE:
        break;
    }
    return (Str){"", 0};
}

static void cell_draw_symbol(const TableWork *work, const RowCell *cell, double text_x,
                             double baseline)
{
    Layout *layout = work->layout;
    double cap = font_cap_height(layout->fonts, FACE_REGULAR, work->widths.size);
    double x = text_x - cell->indent + CELL_SYMBOL_PT / 2;
    symbol_add(layout, cell->cell->symbol, x, baseline + cap / 2, CELL_SYMBOL_PT,
               tone_colour(cell->cell->symbol_tone));
    if (cell->text.count || cell->repeated)
        return;
    Placed *symbol = &layout->items[layout->item_count - 1];
    symbol->artifact = false;
    symbol->artifact_kind = ARTIFACT_NONE;
    symbol->tag = tag_add(&layout->tags, ROLE_SPAN, cell->tag);
    layout->tags.tags[symbol->tag].actual_text =
        cell->cell->said.len ? cell->cell->said : symbol_text(cell->cell->symbol);
}

static void cell_draw_sparkline(const TableWork *work, const RowCell *cell, double baseline)
{
    Layout *layout = work->layout;
    const double height = 12, below = 2.5;
    uint32_t figure = tag_add(&layout->tags, ROLE_FIGURE, cell->tag);
    layout->tags.tags[figure].alt = cell->cell->text;
    double width = cell->width < CELL_SPARKLINE_PT ? cell->width : CELL_SPARKLINE_PT;
    double left = cell->align == ALIGN_RIGHT ? cell->width - width : 0;
    item_add(layout, (Placed){.kind = PLACED_SPARKLINE,
                              .tag = figure,
                              .artifact_kind = ARTIFACT_NONE,
                              .x = cell->x + left,
                              .y = baseline - below,
                              .width = width,
                              .height = height,
                              .sparkline = cell->cell->sparkline});
}

/* What is drawn again, and not read. */
static void items_repeat(Layout *layout, size_t first)
{
    for (size_t i = first; i < layout->item_count; i++) {
        layout->items[i].artifact = true;
        layout->items[i].artifact_kind = ARTIFACT_LAYOUT;
    }
}

/* One line of one cell. */
static void cell_draw(const TableWork *work, const RowCell *cell, size_t line, double top)
{
    double baseline = style_baseline(work->layout, cell->style) - top;
    if (line == 0 && cell->cell && cell->cell->sparkline) {
        cell_draw_sparkline(work, cell, baseline);
        return;
    }
    bool has_text = line >= cell->skip && line - cell->skip < cell->text.count;
    const TextLine none = {0};
    TextLine text = has_text ? cell->text.lines[line - cell->skip] : none;
    double x = cell->x + cell->indent;
    if (cell->align == ALIGN_RIGHT)
        x = cell->x + cell->width - text.width;
    if (line == 0 && cell->cell && cell->cell->symbol != SYMBOL_NONE)
        cell_draw_symbol(work, cell, x, baseline);
    if (!has_text)
        return;
    line_add(work->layout, (Line){&cell->span, 1}, text, cell->style, &cell->tag, x,
             baseline);
    Placed *last = &work->layout->items[work->layout->item_count - 1];
    if (!cell->ends_row && line - cell->skip + 1 == cell->text.count)
        last->text = text_spaced(work->layout->arena, last->text);
}

static size_t row_lines(RowCell *cells, size_t count)
{
    size_t lines = 1;
    for (size_t c = 0; c < count; c++)
        if (cells[c].text.count > lines)
            lines = cells[c].text.count;
    return lines;
}

/* The row's strips; the space above and below its text is given. Returns how many. */
static size_t row_draw(TableWork *work, size_t lines, double before, double above,
                       double below)
{
    Layout *layout = work->layout;
    double leading = work->cells[0].style.leading;
    for (size_t line = 0; line < lines; line++) {
        double top = line == 0 ? above : 0;
        double height = leading + top + (line + 1 == lines ? below : 0);
        strip_add(layout, height, line == 0 ? before : 0);
        for (size_t c = 0; c < work->table->column_count; c++) {
            size_t first = layout->item_count;
            cell_draw(work, &work->cells[c], line, top);
            if (work->cells[c].repeated)
                items_repeat(layout, first);
        }
    }
    Strip *strips = layout->strips + layout->strip_count - lines;
    for (size_t i = 0; i + 1 < lines; i++)
        strips[i].keep = lines <= ROW_KEPT_WHOLE || i == 0 || i + 2 == lines;
    return lines;
}

static void row_rule(TableWork *work, double thickness, Colour colour)
{
    double bottom = work->layout->strips[work->layout->strip_count - 1].height;
    rule_add(work->layout, work->x, -bottom, work->widths.width, thickness, colour);
}

static RowCell cell_place(const TableWork *work, size_t column, double *x)
{
    double width = work->widths.columns[column], lead = work->widths.leads[column];
    RowCell cell = {.x = *x + lead,
                    .width = width - lead,
                    .align = work->table->columns[column].align,
                    .ends_row = work->from + column == work->whole_columns,
                    .repeated = column == 0 && work->from > 1};
    *x += width + work->widths.gap;
    return cell;
}

static Role cell_role(size_t row, size_t column)
{
    return row == 0 ? ROLE_TH_COLUMN : column == 0 ? ROLE_TH_ROW : ROLE_TD;
}

/* Row 0 is the headings. */
static uint32_t row_tag(TableWork *work)
{
    return work->tags ? 0 : tag_add(&work->layout->tags, ROLE_TR, work->tag);
}

static uint32_t cell_tag(TableWork *work, size_t row, size_t column, uint32_t parent)
{
    if (!work->tags)
        return tag_add(&work->layout->tags, cell_role(row, column), parent);
    size_t whole = column ? work->from + column - 1 : 0;
    return work->tags[row * work->whole_columns + whole];
}

/* A table in parts is one table to who listens: its rows are whole. */
static const uint32_t *tags_whole(TableWork *work, const Table *table)
{
    Layout *layout = work->layout;
    uint32_t *tags =
        ARENA_ARRAY(layout->arena, (table->row_count + 1) * table->column_count, uint32_t);
    for (size_t r = 0; r <= table->row_count; r++) {
        uint32_t row = tag_add(&layout->tags, ROLE_TR, work->tag);
        for (size_t c = 0; c < table->column_count; c++)
            tags[r * table->column_count + c] =
                tag_add(&layout->tags, cell_role(r, c), row);
    }
    return tags;
}

static void headings_layout(TableWork *work, double before)
{
    Layout *layout = work->layout;
    size_t count = work->table->column_count;
    double x = work->x, size = work->widths.heading_size;
    uint32_t row = row_tag(work);
    for (size_t c = 0; c < count; c++) {
        RowCell *cell = &work->cells[c];
        Str text = work->table->columns[c].heading;
        *cell = cell_place(work, c, &x);
        cell->style = (TextStyle){FACE_BOLD, size, 11.5, COLOUR_MUTED};
        cell->tag = cell_tag(work, 0, c, row);
        cell->span = (Span){.text = text};
        cell_fill(work, cell, font_width(layout->fonts, FACE_BOLD, size, text));
    }
    size_t lines = row_lines(work->cells, count);
    for (size_t c = 0; c < count; c++)
        work->cells[c].skip = lines - work->cells[c].text.count;
    work->heading_first = layout->strip_count;
    work->heading_count = row_draw(work, lines, before, 0, 4);
    row_rule(work, heavy_rule, COLOUR_MUTED);
}

static void row_layout(TableWork *work, size_t r)
{
    Layout *layout = work->layout;
    const Table *table = work->table;
    size_t count = table->column_count;
    double x = work->x;
    uint32_t row = row_tag(work);
    for (size_t c = 0; c < count; c++) {
        const TableCell *source = &table->cells[r * count + c];
        RowCell *cell = &work->cells[c];
        *cell = cell_place(work, c, &x);
        cell->cell = source;
        cell->style = cell_style(work, r, source);
        cell->tag = cell_tag(work, r + 1, c, row);
        layout->tags.tags[cell->tag].language = source->language;
        cell->indent = cell_indent(source);
        cell->span = (Span){.text = source->text, .language = source->language};
        if (!source->sparkline)
            cell_fill(work, cell, work->widths.texts[r * count + c] * work->widths.size);
    }
    size_t first = layout->strip_count;
    double padding = row_padding * (1 + layout->air) / 2;
    size_t lines = row_draw(work, row_lines(work->cells, count), 0, padding, padding);
    bool total_next = table->sum_row && r + 2 == table->row_count;
    row_rule(work, total_next ? heavy_rule : hairline,
             total_next ? COLOUR_MUTED : COLOUR_RULE);
    Strip *strips = layout->strips + first;
    for (size_t i = 0; i < lines; i++) {
        strips[i].repeat_first = work->heading_first;
        strips[i].repeat_count = work->heading_count;
    }
    strips[lines - 1].cells = count - work->cells[0].repeated;
    /* Two rows stand with the heading, and the last is never alone on a page. */
    strips[lines - 1].keep =
        r + 1 < table->row_count && (r == 0 || r + 2 == table->row_count);
}

static void strips_keep(Layout *layout, size_t first)
{
    for (size_t i = first; i < layout->strip_count; i++)
        layout->strips[i].keep = true;
}

/* A table that takes less than a third of a page is not split. */
static void table_keep_small(Layout *layout, size_t first)
{
    double height = 0;
    for (size_t i = first; i < layout->strip_count; i++)
        height += layout->strips[i].before + layout->strips[i].height;
    for (size_t i = first; i + 1 < layout->strip_count && height < BODY_HEIGHT_PT / 3; i++)
        layout->strips[i].keep = true;
}

static void note_layout(Layout *layout, Str note, Frame frame)
{
    const TextStyle style = {FACE_REGULAR, 8, 11, COLOUR_MUTED};
    const Span span = {.text = note};
    if (!line_says((Line){&span, 1}))
        return;
    uint32_t tag = tag_add(&layout->tags, ROLE_P, TAG_ROOT);
    layout->strips[layout->strip_count - 1].keep = true;
    frame.before = 4;
    text_add_lines(layout, (Line){&span, 1}, style, &tag, frame, NULL);
}

/* The space above the first part's heading row; below a caption less. */
static double caption_layout(TableWork *work, Str caption, Frame frame)
{
    if (!str_trim(caption).len)
        return frame.before;
    const TextStyle style = {FACE_REGULAR, 9, 12.5, COLOUR_MUTED};
    uint32_t tag = tag_add(&work->layout->tags, ROLE_CAPTION, work->tag);
    const Span span = {.text = caption};
    text_add_lines(work->layout, (Line){&span, 1}, style, &tag, frame, NULL);
    return 6;
}

static void part_layout(TableWork *work, const TableParts *parts, size_t part,
                        double before)
{
    Layout *layout = work->layout;
    size_t first = layout->strip_count;
    work->table = &parts->tables[part];
    work->widths = parts->widths[part];
    work->from = parts->from[part];
    headings_layout(work, before);
    strips_keep(layout, first);
    for (size_t r = 0; r < work->table->row_count; r++)
        row_layout(work, r);
}

void table_layout(Layout *layout, const Table *table, Frame frame)
{
    const double between_parts = 14;
    if (table->column_count == 0)
        return;
    TableWork work = {.layout = layout, .x = frame.x, .whole_columns = table->column_count};
    TableParts parts = table_parts(layout->arena, layout->fonts, table, frame.width);
    work.tag = tag_add(&layout->tags, ROLE_TABLE, TAG_ROOT);
    layout->tags.tags[work.tag].summary = table->summary;
    work.cells = ARENA_ARRAY(layout->arena, table->column_count, RowCell);
    size_t first = layout->strip_count;
    double before = caption_layout(&work, table->caption, frame);
    strips_keep(layout, first);
    if (parts.count > 1)
        work.tags = tags_whole(&work, table);
    for (size_t part = 0; part < parts.count; part++)
        part_layout(&work, &parts, part, part ? layout->air * between_parts : before);
    note_layout(layout, table->note, frame);
    table_keep_small(layout, first);
}
