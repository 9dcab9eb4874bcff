/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/fingerprint.h"

static const Str judging[] = {{"control", 7}, {"compare", 7}, {"forecast", 8}};

static bool only_judges(Str key)
{
    for (size_t i = 0; i < sizeof judging / sizeof *judging; i++)
        if (str_equal(key, judging[i]))
            return true;
    return false;
}

/* Texts with their length before them, so that none can be taken for another's signs. */
static void add_node(Text *out, const YamlNode *node, bool indicator)
{
    text_addf(out, "%zu %.*s %d %zu %.*s(", node->key.len, STR_PRINT(node->key),
              (int)node->kind, node->text.len, STR_PRINT(node->text));
    for (size_t i = 0; i < node->count; i++)
        if (!indicator || !only_judges(node->items[i].key))
            add_node(out, &node->items[i], false);
    text_add_byte(out, ')');
}

Str fingerprint_measures(Arena *arena, const YamlNode *measures)
{
    Text out = text_open(arena);
    for (size_t i = 0; i < measures->count; i++)
        add_node(&out, &measures->items[i], measures->kind == YAML_LIST);
    return text_str(&out);
}
