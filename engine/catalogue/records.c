/* A kind is drafted from the built-in file and then from the workspace's: each key present
 * replaces, columns replace by name. Only when both are read are names resolved, since a
 * workspace may replace a column that the built-in `order` speaks of. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/records.h"

#include "engine/base/file.h"
#include "engine/base/yaml.h"
#include "engine/catalogue/contract.h"

/* What a column adds; NULL for most. */
typedef struct {
    const YamlNode *node;
} Added;

typedef struct {
    RecordKind kind;
    const char *path; /* of the file that last spoke of it */
    const YamlNode *node;
    RecordColumn *columns;
    Added *adds; /* of each column */
    size_t column_capacity, add_capacity;
    const YamlNode *choose, *order, *identity, *month; /* resolved at the end */
} Draft;

typedef struct {
    Contract contract;
    Draft *drafts;
    size_t count, capacity;
} Loader;

static bool columns_read(const Contract *contract, const YamlNode *node, Draft *draft)
{
    if (node->kind != YAML_MAP)
        return contract_refuse(contract, node, "columns are a map: name: {type: ...}");
    for (size_t i = 0; i < node->count; i++) {
        RecordColumn column;
        if (!contract_column(contract, &node->items[i], &column))
            return false;
        size_t at = 0;
        while (at < draft->kind.column_count &&
               !str_equal(draft->columns[at].name, column.name))
            at++;
        if (at == draft->kind.column_count) {
            draft->columns =
                ARENA_GROW(contract->arena, draft->columns, at, &draft->column_capacity);
            draft->adds =
                ARENA_GROW(contract->arena, draft->adds, at, &draft->add_capacity);
            draft->kind.columns = draft->columns;
            draft->kind.column_count++;
        }
        draft->columns[at] = column;
        draft->adds[at].node = yaml_find(&node->items[i], "adds");
    }
    return true;
}

static bool kind_read(Loader *loader, const YamlNode *node)
{
    const Contract *contract = &loader->contract;
    static const Str known[] = {{"name", 4},     {"file", 4},    {"month", 5},
                                {"identity", 8}, {"columns", 7}, {"choose", 6},
                                {"order", 5}};
    if (!contract_identifier(node->key))
        return contract_refuse(contract, node,
                               "a record kind's name is a-z and _, not '%.*s'",
                               STR_PRINT(node->key));
    if (node->kind != YAML_MAP)
        return contract_refuse(contract, node, "a record kind is a map with columns");
    if (!yaml_only(contract->path, node, known, sizeof known / sizeof *known,
                   contract->error))
        return false;
    Draft *draft = NULL;
    for (size_t i = 0; i < loader->count; i++)
        if (str_equal(loader->drafts[i].kind.name, node->key))
            draft = &loader->drafts[i];
    if (!draft) {
        loader->drafts =
            ARENA_GROW(contract->arena, loader->drafts, loader->count, &loader->capacity);
        draft = &loader->drafts[loader->count++];
        *draft = (Draft){.kind = {.name = node->key, .title = {node->key, node->key}}};
    }
    draft->path = contract->path;
    draft->node = node;
    const YamlNode *found;
    draft->choose = (found = yaml_find(node, "choose")) ? found : draft->choose;
    draft->order = (found = yaml_find(node, "order")) ? found : draft->order;
    draft->identity = (found = yaml_find(node, "identity")) ? found : draft->identity;
    draft->month = (found = yaml_find(node, "month")) ? found : draft->month;
    return (!(found = yaml_find(node, "name")) ||
            contract_names(contract, found, draft->kind.title)) &&
           (!(found = yaml_find(node, "file")) ||
            contract_words(contract, found, STR(""), &draft->kind.file,
                           &draft->kind.file_count)) &&
           (!(found = yaml_find(node, "columns")) || columns_read(contract, found, draft));
}

static bool file_load(Loader *loader, const char *path)
{
    const Contract *contract = &loader->contract;
    loader->contract.path = path;
    const YamlNode *root = yaml_load(contract->arena, path, contract->error);
    if (!root)
        return false;
    if (root->kind != YAML_MAP)
        return contract_refuse(contract, root, "a map of record kinds was expected");
    for (size_t i = 0; i < root->count; i++) {
        const YamlNode *node = &root->items[i];
        if (!kind_read(loader, node))
            return false;
    }
    return true;
}

/* The names in `node` as columns of the kind. */
static bool set_resolve(const Contract *contract, const RecordKind *kind,
                        const YamlNode *node, ColumnSet *set)
{
    const Str *names;
    Str *known = ARENA_ARRAY(contract->arena, kind->column_count, Str);
    for (size_t i = 0; i < kind->column_count; i++)
        known[i] = kind->columns[i].name;
    if (!contract_words(contract, node, STR(""), &names, &set->count))
        return false;
    const RecordColumn **columns =
        ARENA_ARRAY(contract->arena, set->count, const RecordColumn *);
    for (size_t i = 0; i < set->count; i++) {
        columns[i] = record_column(kind, names[i]);
        if (!columns[i]) {
            Str nearest = text_nearest(names[i], known, kind->column_count);
            return contract_refuse(contract, node, "%.*s has no column '%.*s'%s%.*s%s",
                                   STR_PRINT(kind->name), STR_PRINT(names[i]),
                                   nearest.len ? "; did you mean '" : "",
                                   STR_PRINT(nearest), nearest.len ? "'?" : "");
        }
    }
    set->columns = columns;
    return true;
}

static bool sets_resolve(const Contract *contract, const RecordKind *kind,
                         const YamlNode *node, const ColumnSet **sets, size_t *count)
{
    if (!node)
        return true;
    if (node->kind != YAML_LIST)
        return contract_refuse(contract, node, "a list of lists of columns was expected");
    ColumnSet *resolved = ARENA_ARRAY(contract->arena, node->count, ColumnSet);
    for (size_t i = 0; i < node->count; i++)
        if (!set_resolve(contract, kind, &node->items[i], &resolved[i]))
            return false;
    *sets = resolved;
    *count = node->count;
    return true;
}

/* A pair is compared as it is stored, so both are numbers of equal decimals, or dates. */
static bool orders_check(const Contract *contract, const Draft *draft)
{
    for (size_t i = 0; i < draft->kind.order_count; i++) {
        const ColumnSet *pair = &draft->kind.orders[i];
        if (pair->count != 2 || pair->columns[0]->type != pair->columns[1]->type ||
            pair->columns[0]->decimals != pair->columns[1]->decimals ||
            (pair->columns[0]->type != COLUMN_NUMBER &&
             pair->columns[0]->type != COLUMN_DATE))
            return contract_refuse(contract, &draft->order->items[i],
                                   "an order is two dates, or two numbers alike");
    }
    return true;
}

static bool month_resolve(const Contract *contract, Draft *draft)
{
    const RecordColumn *month = NULL, *unit = record_column(&draft->kind, STR("unit"));
    ColumnSet set = {0};
    if (draft->month && !set_resolve(contract, &draft->kind, draft->month, &set))
        return false;
    if (set.count == 1)
        month = set.columns[0];
    bool period = month && month->type == COLUMN_PERIOD && month->required;
    if (!month || (month->type != COLUMN_DATE && !period))
        return contract_refuse(contract, draft->month ? draft->month : draft->node,
                               "%.*s needs month: a date, or a required period column",
                               STR_PRINT(draft->kind.name));
    if (!unit || unit->type != COLUMN_UNIT)
        return contract_refuse(contract, draft->node,
                               "%.*s needs a column 'unit' of type unit",
                               STR_PRINT(draft->kind.name));
    draft->kind.month_column = month->name;
    return true;
}

/* adds: [[a, b], [c, d]]: numbers of as many decimals as their sum. */
static bool adds_resolve(const Contract *contract, const Draft *draft)
{
    for (size_t i = 0; i < draft->kind.column_count; i++) {
        RecordColumn *column = &draft->columns[i];
        const YamlNode *adds = draft->adds[i].node;
        if (!adds)
            continue;
        if (!sets_resolve(contract, &draft->kind, adds, &column->adds, &column->add_count))
            return false;
        for (size_t s = 0; s < column->add_count; s++)
            for (size_t c = 0; c < column->adds[s].count; c++)
                if (column->type != COLUMN_NUMBER ||
                    column->adds[s].columns[c]->type != COLUMN_NUMBER ||
                    column->adds[s].columns[c]->decimals != column->decimals)
                    return contract_refuse(contract, adds,
                                           "adds are numbers of as many decimals as '%.*s'",
                                           STR_PRINT(column->name));
    }
    return true;
}

/* A heading must mean one column only. */
static bool headings_check(const Contract *contract, const Draft *draft)
{
    const RecordKind *kind = &draft->kind;
    size_t total = 0, count = 0;
    for (size_t i = 0; i < kind->column_count; i++)
        total += kind->columns[i].head_count;
    Str *folded = ARENA_ARRAY(contract->arena, total, Str);
    size_t *owner = ARENA_ARRAY(contract->arena, total, size_t);
    for (size_t i = 0; i < kind->column_count; i++)
        for (size_t h = 0; h < kind->columns[i].head_count; h++) {
            Str head = kind->columns[i].heads[h];
            folded[count] = text_fold(contract->arena, head);
            owner[count] = i;
            for (size_t before = 0; before < count; before++)
                if (owner[before] != i && str_equal(folded[before], folded[count]))
                    return contract_refuse(
                        contract, draft->node,
                        "%.*s: the heading '%.*s' means both '%.*s' and '%.*s'",
                        STR_PRINT(kind->name), STR_PRINT(head),
                        STR_PRINT(kind->columns[owner[before]].name),
                        STR_PRINT(kind->columns[i].name));
            count++;
        }
    return true;
}

static bool draft_finish(Loader *loader, Draft *draft)
{
    loader->contract.path = draft->path;
    const Contract *contract = &loader->contract;
    RecordKind *kind = &draft->kind;
    ColumnSet identity = {0};
    if (draft->identity && !set_resolve(contract, kind, draft->identity, &identity))
        return false;
    Str *names = ARENA_ARRAY(contract->arena, identity.count, Str);
    for (size_t i = 0; i < identity.count; i++)
        names[i] = identity.columns[i]->name;
    kind->identity = names;
    kind->identity_count = identity.count;
    return sets_resolve(contract, kind, draft->choose, &kind->choices,
                        &kind->choice_count) &&
           sets_resolve(contract, kind, draft->order, &kind->orders, &kind->order_count) &&
           orders_check(contract, draft) && adds_resolve(contract, draft) &&
           month_resolve(contract, draft) && headings_check(contract, draft);
}

bool records_load(Arena *arena, const char *share, const char *workspace,
                  RecordKinds *kinds, Error *error)
{
    Loader loader = {.contract = {.arena = arena, .error = error}};
    if (!file_load(&loader, file_join(arena, share, "records.yaml")))
        return false;
    const char *own = file_join(arena, workspace, "records.yaml");
    if (file_exists(own) && !file_load(&loader, own))
        return false;
    if (loader.count == 0)
        return error_set(error, ERROR_CONFIG, "%s: no record kind stands here",
                         loader.contract.path);
    RecordKind *items = ARENA_ARRAY(arena, loader.count, RecordKind);
    for (size_t i = 0; i < loader.count; i++) {
        if (!draft_finish(&loader, &loader.drafts[i]))
            return false;
        items[i] = loader.drafts[i].kind;
    }
    *kinds = (RecordKinds){items, loader.count};
    return true;
}

const RecordKind *records_find(const RecordKinds *kinds, Str name)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (str_equal(kinds->items[i].name, name))
            return &kinds->items[i];
    return NULL;
}

const RecordColumn *record_column(const RecordKind *kind, Str name)
{
    for (size_t i = 0; i < kind->column_count; i++)
        if (str_equal(kind->columns[i].name, name))
            return &kind->columns[i];
    return NULL;
}

const RecordColumn *record_till_column(const RecordKind *kind)
{
    for (size_t i = 0; i < kind->order_count; i++) {
        const ColumnSet *pair = &kind->orders[i];
        if (pair->columns[1]->type == COLUMN_DATE &&
            str_equal(pair->columns[0]->name, kind->month_column))
            return pair->columns[1];
    }
    return NULL;
}
