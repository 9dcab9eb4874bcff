/* SPDX-License-Identifier: EUPL-1.2 */
/* Blocks, not pages: what paper needs to be broken, a screen lets run on. A chart as wide
 * as a page is drawn for a phone too, so that its words stay readable there; the style
 * sheet shows one of the two. */
#include "reports/render/html_inside.h"

#include <math.h>

#include "reports/charts/chart.h"

static const double WIDE_PT = 500, NARROW_PT = 256;
static const double SPARKLINE_WIDTH_PT = 96, SPARKLINE_HEIGHT_PT = 18;
static const double SYMBOL_PT = 10;

static Canvas *svg_begin(Html *html, Str classes, double width, double height)
{
    Canvas *canvas = svg_open(html->arena, html->fonts, html->theme, classes, STR(""),
                              html->shown, &html->out);
    canvas->ops->page_begin(canvas, width, height);
    return canvas;
}

/* It says nothing that the words beside it do not. */
void html_symbol(Html *html, Symbol symbol, Tone tone)
{
    if (symbol == SYMBOL_NONE)
        return;
    Canvas *canvas = svg_begin(html, STR("s"), SYMBOL_PT, SYMBOL_PT);
    canvas_symbol(canvas, symbol, SYMBOL_PT / 2, SYMBOL_PT / 2, SYMBOL_PT,
                  tone_colour(tone));
    canvas->ops->page_end(canvas);
}

void html_sparkline(Html *html, const Sparkline *sparkline)
{
    Canvas *canvas = svg_begin(html, STR(""), SPARKLINE_WIDTH_PT, SPARKLINE_HEIGHT_PT);
    sparkline_draw(sparkline, canvas, SPARKLINE_WIDTH_PT, SPARKLINE_HEIGHT_PT);
    canvas->ops->page_end(canvas);
}

static void chart_svg(Html *html, const Chart *chart, Str classes, double width)
{
    double height = chart_height(chart, html->fonts, width);
    Canvas *canvas = svg_begin(html, classes, width, height);
    chart_draw(html->arena, chart, canvas, width, height);
    canvas->ops->page_end(canvas);
}

static void chart_html(Html *html, const Chart *chart)
{
    double width = html->in_columns ? NARROW_PT : WIDE_PT;
    if (chart->width_pt > 0)
        width = fmin(width, chart->width_pt);
    text_add(&html->out, STR("<figure role=\"img\""));
    html_attribute(html, "aria-label", chart->alt);
    text_add_byte(&html->out, '>');
    if (width > NARROW_PT)
        chart_svg(html, chart, STR("wide"), width);
    Chart narrow = *chart;
    if (!html->in_columns)
        narrow.height_pt = 0; /* what was asked for was meant for the width of a page */
    chart_svg(html, &narrow, STR("narrow"), fmin(width, NARROW_PT));
    text_add(&html->out, STR("</figure>\n"));
}

static void columns_html(Html *html, const Block *block)
{
    bool around = html->in_columns;
    html->in_columns = true;
    text_add(&html->out, STR("<div class=\"columns\">\n<div>\n"));
    html_blocks(html, block->columns.left, block->columns.left_count);
    text_add(&html->out, STR("</div>\n<div>\n"));
    html_blocks(html, block->columns.right, block->columns.right_count);
    text_add(&html->out, STR("</div>\n</div>\n"));
    html->in_columns = around;
}

static void block_html(Html *html, const Block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        html_heading(html, block->heading.level, block->heading.text);
        break;
    case BLOCK_PARAGRAPH:
        html_paragraph(html, block->paragraph.style, block->paragraph.line);
        break;
    case BLOCK_LIST:
        html_list(html, block);
        break;
    case BLOCK_TABLE:
        html_table(html, &block->table);
        break;
    case BLOCK_CHART:
        chart_html(html, &block->chart);
        break;
    case BLOCK_COLUMNS:
        columns_html(html, block);
        break;
    case BLOCK_PAGE_BREAK: /* in print only */
        text_add(&html->out, STR("<div class=\"break\"></div>\n"));
        break;
    }
}

void html_blocks(Html *html, const Block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        block_html(html, &blocks[i]);
}

Str document_html(Arena *arena, const Document *document, const Fonts *fonts,
                  const Theme *theme)
{
    Html html = html_open(arena, document, fonts, theme);
    html_blocks(&html, document->blocks, document->count);
    return html_close(&html);
}
