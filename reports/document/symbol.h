/* symbol.h: the signs that stand beside a word, so that colour never carries alone. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DOCUMENT_SYMBOL_H
#define SAMSYN_DOCUMENT_SYMBOL_H

typedef enum {
    SYMBOL_NONE,
    SYMBOL_UP,           /* filled triangle, point up: met, improvement */
    SYMBOL_DOWN,         /* filled triangle, point down: not met, worth a look */
    SYMBOL_DIAMOND,      /* filled: partly */
    SYMBOL_DIAMOND_OPEN, /* cannot be decided */
    SYMBOL_CIRCLE_OPEN,  /* no goal, not measured */
    SYMBOL_DOT
} Symbol;

#endif
