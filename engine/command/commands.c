/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/commands.h"

#include <stddef.h>

#include "engine/command/check.h"
#include "engine/command/explain.h"
#include "engine/command/export.h"
#include "engine/command/facts.h"
#include "engine/command/import.h"
#include "engine/command/new.h"
#include "engine/command/purge.h"

/* In the order they are used. */
const Command *const engine_commands[] = {
    &command_new,     &command_import, &command_check, &command_facts,
    &command_explain, &command_export, &command_purge, NULL,
};
