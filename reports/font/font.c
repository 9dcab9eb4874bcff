/* SPDX-License-Identifier: EUPL-1.2 */
/* A face is read once a run. What takes time with fonts is kerning: asking HarfBuzz for
 * every pair costs 11 ms a face, so the `kern` table is copied as it stands (one pass,
 * about 0.1 ms) and searched within the left glyph's few dozen pairs. */
#include "reports/font/font.h"

#include <math.h>
#include <string.h>
#include <hb-ot.h>
#include <hb.h>

#include "reports/font/face.h"
#include "reports/font/hyphens.h"

static const char *const usual_paths[FACE_COUNT] = {
    [FACE_REGULAR] = "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf",
    [FACE_BOLD] = "/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf",
};

typedef struct {
    const unsigned char *ptr;
    unsigned len;
} Table;

static void blob_release(void *blob)
{
    hb_blob_destroy(blob);
}

static void face_release(void *face)
{
    hb_face_destroy(face);
}

static void font_release(void *font)
{
    hb_font_destroy(font);
}

static Table table_of(Arena *arena, hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    arena_defer(arena, blob_release, blob);
    Table table;
    table.ptr = (const unsigned char *)hb_blob_get_data(blob, &table.len);
    return table;
}

/* Big-endian; 0 behind the table's end, as in a table that ends early. */
static uint16_t table_u16(Table table, unsigned offset)
{
    if (table.len < 2 || offset > table.len - 2)
        return 0;
    return (uint16_t)(table.ptr[offset] << 8 | table.ptr[offset + 1]);
}

static int thousandths(int value, unsigned units_per_em)
{
    return (int)lround(value * 1000.0 / units_per_em);
}

/* By left, then right glyph. The first subtable when it is horizontal pairs (format 0),
 * else no kerning. Its length field overflows in large fonts, so the count of pairs is what
 * holds. */
static void kernings_load(Arena *arena, hb_face_t *whole, const uint16_t *new_glyphs,
                          unsigned units_per_em, Face *face)
{
    enum { HEADER = 18, PAIR = 6 };
    Table table = table_of(arena, whole, HB_TAG('k', 'e', 'r', 'n'));
    uint32_t *starts = ARENA_ARRAY(arena, face->glyph_count + 1U, uint32_t);
    face->kerning_starts = starts;
    if (table.len < HEADER || table_u16(table, 0) != 0 || table_u16(table, 2) == 0 ||
        (table_u16(table, 8) & 0xFF07) != 1)
        return;
    unsigned count = table_u16(table, 10), held = (table.len - HEADER) / PAIR;
    if (count > held)
        count = held;
    Kerning *kernings = ARENA_ARRAY(arena, count, Kerning);
    unsigned whole_count = hb_face_get_glyph_count(whole), kept = 0, next = 0;
    uint32_t least = 0; /* a pair out of order could not be found */
    for (unsigned i = 0; i < count; i++) {
        unsigned at = HEADER + PAIR * i;
        unsigned left = table_u16(table, at), right = table_u16(table, at + 2);
        if (left >= whole_count || right >= whole_count || !new_glyphs[left] ||
            !new_glyphs[right])
            continue;
        uint32_t order = (uint32_t)new_glyphs[left] << 16 | new_glyphs[right];
        if (order <= least)
            continue;
        least = order;
        while (next <= new_glyphs[left])
            starts[next++] = kept;
        int move = (int16_t)table_u16(table, at + 4);
        kernings[kept++] =
            (Kerning){new_glyphs[right], (int16_t)thousandths(move, units_per_em)};
    }
    while (next <= face->glyph_count)
        starts[next++] = kept;
    face->kernings = kernings;
}

static void advances_load(Arena *arena, hb_face_t *cut, unsigned units_per_em, Face *face)
{
    hb_font_t *font = hb_font_create(cut);
    arena_defer(arena, font_release, font);
    uint16_t *advances = ARENA_ARRAY(arena, face->glyph_count, uint16_t);
    for (uint16_t glyph = 0; glyph < face->glyph_count; glyph++)
        advances[glyph] =
            (uint16_t)thousandths(hb_font_get_glyph_h_advance(font, glyph), units_per_em);
    face->advances = advances;
}

/* Few values, read where they stand in the tables. */
static void metrics_load(Arena *arena, hb_face_t *whole, unsigned em, Face *face)
{
    Table hhea = table_of(arena, whole, HB_TAG('h', 'h', 'e', 'a'));
    Table os2 = table_of(arena, whole, HB_TAG('O', 'S', '/', '2'));
    Table head = table_of(arena, whole, HB_TAG('h', 'e', 'a', 'd'));
    Table post = table_of(arena, whole, HB_TAG('p', 'o', 's', 't'));
    face->ascent = thousandths((int16_t)table_u16(hhea, 4), em);
    face->descent = thousandths((int16_t)table_u16(hhea, 6), em);
    face->x_height = thousandths((int16_t)table_u16(os2, 86), em);
    face->cap_height = thousandths((int16_t)table_u16(os2, 88), em);
    if (face->x_height == 0)
        face->x_height = 500;
    if (face->cap_height == 0)
        face->cap_height = 700;
    face->italic_angle = (int16_t)table_u16(post, 4);
    double weight = table_u16(os2, 4) / 65.0; /* the usual estimate from usWeightClass */
    face->stem_width = (int)lround(50 + weight * weight);
    for (unsigned i = 0; i < 4; i++)
        face->box[i] = thousandths((int16_t)table_u16(head, 36 + 2 * i), em);
}

static void name_load(Arena *arena, hb_face_t *whole, Face *face)
{
    char name[64];
    unsigned len = sizeof name;
    hb_ot_name_get_utf8(whole, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &len,
                        name);
    Text clean = text_open(arena);
    for (const char *p = name; p < name + len; p++)
        if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
            (*p >= 'a' && *p <= 'z') || *p == '-')
            text_add_byte(&clean, *p);
    if (!clean.len)
        text_add(&clean, STR("Font"));
    face->name = text_str(&clean);
}

static const Face *face_load(Arena *run, const char *path, Error *error)
{
    arena_memory_asked();
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    arena_memory_held();
    if (!blob) {
        error_set(error, ERROR_CONFIG,
                  "%s: the font cannot be read; install the Debian package fonts-open-sans",
                  path);
        return NULL;
    }
    arena_defer(run, blob_release, blob);
    hb_face_t *whole = hb_face_create(blob, 0);
    arena_defer(run, face_release, whole);
    Face *face = ARENA_NEW(run, Face);
    FaceCut cut = face_cut(run, whole);
    arena_memory_held();
    if (!cut.face || !cut.glyphs[FACE_REPLACEMENT] || !cut.glyphs[' ']) {
        error_set(error, ERROR_CONFIG,
                  "%s: not a TrueType font with letters; install the Debian package "
                  "fonts-open-sans",
                  path);
        return NULL;
    }
    unsigned units_per_em = hb_face_get_upem(whole);
    face->source = cut.face;
    face->whole = whole;
    face->glyphs = cut.glyphs;
    face->runes = cut.runes;
    face->glyph_count = cut.glyph_count;
    advances_load(run, cut.face, units_per_em, face);
    kernings_load(run, whole, cut.new_glyphs, units_per_em, face);
    metrics_load(run, whole, units_per_em, face);
    name_load(run, whole, face);
    arena_memory_held();
    return face;
}

const Fonts *fonts_load(Arena *run, const FontPaths *paths, Error *error)
{
    Fonts *fonts = ARENA_NEW(run, Fonts);
    fonts->hyphens = hyphens_open(run);
    for (int i = 0; i < FACE_COUNT; i++) {
        const char *path = paths && paths->paths[i] ? paths->paths[i] : usual_paths[i];
        fonts->paths[i] = path;
        fonts->faces[i] = face_load(run, path, error);
        if (!fonts->faces[i])
            return NULL;
    }
    return fonts;
}

uint16_t face_glyph(const Face *face, uint32_t rune)
{
    uint16_t glyph = rune < FACE_RUNES ? face->glyphs[rune] : 0;
    return glyph ? glyph : face->glyphs[FACE_REPLACEMENT];
}

int face_kerning(const Face *face, uint16_t left, uint16_t right)
{
    uint32_t low = face->kerning_starts[left], high = face->kerning_starts[left + 1];
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (face->kernings[middle].right < right)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < face->kerning_starts[left + 1] && face->kernings[low].right == right;
    return found ? face->kernings[low].move : 0;
}

double font_width(const Fonts *fonts, FaceId id, double size_pt, Str text)
{
    const Face *face = fonts->faces[id];
    int64_t width = 0;
    uint16_t left = 0;
    for (size_t offset = 0; offset < text.len;) {
        uint16_t glyph = face_glyph(face, utf8_next(text, &offset));
        width += face->advances[glyph] + (left ? face_kerning(face, left, glyph) : 0);
        left = glyph;
    }
    return (double)width * size_pt / 1000;
}

double font_ascent(const Fonts *fonts, FaceId face, double size_pt)
{
    return fonts->faces[face]->ascent * size_pt / 1000;
}

double font_descent(const Fonts *fonts, FaceId face, double size_pt)
{
    return -fonts->faces[face]->descent * size_pt / 1000;
}

double font_cap_height(const Fonts *fonts, FaceId face, double size_pt)
{
    return fonts->faces[face]->cap_height * size_pt / 1000;
}

double font_x_height(const Fonts *fonts, FaceId face, double size_pt)
{
    return fonts->faces[face]->x_height * size_pt / 1000;
}

bool font_covers(const Fonts *fonts, FaceId face, Str text, uint32_t *rune)
{
    for (size_t offset = 0; offset < text.len;) {
        uint32_t each = utf8_next(text, &offset);
        if (each >= FACE_RUNES || !fonts->faces[face]->glyphs[each]) {
            if (rune)
                *rune = each;
            return false;
        }
    }
    return true;
}
