/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/cell.h"

#include <string.h>

#include "engine/base/lanes.h"
#include "engine/import/damage.h"
#include "engine/import/dates.h"
#include "engine/import/vocabulary.h"
#include "engine/import/words.h"

/* A day as it was written in ten bytes, and what it was read as. */
typedef struct {
    uint64_t head;
    uint16_t tail;
    bool known;
    int32_t day, month;
} DaySeen;

enum { PLAIN_DIGITS = 9, KEY_MOST = 100 };
enum { DAYS_SEEN = 64 }; /* a power of two, more than a month has days */

struct CellReader {
    Arena *arena;
    Language language;
    const RecordKind *kind;
    bool point_decimal;
    unsigned date_forms;
    Str period_form;
    Vocabulary **vocabularies; /* one for each column that has words, else NULL */
    DaySeen days[DAYS_SEEN];
};

CellReader *cell_reader(Arena *arena, const Workspace *workspace, Language language,
                        const RecordKind *kind, bool point_decimal)
{
    CellReader *reader = ARENA_NEW(arena, CellReader);
    *reader =
        (CellReader){.arena = arena,
                     .language = language,
                     .kind = kind,
                     .point_decimal = point_decimal,
                     .vocabularies = ARENA_ARRAY(arena, kind->column_count, Vocabulary *)};
    for (size_t i = 0; i < kind->column_count; i++) {
        ColumnType type = kind->columns[i].type;
        if (type == COLUMN_UNIT || type == COLUMN_GROUP || type == COLUMN_CATEGORY ||
            type == COLUMN_INDICATOR)
            reader->vocabularies[i] =
                vocabulary_open(arena, workspace, language, &kind->columns[i]);
    }
    return reader;
}

static bool defect_say(const CellReader *reader, Defect *defect, Phrase reason,
                       Phrase remedy)
{
    defect->reason = SAY_PLAIN(reader->arena, reader->language, reason);
    defect->remedy = SAY_PLAIN(reader->arena, reader->language, remedy);
    return false;
}

static bool serial_defect(const CellReader *reader, int serial, Phrase reason,
                          Defect *defect)
{
    defect->reason = SAY_PLAIN(reader->arena, reader->language, reason);
    defect->remedy = SAY(reader->arena, reader->language, SAY_SERIAL_DO,
                         day_iso(reader->arena, serial_day(serial, false)),
                         day_iso(reader->arena, serial_day(serial, true)));
    return false;
}

/* Why a cell is no day, by its cause. */
static bool date_defect(const CellReader *reader, const RecordColumn *column, Str cell,
                        Defect *defect)
{
    Period period;
    int serial, first, second;
    if (date_serial(cell, &serial))
        return serial_defect(reader, serial, SAY_NO_DATE, defect);
    if (date_is_week(cell))
        return defect_say(reader, defect, SAY_WEEK, SAY_NO_DATE_DO);
    if (period_find(cell, &period))
        return defect_say(reader, defect, SAY_PERIOD_NO_DATE, SAY_PERIOD_NO_DATE_DO);
    if (date_of_numbers(cell, &first, &second))
        return defect_say(reader, defect, SAY_NO_YEAR, SAY_NO_DATE_DO);
    if (damage_value(reader->arena, reader->language, column, cell, defect))
        return false;
    return defect_say(reader, defect, SAY_NO_DATE, SAY_NO_DATE_DO);
}

/* Where a day of ten bytes is remembered, by its last two digits and by its month's. */
static DaySeen *day_seen(CellReader *reader, Str cell)
{
    const unsigned char *at = (const unsigned char *)cell.ptr;
    unsigned place = at[9] * 1u + at[8] * 10u + at[6] * 31u + at[5] * 7u;
    return &reader->days[place & (DAYS_SEEN - 1)];
}

static bool date_read(CellReader *reader, const RecordColumn *column, Str cell,
                      Value *value, Defect *defect)
{
    int32_t day;
    DateForm form;
    DaySeen *seen = NULL, key = {.known = true};
    if (cell.len == 10) {
        seen = day_seen(reader, cell);
        key.head = lanes_load(cell.ptr);
        memcpy(&key.tail, cell.ptr + 8, sizeof key.tail);
        if (seen->known && seen->head == key.head && seen->tail == key.tail) {
            *value =
                (Value){.kind = VALUE_NUMBER, .number = seen->day, .month = seen->month};
            return true;
        }
    }
    int32_t two[2];
    if (!date_find(cell, &day, &form))
        return date_defect(reader, column, cell, defect);
    if (form == DATE_DAY_FIRST && date_is_two(cell, two)) {
        defect->reason = SAY_PLAIN(reader->arena, reader->language, SAY_TWO_DAYS);
        defect->remedy =
            SAY(reader->arena, reader->language, SAY_TWO_DAYS_DO,
                day_iso(reader->arena, two[0]), day_iso(reader->arena, two[1]));
        return false;
    }
    if (day < day_from(1990, 1, 1) || day > day_from(2100, 12, 31))
        return defect_say(reader, defect, SAY_DATE_FAR, SAY_DATE_FAR_DO);
    reader->date_forms |= 1u << form;
    key.day = day;
    key.month = day_month_serial(day);
    *value = (Value){.kind = VALUE_NUMBER, .number = day, .month = key.month};
    if (seen)
        *seen = key;
    return true;
}

static bool period_defect(const CellReader *reader, const RecordColumn *column, Str cell,
                          Defect *defect)
{
    int serial;
    int32_t day;
    DateForm form;
    if (date_serial(cell, &serial))
        return serial_defect(reader, serial, SAY_NO_PERIOD, defect);
    if (date_is_week(cell))
        return defect_say(reader, defect, SAY_WEEK, SAY_WEEK_DO);
    if (date_find(cell, &day, &form)) {
        Period month = {PERIOD_MONTH, day_month_serial(day)};
        defect->reason = SAY_PLAIN(reader->arena, reader->language, SAY_DAY_NO_PERIOD);
        defect->remedy = SAY(reader->arena, reader->language, SAY_DAY_NO_PERIOD_DO,
                             period_id(reader->arena, month));
        return false;
    }
    if (damage_value(reader->arena, reader->language, column, cell, defect))
        return false;
    return defect_say(reader, defect, SAY_NO_PERIOD, SAY_NO_PERIOD_DO);
}

static bool period_read(CellReader *reader, const RecordColumn *column, Str cell,
                        Value *value, Defect *defect)
{
    Period period;
    if (!period_find(cell, &period))
        return period_defect(reader, column, cell, defect);
    if (period_year(period) < 1990 || period_year(period) > 2100)
        return defect_say(reader, defect, SAY_DATE_FAR, SAY_DATE_FAR_DO);
    if (reader->period_form.len == 0 && !period_parse(cell, &(Period){0})) {
        Str id = period_id(reader->arena, period);
        reader->period_form =
            str_format(reader->arena, "%.*s (%.*s)", STR_PRINT(cell), STR_PRINT(id));
    }
    *value =
        (Value){.kind = VALUE_NUMBER, .number = period.first_month, .period = period.kind};
    return true;
}

static bool number_fault(const CellReader *reader, NumberFault fault,
                         const RecordColumn *column, Str cell, Defect *defect)
{
    switch (fault) {
    case NUMBER_OK:
    case NUMBER_EMPTY:
        break;
    case NUMBER_NOT_A_NUMBER:
        if (damage_value(reader->arena, reader->language, column, cell, defect))
            return false;
        break;
    case NUMBER_AMBIGUOUS:
        if (damage_number(reader->arena, reader->language, cell, defect))
            return false;
        return defect_say(reader, defect, SAY_AMBIGUOUS, SAY_AMBIGUOUS_DO);
    case NUMBER_EXPONENT:
        return defect_say(reader, defect, SAY_EXPONENT, SAY_EXPONENT_DO);
    case NUMBER_TOO_PRECISE:
        if (column->decimals == 0)
            return defect_say(reader, defect, SAY_NOT_WHOLE, SAY_NOT_WHOLE_DO);
        defect_say(reader, defect, SAY_PRECISE, SAY_NO_NUMBER_DO);
        defect->remedy = SAY(reader->arena, reader->language, SAY_PRECISE_DO,
                             number_print(reader->arena, reader->language,
                                          AMOUNT_WHOLE(column->decimals), 0));
        return false;
    case NUMBER_TOO_LARGE:
        defect->remedy = SAY_PLAIN(reader->arena, reader->language, SAY_BOUND_DO);
        defect->reason =
            SAY(reader->arena, reader->language, SAY_TOO_LARGE,
                number_print(reader->arena, reader->language, AMOUNT_WHOLE(INT64_MAX), 0));
        return false;
    }
    return defect_say(reader, defect, SAY_NO_NUMBER, SAY_NO_NUMBER_DO);
}

static bool bound_defect(const CellReader *reader, const RecordColumn *column,
                         Phrase phrase, int64_t bound, Defect *defect)
{
    int64_t scale = 1;
    for (int i = 0; i < column->decimals; i++)
        scale *= 10;
    Amount amount = amount_of(bound, scale);
    Str shown = number_print(reader->arena, reader->language, amount,
                             amount_decimals(amount, column->decimals));
    defect->reason = SAY(reader->arena, reader->language, phrase, shown);
    defect->remedy = SAY_PLAIN(reader->arena, reader->language, SAY_BOUND_DO);
    return false;
}

/* "1,240": a comma and three digits behind one to three, which elsewhere are thousands. */
static bool like_thousands(Str cell)
{
    Str whole, behind;
    if (cell.len < 5 || cell.len > 8 || cell.ptr[cell.len - 4] != ',' ||
        !str_cut(cell, ',', &whole, &behind))
        return false;
    size_t sign = whole.len && (whole.ptr[0] == '-' || whole.ptr[0] == '+');
    bool digits = whole.len > sign && whole.len - sign <= 3 && whole.ptr[sign] != '0';
    for (size_t i = sign; i < whole.len; i++)
        digits = digits && whole.ptr[i] >= '0' && whole.ptr[i] <= '9';
    for (size_t i = 0; i < behind.len; i++)
        digits = digits && behind.ptr[i] >= '0' && behind.ptr[i] <= '9';
    return digits;
}

/* Nearly every number: a few digits and nothing else. */
static bool plain_number(Str cell, int64_t *number)
{
    int64_t read = 0;
    if (cell.len == 0 || cell.len > PLAIN_DIGITS)
        return false;
    for (size_t i = 0; i < cell.len; i++) {
        unsigned digit = (unsigned)(unsigned char)cell.ptr[i] - '0';
        if (digit > 9)
            return false;
        read = read * 10 + digit;
    }
    *number = read;
    return true;
}

/* A file with commas between its cells may have either decimal sign: a comma then stands in
 * quotes. A whole number with a point or comma before three digits ("1.240") is ambiguous.
 */
NumberFault cell_number(const CellReader *reader, size_t index, Str cell, int64_t *number)
{
    const RecordColumn *column = &reader->kind->columns[index];
    if (column->decimals == 0 && plain_number(cell, number))
        return NUMBER_OK;
    if ((column->decimals == 0 || reader->point_decimal) && like_thousands(cell))
        return NUMBER_AMBIGUOUS;
    NumberFault fault = number_parse(cell, column->decimals, false, number);
    if (fault == NUMBER_AMBIGUOUS && reader->point_decimal && column->decimals > 0)
        fault = number_parse(cell, column->decimals, true, number);
    return fault;
}

unsigned cell_date_forms(const CellReader *reader)
{
    return reader->date_forms;
}

Str cell_period_form(const CellReader *reader)
{
    return reader->period_form;
}

static bool number_read(const CellReader *reader, size_t index, Str cell, Value *value,
                        Defect *defect)
{
    const RecordColumn *column = &reader->kind->columns[index];
    int64_t number;
    if (column->decimals == 0 && cell.ptr[cell.len - 1] == '%')
        return defect_say(reader, defect, SAY_PERCENT, SAY_PERCENT_DO);
    NumberFault fault = cell_number(reader, index, cell, &number);
    if (fault != NUMBER_OK)
        return number_fault(reader, fault, column, cell, defect);
    if (column->has_least && number < column->least)
        return bound_defect(reader, column, SAY_TOO_SMALL, column->least, defect);
    if (column->has_most && number > column->most)
        return bound_defect(reader, column, SAY_TOO_LARGE, column->most, defect);
    *value = (Value){.kind = VALUE_NUMBER, .number = number};
    return true;
}

/* 9 a digit, A a letter, * anything more, else itself. */
static bool format_fits(Str format, Str key)
{
    size_t at = 0;
    for (size_t i = 0; i < format.len; i++) {
        char wanted = format.ptr[i];
        if (wanted == '*')
            return true;
        if (at >= key.len)
            return false;
        char c = key.ptr[at++];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (wanted == '9' ? c < '0' || c > '9' : wanted == 'A' ? !letter : c != wanted)
            return false;
    }
    return at == key.len;
}

/* What is not seen makes two keys of one. */
static bool has_unseen(Str cell)
{
    for (size_t offset = 0; offset < cell.len;) {
        if ((unsigned char)cell.ptr[offset] < 0x80) {
            offset++;
            continue;
        }
        uint32_t rune = utf8_next(cell, &offset);
        if (rune == 0xAD || (rune >= 0x200B && rune <= 0x200F) || rune == 0x2060 ||
            rune == 0xFEFF)
            return true;
    }
    return false;
}

/* Line ends and tabs are none. */
static bool has_control(Str cell)
{
    uint64_t marks = 0;
    for (size_t at = 0; at < cell.len; at += 8)
        marks |= lanes_control(lanes_load_spaced(cell.ptr + at, cell.len - at));
    for (size_t i = 0; marks && i < cell.len; i++) {
        unsigned char c = (unsigned char)cell.ptr[i];
        if (c < ' ' && c != '\n' && c != '\r' && c != '\t')
            return true;
    }
    return false;
}

static bool text_read(const CellReader *reader, const RecordColumn *column, Str cell,
                      Value *value, Defect *defect)
{
    bool fits = column->format.len && format_fits(column->format, cell);
    if (!fits && damage_value(reader->arena, reader->language, column, cell, defect))
        return false;
    if (column->format.len && !fits) {
        defect->reason = SAY(reader->arena, reader->language, SAY_FORMAT, column->format);
        defect->remedy = SAY_PLAIN(reader->arena, reader->language, SAY_FORMAT_DO);
        return false;
    }
    bool key = column->type == COLUMN_KEY;
    if (key && cell.len > KEY_MOST)
        return defect_say(reader, defect, SAY_KEY_LONG, SAY_KEY_LONG_DO);
    if (has_control(cell) || (key && has_unseen(cell)))
        return defect_say(reader, defect, SAY_CONTROL, SAY_CONTROL_DO);
    *value = (Value){.kind = VALUE_TEXT, .text = cell};
    return true;
}

static bool empty_read(const CellReader *reader, const RecordColumn *column, Value *value,
                       Defect *defect)
{
    if (column->required)
        return defect_say(reader, defect, SAY_EMPTY, SAY_EMPTY_DO);
    *value = column->type == COLUMN_GROUP ? (Value){.kind = VALUE_TEXT, .text = STR("all")}
                                          : (Value){.kind = VALUE_NULL};
    return true;
}

/* Most cells begin and end with a plain character, which is told by two bytes. */
static Str cell_trim(Str cell)
{
    if (cell.len == 0)
        return cell;
    unsigned char first = (unsigned char)cell.ptr[0];
    unsigned char last = (unsigned char)cell.ptr[cell.len - 1];
    bool plain =
        first > ' ' && (first < 0x80 || first == 0xC3) && last > ' ' && last < 0x80;
    return plain ? cell : str_trim(cell);
}

bool cell_read(CellReader *reader, size_t index, Str cell, Value *value, Defect *defect)
{
    const RecordColumn *column = &reader->kind->columns[index];
    cell = cell_trim(cell);
    if (cell.len == 0)
        return empty_read(reader, column, value, defect);
    if ((cell.ptr[0] == '#' || cell.ptr[0] == 'E') &&
        damage_error(reader->arena, reader->language, cell, defect))
        return false;
    bool formula = cell.ptr[0] == '=' || (cell.ptr[0] == '@' && column->type == COLUMN_KEY);
    if (formula && column->type != COLUMN_TEXT)
        return defect_say(reader, defect, SAY_FORMULA, SAY_FORMULA_DO);
    switch (column->type) {
    case COLUMN_DATE:
        return date_read(reader, column, cell, value, defect);
    case COLUMN_PERIOD:
        return period_read(reader, column, cell, value, defect);
    case COLUMN_NUMBER:
        return number_read(reader, index, cell, value, defect);
    case COLUMN_UNIT:
    case COLUMN_GROUP:
    case COLUMN_CATEGORY:
    case COLUMN_INDICATOR:
        if (vocabulary_find(reader->vocabularies[index], cell, value, defect))
            return true;
        (void)damage_value(reader->arena, reader->language, column, cell, defect);
        return false;
    case COLUMN_KEY:
    case COLUMN_TEXT:
        return text_read(reader, column, cell, value, defect);
    }
    return false;
}
