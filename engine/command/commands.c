/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/commands.h"

#include <stddef.h>

#include "engine/command/export.h"
#include "engine/command/facts.h"
#include "engine/command/import.h"

/* In the order they are used. */
const Command *const engine_commands[] = {
    &command_import,
    &command_facts,
    &command_export,
    NULL,
};
