/* canvas.h: one small drawing vocabulary, and the tags of what is drawn.
 *
 * unit   pt; the origin is the page's lower left corner, y grows upwards
 * shape  a page is drawn inside page_begin/page_end; everything drawn stands inside a mark
 *        (content of one tag) or inside an artifact; marks and artifacts do not nest
 * owns   texts and the tag tree must live until close; the canvas copies nothing else
 * fails  a backend takes the Error when opened, goes quiet after the first failure and
 * tells it at close
 *
 * The tag tree is a value that layout makes; a mark only names a tag by its index. Reading
 * order is the order of the tree, not of drawing. A tag may be marked many times, on many
 * pages: a paragraph or table that spans pages stays one element.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CANVAS_CANVAS_H
#define SAMSYN_CANVAS_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "reports/document/symbol.h"
#include "reports/document/theme.h"
#include "reports/font/font.h"

typedef enum {
    ROLE_DOCUMENT,
    ROLE_SECTION, /* Sect */
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_P,
    ROLE_L,
    ROLE_LI,
    ROLE_LABEL, /* Lbl */
    ROLE_LBODY,
    ROLE_TABLE,
    ROLE_CAPTION,
    ROLE_TR,
    ROLE_TH_COLUMN, /* TH, Scope Column */
    ROLE_TH_ROW,    /* TH, Scope Row */
    ROLE_TD,
    ROLE_FIGURE, /* alt and bounding box are required */
    ROLE_LINK,
    ROLE_SPAN
} Role;

const char *role_name(Role role); /* as PDF names it: "H1", "TH" */

typedef struct {
    Role role;
    uint32_t parent; /* index; the root (index 0, ROLE_DOCUMENT) is its own parent */
    Str alt;         /* /Alt; empty: none */
    Str actual_text; /* /ActualText; empty: none */
    Str language;    /* "sv-SE", "en-GB"; empty: as its parent */
    Str summary;     /* a table's; empty: none */
    bool numbered;   /* a list's labels are numbers */
    double box[4];   /* a figure's x0 y0 x1 y1 on its page */
} Tag;

/* Parents come before children, siblings in reading order. */
typedef struct {
    const Tag *tags;
    size_t count;
} TagTree;

typedef enum {
    ARTIFACT_HEADER,
    ARTIFACT_FOOTER,
    ARTIFACT_LAYOUT, /* rules, backgrounds, repeated table headings, symbols beside their
                        word */
    ARTIFACT_NONE
} ArtifactKind;

typedef struct Canvas Canvas;

typedef struct {
    void (*page_begin)(Canvas *, double width, double height);
    void (*page_end)(Canvas *);
    void (*move)(Canvas *, double x, double y);
    void (*line)(Canvas *, double x, double y);
    void (*curve)(Canvas *, double x1, double y1, double x2, double y2, double x, double y);
    void (*rectangle)(Canvas *, double x, double y, double width, double height);
    void (*close)(Canvas *); /* the path, not the canvas */
    void (*fill)(Canvas *, Colour);
    /* dash 0: unbroken. Corners are joined round. */
    void (*stroke)(Canvas *, Colour, double width, double dash);
    /* x, y: left end of the base line. angle in degrees, counter-clockwise. */
    void (*text)(Canvas *, double x, double y, double angle, FaceId, double size_pt, Colour,
                 Str text);
    void (*push)(Canvas *, double x, double y); /* moves the origin there, until pop */
    void (*pop)(Canvas *);
    void (*mark)(Canvas *, uint32_t tag);
    void (*artifact)(Canvas *, ArtifactKind);
    void (*unmark)(Canvas *); /* ends a mark or an artifact */
    /* An area of the current page that leads to `uri`; `tag` is a ROLE_LINK; `contents`
     * says where it leads. */
    void (*link)(Canvas *, uint32_t tag, const double box[4], Str uri, Str contents);
    void (*outline)(Canvas *, int level, double y, Str title); /* a bookmark; level 1.. */
} CanvasOps;

struct Canvas {
    const CanvasOps *ops;
    const Fonts *fonts;
    const Theme *theme; /* NULL where colours are only named */
    void *backend;
};

/* What a document says of itself. */
typedef struct {
    Str title, author, subject;
    Str language;  /* "sv-SE" */
    Str timestamp; /* "2018-05-03T00:00:00Z": of the data, never of the clock */
    Str producer;  /* "Samsyn 0.1" */
    /* A CSV file that goes along inside, its name and what it is; empty: none. */
    Str data, data_name, data_said;
} DocumentInfo;

/* A circle and the status symbols, for every backend. */
void canvas_circle(Canvas *canvas, double x, double y, double radius); /* path only */
/* Centred on (x, y), `size` wide; filled or stroked in the colour. */
void canvas_symbol(Canvas *canvas, Symbol symbol, double x, double y, double size, Colour);

/* trace.h-like backend: every call as a line of text, numbers with two decimals. */
Canvas *trace_open(Arena *arena, const Fonts *fonts, const TagTree *tree, Text *out);

/* Each page becomes an <svg> element for an HTML page, of the classes named. It shows what
 * `label` says; with no label it is hidden from readers who listen, since its words stand
 * beside it. `shown` (FACE_RUNES long, see font/face.h) remembers the characters. */
Canvas *svg_open(Arena *arena, const Fonts *fonts, const Theme *theme, Str classes,
                 Str label, uint8_t *shown, Text *out);

/* PNG pictures, one a page, with so many pixels a pt. */
Canvas *png_open(Arena *arena, const Fonts *fonts, const Theme *theme, double scale,
                 Error *error);
bool png_close(Canvas *canvas, Str **pictures, size_t *count, Error *error);

/* PDF/A-2a and PDF/UA-1; with data along, PDF/A-3a. pdf_close returns the finished file's
 * bytes. */
Canvas *pdf_open(Arena *arena, const Fonts *fonts, const Theme *theme, const TagTree *tree,
                 const DocumentInfo *info, Error *error);
bool pdf_close(Canvas *canvas, Str *bytes, Error *error);

#endif
