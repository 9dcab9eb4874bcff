/* html.h: a document as one HTML page that needs nothing beside it: no script, no other
 * file, its own letters; the same blocks as on paper, in the same order.
 *
 * shape  HTML 5, to be read on a phone, a screen, on paper and aloud; the same bytes for
 *        the same document. Names and words from outside stay text wherever they stand
 * owns   what is returned lives in the arena
 * fails  never: without letters that can be sent along the reader's own are used
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_RENDER_HTML_H
#define SAMSYN_RENDER_HTML_H

#include "reports/document/block.h"
#include "reports/document/theme.h"
#include "reports/font/font.h"

Str document_html(Arena *arena, const Document *document, const Fonts *fonts,
                  const Theme *theme);

typedef struct {
    Str file, words; /* "monthly-farsta-2018-04.pdf", "PDF" */
} IndexLink;

typedef struct {
    Str title;
    Str language;  /* of the title, when it differs from the page's; empty: the same */
    Str thumbnail; /* a file beside the page; empty: none */
    const IndexLink *links;
    size_t link_count;
} IndexEntry;

/* The page that leads to the others: what `page` says, then the entries under a heading. */
typedef struct {
    Document page;
    Str heading, none; /* `none` is said when there are no entries */
    const IndexEntry *entries;
    size_t count;
} Index;

/* The one thing it needs beside it are the thumbnails. */
Str index_html(Arena *arena, const Index *index, const Fonts *fonts, const Theme *theme);

#endif
