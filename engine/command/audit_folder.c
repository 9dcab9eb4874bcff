/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "engine/base/file.h"
#include "engine/command/audit.h"
#include "engine/import/csv.h"

enum { DEPTH_MOST = 16 };

static Str join(Arena *arena, Str folder, Str name)
{
    return folder.len ? str_format(arena, "%.*s/%.*s", STR_PRINT(folder), STR_PRINT(name))
                      : name;
}

static const char *path_of(const Auditing *auditing, Str name)
{
    return name.len ? file_join(auditing->arena, auditing->folder,
                                str_zero(auditing->arena, name))
                    : auditing->folder;
}

static size_t edition_of(Auditing *auditing, Str folder)
{
    if (str_equal(folder, STR("open-data")))
        folder.len = 0;
    else if (str_ends(folder, STR("/open-data")))
        folder.len -= STR("/open-data").len;
    for (size_t i = 0; i < auditing->edition_count; i++)
        if (str_equal(auditing->editions[i], folder))
            return i;
    auditing->editions = ARENA_GROW(auditing->arena, auditing->editions,
                                    auditing->edition_count, &auditing->edition_capacity);
    auditing->editions[auditing->edition_count] = folder;
    return auditing->edition_count++;
}

static Str without_mark(Str content)
{
    return str_starts(content, STR("\xEF\xBB\xBF")) ? str_slice(content, 3, content.len)
                                                    : content;
}

static Unit *unit_named(Auditing *auditing, Str id)
{
    for (size_t i = 0; i < auditing->units.count; i++)
        if (str_equal(auditing->units.items[i].id, id))
            return (Unit *)&auditing->units.items[i];
    Unit *items = (Unit *)auditing->units.items;
    items =
        ARENA_GROW(auditing->arena, items, auditing->units.count, &auditing->unit_capacity);
    auditing->units.items = items;
    return &items[auditing->units.count++];
}

static void list(Arena *arena, Str cell, const Str **words, size_t *count)
{
    Str *found = ARENA_ARRAY(arena, cell.len + 1, Str);
    *count = 0;
    while (cell.len)
        str_cut(cell, '|', &found[(*count)++], &cell);
    *words = found;
}

/* A row of the units.csv that goes with open data: id, name, type, part_of, from, until,
 * successors. It names successors that are not rows of it. */
static void read_unit(Auditing *auditing, const Csv *csv)
{
    Arena *arena = auditing->arena;
    if (csv->count < 7)
        return;
    Unit unit = {.id = csv->cells[0].text, .name = csv->cells[1].text};
    Str type = csv->cells[2].text;
    unit.type = str_equal(type, STR("city"))      ? UNIT_CITY
                : str_equal(type, STR("network")) ? UNIT_NETWORK
                                                  : UNIT_DISTRICT;
    list(arena, csv->cells[3].text, &unit.parents, &unit.parent_count);
    list(arena, csv->cells[6].text, &unit.successors, &unit.successor_count);
    if (!day_parse_iso(csv->cells[4].text, &unit.from_day))
        unit.from_day = INT32_MIN;
    if (!day_parse_iso(csv->cells[5].text, &unit.to_day))
        unit.to_day = INT32_MAX;
    if (unit.from_day != INT32_MIN)
        unit.from_month = day_month_serial(unit.from_day);
    if (unit.to_day != INT32_MAX)
        unit.to_month = day_month_serial(unit.to_day);
    *unit_named(auditing, unit.id) = unit;
}

static AuditKind kind_of_word(Str word)
{
    static const Str words[] = {{"count", 5}, {"sum", 3},   {"distinct", 8}, {"share", 5},
                                {"mean", 4},  {"ratio", 5}, {"value", 5}};
    size_t at = 0;
    while (at < AUDIT_OTHER && !str_equal(words[at], word))
        at++;
    return (AuditKind)at;
}

static AuditMeasure *measure_named(Auditing *auditing, Str id)
{
    for (size_t i = 0; i < auditing->measure_count; i++)
        if (str_equal(auditing->measures[i].id, id))
            return &auditing->measures[i];
    auditing->measures = ARENA_GROW(auditing->arena, auditing->measures,
                                    auditing->measure_count, &auditing->measure_capacity);
    Str part;
    const Workspace *workspace = auditing->check->workspace;
    auditing->measures[auditing->measure_count] = (AuditMeasure){
        .id = id, .indicator = indicators_resolve(&workspace->indicators, id, &part)};
    return &auditing->measures[auditing->measure_count++];
}

/* A row of definitions.csv: its id first, kind and what it protects last. */
static void read_definition(Auditing *auditing, const Csv *csv)
{
    if (csv->count < 10)
        return;
    AuditMeasure *measure = measure_named(auditing, csv->cells[0].text);
    Str protects = csv->cells[9].text;
    measure->kind = kind_of_word(csv->cells[7].text);
    measure->protects = str_equal(protects, STR("carers"))    ? PROTECTS_CARERS
                        : str_equal(protects, STR("persons")) ? PROTECTS_PERSONS
                        : str_equal(protects, STR("staff"))   ? PROTECTS_STAFF
                                                              : PROTECTS_NONE;
}

static bool is_head(const Csv *csv, const char *first, const char *last, size_t count)
{
    return csv->count == count && str_equal(csv->cells[0].text, str_from(first)) &&
           str_equal(csv->cells[count - 1].text, str_from(last));
}

static void add_name(Auditing *auditing, Str **names, size_t *count, size_t *capacity,
                     Str name)
{
    *names = arena_grow(auditing->arena, *names, *count, capacity, sizeof **names);
    (*names)[(*count)++] = name;
}

static bool sort_csv(Auditing *auditing, Str folder, Str name, Error *error)
{
    Str whole_name = join(auditing->arena, folder, name), content;
    const char *path = path_of(auditing, whole_name);
    if (!file_read(auditing->arena, path, &content, error))
        return false;
    Csv csv = csv_open(auditing->arena, without_mark(content), ',', 1);
    bool head = csv_next(&csv);
    Str *cells = ARENA_ARRAY(auditing->arena, csv.count, Str);
    for (size_t i = 0; i < csv.count; i++)
        cells[i] = csv.cells[i].text;
    if (head && is_head(&csv, "id", "successors", 7)) {
        while (csv_next(&csv))
            read_unit(auditing, &csv);
    } else if (head && is_head(&csv, "id", "protects", 10)) {
        while (csv_next(&csv))
            read_definition(auditing, &csv);
    } else if (head && audit_is_facts_head(cells, csv.count)) {
        Str beside = join(auditing->arena, folder, STR("units.csv"));
        auditing->files = ARENA_GROW(auditing->arena, auditing->files, auditing->file_count,
                                     &auditing->file_capacity);
        auditing->files[auditing->file_count++] =
            (AuditFile){path, whole_name, edition_of(auditing, folder),
                        file_exists(path_of(auditing, beside))};
    } else if (!head || !is_head(&csv, "mark", "meaning_en", 3))
        add_name(auditing, &auditing->others, &auditing->other_count,
                 &auditing->other_capacity, whole_name);
    return true;
}

/* What the manifest of a folder says of a file: a line each, with its level. */
static bool is_internal(const Auditing *auditing, Str folder, Str name)
{
    Str manifest, line;
    Error none = {0};
    const char *path =
        path_of(auditing, join(auditing->arena, folder, STR("manifest.json")));
    if (!file_exists(path) || !file_read(auditing->arena, path, &manifest, &none))
        return false;
    const char *entry =
        str_format(auditing->arena, "\"file\": \"%.*s\",", STR_PRINT(name)).ptr;
    while (manifest.len) {
        str_cut(manifest, '\n', &line, &manifest);
        const char *told = str_zero(auditing->arena, line);
        if (strstr(told, entry))
            return strstr(told, "\"level\": \"internal\"") != NULL;
    }
    return false;
}

/* Its figures stand beside it in a CSV file of the same name. */
static bool has_figures(const Auditing *auditing, Str folder, Str stem)
{
    Str beside = str_format(auditing->arena, "%.*s.csv", STR_PRINT(stem));
    beside = join(auditing->arena, folder, beside);
    for (size_t i = 0; i < auditing->file_count; i++)
        if (str_equal(auditing->files[i].name, beside))
            return true;
    return false;
}

static bool sort_pages(Auditing *auditing, Str folder, Str suffix, Error *error)
{
    Str *names;
    size_t count;
    if (!file_list(auditing->arena, path_of(auditing, folder), suffix, &names, &count,
                   error))
        return false;
    for (size_t i = 0; i < count; i++) {
        Str name = join(auditing->arena, folder, names[i]);
        if (has_figures(auditing, folder,
                        str_slice(names[i], 0, names[i].len - suffix.len)))
            continue;
        if (is_internal(auditing, folder, names[i]))
            add_name(auditing, &auditing->internal_pages, &auditing->internal_count,
                     &auditing->internal_capacity, name);
        else
            add_name(auditing, &auditing->pages, &auditing->page_count,
                     &auditing->page_capacity, name);
    }
    return true;
}

static bool read_folder(Auditing *auditing, Str folder, int depth, Error *error)
{
    static const Str suffixes[] = {{".pdf", 4}, {".html", 5}, {".htm", 4}, {".png", 4}};
    Str *names;
    size_t count;
    if (!file_list(auditing->arena, path_of(auditing, folder), STR(".csv"), &names, &count,
                   error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!sort_csv(auditing, folder, names[i], error))
            return false;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (!sort_pages(auditing, folder, suffixes[i], error))
            return false;
    if (!file_list_folders(auditing->arena, path_of(auditing, folder), &names, &count,
                           error))
        return false;
    for (size_t i = 0; i < count && depth < DEPTH_MOST; i++)
        if (!read_folder(auditing, join(auditing->arena, folder, names[i]), depth + 1,
                         error))
            return false;
    return true;
}

bool audit_read_folder(Auditing *auditing, Error *error)
{
    if (!file_is_directory(auditing->folder))
        return error_set(error, ERROR_NO_INPUT, "check: '%s' is no folder",
                         auditing->folder);
    if (!read_folder(auditing, STR(""), 0, error))
        return false;
    if (!auditing->units.count)
        auditing->units = auditing->check->workspace->units;
    return true;
}
