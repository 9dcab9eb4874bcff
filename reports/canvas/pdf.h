/* pdf.h: the inside of the PDF backend, shared by its files.
 *
 * pdf.c       pages, marks, links, outline; beginning and end
 * pdf_draw.c  what is drawn becomes a page's content stream
 * pdf_tags.c  what is marked becomes the structure tree
 * pdf_parts.c fonts, metadata, colour profile, catalog
 * pdf_save.c  libharu's objects become the bytes of a file
 *
 * libharu 2.3.0 is used as an object model: it numbers and links objects, pages, outlines
 * and annotations. Bodies of objects, content and the file's form are written here, because
 * its own text, Unicode, archive and saving functions give files that are not accessible,
 * not archival, not reproducible or twice as large.
 *
 * owns   the arena given to pdf_open; libharu's document is freed with it
 * fails  libharu's error handler sets Pdf.failure; a NULL object is then written as null
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CANVAS_PDF_H
#define SAMSYN_CANVAS_PDF_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_pages.h>

#include "reports/canvas/canvas.h"
#include "reports/font/face.h"

#if HPDF_MAJOR_VERSION != 2 || HPDF_MINOR_VERSION != 3
#error "the insides of libharu's structs are used: only 2.3 was tried"
#endif

typedef enum { KID_TAG, KID_MARK, KID_LINK } KidKind;

typedef struct Kid {
    struct Kid *next;
    KidKind kind;
    uint32_t number; /* the tag, or the mark's id on its page */
    HPDF_Dict page, annotation;
} Kid;

typedef struct {
    HPDF_Dict object;
    Kid *first, *last;
    uint32_t next_sibling; /* by the tree; 0: none */
    uint32_t next_child;   /* the first that is not yet among the kids; 0: none */
    bool linked;
} Element;

typedef struct {
    HPDF_Dict page;
    uint32_t *marks; /* by mark id: its tag */
    size_t mark_count, mark_capacity;
} PdfPage;

/* By key of the parent tree: a page, or (page NULL) the annotation of a tag. */
typedef struct {
    const PdfPage *page;
    uint32_t tag;
} ParentEntry;

typedef struct {
    double x, y;
} Origin;

/* The graphics state that the content stream has set; see state_forget(). */
typedef struct {
    bool fill_known, stroke_known, font_known;
    Colour fill, stroke;
    double width, dash, size_pt;
    FaceId face;
} PdfState;

enum { OUTLINE_LEVELS = 6 };

typedef struct {
    Canvas canvas;
    Arena *arena;
    DocumentInfo info;
    Error failure;
    HPDF_Doc document;
    void *compressor; /* libdeflate's */

    PdfPage *page; /* the current one, NULL between pages */
    size_t page_count;
    Text content, path, scratch;
    PdfState state;
    Origin origin, *origins; /* where pushes moved it */
    size_t origin_count, origin_capacity;
    bool marked;               /* inside a mark or an artifact */
    size_t mark_end;           /* where content stood after the last mark's end */
    uint32_t mark_tag;         /* whose it was */
    HPDF_Dict resources;       /* one for all pages */
    uint8_t *used[FACE_COUNT]; /* by glyph */
    HPDF_Outline outlines[OUTLINE_LEVELS + 1];

    TagTree tree;
    Element *elements;
    ParentEntry *parents;
    size_t parent_count, parent_capacity;
} Pdf;

static inline Pdf *pdf_of(Canvas *canvas)
{
    return canvas->backend;
}

/* pdf_draw.c: operations of the canvas */
void pdf_move(Canvas *canvas, double x, double y);
void pdf_line(Canvas *canvas, double x, double y);
void pdf_curve(Canvas *canvas, double x1, double y1, double x2, double y2, double x,
               double y);
void pdf_rectangle(Canvas *canvas, double x, double y, double width, double height);
void pdf_close_path(Canvas *canvas);
void pdf_fill(Canvas *canvas, Colour colour);
void pdf_stroke(Canvas *canvas, Colour colour, double width, double dash);
void pdf_text(Canvas *canvas, double x, double y, double angle, FaceId face, double size_pt,
              Colour colour, Str text);
void pdf_push(Canvas *canvas, double x, double y);
void pdf_pop(Canvas *canvas);

/* pdf_tags.c */
bool tags_open(Pdf *pdf);
const char *tags_role(const Pdf *pdf, uint32_t tag);
uint32_t tags_page(Pdf *pdf, const PdfPage *page); /* its key in the parent tree */
uint32_t tags_mark(Pdf *pdf, uint32_t tag);        /* the new mark's id */
bool tags_mark_goes_on(const Pdf *pdf, uint32_t tag);
uint32_t tags_link(Pdf *pdf, uint32_t tag, HPDF_Dict annotation); /* its key */
HPDF_Dict tags_close(Pdf *pdf); /* the structure tree's root */

/* pdf_parts.c */
bool parts_info_check(Pdf *pdf);
void parts_close(Pdf *pdf, HPDF_Dict structure);

/* pdf_save.c */
void pdf_integer(Text *out, int64_t value);
void pdf_number(Text *out, double value, int decimals);
void pdf_reference(Text *out, const void *object);
void pdf_string(Text *out, Str text); /* a text string with its parentheses */
Str pdf_string_bytes(Arena *arena, Str text);
HPDF_Dict pdf_dict(Pdf *pdf);                      /* a new object, NULL after a failure */
void pdf_body(Pdf *pdf, HPDF_Dict dict, Str body); /* copies it */
Str pdf_deflate(Pdf *pdf, Str content);
HPDF_Dict pdf_stream(Pdf *pdf, Str content, Str body);
Str pdf_assemble(Pdf *pdf);

/* srgb.c: an ICC profile of the sRGB colour space. */
Str srgb_profile(Arena *arena);

#endif
