/* What the imported rows say: of units nobody knows, of shares, of what nobody reports. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/file.h"
#include "engine/command/check_list.h"

typedef struct {
    Str seen;
    Str place; /* the first row's */
    Str last_file;
    size_t rows, files;
} Stranger;

typedef struct {
    Stranger *items;
    size_t count, capacity;
} Strangers;

/* A file is told where it lies: in the inbox, unless it was named from elsewhere. */
static Str row_place(const Check *check, Str file, int64_t line)
{
    Str inside = str_format(check->arena, "inbox/%.*s", STR_PRINT(file));
    bool there = file_exists(file_join(check->arena, check->run->workspace, inside.ptr));
    return check_place(check, there ? inside.ptr : str_zero(check->arena, file), line);
}

/* Is this heading the unit column of the kind? */
static bool is_unit_column(const Check *check, Str kind_name, Str heading)
{
    const RecordKind *kind = records_find(&check->workspace->records, kind_name);
    Str folded = text_fold(check->arena, str_trim(heading));
    for (size_t i = 0; kind && i < kind->column_count; i++)
        for (size_t h = 0; h < kind->columns[i].head_count; h++)
            if (kind->columns[i].type == COLUMN_UNIT &&
                str_equal(folded, text_fold(check->arena, kind->columns[i].heads[h])))
                return true;
    return false;
}

static void stranger_add(Check *check, Strangers *strangers, Str seen, Str file,
                         int64_t line)
{
    size_t at = 0;
    while (at < strangers->count && !str_equal(strangers->items[at].seen, seen))
        at++;
    if (at == strangers->count) {
        strangers->items = ARENA_GROW(check->arena, strangers->items, strangers->count,
                                      &strangers->capacity);
        strangers->items[strangers->count++] = (Stranger){
            .seen = str_copy(check->arena, seen), .place = row_place(check, file, line)};
    }
    Stranger *stranger = &strangers->items[at];
    stranger->rows++;
    if (!str_equal(stranger->last_file, file)) { /* rows come file by file */
        stranger->files++;
        stranger->last_file = str_copy(check->arena, file);
    }
}

static const Unit *nearest_unit(const Check *check, Str word)
{
    const Units *units = &check->workspace->units;
    size_t count = 0;
    for (size_t i = 0; i < units->count; i++)
        count += 1 + units->items[i].alias_count;
    Str *words = ARENA_ARRAY(check->arena, count, Str);
    count = 0;
    for (size_t i = 0; i < units->count; i++) {
        words[count++] = units->items[i].name;
        for (size_t j = 0; j < units->items[i].alias_count; j++)
            words[count++] = units->items[i].aliases[j];
    }
    Str near = text_nearest(word, words, count);
    return near.len ? units_recognise(units, near) : NULL;
}

static void stranger_tell(Check *check, const Stranger *stranger)
{
    const Unit *known = units_recognise(&check->workspace->units, stranger->seen);
    const Unit *near = known ? known : nearest_unit(check, stranger->seen);
    const Str parts[] = {stranger->seen, check_count(check, stranger->rows),
                         check_count(check, stranger->files), near ? near->name : STR("")};
    check_add(check, GRAVITY_WARNING, stranger->place,
              known  ? CHECK_UNIT_KNOWN_NOW
              : near ? CHECK_UNKNOWN_UNIT_NEAR
                     : CHECK_UNKNOWN_UNIT,
              parts);
}

static bool check_strangers(Check *check, Error *error)
{
    Strangers strangers = {0};
    Statement *select = store_statement(
        check->store,
        "SELECT file, kind, line, column, seen FROM open_findings WHERE unit IS NULL AND "
        "seen <> '' AND severity = 'refused' ORDER BY file, line",
        error);
    while (select && statement_next(select, error))
        if (is_unit_column(check, statement_text(select, 1), statement_text(select, 3)))
            stranger_add(check, &strangers, statement_text(select, 4),
                         statement_text(select, 0), statement_int(select, 2));
    for (size_t i = 0; i < strangers.count; i++)
        stranger_tell(check, &strangers.items[i]);
    return select && error->kind == ERROR_NONE;
}

/* Has the view the columns that a share is read from? A workspace may have no figures, or
 * others. */
static bool figures_there(Check *check, bool *there, Error *error)
{
    Statement *asked = store_statement(
        check->store,
        "SELECT count(*) FROM pragma_table_info('figures') WHERE name IN ('indicator', "
        "'unit', 'period', 'value', 'numerator', 'denominator', 'file', 'line')",
        error);
    *there = false;
    while (asked && statement_next(asked, error))
        *there = statement_int(asked, 0) == 8;
    return asked && error->kind == ERROR_NONE;
}

static bool check_shares(Check *check, Error *error)
{
    bool there;
    if (!figures_there(check, &there, error) || !there)
        return error->kind == ERROR_NONE;
    Statement *select = store_statement(
        check->store,
        "SELECT indicator, unit, period, numerator, denominator, printf('%.10g', value), "
        "file, line, numerator > denominator FROM figures WHERE numerator > denominator OR "
        "value > 100 ORDER BY file, line",
        error);
    while (select && statement_next(select, error)) {
        const Indicator *indicator =
            indicators_find(&check->workspace->indicators, statement_text(select, 0));
        bool share = statement_int(select, 8) == 1;
        Str place = row_place(check, statement_text(select, 6), statement_int(select, 7));
        Str parts[5];
        for (int i = 0; i < 5; i++)
            parts[i] = str_copy(check->arena, statement_text(select, i));
        if (share)
            check_add(check, GRAVITY_WARNING, place, CHECK_SHARE_OVER_100, parts);
        parts[3] = str_copy(check->arena, statement_text(select, 5));
        if (!share && indicator && check_is_percent(indicator))
            check_add(check, GRAVITY_WARNING, place, CHECK_VALUE_OVER_100, parts);
    }
    return select && error->kind == ERROR_NONE;
}

/* In the city, or where that cannot be counted, in any district. */
static bool check_silent(Check *check, const Indicator *indicator, Error *error)
{
    const Units *units = &check->workspace->units;
    bool told = false;
    /* of an instrument it is said once */
    if (indicator->kind == MEASURE_OUTCOME && indicator->figure != FIGURE_COVERAGE)
        return true;
    for (int round = 0; round < 2 && !told; round++)
        for (size_t i = 0; i < units->count && !told; i++)
            if (units->items[i].type == (round ? UNIT_DISTRICT : UNIT_CITY) &&
                !check_told(check, indicator->id, units->items[i].id, PERIOD_YEAR,
                            check->first.first_month, check->last.first_month, &told,
                            error))
                return false;
    if (!told)
        CHECK_ADD(check, GRAVITY_NOTE, STR(""), CHECK_SILENT, indicator->id,
                  indicator->name[check->language]);
    return true;
}

bool check_records(Check *check, Error *error)
{
    const Indicators *indicators = &check->workspace->indicators;
    if (!check_strangers(check, error) || !check_shares(check, error))
        return false;
    for (size_t i = 0; check->has_data && i < indicators->count; i++)
        if (indicators->items[i].kind != MEASURE_RATIO && /* its two sides are told */
            !check_silent(check, &indicators->items[i], error))
            return false;
    return true;
}
