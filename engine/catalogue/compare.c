/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/compare.h"

#include "engine/catalogue/table.h"

static bool is_comparable(const Indicator *indicator)
{
    switch (indicator->kind) {
    case MEASURE_MEAN:
    case MEASURE_SHARE:
    case MEASURE_RATIO:
        return true;
    case MEASURE_REPORTED:
    case MEASURE_OUTCOME:
        return indicator->share;
    case MEASURE_COUNT:
    case MEASURE_SUM:
    case MEASURE_DISTINCT:
    case MEASURE_OFFERED:
        return false;
    }
    return false;
}

/* Whether the member is the second of two words; the first when there is no such member. */
static bool read_word(const MeasureReader *reader, const YamlNode *map, const char *key,
                      const Str words[2], bool *second)
{
    const YamlNode *node = yaml_find(map, key);
    *second = node && str_equal(node->text, words[1]);
    if (!node || *second || str_equal(node->text, words[0]))
        return true;
    return measure_fail(reader, node, "%s: unknown word '%.*s'%.*s", key,
                        STR_PRINT(node->text),
                        STR_PRINT(table_suggest(reader->arena, node->text, words, 2)));
}

bool compare_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator)
{
    static const Str known[] = {{"target", 6}, {"limits", 6}, {"counts", 6}};
    static const Str targets[] = {{"mean", 4}, {"goal", 4}};
    static const Str limits[] = {{"exact", 5}, {"score", 5}};
    static const Str counts[] = {{"persons", 7}, {"events", 6}};
    const YamlNode *node = yaml_find(map, "compare");
    CompareSettings read = {.counts = COMPARE_AS_MEASURED};
    bool events = false;
    if (!node)
        return true;
    if (node->kind != YAML_MAP)
        return measure_fail(reader, node,
                            "compare is {target: mean or goal, limits: exact or score}");
    if (!yaml_only(reader->path, node, known, 3, reader->error))
        return false;
    if (!is_comparable(indicator))
        return measure_fail(reader, node, "compare belongs to shares, means and ratios");
    const YamlNode *counted = yaml_find(node, "counts");
    if (counted && indicator->kind != MEASURE_RATIO)
        return measure_fail(reader, counted, "counts belongs to ratios");
    if (!read_word(reader, node, "target", targets, &read.with_goal) ||
        !read_word(reader, node, "limits", limits, &read.score) ||
        !read_word(reader, node, "counts", counts, &events))
        return false;
    if (counted)
        read.counts = events ? COMPARE_EVENTS : COMPARE_PERSONS;
    indicator->compare = read;
    return true;
}

static bool counts_keys(const Indicator *indicator)
{
    if (indicator->kind != MEASURE_DISTINCT)
        return false;
    const RecordColumn *column = record_column(indicator->source, indicator->column);
    return column && column->type == COLUMN_KEY;
}

static bool is_reported(const Indicator *indicator)
{
    return indicator->kind == MEASURE_REPORTED && !indicator->share;
}

bool compare_of_persons(const Indicators *all, const Indicator *indicator)
{
    if (indicator->kind != MEASURE_RATIO)
        return false;
    if (indicator->compare.counts != COMPARE_AS_MEASURED)
        return indicator->compare.counts == COMPARE_PERSONS;
    const Indicator *of = indicators_find(all, indicator->of);
    const Indicator *over = indicators_find(all, indicator->over);
    bool of_people = of->protects == PROTECTS_PERSONS || of->protects == PROTECTS_CARERS;
    return (counts_keys(of) || (is_reported(of) && of_people)) &&
           (counts_keys(over) || is_reported(over));
}
