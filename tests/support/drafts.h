/* drafts.h: hard documents, put together from hard texts. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_DRAFTS_H
#define SAMSYN_TESTS_DRAFTS_H

#include "reports/document/block.h"

typedef enum {
    WORDS_USUAL,    /* "Enskilda samtal" */
    WORDS_EMPTY,    /* nothing, or only spaces */
    WORDS_MARKS,    /* "..", "saknas", "mäts inte" */
    WORDS_COMPOUND, /* long words, no place to break */
    WORDS_SENTENCE, /* some thirty words */
    WORDS_LONG,     /* some three hundred */
    WORDS_MIXED,    /* all of them by turns */
    WORDS_COUNT
} Words;

typedef struct {
    Arena *arena;
    Block *blocks;
    size_t count, capacity;
    size_t turn; /* makes texts differ */
} Draft;

Draft draft_open(Arena *arena);
Str draft_words(Draft *draft, Words words);
void draft_heading(Draft *draft, int level, Words words);
void draft_paragraph(Draft *draft, ParagraphStyle style, Words words);
void draft_list(Draft *draft, ListStyle style, size_t count, Words words);
/* The first column words; then figures, a sparkline and a status by turns. */
void draft_table(Draft *draft, size_t columns, size_t rows, Words words);
void draft_chart(Draft *draft, double height);
void draft_columns(Draft *draft, const Draft *left, const Draft *right);
void draft_page_break(Draft *draft);
Document draft_document(const Draft *draft);

#endif
