/* md4c tells no lines, but its texts point into the source: from those come the places. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <md4c.h>

#include "reports/template/body.h"

typedef struct {
    Arena *arena;
    const Source *source;
    Elements *elements;
    Error *error;
    Str run, parsed; /* the run of the source, and its copy: what md4c points into */
    const char *at;  /* in the source: the last text seen, for a place */
    Element current;
    Piece *pieces;
    size_t piece_count, piece_capacity;
    Text text; /* of the last piece */
    Pieces *items;
    size_t item_count, item_capacity;
    bool lenient; /* of a comment: nothing is refused */
    bool in_block;
    int in_list;    /* how deep */
    unsigned start; /* of the list's numbers; 0: none */
    int bold, emphasis;
    bool plain_seen; /* something in the paragraph stands outside emphasis */
    Str link;
} Reader;

static int fail_here(Reader *reader, const char *what)
{
    if (reader->lenient)
        return 0;
    place_fail(reader->source, source_place(reader->source, reader->at), STR(""),
               (Known){NULL, 0}, reader->error,
               "%s cannot be shown in a report; use headings, paragraphs, lists and fenced "
               "blocks",
               what);
    return -1; /* md4c passes only negative ones on */
}

static void begin_text(Reader *reader)
{
    reader->pieces = NULL;
    reader->piece_count = reader->piece_capacity = 0;
    reader->plain_seen = false;
}

static Pieces end_text(Reader *reader)
{
    return (Pieces){reader->pieces, reader->piece_count};
}

static void end_item(Reader *reader)
{
    if (reader->piece_count) {
        reader->items = ARENA_GROW(reader->arena, reader->items, reader->item_count,
                                   &reader->item_capacity);
        reader->items[reader->item_count++] = end_text(reader);
    }
    begin_text(reader);
}

static void add_element(Reader *reader, Element element)
{
    Elements *elements = reader->elements;
    elements->items =
        ARENA_GROW(reader->arena, elements->items, elements->count, &elements->capacity);
    elements->items[elements->count++] = element;
}

/* Of a list in a list each item stands as if in the outer one: then numbers would lie. */
static int list_begin(Reader *reader, unsigned start)
{
    if (reader->in_list && fail_here(reader, "a list inside a list"))
        return -1;
    if (reader->in_list++) {
        end_item(reader); /* the items of both are one list */
        reader->start = 0;
        return 0;
    }
    reader->start = start;
    reader->items = NULL;
    reader->item_count = reader->item_capacity = 0;
    begin_text(reader);
    return 0;
}

/* Two paragraphs of one item are one text. */
static void words_apart(Reader *reader)
{
    Piece *last = reader->piece_count ? &reader->pieces[reader->piece_count - 1] : NULL;
    if (last)
        last->text = str_format(reader->arena, "%.*s ", STR_PRINT(last->text));
}

/* A comment's headings are only bold: they are not the report's. */
static void text_begin(Reader *reader, ElementKind kind, int level)
{
    bool heading = kind == ELEMENT_HEADING && !reader->lenient;
    reader->bold += kind == ELEMENT_HEADING && reader->lenient;
    if (reader->in_list) {
        words_apart(reader);
        return;
    }
    begin_text(reader);
    reader->current = (Element){.kind = heading ? ELEMENT_HEADING : ELEMENT_PARAGRAPH,
                                .level = heading ? level : 0};
    reader->in_block = true;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    Reader *reader = user;
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_LI:
        break;
    case MD_BLOCK_UL:
        return list_begin(reader, 0);
    case MD_BLOCK_OL: {
        unsigned start = ((MD_BLOCK_OL_DETAIL *)detail)->start;
        return list_begin(reader, start ? start : 1);
    }
    case MD_BLOCK_H:
        text_begin(reader, ELEMENT_HEADING, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_P:
        text_begin(reader, ELEMENT_PARAGRAPH, 0);
        break;
    case MD_BLOCK_QUOTE:
        return fail_here(reader, "a quotation");
    case MD_BLOCK_HR:
        return fail_here(reader, "a rule (---)");
    case MD_BLOCK_CODE:
        text_begin(reader, ELEMENT_PARAGRAPH, 0);
        return fail_here(reader, "a block of code");
    case MD_BLOCK_HTML:
        return fail_here(reader, "HTML");
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return fail_here(reader, "a table written by hand");
    }
    return 0;
}

static void text_end(Reader *reader)
{
    if (!reader->in_block)
        return;
    reader->current.pieces = end_text(reader);
    reader->current.style = reader->plain_seen ? PARAGRAPH_BODY : PARAGRAPH_NOTE;
    reader->in_block = false;
    if (reader->current.pieces.count)
        add_element(reader, reader->current);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)detail;
    Reader *reader = user;
    if (type == MD_BLOCK_LI) {
        end_item(reader);
    } else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        if (--reader->in_list == 0)
            add_element(reader, (Element){.kind = ELEMENT_LIST,
                                          .items = reader->items,
                                          .start = reader->start,
                                          .item_count = reader->item_count});
    } else if (type == MD_BLOCK_H || type == MD_BLOCK_P || type == MD_BLOCK_CODE) {
        reader->bold -= type == MD_BLOCK_H && reader->lenient;
        text_end(reader);
    }
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    Reader *reader = user;
    if (type == MD_SPAN_STRONG)
        reader->bold++;
    else if (type == MD_SPAN_EM)
        reader->emphasis++;
    else if (type == MD_SPAN_A) {
        const MD_ATTRIBUTE *href = &((MD_SPAN_A_DETAIL *)detail)->href;
        reader->link = str_copy(reader->arena, (Str){href->text, href->size});
    } else if (type == MD_SPAN_IMG)
        return fail_here(reader, "a picture");
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)detail;
    Reader *reader = user;
    if (type == MD_SPAN_STRONG)
        reader->bold--;
    else if (type == MD_SPAN_EM)
        reader->emphasis--;
    else if (type == MD_SPAN_A)
        reader->link = (Str){"", 0};
    return 0;
}

static Str entity_text(Str entity)
{
    static const struct {
        const char *entity, *text;
    } entities[] = {{"&nbsp;", "\xC2\xA0"}, {"&amp;", "&"},   {"&lt;", "<"},
                    {"&gt;", ">"},          {"&quot;", "\""}, {"&shy;", "\xC2\xAD"},
                    {"&ndash;", "–"},       {"&mdash;", "—"}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (str_equal(entity, str_from(entities[i].entity)))
            return str_from(entities[i].text);
    return entity;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    Reader *reader = user;
    Str parsed = reader->parsed, addition = {text, size};
    if (text >= parsed.ptr && text < parsed.ptr + reader->run.len)
        reader->at = reader->run.ptr + (text - parsed.ptr);
    if (reader->in_block && !reader->piece_count && reader->current.place.line == 0)
        reader->current.place = source_place(reader->source, reader->at);
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        addition = STR(" ");
    else if (type == MD_TEXT_ENTITY)
        addition = entity_text(addition);
    if (!reader->emphasis)
        reader->plain_seen = true;
    /* Texts that look the same are joined, so that a {{name}} is never cut in two. */
    Piece *last = reader->piece_count ? &reader->pieces[reader->piece_count - 1] : NULL;
    if (last && last->bold == (reader->bold > 0) && str_equal(last->link, reader->link)) {
        text_add(&reader->text, addition);
        last->text = text_str(&reader->text);
        return 0;
    }
    reader->pieces = ARENA_GROW(reader->arena, reader->pieces, reader->piece_count,
                                &reader->piece_capacity);
    reader->text = text_open(reader->arena);
    text_add(&reader->text, addition);
    reader->pieces[reader->piece_count++] =
        (Piece){text_str(&reader->text), reader->bold > 0, reader->link};
    return 0;
}

static bool parse(Arena *arena, const Source *source, Str run, bool lenient,
                  Elements *elements, Error *error)
{
    static const MD_PARSER callbacks = {
        .flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTML,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    /* md4c looks a byte past the end of a link that is not closed: its copy ends a line. */
    Reader reader = {.arena = arena,
                     .source = source,
                     .run = run,
                     .parsed = str_format(arena, "%.*s\n", STR_PRINT(run)),
                     .elements = elements,
                     .lenient = lenient,
                     .error = error,
                     .at = run.ptr,
                     .link = {"", 0}};
    int failed =
        md_parse(reader.parsed.ptr, (MD_SIZE)reader.parsed.len, &callbacks, &reader);
    if (failed && error->kind == ERROR_NONE)
        return error_set(error, ERROR_BUG, "%s: the Markdown could not be read",
                         source->path);
    return !failed;
}

bool markdown_parse(Arena *arena, const Source *source, Str run, Elements *elements,
                    Error *error)
{
    return parse(arena, source, run, false, elements, error);
}

bool markdown_parse_any(Arena *arena, const Source *source, Elements *elements,
                        Error *error)
{
    return parse(arena, source, source->text, true, elements, error);
}
