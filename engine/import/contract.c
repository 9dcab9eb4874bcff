/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/contract.h"

#include <assert.h>

#include "engine/import/words.h"

/* Of ASCII, and thereby itself in a key. */
static bool is_letter(char c)
{
    return c > ' ' && c < 0x7F;
}

/* Dashes and spaces of every kind as one, spaces never doubled nor at an end. */
Str contract_key(Arena *arena, Str word)
{
    Str folded = text_fold(arena, str_trim(word));
    Text key = text_open(arena);
    bool space = false;
    for (size_t offset = 0; offset < folded.len;) {
        size_t from = offset;
        uint32_t rune = utf8_next(folded, &offset);
        if (rune <= ' ' || rune == 0xA0 || rune == 0x2009 || rune == 0x202F) {
            space = key.len > 0;
            continue;
        }
        if (space)
            text_add_byte(&key, ' ');
        space = false;
        bool dash = (rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212;
        if (dash || rune == 0xFFFD) {
            text_add_rune(&key, dash ? '-' : rune);
            continue;
        }
        while (offset < folded.len && is_letter(folded.ptr[offset]))
            offset++;
        text_add(&key, str_slice(folded, from, offset));
    }
    return text_str(&key);
}

/* The keys of all of a kind's headings, column by column. */
static const Str *keys_of(Arena *arena, const RecordKind *kind)
{
    size_t total = 0, count = 0;
    for (size_t i = 0; i < kind->column_count; i++)
        total += kind->columns[i].head_count;
    Str *keys = ARENA_ARRAY(arena, total, Str);
    for (size_t i = 0; i < kind->column_count; i++)
        for (size_t h = 0; h < kind->columns[i].head_count; h++)
            keys[count++] = contract_key(arena, kind->columns[i].heads[h]);
    return keys;
}

static int column_of(const RecordKind *kind, const Str *keys, Str key)
{
    size_t at = 0;
    for (size_t i = 0; key.len && i < kind->column_count; i++)
        for (size_t h = 0; h < kind->columns[i].head_count; h++)
            if (str_equal(keys[at++], key))
                return (int)i;
    return -1;
}

typedef struct {
    size_t known;   /* headings that are columns of the kind */
    size_t missing; /* required columns without a heading */
    int *columns, *cells;
} Fit;

static Fit fit_of(Arena *arena, const RecordKind *kind, const Str *keys, const Csv *heading)
{
    Fit fit = {.columns = ARENA_ARRAY(arena, heading->count, int),
               .cells = ARENA_ARRAY(arena, kind->column_count, int)};
    for (size_t i = 0; i < kind->column_count; i++)
        fit.cells[i] = -1;
    for (size_t i = 0; i < heading->count; i++) {
        int column = column_of(kind, keys, contract_key(arena, heading->cells[i].text));
        fit.columns[i] = column;
        fit.known += column >= 0;
        if (column >= 0 && fit.cells[column] < 0)
            fit.cells[column] = (int)i;
    }
    for (size_t i = 0; i < kind->column_count; i++)
        fit.missing += kind->columns[i].required && fit.cells[i] < 0;
    return fit;
}

ContractKeys contract_keys(Arena *arena, const RecordKinds *kinds)
{
    const Str **keys = ARENA_ARRAY(arena, kinds->count, const Str *);
    for (size_t k = 0; k < kinds->count; k++)
        keys[k] = keys_of(arena, &kinds->items[k]);
    return (ContractKeys){kinds, keys};
}

ContractMatch contract_match(Arena *scratch, const ContractKeys *keys,
                             const RecordKind *named, const Csv *row)
{
    ContractMatch match = {0};
    for (size_t i = 0; i < row->count; i++)
        match.filled += str_trim(row->cells[i].text).len > 0;
    for (size_t k = 0; match.filled && k < keys->kinds->count; k++) {
        const RecordKind *kind = &keys->kinds->items[k];
        if (named && named != kind)
            continue;
        Fit fit = fit_of(scratch, kind, keys->keys[k], row);
        bool fits = fit.missing == 0;
        if (fits > match.fits || (fits == match.fits && fit.known > match.known)) {
            match.fits = fits;
            match.known = fit.known;
        }
    }
    return match;
}

/* "samtal" is the beginning of "samtal-farsta.csv" and "samtal2018.csv", not of
 * "samtalslista.csv". */
static bool name_begins(Arena *scratch, Str name, Str beginning)
{
    Str key = contract_key(scratch, beginning);
    if (!str_starts(name, key))
        return false;
    if (name.len == key.len)
        return true;
    unsigned char next = (unsigned char)name.ptr[key.len];
    return !(next >= 0x80 || (next >= 'a' && next <= 'z'));
}

const RecordKind *contract_named(Arena *scratch, const RecordKinds *kinds, Str file)
{
    Str name = contract_key(scratch, file);
    for (size_t k = 0; k < kinds->count; k++)
        for (size_t i = 0; i < kinds->items[k].file_count; i++)
            if (name_begins(scratch, name, kinds->items[k].file[i]))
                return &kinds->items[k];
    return NULL;
}

/* "stdl" for "stadsdel": the same first letter, and all its letters in order. */
static bool is_short_for(Str word, Str whole)
{
    size_t at = 0;
    for (size_t i = 0; i < whole.len && at < word.len; i++)
        at += whole.ptr[i] == word.ptr[at];
    return word.len >= 3 && at == word.len && word.ptr[0] == whole.ptr[0];
}

Str contract_like(Arena *arena, const Layout *layout, Str heading)
{
    const RecordKind *kind = layout->kind;
    size_t total = 0, count = 0;
    for (size_t i = 0; i < kind->column_count; i++)
        total += kind->columns[i].head_count;
    Str *heads = ARENA_ARRAY(arena, total, Str);
    for (size_t i = 0; i < kind->column_count; i++)
        for (size_t h = 0; layout->cells[i] < 0 && h < kind->columns[i].head_count; h++)
            heads[count++] = kind->columns[i].heads[h];
    Str key = contract_key(arena, heading);
    Str near = text_nearest(key, heads, count);
    for (size_t i = 0; near.len == 0 && i < count; i++)
        if (is_short_for(key, heads[i]))
            near = heads[i];
    return near;
}

static void list_add(Text *list, Str word)
{
    if (list->len)
        text_add(list, STR(", "));
    text_addf(list, "\"%.*s\"", STR_PRINT(word));
}

/* What the nearest contract lacks, and which of the unknown headings could be it. */
static Str refusal_of(Arena *arena, Language language, const Layout *nearest)
{
    const RecordKind *kind = nearest->kind;
    Text missing = text_open(arena), said = text_open(arena);
    for (size_t i = 0; i < kind->column_count; i++)
        if (kind->columns[i].required && nearest->cells[i] < 0)
            list_add(&missing, kind->columns[i].heads[0]);
    bool none = true;
    for (size_t i = 0; i < nearest->count; i++)
        none = none && nearest->columns[i] < 0;
    text_add(&said, SAY(arena, language, none ? SAY_NONE_KNOWN : SAY_NO_CONTRACT,
                        kind->title[language], text_str(&missing)));
    for (size_t i = 0; i < nearest->count; i++) {
        if (nearest->columns[i] >= 0 || nearest->headings[i].len == 0)
            continue;
        Str like = contract_like(arena, nearest, nearest->headings[i]);
        if (like.len)
            text_add(&said, SAY(arena, language, SAY_LIKE, nearest->headings[i], like));
    }
    return text_str(&said);
}

static bool headings_once(Arena *arena, Language language, const Layout *layout,
                          Str *refusal)
{
    for (size_t i = 0; i < layout->count; i++) {
        int column = layout->columns[i];
        if (column >= 0 && layout->cells[column] != (int)i) {
            *refusal = SAY(arena, language, SAY_HEADING_TWICE,
                           layout->headings[layout->cells[column]], layout->headings[i]);
            return false;
        }
    }
    return true;
}

bool contract_fit(Arena *arena, Language language, const ContractKeys *keys,
                  const RecordKind *named, const Csv *heading, Layout *layout, Str *refusal)
{
    const RecordKinds *kinds = keys->kinds;
    Fit best = {0};
    const RecordKind *kind = NULL, *rival = NULL;
    for (size_t k = 0; k < kinds->count; k++) {
        if (named && named != &kinds->items[k])
            continue;
        Fit fit = fit_of(arena, &kinds->items[k], keys->keys[k], heading);
        bool better = !kind || (fit.missing == 0 && best.missing > 0) ||
                      ((fit.missing == 0) == (best.missing == 0) && fit.known > best.known);
        if (better) {
            best = fit;
            kind = &kinds->items[k];
            rival = NULL;
        } else if (fit.missing == 0 && fit.known == best.known) {
            rival = &kinds->items[k];
        }
    }
    assert(kind && best.columns && best.cells); /* there is a contract at least */
    Str *headings = ARENA_ARRAY(arena, heading->count, Str);
    for (size_t i = 0; i < heading->count; i++)
        headings[i] = str_copy(arena, str_trim(heading->cells[i].text));
    Layout fitted = {kind, headings, best.columns, heading->count, best.cells};
    if (best.missing > 0) {
        *refusal = refusal_of(arena, language, &fitted);
        return false;
    }
    if (rival) {
        *refusal = SAY(arena, language, SAY_TWO_KINDS,
                       kind->file_count ? kind->file[0] : kind->name,
                       rival->file_count ? rival->file[0] : rival->name);
        return false;
    }
    if (!headings_once(arena, language, &fitted, refusal))
        return false;
    *layout = fitted;
    return true;
}
