/* The law of explanation, tried on random records over mergers: the rows listed for a
 * figure are as many, and add up to as much, as the figure says. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "engine/base/file.h"
#include "engine/catalogue/workspace.h"
#include "engine/facts.h"
#include "engine/import/import.h"
#include "engine/import/tables.h"
#include "engine/measure/cells.h"
#include "tests/support/arena.h"
#include "tests/support/folder.h"

enum { FILES = 24, FIRST_MONTH = 12 * 2016 + 9, MONTHS = 27 };

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

static Workspace *workspace_new(const char *keys, const char **folder)
{
    Error error = {0};
    *folder = folder_new(arena);
    Str settings = str_format(arena,
                              "organisation: Göta\nlanguage: sv\nlimit: 2\ncarer_keys: %s\n"
                              "groups: [{id: young, name: unga}, {id: old, name: gamla}]\n",
                              keys);
    folder_put(arena, *folder, "samsyn.yaml", settings.ptr);
    folder_put(
        arena, *folder, "indicators.yaml",
        "- {id: long_ones, name: Långa, definition: x, share: conversations, having: "
        "{minutes: {least: 45}}, protects: none}\n"
        "- {id: usual_length, name: Längd, definition: x, mean: "
        "conversations.minutes, where: {group: [young]}, protects: none}\n");
    folder_put(
        arena, *folder, "units.csv",
        "namn;typ;ingår_i;från;till;efterträdare\nGöta;city;;;;\nNorth;network;Göta;;;\n"
        "Asen;district;North;;2017-12-31;Berg\nDalen;district;North;;2017-12-31;Berg\n"
        "Berg;district;North;2018-01-01;;\nFors;district;Göta;;2018-06-30;Nyfors\n"
        "Nyfors;district;Göta;2018-07-01;;\n");
    Workspace *workspace = workspace_open(arena, *folder, "templates", &error);
    check(workspace != NULL, &error);
    return workspace;
}

static const char *unit_at(uint32_t place, int year, int month)
{
    static const char *const before[] = {"Asen", "Dalen", "Fors"};
    bool renamed = place == 2 && (year > 2018 || (year == 2018 && month > 6));
    return year >= 2018 && place < 2 ? "Berg" : renamed ? "Nyfors" : before[place];
}

/* A row of one of four kinds, on a day of the month. */
static void row_make(Text *text, uint32_t kind, int year, int month)
{
    static const char *const interventions[] = {"råd och stöd", "anhöriggrupp",
                                                "avlösning"};
    static const char *const reported[] = {"population_18plus", "budget",
                                           "representatives"};
    static const char *const groups[] = {"unga", "gamla", "alla"};
    const char *unit = unit_at(below(3), year, month);
    int day = (int)below(28) + 1;
    Str minutes = below(4) ? str_format(arena, "%u", below(90)) : STR("");
    Str quarter = str_format(arena, "%d-Q%d", year, (month + 2) / 3);
    Str period = str_format(arena, "%d-%02d", year, month);
    if (kind == 0)
        text_addf(text, "%d-%02d-%02d;%s;K%u;%s;%.*s\n", year, month, day, unit, below(9),
                  groups[below(3)], STR_PRINT(minutes));
    if (kind == 1)
        text_addf(text, "%d-%02d-%02d;%s;%s;%s;%u\n", year, month, day, unit,
                  interventions[below(3)], below(2) ? "K1" : "", below(9));
    if (kind == 2)
        text_addf(text, "P%u;%s;%s;0,%u;%d-%02d-01;%s\n", below(4), unit, groups[below(3)],
                  below(9), year, month,
                  below(2) ? str_format(arena, "%d-%02d-%02d", year, month, day).ptr : "");
    if (kind == 3)
        text_addf(text, "%s;%s;%s;%s;%u\n", reported[below(3)], unit,
                  below(3) ? period.ptr : quarter.ptr, groups[below(3)], below(900));
}

static void file_import(const Workspace *workspace, const char *folder, Store *store,
                        uint32_t number)
{
    static const char *const names[] = {"samtal", "insatser", "bemanning", "nyckeltal"};
    static const char *const heads[] = {"datum;stadsdel;anhörig;målgrupp;minuter",
                                        "datum;stadsdel;insats;anhörig;deltagare",
                                        "person;stadsdel;målgrupp;årsarbetare;från;till",
                                        "indikator;stadsdel;period;målgrupp;värde"};
    uint32_t kind = number % 5 % 4;
    Text text = text_open(arena);
    text_addf(&text, "%s\n", heads[kind]);
    for (uint32_t row = 0; row < 20; row++) {
        int serial = FIRST_MONTH + (int)below(MONTHS);
        row_make(&text, kind, serial / 12, serial % 12 + 1);
    }
    Str name = str_format(arena, "%s-%u.csv", names[kind], number);
    folder_put(arena, folder, name.ptr, text_str(&text).ptr);
    FILE *nowhere = fopen("/dev/null", "w");
    Error error = {0};
    ImportResult result;
    ContractKeys keys = contract_keys(arena, &workspace->records);
    ImportSettings settings = {.workspace = workspace,
                               .keys = &keys,
                               .store = store,
                               .language = LANGUAGE_SV,
                               .imported_at = STR("2019-02-01T00:00:00Z"),
                               .run_first = INT64_MAX,
                               .talk = nowhere};
    check(import_file(&settings, file_join(arena, folder, name.ptr), &result, &error),
          &error);
    fclose(nowhere);
}

static void database_make(const Workspace *workspace, const char *folder)
{
    Error error = {0};
    CellsCount count;
    Arena *scratch = arena_open();
    Store *store = store_open(scratch, workspace->database, STORE_CHANGE, &error);
    check(store && store_run(store, "PRAGMA synchronous = OFF", &error) &&
              store_begin(store, &error) &&
              tables_prepare(scratch, store, &workspace->records, &error) &&
              store_commit(store, &error),
          &error);
    for (uint32_t number = 0; number < FILES; number++)
        file_import(workspace, folder, store, number);
    check(store_begin(store, &error) &&
              cells_rebuild_all(store, workspace, scratch, &count, &error) &&
              store_commit(store, &error),
          &error);
    arena_close(scratch);
}

/* What the rows say in the column a reported figure is in, together. */
static int64_t told_sum(const FactRows *rows)
{
    int64_t sum = 0, value;
    for (size_t i = 0; i < rows->shown; i++)
        for (size_t j = 0; j < rows->column_count; j++)
            if (str_equal(rows->columns[j].id, STR("value")) &&
                number_parse(rows->rows[i].cells[j], 6, true, &value) == NUMBER_OK)
                sum += value;
    return sum;
}

static void agree(const Fact *fact, const FactFormula *formula, const FactRows *rows)
{
    const Figure *figure = &fact->figure;
    int64_t n = rows->counted, denominator = rows->total;
    if (formula->kind == FACT_DISTINCT || formula->of_keys) {
        n = rows->people_counted;
        denominator = rows->people;
    }
    if (formula->kind == FACT_VALUE) {
        n = told_sum(rows);
        assert_int_equal(amount_rounded(figure->value, 6), n);
        return;
    }
    Str period = period_id(arena, fact->period);
    if (figure->n != n ||
        (figure->has_denominator && figure->denominator.numerator != denominator))
        fail_msg("%.*s,%.*s,%.*s,%.*s is %lld, listed %lld", STR_PRINT(fact->indicator),
                 STR_PRINT(fact->unit), STR_PRINT(fact->group), STR_PRINT(period),
                 (long long)figure->n, (long long)n);
}

/* The figures of a unit that are known, each with its rows; how many there were. */
static size_t unit_compare(const Workspace *workspace, Str unit)
{
    static const char *const ids[] = {"conversations", "conversation_minutes",
                                      "carers",        "new_carers",
                                      "within_limit",  "interventions:avlosning",
                                      "fte",           "counsellors",
                                      "participants",  "long_ones",
                                      "budget",        "usual_length",
                                      "interventions", "representatives"};
    static const char *const groups[] = {"all", "young", "old"};
    Error error = {0};
    size_t compared = 0;
    Arena *open = arena_open();
    Facts *facts = facts_open(open, workspace, (Level){LEVEL_INTERNAL, unit}, &error);
    check(facts != NULL, &error);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        for (size_t g = 0; g < 3; g++)
            for (int kind = PERIOD_MONTH; kind <= PERIOD_YEAR; kind++)
                for (Period period = period_containing((PeriodKind)kind, FIRST_MONTH);
                     period.first_month < FIRST_MONTH + MONTHS;
                     period = period_next(period, 1)) {
                    Fact fact = {0};
                    FactFormula formula = {0};
                    FactRows rows = {0};
                    Str id = str_from(ids[i]), group = str_from(groups[g]);
                    ArenaMark mark = arena_mark(arena);
                    check(
                        facts_read(facts, arena, id, unit, group, period, &fact, &error) &&
                            facts_formula(facts, arena, LANGUAGE_SV, id, &formula,
                                          &error) &&
                            facts_rows(facts, arena, LANGUAGE_SV, id, unit, group,
                                       months_of(period), 0, &rows, &error),
                        &error);
                    assert_true(rows.open);
                    if (fact.figure.known)
                        agree(&fact, &formula, &rows);
                    compared += fact.figure.known;
                    arena_rewind(arena, mark);
                }
    arena_close(open);
    return compared;
}

static void try_keys(const char *keys, uint32_t seed)
{
    static const char *const units[] = {"asen", "dalen", "berg", "fors", "nyfors"};
    for (uint32_t i = 0; i < 3; i++) {
        const char *folder;
        arena = arena_open();
        random_state = seed + i;
        Workspace *workspace = workspace_new(keys, &folder);
        database_make(workspace, folder);
        size_t compared = 0;
        for (size_t unit = 0; unit < 5; unit++)
            compared += unit_compare(workspace, str_from(units[unit]));
        assert_true(compared > 2000);
        arena_close(arena);
    }
}

static void rows_listed_are_those_counted(void **state)
{
    (void)state;
    try_keys("per_unit", 40);
}

static void also_where_keys_are_shared(void **state)
{
    (void)state;
    try_keys("shared", 700);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_listed_are_those_counted),
        cmocka_unit_test(also_where_keys_are_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
