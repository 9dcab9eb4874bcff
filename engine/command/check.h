/* check.h: `samsyn check`. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_CHECK_H
#define SAMSYN_ENGINE_COMMAND_CHECK_H

#include "engine/base/command.h"

extern const Command command_check;

#endif
