/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/chart_units.h"

#include <math.h>

static bool in_list(const FactUnit *units, size_t count, Str id)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(units[i].id, id))
            return true;
    return false;
}

bool chart_units(const Build *build, const Fence *fence, Str otherwise, FactUnit **units,
                 size_t *count, Error *error)
{
    Str type = fence_text(fence, "units", otherwise);
    Period last = {PERIOD_MONTH, period_last_month(build->period)};
    if (!type.len) {
        *units = ARENA_NEW(build->arena, FactUnit);
        **units = build->unit;
        *count = 1;
        return true;
    }
    FactUnit *own = NULL;
    size_t own_count = 0, kept = 0;
    bool above = false;
    if (!facts_units(build->facts, type, last, units, count, error))
        return false;
    if (!build->unit.is_network || !str_equal(type, STR("district")))
        return true;
    if (!facts_units_behind(build->facts, build->arena, build->unit.id, last, &above, &own,
                            &own_count, error))
        return false;
    for (size_t i = 0; i < *count; i++)
        if (in_list(own, own_count, (*units)[i].id))
            (*units)[kept++] = (*units)[i];
    *count = kept;
    return true;
}

double measure_drawn(const FactIndicator *indicator, double value)
{
    return indicator->kind == FACT_SHARE ? 100 * value : value;
}

Str measure_text(const Build *build, const FactIndicator *indicator, double value)
{
    int64_t scale = indicator->kind == FACT_SHARE ? 100 : 1;
    for (int i = 0; i < indicator->decimals; i++)
        scale *= 10;
    return amount_text(build, indicator, amount_of(llround(value * (double)scale), scale));
}

ChartPoint figure_point(const Build *build, const FactIndicator *indicator,
                        const Figure *figure)
{
    Signs unused = {0};
    return (ChartPoint){
        .known = figure->known,
        .value = figure->known ? measure_drawn(indicator, amount_double(figure->value)) : 0,
        .text = figure_text(build, indicator, figure, &unused),
        .preliminary = figure->mark == MARK_PRELIMINARY};
}

Str interval_said(const Build *build, Str low, Str high)
{
    bool minus = str_starts(low, STR("−")) || str_starts(high, STR("−"));
    return SAY(build->arena, build->wording, minus ? WORD_interval_to : WORD_interval,
               {"low", low}, {"high", high});
}

void name_add(const Build *build, NameList *names, Str name)
{
    names->items = ARENA_GROW(build->arena, names->items, names->count, &names->capacity);
    names->items[names->count++] = name;
}

Str names_said(const Build *build, const NameList *names)
{
    Text text = text_open(build->arena);
    for (size_t i = 0; i < names->count; i++) {
        if (i)
            text_add(&text, i + 1 == names->count
                                ? wording_say(build->wording, WORD_list_and)
                                : STR(", "));
        text_add(&text, names->items[i]);
    }
    return text_str(&text);
}

Str undrawn_said(const Build *build, Word word, const Str *names, const ChartPoint *points,
                 size_t count)
{
    Text text = text_open(build->arena);
    bool *told = ARENA_ARRAY(build->arena, count, bool);
    for (size_t i = 0; i < count; i++) {
        NameList alike = {0};
        for (size_t j = i; j < count && !points[i].known && !told[i]; j++)
            if (!points[j].known && str_equal(points[j].text, points[i].text))
                name_add(build, &alike, names[j]);
        for (size_t j = i + 1; j < count; j++)
            told[j] = told[j] || (alike.count && !points[j].known &&
                                  str_equal(points[j].text, points[i].text));
        if (alike.count)
            text_addf(&text, "%s%.*s (%.*s)", text.len ? ", " : "",
                      STR_PRINT(names_said(build, &alike)), STR_PRINT(points[i].text));
    }
    return text.len ? SAY(build->arena, build->wording, word, {"units", text_str(&text)})
                    : STR("");
}

void sentence_add(Text *text, Str sentence)
{
    if (text->len && sentence.len)
        text_add_byte(text, ' ');
    text_add(text, sentence);
}

void numbers_column(Numbers *numbers, Str heading, TableColumnKind kind)
{
    numbers->columns = ARENA_GROW(numbers->build->arena, numbers->columns,
                                  numbers->column_count, &numbers->column_capacity);
    numbers->columns[numbers->column_count++] =
        (TableColumn){heading, kind, kind == COLUMN_FIGURES ? ALIGN_RIGHT : ALIGN_LEFT};
}

void numbers_cell(Numbers *numbers, TableCell cell)
{
    numbers->cells = ARENA_GROW(numbers->build->arena, numbers->cells, numbers->cell_count,
                                &numbers->cell_capacity);
    numbers->cells[numbers->cell_count++] = cell;
}

void numbers_interval(Numbers *numbers, bool known, Str low, Str high)
{
    const Build *build = numbers->build;
    Str text =
        known ? interval_said(build, low, high) : wording_say(build->wording, WORD_none);
    numbers_cell(numbers, text_cell(text, TONE_MUTED));
}

void numbers_add(Build *build, const Fence *fence, Numbers *numbers, Str caption)
{
    size_t rows = numbers->cell_count / numbers->column_count;
    Text note = text_open(build->arena);
    sentence_add(&note, numbers->note);
    sentence_add(&note, signs_note(build, &numbers->signs));
    Table table = {.caption = caption,
                   .summary = table_summary(build, rows, numbers->column_count),
                   .note = text_str(&note),
                   .columns = numbers->columns,
                   .column_count = numbers->column_count,
                   .cells = numbers->cells,
                   .row_count = rows,
                   .sum_row = numbers->sum_row};
    Blocks *here = build->blocks;
    if (fence_is(fence, "table", STR("later")))
        build->blocks = build->later;
    build_add(build, (Block){.kind = BLOCK_TABLE, .table = table});
    build->blocks = here;
}

bool chart_options_check(const Names *names, const Fence *fence, const Str *allowed,
                         size_t count, Error *error)
{
    static const Str always[] = {{"kind", 4}, {"height", 6}};
    enum { ALWAYS = sizeof always / sizeof *always };
    Str *words = ARENA_ARRAY(names->arena, count + ALWAYS, Str);
    for (size_t i = 0; i < count + ALWAYS; i++)
        words[i] = i < count ? allowed[i] : always[i - count];
    Str kind = fence_text(fence, "kind", STR(""));
    for (size_t i = 0; i < fence->options->count; i++) {
        const YamlNode *node = &fence->options->items[i];
        bool known = false;
        for (size_t j = 0; j < count + ALWAYS; j++)
            known = known || str_equal(words[j], node->key);
        if (!known)
            return place_fail(names->source, (Place){node->key_line, node->key_column},
                              node->key, (Known){words, count + ALWAYS}, error,
                              "a chart of kind %.*s has no option '%.*s'", STR_PRINT(kind),
                              STR_PRINT(node->key));
    }
    return true;
}

/* The tables of the charts that said `table: later`, where the template wants them. */
static bool build_numbers(Build *build, const Fence *fence, Error *error)
{
    (void)fence, (void)error;
    for (size_t i = 0; i < build->later->count; i++)
        build_add(build, build->later->items[i]);
    build->later->count = 0;
    return true;
}

const FenceKind fence_numbers = {
    .name = {"numbers", 7},
    .build = build_numbers,
};
