/* paper.h: laid-out pages and their tags as texts, to be kept as goldens and read. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_PAPER_H
#define SAMSYN_TESTS_PAPER_H

#include "reports/layout/pages.h"

/* What is placed on each page, a line each, in the order it is drawn. */
Str paper_pages(Arena *arena, const Pages *pages);
/* The tree in the order it is read, with the words of each tag. */
Str paper_tags(Arena *arena, const Pages *pages);

#endif
