/* control.h: how a series is charted, from `control` of an indicator's entry.
 *
 * shape  {rebase: [{month: 2017-10, reason: ..., unit: ...}], baseline_points: 12,
 *        screen: yes|no, gap: break|ignore, quiet_months: [7]}
 * fails  ERROR_CONFIG with path:line:column and the nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_CONTROL_H
#define SAMSYN_CATALOGUE_CONTROL_H

#include "engine/catalogue/measures.h"

enum { CONTROL_BASELINE_LEAST = 12 };

/* Nothing is changed when the entry has no such key. */
bool control_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator);

#endif
