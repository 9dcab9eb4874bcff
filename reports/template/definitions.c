/* What every figure in the report means, in order of use, and the signs it may carry. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

typedef struct {
    Str *ids;
    size_t count, capacity;
    bool usual; /* something is held against the limits of its own series */
} Used;

static void use(const Build *build, Used *used, Str id)
{
    Str base, part;
    str_cut(id, ':', &base, &part);
    for (size_t i = 0; i < used->count; i++)
        if (str_equal(used->ids[i], base))
            return;
    used->ids = ARENA_GROW(build->arena, used->ids, used->count, &used->capacity);
    used->ids[used->count++] = base;
}

static bool tells_usual(const Fence *fence)
{
    return (fence->kind == &fence_chart && fence_is(fence, "kind", STR("control"))) ||
           (fence->kind == &fence_sentence && fence_is(fence, "kind", STR("standout")));
}

static void use_all(const Build *build, const Elements *elements, Used *used)
{
    for (size_t i = 0; i < elements->count; i++) {
        const Element *element = &elements->items[i];
        use_all(build, &element->left, used);
        use_all(build, &element->right, used);
        used->usual = used->usual || (element->fence && tells_usual(element->fence));
        for (size_t j = 0; element->fence && j < element->fence->indicator_count; j++)
            use(build, used, element->fence->indicators[j]);
    }
}

static ListItem term_item(const Build *build, Str term, Str text)
{
    return (ListItem){SYMBOL_NONE, TONE_INK, line_with_lead(build->arena, term, text)};
}

/* Not "Insatser (insatser)". */
static bool says_unit(Arena *arena, Str name, Str unit)
{
    Str long_name = text_fold(arena, name), word = text_fold(arena, unit);
    for (size_t i = 0; i + word.len <= long_name.len; i++)
        if (str_equal(str_slice(long_name, i, i + word.len), word))
            return false;
    return unit.len > 0;
}

/* A term; and what open reports protect is gathered in `protected`. */
static bool indicator_item(const Build *build, Str id, ListItem *item, Text *protected,
                           Error *error)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    const FactIndicator *indicator = build_indicator(build, id, error);
    if (!indicator)
        return false;
    Str unit = indicator->kind == FACT_SHARE ? STR("%") : indicator->unit;
    Str term = SAY(arena, wording,
                   says_unit(arena, indicator->name, unit) ? WORD_definition_term_unit
                                                           : WORD_definition_term,
                   {"name", indicator->name}, {"unit", unit});
    Str text = indicator->definition;
    if (indicator->protects_people)
        text_addf(protected, "%s%.*s", protected->len ? ", " : "",
                  STR_PRINT(wording_small(arena, indicator->name)));
    *item = term_item(build, term, text);
    return true;
}

static bool build_definitions(Build *build, const Fence *fence, Error *error)
{
    static const struct {
        Word term, text;
    } signs[] = {
        {WORD_term_status, WORD_definition_status},
        {WORD_term_change, WORD_definition_change},
        {WORD_term_usual, WORD_definition_usual},
        {WORD_term_zero, WORD_text_zero},
        {WORD_term_missing, WORD_text_missing},
        {WORD_term_not_measured, WORD_text_not_measured},
        {WORD_term_protected, WORD_text_protected},
        {WORD_term_not_applicable, WORD_text_not_applicable},
        {WORD_term_preliminary, WORD_text_preliminary},
    };
    enum { SIGN_COUNT = sizeof signs / sizeof *signs };
    (void)fence;
    Used used = {0};
    use_all(build, &build->template->body->elements, &used);
    Text protected = text_open(build->arena);
    size_t count = used.count;
    ListItem *items = ARENA_ARRAY(build->arena, count + SIGN_COUNT + 1, ListItem);
    for (size_t i = 0; i < used.count; i++)
        if (!indicator_item(build, used.ids[i], &items[i], &protected, error))
            return false;
    Str limit = str_format(build->arena, "%lld", (long long)build->about.limit);
    for (size_t i = 0; i < SIGN_COUNT; i++)
        if (used.usual || signs[i].term != WORD_term_usual)
            items[count++] = term_item(build, wording_say(build->wording, signs[i].term),
                                       wording_say(build->wording, signs[i].text));
    if (protected.len)
        items[count++] =
            term_item(build, wording_say(build->wording, WORD_term_protects),
                      SAY(build->arena, build->wording, WORD_definition_protects,
                          {"limit", limit}, {"names", text_str(&protected)}));
    build_add(build,
              (Block){.kind = BLOCK_LIST,
                      .list = {.style = LIST_TERMS, .items = items, .count = count}});
    return true;
}

const FenceKind fence_definitions = {.name = {"definitions", 11},
                                     .build = build_definitions};
