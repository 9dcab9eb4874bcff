/* SPDX-License-Identifier: EUPL-1.2 */
/* Two cuts: at start the characters that text can be made of, without hinting and layout
 * tables, so that ids are small and the second cut has little to read; and for each
 * document the glyphs it shows, about 0.05 ms. */
#include "reports/font/face.h"

#include <hb-subset.h>
#include <hb.h>

static void face_release(void *face)
{
    hb_face_destroy(face);
}

static void blob_release(void *blob)
{
    hb_blob_destroy(blob);
}

/* Control characters have glyphs in some fonts; they are nothing to show. */
static void runes_showable(hb_set_t *runes)
{
    hb_set_add_range(runes, 0x20, 0x7E);
    hb_set_add_range(runes, 0xA0, FACE_RUNES - 1);
}

static void tables_drop(hb_subset_input_t *input)
{
    static const hb_tag_t unused[] = {
        HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
        HB_TAG('k', 'e', 'r', 'n'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('c', 'm', 'a', 'p'),
        HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'), HB_TAG('O', 'S', '/', '2'),
        HB_TAG('g', 'a', 's', 'p'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'),
        HB_TAG('L', 'T', 'S', 'H'), HB_TAG('F', 'F', 'T', 'M'),
    };
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof unused / sizeof *unused; i++)
        hb_set_add(drop, unused[i]);
    /* Without layout features no ligature's glyph is drawn in. */
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
}

static hb_face_t *plan_execute(Arena *arena, hb_face_t *whole, hb_subset_input_t *input,
                               FaceCut *cut)
{
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(whole, input);
    if (!plan)
        return NULL;
    unsigned whole_count = hb_face_get_glyph_count(whole);
    uint16_t *new_glyphs = ARENA_ARRAY(arena, whole_count, uint16_t);
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    for (unsigned old = 0; old < whole_count; old++) {
        hb_codepoint_t now = hb_map_get(map, old);
        new_glyphs[old] = now == HB_MAP_VALUE_INVALID ? 0 : (uint16_t)now;
    }
    cut->new_glyphs = new_glyphs;
    hb_face_t *face = hb_subset_plan_execute_or_fail(plan);
    hb_subset_plan_destroy(plan);
    return face;
}

static void glyphs_map(Arena *arena, hb_face_t *whole, FaceCut *cut)
{
    uint16_t *glyphs = ARENA_ARRAY(arena, FACE_RUNES, uint16_t);
    uint16_t *runes = ARENA_ARRAY(arena, cut->glyph_count, uint16_t);
    hb_font_t *font = hb_font_create(whole);
    hb_set_t *showable = hb_set_create();
    runes_showable(showable);
    hb_set_t *covered = hb_set_create();
    hb_face_collect_unicodes(whole, covered);
    hb_set_intersect(covered, showable);
    hb_codepoint_t rune = HB_SET_VALUE_INVALID, old;
    while (hb_set_next(covered, &rune))
        if (hb_font_get_nominal_glyph(font, rune, &old)) {
            uint16_t glyph = cut->new_glyphs[old];
            glyphs[rune] = glyph;
            if (!runes[glyph])
                runes[glyph] = (uint16_t)rune;
        }
    hb_set_destroy(covered);
    hb_set_destroy(showable);
    hb_font_destroy(font);
    cut->glyphs = glyphs;
    cut->runes = runes;
}

FaceCut face_cut(Arena *arena, void *whole)
{
    FaceCut cut = {0};
    hb_blob_t *outlines = hb_face_reference_table(whole, HB_TAG('g', 'l', 'y', 'f'));
    bool true_type = hb_blob_get_length(outlines) > 0;
    hb_blob_destroy(outlines);
    hb_subset_input_t *input = true_type ? hb_subset_input_create_or_fail() : NULL;
    if (!input)
        return cut;
    runes_showable(hb_subset_input_unicode_set(input));
    tables_drop(input);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *face = plan_execute(arena, whole, input, &cut);
    hb_subset_input_destroy(input);
    if (!face)
        return cut;
    hb_face_make_immutable(face);
    arena_defer(arena, face_release, face);
    cut.face = face;
    cut.glyph_count = (uint16_t)hb_face_get_glyph_count(face);
    glyphs_map(arena, whole, &cut);
    return cut;
}

static Str face_file(Arena *arena, hb_face_t *face)
{
    unsigned len;
    hb_blob_t *blob = hb_face_reference_blob(face);
    arena_defer(arena, blob_release, blob);
    const char *bytes = hb_blob_get_data(blob, &len);
    return (Str){bytes, len};
}

Str face_subset(Arena *arena, const Face *face, const uint8_t *used)
{
    arena_memory_asked();
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        arena_out_of_memory();
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (uint16_t glyph = 0; glyph < face->glyph_count; glyph++)
        if (used[glyph])
            hb_set_add(glyphs, glyph);
    hb_subset_input_set_flags(input,
                              HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS);
    hb_face_t *exact = hb_subset_or_fail(face->source, input);
    hb_subset_input_destroy(input);
    if (!exact) /* what could be cut at start can be cut again */
        arena_out_of_memory();
    Str bytes = face_file(arena, exact);
    hb_face_destroy(exact);
    arena_memory_held();
    return bytes;
}

Str face_bytes(Arena *arena, const Face *face)
{
    return face_file(arena, face->source);
}

Str face_web(Arena *arena, const Face *face, const uint8_t *shown)
{
    arena_memory_asked();
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        arena_out_of_memory();
    hb_set_t *runes = hb_subset_input_unicode_set(input);
    for (hb_codepoint_t rune = 0; rune < FACE_RUNES; rune++)
        if (shown[rune] && face->glyphs[rune])
            hb_set_add(runes, rune);
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(features);
    hb_set_add(features, HB_TAG('k', 'e', 'r', 'n'));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *cut = hb_subset_or_fail(face->whole, input);
    hb_subset_input_destroy(input);
    if (!cut)
        arena_out_of_memory();
    Str bytes = face_file(arena, cut);
    hb_face_destroy(cut);
    arena_memory_held();
    return bytes;
}

Str face_to_unicode(Arena *arena, const Face *face, const uint8_t *used)
{
    enum { AT_ONCE = 100 }; /* the most lines a bfchar block may have */
    unsigned left = 0, in_block = 0;
    for (uint16_t glyph = 1; glyph < face->glyph_count; glyph++)
        left += used[glyph] && face->runes[glyph];
    Text map = text_open(arena);
    text_add(&map, STR("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                       "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> "
                       "def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                       "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"));
    for (uint16_t glyph = 1; glyph < face->glyph_count; glyph++) {
        if (!used[glyph] || !face->runes[glyph])
            continue;
        if (in_block == 0) {
            in_block = left < AT_ONCE ? left : AT_ONCE;
            text_addf(&map, "%u beginbfchar\n", in_block);
        }
        text_addf(&map, "<%04X> <%04X>\n", glyph, face->runes[glyph]);
        left--;
        if (--in_block == 0)
            text_add(&map, STR("endbfchar\n"));
    }
    text_add(&map,
             STR("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
    return text_str(&map);
}

Str face_widths(Arena *arena, const Face *face, const uint8_t *used)
{
    Text widths = text_open(arena);
    for (uint16_t glyph = 0; glyph < face->glyph_count; glyph++) {
        if (!used[glyph])
            continue;
        bool goes_on = glyph > 0 && used[glyph - 1];
        bool ends = glyph + 1 == face->glyph_count || !used[glyph + 1];
        if (!goes_on)
            text_addf(&widths, "%u[", glyph);
        text_addf(&widths, goes_on ? " %u" : "%u", face->advances[glyph]);
        if (ends)
            text_add_byte(&widths, ']');
    }
    return text_str(&widths);
}
