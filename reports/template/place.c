/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/place.h"

#include <stdarg.h>

enum { PLACE_LISTED_MOST = 12 }; /* more words than this are not a help but a wall */

Place source_place(const Source *source, const char *byte)
{
    Place place;
    text_place(source->text, (size_t)(byte - source->text.ptr), &place.line, &place.column);
    return place;
}

Str source_line(const Source *source, int line)
{
    Str rest = source->text, head = {"", 0};
    for (int i = 0; i < line; i++)
        if (!str_cut(rest, '\n', &head, &rest) && i + 1 < line)
            return (Str){"", 0};
    if (str_ends(head, STR("\r")))
        head.len--;
    return head;
}

/* Tabs stay tabs, so that the caret stands right however wide they are. */
static void add_caret(Text *text, Str line, int column)
{
    text_add(text, STR("\n       | "));
    size_t offset = 0;
    for (int i = 1; i < column; i++)
        text_add_byte(text,
                      offset < line.len && utf8_next(line, &offset) == '\t' ? '\t' : ' ');
    text_add_byte(text, '^');
}

static void add_known(Text *text, Str wrong, Known known)
{
    Str nearest = text_nearest(wrong, known.words, known.count);
    if (nearest.len) {
        text_addf(text, "\n    did you mean '%.*s'?", STR_PRINT(nearest));
        return;
    }
    if (known.count == 0 || known.count > PLACE_LISTED_MOST)
        return;
    text_add(text, STR("\n    known:"));
    for (size_t i = 0; i < known.count; i++)
        text_addf(text, "%s %.*s", i ? "," : "", STR_PRINT(known.words[i]));
}

bool place_fail(const Source *source, Place place, Str wrong, Known known, Error *error,
                const char *format, ...)
{
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    error_words(message, sizeof message, format, arguments);
    va_end(arguments);

    Arena *scratch = arena_open();
    Text text = text_open(scratch);
    Str line = source_line(source, place.line);
    text_addf(&text, "%s:%d:%d: %s\n  %4d | %.*s", source->path, place.line, place.column,
              message, place.line, STR_PRINT(line));
    add_caret(&text, line, place.column);
    add_known(&text, wrong, known);
    error_set(error, ERROR_CONFIG, "%s", text.ptr);
    arena_close(scratch);
    return false;
}
