/* What is made from records, row by row in one order, beside the same made anew. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_verify_inside.h"

#include <string.h>

#include "engine/facts_ledger.h"
#include "engine/measure/cells.h"

typedef struct {
    const char *table, *sql;
    const char *keys;         /* a letter each: t text, n number */
    const char *const *names; /* of the columns behind the keys */
    int columns;
} Kept;

static const char *const cell_names[] = {"state",
                                         "protected",
                                         "n",
                                         "numerator",
                                         "denominator",
                                         "over_numerator",
                                         "over_denominator",
                                         "people",
                                         "delivered",
                                         "expected",
                                         "year"};
static const char *const moment_names[] = {
    "n", "first_sum", "change_sum", "first_squares", "change_squares", "products"};
static const char *const episode_names[] = {"told",       "scores",  "first_score",
                                            "last_score", "cut_off", "unplanned"};
static const char *const month_names[] = {"month"}, *const first_names[] = {"first"},
                         *const value_names[] = {"value"}, *const count_names[] = {"n"};

enum { KEPT_CELLS, KEPT_KINDS = 8 };

#define NAMES(names) (names), (int)(sizeof(names) / sizeof *(names))

static const Kept kept_tables[KEPT_KINDS] = {
    {"cells",
     "SELECT s.indicator, s.part, s.unit, s.target_group, c.period_kind, c.month,"
     " " CELL_COLUMNS " FROM series s JOIN cells c ON c.series = s.id ORDER BY"
     " s.indicator, s.part, s.unit, s.target_group, c.period_kind, c.month",
     "ttttnn", NAMES(cell_names)},
    {"cell_moments",
     "SELECT s.indicator, s.part, s.unit, s.target_group, c.period_kind, c.month, n,"
     " first_sum, change_sum, first_squares, change_squares, products FROM series s JOIN"
     " cell_moments c ON c.series = s.id ORDER BY s.indicator, s.part, s.unit,"
     " s.target_group, c.period_kind, c.month",
     "ttttnn", NAMES(moment_names)},
    {"first_months", "SELECT source, unit, month FROM first_months ORDER BY source, unit",
     "tt", NAMES(month_names)},
    {"cells_about", "SELECT name, value FROM cells_about ORDER BY name", "t",
     NAMES(value_names)},
    /* keys of carers stay behind the door: they are not in what is told */
    {"key_firsts",
     "SELECT s.indicator, s.unit, k.key, k.first FROM arrival_series s JOIN key_firsts k"
     " ON k.series = s.id ORDER BY s.indicator, s.unit, k.key",
     "ttt", NAMES(first_names)},
    {"arrival_months",
     "SELECT s.indicator, s.unit, m.month, m.target_group, m.n FROM arrival_series s JOIN"
     " arrival_months m ON m.series = s.id WHERE m.n <> 0 ORDER BY s.indicator, s.unit,"
     " m.month, m.target_group",
     "ttnn", NAMES(count_names)},
    {"outcome_episodes",
     "SELECT instrument, unit, month, carer, target_group, family, told, scores,"
     " first_score, last_score, cut_off, unplanned FROM outcome_episodes ORDER BY 1, 2, 3,"
     " 4, 5, 6, 7, 8, 9, 10, 11, 12",
     "ttnttt", NAMES(episode_names)},
    {"standing",
     "SELECT indicator, period_kind, month FROM standing ORDER BY indicator, period_kind,"
     " month",
     "tnn", NULL, 0},
};

/* Columns of a key that may be told. */
static int told_keys(const Kept *kept)
{
    bool of_people = strcmp(kept->table, "key_firsts") == 0;
    if (strcmp(kept->table, "outcome_episodes") == 0)
        return 3;
    return of_people ? 2 : (int)strlen(kept->keys);
}

static int key_order(const Kept *kept, const Statement *one, const Statement *other)
{
    for (int i = 0; kept->keys[i]; i++) {
        int order = 0;
        if (kept->keys[i] == 't')
            order = str_compare(statement_text(one, i), statement_text(other, i));
        else if (statement_int(one, i) != statement_int(other, i))
            order = statement_int(one, i) < statement_int(other, i) ? -1 : 1;
        if (order)
            return order;
    }
    return 0;
}

static Str cell_period(Arena *arena, int kind, int32_t month)
{
    if (kind <= PERIOD_YEAR)
        return period_id(arena, (Period){(PeriodKind)kind, month});
    int32_t first = kind == CELL_TO_DATE ? month - month % 12 : month - 11;
    return str_format(arena, "%.*s/%.*s",
                      STR_PRINT(period_id(arena, (Period){PERIOD_MONTH, first})),
                      STR_PRINT(period_id(arena, (Period){PERIOD_MONTH, month})));
}

static Str key_told(Arena *arena, const Kept *kept, const Statement *row)
{
    Text told = text_open(arena);
    if (kept == &kept_tables[KEPT_CELLS]) {
        Str part = statement_text(row, 1);
        text_add(&told, statement_text(row, 0));
        if (part.len)
            text_addf(&told, ":%.*s", STR_PRINT(part));
        text_addf(&told, ",%.*s", STR_PRINT(statement_text(row, 2)));
        text_addf(&told, ",%.*s", STR_PRINT(statement_text(row, 3)));
        text_addf(&told, ",%.*s",
                  STR_PRINT(cell_period(arena, (int)statement_int(row, 4),
                                        (int32_t)statement_int(row, 5))));
        return text_str(&told);
    }
    text_add(&told, str_from(kept->table));
    for (int i = 0; i < told_keys(kept); i++)
        text_addf(&told, "%s%.*s", i ? "," : " ", STR_PRINT(statement_text(row, i)));
    return text_str(&told);
}

static void fault_add(Verify *verify, const Kept *kept, const Statement *row,
                      FactFaultKind kind, const char *part)
{
    bool figure = kept == &kept_tables[KEPT_CELLS];
    verify_fault(verify, (FactFault){.kind = figure ? kind : FAULT_KEPT,
                                     .what = key_told(verify->arena, kept, row),
                                     .part = str_from(part)});
}

static void values_compare(Verify *verify, const Kept *kept, const Statement *is,
                           const Statement *should)
{
    int first = (int)strlen(kept->keys);
    for (int i = 0; i < kept->columns; i++)
        if (!str_equal(statement_text(is, first + i), statement_text(should, first + i))) {
            fault_add(verify, kept, is, FAULT_FIGURE, kept->names[i]);
            return;
        }
}

static bool table_there(Store *store, const char *table, bool *there, Error *error)
{
    Statement *find =
        store_statement(store, "SELECT 1 FROM sqlite_master WHERE name = ?1", error);
    *there = false;
    if (!find)
        return false;
    statement_bind_text(find, 1, str_from(table));
    while (statement_next(find, error))
        *there = true;
    return error->kind == ERROR_NONE;
}

static bool table_compare(Verify *verify, const Kept *kept, Store *anew, Error *error)
{
    Statement *is = store_statement(verify->store, kept->sql, error);
    Statement *should = store_statement(anew, kept->sql, error);
    bool left = is && statement_next(is, error);
    bool right = should && statement_next(should, error);
    while ((left || right) && error->kind == ERROR_NONE) {
        int order = !left ? 1 : !right ? -1 : key_order(kept, is, should);
        if (order < 0)
            fault_add(verify, kept, is, FAULT_FIGURE_PUT, "");
        else if (order > 0)
            fault_add(verify, kept, should, FAULT_FIGURE_LOST, "");
        else
            values_compare(verify, kept, is, should);
        verify->told->figures += kept == &kept_tables[KEPT_CELLS] && order <= 0;
        if (order <= 0)
            left = statement_next(is, error);
        if (order >= 0)
            right = statement_next(should, error);
    }
    return is && should && error->kind == ERROR_NONE;
}

bool verify_kept(Verify *verify, Store *anew, Error *error)
{
    for (size_t i = 0; i < KEPT_KINDS; i++) {
        bool there;
        if (!table_there(verify->store, kept_tables[i].table, &there, error) ||
            (there && !table_compare(verify, &kept_tables[i], anew, error)))
            return false;
    }
    return true;
}
