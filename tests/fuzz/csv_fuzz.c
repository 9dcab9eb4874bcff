/* Bytes become text, and text becomes rows: the fast reader of rows and a plain one, which
 * goes byte by byte, say the same of any file. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/csv.h"

#include "engine/import/detect.h"
#include "tests/fuzz/fuzz.h"

typedef struct {
    Str text;
    size_t at;
    char delimiter;
    bool row_ended, unclosed;
} Plain;

static bool plain_ends(const Plain *plain)
{
    if (plain->at >= plain->text.len)
        return true;
    char c = plain->text.ptr[plain->at];
    return c == plain->delimiter || c == '\n' || c == '\r';
}

static void plain_quoted(Plain *plain, Text *cell)
{
    for (plain->at++; plain->at < plain->text.len; plain->at++) {
        char c = plain->text.ptr[plain->at];
        bool twice =
            plain->at + 1 < plain->text.len && plain->text.ptr[plain->at + 1] == '"';
        if (c == '"' && !twice) {
            plain->at++;
            while (!plain_ends(plain) && plain->text.ptr[plain->at] == ' ')
                plain->at++;
            plain->unclosed = !plain_ends(plain);
            return;
        }
        plain->at += c == '"';
        text_add_byte(cell, c);
    }
    plain->unclosed = true;
}

/* The next cell of the row; what ends it is passed. */
static Str plain_cell(Arena *arena, Plain *plain)
{
    Text cell = text_open(arena);
    bool quoted = plain->at < plain->text.len && plain->text.ptr[plain->at] == '"';
    if (quoted)
        plain_quoted(plain, &cell);
    while (!quoted && !plain_ends(plain))
        text_add_byte(&cell, plain->text.ptr[plain->at++]);
    plain->row_ended =
        plain->at >= plain->text.len || plain->text.ptr[plain->at] != plain->delimiter;
    if (plain->row_ended && plain->at + 1 < plain->text.len &&
        plain->text.ptr[plain->at] == '\r' && plain->text.ptr[plain->at + 1] == '\n')
        plain->at++;
    plain->at++;
    return text_str(&cell);
}

static void row_holds(Arena *arena, const Csv *csv, Plain *plain)
{
    bool blank = true;
    int64_t line, column;
    for (size_t i = 0; i < csv->count; i++) {
        Str cell = plain_cell(arena, plain);
        FUZZ_LAW(!plain->unclosed && str_equal(cell, csv->cells[i].text));
        /* a delimiter at the text's end has no cell behind it */
        FUZZ_LAW(plain->row_ended == (i + 1 == csv->count) || plain->at >= plain->text.len);
        blank = blank && cell.len == 0;
        csv_place(csv, i, &line, &column);
        FUZZ_LAW(line >= csv->row_line && line <= csv->line && column >= 1);
    }
    FUZZ_LAW(blank == csv->blank);
}

static void rows_hold(Arena *arena, Str text, char delimiter)
{
    Csv csv = csv_open(arena, text, delimiter, 1);
    Plain plain = {.text = text, .delimiter = delimiter};
    while (csv_next(&csv))
        row_holds(arena, &csv, &plain);
    while (csv.unclosed && !plain.unclosed && plain.at < text.len)
        (void)plain_cell(arena, &plain);
    FUZZ_LAW(csv.unclosed == plain.unclosed);
    FUZZ_LAW(csv.unclosed || plain.at >= text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = {';', ',', '\t', '|', ' '};
    Arena *arena = arena_open();
    Detected detected = {0};
    Str text = {"", 0};
    DetectFault fault = detect_text(arena, fuzz_text(arena, data, size), &text, &detected);
    FUZZ_LAW(encoding_name(detected.encoding).len > 0);
    if (fault == DETECT_OK) {
        text = str_copy(arena, text); /* of exactly its length */
        FUZZ_LAW(utf8_valid(text, NULL));
        FUZZ_LAW(detected.first_line == (detected.separator ? 2 : 1));
        for (size_t i = 0; i < sizeof delimiters; i++)
            rows_hold(arena, text, delimiters[i]);
    } else {
        FUZZ_LAW(detected.fault_line >= 0);
    }
    arena_close(arena);
    return 0;
}
