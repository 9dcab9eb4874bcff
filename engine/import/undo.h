/* undo.h: a file as if it had never been read.
 *
 * fails  ERROR_DATA when there is no such batch, or it is undone already, with which there
 *        are; as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_UNDO_H
#define SAMSYN_IMPORT_UNDO_H

#include "engine/import/import.h"

/* One transaction. */
bool import_undo(const ImportSettings *settings, int64_t batch, Error *error);

#endif
