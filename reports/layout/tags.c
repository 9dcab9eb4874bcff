/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/layout/tags.h"

Tags tags_begin(Arena *arena, size_t expected)
{
    Tags tags = {.arena = arena, .capacity = expected};
    tags.tags = ARENA_ARRAY(arena, expected, Tag);
    tag_add(&tags, ROLE_DOCUMENT, TAG_ROOT);
    return tags;
}

uint32_t tag_add(Tags *tags, Role role, uint32_t parent)
{
    tags->tags = ARENA_GROW(tags->arena, tags->tags, tags->count, &tags->capacity);
    tags->tags[tags->count] = (Tag){.role = role, .parent = parent};
    return (uint32_t)tags->count++;
}

uint32_t tag_add_heading(Tags *tags, uint32_t parent, int level)
{
    static const Role roles[] = {ROLE_H1, ROLE_H2, ROLE_H3};
    if (level > tags->heading_level + 1)
        level = tags->heading_level + 1;
    if (level < 1)
        level = 1;
    if (level > 3)
        level = 3;
    tags->heading_level = level;
    return tag_add(tags, roles[level - 1], parent);
}

const uint32_t *tags_of_spans(Tags *tags, Line line, uint32_t parent)
{
    uint32_t *own = ARENA_ARRAY(tags->arena, line.count, uint32_t);
    bool special = false;
    for (size_t i = 0; i < line.count; i++)
        special = special || line.spans[i].link.len || line.spans[i].language.len;
    for (size_t i = 0; i < line.count; i++) {
        const Span *span = &line.spans[i];
        own[i] = parent;
        if (!special || !span->text.len)
            continue;
        own[i] = tag_add(tags, span->link.len ? ROLE_LINK : ROLE_SPAN, parent);
        tags->tags[own[i]].language = span->language;
    }
    return own;
}
