/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/state.h"

/* Steps of SQL about a batch ?1 and another ?2. */
static bool run_steps(Store *store, const char *const *steps, size_t count, int64_t batch,
                      int64_t by, Error *error)
{
    for (size_t i = 0; i < count; i++) {
        Statement *step = store_statement(store, steps[i], error);
        if (!step)
            return false;
        statement_bind_int(step, 1, batch);
        statement_bind_int(step, 2, by);
        if (!statement_done(step, error))
            return false;
    }
    return true;
}

#define RUN_STEPS(store, steps, batch, by, error) \
    run_steps((store), (steps), sizeof(steps) / sizeof *(steps), (batch), (by), (error))

bool state_replace(Store *store, int64_t batch, Error *error)
{
    static const char *const steps[] = {
        "INSERT OR REPLACE INTO touched SELECT kind, unit, month, 1 FROM delivered"
        " WHERE batch = ?1 AND ?2",
        "UPDATE batches SET held = 0 WHERE id = ?1 AND ?2",
        "UPDATE records SET held = 0 WHERE batch = ?1 AND ?2"};
    return RUN_STEPS(store, steps, batch, 1, error);
}

static bool close_step(Store *store, const char *sql, Str kind, Str unit, int32_t first,
                       int32_t last, int64_t by, int64_t *rows, Error *error)
{
    Statement *step = store_statement(store, sql, error);
    if (!step)
        return false;
    statement_bind_text(step, 1, kind);
    statement_bind_text(step, 2, unit);
    statement_bind_int(step, 3, first);
    statement_bind_int(step, 4, last);
    statement_bind_int(step, 5, by);
    while (statement_next(step, error))
        *rows += statement_int(step, 0);
    return error->kind == ERROR_NONE;
}

#define THEIR_ROWS \
    "kind = ?1 AND unit = ?2 AND month BETWEEN ?3 AND ?4 AND held AND batch <> ?5"

bool state_cover(Store *store, Str kind, Str unit, int32_t first, int32_t last, int64_t by,
                 int64_t *closed, Error *error)
{
    static const char *const steps[] = {
        "SELECT coalesce(sum(rows_count), 0) FROM records WHERE " THEIR_ROWS,
        "INSERT OR REPLACE INTO touched SELECT kind, unit, month, 1 FROM records"
        " WHERE " THEIR_ROWS,
        "INSERT OR IGNORE INTO covers VALUES (?5, ?1, ?2, ?3, ?4, -1)",
        "UPDATE records SET held = 0 WHERE " THEIR_ROWS};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (!close_step(store, steps[i], kind, unit, first, last, by, closed, error))
            return false;
    return true;
}

#define BATCH_HOLDS                                                                 \
    "(kind <> 'undo' AND undone_by IS NULL AND NOT EXISTS (SELECT 1 FROM batches y" \
    " WHERE y.file = batches.file AND y.id > batches.id AND y.kind <> 'undo'"       \
    " AND y.undone_by IS NULL))"
#define RECORD_HOLDS                                                                  \
    "((SELECT held FROM batches b WHERE b.id = records.batch) AND NOT EXISTS (SELECT" \
    " 1 FROM covers v JOIN batches y ON y.id = v.batch WHERE v.kind = records.kind"   \
    " AND v.unit = records.unit AND records.month BETWEEN v.first_month AND"          \
    " v.last_month AND v.period_kind = -1 AND v.batch > records.batch AND"            \
    " y.undone_by IS NULL))"

/* What the batch ?1 bears on: files of its name, and the rows it closed or covered. */
#define BATCHES_OF "file = (SELECT file FROM batches WHERE id = ?1)"
#define RECORDS_OF                                                                   \
    "batch IN (SELECT id FROM batches WHERE " BATCHES_OF ") OR id IN (SELECT record" \
    " FROM closures WHERE by = ?1) OR EXISTS (SELECT 1 FROM covers v WHERE"          \
    " v.batch = ?1 AND v.kind = records.kind AND v.unit = records.unit AND"          \
    " records.month BETWEEN v.first_month AND v.last_month)"

/* A row that stands again in a later file, by its name. */
#define CLOSE_NAMED                                                                     \
    "INSERT OR IGNORE INTO closures SELECT n.record, n.place, later.batch FROM records" \
    " JOIN record_names n ON n.kind = records.kind AND n.unit = records.unit AND"       \
    " n.record = records.id JOIN record_names m ON m.kind = n.kind AND m.unit = n.unit" \
    " AND m.name = n.name AND m.record > n.record JOIN records later ON"                \
    " later.id = m.record AND later.batch > records.batch JOIN batches b ON"            \
    " b.id = later.batch AND b.undone_by IS NULL"                                       \
    " WHERE ?2 AND records.id IN (SELECT id FROM records WHERE " RECORDS_OF ")"
/* A row of a period that a later file covers. */
#define CLOSE_COVERED                                                                   \
    "INSERT OR IGNORE INTO closures SELECT records.id, j.key, v.batch FROM records"     \
    " JOIN covers v ON v.kind = records.kind AND v.unit = records.unit AND"             \
    " v.first_month = records.month AND v.period_kind >= 0 AND v.batch > records.batch" \
    " JOIN batches b ON b.id = v.batch AND b.undone_by IS NULL"                         \
    " JOIN record_columns p ON p.kind = records.kind AND p.name LIKE '%\\_kind' ESCAPE" \
    " '\\' JOIN json_each(records.rows) j ON json_extract(j.value, '$[' || p.place || " \
    "']')"                                                                              \
    " = v.period_kind"                                                                  \
    " WHERE ?2 AND records.id IN (SELECT id FROM records WHERE " RECORDS_OF ")"

bool state_undo(Store *store, int64_t batch, int64_t by, Error *error)
{
    static const char *const steps[] = {
        "INSERT OR REPLACE INTO touched SELECT kind, unit, month, 1 FROM delivered WHERE "
        "batch"
        " IN (SELECT id FROM batches WHERE " BATCHES_OF ") AND ?2",
        "INSERT OR REPLACE INTO touched SELECT kind, unit, month, 1 FROM records WHERE"
        " (" RECORDS_OF ") AND ?2",
        "UPDATE batches SET undone_by = ?2 WHERE id = ?1",
        "UPDATE batches SET held = " BATCH_HOLDS " WHERE " BATCHES_OF " AND ?2",
        "UPDATE records SET held = " RECORD_HOLDS " WHERE (" RECORDS_OF ") AND ?2",
        CLOSE_NAMED,
        CLOSE_COVERED};
    return RUN_STEPS(store, steps, batch, by, error);
}

static bool first_id(Store *store, const char *sql, int64_t *id, Error *error)
{
    Statement *select = store_statement(store, sql, error);
    *id = 0;
    while (select && statement_next(select, error))
        *id = statement_int(select, 0);
    return select && error->kind == ERROR_NONE;
}

bool state_check(Store *store, int64_t *batch, int64_t *record, Error *error)
{
    return first_id(store,
                    "SELECT id FROM batches WHERE held <> " BATCH_HOLDS
                    " ORDER BY id LIMIT 1",
                    batch, error) &&
           first_id(store,
                    "SELECT id FROM records WHERE held <> " RECORD_HOLDS
                    " ORDER BY id LIMIT 1",
                    record, error);
}

bool state_cut(Store *store, int64_t batch, Error *error)
{
    static const char *const steps[] = {
        "UPDATE batches SET undone_by = NULL WHERE undone_by > ?1 AND ?2",
        "DELETE FROM covers WHERE batch > ?1 AND ?2",
        "DELETE FROM closures WHERE by > ?1 AND ?2",
        "DELETE FROM record_names WHERE record IN (SELECT id FROM records WHERE batch > ?1)"
        " AND ?2",
        "DELETE FROM records WHERE batch > ?1 AND ?2",
        "DELETE FROM delivered WHERE batch > ?1 AND ?2",
        "DELETE FROM findings WHERE batch > ?1 AND ?2",
        "DELETE FROM batches WHERE id > ?1 AND ?2",
        "UPDATE batches SET held = " BATCH_HOLDS " WHERE ?1 AND ?2",
        "UPDATE records SET held = " RECORD_HOLDS " WHERE ?1 AND ?2"};
    return RUN_STEPS(store, steps, batch, 1, error);
}
