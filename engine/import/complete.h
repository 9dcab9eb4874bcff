/* complete.h: what a row leaves to be filled in: its unit, its month, its sums.
 *
 * fails  never: a sum that is not what its parts add up to is a finding
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_COMPLETE_H
#define SAMSYN_IMPORT_COMPLETE_H

#include "engine/import/row.h"

/* A row that names no unit is the city's, one that says no date falls in `month`; a number
 * that adds others is their sum where all are there. False when the row is refused. */
bool row_complete(RowReader *reader, const Csv *row, const Units *units, int32_t month);

#endif
