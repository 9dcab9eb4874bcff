/* Cut-offs and reliable changes are conventions from elsewhere: each has a source. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/instruments.h"
#include "engine/catalogue/outcomes.h"
#include "engine/command/check_list.h"

/* Of an instrument once, unless nothing is measured by it. */
void check_outcomes(Check *check)
{
    const Indicators *all = &check->workspace->indicators;
    for (size_t i = 0; i < all->count; i++) {
        const Indicator *indicator = &all->items[i];
        if (!outcome_unsourced(indicator))
            continue;
        bool own = indicator->reliable != indicator->instrument->reliable;
        CHECK_ADD(check, GRAVITY_WARNING,
                  own ? STR("indicators.yaml") : STR("instruments.yaml"),
                  own ? CHECK_NO_SOURCE_OF : CHECK_NO_SOURCE,
                  own ? indicator->id : indicator->instrument->id);
    }
}
