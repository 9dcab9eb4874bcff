/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/commands.h"

#include <stddef.h>

#include "engine/command/facts.h"
#include "engine/command/import.h"

const Command *const engine_commands[] = {
    &command_import,
    &command_facts,
    NULL,
};
