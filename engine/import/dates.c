/* A cell is cut into numbers and words; what stands between them matters only where a year
 * has two digits. So each way of writing is one pattern of numbers and words. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/dates.h"

#include <string.h>

#define PARTS_MOST 4
#define WORD_MOST 16

typedef struct {
    char word[WORD_MOST]; /* lower case; empty for a number */
    int number;           /* -1 for a word */
    size_t width;         /* of a number */
    bool joined;          /* a dash or apostrophe stands before it */
} Part;

typedef struct {
    Part items[PARTS_MOST];
    size_t count;
} Parts;

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

static bool is_dash(uint32_t rune)
{
    return rune == '-' || rune == '\'' || rune == 0x2212 || rune == 0x2019 ||
           (rune >= 0x2010 && rune <= 0x2015);
}

static bool is_gap(uint32_t rune)
{
    return rune == ' ' || rune == 0xA0 || rune == 0x2009 || rune == 0x202F || rune == '.' ||
           rune == ',' || rune == '/' || is_dash(rune);
}

/* a to z and the Latin letters of two bytes, as lower case; 0 for anything else. */
static uint32_t letter_of(uint32_t rune)
{
    if ((rune >= 'A' && rune <= 'Z') || (rune >= 0xC0 && rune <= 0xDE))
        return rune + 32;
    return (rune >= 'a' && rune <= 'z') || (rune >= 0xDF && rune <= 0xFF) ? rune : 0;
}

static bool part_add_digit(Part *part, uint32_t digit)
{
    if (part->width++ == 8)
        return false;
    part->number = part->number * 10 + (int)(digit - '0');
    return true;
}

static bool part_add_letter(Part *part, uint32_t letter)
{
    size_t len = strlen(part->word);
    if (len + 3 > WORD_MOST)
        return false;
    if (letter >= 0x80)
        part->word[len++] = (char)(0xC0 | (letter >> 6));
    part->word[len] = (char)(letter >= 0x80 ? 0x80 | (letter & 0x3F) : letter);
    return true;
}

static bool parts_read(Str text, Parts *parts)
{
    Part *part = NULL;
    bool joined = false;
    *parts = (Parts){0};
    for (size_t offset = 0; offset < text.len;) {
        uint32_t rune = utf8_next(text, &offset), letter = letter_of(rune);
        bool digit = rune >= '0' && rune <= '9';
        if (!digit && !letter) {
            if (!is_gap(rune))
                return false;
            joined = is_dash(rune);
            part = NULL;
            continue;
        }
        if (!part || digit == (part->word[0] != 0)) {
            if (parts->count == PARTS_MOST)
                return false;
            part = &parts->items[parts->count++];
            *part = (Part){.number = digit ? 0 : -1, .joined = joined};
            joined = false;
        }
        if (digit ? !part_add_digit(part, rune) : !part_add_letter(part, letter))
            return false;
    }
    return parts->count > 0;
}

/* 1 to 12 for "mars", "mar", "sept", "March"; else 0. */
static int month_of(const char *word)
{
    static const char *const months[][2] = {
        {"januari", "january"}, {"februari", "february"}, {"mars", "march"},
        {"april", "april"},     {"maj", "may"},           {"juni", "june"},
        {"juli", "july"},       {"augusti", "august"},    {"september", "september"},
        {"oktober", "october"}, {"november", "november"}, {"december", "december"}};
    size_t len = strlen(word);
    for (int m = 0; m < 12 && len >= 3; m++)
        for (int l = 0; l < 2; l++)
            if (strcmp(word, months[m][l]) == 0 || ((len == 3 || (len == 4 && m == 8)) &&
                                                    strncmp(word, months[m][l], len) == 0))
                return m + 1;
    return 0;
}

/* Of four digits, or of two where `short_too`; -1 for none. */
static int year_of(const Part *part, bool short_too)
{
    if (part->number < 0 || (part->width != 4 && !(short_too && part->width == 2)))
        return -1;
    return part->width == 4 ? part->number
                            : part->number + (part->number < 70 ? 2000 : 1900);
}

static bool day_of(int year, int month, int day_of_month, int32_t *day)
{
    if (!day_valid(year, month, day_of_month))
        return false;
    *day = day_from(year, month, day_of_month);
    return true;
}

bool date_find(Str text, int32_t *day, DateForm *form)
{
    static const Str midnights[] = {{" 00:00:00", 9}, {" 00:00", 6}, {"T00:00:00", 9}};
    Parts parts;
    const Part *items = parts.items;
    *form = DATE_ISO;
    if (day_parse_iso(text, day))
        return true;
    for (size_t i = 0; i < sizeof midnights / sizeof *midnights; i++)
        if (str_ends(text, midnights[i]))
            return day_parse_iso(str_slice(text, 0, text.len - midnights[i].len), day);
    int whole = digits(text);
    if (whole >= 0 && (text.len == 8 || text.len == 6)) {
        *form = text.len == 8 ? DATE_COMPACT : DATE_SHORT;
        int year = whole / 10000;
        if (*form == DATE_SHORT)
            year += year < 70 ? 2000 : 1900;
        return day_of(year, whole / 100 % 100, whole % 100, day);
    }
    if (!parts_read(text, &parts) || parts.count != 3)
        return false;
    if (items[0].number >= 0 && items[0].width <= 2 && items[2].width == 4) {
        int month = items[1].word[0] ? month_of(items[1].word) : items[1].number;
        *form = items[1].word[0] ? DATE_WORDS : DATE_DAY_FIRST;
        return day_of(items[2].number, month, items[0].number, day);
    }
    *form = DATE_YEAR_FIRST;
    return items[0].width == 4 && items[1].number >= 0 && items[2].number >= 0 &&
           day_of(items[0].number, items[1].number, items[2].number, day);
}

bool date_is_two(Str text, int32_t days[2])
{
    Parts parts;
    size_t slashes = 0;
    for (size_t i = 0; i < text.len; i++)
        slashes += text.ptr[i] == '/';
    if (slashes != 2 || !parts_read(text, &parts) || parts.count != 3)
        return false;
    const Part *items = parts.items;
    int one = items[0].number, other = items[1].number, year = items[2].number;
    return one >= 1 && one <= 12 && other >= 1 && other <= 12 && one != other &&
           items[2].width == 4 && day_of(year, other, one, &days[0]) &&
           day_of(year, one, other, &days[1]);
}

typedef struct {
    const char *word;
    PeriodKind kind;
    int index; /* 0: a number behind the word says which */
} PeriodWord;

static const PeriodWord *period_word(const char *word)
{
    static const PeriodWord words[] = {
        {"q", PERIOD_QUARTER, 0},       {"kv", PERIOD_QUARTER, 0},
        {"kvartal", PERIOD_QUARTER, 0}, {"quarter", PERIOD_QUARTER, 0},
        {"t", PERIOD_TERTIAL, 0},       {"tertial", PERIOD_TERTIAL, 0},
        {"h", PERIOD_HALF, 0},          {"halvår", PERIOD_HALF, 0},
        {"vt", PERIOD_HALF, 1},         {"vårterminen", PERIOD_HALF, 1},
        {"ht", PERIOD_HALF, 2},         {"höstterminen", PERIOD_HALF, 2},
        {"år", PERIOD_YEAR, 1},         {"helår", PERIOD_YEAR, 1},
        {"year", PERIOD_YEAR, 1}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i].word) == 0)
            return &words[i];
    return NULL;
}

static bool period_make(PeriodKind kind, int year, int index, Period *period)
{
    if (year < 1 || index < 1 || index > 12 / period_months(kind))
        return false;
    *period = (Period){kind, 12 * year + (index - 1) * period_months(kind)};
    return true;
}

/* A word, perhaps with its number, and a year before or behind it. */
bool period_find(Str text, Period *period)
{
    Parts parts;
    int whole = digits(text);
    if (period_parse(text, period))
        return true;
    if (text.len == 6 && whole >= 0)
        return whole / 100 >= 1990 && whole / 100 <= 2100 &&
               period_make(PERIOD_MONTH, whole / 100, whole % 100, period);
    if (!parts_read(text, &parts) || parts.count < 2)
        return false;
    bool year_first = parts.items[0].number >= 0;
    const Part *name = &parts.items[year_first];
    const Part *year_part = &parts.items[year_first ? 0 : parts.count - 1];
    const PeriodWord *word = period_word(name->word);
    int month = month_of(name->word);
    bool numbered = word && word->index == 0;
    if (name->number >= 0 || (!word && !month) || parts.count != (numbered ? 3u : 2u))
        return false;
    bool short_too = !year_first && ((month && year_part->joined) ||
                                     (word && word->kind == PERIOD_HALF && word->index));
    int year = year_of(year_part, short_too);
    if (month)
        return period_make(PERIOD_MONTH, year, month, period);
    int index = numbered ? name[1].number : word->index;
    return period_make(word->kind, year, index, period);
}

bool date_serial(Str text, int *serial)
{
    Str whole, time;
    if (!str_cut(text, ',', &whole, &time))
        (void)str_cut(text, '.', &whole, &time);
    *serial = digits(whole);
    for (size_t i = 0; i < time.len; i++)
        if (time.ptr[i] < '0' || time.ptr[i] > '9')
            return false;
    return whole.len == 5 && *serial >= 32874 && *serial <= 73050;
}

/* Day 1 is 1 January 1900, of a year that spreadsheets wrongly take for a leap year; of
 * those that begin in 1904 day 0 is 1 January. */
int32_t serial_day(int serial, bool from_1904)
{
    return from_1904 ? day_from(1904, 1, 1) + serial : day_from(1899, 12, 30) + serial;
}

bool date_is_week(Str text)
{
    static const char *const words[] = {"v", "vecka", "veckor", "w", "week"};
    Parts parts;
    bool named = false;
    if (!parts_read(text, &parts) || parts.count < 2)
        return false;
    for (size_t i = 0; i < parts.count; i++) {
        const Part *part = &parts.items[i];
        bool is_name = false;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            is_name = is_name || strcmp(part->word, words[w]) == 0;
        if (part->number < 0 && !is_name)
            return false;
        named = named || is_name;
    }
    return named;
}

/* Most cells are told by where their dash stands. */
bool date_of_numbers(Str text, int *first, int *second)
{
    Parts parts;
    if (text.len < 5 || text.len > 10)
        return false;
    size_t dash = text.ptr[0] >= '0' && text.ptr[0] <= '9' ? 1 : 3;
    if ((text.ptr[dash] != '-' && text.ptr[dash + 1] != '-') || !parts_read(text, &parts) ||
        parts.count != 2 || !parts.items[1].joined)
        return false;
    const Part *day = &parts.items[parts.items[0].word[0] ? 1 : 0];
    const Part *month = &parts.items[parts.items[0].word[0] ? 0 : 1];
    if (day->width == 0 || day->width > 2 || !month_of(month->word) ||
        strlen(month->word) > 4)
        return false;
    *first = day == parts.items ? day->number : month_of(month->word);
    *second = day == parts.items ? month_of(month->word) : day->number;
    return true;
}
