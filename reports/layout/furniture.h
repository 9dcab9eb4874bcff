/* furniture.h: header, stamp, footer and page number. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_FURNITURE_H
#define SAMSYN_LAYOUT_FURNITURE_H

#include "reports/layout/strip.h"

enum { FURNITURE_MOST = 6 };

/* `page` from 0. Returns how many items. */
size_t furniture_place(const Layout *layout, const Document *document, size_t page,
                       size_t pages, Placed out[FURNITURE_MOST]);

#endif
