/* returns.h: the return list: what was found in a file, for its sender to mend.
 *
 * shape  returns/<name of the file>: CSV as Swedish Excel opens it (UTF-8 with a mark, ;
 *        and CRLF): line, column, what was read, what is wrong, what to do; then the row's
 *        own cells under their headings
 *
 * A list may lie about, so it holds less than the file it is about: no cell of a column
 * that the contract types as a key or text, or does not know; nothing that the guard
 * objects to; no cells of a row that may be shifted, for its keys may stand anywhere.
 *
 * fails  as file_replace()
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_RETURNS_H
#define SAMSYN_IMPORT_RETURNS_H

#include "engine/base/error.h"
#include "engine/import/row.h"

#define RETURNS_FOLDER "returns"

typedef struct {
    const char *workspace; /* its folder */
    Language language;
    Str file; /* its name */
    /* of a file that was understood: its text as rows from the beginning, else unused */
    const Layout *layout;
    Csv csv;
} Returns;

/* The list of what was found; without findings an earlier list is removed. */
bool returns_write(Arena *scratch, const Returns *returns, const Findings *findings,
                   Error *error);
/* The list of a file that is refused whole: the one reason and its place. */
bool returns_refuse(Arena *scratch, const Returns *returns, const Refusal *refusal,
                    Error *error);

#endif
