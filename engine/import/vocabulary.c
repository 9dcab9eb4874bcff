/* Words are few and cells are many: what a cell was recognised as is kept by its bytes, so
 * that folding and comparing is done once for each spelling. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/vocabulary.h"

#include "engine/base/lanes.h"
#include "engine/import/contract.h"
#include "engine/import/words.h"

#define MEMORY_LEAST 32 /* slots; a power of two, and half of them are used at most */
#define MEMORY_MOST 1024

typedef struct {
    Str seen;
    Value value;
} Recognised;

typedef struct {
    Str key; /* folded */
    Str id;
    const CategoryValue *elsewhere;
    const Indicator *indicator;
} Word;

struct Vocabulary {
    Arena *arena;
    const Workspace *workspace;
    Language language;
    ColumnType type;
    Word *words;
    size_t count, capacity;
    Recognised *memory;
    size_t slots, remembered;
};

static size_t hash_of(Str text)
{
    uint64_t hash = text.len;
    for (size_t at = 0; at < text.len; at += 8)
        hash = (hash ^ lanes_load_short(text.ptr + at, text.len - at)) *
               UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash ^ (hash >> 32));
}

/* The slot that holds the text, or the free one where it would stand. */
static Recognised *memory_slot(const Vocabulary *vocabulary, Str text)
{
    size_t at = hash_of(text) & (vocabulary->slots - 1);
    for (;;) {
        Recognised *slot = &vocabulary->memory[at];
        if (!slot->seen.ptr ||
            (slot->seen.len == text.len && lanes_equal(slot->seen.ptr, text.ptr, text.len)))
            return slot;
        at = (at + 1) & (vocabulary->slots - 1);
    }
}

static void memory_widen(Vocabulary *vocabulary)
{
    Recognised *narrow = vocabulary->memory;
    size_t count = vocabulary->slots;
    vocabulary->slots = 2 * count;
    vocabulary->memory = ARENA_ARRAY(vocabulary->arena, 2 * count, Recognised);
    for (size_t i = 0; i < count; i++)
        if (narrow[i].seen.ptr)
            *memory_slot(vocabulary, narrow[i].seen) = narrow[i];
}

static void memory_keep(Vocabulary *vocabulary, Str seen, Value value)
{
    if (vocabulary->remembered == vocabulary->slots / 2) {
        if (vocabulary->slots == MEMORY_MOST)
            return;
        memory_widen(vocabulary);
    }
    vocabulary->remembered++;
    *memory_slot(vocabulary, seen) = (Recognised){str_copy(vocabulary->arena, seen), value};
}

static void word_add(Vocabulary *vocabulary, Str word, Word meaning)
{
    meaning.key = contract_key(vocabulary->arena, word);
    if (vocabulary->count == vocabulary->capacity)
        vocabulary->words = ARENA_GROW(vocabulary->arena, vocabulary->words,
                                       vocabulary->count, &vocabulary->capacity);
    vocabulary->words[vocabulary->count++] = meaning;
}

static void category_words(Vocabulary *vocabulary, const CategoryValue *values,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Word word = {.id = values[i].id,
                     .elsewhere = values[i].instead.len ? &values[i] : NULL};
        for (size_t h = 0; h < values[i].head_count; h++)
            word_add(vocabulary, values[i].heads[h], word);
        word_add(vocabulary, values[i].name[LANGUAGE_SV], word);
        word_add(vocabulary, values[i].name[LANGUAGE_EN], word);
    }
}

static void group_words(Vocabulary *vocabulary)
{
    static const char *const all[] = {"all", "alla", "samtliga", "båda", "both"};
    const Workspace *workspace = vocabulary->workspace;
    for (size_t i = 0; i < workspace->group_count; i++) {
        const TargetGroup *group = &workspace->groups[i];
        Word word = {.id = group->id};
        word_add(vocabulary, group->id, word);
        word_add(vocabulary, group->name[LANGUAGE_SV], word);
        word_add(vocabulary, group->name[LANGUAGE_EN], word);
        for (size_t h = 0; h < group->head_count; h++)
            word_add(vocabulary, group->heads[h], word);
    }
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        word_add(vocabulary, str_from(all[i]), (Word){.id = STR("all")});
}

static void indicator_words(Vocabulary *vocabulary)
{
    const Indicators *indicators = &vocabulary->workspace->indicators;
    for (size_t i = 0; i < indicators->count; i++) {
        const Indicator *indicator = &indicators->items[i];
        Word word = {.id = indicator->id, .indicator = indicator};
        word_add(vocabulary, indicator->id, word);
        word_add(vocabulary, indicator->name[LANGUAGE_SV], word);
        word_add(vocabulary, indicator->name[LANGUAGE_EN], word);
    }
}

Vocabulary *vocabulary_open(Arena *arena, const Workspace *workspace, Language language,
                            const RecordColumn *column)
{
    Vocabulary *vocabulary = ARENA_NEW(arena, Vocabulary);
    *vocabulary = (Vocabulary){.arena = arena,
                               .workspace = workspace,
                               .language = language,
                               .type = column->type,
                               .slots = MEMORY_LEAST,
                               .memory = ARENA_ARRAY(arena, MEMORY_LEAST, Recognised)};
    category_words(vocabulary, column->values, column->value_count);
    category_words(vocabulary, column->elsewhere, column->elsewhere_count);
    if (column->type == COLUMN_GROUP)
        group_words(vocabulary);
    if (column->type == COLUMN_INDICATOR)
        indicator_words(vocabulary);
    return vocabulary;
}

/* The nearest of some words as a question, else the words themselves. */
static bool defect_words(const Vocabulary *vocabulary, Defect *defect, Phrase reason,
                         Str cell, const Str *words, size_t count, Phrase otherwise)
{
    defect->reason = SAY_PLAIN(vocabulary->arena, vocabulary->language, reason);
    Str near = text_nearest(cell, words, count);
    if (near.len) {
        defect->remedy = SAY(vocabulary->arena, vocabulary->language, SAY_MEANT_DO, near);
        return false;
    }
    Text list = text_open(vocabulary->arena);
    for (size_t i = 0; otherwise == SAY_CHOOSE_DO && i < count; i++)
        text_addf(&list, "%s%.*s", i ? ", " : "", STR_PRINT(words[i]));
    defect->remedy =
        SAY(vocabulary->arena, vocabulary->language, otherwise, text_str(&list));
    return false;
}

static bool unit_defect(const Vocabulary *vocabulary, Str cell, Defect *defect)
{
    const Units *units = &vocabulary->workspace->units;
    size_t total = 0, count = 0;
    for (size_t i = 0; i < units->count; i++)
        total += 1 + units->items[i].alias_count;
    Str *names = ARENA_ARRAY(vocabulary->arena, total, Str);
    for (size_t i = 0; i < units->count; i++)
        names[count++] = units->items[i].name;
    for (size_t i = 0; i < units->count; i++)
        for (size_t a = 0; a < units->items[i].alias_count; a++)
            names[count++] = units->items[i].aliases[a];
    return defect_words(vocabulary, defect, SAY_NO_UNIT, cell, names, count,
                        SAY_NO_UNIT_DO);
}

static bool indicator_defect(const Vocabulary *vocabulary, Str cell, Defect *defect)
{
    const Indicators *indicators = &vocabulary->workspace->indicators;
    Str *names = ARENA_ARRAY(vocabulary->arena, 2 * indicators->count, Str);
    for (size_t i = 0; i < indicators->count; i++) {
        names[2 * i] = indicators->items[i].name[vocabulary->language];
        names[2 * i + 1] = indicators->items[i].id;
    }
    return defect_words(vocabulary, defect, SAY_NO_INDICATOR, cell, names,
                        2 * indicators->count, SAY_NO_INDICATOR_DO);
}

static bool word_defect(const Vocabulary *vocabulary, Str cell, Defect *defect)
{
    Str *words = ARENA_ARRAY(vocabulary->arena, vocabulary->count, Str);
    size_t count = 0;
    for (size_t i = 0; i < vocabulary->count; i++) {
        const Word *word = &vocabulary->words[i];
        bool first = i == 0 || !str_equal(word[-1].id, word->id);
        if (first && !word->elsewhere)
            words[count++] = word->key;
    }
    return defect_words(vocabulary, defect, SAY_NO_WORD,
                        contract_key(vocabulary->arena, cell), words, count, SAY_CHOOSE_DO);
}

static bool word_meaning(const Vocabulary *vocabulary, const Word *word, Value *value,
                         Defect *defect)
{
    if (word->elsewhere) {
        const RecordKind *kind =
            records_find(&vocabulary->workspace->records, word->elsewhere->instead);
        Str title = text_fold(vocabulary->arena, kind ? kind->title[vocabulary->language]
                                                      : word->elsewhere->instead);
        defect->reason = SAY(vocabulary->arena, vocabulary->language, SAY_ELSEWHERE, title);
        defect->remedy =
            SAY(vocabulary->arena, vocabulary->language, SAY_ELSEWHERE_DO, title);
        return false;
    }
    if (word->indicator && word->indicator->kind != MEASURE_REPORTED) {
        defect->reason = SAY_PLAIN(vocabulary->arena, vocabulary->language, SAY_COUNTED);
        defect->remedy = SAY_PLAIN(vocabulary->arena, vocabulary->language, SAY_COUNTED_DO);
        return false;
    }
    *value = (Value){.kind = VALUE_TEXT, .text = word->id, .indicator = word->indicator};
    return true;
}

bool vocabulary_find(Vocabulary *vocabulary, Str cell, Value *value, Defect *defect)
{
    const Recognised *slot = memory_slot(vocabulary, cell);
    if (slot->seen.ptr) {
        *value = slot->value;
        return true;
    }
    if (vocabulary->type == COLUMN_UNIT) {
        const Unit *unit = units_recognise(&vocabulary->workspace->units, cell);
        if (!unit)
            return unit_defect(vocabulary, cell, defect);
        *value = (Value){.kind = VALUE_TEXT, .text = unit->id, .unit = unit};
    } else {
        Str key = contract_key(vocabulary->arena, cell);
        const Word *word = NULL;
        for (size_t i = 0; i < vocabulary->count && !word; i++)
            if (str_equal(vocabulary->words[i].key, key))
                word = &vocabulary->words[i];
        if (!word)
            return vocabulary->type == COLUMN_INDICATOR
                       ? indicator_defect(vocabulary, cell, defect)
                       : word_defect(vocabulary, cell, defect);
        if (!word_meaning(vocabulary, word, value, defect))
            return false;
    }
    memory_keep(vocabulary, cell, *value);
    return true;
}
