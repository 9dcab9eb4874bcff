/* facts.h: `samsyn facts`. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_FACTS_H
#define SAMSYN_ENGINE_COMMAND_FACTS_H

#include "engine/base/command.h"

extern const Command command_facts;

#endif
