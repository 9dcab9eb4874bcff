/* SPDX-License-Identifier: EUPL-1.2 */
/* The body is written first: only then is known which letters the page shows, and they
 * stand in its head. */
#include "reports/render/html_inside.h"

#include "reports/font/face.h"

/* Of both faces as they are written; a page that shows more uses the reader's own. */
enum { LETTERS_MOST = 60 * 1024 };

static const char page_css[] = {
#include "reports/render/page.inc"
};

/* Nothing may be fetched or run, whatever a text should hold. */
static const char policy[] =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; font-src data:; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'\">\n";

Html html_open(Arena *arena, const Document *document, const Fonts *fonts,
               const Theme *theme)
{
    return (Html){.arena = arena,
                  .fonts = fonts,
                  .theme = theme,
                  .document = document,
                  .out = text_open(arena),
                  .shown = ARENA_ARRAY(arena, FACE_RUNES, uint8_t)};
}

static void base64(Text *out, Str bytes)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *from = (const unsigned char *)bytes.ptr;
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t held = bytes.len - i;
        unsigned group = (unsigned)from[i] << 16;
        group |= held > 1 ? (unsigned)from[i + 1] << 8 : 0;
        group |= held > 2 ? from[i + 2] : 0;
        const char four[] = {digits[group >> 18], digits[group >> 12 & 63],
                             held > 1 ? digits[group >> 6 & 63] : '=',
                             held > 2 ? digits[group & 63] : '='};
        text_add(out, (Str){four, sizeof four});
    }
}

static Str letters(const Html *html)
{
    static const int weights[] = {[FACE_REGULAR] = 400, [FACE_BOLD] = 600};
    Text out = text_open(html->arena);
    for (int i = 0; i < FACE_COUNT; i++) {
        Str face = face_web(html->arena, html->fonts->faces[i], html->shown);
        if (!face.len)
            return STR("");
        text_addf(&out,
                  "@font-face{font-family:Samsyn;font-weight:%d;"
                  "src:url(data:font/ttf;base64,",
                  weights[i]);
        base64(&out, face);
        text_add(&out, STR(")}\n"));
    }
    return out.len <= LETTERS_MOST ? text_str(&out) : STR("");
}

static void style_add(Html *page)
{
    Text *out = &page->out;
    text_add(out, STR("<style>\n"));
    text_add(out, letters(page));
    text_add(out, STR(":root{"));
    for (int i = 0; i < COLOUR_COUNT; i++) {
        const Rgb rgb = page->theme->colours[i];
        text_addf(out, "--%.*s:#%02x%02x%02x;", STR_PRINT(colour_name((Colour)i)), rgb.red,
                  rgb.green, rgb.blue);
    }
    text_add(out, STR("}\n"));
    text_add(out, (Str){page_css, sizeof page_css});
    text_add(out, STR("</style>\n"));
}

static void meta_add(Html *page, const char *name, Str content)
{
    if (!content.len)
        return;
    text_addf(&page->out, "<meta name=\"%s\"", name);
    html_attribute(page, "content", content);
    text_add(&page->out, STR(">\n"));
}

static void said(Html *page, Str before, Str text, Str after)
{
    if (!text.len)
        return;
    text_add(&page->out, before);
    html_text(page, text);
    text_add(&page->out, after);
}

/* What the theme leaves out of the pages' edges is left out here; the stamp never is. */
static void header_add(Html *page)
{
    const Document *document = page->document;
    Str header = page->theme->header ? document->header : STR("");
    said(page, STR("<a class=\"skip\" href=\"#main\">"), document->skip, STR("</a>\n"));
    if (!header.len && !document->stamp.len)
        return;
    text_add(&page->out, STR("<header>\n"));
    said(page, STR("<p>"), header, STR("</p>\n"));
    said(page, STR("<p class=\"stamp\">"), document->stamp, STR("</p>\n"));
    text_add(&page->out, STR("</header>\n"));
}

static Str body_of(Html *html)
{
    Text main = html->out;
    html->out = text_open(html->arena);
    header_add(html);
    text_add(&html->out, STR("<main id=\"main\" tabindex=\"-1\">\n"));
    text_add(&html->out, text_str(&main));
    text_add(&html->out, STR("</main>\n"));
    if (html->theme->footer)
        said(html, STR("<footer>\n<p>"), html->document->footer, STR("</p>\n</footer>\n"));
    return text_str(&html->out);
}

Str html_close(Html *html)
{
    const Document *document = html->document;
    Str body = body_of(html);
    Text *out = &html->out;
    *out = text_open(html->arena);
    text_add(out, STR("<!DOCTYPE html>\n<html"));
    html_attribute(html, "lang", document->language);
    text_add(out, STR(">\n<head>\n<meta charset=\"utf-8\">\n"));
    text_add(out, str_from(policy));
    text_add(out, STR("<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n"));
    said(html, STR("<title>"), document->title, STR("</title>\n"));
    meta_add(html, "author", document->author);
    meta_add(html, "description", document->subject);
    meta_add(html, "generator", document->producer);
    meta_add(html, "dcterms.modified", document->timestamp);
    style_add(html);
    text_add(out, STR("</head>\n<body>\n"));
    text_add(out, body);
    text_add(out, STR("</body>\n</html>\n"));
    return text_str(out);
}
