/* The numbers behind: by month (the newest last), by target group, or by the parts of an
 * indicator; in contract order, never ranked. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

/* A table growing row by row. */
typedef struct {
    Build *build;
    const Fence *fence;
    TableColumn *columns;
    size_t column_count, column_capacity;
    TableCell *cells;
    size_t cell_count, cell_capacity, row_count;
    Signs signs;
    bool empty_left_out, not_summed, with_total, by_group;
    Str formed; /* of a unit that came to be after its first row */
} Grid;

static void add_column(Grid *grid, Str heading, TableColumnKind kind)
{
    grid->columns = ARENA_GROW(grid->build->arena, grid->columns, grid->column_count,
                               &grid->column_capacity);
    grid->columns[grid->column_count++] =
        (TableColumn){heading, kind, kind == COLUMN_FIGURES ? ALIGN_RIGHT : ALIGN_LEFT};
}

static void add_cell(Grid *grid, TableCell cell)
{
    grid->cells =
        ARENA_GROW(grid->build->arena, grid->cells, grid->cell_count, &grid->cell_capacity);
    grid->cells[grid->cell_count++] = cell;
}

static bool wants_last_year(const Fence *fence)
{
    return fence_is(fence, "compare", STR("last_year"));
}

static TableCell goal_cell(const Grid *grid, const FactIndicator *indicator,
                           const Fact *fact)
{
    const Build *build = grid->build;
    return text_cell(fact->goal.known ? amount_text(build, indicator, fact->goal.goal)
                                      : wording_say(build->wording, WORD_none),
                     TONE_MUTED);
}

/* Of a part of what is offered: whether there was any; of all: "3 av fyra". */
static TableCell cell_of(Grid *grid, const FactIndicator *indicator, const Figure *figure,
                         bool part, Tone tone)
{
    const Build *build = grid->build;
    if (part && indicator->kind == FACT_OFFERED)
        return offered_cell(build, indicator, figure, &grid->signs);
    TableCell cell = figure_cell(build, indicator, figure, tone, &grid->signs);
    if (figure->known && indicator->kind == FACT_OFFERED)
        cell.text = str_format(build->arena, "%.*s %.*s", STR_PRINT(cell.text),
                               STR_PRINT(indicator->unit));
    return cell;
}

/* What is compared follows the first indicator's value. */
static void add_first_cells(Grid *grid, const FactIndicator *indicator, const Fact *fact,
                            bool part)
{
    add_cell(grid, cell_of(grid, indicator, &fact->figure, part, TONE_INK));
    if (wants_last_year(grid->fence))
        add_cell(grid, cell_of(grid, indicator, &fact->last_year, part, TONE_MUTED));
    if (fence_yes(grid->fence, "goal", false))
        add_cell(grid, goal_cell(grid, indicator, fact));
}

static bool add_month_columns(Grid *grid, const FactName *groups, size_t group_count,
                              Error *error)
{
    Build *build = grid->build;
    const Wording *wording = build->wording;
    add_column(grid, wording_say(wording, WORD_column_month), COLUMN_WORDS);
    for (size_t i = 0; i < group_count; i++)
        add_column(grid, groups[i].name, COLUMN_FIGURES);
    for (size_t i = 0; i < grid->fence->indicator_count; i++) {
        const FactIndicator *indicator =
            build_indicator(build, grid->fence->indicators[i], error);
        if (!indicator)
            return false;
        add_column(grid,
                   group_count ? wording_say(wording, WORD_row_total) : indicator->name,
                   COLUMN_FIGURES);
        if (i == 0 && wants_last_year(grid->fence))
            add_column(grid, wording_say(wording, WORD_column_last_year), COLUMN_FIGURES);
        if (i == 0 && fence_yes(grid->fence, "goal", false))
            add_column(grid, wording_say(wording, WORD_column_goal), COLUMN_FIGURES);
    }
    return true;
}

typedef struct {
    const FactIndicator *indicator;
    Fact *facts;
    size_t count;
} Series;

static bool read_series(const Grid *grid, Str indicator, Str group, int count,
                        Series *series, Error *error)
{
    const Build *build = grid->build;
    series->indicator = build_indicator(build, indicator, error);
    return series->indicator &&
           build_series(build, indicator, group, fence_step(build, grid->fence), count,
                        &series->facts, &series->count, error);
}

static bool add_month_rows(Grid *grid, const FactName *groups, size_t group_count,
                           Error *error)
{
    Build *build = grid->build;
    const Fence *fence = grid->fence;
    int months = fence_number(fence, "months", build->template->history);
    size_t count = group_count + fence->indicator_count;
    Series *series = ARENA_ARRAY(build->arena, count, Series);
    for (size_t i = 0; i < count; i++) {
        bool of_group = i < group_count;
        Str indicator = fence->indicators[of_group ? 0 : i - group_count];
        Str group = of_group ? groups[i].id : fence_text(fence, "group", STR("all"));
        if (!read_series(grid, indicator, group, months, &series[i], error))
            return false;
    }
    if (series[0].count)
        grid->formed = formed_note(build, period_first_day(series[0].facts[0].period));
    for (size_t row = 0; row < series[0].count; row++) {
        Str period =
            wording_period(build->arena, build->wording, series[0].facts[row].period);
        add_cell(grid, text_cell(wording_capital(build->arena, period), TONE_INK));
        for (size_t i = 0; i < count; i++)
            if (i == group_count)
                add_first_cells(grid, series[i].indicator, &series[i].facts[row], false);
            else
                add_cell(grid,
                         figure_cell(build, series[i].indicator,
                                     &series[i].facts[row].figure, TONE_INK, &grid->signs));
        grid->row_count++;
    }
    return true;
}

static bool build_by_month(Grid *grid, Error *error)
{
    FactName *groups = NULL;
    size_t group_count = 0;
    if (fence_is(grid->fence, "split", STR("group"))) {
        if (!build_parts(grid->build, STR("group"), grid->fence->indicators[0], &groups,
                         &group_count, error))
            return false;
        grid->by_group = true;
    }
    return add_month_columns(grid, groups, group_count, error) &&
           add_month_rows(grid, groups, group_count, error);
}

static Str by_word(const Build *build, Str by)
{
    Str key = str_format(build->arena, "by.%.*s", STR_PRINT(by));
    const Pattern *word = wording_find(build->wording, key);
    return word ? word->other : by;
}

static bool add_part_columns(Grid *grid, Str by, Error *error)
{
    Build *build = grid->build;
    const Wording *wording = build->wording;
    Arena *arena = build->arena;
    add_column(grid, wording_capital(arena, by_word(build, by)), COLUMN_WORDS);
    size_t count = grid->fence->indicator_count;
    for (size_t i = 0; i < count; i++) {
        const FactIndicator *indicator =
            build_indicator(build, grid->fence->indicators[i], error);
        if (!indicator)
            return false;
        Str period = wording_capital(arena, wording_period(arena, wording, build->period));
        Str before = wording_period(arena, wording, period_last_year(build->period));
        TableColumnKind kind =
            indicator->kind == FACT_OFFERED ? COLUMN_STATUS : COLUMN_FIGURES;
        add_column(grid, count == 1 ? period : indicator->name, kind);
        if (i == 0 && wants_last_year(grid->fence))
            add_column(grid, wording_capital(arena, before), kind);
        if (i == 0 && fence_yes(grid->fence, "goal", false))
            add_column(grid, wording_say(wording, WORD_column_goal), COLUMN_FIGURES);
    }
    if (fence_yes(grid->fence, "share", false))
        add_column(grid, wording_say(wording, WORD_column_share), COLUMN_FIGURES);
    return true;
}

static TableCell share_cell(Grid *grid, const Fact *part, const Fact *total)
{
    if (!part->figure.known || !total->figure.known || total->figure.value.numerator <= 0) {
        Figure unknown = part->figure;
        if (part->figure.known && !total->figure.known)
            unknown = total->figure;
        unknown.known = false;
        return figure_cell(grid->build, &(FactIndicator){0}, &unknown, TONE_MUTED,
                           &grid->signs);
    }
    /* The amounts are counts: whole numbers. */
    Figure share = {
        .mark = MARK_OK,
        .known = true,
        .value = amount_of(part->figure.value.numerator, total->figure.value.numerator),
        .n = part->figure.value.numerator,
        .has_denominator = true,
        .denominator = total->figure.value};
    return figure_cell(grid->build, &(FactIndicator){.kind = FACT_SHARE}, &share,
                       TONE_MUTED, &grid->signs);
}

static bool is_zero(const Figure *figure)
{
    return figure->known && figure->value.numerator == 0;
}

/* What its total says for all of them: not delivered, not measured. */
static bool is_unknown(const Fact *fact)
{
    return fact->figure.mark == MARK_MISSING || fact->figure.mark == MARK_NOT_MEASURED;
}

/* Nothing this period and nothing a year ago: a row that tells nothing. */
static bool is_empty(const Fact *fact)
{
    return is_zero(&fact->figure) &&
           (is_zero(&fact->last_year) || !fact->last_year.known) &&
           fact->last_year.mark != MARK_PROTECTED;
}

static bool read_row(const Grid *grid, Str by, Str part, Fact *facts, Error *error)
{
    const Build *build = grid->build;
    for (size_t i = 0; i < grid->fence->indicator_count; i++) {
        Str indicator = grid->fence->indicators[i];
        if (part.len ? !build_part_fact(build, by, indicator, part, build->period,
                                        &facts[i], error)
                     : !build_fact(build, indicator, STR("all"), &facts[i], error))
            return false;
    }
    return true;
}

static bool add_row(Grid *grid, Str name, const Fact *facts, const Fact *totals,
                    Error *error)
{
    add_cell(grid, text_cell(name, TONE_INK));
    for (size_t i = 0; i < grid->fence->indicator_count; i++) {
        const FactIndicator *indicator =
            build_indicator(grid->build, grid->fence->indicators[i], error);
        if (!indicator)
            return false;
        if (indicator->kind == FACT_DISTINCT)
            grid->not_summed = true;
        if (i == 0)
            add_first_cells(grid, indicator, &facts[0], facts != totals);
        else
            add_cell(grid,
                     cell_of(grid, indicator, &facts[i].figure, facts != totals, TONE_INK));
    }
    if (fence_yes(grid->fence, "share", false))
        add_cell(grid, share_cell(grid, &facts[0], &totals[0]));
    grid->row_count++;
    return true;
}

static bool build_by_parts(Grid *grid, Str by, Error *error)
{
    Build *build = grid->build;
    FactName *parts;
    size_t count, width = grid->fence->indicator_count;
    Fact *facts = ARENA_ARRAY(build->arena, width, Fact);
    Fact *totals = ARENA_ARRAY(build->arena, width, Fact);
    if (!add_part_columns(grid, by, error) ||
        !build_parts(build, by, grid->fence->indicators[0], &parts, &count, error) ||
        !read_row(grid, by, STR(""), totals, error))
        return false;
    bool empty = fence_yes(grid->fence, "empty", true);
    for (size_t i = 0; i < count; i++) {
        if (!read_row(grid, by, parts[i].id, facts, error))
            return false;
        if (!empty && is_unknown(&facts[0]) && is_unknown(&totals[0]))
            continue;
        if (!empty && is_empty(&facts[0])) {
            grid->empty_left_out = true;
            continue;
        }
        if (!add_row(grid, parts[i].name, facts, totals, error))
            return false;
    }
    grid->with_total = true;
    grid->by_group = str_equal(by, STR("group"));
    return add_row(grid, wording_say(build->wording, WORD_row_total), totals, totals,
                   error);
}

static Str grid_note(const Grid *grid)
{
    const Build *build = grid->build;
    const struct {
        bool used;
        Word word;
    } notes[] = {
        {grid->empty_left_out, WORD_note_empty_parts},
        {grid->by_group, WORD_note_total},
        {grid->not_summed && grid->with_total, WORD_note_not_summed},
    };
    Text text = text_open(build->arena);
    Str signs = signs_note(build, &grid->signs);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (notes[i].used)
            text_addf(&text, "%s%.*s", text.len ? " " : "",
                      STR_PRINT(wording_say(build->wording, notes[i].word)));
    if (signs.len)
        text_addf(&text, "%s%.*s", text.len ? " " : "", STR_PRINT(signs));
    if (grid->formed.len)
        text_addf(&text, "%s%.*s", text.len ? " " : "", STR_PRINT(grid->formed));
    return text_str(&text);
}

static bool caption_of(const Grid *grid, Str by, Str *caption, Error *error)
{
    const Build *build = grid->build;
    Text names = text_open(build->arena);
    for (size_t i = 0; i < grid->fence->indicator_count; i++) {
        const FactIndicator *indicator =
            build_indicator(build, grid->fence->indicators[i], error);
        if (!indicator)
            return false;
        if (i)
            text_add(&names, i + 1 == grid->fence->indicator_count
                                 ? wording_say(build->wording, WORD_list_and)
                                 : STR(", "));
        text_add(&names,
                 i ? wording_small(build->arena, indicator->name) : indicator->name);
    }
    bool months = str_equal(by, STR("month"));
    *caption = SAY(
        build->arena, build->wording,
        months ? WORD_table_caption_period : WORD_table_caption_by,
        {"names", text_str(&names)}, {"by", by_word(build, by)}, {"unit", build->unit.name},
        {"in_period", wording_in_period(build->arena, build->wording, build->period)});
    return true;
}

static bool build_table(Build *build, const Fence *fence, Error *error)
{
    Grid grid = {.build = build, .fence = fence};
    Str by = fence_text(fence, "by", STR("month"));
    bool months = str_equal(by, STR("month"));
    Table table = {0};
    if (!(months ? build_by_month(&grid, error) : build_by_parts(&grid, by, error)) ||
        !caption_of(&grid, by, &table.caption, error))
        return false;
    if (!fence_yes(fence, "caption", true))
        table.caption = STR("");
    for (size_t i = 0; grid.with_total && i < grid.column_count; i++)
        grid.cells[grid.cell_count - 1 - i].bold = true;
    table.summary = table_summary(build, grid.row_count, grid.column_count);
    table.note = grid_note(&grid);
    table.columns = grid.columns;
    table.column_count = grid.column_count;
    table.cells = grid.cells;
    table.row_count = grid.row_count;
    table.sum_row = grid.with_total;
    build_add(build, (Block){.kind = BLOCK_TABLE, .table = table});
    return true;
}

static bool check_table(const Names *names, const Fence *fence, Error *error)
{
    bool months = str_equal(fence_text(fence, "by", STR("")), STR("month"));
    if (months && fence_yes(fence, "share", false))
        return fence_fail(names, fence, "share", (Known){NULL, 0}, error,
                          "a share is shown by group or part, not by month");
    if (!months && fence_is(fence, "split", STR("group")))
        return fence_fail(names, fence, "split", (Known){NULL, 0}, error,
                          "only a table by month is split by group");
    if (fence->indicator_count > 6)
        return fence_fail(names, fence, "indicators", (Known){NULL, 0}, error,
                          "a table has at most six indicators; make two tables");
    return true;
}

static const Str compares[] = {{"last_year", 9}, {"none", 4}};
static const Str splits[] = {{"group", 5}};
static const Str steps[] = {{"month", 5}, {"quarter", 7}};
static const OptionRule options[] = {
    {.name = {"indicators", 10}, .type = OPTION_INDICATORS, .required = true},
    {.name = {"indicator", 9}, .type = OPTION_INDICATOR},
    {.name = {"by", 2}, .type = OPTION_BY, .required = true},
    {.name = {"months", 6}, .type = OPTION_NUMBER, .least = 1, .most = 60},
    {.name = {"step", 4}, .type = OPTION_CHOICE, .choices = steps, .choice_count = 2},
    {.name = {"compare", 7}, .type = OPTION_CHOICE, .choices = compares, .choice_count = 2},
    {.name = {"split", 5}, .type = OPTION_CHOICE, .choices = splits, .choice_count = 1},
    {.name = {"goal", 4}, .type = OPTION_YES},
    {.name = {"share", 5}, .type = OPTION_YES},
    {.name = {"empty", 5}, .type = OPTION_YES},
    {.name = {"caption", 7}, .type = OPTION_YES},
    {.name = {"group", 5}, .type = OPTION_GROUP},
};
const FenceKind fence_table = {
    .name = {"table", 5},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .check = check_table,
    .build = build_table,
};
