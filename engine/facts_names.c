/* The names behind the door: indicators, units and target groups, as they are told. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts.h"

#include <stdlib.h>

#include "engine/catalogue/table.h"
#include "engine/facts_inside.h"

static bool unknown_indicator(Facts *facts, Str id, Error *error)
{
    return error_set(
        error, ERROR_CONFIG, "unknown indicator '%.*s'%.*s", STR_PRINT(id),
        STR_PRINT(indicators_suggest(facts->arena, &facts->workspace->indicators, id)));
}

static bool find_group(Facts *facts, Str group, FactNames *names, Error *error)
{
    const Workspace *workspace = facts->workspace;
    names->group = 0;
    names->group_id = STR("all");
    if (!group.len || str_equal(group, names->group_id))
        return true;
    Str *words = ARENA_ARRAY(facts->arena, facts_group_count(facts), Str);
    words[0] = names->group_id;
    for (size_t i = 0; i < workspace->group_count; i++) {
        words[i + 1] = workspace->groups[i].id;
        if (str_equal(words[i + 1], group)) {
            names->group = i + 1;
            names->group_id = words[i + 1];
            return true;
        }
    }
    return error_set(
        error, ERROR_CONFIG, "unknown target group '%.*s'%.*s", STR_PRINT(group),
        STR_PRINT(table_suggest(facts->arena, group, words, facts_group_count(facts))));
}

bool facts_names(Facts *facts, Str indicator, Str unit, Str group, FactNames *names,
                 Error *error)
{
    const Workspace *workspace = facts->workspace;
    names->indicator = indicators_resolve(&workspace->indicators, indicator, &names->part);
    if (!names->indicator)
        return unknown_indicator(facts, indicator, error);
    names->name = names->indicator->id;
    if (names->part.len)
        names->name = str_format(facts->arena, "%.*s:%.*s", STR_PRINT(names->indicator->id),
                                 STR_PRINT(names->part));
    names->unit = units_recognise(&workspace->units, unit);
    if (!names->unit)
        return error_set(error, ERROR_CONFIG, "unknown unit '%.*s'%.*s", STR_PRINT(unit),
                         STR_PRINT(units_suggest(facts->arena, &workspace->units, unit)));
    return find_group(facts, group, names, error);
}

static FactKind fact_kind(const Indicator *indicator)
{
    switch (indicator->kind) {
    case MEASURE_COUNT:
        return FACT_COUNT;
    case MEASURE_SUM:
        return FACT_SUM;
    case MEASURE_DISTINCT:
        return FACT_DISTINCT;
    case MEASURE_MEAN:
        return FACT_MEAN;
    case MEASURE_SHARE:
        return FACT_SHARE;
    case MEASURE_OFFERED:
        return FACT_OFFERED;
    case MEASURE_RATIO:
        return FACT_RATIO;
    case MEASURE_REPORTED:
        return indicator->share ? FACT_SHARE : FACT_VALUE;
    case MEASURE_OUTCOME:
        return indicator->share                      ? FACT_SHARE
               : indicator->figure < FIGURE_COVERAGE ? FACT_COUNT
                                                     : FACT_MEAN;
    }
    return FACT_VALUE;
}

static FactDirection fact_direction(Better better)
{
    switch (better) {
    case BETTER_NEITHER:
        return FACT_NEITHER;
    case BETTER_HIGHER:
        return FACT_HIGHER_BETTER;
    case BETTER_LOWER:
        return FACT_LOWER_BETTER;
    }
    return FACT_NEITHER;
}

static Str part_name(const Indicator *indicator, Str part, Language language)
{
    size_t count;
    const CategoryValue *values = indicator_parts(indicator, &count);
    for (size_t i = 0; i < count; i++)
        if (str_equal(values[i].id, part))
            return values[i].name[language].len ? values[i].name[language] : part;
    return part;
}

static void tell_indicator(Facts *facts, const Indicator *indicator, Str part,
                           Language language, FactIndicator *told)
{
    *told = (FactIndicator){.id = indicator->id,
                            .name = indicator->name[language],
                            .definition = indicator->definition[language],
                            .unit = indicator->unit[language],
                            .kind = fact_kind(indicator),
                            .direction = fact_direction(indicator->better),
                            .decimals = indicator->decimals,
                            .by = part.len ? STR("") : indicator->by,
                            .protects_people = indicator->protects != PROTECTS_NONE,
                            .coverage = STR(""),
                            .source = STR("")};
    if (indicator->kind == MEASURE_OUTCOME) {
        const Indicator *coverage =
            outcome_coverage(&facts->workspace->indicators, indicator);
        told->coverage = coverage ? coverage->id : STR("");
        told->source = indicator->limits_source[language];
    }
    if (!part.len)
        return;
    told->id =
        str_format(facts->arena, "%.*s:%.*s", STR_PRINT(indicator->id), STR_PRINT(part));
    told->name = str_format(facts->arena, "%.*s: %.*s", STR_PRINT(told->name),
                            STR_PRINT(part_name(indicator, part, language)));
}

const FactIndicator *facts_indicator(Facts *facts, Language language, Str id, Error *error)
{
    Str part;
    const Indicator *indicator =
        indicators_resolve(&facts->workspace->indicators, id, &part);
    if (!indicator) {
        unknown_indicator(facts, id, error);
        return NULL;
    }
    for (const ToldIndicator *told = facts->told; told; told = told->next)
        if (told->language == language && str_equal(told->told.id, id))
            return &told->told;
    ToldIndicator *made = ARENA_NEW(facts->arena, ToldIndicator);
    made->language = language;
    made->next = facts->told;
    tell_indicator(facts, indicator, part, language, &made->told);
    facts->told = made;
    return &made->told;
}

bool facts_indicators(Facts *facts, Str **ids, size_t *count)
{
    const Indicators *all = &facts->workspace->indicators;
    *ids = ARENA_ARRAY(facts->arena, all->count, Str);
    *count = all->count;
    for (size_t i = 0; i < all->count; i++)
        (*ids)[i] = all->items[i].id;
    return true;
}

bool facts_parts(Facts *facts, Language language, Str indicator, FactName **parts,
                 size_t *count, Error *error)
{
    Str part;
    const Indicator *found =
        indicators_resolve(&facts->workspace->indicators, indicator, &part);
    if (!found)
        return unknown_indicator(facts, indicator, error);
    const CategoryValue *values = indicator_parts(found, count);
    *parts = ARENA_ARRAY(facts->arena, *count, FactName);
    for (size_t i = 0; i < *count; i++)
        (*parts)[i] = (FactName){values[i].id, part_name(found, values[i].id, language)};
    return true;
}

bool facts_groups(Facts *facts, Language language, FactName **groups, size_t *count)
{
    const Workspace *workspace = facts->workspace;
    *count = workspace->group_count;
    *groups = ARENA_ARRAY(facts->arena, *count, FactName);
    for (size_t i = 0; i < *count; i++)
        (*groups)[i] =
            (FactName){workspace->groups[i].id, workspace->groups[i].name[language]};
    return true;
}

static int compare_texts(const void *left, const void *right)
{
    const Str *a = left, *b = right;
    return text_collate_sv(*a, *b);
}

/* What the unit was made of: those whose series goes on in it, one step back. */
static void tell_origin(const Facts *facts, const Unit *unit, FactUnit *told)
{
    const Units *all = &facts->workspace->units;
    Str *names = ARENA_ARRAY(facts->arena, all->count, Str);
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].successor_count == 1 &&
            str_equal(all->items[i].successors[0], unit->id))
            names[told->made_of_count++] = all->items[i].name;
    qsort(names, told->made_of_count, sizeof *names, compare_texts);
    told->made_of = names;
    told->since = unit->from_day;
    told->formed = told->made_of_count > 0 && unit->from_day > INT32_MIN;
}

static FactUnit tell_unit(const Facts *facts, const Unit *unit)
{
    FactUnit told = {.id = unit->id,
                     .name = unit->name,
                     .is_city = unit->type == UNIT_CITY,
                     .is_network = unit->type == UNIT_NETWORK,
                     .ended = unit->to_day < INT32_MAX,
                     .until = unit->to_day,
                     .became_count = unit->successor_count};
    Str *names = ARENA_ARRAY(facts->arena, unit->successor_count, Str);
    for (size_t i = 0; i < unit->successor_count; i++)
        names[i] = units_find(&facts->workspace->units, unit->successors[i])->name;
    told.became = names;
    tell_origin(facts, unit, &told);
    return told;
}

static int compare_units(const void *left, const void *right)
{
    const FactUnit *a = left, *b = right;
    return text_collate_sv(a->name, b->name);
}

/* `once`: a municipality without districts stands where they would, and there alone. */
static void add_units(const Facts *facts, UnitType type, bool once, Period period,
                      FactUnit *units, size_t *count)
{
    const Units *all = &facts->workspace->units;
    size_t before = *count;
    for (size_t i = 0; i < all->count; i++) {
        const Unit *unit = &all->items[i];
        bool asked = type == UNIT_DISTRICT ? unit->reports
                                           : unit->type == type && !(once && unit->reports);
        if (asked && unit_valid_in(unit, period))
            units[(*count)++] = tell_unit(facts, unit);
    }
    qsort(units + before, *count - before, sizeof *units, compare_units);
}

void facts_units_all(Facts *facts, Period period, FactUnit **units, size_t *count)
{
    *units = ARENA_ARRAY(facts->arena, facts->workspace->units.count, FactUnit);
    *count = 0;
    add_units(facts, UNIT_DISTRICT, true, period, *units, count);
    add_units(facts, UNIT_NETWORK, true, period, *units, count);
    add_units(facts, UNIT_CITY, true, period, *units, count);
}

bool facts_units(Facts *facts, Str type, Period period, FactUnit **units, size_t *count,
                 Error *error)
{
    static const Str words[] = {{"city", 4}, {"network", 7}, {"district", 8}};
    size_t at = 0;
    while (at < 3 && !str_equal(words[at], type))
        at++;
    if (at == 3)
        return error_set(error, ERROR_CONFIG, "unknown type of unit '%.*s'%.*s",
                         STR_PRINT(type),
                         STR_PRINT(table_suggest(facts->arena, type, words, 3)));
    *units = ARENA_ARRAY(facts->arena, facts->workspace->units.count, FactUnit);
    *count = 0;
    add_units(facts, (UnitType)at, false, period, *units, count);
    return true;
}

bool facts_unit(Facts *facts, Str id, FactUnit *unit, Error *error)
{
    const Unit *found = units_recognise(&facts->workspace->units, id);
    if (!found)
        return error_set(
            error, ERROR_CONFIG, "unknown unit '%.*s'%.*s", STR_PRINT(id),
            STR_PRINT(units_suggest(facts->arena, &facts->workspace->units, id)));
    *unit = tell_unit(facts, found);
    return true;
}
