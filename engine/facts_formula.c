/* How a figure comes about: its formula in the catalogue, and the units behind it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts.h"

#include "engine/catalogue/instruments.h"
#include "engine/catalogue/outcomes.h"
#include "engine/facts_source.h"

static int64_t scale_of(int decimals)
{
    int64_t scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    return scale;
}

Str facts_column_name(const RecordColumn *column, Language language)
{
    bool swedish = language == LANGUAGE_SV && column->head_count;
    return swedish ? column->heads[0] : column->name;
}

Str facts_word_name(const Facts *facts, const RecordColumn *column, Language language,
                    Str word)
{
    const Workspace *workspace = facts->workspace;
    for (size_t i = 0; i < column->value_count; i++)
        if (str_equal(column->values[i].id, word) && column->values[i].name[language].len)
            return column->values[i].name[language];
    for (size_t i = 0; column->type == COLUMN_GROUP && i < workspace->group_count; i++)
        if (str_equal(workspace->groups[i].id, word))
            return workspace->groups[i].name[language];
    return word;
}

static const FactCondition *tell_conditions(const Facts *facts, Arena *arena,
                                            Language language, const RecordKind *kind,
                                            const WhereClause *clauses, size_t count)
{
    FactCondition *told = ARENA_ARRAY(arena, count, FactCondition);
    for (size_t i = 0; i < count; i++) {
        const WhereClause *clause = &clauses[i];
        const RecordColumn *column = record_column(kind, clause->column);
        int64_t scale = scale_of(column->decimals);
        Str *words = ARENA_ARRAY(arena, clause->value_count, Str);
        for (size_t j = 0; j < clause->value_count; j++)
            words[j] = facts_word_name(facts, column, language, clause->values[j]);
        told[i] =
            (FactCondition){.column = facts_column_name(column, language),
                            .words = words,
                            .word_count = clause->value_count,
                            .has_least = clause->is_number && clause->least != INT64_MIN,
                            .has_most = clause->is_number && clause->most != INT64_MAX,
                            .least = AMOUNT_WHOLE(0),
                            .most = AMOUNT_WHOLE(0)};
        if (told[i].has_least)
            told[i].least = amount_of(clause->least, scale);
        if (told[i].has_most)
            told[i].most = amount_of(clause->most, scale);
    }
    return told;
}

static const FactSet *tell_sets(Arena *arena, Language language, const Indicator *indicator)
{
    FactSet *sets = ARENA_ARRAY(arena, indicator->set_count, FactSet);
    for (size_t i = 0; i < indicator->set_count; i++)
        sets[i] = (FactSet){.id = indicator->parts[i].id,
                            .name = indicator->parts[i].name[language],
                            .any = indicator->sets[i].any,
                            .any_count = indicator->sets[i].any_count};
    return sets;
}

static void tell_source(const Facts *facts, Arena *arena, Language language,
                        const Indicator *indicator, FactFormula *formula)
{
    const RecordKind *kind = indicator->source;
    const RecordColumn *column =
        indicator->column.len ? record_column(kind, indicator->column) : NULL;
    formula->source = kind->title[language];
    if (column)
        formula->column = facts_column_name(column, language);
    formula->where = tell_conditions(facts, arena, language, kind, indicator->where,
                                     indicator->where_count);
    formula->having = tell_conditions(facts, arena, language, kind, indicator->having,
                                      indicator->having_count);
    formula->where_count = indicator->where_count;
    formula->having_count = indicator->having_count;
}

/* A part of a breakdown is one condition more. */
static void tell_part(const Facts *facts, Arena *arena, Language language,
                      const Indicator *indicator, Str part, FactFormula *formula)
{
    const RecordColumn *column = record_column(indicator->source, indicator->by);
    FactCondition *where = ARENA_ARRAY(arena, formula->where_count + 1, FactCondition);
    Str *word = ARENA_NEW(arena, Str);
    for (size_t i = 0; i < formula->where_count; i++)
        where[i] = formula->where[i];
    *word = facts_word_name(facts, column, language, part);
    where[formula->where_count++] =
        (FactCondition){.column = facts_column_name(column, language),
                        .words = word,
                        .word_count = 1,
                        .least = AMOUNT_WHOLE(0),
                        .most = AMOUNT_WHOLE(0)};
    formula->where = where;
}

static void tell_outcome(Arena *arena, Language language, const Indicator *indicator,
                         FactFormula *formula)
{
    const Instrument *instrument = indicator->instrument;
    formula->outcome = true;
    formula->figure = outcome_word(indicator->figure);
    formula->instrument = instrument->name[language];
    formula->episodes =
        instrument->episodes ? instrument->episodes->title[language] : STR("");
    formula->cut_off = outcome_cuts_say(arena, instrument, language);
    formula->reliable =
        amount_of(indicator->reliable, scale_of(instrument->total->decimals));
    formula->gap = instrument->gap;
    formula->lower_better = instrument->lower_better;
}

bool facts_formula(Facts *facts, Arena *arena, Language language, Str id,
                   FactFormula *formula, Error *error)
{
    Str part;
    const FactIndicator *told = facts_indicator(facts, language, id, error);
    if (!told)
        return false;
    const Indicator *indicator =
        indicators_resolve(&facts->workspace->indicators, id, &part);
    *formula = (FactFormula){.kind = told->kind,
                             .reported = indicator->kind == MEASURE_REPORTED,
                             .carried = indicator->carry,
                             .fresh = indicator->fresh,
                             .of_keys = indicator->of_keys,
                             .lasts = indicator->spread,
                             .weighed = indicator->spread && !indicator->unweighed &&
                                        indicator->kind == MEASURE_SUM,
                             .least = indicator->rows_least,
                             .most = indicator->rows_most,
                             .of = indicator->of,
                             .over = indicator->over,
                             .per = indicator->per,
                             .one_in = indicator->one_in,
                             .set_count = indicator->set_count};
    bool made = indicator->kind == MEASURE_RATIO || indicator->kind == MEASURE_OFFERED;
    if (!made)
        tell_source(facts, arena, language, indicator, formula);
    if (!made && part.len)
        tell_part(facts, arena, language, indicator, part, formula);
    if (indicator->kind == MEASURE_OUTCOME)
        tell_outcome(arena, language, indicator, formula);
    formula->sets = tell_sets(arena, language, indicator);
    return true;
}

/* As the cells are added up: not a unit that is there told as part of what it became. */
static bool counts_below(const Facts *facts, const Unit *unit, const Unit *whole,
                         Period period)
{
    const Units *all = &facts->workspace->units;
    if (unit == whole || !unit_valid_in(unit, period) ||
        facts_unit_is_composite(facts, unit) || !units_within(all, unit, whole))
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (&all->items[i] != unit && units_continued(all, unit, &all->items[i]) &&
            units_within(all, &all->items[i], whole) &&
            unit_valid_in(&all->items[i], period))
            return false;
    return true;
}

bool facts_units_behind(Facts *facts, Arena *arena, Str unit, Period period, bool *above,
                        FactUnit **units, size_t *count, Error *error)
{
    const Units *all = &facts->workspace->units;
    FactUnit told;
    if (!facts_unit(facts, unit, &told, error))
        return false;
    const Unit *whole = units_find(all, told.id);
    *above = facts_unit_is_composite(facts, whole);
    *units = ARENA_ARRAY(arena, all->count, FactUnit);
    *count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const Unit *one = &all->items[i];
        bool behind = *above ? counts_below(facts, one, whole, period)
                             : one != whole && units_continued(all, one, whole) &&
                                   unit_valid_in(one, period);
        if (behind)
            (*units)[(*count)++] = (FactUnit){.id = one->id,
                                              .name = one->name,
                                              .is_city = one->type == UNIT_CITY,
                                              .is_network = one->type == UNIT_NETWORK};
    }
    return true;
}
