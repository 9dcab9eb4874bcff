/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/damage.h"

#include <string.h>

#include "engine/import/dates.h"
#include "engine/base/guard.h"
#include "engine/import/words.h"

static bool say(Arena *arena, Language language, Defect *defect, Phrase reason,
                Phrase remedy)
{
    defect->reason = SAY_PLAIN(arena, language, reason);
    defect->remedy = SAY_PLAIN(arena, language, remedy);
    return true;
}

bool damage_error(Arena *arena, Language language, Str cell, Defect *defect)
{
    static const struct {
        const char *begins;
        Phrase reason, remedy;
    } errors[] = {{"#SAKNAS", SAY_ERROR_MISSING, SAY_ERROR_MISSING_DO},
                  {"#N/A", SAY_ERROR_MISSING, SAY_ERROR_MISSING_DO},
                  {"#DIV", SAY_ERROR_ZERO, SAY_ERROR_ZERO_DO},
                  {"#VÄRDE", SAY_ERROR_VALUE, SAY_ERROR_VALUE_DO},
                  {"#VALUE", SAY_ERROR_VALUE, SAY_ERROR_VALUE_DO},
                  {"#REF", SAY_ERROR_REFERENCE, SAY_ERROR_REFERENCE_DO},
                  {"#NAM", SAY_ERROR_NAME, SAY_ERROR_NAME_DO},
                  {"#OGILTIGT", SAY_ERROR_NUMBER, SAY_ERROR_VALUE_DO},
                  {"#NUM", SAY_ERROR_NUMBER, SAY_ERROR_VALUE_DO},
                  {"##", SAY_ERROR_NARROW, SAY_ERROR_NARROW_DO}};
    if (cell.len < 3 || (cell.ptr[0] != '#' && !str_starts(cell, STR("Err:"))))
        return false;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        size_t len = strlen(errors[i].begins);
        char end = cell.ptr[cell.len - 1];
        bool begins = cell.len >= len && strncmp(cell.ptr, errors[i].begins, len) == 0;
        if (begins && (end == '!' || end == '?' || end == '#' || cell.len == len))
            return say(arena, language, defect, errors[i].reason, errors[i].remedy);
    }
    char end = cell.ptr[cell.len - 1];
    if (cell.ptr[0] == '#' && end != '!' && end != '?')
        return false;
    return say(arena, language, defect, SAY_SHEET_ERROR, SAY_SHEET_ERROR_DO);
}

static bool is_truth(Str cell)
{
    static const char *const words[] = {"SANT", "FALSKT", "TRUE", "FALSE"};
    for (size_t i = 0; cell.len >= 4 && cell.len <= 6 && i < 4; i++)
        if (strlen(words[i]) == cell.len && strncasecmp(cell.ptr, words[i], cell.len) == 0)
            return true;
    return false;
}

/* "1,5E+05", "7E+11": digits, a sign of decimals, E and a sign. */
static bool is_exponent(Str cell)
{
    int64_t number;
    return cell.len >= 4 && cell.ptr[0] >= '0' && cell.ptr[0] <= '9' &&
           (memchr(cell.ptr, 'E', cell.len) || memchr(cell.ptr, 'e', cell.len)) &&
           (memchr(cell.ptr, '+', cell.len) || memchr(cell.ptr, '-', cell.len)) &&
           number_parse(cell, 0, false, &number) == NUMBER_EXPONENT;
}

/* The format asks for more digits than there are, and nothing but digits. */
static bool zeros_lost(Str format, Str cell)
{
    size_t wanted = 0;
    while (wanted < format.len && format.ptr[wanted] == '9')
        wanted++;
    bool digits_only =
        wanted > 0 &&
        (wanted == format.len || (wanted + 1 == format.len && format.ptr[wanted] == '*'));
    for (size_t i = 0; i < cell.len; i++)
        digits_only = digits_only && cell.ptr[i] >= '0' && cell.ptr[i] <= '9';
    return digits_only && cell.len < wanted;
}

bool damage_value(Arena *arena, Language language, const RecordColumn *column, Str cell,
                  Defect *defect)
{
    int first, second;
    bool number = column->type == COLUMN_NUMBER, key = column->type == COLUMN_KEY;
    if (date_of_numbers(cell, &first, &second)) {
        defect->reason = SAY(arena, language, number ? SAY_DATED_NUMBER : SAY_DATED,
                             str_format(arena, "%d-%d", first, second),
                             str_format(arena, "%d.%d", first, second));
        defect->remedy =
            SAY_PLAIN(arena, language, number ? SAY_DATED_NUMBER_DO : SAY_DATED_DO);
        return true;
    }
    if (column->type != COLUMN_TEXT && is_truth(cell))
        return say(arena, language, defect, SAY_TRUTH, SAY_TRUTH_DO);
    if (key && is_exponent(cell))
        return say(arena, language, defect, SAY_EXPONENT, SAY_EXPONENT_KEY_DO);
    if (key && zeros_lost(column->format, cell)) {
        defect->reason = SAY(arena, language, SAY_ZEROS, column->format);
        defect->remedy = SAY_PLAIN(arena, language, SAY_ZEROS_DO);
        return true;
    }
    return false;
}

typedef struct {
    Str sign;
    Str groups[8]; /* of digits */
    char between[8];
    size_t count;
} Grouped;

/* "-1.240.294,00": digits parted by points and commas, and nothing else. */
static bool grouped_read(Str cell, Grouped *grouped)
{
    *grouped = (Grouped){0};
    size_t at = 0;
    if (cell.len && (cell.ptr[0] == '-' || cell.ptr[0] == '+'))
        at = 1;
    grouped->sign = str_slice(cell, 0, at);
    for (size_t from = at; at <= cell.len; at++) {
        char c = at < cell.len ? cell.ptr[at] : 0;
        if (c >= '0' && c <= '9')
            continue;
        if ((c && c != '.' && c != ',') || at == from || grouped->count == 8)
            return false;
        grouped->groups[grouped->count] = str_slice(cell, from, at);
        grouped->between[grouped->count++] = c;
        from = at + 1;
    }
    return grouped->count > 1;
}

/* The first `whole` groups as thousands, what is behind as decimals; empty when the groups
 * are none of thousands. */
static Str reading(Arena *arena, const Grouped *grouped, size_t whole)
{
    Text text = text_open(arena);
    text_add(&text, grouped->sign);
    for (size_t i = 0; i < whole; i++) {
        bool fits = i ? grouped->groups[i].len == 3 && grouped->groups[0].len <= 3 &&
                            grouped->between[i - 1] == grouped->between[0]
                      : true;
        if (!fits)
            return STR("");
        text_add(&text, i ? STR("\xC2\xA0") : STR(""));
        text_add(&text, grouped->groups[i]);
    }
    if (whole < grouped->count) {
        text_add_byte(&text, ',');
        text_add(&text, grouped->groups[whole]);
    }
    return text_str(&text);
}

bool damage_number(Arena *arena, Language language, Str cell, Defect *defect)
{
    Grouped grouped;
    if (guard_scan(cell, true) != GUARD_CLEAR || guard_delicate(cell) ||
        !grouped_read(cell, &grouped))
        return false;
    size_t last = grouped.count - 1;
    bool mixed = last > 1 && grouped.between[last - 1] != grouped.between[0];
    bool zero_first = grouped.groups[0].len > 0 && grouped.groups[0].ptr[0] == '0';
    Str thousands = mixed || zero_first ? STR("") : reading(arena, &grouped, grouped.count);
    Str decimals = mixed || last == 1 ? reading(arena, &grouped, last) : STR("");
    if (thousands.len && decimals.len) {
        defect->reason = SAY_PLAIN(arena, language, SAY_AMBIGUOUS);
        defect->remedy = SAY(arena, language, SAY_EITHER_DO, thousands, decimals);
        return true;
    }
    if (!thousands.len && !decimals.len)
        return false;
    defect->reason = SAY_PLAIN(arena, language, SAY_FOREIGN);
    defect->remedy =
        SAY(arena, language, SAY_READING_DO, thousands.len ? thousands : decimals);
    return true;
}
