/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_intake.h"

#include <stdlib.h>

#include "engine/facts_inside.h"

/* The unit and those below it; the files of two may be the same. */
typedef struct {
    Facts *facts;
    Arena *arena;
    const Unit *asked;
    Period period;
    int64_t *batches;
    size_t batch_count, batch_capacity;
} Intake;

static const Unit *unit_asked(Facts *facts, Str unit, Error *error)
{
    FactUnit told;
    return facts_unit(facts, unit, &told, error)
               ? units_find(&facts->workspace->units, told.id)
               : NULL;
}

static Statement *select_for(Facts *facts, const char *sql, Str unit, Period period,
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

static RowBounds bounds_told(const Facts *facts, bool own, int64_t rows)
{
    int64_t limit = facts->workspace->limit;
    if (own || rows == 0 || limit < 2)
        return (RowBounds){rows, rows};
    if (rows < limit)
        return (RowBounds){1, limit - 1};
    if (rows < 4 * limit)
        return (RowBounds){limit, 4 * limit - 1};
    return (RowBounds){4 * limit, INT64_MAX};
}

/* Of one record kind: the indexes begin with it. */
static bool batches_read(Intake *intake, Str kind, Str unit, Error *error)
{
    Statement *select = select_for(
        intake->facts,
        "SELECT DISTINCT d.batch FROM delivered d JOIN batches b ON b.id = d.batch "
        "WHERE d.kind = ?4 AND d.unit = ?1 AND d.month BETWEEN ?2 AND ?3 AND b.held",
        unit, intake->period, error);
    if (select)
        statement_bind_text(select, 4, kind);
    while (select && statement_next(select, error)) {
        intake->batches = ARENA_GROW(intake->arena, intake->batches, intake->batch_count,
                                     &intake->batch_capacity);
        intake->batches[intake->batch_count++] = statement_int(select, 0);
    }
    return error->kind == ERROR_NONE;
}

static bool counted(Statement *select, int64_t *count, Error *error)
{
    while (select && statement_next(select, error))
        *count += statement_int(select, 0);
    return error->kind == ERROR_NONE;
}

/* Of the month, or, where the row told none, of a file that delivered something for it. */
static bool refused_count(const Intake *intake, Str unit, int64_t *count, Error *error)
{
    return counted(
        select_for(
            intake->facts,
            "SELECT count(DISTINCT f.batch || ':' || f.line) FROM findings f JOIN batches "
            "b ON b.id = f.batch WHERE b.held AND f.severity = 'refused' AND f.unit = ?1 "
            "AND (f.month BETWEEN ?2 AND ?3 OR (f.month IS NULL AND EXISTS (SELECT 1 FROM "
            "delivered d WHERE d.kind = b.kind AND d.unit = f.unit AND d.batch = b.id AND "
            "d.month BETWEEN ?2 AND ?3)))",
            unit, intake->period, error),
        count, error);
}

/* What the view `revisions` says, of one kind and unit: a month, and how many runs changed
 * it. The view would count all of them first. */
static Statement *select_changed(Facts *facts, Str kind, Str unit, Period period,
                                 Error *error)
{
    Statement *select = select_for(
        facts,
        "SELECT month, count(DISTINCT run) - 1 AS times FROM ("
        "SELECT d.month, b.run FROM delivered d JOIN batches b ON b.id = d.batch "
        "WHERE d.kind = ?4 AND d.unit = ?1 AND d.month BETWEEN ?2 AND ?3 "
        "UNION SELECT r.month, b.run FROM records r JOIN closures x ON x.record = r.id "
        "JOIN batches b ON b.id = x.by "
        "WHERE r.kind = ?4 AND r.unit = ?1 AND r.month BETWEEN ?2 AND ?3 "
        "UNION SELECT d.month, u.run FROM delivered d JOIN batches b ON b.id = d.batch "
        "JOIN batches u ON u.id = b.undone_by "
        "WHERE d.kind = ?4 AND d.unit = ?1 AND d.month BETWEEN ?2 AND ?3"
        ") GROUP BY month HAVING times > 0 ORDER BY month",
        unit, period, error);
    if (select)
        statement_bind_text(select, 4, kind);
    return select;
}

static bool unit_read(Intake *intake, Str unit, FactIntake *told, Error *error)
{
    const RecordKinds *kinds = &intake->facts->workspace->records;
    for (size_t i = 0; i < kinds->count; i++) {
        if (!batches_read(intake, kinds->items[i].name, unit, error))
            return false;
        Statement *select = select_changed(intake->facts, kinds->items[i].name, unit,
                                           intake->period, error);
        while (select && statement_next(select, error))
            told->changed++;
        if (error->kind != ERROR_NONE)
            return false;
    }
    return true;
}

static bool months_count(const Intake *intake, FactIntake *told, Error *error)
{
    FactDelivery months = {0};
    if (!facts_months_told(intake->facts, intake->asked, intake->period, &months, error))
        return false;
    told->delivered = months.delivered;
    told->expected = months.expected;
    return true;
}

static int compare_batches(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static int64_t files_count(const Intake *intake)
{
    int64_t files = 0;
    if (intake->batch_count)
        qsort(intake->batches, intake->batch_count, sizeof *intake->batches,
              compare_batches);
    for (size_t i = 0; i < intake->batch_count; i++)
        files += i == 0 || intake->batches[i] != intake->batches[i - 1];
    return files;
}

bool facts_intake(Facts *facts, Arena *arena, Str unit, Period period, FactIntake *intake,
                  Error *error)
{
    const Units *units = &facts->workspace->units;
    Intake work = {.facts = facts, .arena = arena, .period = period};
    FactIntake told = {0};
    int64_t refused = 0;
    work.asked = unit_asked(facts, unit, error);
    if (!work.asked || !months_count(&work, &told, error))
        return false;
    for (size_t i = 0; i < units->count; i++) {
        Str id = units->items[i].id;
        if (units_within(units, &units->items[i], work.asked) &&
            (!unit_read(&work, id, &told, error) ||
             !refused_count(&work, id, &refused, error)))
            return false;
    }
    told.files = files_count(&work);
    told.refused = bounds_told(facts, facts_owns(facts, work.asked), refused);
    *intake = told;
    return true;
}

bool facts_intake_unplaced(Facts *facts, Period period, RowBounds *refused, Error *error)
{
    int64_t rows = 0;
    if (!counted(select_for(facts,
                            "SELECT count(DISTINCT f.batch || ':' || f.line) FROM findings "
                            "f JOIN batches b ON b.id = f.batch WHERE b.held AND "
                            "f.severity = 'refused' AND f.unit IS NULL AND ?1 = '' AND "
                            "f.month BETWEEN ?2 AND ?3",
                            STR(""), period, error),
                 &rows, error))
        return false;
    *refused = bounds_told(facts, false, rows);
    return true;
}

bool facts_revisions(Facts *facts, Arena *arena, Str unit, Period period,
                     FactRevision **revisions, size_t *count, Error *error)
{
    const Workspace *workspace = facts->workspace;
    const Units *units = &workspace->units;
    const Unit *asked = unit_asked(facts, unit, error);
    size_t capacity = 0, pairs = asked ? units->count * workspace->records.count : 0;
    *revisions = NULL;
    *count = 0;
    for (size_t i = 0; i < pairs; i++) {
        const Unit *of = &units->items[i / workspace->records.count];
        const RecordKind *kind = &workspace->records.items[i % workspace->records.count];
        if (!units_within(units, of, asked))
            continue;
        Statement *select = select_changed(facts, kind->name, of->id, period, error);
        while (select && statement_next(select, error)) {
            *revisions = ARENA_GROW(arena, *revisions, *count, &capacity);
            (*revisions)[(*count)++] =
                (FactRevision){.unit = of->name,
                               .kind = kind->name,
                               .kind_name = kind->title[workspace->language],
                               .month = {PERIOD_MONTH, (int32_t)statement_int(select, 0)},
                               .times = statement_int(select, 1)};
        }
    }
    return error->kind == ERROR_NONE;
}
