/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/contract.h"

#include <assert.h>
#include <stdarg.h>

#include "engine/base/number.h"

bool contract_refuse(const Contract *contract, const YamlNode *node, const char *format,
                     ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_set_at(contract->error, contract->path, node->line, node->column, format,
                 arguments);
    va_end(arguments);
    return false;
}

/* "; did you mean 'x'?" or nothing. */
static const char *hint(const Contract *contract, Str word, const Str *words, size_t count)
{
    Str nearest = text_nearest(word, words, count);
    return nearest.len
               ? str_format(contract->arena, "; did you mean '%.*s'?", STR_PRINT(nearest))
                     .ptr
               : "";
}

bool contract_words(const Contract *contract, const YamlNode *node, Str own,
                    const Str **words, size_t *count)
{
    size_t total = !node ? 0 : node->kind == YAML_LIST ? node->count : 1;
    Str *read = ARENA_ARRAY(contract->arena, total + 1, Str);
    bool has_own = own.len == 0;
    for (size_t i = 0; i < total; i++) {
        const YamlNode *item = node->kind == YAML_LIST ? &node->items[i] : node;
        if (item->kind != YAML_SCALAR || item->text.len == 0)
            return contract_refuse(contract, item,
                                   "a word or a list of words was expected");
        read[i] = item->text;
        has_own = has_own || str_equal(item->text, own);
    }
    if (!has_own)
        read[total++] = own;
    *words = read;
    *count = total;
    return true;
}

bool contract_names(const Contract *contract, const YamlNode *node, Str names[2])
{
    static const Str languages[] = {{"sv", 2}, {"en", 2}};
    if (node->kind == YAML_SCALAR) {
        names[LANGUAGE_SV] = names[LANGUAGE_EN] = node->text;
        return true;
    }
    if (node->kind != YAML_MAP)
        return contract_refuse(contract, node,
                               "a name, or {sv: ..., en: ...}, was expected");
    if (!yaml_only(contract->path, node, languages, 2, contract->error))
        return false;
    Str swedish = yaml_text(node, "sv", yaml_text(node, "en", STR("")));
    names[LANGUAGE_SV] = swedish;
    names[LANGUAGE_EN] = yaml_text(node, "en", swedish);
    return true;
}

bool contract_identifier(Str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || c == '_' || (i > 0 && c >= '0' && c <= '9')))
            return false;
    }
    return name.len > 0;
}

static bool value_read(const Contract *contract, const YamlNode *node, CategoryValue *value)
{
    static const Str known[] = {{"name", 4}, {"heads", 5}, {"instead", 7}};
    *value = (CategoryValue){.id = node->key};
    const YamlNode *heads = node;
    if (node->kind == YAML_MAP) {
        if (!yaml_only(contract->path, node, known, 3, contract->error))
            return false;
        value->instead = yaml_text(node, "instead", STR(""));
        heads = yaml_find(node, "heads");
    }
    if (!contract_words(contract, heads, value->id, &value->heads, &value->head_count))
        return false;
    assert(value->heads); /* its own id at least */
    value->name[LANGUAGE_SV] = value->name[LANGUAGE_EN] = value->heads[0];
    const YamlNode *name = node->kind == YAML_MAP ? yaml_find(node, "name") : NULL;
    return !name || contract_names(contract, name, value->name);
}

static bool values_read(const Contract *contract, const YamlNode *node,
                        RecordColumn *column)
{
    if (node->kind != YAML_MAP || node->count == 0)
        return contract_refuse(contract, node,
                               "a category's values are a map: word: [words]");
    CategoryValue *values = ARENA_ARRAY(contract->arena, node->count, CategoryValue);
    CategoryValue *elsewhere = ARENA_ARRAY(contract->arena, node->count, CategoryValue);
    size_t here = 0, away = 0;
    for (size_t i = 0; i < node->count; i++) {
        CategoryValue value;
        if (!value_read(contract, &node->items[i], &value))
            return false;
        if (value.instead.len)
            elsewhere[away++] = value;
        else
            values[here++] = value;
    }
    column->values = values;
    column->value_count = here;
    column->elsewhere = elsewhere;
    column->elsewhere_count = away;
    return true;
}

static bool type_read(const Contract *contract, const YamlNode *node, ColumnType *type)
{
    static const Str words[] = {
        [COLUMN_DATE] = {"date", 4},         [COLUMN_UNIT] = {"unit", 4},
        [COLUMN_KEY] = {"key", 3},           [COLUMN_GROUP] = {"group", 5},
        [COLUMN_CATEGORY] = {"category", 8}, [COLUMN_NUMBER] = {"number", 6},
        [COLUMN_PERIOD] = {"period", 6},     [COLUMN_INDICATOR] = {"indicator", 9},
        [COLUMN_TEXT] = {"text", 4},
    };
    const size_t count = sizeof words / sizeof *words;
    const YamlNode *named = yaml_find(node, "type");
    if (!named)
        return contract_refuse(contract, node, "the column '%.*s' has no type",
                               STR_PRINT(node->key));
    for (size_t i = 0; i < count; i++)
        if (str_equal(named->text, words[i])) {
            *type = (ColumnType)i;
            return true;
        }
    return contract_refuse(contract, named, "unknown column type '%.*s'%s",
                           STR_PRINT(named->text),
                           hint(contract, named->text, words, count));
}

/* A bound is written as the column's own numbers are, "0.5" with a point. */
static bool bound_read(const Contract *contract, const YamlNode *node, const char *key,
                       int decimals, bool *has, int64_t *bound)
{
    const YamlNode *named = yaml_find(node, key);
    *has = named != NULL;
    if (named && number_parse(named->text, decimals, true, bound) != NUMBER_OK)
        return contract_refuse(contract, named, "'%s' is a number, not '%.*s'", key,
                               STR_PRINT(named->text));
    return true;
}

static bool number_read(const Contract *contract, const YamlNode *node,
                        RecordColumn *column)
{
    const YamlNode *decimals = yaml_find(node, "decimals");
    int64_t count = 0;
    if (decimals && (number_parse(decimals->text, 0, true, &count) != NUMBER_OK ||
                     count < 0 || count > 6))
        return contract_refuse(contract, decimals, "decimals are 0 to 6, not '%.*s'",
                               STR_PRINT(decimals->text));
    column->decimals = (int)count;
    return bound_read(contract, node, "least", column->decimals, &column->has_least,
                      &column->least) &&
           bound_read(contract, node, "most", column->decimals, &column->has_most,
                      &column->most);
}

bool contract_column(const Contract *contract, const YamlNode *node, RecordColumn *column)
{
    static const Str known[] = {
        {"type", 4}, {"heads", 5},  {"required", 8}, {"decimals", 8}, {"least", 5},
        {"most", 4}, {"values", 6}, {"format", 6},   {"past", 4},     {"adds", 4}};
    static const char *const reserved[] = {"batch", "line", "record",   "record_row",
                                           "held",  "file", "sender_id"};
    *column = (RecordColumn){.name = node->key};
    if (!contract_identifier(column->name))
        return contract_refuse(contract, node, "a column's name is a-z and _, not '%.*s'",
                               STR_PRINT(node->key));
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (str_equal(column->name, str_from(reserved[i])))
            return contract_refuse(
                contract, node, "the column name '%s' is the database's own", reserved[i]);
    if (node->kind != YAML_MAP)
        return contract_refuse(contract, node,
                               "a column is a map: {type: ..., heads: [...]}");
    const YamlNode *heads = yaml_find(node, "heads"), *values = yaml_find(node, "values");
    if (!yaml_only(contract->path, node, known, sizeof known / sizeof *known,
                   contract->error) ||
        !type_read(contract, node, &column->type) ||
        !yaml_bool(contract->path, node, "required", false, &column->required,
                   contract->error) ||
        !yaml_bool(contract->path, node, "past", false, &column->past, contract->error) ||
        !number_read(contract, node, column))
        return false;
    if (column->past && column->type != COLUMN_DATE)
        return contract_refuse(contract, yaml_find(node, "past"), "only a date is past");
    column->format = yaml_text(node, "format", STR(""));
    if (!contract_words(contract, heads, column->name, &column->heads, &column->head_count))
        return false;
    if ((column->type == COLUMN_CATEGORY) != (values != NULL))
        return contract_refuse(contract, node,
                               values ? "only a category has values"
                                      : "a category needs values: word: [words]");
    return !values || values_read(contract, values, column);
}
