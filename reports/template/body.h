/* body.h: a loaded template: its elements and fences, all names known to be right.
 *
 * Template Markdown, in short: headings, paragraphs, lists, **bold**, [links](...), and
 *   {{name}}            a value of the report (inline.c), or a word: {{w.key}}
 *   the paragraph right after the first heading is the lead
 *   *a paragraph wholly in emphasis*   is a note
 *   ```kind ... ```     a fenced block, YAML options inside
 *   ::: columns / ::: next / ::: end   two columns side by side
 *   ::: page            a new page
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_BODY_H
#define SAMSYN_TEMPLATE_BODY_H

#include "engine/base/yaml.h"
#include "reports/template/place.h"
#include "reports/template/report.h"

typedef struct FenceKind FenceKind;

typedef struct {
    const FenceKind *kind;
    Place place; /* of the opening ``` */
    const YamlNode *options;
    const Str *indicators; /* of `indicator` or `indicators`, in order */
    size_t indicator_count;
} Fence;

/* Running text as it stands in the template, names not filled. */
typedef struct {
    Str text;
    bool bold;
    Str link;
} Piece;

typedef struct {
    const Piece *pieces;
    size_t count;
} Pieces;

typedef enum {
    ELEMENT_HEADING,
    ELEMENT_PARAGRAPH,
    ELEMENT_LIST,
    ELEMENT_FENCE,
    ELEMENT_COLUMNS,
    ELEMENT_PAGE_BREAK
} ElementKind;

typedef struct Element Element;
typedef struct {
    Element *items;
    size_t count, capacity;
} Elements;

struct Element {
    ElementKind kind;
    int level; /* of a heading */
    Place place;
    ParagraphStyle style;
    Pieces pieces;       /* heading, paragraph */
    const Pieces *items; /* list */
    size_t item_count;
    unsigned start; /* of a numbered list; 0: bullets */
    const Fence *fence;
    Elements left, right;
};

typedef struct TemplateBody {
    Elements elements;
    const int
        *quiet_months; /* months in which less happens, as a rule: never scolded for */
    size_t quiet_count;
} TemplateBody;

/* The settings of a head. */
extern const Str head_names[];
extern const size_t head_name_count;

/* The built-in inline names ({{unit}}); words are {{w.key}}. */
extern const Str inline_names[];
extern const size_t inline_name_count;

/* What a template is checked against, read once. */
typedef struct {
    Arena *arena;
    const Source *source;
    Facts *facts;
    const Wording *wording[2]; /* by Language: a template speaks both */
    const Str *indicators;     /* ids, and parts as "id:part" */
    size_t indicator_count;
    const Str *groups; /* "all" first */
    size_t group_count;
    int history; /* of the head: how many periods are shown when a fence says nothing */
} Names;

bool names_read(Arena *arena, const Source *source, Facts *facts,
                const Wording *const wording[2], Names *names, Error *error);
/* Every {{name}} of the source from the byte offset on. */
bool inline_check(const Names *names, size_t from, Error *error);

/* One run of Markdown without fences and directives, which begins at `run.ptr`, inside the
 * source. md4c is only known here. */
bool markdown_parse(Arena *arena, const Source *source, Str run, Elements *elements,
                    Error *error);
/* A text from outside: what a report cannot show as it is becomes paragraphs and lists. */
bool markdown_parse_any(Arena *arena, const Source *source, Elements *elements,
                        Error *error);
/* The whole template below its head. */
bool body_parse(const Names *names, Str body, TemplateBody *result, Error *error);
/* A fence's YAML; `opening` is its first line, "```chart". */
const Fence *fence_parse(const Names *names, Place place, Str opening, Str yaml,
                         Error *error);

#endif
