/* damage.h: what a spreadsheet has made of a cell, told by its cause and how to undo it.
 *
 * owns   the words of a defect live in the arena
 * fails  never: false when nothing is known of the cell
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_DAMAGE_H
#define SAMSYN_IMPORT_DAMAGE_H

#include "engine/import/cell.h"

/* "#SAKNAS!", "#DIV/0!", "########": an error in place of a value, in any column. */
bool damage_error(Arena *arena, Language language, Str cell, Defect *defect);

/* "03-maj" (of 3-5), SANT and FALSKT, of a key 1,5E+05 or zeros that went lost: in a column
 * whose values they are not. */
bool damage_value(Arena *arena, Language language, const RecordColumn *column, Str cell,
                  Defect *defect);

/* A number with separators that are not Swedish: what it can be read as, one or two. */
bool damage_number(Arena *arena, Language language, Str cell, Defect *defect);

#endif
