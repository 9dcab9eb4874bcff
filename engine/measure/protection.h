/* protection.h: what is hidden in a year of indicators, before it is written.
 *
 * Primary protection is decided with the cell. Here the cells are looked at together, those
 * that were not counted anew as they are kept, so that what is hidden is a function of the
 * cells alone and not of what was touched.
 *
 * shape   sheets of one year that are hidden as one: where one of them is, all are
 * fails   as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_PROTECTION_H
#define SAMSYN_MEASURE_PROTECTION_H

#include "engine/measure/work.h"

/* What is hidden of an indicator whose numbers others tell too; cells as cell_at() says. */
typedef struct Hidden Hidden;
struct Hidden {
    const Indicator *indicator;
    size_t cells;
    const bool *hidden;
    const Hidden *next;
};

/* Protects the sheets and writes them. `told`: those protected before, of the same year;
 * the sheets are added to it, in `keep`. */
bool sheets_protect(Work *work, Arena *keep, const Year *year, Sheet *const *sheets,
                    size_t count, const Hidden **told, Error *error);

#endif
