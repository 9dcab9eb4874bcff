/* guard.h: keeps identity numbers, telephone numbers and e-mail addresses out.
 *
 * fails   never; what was found is told by its class alone and is nowhere repeated
 * source  METHODS 6.1 (Skatteverket's rules for personal and coordination numbers); a
 *         detector, so it takes more than the valid ones and never fewer
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_GUARD_H
#define SAMSYN_IMPORT_GUARD_H

#include <stdbool.h>

#include "engine/base/text.h"

/* The graver comes later. */
typedef enum {
    GUARD_CLEAR,
    GUARD_BARE,     /* C: ten bare digits like a date, check digit wrong: counted */
    GUARD_PHONE,    /* refuses the row */
    GUARD_EMAIL,    /* refuses the row */
    GUARD_MISTYPED, /* B: refuses the file */
    GUARD_IDENTITY  /* A: refuses the file */
} GuardClass;

/* `bare_allowed`: the contract says that ten digits alone are something else here (a
 * number, or a key of a declared format). */
GuardClass guard_scan(Str cell, bool bare_allowed);
/* Does the text hold something that could point at a person: six digits in a row, as a
 * birth date, or a formula, which may look up anyone's key? Such text is not repeated in
 * findings. */
bool guard_delicate(Str text);

#endif
