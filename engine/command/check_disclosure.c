/* The audit knows no more than an outsider, but for one thing: which protected figures need
 * their protection and which are only hidden for their sake is asked of the workspace's own
 * database, when it knows them. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/file.h"
#include "engine/command/audit.h"
#include "engine/measure/cells.h"

typedef struct {
    const Auditing *auditing;
    Store *store;
    bool failed;
} Asking;

enum { PRIMARY = 1 };

/* The kind and month a figure's cell is kept under. */
static void cell_of(const AuditFigure *figure, int *kind, int32_t *month)
{
    *kind = (int)figure->period.kind;
    *month = figure->period.first_month;
    if (!figure->interval)
        return;
    *kind = figure->from % 12 == 0 ? CELL_TO_DATE : CELL_ROLLING;
    *month = figure->to;
}

static bool ask(void *asked, const AuditFigure *figure, AuditTruth *truth)
{
    static const char select[] =
        "SELECT c.protected, " CELL_COLUMNS
        " FROM series s JOIN cells c ON c.series = s.id "
        "WHERE s.indicator = ?1 AND s.part = ?2 AND s.unit = ?3 AND s.target_group = ?4 "
        "AND c.period_kind = ?5 AND c.month = ?6";
    Asking *asking = asked;
    const Auditing *auditing = asking->auditing;
    const AuditMeasure *measure = &auditing->measures[figure->measure];
    Error none = {0};
    Statement *row =
        measure->indicator ? store_statement(asking->store, select, &none) : NULL;
    if (!row)
        return false;
    Str whole, part;
    int kind;
    int32_t month;
    cell_of(figure, &kind, &month);
    str_cut(measure->id, ':', &whole, &part);
    statement_bind_text(row, 1, measure->indicator->id);
    statement_bind_text(row, 2, part);
    statement_bind_text(row, 3, auditing->unit_names[figure->unit]);
    statement_bind_text(row, 4, auditing->groups[figure->group]);
    statement_bind_int(row, 5, kind);
    statement_bind_int(row, 6, month);
    bool found = statement_next(row, &none);
    if (!found)
        return false;
    Cell cell = cell_of_row(row, 1);
    *truth = (AuditTruth){.primary = statement_int(row, 0) == PRIMARY,
                          .n = (double)cell.n,
                          .denominator = amount_double(cell.denominator),
                          .value = amount_double(cell.value)};
    while (statement_next(row, &none)) {
    }
    return cell.state != CELL_NOT_APPLICABLE;
}

/* A database whose cells are of other settings knows nothing for certain. */
static bool open_store(Auditing *auditing, Asking *asking, Error *error)
{
    const Workspace *workspace = auditing->check->workspace;
    if (file_exists(workspace->database)) {
        Level everybody = {.kind = LEVEL_PUBLIC};
        if (!facts_open(auditing->arena, workspace, everybody, error))
            return false;
        asking->store = store_open(auditing->arena, workspace->database, STORE_READ, error);
        return asking->store && store_begin_read(asking->store, error);
    }
    audit_tell(auditing, GRAVITY_NOTE, STR(""),
               audit_words(auditing, AUDIT_SAY_NO_DATABASE, NULL));
    return true;
}

bool check_disclosure(Check *check, const char *folder, Error *error)
{
    Auditing auditing = {.check = check, .arena = check->arena, .folder = folder};
    Asking asking = {.auditing = &auditing};
    if (!audit_read_folder(&auditing, error) || !open_store(&auditing, &asking, error) ||
        !audit_read_figures(&auditing, error))
        return false;
    audit_run(auditing.audit, asking.store ? ask : NULL, &asking);
    audit_tell_all(&auditing);
    return !auditing.faults ||
           error_set(error, ERROR_DATA, "check: %zu failures of disclosure in '%s'",
                     auditing.faults, folder);
}
