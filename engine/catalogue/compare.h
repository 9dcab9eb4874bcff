/* compare.h: how units are compared, from `compare` of an indicator's entry.
 *
 * shape  {target: mean|goal, limits: exact|score, counts: persons|events}
 * fails  ERROR_CONFIG with path:line:column and the nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_COMPARE_H
#define SAMSYN_CATALOGUE_COMPARE_H

#include "engine/catalogue/measures.h"

/* Nothing is changed when the entry has no such key. */
bool compare_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator);
/* Is it a ratio whose numerator counts persons, each once, over a population? So it says,
 * or its sides are so: different keys, or reported persons who are protected as such, over
 * a reported number or different keys. Both sides are in `all`. */
bool compare_of_persons(const Indicators *all, const Indicator *indicator);

#endif
