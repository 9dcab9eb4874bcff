/* standing.h: how every unit stands to the shared goals, as anyone may see it.
 *
 * shape   a matrix of units and goals: of each kind of period that goals are set for, the
 *         last one that is over; a status in words and a symbol, what is protected says so
 * owns    lives in the arena given
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_STANDING_H
#define SAMSYN_TEMPLATE_STANDING_H

#include "reports/template/report.h"

/* `facts` are opened for everybody. */
bool standing_build(Arena *arena, const Wording *wording, Facts *facts, Document *document,
                    Error *error);

/* What else stands on the page that leads to the reports. */
typedef struct {
    Str reports, none, pdf, html, rows;
} StandingWords;

StandingWords standing_words(const Wording *wording);
Str standing_page_words(Arena *arena, const Wording *wording, size_t page);

#endif
