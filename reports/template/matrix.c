/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/matrix.h"

#include "reports/template/span.h"

enum { MEANINGS_MOST = 8 }; /* symbols */

/* What the symbols shown mean, each once: the shortest of its words, the others only say
 * how sure it is. */
typedef struct {
    ListItem items[MEANINGS_MOST];
    Str words[MEANINGS_MOST];
    size_t count;
} Meanings;

static TableCell value_cell(const Build *build, const MatrixColumn *column,
                            const Fact *fact, Signs *signs)
{
    TableCell cell = figure_cell(build, column->indicator, &fact->figure, TONE_INK, signs);
    if (fact->figure.known && fact->status != STATUS_NONE) {
        TableCell status = status_cell(build, fact, signs);
        cell.symbol = status.symbol;
        cell.symbol_tone = status.symbol_tone;
    }
    return cell;
}

/* Nothing else says why there is no status. */
static bool no_goal(const Fact *fact)
{
    return !fact->goal.known && fact->status == STATUS_NONE &&
           (fact->figure.known || fact->figure.mark == MARK_NOT_APPLICABLE);
}

static TableCell matrix_cell(const Build *build, const Matrix *matrix,
                             const MatrixColumn *column, const Fact *fact, Signs *signs)
{
    switch (matrix->show) {
    case MATRIX_STATUS:
        if (matrix->dashes && no_goal(fact)) {
            signs->no_goal = true;
            return text_cell(wording_say(build->wording, WORD_none), TONE_MUTED);
        }
        break;
    case MATRIX_SHOWS:
        break;
    case MATRIX_VALUE:
        return value_cell(build, column, fact, signs);
    case MATRIX_OFFERED:
        return offered_cell(build, column->indicator, &fact->figure, signs);
    }
    return status_cell(build, fact, signs);
}

/* The best first. */
static int symbol_rank(Symbol symbol)
{
    static const int ranks[] = {
        [SYMBOL_NONE] = 0,         [SYMBOL_UP] = 1,   [SYMBOL_DIAMOND] = 2,
        [SYMBOL_DIAMOND_OPEN] = 3, [SYMBOL_DOWN] = 4, [SYMBOL_DOT] = 5,
        [SYMBOL_CIRCLE_OPEN] = 6,
    };
    return ranks[symbol];
}

static void meaning_keep(Arena *arena, Meanings *meanings, const TableCell *cell)
{
    for (size_t i = 0; i < meanings->count; i++)
        if (meanings->items[i].symbol == cell->symbol) {
            if (cell->text.len < meanings->words[i].len) {
                meanings->words[i] = cell->text;
                meanings->items[i].line =
                    line_of(arena, wording_capital(arena, cell->text));
            }
            return;
        }
    size_t at = meanings->count++;
    for (;
         at > 0 && symbol_rank(meanings->items[at - 1].symbol) > symbol_rank(cell->symbol);
         at--) {
        meanings->items[at] = meanings->items[at - 1];
        meanings->words[at] = meanings->words[at - 1];
    }
    meanings->words[at] = cell->text;
    meanings->items[at] = (ListItem){cell->symbol, cell->symbol_tone,
                                     line_of(arena, wording_capital(arena, cell->text))};
}

/* The symbol alone is seen; its words are still read aloud. Where there is no status the
 * same circle would mean several things, so there the words stay. */
static void symbol_alone(Arena *arena, Meanings *meanings, TableCell *cell)
{
    if (cell->symbol == SYMBOL_NONE || !cell->text.len)
        return;
    meaning_keep(arena, meanings, cell);
    cell->said = cell->text;
    cell->text = STR("");
}

static bool says_alone(MatrixShow show, const Fact *fact)
{
    return show == MATRIX_OFFERED || (show == MATRIX_STATUS && fact->status != STATUS_NONE);
}

static const TableColumn *heads_of(const Build *build, const Matrix *matrix)
{
    TableColumn *heads = ARENA_ARRAY(build->arena, matrix->column_count + 1, TableColumn);
    heads[0] = (TableColumn){wording_say(build->wording, WORD_index_unit), COLUMN_WORDS,
                             ALIGN_LEFT};
    for (size_t i = 0; i < matrix->column_count; i++)
        heads[i + 1] = (TableColumn){matrix->columns[i].heading, COLUMN_STATUS, ALIGN_LEFT};
    return heads;
}

static size_t rows_fill(const Build *build, const Matrix *matrix, TableCell *cells,
                        Meanings *meanings, Signs *signs)
{
    size_t width = matrix->column_count + 1, rows = 0;
    for (size_t unit = 0; unit < matrix->unit_count; unit++) {
        TableCell *row = cells + rows * width;
        if (matrix->left_out && matrix->left_out[unit])
            continue;
        row[0] = text_cell(matrix->units[unit].name, TONE_INK);
        row[0].language = build_own_language(build);
        for (size_t i = 0; i < matrix->column_count; i++) {
            const MatrixColumn *column = &matrix->columns[i];
            row[i + 1] = matrix_cell(build, matrix, column, &column->facts[unit], signs);
            if (matrix->symbols_only && says_alone(matrix->show, &column->facts[unit]))
                symbol_alone(build->arena, meanings, &row[i + 1]);
        }
        rows++;
    }
    return rows;
}

static void meanings_add(Build *build, const Meanings *meanings)
{
    ListItem *items = ARENA_ARRAY(build->arena, meanings->count, ListItem);
    for (size_t i = 0; i < meanings->count; i++)
        items[i] = meanings->items[i];
    build_add(
        build,
        (Block){.kind = BLOCK_LIST,
                .list = {.style = LIST_PLAIN, .items = items, .count = meanings->count}});
}

void matrix_add(Build *build, const Matrix *matrix)
{
    Arena *arena = build->arena;
    size_t width = matrix->column_count + 1;
    TableCell *cells = ARENA_ARRAY(arena, width * matrix->unit_count, TableCell);
    Meanings *meanings = ARENA_NEW(arena, Meanings);
    Signs signs = {0};
    size_t rows = rows_fill(build, matrix, cells, meanings, &signs);
    if (matrix->show == MATRIX_STATUS)
        signs.protected = false; /* it says so in words; two points stand nowhere here */
    Table table = {.caption = matrix->caption,
                   .summary = table_summary(build, rows, width),
                   .note = signs_note(build, &signs),
                   .columns = heads_of(build, matrix),
                   .column_count = width,
                   .cells = cells,
                   .row_count = rows,
                   .sum_row = matrix->sum_row};
    build_add(build, (Block){.kind = BLOCK_TABLE, .table = table});
    if (meanings->count)
        meanings_add(build, meanings);
}

static const Str shows[MATRIX_SHOWS] = {{"status", 6}, {"value", 5}, {"offered", 7}};
static const Str unit_types[] = {{"district", 8}, {"network", 7}, {"city", 4}};

static size_t choice_of(const Fence *fence, const char *option, const Str *words,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fence_is(fence, option, words[i]))
            return i;
    return 0;
}

/* With a total, the report's own unit comes last, unless it stands among the others. */
static bool units_find(const Build *build, const Fence *fence, FactUnit **units,
                       size_t *count, bool *total, Error *error)
{
    FactUnit *found;
    Str type = fence_text(fence, "units", unit_types[0]);
    if (!build_units(build, type, &found, count, error))
        return false;
    *total =
        fence_yes(fence, "total", false) && (build->unit.is_city || build->unit.is_network);
    *units = ARENA_ARRAY(build->arena, *count + 1, FactUnit);
    for (size_t i = 0; i < *count; i++) {
        (*units)[i] = found[i];
        *total = *total && !str_equal(found[i].id, build->unit.id);
    }
    if (*total)
        (*units)[(*count)++] = build->unit;
    return true;
}

static bool columns_read(const Build *build, const Fence *fence, const FactUnit *units,
                         size_t count, MatrixColumn *columns, Error *error)
{
    for (size_t i = 0; i < fence->indicator_count; i++) {
        MatrixColumn *column = &columns[i];
        Str id = fence->indicators[i];
        column->indicator = build_indicator(build, id, error);
        if (!column->indicator)
            return false;
        column->heading = column->indicator->name;
        column->facts = ARENA_ARRAY(build->arena, count, Fact);
        for (size_t j = 0; j < count; j++)
            if (!span_fact(build, fence, id, units[j].id, &column->facts[j], error))
                return false;
    }
    return true;
}

static Str caption_of(const Build *build, const Fence *fence, MatrixShow show)
{
    static const Word words[MATRIX_SHOWS] = {WORD_matrix_status, WORD_matrix_value,
                                             WORD_matrix_offered};
    return fence_yes(fence, "caption", true)
               ? SAY(build->arena, build->wording, words[show],
                     {"when", span_caption(build, fence)})
               : STR("");
}

static bool build_matrix(Build *build, const Fence *fence, Error *error)
{
    FactUnit *units;
    size_t count;
    bool total;
    MatrixColumn *columns = ARENA_ARRAY(build->arena, fence->indicator_count, MatrixColumn);
    if (!units_find(build, fence, &units, &count, &total, error) ||
        !columns_read(build, fence, units, count, columns, error))
        return false;
    MatrixShow show = (MatrixShow)choice_of(fence, "show", shows, MATRIX_SHOWS);
    const Matrix matrix = {.units = units,
                           .unit_count = count,
                           .columns = columns,
                           .column_count = fence->indicator_count,
                           .show = show,
                           .dashes = true,
                           .symbols_only = !fence_yes(fence, "words", true),
                           .sum_row = total,
                           .caption = caption_of(build, fence, show)};
    if (count)
        matrix_add(build, &matrix);
    return true;
}

static const OptionRule options[] = {
    {.name = {"indicators", 10}, .type = OPTION_INDICATORS, .required = true},
    {.name = {"units", 5}, .type = OPTION_CHOICE, .choices = unit_types, .choice_count = 3},
    {.name = {"show", 4},
     .type = OPTION_CHOICE,
     .choices = shows,
     .choice_count = MATRIX_SHOWS},
    {.name = {"span", 4},
     .type = OPTION_CHOICE,
     .choices = span_words,
     .choice_count = SPAN_WORDS},
    {.name = {"words", 5}, .type = OPTION_YES},
    {.name = {"total", 5}, .type = OPTION_YES},
    {.name = {"group", 5}, .type = OPTION_GROUP},
    {.name = {"caption", 7}, .type = OPTION_YES},
};
const FenceKind fence_matrix = {
    .name = {"matrix", 6},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .build = build_matrix,
};
