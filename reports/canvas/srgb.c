/* SPDX-License-Identifier: EUPL-1.2 */
/* The colour profile that an archive file must carry: sRGB as an ICC version 4 profile of
 * 0.5 KB, with the tone curve as its formula instead of a table of 1 024 samples three
 * times over. Built here, so that no file has to be found, read and compressed for each
 * report. source  ICC.1:2004-10 (profile 4.2), IEC 61966-2-1 (primaries adapted to D50,
 * tone curve) */
#include "reports/canvas/pdf.h"

static void put_u32(Text *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        text_add_byte(out, (char)(value >> shift & 0xFF));
}

static void put_fixed(Text *out, double value)
{
    double scaled = value * 65536;
    put_u32(out, (uint32_t)(int32_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5));
}

static void put_name(Text *out, const char *name)
{
    text_add(out, (Str){name, 4});
}

/* Where each tag's value stands: kinds of value follow each other without gaps. */
enum {
    HEADER = 128,
    TAGS = 10,
    TABLE = 4 + 12 * TAGS,
    TEXT_SIZE = 40, /* six letters in UTF-16 */
    XYZ_SIZE = 20,
    CURVE_SIZE = 32,
    MATRIX_SIZE = 44,
    AT_TEXT = HEADER + TABLE,
    AT_WHITE = AT_TEXT + TEXT_SIZE,
    AT_RED = AT_WHITE + XYZ_SIZE,
    AT_GREEN = AT_RED + XYZ_SIZE,
    AT_BLUE = AT_GREEN + XYZ_SIZE,
    AT_CURVE = AT_BLUE + XYZ_SIZE,
    AT_MATRIX = AT_CURVE + CURVE_SIZE,
    PROFILE_SIZE = AT_MATRIX + MATRIX_SIZE
};

static const double white_d50[3] = {0.96420, 1.0, 0.82491};

static void put_header(Text *out)
{
    put_u32(out, PROFILE_SIZE);
    put_u32(out, 0);
    put_u32(out, 0x04200000); /* version 4.2 */
    put_name(out, "mntr");
    put_name(out, "RGB ");
    put_name(out, "XYZ ");
    put_u32(out,
            2018U << 16 | 1); /* a fixed date: year, month; day, hour; minute, second */
    put_u32(out, 1U << 16);
    put_u32(out, 0);
    put_name(out, "acsp");
    for (int i = 0; i < 7; i++) /* platform, flags, maker, model, attributes, intent */
        put_u32(out, 0);
    for (int i = 0; i < 3; i++)
        put_fixed(out, white_d50[i]);
    while (out->len < HEADER)
        text_add_byte(out, 0);
}

static void put_table(Text *out)
{
    static const struct {
        const char *name;
        uint32_t at, size;
    } tags[TAGS] = {
        {"desc", AT_TEXT, TEXT_SIZE},   {"cprt", AT_TEXT, TEXT_SIZE},
        {"wtpt", AT_WHITE, XYZ_SIZE},   {"rXYZ", AT_RED, XYZ_SIZE},
        {"gXYZ", AT_GREEN, XYZ_SIZE},   {"bXYZ", AT_BLUE, XYZ_SIZE},
        {"rTRC", AT_CURVE, CURVE_SIZE}, {"gTRC", AT_CURVE, CURVE_SIZE},
        {"bTRC", AT_CURVE, CURVE_SIZE}, {"chad", AT_MATRIX, MATRIX_SIZE},
    };
    put_u32(out, TAGS);
    for (int i = 0; i < TAGS; i++) {
        put_name(out, tags[i].name);
        put_u32(out, tags[i].at);
        put_u32(out, tags[i].size);
    }
}

static void put_xyz(Text *out, const double *value)
{
    put_name(out, "XYZ ");
    put_u32(out, 0);
    for (int i = 0; i < 3; i++)
        put_fixed(out, value[i]);
}

Str srgb_profile(Arena *arena)
{
    static const double primaries[3][3] = {{0.43607, 0.22249, 0.01392},
                                           {0.38515, 0.71687, 0.09708},
                                           {0.14307, 0.06061, 0.71410}};
    static const double curve[5] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    static const double from_d65[9] = {1.04788,  0.02292,  -0.05022, 0.02959, 0.99048,
                                       -0.01707, -0.00925, 0.01508,  0.75168};
    Text profile = text_open(arena), *out = &profile;
    put_header(out);
    put_table(out);
    put_name(out, "mluc"); /* one text, in English: "sRGB" and two spaces */
    put_u32(out, 0);
    put_u32(out, 1);
    put_u32(out, 12);
    put_name(out, "enUS");
    put_u32(out, 12);
    put_u32(out, 28);
    text_add(out, (Str){"\0s\0R\0G\0B\0 \0 ", 12});
    put_xyz(out, white_d50);
    for (int i = 0; i < 3; i++)
        put_xyz(out, primaries[i]);
    put_name(out, "para");
    put_u32(out, 0);
    put_u32(out, 3U << 16); /* (a x + b)^g from d on, c x below */
    for (int i = 0; i < 5; i++)
        put_fixed(out, curve[i]);
    put_name(out, "sf32");
    put_u32(out, 0);
    for (int i = 0; i < 9; i++)
        put_fixed(out, from_d65[i]);
    return text_str(out);
}
