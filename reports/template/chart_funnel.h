/* chart_funnel.h: a funnel between its facts and its words. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_CHART_FUNNEL_H
#define SAMSYN_TEMPLATE_CHART_FUNNEL_H

#include "engine/facts_compare.h"
#include "reports/template/chart_units.h"

typedef struct {
    Build *build;
    const Fence *fence;
    const FactIndicator *indicator;
    FactUnit *units;
    size_t count;
    Fact *facts;
    FactComparison *told;
    ChartPoint *points; /* known: it has a place in the drawing */
    size_t drawn, few, preliminary;
    bool goals_differ;
} Funnel;

/* Of a unit that is drawn: the target is the same for all. */
const FactComparison *funnel_any(const Funnel *funnel);
Str funnel_target(const Funnel *funnel);  /* "alla 2,1", "mål 90 %" */
Str funnel_verdict(const Funnel *funnel); /* the weightiest first */
Str funnel_alt(const Funnel *funnel, Str verdict);
void funnel_note(const Funnel *funnel, Str verdict);
void funnel_table(const Funnel *funnel);

#endif
