/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/row.h"

#include "engine/base/guard.h"
#include "engine/import/suggest.h"
#include "engine/import/words.h"

static const RecordColumn *column_of(const RowReader *reader, size_t cell)
{
    int column = cell < reader->layout->count ? reader->layout->columns[cell] : -1;
    return column < 0 ? NULL : &reader->layout->kind->columns[column];
}

static bool bare_allowed(const RecordColumn *column)
{
    return column && (column->type == COLUMN_NUMBER ||
                      (column->type == COLUMN_KEY && column->format.len > 0));
}

static const bool *bares_of(const RowReader *reader)
{
    bool *bares = ARENA_ARRAY(reader->arena, reader->layout->count, bool);
    for (size_t i = 0; i < reader->layout->count; i++)
        bares[i] = bare_allowed(column_of(reader, i));
    return bares;
}

void row_prepare(RowReader *reader, const Workspace *workspace, bool point_decimal)
{
    const RecordKind *kind = reader->layout->kind;
    reader->units = &workspace->units;
    reader->cells =
        cell_reader(reader->arena, workspace, reader->language, kind, point_decimal);
    reader->bares = bares_of(reader);
    for (size_t i = 0; i < reader->layout->count; i++)
        if (!reader->unnamed && reader->layout->headings[i].len == 0)
            reader->unnamed = ARENA_ARRAY(reader->arena, reader->layout->count, bool);
    reader->unit_column = record_column(kind, STR("unit"));
    reader->month_column = record_column(kind, kind->month_column);
    reader->numerator = record_column(kind, STR("numerator"));
    reader->denominator = record_column(kind, STR("denominator"));
    for (size_t i = 0; i < kind->column_count; i++)
        reader->shares = reader->shares || (kind->columns[i].type == COLUMN_INDICATOR &&
                                            reader->numerator && reader->denominator);
}

static Str count_text(Arena *arena, int64_t count)
{
    return number_plain(arena, AMOUNT_WHOLE(count), 0);
}

static Str heading_of(const RowReader *reader, size_t cell)
{
    return cell < reader->layout->count ? reader->layout->headings[cell] : STR("");
}

/* Dates, periods and numbers are made of digits; only elsewhere do six point at a person.
 */
static bool holds_digits(const RecordColumn *column)
{
    return column && (column->type == COLUMN_DATE || column->type == COLUMN_PERIOD ||
                      column->type == COLUMN_NUMBER);
}

void row_refuse(RowReader *reader, int64_t line, Str column, Str seen, Str reason,
                Str remedy)
{
    findings_add(reader->findings,
                 (Finding){.line = line,
                           .column = column,
                           .seen = seen,
                           .reason = reason,
                           .remedy = remedy,
                           .unit = reader->unit ? reader->unit->id : STR(""),
                           .has_month = reader->has_period,
                           .month = reader->period.first_month,
                           .refused = true});
}

static void row_say(RowReader *reader, const Csv *row, size_t cell, Str column, Str seen,
                    Phrase reason, Phrase remedy)
{
    int64_t line = row->row_line, place;
    if (cell < row->count)
        csv_place(row, cell, &line, &place);
    row_refuse(reader, line, column, seen,
               SAY_PLAIN(reader->arena, reader->language, reason),
               SAY_PLAIN(reader->arena, reader->language, remedy));
}

static bool refuse_file(RowReader *reader, const Csv *row, size_t cell, Phrase phrase)
{
    Refusal *refusal = &reader->refusal;
    csv_place(row, cell, &refusal->line, &refusal->place);
    refusal->column = heading_of(reader, cell);
    /* a heading that itself is the number is not repeated */
    if (guard_delicate(refusal->column))
        refusal->column = STR("");
    refusal->message = SAY_PLAIN(reader->arena, reader->language, phrase);
    return false;
}

/* What a cell is told for that is not clear. False when it refuses the file. */
static bool cell_refuse(RowReader *reader, const Csv *row, size_t cell, GuardClass found)
{
    const RecordColumn *column = column_of(reader, cell);
    Str text = row->cells[cell].text;
    switch (found) {
    case GUARD_CLEAR:
        break;
    case GUARD_BARE:
        reader->bare++;
        break;
    case GUARD_PHONE:
    case GUARD_EMAIL:
        if (found == GUARD_EMAIL || !holds_digits(column))
            row_say(reader, row, cell, heading_of(reader, cell), STR(""),
                    found == GUARD_EMAIL ? SAY_EMAIL : SAY_PHONE, SAY_CONTACT_DO);
        break;
    case GUARD_MISTYPED:
        return refuse_file(reader, row, cell, SAY_MISTYPED);
    case GUARD_IDENTITY:
        return refuse_file(reader, row, cell,
                           guard_scan(text, true) == GUARD_IDENTITY ? SAY_IDENTITY
                                                                    : SAY_IDENTITY_BARE);
    }
    return true;
}

bool row_guard(RowReader *reader, const Csv *row)
{
    for (size_t i = 0; i < row->count; i++) {
        GuardClass found =
            guard_scan(row->cells[i].text, bare_allowed(column_of(reader, i)));
        if (found >= GUARD_MISTYPED)
            return refuse_file(reader, row, i,
                               found == GUARD_MISTYPED ? SAY_MISTYPED : SAY_IDENTITY);
    }
    return true;
}

static void cell_take(RowReader *reader, const Csv *row, size_t column)
{
    const RecordColumn *contract = &reader->layout->kind->columns[column];
    int cell = reader->layout->cells[column];
    bool present = cell >= 0 && (size_t)cell < row->count;
    Str text = present ? row->cells[cell].text : STR("");
    Value *value = &reader->values[column];
    Defect defect;
    if (!cell_read(reader->cells, column, text, value, &defect)) {
        int64_t line = row->row_line, place;
        if (present)
            csv_place(row, (size_t)cell, &line, &place);
        Str told = str_trim(text);
        bool formula = told.len && (told.ptr[0] == '=' || told.ptr[0] == '@');
        bool hidden = formula || (guard_delicate(text) && !holds_digits(contract));
        *value = (Value){.kind = VALUE_NULL};
        row_refuse(reader, line,
                   cell >= 0 ? heading_of(reader, (size_t)cell) : contract->heads[0],
                   hidden ? SAY_PLAIN(reader->arena, reader->language, SAY_HIDDEN)
                          : str_trim(text),
                   defect.reason, defect.remedy);
    }
    if (value->unit)
        reader->unit = value->unit;
    if (contract == reader->month_column && value->kind == VALUE_NUMBER) {
        reader->has_period = true;
        reader->period = contract->type == COLUMN_PERIOD
                             ? (Period){value->period, (int32_t)value->number}
                             : (Period){PERIOD_MONTH, value->month};
    }
}

static Value *value_of(const RowReader *reader, const RecordColumn *column)
{
    return &reader->values[column - reader->layout->kind->columns];
}

static bool set_filled(const RowReader *reader, const ColumnSet *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (value_of(reader, set->columns[i])->kind == VALUE_NULL)
            return false;
    return true;
}

/* At least one of the sets: else says which there are ("värde eller täljare, nämnare"). */
static void choices_check(RowReader *reader, const Csv *row)
{
    const RecordKind *kind = reader->layout->kind;
    if (!kind->choice_count)
        return;
    Text sets = text_open(reader->arena);
    for (size_t i = 0; i < kind->choice_count; i++) {
        if (set_filled(reader, &kind->choices[i]))
            return;
        if (i)
            text_add(&sets, SAY_PLAIN(reader->arena, reader->language, SAY_OR));
        for (size_t c = 0; c < kind->choices[i].count; c++)
            text_addf(&sets, "%s%.*s", c ? ", " : "",
                      STR_PRINT(kind->choices[i].columns[c]->heads[0]));
    }
    row_refuse(reader, row->row_line, kind->choices[0].columns[0]->heads[0], STR(""),
               SAY_PLAIN(reader->arena, reader->language, SAY_NONE_OF),
               SAY(reader->arena, reader->language, SAY_NONE_OF_DO, text_str(&sets)));
}

static void orders_check(RowReader *reader, const Csv *row)
{
    const RecordKind *kind = reader->layout->kind;
    for (size_t i = 0; i < kind->order_count; i++) {
        const RecordColumn *const *pair = kind->orders[i].columns;
        if (!set_filled(reader, &kind->orders[i]) ||
            value_of(reader, pair[0])->number <= value_of(reader, pair[1])->number)
            continue;
        size_t cell = (size_t)reader->layout->cells[pair[0] - kind->columns];
        row_refuse(reader, row->row_line, heading_of(reader, cell),
                   str_trim(row->cells[cell].text),
                   SAY(reader->arena, reader->language, SAY_ORDER, pair[1]->heads[0]),
                   SAY_PLAIN(reader->arena, reader->language, SAY_ORDER_DO));
    }
}

/* A share is worked out from its two counts, never taken from the sender. */
static void shares_check(RowReader *reader, const Csv *row)
{
    const RecordKind *kind = reader->layout->kind;
    for (size_t i = 0; i < kind->column_count; i++) {
        const Indicator *indicator = reader->values[i].indicator;
        if (!indicator || !indicator->share)
            continue;
        size_t cell = (size_t)reader->layout->cells[i];
        if (value_of(reader, reader->numerator)->kind == VALUE_NULL ||
            value_of(reader, reader->denominator)->kind == VALUE_NULL)
            row_say(reader, row, cell, heading_of(reader, cell),
                    str_trim(row->cells[cell].text), SAY_SHARE, SAY_SHARE_DO);
    }
}

static bool follows(const Units *units, const Unit *unit, const Unit *other)
{
    for (size_t i = 0; i < unit->successor_count; i++)
        if (str_equal(unit->successors[i], other->id))
            return true;
    return units_continued(units, unit, other);
}

/* The units that the row's unit became, or was made of, as they were in its period. */
static Str units_then(const RowReader *reader)
{
    const Units *units = reader->units;
    Text names = text_open(reader->arena);
    for (size_t i = 0; i < units->count; i++) {
        const Unit *other = &units->items[i];
        if (other == reader->unit || !unit_valid_in(other, reader->period) ||
            !(follows(units, reader->unit, other) || follows(units, other, reader->unit)))
            continue;
        text_addf(&names, "%s%.*s", names.len ? " / " : "", STR_PRINT(other->name));
    }
    return text_str(&names);
}

/* A row falls where its unit was; units come and go on given days. */
static void unit_dates_check(RowReader *reader, const Csv *row)
{
    if (!reader->unit || !reader->has_period || unit_valid_in(reader->unit, reader->period))
        return;
    size_t cell =
        (size_t)reader->layout->cells[reader->unit_column - reader->layout->kind->columns];
    Str seen = str_trim(row->cells[cell].text), then = units_then(reader);
    if (!then.len) {
        row_say(reader, row, cell, heading_of(reader, cell), seen, SAY_UNIT_THEN,
                SAY_UNIT_THEN_DO);
        return;
    }
    int64_t line = row->row_line, place;
    csv_place(row, cell, &line, &place);
    row_refuse(reader, line, heading_of(reader, cell), seen,
               SAY_PLAIN(reader->arena, reader->language, SAY_UNIT_THEN),
               SAY(reader->arena, reader->language, SAY_UNIT_NAMED_DO, then));
}

/* One date mistyped into a later year would make every unit's months until then missing. A
 * day later may have begun where the file was written. */
static void past_check(RowReader *reader, const Csv *row)
{
    const RecordColumn *column = reader->month_column;
    if (!column->past || value_of(reader, column)->number <= reader->today + 1)
        return;
    size_t cell = (size_t)reader->layout->cells[column - reader->layout->kind->columns];
    row_say(reader, row, cell, heading_of(reader, cell), str_trim(row->cells[cell].text),
            SAY_FUTURE, SAY_FUTURE_DO);
}

static void extra_cells_check(RowReader *reader, const Csv *row)
{
    for (size_t i = reader->layout->count; i < row->count; i++)
        if (str_trim(row->cells[i].text).len) {
            row_refuse(reader, row->row_line, STR(""), STR(""),
                       SAY(reader->arena, reader->language, SAY_CELLS,
                           count_text(reader->arena, (int64_t)row->count),
                           count_text(reader->arena, (int64_t)reader->layout->count)),
                       SAY_PLAIN(reader->arena, reader->language, SAY_CELLS_DO));
            return;
        }
}

/* A unit that is none was told before the day was read; now the nearest of that time is. */
static void unit_suggest(RowReader *reader, const Csv *row, size_t before)
{
    const RecordColumn *column = reader->unit_column;
    if (!column || reader->unit)
        return;
    size_t cell = (size_t)reader->layout->cells[column - reader->layout->kind->columns];
    Str near = {"", 0}, text = cell < row->count ? str_trim(row->cells[cell].text) : near;
    for (size_t i = before; text.len && i < reader->findings->count; i++) {
        Finding *finding = &reader->findings->items[i];
        if (!str_equal(finding->column, heading_of(reader, cell)))
            continue;
        near = suggest_unit(reader->arena, reader->units, text,
                            reader->has_period ? &reader->period : NULL);
        if (near.len)
            finding->remedy = SAY(reader->arena, reader->language, SAY_MEANT_DO, near);
        return;
    }
}

/* What stands under no heading is told once a column. */
static void unnamed_check(RowReader *reader, const Csv *row)
{
    for (size_t i = 0; i < row->count && i < reader->layout->count; i++) {
        if (reader->layout->headings[i].len || reader->unnamed[i] ||
            str_trim(row->cells[i].text).len == 0)
            continue;
        reader->unnamed[i] = true;
        findings_add(reader->findings,
                     (Finding){.line = row->row_line,
                               .reason = SAY(reader->arena, reader->language, SAY_UNNAMED,
                                             count_text(reader->arena, (int64_t)i + 1)),
                               .remedy = SAY_PLAIN(reader->arena, reader->language,
                                                   SAY_UNNAMED_DO)});
    }
}

/* False when a cell refuses the file. */
static bool cells_guard(RowReader *reader, const Csv *row)
{
    size_t known = reader->layout->count;
    for (size_t i = 0; i < row->count; i++) {
        GuardClass found = guard_scan(row->cells[i].text, i < known && reader->bares[i]);
        if (found != GUARD_CLEAR && !cell_refuse(reader, row, i, found))
            return false;
    }
    return true;
}

RowFate row_read(RowReader *reader, const Csv *row)
{
    size_t before = reader->findings->count;
    reader->unit = NULL;
    reader->has_period = false;
    reader->period = (Period){PERIOD_MONTH, 0};
    if (!cells_guard(reader, row))
        return ROW_REFUSES_FILE;
    /* a cell with an address is told once, and never as what was read */
    if (reader->findings->count == before) {
        for (size_t i = 0; i < reader->layout->kind->column_count; i++)
            cell_take(reader, row, i);
        if (reader->findings->count > before)
            unit_suggest(reader, row, before);
        extra_cells_check(reader, row);
    }
    if (reader->findings->count == before) {
        choices_check(reader, row);
        orders_check(reader, row);
        if (reader->shares)
            shares_check(reader, row);
        unit_dates_check(reader, row);
        past_check(reader, row);
    }
    /* what came to be known of the row behind its first defect */
    for (size_t i = before; i < reader->findings->count; i++) {
        Finding *finding = &reader->findings->items[i];
        finding->unit = reader->unit ? reader->unit->id : STR("");
        finding->has_month = reader->has_period;
        finding->month = reader->period.first_month;
    }
    bool used = reader->findings->count == before;
    if (reader->unnamed)
        unnamed_check(reader, row);
    return used ? ROW_USED : ROW_REFUSED;
}
