/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_verify_inside.h"

#include "engine/facts_current.h"
#include "engine/facts_ledger.h"
#include "engine/facts_publish.h"
#include "engine/measure/purge.h"
#include "engine/store/chain.h"
#include "engine/store/purged.h"
#include "engine/store/seal.h"
#include "engine/store/state.h"

void verify_fault(Verify *verify, FactFault fault)
{
    FactVerification *told = verify->told;
    told->count++;
    if (++verify->of_kind[fault.kind] > FAULTS_OF_A_KIND)
        return;
    told->faults = ARENA_GROW(verify->arena, told->faults, told->shown, &verify->capacity);
    told->faults[told->shown++] = fault;
}

static bool verify_chain(Verify *verify, Error *error)
{
    ChainState state;
    if (!chain_check(verify->arena, verify->store, &state, error))
        return false;
    verify->told->lines = state.entries;
    if (state.broken)
        verify_fault(verify,
                     (FactFault){.kind = state.previous_other ? FAULT_LINES : FAULT_LINE,
                                 .number = state.broken,
                                 .what = state.command,
                                 .when = state.at});
    Statement *span =
        store_statement(verify->store, "SELECT min(at), max(at) FROM journal", error);
    while (span && statement_next(span, error)) {
        verify->told->since = str_copy(verify->arena, statement_text(span, 0));
        verify->told->until = str_copy(verify->arena, statement_text(span, 1));
    }
    return span && error->kind == ERROR_NONE;
}

/* The newest of each batch. */
#define TOLD_OF(member)                                                                \
    "(SELECT CAST(s.key AS INTEGER) AS batch, s.value AS seal, max(j.id) FROM"         \
    " journal j JOIN json_each(iif(json_valid(j.told), j.told, '{}'), '$." member "')" \
    " s GROUP BY 1)"

typedef struct {
    int64_t batch;
    Str seal, file; /* no file: it is not there */
} Told;

static bool told_read(Verify *verify, Arena *scratch, const char *sql, Told **told,
                      size_t *count, Error *error)
{
    size_t capacity = 0;
    *told = NULL;
    *count = 0;
    Statement *select = store_statement(verify->store, sql, error);
    while (select && statement_next(select, error)) {
        *told = ARENA_GROW(scratch, *told, *count, &capacity);
        (*told)[(*count)++] =
            (Told){statement_int(select, 0), str_copy(scratch, statement_text(select, 1)),
                   str_copy(scratch, statement_text(select, 2))};
    }
    return select && error->kind == ERROR_NONE;
}

static void seal_compare(Verify *verify, const Told *told, Str seal)
{
    size_t count;
    const char *const *parts = seal_parts(&count);
    Str was = told->seal, is = seal, part_was, part_is;
    for (size_t i = 0; i < count; i++) {
        str_cut(was, ' ', &part_was, &was);
        str_cut(is, ' ', &part_is, &is);
        if (!str_equal(part_was, part_is))
            verify_fault(verify, (FactFault){.kind = FAULT_LEFT,
                                             .number = told->batch,
                                             .what = str_copy(verify->arena, told->file),
                                             .part = str_from(parts[i])});
    }
}

static bool verify_batch(Verify *verify, const Told *told, Error *error)
{
    Arena *scratch = arena_open();
    Str seal;
    bool done = seal_read(scratch, verify->store, told->batch, &seal, error);
    if (done)
        seal_compare(verify, told, seal);
    arena_close(scratch);
    return done;
}

static bool verify_batches(Verify *verify, Arena *scratch, Error *error)
{
    Told *told;
    size_t count;
    if (!told_read(verify, scratch,
                   "SELECT t.batch, t.seal, b.file FROM " TOLD_OF(
                       "seals") " t LEFT JOIN batches b ON b.id = t.batch ORDER BY t.batch",
                   &told, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        verify->told->files++;
        if (!told[i].file.len)
            verify_fault(verify, (FactFault){.kind = FAULT_GONE, .number = told[i].batch});
        else if (!verify_batch(verify, &told[i], error))
            return false;
    }
    return true;
}

/* Batches by a question, each a fault. */
static bool faults_find(Verify *verify, FactFaultKind kind, const char *sql, Error *error)
{
    Statement *select = store_statement(verify->store, sql, error);
    while (select && statement_next(select, error))
        verify_fault(verify, (FactFault){.kind = kind,
                                         .number = statement_int(select, 0),
                                         .what = str_copy(verify->arena,
                                                          statement_text(select, 1))});
    return select && error->kind == ERROR_NONE;
}

static const char select_untold[] =
    "SELECT x.batch, coalesce(b.file, '') FROM (SELECT id AS batch FROM batches"
    " UNION SELECT batch FROM records UNION SELECT batch FROM delivered"
    " UNION SELECT batch FROM covers UNION SELECT batch FROM findings) x"
    " LEFT JOIN batches b ON b.id = x.batch"
    " WHERE x.batch NOT IN (SELECT batch FROM " TOLD_OF("seals") ") ORDER BY 1";

static const char select_undone[] =
    "SELECT b.id, b.file FROM batches b LEFT JOIN (SELECT told ->> 'undone' AS undone,"
    " batch FROM journal WHERE command = 'undo' AND json_valid(told)) j"
    " ON j.undone = b.id WHERE b.undone_by IS NOT j.batch ORDER BY 1";

static bool verify_closed(Verify *verify, Arena *scratch, Error *error)
{
    Told *told;
    size_t count;
    if (!told_read(
            verify, scratch,
            "SELECT x.by, coalesce(t.seal, ''), coalesce(b.file, '') FROM (SELECT"
            " batch AS by FROM " TOLD_OF(
                "closed") " UNION SELECT by FROM closures) x LEFT"
                          " JOIN " TOLD_OF(
                              "closed") " t ON t.batch = x.by"
                                        " LEFT JOIN batches b ON b.id = x.by ORDER BY 1",
            &told, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        Str seal;
        if (!seal_closed(scratch, verify->store, told[i].batch, &seal, error))
            return false;
        if (!str_equal(seal, told[i].seal))
            verify_fault(verify,
                         (FactFault){.kind = FAULT_CLOSED,
                                     .number = told[i].batch,
                                     .what = str_copy(verify->arena, told[i].file)});
    }
    return true;
}

static bool verify_ledger(Verify *verify, Arena *scratch, Error *error)
{
    Told *told;
    size_t count;
    bool there;
    if (!ledger_there(verify->store, &there, error) || !there)
        return error->kind == ERROR_NONE;
    if (!told_read(verify, scratch,
                   "SELECT x.batch, coalesce(t.seal, ''), '' FROM (SELECT batch FROM"
                   " published UNION SELECT batch FROM " TOLD_OF(
                       "ledger") ") x LEFT JOIN " TOLD_OF("ledger") " t ON t.batch ="
                                                                    " x.batch ORDER BY 1",
                   &told, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        Str seal;
        if (!public_seal(scratch, verify->store, told[i].batch, &seal, error))
            return false;
        if (!str_equal(seal, told[i].seal))
            verify_fault(verify,
                         (FactFault){.kind = FAULT_LEDGER, .number = told[i].batch});
    }
    return true;
}

/* What is told of the newest purge, and the figures that were to stay. */
static bool verify_purged(Verify *verify, Arena *scratch, Error *error)
{
    FactVerification *told = verify->told;
    Purged purged;
    Str was = STR(""), is = STR("");
    Statement *select = store_statement(
        verify->store,
        "SELECT id, told ->> 'before', at, told ->> 'decision', told ->> 'kept' FROM "
        "journal"
        " WHERE command = 'purge' AND json_valid(told) ORDER BY id DESC LIMIT 1",
        error);
    while (select && statement_next(select, error)) {
        told->purged_line = statement_int(select, 0);
        told->purged_before = str_copy(verify->arena, statement_text(select, 1));
        told->purged_at = str_copy(verify->arena, statement_text(select, 2));
        told->purged_decision = str_copy(verify->arena, statement_text(select, 3));
        was = str_copy(scratch, statement_text(select, 4));
    }
    if (!select || error->kind != ERROR_NONE ||
        !purged_read(scratch, verify->store, &purged, error))
        return false;
    if (purged.before != PURGED_NOTHING &&
        !purge_seal(scratch, verify->store, purged.before, &is, error))
        return false;
    Str before = purged.before == PURGED_NOTHING
                     ? STR("")
                     : period_id(scratch, (Period){PERIOD_MONTH, purged.before});
    if (!str_equal(is, was) || !str_equal(before, told->purged_before))
        verify_fault(verify, (FactFault){.kind = FAULT_FROZEN,
                                         .what = str_copy(verify->arena, before)});
    return true;
}

static bool verify_held(Verify *verify, Error *error)
{
    int64_t batch, record;
    if (!state_check(verify->store, &batch, &record, error))
        return false;
    if (batch)
        verify_fault(verify, (FactFault){.kind = FAULT_HELD, .number = batch});
    if (record)
        verify_fault(verify, (FactFault){.kind = FAULT_HELD_ROWS, .number = record});
    return true;
}

static bool verify_figures(Verify *verify, Arena *scratch, Error *error)
{
    CellsCount count;
    if (!cells_current(verify->store, verify->workspace, &verify->told->current, error) ||
        !verify->told->current)
        return error->kind == ERROR_NONE;
    Store *anew = store_copy(scratch, verify->store, verify->workspace->path, error);
    return anew && store_begin(anew, error) &&
           facts_make_anew(anew, verify->workspace, scratch, &count, error) &&
           store_commit(anew, error) && verify_kept(verify, anew, error);
}

bool facts_verify(Arena *arena, const Workspace *workspace, FactVerification *verification,
                  Error *error)
{
    *verification = (FactVerification){0};
    Arena *scratch = arena_open();
    Verify verify = {.arena = arena, .workspace = workspace, .told = verification};
    verify.store = store_open(scratch, workspace->database, STORE_READ, error);
    bool done = verify.store && verify_chain(&verify, error) &&
                verify_batches(&verify, scratch, error) &&
                faults_find(&verify, FAULT_UNTOLD, select_untold, error) &&
                verify_closed(&verify, scratch, error) &&
                faults_find(&verify, FAULT_UNDONE, select_undone, error) &&
                verify_ledger(&verify, scratch, error) &&
                verify_purged(&verify, scratch, error) && verify_held(&verify, error) &&
                verify_figures(&verify, scratch, error);
    arena_close(scratch);
    return done;
}
