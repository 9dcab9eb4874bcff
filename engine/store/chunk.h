/* chunk.h: rows as one JSON text, so that a thousand of them cost one row of the database
 * and any tool can still read them (json_each).
 *
 * shape  [[line, value, ...], ...]; a value is null, an integer or a text
 * owns   a reader's texts point into the chunk; one with an escape is unfolded into the
 *        reader's arena
 * fails  never: what is read was written here
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STORE_CHUNK_H
#define SAMSYN_STORE_CHUNK_H

#include <stdbool.h>

#include "engine/base/text.h"

typedef struct {
    Text text;
    size_t rows;
} ChunkWriter;

/* Begins anew, in the memory it has. */
void chunk_clear(ChunkWriter *writer);
void chunk_begin(ChunkWriter *writer, int64_t line); /* the next row */
void chunk_null(ChunkWriter *writer);
void chunk_number(ChunkWriter *writer, int64_t number);
void chunk_text(ChunkWriter *writer, Str text);
/* The rows written, whole; nothing may be added until it is cleared. */
Str chunk_finish(ChunkWriter *writer);

typedef enum { CHUNK_NULL, CHUNK_NUMBER, CHUNK_TEXT } ChunkKind;
typedef struct {
    ChunkKind kind;
    int64_t number;
    Str text;
} ChunkCell;

typedef struct {
    Arena *arena;
    const char *at, *end;
    ChunkCell *cells; /* of the row last read; [0] is its line */
    size_t count, capacity;
} ChunkReader;

ChunkReader chunk_open(Arena *arena, Str chunk, size_t columns);
/* The next row; cells beyond `columns` are passed over, missing ones are null. */
bool chunk_next(ChunkReader *reader);

#endif
