/* explain.h: `samsyn explain`: a figure, its formula, its cells, its rows. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_EXPLAIN_H
#define SAMSYN_ENGINE_COMMAND_EXPLAIN_H

#include "engine/base/command.h"

extern const Command command_explain;

#endif
