/* A whole file of a sender, from its bytes to records, findings and return list, into a
 * database that is empty each time. The first line is the file's name; behind a + it says
 * all there is of its units and periods. Again it changes nothing, and undone it is gone.
 * Nothing that is told has an identity number in it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/guard.h"
#include "engine/import/returns.h"
#include "engine/import/tables.h"
#include "engine/import/undo.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"

typedef struct {
    Arena *arena;
    Workspace workspace; /* the sample, kept elsewhere */
    Store *store;
    ContractKeys keys;
} Opened;

static Opened *opened(void)
{
    static Opened made;
    Error error = {0};
    if (made.store)
        return &made;
    made.arena = arena_open();
    made.workspace = *settings_sample();
    made.workspace.path = fuzz_folder();
    made.keys = contract_keys(made.arena, &made.workspace.records);
    made.store = store_open(made.arena, ":memory:", STORE_CHANGE, &error);
    if (!made.store ||
        !tables_prepare(made.arena, made.store, &made.workspace.records, &error))
        fuzz_impossible(error.message);
    return &made;
}

static void forget(Opened *o)
{
    Error error = {0};
    if (!store_run(o->store,
                   "DELETE FROM covers; DELETE FROM closures; DELETE FROM record_names;"
                   "DELETE FROM findings; DELETE FROM delivered; DELETE FROM touched;"
                   "DELETE FROM records; DELETE FROM batches",
                   &error))
        fuzz_impossible(error.message);
}

static int64_t count(const Opened *o, const char *sql)
{
    Error error = {0};
    Statement *asked = store_statement(o->store, sql, &error);
    if (!asked || !statement_next(asked, &error))
        fuzz_impossible(error.message);
    int64_t value = statement_int(asked, 0);
    while (statement_next(asked, &error))
        continue;
    return value;
}

/* Our own words stand around what is repeated of the file, so that each line is looked
 * through by itself. */
static void nobody_in(Str told)
{
    while (told.len)
        FUZZ_LAW(guard_scan(fuzz_line(&told), false) < GUARD_MISTYPED);
}

static void returns_hold(Arena *arena, const Opened *o, Str name, bool returned)
{
    Error error = {0};
    Str list;
    const char *folder = file_join(arena, o->workspace.path, RETURNS_FOLDER);
    const char *path =
        file_join(arena, folder, str_zero(arena, text_normalise(arena, name)));
    FUZZ_LAW(file_exists(path) == returned);
    if (!returned)
        return;
    FUZZ_LAW(file_read(arena, path, &list, &error));
    FUZZ_LAW(utf8_valid(list, NULL));
    nobody_in(list);
    file_remove(path);
}

static ImportResult import(Arena *arena, Opened *o, const char *path, bool replace,
                           Str *told)
{
    Error error = {0};
    ImportResult result;
    char *said;
    size_t len;
    FILE *talk = open_memstream(&said, &len);
    ImportSettings settings = {.workspace = &o->workspace,
                               .keys = &o->keys,
                               .store = o->store,
                               .language = replace ? LANGUAGE_EN : LANGUAGE_SV,
                               .replace = replace,
                               .imported_at = STR("2018-05-03T00:00:00Z"),
                               .run_first = 1 + count(o, "SELECT coalesce(max(id), 0) FROM "
                                                         "batches"),
                               .findings_shown = 1000,
                               .same_told = true,
                               .talk = talk};
    FUZZ_LAW(import_file(&settings, path, &result, &error));
    fclose(talk);
    *told = str_copy(arena, (Str){said, len});
    free(said);
    return result;
}

static void undo(Opened *o)
{
    Error error = {0};
    ImportSettings settings = {.workspace = &o->workspace,
                               .keys = &o->keys,
                               .store = o->store,
                               .imported_at = STR("2018-05-03T00:00:00Z"),
                               .quiet = true,
                               .talk = stderr};
    FUZZ_LAW(import_undo(&settings, count(o, "SELECT max(id) FROM batches"), &error));
    FUZZ_LAW(count(o, "SELECT count(*) FROM records WHERE held") == 0);
}

static void file_holds(Arena *arena, Opened *o, Str name, const char *path, bool replace)
{
    Str told;
    ImportResult result = import(arena, o, path, replace, &told);
    FUZZ_LAW(utf8_valid(told, NULL) || !utf8_valid(name, NULL));
    nobody_in(told);
    returns_hold(arena, o, name, result.returned);
    FUZZ_LAW(result.outcome != IMPORT_SAME);
    FUZZ_LAW(count(o, "SELECT count(*) FROM batches") == (result.outcome == IMPORT_DONE));
    if (result.outcome == IMPORT_REFUSED)
        return;
    FUZZ_LAW(result.rows_read == result.rows_used + result.rows_refused);
    FUZZ_LAW(count(o, "SELECT coalesce(sum(rows_count), 0) FROM records WHERE held") ==
             result.rows_used);
    FUZZ_LAW(count(o, "SELECT count(*) FROM findings") == result.findings);
    FUZZ_LAW(result.findings >= result.rows_refused);
    FUZZ_LAW(import(arena, o, path, replace, &told).outcome == IMPORT_SAME);
    undo(o);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Opened *o = opened();
    Arena *arena = arena_open();
    Str text = fuzz_text(arena, data, size), name = fuzz_line(&text);
    bool replace = str_starts(name, STR("+"));
    if (replace)
        name = str_slice(name, 1, name.len);
    if (fuzz_is_name(name)) {
        const char *path = fuzz_put(arena, str_zero(arena, name), text);
        file_holds(arena, o, name, path, replace);
        file_remove(path);
        forget(o);
    }
    arena_close(arena);
    return 0;
}
