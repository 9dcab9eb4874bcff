/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/clauses.h"

#include "engine/base/number.h"
#include "engine/catalogue/table.h"

/* "36" in the column's decimals; INT64_MIN when it is no number. */
static int64_t bound_of(const YamlNode *node, int decimals)
{
    int64_t scaled;
    return number_parse(node->text, decimals, true, &scaled) == NUMBER_OK ? scaled
                                                                          : INT64_MIN;
}

/* {least: 36}, {most: 5}, {below: 36}, {above: 0}, two of them for both ends */
static bool read_bounds(const MeasureReader *reader, const YamlNode *node, int decimals,
                        int64_t *least, int64_t *most)
{
    static const Str known[] = {{"least", 5}, {"most", 4}, {"above", 5}, {"below", 5}};
    *least = INT64_MIN;
    *most = INT64_MAX;
    if (node->kind != YAML_MAP || !node->count)
        return measure_fail(reader, node,
                            "a number is asked for as {least: 36}, {most: 5}, {below: 36} "
                            "or {above: 0}");
    if (!yaml_only(reader->path, node, known, 4, reader->error))
        return false;
    for (size_t i = 0; i < node->count; i++) {
        const YamlNode *bound = &node->items[i];
        int64_t value = bound_of(bound, decimals);
        if (value == INT64_MIN)
            return measure_fail(reader, bound, "%.*s is a number, not '%.*s'",
                                STR_PRINT(bound->key), STR_PRINT(bound->text));
        if (str_equal(bound->key, known[0]) || str_equal(bound->key, known[2]))
            *least = value + str_equal(bound->key, known[2]);
        else
            *most = value - str_equal(bound->key, known[3]);
    }
    return true;
}

static bool read_values(const MeasureReader *reader, const YamlNode *node,
                        const RecordColumn *column, WhereClause *clause)
{
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
    clause->values = values;
    clause->value_count = count;
    return true;
}

static bool read_clause(const MeasureReader *reader, const YamlNode *node,
                        const RecordKind *kind, WhereClause *clause)
{
    const RecordColumn *column = measure_column(reader, node, kind, node->key);
    if (!column)
        return false;
    *clause = (WhereClause){.column = column->name};
    if (column->type == COLUMN_DATE || column->type == COLUMN_PERIOD)
        return measure_fail(reader, node, "a column of words or numbers, not '%.*s'",
                            STR_PRINT(node->key));
    clause->is_number = column->type == COLUMN_NUMBER;
    return clause->is_number
               ? read_bounds(reader, node, column->decimals, &clause->least, &clause->most)
               : read_values(reader, node, column, clause);
}

bool clauses_read(const MeasureReader *reader, const YamlNode *map, const char *key,
                  const RecordKind *kind, const WhereClause **read, size_t *count)
{
    const YamlNode *node = yaml_find(map, key);
    if (!node)
        return true;
    if (node->kind != YAML_MAP)
        return measure_fail(reader, node, "%s is {column: [value, ...]}", key);
    WhereClause *clauses = ARENA_ARRAY(reader->arena, node->count, WhereClause);
    for (size_t i = 0; i < node->count; i++)
        if (!read_clause(reader, &node->items[i], kind, &clauses[i]))
            return false;
    *read = clauses;
    *count = node->count;
    return true;
}

/* What of a share's rows, or {rows: {most: 5}} of its values, fits. */
bool having_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator)
{
    static const Str known[] = {{"rows", 4}};
    const YamlNode *having = yaml_find(map, "having");
    if (!having)
        return measure_fail(reader, map, "a share says what it is a share of in `having`");
    if (!indicator->of_keys)
        return clauses_read(reader, map, "having", indicator->source, &indicator->having,
                            &indicator->having_count);
    if (having->kind != YAML_MAP || having->count != 1)
        return measure_fail(reader, having, "of keys, having is {rows: {most: 5}}");
    return yaml_only(reader->path, having, known, 1, reader->error) &&
           read_bounds(reader, &having->items[0], 0, &indicator->rows_least,
                       &indicator->rows_most);
}
