/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/measures.h"

#include <stdarg.h>

#include "engine/base/number.h"
#include "engine/catalogue/clauses.h"
#include "engine/catalogue/outcomes.h"
#include "engine/catalogue/table.h"

enum { MEASURE_KINDS = 9 };

static const char *const measure_keys[MEASURE_KINDS] = {
    [MEASURE_COUNT] = "count",     [MEASURE_SUM] = "sum",
    [MEASURE_MEAN] = "mean",       [MEASURE_DISTINCT] = "distinct",
    [MEASURE_SHARE] = "share",     [MEASURE_RATIO] = "ratio",
    [MEASURE_OFFERED] = "offered", [MEASURE_REPORTED] = "reported",
    [MEASURE_OUTCOME] = "outcome",
};

bool measure_fail(const MeasureReader *reader, const YamlNode *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_set_at(reader->error, reader->path, at->line, at->column, format, arguments);
    va_end(arguments);
    return false;
}

bool measure_named(const YamlNode *map)
{
    for (size_t i = 0; i < MEASURE_KINDS; i++)
        if (yaml_find(map, measure_keys[i]))
            return true;
    return false;
}

const RecordKind *measure_kind(const MeasureReader *reader, const YamlNode *at, Str name)
{
    const RecordKind *kind = records_find(reader->records, name);
    if (kind)
        return kind;
    Str *words = ARENA_ARRAY(reader->arena, reader->records->count, Str);
    for (size_t i = 0; i < reader->records->count; i++)
        words[i] = reader->records->items[i].name;
    measure_fail(
        reader, at, "unknown record kind '%.*s'%.*s", STR_PRINT(name),
        STR_PRINT(table_suggest(reader->arena, name, words, reader->records->count)));
    return NULL;
}

const RecordColumn *measure_column(const MeasureReader *reader, const YamlNode *at,
                                   const RecordKind *kind, Str name)
{
    const RecordColumn *column = record_column(kind, name);
    if (column)
        return column;
    Str *words = ARENA_ARRAY(reader->arena, kind->column_count, Str);
    for (size_t i = 0; i < kind->column_count; i++)
        words[i] = kind->columns[i].name;
    measure_fail(reader, at, "'%.*s' has no column '%.*s'%.*s", STR_PRINT(kind->name),
                 STR_PRINT(name),
                 STR_PRINT(table_suggest(reader->arena, name, words, kind->column_count)));
    return NULL;
}

const RecordColumn *measure_typed(const MeasureReader *reader, const YamlNode *at,
                                  const RecordKind *kind, Str name, ColumnType type,
                                  const char *told)
{
    const RecordColumn *column = measure_column(reader, at, kind, name);
    if (column && column->type != type) {
        measure_fail(reader, at, "the column '%.*s' is no %s", STR_PRINT(name), told);
        return NULL;
    }
    return column;
}

static bool read_spread(const MeasureReader *reader, const YamlNode *map,
                        Indicator *indicator)
{
    const YamlNode *spread = yaml_find(map, "spread");
    if (!spread)
        return true;
    static const Str known[] = {{"from", 4}, {"till", 4}, {"weigh", 5}};
    bool weighed = true;
    if (spread->kind != YAML_MAP)
        return measure_fail(reader, spread, "spread is {from: COLUMN, till: COLUMN}");
    if (!yaml_only(reader->path, spread, known, 3, reader->error) ||
        !yaml_bool(reader->path, spread, "weigh", true, &weighed, reader->error))
        return false;
    indicator->spread = true;
    indicator->unweighed = !weighed;
    indicator->from_column = yaml_text(spread, "from", STR(""));
    indicator->till_column = yaml_text(spread, "till", STR(""));
    return measure_typed(reader, spread, indicator->source, indicator->from_column,
                         COLUMN_DATE, "date") &&
           measure_typed(reader, spread, indicator->source, indicator->till_column,
                         COLUMN_DATE, "date");
}

static bool read_by(const MeasureReader *reader, const YamlNode *map, Indicator *indicator)
{
    const YamlNode *by = yaml_find(map, "by");
    if (!by)
        return true;
    indicator->by = by->text;
    const RecordColumn *column =
        measure_typed(reader, by, indicator->source, by->text, COLUMN_CATEGORY, "category");
    if (!column)
        return false;
    indicator->parts = column->values;
    indicator->part_count = column->value_count;
    return true;
}

/* Rows have a place in time, and what lasts has no shares or means. */
static bool check_rows(const MeasureReader *reader, const YamlNode *node,
                       const Indicator *indicator)
{
    const RecordColumn *month =
        record_column(indicator->source, indicator->source->month_column);
    if (!indicator->spread && (!month || month->type != COLUMN_DATE))
        return measure_fail(reader, node, "the rows of '%.*s' have no date",
                            STR_PRINT(indicator->source->name));
    bool lasts = indicator->kind == MEASURE_COUNT || indicator->kind == MEASURE_SUM ||
                 indicator->kind == MEASURE_DISTINCT;
    if (indicator->spread && (!lasts || indicator->fresh))
        return measure_fail(reader, node, "rows that last are counted, summed or distinct");
    return true;
}

/* "conversations.minutes" of sum, mean and distinct, "conversations" of count, either of a
 * share */
static bool read_rows(const MeasureReader *reader, const YamlNode *map,
                      const YamlNode *node, Indicator *indicator)
{
    Str kind, column;
    bool dotted = str_cut(node->text, '.', &kind, &column);
    bool plain = indicator->kind == MEASURE_COUNT || indicator->kind == MEASURE_SHARE;
    bool named = indicator->kind != MEASURE_COUNT;
    if (node->kind != YAML_SCALAR || (dotted ? !named : !plain))
        return measure_fail(reader, node,
                            plain ? "count and share name a record kind"
                                  : "sum, mean and distinct name KIND.COLUMN");
    indicator->source = measure_kind(reader, node, kind);
    if (!indicator->source)
        return false;
    indicator->column = column;
    indicator->share = indicator->kind == MEASURE_SHARE;
    indicator->of_keys = indicator->share && dotted;
    bool added = indicator->kind == MEASURE_SUM || indicator->kind == MEASURE_MEAN;
    if (added &&
        !measure_typed(reader, node, indicator->source, column, COLUMN_NUMBER, "number"))
        return false;
    if (dotted && !measure_column(reader, node, indicator->source, column))
        return false;
    if (yaml_find(map, "new") &&
        !measure_typed(reader, node, indicator->source, column, COLUMN_KEY, "key"))
        return false;
    return clauses_read(reader, map, "where", indicator->source, &indicator->where,
                        &indicator->where_count) &&
           (!indicator->share || having_read(reader, map, indicator)) &&
           yaml_bool(reader->path, map, "new", false, &indicator->fresh, reader->error) &&
           read_spread(reader, map, indicator) && read_by(reader, map, indicator) &&
           check_rows(reader, node, indicator);
}

/* {set: {name: ..., any: [INDICATOR, ...]}, ...}; the names are looked up when all
 * indicators are read. */
static bool read_set(const MeasureReader *reader, const YamlNode *node, CategoryValue *part,
                     OfferedSet *set)
{
    static const Str known[] = {{"name", 4}, {"any", 3}};
    const YamlNode *any = node->kind == YAML_MAP ? yaml_find(node, "any") : NULL;
    if (!any)
        return measure_fail(reader, node, "a set is {name: ..., any: [INDICATOR, ...]}");
    if (!yaml_only(reader->path, node, known, 2, reader->error))
        return false;
    set->any_count = any->kind == YAML_LIST ? any->count : 1;
    Str *words = ARENA_ARRAY(reader->arena, set->any_count, Str);
    for (size_t i = 0; i < set->any_count; i++)
        words[i] = any->kind == YAML_LIST ? any->items[i].text : any->text;
    set->any = words;
    *part = (CategoryValue){.id = node->key, .name = {node->key, node->key}};
    const YamlNode *name = yaml_find(node, "name");
    if (name && name->kind == YAML_MAP) {
        part->name[LANGUAGE_SV] = yaml_text(name, "sv", yaml_text(name, "en", node->key));
        part->name[LANGUAGE_EN] = yaml_text(name, "en", part->name[LANGUAGE_SV]);
    } else if (name) {
        part->name[LANGUAGE_SV] = part->name[LANGUAGE_EN] = name->text;
    }
    return true;
}

static bool read_offered(const MeasureReader *reader, const YamlNode *node,
                         Indicator *indicator)
{
    if (node->kind != YAML_MAP || !node->count)
        return measure_fail(reader, node, "offered is {SET: {any: [INDICATOR, ...]}}");
    CategoryValue *parts = ARENA_ARRAY(reader->arena, node->count, CategoryValue);
    OfferedSet *sets = ARENA_ARRAY(reader->arena, node->count, OfferedSet);
    for (size_t i = 0; i < node->count; i++)
        if (!read_set(reader, &node->items[i], &parts[i], &sets[i]))
            return false;
    indicator->parts = parts;
    indicator->sets = sets;
    indicator->part_count = indicator->set_count = node->count;
    indicator->by = STR("sets");
    return true;
}

static bool read_whole(const MeasureReader *reader, const YamlNode *node, const char *key,
                       int64_t *number)
{
    const YamlNode *found = yaml_find(node, key);
    if (found && (number_parse(found->text, 0, false, number) != NUMBER_OK || *number < 1))
        return measure_fail(reader, found, "%s is a whole number, as 1000", key);
    return true;
}

static bool read_ratio(const MeasureReader *reader, const YamlNode *node,
                       Indicator *indicator)
{
    static const Str known[] = {{"of", 2}, {"over", 4}, {"per", 3}, {"one_in", 6}};
    if (node->kind != YAML_MAP)
        return measure_fail(reader, node, "ratio is {of: INDICATOR, over: INDICATOR}");
    if (!yaml_only(reader->path, node, known, 4, reader->error))
        return false;
    indicator->of = yaml_text(node, "of", STR(""));
    indicator->over = yaml_text(node, "over", STR(""));
    if (!indicator->of.len || !indicator->over.len)
        return measure_fail(reader, node, "ratio is {of: INDICATOR, over: INDICATOR}");
    return read_whole(reader, node, "per", &indicator->per) &&
           read_whole(reader, node, "one_in", &indicator->one_in);
}

/* Its rows are those of the kind that has a column of indicators. */
static bool read_reported(const MeasureReader *reader, const YamlNode *map,
                          const YamlNode *node, Indicator *indicator)
{
    static const Str columns[] = {{"value", 5}, {"numerator", 9}, {"denominator", 11}};
    indicator->share = str_equal(node->text, STR("share"));
    if (!indicator->share && !str_equal(node->text, STR("value")))
        return measure_fail(reader, node, "reported is value or share, not '%.*s'",
                            STR_PRINT(node->text));
    for (size_t i = 0; !indicator->source && i < reader->records->count; i++)
        for (size_t j = 0; j < reader->records->items[i].column_count; j++)
            if (reader->records->items[i].columns[j].type == COLUMN_INDICATOR)
                indicator->source = &reader->records->items[i];
    if (!indicator->source)
        return measure_fail(reader, node, "no record kind has a column of indicators");
    const RecordColumn *month =
        record_column(indicator->source, indicator->source->month_column);
    if (!month || month->type != COLUMN_PERIOD)
        return measure_fail(reader, node, "the rows of '%.*s' have no period",
                            STR_PRINT(indicator->source->name));
    for (size_t i = 0; i < 3; i++)
        if (!measure_typed(reader, node, indicator->source, columns[i], COLUMN_NUMBER,
                           "number"))
            return false;
    return yaml_bool(reader->path, map, "carry", false, &indicator->carry, reader->error);
}

static bool only_where_meant(const MeasureReader *reader, const YamlNode *map,
                             const Indicator *indicator)
{
    bool rows = indicator->kind != MEASURE_RATIO && indicator->kind != MEASURE_REPORTED &&
                indicator->kind != MEASURE_OFFERED && indicator->kind != MEASURE_OUTCOME;
    const struct {
        const char *key, *belongs;
        bool fits;
    } keys[] = {
        {"where", "rows that are counted", rows},
        {"by", "rows that are counted", rows},
        {"spread", "rows that are counted", rows},
        {"having", "share", indicator->kind == MEASURE_SHARE},
        {"new", "distinct", indicator->kind == MEASURE_DISTINCT},
        {"carry", "what is reported", indicator->kind == MEASURE_REPORTED},
        {"people", "rows that are counted", indicator->kind != MEASURE_OUTCOME},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!keys[i].fits && yaml_find(map, keys[i].key))
            return measure_fail(reader, yaml_find(map, keys[i].key), "%s belongs to %s",
                                keys[i].key, keys[i].belongs);
    return true;
}

bool measure_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator)
{
    const YamlNode *found = NULL;
    for (size_t i = 0; i < MEASURE_KINDS; i++) {
        const YamlNode *node = yaml_find(map, measure_keys[i]);
        if (node && found)
            return measure_fail(reader, node, "an indicator has one measure");
        if (node) {
            found = node;
            indicator->kind = (MeasureKind)i;
        }
    }
    if (!only_where_meant(reader, map, indicator))
        return false;
    switch (indicator->kind) {
    case MEASURE_COUNT:
    case MEASURE_SUM:
    case MEASURE_DISTINCT:
    case MEASURE_SHARE:
        return read_rows(reader, map, found, indicator);
    case MEASURE_MEAN:
        indicator->decimals = 1;
        return read_rows(reader, map, found, indicator);
    case MEASURE_OFFERED:
        return read_offered(reader, found, indicator);
    case MEASURE_RATIO:
        indicator->decimals = 1;
        return read_ratio(reader, found, indicator);
    case MEASURE_REPORTED:
        return read_reported(reader, map, found, indicator);
    case MEASURE_OUTCOME:
        return outcome_read(reader, found, indicator);
    }
    return false;
}

bool measure_people(const MeasureReader *reader, const YamlNode *map, Indicator *indicator)
{
    static const Str known[] = {{"key", 3}, {"count", 5}};
    const YamlNode *people = yaml_find(map, "people");
    if (!people)
        return true;
    if (people->kind != YAML_MAP)
        return measure_fail(reader, people, "people is {key: COLUMN}");
    if (!yaml_only(reader->path, people, known, 2, reader->error))
        return false;
    indicator->people = indicator->source;
    if (!indicator->people || indicator->kind == MEASURE_REPORTED)
        return measure_fail(reader, people, "people belongs to rows that are counted");
    indicator->people_key = yaml_text(people, "key", STR(""));
    indicator->people_count = yaml_text(people, "count", STR(""));
    const YamlNode *count = yaml_find(people, "count");
    if (count && !measure_typed(reader, count, indicator->people, count->text,
                                COLUMN_NUMBER, "number"))
        return false;
    return measure_typed(reader, people, indicator->people, indicator->people_key,
                         COLUMN_KEY, "key") != NULL;
}
