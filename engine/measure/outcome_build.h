/* outcome_build.h: cells of outcomes; see outcome_build.c. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_OUTCOME_BUILD_H
#define SAMSYN_MEASURE_OUTCOME_BUILD_H

#include "engine/catalogue/instruments.h"
#include "engine/measure/coverage.h"

bool outcomes_schema(Store *store, Error *error);
/* Makes the episodes anew of units whose scores or episodes were touched. */
bool outcomes_refresh(Work *work, const Firsts *firsts, Error *error);
/* The first month that each unit told episodes in; FIRST_NEVER. */
const int32_t *outcomes_told_from(const Work *work, const Instrument *instrument,
                                  const Firsts *firsts);
/* Counts a year's cells of the instrument's indicators where they are touched, and writes
 * them. */
bool outcomes_build(Work *work, Arena *arena, Year *year, const Instrument *instrument,
                    const Firsts *firsts, Error *error);

#endif
