/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "engine/base/file.h"
#include "reports/template/build.h"

enum { HISTORY_LEAST = 1, HISTORY_MOST = 120 };

static const Known no_words = {NULL, 0};

bool template_is(Str file)
{
    return str_ends(file, STR(".md")) && !str_equal(file, STR("README.md"));
}

/* Where the template stands: the workspace's own before the built-in one. */
static const char *find_template(Arena *run, const char *share, const char *workspace,
                                 Str name)
{
    const char *file = str_zero(run, str_format(run, "%.*s.md", STR_PRINT(name)));
    if (!template_is(str_from(file)))
        return NULL;
    if (workspace) {
        const char *own = file_join(run, file_join(run, workspace, "reports"), file);
        if (file_exists(own))
            return own;
    }
    const char *built_in = file_join(run, share, file);
    return file_exists(built_in) ? built_in : NULL;
}

static void add_names(Arena *run, const char *directory, Str *words, size_t *count,
                      size_t most)
{
    Str *files;
    size_t found;
    Error ignored = {0};
    if (!file_is_directory(directory) ||
        !file_list(run, directory, STR(".md"), &files, &found, &ignored))
        return;
    for (size_t i = 0; i < found && *count < most; i++)
        if (template_is(files[i]))
            words[(*count)++] = str_slice(files[i], 0, files[i].len - 3);
}

static void fail_no_template(Arena *run, const char *share, const char *workspace, Str name,
                             Error *error)
{
    Str words[32];
    size_t count = 0;
    if (workspace)
        add_names(run, file_join(run, workspace, "reports"), words, &count, 32);
    add_names(run, share, words, &count, 32);
    Str nearest = text_nearest(name, words, count);
    Text text = text_open(run);
    text_addf(&text, "unknown report '%.*s'", STR_PRINT(name));
    if (nearest.len)
        text_addf(&text, "; did you mean '%.*s'?", STR_PRINT(nearest));
    for (size_t i = 0; i < count && !nearest.len; i++)
        text_addf(&text, "%s %.*s", i ? "," : "; there are:", STR_PRINT(words[i]));
    error_set(error, ERROR_USAGE, "%s", text.ptr);
}

/* Cuts the head (between two lines ---) from the body. */
static bool cut_head(const Source *source, Str *head, Str *body, Error *error)
{
    Str line, rest;
    str_cut(source->text, '\n', &line, &rest);
    const char *from = rest.ptr;
    if (str_equal(str_trim(line), STR("---")))
        while (rest.len) {
            const char *at = rest.ptr;
            str_cut(rest, '\n', &line, &rest);
            if (!str_equal(str_trim(line), STR("---")))
                continue;
            *head = (Str){from, (size_t)(at - from)};
            *body = (Str){at + line.len,
                          source->text.len - (size_t)(at + line.len - source->text.ptr)};
            return true;
        }
    return place_fail(source, (Place){1, 1}, STR(""), no_words, error,
                      "a template begins with a head of YAML between two lines '---'");
}

static bool read_word(const Source *source, const YamlNode *map, const char *key,
                      const Str *words, size_t count, size_t *index, Error *error)
{
    const YamlNode *node = yaml_find(map, key);
    if (!node)
        return true;
    for (size_t i = 0; i < count; i++)
        if (node->kind == YAML_SCALAR && str_equal(node->text, words[i])) {
            *index = i;
            return true;
        }
    return place_fail(source, (Place){node->line, node->column}, node->text,
                      (Known){words, count}, error, "unknown %s '%.*s'", key,
                      STR_PRINT(node->text));
}

static bool read_number(const Source *source, const YamlNode *node, int least, int most,
                        int *number, Error *error)
{
    int read = 0;
    bool digits = node->kind == YAML_SCALAR && node->text.len > 0 && node->text.len < 5;
    for (size_t i = 0; digits && i < node->text.len; i++) {
        digits = node->text.ptr[i] >= '0' && node->text.ptr[i] <= '9';
        read = read * 10 + (node->text.ptr[i] - '0');
    }
    if (!digits || read < least || read > most)
        return place_fail(source, (Place){node->line, node->column}, STR(""), no_words,
                          error, "here stands a whole number from %d to %d, not '%.*s'",
                          least, most, STR_PRINT(node->text));
    *number = read;
    return true;
}

static bool read_title(const Source *source, const YamlNode *map, Template *template,
                       Error *error)
{
    static const char *const languages[] = {"sv", "en"};
    const YamlNode *title = yaml_find(map, "title");
    if (!title)
        return place_fail(source, (Place){1, 1}, STR(""), no_words, error,
                          "the head lacks 'title'");
    for (size_t i = 0; i < 2; i++) {
        template->title[i] = title->kind == YAML_SCALAR
                                 ? title->text
                                 : yaml_text(title, languages[i], STR(""));
        if (!template->title[i].len)
            return place_fail(source, (Place){title->line, title->column}, STR(""),
                              no_words, error, "the title lacks '%s'", languages[i]);
    }
    return true;
}

static bool read_quiet(Arena *run, const Source *source, const YamlNode *map,
                       TemplateBody *body, Error *error)
{
    const YamlNode *node = yaml_find(map, "quiet_months");
    if (!node)
        return true;
    size_t count = node->kind == YAML_LIST ? node->count : 1;
    int *months = ARENA_ARRAY(run, count, int);
    for (size_t i = 0; i < count; i++)
        if (!read_number(source, node->kind == YAML_LIST ? &node->items[i] : node, 1, 12,
                         &months[i], error))
            return false;
    body->quiet_months = months;
    body->quiet_count = count;
    return true;
}

const Str head_names[] = {{"title", 5},  {"readers", 7}, {"level", 5},        {"per", 3},
                          {"period", 6}, {"history", 7}, {"quiet_months", 12}};
const size_t head_name_count = sizeof head_names / sizeof *head_names;

static bool check_head_names(const Source *source, const YamlNode *map, Error *error)
{
    if (map->kind != YAML_MAP)
        return place_fail(source, (Place){2, 1}, STR(""), no_words, error,
                          "here stand the settings of the report (name: value)");
    for (size_t i = 0; i < map->count; i++) {
        const YamlNode *node = &map->items[i];
        bool found = false;
        for (size_t j = 0; j < head_name_count; j++)
            found = found || str_equal(head_names[j], node->key);
        if (!found)
            return place_fail(source, (Place){node->key_line, node->key_column}, node->key,
                              (Known){head_names, head_name_count}, error,
                              "unknown setting '%.*s' in the head", STR_PRINT(node->key));
    }
    return true;
}

static bool read_head(Arena *run, const Source *source, Str head, Template *template,
                      TemplateBody *body, Error *error)
{
    static const Str levels[] = {{"public", 6}, {"internal", 8}};
    static const Str pers[] = {{"district", 8}, {"network", 7}, {"city", 4}};
    static const Str periods[] = {
        {"month", 5}, {"quarter", 7}, {"tertial", 7}, {"half", 4}, {"year", 4}};
    const YamlNode *map = yaml_parse(run, source->path, head, 2, error);
    size_t level = LEVEL_PUBLIC, per = PER_DISTRICT, period = PERIOD_MONTH;
    template->history = 24;
    if (!map || !check_head_names(source, map, error) ||
        !read_title(source, map, template, error) ||
        !read_word(source, map, "level", levels, 2, &level, error) ||
        !read_word(source, map, "per", pers, 3, &per, error) ||
        !read_word(source, map, "period", periods, 5, &period, error) ||
        !read_quiet(run, source, map, body, error))
        return false;
    template->level = (LevelKind)level;
    template->per = (ReportPer)per;
    template->period = (PeriodKind)period;
    const YamlNode *history = yaml_find(map, "history");
    return !history || read_number(source, history, HISTORY_LEAST, HISTORY_MOST,
                                   &template->history, error);
}

bool names_read(Arena *arena, const Source *source, Facts *facts,
                const Wording *const wording[2], Names *names, Error *error)
{
    *names = (Names){.arena = arena, .source = source, .facts = facts};
    names->wording[0] = wording[0];
    names->wording[1] = wording[1];
    Str *ids, *words = NULL;
    size_t id_count, capacity = 0, count = 0;
    facts_indicators(facts, &ids, &id_count);
    for (size_t i = 0; i < id_count; i++) {
        words = ARENA_GROW(arena, words, count, &capacity);
        words[count++] = ids[i];
        const FactIndicator *indicator = facts_indicator(facts, LANGUAGE_SV, ids[i], error);
        FactName *parts;
        size_t part_count;
        if (!indicator)
            return false;
        if (!indicator->by.len)
            continue;
        if (!facts_parts(facts, LANGUAGE_SV, ids[i], &parts, &part_count, error))
            return false;
        for (size_t j = 0; j < part_count; j++) {
            words = ARENA_GROW(arena, words, count, &capacity);
            words[count++] =
                str_format(arena, "%.*s:%.*s", STR_PRINT(ids[i]), STR_PRINT(parts[j].id));
        }
    }
    names->indicators = words;
    names->indicator_count = count;
    FactName *groups;
    size_t group_count;
    facts_groups(facts, LANGUAGE_SV, &groups, &group_count);
    Str *group_ids = ARENA_ARRAY(arena, group_count + 1, Str);
    group_ids[0] = STR("all");
    for (size_t i = 0; i < group_count; i++)
        group_ids[i + 1] = groups[i].id;
    names->groups = group_ids;
    names->group_count = group_count + 1;
    return true;
}

/* The line is not shown: it cannot be. */
static bool text_readable(const Source *source, Error *error)
{
    size_t bad;
    bool valid = utf8_valid(source->text, &bad);
    if (valid && !text_hides(source->text, &bad))
        return true;
    Place place = source_place(source, source->text.ptr + bad);
    return error_set(error, ERROR_CONFIG, "%s:%d:%d: %s", source->path, place.line,
                     place.column,
                     valid ? "a character that cannot be seen; write it anew"
                           : "not UTF-8; save the file as UTF-8");
}

static const Template *template_read(Arena *run, const char *path, Str name,
                                     const Wordings *wordings, Facts *facts, Error *error)
{
    Source *source = ARENA_NEW(run, Source);
    source->path = path;
    Template *template = ARENA_NEW(run, Template);
    TemplateBody *result = ARENA_NEW(run, TemplateBody);
    template->name = str_copy(run, name);
    template->body = result;
    Str head = {"", 0}, body = {"", 0};
    Names names;
    if (!file_read(run, path, &source->text, error))
        return NULL;
    if (!text_readable(source, error))
        return NULL;
    if (!cut_head(source, &head, &body, error) ||
        !read_head(run, source, head, template, result, error) ||
        !names_read(run, source, facts, wordings->of, &names, error))
        return NULL;
    names.history = template->history;
    if (!inline_check(&names, (size_t)(body.ptr - source->text.ptr), error) ||
        !body_parse(&names, body, result, error) ||
        !fences_check_charts(&names, &result->elements, error))
        return NULL;
    return template;
}

/* What is published is named by it. */
static const char *template_path(Arena *run, const char *share, const char *workspace,
                                 Str name, Error *error)
{
    const char *path =
        file_name_plain(name) ? find_template(run, share, workspace, name) : NULL;
    if (!path)
        fail_no_template(run, share, workspace, name, error);
    return path;
}

const Template *template_load(Arena *run, const char *share, const char *workspace,
                              Str name, Facts *facts, Error *error)
{
    Wordings wordings;
    const char *path = template_path(run, share, workspace, name, error);
    return path && wordings_load(run, share, workspace, &wordings, error)
               ? template_read(run, path, name, &wordings, facts, error)
               : NULL;
}

const Template *template_load_worded(Arena *run, const char *share, const char *workspace,
                                     Str name, const Wordings *wordings, Facts *facts,
                                     Error *error)
{
    const char *path = template_path(run, share, workspace, name, error);
    return path ? template_read(run, path, name, wordings, facts, error) : NULL;
}
