/* whole.h: a document as it was: its blocks in both languages, its pages, its tags, its
 * HTML.
 *
 * shape  five goldens in a folder: blocks.txt, blocks.en.txt, pages.txt, tags.txt, out.html
 * fails  the test, also where the pages are not laid out soundly
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_WHOLE_H
#define SAMSYN_TESTS_WHOLE_H

#include "reports/document/block.h"
#include "reports/font/font.h"

void assert_whole(Arena *arena, const char *folder, const Document *swedish,
                  const Document *english, const Fonts *fonts);

#endif
