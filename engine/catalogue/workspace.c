/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/workspace.h"

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "engine/base/yaml.h"
#include "engine/catalogue/fingerprint.h"
#include "engine/catalogue/table.h"

enum { LIMIT_DEFAULT = 5, LIMIT_MOST = 100 };

typedef struct {
    Arena *arena;
    const char *path; /* samsyn.yaml */
    const YamlNode *root;
    Error *error;
} Settings;

static bool fail_at(const Settings *settings, const YamlNode *at, const char *reason)
{
    return error_set(settings->error, ERROR_CONFIG, "%s:%d:%d: %s", settings->path,
                     at->line, at->column, reason);
}

static bool only(const Settings *settings, const YamlNode *map, const char *const *keys,
                 size_t count)
{
    Str known[16];
    for (size_t i = 0; i < count; i++)
        known[i] = str_from(keys[i]);
    return yaml_only(settings->path, map, known, count, settings->error);
}

/* One text for both languages, or {sv: ..., en: ...} with the other's where one lacks. */
static bool read_names(const Settings *settings, const YamlNode *map, const char *key,
                       Str otherwise, Str names[2])
{
    static const char *const languages[] = {"sv", "en"};
    const YamlNode *node = yaml_find(map, key);
    names[LANGUAGE_SV] = names[LANGUAGE_EN] = otherwise;
    if (!node)
        return true;
    if (node->kind == YAML_LIST)
        return fail_at(settings, node, "expected a text, or {sv: ..., en: ...}");
    if (node->kind == YAML_SCALAR) {
        names[LANGUAGE_SV] = names[LANGUAGE_EN] = node->text;
        return true;
    }
    if (!only(settings, node, languages, 2))
        return false;
    names[LANGUAGE_SV] = yaml_text(node, "sv", yaml_text(node, "en", otherwise));
    names[LANGUAGE_EN] = yaml_text(node, "en", names[LANGUAGE_SV]);
    return true;
}

/* A setting that is one of two words. */
static bool read_choice(const Settings *settings, const char *key, const char *first,
                        const char *second, bool *is_second)
{
    const YamlNode *node = yaml_find(settings->root, key);
    *is_second = false;
    if (!node || str_equal(node->text, str_from(first)))
        return true;
    *is_second = str_equal(node->text, str_from(second));
    if (*is_second)
        return true;
    return error_set(settings->error, ERROR_CONFIG, "%s:%d:%d: %s is %s or %s, not '%.*s'",
                     settings->path, node->line, node->column, key, first, second,
                     STR_PRINT(node->text));
}

static bool read_limit(const Settings *settings, int64_t *limit)
{
    const YamlNode *node = yaml_find(settings->root, "limit");
    *limit = LIMIT_DEFAULT;
    if (!node)
        return true;
    if (number_parse(node->text, 0, false, limit) != NUMBER_OK || *limit < 2 ||
        *limit > LIMIT_MOST)
        return fail_at(settings, node,
                       "limit is a whole number, 2 to 100: what fewer people "
                       "than that stand behind is protected");
    return true;
}

static bool read_group(const Settings *settings, const YamlNode *node, TargetGroup *group)
{
    static const char *const keys[] = {"id", "name", "heads"};
    if (node->kind != YAML_MAP)
        return fail_at(settings, node,
                       "a target group is {id: ..., name: ..., heads: [...]}");
    if (!only(settings, node, keys, 3))
        return false;
    group->id = yaml_text(node, "id", (Str){"", 0});
    if (!group->id.len || str_equal(group->id, STR("all")))
        return fail_at(settings, node,
                       "a target group needs an id, and 'all' is the total");
    if (!read_names(settings, node, "name", group->id, group->name))
        return false;
    const YamlNode *heads = yaml_find(node, "heads");
    size_t listed = heads && heads->kind == YAML_LIST ? heads->count : 0;
    Str *words = ARENA_ARRAY(settings->arena, listed + 3, Str);
    words[group->head_count++] = group->id;
    words[group->head_count++] = group->name[LANGUAGE_SV];
    words[group->head_count++] = group->name[LANGUAGE_EN];
    for (size_t i = 0; i < listed; i++)
        words[group->head_count++] = heads->items[i].text;
    group->heads = words;
    return true;
}

static bool read_groups(const Settings *settings, Workspace *workspace)
{
    const YamlNode *node = yaml_find(settings->root, "groups");
    if (!node)
        return true;
    if (node->kind != YAML_LIST)
        return fail_at(settings, node, "groups is a list of {id: ..., name: ...}");
    TargetGroup *groups = ARENA_ARRAY(settings->arena, node->count, TargetGroup);
    for (size_t i = 0; i < node->count; i++) {
        if (!read_group(settings, &node->items[i], &groups[i]))
            return false;
        for (size_t j = 0; j < i; j++)
            if (str_equal(groups[i].id, groups[j].id))
                return fail_at(settings, &node->items[i], "this group's id stands twice");
    }
    workspace->groups = groups;
    workspace->group_count = node->count;
    return true;
}

/* Whose age a target group means: {otherwise: carer, cared_for: [units]}. */
static bool read_group_age(const Settings *settings, Workspace *workspace)
{
    static const char *const keys[] = {"otherwise", "carer", "cared_for"};
    const YamlNode *node = yaml_find(settings->root, "group_age");
    workspace->group_age = STR("carer");
    if (!node)
        return true;
    if (node->kind != YAML_MAP)
        return fail_at(settings, node,
                       "group_age is {otherwise: carer, cared_for: [units]}");
    if (!only(settings, node, keys, 3))
        return false;
    workspace->group_age = yaml_text(node, "otherwise", workspace->group_age);
    bool cared_for = str_equal(workspace->group_age, STR("cared_for"));
    if (!cared_for && !str_equal(workspace->group_age, STR("carer")))
        return fail_at(settings, node, "otherwise is carer or cared_for");
    const YamlNode *units = yaml_find(node, cared_for ? "carer" : "cared_for");
    size_t count = units ? units->count : 0;
    Str *ids = ARENA_ARRAY(settings->arena, count, Str);
    for (size_t i = 0; i < count; i++) {
        Str word = units->items[i].text;
        const Unit *unit = units_recognise(&workspace->units, word);
        if (!unit)
            return error_set(
                settings->error, ERROR_CONFIG, "%s:%d:%d: unknown unit '%.*s'%.*s",
                settings->path, units->items[i].line, units->items[i].column,
                STR_PRINT(word),
                STR_PRINT(units_suggest(settings->arena, &workspace->units, word)));
        ids[i] = unit->id;
    }
    workspace->other_age_units = ids;
    workspace->other_age_unit_count = count;
    return true;
}

static bool read_settings(const Settings *settings, Workspace *workspace)
{
    static const char *const keys[] = {"organisation", "programme", "language", "limit",
                                       "carer_keys",   "groups",    "group_age"};
    if (settings->root->kind != YAML_MAP)
        return fail_at(settings, settings->root, "expected settings: organisation: ...");
    bool english = false, shared = false;
    if (!only(settings, settings->root, keys, sizeof keys / sizeof *keys) ||
        !read_names(settings, settings->root, "organisation", STR(""),
                    workspace->organisation) ||
        !read_names(settings, settings->root, "programme", STR(""), workspace->programme) ||
        !read_choice(settings, "language", "sv", "en", &english) ||
        !read_choice(settings, "carer_keys", "per_unit", "shared", &shared) ||
        !read_limit(settings, &workspace->limit))
        return false;
    workspace->language = english ? LANGUAGE_EN : LANGUAGE_SV;
    workspace->shared_carer_keys = shared;
    return read_groups(settings, workspace);
}

static const char *const setting_files[] = {
    "samsyn.yaml",      "units.csv", "records.yaml",   "indicators.yaml",
    "instruments.yaml", "goals.csv", "assessments.csv"};
enum { INDICATORS_FILE = 3, GOALS_FILE = 5 }; /* from goals on they only judge */

static void add_digest(Text *out, int own, const char *file, Str content)
{
    Str digest = digest_sha256(out->arena, content);
    text_addf(out, "%d %s %.*s\n", own, file, STR_PRINT(digest));
}

/* What is read from `share` stands before the workspace's own of the same name. What judges
 * figures and changes none, goals for instance, is left out of what cells are made from. */
static bool read_fingerprints(Arena *arena, Workspace *workspace, Error *error)
{
    Text all = text_open(arena), cells = text_open(arena);
    for (size_t i = 0; i < sizeof setting_files / sizeof *setting_files; i++)
        for (int own = 0; own < 2; own++) {
            const char *folder = own ? workspace->path : workspace->share;
            const char *path = file_join(arena, folder, setting_files[i]);
            Str content;
            if (!file_exists(path))
                continue;
            if (!file_read(arena, path, &content, error))
                return false;
            add_digest(&all, own, setting_files[i], content);
            const YamlNode *measures = workspace->indicators.sources[own];
            if (i == INDICATORS_FILE && measures)
                content = fingerprint_measures(arena, measures);
            if (i < GOALS_FILE)
                add_digest(&cells, own, setting_files[i], content);
        }
    workspace->fingerprint = digest_sha256(arena, text_str(&all));
    workspace->cells_fingerprint = digest_sha256(arena, text_str(&cells));
    return true;
}

/* Goals, and how those responsible judged them: both may be left out. */
static bool read_judging(Arena *arena, Workspace *workspace, Error *error)
{
    const char *goals = file_join(arena, workspace->path, "goals.csv");
    const char *assessments = file_join(arena, workspace->path, "assessments.csv");
    return (!file_exists(goals) ||
            goals_load(arena, goals, &workspace->indicators, &workspace->units,
                       &workspace->goals, error)) &&
           (!file_exists(assessments) ||
            assessments_load(arena, assessments, &workspace->indicators, &workspace->units,
                             &workspace->assessments, error));
}

Workspace *workspace_open(Arena *arena, const char *path, const char *share, Error *error)
{
    Workspace *workspace = ARENA_NEW(arena, Workspace);
    workspace->path = path;
    workspace->share = share;
    workspace->database = file_join(arena, path, "samsyn.db");
    Settings settings = {arena, file_join(arena, path, "samsyn.yaml"), NULL, error};
    if (!file_exists(settings.path)) {
        error_set(
            error, ERROR_NO_INPUT,
            "%s: there is no such file, so this is no workspace; go to one, name it with "
            "-C, or make one with samsyn new",
            settings.path);
        return NULL;
    }
    settings.root = yaml_load(arena, settings.path, error);
    if (!settings.root || !read_settings(&settings, workspace) ||
        !units_load(arena, file_join(arena, path, "units.csv"), &workspace->units, error) ||
        !read_group_age(&settings, workspace) ||
        !records_load(arena, share, path, &workspace->records, error) ||
        !indicators_load(arena, share, path, &workspace->records,
                         workspace->shared_carer_keys, &workspace->indicators, error))
        return NULL;
    bool done =
        read_judging(arena, workspace, error) && read_fingerprints(arena, workspace, error);
    return done ? workspace : NULL;
}

const char *workspace_path(const Workspace *workspace)
{
    return workspace->path;
}

Language workspace_language(const Workspace *workspace)
{
    return workspace->language;
}
