/* The options of a fenced block, checked when the template is loaded: each name and value
 * that is not known is told with its place and the nearest right word. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "reports/template/build.h"

static const Known no_words = {NULL, 0};

static Place place_of(const YamlNode *node)
{
    return (Place){node->line, node->column};
}

static const OptionRule *find_rule(const FenceKind *kind, Str name)
{
    for (size_t i = 0; i < kind->option_count; i++)
        if (str_equal(kind->options[i].name, name))
            return &kind->options[i];
    return NULL;
}

static bool in_words(Str word, Known known)
{
    for (size_t i = 0; i < known.count; i++)
        if (str_equal(known.words[i], word))
            return true;
    return false;
}

static bool check_word(const Names *names, const YamlNode *node, const char *what,
                       Known known, Error *error)
{
    return in_words(node->text, known) ||
           place_fail(names->source, place_of(node), node->text, known, error,
                      "unknown %s '%.*s'", what, STR_PRINT(node->text));
}

static bool check_number(const Names *names, const YamlNode *node, const OptionRule *rule,
                         Error *error)
{
    int number = 0;
    bool digits = node->text.len > 0 && node->text.len < 6;
    for (size_t i = 0; digits && i < node->text.len; i++) {
        digits = node->text.ptr[i] >= '0' && node->text.ptr[i] <= '9';
        number = number * 10 + (node->text.ptr[i] - '0');
    }
    return (digits && number >= rule->least && number <= rule->most) ||
           place_fail(names->source, place_of(node), STR(""), no_words, error,
                      "%.*s is a whole number from %d to %d, not '%.*s'",
                      STR_PRINT(rule->name), rule->least, rule->most,
                      STR_PRINT(node->text));
}

static bool check_indicators(const Names *names, const YamlNode *node, Fence *fence,
                             Error *error)
{
    size_t count = node->kind == YAML_LIST ? node->count : 1;
    Str *ids = ARENA_ARRAY(names->arena, fence->indicator_count + count, Str);
    for (size_t i = 0; i < fence->indicator_count; i++)
        ids[i] = fence->indicators[i];
    for (size_t i = 0; i < count; i++) {
        const YamlNode *item = node->kind == YAML_LIST ? &node->items[i] : node;
        if (item->kind != YAML_SCALAR)
            return place_fail(names->source, place_of(item), STR(""), no_words, error,
                              "here stands the name of an indicator");
        if (!check_word(names, item, "indicator",
                        (Known){names->indicators, names->indicator_count}, error))
            return false;
        ids[fence->indicator_count++] = item->text;
    }
    fence->indicators = ids;
    return true;
}

static bool check_choices(const Names *names, const YamlNode *node, const OptionRule *rule,
                          Error *error)
{
    char what[64];
    snprintf(what, sizeof what, "%.*s", STR_PRINT(rule->name));
    Known known = {rule->choices, rule->choice_count};
    if (node->kind != YAML_LIST)
        return check_word(names, node, what, known, error);
    for (size_t i = 0; i < node->count; i++) {
        const YamlNode *item = &node->items[i];
        if (item->kind != YAML_SCALAR)
            return place_fail(names->source, place_of(item), STR(""), no_words, error,
                              "here stands one word of %s", what);
        if (!check_word(names, item, what, known, error))
            return false;
    }
    return true;
}

static bool check_option(const Names *names, const YamlNode *node, const OptionRule *rule,
                         Fence *fence, Error *error)
{
    static const Str yes_words[] = {{"yes", 3}, {"no", 2}};
    bool list = rule->type == OPTION_INDICATORS || rule->type == OPTION_CHOICES;
    if (node->kind != YAML_SCALAR && !(list && node->kind == YAML_LIST))
        return place_fail(names->source, place_of(node), STR(""), no_words, error,
                          "%.*s takes a single word here", STR_PRINT(rule->name));
    switch (rule->type) {
    case OPTION_INDICATOR:
    case OPTION_INDICATORS:
        return check_indicators(names, node, fence, error);
    case OPTION_CHOICE:
    case OPTION_CHOICES:
        return check_choices(names, node, rule, error);
    case OPTION_NUMBER:
        return check_number(names, node, rule, error);
    case OPTION_YES:
        return in_words(node->text, (Known){yes_words, 2}) ||
               place_fail(names->source, place_of(node), node->text, no_words, error,
                          "%.*s is yes or no, not '%.*s'", STR_PRINT(rule->name),
                          STR_PRINT(node->text));
    case OPTION_GROUP:
        return check_word(names, node, "target group",
                          (Known){names->groups, names->group_count}, error);
    case OPTION_BY:
        return true; /* when the indicators are known */
    }
    return true;
}

/* What the fence's indicators can be shown by: months, groups, and their own parts. */
static bool check_by(const Names *names, const Fence *fence, const OptionRule *rule,
                     Error *error)
{
    const YamlNode *node = yaml_find(fence->options, "by");
    if (!node || rule->type != OPTION_BY)
        return true;
    for (size_t i = 0; i < fence->indicator_count; i++) {
        const FactIndicator *indicator =
            facts_indicator(names->facts, LANGUAGE_EN, fence->indicators[i], error);
        if (!indicator)
            return false;
        const Str words[] = {{"month", 5}, {"group", 5}, indicator->by};
        Known known = {words, indicator->by.len ? 3 : 2};
        if (!in_words(node->text, known))
            return place_fail(names->source, place_of(node), node->text, known, error,
                              "'%.*s' cannot be shown by '%.*s'",
                              STR_PRINT(fence->indicators[i]), STR_PRINT(node->text));
    }
    return true;
}

static bool check_options(const Names *names, Fence *fence, Error *error)
{
    const FenceKind *kind = fence->kind;
    Str *words = ARENA_ARRAY(names->arena, kind->option_count, Str);
    for (size_t i = 0; i < kind->option_count; i++)
        words[i] = kind->options[i].name;
    for (size_t i = 0; i < fence->options->count; i++) {
        const YamlNode *node = &fence->options->items[i];
        const OptionRule *rule = find_rule(kind, node->key);
        if (!rule)
            return place_fail(names->source, (Place){node->key_line, node->key_column},
                              node->key, (Known){words, kind->option_count}, error,
                              "%.*s has no option '%.*s'", STR_PRINT(kind->name),
                              STR_PRINT(node->key));
        if (!check_option(names, node, rule, fence, error))
            return false;
    }
    for (size_t i = 0; i < kind->option_count; i++) {
        const OptionRule *rule = &kind->options[i];
        bool list = rule->type == OPTION_INDICATOR || rule->type == OPTION_INDICATORS;
        bool given =
            list ? fence->indicator_count > 0
                 : yaml_find(fence->options, str_zero(names->arena, rule->name)) != NULL;
        if (rule->required && !given)
            return place_fail(names->source, fence->place, STR(""), no_words, error,
                              "%.*s needs the option '%.*s'", STR_PRINT(kind->name),
                              STR_PRINT(rule->name));
        if (!check_by(names, fence, rule, error))
            return false;
    }
    return !kind->check || kind->check(names, fence, error);
}

const Fence *fence_parse(const Names *names, Place place, Str opening, Str yaml,
                         Error *error)
{
    Str word = str_trim(str_slice(opening, 3, opening.len));
    Fence *fence = ARENA_NEW(names->arena, Fence);
    fence->place = place;
    Str *kinds = ARENA_ARRAY(names->arena, FENCE_KIND_COUNT, Str);
    for (size_t i = 0; i < FENCE_KIND_COUNT; i++) {
        kinds[i] = fence_kinds[i]->name;
        if (str_equal(kinds[i], word))
            fence->kind = fence_kinds[i];
    }
    if (!fence->kind) {
        Place at = word.len ? source_place(names->source, word.ptr) : place;
        place_fail(names->source, at, word, (Known){kinds, FENCE_KIND_COUNT}, error,
                   "unknown kind of block '%.*s'", STR_PRINT(word));
        return NULL;
    }
    fence->options =
        yaml_parse(names->arena, names->source->path, yaml, place.line + 1, error);
    if (!fence->options)
        return NULL;
    if (fence->options->kind != YAML_MAP) {
        place_fail(names->source, (Place){place.line + 1, 1}, STR(""), no_words, error,
                   "here stand options (name: value)");
        return NULL;
    }
    return check_options(names, fence, error) ? fence : NULL;
}

size_t fence_words(const Fence *fence, const char *option, Arena *arena, const Str **words)
{
    const YamlNode *node = yaml_find(fence->options, option);
    size_t count = !node ? 0 : node->kind == YAML_LIST ? node->count : 1;
    Str *list = ARENA_ARRAY(arena, count, Str);
    for (size_t i = 0; i < count; i++)
        list[i] = node->kind == YAML_LIST ? node->items[i].text : node->text;
    *words = list;
    return count;
}

bool fence_fail(const Names *names, const Fence *fence, const char *option, Known known,
                Error *error, const char *format, ...)
{
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    error_words(message, sizeof message, format, arguments);
    va_end(arguments);
    const YamlNode *node = option ? yaml_find(fence->options, option) : NULL;
    return place_fail(names->source, node ? place_of(node) : fence->place,
                      node && node->kind == YAML_SCALAR ? node->text : STR(""), known,
                      error, "%s", message);
}

Str fence_text(const Fence *fence, const char *option, Str otherwise)
{
    return yaml_text(fence->options, option, otherwise);
}

int fence_number(const Fence *fence, const char *option, int otherwise)
{
    Str text = yaml_text(fence->options, option, STR(""));
    int number = 0;
    for (size_t i = 0; i < text.len; i++)
        number = number * 10 + (text.ptr[i] - '0');
    return text.len ? number : otherwise;
}

bool fence_yes(const Fence *fence, const char *option, bool otherwise)
{
    Str text = yaml_text(fence->options, option, otherwise ? STR("yes") : STR("no"));
    return str_equal(text, STR("yes"));
}

bool fence_is(const Fence *fence, const char *option, Str value)
{
    return str_equal(yaml_text(fence->options, option, STR("")), value);
}
