/* vocabulary.h: the words a column may hold: units, groups, categories, indicators.
 *
 * owns   a vocabulary lives in the arena it is opened in, with the texts of its defects
 * fails  never: an unknown word is a defect that names the nearest right one
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_VOCABULARY_H
#define SAMSYN_IMPORT_VOCABULARY_H

#include "engine/import/cell.h"

typedef struct Vocabulary Vocabulary;

Vocabulary *vocabulary_open(Arena *arena, const Workspace *workspace, Language language,
                            const RecordColumn *column);
bool vocabulary_find(Vocabulary *vocabulary, Str cell, Value *value, Defect *defect);

#endif
