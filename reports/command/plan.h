/* plan.h: what a run of `samsyn report` makes and publishes, shared by its files.
 *
 * report.c       the wish becomes a plan, and what came of it is told
 * publication.c  what was made is published
 * sources.c      what it was made from
 * index.c        the page that leads to what anyone may read
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_REPORTS_PLAN_H
#define SAMSYN_REPORTS_PLAN_H

#include "reports/command/batch.h"
#include "reports/command/wish.h"
#include "reports/publish/publish.h"

typedef struct {
    const Run *run;
    Wish wish;
    Workspace *workspace;
    Facts *facts; /* opened for everybody: names, units, periods */
    Wordings wordings;
    const Fonts *fonts; /* NULL: not loaded */
    ReportJob *jobs;
    size_t count, capacity;
    Period period; /* of the last template */
    bool all;      /* no report was named */
} Plan;

/* Nothing is published when no report was made. */
bool plan_publish(const Plan *plan, const ReportBatch *batch, const ReportOutcome *outcomes,
                  Error *error);

/* Settings, imported files, templates, wording, comments, theme and fonts. */
bool plan_sources(const Plan *plan, PublishedSource **sources, size_t *count, Error *error);

/* The page over what `manifest` lists, as `bytes`; `file` is its entry. It is in the
 * workspace's language and shows nothing of what is internal, not even that there is
 * something. */
bool index_make(const Plan *plan, const ReportBatch *batch, const Manifest *manifest,
                PublishedFile *file, Str *bytes, Error *error);

/* Those of $SAMSYN_FONTS, a folder of the two faces, else the theme's, else Debian's. */
const Fonts *plan_fonts(Arena *arena, const Theme *theme, Error *error);

#endif
