/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_PURGE_H
#define SAMSYN_ENGINE_COMMAND_PURGE_H

#include "engine/base/command.h"

extern const Command command_purge;

#endif
