/* JSON is written by hand and read back by the YAML reader: JSON is YAML. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/publish/publish.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/base/yaml.h"

static void add_member(Text *out, const char *name, Str value)
{
    text_addf(out, ", \"%s\": ", name);
    text_add_json(out, value);
}

static void add_file(Text *out, const PublishedFile *file)
{
    text_add(out, STR("    {\"file\": "));
    text_add_json(out, file->file);
    add_member(out, "sha256", file->sha256);
    text_addf(out, ", \"bytes\": %" PRId64, file->bytes);
    add_member(out, "report", file->report);
    add_member(out, "unit", file->unit);
    add_member(out, "period", file->period);
    add_member(out, "level", file->level);
    add_member(out, "language", file->language);
    add_member(out, "timestamp", file->timestamp);
    add_member(out, "title", file->title);
    add_member(out, "from", file->from);
    text_add(out, STR("}"));
}

static void add_set(Text *out, const SourceSet *set)
{
    text_add(out, STR("    "));
    text_add_json(out, set->id);
    text_add(out, STR(": [\n"));
    for (size_t i = 0; i < set->count; i++) {
        text_add(out, STR("      {\"file\": "));
        text_add_json(out, set->sources[i].file);
        add_member(out, "sha256", set->sources[i].sha256);
        text_add(out, i + 1 < set->count ? STR("},\n") : STR("}\n"));
    }
    text_add(out, STR("    ]"));
}

Str manifest_write(Arena *arena, const Manifest *manifest)
{
    Text out = text_open(arena);
    text_add(&out, STR("{\n  \"files\": [\n"));
    for (size_t i = 0; i < manifest->file_count; i++) {
        add_file(&out, &manifest->files[i]);
        text_add(&out, i + 1 < manifest->file_count ? STR(",\n") : STR("\n"));
    }
    text_add(&out, STR("  ],\n  \"made_from\": {\n"));
    for (size_t i = 0; i < manifest->set_count; i++) {
        add_set(&out, &manifest->sets[i]);
        text_add(&out, i + 1 < manifest->set_count ? STR(",\n") : STR("\n"));
    }
    text_add(&out, STR("  }\n}\n"));
    return text_str(&out);
}

static Str member(const YamlNode *map, const char *name)
{
    return yaml_text(map, name, STR(""));
}

static void load_files(Arena *arena, const YamlNode *list, Manifest *manifest)
{
    manifest->files = ARENA_ARRAY(arena, list->count, PublishedFile);
    manifest->file_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        const YamlNode *node = &list->items[i];
        manifest->files[i] = (PublishedFile){
            .file = member(node, "file"),
            .sha256 = member(node, "sha256"),
            .bytes = strtoll(str_zero(arena, member(node, "bytes")), NULL, 10),
            .report = member(node, "report"),
            .unit = member(node, "unit"),
            .period = member(node, "period"),
            .level = member(node, "level"),
            .language = member(node, "language"),
            .timestamp = member(node, "timestamp"),
            .title = member(node, "title"),
            .from = member(node, "from"),
        };
    }
}

static void load_sets(Arena *arena, const YamlNode *map, Manifest *manifest)
{
    manifest->sets = ARENA_ARRAY(arena, map->count, SourceSet);
    manifest->set_count = map->count;
    for (size_t i = 0; i < map->count; i++) {
        const YamlNode *list = &map->items[i];
        PublishedSource *sources = ARENA_ARRAY(arena, list->count, PublishedSource);
        for (size_t j = 0; j < list->count; j++)
            sources[j] = (PublishedSource){member(&list->items[j], "file"),
                                           member(&list->items[j], "sha256"), false};
        manifest->sets[i] = (SourceSet){list->key, sources, list->count};
    }
}

bool manifest_load(Arena *arena, const char *directory, Manifest *manifest, Error *error)
{
    const char *path = file_join(arena, directory, "manifest.json");
    *manifest = (Manifest){0};
    return !file_exists(path) || manifest_read(arena, path, manifest, error);
}

bool manifest_read(Arena *arena, const char *path, Manifest *manifest, Error *error)
{
    *manifest = (Manifest){0};
    const YamlNode *root = yaml_load(arena, path, error);
    if (!root)
        return false;
    const YamlNode *files = yaml_find(root, "files"), *sets = yaml_find(root, "made_from");
    if (!files || files->kind != YAML_LIST || !sets || sets->kind != YAML_MAP)
        return error_set(error, ERROR_CONFIG,
                         "%s: is not a manifest of samsyn; move it away and publish again",
                         path);
    load_files(arena, files, manifest);
    load_sets(arena, sets, manifest);
    return true;
}
