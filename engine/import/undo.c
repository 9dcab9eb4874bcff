/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/undo.h"

#include "engine/import/journal.h"
#include "engine/import/words.h"
#include "engine/store/state.h"

typedef struct {
    Str file, kind, imported_at;
    bool found, undone;
} Undone;

static bool batch_find(Arena *arena, Store *store, int64_t batch, Undone *undone,
                       Error *error)
{
    *undone = (Undone){0};
    Statement *asked = store_statement(
        store,
        "SELECT file, kind, imported_at, undone_by IS NOT NULL FROM batches WHERE id = ?1",
        error);
    if (!asked)
        return false;
    statement_bind_int(asked, 1, batch);
    while (statement_next(asked, error))
        *undone = (Undone){str_copy(arena, statement_text(asked, 0)),
                           str_copy(arena, statement_text(asked, 1)),
                           str_copy(arena, statement_text(asked, 2)), true,
                           statement_int(asked, 3) != 0};
    return error->kind == ERROR_NONE;
}

static bool batch_check(const ImportSettings *settings, int64_t batch, const Undone *undone,
                        Error *error)
{
    int64_t last = 0;
    if (!undone->found)
        return journal_last_batch(settings->store, &last, error) &&
               error_set(
                   error, ERROR_DATA,
                   "--undo %lld: there is no such batch; the view batches of samsyn.db "
                   "has them, the last is %lld",
                   (long long)batch, (long long)last);
    if (undone->undone)
        return error_set(error, ERROR_DATA, "--undo %lld: %.*s is undone already",
                         (long long)batch, STR_PRINT(undone->file));
    if (str_equal(undone->kind, STR("undo")))
        return error_set(error, ERROR_DATA,
                         "--undo %lld: that is an undoing; import %.*s again instead",
                         (long long)batch, STR_PRINT(undone->file));
    return true;
}

static bool undo(Arena *arena, const ImportSettings *settings, int64_t batch, Error *error)
{
    Undone undone;
    int64_t by;
    if (!batch_find(arena, settings->store, batch, &undone, error) ||
        !batch_check(settings, batch, &undone, error))
        return false;
    Batch entry = {.file = undone.file,
                   .kind = STR("undo"),
                   .imported_at = settings->imported_at,
                   .run = settings->run_first,
                   .delimiter = '-'};
    if (!journal_add(settings->store, &entry, &by, error) ||
        !state_undo(settings->store, batch, by, error) ||
        !journal_tell_undone(arena, settings->store, batch, by, undone.file, error))
        return false;
    Str said = SAY(arena, settings->language, SAY_UNDONE,
                   number_plain(arena, AMOUNT_WHOLE(batch), 0), undone.file,
                   str_slice(undone.imported_at, 0, 10));
    if (!settings->quiet)
        fprintf(settings->talk, "%.*s\n", STR_PRINT(said));
    return true;
}

bool import_undo(const ImportSettings *settings, int64_t batch, Error *error)
{
    Arena *arena = arena_open();
    bool done = (settings->dry || store_begin(settings->store, error)) &&
                undo(arena, settings, batch, error) &&
                (settings->dry || store_commit(settings->store, error));
    if (!done)
        store_rollback(settings->store);
    arena_close(arena);
    return done;
}
