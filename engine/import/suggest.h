/* suggest.h: the unit that a name that is none is likest to; never taken for it.
 *
 * fails  never: the empty text when no unit is near
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_SUGGEST_H
#define SAMSYN_IMPORT_SUGGEST_H

#include "engine/catalogue/units.h"

#define SUGGEST_DISTANCE 2 /* letters that may differ, and at most a third of them */

/* The name of the nearest unit by name or alias; one that there is in the period (NULL:
 * whenever) before one that is nearer but not. Kinds of dash, and words for what a district
 * is ("SDF Farsta", "Farsta stadsdel"), aside. */
Str suggest_unit(Arena *scratch, const Units *units, Str name, const Period *period);

#endif
