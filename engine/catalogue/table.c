/* A file of settings is written by hand, so nothing in it is guessed or passed over: what
 * is not understood stops the run with its place. (What districts send is read elsewhere,
 * and kindly.) */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/table.h"

#include <stdarg.h>
#include <string.h>

#include "engine/base/calendar.h"
#include "engine/base/file.h"
#include "engine/base/guard.h"

enum { SUGGEST_LISTED = 12 };

typedef struct {
    Arena *arena;
    const char *path;
    Str source;
    size_t at; /* byte */
    int line, column;
    char separator;
    Error *error;
} Reader;

typedef struct {
    Str *cells;
    int *columns;
    size_t count, capacity, column_capacity;
    int line;
} Line;

static bool fail_at(const Reader *reader, int line, int column, const char *reason)
{
    return error_set(reader->error, ERROR_CONFIG, "%s:%d:%d: %s", reader->path, line,
                     column, reason);
}

static bool at_end(const Reader *reader)
{
    return reader->at >= reader->source.len;
}

static char peek(const Reader *reader)
{
    return at_end(reader) ? '\n' : reader->source.ptr[reader->at];
}

/* Columns are counted in characters: bytes that continue one do not count. */
static void step(Reader *reader)
{
    unsigned char byte = (unsigned char)reader->source.ptr[reader->at++];
    if (byte == '\n') {
        reader->line++;
        reader->column = 1;
    } else if ((byte & 0xC0) != 0x80) {
        reader->column++;
    }
}

static bool read_quoted(Reader *reader, Text *cell)
{
    int line = reader->line, column = reader->column;
    step(reader);
    for (;;) {
        if (at_end(reader))
            return fail_at(reader, line, column,
                           "the quote that begins here is never closed");
        char byte = peek(reader);
        step(reader);
        if (byte == '"' && (at_end(reader) || peek(reader) != '"'))
            return true;
        if (byte == '"')
            step(reader);
        text_add_byte(cell, byte);
    }
}

static bool read_cell(Reader *reader, Line *line)
{
    Text cell = text_open(reader->arena);
    while (!at_end(reader) && peek(reader) == ' ')
        step(reader);
    int column = reader->column;
    bool quoted = !at_end(reader) && peek(reader) == '"';
    if (quoted && !read_quoted(reader, &cell))
        return false;
    while (!at_end(reader) && peek(reader) != reader->separator && peek(reader) != '\n') {
        char byte = peek(reader);
        if (quoted && byte != ' ' && byte != '\r')
            return fail_at(reader, reader->line, reader->column,
                           "text behind a closed quote; double the quotes inside a text");
        text_add_byte(&cell, byte);
        step(reader);
    }
    line->cells = ARENA_GROW(reader->arena, line->cells, line->count, &line->capacity);
    line->columns =
        ARENA_GROW(reader->arena, line->columns, line->count, &line->column_capacity);
    line->cells[line->count] = str_trim(text_normalise(reader->arena, text_str(&cell)));
    line->columns[line->count++] = column;
    size_t hidden;
    if (text_hides(line->cells[line->count - 1], &hidden))
        return fail_at(reader, line->line, column,
                       "the cell holds a character that cannot be seen; write it anew");
    return true;
}

static bool line_is_empty(const Line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->cells[i].len)
            return false;
    return true;
}

/* The next line that says something; `ended` when there is none. */
static bool read_line(Reader *reader, Line *line, bool *ended)
{
    for (*ended = false; !at_end(reader);) {
        *line = (Line){.line = reader->line};
        bool comment = peek(reader) == '#';
        while (comment && !at_end(reader) && peek(reader) != '\n')
            step(reader);
        while (!comment) {
            if (!read_cell(reader, line))
                return false;
            if (at_end(reader) || peek(reader) == '\n')
                break;
            step(reader);
        }
        if (!at_end(reader))
            step(reader);
        if (!comment && !line_is_empty(line))
            return true;
    }
    *ended = true;
    return true;
}

/* By the first line that is no comment: ; before a tab before a comma. */
static char separator_of(Str source)
{
    Str head, rest = source;
    do {
        str_cut(rest, '\n', &head, &rest);
        head = str_trim(head);
    } while (rest.len && (!head.len || head.ptr[0] == '#'));
    static const char separators[] = {';', '\t', ','};
    for (size_t i = 0; i < sizeof separators; i++)
        if (head.len && memchr(head.ptr, separators[i], head.len))
            return separators[i];
    return ';';
}

Str table_suggest(Arena *arena, Str word, const Str *words, size_t count)
{
    Str near = text_nearest(word, words, count);
    if (near.len)
        return str_format(arena, "; did you mean '%.*s'?", STR_PRINT(near));
    Text told = text_open(arena);
    for (size_t i = 0; i < count && i < SUGGEST_LISTED; i++)
        text_addf(&told, "%s%.*s", i ? ", " : "; known are ", STR_PRINT(words[i]));
    if (count > SUGGEST_LISTED)
        text_add(&told, STR(" ..."));
    return text_str(&told);
}

static bool head_fits(Arena *arena, const TableColumn *column, Str word)
{
    Str folded = text_fold(arena, word);
    for (size_t i = 0; i < TABLE_HEADS && column->heads[i]; i++)
        if (str_equal(folded, str_from(column->heads[i])))
            return true;
    return false;
}

static bool unknown_head(Reader *reader, const Line *head, size_t at,
                         const TableColumn *columns, size_t count)
{
    Str *words = ARENA_ARRAY(reader->arena, count * TABLE_HEADS, Str);
    size_t known = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < TABLE_HEADS && columns[i].heads[j]; j++)
            words[known++] = str_from(columns[i].heads[j]);
    Str cell = head->cells[at];
    Str hint = table_suggest(reader->arena, text_fold(reader->arena, cell), words, known);
    if (guard_scan(cell, false) != GUARD_CLEAR)
        cell = STR("..."); /* it may be a person's, and is not repeated */
    return error_set(reader->error, ERROR_CONFIG, "%s:%d:%d: unknown heading '%.*s'%.*s",
                     reader->path, head->line, head->columns[at], STR_PRINT(cell),
                     STR_PRINT(hint));
}

/* place[i]: where column i stands in the file, SIZE_MAX when it does not. */
static bool match_heads(Reader *reader, const Line *head, const TableColumn *columns,
                        size_t count, size_t *place)
{
    for (size_t i = 0; i < count; i++)
        place[i] = SIZE_MAX;
    for (size_t at = 0; at < head->count; at++) {
        size_t i = 0;
        while (i < count && !head_fits(reader->arena, &columns[i], head->cells[at]))
            i++;
        if (!head->cells[at].len)
            continue;
        if (i == count)
            return unknown_head(reader, head, at, columns, count);
        if (place[i] != SIZE_MAX)
            return fail_at(reader, head->line, head->columns[at],
                           "this column stands twice; remove one");
        place[i] = at;
    }
    for (size_t i = 0; i < count; i++)
        if (columns[i].required && place[i] == SIZE_MAX)
            return error_set(reader->error, ERROR_CONFIG,
                             "%s:%d:1: the heading line has no column '%s'", reader->path,
                             head->line, columns[i].heads[0]);
    return true;
}

static TableRow row_of(Arena *arena, const Line *line, const size_t *place, size_t count)
{
    Str *cells = ARENA_ARRAY(arena, count, Str);
    int *columns = ARENA_ARRAY(arena, count, int);
    for (size_t i = 0; i < count; i++) {
        bool there = place[i] < line->count;
        cells[i] = there ? line->cells[place[i]] : (Str){"", 0};
        columns[i] = there ? line->columns[place[i]] : 1;
    }
    return (TableRow){line->line, cells, columns};
}

static bool read_rows(Reader *reader, const Line *head, const size_t *place, size_t count,
                      Table *table)
{
    TableRow *rows = NULL;
    size_t capacity = 0;
    for (;;) {
        Line line;
        bool ended;
        if (!read_line(reader, &line, &ended))
            return false;
        if (ended)
            break;
        for (size_t i = head->count; i < line.count; i++)
            if (line.cells[i].len)
                return fail_at(reader, line.line, line.columns[i],
                               "more cells than headings; quote a text that holds the "
                               "separator");
        rows = ARENA_GROW(reader->arena, rows, table->count, &capacity);
        rows[table->count++] = row_of(reader->arena, &line, place, count);
    }
    table->rows = rows;
    for (size_t i = 0; i < table->count; i++)
        for (size_t j = 0; j < count; j++)
            if (table->columns[j].required && !rows[i].cells[j].len)
                return table_fail(table, &rows[i], j, reader->error, "'%s' is empty",
                                  table->columns[j].heads[0]);
    return true;
}

bool table_load(Arena *arena, const char *path, const TableColumn *columns, size_t count,
                Table *table, Error *error)
{
    Reader reader = {.arena = arena, .path = path, .line = 1, .column = 1, .error = error};
    if (!file_read(arena, path, &reader.source, error))
        return false;
    if (str_starts(reader.source, STR("\xEF\xBB\xBF")))
        reader.source = str_slice(reader.source, 3, reader.source.len);
    const char *zero = memchr(reader.source.ptr, '\0', reader.source.len);
    size_t bad = zero ? (size_t)(zero - reader.source.ptr) : 0;
    if (zero || !utf8_valid(reader.source, &bad)) { /* a zero byte is no text */
        for (reader.at = 0; reader.at < bad;)
            step(&reader);
        return fail_at(&reader, reader.line, reader.column,
                       "not UTF-8; save the file as \"CSV UTF-8\"");
    }
    reader.separator = separator_of(reader.source);
    Line head;
    bool ended;
    if (!read_line(&reader, &head, &ended))
        return false;
    if (ended)
        return fail_at(&reader, 1, 1, "the file has no heading line");
    size_t *place = ARENA_ARRAY(arena, count, size_t);
    if (!match_heads(&reader, &head, columns, count, place))
        return false;
    *table = (Table){.path = path, .columns = columns};
    return read_rows(&reader, &head, place, count, table);
}

bool table_fail(const Table *table, const TableRow *row, size_t column, Error *error,
                const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_set_at(error, table->path, row->line, row->columns[column], format, arguments);
    va_end(arguments);
    return false;
}

bool table_read_each(const Table *table, TableRead *read, void *reader, Error *error)
{
    enum { ROOM_FOR_REST = 64 };
    ErrorKind kind = ERROR_NONE; /* of the first */
    size_t untold = 0;
    Arena *scratch = arena_open();
    Text told = text_open(scratch);
    size_t room = sizeof error->message - strlen(table->path) - ROOM_FOR_REST;
    for (size_t i = 0; i < table->count; i++) {
        Error fault = {0};
        if (read(reader, i, &fault))
            continue;
        if (kind == ERROR_NONE)
            text_add(&told, str_from(fault.message));
        else if (text_str(&told).len + strlen(fault.message) + 1 > room)
            untold++;
        else
            text_addf(&told, "\n%s", fault.message);
        if (kind == ERROR_NONE)
            kind = fault.kind;
    }
    if (untold)
        text_addf(&told, "\n%s: and %zu more rows", table->path, untold);
    if (kind != ERROR_NONE)
        error_set(error, kind, "%.*s", STR_PRINT(text_str(&told)));
    arena_close(scratch);
    return kind == ERROR_NONE;
}

void table_list(Arena *arena, Str cell, Str **words, size_t *count)
{
    size_t capacity = 0;
    *words = NULL;
    *count = 0;
    for (size_t from = 0; from < cell.len;) {
        size_t till = from;
        while (till < cell.len && cell.ptr[till] != ',' && cell.ptr[till] != '|' &&
               cell.ptr[till] != ';')
            till++;
        Str word = str_trim(str_slice(cell, from, till));
        if (word.len) {
            *words = ARENA_GROW(arena, *words, *count, &capacity);
            (*words)[(*count)++] = word;
        }
        from = till + 1;
    }
}

bool table_day(Str cell, bool last, int32_t *day)
{
    Period period;
    if (day_parse_iso(cell, day))
        return true;
    if (!period_parse(cell, &period))
        return false;
    *day = last ? period_last_day(period) : period_first_day(period);
    return true;
}
