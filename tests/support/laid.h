/* laid.h: is a document whole and well set on its pages? For made-up documents and for real
 * reports alike. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_LAID_H
#define SAMSYN_TESTS_LAID_H

#include "reports/layout/pages.h"

/* NULL, or the first fault in words: text boxes that meet or leave the margins, words that
 * are not on the pages in the order of the document, a heading last on its page, a widow or
 * orphan, a table that goes on without its heading, a tag tree out of order. */
const char *laid_fault(Arena *arena, const Document *document, const Pages *pages,
                       const Fonts *fonts);
/* The letters and figures of a document in reading order, and those on its pages. */
Str laid_letters_in(Arena *arena, const Document *document);
Str laid_letters_out(Arena *arena, const Pages *pages);

#endif
