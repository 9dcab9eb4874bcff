/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/heading.h"

typedef struct {
    const ContractKeys *keys;
    const RecordKind *named;
    Str text;
    int64_t first_line;
    size_t rows_most; /* no heading further down would be better than the one found */
} Search;

/* More than half of the cells are headings, and not by chance. */
static bool is_mostly_headings(const ContractMatch *match)
{
    return match->known > 1 && 2 * match->known > match->filled;
}

/* The heading by one delimiter, and how many rows it took. */
static Heading search_by(Arena *scratch, const Search *search, char delimiter, size_t *rows)
{
    Csv csv = csv_open(scratch, search->text, delimiter, search->first_line);
    Heading best = {.delimiter = delimiter};
    *rows = 0;
    while (*rows < search->rows_most && csv_next(&csv)) {
        ContractMatch match = contract_match(scratch, search->keys, search->named, &csv);
        if (match.filled == 0)
            continue;
        (*rows)++;
        if (best.line == 0 || match.fits || match.known > best.match.known) {
            best.line = csv.row_line;
            best.match = match;
        }
        if (match.fits || is_mostly_headings(&match))
            return best;
    }
    if (csv.unclosed)
        best.line = 0;
    return best;
}

static bool is_better(const Heading *heading, const Heading *best)
{
    const ContractMatch *a = &heading->match, *b = &best->match;
    if (a->fits != b->fits)
        return a->fits;
    return a->known > b->known ||
           (a->known == b->known && a->filled > 1 && a->filled > b->filled);
}

Heading heading_find(Arena *scratch, const ContractKeys *keys, const RecordKind *named,
                     Str text, char separator, int64_t first_line)
{
    static const char delimiters[] = {';', ',', '\t'};
    Search search = {keys, named, text, first_line, HEADING_ROWS};
    size_t rows;
    if (separator)
        return search_by(scratch, &search, separator, &rows);
    Heading best = search_by(scratch, &search, delimiters[0], &rows);
    for (size_t d = 1; d < sizeof delimiters; d++) {
        if (best.match.fits && rows < search.rows_most)
            search.rows_most = rows;
        Heading heading = search_by(scratch, &search, delimiters[d], &rows);
        if (is_better(&heading, &best))
            best = heading;
    }
    return best;
}
