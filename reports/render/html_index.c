/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/render/html_inside.h"

/* Only plain names lead anywhere: a file beside the page. */
static void entry_html(Html *html, const IndexEntry *entry)
{
    Text *out = &html->out;
    text_add(out, STR("<li>"));
    if (entry->thumbnail.len) {
        text_add(out, STR("<img alt=\"\" loading=\"lazy\""));
        html_attribute(html, "src", entry->thumbnail);
        text_add_byte(out, '>');
    }
    text_addf(out, "<div><h3 id=\"h%u\"", ++html->headings);
    html_attribute(html, "lang", entry->language);
    text_add_byte(out, '>');
    html_text(html, entry->title);
    text_addf(out, "</h3>\n<ul class=\"formats\" role=\"list\" aria-labelledby=\"h%u\">\n",
              html->headings);
    for (size_t i = 0; i < entry->link_count; i++) {
        const IndexLink *link = &entry->links[i];
        text_add(out, STR("<li><a"));
        html_attribute(html, "href", link->file);
        text_add_byte(out, '>');
        html_text(html, link->words);
        text_add(out, STR("<span class=\"vh\">: "));
        html_text(html, entry->title);
        text_add(out, STR("</span></a></li>\n"));
    }
    text_add(out, STR("</ul></div></li>\n"));
}

Str index_html(Arena *arena, const Index *index, const Fonts *fonts, const Theme *theme)
{
    Html html = html_open(arena, &index->page, fonts, theme);
    html_blocks(&html, index->page.blocks, index->page.count);
    html_heading(&html, 2, index->heading);
    if (index->count) {
        text_add(&html.out, STR("<ul class=\"reports\" role=\"list\">\n"));
        for (size_t i = 0; i < index->count; i++)
            entry_html(&html, &index->entries[i]);
        text_add(&html.out, STR("</ul>\n"));
    } else {
        Span none = {.text = index->none};
        html_paragraph(&html, PARAGRAPH_BODY, (Line){&none, 1});
    }
    return html_close(&html);
}
