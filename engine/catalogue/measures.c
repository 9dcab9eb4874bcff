/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/measures.h"

#include <stdarg.h>
#include <stdio.h>

#include "engine/base/number.h"
#include "engine/catalogue/table.h"

enum { MEASURE_KINDS = 5 };

static const char *const measure_keys[MEASURE_KINDS] = {
    [MEASURE_COUNT] = "count",       [MEASURE_SUM] = "sum",
    [MEASURE_DISTINCT] = "distinct", [MEASURE_RATIO] = "ratio",
    [MEASURE_REPORTED] = "reported",
};

bool measure_fail(const MeasureReader *reader, const YamlNode *at, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(reader->error, ERROR_CONFIG, "%s:%d:%d: %s", reader->path, at->line,
                     at->column, message);
}

bool measure_named(const YamlNode *map)
{
    for (size_t i = 0; i < MEASURE_KINDS; i++)
        if (yaml_find(map, measure_keys[i]))
            return true;
    return false;
}

static const RecordKind *kind_of(const MeasureReader *reader, const YamlNode *at, Str name)
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

static const RecordColumn *column_of(const MeasureReader *reader, const YamlNode *at,
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

static const RecordColumn *typed_column(const MeasureReader *reader, const YamlNode *at,
                                        const RecordKind *kind, Str name, ColumnType type,
                                        const char *told)
{
    const RecordColumn *column = column_of(reader, at, kind, name);
    if (column && column->type != type) {
        measure_fail(reader, at, "the column '%.*s' is no %s", STR_PRINT(name), told);
        return NULL;
    }
    return column;
}

static bool read_clause(const MeasureReader *reader, const YamlNode *node,
                        const RecordKind *kind, WhereClause *clause)
{
    const RecordColumn *column = column_of(reader, node, kind, node->key);
    if (!column)
        return false;
    if (column->type == COLUMN_NUMBER || column->type == COLUMN_DATE ||
        column->type == COLUMN_PERIOD)
        return measure_fail(reader, node, "where needs a column of words, not '%.*s'",
                            STR_PRINT(node->key));
    const YamlNode *words = node->kind == YAML_LIST ? node->items : node;
    size_t count = node->kind == YAML_LIST ? node->count : 1;
    Str *values = ARENA_ARRAY(reader->arena, count, Str);
    Str *known = ARENA_ARRAY(reader->arena, column->value_count, Str);
    for (size_t i = 0; i < column->value_count; i++)
        known[i] = column->values[i].id;
    for (size_t i = 0; i < count; i++) {
        values[i] = words[i].text;
        bool found = column->type != COLUMN_CATEGORY;
        for (size_t j = 0; !found && j < column->value_count; j++)
            found = str_equal(known[j], values[i]);
        if (!found)
            return measure_fail(reader, &words[i], "'%.*s' is no value of '%.*s'%.*s",
                                STR_PRINT(values[i]), STR_PRINT(column->name),
                                STR_PRINT(table_suggest(reader->arena, values[i], known,
                                                        column->value_count)));
    }
    *clause = (WhereClause){column->name, values, count};
    return true;
}

static bool read_where(const MeasureReader *reader, const YamlNode *map,
                       Indicator *indicator)
{
    const YamlNode *where = yaml_find(map, "where");
    if (!where)
        return true;
    if (where->kind != YAML_MAP)
        return measure_fail(reader, where, "where is {column: [value, ...]}");
    WhereClause *clauses = ARENA_ARRAY(reader->arena, where->count, WhereClause);
    for (size_t i = 0; i < where->count; i++)
        if (!read_clause(reader, &where->items[i], indicator->source, &clauses[i]))
            return false;
    indicator->where = clauses;
    indicator->where_count = where->count;
    return true;
}

static bool read_spread(const MeasureReader *reader, const YamlNode *map,
                        Indicator *indicator)
{
    const YamlNode *spread = yaml_find(map, "spread");
    if (!spread)
        return true;
    static const Str known[] = {{"from", 4}, {"till", 4}};
    if (spread->kind != YAML_MAP)
        return measure_fail(reader, spread, "spread is {from: COLUMN, till: COLUMN}");
    if (!yaml_only(reader->path, spread, known, 2, reader->error))
        return false;
    indicator->spread = true;
    indicator->from_column = yaml_text(spread, "from", STR(""));
    indicator->till_column = yaml_text(spread, "till", STR(""));
    return typed_column(reader, spread, indicator->source, indicator->from_column,
                        COLUMN_DATE, "date") &&
           typed_column(reader, spread, indicator->source, indicator->till_column,
                        COLUMN_DATE, "date");
}

static bool read_by(const MeasureReader *reader, const YamlNode *map, Indicator *indicator)
{
    const YamlNode *by = yaml_find(map, "by");
    if (!by)
        return true;
    if (indicator->spread)
        return measure_fail(reader, by, "what is spread over days has no parts");
    indicator->by = by->text;
    return typed_column(reader, by, indicator->source, by->text, COLUMN_CATEGORY,
                        "category") != NULL;
}

/* "conversations.minutes" of sum and distinct, "conversations" of count */
static bool read_rows(const MeasureReader *reader, const YamlNode *map,
                      const YamlNode *node, Indicator *indicator)
{
    Str kind, column;
    bool dotted = str_cut(node->text, '.', &kind, &column);
    bool counts = indicator->kind == MEASURE_COUNT;
    if (node->kind != YAML_SCALAR || dotted == counts)
        return measure_fail(reader, node,
                            counts ? "count names a record kind"
                                   : "sum and distinct name KIND.COLUMN");
    indicator->source = kind_of(reader, node, kind);
    if (!indicator->source)
        return false;
    indicator->column = column;
    if (indicator->kind == MEASURE_SUM &&
        !typed_column(reader, node, indicator->source, column, COLUMN_NUMBER, "number"))
        return false;
    if (indicator->kind == MEASURE_DISTINCT &&
        !column_of(reader, node, indicator->source, column))
        return false;
    if (!read_where(reader, map, indicator) || !read_spread(reader, map, indicator) ||
        !read_by(reader, map, indicator))
        return false;
    const RecordColumn *month =
        record_column(indicator->source, indicator->source->month_column);
    if (!indicator->spread && (!month || month->type != COLUMN_DATE))
        return measure_fail(reader, node, "the rows of '%.*s' have no date",
                            STR_PRINT(kind));
    if (indicator->spread && counts)
        return measure_fail(reader, node, "rows that last are summed or distinct");
    return true;
}

static bool read_ratio(const MeasureReader *reader, const YamlNode *node,
                       Indicator *indicator)
{
    static const Str known[] = {{"of", 2}, {"over", 4}, {"per", 3}};
    if (node->kind != YAML_MAP)
        return measure_fail(reader, node, "ratio is {of: INDICATOR, over: INDICATOR}");
    if (!yaml_only(reader->path, node, known, 3, reader->error))
        return false;
    indicator->of = yaml_text(node, "of", STR(""));
    indicator->over = yaml_text(node, "over", STR(""));
    if (!indicator->of.len || !indicator->over.len)
        return measure_fail(reader, node, "ratio is {of: INDICATOR, over: INDICATOR}");
    const YamlNode *per = yaml_find(node, "per");
    if (per && (number_parse(per->text, 0, false, &indicator->per) != NUMBER_OK ||
                indicator->per < 1))
        return measure_fail(reader, per, "per is a whole number, as 1000");
    return true;
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
        if (!typed_column(reader, node, indicator->source, columns[i], COLUMN_NUMBER,
                          "number"))
            return false;
    return yaml_bool(reader->path, map, "carry", false, &indicator->carry, reader->error);
}

static bool only_where_meant(const MeasureReader *reader, const YamlNode *map,
                             const Indicator *indicator)
{
    bool rows = indicator->kind != MEASURE_RATIO && indicator->kind != MEASURE_REPORTED;
    static const char *const of_rows[] = {"where", "by", "spread"};
    for (size_t i = 0; i < 3; i++)
        if (!rows && yaml_find(map, of_rows[i]))
            return measure_fail(reader, yaml_find(map, of_rows[i]),
                                "%s belongs to count, sum and distinct", of_rows[i]);
    if (indicator->kind != MEASURE_REPORTED && yaml_find(map, "carry"))
        return measure_fail(reader, yaml_find(map, "carry"),
                            "carry belongs to what is reported");
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
        return read_rows(reader, map, found, indicator);
    case MEASURE_RATIO:
        indicator->decimals = 1;
        return read_ratio(reader, found, indicator);
    case MEASURE_REPORTED:
        return read_reported(reader, map, found, indicator);
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
        return measure_fail(reader, people, "people belongs to count, sum and distinct");
    indicator->people_key = yaml_text(people, "key", STR(""));
    indicator->people_count = yaml_text(people, "count", STR(""));
    const YamlNode *count = yaml_find(people, "count");
    if (count && !typed_column(reader, count, indicator->people, count->text, COLUMN_NUMBER,
                               "number"))
        return false;
    return typed_column(reader, people, indicator->people, indicator->people_key,
                        COLUMN_KEY, "key") != NULL;
}
