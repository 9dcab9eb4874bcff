/* paged.h: laid-out pages drawn on any canvas. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_RENDER_PAGED_H
#define SAMSYN_RENDER_PAGED_H

#include "reports/layout/pages.h"

void pages_draw(Arena *arena, const Pages *pages, Canvas *canvas);
/* A finished PDF of a document. */
bool document_pdf(Arena *arena, const Document *document, const Fonts *fonts,
                  const Theme *theme, Str *bytes, Error *error);
/* Its first pages, at most so many (0: all), as PNG with so many pixels a pt. */
bool document_png(Arena *arena, const Document *document, const Fonts *fonts,
                  const Theme *theme, double scale, size_t most, Str **pictures,
                  size_t *count, Error *error);

#endif
