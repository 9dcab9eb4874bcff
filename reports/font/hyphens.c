/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/font/hyphens.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS_MOST = 120, LETTERS_BEFORE = 2, LETTERS_BEHIND = 3 };

static const struct {
    Str language;
    const char *path;
} dictionaries[] = {
    {{"sv", 2}, "/usr/share/hyphen/hyph_sv_SE.dic"},
    {{"en", 2}, "/usr/share/hyphen/hyph_en_GB.dic"},
};
enum { DICTIONARIES = sizeof dictionaries / sizeof *dictionaries };

struct Hyphens {
    HyphenDict *dictionary[DICTIONARIES];
    bool asked[DICTIONARIES];
};

static void hyphens_close(void *opened)
{
    Hyphens *hyphens = opened;
    for (size_t i = 0; i < DICTIONARIES; i++)
        if (hyphens->dictionary[i])
            hnj_hyphen_free(hyphens->dictionary[i]);
}

Hyphens *hyphens_open(Arena *run)
{
    Hyphens *hyphens = ARENA_NEW(run, Hyphens);
    arena_defer(run, hyphens_close, hyphens);
    return hyphens;
}

static HyphenDict *dictionary_of(Hyphens *hyphens, Str language)
{
    for (size_t i = 0; i < DICTIONARIES; i++) {
        if (!str_starts(language, dictionaries[i].language))
            continue;
        if (!hyphens->asked[i]) {
            hyphens->asked[i] = true;
            hyphens->dictionary[i] = hnj_hyphen_load(dictionaries[i].path);
        }
        return hyphens->dictionary[i];
    }
    return NULL;
}

/* The word in the dictionary's letters, and where in the word each of them began. */
static size_t spell(const HyphenDict *dictionary, Str word, char *letters, size_t *begins)
{
    size_t count = 0;
    for (size_t offset = 0; offset < word.len;) {
        size_t at = offset;
        uint32_t rune = utf8_next(word, &offset);
        size_t bytes = dictionary->utf8 ? offset - at : 1;
        if (count + bytes >= LETTERS_MOST || (!dictionary->utf8 && rune > 0xFF))
            return 0;
        for (size_t i = 0; i < bytes; i++) {
            begins[count] = at;
            letters[count++] = dictionary->utf8 ? word.ptr[at + i] : (char)rune;
        }
    }
    letters[count] = 0;
    return count;
}

/* Divisions that change letters ("tillåta" into "till-låta") are passed over: they come
 * with replacements. */
void hyphens_mark(Hyphens *hyphens, Str language, Str word, bool *marks)
{
    char letters[LETTERS_MOST], odd[LETTERS_MOST + 5] = {0};
    size_t begins[LETTERS_MOST];
    char **replaced = NULL;
    int *places = NULL, *cuts = NULL;
    memset(marks, 0, word.len);
    HyphenDict *dictionary = dictionary_of(hyphens, language);
    Arena *scratch = arena_open();
    Str lower = text_fold(scratch, word);
    size_t count = !dictionary || lower.len != word.len
                       ? 0
                       : spell(dictionary, lower, letters, begins);
    if (count && hnj_hyphen_hyphenate3(dictionary, letters, (int)count, odd, NULL,
                                       &replaced, &places, &cuts, LETTERS_BEFORE,
                                       LETTERS_BEHIND, LETTERS_BEFORE, LETTERS_BEHIND) == 0)
        for (size_t i = 0; i + 1 < count; i++)
            if ((odd[i] & 1) && !(replaced && replaced[i]))
                marks[begins[i + 1]] = true;
    for (size_t i = 0; replaced && i < count; i++)
        free(replaced[i]);
    free(replaced);
    free(places);
    free(cuts);
    arena_close(scratch);
}
