/* commands.h: the subcommands of the pages' half; ends with NULL. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_REPORT_COMMANDS_H
#define SAMSYN_REPORT_COMMANDS_H

#include "engine/base/command.h"

extern const Command *const report_commands[];

/* Every template, the workspace's own and the built-in, is loaded and none is used. */
void report_lint(const Run *run, LintTell tell, void *to);

#endif
