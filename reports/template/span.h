/* span.h: the option `span`: which months a block's figures are of.
 *
 * shape  `period` the report's own (without the option), `to_date` January until its end,
 *        `rolling` twelve months (kept at the ends of half-years only), `half_years` the
 *        last two half-years that ended with the period or before
 * owns   everything in the report's arena
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_SPAN_H
#define SAMSYN_TEMPLATE_SPAN_H

#include "reports/template/build.h"

enum { SPAN_WORDS = 4 };
extern const Str span_words[SPAN_WORDS];

bool span_fact(const Build *build, const Fence *fence, Str indicator, Str unit, Fact *fact,
               Error *error);
/* "under tertial 1 2018", "från januari till och med april 2018" */
Str span_said(const Build *build, const Fence *fence);
/* As a caption has it: "hittills 2018, till och med 30 april" */
Str span_caption(const Build *build, const Fence *fence);

#endif
