/* font.h: the faces of a run, and the only text measurement in the program.
 *
 * unit   widths in pt; glyph advances and kerning in 1/1000 em, rounded as `hmtx`
 * owns   faces are loaded once a run into its arena and only read after that (also by
 *        several processes); a document's exact subset lives in the report's arena
 * fails  ERROR_CONFIG when a face is missing or unusable: names the file and the package
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FONT_FONT_H
#define SAMSYN_FONT_FONT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

typedef enum { FACE_REGULAR, FACE_BOLD, FACE_COUNT } FaceId;

typedef struct Face Face;

typedef struct {
    const Face *faces[FACE_COUNT];
    const char *paths[FACE_COUNT]; /* their files */
    struct Hyphens *hyphens;
} Fonts;

/* The files of the two faces; NULL means the usual Open Sans of Debian (Regular, Semibold).
 */
typedef struct {
    const char *paths[FACE_COUNT];
} FontPaths;

const Fonts *fonts_load(Arena *run, const FontPaths *paths, Error *error);

double font_width(const Fonts *fonts, FaceId face, double size_pt, Str text);
double font_ascent(const Fonts *fonts, FaceId face, double size_pt);
double font_descent(const Fonts *fonts, FaceId face,
                    double size_pt); /* positive, downwards */
double font_cap_height(const Fonts *fonts, FaceId face, double size_pt);
double font_x_height(const Fonts *fonts, FaceId face, double size_pt);
/* Has the face a glyph for every character? If not, *rune is the first without. */
bool font_covers(const Fonts *fonts, FaceId face, Str text, uint32_t *rune);

#endif
