/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/indicators_check.h"

#include "engine/catalogue/table.h"

typedef struct {
    Arena *arena;
    const Indicators *all;
    const IndicatorOrigin *origins;
    const char *own; /* the workspace's file */
    size_t item;     /* the one that is checked */
    Error *error;
} Check;

static const IndicatorOrigin *origin_of(const Check *check, const Indicator *indicator)
{
    return &check->origins[indicator - check->all->items];
}

/* What a workspace changed is to be mended there, though another file asks for it. */
static bool part_fail(const Check *check, const YamlNode *at, const Indicator *part,
                      Str why)
{
    IndicatorPlace asks = check->origins[check->item].measured;
    IndicatorPlace told = part ? origin_of(check, part)->measured : asks;
    if (told.path != check->own || asks.path == check->own)
        return error_set(check->error, ERROR_CONFIG, "%s:%d:%d: %.*s", asks.path, at->line,
                         at->column, STR_PRINT(why));
    return error_set(check->error, ERROR_CONFIG,
                     "%s:%d:%d: '%.*s' (%s:%d) is made of this one: %.*s. Give this one "
                     "another id, or change '%.*s' too",
                     told.path, told.node->line, told.node->column,
                     STR_PRINT(check->all->items[check->item].id), asks.path, at->line,
                     STR_PRINT(why), STR_PRINT(check->all->items[check->item].id));
}

static bool is_made(const Indicator *indicator)
{
    return indicator->kind == MEASURE_RATIO || indicator->kind == MEASURE_OFFERED ||
           indicator->kind == MEASURE_OUTCOME || indicator->share;
}

/* An indicator, with its part, that others may be made of; NULL when it is told why not. */
static const Indicator *check_part(const Check *check, const YamlNode *at, Str words,
                                   bool parted, Str *part)
{
    Str head, tail, none;
    *part = (Str){"", 0};
    const Indicator *found = parted ? indicators_resolve(check->all, words, part)
                                    : indicators_find(check->all, words);
    if (!found) {
        str_cut(words, ':', &head, &tail);
        Str suggestion = indicators_suggest(check->arena, check->all, words);
        part_fail(check, at, parted ? indicators_resolve(check->all, head, &none) : NULL,
                  str_format(check->arena, "unknown indicator '%.*s'%.*s", STR_PRINT(words),
                             STR_PRINT(suggestion)));
        return NULL;
    }
    if (is_made(found)) {
        part_fail(check, at, found,
                  str_format(check->arena, "'%.*s' is itself a ratio or a share",
                             STR_PRINT(words)));
        return NULL;
    }
    return found;
}

/* The two sides of a ratio may stand anywhere in either file. */
static bool check_ratio(const Check *check, const YamlNode *map, const Indicator *ratio)
{
    const YamlNode *sides = yaml_find(map, "ratio");
    Str none;
    return check_part(check, yaml_find(sides, "of"), ratio->of, false, &none) &&
           check_part(check, yaml_find(sides, "over"), ratio->over, false, &none);
}

static bool check_offered(const Check *check, const YamlNode *map, Indicator *offered)
{
    const YamlNode *sets = yaml_find(map, "offered");
    for (size_t i = 0; i < offered->set_count; i++)
        for (size_t j = 0; j < offered->sets[i].any_count; j++) {
            Str *word = (Str *)&offered->sets[i].any[j], part;
            const YamlNode *any = yaml_find(&sets->items[i], "any");
            const YamlNode *at = any->kind == YAML_LIST ? &any->items[j] : any;
            const Indicator *found = check_part(check, at, *word, true, &part);
            if (!found)
                return false;
            *word = part.len ? str_format(check->arena, "%.*s:%.*s", STR_PRINT(found->id),
                                          STR_PRINT(part))
                             : found->id;
            if (!offered->source)
                offered->source = found->source;
        }
    return true;
}

/* What protects people by who stands behind it must know them; a rate of staff knows them
 * from what it is over. */
static bool check_people(const Check *check, const Indicator *indicator)
{
    const Indicator *knows = indicator;
    if (indicator->protects != PROTECTS_CARERS && indicator->protects != PROTECTS_STAFF)
        return true;
    if (indicator->kind == MEASURE_OFFERED ||
        (indicator->kind == MEASURE_RATIO && indicator->protects == PROTECTS_CARERS))
        return true;
    if (indicator->kind == MEASURE_RATIO)
        knows = indicators_find(check->all, indicator->over);
    if (knows->people || knows->kind == MEASURE_REPORTED)
        return true;
    const IndicatorOrigin *own = &check->origins[check->item];
    const IndicatorOrigin *other = origin_of(check, knows);
    bool replaced = own->described.path != check->own && other->measured.path == check->own;
    IndicatorPlace told = replaced ? other->measured : own->described;
    return error_set(
        check->error, ERROR_CONFIG,
        "%s:%d:%d: '%.*s' protects people, so '%.*s' needs people: {key: COLUMN}",
        told.path, told.node->line, told.node->column, STR_PRINT(indicator->id),
        STR_PRINT(knows->id));
}

bool indicators_check(Arena *arena, const Indicators *all, Indicator *items,
                      const IndicatorOrigin *origins, const char *own, Error *error)
{
    for (size_t i = 0; i < all->count; i++) {
        Check check = {arena, all, origins, own, i, error};
        const YamlNode *map = origins[i].measured.node;
        if (yaml_find(map, "ratio") && !check_ratio(&check, map, &items[i]))
            return false;
        if (yaml_find(map, "offered") && !check_offered(&check, map, &items[i]))
            return false;
        if (!check_people(&check, &items[i]))
            return false;
    }
    return true;
}
