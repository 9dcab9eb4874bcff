/* tags.h: the tag tree while it is made.
 *
 * shape  parents before children, siblings in reading order: tags are added in the order
 *        the document is read
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_LAYOUT_TAGS_H
#define SAMSYN_LAYOUT_TAGS_H

#include "reports/canvas/canvas.h"
#include "reports/document/block.h"

typedef struct {
    Arena *arena;
    Tag *tags;
    size_t count, capacity;
    int heading_level; /* of the last heading; 0: none yet */
} Tags;

enum { TAG_ROOT = 0 };

Tags tags_begin(Arena *arena, size_t expected); /* with the root */
uint32_t tag_add(Tags *tags, Role role, uint32_t parent);
/* A heading of this level, or of the nearest that skips none. */
uint32_t tag_add_heading(Tags *tags, uint32_t parent, int level);

/* The tags of running text inside `parent`, one a span. Where a span needs one of its own
 * (a link, another language) all have: the order of the tree is the order of reading, and
 * loose text beside children has no place in it. */
const uint32_t *tags_of_spans(Tags *tags, Line line, uint32_t parent);

#endif
