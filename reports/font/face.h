/* face.h: the inside of a face, for font.c, subset.c and the canvas backends that place
 * glyphs themselves.
 *
 * shape  glyph ids are those of the start-up subset; 0 is .notdef and never used for text
 * unit   1/1000 em, each value rounded by itself as in `hmtx`
 * owns   the run's arena, HarfBuzz's face included; nothing is written after loading
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FONT_FACE_H
#define SAMSYN_FONT_FACE_H

#include "reports/font/font.h"

enum {
    FACE_RUNES = 0x2600,   /* characters from here on have no glyph */
    FACE_REPLACEMENT = '?' /* stands for a character without a glyph */
};

typedef struct {
    uint16_t right;
    int16_t move;
} Kerning;

struct Face {
    Str name; /* the PostScript name */
    int ascent, descent, cap_height, x_height, italic_angle, stem_width;
    int box[4];
    uint16_t glyph_count;
    const uint16_t *glyphs;   /* FACE_RUNES of them, by character; 0: none */
    const uint16_t *runes;    /* by glyph: the first character that shows it, 0: none */
    const uint16_t *advances; /* by glyph */
    const uint32_t
        *kerning_starts;     /* by left glyph: its part of kernings; one more at the end */
    const Kerning *kernings; /* by left, then right glyph */
    void *source;            /* HarfBuzz's face, what an exact subset is cut from */
    void *whole;             /* HarfBuzz's face of the file */
};

/* Never 0: a character without a glyph is shown as FACE_REPLACEMENT. */
uint16_t face_glyph(const Face *face, uint32_t rune);
/* How the right glyph moves towards (negative) or from the left one. */
int face_kerning(const Face *face, uint16_t left, uint16_t right);

/* A TrueType file with the glyphs in `used` (glyph_count long) and no others, under the
 * same ids. The empty text when the face cannot be cut. */
Str face_subset(Arena *arena, const Face *face, const uint8_t *used);
/* The start-up subset itself: what glyph ids mean. */
Str face_bytes(Arena *arena, const Face *face);
/* A TrueType file that a browser takes, kerning included, with the characters in `shown`
 * (FACE_RUNES long) that the face has. The empty text when it cannot be cut. */
Str face_web(Arena *arena, const Face *face, const uint8_t *shown);
/* CMap of the glyphs in `used`, from glyph id to character. */
Str face_to_unicode(Arena *arena, const Face *face, const uint8_t *used);
/* The same glyphs' widths as the inside of a /W array. */
Str face_widths(Arena *arena, const Face *face, const uint8_t *used);

/* The start-up cut, from subset.c to font.c. */
typedef struct {
    void *face; /* HarfBuzz's; NULL: this font cannot be cut */
    uint16_t glyph_count;
    const uint16_t *glyphs, *runes; /* as in Face */
    const uint16_t *new_glyphs;     /* by glyph id of the whole font; 0: cut away */
} FaceCut;
FaceCut face_cut(Arena *arena, void *whole);

#endif
