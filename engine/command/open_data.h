/* open_data.h: what goes with exported figures: definitions, units, marks, description.
 *
 * shape   UTF-8 CSV with commas; a Frictionless tabular data package in JSON
 * source  specs.frictionlessdata.io: Tabular Data Package, Table Schema
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_OPEN_DATA_H
#define SAMSYN_ENGINE_COMMAND_OPEN_DATA_H

#include "engine/facts.h"

typedef enum { OPEN_FIGURES, OPEN_DEFINITIONS, OPEN_UNITS, OPEN_MARKS } OpenPart;

typedef struct {
    OpenPart part;
    Str content;
} OpenFile;

const char *open_file_name(OpenPart part);

Str open_definitions(Arena *arena, Facts *facts, const Workspace *workspace,
                     const Str *indicators, size_t count);
Str open_units(Arena *arena, const FactUnit *units, size_t count,
               const Workspace *workspace);
Str open_marks(Arena *arena);
/* datapackage.json: dated by the newest import, so that the same data give the same bytes.
 */
Str open_package(Arena *arena, const Facts *facts, const OpenFile *files, size_t count);

#endif
