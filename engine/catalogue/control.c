/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/control.h"

#include "engine/base/calendar.h"
#include "engine/base/number.h"
#include "engine/catalogue/table.h"

/* A change of the process begins new limits, so it is documented: with its reason. */
static bool read_rebase(const MeasureReader *reader, const YamlNode *node,
                        ControlRebase *rebase)
{
    static const Str known[] = {{"month", 5}, {"reason", 6}, {"unit", 4}};
    if (node->kind != YAML_MAP || !yaml_only(reader->path, node, known, 3, reader->error))
        return measure_fail(reader, node,
                            "rebase is a list of {month: 2017-10, reason: "
                            "what changed}, with unit: where it is not all");
    Period month;
    const YamlNode *at = yaml_find(node, "month");
    if (!at || !period_parse(at->text, &month) || month.kind != PERIOD_MONTH)
        return measure_fail(reader, at ? at : node, "month: write it as 2017-10");
    rebase->month = month.first_month;
    rebase->reason = yaml_text(node, "reason", STR(""));
    rebase->unit = yaml_text(node, "unit", STR(""));
    return rebase->reason.len ||
           measure_fail(reader, node,
                        "reason: say what changed; limits begin anew for that only");
}

static bool read_rebases(const MeasureReader *reader, const YamlNode *list,
                         ControlSettings *read)
{
    if (!list)
        return true;
    if (list->kind != YAML_LIST)
        return measure_fail(reader, list, "rebase is a list");
    ControlRebase *rebases = ARENA_ARRAY(reader->arena, list->count, ControlRebase);
    for (size_t i = 0; i < list->count; i++)
        if (!read_rebase(reader, &list->items[i], &rebases[i]))
            return false;
    read->rebases = rebases;
    read->rebase_count = list->count;
    return true;
}

static bool read_quiet(const MeasureReader *reader, const YamlNode *list,
                       ControlSettings *read)
{
    for (size_t i = 0; list && i < list->count; i++) {
        int64_t month;
        if (number_parse(list->items[i].text, 0, false, &month) != NUMBER_OK || month < 1 ||
            month > 12)
            return measure_fail(reader, &list->items[i], "a month is 1 to 12");
        read->quiet_months |= 1u << (month - 1);
    }
    return !list || list->kind == YAML_LIST ||
           measure_fail(reader, list, "quiet_months is a list: [7]");
}

static bool read_baseline(const MeasureReader *reader, const YamlNode *node,
                          ControlSettings *read)
{
    if (node && (number_parse(node->text, 0, false, &read->baseline_points) != NUMBER_OK ||
                 read->baseline_points < CONTROL_BASELINE_LEAST))
        return measure_fail(reader, node, "baseline_points is %d or more",
                            CONTROL_BASELINE_LEAST);
    return true;
}

bool control_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator)
{
    static const Str known[] = {{"rebase", 6},
                                {"baseline_points", 15},
                                {"screen", 6},
                                {"gap", 3},
                                {"quiet_months", 12}};
    static const Str gaps[] = {{"break", 5}, {"ignore", 6}};
    const YamlNode *node = yaml_find(map, "control");
    ControlSettings read = {0};
    bool screen = true;
    if (!node)
        return true;
    if (node->kind != YAML_MAP)
        return measure_fail(reader, node, "control is {baseline_points: 12, ...}");
    if (!yaml_only(reader->path, node, known, 5, reader->error) ||
        !read_rebases(reader, yaml_find(node, "rebase"), &read) ||
        !read_baseline(reader, yaml_find(node, "baseline_points"), &read) ||
        !read_quiet(reader, yaml_find(node, "quiet_months"), &read) ||
        !yaml_bool(reader->path, node, "screen", true, &screen, reader->error))
        return false;
    const YamlNode *gap = yaml_find(node, "gap");
    read.ignores_gaps = gap && str_equal(gap->text, gaps[1]);
    if (gap && !read.ignores_gaps && !str_equal(gap->text, gaps[0]))
        return measure_fail(reader, gap, "gap: unknown word '%.*s'%.*s",
                            STR_PRINT(gap->text),
                            STR_PRINT(table_suggest(reader->arena, gap->text, gaps, 2)));
    read.no_screen = !screen;
    indicator->control = read;
    return true;
}
