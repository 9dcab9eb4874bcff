/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/instruments.h"

#include <assert.h>
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/base/number.h"
#include "engine/catalogue/clauses.h"
#include "engine/catalogue/table.h"

enum { GAP_MOST = 120, AGE_MOST = 150, SCORE_MOST = 1000000 };

typedef struct {
    Instrument *items;
    size_t count, capacity;
} List;

/* A column named by `key` of the map, of that type; `otherwise` stays when it is not. */
static bool read_column(const MeasureReader *reader, const YamlNode *map, const char *key,
                        const RecordKind *kind, ColumnType type, const char *told,
                        Str *name)
{
    const YamlNode *node = yaml_find(map, key);
    if (!node)
        return true;
    if (!measure_typed(reader, node, kind, node->text, type, told))
        return false;
    *name = node->text;
    return true;
}

/* The scale ends somewhere: that is where its ceiling is, and sums of squares fit. */
static bool read_total(const MeasureReader *reader, const YamlNode *map,
                       Instrument *instrument)
{
    const YamlNode *node = yaml_find(map, "total");
    if (!node)
        return true;
    const RecordColumn *total = instrument->total = measure_typed(
        reader, node, instrument->scores, node->text, COLUMN_NUMBER, "number");
    if (!total)
        return false;
    bool ends = total->has_least && total->has_most && total->least >= -SCORE_MOST &&
                total->most <= SCORE_MOST;
    return ends || measure_fail(reader, node,
                                "a scale ends somewhere: the column '%.*s' needs least and "
                                "most, within %d of its smallest unit",
                                STR_PRINT(node->text), SCORE_MOST);
}

static bool read_scores(const MeasureReader *reader, const YamlNode *map,
                        Instrument *instrument)
{
    const YamlNode *scores = yaml_find(map, "scores");
    if (scores) {
        instrument->scores = measure_kind(reader, scores, scores->text);
        instrument->total = NULL;
        instrument->carer = instrument->age = instrument->sequence = STR("");
    }
    const RecordKind *kind = instrument->scores;
    if (scores && !kind)
        return false;
    if (!kind)
        return measure_fail(reader, map, "an instrument has scores: RECORD KIND");
    const RecordColumn *month = record_column(kind, kind->month_column);
    if (!month || month->type != COLUMN_DATE)
        return measure_fail(reader, map, "the rows of '%.*s' have no date",
                            STR_PRINT(kind->name));
    if (!read_total(reader, map, instrument) ||
        !read_column(reader, map, "carer", kind, COLUMN_KEY, "key", &instrument->carer) ||
        !read_column(reader, map, "age", kind, COLUMN_NUMBER, "number", &instrument->age) ||
        !read_column(reader, map, "sequence", kind, COLUMN_NUMBER, "number",
                     &instrument->sequence) ||
        !clauses_read(reader, map, "where", kind, &instrument->where,
                      &instrument->where_count))
        return false;
    return (instrument->total && instrument->carer.len) ||
           measure_fail(reader, map,
                        "an instrument has total and carer, two columns of "
                        "its scores");
}

static bool read_score(const MeasureReader *reader, const YamlNode *node,
                       const Instrument *instrument, int64_t *score)
{
    const RecordColumn *total = instrument->total;
    if (!total) /* it is read before its limits */
        return measure_fail(reader, node, "an instrument has no limits before its total");
    return number_parse(node->text, total->decimals, true, score) == NUMBER_OK ||
           measure_fail(reader, node, "'%.*s' is no score of '%.*s'", STR_PRINT(node->text),
                        STR_PRINT(total->name));
}

static int compare_cuts(const void *left, const void *right)
{
    const AgeCut *a = left, *b = right;
    return a->age < b->age ? -1 : a->age > b->age;
}

/* 25, or {18: 25, 13: 28}: from that age on. */
static bool read_cuts(const MeasureReader *reader, const YamlNode *node,
                      Instrument *instrument)
{
    size_t count = node->kind == YAML_MAP ? node->count : 1;
    AgeCut *cuts = ARENA_ARRAY(reader->arena, count, AgeCut);
    if (node->kind == YAML_LIST || !count)
        return measure_fail(reader, node, "cut_off is a score, or {AGE: SCORE, ...}");
    for (size_t i = 0; i < count; i++) {
        const YamlNode *cut = node->kind == YAML_MAP ? &node->items[i] : node;
        if (node->kind == YAML_MAP &&
            (number_parse(cut->key, 0, false, &cuts[i].age) != NUMBER_OK ||
             cuts[i].age < 0 || cuts[i].age > AGE_MOST))
            return measure_fail(reader, cut, "'%.*s' is no age", STR_PRINT(cut->key));
        if (!read_score(reader, cut, instrument, &cuts[i].cut))
            return false;
    }
    if (count > 1 && !instrument->age.len)
        return measure_fail(reader, node, "cut-offs by age need an age: COLUMN");
    qsort(cuts, count, sizeof *cuts, compare_cuts);
    instrument->cuts = cuts;
    instrument->cut_count = count;
    return true;
}

/* What changes loses the source it had. */
static bool read_limits(const MeasureReader *reader, const YamlNode *map,
                        Instrument *instrument)
{
    const YamlNode *cuts = yaml_find(map, "cut_off");
    const YamlNode *reliable = yaml_find(map, "reliable");
    const YamlNode *source = yaml_find(map, "source");
    if (cuts && !read_cuts(reader, cuts, instrument))
        return false;
    if (reliable && !read_score(reader, reliable, instrument, &instrument->reliable))
        return false;
    if (!instrument->cut_count || instrument->reliable <= 0)
        return measure_fail(reader, reliable ? reliable : map,
                            "an instrument has cut_off, and reliable: a change above zero");
    if (cuts || reliable || source)
        instrument->source[0] = instrument->source[1] = STR("");
    if (!source)
        return true;
    Str sv = yaml_text(source, "sv", yaml_text(source, "en", source->text));
    instrument->source[LANGUAGE_SV] = sv;
    instrument->source[LANGUAGE_EN] = yaml_text(source, "en", sv);
    return true;
}

static bool read_episodes(const MeasureReader *reader, const YamlNode *map,
                          Instrument *instrument)
{
    static const Str known[] = {
        {"kind", 4}, {"carer", 5}, {"end", 3}, {"ending", 6}, {"unplanned", 9}};
    const YamlNode *node = yaml_find(map, "episodes");
    if (!node)
        return true;
    if (node->kind != YAML_MAP)
        return measure_fail(reader, node, "episodes is {kind: KIND, carer: COLUMN, ...}");
    if (!yaml_only(reader->path, node, known, 5, reader->error))
        return false;
    const RecordKind *kind = instrument->episodes =
        measure_kind(reader, node, yaml_text(node, "kind", STR("")));
    if (!kind)
        return false;
    const RecordColumn *start = record_column(kind, kind->month_column);
    instrument->episode_carer = instrument->end = instrument->ending = STR("");
    if (!start || start->type != COLUMN_DATE)
        return measure_fail(reader, node, "the rows of '%.*s' have no first day",
                            STR_PRINT(kind->name));
    if (!read_column(reader, node, "carer", kind, COLUMN_KEY, "key",
                     &instrument->episode_carer) ||
        !read_column(reader, node, "end", kind, COLUMN_DATE, "date", &instrument->end) ||
        !read_column(reader, node, "ending", kind, COLUMN_CATEGORY, "category",
                     &instrument->ending))
        return false;
    instrument->unplanned = yaml_text(node, "unplanned", STR(""));
    return (instrument->episode_carer.len && instrument->end.len) ||
           measure_fail(reader, node, "episodes have carer and end, two columns");
}

static bool read_instrument(const MeasureReader *reader, const YamlNode *map,
                            Instrument *instrument)
{
    static const Str known[] = {
        {"name", 4},   {"scores", 6},   {"where", 5},  {"total", 5},   {"carer", 5},
        {"age", 3},    {"sequence", 8}, {"better", 6}, {"cut_off", 7}, {"reliable", 8},
        {"source", 6}, {"episodes", 8}, {"gap", 3}};
    static const Str directions[] = {{"higher", 6}, {"lower", 5}};
    if (map->kind != YAML_MAP)
        return measure_fail(reader, map, "an instrument is {scores: KIND, ...}");
    if (!yaml_only(reader->path, map, known, sizeof known / sizeof *known, reader->error))
        return false;
    const YamlNode *better = yaml_find(map, "better"), *gap = yaml_find(map, "gap");
    const YamlNode *name = yaml_find(map, "name");
    if (better) {
        instrument->lower_better = str_equal(better->text, directions[1]);
        if (!instrument->lower_better && !str_equal(better->text, directions[0]))
            return measure_fail(reader, better, "better is higher or lower");
    }
    if (name) {
        Str sv = yaml_text(name, "sv", yaml_text(name, "en", name->text));
        instrument->name[LANGUAGE_SV] = sv;
        instrument->name[LANGUAGE_EN] = yaml_text(name, "en", sv);
    }
    int64_t months = instrument->gap;
    if (gap && number_parse(gap->text, 0, false, &months) != NUMBER_OK)
        months = 0;
    if (months < 1 || months > GAP_MOST)
        return measure_fail(reader, gap ? gap : map, "gap is 1 to %d months", GAP_MOST);
    instrument->gap = (int32_t)months;
    return read_scores(reader, map, instrument) && read_limits(reader, map, instrument) &&
           read_episodes(reader, map, instrument);
}

static Instrument *list_place(Arena *arena, List *list, Str id)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->items[i].id, id))
            return &list->items[i];
    list->items = ARENA_GROW(arena, list->items, list->count, &list->capacity);
    Str none = STR("");
    list->items[list->count] = (Instrument){.id = id,
                                            .name = {id, id},
                                            .source = {none, none},
                                            .carer = none,
                                            .age = none,
                                            .sequence = none,
                                            .episode_carer = none,
                                            .end = none,
                                            .ending = none,
                                            .unplanned = none};
    return &list->items[list->count++];
}

static bool read_file(Arena *arena, const char *path, const RecordKinds *records,
                      List *list, Error *error)
{
    if (!file_exists(path))
        return true;
    MeasureReader reader = {
        .arena = arena, .path = path, .records = records, .error = error};
    const YamlNode *root = yaml_load(arena, path, error);
    if (!root)
        return false;
    if (root->kind != YAML_MAP && root->count)
        return measure_fail(&reader, root, "expected instruments: \"ors: {...}\"");
    for (size_t i = 0; i < root->count; i++) {
        const YamlNode *map = &root->items[i];
        if (!read_instrument(&reader, map, list_place(arena, list, map->key)))
            return false;
    }
    return true;
}

bool instruments_load(Arena *arena, const char *share, const char *workspace,
                      const RecordKinds *records, Instruments *instruments, Error *error)
{
    List list = {0};
    if (!read_file(arena, file_join(arena, share, "instruments.yaml"), records, &list,
                   error) ||
        !read_file(arena, file_join(arena, workspace, "instruments.yaml"), records, &list,
                   error))
        return false;
    *instruments = (Instruments){list.items, list.count};
    return true;
}

const Instrument *instruments_find(const Instruments *instruments, Str id)
{
    for (size_t i = 0; i < instruments->count; i++)
        if (str_equal(instruments->items[i].id, id))
            return &instruments->items[i];
    return NULL;
}

int64_t instrument_cut(const Instrument *instrument, bool known, int64_t age)
{
    size_t at = instrument->cut_count - 1;
    while (known && at > 0 && age < instrument->cuts[at].age)
        at--;
    return instrument->cuts[at].cut;
}
