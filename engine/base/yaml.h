/* yaml.h: a YAML document as a tree that knows its lines.
 *
 * shape  maps keep their order; scalars are their text (no types are guessed)
 * owns   the tree and its texts live in the arena
 * fails  ERROR_CONFIG with "path:line:column: reason"; columns count code points
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_YAML_H
#define SAMSYN_BASE_YAML_H

#include <stdbool.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

typedef enum { YAML_SCALAR, YAML_LIST, YAML_MAP } YamlKind;

typedef struct YamlNode {
    YamlKind kind;
    int line, column; /* 1-based, where the value begins */
    Str key;          /* of a map's member, else empty */
    int key_line, key_column;
    Str text; /* of a scalar */
    struct YamlNode *items;
    size_t count;
} YamlNode;

/* The first document of `source`; `first_line` is the line its first line has in the file
 * (1, or more when the YAML stands inside another file). An empty source gives an empty
 * map. Duplicate keys, anchors and tags are refused. */
const YamlNode *yaml_parse(Arena *arena, const char *path, Str source, int first_line,
                           Error *error);
/* The same of a file; one that cannot be read is ERROR_NO_INPUT. */
const YamlNode *yaml_load(Arena *arena, const char *path, Error *error);

const YamlNode *yaml_find(const YamlNode *map, const char *key); /* NULL when absent */
/* The scalar text of a member, or `otherwise` when absent (or not a scalar). */
Str yaml_text(const YamlNode *map, const char *key, Str otherwise);
/* yes/no/true/false/ja/nej; false with `error` when it is another word. */
bool yaml_bool(const char *path, const YamlNode *map, const char *key, bool otherwise,
               bool *value, Error *error);
/* Every key of the map must be one of `known`; fails with place and nearest right word. */
bool yaml_only(const char *path, const YamlNode *map, const Str *known, size_t count,
               Error *error);

#endif
