/* From files to figures: one file after the other is read and the figures made current;
 * then all are made anew, and are the same. A line "=== name" names the file below it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/facts_current.h"
#include "engine/import/import.h"
#include "engine/import/tables.h"
#include "tests/fuzz/fuzz.h"

static const Workspace *small(void)
{
    static Arena *arena;
    static Workspace read;
    Error error = {0};
    if (arena)
        return &read;
    arena = arena_open();
    const Workspace *workspace =
        workspace_open(arena, "tests/fuzz/small", "tests/fuzz/share", &error);
    if (workspace)
        read = *workspace;
    else
        fuzz_impossible(error.message);
    read.path = fuzz_folder();
    return &read;
}

typedef struct {
    Store *store;
    ContractKeys keys;
    const char *begin_anew; /* SQL that makes the store what it was */
} Opened;

/* Each table is kept as it is now in one of its own name behind "was_"; what guards the
 * journal against that goes. */
static const char *tables_keep(Arena *arena, Store *store)
{
    Error error = {0};
    Text keep = text_open(arena), again = text_open(arena);
    Statement *asked = store_statement(
        store,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        &error);
    while (asked && statement_next(asked, &error)) {
        Str name = statement_text(asked, 0);
        text_addf(&keep, "CREATE TEMP TABLE was_%.*s AS SELECT * FROM %.*s;",
                  STR_PRINT(name), STR_PRINT(name));
        text_addf(&again, "DELETE FROM %.*s; INSERT INTO %.*s SELECT * FROM was_%.*s;",
                  STR_PRINT(name), STR_PRINT(name), STR_PRINT(name));
    }
    asked = store_statement(store, "SELECT name FROM sqlite_master WHERE type = 'trigger'",
                            &error);
    while (asked && statement_next(asked, &error))
        text_addf(&keep, "DROP TRIGGER %.*s;", STR_PRINT(statement_text(asked, 0)));
    if (!store_run(store, keep.ptr, &error))
        fuzz_impossible(error.message);
    return again.ptr;
}

static Opened *opened(void)
{
    static Arena *arena;
    static Opened made;
    Error error = {0};
    CellsCount count;
    if (arena)
        return &made;
    arena = arena_open();
    made.keys = contract_keys(arena, &small()->records);
    made.store = store_open(arena, ":memory:", STORE_CHANGE, &error);
    if (!made.store || !tables_prepare(arena, made.store, &small()->records, &error) ||
        !facts_make_current(made.store, small(), arena, &count, &error))
        fuzz_impossible(error.message);
    made.begin_anew = tables_keep(arena, made.store);
    return &made;
}

static Str figures_of(Arena *arena, Store *store)
{
    Error error = {0};
    Text all = text_open(arena);
    Statement *asked = store_statement(
        store,
        "SELECT json_array(indicator, part, unit, target_group, period_kind, month, state,"
        " protected, n, value, denominator, people, delivered, expected, year)"
        " FROM cell_figures ORDER BY 1",
        &error);
    FUZZ_LAW(asked);
    while (statement_next(asked, &error))
        text_add(&all, statement_text(asked, 0));
    FUZZ_LAW(error.kind == ERROR_NONE);
    return text_str(&all);
}

static void file_read_in(Arena *arena, Store *store, const ContractKeys *keys,
                         const FuzzPart *part, int64_t run)
{
    static FILE *nowhere;
    Error error = {0};
    ImportResult result;
    CellsCount count;
    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    ImportSettings settings = {.workspace = small(),
                               .keys = keys,
                               .store = store,
                               .replace = str_starts(part->name, STR("bemanning-")),
                               .imported_at = STR("2018-05-03T00:00:00Z"),
                               .run_first = run,
                               .talk = nowhere};
    const char *path = fuzz_put(arena, str_zero(arena, part->name), part->content);
    FUZZ_LAW(import_file(&settings, path, &result, &error));
    FUZZ_LAW(facts_make_current(store, small(), arena, &count, &error));
    file_remove(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    CellsCount count;
    FuzzPart parts[FUZZ_PARTS];
    Opened *o = opened();
    Arena *arena = arena_open();
    size_t found =
        fuzz_parts(arena, fuzz_text(arena, data, size), STR("insatser.csv"), parts);
    for (size_t i = 0; i < found; i++)
        if (fuzz_is_name(parts[i].name))
            file_read_in(arena, o->store, &o->keys, &parts[i], (int64_t)i + 1);
    Str touched = figures_of(arena, o->store);
    FUZZ_LAW(store_begin(o->store, &error));
    FUZZ_LAW(cells_rebuild_all(o->store, small(), arena, &count, &error));
    FUZZ_LAW(str_equal(figures_of(arena, o->store), touched));
    store_rollback(o->store);
    FUZZ_LAW(store_run(o->store, o->begin_anew, &error));
    arena_close(arena);
    return 0;
}
