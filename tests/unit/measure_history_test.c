/* The law of corrections, tried on random histories of imports, corrections by id and by
 * file, replacements, undoings and mergers: what was touched gives the cells that
 * rebuilding all gives; an undone file leaves what would be without it; and each earlier
 * state is found again. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "engine/import/import.h"
#include "engine/import/tables.h"
#include "engine/import/undo.h"
#include "engine/measure/cells.h"
#include "engine/store/state.h"
#include "tests/support/arena.h"
#include "tests/support/folder.h"

enum { HISTORIES = 6, STEPS = 14 };

typedef struct {
    enum { STEP_IMPORT, STEP_REPLACE, STEP_UNDO } kind;
    const char *path; /* of the file */
    int64_t batch;    /* undone, or made */
    bool undone;
    Str state; /* after it */
} Step;

typedef struct {
    const char *folder;
    Workspace *workspace;
    Store *store;
    FILE *talk;
    Step steps[STEPS];
    size_t count;
} History;

static uint32_t random_state;

static uint32_t below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)random_state * limit) >> 32);
}

static void check(bool done, const Error *error)
{
    if (!done)
        fail_msg("%s", error->message);
}

static Store *store_new(const History *history, const char *name)
{
    Error error = {0};
    const char *path = file_join(arena, history->folder, name);
    file_remove(path);
    Store *store = store_open(arena, path, STORE_CHANGE, &error);
    check(store && store_run(store, "PRAGMA synchronous = OFF", &error) &&
              store_begin(store, &error) &&
              tables_prepare(arena, store, &history->workspace->records, &error) &&
              store_commit(store, &error),
          &error);
    return store;
}

static History history_new(const char *keys)
{
    Error error = {0};
    History history = {.folder = folder_new(arena), .talk = fopen("/dev/null", "w")};
    folder_put(arena, history.folder, "samsyn.yaml",
               str_format(arena,
                          "organisation: Göta\nlanguage: sv\nlimit: 2\ncarer_keys: %s\n"
                          "groups: [{id: young, name: unga}, {id: old, name: gamla}]\n",
                          keys)
                   .ptr);
    folder_put(
        arena, history.folder, "units.csv",
        "namn;typ;ingår_i;från;till;efterträdare\nGöta;city;;;;\nNorth;network;Göta;;;\n"
        "Asen;district;North;;2017-12-31;Berg\nDalen;district;North;;2017-12-31;Berg\n"
        "Berg;district;North;2018-01-01;;\nFors;district;Göta;;2018-06-30;Nyfors\n"
        "Nyfors;district;Göta;2018-07-01;;\n");
    history.workspace = workspace_open(arena, history.folder, "templates", &error);
    check(history.workspace != NULL, &error);
    history.store = store_new(&history, "samsyn.db");
    return history;
}

static void history_end(const History *history)
{
    fclose(history->talk);
}

/* 2016-10 to 2018-12, and the unit that was there then */
static const char *unit_at(uint32_t place, int year, int month)
{
    static const char *const before[] = {"Asen", "Dalen", "Fors"};
    bool merged = year >= 2018 && place < 2;
    bool renamed = place == 2 && (year > 2018 || (year == 2018 && month > 6));
    return merged ? "Berg" : renamed ? "Nyfors" : before[place];
}

static const char *const groups[] = {"unga", "gamla", "alla"};

static void add_score(Text *text, const char *unit, int year, int month, int day)
{
    if (below(2))
        text_addf(text, "%u", below(12));
    text_addf(text, ";%d-%02d-%02d;%s;K%u;%s;%s;%u;%u,%u;%s\n", year, month, day, unit,
              below(4), groups[below(3) ? 0 : below(3)], below(5) ? "ORS" : "SRS",
              1 + below(3), 15 + below(20), below(10), below(3) ? "" : "15");
}

static void add_episode(Text *text, const char *unit, int serial, int day)
{
    int end = serial + (int)below(5);
    text_addf(text, "K%u;%s;%d-%02d-%02d;", below(4), unit, serial / 12, serial % 12 + 1,
              day);
    if (below(3))
        text_addf(text, "%d-%02d-%02d", end / 12, end % 12 + 1, day);
    text_addf(text, ";%s;%s\n",
              below(2)   ? "planerat"
              : below(2) ? "avbrott"
                         : "",
              groups[below(3)]);
}

/* A file of one of six kinds; ids and keys are few, so that they come again. */
static const char *file_make(const History *history, size_t number)
{
    static const char *const kinds[] = {"samtal",    "insatser",    "bemanning",
                                        "nyckeltal", "skattningar", "ärenden"};
    static const char *const heads[] = {
        "id;datum;stadsdel;anhörig;målgrupp;minuter",
        "datum;stadsdel;insats;anhörig;deltagare",
        "person;stadsdel;målgrupp;årsarbetare;från;till",
        "indikator;stadsdel;period;värde",
        "id;date;unit;carer;group;instrument;session;total;age",
        "anhörig;stadsdel;start;slut;avslut;målgrupp"};
    static const char *const interventions[] = {"råd och stöd", "anhöriggrupp",
                                                "avlösning"};
    uint32_t kind = below(16);
    kind = kind < 6 ? 0 : kind < 8 ? 1 : kind < 10 ? kind - 6 : kind < 14 ? 4 : 5;
    Text text = text_open(arena);
    text_addf(&text, "%s\n", heads[kind]);
    int first = 12 * 2016 + 9 + (int)below(24), rows = (int)below(8);
    for (int row = 0; row < rows; row++) {
        int serial = first + (int)below(4), year = serial / 12, month = serial % 12 + 1;
        const char *unit = unit_at(below(3), year, month);
        int day = (int)below(28) + 1;
        if (kind == 0 && below(2))
            text_addf(&text, "%u", below(12));
        if (kind == 0)
            text_addf(&text, ";%d-%02d-%02d;%s;K%u;%s;%u\n", year, month, day, unit,
                      below(9), groups[below(3)], below(90));
        if (kind == 1)
            text_addf(&text, "%d-%02d-%02d;%s;%s;%s;%u\n", year, month, day, unit,
                      interventions[below(3)], below(2) ? "K1" : "", below(9));
        if (kind == 2)
            text_addf(&text, "P%u;%s;alla;0,%u;%d-%02d-01;%s\n", below(4), unit, below(9),
                      year, month,
                      below(2) ? str_format(arena, "%d-%02d-%02d", year, month, day).ptr
                               : "");
        if (kind == 4)
            add_score(&text, unit, year, month, day);
        if (kind == 5)
            add_episode(&text, unit, serial, day);
        if (kind == 3)
            text_addf(&text, "%s;%s;%d-%02d;%u\n",
                      below(2) ? "population_18plus" : "budget", unit, year, month,
                      below(900));
    }
    const char *folder =
        file_join(arena, history->folder, str_format(arena, "%zu", number).ptr);
    Error error = {0};
    check(file_make_directories(folder, &error), &error);
    Str name = str_format(arena, "%s-%u.csv", kinds[kind], below(3));
    folder_put(arena, folder, name.ptr, text_str(&text).ptr);
    return file_join(arena, folder, name.ptr);
}

static void cells_make(const History *history, Store *store, bool all)
{
    Error error = {0};
    CellsCount count;
    Arena *scratch = arena_open();
    bool done =
        all ? cells_rebuild_all(store, history->workspace, scratch, &count, &error)
            : cells_rebuild_touched(store, history->workspace, scratch, &count, &error);
    arena_close(scratch);
    check(done, &error);
}

static void committed(const History *history, Store *store, bool all)
{
    Error error = {0};
    check(store_begin(store, &error), &error);
    cells_make(history, store, all);
    check(store_commit(store, &error), &error);
}

/* All that counting keeps, and the rows that hold, as one text. */
static Str state_of(Store *store)
{
    static const char *const asked[] = {
        "SELECT json_array(indicator, part, unit, target_group, period_kind, month, state,"
        " protected, n, value, denominator, people, delivered, expected, year)"
        " FROM cell_figures ORDER BY 1",
        "SELECT json_array(source, unit, month) FROM first_months ORDER BY 1",
        "SELECT json_array(indicator, unit, target_group, period_kind, month, n, first_sum,"
        " change_sum, first_squares, change_squares, products)"
        " FROM cell_moments JOIN series ON series = id ORDER BY 1",
        "SELECT json_array(instrument, family, carer, unit, target_group, month, told,"
        " scores, first_score, last_score, cut_off, unplanned) FROM outcome_episodes"
        " ORDER BY 1",
        "SELECT json_array(indicator, unit, key, first) FROM arrival_series JOIN key_firsts"
        " ON series = id ORDER BY 1",
        "SELECT json_array(indicator, unit, month, target_group, n) FROM arrival_series"
        " JOIN arrival_months ON series = id WHERE n <> 0 ORDER BY 1",
        "SELECT json_array(sender_id, date, unit, carer, target_group, minutes)"
        " FROM conversations ORDER BY 1",
        "SELECT json_array(date, unit, kind, carer, participants) FROM interventions"
        " ORDER BY 1",
        "SELECT json_array(person, unit, fte, from_date, till_date) FROM staff ORDER BY 1",
        "SELECT json_array(indicator, unit, period, value) FROM figures ORDER BY 1",
        "SELECT json_array(sender_id, date, unit, carer, target_group, instrument, total)"
        " FROM scores ORDER BY 1",
        "SELECT json_array(carer, unit, start, end, ending) FROM episodes ORDER BY 1"};
    Error error = {0};
    Text state = text_open(arena);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        Statement *select = store_statement(store, asked[i], &error);
        check(select != NULL, &error);
        while (statement_next(select, &error)) {
            text_add(&state, statement_text(select, 0));
            text_add_byte(&state, '\n');
        }
        check(error.kind == ERROR_NONE, &error);
    }
    return text_str(&state);
}

static void same(const char *claim, const History *history, size_t step, Str wanted,
                 Str seen)
{
    size_t at = 0;
    while (at < wanted.len && at < seen.len && wanted.ptr[at] == seen.ptr[at])
        at++;
    if (at == wanted.len && at == seen.len)
        return;
    while (at > 0 && wanted.ptr[at - 1] != '\n')
        at--;
    for (size_t i = 0; i <= step && i < history->count; i++)
        print_error("%zu: kind %d %s batch %lld\n", i, (int)history->steps[i].kind,
                    history->steps[i].path ? history->steps[i].path : "",
                    (long long)history->steps[i].batch);
    fail_msg("%s, step %zu\nwanted %.160s\nseen   %.160s", claim, step, wanted.ptr + at,
             seen.ptr + at);
}

/* Rebuilding all gives the same; the transaction is given up. */
static void rebuild_and_compare(const History *history, size_t step)
{
    Error error = {0};
    Str kept = state_of(history->store);
    check(store_begin(history->store, &error), &error);
    cells_make(history, history->store, true);
    Str rebuilt = state_of(history->store);
    store_rollback(history->store);
    same("what was touched is what all would be", history, step, rebuilt, kept);
}

static int64_t last_batch(Store *store)
{
    Error error = {0};
    Statement *asked =
        store_statement(store, "SELECT coalesce(max(id), 0) FROM batches", &error);
    check(asked && statement_next(asked, &error), &error);
    int64_t last = statement_int(asked, 0);
    check(statement_done(asked, &error), &error);
    return last;
}

static bool read_in(const History *history, Store *store, const Step *step)
{
    Error error = {0};
    ImportResult result;
    Arena *own = arena_open();
    ContractKeys keys = contract_keys(own, &history->workspace->records);
    ImportSettings settings = {.workspace = history->workspace,
                               .keys = &keys,
                               .store = store,
                               .language = LANGUAGE_SV,
                               .replace = step->kind == STEP_REPLACE,
                               .imported_at = STR("2019-02-01T00:00:00Z"),
                               .run_first = INT64_MAX,
                               .talk = history->talk};
    check(import_file(&settings, step->path, &result, &error), &error);
    arena_close(own);
    return result.outcome == IMPORT_DONE;
}

static bool undo(const History *history, int64_t batch)
{
    Error error = {0};
    ImportSettings settings = {.workspace = history->workspace,
                               .store = history->store,
                               .imported_at = STR("2019-02-01T00:00:00Z"),
                               .talk = history->talk};
    return import_undo(&settings, batch, &error);
}

/* One more step, and the cells after it; false when it came to nothing. */
static bool step_take(History *history, size_t number)
{
    Step *step = &history->steps[history->count];
    *step = (Step){.kind = STEP_IMPORT};
    if (history->count && below(4) == 0) {
        Step *earlier = &history->steps[below((uint32_t)history->count)];
        if (earlier->kind == STEP_UNDO || earlier->undone || !undo(history, earlier->batch))
            return false;
        earlier->undone = true;
        step->kind = STEP_UNDO;
    } else {
        step->kind = below(4) ? STEP_IMPORT : STEP_REPLACE;
        step->path = file_make(history, number);
        if (!read_in(history, history->store, step))
            return false;
    }
    step->batch = last_batch(history->store);
    committed(history, history->store, false);
    step->state = state_of(history->store);
    history->count++;
    return true;
}

/* The same files without those that were undone. */
static void replay_and_compare(const History *history)
{
    Store *store = store_new(history, "replay.db");
    for (size_t i = 0; i < history->count; i++)
        if (history->steps[i].kind != STEP_UNDO && !history->steps[i].undone)
            assert_true(read_in(history, store, &history->steps[i]));
    committed(history, store, true);
    same("an undone file is as if never read", history, history->count, state_of(store),
         history->steps[history->count - 1].state);
}

static void cut_and_compare(const History *history)
{
    for (size_t i = 0; i < history->count; i++) {
        Error error = {0};
        check(store_begin(history->store, &error) &&
                  state_cut(history->store, history->steps[i].batch, &error),
              &error);
        cells_make(history, history->store, true);
        Str state = state_of(history->store);
        store_rollback(history->store);
        same("an earlier state is found again", history, i, history->steps[i].state, state);
    }
}

static void try_histories(const char *keys, uint32_t seed)
{
    for (uint32_t i = 0; i < HISTORIES; i++) {
        arena = arena_open();
        random_state = seed + i;
        History history = history_new(keys);
        for (size_t number = 0; number < 3 * STEPS && history.count < STEPS; number++)
            if (step_take(&history, number))
                rebuild_and_compare(&history, history.count - 1);
        assert_true(history.count > STEPS / 2);
        replay_and_compare(&history);
        cut_and_compare(&history);
        history_end(&history);
        arena_close(arena);
    }
}

static void corrections_leave_what_rebuilding_all_gives(void **state)
{
    (void)state;
    try_histories("per_unit", 100);
}

static void corrections_of_shared_keys_do_too(void **state)
{
    (void)state;
    try_histories("shared", 9000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corrections_leave_what_rebuilding_all_gives),
        cmocka_unit_test(corrections_of_shared_keys_do_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
