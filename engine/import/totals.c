/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/totals.h"

#include <string.h>

#include "engine/import/words.h"

Totals totals_open(RowReader *reader)
{
    const Layout *layout = reader->layout;
    const RecordKind *kind = layout->kind;
    Totals totals = {.reader = reader,
                     .sums = ARENA_ARRAY(reader->arena, kind->column_count, ColumnSum)};
    for (size_t i = 0; i < kind->column_count; i++)
        if (kind->columns[i].type == COLUMN_NUMBER && layout->cells[i] >= 0)
            totals.sums[totals.count++].column = i;
    return totals;
}

static Str cell_text(const Csv *row, size_t cell)
{
    return cell < row->count ? str_trim(row->cells[cell].text) : STR("");
}

static const RecordColumn *column_of(const Totals *totals, size_t cell, size_t *index)
{
    const Layout *layout = totals->reader->layout;
    int column = cell < layout->count ? layout->columns[cell] : -1;
    *index = column < 0 ? 0 : (size_t)column;
    return column < 0 ? NULL : &layout->kind->columns[column];
}

static void sum_add(ColumnSum *sum, int64_t number)
{
    sum->overflow = __builtin_add_overflow(sum->all, number, &sum->all) ||
                    __builtin_add_overflow(sum->since, number, &sum->since) ||
                    sum->overflow;
}

void totals_add(Totals *totals, const Csv *row, bool used)
{
    const RowReader *reader = totals->reader;
    totals->rows++;
    totals->rows_since++;
    for (size_t i = 0; i < totals->count; i++) {
        ColumnSum *sum = &totals->sums[i];
        const Value *value = &reader->values[sum->column];
        int64_t number;
        if (used) {
            if (value->kind == VALUE_NUMBER)
                sum_add(sum, value->number);
            continue;
        }
        Str text = cell_text(row, (size_t)reader->layout->cells[sum->column]);
        if (text.len == 0)
            continue;
        if (cell_number(reader->cells, sum->column, text, &number) == NUMBER_OK)
            sum_add(sum, number);
        else
            sum->unread++;
    }
}

/* The first word of the cell, a colon behind it aside. */
static bool is_total_word(Str cell)
{
    static const char *const words[] = {"summa",     "totalt",   "total",
                                        "s:a",       "sum",      "delsumma",
                                        "slutsumma", "subtotal", "totalsumma"};
    size_t len = 0;
    while (len < cell.len && cell.ptr[len] != ' ')
        len++;
    if (len > 1 && cell.ptr[len - 1] == ':')
        len--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && strncasecmp(cell.ptr, words[i], len) == 0)
            return true;
    return false;
}

/* A number, or what a spreadsheet shows in place of one. */
static bool is_number_like(Str cell)
{
    int64_t number;
    NumberFault fault = number_parse(cell, 0, false, &number);
    return fault != NUMBER_NOT_A_NUMBER || cell.ptr[0] == '#';
}

/* The first cell that holds something, and how many others do; false for none at all. */
static bool first_filled(const Csv *row, size_t *first, size_t *others)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++) {
        const Str *text = &row->cells[i].text;
        if (text->len == 0 || str_trim(*text).len == 0)
            continue;
        if (filled++ == 0)
            *first = i;
    }
    *others = filled ? filled - 1 : 0;
    return filled > 0;
}

static bool is_word_column(const RecordColumn *column)
{
    return column && column->type != COLUMN_KEY && column->type != COLUMN_TEXT;
}

/* Does the cell hold a value of its column, as far as that can be told? */
static bool is_value(const Totals *totals, const Csv *row, size_t cell)
{
    Value value;
    Defect defect;
    size_t index;
    const RecordColumn *column = column_of(totals, cell, &index);
    return is_word_column(column) &&
           cell_read(totals->reader->cells, index, cell_text(row, cell), &value, &defect);
}

static bool required_filled(const Totals *totals, const Csv *row)
{
    const Layout *layout = totals->reader->layout;
    for (size_t i = 0; i < layout->kind->column_count; i++)
        if (layout->kind->columns[i].required &&
            cell_text(row, (size_t)layout->cells[i]).len == 0)
            return false;
    return true;
}

/* "Summa;;;1 234": the word first, then numbers alone, in a row that could be no record. */
static bool is_total(const Totals *totals, const Csv *row, size_t first)
{
    size_t index;
    unsigned char begins = (unsigned char)(cell_text(row, first).ptr[0] | 0x20);
    if ((begins != 's' && begins != 't' && begins != 'd') ||
        !is_total_word(cell_text(row, first)))
        return false;
    for (size_t i = first + 1; i < row->count; i++) {
        Str text = cell_text(row, i);
        if (text.len && !is_number_like(text))
            return false;
    }
    if (is_value(totals, row, first))
        return false;
    return is_word_column(column_of(totals, first, &index)) ||
           !required_filled(totals, row);
}

/* "Källa: verksamhetssystemet.": words in the first cell and nothing else. A key or half a
 * record is none. */
static bool is_note(const Totals *totals, const Csv *row, size_t first, size_t others)
{
    Str text = cell_text(row, first);
    size_t letters = 0, digits = 0;
    if (first > 0 || others > 0 || totals->reader->layout->count < 2)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        letters += c >= 0xC0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        digits += c >= '0' && c <= '9';
    }
    bool words = memchr(text.ptr, ' ', text.len) != NULL || digits == 0;
    return letters > 2 && letters > digits && words && !is_value(totals, row, first);
}

/* Looks ahead for a row that is neither, once for many. */
static bool rows_follow(Totals *totals, const Csv *row)
{
    if (totals->ended || row->row_line < totals->data_line)
        return !totals->ended;
    Csv ahead = *row;
    ahead.cells = NULL;
    ahead.count = ahead.capacity = 0;
    while (csv_next(&ahead)) {
        size_t first, others;
        if (!first_filled(&ahead, &first, &others) || is_total(totals, &ahead, first) ||
            is_note(totals, &ahead, first, others))
            continue;
        totals->data_line = ahead.row_line;
        return true;
    }
    totals->ended = !ahead.unclosed;
    return !totals->ended;
}

static int64_t distance(int64_t a, int64_t b)
{
    int64_t between;
    if (__builtin_sub_overflow(a, b, &between) || between == INT64_MIN)
        return INT64_MAX;
    return between < 0 ? -between : between;
}

static void total_differs(Totals *totals, const Csv *row, size_t cell, const ColumnSum *sum,
                          int64_t rows_give)
{
    const RowReader *reader = totals->reader;
    const RecordColumn *column = &reader->layout->kind->columns[sum->column];
    int64_t line, place, scale = 1;
    csv_place(row, cell, &line, &place);
    for (int i = 0; i < column->decimals; i++)
        scale *= 10;
    Amount amount = amount_of(rows_give, scale);
    Str shown = number_print(reader->arena, reader->language, amount,
                             amount_decimals(amount, column->decimals));
    Str unread =
        number_print(reader->arena, reader->language, AMOUNT_WHOLE(sum->unread), 0);
    findings_add(
        reader->findings,
        (Finding){.line = line,
                  .column = reader->layout->headings[cell],
                  .seen = cell_text(row, cell),
                  .reason = SAY(reader->arena, reader->language, SAY_TOTAL_OTHER, shown),
                  .remedy = sum->unread ? SAY(reader->arena, reader->language,
                                              SAY_TOTAL_UNREAD_DO, unread)
                                        : SAY_PLAIN(reader->arena, reader->language,
                                                    SAY_TOTAL_OTHER_DO)});
}

typedef enum { CHECK_NONE, CHECK_RIGHT, CHECK_WRONG } Check;

/* One number of a total. What stands elsewhere than under numbers may be a count of rows.
 */
static Check total_check(Totals *totals, const Csv *row, size_t cell)
{
    size_t index;
    int64_t number;
    Str text = cell_text(row, cell);
    const RecordColumn *column = column_of(totals, cell, &index);
    if (!column || column->type != COLUMN_NUMBER)
        return number_parse(text, 0, false, &number) == NUMBER_OK &&
                       (number == totals->rows || number == totals->rows_since)
                   ? CHECK_RIGHT
                   : CHECK_NONE;
    ColumnSum *sum = totals->sums;
    while (sum->column != index)
        sum++;
    if (sum->overflow)
        return CHECK_NONE;
    bool read = cell_number(totals->reader->cells, index, text, &number) == NUMBER_OK;
    if (read && (number == sum->all || number == sum->since))
        return CHECK_RIGHT;
    bool of_all = !read || totals->rows_since == 0 ||
                  distance(number, sum->all) <= distance(number, sum->since);
    total_differs(totals, row, cell, sum, of_all ? sum->all : sum->since);
    return CHECK_WRONG;
}

static void total_take(Totals *totals, const Csv *row, size_t first)
{
    Check worst = CHECK_NONE;
    for (size_t i = first + 1; i < row->count; i++) {
        Check check = cell_text(row, i).len ? total_check(totals, row, i) : CHECK_NONE;
        worst = check > worst ? check : worst;
    }
    totals->right += worst == CHECK_RIGHT;
    totals->wrong += worst == CHECK_WRONG;
    totals->unchecked += worst == CHECK_NONE;
    totals->rows_since = 0;
    for (size_t i = 0; i < totals->count; i++)
        totals->sums[i].since = 0;
}

/* No space of any kind begins with this byte. */
static bool is_plain(unsigned char byte)
{
    return byte > ' ' && (byte < 0x80 || byte == 0xC3);
}

/* Nearly every row is one of the table by its first bytes: it begins with no letter of a
 * total's word, and not with its only cell. */
static bool is_plainly_a_row(const Csv *row)
{
    size_t first = 0, other;
    while (first < row->count && row->cells[first].text.len == 0)
        first++;
    for (other = first + 1; other < row->count; other++)
        if (row->cells[other].text.len)
            break;
    if (other >= row->count)
        return false;
    unsigned char begins = (unsigned char)row->cells[first].text.ptr[0];
    unsigned char goes_on = (unsigned char)row->cells[other].text.ptr[0];
    unsigned char small = begins | 0x20;
    return is_plain(begins) && small != 's' && small != 't' && small != 'd' &&
           is_plain(goes_on);
}

bool totals_take(Totals *totals, const Csv *row)
{
    size_t first, others;
    if (is_plainly_a_row(row))
        return false;
    if (!first_filled(row, &first, &others))
        return true;
    if (is_total(totals, row, first)) {
        total_take(totals, row, first);
        return true;
    }
    if (!is_note(totals, row, first, others) || rows_follow(totals, row))
        return false;
    if (totals->below++ == 0)
        totals->below_line = row->row_line;
    return true;
}

static void clause_add(const Totals *totals, Text *said, int64_t count, Phrase one,
                       Phrase many, int64_t line)
{
    const RowReader *reader = totals->reader;
    if (count == 0)
        return;
    Str counted = number_plain(reader->arena, AMOUNT_WHOLE(count), 0);
    Str placed = number_plain(reader->arena, AMOUNT_WHOLE(line), 0);
    if (said->len)
        text_add(said, STR("; "));
    text_add(said, count == 1
                       ? SAY(reader->arena, reader->language, one, placed)
                       : SAY(reader->arena, reader->language, many, counted, placed));
}

Str totals_say(const Totals *totals, int64_t above)
{
    Text said = text_open(totals->reader->arena);
    clause_add(totals, &said, above, SAY_ABOVE_ONE, SAY_ABOVE, 0);
    clause_add(totals, &said, totals->right, SAY_TOTAL_RIGHT_ONE, SAY_TOTAL_RIGHT, 0);
    clause_add(totals, &said, totals->wrong, SAY_TOTAL_WRONG_ONE, SAY_TOTAL_WRONG, 0);
    clause_add(totals, &said, totals->unchecked, SAY_TOTAL_ONE, SAY_TOTAL, 0);
    clause_add(totals, &said, totals->below, SAY_BELOW_ONE, SAY_BELOW, totals->below_line);
    return text_str(&said);
}
