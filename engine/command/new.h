/* new.h: `samsyn new`. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_NEW_H
#define SAMSYN_ENGINE_COMMAND_NEW_H

#include "engine/base/command.h"

extern const Command command_new;

#endif
