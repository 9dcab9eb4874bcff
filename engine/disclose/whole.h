/* whole.h: which indicators tell the same numbers as others.
 *
 * shape   indicators of one catalogue
 * fails   never
 * source  METHODS 4.5: a share with its denominator shown tells its numerator
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DISCLOSE_WHOLE_H
#define SAMSYN_DISCLOSE_WHOLE_H

#include "engine/catalogue/indicators.h"

/* Counts `other` by itself what is the whole of `one`: the denominator of a share, how many
 * rows a sum or a mean is of? */
bool whole_counts(const Indicator *one, const Indicator *other);

#endif
