/* The table a manager takes in at a glance: figure, goal, last year, the way there, status.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

enum { COLUMN_COUNT = 6, COLUMN_HISTORY = 4 };

static const Sparkline *sparkline_of(const Build *build, const Fact *series, size_t count,
                                     const Fact *fact)
{
    double *values = ARENA_ARRAY(build->arena, count, double);
    bool *known = ARENA_ARRAY(build->arena, count, bool);
    size_t seen = 0;
    for (size_t i = 0; i < count; i++) {
        known[i] = series[i].figure.known;
        values[i] = known[i] ? amount_double(series[i].figure.value) : 0;
        seen += known[i];
    }
    if (!seen)
        return NULL;
    bool look = fact->status == STATUS_NOT_MET && !build->quiet;
    Sparkline *sparkline = ARENA_NEW(build->arena, Sparkline);
    *sparkline = (Sparkline){values, known, count, look ? TONE_ALERT : TONE_ACCENT};
    return sparkline;
}

static Str sparkline_text(const Build *build, const FactIndicator *indicator,
                          const Fact *series, size_t count)
{
    const Figure *least = NULL, *most = NULL;
    for (size_t i = 0; i < count; i++) {
        const Figure *figure = &series[i].figure;
        if (!figure->known)
            continue;
        if (!least || amount_compare(figure->value, least->value) < 0)
            least = figure;
        if (!most || amount_compare(figure->value, most->value) > 0)
            most = figure;
    }
    if (!least)
        return wording_say(build->wording, WORD_sparkline_none);
    if (amount_compare(least->value, most->value) == 0)
        return amount_text(build, indicator, most->value);
    return SAY(build->arena, build->wording, WORD_sparkline,
               {"least", amount_text(build, indicator, least->value)},
               {"most", amount_text(build, indicator, most->value)});
}

static bool add_row(const Build *build, Str id, Str group, int months, TableCell *row,
                    Signs *signs, Error *error)
{
    const FactIndicator *indicator = build_indicator(build, id, error);
    Fact fact, *series;
    size_t count;
    if (!indicator ||
        !build_series(build, id, group, build->period.kind, months, &series, &count,
                      error) ||
        !build_fact(build, id, group, &fact, error))
        return false;
    row[0] = text_cell(indicator->name, TONE_INK);
    row[1] = figure_cell(build, indicator, &fact.figure, TONE_INK, signs);
    row[1].bold = fact.figure.known;
    row[2] = text_cell(fact.goal.known ? amount_text(build, indicator, fact.goal.goal)
                                       : wording_say(build->wording, WORD_none),
                       TONE_MUTED);
    row[3] = figure_cell(build, indicator, &fact.last_year, TONE_MUTED, signs);
    row[4] = text_cell(sparkline_text(build, indicator, series, count), TONE_MUTED);
    row[4].sparkline = sparkline_of(build, series, count, &fact);
    row[5] = status_cell(build, &fact, signs);
    return true;
}

static TableColumn column_of(Str heading, TableColumnKind kind, Align align)
{
    return (TableColumn){heading, kind, align};
}

static TableColumn *columns_of(const Build *build, int months)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    TableColumn *columns = ARENA_ARRAY(arena, COLUMN_COUNT, TableColumn);
    Str now = wording_capital(arena, wording_period(arena, wording, build->period));
    Str then = wording_period(arena, wording, period_last_year(build->period));
    columns[0] =
        column_of(wording_say(wording, WORD_column_measure), COLUMN_WORDS, ALIGN_LEFT);
    columns[1] = column_of(now, COLUMN_FIGURES, ALIGN_RIGHT);
    columns[2] =
        column_of(wording_say(wording, WORD_column_goal), COLUMN_FIGURES, ALIGN_RIGHT);
    columns[3] = column_of(wording_capital(arena, then), COLUMN_FIGURES, ALIGN_RIGHT);
    columns[4] = column_of(SAY_COUNT(arena, wording, WORD_column_history, months,
                                     {"count", str_format(arena, "%d", months)}),
                           COLUMN_SPARKLINE, ALIGN_LEFT);
    columns[5] =
        column_of(wording_say(wording, WORD_column_status), COLUMN_STATUS, ALIGN_LEFT);
    return columns;
}

/* Is there a way anywhere? A single point is none. */
static bool has_history(const TableCell *cells, size_t rows)
{
    for (size_t row = 0; row < rows; row++) {
        const Sparkline *line = cells[row * COLUMN_COUNT + COLUMN_HISTORY].sparkline;
        size_t known = 0;
        for (size_t i = 0; line && i < line->count; i++)
            known += line->known[i];
        if (known > 1)
            return true;
    }
    return false;
}

/* The column of ways goes, where there is none: returns how many columns are left. */
static size_t history_drop(TableColumn *columns, TableCell *cells, size_t rows)
{
    if (has_history(cells, rows))
        return COLUMN_COUNT;
    size_t kept = 0;
    for (size_t i = 0; i < rows * COLUMN_COUNT; i++)
        if (i % COLUMN_COUNT != COLUMN_HISTORY)
            cells[kept++] = cells[i];
    for (size_t c = COLUMN_HISTORY; c + 1 < COLUMN_COUNT; c++)
        columns[c] = columns[c + 1];
    return COLUMN_COUNT - 1;
}

static bool build_keyfigures(Build *build, const Fence *fence, Error *error)
{
    int months = fence_number(fence, "months", build->template->history);
    Str group = fence_text(fence, "group", STR("all"));
    size_t rows = fence->indicator_count;
    TableCell *cells = ARENA_ARRAY(build->arena, rows * COLUMN_COUNT, TableCell);
    Signs signs = {0};
    for (size_t i = 0; i < rows; i++)
        if (!add_row(build, fence->indicators[i], group, months, cells + i * COLUMN_COUNT,
                     &signs, error))
            return false;
    bool caption = fence_yes(fence, "caption", true);
    TableColumn *columns = columns_of(build, months);
    size_t column_count = history_drop(columns, cells, rows);
    Table table = {
        .caption = !caption
                       ? STR("")
                       : SAY(build->arena, build->wording, WORD_keyfigures_caption,
                             {"unit", build->unit.name},
                             {"in_period", wording_in_period(build->arena, build->wording,
                                                             build->period)}),
        .summary = SAY_COUNT(build->arena, build->wording, WORD_keyfigures_summary, rows,
                             {"rows", str_format(build->arena, "%zu", rows)}),
        .note = signs_note(build, &signs),
        .columns = columns,
        .column_count = column_count,
        .cells = cells,
        .row_count = rows,
    };
    build_add(build, (Block){.kind = BLOCK_TABLE, .table = table});
    return true;
}

static const OptionRule options[] = {
    {.name = {"indicators", 10}, .type = OPTION_INDICATORS, .required = true},
    {.name = {"months", 6}, .type = OPTION_NUMBER, .least = 2, .most = 60},
    {.name = {"caption", 7}, .type = OPTION_YES},
    {.name = {"group", 5}, .type = OPTION_GROUP},
};
const FenceKind fence_keyfigures = {
    .name = {"keyfigures", 10},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .build = build_keyfigures,
};
