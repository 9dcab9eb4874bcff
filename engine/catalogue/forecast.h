/* forecast.h: how a year's total is forecast, from `forecast` of an indicator's entry.
 *
 * shape  {skip_years: [2020]}: years that were not as others
 * fails  ERROR_CONFIG with path:line:column and the nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_FORECAST_H
#define SAMSYN_CATALOGUE_FORECAST_H

#include "engine/catalogue/measures.h"

/* Nothing is changed when the entry has no such key. */
bool forecast_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator);
bool forecast_skips(const Indicator *indicator, int year);

#endif
