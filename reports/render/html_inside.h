/* html_inside.h: an HTML page while it is written, shared by its files.
 *
 * html.c        blocks
 * html_text.c   running text, headings, lists
 * html_table.c  tables
 * html_page.c   what stands around them: head, style, letters, header, footer
 * html_index.c  the page that leads to the others
 * page.css      how they look
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_RENDER_HTML_INSIDE_H
#define SAMSYN_RENDER_HTML_INSIDE_H

#include "reports/canvas/canvas.h"
#include "reports/render/html.h"

typedef struct {
    Arena *arena;
    const Fonts *fonts;
    const Theme *theme;
    const Document *document;
    Text out;
    uint8_t *shown;    /* characters, so that their letters can be sent along */
    int heading_level; /* of the last one; 0: none yet */
    unsigned headings, tables;
    bool in_columns;
} Html;

/* html.c */
void html_symbol(Html *html, Symbol symbol, Tone tone);
void html_sparkline(Html *html, const Sparkline *sparkline);
void html_blocks(Html *html, const Block *blocks, size_t count);

/* html_text.c */
void html_text(Html *html, Str text);
void html_attribute(Html *html, const char *name, Str value); /* nothing when empty */
const char *html_tone(Tone tone);                             /* its class; none for ink */
void html_heading(Html *html, int level, Str text);
void html_paragraph(Html *html, ParagraphStyle style, Line line);
void html_list(Html *html, const Block *block);

/* html_table.c */
void html_table(Html *html, const Table *table);

/* html_page.c */
Html html_open(Arena *arena, const Document *document, const Fonts *fonts,
               const Theme *theme);
/* The finished page around what was written. */
Str html_close(Html *html);

#endif
