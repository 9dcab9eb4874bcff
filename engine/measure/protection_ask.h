/* protection_ask.h: what a cell of few people asks of the cells around it, number by
 * number.
 *
 * shape   a figure tells numbers: of a count or a sum its value, of a mean how many it is
 *         of, of a share those who are so, the rest, and all of them
 * source  people are hidden as "1 to limit - 1", what they have much or little
 *         of in an interval at least as wide
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_PROTECTION_ASK_H
#define SAMSYN_MEASURE_PROTECTION_ASK_H

#include "engine/catalogue/indicators.h"
#include "engine/disclose/complement.h"
#include "engine/measure/cells.h"

typedef enum { NUMBER_VALUE, NUMBER_SHARE, NUMBER_REST, NUMBER_WHOLE } NumberKind;

/* Of what is protected itself; other cells have their value and ask nothing. */
ComplementCell number_asks(const Indicator *indicator, NumberKind number, const Cell *cell,
                           double limit);

#endif
