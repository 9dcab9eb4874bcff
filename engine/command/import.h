/* import.h: `samsyn import`: what districts sent becomes records, and cells anew. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_COMMAND_IMPORT_H
#define SAMSYN_COMMAND_IMPORT_H

#include "engine/base/command.h"

extern const Command command_import;

#endif
