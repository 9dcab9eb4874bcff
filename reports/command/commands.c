/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/command/commands.h"

#include <stddef.h>

const Command *const report_commands[] = {
    NULL,
};
