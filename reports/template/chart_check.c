/* What is told of a chart when its template is read: options its kind does not have, and
 * numbers that would stand in no table. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/chart_kinds.h"
#include "reports/template/chart_units.h"

bool check_chart(const Names *names, const Fence *fence, Error *error)
{
    static const Str shared[] = {{"indicator", 9}, {"by", 2},      {"months", 6},
                                 {"step", 4},      {"compare", 7}, {"goal", 4},
                                 {"empty", 5},     {"group", 5}};
    const ChartMaker *maker = chart_maker(fence);
    if (maker)
        return maker->check(names, fence, error);
    if (!chart_options_check(names, fence, shared, sizeof shared / sizeof *shared, error))
        return false;
    bool bars = fence_is(fence, "kind", STR("bars"));
    Str by = fence_text(fence, "by", STR(""));
    if (!bars && by.len)
        return fence_fail(names, fence, "by", (Known){NULL, 0}, error,
                          "only a chart of bars has 'by'");
    if (!bars)
        return true;
    if (str_equal(by, STR("month")))
        return fence_fail(names, fence, "by", (Known){NULL, 0}, error,
                          "bars are by group or part; a chart by month is kind: months");
    const FactIndicator *indicator =
        facts_indicator(names->facts, LANGUAGE_EN, fence->indicators[0], error);
    if (!indicator)
        return false;
    return by.len || indicator->by.len ||
           fence_fail(names, fence, "indicator", (Known){NULL, 0}, error,
                      "'%.*s' has no parts; say by: group",
                      STR_PRINT(fence->indicators[0]));
}

static bool has_indicator(const Fence *fence, Str indicator)
{
    for (size_t i = 0; i < fence->indicator_count; i++)
        if (str_equal(fence->indicators[i], indicator))
            return true;
    return false;
}

/* What kind of table says the chart's numbers. */
static bool table_says(const Names *names, const Fence *table, const Fence *chart,
                       Error *error)
{
    Str by = fence_text(table, "by", STR(""));
    if (table->kind != &fence_table || !has_indicator(table, chart->indicators[0]))
        return false;
    bool grouped = fence_is(chart, "kind", STR("grouped"));
    if (grouped || fence_is(chart, "kind", STR("months")) || chart_maker(chart)) {
        int drawn =
            fence_number(chart, "months", grouped ? CHART_GROUPED_PERIODS : names->history);
        return str_equal(by, STR("month")) &&
               fence_number(table, "months", names->history) >= drawn &&
               str_equal(fence_text(table, "step", STR("")),
                         fence_text(chart, "step", STR(""))) &&
               (grouped ? fence_is(table, "split", STR("group")) &&
                              str_equal(table->indicators[0], chart->indicators[0])
                        : str_equal(fence_text(table, "group", STR("all")),
                                    fence_text(chart, "group", STR("all"))));
    }
    const FactIndicator *indicator =
        facts_indicator(names->facts, LANGUAGE_EN, chart->indicators[0], error);
    return indicator && str_equal(by, fence_text(chart, "by", indicator->by));
}

static bool any_table_says(const Names *names, const Elements *elements, const Fence *chart,
                           Error *error)
{
    for (size_t i = 0; i < elements->count; i++) {
        const Element *element = &elements->items[i];
        if (element->kind == ELEMENT_FENCE &&
            table_says(names, element->fence, chart, error))
            return true;
        if (element->kind == ELEMENT_COLUMNS &&
            (any_table_says(names, &element->left, chart, error) ||
             any_table_says(names, &element->right, chart, error)))
            return true;
    }
    return false;
}

static bool check_table_of(const Names *names, const Elements *all, const Fence *fence,
                           Error *error)
{
    return any_table_says(names, all, fence, error) ||
           fence_fail(names, fence, "indicator", (Known){NULL, 0}, error,
                      "the numbers of this chart stand in no table; add one (by: "
                      "month with as many months, and split: group for grouped; "
                      "the same 'by' for bars)");
}

/* The fences in the order they are read. */
typedef struct {
    const Fence *fence;
} FenceRead;

typedef struct {
    Arena *arena;
    FenceRead *items;
    size_t count, capacity;
} Fences;

static void collect(Fences *fences, const Elements *elements)
{
    for (size_t i = 0; i < elements->count; i++) {
        const Element *element = &elements->items[i];
        if (element->kind == ELEMENT_COLUMNS) {
            collect(fences, &element->left);
            collect(fences, &element->right);
        } else if (element->kind == ELEMENT_FENCE) {
            fences->items =
                ARENA_GROW(fences->arena, fences->items, fences->count, &fences->capacity);
            fences->items[fences->count++].fence = element->fence;
        }
    }
}

/* Of a series alone can a table of other figures say all that was drawn. */
static bool check_no_table(const Names *names, const Elements *all, const Fence *fence,
                           Error *error)
{
    return fence_is(fence, "kind", STR("control"))
               ? check_table_of(names, all, fence, error)
               : fence_fail(names, fence, "table", (Known){NULL, 0}, error,
                            "only a chart of kind control goes without its own table");
}

bool fences_check_charts(const Names *names, const Elements *elements, Error *error)
{
    Fences fences = {.arena = names->arena};
    collect(&fences, elements);
    bool numbers_follow = false;
    for (size_t i = fences.count; i-- > 0;) {
        const Fence *fence = fences.items[i].fence;
        bool own = fence->kind == &fence_chart && chart_maker(fence);
        numbers_follow = numbers_follow || fence->kind == &fence_numbers;
        if (own && fence_is(fence, "table", STR("later")) && !numbers_follow)
            return fence_fail(names, fence, "table", (Known){NULL, 0}, error,
                              "no block 'numbers' follows, where the table would stand");
    }
    for (size_t i = 0; i < fences.count; i++) {
        const Fence *fence = fences.items[i].fence;
        if (fence->kind != &fence_chart)
            continue;
        bool without = fence_is(fence, "table", STR("no"));
        if (without && !check_no_table(names, elements, fence, error))
            return false;
        if (!chart_maker(fence) && !check_table_of(names, elements, fence, error))
            return false;
    }
    return true;
}
