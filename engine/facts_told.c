/* What the figures rest on: deliveries, what was found in the files, and the files. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts.h"

#include <stdlib.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "engine/facts_inside.h"
#include "engine/store/records.h"

static const Unit *unit_named(Facts *facts, Str unit, Error *error)
{
    FactUnit told;
    if (!facts_unit(facts, unit, &told, error))
        return NULL;
    return units_find(&facts->workspace->units, told.id);
}

static bool kind_lasts(const Workspace *workspace, const RecordKind *kind)
{
    for (size_t i = 0; i < workspace->indicators.count; i++)
        if (workspace->indicators.items[i].source == kind &&
            (workspace->indicators.items[i].spread ||
             workspace->indicators.items[i].kind == MEASURE_REPORTED))
            return true;
    return record_till_column(kind) != NULL;
}

/* Rows of a day, as the records that hold count them. */
static bool count_days(Facts *facts, const RecordKind *kind, const Unit *unit,
                       Period period, int64_t *used, Error *error)
{
    Statement *select = store_statement(
        facts->store,
        "SELECT coalesce(sum(rows_count), 0) - (SELECT count(*) FROM (SELECT DISTINCT"
        " c.record, c.place FROM closures c JOIN records r ON r.id = c.record JOIN batches"
        " b ON b.id = c.by WHERE r.kind = ?1 AND r.unit = ?2 AND r.month BETWEEN ?3 AND ?4"
        " AND r.held AND b.undone_by IS NULL)) FROM records"
        " WHERE kind = ?1 AND unit = ?2 AND month BETWEEN ?3 AND ?4 AND held",
        error);
    if (!select)
        return false;
    statement_bind_text(select, 1, kind->name);
    statement_bind_text(select, 2, unit->id);
    statement_bind_int(select, 3, period.first_month);
    statement_bind_int(select, 4, period_last_month(period));
    while (statement_next(select, error))
        *used += statement_int(select, 0);
    return error->kind == ERROR_NONE;
}

/* The last month that a row reaches which lasts until a date, or is of a period. */
static int32_t row_last(const ChunkCell *cells, size_t till, size_t period_kind,
                        int32_t month)
{
    if (till)
        return cells[till].kind == CHUNK_NUMBER
                   ? day_month_serial((int32_t)cells[till].number)
                   : INT32_MAX;
    if (period_kind)
        return period_last_month((Period){(PeriodKind)cells[period_kind].number, month});
    return month;
}

/* Rows that say something of the period. */
static bool count_lasting(Facts *facts, const RecordKind *kind, const Unit *unit,
                          Period period, int64_t *used, Error *error)
{
    Arena *scratch = arena_open();
    const RecordColumn *till = record_till_column(kind);
    Str of_period = str_format(scratch, "%.*s_kind", STR_PRINT(kind->month_column));
    RecordSpan span = {.kind = kind->name,
                       .unit = unit->id,
                       .first = period.first_month,
                       .last = period_last_month(period),
                       .lasting = true};
    RecordReader reader;
    size_t till_at = 0, kind_at = 0;
    bool done =
        (!till || records_column(facts->store, kind->name, till->name, &till_at, error)) &&
        records_column(facts->store, kind->name, of_period, &kind_at, error) &&
        records_open(scratch, facts->store, &span, &reader, error);
    while (done && records_next(&reader, error))
        *used +=
            row_last(reader.cells, till_at, kind_at, reader.month) >= period.first_month;
    arena_close(scratch);
    return done && error->kind == ERROR_NONE;
}

static bool count_used(Facts *facts, const RecordKind *kind, const Unit *unit,
                       Period period, int64_t *used, Error *error)
{
    const RecordColumn *month = record_column(kind, kind->month_column);
    bool days = month->type == COLUMN_DATE && !record_till_column(kind);
    return days ? count_days(facts, kind, unit, period, used, error)
                : count_lasting(facts, kind, unit, period, used, error);
}

/* Rows refused in the files that still count: of the month, or, where the row told no
 * month, of a file that delivered something for it. */
#define FINDINGS_OF_UNIT                                                                   \
    " FROM findings f JOIN batches b ON b.id = f.batch WHERE b.held AND "                  \
    "f.unit = ?1 AND (f.month BETWEEN ?2 AND ?3 OR (f.month IS NULL AND EXISTS (SELECT 1 " \
    "FROM delivered d WHERE d.kind = b.kind AND d.unit = f.unit AND d.batch = b.id AND "   \
    "d.month BETWEEN ?2 AND ?3)))"

static Statement *select_findings(Facts *facts, const char *sql, Str unit, Period period,
                                  Error *error)
{
    Statement *select = store_statement(facts->store, sql, error);
    if (select) {
        statement_bind_text(select, 1, unit);
        statement_bind_int(select, 2, period.first_month);
        statement_bind_int(select, 3, period_last_month(period));
    }
    return select;
}

static bool count_refused(Facts *facts, const RecordKind *kind, const Unit *unit,
                          Period period, int64_t *refused, Error *error)
{
    Statement *select =
        select_findings(facts,
                        "SELECT count(DISTINCT f.batch || ':' || f.line)" FINDINGS_OF_UNIT
                        " AND f.severity = 'refused' AND b.kind = ?4",
                        unit->id, period, error);
    if (!select)
        return false;
    statement_bind_text(select, 4, kind->name);
    while (statement_next(select, error))
        *refused += statement_int(select, 0);
    return error->kind == ERROR_NONE;
}

static bool read_months(Facts *facts, const RecordKind *kind, const Unit *unit,
                        Period period, bool months[12], Error *error)
{
    Statement *select = store_statement(facts->store,
                                        "SELECT month FROM deliveries WHERE kind = ?1 AND "
                                        "unit = ?2 AND month BETWEEN ?3 AND ?4",
                                        error);
    if (!select)
        return false;
    statement_bind_text(select, 1, kind->name);
    statement_bind_text(select, 2, unit->id);
    statement_bind_int(select, 3, period.first_month);
    statement_bind_int(select, 4, period_last_month(period));
    while (statement_next(select, error))
        months[statement_int(select, 0) - period.first_month] = true;
    return error->kind == ERROR_NONE;
}

static bool add_months(Facts *facts, const RecordKind *kind, const Unit *unit,
                       Period period, FactDelivery *delivery, int32_t *first_missing,
                       Error *error)
{
    const Workspace *workspace = facts->workspace;
    bool months[12] = {false};
    if (!read_months(facts, kind, unit, period, months, error))
        return false;
    int32_t first = facts->first_rows[(size_t)(kind - workspace->records.items) *
                                          workspace->units.count +
                                      (size_t)(unit - workspace->units.items)];
    bool lasts = kind_lasts(workspace, kind);
    for (int32_t month = period.first_month; month <= period_last_month(period); month++) {
        bool due = first <= month && unit_valid_in(unit, (Period){PERIOD_MONTH, month});
        bool told =
            lasts ? due && month <= facts->horizon : months[month - period.first_month];
        delivery->delivered += told;
        delivery->expected += told || due;
        if (due && !told && month < *first_missing)
            *first_missing = month;
    }
    return true;
}

static bool add_unit(Facts *facts, const RecordKind *kind, const Unit *unit, Period period,
                     FactDelivery *delivery, int32_t *first_missing, Error *error)
{
    return count_used(facts, kind, unit, period, &delivery->used, error) &&
           count_refused(facts, kind, unit, period, &delivery->refused, error) &&
           add_months(facts, kind, unit, period, delivery, first_missing, error);
}

bool facts_months_told(Facts *facts, const Unit *asked, Period period, FactDelivery *months,
                       Error *error)
{
    const Workspace *workspace = facts->workspace;
    int32_t missing = FACTS_NEVER;
    for (size_t i = 0; i < workspace->units.count; i++)
        for (size_t kind = 0;
             units_within(&workspace->units, &workspace->units.items[i], asked) &&
             kind < workspace->records.count;
             kind++)
            if (!add_months(facts, &workspace->records.items[kind],
                            &workspace->units.items[i], period, months, &missing, error))
                return false;
    return true;
}

static bool read_deliveries(Facts *facts, const Unit *asked, Period period, Error *error)
{
    const Workspace *workspace = facts->workspace;
    facts->deliveries = ARENA_ARRAY(facts->arena, workspace->records.count, FactDelivery);
    facts->delivery_count = 0;
    bool own = facts_owns(facts, asked);
    for (size_t i = 0; i < workspace->records.count; i++) {
        const RecordKind *kind = &workspace->records.items[i];
        FactDelivery delivery = {.kind = kind->name,
                                 .kind_name = kind->title[workspace->language]};
        int32_t missing = FACTS_NEVER;
        for (size_t j = 0; j < workspace->units.count; j++)
            if (units_within(&workspace->units, &workspace->units.items[j], asked) &&
                !add_unit(facts, kind, &workspace->units.items[j], period, &delivery,
                          &missing, error))
                return false;
        if (missing != FACTS_NEVER)
            delivery.first_missing =
                period_id(facts->arena, (Period){PERIOD_MONTH, missing});
        if (!delivery.used && !delivery.refused && !delivery.expected)
            continue;
        if (!own) /* rows are conversations, of however few */
            delivery.used = delivery.refused = 0;
        facts->deliveries[facts->delivery_count++] = delivery;
    }
    return true;
}

bool facts_deliveries(Facts *facts, Arena *arena, Str unit, Period period,
                      FactDelivery **deliveries, size_t *count, Error *error)
{
    const Unit *asked = unit_named(facts, unit, error);
    if (!asked)
        return false;
    if (facts->delivering != asked || !period_equal(facts->delivered_in, period)) {
        facts->delivering = NULL;
        if (!read_deliveries(facts, asked, period, error))
            return false;
        facts->delivering = asked;
        facts->delivered_in = period;
    }
    *count = facts->delivery_count;
    *deliveries = ARENA_ARRAY(arena, *count, FactDelivery);
    for (size_t i = 0; i < *count; i++)
        (*deliveries)[i] = facts->deliveries[i];
    return true;
}

static int compare_findings(const void *left, const void *right)
{
    const FactFinding *a = left, *b = right;
    int order = str_compare(a->file, b->file);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

bool facts_findings(Facts *facts, Arena *arena, Str unit, Period period,
                    FactFinding **findings, size_t *count, Error *error)
{
    const Workspace *workspace = facts->workspace;
    const Unit *asked = unit_named(facts, unit, error);
    size_t capacity = 0;
    *findings = NULL;
    *count = 0;
    if (!asked || !facts_owns(facts, asked))
        return error->kind == ERROR_NONE;
    for (size_t i = 0; i < workspace->units.count; i++) {
        if (!units_within(&workspace->units, &workspace->units.items[i], asked))
            continue;
        Statement *select = select_findings(
            facts, "SELECT b.file, f.line, f.column, f.reason, f.remedy" FINDINGS_OF_UNIT,
            workspace->units.items[i].id, period, error);
        while (select && statement_next(select, error)) {
            *findings = ARENA_GROW(arena, *findings, *count, &capacity);
            (*findings)[(*count)++] =
                (FactFinding){.file = str_copy(arena, statement_text(select, 0)),
                              .line = statement_int(select, 1),
                              .column = str_copy(arena, statement_text(select, 2)),
                              .reason = str_copy(arena, statement_text(select, 3)),
                              .remedy = str_copy(arena, statement_text(select, 4))};
        }
    }
    if (*count)
        qsort(*findings, *count, sizeof **findings, compare_findings);
    return error->kind == ERROR_NONE;
}

static int compare_sources(const void *left, const void *right)
{
    const FactSource *a = left, *b = right;
    int order = str_compare(a->file, b->file);
    return order ? order : str_compare(a->sha256, b->sha256);
}

/* A file is told where it lies: in the inbox, unless it was named from elsewhere. */
static Str source_file(const Facts *facts, Arena *arena, Str name)
{
    Str inside = str_format(arena, "inbox/%.*s", STR_PRINT(name));
    return file_exists(file_join(arena, facts->workspace->path, inside.ptr))
               ? inside
               : str_copy(arena, name);
}

bool facts_sources(Facts *facts, Arena *arena, FactSource **sources, size_t *count,
                   Error *error)
{
    static const char *const settings[] = {
        "samsyn.yaml",  "units.csv",        "goals.csv",      "indicators.yaml",
        "records.yaml", "instruments.yaml", "assessments.csv"};
    size_t capacity = 0;
    *sources = NULL;
    *count = 0;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        const char *path = file_join(arena, facts->workspace->path, settings[i]);
        Str content;
        if (!file_exists(path))
            continue;
        if (!file_read(arena, path, &content, error))
            return false;
        *sources = ARENA_GROW(arena, *sources, *count, &capacity);
        (*sources)[(*count)++] =
            (FactSource){str_from(settings[i]), digest_sha256(arena, content), false};
    }
    Statement *select =
        store_statement(facts->store, "SELECT file, sha256 FROM batches WHERE held", error);
    while (select && statement_next(select, error)) {
        *sources = ARENA_GROW(arena, *sources, *count, &capacity);
        (*sources)[(*count)++] =
            (FactSource){source_file(facts, arena, statement_text(select, 0)),
                         str_copy(arena, statement_text(select, 1)), true};
    }
    if (*count)
        qsort(*sources, *count, sizeof **sources, compare_sources);
    return select && error->kind == ERROR_NONE;
}
