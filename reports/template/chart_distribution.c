/* SPDX-License-Identifier: EUPL-1.2 */
/* An indicator's parts or target groups as columns in their own order, which is that of the
 * catalogue: ages, classes, steps. An empty column stays, or there would be no order to
 * see. */
#include "reports/template/chart_kinds.h"
#include "reports/template/chart_units.h"

typedef struct {
    Build *build;
    const Fence *fence;
    const FactIndicator *indicator;
    Str by;
    FactName *parts;
    Fact *facts;
    Fact total;
    size_t count;
} Distribution;

bool check_distribution(const Names *names, const Fence *fence, Error *error)
{
    static const Str allowed[] = {{"indicator", 9}, {"by", 2}, {"empty", 5}, {"table", 5}};
    if (!chart_options_check(names, fence, allowed, 4, error))
        return false;
    Str by = fence_text(fence, "by", STR(""));
    const FactIndicator *indicator =
        facts_indicator(names->facts, LANGUAGE_EN, fence->indicators[0], error);
    if (!indicator)
        return false;
    if (str_equal(by, STR("month")))
        return fence_fail(names, fence, "by", (Known){NULL, 0}, error,
                          "columns are by group or part; a chart by month is kind: months");
    return by.len || indicator->by.len ||
           fence_fail(names, fence, "indicator", (Known){NULL, 0}, error,
                      "'%.*s' has no parts; say by: group",
                      STR_PRINT(fence->indicators[0]));
}

static bool is_zero(const Fact *fact)
{
    return fact->figure.known && fact->figure.value.numerator == 0;
}

static bool read_parts(Distribution *all, Error *error)
{
    Build *build = all->build;
    FactName *found;
    size_t count;
    if (!build_parts(build, all->by, all->indicator->id, &found, &count, error) ||
        !build_fact(build, all->indicator->id, STR("all"), &all->total, error))
        return false;
    all->parts = ARENA_ARRAY(build->arena, count, FactName);
    all->facts = ARENA_ARRAY(build->arena, count, Fact);
    for (size_t i = 0; i < count; i++) {
        Fact *fact = &all->facts[all->count];
        if (!build_part_fact(build, all->by, all->indicator->id, found[i].id, build->period,
                             fact, error))
            return false;
        if (is_zero(fact) && !fence_yes(all->fence, "empty", true))
            continue;
        all->parts[all->count++] = found[i];
    }
    return true;
}

/* Above a column stands the number alone: what is preliminary has an open column. */
static ChartPoint column_point(const Distribution *all, const Figure *figure)
{
    ChartPoint point = figure_point(all->build, all->indicator, figure);
    Signs unused = {0};
    Figure plain = *figure;
    plain.mark = MARK_OK, plain.year = 0;
    if (point.known)
        point.text = figure_text(all->build, all->indicator, &plain, &unused);
    return point;
}

static void add_chart(const Distribution *all)
{
    Build *build = all->build;
    Str *labels = ARENA_ARRAY(build->arena, all->count, Str);
    ChartPoint *points = ARENA_ARRAY(build->arena, all->count, ChartPoint);
    ChartSeries *series = ARENA_NEW(build->arena, ChartSeries);
    for (size_t i = 0; i < all->count; i++) {
        labels[i] = all->parts[i].name;
        points[i] = column_point(all, &all->facts[i].figure);
    }
    *series = (ChartSeries){all->indicator->name, points};
    bool share = all->indicator->kind == FACT_SHARE;
    build_add(
        build,
        (Block){.kind = BLOCK_CHART,
                .chart = {.kind = CHART_DISTRIBUTION,
                          .alt = alt_distribution(build, all->indicator, all->parts,
                                                  all->facts, all->count, &all->total),
                          .unit = share ? STR("%") : all->indicator->unit,
                          .language = build->wording->language,
                          .labels = labels,
                          .sublabels = ARENA_ARRAY(build->arena, all->count, Str),
                          .point_count = all->count,
                          .series = series,
                          .series_count = 1,
                          .height_pt = fence_number(all->fence, "height", 0)}});
}

static Str by_word(const Build *build, Str by)
{
    const Pattern *word =
        wording_find(build->wording, str_format(build->arena, "by.%.*s", STR_PRINT(by)));
    return word ? word->other : by;
}

static void add_row(const Distribution *all, Numbers *numbers, Str name, const Fact *fact,
                    bool bold)
{
    TableCell head = text_cell(name, TONE_INK);
    TableCell cell =
        figure_cell(all->build, all->indicator, &fact->figure, TONE_INK, &numbers->signs);
    head.bold = cell.bold = bold;
    numbers_cell(numbers, head);
    numbers_cell(numbers, cell);
}

static void add_table(const Distribution *all)
{
    Build *build = all->build;
    const Wording *wording = build->wording;
    Arena *arena = build->arena;
    Text note = text_open(arena);
    Numbers numbers = {.build = build, .sum_row = true};
    numbers_column(&numbers, wording_capital(arena, by_word(build, all->by)), COLUMN_WORDS);
    numbers_column(&numbers,
                   wording_capital(arena, wording_period(arena, wording, build->period)),
                   COLUMN_FIGURES);
    for (size_t i = 0; i < all->count; i++)
        add_row(all, &numbers, all->parts[i].name, &all->facts[i], false);
    add_row(all, &numbers, wording_say(wording, WORD_row_total), &all->total, true);
    if (str_equal(all->by, STR("group")))
        sentence_add(&note, wording_say(wording, WORD_note_total));
    if (all->indicator->kind == FACT_DISTINCT)
        sentence_add(&note, wording_say(wording, WORD_note_not_summed));
    numbers.note = text_str(&note);
    numbers_add(build, all->fence, &numbers,
                SAY(arena, wording, WORD_table_caption_by, {"names", all->indicator->name},
                    {"by", by_word(build, all->by)}, {"unit", build->unit.name},
                    {"in_period", wording_in_period(arena, wording, build->period)}));
}

bool build_distribution(Build *build, const Fence *fence, Error *error)
{
    Distribution all = {.build = build, .fence = fence};
    all.indicator = build_indicator(build, fence->indicators[0], error);
    if (!all.indicator)
        return false;
    all.by = fence_text(fence, "by", all.indicator->by);
    if (!read_parts(&all, error))
        return false;
    bool any = false, preliminary = false;
    for (size_t i = 0; i < all.count; i++) {
        any = any || all.facts[i].figure.known;
        preliminary = preliminary || all.facts[i].figure.mark == MARK_PRELIMINARY;
    }
    if (any)
        add_chart(&all);
    else
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY(build->arena, build->wording, WORD_chart_nothing,
                            {"name", wording_small(build->arena, all.indicator->name)},
                            {"in_period", wording_in_period(build->arena, build->wording,
                                                            build->period)}));
    if (any && preliminary)
        build_paragraph(build, PARAGRAPH_NOTE,
                        wording_say(build->wording, WORD_bullet_preliminary));
    add_table(&all);
    return true;
}
