/* usual.h: does the report's figure lie where its series usually does?
 *
 * shape  of an indicator's series up to the report's period, by months or quarters as the
 *        report is: how its last point stands to the limits of its own variation
 * owns   everything in the report's arena
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_USUAL_H
#define SAMSYN_TEMPLATE_USUAL_H

#include "engine/facts_control.h"
#include "reports/template/build.h"

/* NULL where there are no limits to stand to: too few figures, too small ones, such that
 * do not vary, and a figure that is itself no point of the series. */
bool usual_read(const Build *build, const FactIndicator *indicator,
                const FactControl **usual, Error *error);

/* "inom det vanliga (8–22)", "minst sju i rad under medel (vanligt 8–22)" */
Str usual_said(const Build *build, const FactIndicator *indicator,
               const FactControl *usual);

/* Limits that say something: of figures that vary, and are not too small to. */
bool usual_has_limits(const FactControl *control);
/* The words for a rule: "över gränsen". */
Str signal_said(const Build *build, SpcSignal signal);

#endif
