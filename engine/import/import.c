/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/import.h"

#include <assert.h>
#include <string.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "engine/base/guard.h"
#include "engine/import/import_inside.h"
#include "engine/import/returns.h"
#include "engine/import/told.h"

void import_talk(const Import *import, Str said)
{
    fprintf(import->settings->talk, "%.*s: %.*s\n", STR_PRINT(import->name),
            STR_PRINT(said));
}

bool import_refuse(Import *import, int64_t line, Str message)
{
    import->refusal = (Refusal){.line = line, .message = message};
    return false;
}

Str import_count(const Import *import, int64_t count)
{
    return number_plain(import->arena, AMOUNT_WHOLE(count), 0);
}

static void done_tell(const Import *import)
{
    const ImportSettings *settings = import->settings;
    Arena *arena = import->arena;
    if (!settings->quiet) {
        Str guesses =
            told_guesses(arena, settings->language, import->csv.delimiter,
                         import->above ? import->heading_line : 0, import->reader.cells);
        Str said =
            IMPORT_SAY(import, SAY_READ, import->layout.kind->title[settings->language],
                       encoding_name(import->detected.encoding), guesses,
                       import_count(import, import->batch.rows_read),
                       import_count(import, import->batch.rows_used),
                       import_count(import, import->batch.rows_refused));
        Str would = settings->dry ? IMPORT_SAY_PLAIN(import, SAY_WOULD) : STR("");
        Str batch = settings->dry ? STR("")
                                  : IMPORT_SAY(import, SAY_BATCH,
                                               import_count(import, import->batch_id));
        import_talk(import, str_format(arena, "%.*s%.*s%.*s", STR_PRINT(would),
                                       STR_PRINT(said), STR_PRINT(batch)));
        Str around = totals_say(&import->totals, import->above);
        if (around.len)
            import_talk(import, around);
        if (import->reader.bare)
            import_talk(import, IMPORT_SAY(import, SAY_BARE_COUNT,
                                           import_count(import, import->reader.bare)));
    }
    findings_print(&import->findings, settings->talk, import->name, settings->language,
                   settings->findings_shown);
}

static void refusal_tell(const Import *import)
{
    told_refusal(import->arena, import->settings->talk, import->settings->language,
                 import->name, &import->refusal);
}

/* A trial stands inside the caller's transaction, which is never committed. */
static bool file_begin(const ImportSettings *settings, Error *error)
{
    return settings->dry ? store_run(settings->store, "SAVEPOINT file", error)
                         : store_begin(settings->store, error);
}

static bool file_end(const ImportSettings *settings, bool stored, Error *error)
{
    if (settings->dry)
        return store_run(settings->store, "ROLLBACK TO file; RELEASE file", error) &&
               stored;
    if (stored && store_commit(settings->store, error))
        return true;
    store_rollback(settings->store);
    return false;
}

/* Before the records are kept, so that a list which cannot be written is tried again. */
static bool returns_make(Import *import, const Refusal *refusal, ImportResult *result,
                         Error *error)
{
    const ImportSettings *settings = import->settings;
    Returns returns = {.workspace = workspace_path(settings->workspace),
                       .language = settings->language,
                       .file = import->name,
                       .layout = &import->layout,
                       .csv = csv_open(import->arena, import->text, import->csv.delimiter,
                                       import->detected.first_line)};
    /* the other file of the name has the list, if it needs one */
    bool name_twice = refusal && refusal->line == 0 && import->batch_id != 0;
    if (settings->dry || name_twice)
        return true;
    result->returned = refusal || import->findings.count > 0;
    return refusal ? returns_refuse(import->arena, &returns, refusal, error)
                   : returns_write(import->arena, &returns, &import->findings, error);
}

/* The transaction around a file that is new. */
static bool file_transact(Import *import, Str bytes, ImportResult *result, Error *error)
{
    const ImportSettings *settings = import->settings;
    bool stored = false;
    if (import_understand(import, bytes))
        stored = file_begin(settings, error) &&
                 file_end(settings,
                          import_store(import, error) &&
                              returns_make(import, NULL, result, error),
                          error);
    if (!stored && error->kind != ERROR_NONE)
        return false;
    result->outcome = stored ? IMPORT_DONE : IMPORT_REFUSED;
    if (!stored) {
        refusal_tell(import);
        return returns_make(import, &import->refusal, result, error);
    }
    result->rows_read = import->batch.rows_read;
    result->rows_used = import->batch.rows_used;
    result->rows_refused = import->batch.rows_refused;
    result->findings = (int64_t)import->findings.count;
    done_tell(import);
    return true;
}

static bool file_import(Import *import, const char *path, ImportResult *result,
                        Error *error)
{
    const ImportSettings *settings = import->settings;
    Str bytes, other;
    int64_t same;
    if (guard_scan(import->name, false) >= GUARD_MISTYPED) {
        import->name = IMPORT_SAY_PLAIN(import, SAY_HIDDEN);
        import_refuse(import, 0, IMPORT_SAY_PLAIN(import, SAY_NAME_PERSON));
        refusal_tell(import);
        result->outcome = IMPORT_REFUSED;
        return true;
    }
    if (!file_read(import->arena, path, &bytes, error))
        return false;
    import->batch.sha256 = digest_sha256(import->arena, bytes);
    if (!journal_find_same(import->arena, settings->store, &import->batch, &same, &other,
                           error))
        return false;
    if (same) {
        result->outcome = IMPORT_SAME;
        if (settings->same_told && !settings->quiet)
            import_talk(import, str_equal(other, import->name)
                                    ? IMPORT_SAY_PLAIN(import, SAY_SAME)
                                    : IMPORT_SAY(import, SAY_SAME_AS, other));
        return true;
    }
    bool undone = false;
    if (settings->undone_left &&
        !journal_was_undone(settings->store, &import->batch, &undone, error))
        return false;
    if (undone) {
        result->outcome = IMPORT_SAME;
        if (!settings->quiet)
            import_talk(import, IMPORT_SAY_PLAIN(import, SAY_WAS_UNDONE));
        return true;
    }
    return file_transact(import, bytes, result, error);
}

bool import_file(const ImportSettings *settings, const char *path, ImportResult *result,
                 Error *error)
{
    const char *slash = strrchr(path, '/');
    Arena *arena = arena_open();
    Import *import = ARENA_NEW(arena, Import);
    *result = (ImportResult){0};
    *import = (Import){.settings = settings, .arena = arena};
    import->name = text_normalise(arena, str_from(slash ? slash + 1 : path));
    import->findings.arena = import->told.arena = arena;
    import->reader = (RowReader){.arena = arena,
                                 .language = settings->language,
                                 .layout = &import->layout,
                                 .findings = &import->findings};
    bool dated =
        day_parse_iso(str_slice(settings->imported_at, 0, 10), &import->reader.today);
    assert(dated);
    (void)dated;
    import->batch = (Batch){.file = import->name,
                            .run = settings->run_first,
                            .imported_at = settings->imported_at,
                            .settings = settings->workspace->cells_fingerprint};
    bool ok = file_import(import, path, result, error);
    arena_close(arena);
    return ok;
}
