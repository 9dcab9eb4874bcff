/* Words are found by number when the program says them and by name when a template does;
 * both are checked at load, so that a report never lacks a word. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/yaml.h"
#include "reports/template/words.h"

static const char *const word_names[] = {
#define WORD_TEXT(name) #name,
    WORDS(WORD_TEXT)
#undef WORD_TEXT
};

typedef struct {
    Str key;
    Pattern pattern;
    int line, column;
} Entry;

typedef struct {
    Arena *arena;
    const char *path;
    Entry *items;
    size_t count, capacity;
    Error *error;
} Entries;

static bool add_entry(Entries *entries, Str key, const YamlNode *node, Pattern pattern)
{
    entries->items =
        ARENA_GROW(entries->arena, entries->items, entries->count, &entries->capacity);
    entries->items[entries->count++] = (Entry){key, pattern, node->line, node->column};
    return true;
}

static bool read_map(Entries *entries, Str prefix, const YamlNode *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const YamlNode *node = &map->items[i];
        Str key = prefix.len ? str_format(entries->arena, "%.*s.%.*s", STR_PRINT(prefix),
                                          STR_PRINT(node->key))
                             : node->key;
        if (node->kind == YAML_LIST)
            return error_set(entries->error, ERROR_CONFIG,
                             "%s:%d:%d: '%.*s' is a list; a word is a text, or `one` and "
                             "`other`",
                             entries->path, node->line, node->column, STR_PRINT(key));
        if (node->kind == YAML_SCALAR) {
            add_entry(entries, key, node, (Pattern){node->text, node->text});
            continue;
        }
        const YamlNode *one = yaml_find(node, "one"), *other = yaml_find(node, "other");
        if (one && other && one->kind == YAML_SCALAR && other->kind == YAML_SCALAR)
            add_entry(entries, key, node, (Pattern){one->text, other->text});
        else if (!read_map(entries, key, node))
            return false;
    }
    return true;
}

static bool read_entries(Arena *arena, const char *path, Entries *entries, Error *error)
{
    *entries = (Entries){.arena = arena, .path = path, .error = error};
    const YamlNode *map = yaml_load(arena, path, error);
    return map && read_map(entries, STR(""), map);
}

static int compare_entries(const void *left, const void *right)
{
    return str_compare(((const Entry *)left)->key, ((const Entry *)right)->key);
}

static Entry *find_entry(const Entries *entries, Str key)
{
    Entry wanted = {.key = key};
    return entries->count ? bsearch(&wanted, entries->items, entries->count,
                                    sizeof *entries->items, compare_entries)
                          : NULL;
}

/* The next {name} of a pattern from *offset; false when there is none. */
static bool next_placeholder(Str pattern, size_t *offset, size_t *start, Str *name)
{
    for (size_t i = *offset; i < pattern.len; i++) {
        if (pattern.ptr[i] != '{')
            continue;
        size_t end = i + 1;
        while (end < pattern.len && pattern.ptr[end] != '}')
            end++;
        if (end == pattern.len)
            return false;
        *start = i;
        *name = str_slice(pattern, i + 1, end);
        *offset = end + 1;
        return true;
    }
    return false;
}

static bool has_placeholder(Str pattern, Str wanted)
{
    size_t offset = 0, start;
    Str name;
    while (next_placeholder(pattern, &offset, &start, &name))
        if (str_equal(name, wanted))
            return true;
    return false;
}

/* What a workspace says may use fewer placeholders than the built-in words, never others:
 * nobody would fill them. */
static bool check_override(const Entry *own, const Entry *built_in, const char *path,
                           Error *error)
{
    const Str forms[] = {own->pattern.one, own->pattern.other};
    for (size_t form = 0; form < 2; form++) {
        size_t offset = 0, start;
        Str name;
        while (next_placeholder(forms[form], &offset, &start, &name))
            if (!has_placeholder(built_in->pattern.one, name) &&
                !has_placeholder(built_in->pattern.other, name))
                return error_set(error, ERROR_CONFIG,
                                 "%s:%d:%d: unknown placeholder '{%.*s}' in '%.*s'; the "
                                 "built-in words are: %.*s",
                                 path, own->line, own->column, STR_PRINT(name),
                                 STR_PRINT(own->key), STR_PRINT(built_in->pattern.other));
    }
    return true;
}

static bool override_entries(Arena *arena, const char *path, Entries *entries, Error *error)
{
    Entries own;
    if (!read_entries(arena, path, &own, error))
        return false;
    size_t built_in_count = entries->count;
    for (size_t i = 0; i < own.count; i++) {
        entries->count = built_in_count; /* only these are sorted */
        Entry *built_in = find_entry(entries, own.items[i].key);
        entries->count = built_in_count;
        if (!built_in)
            continue;
        if (!check_override(&own.items[i], built_in, path, error))
            return false;
        built_in->pattern = own.items[i].pattern;
    }
    /* New words, for the workspace's own templates and indicators. */
    for (size_t i = 0; i < own.count; i++) {
        size_t all = entries->count;
        entries->count = built_in_count;
        bool known = find_entry(entries, own.items[i].key) != NULL;
        entries->count = all;
        if (known)
            continue;
        entries->items =
            ARENA_GROW(arena, entries->items, entries->count, &entries->capacity);
        entries->items[entries->count++] = own.items[i];
    }
    if (entries->count)
        qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
    return true;
}

static const Wording *wording_of(Arena *run, const Entries *entries, Language language,
                                 Error *error)
{
    Wording *wording = ARENA_NEW(run, Wording);
    Str *keys = ARENA_ARRAY(run, entries->count, Str);
    Pattern *patterns = ARENA_ARRAY(run, entries->count, Pattern);
    for (size_t i = 0; i < entries->count; i++) {
        keys[i] = entries->items[i].key;
        patterns[i] = entries->items[i].pattern;
    }
    wording->language = language;
    wording->keys = keys;
    wording->patterns = patterns;
    wording->count = entries->count;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        const Pattern *pattern = wording_find(wording, str_from(word_names[i]));
        if (!pattern) {
            error_set(error, ERROR_CONFIG, "%s: the word '%s' is missing", entries->path,
                      word_names[i]);
            return NULL;
        }
        wording->words[i] = *pattern;
    }
    return wording;
}

const Wording *wording_load(Arena *run, const char *share, const char *workspace,
                            Language language, Error *error)
{
    const char *name = language == LANGUAGE_SV ? "wording.sv.yaml" : "wording.en.yaml";
    Entries entries;
    if (!read_entries(run, file_join(run, share, name), &entries, error))
        return NULL;
    if (entries.count)
        qsort(entries.items, entries.count, sizeof *entries.items, compare_entries);
    if (workspace) {
        const char *path = file_join(run, file_join(run, workspace, "templates"), name);
        if (file_exists(path) && !override_entries(run, path, &entries, error))
            return NULL;
    }
    return wording_of(run, &entries, language, error);
}

bool wordings_load(Arena *run, const char *share, const char *workspace, Wordings *wordings,
                   Error *error)
{
    wordings->of[LANGUAGE_SV] = wording_load(run, share, workspace, LANGUAGE_SV, error);
    if (!wordings->of[LANGUAGE_SV])
        return false;
    wordings->of[LANGUAGE_EN] = wording_load(run, share, workspace, LANGUAGE_EN, error);
    return wordings->of[LANGUAGE_EN] != NULL;
}

static int compare_keys(const void *left, const void *right)
{
    return str_compare(*(const Str *)left, *(const Str *)right);
}

const Pattern *wording_find(const Wording *wording, Str key)
{
    const Str *found = wording->count ? bsearch(&key, wording->keys, wording->count,
                                                sizeof *wording->keys, compare_keys)
                                      : NULL;
    return found ? &wording->patterns[found - wording->keys] : NULL;
}

Str wording_say(const Wording *wording, Word word)
{
    return wording->words[word].other;
}

Str pattern_fill(Arena *arena, Str pattern, const Fill *fills)
{
    Text text = text_open(arena);
    size_t offset = 0, start, done = 0;
    Str name;
    while (next_placeholder(pattern, &offset, &start, &name)) {
        const Fill *fill = fills;
        while (fill->name && !str_equal(name, str_from(fill->name)))
            fill++;
        if (!fill->name)
            continue; /* left as it stands: layout fills {page} and {pages} */
        text_add(&text, str_slice(pattern, done, start));
        text_add(&text, fill->text);
        done = offset;
    }
    text_add(&text, str_slice(pattern, done, pattern.len));
    return text_str(&text);
}

Str wording_fill(Arena *arena, const Wording *wording, Word word, bool one,
                 const Fill *fills)
{
    const Pattern *pattern = &wording->words[word];
    return pattern_fill(arena, one ? pattern->one : pattern->other, fills);
}
