/* A template is cut in lines first: fences and ::: directives are ours, what stands between
 * them is Markdown. So each fence knows its line, and md4c never sees one. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/body.h"

typedef struct {
    const Names *names;
    Str rest;       /* not yet read */
    const char *at; /* where the line just read begins */
    Str line;
    Error *error;
} Cutter;

static bool next_line(Cutter *cutter)
{
    if (!cutter->rest.len)
        return false;
    cutter->at = cutter->rest.ptr;
    const char *end = cutter->rest.ptr + cutter->rest.len;
    if (!str_cut(cutter->rest, '\n', &cutter->line, &cutter->rest))
        cutter->rest = (Str){end, 0}; /* the end is a place in the source too */
    return true;
}

static bool fail_at_line(Cutter *cutter, const char *reason)
{
    const Source *source = cutter->names->source;
    return place_fail(source, source_place(source, cutter->at), STR(""), (Known){NULL, 0},
                      cutter->error, "%s", reason);
}

static void add_element(Cutter *cutter, Elements *elements, Element element)
{
    elements->items = ARENA_GROW(cutter->names->arena, elements->items, elements->count,
                                 &elements->capacity);
    elements->items[elements->count++] = element;
}

static bool read_fence(Cutter *cutter, Elements *elements)
{
    const Source *source = cutter->names->source;
    Place place = source_place(source, cutter->at);
    Str opening = cutter->line;
    const char *opened = cutter->at, *from = cutter->rest.ptr;
    while (next_line(cutter)) {
        if (!str_equal(str_trim(cutter->line), STR("```")))
            continue;
        Str yaml = {from, (size_t)(cutter->at - from)};
        const Fence *fence =
            fence_parse(cutter->names, place, opening, yaml, cutter->error);
        if (!fence)
            return false;
        add_element(cutter, elements,
                    (Element){.kind = ELEMENT_FENCE, .place = place, .fence = fence});
        return true;
    }
    cutter->at = opened;
    return fail_at_line(cutter, "this fence is never closed; end it with ```");
}

typedef enum { ENDS_FILE, ENDS_LEFT, ENDS_RIGHT } Ends;

static bool read_elements(Cutter *cutter, Ends ends, Elements *elements);

static bool read_columns(Cutter *cutter, Ends ends, Elements *elements)
{
    if (ends != ENDS_FILE)
        return fail_at_line(cutter, "columns cannot stand inside columns");
    Element element = {.kind = ELEMENT_COLUMNS,
                       .place = source_place(cutter->names->source, cutter->at)};
    if (!read_elements(cutter, ENDS_LEFT, &element.left) ||
        !read_elements(cutter, ENDS_RIGHT, &element.right))
        return false;
    add_element(cutter, elements, element);
    return true;
}

static bool read_directive(Cutter *cutter, Ends ends, Elements *elements, bool *ended)
{
    static const Str words[] = {{"columns", 7}, {"next", 4}, {"end", 3}, {"page", 4}};
    Str word = str_trim(str_slice(cutter->line, 3, cutter->line.len));
    if (str_equal(word, words[0]))
        return read_columns(cutter, ends, elements);
    if (str_equal(word, words[3])) {
        if (ends != ENDS_FILE)
            return fail_at_line(cutter, "a new page cannot begin inside columns");
        add_element(cutter, elements, (Element){.kind = ELEMENT_PAGE_BREAK});
        return true;
    }
    *ended = true;
    if (str_equal(word, words[1]))
        return ends == ENDS_LEFT ||
               fail_at_line(cutter,
                            "'::: next' stands between '::: columns' and '::: end'");
    if (str_equal(word, words[2]))
        return ends == ENDS_RIGHT ||
               fail_at_line(cutter, "'::: end' closes '::: columns' after '::: next'");
    const Source *source = cutter->names->source;
    Place place = source_place(source, word.len ? word.ptr : cutter->at);
    return place_fail(source, place, word, (Known){words, 4}, cutter->error,
                      "unknown directive '%.*s'", STR_PRINT(word));
}

static bool flush_markdown(Cutter *cutter, const char *from, const char *to,
                           Elements *elements)
{
    Str run = {from, (size_t)(to - from)};
    return !str_trim(run).len || markdown_parse(cutter->names->arena, cutter->names->source,
                                                run, elements, cutter->error);
}

static bool read_elements(Cutter *cutter, Ends ends, Elements *elements)
{
    const char *from = cutter->rest.ptr;
    bool ended = false;
    while (!ended && next_line(cutter)) {
        bool fence = str_starts(cutter->line, STR("```"));
        if (!fence && !str_starts(cutter->line, STR(":::")))
            continue;
        if (!flush_markdown(cutter, from, cutter->at, elements))
            return false;
        if (!(fence ? read_fence(cutter, elements)
                    : read_directive(cutter, ends, elements, &ended)))
            return false;
        from = cutter->rest.ptr;
    }
    if (ended)
        return true;
    if (ends != ENDS_FILE)
        return fail_at_line(cutter, "columns are never closed; end them with '::: end'");
    return flush_markdown(cutter, from, cutter->rest.ptr, elements);
}

static bool fail_heading(const Names *names, const Element *element, const char *reason,
                         Error *error)
{
    return place_fail(names->source, element->place, STR(""), (Known){NULL, 0}, error, "%s",
                      reason);
}

/* One H1 first, and no level skipped: a reader who listens finds the way by them. */
static bool check_headings(const Names *names, const Elements *elements, int *level,
                           Error *error)
{
    for (size_t i = 0; i < elements->count; i++) {
        const Element *element = &elements->items[i];
        if (element->kind == ELEMENT_COLUMNS &&
            (!check_headings(names, &element->left, level, error) ||
             !check_headings(names, &element->right, level, error)))
            return false;
        if (element->kind != ELEMENT_HEADING)
            continue;
        if (element->level > 3)
            return fail_heading(names, element, "headings have at most three levels",
                                error);
        if (*level == 0 && element->level != 1)
            return fail_heading(names, element, "the first heading is '# ...'", error);
        if (*level > 0 && element->level == 1)
            return fail_heading(names, element, "only one heading is '# ...'", error);
        if (element->level > *level + 1)
            return fail_heading(names, element, "a level of headings is skipped", error);
        *level = element->level;
    }
    return true;
}

bool body_parse(const Names *names, Str body, TemplateBody *result, Error *error)
{
    Cutter cutter = {.names = names, .rest = body, .at = body.ptr, .error = error};
    Elements *elements = &result->elements;
    if (!read_elements(&cutter, ENDS_FILE, elements))
        return false;
    int level = 0;
    if (!check_headings(names, elements, &level, error))
        return false;
    if (level == 0)
        return error_set(error, ERROR_CONFIG, "%s: a report begins with a heading '# ...'",
                         names->source->path);
    for (size_t i = 0; i + 1 < elements->count; i++)
        if (elements->items[i].kind == ELEMENT_HEADING && elements->items[i].level == 1 &&
            elements->items[i + 1].kind == ELEMENT_PARAGRAPH)
            elements->items[i + 1].style = PARAGRAPH_LEAD;
    return true;
}
