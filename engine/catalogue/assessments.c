/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/assessments.h"

#include "engine/base/calendar.h"
#include "engine/base/guard.h"
#include "engine/catalogue/table.h"

enum {
    AT_INDICATOR,
    AT_UNIT,
    AT_PERIOD,
    AT_STATUS,
    AT_BY,
    AT_REASON,
    AT_DATE,
    AT_DECISION
};

static const TableColumn columns[] = {
    [AT_INDICATOR] = {true, {"indikator", "indicator"}},
    [AT_UNIT] = {true, {"enhet", "stadsdel", "unit"}},
    [AT_PERIOD] = {true, {"period"}},
    [AT_STATUS] = {true, {"bedömning", "status", "assessment"}},
    [AT_BY] = {true, {"beslutad av", "bedömd av", "decided by", "assessed by"}},
    [AT_REASON] = {true, {"skäl", "motivering", "reason"}},
    [AT_DATE] = {true, {"datum", "date"}},
    [AT_DECISION] = {false, {"beslut", "decision"}},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const struct {
    const char *word;
    Assessed status;
} status_words[] = {
    {"uppfylls helt", ASSESSED_MET},
    {"uppfylls delvis", ASSESSED_PARTLY},
    {"uppfylls inte", ASSESSED_NOT_MET},
    {"går inte att avgöra", ASSESSED_UNDECIDED},
    {"helt", ASSESSED_MET},
    {"delvis", ASSESSED_PARTLY},
    {"inte", ASSESSED_NOT_MET},
    {"met", ASSESSED_MET},
    {"partly", ASSESSED_PARTLY},
    {"partly met", ASSESSED_PARTLY},
    {"not met", ASSESSED_NOT_MET},
    {"not_met", ASSESSED_NOT_MET},
    {"undecided", ASSESSED_UNDECIDED},
};

enum { STATUS_WORDS = sizeof status_words / sizeof *status_words };

typedef struct {
    Arena *arena;
    const Table *table;
    const Indicators *indicators;
    const Units *units;
    Assessment *items; /* one for each row */
    Error *error;
} Reader;

static bool read_aim(const Reader *reader, const TableRow *row, Assessment *read)
{
    Str word = row->cells[AT_INDICATOR], part;
    const Indicator *indicator = indicators_resolve(reader->indicators, word, &part);
    if (!indicator)
        return table_fail(
            reader->table, row, AT_INDICATOR, reader->error, "unknown indicator '%.*s'%.*s",
            STR_PRINT(word),
            STR_PRINT(indicators_suggest(reader->arena, reader->indicators, word)));
    read->indicator = indicator->id;
    if (part.len)
        read->indicator = str_format(reader->arena, "%.*s:%.*s", STR_PRINT(indicator->id),
                                     STR_PRINT(part));
    word = row->cells[AT_UNIT];
    const Unit *unit = units_recognise(reader->units, word);
    if (!unit)
        return table_fail(reader->table, row, AT_UNIT, reader->error,
                          "unknown unit '%.*s'%.*s", STR_PRINT(word),
                          STR_PRINT(units_suggest(reader->arena, reader->units, word)));
    read->unit = unit->id;
    return true;
}

/* "2018-01/2018-08": the goal of 2018 as it stood then. */
static bool part_of_year(Str from, Str to, Assessment *read)
{
    Period first, last;
    if (!period_parse(from, &first) || first.kind != PERIOD_MONTH ||
        period_index(first) != 1 || !period_parse(to, &last) || last.kind != PERIOD_MONTH ||
        period_year(last) != period_year(first))
        return false;
    read->period = period_containing(PERIOD_YEAR, first.first_month);
    read->until = last.first_month;
    return true;
}

static bool read_period(const Reader *reader, const TableRow *row, Assessment *read)
{
    Str cell = row->cells[AT_PERIOD], from, to;
    bool parted = str_cut(cell, '/', &from, &to);
    if (parted ? part_of_year(from, to, read) : period_parse(cell, &read->period)) {
        if (!parted)
            read->until = period_last_month(read->period);
        return true;
    }
    return table_fail(reader->table, row, AT_PERIOD, reader->error,
                      "'%.*s' is no period; write 2018, 2018-T1 or 2018-04, or "
                      "2018-01/2018-08 of the year's goal in August",
                      STR_PRINT(cell));
}

static bool read_status(const Reader *reader, const TableRow *row, Assessment *read)
{
    Str words[STATUS_WORDS], folded = text_fold(reader->arena, row->cells[AT_STATUS]);
    for (size_t i = 0; i < STATUS_WORDS; i++) {
        words[i] = str_from(status_words[i].word);
        if (str_equal(words[i], folded)) {
            read->status = status_words[i].status;
            return true;
        }
    }
    return table_fail(reader->table, row, AT_STATUS, reader->error,
                      "unknown status '%.*s'%.*s", STR_PRINT(row->cells[AT_STATUS]),
                      STR_PRINT(table_suggest(reader->arena, folded, words, STATUS_WORDS)));
}

/* What is found is not repeated: messages are read by others than the file is. */
static bool nobody_named(void *to, size_t at, Error *error)
{
    const Reader *reader = to;
    const TableRow *row = &reader->table->rows[at];
    for (size_t i = 0; i < COLUMNS; i++)
        if (guard_scan(row->cells[i], false) >= GUARD_MISTYPED)
            return table_fail(reader->table, row, i, error,
                              "this looks like a personal identity number; take it out of "
                              "the file, which is not read with it");
    return true;
}

static bool read_assessment(const Reader *reader, const TableRow *row, Assessment *read)
{
    if (!read_aim(reader, row, read) || !read_period(reader, row, read) ||
        !read_status(reader, row, read))
        return false;
    if (!day_parse_iso(row->cells[AT_DATE], &read->day))
        return table_fail(reader->table, row, AT_DATE, reader->error,
                          "'%.*s' is no date; write 2019-01-28",
                          STR_PRINT(row->cells[AT_DATE]));
    read->by = row->cells[AT_BY];
    read->reason = row->cells[AT_REASON];
    read->decision = row->cells[AT_DECISION];
    read->line = row->line;
    return true;
}

static bool same_aim(const Assessment *a, const Assessment *b)
{
    return period_equal(a->period, b->period) && a->until == b->until &&
           str_equal(a->unit, b->unit) && str_equal(a->indicator, b->indicator);
}

static bool read_row(void *to, size_t at, Error *error)
{
    Reader *reader = to;
    const TableRow *rows = reader->table->rows;
    const Assessment *items = reader->items;
    reader->error = error;
    if (!read_assessment(reader, &rows[at], &reader->items[at]))
        return false;
    for (size_t i = 0; i < at; i++)
        if (same_aim(&items[at], &items[i]) && items[at].day == items[i].day)
            return table_fail(reader->table, &rows[at], AT_STATUS, error,
                              "the same goal is judged on line %d with the same date; "
                              "a later date changes it",
                              rows[i].line);
    return true;
}

bool assessments_load(Arena *arena, const char *path, const Indicators *indicators,
                      const Units *units, Assessments *assessments, Error *error)
{
    Table table;
    if (!table_load(arena, path, columns, COLUMNS, &table, error))
        return false;
    Assessment *items = ARENA_ARRAY(arena, table.count, Assessment);
    Reader reader = {arena, &table, indicators, units, items, error};
    if (!table_read_each(&table, nobody_named, &reader, error) ||
        !table_read_each(&table, read_row, &reader, error))
        return false;
    *assessments = (Assessments){items, table.count};
    return true;
}

const Assessment *assessments_find(const Assessments *assessments, Str indicator,
                                   const Unit *unit, Period period, int32_t until)
{
    const Assessment *found = NULL;
    for (size_t i = 0; i < assessments->count; i++) {
        const Assessment *one = &assessments->items[i];
        if (period_equal(one->period, period) && one->until == until &&
            str_equal(one->unit, unit->id) && str_equal(one->indicator, indicator) &&
            (!found || one->day > found->day))
            found = one;
    }
    return found;
}
