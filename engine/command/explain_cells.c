/* The cells that a figure is made of: months, units, the two sides of a ratio, the sets of
 * what is offered. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/explain_tell.h"
#include "engine/command/explain_words.h"

enum { CELL_WIDTH = 44 };

static bool cell_line(Explained *explained, Str name, int depth, const Fact *fact)
{
    for (int i = 0; i < depth; i++)
        text_add(&explained->out, STR("  "));
    explained_pad(&explained->out, name, CELL_WIDTH - 2 * (size_t)depth);
    Str value =
        fact->figure.known ? explained_amount(explained, fact->figure.value) : STR("");
    for (size_t i = utf8_count(value); i < 12; i++)
        text_add_byte(&explained->out, ' ');
    Str mark = explain_mark(explained->language, fact->figure.mark);
    text_addf(&explained->out, "%.*s  %.*s\n", STR_PRINT(value), STR_PRINT(mark));
    return true;
    return true;
}

/* Of the months explained. */
static bool cell(Explained *explained, Str name, Str indicator, Str unit, int depth,
                 Error *error)
{
    Fact fact;
    return explained->read(explained->facts, explained->arena, indicator, unit,
                           explained->group, explained->period, &fact, error) &&
           cell_line(explained, name, depth, &fact);
}

static void cells_head(Explained *explained, ExplainPhrase phrase)
{
    Str cells = SAID(explained, EXPLAIN_CELLS), by = SAID(explained, phrase);
    text_addf(&explained->out, "\n%.*s, %.*s\n", STR_PRINT(cells), STR_PRINT(by));
}

static bool sides(Explained *explained, Error *error)
{
    const Str names[] = {explained->formula.of, explained->formula.over};
    cells_head(explained, EXPLAIN_SIDES);
    for (size_t i = 0; i < 2; i++)
        if (!cell(explained, explained_name(explained, names[i]), names[i],
                  explained->unit.id, 1, error))
            return false;
    return true;
}

static bool sets(Explained *explained, Error *error)
{
    const FactFormula *formula = &explained->formula;
    Str whole, part;
    str_cut(explained->indicator, ':', &whole, &part);
    cells_head(explained, EXPLAIN_SETS);
    for (size_t i = 0; i < formula->set_count; i++) {
        const FactSet *set = &formula->sets[i];
        Str id =
            str_format(explained->arena, "%.*s:%.*s", STR_PRINT(whole), STR_PRINT(set->id));
        if (part.len && !str_equal(part, set->id))
            continue;
        if (!cell(explained, set->name, id, explained->unit.id, 1, error))
            return false;
        for (size_t j = 0; j < set->any_count; j++)
            if (!cell(explained, explained_name(explained, set->any[j]), set->any[j],
                      explained->unit.id, 2, error))
                return false;
    }
    return true;
}

static bool units(Explained *explained, Error *error)
{
    cells_head(explained, EXPLAIN_UNITS);
    for (size_t i = 0; i < explained->behind_count; i++)
        if (!cell(explained, explained->behind[i].name, explained->indicator,
                  explained->behind[i].id, 1, error))
            return false;
    return true;
}

static bool months(Explained *explained, Error *error)
{
    cells_head(explained, EXPLAIN_MONTHS);
    for (Period month = {PERIOD_MONTH, explained->months.first};
         month.first_month <= explained->months.last; month = period_next(month, 1)) {
        Fact fact;
        if (!facts_read(explained->facts, explained->arena, explained->indicator,
                        explained->unit.id, explained->group, month, &fact, error))
            return false;
        cell_line(explained, period_id(explained->arena, month), 1, &fact);
    }
    return true;
}

bool explain_cells(Explained *explained, Error *error)
{
    const FactFormula *formula = &explained->formula;
    bool ratio = formula->kind == FACT_RATIO, offered = formula->kind == FACT_OFFERED;
    bool by_unit = !ratio && explained->above && explained->behind_count;
    bool by_month = !ratio && !offered && !formula->reported &&
                    explained->months.first < explained->months.last;
    if ((ratio && !sides(explained, error)) || (offered && !sets(explained, error)) ||
        (by_unit && !units(explained, error)) || (by_month && !months(explained, error)))
        return false;
    bool anew = formula->kind == FACT_DISTINCT || formula->of_keys || formula->weighed ||
                (formula->outcome && formula->kind == FACT_MEAN);
    if (anew && (by_unit || by_month))
        explained_sentence(explained, SAID(explained, EXPLAIN_ANEW));
    return true;
}
