/* SPDX-License-Identifier: EUPL-1.2 */
/* Neighbours with the same tag share a mark: fewer marks, smaller files. */
#include "reports/render/paged.h"

#include "reports/charts/chart.h"

typedef struct {
    Canvas *canvas;
    bool open, artifact;
    ArtifactKind kind;
    uint32_t tag;
} Marker;

static void mark_end(Marker *marker)
{
    if (marker->open)
        marker->canvas->ops->unmark(marker->canvas);
    marker->open = false;
}

static void mark_begin(Marker *marker, const Placed *item)
{
    bool same =
        marker->open && marker->artifact == item->artifact &&
        (item->artifact ? marker->kind == item->artifact_kind : marker->tag == item->tag);
    if (same)
        return;
    mark_end(marker);
    if (item->artifact)
        marker->canvas->ops->artifact(marker->canvas, item->artifact_kind);
    else
        marker->canvas->ops->mark(marker->canvas, item->tag);
    *marker =
        (Marker){marker->canvas, true, item->artifact, item->artifact_kind, item->tag};
}

static void link_draw(Marker *marker, const Placed *item)
{
    const double box[] = {item->x, item->y, item->x + item->width, item->y + item->height};
    mark_end(marker);
    marker->canvas->ops->link(marker->canvas, item->tag, box, item->text, item->text);
}

static void rule_draw(Canvas *canvas, const Placed *item)
{
    canvas->ops->move(canvas, item->x, item->y);
    canvas->ops->line(canvas, item->x + item->width, item->y + item->height);
    canvas->ops->stroke(canvas, item->colour, item->size, 0);
}

static void figure_draw(Arena *arena, Canvas *canvas, const Placed *item)
{
    canvas->ops->push(canvas, item->x, item->y);
    if (item->kind == PLACED_CHART)
        chart_draw(arena, item->chart, canvas, item->width, item->height);
    else
        sparkline_draw(item->sparkline, canvas, item->width, item->height);
    canvas->ops->pop(canvas);
}

static void item_draw(Arena *arena, Marker *marker, const Placed *item)
{
    Canvas *canvas = marker->canvas;
    if (item->kind != PLACED_LINK)
        mark_begin(marker, item);
    switch (item->kind) {
    case PLACED_TEXT:
        canvas->ops->text(canvas, item->x, item->y, 0, item->face, item->size, item->colour,
                          item->text);
        break;
    case PLACED_RULE:
        rule_draw(canvas, item);
        break;
    case PLACED_PANEL:
        canvas->ops->rectangle(canvas, item->x, item->y, item->width, item->height);
        canvas->ops->fill(canvas, item->colour);
        break;
    case PLACED_SYMBOL:
        canvas_symbol(canvas, item->symbol, item->x, item->y, item->size, item->colour);
        break;
    case PLACED_CHART:
    case PLACED_SPARKLINE:
        figure_draw(arena, canvas, item);
        break;
    case PLACED_LINK:
        link_draw(marker, item);
        break;
    }
}

void pages_draw(Arena *arena, const Pages *pages, Canvas *canvas)
{
    size_t entry = 0;
    for (size_t p = 0; p < pages->count; p++) {
        const Page *page = &pages->pages[p];
        Marker marker = {.canvas = canvas};
        canvas->ops->page_begin(canvas, page->width, page->height);
        for (; entry < pages->outline_count && pages->outline[entry].page == p; entry++)
            canvas->ops->outline(canvas, pages->outline[entry].level,
                                 pages->outline[entry].y, pages->outline[entry].title);
        for (size_t i = 0; i < page->count; i++)
            item_draw(arena, &marker, &page->items[i]);
        mark_end(&marker);
        canvas->ops->page_end(canvas);
    }
}

/* What stands at a page's edges as the theme wants it; the stamp always does. */
static Document document_edged(const Document *document, const Theme *theme)
{
    Document edged = *document;
    if (!theme->header)
        edged.header = STR("");
    if (!theme->footer)
        edged.footer = STR("");
    edged.no_rules = !theme->rules;
    return edged;
}

bool document_pdf(Arena *arena, const Document *document, const Fonts *fonts,
                  const Theme *theme, Str *bytes, Error *error)
{
    Pages pages;
    Document edged = document_edged(document, theme);
    if (!pages_layout(arena, &edged, fonts, &pages, error))
        return false;
    const DocumentInfo info = {.title = document->title,
                               .author = document->author,
                               .subject = document->subject,
                               .language = document->language,
                               .timestamp = document->timestamp,
                               .producer = document->producer,
                               .data = document->data,
                               .data_name = document->data_name,
                               .data_said = document->data_said};
    Canvas *canvas = pdf_open(arena, fonts, theme, &pages.tree, &info, error);
    if (!canvas)
        return false;
    pages_draw(arena, &pages, canvas);
    return pdf_close(canvas, bytes, error);
}

bool document_png(Arena *arena, const Document *document, const Fonts *fonts,
                  const Theme *theme, double scale, size_t most, Str **pictures,
                  size_t *count, Error *error)
{
    Pages pages;
    Document edged = document_edged(document, theme);
    if (!pages_layout(arena, &edged, fonts, &pages, error))
        return false;
    if (most && pages.count > most)
        pages.count = most;
    Canvas *canvas = png_open(arena, fonts, theme, scale, error);
    if (!canvas)
        return false;
    pages_draw(arena, &pages, canvas);
    return png_close(canvas, pictures, count, error);
}
