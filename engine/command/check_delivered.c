/* Completeness: who has sent what for which month. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "engine/command/check_list.h"

/* Of one record kind. */
typedef struct {
    Check *check;
    const RecordKind *kind;
    int32_t *first; /* by unit: the first month ever delivered; INT32_MAX never */
    bool *months;   /* unit * span + month since `from` */
    size_t span;
    int32_t last; /* the last month delivered by anyone */
    bool any;
} Sheet;

/* What holds until something newer is not sent every month. */
static bool kind_lasts(const Workspace *workspace, const RecordKind *kind)
{
    for (size_t i = 0; i < workspace->indicators.count; i++) {
        const Indicator *indicator = &workspace->indicators.items[i];
        if (indicator->source == kind &&
            (indicator->spread || indicator->kind == MEASURE_REPORTED))
            return true;
    }
    return record_till_column(kind) != NULL;
}

static bool sheet_read(Sheet *sheet, Error *error)
{
    const Units *units = &sheet->check->workspace->units;
    sheet->first = ARENA_ARRAY(sheet->check->arena, units->count, int32_t);
    sheet->months = ARENA_ARRAY(sheet->check->arena, units->count * sheet->span, bool);
    for (size_t i = 0; i < units->count; i++)
        sheet->first[i] = INT32_MAX;
    Statement *select = store_statement(
        sheet->check->store, "SELECT unit, month FROM deliveries WHERE kind = ?1", error);
    if (!select)
        return false;
    statement_bind_text(select, 1, sheet->kind->name);
    while (statement_next(select, error)) {
        const Unit *unit = units_find(units, statement_text(select, 0));
        int32_t month = (int32_t)statement_int(select, 1);
        if (!unit)
            continue;
        size_t at = (size_t)(unit - units->items);
        int32_t since = month - sheet->check->from.first_month;
        if (month < sheet->first[at])
            sheet->first[at] = month;
        if (!sheet->any || month > sheet->last)
            sheet->last = month;
        sheet->any = true;
        if (since >= 0 && (size_t)since < sheet->span)
            sheet->months[at * sheet->span + (size_t)since] = true;
    }
    return error->kind == ERROR_NONE;
}

/* Districts that exist in the span; of the others, those that send. */
static bool is_listed(const Sheet *sheet, size_t at)
{
    const Unit *unit = &sheet->check->workspace->units.items[at];
    return unit->reports ? unit->from_day <= period_last_day(sheet->check->to) &&
                               unit->to_day >= period_first_day(sheet->check->from)
                         : sheet->first[at] != INT32_MAX;
}

static size_t name_width(const Sheet *sheet)
{
    const Units *units = &sheet->check->workspace->units;
    size_t width = utf8_count(sheet->kind->title[sheet->check->language]);
    for (size_t i = 0; i < units->count; i++)
        if (is_listed(sheet, i) && sheet->first[i] != INT32_MAX &&
            utf8_count(units->items[i].name) > width)
            width = utf8_count(units->items[i].name);
    return width;
}

static void print_padded(Str text, size_t width)
{
    printf("  %.*s%*s", STR_PRINT(text), (int)(width - utf8_count(text)) + 2, "");
}

/* The months by their first letters, the same in both languages. */
static void print_months(const Sheet *sheet, size_t width)
{
    print_padded(sheet->kind->title[sheet->check->language], width);
    for (size_t i = 0; i < sheet->span; i++)
        putchar("JFMAMJJASOND"[(sheet->check->from.first_month + (int32_t)i) % 12]);
    putchar('\n');
}

static void print_unit(const Sheet *sheet, size_t at, size_t width)
{
    const Check *check = sheet->check;
    const Unit *unit = &check->workspace->units.items[at];
    size_t told = 0, due = 0;
    print_padded(unit->name, width);
    for (size_t i = 0; i < sheet->span; i++) {
        int32_t month = check->from.first_month + (int32_t)i;
        bool is_told = sheet->months[at * sheet->span + i];
        bool is_due =
            is_told || (sheet->first[at] <= month && month <= check->last.first_month &&
                        unit_valid_in(unit, (Period){PERIOD_MONTH, month}));
        told += is_told;
        due += is_due;
        fputs(is_told ? "●" : is_due ? "○" : "·", stdout);
    }
    const Str counts[] = {check_count(check, told), check_count(check, due)};
    Str end = check_say(check->arena, check->language, CHECK_OF, counts);
    printf("  %.*s\n", STR_PRINT(end));
}

/* "never delivered: Centre, South"; empty when all did. */
static Str never_by(const Sheet *sheet)
{
    const Check *check = sheet->check;
    const Units *units = &check->workspace->units;
    Text names = text_open(check->arena);
    for (size_t i = 0; i < units->count; i++)
        if (is_listed(sheet, i) && sheet->first[i] == INT32_MAX)
            text_addf(&names, "%s%.*s", names.len ? ", " : "",
                      STR_PRINT(units->items[i].name));
    const Str parts[] = {text_str(&names)};
    return names.len ? check_say(check->arena, check->language, CHECK_NEVER_BY, parts)
                     : STR("");
}

static void print_sheet(const Sheet *sheet)
{
    size_t width = name_width(sheet);
    Str never = never_by(sheet);
    putchar('\n');
    print_months(sheet, width);
    for (size_t i = 0; i < sheet->check->workspace->units.count; i++)
        if (is_listed(sheet, i) && sheet->first[i] != INT32_MAX)
            print_unit(sheet, i, width);
    if (never.len)
        printf("  %.*s\n", STR_PRINT(never));
}

static void print_lasting(const Sheet *sheet, size_t before)
{
    const Check *check = sheet->check;
    size_t sent = 0, listed = 0;
    for (size_t i = 0; i < check->workspace->units.count; i++) {
        listed += is_listed(sheet, i);
        sent += is_listed(sheet, i) && sheet->first[i] != INT32_MAX;
    }
    const Str parts[] = {sheet->kind->title[check->language], check_count(check, sent),
                         check_count(check, listed),
                         period_id(check->arena, (Period){PERIOD_MONTH, sheet->last})};
    Str said = check_say(check->arena, check->language, CHECK_LASTING, parts);
    Str never = never_by(sheet);
    printf("%s  %.*s%s%.*s\n", before ? "" : "\n", STR_PRINT(said), never.len ? "; " : "",
           STR_PRINT(never));
}

/* A database may hold no view of that name. */
static bool view_there(Check *check, const char *name, bool *there, Error *error)
{
    Statement *asked = store_statement(
        check->store, "SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = ?1",
        error);
    *there = false;
    if (!asked)
        return false;
    statement_bind_text(asked, 1, str_from(name));
    while (statement_next(asked, error))
        *there = true;
    return error->kind == ERROR_NONE;
}

/* What lasts is not sent month by month, so that a second file of it is no correction. */
static void print_revision(const Check *check, const Statement *row, bool *any)
{
    const RecordKind *kind =
        records_find(&check->workspace->records, statement_text(row, 1));
    if (!kind || kind_lasts(check->workspace, kind))
        return;
    Period month = {PERIOD_MONTH, (int32_t)statement_int(row, 0)};
    const Str parts[] = {period_id(check->arena, month), kind->title[check->language],
                         check_count(check, (size_t)statement_int(row, 2)),
                         check_count(check, (size_t)statement_int(row, 3))};
    Str head = check_say(check->arena, check->language, CHECK_REVISIONS, NULL);
    Str said = check_say(check->arena, check->language, CHECK_REVISIONS_ROW, parts);
    if (!*any)
        printf("\n%.*s\n", STR_PRINT(head));
    printf("  %.*s\n", STR_PRINT(said));
    *any = true;
}

static bool print_revisions(Check *check, Error *error)
{
    bool there, any = false;
    if (!view_there(check, "revisions", &there, error) || !there)
        return error->kind == ERROR_NONE;
    Statement *select = store_statement(
        check->store,
        "SELECT month, kind, sum(revisions), sum(late_rows) FROM revisions WHERE month "
        "BETWEEN ?1 AND ?2 GROUP BY month, kind HAVING sum(revisions) + sum(late_rows) > 0 "
        "ORDER BY month, kind",
        error);
    if (!select)
        return false;
    statement_bind_int(select, 1, check->from.first_month);
    statement_bind_int(select, 2, check->to.first_month);
    while (statement_next(select, error))
        print_revision(check, select, &any);
    return error->kind == ERROR_NONE;
}

bool check_delivered(Check *check, Error *error)
{
    const RecordKinds *kinds = &check->workspace->records;
    const Str span[] = {period_id(check->arena, check->from),
                        period_id(check->arena, check->to)};
    Str head = check_say(check->arena, check->language, CHECK_DELIVERED, span);
    printf("%s%.*s\n", check->count ? "\n" : "", STR_PRINT(head));
    size_t lasted = 0;
    for (int lasting = 0; lasting < 2; lasting++)
        for (size_t i = 0; i < kinds->count; i++) {
            if (kind_lasts(check->workspace, &kinds->items[i]) != (lasting == 1))
                continue;
            Sheet sheet = {
                .check = check,
                .kind = &kinds->items[i],
                .span = (size_t)(check->to.first_month - check->from.first_month) + 1};
            if (!sheet_read(&sheet, error))
                return false;
            if (sheet.any && lasting)
                print_lasting(&sheet, lasted++);
            else if (sheet.any)
                print_sheet(&sheet);
        }
    return print_revisions(check, error);
}
