/* sheet.h: rows of text cells, written the way one spreadsheet or another would.
 *
 * shape  a Month collects a month's rows, which come out by day and then as they were added
 * fails  ends the program with a message: 70 when a month is fuller than MOST_ROWS, 73 and
 *        74 when a file cannot be made or written
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMPLE_SHEET_H
#define SAMPLE_SHEET_H

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a spreadsheet wrote the file. */
typedef struct {
    char separator;
    int cp1252, bom, crlf, quote_all, english;
} Dialect;

/* A column is a letter; a file's columns are a word of them. */
typedef struct {
    char letter;
    const char *sv, *en;
} Column;

static const Column columns[] = {
    {'i', "id", "id"},
    {'d', "datum", "date"},
    {'u', "stadsdel", "district"},
    {'c', "anhörig", "carer"},
    {'g', "målgrupp", "group"},
    {'f', "form", "form"},
    {'m', "minuter", "minutes"},
    {'k', "konsulent", "counsellor"},
    {'r', "rum", "room"},
    {'n', "insats", "intervention"},
    {'p', "deltagare", "participants"},
    {'x', "utförare", "provider"},
    {'t', "instrument", "instrument"},
    {'o', "tillfälle", "occasion"},
    {'1', "individuellt", "individual"},
    {'2', "relationer", "interpersonal"},
    {'3', "socialt", "social"},
    {'4', "helhet", "overall"},
};
enum { COLUMN_COUNT = sizeof columns / sizeof columns[0] };

enum { CELL_SIZE = 64, MOST_ROWS = 128 };

typedef struct {
    int day, order; /* rows come by day, then as drawn */
    char cell[COLUMN_COUNT][CELL_SIZE];
} Row;

typedef struct {
    Row rows[MOST_ROWS];
    int count;
} Month;

typedef struct {
    FILE *stream;
    const Dialect *dialect;
    const char *letters;
} Sheet;

static char *cell(Row *row, char letter)
{
    int at = 0;
    while (columns[at].letter != letter)
        at++;
    return row->cell[at];
}

__attribute__((format(printf, 3, 4))) static void fill(Row *row, char letter,
                                                       const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(cell(row, letter), CELL_SIZE, format, values);
    va_end(values);
}

static Row *month_add(Month *month, int day)
{
    if (month->count == MOST_ROWS)
        exit((fputs("stockholm-generate: more rows in a month than MOST_ROWS\n", stderr),
              70));
    Row *row = &month->rows[month->count];
    memset(row, 0, sizeof *row);
    row->day = day;
    row->order = month->count++;
    return row;
}

static int rows_compare(const void *a, const void *b)
{
    const Row *left = a, *right = b;
    return left->day != right->day ? left->day - right->day : left->order - right->order;
}

/* The few signs outside ASCII here: Latin-1's own and the en dash. */
static void text_write(const Sheet *sheet, const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at == '"')
            fputc('"', sheet->stream);
        if (!sheet->dialect->cp1252 || *at < 0x80) {
            fputc(*at, sheet->stream);
        } else if (*at == 0xE2) {
            fputc(0x96, sheet->stream);
            at += 2;
        } else {
            fputc((at[0] & 0x03) << 6 | (at[1] & 0x3F), sheet->stream);
            at++;
        }
    }
}

static void cell_write(const Sheet *sheet, int at, const char *text)
{
    char special[] = {sheet->dialect->separator, '"', '\n', 0};
    int quote = sheet->dialect->quote_all || strpbrk(text, special);
    if (at > 0)
        fputc(sheet->dialect->separator, sheet->stream);
    if (quote)
        fputc('"', sheet->stream);
    text_write(sheet, text);
    if (quote)
        fputc('"', sheet->stream);
}

static void row_write(const Sheet *sheet, Row *row)
{
    for (int i = 0; sheet->letters[i]; i++) {
        const Column *column = columns;
        while (column->letter != sheet->letters[i])
            column++;
        const char *head = sheet->dialect->english ? column->en : column->sv;
        cell_write(sheet, i, row ? cell(row, sheet->letters[i]) : head);
    }
    fputs(sheet->dialect->crlf ? "\r\n" : "\n", sheet->stream);
}

static Sheet sheet_open(const char *dir, const char *name, const Dialect *dialect,
                        const char *letters)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/inbox/%s.csv", dir, name);
    Sheet sheet = {fopen(path, "wb"), dialect, letters};
    if (!sheet.stream) {
        fprintf(stderr, "stockholm-generate: %s: %s\n", path, strerror(errno));
        exit(73);
    }
    if (dialect->bom)
        fputs("\xEF\xBB\xBF", sheet.stream);
    row_write(&sheet, NULL);
    return sheet;
}

static void sheet_close(Sheet *sheet)
{
    int failed = sheet->stream && ferror(sheet->stream);
    if ((sheet->stream && fclose(sheet->stream) != 0) || failed)
        exit((perror("stockholm-generate"), 74));
    sheet->stream = NULL;
}

static void month_write(Month *month, const Sheet *sheet)
{
    qsort(month->rows, (size_t)month->count, sizeof month->rows[0], rows_compare);
    for (int i = 0; sheet && i < month->count; i++)
        row_write(sheet, &month->rows[i]);
    month->count = 0;
}

#endif
