/* chart_kinds.h: the kinds of chart with a file of their own: how each is checked when its
 * template is read, and how it becomes a drawing, a note and a table of its numbers. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_CHART_KINDS_H
#define SAMSYN_TEMPLATE_CHART_KINDS_H

#include "reports/template/build.h"

enum { CHART_GROUPED_PERIODS = 6 }; /* of kind grouped, when nothing is said */

/* A kind with a file of its own brings the table of its numbers. */
typedef struct {
    Str name;
    bool (*check)(const Names *names, const Fence *fence, Error *error);
    bool (*build)(Build *build, const Fence *fence, Error *error);
} ChartMaker;

const ChartMaker *chart_maker(const Fence *fence); /* NULL: chart.c makes it itself */
bool check_chart(const Names *names, const Fence *fence, Error *error);

/* Of charts with periods along them: the labels; the goal of the last period, from the
 * first of those before it with the same. */
void chart_periods(const Build *build, const Fact *facts, size_t count, Chart *chart);
void chart_goal(const Build *build, const FactIndicator *indicator, const Fact *facts,
                size_t count, Chart *chart);
/* Where the unit came to be within the chart: before the first period wholly its own. */
void chart_turn(const Build *build, const Fact *facts, size_t count, Chart *chart);

bool check_funnel(const Names *names, const Fence *fence, Error *error);
bool build_funnel(Build *build, const Fence *fence, Error *error);
bool check_bullet(const Names *names, const Fence *fence, Error *error);
bool build_bullet(Build *build, const Fence *fence, Error *error);
bool check_before_after(const Names *names, const Fence *fence, Error *error);
bool build_before_after(Build *build, const Fence *fence, Error *error);
bool check_distribution(const Names *names, const Fence *fence, Error *error);
bool build_distribution(Build *build, const Fence *fence, Error *error);
bool check_control(const Names *names, const Fence *fence, Error *error);
bool build_control(Build *build, const Fence *fence, Error *error);
bool check_intervals(const Names *names, const Fence *fence, Error *error);
bool build_intervals(Build *build, const Fence *fence, Error *error);
bool check_multiples(const Names *names, const Fence *fence, Error *error);
bool build_multiples(Build *build, const Fence *fence, Error *error);

#endif
