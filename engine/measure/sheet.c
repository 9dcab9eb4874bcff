/* How cells lie in the database: a series is what stays the same over time, so that a row
 * of cells is found by one number and read in order. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/work.h"

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS series ("
    " id INTEGER PRIMARY KEY, indicator TEXT NOT NULL, part TEXT NOT NULL,"
    " unit TEXT NOT NULL, target_group TEXT NOT NULL,"
    " UNIQUE (indicator, part, unit, target_group));"
    "CREATE TABLE IF NOT EXISTS cells ("
    " series INTEGER NOT NULL REFERENCES series (id),"
    " period_kind INTEGER NOT NULL, month INTEGER NOT NULL, state INTEGER NOT NULL,"
    " protected INTEGER NOT NULL, n INTEGER NOT NULL,"
    " numerator INTEGER NOT NULL, denominator INTEGER NOT NULL,"
    " over_numerator INTEGER, over_denominator INTEGER, people INTEGER NOT NULL,"
    " delivered INTEGER NOT NULL, expected INTEGER NOT NULL, year INTEGER NOT NULL,"
    " PRIMARY KEY (series, period_kind, month)) WITHOUT ROWID;"
    /* Of the pairs behind a mean outcome, in the scale's smallest unit: whole numbers, of
     * which intervals and effect sizes are made. */
    "CREATE TABLE IF NOT EXISTS cell_moments ("
    " series INTEGER NOT NULL REFERENCES series (id), period_kind INTEGER NOT NULL,"
    " month INTEGER NOT NULL, n INTEGER NOT NULL, first_sum INTEGER NOT NULL,"
    " change_sum INTEGER NOT NULL, first_squares INTEGER NOT NULL,"
    " change_squares INTEGER NOT NULL, products INTEGER NOT NULL,"
    " PRIMARY KEY (series, period_kind, month)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS first_months ("
    " source TEXT NOT NULL, unit TEXT NOT NULL, month INTEGER NOT NULL,"
    " PRIMARY KEY (source, unit)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS cells_about ("
    " name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    /* For reading with any tool. Behind the door: it shows what reports protect. */
    "CREATE VIEW IF NOT EXISTS cell_figures AS SELECT s.indicator, s.part, s.unit,"
    " s.target_group, CASE c.period_kind"
    "  WHEN 0 THEN 'month' WHEN 1 THEN 'quarter' WHEN 2 THEN 'tertial' WHEN 3 THEN 'half'"
    "  WHEN 4 THEN 'year' ELSE 'to date' END AS period_kind,"
    " printf('%d-%02d', c.month / 12, c.month % 12 + 1) AS month,"
    " CASE c.state WHEN 0 THEN 'ok' WHEN 1 THEN 'preliminary' ELSE 'not_applicable' END"
    "  AS state, c.protected, c.n, 1.0 * c.numerator / c.denominator AS value,"
    " 1.0 * c.over_numerator / c.over_denominator AS denominator, c.people, c.delivered,"
    " c.expected, c.year FROM cells c JOIN series s ON s.id = c.series;";

bool cells_schema(Store *store, Error *error)
{
    return store_run(store, schema, error);
}

/* Series of an indicator by part, unit and group; 0 where there is none yet. */
typedef struct {
    Work *work;
    const Sheet *sheet;
    int64_t *ids;
    Statement *insert, *upsert, *remove;
    Statement *put, *drop; /* of moments */
} Writer;

static Str part_id(const Sheet *sheet, size_t part)
{
    size_t count;
    const CategoryValue *values = indicator_parts(sheet->indicator, &count);
    return part ? values[part - 1].id : (Str){"", 0};
}

static Str group_id(const Work *work, size_t group)
{
    return group ? work->workspace->groups[group - 1].id : STR("all");
}

static size_t series_at(const Work *work, size_t part, size_t unit, size_t group)
{
    return (part * work->units + unit) * work->groups + group;
}

static bool read_series(Writer *writer, Error *error)
{
    Statement *select = store_statement(
        writer->work->store,
        "SELECT id, part, unit, target_group FROM series WHERE indicator = ?1", error);
    if (!select)
        return false;
    statement_bind_text(select, 1, writer->sheet->indicator->id);
    while (statement_next(select, error)) {
        Str part = statement_text(select, 1);
        size_t unit = work_unit(writer->work, statement_text(select, 2));
        size_t group = work_group(writer->work, statement_text(select, 3));
        for (size_t i = 0; i < writer->sheet->parts; i++)
            if (unit != SIZE_MAX && group != SIZE_MAX &&
                str_equal(part_id(writer->sheet, i), part))
                writer->ids[series_at(writer->work, i, unit, group)] =
                    statement_int(select, 0);
    }
    return error->kind == ERROR_NONE;
}

static bool make_series(Writer *writer, size_t part, size_t unit, size_t group, int64_t *id,
                        Error *error)
{
    statement_bind_text(writer->insert, 1, writer->sheet->indicator->id);
    statement_bind_text(writer->insert, 2, part_id(writer->sheet, part));
    statement_bind_text(writer->insert, 3, writer->work->workspace->units.items[unit].id);
    statement_bind_text(writer->insert, 4, group_id(writer->work, group));
    if (!statement_done(writer->insert, error))
        return false;
    *id = store_last_id(writer->work->store);
    return true;
}

static bool write_cell(Writer *writer, int64_t series, const Slot *slot, const Cell *cell,
                       Error *error)
{
    Statement *row = writer->upsert;
    statement_bind_int(row, 1, series);
    statement_bind_int(row, 2, slot->kind);
    statement_bind_int(row, 3, slot->month);
    statement_bind_int(row, 4, cell->state);
    statement_bind_int(row, 5, cell->protected_);
    statement_bind_int(row, 6, cell->n);
    statement_bind_int(row, 7, cell->value.numerator);
    statement_bind_int(row, 8, cell->value.denominator);
    if (cell->has_denominator) {
        statement_bind_int(row, 9, cell->denominator.numerator);
        statement_bind_int(row, 10, cell->denominator.denominator);
    } else {
        statement_bind_null(row, 9);
        statement_bind_null(row, 10);
    }
    statement_bind_int(row, 11, cell->people);
    statement_bind_int(row, 12, cell->delivered);
    statement_bind_int(row, 13, cell->expected);
    statement_bind_int(row, 14, cell->year);
    return statement_done(row, error);
}

static bool write_moments(Writer *writer, int64_t series, const Slot *slot,
                          const OutcomeMoments *moments, Error *error)
{
    const int64_t values[] = {series,
                              slot->kind,
                              slot->month,
                              moments->n,
                              moments->first,
                              moments->change,
                              moments->squares_first,
                              moments->squares_change,
                              moments->products};
    Statement *row = moments->n ? writer->put : writer->drop;
    for (int i = 0; i < (moments->n ? 9 : 3); i++)
        statement_bind_int(row, i + 1, values[i]);
    return statement_done(row, error);
}

static bool remove_cell(Writer *writer, int64_t series, const Slot *slot, Error *error)
{
    statement_bind_int(writer->remove, 1, series);
    statement_bind_int(writer->remove, 2, slot->kind);
    statement_bind_int(writer->remove, 3, slot->month);
    return statement_done(writer->remove, error);
}

static bool write_series(Writer *writer, const Year *year, size_t part, size_t unit,
                         size_t group, Error *error)
{
    int64_t *id = &writer->ids[series_at(writer->work, part, unit, group)];
    for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
        if (!year->affected[unit * YEAR_SLOTS + slot] ||
            year->slots[slot].first < writer->work->frozen)
            continue;
        size_t at = cell_at(writer->work, part, unit, group, slot);
        bool there = writer->sheet->there[at];
        if (!there && (writer->work->fresh || !*id))
            continue;
        if (!*id && !make_series(writer, part, unit, group, id, error))
            return false;
        const Slot *period = &year->slots[slot];
        if (there ? !write_cell(writer, *id, period, &writer->sheet->cells[at], error)
                  : !remove_cell(writer, *id, period, error))
            return false;
        if (writer->sheet->moments &&
            !write_moments(writer, *id, period, &writer->sheet->moments[at], error))
            return false;
        writer->work->count->cells++;
    }
    return true;
}

bool sheet_write(Work *work, Arena *arena, const Year *year, const Sheet *sheet,
                 Error *error)
{
    Writer writer = {.work = work, .sheet = sheet};
    writer.ids = ARENA_ARRAY(arena, sheet->parts * work->units * work->groups, int64_t);
    writer.insert = store_statement(work->store,
                                    "INSERT INTO series (indicator, part, unit, "
                                    "target_group) VALUES (?1, ?2, ?3, ?4)",
                                    error);
    writer.upsert = store_statement(work->store,
                                    "INSERT OR REPLACE INTO cells VALUES (?1, ?2, ?3, ?4, "
                                    "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                                    error);
    writer.remove = store_statement(
        work->store,
        "DELETE FROM cells WHERE series = ?1 AND period_kind = ?2 AND month = ?3", error);
    writer.put = store_statement(work->store,
                                 "INSERT OR REPLACE INTO cell_moments VALUES (?1, ?2, ?3, "
                                 "?4, ?5, ?6, ?7, ?8, ?9)",
                                 error);
    writer.drop = store_statement(
        work->store,
        "DELETE FROM cell_moments WHERE series = ?1 AND period_kind = ?2 AND month = ?3",
        error);
    if (!writer.insert || !writer.upsert || !writer.remove || !writer.put || !writer.drop ||
        !read_series(&writer, error))
        return false;
    for (size_t part = 0; part < sheet->parts; part++)
        for (size_t unit = 0; unit < work->units; unit++)
            for (size_t group = 0; group < work->groups; group++)
                if (!write_series(&writer, year, part, unit, group, error))
                    return false;
    return true;
}

static Amount amount_of_row(const Statement *row, int column)
{
    return (Amount){statement_int(row, column), statement_int(row, column + 1)};
}

Cell cell_of_row(const Statement *row, int column)
{
    Cell cell = {.state = (CellState)statement_int(row, column),
                 .protected_ = (CellProtection)statement_int(row, column + 1),
                 .n = statement_int(row, column + 2),
                 .value = amount_of_row(row, column + 3),
                 .has_denominator = !statement_is_null(row, column + 5),
                 .people = statement_int(row, column + 7),
                 .delivered = (int32_t)statement_int(row, column + 8),
                 .expected = (int32_t)statement_int(row, column + 9),
                 .year = (int)statement_int(row, column + 10)};
    cell.denominator =
        cell.has_denominator ? amount_of_row(row, column + 5) : AMOUNT_WHOLE(0);
    return cell;
}
