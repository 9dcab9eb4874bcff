/* commands.h: the subcommands of the numbers' half; ends with NULL. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMANDS_H
#define SAMSYN_ENGINE_COMMANDS_H

#include "engine/base/command.h"

extern const Command *const engine_commands[];

#endif
