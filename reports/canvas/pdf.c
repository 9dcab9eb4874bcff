/* SPDX-License-Identifier: EUPL-1.2 */
/* Pages, marks, links and outlines of the PDF backend, and its beginning and end. */
#include "reports/canvas/pdf.h"

#include <assert.h>
#include <math.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>

static bool failed(const Pdf *pdf)
{
    return pdf->failure.kind != ERROR_NONE;
}

/* Wherever the content stream loses what was set: at a page's start. */
static void state_forget(Pdf *pdf)
{
    pdf->state = (PdfState){0};
}

static void pdf_page_begin(Canvas *canvas, double width, double height)
{
    Pdf *pdf = pdf_of(canvas);
    assert(!pdf->page);
    PdfPage *page = ARENA_NEW(pdf->arena, PdfPage);
    pdf->page = page;
    pdf->content.len = pdf->path.len = 0;
    pdf->mark_end = 0;
    state_forget(pdf);
    text_add(&pdf->content, STR("1 j\n")); /* a line's sharp corner grows no spike */
    if (failed(pdf))
        return;
    page->page = HPDF_AddPage(pdf->document);
    if (!page->page)
        return;
    pdf->page_count++;
    HPDF_Page_SetWidth(page->page, (HPDF_REAL)width);
    HPDF_Page_SetHeight(page->page, (HPDF_REAL)height);
    HPDF_Dict_Add(page->page, "Resources", pdf->resources);
    HPDF_Dict_AddNumber(page->page, "StructParents", (HPDF_INT32)tags_page(pdf, page));
    HPDF_Dict_AddName(page->page, "Tabs", "S");
}

static void pdf_page_end(Canvas *canvas)
{
    Pdf *pdf = pdf_of(canvas);
    assert(pdf->page && !pdf->marked && !pdf->origin_count && !pdf->path.len);
    HPDF_Page page = pdf->page->page;
    pdf->page = NULL;
    if (failed(pdf) || !page)
        return;
    HPDF_PageAttr attributes = page->attr;
    Str packed = pdf_deflate(pdf, text_str(&pdf->content));
    HPDF_Stream_Write(attributes->stream, (const HPDF_BYTE *)packed.ptr,
                      (HPDF_UINT)packed.len);
    attributes->contents->filter = HPDF_STREAM_FILTER_NONE; /* it is packed already */
    pdf_body(pdf, attributes->contents, STR("/Filter/FlateDecode"));
}

static const char mark_end[] = "EMC\n";

static void pdf_mark(Canvas *canvas, uint32_t tag)
{
    Pdf *pdf = pdf_of(canvas);
    assert(pdf->page && !pdf->marked && !pdf->path.len);
    pdf->marked = true;
    bool follows = pdf->mark_end == pdf->content.len && pdf->mark_tag == tag;
    pdf->mark_tag = tag;
    if (failed(pdf))
        return;
    if (follows && tags_mark_goes_on(pdf, tag)) { /* the next line of a paragraph */
        pdf->content.len -= sizeof mark_end - 1;
        return;
    }
    Text *out = &pdf->content;
    text_add_byte(out, '/');
    text_add(out, str_from(tags_role(pdf, tag)));
    text_add(out, STR("<</MCID "));
    pdf_integer(out, tags_mark(pdf, tag));
    text_add(out, STR(">>BDC\n"));
}

static void pdf_artifact(Canvas *canvas, ArtifactKind kind)
{
    static const char *const properties[] = {
        [ARTIFACT_HEADER] = "/Type/Pagination/Subtype/Header/Attached[/Top]",
        [ARTIFACT_FOOTER] = "/Type/Pagination/Subtype/Footer/Attached[/Bottom]",
        [ARTIFACT_LAYOUT] = "/Type/Layout",
        [ARTIFACT_NONE] = "",
    };
    Pdf *pdf = pdf_of(canvas);
    assert(pdf->page && !pdf->marked && !pdf->path.len);
    pdf->marked = true;
    pdf->mark_tag = UINT32_MAX;
    text_add(&pdf->content, STR("/Artifact<<"));
    text_add(&pdf->content, str_from(properties[kind]));
    text_add(&pdf->content, STR(">>BDC\n"));
}

static void pdf_unmark(Canvas *canvas)
{
    Pdf *pdf = pdf_of(canvas);
    assert(pdf->marked && !pdf->path.len);
    pdf->marked = false;
    text_add(&pdf->content, str_from(mark_end));
    pdf->mark_end = pdf->content.len;
}

/* Only what may stand in a URI; the rest as %XX of its UTF-8. */
static const char *uri_escape(Arena *arena, Str uri)
{
    Text escaped = text_open(arena);
    for (size_t i = 0; i < uri.len; i++) {
        unsigned char byte = (unsigned char)uri.ptr[i];
        if (byte <= 0x20 || byte >= 0x7F || byte == '"' || byte == '<' || byte == '>')
            text_addf(&escaped, "%%%02X", byte);
        else
            text_add_byte(&escaped, (char)byte);
    }
    return escaped.ptr;
}

static void pdf_link(Canvas *canvas, uint32_t tag, const double box[4], Str uri,
                     Str contents)
{
    Pdf *pdf = pdf_of(canvas);
    if (failed(pdf) || !pdf->page->page)
        return;
    const Origin o = pdf->origin;
    const HPDF_Rect area = {(HPDF_REAL)(o.x + box[0]), (HPDF_REAL)(o.y + box[1]),
                            (HPDF_REAL)(o.x + box[2]), (HPDF_REAL)(o.y + box[3])};
    HPDF_Annotation annotation =
        HPDF_Page_CreateURILinkAnnot(pdf->page->page, area, uri_escape(pdf->arena, uri));
    if (!annotation)
        return;
    Text *out = &pdf->scratch;
    out->len = 0;
    text_add(out, STR("/F 4/Border[0 0 0]/StructParent "));
    pdf_integer(out, tags_link(pdf, tag, annotation));
    text_add(out, STR("/Contents"));
    pdf_string(out, contents);
    pdf_body(pdf, annotation, text_str(out));
}

static void pdf_outline(Canvas *canvas, int level, double y, Str title)
{
    Pdf *pdf = pdf_of(canvas);
    if (failed(pdf) || !pdf->page->page)
        return;
    assert(level >= 1 && level <= OUTLINE_LEVELS);
    HPDF_Outline above = NULL; /* the nearest of a higher level */
    for (int i = level - 1; i > 0 && !above; i--)
        above = pdf->outlines[i];
    HPDF_MMgr memory = pdf->document->mmgr;
    HPDF_Outline outline = HPDF_CreateOutline(pdf->document, above, "", NULL);
    HPDF_Array place = HPDF_Array_New(memory);
    if (!outline || !place)
        return;
    Str bytes = pdf_string_bytes(pdf->arena, title);
    HPDF_Dict_Add(outline, "Title",
                  HPDF_Binary_New(memory, (HPDF_BYTE *)bytes.ptr, (HPDF_UINT)bytes.len));
    /* libharu's own destinations refuse zoom 0: leave it as it is. */
    HPDF_Array_Add(place, pdf->page->page);
    HPDF_Array_AddName(place, "XYZ");
    HPDF_Array_AddNumber(place, 0);
    HPDF_Array_AddNumber(place, (HPDF_INT32)ceil(pdf->origin.y + y));
    HPDF_Array_AddNumber(place, 0);
    HPDF_Dict_Add(outline, "Dest", place);
    pdf->outlines[level] = outline;
    for (int i = level + 1; i <= OUTLINE_LEVELS; i++)
        pdf->outlines[i] = NULL;
}

static const CanvasOps pdf_ops = {
    .page_begin = pdf_page_begin,
    .page_end = pdf_page_end,
    .move = pdf_move,
    .line = pdf_line,
    .curve = pdf_curve,
    .rectangle = pdf_rectangle,
    .close = pdf_close_path,
    .fill = pdf_fill,
    .stroke = pdf_stroke,
    .text = pdf_text,
    .push = pdf_push,
    .pop = pdf_pop,
    .mark = pdf_mark,
    .artifact = pdf_artifact,
    .unmark = pdf_unmark,
    .link = pdf_link,
    .outline = pdf_outline,
};

static void document_failed(HPDF_STATUS status, HPDF_STATUS detail, void *pdf)
{
    error_set(&((Pdf *)pdf)->failure, ERROR_BUG, "libharu failed with 0x%04lX (%lu)",
              (unsigned long)status, (unsigned long)detail);
}

static void document_release(void *document)
{
    HPDF_Free(document);
}

static void compressor_release(void *compressor)
{
    libdeflate_free_compressor(compressor);
}

/* As the arenas do: nothing half-made is published when memory ends. */
static void *allocate(HPDF_UINT size)
{
    void *memory = malloc(size);
    if (!memory) {
        fputs("samsyn: out of memory\n", stderr);
        exit(71);
    }
    return memory;
}

static bool document_open(Pdf *pdf)
{
    enum { LEVEL = 6 }; /* beyond it files hardly shrink, and time doubles */
    pdf->compressor = libdeflate_alloc_compressor(LEVEL);
    pdf->document = HPDF_NewEx(document_failed, allocate, free, 0, pdf);
    if (pdf->compressor)
        arena_defer(pdf->arena, compressor_release, pdf->compressor);
    if (pdf->document)
        arena_defer(pdf->arena, document_release, pdf->document);
    if (!pdf->compressor || !pdf->document)
        return error_set(&pdf->failure, ERROR_BUG, "libharu or libdeflate did not start");
    pdf->resources = pdf_dict(pdf);
    return !failed(pdf);
}

Canvas *pdf_open(Arena *arena, const Fonts *fonts, const Theme *theme, const TagTree *tree,
                 const DocumentInfo *info, Error *error)
{
    Pdf *pdf = ARENA_NEW(arena, Pdf);
    pdf->canvas = (Canvas){&pdf_ops, fonts, theme, pdf};
    pdf->arena = arena;
    pdf->info = *info;
    pdf->tree = *tree;
    pdf->content = text_open(arena);
    pdf->path = text_open(arena);
    pdf->scratch = text_open(arena);
    if (!parts_info_check(pdf) || !tags_open(pdf) || !document_open(pdf)) {
        error_set(error, pdf->failure.kind, "%s", pdf->failure.message);
        return NULL;
    }
    return &pdf->canvas;
}

bool pdf_close(Canvas *canvas, Str *bytes, Error *error)
{
    Pdf *pdf = pdf_of(canvas);
    assert(!pdf->page);
    if (!failed(pdf) && !pdf->page_count)
        error_set(&pdf->failure, ERROR_BUG, "a PDF without pages");
    Str file = {"", 0};
    if (!failed(pdf)) {
        if (pdf->document->outlines)
            HPDF_SetPageMode(pdf->document, HPDF_PAGE_MODE_USE_OUTLINE);
        parts_close(pdf, tags_close(pdf));
        file = pdf_assemble(pdf);
    }
    if (failed(pdf))
        return error_set(error, pdf->failure.kind, "%s", pdf->failure.message);
    *bytes = file;
    return true;
}
