/* settings.h: a catalogue to read settings, files and templates against.
 *
 * owns   read once, and kept as long as the process lives
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_FUZZ_SETTINGS_H
#define SAMSYN_TESTS_FUZZ_SETTINGS_H

#include "engine/catalogue/workspace.h"

#define SHARE "templates"

/* The sample of Stockholm, with everything that is built in. */
const Workspace *settings_sample(void);

#endif
