/* SPDX-License-Identifier: EUPL-1.2 */
/* The year so far against the year's goal: indicators of the report's unit, or one
 * indicator of several units. Where the year is heading is told only once three months are
 * in. */
#include "engine/facts_forecast.h"
#include "reports/template/chart_kinds.h"
#include "reports/template/chart_units.h"

enum { ROWS_MOST = 40 };

typedef struct {
    Str name;
    const FactIndicator *indicator;
    Fact fact;
    FactForecast forecast;
    bool heads; /* the forecast is told */
    Str value;  /* "62 av 165" */
    TableCell status;
} Course;

typedef struct {
    Build *build;
    const Fence *fence;
    Course *rows;
    size_t count, known;
    Str name; /* of what the rows have in common */
    Signs signs;
} Bullet;

static bool adds_up(FactKind kind)
{
    return kind == FACT_COUNT || kind == FACT_SUM || kind == FACT_DISTINCT ||
           kind == FACT_VALUE;
}

bool check_bullet(const Names *names, const Fence *fence, Error *error)
{
    static const Str allowed[] = {
        {"indicators", 10}, {"indicator", 9}, {"units", 5}, {"group", 5}, {"table", 5}};
    const char *place =
        yaml_find(fence->options, "indicators") ? "indicators" : "indicator";
    if (!chart_options_check(names, fence, allowed, 5, error))
        return false;
    if (fence->indicator_count > 1 && fence_text(fence, "units", STR("")).len)
        return fence_fail(names, fence, place, (Known){NULL, 0}, error,
                          "with units there is one indicator; a chart each for more");
    if (fence->indicator_count > ROWS_MOST)
        return fence_fail(names, fence, place, (Known){NULL, 0}, error,
                          "a chart has at most %d rows", ROWS_MOST);
    for (size_t i = 0; i < fence->indicator_count; i++) {
        const FactIndicator *indicator =
            facts_indicator(names->facts, LANGUAGE_EN, fence->indicators[i], error);
        if (!indicator)
            return false;
        if (!adds_up(indicator->kind))
            return fence_fail(names, fence, place, (Known){NULL, 0}, error,
                              "'%.*s' does not add up over the year; kind: intervals shows "
                              "shares, means and ratios against their goal",
                              STR_PRINT(fence->indicators[i]));
    }
    return true;
}

static Str value_said(const Build *build, const Course *row)
{
    Signs unused = {0};
    Figure plain = row->fact.figure;
    plain.mark = MARK_OK, plain.year = 0;
    Str value = figure_text(build, row->indicator, &plain, &unused);
    if (row->fact.goal.known)
        value = SAY(build->arena, build->wording, WORD_of, {"part", value},
                    {"whole", amount_text(build, row->indicator, row->fact.goal.goal)});
    return figure_marked(build, &row->fact.figure, value);
}

static bool read_row(Bullet *bullet, Course *row, Str indicator, Str unit, Error *error)
{
    const Build *build = bullet->build;
    Str group = fence_text(bullet->fence, "group", STR("all"));
    Figure *figure = &row->fact.figure;
    row->indicator = build_indicator(build, indicator, error);
    if (!row->indicator ||
        !facts_to_date(build->facts, build->arena, indicator, unit, group, build->period,
                       &row->fact, error) ||
        !facts_forecast_of(build->facts, &row->fact, &row->forecast, error))
        return false;
    if (figure->mark == MARK_PRELIMINARY && figure->delivered == figure->expected)
        figure->mark = MARK_OK; /* "hittills" says that the year goes on */
    row->heads = figure->known && row->forecast.known && !row->forecast.outcome &&
                 row->forecast.months >= FORECAST_MONTHS_LEAST;
    row->status = status_cell(build, &row->fact, &bullet->signs);
    row->value = figure->known ? value_said(build, row)
                               : figure_text(build, row->indicator, figure, &bullet->signs);
    bullet->known += figure->known;
    return true;
}

static bool read_units(Bullet *bullet, Error *error)
{
    FactUnit *units;
    Str indicator = bullet->fence->indicators[0];
    if (!chart_units(bullet->build, bullet->fence, STR(""), &units, &bullet->count, error))
        return false;
    bullet->rows = ARENA_ARRAY(bullet->build->arena, bullet->count, Course);
    for (size_t i = 0; i < bullet->count; i++) {
        bullet->rows[i].name = units[i].name;
        if (!read_row(bullet, &bullet->rows[i], indicator, units[i].id, error))
            return false;
        bullet->name = bullet->rows[i].indicator->name;
    }
    return true;
}

static bool read_indicators(Bullet *bullet, Error *error)
{
    bullet->count = bullet->fence->indicator_count;
    bullet->rows = ARENA_ARRAY(bullet->build->arena, bullet->count, Course);
    bullet->name = bullet->build->unit.name;
    for (size_t i = 0; i < bullet->count; i++) {
        Course *row = &bullet->rows[i];
        if (!read_row(bullet, row, bullet->fence->indicators[i], bullet->build->unit.id,
                      error))
            return false;
        row->name = row->indicator->name;
    }
    return true;
}

static Str to_date_said(const Build *build)
{
    Period last = {PERIOD_MONTH, period_last_month(build->period)};
    return SAY(build->arena, build->wording, WORD_until,
               {"month", wording_period(build->arena, build->wording, last)});
}

static Str forecast_interval(const Build *build, const Course *row)
{
    Language language = build->wording->language;
    return interval_said(
        build, number_print(build->arena, language, AMOUNT_WHOLE(row->forecast.low80), 0),
        number_print(build->arena, language, AMOUNT_WHOLE(row->forecast.high80), 0));
}

/* "Farsta (62 av 165; prognos 171, 150–192)" */
static Str row_said(const Build *build, const Course *row)
{
    if (!row->heads)
        return SAY(build->arena, build->wording, WORD_bullet_row, {"name", row->name},
                   {"value", row->value});
    return SAY(build->arena, build->wording, WORD_bullet_row_forecast, {"name", row->name},
               {"value", row->value},
               {"estimate", measure_text(build, row->indicator, row->forecast.estimate)},
               {"interval", forecast_interval(build, row)});
}

/* Row by row, those that stand alike together. */
static Str alt_bullet(const Bullet *bullet, Str undrawn)
{
    const Build *build = bullet->build;
    Text text = text_open(build->arena);
    bool *said = ARENA_ARRAY(build->arena, bullet->count, bool);
    sentence_add(&text,
                 SAY_COUNT(build->arena, build->wording, WORD_alt_bullet, bullet->known,
                           {"name", bullet->name}, {"until", to_date_said(build)},
                           {"count", str_format(build->arena, "%zu", bullet->known)}));
    for (size_t i = 0; i < bullet->count; i++) {
        NameList alike = {0};
        for (size_t j = i; j < bullet->count; j++) {
            const Course *row = &bullet->rows[j];
            if (said[j] || !row->fact.figure.known ||
                !str_equal(row->status.text, bullet->rows[i].status.text))
                continue;
            said[j] = true;
            name_add(build, &alike, row_said(build, row));
        }
        if (alike.count)
            sentence_add(
                &text,
                SAY(build->arena, build->wording, WORD_bullet_alike,
                    {"Status", wording_capital(build->arena, bullet->rows[i].status.text)},
                    {"names", names_said(build, &alike)}));
    }
    sentence_add(&text, undrawn);
    return text_str(&text);
}

static const ChartCourse *make_courses(const Bullet *bullet)
{
    ChartCourse *courses = ARENA_ARRAY(bullet->build->arena, bullet->count, ChartCourse);
    for (size_t i = 0; i < bullet->count; i++) {
        const Course *row = &bullet->rows[i];
        if (row->fact.figure.known)
            courses[i] = (ChartCourse){.has_goal = row->fact.goal.known,
                                       .goal = amount_double(row->fact.goal.goal),
                                       .has_forecast = row->heads,
                                       .estimate = row->forecast.estimate,
                                       .low = (double)row->forecast.low80,
                                       .high = (double)row->forecast.high80,
                                       .symbol = row->status.symbol,
                                       .tone = row->status.symbol_tone,
                                       .status = row->status.text};
    }
    return courses;
}

static void add_chart(const Bullet *bullet, Str *labels, ChartPoint *points)
{
    Build *build = bullet->build;
    const Wording *wording = build->wording;
    for (size_t i = 0; i < bullet->count; i++) {
        const Course *row = &bullet->rows[i];
        labels[i] = row->name;
        points[i] = figure_point(build, row->indicator, &row->fact.figure);
        points[i].text = row->value;
    }
    ChartCourses *courses = ARENA_NEW(build->arena, ChartCourses);
    *courses = (ChartCourses){.rows = make_courses(bullet),
                              .now_label = to_date_said(build),
                              .forecast_label = wording_say(wording, WORD_bullet_forecast),
                              .scale_label = wording_say(wording, WORD_bullet_scale)};
    ChartSeries *series = ARENA_NEW(build->arena, ChartSeries);
    *series = (ChartSeries){courses->now_label, points};
    Str undrawn = undrawn_said(build, WORD_unknown, labels, points, bullet->count);
    build_add(build,
              (Block){.kind = BLOCK_CHART,
                      .chart = {.kind = CHART_BULLET,
                                .alt = alt_bullet(bullet, undrawn),
                                .language = wording->language,
                                .labels = labels,
                                .sublabels = ARENA_ARRAY(build->arena, bullet->count, Str),
                                .point_count = bullet->count,
                                .series = series,
                                .series_count = 1,
                                .goal_label = wording_say(wording, WORD_bullet_goal),
                                .courses = courses,
                                .height_pt = fence_number(bullet->fence, "height", 0)}});
}

static void add_note(const Bullet *bullet)
{
    Build *build = bullet->build;
    NameList even = {0}, ceilings = {0};
    bool heads = false, preliminary = false;
    for (size_t i = 0; i < bullet->count; i++) {
        const Course *row = &bullet->rows[i];
        heads = heads || row->heads;
        preliminary = preliminary || row->fact.figure.mark == MARK_PRELIMINARY;
        if (row->heads && !row->forecast.years)
            name_add(build, &even, row->name);
        if (row->fact.goal.known && row->indicator->direction == FACT_LOWER_BETTER)
            name_add(build, &ceilings, row->name);
    }
    Text text = text_open(build->arena);
    if (heads)
        sentence_add(&text, wording_say(build->wording, WORD_bullet_pace));
    if (even.count)
        sentence_add(&text, SAY(build->arena, build->wording, WORD_bullet_even,
                                {"names", names_said(build, &even)}));
    if (ceilings.count)
        sentence_add(&text, SAY(build->arena, build->wording, WORD_bullet_ceiling,
                                {"names", names_said(build, &ceilings)}));
    if (preliminary)
        sentence_add(&text, wording_say(build->wording, WORD_bullet_preliminary));
    if (text.len)
        build_paragraph(build, PARAGRAPH_NOTE, text_str(&text));
}

static void add_table(Bullet *bullet)
{
    Build *build = bullet->build;
    const Wording *wording = build->wording;
    Numbers numbers = {.build = build, .signs = bullet->signs};
    bool units = fence_text(bullet->fence, "units", STR("")).len > 0;
    Str dash = wording_say(wording, WORD_none);
    numbers_column(&numbers,
                   wording_say(wording, units ? WORD_column_unit : WORD_column_measure),
                   COLUMN_WORDS);
    numbers_column(&numbers, wording_say(wording, WORD_column_so_far), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_year_goal), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_forecast), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_interval_80), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_status), COLUMN_STATUS);
    for (size_t i = 0; i < bullet->count; i++) {
        const Course *row = &bullet->rows[i];
        const FactGoal *goal = &row->fact.goal;
        numbers_cell(&numbers, text_cell(row->name, TONE_INK));
        numbers_cell(&numbers, figure_cell(build, row->indicator, &row->fact.figure,
                                           TONE_INK, &numbers.signs));
        numbers_cell(
            &numbers,
            text_cell(goal->known ? amount_text(build, row->indicator, goal->goal) : dash,
                      TONE_MUTED));
        numbers_cell(&numbers, text_cell(row->heads ? measure_text(build, row->indicator,
                                                                   row->forecast.estimate)
                                                    : dash,
                                         TONE_MUTED));
        numbers_cell(&numbers, text_cell(row->heads ? forecast_interval(build, row) : dash,
                                         TONE_MUTED));
        numbers_cell(&numbers, row->status);
    }
    numbers_add(build, bullet->fence, &numbers,
                SAY(build->arena, wording, WORD_numbers_caption, {"name", bullet->name},
                    {"in_period", to_date_said(build)}));
}

bool build_bullet(Build *build, const Fence *fence, Error *error)
{
    Bullet bullet = {.build = build, .fence = fence};
    bool units = fence_text(fence, "units", STR("")).len > 0;
    if (!(units ? read_units(&bullet, error) : read_indicators(&bullet, error)))
        return false;
    if (bullet.known) {
        add_chart(&bullet, ARENA_ARRAY(build->arena, bullet.count, Str),
                  ARENA_ARRAY(build->arena, bullet.count, ChartPoint));
        add_note(&bullet);
    } else {
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY(build->arena, build->wording, WORD_chart_nothing,
                            {"name", bullet.name}, {"in_period", to_date_said(build)}));
    }
    add_table(&bullet);
    return true;
}
