/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/command/commands.h"

#include <stddef.h>

extern const Command command_report, command_verify;

const Command *const report_commands[] = {
    &command_report,
    &command_verify,
    NULL,
};
