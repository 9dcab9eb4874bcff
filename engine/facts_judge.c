/* What a level may see, and what is not there. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_inside.h"
#include "engine/measure/outcomes.h"

bool facts_owns(const Facts *facts, const Unit *unit)
{
    return facts->level.kind == LEVEL_INTERNAL && str_equal(facts->level.unit, unit->id);
}

/* The interval of a mean tells the spread, which is that of single people where they are
 * few. */
static Figure without_spread(const FactNames *names, const Figure *figure)
{
    Figure told = *figure;
    const Indicator *indicator = names->indicator;
    if (indicator->kind == MEASURE_OUTCOME && !indicator->share && told.n < EFFECT_LEAST) {
        told.has_interval = false;
        told.low95 = told.high95 = 0;
    }
    return told;
}

Figure facts_masked(const Facts *facts, const FactNames *names, const Shown *shown)
{
    if (facts_owns(facts, names->unit))
        return shown->figure;
    if (!shown->is_protected)
        return without_spread(names, &shown->figure);
    return (Figure){
        .mark = MARK_PROTECTED, .value = AMOUNT_WHOLE(0), .denominator = AMOUNT_WHOLE(0)};
}

bool facts_unit_is_composite(const Facts *facts, const Unit *unit)
{
    const Units *units = &facts->workspace->units;
    for (size_t i = 0; i < units->count; i++)
        if (&units->items[i] != unit && units_within(units, &units->items[i], unit))
            return true;
    return false;
}

static bool has_group_column(const RecordKind *kind)
{
    for (size_t i = 0; i < kind->column_count; i++)
        if (kind->columns[i].type == COLUMN_GROUP)
            return true;
    return false;
}

static int32_t expected_months(const Unit *unit, int32_t measured_from, int32_t first,
                               int32_t last)
{
    int32_t months = 0;
    for (int32_t month = first > measured_from ? first : measured_from; month <= last;
         month++)
        months += unit_valid_in(unit, (Period){PERIOD_MONTH, month});
    return months;
}

/* How many of the unit and those it was made of were there on a day of the months. */
static size_t units_standing(const Units *units, const Unit *asked, int32_t first,
                             int32_t last)
{
    size_t standing = 0;
    int32_t first_day = period_first_day((Period){PERIOD_MONTH, first});
    int32_t last_day = period_last_day((Period){PERIOD_MONTH, last});
    for (size_t i = 0; i < units->count; i++) {
        const Unit *unit = &units->items[i];
        if ((unit == asked || units_continued(units, unit, asked)) &&
            unit->from_day <= last_day && unit->to_day >= first_day)
            standing++;
    }
    return standing;
}

Mark facts_absent(const Facts *facts, const FactNames *names, int32_t first, int32_t last,
                  int32_t *expected)
{
    const Workspace *workspace = facts->workspace;
    const Indicator *indicator = names->indicator;
    size_t units = workspace->units.count;
    *expected = 0;
    if (facts->has_horizon && names->unit->from_month > facts->horizon)
        return MARK_NOT_APPLICABLE; /* its time has not come */
    if (names->group && !has_group_column(indicator->source))
        return MARK_NOT_APPLICABLE;
    if (!indicator->above_units && facts_unit_is_composite(facts, names->unit))
        return MARK_NOT_APPLICABLE;
    size_t standing = units_standing(&workspace->units, names->unit, first, last);
    if (!standing || (!indicator->above_units && standing > 1))
        return MARK_NOT_APPLICABLE;
    const int32_t *firsts =
        facts->first_rows + (size_t)(indicator->source - workspace->records.items) * units;
    if (indicator->kind == MEASURE_REPORTED)
        firsts =
            facts->first_reported +
            ((size_t)(indicator - workspace->indicators.items) * facts_group_count(facts) +
             names->group) *
                units;
    for (size_t i = 0; i < units; i++) {
        const Unit *unit = &workspace->units.items[i];
        bool counts = units_within(&workspace->units, unit, names->unit) ||
                      units_continued(&workspace->units, unit, names->unit);
        if (firsts[i] <= last && counts)
            *expected += expected_months(unit, firsts[i], first, last);
    }
    return *expected ? MARK_MISSING : MARK_NOT_MEASURED;
}

Str mark_word(Mark mark)
{
    switch (mark) {
    case MARK_OK:
        return STR("ok");
    case MARK_PROTECTED:
        return STR("protected");
    case MARK_MISSING:
        return STR("missing");
    case MARK_NOT_MEASURED:
        return STR("not_measured");
    case MARK_NOT_APPLICABLE:
        return STR("not_applicable");
    case MARK_PRELIMINARY:
        return STR("preliminary");
    }
    return STR("");
}

Str status_word(Status status)
{
    switch (status) {
    case STATUS_NONE:
        return STR("");
    case STATUS_MET:
        return STR("met");
    case STATUS_PARTLY:
        return STR("partly");
    case STATUS_NOT_MET:
        return STR("not_met");
    case STATUS_UNDECIDED:
        return STR("undecided");
    }
    return STR("");
}
