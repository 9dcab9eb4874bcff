/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/forecast.h"

#include "engine/base/calendar.h"

static bool read_years(const MeasureReader *reader, const YamlNode *list,
                       ForecastSettings *read)
{
    if (!list)
        return true;
    if (list->kind != YAML_LIST)
        return measure_fail(reader, list, "skip_years is a list of years: [2020]");
    int *years = ARENA_ARRAY(reader->arena, list->count, int);
    for (size_t i = 0; i < list->count; i++) {
        Period year;
        if (!period_parse(list->items[i].text, &year) || year.kind != PERIOD_YEAR)
            return measure_fail(reader, &list->items[i],
                                "'%.*s' is no year; write skip_years: [2020]",
                                STR_PRINT(list->items[i].text));
        years[i] = period_year(year);
    }
    read->skip_years = years;
    read->skip_count = list->count;
    return true;
}

bool forecast_read(const MeasureReader *reader, const YamlNode *map, Indicator *indicator)
{
    static const Str known[] = {{"skip_years", 10}};
    const YamlNode *node = yaml_find(map, "forecast");
    ForecastSettings read = {0};
    if (!node)
        return true;
    if (node->kind != YAML_MAP)
        return measure_fail(reader, node, "forecast is {skip_years: [2020]}");
    if (!yaml_only(reader->path, node, known, 1, reader->error) ||
        !read_years(reader, yaml_find(node, "skip_years"), &read))
        return false;
    indicator->forecast = read;
    return true;
}

bool forecast_skips(const Indicator *indicator, int year)
{
    for (size_t i = 0; i < indicator->forecast.skip_count; i++)
        if (indicator->forecast.skip_years[i] == year)
            return true;
    return false;
}
