/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/document/theme.h"

#include <math.h>

#include "engine/base/file.h"
#include "engine/base/yaml.h"

static const Str colour_names[COLOUR_COUNT] = {[COLOUR_PAPER] = {"paper", 5},
                                               [COLOUR_INK] = {"ink", 3},
                                               [COLOUR_MUTED] = {"muted", 5},
                                               [COLOUR_RULE] = {"rule", 4},
                                               [COLOUR_PANEL] = {"panel", 5},
                                               [COLOUR_ACCENT] = {"accent", 6},
                                               [COLOUR_ACCENT_LIGHT] = {"accent_light", 12},
                                               [COLOUR_ALERT] = {"alert", 5},
                                               [COLOUR_GOAL] = {"goal", 4},
                                               [COLOUR_GREY] = {"grey", 4}};

/* What a colour is used for, and so how clearly it must stand out. */
static const double text_contrast = 4.5, drawn_contrast = 3;
static const Colour texts[] = {COLOUR_INK, COLOUR_MUTED, COLOUR_ACCENT, COLOUR_ALERT,
                               COLOUR_GOAL};

Str colour_name(Colour colour)
{
    return colour_names[colour];
}

static double linear(uint8_t part)
{
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(Rgb colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

double colour_contrast(Rgb one, Rgb other)
{
    double a = luminance(one), b = luminance(other);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

typedef struct {
    Arena *arena;
    const char *path;
    Theme *theme;
    Error *error;
} Reader;

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    char lower = (char)(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool read_rgb(Str text, Rgb *colour)
{
    int parts[3];
    if (text.len != 7 || text.ptr[0] != '#')
        return false;
    for (size_t i = 0; i < 3; i++) {
        int high = hex_value(text.ptr[1 + 2 * i]), low = hex_value(text.ptr[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        parts[i] = 16 * high + low;
    }
    *colour = (Rgb){(uint8_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
    return true;
}

static bool read_colours(const Reader *reader, const YamlNode *map)
{
    if (!map)
        return true;
    if (!yaml_only(reader->path, map, colour_names, COLOUR_COUNT, reader->error))
        return false;
    for (size_t i = 0; i < COLOUR_COUNT; i++) {
        const YamlNode *node = yaml_find(map, colour_names[i].ptr);
        if (node && (node->kind != YAML_SCALAR ||
                     !read_rgb(node->text, &reader->theme->colours[i])))
            return error_set(reader->error, ERROR_CONFIG,
                             "%s:%d:%d: %.*s '%.*s' is no colour; write it as \"#0b4f91\"",
                             reader->path, node->line, node->column,
                             STR_PRINT(colour_names[i]), STR_PRINT(node->text));
    }
    return true;
}

/* A file of the folder that the theme stands in, or with a whole path. */
static void read_font(const Reader *reader, const char *folder, const YamlNode *map,
                      const char *key, const char **path)
{
    Str name = map ? yaml_text(map, key, STR("")) : STR("");
    if (!name.len)
        return;
    *path = str_zero(reader->arena, name);
    if (name.ptr[0] != '/')
        *path = file_join(reader->arena, folder, *path);
}

static bool read_page(const Reader *reader, const YamlNode *map)
{
    static const Str known[] = {{"header", 6}, {"footer", 6}, {"rules", 5}};
    Theme *theme = reader->theme;
    return !map || (yaml_only(reader->path, map, known, 3, reader->error) &&
                    yaml_bool(reader->path, map, "header", theme->header, &theme->header,
                              reader->error) &&
                    yaml_bool(reader->path, map, "footer", theme->footer, &theme->footer,
                              reader->error) &&
                    yaml_bool(reader->path, map, "rules", theme->rules, &theme->rules,
                              reader->error));
}

/* A colour that does not stand out is told where the theme says it, else where it says
 * nothing of it: at the colours. */
static bool stands_out(const Reader *reader, const YamlNode *colours, Colour colour,
                       Colour behind, double least)
{
    const Rgb *of = reader->theme->colours;
    double contrast = colour_contrast(of[colour], of[behind]);
    if (contrast >= least)
        return true;
    const YamlNode *at = colours ? yaml_find(colours, colour_names[colour].ptr) : NULL;
    if (!at && colours)
        at = yaml_find(colours, colour_names[behind].ptr);
    return error_set(reader->error, ERROR_CONFIG,
                     "%s:%d:%d: the colour %.*s stands out %.2f:1 from %.*s, and needs "
                     "%.1f:1 to be read by everyone; make it %s",
                     reader->path, at ? at->line : 1, at ? at->column : 1,
                     STR_PRINT(colour_names[colour]), contrast,
                     STR_PRINT(colour_names[behind]), least,
                     luminance(of[behind]) > 0.18 ? "darker" : "lighter");
}

static bool check_contrast(const Reader *reader, const YamlNode *colours)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!stands_out(reader, colours, texts[i], COLOUR_PAPER, text_contrast) ||
            !stands_out(reader, colours, texts[i], COLOUR_PANEL, text_contrast))
            return false;
    return stands_out(reader, colours, COLOUR_GREY, COLOUR_PAPER, drawn_contrast);
}

static bool read_file(const Reader *reader, const char *folder)
{
    static const Str known[] = {{"colours", 7}, {"fonts", 5}, {"page", 4}};
    static const Str faces[] = {{"regular", 7}, {"bold", 4}};
    const YamlNode *map = yaml_load(reader->arena, reader->path, reader->error);
    if (!map || !yaml_only(reader->path, map, known, 3, reader->error))
        return false;
    const YamlNode *colours = yaml_find(map, "colours"), *fonts = yaml_find(map, "fonts");
    if (!read_colours(reader, colours) ||
        (fonts && !yaml_only(reader->path, fonts, faces, 2, reader->error)) ||
        !read_page(reader, yaml_find(map, "page")))
        return false;
    read_font(reader, folder, fonts, "regular", &reader->theme->regular);
    read_font(reader, folder, fonts, "bold", &reader->theme->bold);
    return check_contrast(reader, colours);
}

const Theme *theme_load(Arena *arena, const char *share, const char *workspace,
                        Error *error)
{
    Theme *theme = ARENA_NEW(arena, Theme);
    *theme = (Theme){.header = true, .footer = true, .rules = true};
    Reader reader = {arena, file_join(arena, share, "theme.yaml"), theme, error};
    if (!read_file(&reader, share))
        return NULL;
    if (!workspace)
        return theme;
    const char *folder = file_join(arena, workspace, "templates");
    reader.path = file_join(arena, folder, "theme.yaml");
    return !file_exists(reader.path) || read_file(&reader, folder) ? theme : NULL;
}
