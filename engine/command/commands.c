/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/commands.h"

#include <stddef.h>

const Command *const engine_commands[] = {
    NULL,
};
