/* Fences meet facts: the elements of a template become the blocks of a document. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

const FenceKind *const fence_kinds[FENCE_KIND_COUNT] = {
    &fence_keyfigures,  &fence_table,    &fence_chart,          &fence_sentence,
    &fence_definitions, &fence_quality,  &fence_numbers,        &fence_activities,
    &fence_matrix,      &fence_comments, &fence_reconciliation, &fence_revisions,
};

void blocks_add(Arena *arena, Blocks *blocks, Block block)
{
    blocks->items = ARENA_GROW(arena, blocks->items, blocks->count, &blocks->capacity);
    blocks->items[blocks->count++] = block;
}

void build_add(Build *build, Block block)
{
    blocks_add(build->arena, build->blocks, block);
}

void build_heading(Build *build, int level, Str text)
{
    build_add(build, (Block){.kind = BLOCK_HEADING, .heading = {level, text}});
}

int build_level_below(const Build *build)
{
    int level = 1;
    for (size_t i = 0; i < build->blocks->count; i++)
        if (build->blocks->items[i].kind == BLOCK_HEADING)
            level = build->blocks->items[i].heading.level;
    return level < 3 ? level + 1 : 3;
}

Str build_own_language(const Build *build)
{
    static const Str locales[] = {
        [LANGUAGE_SV] = {"sv-SE", 5}, [LANGUAGE_EN] = {"en-GB", 5}};
    return build->about.language == build->wording->language
               ? STR("")
               : locales[build->about.language];
}

Line line_of(Arena *arena, Str text)
{
    Span *span = ARENA_NEW(arena, Span);
    *span = (Span){.text = text, .tone = TONE_INK};
    return (Line){span, 1};
}

Line line_with_lead(Arena *arena, Str lead, Str text)
{
    Span *spans = ARENA_ARRAY(arena, 2, Span);
    spans[0] = (Span){.text = lead, .bold = true, .tone = TONE_INK};
    spans[1] =
        (Span){.text = str_format(arena, " %.*s", STR_PRINT(text)), .tone = TONE_INK};
    return (Line){spans, text.len ? 2 : 1};
}

static Tone tone_of(ParagraphStyle style)
{
    return style == PARAGRAPH_BODY ? TONE_INK : TONE_MUTED;
}

void build_paragraph(Build *build, ParagraphStyle style, Str text)
{
    Line line = line_of(build->arena, text);
    ((Span *)line.spans)->tone = tone_of(style);
    build_add(build, (Block){.kind = BLOCK_PARAGRAPH,
                             .paragraph = {.style = style, .line = line}});
}

static Line line_of_pieces(const Build *build, const Pieces *pieces, Tone tone)
{
    Span *spans = ARENA_ARRAY(build->arena, pieces->count, Span);
    for (size_t i = 0; i < pieces->count; i++) {
        const Piece *piece = &pieces->pieces[i];
        spans[i] = (Span){.text = inline_fill(build, piece->text),
                          .bold = piece->bold,
                          .tone = tone,
                          .link = piece->link};
    }
    return (Line){spans, pieces->count};
}

static Str heading_text(const Build *build, const Pieces *pieces)
{
    Text text = text_open(build->arena);
    for (size_t i = 0; i < pieces->count; i++)
        text_add(&text, inline_fill(build, pieces->pieces[i].text));
    return text_str(&text);
}

void build_list(Build *build, unsigned start, const ListItem *items, size_t count)
{
    build_add(build, (Block){.kind = BLOCK_LIST,
                             .list = {.style = start ? LIST_NUMBERED : LIST_PLAIN,
                                      .items = items,
                                      .count = count,
                                      .start = start}});
}

static void add_list(Build *build, const Element *element)
{
    ListItem *items = ARENA_ARRAY(build->arena, element->item_count, ListItem);
    for (size_t i = 0; i < element->item_count; i++)
        items[i].line = line_of_pieces(build, &element->items[i], TONE_INK);
    build_list(build, element->start, items, element->item_count);
}

static bool add_elements(Build *build, const Elements *elements, Error *error);

static bool add_columns(Build *build, const Element *element, Error *error)
{
    Blocks *outside = build->blocks, left = {0}, right = {0};
    build->blocks = &left;
    bool built = add_elements(build, &element->left, error);
    build->blocks = &right;
    built = built && add_elements(build, &element->right, error);
    build->blocks = outside;
    if (built)
        build_add(build, (Block){.kind = BLOCK_COLUMNS,
                                 .columns = {.left = left.items,
                                             .right = right.items,
                                             .left_count = left.count,
                                             .right_count = right.count}});
    return built;
}

static bool add_element(Build *build, const Element *element, Error *error)
{
    switch (element->kind) {
    case ELEMENT_HEADING:
        build_add(build,
                  (Block){.kind = BLOCK_HEADING,
                          .heading = {.level = element->level,
                                      .text = heading_text(build, &element->pieces)}});
        return true;
    case ELEMENT_PARAGRAPH:
        build_add(build,
                  (Block){.kind = BLOCK_PARAGRAPH,
                          .paragraph = {.style = element->style,
                                        .line = line_of_pieces(build, &element->pieces,
                                                               tone_of(element->style))}});
        return true;
    case ELEMENT_LIST:
        add_list(build, element);
        return true;
    case ELEMENT_FENCE:
        return element->fence->kind->build(build, element->fence, error);
    case ELEMENT_COLUMNS:
        return add_columns(build, element, error);
    case ELEMENT_PAGE_BREAK:
        build_add(build, (Block){.kind = BLOCK_PAGE_BREAK});
        return true;
    }
    return true;
}

static bool add_elements(Build *build, const Elements *elements, Error *error)
{
    for (size_t i = 0; i < elements->count; i++)
        if (!add_element(build, &elements->items[i], error))
            return false;
    return true;
}

static bool is_quiet(const TemplateBody *body, Period period)
{
    for (size_t i = 0; i < body->quiet_count; i++)
        if (period.kind == PERIOD_MONTH &&
            body->quiet_months[i] == 1 + period.first_month % 12)
            return true;
    return false;
}

static void describe(const Build *build, Document *document)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    Str title = build->template->title[wording->language];
    bool internal = build->level.kind == LEVEL_INTERNAL;
    document->title = SAY(arena, wording, WORD_document_title, {"title", title},
                          {"unit", build->unit.name},
                          {"period", wording_period(arena, wording, build->period)});
    document->author = build->about.organisation;
    document->subject = wording_capital(arena, build->about.programme);
    document->language = wording_say(wording, WORD_locale);
    document->timestamp = build->about.timestamp;
    document->producer = STR("Samsyn");
    document->data_said = wording_say(wording, WORD_data_said);
    document->header =
        SAY(arena, wording, WORD_header, {"organisation", build->about.organisation},
            {"programme", wording_small(arena, build->about.programme)},
            {"title", wording_small(arena, title)});
    document->stamp =
        internal ? SAY(arena, wording, WORD_stamp_internal, {"unit", build->unit.name})
                 : STR("");
    document->footer = pattern_fill(
        arena, wording_say(wording, internal ? WORD_footer : WORD_footer_public),
        build->inlines);
    document->page_of = wording_say(wording, WORD_page_of);
    document->skip = wording_say(wording, WORD_skip);
}

bool report_build(Arena *arena, const Template *template, const Wording *wording,
                  Facts *facts, Level level, Str unit, Period period, Document *document,
                  Error *error)
{
    Blocks blocks = {0}, later = {0};
    SeriesRead *read = NULL;
    Build build = {.arena = arena,
                   .template = template,
                   .wording = wording,
                   .facts = facts,
                   .level = level,
                   .period = period,
                   .from = period_next(period, 1 - template->history),
                   .quiet = is_quiet(template->body, period),
                   .blocks = &blocks,
                   .later = &later,
                   .read = &read};
    if (!facts_unit(facts, unit, &build.unit, error))
        return false;
    facts_about(facts, wording->language, &build.about);
    build.inlines = inline_values(&build);
    if (!add_elements(&build, &template->body->elements, error))
        return false;
    blocks_settle(arena, &blocks);
    *document = (Document){.blocks = blocks.items, .count = blocks.count};
    describe(&build, document);
    return true;
}
