/* SPDX-License-Identifier: EUPL-1.2 */
/* Where it is wider than a phone, a table of figures moves sideways by itself with its row
 * headings standing, and can be reached by keyboard. Of a table whose words are what one
 * wants to know (a status, a reason) each row folds to a card instead. */
#include "reports/render/html_inside.h"

static size_t columns_of(const Table *table, TableColumnKind kind)
{
    size_t count = 0;
    for (size_t i = 1; i < table->column_count; i++)
        count += table->columns[i].kind == kind;
    return count;
}

/* Statuses beside each other are read down and across. */
static bool is_matrix(const Table *table)
{
    return columns_of(table, COLUMN_STATUS) > 1;
}

static bool folds(const Table *table)
{
    return !is_matrix(table) &&
           (columns_of(table, COLUMN_WORDS) || columns_of(table, COLUMN_STATUS));
}

static void class_add(Text *classes, const char *name)
{
    if (*name)
        text_addf(classes, "%s%s", classes->len ? " " : "", name);
}

static Str cell_classes(Html *html, const Table *table, const TableColumn *column,
                        const TableCell *cell)
{
    Text classes = text_open(html->arena);
    if (column->align == ALIGN_RIGHT)
        class_add(&classes, "r");
    if (column->kind == COLUMN_STATUS && !is_matrix(table))
        class_add(&classes, "status");
    if (cell->bold)
        class_add(&classes, "b");
    class_add(&classes, cell->sparkline ? "spark" : html_tone(cell->tone));
    return text_str(&classes);
}

/* Read aloud and not seen. */
static void heard_html(Html *html, Str text)
{
    text_add(&html->out, STR("<span class=\"vh\">"));
    html_text(html, text);
    text_add(&html->out, STR("</span>"));
}

static void cell_html(Html *html, const Table *table, size_t row, size_t column)
{
    const TableCell *cell = &table->cells[row * table->column_count + column];
    const TableColumn *head = &table->columns[column];
    bool heads = column == 0 && cell->text.len > 0;
    text_add(&html->out, heads ? STR("<th scope=\"row\"") : STR("<td"));
    html_attribute(html, "class", cell_classes(html, table, head, cell));
    html_attribute(html, "lang", cell->language);
    if (column > 0 && folds(table))
        html_attribute(html, "data-head", head->heading);
    text_add_byte(&html->out, '>');
    bool boxed = column > 0 && folds(table) && cell->symbol != SYMBOL_NONE;
    text_add(&html->out, boxed ? STR("<span>") : STR(""));
    html_symbol(html, cell->symbol, cell->symbol_tone);
    if (cell->sparkline)
        html_sparkline(html, cell->sparkline);
    if (cell->sparkline || (cell->said.len && !cell->text.len))
        heard_html(html, cell->sparkline ? cell->text : cell->said);
    else
        html_text(html, cell->text);
    text_add(&html->out, boxed ? STR("</span>") : STR(""));
    text_add(&html->out, heads ? STR("</th>") : STR("</td>"));
}

static void row_html(Html *html, const Table *table, size_t row)
{
    text_add(&html->out, STR("<tr>"));
    for (size_t column = 0; column < table->column_count; column++)
        cell_html(html, table, row, column);
    text_add(&html->out, STR("</tr>\n"));
}

static void head_html(Html *html, const Table *table)
{
    text_add(&html->out, STR("<thead><tr>"));
    for (size_t i = 0; i < table->column_count; i++) {
        const TableColumn *column = &table->columns[i];
        bool heads = column->heading.len > 0;
        text_add(&html->out, heads ? STR("<th scope=\"col\"") : STR("<td"));
        text_add(&html->out,
                 column->align == ALIGN_RIGHT ? STR(" class=\"r\">") : STR(">"));
        html_text(html, column->heading);
        text_add(&html->out, heads ? STR("</th>") : STR("</td>"));
    }
    text_add(&html->out, STR("</tr></thead>\n"));
}

/* The caption, with what those need who do not see the table. */
static void caption_html(Html *html, const Table *table)
{
    Text *out = &html->out;
    if (!table->caption.len && !table->summary.len)
        return;
    text_add(out, table->caption.len ? STR("<caption>") : STR("<caption class=\"vh\">"));
    if (table->caption.len) {
        text_addf(out, "<span id=\"t%u\">", html->tables);
        html_text(html, table->caption);
        text_add(out, STR("</span>"));
    }
    if (table->summary.len) {
        text_add(out, table->caption.len ? STR(" <span class=\"vh\">") : STR(""));
        html_text(html, table->summary);
        text_add(out, table->caption.len ? STR("</span>") : STR(""));
    }
    text_add(out, STR("</caption>\n"));
}

/* What may move sideways is named by its caption, else by the heading it stands under. */
static void frame_begin(Html *html, const Table *table)
{
    text_add(&html->out, STR("<div class=\"table\""));
    if (table->column_count > 2) {
        text_add(&html->out, STR(" role=\"group\" tabindex=\"0\""));
        if (table->caption.len)
            text_addf(&html->out, " aria-labelledby=\"t%u\"", html->tables);
        else if (html->headings)
            text_addf(&html->out, " aria-labelledby=\"h%u\"", html->headings);
        else
            html_attribute(html, "aria-label", table->summary);
    }
    text_add(&html->out, STR(">\n"));
}

void html_table(Html *html, const Table *table)
{
    size_t body = table->row_count - (table->sum_row && table->row_count > 0);
    if (!table->column_count)
        return;
    html->tables++;
    frame_begin(html, table);
    text_add(&html->out, is_matrix(table) ? STR("<table class=\"matrix\">\n")
                         : folds(table)   ? STR("<table class=\"folds\">\n")
                                          : STR("<table>\n"));
    caption_html(html, table);
    head_html(html, table);
    text_add(&html->out, STR("<tbody>\n"));
    for (size_t row = 0; row < body; row++)
        row_html(html, table, row);
    text_add(&html->out, STR("</tbody>\n"));
    if (body < table->row_count) {
        text_add(&html->out, STR("<tfoot>\n"));
        row_html(html, table, body);
        text_add(&html->out, STR("</tfoot>\n"));
    }
    text_add(&html->out, STR("</table>\n</div>\n"));
    Span note = {.text = table->note};
    html_paragraph(html, PARAGRAPH_NOTE, (Line){&note, 1});
}
