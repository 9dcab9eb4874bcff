/* outcomes.h: outcome of an indicator's entry: {of: improvement, instrument: ors}.
 *
 * fails  ERROR_CONFIG with path:line:column and the nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_OUTCOMES_H
#define SAMSYN_CATALOGUE_OUTCOMES_H

#include "engine/base/number.h"
#include "engine/catalogue/measures.h"

bool outcome_read(const MeasureReader *reader, const YamlNode *node, Indicator *indicator);
/* Puts the settings into its name and definition for {cut_off}, {reliable} and {gap}, and
 * behind it the source of those it has. */
void outcome_define(Arena *arena, Indicator *indicator);

Str outcome_word(OutcomeFigure figure); /* as in `of` */
/* "25", or "25 from age 18, 28 from age 13". */
Str outcome_cuts_say(Arena *arena, const Instrument *instrument, Language language);

bool figure_is_share(OutcomeFigure figure);
bool figure_is_mean(OutcomeFigure figure);
bool figure_is_effect(OutcomeFigure figure);
/* It depends on a cut-off or a reliable change, whose source is to be told. */
bool figure_has_limits(OutcomeFigure figure);
/* What its limits_source should tell is not told. */
bool outcome_unsourced(const Indicator *indicator);

#endif
