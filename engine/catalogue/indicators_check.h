/* indicators_check.h: does what is made of other indicators hold together?
 *
 * fails  ERROR_CONFIG with path:line:column. A workspace's indicators.yaml may replace an
 *        indicator that a shipped one is made of: that is told where it was replaced, with
 *        what needs it.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_INDICATORS_CHECK_H
#define SAMSYN_CATALOGUE_INDICATORS_CHECK_H

#include "engine/catalogue/indicators.h"

typedef struct {
    const YamlNode *node;
    const char *path;
} IndicatorPlace;

/* A workspace may describe anew what it does not measure anew. */
typedef struct {
    IndicatorPlace measured, described;
} IndicatorOrigin;

/* Ratios, sets and who is protected. `items` are those of `all`, one origin each: what a
 * set is made of gets its plain form, and the set the records of its first indicator. `own`
 * is the path of what the workspace wrote, the very pointer that stands in the origins. */
bool indicators_check(Arena *arena, const Indicators *all, Indicator *items,
                      const IndicatorOrigin *origins, const char *own, Error *error);

#endif
