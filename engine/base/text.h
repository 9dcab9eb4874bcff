/* text.h: UTF-8 text as slices, a growing text, and the few word operations we need.
 *
 * shape  a Str need not end in a zero byte; after import it is valid UTF-8, NFC
 * owns   a Str owns nothing; what returns a new one takes the arena it lives in
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_TEXT_H
#define SAMSYN_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

typedef struct {
    const char *ptr;
    size_t len;
} Str;

#define STR(literal) ((Str){"" literal, sizeof(literal) - 1})
/* For printf: "%.*s", STR_PRINT(text). Evaluates `text` more than once: name it first when
 * it costs something. */
#define STR_PRINT(text) (int)(text).len, (text).ptr ? (text).ptr : ""

Str str_from(const char *zero_terminated); /* NULL gives the empty text */
bool str_equal(Str a, Str b);
int str_compare(Str a, Str b); /* by bytes, which is by code point */
bool str_starts(Str text, Str prefix);
bool str_ends(Str text, Str suffix);
Str str_slice(Str text, size_t from, size_t to);
Str str_trim(Str text); /* spaces, tabs, newlines and no-break spaces at both ends */
/* Splits at the first separator; false (head = all, tail empty) when there is none. */
bool str_cut(Str text, char separator, Str *head, Str *tail);
Str str_copy(Arena *arena, Str text);
const char *str_zero(Arena *arena, Str text); /* zero-terminated copy */
Str str_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A text that grows. Zero-terminated behind its end at all times. */
typedef struct {
    Arena *arena;
    char *ptr;
    size_t len, capacity;
} Text;

Text text_open(Arena *arena);
void text_add(Text *text, Str addition);
void text_add_byte(Text *text, char byte);
void text_add_rune(Text *text, uint32_t rune);
void text_addf(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_add_json(Text *text, Str value); /* in quotes, as JSON writes a string */
Str text_str(const Text *text);            /* valid until the text grows */

/* The code point at *offset, which moves on; U+FFFD for a bad byte (moves on by one). */
uint32_t utf8_next(Str text, size_t *offset);
bool utf8_valid(Str text, size_t *bad_offset);
size_t utf8_count(Str text); /* code points */
/* Line and column of a byte, both from 1, the column in code points. */
void text_place(Str text, size_t offset, int *line, int *column);

/* Where a text holds what cannot be seen and changes what is: control characters but for
 * newlines and tabs, overrides of the direction, byte order marks. */
bool text_hides(Str text, size_t *offset);

Str text_normalise(Arena *arena, Str text); /* NFC; the text itself when it is so */
Str text_fold(Arena *arena, Str text);      /* NFC and case-folded: to compare words */
/* "Enskede-Årsta-Vantör" -> enskede-arsta-vantor */
Str text_ascii_id(Arena *arena, Str name);

/* The nearest of some words by edit distance in code points, at most a third of its length
 * away and at most 3; the empty text when none is near. First among equals. */
Str text_nearest(Str word, const Str *words, size_t count);

/* Orders Swedish words: case aside, å ä ö last. */
int text_collate_sv(Str a, Str b);

#endif
