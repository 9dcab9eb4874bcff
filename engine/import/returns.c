/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/returns.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/import/dates.h"
#include "engine/base/guard.h"
#include "engine/import/words.h"

typedef struct {
    Arena *arena;
    const Returns *returns;
    Text text;
    bool begun; /* a cell stands on the line already */
} List;

static bool is_number(Str cell)
{
    int64_t number;
    return number_parse(cell, 9, false, &number) == NUMBER_OK ||
           number_parse(cell, 9, true, &number) == NUMBER_OK;
}

/* A spreadsheet takes a text that begins like this for a formula. */
static bool is_formula(Str cell)
{
    return cell.len && strchr("=+-@\t\r\n", cell.ptr[0]) && !is_number(cell);
}

static void cell_add(List *list, Str cell)
{
    bool quoted = false;
    for (size_t i = 0; i < cell.len; i++)
        quoted = quoted || strchr(";\"\r\n", cell.ptr[i]);
    if (list->begun)
        text_add_byte(&list->text, ';');
    list->begun = true;
    if (quoted)
        text_add_byte(&list->text, '"');
    if (is_formula(cell))
        text_add_byte(&list->text, '\'');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"')
            text_add_byte(&list->text, '"');
        text_add_byte(&list->text, cell.ptr[i]);
    }
    if (quoted)
        text_add_byte(&list->text, '"');
}

static void line_end(List *list)
{
    text_add(&list->text, STR("\r\n"));
    list->begun = false;
}

static Str say(const List *list, Phrase phrase)
{
    return SAY_PLAIN(list->arena, list->returns->language, phrase);
}

/* What could point at a person is not repeated. */
static Str safe(const List *list, Str text)
{
    bool objected = guard_scan(text, false) != GUARD_CLEAR || guard_delicate(text);
    return objected ? say(list, SAY_HIDDEN) : text;
}

static const RecordColumn *column_of(const Layout *layout, size_t cell)
{
    int column = cell < layout->count ? layout->columns[cell] : -1;
    return column < 0 ? NULL : &layout->kind->columns[column];
}

/* Whose cells may be repeated. */
static bool is_shown(const RecordColumn *column)
{
    return column && column->type != COLUMN_KEY && column->type != COLUMN_TEXT;
}

static bool is_made_of_digits(const RecordColumn *column)
{
    return column->type == COLUMN_DATE || column->type == COLUMN_PERIOD ||
           column->type == COLUMN_NUMBER;
}

static bool has_digit(Str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (unsigned char)c == 0xC3 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A letter and a digit behind it, perhaps with a dash between: "F-12", "K04". */
static bool has_key_form(Str text)
{
    for (size_t i = 0; i + 1 < text.len; i++) {
        size_t next = text.ptr[i + 1] == '-' && i + 2 < text.len ? i + 2 : i + 1;
        if (is_letter(text.ptr[i]) && text.ptr[next] >= '0' && text.ptr[next] <= '9')
            return true;
    }
    return false;
}

/* What is no value of its column, and so may be a key gone astray: a word with a digit in
 * it where words stand, and where numbers and days stand what has the form of a key. */
static bool is_like_key(const RecordColumn *column, Str text)
{
    Period period;
    if (!has_digit(text) || !is_made_of_digits(column))
        return has_digit(text);
    bool begins = is_letter(text.ptr[0]) || has_key_form(text);
    return begins && !date_is_week(text) && !period_find(text, &period);
}

/* What was read and is wrong, as far as it may be repeated. */
static Str shown_wrong(const List *list, const RecordColumn *column, Str text)
{
    if (text.len && (!is_shown(column) || is_like_key(column, text)))
        return say(list, SAY_HIDDEN);
    return safe(list, text);
}

static const RecordColumn *column_named(const Layout *layout, Str heading, size_t *cell)
{
    for (size_t i = 0; i < layout->count; i++)
        if (heading.len && str_equal(layout->headings[i], heading)) {
            *cell = i;
            return column_of(layout, i);
        }
    *cell = layout->count;
    return NULL;
}

static List list_open(Arena *arena, const Returns *returns)
{
    static const Phrase heads[] = {SAY_RETURN_LINE, SAY_RETURN_COLUMN, SAY_RETURN_READ,
                                   SAY_RETURN_WRONG, SAY_RETURN_DO};
    List list = {.arena = arena, .returns = returns, .text = text_open(arena)};
    text_add(&list.text, STR("\xEF\xBB\xBF"));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cell_add(&list, say(&list, heads[i]));
    for (size_t i = 0; returns->layout && i < returns->layout->count; i++)
        if (is_shown(column_of(returns->layout, i)))
            cell_add(&list, safe(&list, returns->layout->headings[i]));
    line_end(&list);
    return list;
}

/* What was found in one row, or by itself. */
typedef struct {
    const Finding *const *items;
    size_t count;
    const Csv *row; /* NULL: no cells are shown */
    bool shifted;   /* nor what was read */
} Found;

static bool is_wrong(const Found *found, Str heading)
{
    for (size_t i = 0; i < found->count; i++)
        if (str_equal(found->items[i]->column, heading))
            return true;
    return false;
}

static void row_add(List *list, const Found *found, bool with_cells)
{
    const Layout *layout = list->returns->layout;
    for (size_t i = 0; i < layout->count; i++) {
        const RecordColumn *column = column_of(layout, i);
        if (!is_shown(column))
            continue;
        bool there = with_cells && found->row && i < found->row->count;
        Str text = there ? str_trim(found->row->cells[i].text) : STR("");
        cell_add(list, is_wrong(found, layout->headings[i])
                           ? shown_wrong(list, column, text)
                           : safe(list, text));
    }
}

/* Our own words, with what they repeat of the file. */
static Str safe_words(const List *list, Str words)
{
    return guard_scan(words, false) == GUARD_CLEAR ? words : say(list, SAY_HIDDEN);
}

static void finding_add(List *list, const Finding *finding, const Found *found)
{
    size_t cell;
    const RecordColumn *column =
        column_named(list->returns->layout, finding->column, &cell);
    bool hidden = finding->refused && found->shifted && finding->seen.len;
    cell_add(list, number_plain(list->arena, AMOUNT_WHOLE(finding->line), 0));
    /* a heading that is none may be anything */
    cell_add(list, !column && has_digit(finding->column) ? say(list, SAY_HIDDEN)
                                                         : safe(list, finding->column));
    cell_add(list,
             hidden ? say(list, SAY_HIDDEN) : shown_wrong(list, column, finding->seen));
    cell_add(list, safe_words(list, finding->reason));
    cell_add(list, safe_words(list, finding->remedy));
    row_add(list, found, finding->refused && !found->shifted);
    line_end(list);
}

static int by_line(const void *a, const void *b)
{
    const Finding *left = *(const Finding *const *)a, *right = *(const Finding *const *)b;
    if (left->line != right->line)
        return left->line < right->line ? -1 : 1;
    return left < right ? -1 : left > right;
}

/* What stands in a cell that is no value of its column, and might be another's: no key at
 * all, a word that is none here, a number or day without digits or like a key. */
static bool is_strange(const Layout *layout, const Finding *finding)
{
    size_t cell;
    const RecordColumn *column = column_named(layout, finding->column, &cell);
    if (!finding->refused || !column)
        return false;
    bool damaged = finding->seen.len && finding->seen.ptr[0] == '#';
    return column->type == COLUMN_KEY ||
           (finding->seen.len && !damaged &&
            (!is_made_of_digits(column) || !has_digit(finding->seen) ||
             is_like_key(column, finding->seen)));
}

/* A row with a cell too many, with two that are strange, or with an address (which is then
 * not read by its columns). */
static bool may_be_shifted(const Layout *layout, const Found *found)
{
    size_t strange = 0;
    for (size_t i = 0; i < found->row->count; i++) {
        Str text = str_trim(found->row->cells[i].text);
        if ((i >= layout->count && text.len) || guard_scan(text, false) >= GUARD_PHONE)
            return true;
    }
    for (size_t i = 0; i < found->count; i++)
        strange += is_strange(layout, found->items[i]);
    return strange > 1;
}

/* What a row is refused for stands with the row's cells, a note by itself. */
static void findings_list(List *list, const Finding *const *items, size_t count)
{
    Csv csv = list->returns->csv;
    size_t at = 0;
    while (at < count && csv_next(&csv)) {
        Found found = {.items = items + at, .row = &csv};
        while (at + found.count < count &&
               (items[at + found.count]->line < csv.line || csv.at >= csv.end))
            found.count++;
        found.shifted = found.count && may_be_shifted(list->returns->layout, &found);
        for (size_t i = 0; i < found.count; i++)
            finding_add(list, found.items[i], &found);
        at += found.count;
    }
    for (Found found = {0}; at < count; at++)
        finding_add(list, items[at], &found);
}

static bool list_store(const List *list, Error *error)
{
    const Returns *returns = list->returns;
    const char *folder = file_join(list->arena, returns->workspace, RETURNS_FOLDER);
    const char *path = file_join(list->arena, folder, str_zero(list->arena, returns->file));
    return file_make_directories(folder, error) &&
           file_replace(path, text_str(&list->text), 0640, error);
}

bool returns_write(Arena *scratch, const Returns *returns, const Findings *findings,
                   Error *error)
{
    if (findings->count == 0) {
        const char *folder = file_join(scratch, returns->workspace, RETURNS_FOLDER);
        file_remove(file_join(scratch, folder, str_zero(scratch, returns->file)));
        return true;
    }
    const Finding **found = ARENA_ARRAY(scratch, findings->count, const Finding *);
    for (size_t i = 0; i < findings->count; i++)
        found[i] = &findings->items[i];
    qsort(found, findings->count, sizeof(Finding *), by_line);
    List list = list_open(scratch, returns);
    findings_list(&list, found, findings->count);
    return list_store(&list, error);
}

bool returns_refuse(Arena *scratch, const Returns *returns, const Refusal *refusal,
                    Error *error)
{
    Returns bare = *returns;
    bare.layout = NULL;
    List list = list_open(scratch, &bare);
    Str line = number_plain(scratch, AMOUNT_WHOLE(refusal->line), 0);
    Str place = number_plain(scratch, AMOUNT_WHOLE(refusal->place), 0);
    cell_add(&list, refusal->line ? line : STR(""));
    cell_add(&list, refusal->column.len ? safe(&list, refusal->column)
                    : refusal->place    ? place
                                        : STR(""));
    cell_add(&list, STR(""));
    cell_add(&list, safe_words(&list, refusal->message));
    cell_add(&list, say(&list, SAY_RETURN_FILE_DO));
    line_end(&list);
    return list_store(&list, error);
}
