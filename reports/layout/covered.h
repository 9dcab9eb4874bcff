/* covered.h: has the typeface every character of a document? What it has not stands as a
 * replacement sign on paper; on a screen the reader's own letters help. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_COVERED_H
#define SAMSYN_LAYOUT_COVERED_H

#include "reports/document/block.h"
#include "reports/font/font.h"

/* The first character that has no letter in the typeface; 0: all have. Charts are not
 * looked at: their words come from the settings, as those of tables do. */
uint32_t document_uncovered(const Document *document, const Fonts *fonts);

#endif
