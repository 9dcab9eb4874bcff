/* A YAML document as a tree that knows its lines. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/yaml.h"

#include <string.h>

#include "tests/fuzz/fuzz.h"

static void node_holds(const YamlNode *node)
{
    FUZZ_LAW(node->line >= 1 && node->column >= 1);
    FUZZ_LAW(utf8_valid(node->text, NULL) && utf8_valid(node->key, NULL));
    FUZZ_LAW(!memchr(node->text.ptr ? node->text.ptr : "", '\0', node->text.len));
    FUZZ_LAW(node->kind != YAML_SCALAR || node->count == 0);
    for (size_t i = 0; i < node->count; i++) {
        FUZZ_LAW(node->kind == YAML_MAP || node->items[i].key.len == 0);
        node_holds(&node->items[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Arena *arena = arena_open();
    const YamlNode *root =
        yaml_parse(arena, "a.yaml", fuzz_text(arena, data, size), 1, &error);
    if (root)
        node_holds(root);
    else
        fuzz_fails_at(&error, "a.yaml");
    arena_close(arena);
    return 0;
}
