/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/cell.h"

#include <string.h>

#include "engine/import/contract.h"
#include "engine/import/vocabulary.h"
#include "engine/import/words.h"

struct CellReader {
    Arena *arena;
    Language language;
    const RecordKind *kind;
    bool point_decimal;
    Vocabulary **vocabularies; /* one for each column that has words, else NULL */
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

/* The whole text as at most eight digits; -1 for anything else. */
static int digits(Str text)
{
    int number = 0;
    if (text.len == 0 || text.len > 8)
        return -1;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return -1;
        number = number * 10 + (text.ptr[i] - '0');
    }
    return number;
}

/* Three numbers with / . - or a space between: 26/3 2018, 26.3.2018, 2018/3/26. */
static bool date_parts(Str text, int parts[3], size_t widths[3])
{
    int count = 0;
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9')
            continue;
        if (i < text.len && !strchr("/.- ", text.ptr[i]))
            return false;
        if (count == 3)
            return false;
        widths[count] = i - from;
        parts[count] = digits(str_slice(text, from, i));
        if (parts[count++] < 0)
            return false;
        from = i + 1;
    }
    return count == 3;
}

/* The ways a Swede writes a day, year in full; midnight behind it is a spreadsheet's. */
static bool date_find(Str text, int32_t *day)
{
    if (day_parse_iso(text, day))
        return true;
    static const Str midnights[] = {{" 00:00:00", 9}, {" 00:00", 6}, {"T00:00:00", 9}};
    for (size_t i = 0; i < sizeof midnights / sizeof *midnights; i++)
        if (str_ends(text, midnights[i]))
            return day_parse_iso(str_slice(text, 0, text.len - midnights[i].len), day);
    int parts[3], whole = digits(text);
    size_t widths[3];
    bool compact = text.len == 8 && whole > 0;
    if (!compact && !date_parts(text, parts, widths))
        return false;
    if (compact) {
        parts[0] = whole / 10000;
        parts[1] = whole / 100 % 100;
        parts[2] = whole % 100;
    } else if (widths[2] == 4 && widths[0] <= 2) {
        int first = parts[0];
        parts[0] = parts[2];
        parts[2] = first;
    } else if (widths[0] != 4) {
        return false;
    }
    if (!day_valid(parts[0], parts[1], parts[2]))
        return false;
    *day = day_from(parts[0], parts[1], parts[2]);
    return true;
}

static bool date_read(const CellReader *reader, Str cell, Value *value, Defect *defect)
{
    int32_t day;
    if (!date_find(cell, &day)) {
        int serial = digits(cell);
        bool is_serial = serial >= 32874 && serial <= 73050; /* 1990 to 2099 */
        return defect_say(reader, defect, SAY_NO_DATE,
                          is_serial ? SAY_SERIAL_DO : SAY_NO_DATE_DO);
    }
    if (day < day_from(1990, 1, 1) || day > day_from(2100, 12, 31))
        return defect_say(reader, defect, SAY_DATE_FAR, SAY_DATE_FAR_DO);
    *value = (Value){.kind = VALUE_NUMBER, .number = day};
    return true;
}

/* 2018-03 and the other ids, "mars 2018", "2018 mars", "mar 2018". */
static bool period_find(Arena *arena, Str cell, Period *period)
{
    static const char *const months[] = {"januari",   "februari", "mars",     "april",
                                         "maj",       "juni",     "juli",     "augusti",
                                         "september", "oktober",  "november", "december"};
    if (period_parse(cell, period))
        return true;
    Str head, tail;
    str_cut(contract_key(arena, cell), ' ', &head, &tail);
    bool year_first = digits(head) >= 0;
    int year = digits(year_first ? head : tail);
    Str name = year_first ? tail : head;
    for (int m = 0; m < 12 && year > 0; m++) {
        Str month = str_from(months[m]);
        if (str_equal(name, month) || (name.len == 3 && str_starts(month, name))) {
            *period = (Period){PERIOD_MONTH, 12 * year + m};
            return true;
        }
    }
    return false;
}

static bool period_read(const CellReader *reader, Str cell, Value *value, Defect *defect)
{
    Period period;
    if (!period_find(reader->arena, cell, &period))
        return defect_say(reader, defect, SAY_NO_PERIOD, SAY_NO_PERIOD_DO);
    if (period_year(period) < 1990 || period_year(period) > 2100)
        return defect_say(reader, defect, SAY_DATE_FAR, SAY_DATE_FAR_DO);
    *value =
        (Value){.kind = VALUE_NUMBER, .number = period.first_month, .period = period.kind};
    return true;
}

static bool number_fault(const CellReader *reader, NumberFault fault, int decimals,
                         Defect *defect)
{
    switch (fault) {
    case NUMBER_OK:
    case NUMBER_EMPTY:
    case NUMBER_NOT_A_NUMBER:
        break;
    case NUMBER_AMBIGUOUS:
        return defect_say(reader, defect, SAY_AMBIGUOUS, SAY_AMBIGUOUS_DO);
    case NUMBER_EXPONENT:
        return defect_say(reader, defect, SAY_EXPONENT, SAY_EXPONENT_DO);
    case NUMBER_TOO_PRECISE:
        defect_say(reader, defect, SAY_PRECISE, SAY_NO_NUMBER_DO);
        defect->remedy =
            SAY(reader->arena, reader->language, SAY_PRECISE_DO,
                number_print(reader->arena, reader->language, AMOUNT_WHOLE(decimals), 0));
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

/* A file with commas between its cells may have either decimal sign: a comma then stands in
 * quotes. A whole number with a point ("1.240") stays ambiguous. */
static bool number_read(const CellReader *reader, const RecordColumn *column, Str cell,
                        Value *value, Defect *defect)
{
    int64_t number;
    NumberFault fault = number_parse(cell, column->decimals, false, &number);
    if (fault == NUMBER_AMBIGUOUS && reader->point_decimal && column->decimals > 0)
        fault = number_parse(cell, column->decimals, true, &number);
    if (fault != NUMBER_OK)
        return number_fault(reader, fault, column->decimals, defect);
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

static bool text_read(const CellReader *reader, const RecordColumn *column, Str cell,
                      Value *value, Defect *defect)
{
    if (column->format.len && !format_fits(column->format, cell)) {
        defect->reason = SAY(reader->arena, reader->language, SAY_FORMAT, column->format);
        defect->remedy = SAY_PLAIN(reader->arena, reader->language, SAY_FORMAT_DO);
        return false;
    }
    for (size_t i = 0; i < cell.len; i++) {
        unsigned char c = (unsigned char)cell.ptr[i];
        if (c < ' ' && c != '\n' && c != '\r' && c != '\t')
            return defect_say(reader, defect, SAY_CONTROL, SAY_CONTROL_DO);
    }
    *value = (Value){.kind = VALUE_TEXT, .text = cell};
    return true;
}

/* "#SAKNAS!", "#DIVISION/0!", "#N/A", "########" */
static bool is_sheet_error(Str cell)
{
    return cell.len > 2 && cell.ptr[0] == '#' &&
           (cell.ptr[cell.len - 1] == '!' || cell.ptr[cell.len - 1] == '?' ||
            cell.ptr[1] == '#' || str_equal(cell, STR("#N/A")));
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
    if (is_sheet_error(cell))
        return defect_say(reader, defect, SAY_SHEET_ERROR, SAY_SHEET_ERROR_DO);
    switch (column->type) {
    case COLUMN_DATE:
        return date_read(reader, cell, value, defect);
    case COLUMN_PERIOD:
        return period_read(reader, cell, value, defect);
    case COLUMN_NUMBER:
        return number_read(reader, column, cell, value, defect);
    case COLUMN_UNIT:
    case COLUMN_GROUP:
    case COLUMN_CATEGORY:
    case COLUMN_INDICATOR:
        return vocabulary_find(reader->vocabularies[index], cell, value, defect);
    case COLUMN_KEY:
    case COLUMN_TEXT:
        return text_read(reader, column, cell, value, defect);
    }
    return false;
}
