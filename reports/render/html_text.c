/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/render/html_inside.h"

#include "reports/canvas/markup.h"

void html_text(Html *html, Str text)
{
    markup_text(&html->out, text, html->shown);
}

void html_attribute(Html *html, const char *name, Str value)
{
    if (!value.len)
        return;
    text_addf(&html->out, " %s=\"", name);
    html_text(html, value);
    text_add_byte(&html->out, '"');
}

const char *html_tone(Tone tone)
{
    switch (tone) {
    case TONE_INK:
        return "";
    case TONE_MUTED:
        return "muted";
    case TONE_ALERT:
        return "alert";
    case TONE_GOAL:
        return "goal";
    case TONE_ACCENT:
        return "accent";
    }
    return "";
}

/* An address that leads somewhere and runs nothing. */
static bool leads(Str link)
{
    return str_starts(link, STR("https://")) || str_starts(link, STR("http://")) ||
           str_starts(link, STR("mailto:"));
}

/* The outermost element bears the language. */
static void span_html(Html *html, const Span *span)
{
    Text *out = &html->out;
    bool link = leads(span->link), toned = span->tone != TONE_INK;
    bool plain = !link && !span->bold && (toned || span->language.len);
    Str language = span->language;
    if (link) {
        text_add(out, STR("<a"));
        html_attribute(html, "href", span->link);
        html_attribute(html, "lang", language);
        text_add_byte(out, '>');
        language = STR("");
    }
    if (span->bold || plain) {
        text_add(out, span->bold ? STR("<strong") : STR("<span"));
        if (!link)
            html_attribute(html, "class", str_from(html_tone(span->tone)));
        html_attribute(html, "lang", language);
        text_add_byte(out, '>');
    }
    html_text(html, span->text);
    if (span->bold || plain)
        text_add(out, span->bold ? STR("</strong>") : STR("</span>"));
    if (link)
        text_add(out, STR("</a>"));
}

static void line_html(Html *html, const Span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (spans[i].text.len)
            span_html(html, &spans[i]);
}

static bool says(Line line)
{
    for (size_t i = 0; i < line.count; i++)
        if (str_trim(line.spans[i].text).len)
            return true;
    return false;
}

void html_heading(Html *html, int level, Str text)
{
    if (level > html->heading_level + 1)
        level = html->heading_level + 1; /* none is skipped */
    if (level < 1)
        level = 1;
    if (level > 3)
        level = 3;
    html->heading_level = level;
    text_addf(&html->out, "<h%d id=\"h%u\">", level, ++html->headings);
    html_text(html, text);
    text_addf(&html->out, "</h%d>\n", level);
}

void html_paragraph(Html *html, ParagraphStyle style, Line line)
{
    static const char *const classes[] = {
        [PARAGRAPH_BODY] = "",
        [PARAGRAPH_LEAD] = " class=\"lead\"",
        [PARAGRAPH_NOTE] = " class=\"note\"",
    };
    if (!says(line))
        return;
    text_addf(&html->out, "<p%s>", classes[style]);
    line_html(html, line.spans, line.count);
    text_add(&html->out, STR("</p>\n"));
}

/* A term is the leading bold spans. */
static size_t term_spans(Line line)
{
    size_t bold = 0;
    while (bold < line.count && line.spans[bold].bold)
        bold++;
    return bold;
}

static bool all_have_terms(const ListItem *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (says(items[i].line) && !term_spans(items[i].line))
            return false;
    return true;
}

static void term_html(Html *html, const ListItem *item)
{
    Line line = item->line;
    size_t bold = term_spans(line);
    text_add(&html->out, STR("<div><dt>"));
    html_symbol(html, item->symbol, item->tone);
    for (size_t i = 0; i < bold; i++) {
        Span plain = line.spans[i];
        plain.bold = false; /* terms look so by themselves */
        line_html(html, &plain, 1);
    }
    text_add(&html->out, STR("</dt> <dd>"));
    line_html(html, line.spans + bold, line.count - bold);
    text_add(&html->out, STR("</dd></div>\n"));
}

static void item_html(Html *html, const ListItem *item)
{
    text_add(&html->out, STR("<li>"));
    html_symbol(html, item->symbol, item->tone);
    line_html(html, item->line.spans, item->line.count);
    text_add(&html->out, STR("</li>\n"));
}

/* A list without bullets is none to some readers unless its role says so. */
static void list_open(Html *html, const Block *block)
{
    bool signs = false;
    for (size_t i = 0; i < block->list.count; i++)
        signs = signs || block->list.items[i].symbol != SYMBOL_NONE;
    ListStyle style = block->list.style;
    if (style == LIST_NUMBERED && block->list.start != 1)
        text_addf(&html->out, "<ol start=\"%u\">\n", block->list.start);
    else if (style == LIST_NUMBERED)
        text_add(&html->out, STR("<ol>\n"));
    else
        text_add(&html->out, style == LIST_HIGHLIGHTS
                                 ? STR("<ul class=\"highlights\" role=\"list\">\n")
                             : signs ? STR("<ul class=\"signs\" role=\"list\">\n")
                                     : STR("<ul>\n"));
}

void html_list(Html *html, const Block *block)
{
    ListStyle style = block->list.style;
    const ListItem *items = block->list.items;
    bool terms = style == LIST_TERMS && all_have_terms(items, block->list.count);
    bool any = false;
    for (size_t i = 0; i < block->list.count; i++) {
        if (!says(items[i].line))
            continue;
        if (!any && terms)
            text_add(&html->out, STR("<dl>\n"));
        else if (!any)
            list_open(html, block);
        any = true;
        if (terms)
            term_html(html, &items[i]);
        else
            item_html(html, &items[i]);
    }
    if (any)
        text_add(&html->out, terms                    ? STR("</dl>\n")
                             : style == LIST_NUMBERED ? STR("</ol>\n")
                                                      : STR("</ul>\n"));
}
