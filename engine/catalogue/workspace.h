/* workspace.h: a folder's settings and catalogue, read once a run. DESIGN section 2. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_WORKSPACE_H
#define SAMSYN_CATALOGUE_WORKSPACE_H

#include "engine/catalogue/assessments.h"
#include "engine/catalogue/goals.h"
#include "engine/catalogue/indicators.h"
#include "engine/catalogue/records.h"
#include "engine/catalogue/units.h"

typedef struct {
    Str id;
    Str name[2]; /* by Language */
    const Str *heads;
    size_t head_count;
} TargetGroup;

typedef struct Workspace {
    const char *path, *share, *database; /* folder, built-in templates, samsyn.db */
    Str organisation[2], programme[2];   /* by Language */
    Language language;
    int64_t limit; /* T of METHODS 4.2, default 5 */
    bool shared_carer_keys;
    const TargetGroup *groups;
    size_t group_count;
    Str group_age; /* whose age a target group means: carer or cared_for, except in ... */
    const Str *other_age_units;
    size_t other_age_unit_count;
    Units units;
    RecordKinds records;
    Indicators indicators;
    Goals goals;
    Assessments assessments;
    Str fingerprint;       /* SHA-256 of all settings read */
    Str cells_fingerprint; /* of those that cells are made from (all but what judges
                              figures): when they change, all cells are rebuilt */
} Workspace;

Workspace *workspace_open(Arena *arena, const char *path, const char *share, Error *error);
const char *workspace_path(const Workspace *workspace);
Language workspace_language(const Workspace *workspace);

#endif
