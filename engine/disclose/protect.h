/* protect.h: which cells a few people could be seen through: primary protection.
 *
 * shape   what a cell shows and who stands behind it; decided when cells are built
 * source  METHODS 4.2: T = limit; what is protected is people, not figures
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_PROTECT_H
#define SAMSYN_DISCLOSE_PROTECT_H

#include "engine/base/number.h"
#include "engine/catalogue/indicators.h"

typedef struct {
    Protects protects;
    int64_t people; /* behind the cell; may be cut off at the limit */
    Amount value;   /* of a share: its fraction, not looked at */
    bool share;
    int64_t numerator, denominator; /* of a share */
} ProtectFigure;

bool protect_primary(const ProtectFigure *figure, int64_t limit);

/* A rate shows either side to who knows the other; a rate of staff is one
 * person's workload when one works there. */
bool protect_ratio(Protects protects, bool side_protected, int64_t staff);

#endif
