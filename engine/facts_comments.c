/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_comments.h"

#include "engine/base/file.h"
#include "engine/base/guard.h"
#include "engine/base/yaml.h"
#include "engine/facts_inside.h"

static Str without_ending(Str file)
{
    return str_slice(file, 0, file.len - 3); /* .md */
}

/* The unit's file among the period's; empty when it has none. */
static bool file_find(const Facts *facts, Arena *arena, const char *folder,
                      const Unit *unit, Str *file, Error *error)
{
    Str *files;
    size_t count;
    *file = STR("");
    if (!file_is_directory(folder))
        return true;
    if (!file_list(arena, folder, STR(".md"), &files, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        const Unit *named = units_recognise(
            &facts->workspace->units, text_normalise(arena, without_ending(files[i])));
        if (named != unit)
            continue;
        if (file->len)
            return error_set(
                error, ERROR_CONFIG,
                "%s: '%.*s' and '%.*s' are comments of the same unit; keep one", folder,
                STR_PRINT(*file), STR_PRINT(files[i]));
        *file = files[i];
    }
    return true;
}

/* Cuts off the head, when there is one; *line is where the text begins. */
static bool head_read(Arena *arena, const char *path, Str *text, int *line, bool *public,
                      Error *error)
{
    Str first, rest, row = {"", 0};
    *line = 1;
    *public = false;
    str_cut(*text, '\n', &first, &rest);
    if (!str_equal(str_trim(first), STR("---")))
        return true;
    const char *from = rest.ptr, *at = from;
    *line = 2;
    while (rest.len && !str_equal(str_trim(row), STR("---"))) {
        at = rest.ptr;
        str_cut(rest, '\n', &row, &rest);
        ++*line;
    }
    if (!str_equal(str_trim(row), STR("---")))
        return error_set(error, ERROR_CONFIG,
                         "%s:1: the head is never closed; end it with "
                         "a line '---'",
                         path);
    const YamlNode *head =
        yaml_parse(arena, path, (Str){from, (size_t)(at - from)}, 2, error);
    if (!head)
        return false;
    *text = rest;
    Str level = yaml_text(head, "level", STR("internal"));
    *public = str_equal(level, STR("public"));
    bool known = *public || str_equal(level, STR("internal"));
    for (size_t i = 0; head->kind == YAML_MAP && i < head->count; i++)
        known = known && str_equal(head->items[i].key, STR("level"));
    return (known && head->kind == YAML_MAP) ||
           error_set(
               error, ERROR_CONFIG,
               "%s:2: the head of a comment says 'level: public' or 'level: internal' "
               "and nothing else",
               path);
}

/* The first line that could point at a person; 0: none. */
static int line_personal(Str text, int first)
{
    Str line;
    bool more = true;
    for (int number = first; more; number++) {
        more = str_cut(text, '\n', &line, &text);
        if (guard_scan(line, true) > GUARD_BARE)
            return number;
    }
    /* What is broken over two lines is whole again in the report. */
    return 0;
}

static bool comment_read(const Facts *facts, Arena *arena, const Unit *unit,
                         FactComment *comment, Error *error)
{
    Str text;
    size_t bad;
    int column;
    bool public;
    if (!file_read(arena, comment->file, &text, error))
        return false;
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_slice(text, 3, text.len);
    if (!utf8_valid(text, &bad)) {
        comment->state = COMMENT_UNREADABLE;
        text_place(text, bad, &comment->line, &column);
        return true;
    }
    if (!head_read(arena, comment->file, &text, &comment->line, &public, error))
        return false;
    if (!str_trim(text).len)
        return true;
    int personal = line_personal(text, comment->line);
    if (!personal && guard_scan(text, true) > GUARD_BARE)
        personal = comment->line;
    if (personal) {
        comment->state = COMMENT_PERSONAL;
        comment->line = personal;
    } else if (!public && !facts_owns(facts, unit)) {
        comment->state = COMMENT_INTERNAL;
    } else {
        comment->state = COMMENT_SAID;
        comment->text = text_normalise(arena, text);
    }
    return true;
}

bool facts_comment(Facts *facts, Arena *arena, Str unit, Period period,
                   FactComment *comment, Error *error)
{
    const Workspace *workspace = facts->workspace;
    FactUnit told;
    Str file;
    *comment = (FactComment){0};
    if (!facts_unit(facts, unit, &told, error))
        return false;
    const Unit *whose = units_find(&workspace->units, told.id);
    const char *folder = file_join(arena, file_join(arena, workspace->path, "comments"),
                                   str_zero(arena, period_id(arena, period)));
    if (!file_find(facts, arena, folder, whose, &file, error) || !file.len)
        return error->kind == ERROR_NONE;
    comment->file = file_join(arena, folder, str_zero(arena, file));
    return comment_read(facts, arena, whose, comment, error);
}
