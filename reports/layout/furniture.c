/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands at the edges of every page: artifacts, said to nobody twice. */
#include "reports/layout/furniture.h"

#include "reports/document/theme.h"

static const double size = 8, header_y = PAGE_HEIGHT_PT - 36,
                    header_rule_y = PAGE_HEIGHT_PT - 42.5, footer_rule_y = 37,
                    footer_y = 25;

/* The text, or as much of its beginning as fits, with an ellipsis. */
static Str text_fitted(Arena *arena, const Fonts *fonts, FaceId face, Str text,
                       double width)
{
    if (font_width(fonts, face, size, text) <= width)
        return text;
    double room = width - font_width(fonts, face, size, STR("…"));
    size_t fits = 0;
    for (size_t offset = 0; offset < text.len;) {
        utf8_next(text, &offset);
        if (font_width(fonts, face, size, str_slice(text, 0, offset)) > room)
            break;
        fits = offset;
    }
    return str_format(arena, "%.*s…", STR_PRINT(str_trim(str_slice(text, 0, fits))));
}

static Placed edge_text(const Layout *layout, ArtifactKind kind, FaceId face, double y,
                        Colour colour, Str text)
{
    return (Placed){.kind = PLACED_TEXT,
                    .artifact = true,
                    .artifact_kind = kind,
                    .x = PAGE_MARGIN_PT,
                    .y = y,
                    .width = font_width(layout->fonts, face, size, text),
                    .size = size,
                    .face = face,
                    .colour = colour,
                    .text = text};
}

static Placed edge_rule(ArtifactKind kind, double y)
{
    return (Placed){.kind = PLACED_RULE,
                    .artifact = true,
                    .artifact_kind = kind,
                    .x = PAGE_MARGIN_PT,
                    .y = y,
                    .width = PAGE_WIDTH_PT - 2 * PAGE_MARGIN_PT,
                    .size = 0.5,
                    .colour = COLOUR_RULE};
}

/* Left and right text on one line. The right one is never shortened for the left one's
 * sake: a stamp says who may read the page. */
static size_t edge_place(const Layout *layout, ArtifactKind kind, double y, Str left,
                         FaceId right_face, Colour right_colour, Str right, Placed *out)
{
    const double whole = PAGE_WIDTH_PT - 2 * PAGE_MARGIN_PT, apart = 16;
    size_t count = 0;
    double room = whole;
    Placed end = {0};
    if (right.len) {
        right = text_fitted(layout->arena, layout->fonts, right_face, right, whole);
        end = edge_text(layout, kind, right_face, y, right_colour, right);
        end.x = PAGE_MARGIN_PT + whole - end.width;
        room -= end.width + apart;
    }
    if (left.len && room > 20) {
        left = text_fitted(layout->arena, layout->fonts, FACE_REGULAR, left, room);
        out[count++] = edge_text(layout, kind, FACE_REGULAR, y, COLOUR_MUTED, left);
    }
    if (right.len)
        out[count++] = end;
    return count;
}

static void text_replace(Text *out, Str text, Str name, size_t value)
{
    for (size_t i = 0; i < text.len; i++) {
        if (str_starts(str_slice(text, i, text.len), name)) {
            text_addf(out, "%zu", value);
            i += name.len - 1;
        } else {
            text_add_byte(out, text.ptr[i]);
        }
    }
}

static Str page_number(Arena *arena, Str pattern, size_t page, size_t pages)
{
    Text once = text_open(arena), twice = text_open(arena);
    text_replace(&once, pattern, STR("{page}"), page);
    text_replace(&twice, text_str(&once), STR("{pages}"), pages);
    return text_str(&twice);
}

size_t furniture_place(const Layout *layout, const Document *document, size_t page,
                       size_t pages, Placed out[FURNITURE_MOST])
{
    size_t count = edge_place(layout, ARTIFACT_HEADER, header_y, document->header,
                              FACE_BOLD, COLOUR_ALERT, document->stamp, out);
    if (!document->no_rules)
        out[count++] = edge_rule(ARTIFACT_HEADER, header_rule_y);
    Str number = page_number(layout->arena, document->page_of, page + 1, pages);
    count += edge_place(layout, ARTIFACT_FOOTER, footer_y, document->footer, FACE_REGULAR,
                        COLOUR_MUTED, number, out + count);
    if (!document->no_rules)
        out[count++] = edge_rule(ARTIFACT_FOOTER, footer_rule_y);
    return count;
}
