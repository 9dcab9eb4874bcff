/* What the listing of a figure's rows shows of each: the file and line, and the columns
 * that the figure looks at. A key, a code or a free text is never one of them. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_source.h"

const SourceColumn *source_column(const Source *source, Str name)
{
    for (size_t i = 0; name.len && i < source->kind->column_count; i++)
        if (str_equal(source->columns[i].column->name, name))
            return &source->columns[i];
    return NULL;
}

static bool places_find(Source *source, Error *error)
{
    const RecordKind *kind = source->kind;
    Store *store = source->facts->store;
    source->columns = ARENA_ARRAY(source->arena, kind->column_count, SourceColumn);
    for (size_t i = 0; i < kind->column_count; i++) {
        SourceColumn *at = &source->columns[i];
        at->column = &kind->columns[i];
        Str name = at->column->name, month = name;
        if (at->column->type == COLUMN_PERIOD) {
            month = str_format(source->arena, "%.*s_month", STR_PRINT(name));
            name = str_format(source->arena, "%.*s_kind", STR_PRINT(name));
        }
        if (!records_column(store, kind->name, name, &at->place, error) ||
            !records_column(store, kind->name, month, &at->second, error))
            return false;
        if (at->column->type == COLUMN_GROUP)
            source->group = at;
    }
    return true;
}

static bool in_clauses(const SourceColumn *column, const WhereClause *clauses, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(clauses[i].column, column->column->name))
            return true;
    return false;
}

static bool is_shown(const Source *source, const SourceColumn *column)
{
    const Indicator *indicator = source->names.indicator;
    switch (column->column->type) {
    case COLUMN_KEY:
    case COLUMN_TEXT:
    case COLUMN_INDICATOR:
        return false;
    case COLUMN_UNIT:
        return source->unit_count > 1;
    case COLUMN_PERIOD:
    case COLUMN_GROUP:
        return true;
    case COLUMN_DATE:
    case COLUMN_CATEGORY:
    case COLUMN_NUMBER:
        break;
    }
    return column == source->date || column == source->value || column == source->by ||
           column == source->from || column == source->till ||
           (indicator->kind == MEASURE_REPORTED && column->column->type == COLUMN_NUMBER) ||
           str_equal(column->column->name, indicator->people_count) ||
           in_clauses(column, indicator->where, indicator->where_count) ||
           in_clauses(column, indicator->having, indicator->having_count);
}

/* The date first, the others as in the contract. */
static void shown_find(Source *source)
{
    size_t count = source->kind->column_count;
    source->shown = ARENA_ARRAY(source->arena, count, const SourceColumn *);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            const SourceColumn *column = &source->columns[i];
            if ((column == source->date) == (pass == 0) && is_shown(source, column))
                source->shown[source->shown_count++] = column;
        }
    FactRowColumn *heads = ARENA_ARRAY(source->arena, source->shown_count, FactRowColumn);
    for (size_t i = 0; i < source->shown_count; i++) {
        const RecordColumn *column = source->shown[i]->column;
        heads[i] =
            (FactRowColumn){column->name, facts_column_name(column, source->language),
                            column->type == COLUMN_NUMBER};
    }
    source->rows->columns = heads;
    source->rows->column_count = source->shown_count;
}

static void units_find_all(Source *source)
{
    const Units *all = &source->facts->workspace->units;
    source->units = ARENA_ARRAY(source->arena, all->count, const Unit *);
    source->units[source->unit_count++] = source->names.unit;
    bool composite = facts_unit_is_composite(source->facts, source->names.unit);
    source->rows->own_only = composite;
    for (size_t i = 0; !composite && i < all->count; i++)
        if (&all->items[i] != source->names.unit &&
            units_continued(all, &all->items[i], source->names.unit))
            source->units[source->unit_count++] = &all->items[i];
}

bool source_open(Facts *facts, Arena *arena, Language language, const FactNames *names,
                 FactMonths months, Source *source, Error *error)
{
    const Indicator *indicator = names->indicator;
    FactRows *rows = source->rows;
    size_t most = source->most;
    int32_t last = months.last;
    *source = (Source){.facts = facts,
                       .arena = arena,
                       .language = language,
                       .names = *names,
                       .months = months,
                       .kind = indicator->source,
                       .most = most,
                       .batch = -1,
                       .rows = rows};
    if (last > facts->horizon)
        last = facts->horizon;
    source->first_day = period_first_day((Period){PERIOD_MONTH, months.first});
    source->last_day = period_last_day((Period){PERIOD_MONTH, last});
    if (!places_find(source, error))
        return false;
    source->date = source_column(source, source->kind->month_column);
    source->value = source_column(source, indicator->column);
    source->by = source_column(source, indicator->by);
    source->from = source_column(source, indicator->from_column);
    source->till = source_column(source, indicator->till_column);
    bool of_keys = indicator->kind == MEASURE_DISTINCT || indicator->of_keys;
    source->key = of_keys ? source->value : NULL;
    units_find_all(source);
    shown_find(source);
    return true;
}

static bool file_find(Source *source, int64_t batch, Error *error)
{
    if (batch == source->batch)
        return true;
    Statement *select = store_statement(source->facts->store,
                                        "SELECT file FROM batches WHERE id = ?1", error);
    if (!select)
        return false;
    statement_bind_int(select, 1, batch);
    while (statement_next(select, error))
        source->file = str_copy(source->arena, statement_text(select, 0));
    source->batch = batch;
    return error->kind == ERROR_NONE;
}

static Str number_cell(Arena *arena, const RecordColumn *column, int64_t number)
{
    int64_t scale = 1;
    for (int i = 0; i < column->decimals; i++)
        scale *= 10;
    return number_plain(arena, amount_of(number, scale), column->decimals);
}

static Str cell_say(const Source *source, const SourceColumn *at,
                    const RecordReader *reader)
{
    const RecordColumn *column = at->column;
    const ChunkCell *cell = &reader->cells[at->place];
    if (column->type == COLUMN_UNIT) {
        const Unit *unit = units_find(&source->facts->workspace->units, reader->unit);
        return unit ? unit->name : str_copy(source->arena, reader->unit);
    }
    if (!at->place || cell->kind == CHUNK_NULL)
        return STR("");
    if (cell->kind == CHUNK_TEXT)
        return str_copy(source->arena, facts_word_name(source->facts, column,
                                                       source->language, cell->text));
    if (column->type == COLUMN_DATE)
        return day_iso(source->arena, (int32_t)cell->number);
    if (column->type == COLUMN_PERIOD)
        return period_id(
            source->arena,
            (Period){(PeriodKind)cell->number, (int32_t)reader->cells[at->second].number});
    return number_cell(source->arena, column, cell->number);
}

static bool is_full(const Source *source)
{
    return source->most && source->rows->shown == source->most;
}

bool source_add(Source *source, int64_t batch, int64_t line, bool counted, int64_t who,
                const Str *cells, Error *error)
{
    FactRows *rows = source->rows;
    rows->total++;
    rows->counted += counted;
    if (is_full(source))
        return true;
    if (!file_find(source, batch, error))
        return false;
    source->listed =
        ARENA_GROW(source->arena, source->listed, rows->shown, &source->capacity);
    source->listed[rows->shown++] = (FactRow){source->file, line, counted, who, cells};
    rows->rows = source->listed;
    return true;
}

bool source_list(Source *source, const RecordReader *reader, bool counted, int64_t who,
                 Error *error)
{
    Str *cells = NULL;
    if (!is_full(source))
        cells = ARENA_ARRAY(source->arena, source->shown_count, Str);
    for (size_t i = 0; cells && i < source->shown_count; i++)
        cells[i] = cell_say(source, source->shown[i], reader);
    return source_add(source, reader->batch, reader->cells[0].number, counted, who, cells,
                      error);
}
