/* SPDX-License-Identifier: EUPL-1.2 */
/* Units over the same periods on one scale, in their own order. */
#include "reports/template/chart_kinds.h"
#include "reports/template/chart_units.h"

enum { TABLE_PERIODS = 6 }; /* side by side in a table */

typedef struct {
    Build *build;
    const Fence *fence;
    const FactIndicator *indicator;
    FactUnit *units;
    Fact **facts; /* of each unit */
    size_t count, periods;
    bool any_known, any_preliminary;
} Multiples;

bool check_multiples(const Names *names, const Fence *fence, Error *error)
{
    static const Str allowed[] = {{"indicator", 9}, {"units", 5}, {"months", 6},
                                  {"step", 4},      {"group", 5}, {"table", 5}};
    return chart_options_check(names, fence, allowed, 6, error);
}

static bool read_units(Multiples *all, Error *error)
{
    const Build *build = all->build;
    int periods = fence_number(all->fence, "months", build->template->history);
    PeriodKind step = fence_step(build, all->fence);
    Period last = period_containing(step, period_last_month(build->period));
    if (!chart_units(build, all->fence, STR("district"), &all->units, &all->count, error))
        return false;
    all->facts = ARENA_ARRAY(build->arena, all->count, Fact *);
    for (size_t i = 0; i < all->count; i++) {
        if (!facts_series(build->facts, build->arena, all->indicator->id, all->units[i].id,
                          fence_text(all->fence, "group", STR("all")),
                          period_next(last, 1 - periods), last, &all->facts[i],
                          &all->periods, error))
            return false;
        for (size_t j = 0; j < all->periods; j++) {
            const Figure *figure = &all->facts[i][j].figure;
            all->any_known = all->any_known || figure->known;
            all->any_preliminary = all->any_preliminary || figure->mark == MARK_PRELIMINARY;
        }
    }
    return true;
}

static Str plain_text(const Multiples *all, const Figure *figure)
{
    Signs unused = {0};
    Figure plain = *figure; /* its marks are told elsewhere */
    plain.mark = plain.known ? MARK_OK : plain.mark, plain.year = 0;
    return figure_text(all->build, all->indicator, &plain, &unused);
}

/* "17", "7 av 12", "83 % (n = 42)" */
static Str headline(const Multiples *all, const Figure *figure)
{
    const Build *build = all->build;
    Str text = plain_text(all, figure);
    bool share = all->indicator->kind == FACT_SHARE && figure->known;
    if (!share || amount_compare(figure->denominator, AMOUNT_WHOLE(20)) < 0)
        return text;
    Str n = SAY(build->arena, build->wording, WORD_pairs_n,
                {"n", number_print(build->arena, build->wording->language,
                                   figure->denominator, 0)});
    return str_format(build->arena, "%.*s (%.*s)", STR_PRINT(text), STR_PRINT(n));
}

static Str period_said(const Multiples *all, size_t period)
{
    return wording_period(all->build->arena, all->build->wording,
                          all->facts[0][period].period);
}

/* "Åsen: 3 till 17, senast 12." */
static Str unit_said(const Multiples *all, size_t unit)
{
    const Figure *least = NULL, *most = NULL;
    for (size_t i = 0; i < all->periods; i++) {
        const Figure *figure = &all->facts[unit][i].figure;
        if (!figure->known)
            continue;
        if (!least || amount_compare(figure->value, least->value) < 0)
            least = figure;
        if (!most || amount_compare(figure->value, most->value) > 0)
            most = figure;
    }
    if (!least || !most)
        return STR("");
    return SAY(all->build->arena, all->build->wording, WORD_multiples_unit,
               {"unit", all->units[unit].name}, {"least", plain_text(all, least)},
               {"most", plain_text(all, most)},
               {"last", plain_text(all, &all->facts[unit][all->periods - 1].figure)});
}

static Str alt_said(const Multiples *all)
{
    const Build *build = all->build;
    Text text = text_open(build->arena);
    sentence_add(&text,
                 SAY_COUNT(build->arena, build->wording, WORD_alt_multiples, all->count,
                           {"name", wording_small(build->arena, all->indicator->name)},
                           {"from", period_said(all, 0)},
                           {"to", period_said(all, all->periods - 1)},
                           {"count", str_format(build->arena, "%zu", all->count)}));
    for (size_t i = 0; i < all->count; i++)
        sentence_add(&text, unit_said(all, i));
    return text_str(&text);
}

static void add_chart(const Multiples *all)
{
    Build *build = all->build;
    ChartSeries *series = ARENA_ARRAY(build->arena, all->count, ChartSeries);
    Str *figures = ARENA_ARRAY(build->arena, all->count, Str);
    for (size_t i = 0; i < all->count; i++) {
        ChartPoint *points = ARENA_ARRAY(build->arena, all->periods, ChartPoint);
        for (size_t j = 0; j < all->periods; j++) {
            points[j] = figure_point(build, all->indicator, &all->facts[i][j].figure);
            points[j].text = plain_text(all, &all->facts[i][j].figure);
        }
        series[i] = (ChartSeries){all->units[i].name, points};
        figures[i] = headline(all, &all->facts[i][all->periods - 1].figure);
    }
    ChartMultiples *data = ARENA_NEW(build->arena, ChartMultiples);
    *data =
        (ChartMultiples){figures, period_said(all, 0), period_said(all, all->periods - 1)};
    bool share = all->indicator->kind == FACT_SHARE;
    Chart chart = {.kind = CHART_MULTIPLES,
                   .alt = alt_said(all),
                   .unit = share ? STR("%") : all->indicator->unit,
                   .language = build->wording->language,
                   .series = series,
                   .series_count = all->count,
                   .multiples = data,
                   .height_pt = fence_number(all->fence, "height", 0)};
    chart_periods(build, all->facts[0], all->periods, &chart);
    build_add(build, (Block){.kind = BLOCK_CHART, .chart = chart});
    Text note = text_open(build->arena);
    sentence_add(&note, wording_say(build->wording, WORD_multiples_scale));
    if (all->any_preliminary)
        sentence_add(&note, wording_say(build->wording, WORD_multiples_preliminary));
    build_paragraph(build, PARAGRAPH_NOTE, text_str(&note));
}

static void add_table(const Multiples *all, size_t from, size_t end)
{
    const Build *build = all->build;
    Numbers numbers = {.build = build};
    numbers_column(&numbers, wording_say(build->wording, WORD_column_unit), COLUMN_WORDS);
    for (size_t j = from; j < end; j++)
        numbers_column(&numbers, wording_capital(build->arena, period_said(all, j)),
                       COLUMN_FIGURES);
    for (size_t i = 0; i < all->count; i++) {
        numbers_cell(&numbers, text_cell(all->units[i].name, TONE_INK));
        for (size_t j = from; j < end; j++)
            numbers_cell(&numbers,
                         figure_cell(build, all->indicator, &all->facts[i][j].figure,
                                     TONE_INK, &numbers.signs));
    }
    numbers_add(all->build, all->fence, &numbers,
                SAY(build->arena, build->wording, WORD_multiples_caption,
                    {"name", all->indicator->name}, {"from", period_said(all, from)},
                    {"to", period_said(all, end - 1)}));
}

bool build_multiples(Build *build, const Fence *fence, Error *error)
{
    Multiples all = {.build = build, .fence = fence};
    all.indicator = build_indicator(build, fence->indicators[0], error);
    if (!all.indicator || !read_units(&all, error))
        return false;
    if (!all.any_known) {
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY(build->arena, build->wording, WORD_chart_nothing,
                            {"name", wording_small(build->arena, all.indicator->name)},
                            {"in_period", wording_in_period(build->arena, build->wording,
                                                            build->period)}));
        return true;
    }
    add_chart(&all);
    for (size_t from = 0; from < all.periods; from += TABLE_PERIODS) {
        size_t end =
            from + TABLE_PERIODS < all.periods ? from + TABLE_PERIODS : all.periods;
        add_table(&all, from, end);
    }
    return true;
}
