/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_table.h"

#include <string.h>

enum { DECIMALS_MOST = 6 };

const FactColumn fact_columns[FACT_CELLS] = {
    {"indicator", false}, {"unit", false},       {"group", false}, {"period", false},
    {"n", true},          {"denominator", true}, {"value", true},  {"low95", true},
    {"high95", true},     {"mark", false},       {"goal", true},   {"status", false},
    {"delivered", true},  {"expected", true}};

static Str known_double(Arena *arena, bool known, double value)
{
    return known ? str_format(arena, FACT_DOUBLE, value) : (Str){"", 0};
}

static Str known_amount(Arena *arena, bool known, Amount amount)
{
    return known ? number_plain(arena, amount, DECIMALS_MOST) : (Str){"", 0};
}

static void fact_cells(Arena *arena, const Fact *fact, Str cells[FACT_CELLS])
{
    const Figure *figure = &fact->figure;
    bool known = figure->known, shown = figure->mark != MARK_PROTECTED;
    Str row[FACT_CELLS] = {
        fact->indicator,
        fact->unit,
        fact->group,
        fact->interval.len ? fact->interval : period_id(arena, fact->period),
        known_amount(arena, known, AMOUNT_WHOLE(figure->n)),
        known_amount(arena, known && figure->has_denominator, figure->denominator),
        known_amount(arena, known, figure->value),
        known_double(arena, known && figure->has_interval, figure->low95),
        known_double(arena, known && figure->has_interval, figure->high95),
        mark_word(figure->mark),
        known_amount(arena, fact->goal.known, fact->goal.goal),
        status_word(fact->status),
        known_amount(arena, shown, AMOUNT_WHOLE(figure->delivered)),
        known_amount(arena, shown, AMOUNT_WHOLE(figure->expected)),
    };
    memcpy(cells, row, sizeof row);
}

/* A spreadsheet runs a cell that begins with one of these; an apostrophe makes it a text.
 */
void csv_text_add(Text *out, Str text)
{
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++)
        quoted |= text.ptr[i] == ',' || text.ptr[i] == '"' || text.ptr[i] == '\n' ||
                  text.ptr[i] == '\r';
    if (quoted)
        text_add_byte(out, '"');
    if (text.len && strchr("=+-@\t\r", text.ptr[0]) && text.ptr[0])
        text_add_byte(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            text_add_byte(out, '"');
        text_add_byte(out, text.ptr[i]);
    }
    if (quoted)
        text_add_byte(out, '"');
}

void fact_head_csv(Text *out)
{
    for (size_t i = 0; i < FACT_CELLS; i++)
        text_addf(out, "%s%s", i ? "," : "", fact_columns[i].name);
}

void fact_row_csv(Text *out, const Fact *fact)
{
    Arena *scratch = arena_open();
    Str cells[FACT_CELLS];
    fact_cells(scratch, fact, cells);
    for (size_t i = 0; i < FACT_CELLS; i++) {
        if (i)
            text_add_byte(out, ',');
        if (fact_columns[i].is_number)
            text_add(out, cells[i]);
        else
            csv_text_add(out, cells[i]);
    }
    arena_close(scratch);
}

/* Ids, numbers and fixed words: nothing that JSON would have escaped. */
void fact_row_json(Text *out, const Fact *fact)
{
    Arena *scratch = arena_open();
    Str cells[FACT_CELLS];
    fact_cells(scratch, fact, cells);
    for (size_t i = 0; i < FACT_CELLS; i++) {
        const char *quote = fact_columns[i].is_number ? "" : "\"";
        text_addf(out, "%s\"%s\": ", i ? ", " : "", fact_columns[i].name);
        if (cells[i].len)
            text_addf(out, "%s%.*s%s", quote, STR_PRINT(cells[i]), quote);
        else
            text_add(out, STR("null"));
    }
    arena_close(scratch);
}
