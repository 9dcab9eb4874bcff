/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/indicators.h"

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/number.h"
#include "engine/catalogue/compare.h"
#include "engine/catalogue/control.h"
#include "engine/catalogue/forecast.h"
#include "engine/catalogue/indicators_check.h"
#include "engine/catalogue/instruments.h"
#include "engine/catalogue/measures.h"
#include "engine/catalogue/outcomes.h"
#include "engine/catalogue/table.h"

enum { DECIMALS_MOST = 4, INDICATOR_KEYS = 28 };

static const char *const known_keys[INDICATOR_KEYS] = {
    "id",       "name",     "definition", "count",   "sum",     "distinct", "ratio",
    "reported", "where",    "spread",     "carry",   "by",      "unit",     "better",
    "protects", "decimals", "people",     "note",    "mean",    "share",    "having",
    "new",      "offered",  "compare",    "control", "outcome", "forecast", "public_by",
};

/* One of `words`, by its place; -1 with the nearest when it is none of them. */
static int word_of(const MeasureReader *reader, const YamlNode *map, const char *key,
                   const char *const *words, size_t count)
{
    const YamlNode *node = yaml_find(map, key);
    Str list[8];
    for (size_t i = 0; i < count; i++) {
        list[i] = str_from(words[i]);
        if (str_equal(node->text, list[i]))
            return (int)i;
    }
    measure_fail(reader, node, "%s: unknown word '%.*s'%.*s", key, STR_PRINT(node->text),
                 STR_PRINT(table_suggest(reader->arena, node->text, list, count)));
    return -1;
}

/* {sv: ..., en: ...}, or one text for both; a language left out has the other's. */
static bool read_names(const MeasureReader *reader, const YamlNode *map, const char *key,
                       Str names[2])
{
    static const Str languages[] = {{"sv", 2}, {"en", 2}};
    const YamlNode *node = yaml_find(map, key);
    if (!node)
        return true;
    if (node->kind == YAML_SCALAR) {
        names[LANGUAGE_SV] = names[LANGUAGE_EN] = node->text;
        return true;
    }
    if (node->kind != YAML_MAP ||
        !yaml_only(reader->path, node, languages, 2, reader->error))
        return measure_fail(reader, node, "%s is a text, or {sv: ..., en: ...}", key);
    Str sv = yaml_text(node, "sv", (Str){"", 0}), en = yaml_text(node, "en", (Str){"", 0});
    names[LANGUAGE_SV] = sv.len ? sv : en;
    names[LANGUAGE_EN] = en.len ? en : sv;
    return true;
}

static bool read_words(const MeasureReader *reader, const YamlNode *map,
                       Indicator *indicator)
{
    static const char *const better[] = {"neither", "higher", "lower"};
    static const char *const protects[] = {"none", "carers", "persons", "staff"};
    static const char *const kinds[] = {"month", "quarter", "tertial", "half", "year"};
    if (yaml_find(map, "better")) {
        int word = word_of(reader, map, "better", better, 3);
        if (word < 0)
            return false;
        indicator->better = (Better)word;
    }
    if (yaml_find(map, "protects")) {
        int word = word_of(reader, map, "protects", protects, 4);
        if (word < 0)
            return false;
        indicator->protects = (Protects)word;
    }
    if (yaml_find(map, "public_by")) {
        int word = word_of(reader, map, "public_by", kinds, 5);
        if (word < 0)
            return false;
        indicator->public_by = (PeriodKind)word;
    }
    const YamlNode *decimals = yaml_find(map, "decimals");
    int64_t shown;
    if (decimals && (number_parse(decimals->text, 0, false, &shown) != NUMBER_OK ||
                     shown < 0 || shown > DECIMALS_MOST))
        return measure_fail(reader, decimals, "decimals is 0 to %d", DECIMALS_MOST);
    if (decimals)
        indicator->decimals = (int)shown;
    return true;
}

/* What it is called and how it is shown: what may be changed without measuring anew. */
static bool read_description(const MeasureReader *reader, const YamlNode *map,
                             Indicator *indicator)
{
    return read_names(reader, map, "name", indicator->name) &&
           read_names(reader, map, "definition", indicator->definition) &&
           read_names(reader, map, "unit", indicator->unit) &&
           read_words(reader, map, indicator) && compare_read(reader, map, indicator) &&
           control_read(reader, map, indicator) && forecast_read(reader, map, indicator) &&
           measure_people(reader, map, indicator);
}

typedef struct {
    Indicator *items;
    IndicatorOrigin *origins;
    size_t count, capacity, origin_capacity;
    Instruments instruments;
} Catalogue;

static Indicator *catalogue_place(Arena *arena, Catalogue *catalogue, Str id)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (str_equal(catalogue->items[i].id, id))
            return &catalogue->items[i];
    catalogue->items =
        ARENA_GROW(arena, catalogue->items, catalogue->count, &catalogue->capacity);
    catalogue->origins = ARENA_GROW(arena, catalogue->origins, catalogue->count,
                                    &catalogue->origin_capacity);
    Indicator *place = &catalogue->items[catalogue->count++];
    *place = (Indicator){.id = id, .unit = {STR(""), STR("")}, .per = 1, .one_in = 1};
    return place;
}

static bool id_is_plain(Str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char byte = id.ptr[i];
        if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_'))
            return false;
    }
    return id.len > 0;
}

static bool read_indicator(const MeasureReader *reader, const YamlNode *map,
                           Catalogue *catalogue)
{
    Str known[INDICATOR_KEYS];
    for (size_t i = 0; i < INDICATOR_KEYS; i++)
        known[i] = str_from(known_keys[i]);
    if (map->kind != YAML_MAP)
        return measure_fail(reader, map, "an indicator begins with \"- id: ...\"");
    if (!yaml_only(reader->path, map, known, INDICATOR_KEYS, reader->error))
        return false;
    Str id = yaml_text(map, "id", (Str){"", 0});
    if (!id_is_plain(id))
        return measure_fail(reader, map, "an indicator needs an id of a-z, 0-9 and _");
    size_t before = catalogue->count;
    Indicator *indicator = catalogue_place(reader->arena, catalogue, id);
    size_t at = (size_t)(indicator - catalogue->items);
    bool is_new = catalogue->count > before;
    bool measured = measure_named(map);
    IndicatorPlace here = {map, reader->path};
    catalogue->origins[at].described = here;
    if (measured)
        catalogue->origins[at].measured = here;
    if (is_new && !measured)
        return measure_fail(reader, map,
                            "indicator '%.*s' has no measure: one of count, sum, mean, "
                            "distinct, share, ratio, offered, reported, outcome",
                            STR_PRINT(id));
    if (measured && !is_new)
        *indicator =
            (Indicator){.id = id, .unit = {STR(""), STR("")}, .per = 1, .one_in = 1};
    if (measured && !measure_read(reader, map, indicator))
        return false;
    if (!read_description(reader, map, indicator))
        return false;
    if (!indicator->name[0].len)
        indicator->name[0] = indicator->name[1] = id;
    if (!indicator->definition[0].len)
        indicator->definition[0] = indicator->definition[1] = STR("");
    return true;
}

static bool read_file(Arena *arena, const char *path, const RecordKinds *records,
                      Catalogue *catalogue, const YamlNode **source, Error *error)
{
    MeasureReader reader = {arena, path, records, &catalogue->instruments, error};
    const YamlNode *list = yaml_load(arena, path, error);
    *source = list;
    if (!list)
        return false;
    if (list->kind != YAML_LIST && list->count)
        return measure_fail(&reader, list, "expected a list of indicators: \"- id: ...\"");
    for (size_t i = 0; i < list->count; i++) {
        for (size_t j = 0; j < i; j++)
            if (str_equal(yaml_text(&list->items[i], "id", STR("")),
                          yaml_text(&list->items[j], "id", STR(""))))
                return measure_fail(&reader, &list->items[i], "id '%.*s' stands twice",
                                    STR_PRINT(yaml_text(&list->items[i], "id", STR(""))));
        if (!read_indicator(&reader, &list->items[i], catalogue))
            return false;
    }
    return true;
}

static void derive(Arena *arena, const Indicators *all, Indicator *indicator,
                   bool shared_carer_keys)
{
    indicator->of_persons = compare_of_persons(all, indicator);
    if (indicator->kind == MEASURE_OUTCOME)
        outcome_define(arena, indicator);
    bool of_keys = indicator->kind == MEASURE_DISTINCT || indicator->of_keys;
    indicator->above_units =
        shared_carer_keys || !of_keys || indicator->protects != PROTECTS_CARERS;
}

bool indicators_load(Arena *arena, const char *share, const char *workspace,
                     const RecordKinds *records, bool shared_carer_keys,
                     Indicators *indicators, Error *error)
{
    Catalogue catalogue = {0};
    const YamlNode *sources[2] = {NULL, NULL};
    const char *own = file_join(arena, workspace, "indicators.yaml");
    if (!instruments_load(arena, share, workspace, records, &catalogue.instruments, error))
        return false;
    if (!read_file(arena, file_join(arena, share, "indicators.yaml"), records, &catalogue,
                   &sources[0], error))
        return false;
    if (file_exists(own) && !read_file(arena, own, records, &catalogue, &sources[1], error))
        return false;
    *indicators = (Indicators){
        catalogue.items, catalogue.count, catalogue.instruments, {sources[0], sources[1]}};
    if (!indicators_check(arena, indicators, catalogue.items, catalogue.origins, own,
                          error))
        return false;
    for (size_t i = 0; i < catalogue.count; i++)
        derive(arena, indicators, &catalogue.items[i], shared_carer_keys);
    return true;
}

const Indicator *indicators_find(const Indicators *indicators, Str id)
{
    for (size_t i = 0; i < indicators->count; i++)
        if (str_equal(indicators->items[i].id, id))
            return &indicators->items[i];
    return NULL;
}

const CategoryValue *indicator_parts(const Indicator *indicator, size_t *count)
{
    *count = indicator->part_count;
    return indicator->parts;
}

static bool part_find(const Indicator *indicator, Str word, Str *part)
{
    size_t count;
    const CategoryValue *values = indicator_parts(indicator, &count);
    for (size_t i = 0; i < count; i++)
        if (str_equal(values[i].id, word) || str_equal(values[i].name[0], word) ||
            str_equal(values[i].name[1], word)) {
            *part = values[i].id;
            return true;
        }
    return false;
}

const Indicator *indicators_resolve(const Indicators *indicators, Str words, Str *part)
{
    Str head, tail;
    bool parted = str_cut(words, ':', &head, &tail);
    const Indicator *found = indicators_find(indicators, head);
    for (size_t i = 0; !found && i < indicators->count; i++)
        for (int language = 0; language < 2; language++)
            if (str_equal(indicators->items[i].name[language], head))
                found = &indicators->items[i];
    *part = (Str){"", 0};
    if (found && parted && !part_find(found, tail, part))
        return NULL;
    return found;
}

Str indicators_suggest(Arena *arena, const Indicators *indicators, Str words)
{
    Str head, tail, none;
    bool parted = str_cut(words, ':', &head, &tail);
    const Indicator *found = indicators_resolve(indicators, head, &none);
    size_t count = indicators->count;
    const CategoryValue *values = NULL;
    if (found && parted)
        values = indicator_parts(found, &count);
    Str *list = ARENA_ARRAY(arena, count, Str);
    for (size_t i = 0; i < count; i++)
        list[i] = values ? values[i].id : indicators->items[i].id;
    if (found && parted && !values)
        return str_format(arena, "; '%.*s' has no parts", STR_PRINT(found->id));
    if (!values)
        return table_suggest(arena, head, list, count);
    for (size_t i = 0; i < count; i++)
        list[i] = str_format(arena, "%.*s:%.*s", STR_PRINT(found->id), STR_PRINT(list[i]));
    return table_suggest(arena, words, list, count);
}
