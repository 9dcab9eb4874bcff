/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/goals.h"

#include <string.h>

#include "engine/catalogue/table.h"

enum {
    AT_INDICATOR,
    AT_UNIT,
    AT_PERIOD,
    AT_FROM,
    AT_TILL,
    AT_GOAL,
    AT_PARTLY,
    AT_DECISION
};
enum { GOAL_DECIMALS = 6, GOAL_SCALE = 1000000 };

static const TableColumn columns[] = {
    [AT_INDICATOR] = {true, {"indikator", "indicator"}},
    [AT_UNIT] = {true, {"enhet", "stadsdel", "unit"}},
    [AT_PERIOD] = {true, {"period"}},
    [AT_FROM] = {false, {"från", "from"}},
    [AT_TILL] = {false, {"till", "until"}},
    [AT_GOAL] = {true, {"mål", "goal"}},
    [AT_PARTLY] = {false, {"delvis", "partly"}},
    [AT_DECISION] = {false, {"beslut", "decision"}},
};

static const struct {
    const char *word;
    PeriodKind kind;
} period_words[] = {
    {"månad", PERIOD_MONTH},     {"month", PERIOD_MONTH},     {"kvartal", PERIOD_QUARTER},
    {"quarter", PERIOD_QUARTER}, {"tertial", PERIOD_TERTIAL}, {"halvår", PERIOD_HALF},
    {"termin", PERIOD_HALF},     {"half", PERIOD_HALF},       {"år", PERIOD_YEAR},
    {"year", PERIOD_YEAR},
};

enum { PERIOD_WORDS = sizeof period_words / sizeof *period_words };

static const char *const every_district[] = {"alla stadsdelar", "alla enheter",
                                             "all districts", "all units"};

typedef struct {
    Arena *arena;
    const Table *table;
    const Indicators *indicators;
    const Units *units;
    Goal *items; /* one for each row */
    Error *error;
} Reader;

static bool read_indicator(const Reader *reader, const TableRow *row, Goal *goal,
                           const Indicator **indicator)
{
    Str word = row->cells[AT_INDICATOR], part;
    *indicator = indicators_resolve(reader->indicators, word, &part);
    if (!*indicator)
        return table_fail(
            reader->table, row, AT_INDICATOR, reader->error, "unknown indicator '%.*s'%.*s",
            STR_PRINT(word),
            STR_PRINT(indicators_suggest(reader->arena, reader->indicators, word)));
    goal->indicator = (*indicator)->id;
    if (part.len)
        goal->indicator = str_format(reader->arena, "%.*s:%.*s",
                                     STR_PRINT((*indicator)->id), STR_PRINT(part));
    return true;
}

static bool read_unit(const Reader *reader, const TableRow *row, Goal *goal)
{
    Str word = row->cells[AT_UNIT], folded = text_fold(reader->arena, word);
    goal->unit = (Str){"", 0};
    for (size_t i = 0; i < sizeof every_district / sizeof *every_district; i++)
        if (str_equal(folded, str_from(every_district[i])))
            return true;
    const Unit *unit = units_recognise(reader->units, word);
    if (!unit) {
        Str suggested = units_suggest(reader->arena, reader->units, word);
        bool near = str_starts(suggested, STR("; did you mean"));
        Str all = near ? (Str){"", 0}
                       : str_format(reader->arena, "; for all of them write '%s'",
                                    every_district[0]);
        return table_fail(reader->table, row, AT_UNIT, reader->error,
                          "unknown unit '%.*s'%.*s%.*s", STR_PRINT(word),
                          STR_PRINT(suggested), STR_PRINT(all));
    }
    goal->unit = unit->id;
    return true;
}

static bool read_period(const Reader *reader, const TableRow *row, Goal *goal)
{
    Str words[PERIOD_WORDS], folded = text_fold(reader->arena, row->cells[AT_PERIOD]);
    for (size_t i = 0; i < PERIOD_WORDS; i++) {
        words[i] = str_from(period_words[i].word);
        if (str_equal(words[i], folded)) {
            goal->period = period_words[i].kind;
            return true;
        }
    }
    return table_fail(reader->table, row, AT_PERIOD, reader->error,
                      "unknown period '%.*s'%.*s", STR_PRINT(row->cells[AT_PERIOD]),
                      STR_PRINT(table_suggest(reader->arena, folded, words, PERIOD_WORDS)));
}

static bool read_days(const Reader *reader, const TableRow *row, Goal *goal)
{
    static const char reason[] = "'%.*s' is no date; write 2018-04-01";
    Str from = row->cells[AT_FROM], till = row->cells[AT_TILL];
    goal->from_day = INT32_MIN;
    goal->to_day = INT32_MAX;
    if (from.len && !table_day(from, false, &goal->from_day))
        return table_fail(reader->table, row, AT_FROM, reader->error, reason,
                          STR_PRINT(from));
    if (till.len && !table_day(till, true, &goal->to_day))
        return table_fail(reader->table, row, AT_TILL, reader->error, reason,
                          STR_PRINT(till));
    if (goal->from_day > goal->to_day)
        return table_fail(reader->table, row, AT_TILL, reader->error,
                          "the goal ends before it begins");
    return true;
}

/* A share's "80 %" and "80" are both 4/5; what is at most one, "0,8", is a fraction. */
static bool read_amount(const Reader *reader, const TableRow *row, size_t column,
                        bool share, Amount *amount)
{
    Str cell = row->cells[column];
    int64_t scaled;
    bool percent = cell.len && memchr(cell.ptr, '%', cell.len);
    if (percent && !share)
        return table_fail(reader->table, row, column, reader->error,
                          "'%.*s': this indicator is no share, so its goal has no %%",
                          STR_PRINT(cell));
    if (number_parse(cell, GOAL_DECIMALS, false, &scaled) != NUMBER_OK || scaled < 0)
        return table_fail(reader->table, row, column, reader->error,
                          "'%.*s' is no number; write 120 or 12,5", STR_PRINT(cell));
    bool hundredths = percent || (share && scaled > GOAL_SCALE);
    *amount = amount_of(scaled, (int64_t)GOAL_SCALE * (hundredths ? 100 : 1));
    if (share && amount_compare(*amount, AMOUNT_WHOLE(1)) > 0)
        return table_fail(reader->table, row, column, reader->error,
                          "'%.*s': a share is at most 100 %%", STR_PRINT(cell));
    return true;
}

static bool read_goal(const Reader *reader, const TableRow *row, Goal *goal)
{
    const Indicator *indicator;
    if (!read_indicator(reader, row, goal, &indicator) || !read_unit(reader, row, goal) ||
        !read_period(reader, row, goal) || !read_days(reader, row, goal) ||
        !read_amount(reader, row, AT_GOAL, indicator->share, &goal->goal))
        return false;
    goal->decision = row->cells[AT_DECISION];
    goal->line = row->line;
    goal->has_partly = row->cells[AT_PARTLY].len > 0;
    if (!goal->has_partly)
        return true;
    if (!read_amount(reader, row, AT_PARTLY, indicator->share, &goal->partly))
        return false;
    int order = amount_compare(goal->partly, goal->goal);
    if (indicator->better == BETTER_LOWER ? order < 0 : order > 0)
        return table_fail(reader->table, row, AT_PARTLY, reader->error,
                          "partly met is harder to reach than the goal itself");
    return true;
}

static bool same_aim(const Goal *a, const Goal *b)
{
    return a->period == b->period && a->from_day <= b->to_day && b->from_day <= a->to_day &&
           str_equal(a->unit, b->unit) && str_equal(a->indicator, b->indicator);
}

static bool read_row(void *to, size_t at, Error *error)
{
    Reader *reader = to;
    const TableRow *rows = reader->table->rows;
    reader->error = error;
    if (!read_goal(reader, &rows[at], &reader->items[at]))
        return false;
    for (size_t i = 0; i < at; i++)
        if (same_aim(&reader->items[at], &reader->items[i]))
            return table_fail(reader->table, &rows[at], AT_GOAL, error,
                              "the same goal stands on line %d for some of these days",
                              rows[i].line);
    return true;
}

bool goals_load(Arena *arena, const char *path, const Indicators *indicators,
                const Units *units, Goals *goals, Error *error)
{
    Table table;
    if (!table_load(arena, path, columns, sizeof columns / sizeof *columns, &table, error))
        return false;
    Goal *items = ARENA_ARRAY(arena, table.count, Goal);
    Reader reader = {arena, &table, indicators, units, items, error};
    if (!table_read_each(&table, read_row, &reader, error))
        return false;
    *goals = (Goals){items, table.count};
    return true;
}

const Goal *goals_find(const Goals *goals, Str indicator, const Unit *unit, Period period)
{
    int32_t day = period_last_day(period);
    const Goal *shared = NULL;
    for (size_t i = 0; i < goals->count; i++) {
        const Goal *goal = &goals->items[i];
        if (goal->period != period.kind || goal->from_day > day || goal->to_day < day ||
            !str_equal(goal->indicator, indicator))
            continue;
        if (str_equal(goal->unit, unit->id))
            return goal;
        if (!goal->unit.len && unit->reports)
            shared = goal;
    }
    return shared;
}
