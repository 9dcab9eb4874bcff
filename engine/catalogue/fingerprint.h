/* fingerprint.h: what of indicators.yaml the cells are made from.
 *
 * shape  the document in a form of its own, without the settings that only judge figures
 *        (control, compare, forecast), comments and how it is written: where two are alike,
 *        so are their cells
 * fails  never
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_FINGERPRINT_H
#define SAMSYN_CATALOGUE_FINGERPRINT_H

#include "engine/base/yaml.h"

Str fingerprint_measures(Arena *arena, const YamlNode *measures);

#endif
