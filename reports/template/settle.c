/* What is left when all blocks are made: a heading under which nothing came says that there
 * is something and then nothing, so it goes, and so does a heading over only such ones. The
 * first heading stays: it names the report. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

/* `below` is what stands under the heading, page breaks aside; NULL at the end. */
static bool is_lonely(const Block *block, const Block *below)
{
    return block->kind == BLOCK_HEADING && block->heading.level > 1 &&
           (!below ||
            (below->kind == BLOCK_HEADING && below->heading.level <= block->heading.level));
}

/* What is read first of a block. */
static const Block *first_of(const Block *block)
{
    if (block->kind != BLOCK_COLUMNS)
        return block;
    return block->columns.left_count ? block->columns.left : block->columns.right;
}

static bool is_empty(const Block *block)
{
    return block->kind == BLOCK_COLUMNS && !block->columns.left_count &&
           !block->columns.right_count;
}

static void columns_settle(Arena *arena, Block *block)
{
    if (block->kind != BLOCK_COLUMNS)
        return;
    Blocks left = {0}, right = {0};
    for (size_t i = 0; i < block->columns.left_count; i++)
        blocks_add(arena, &left, block->columns.left[i]);
    for (size_t i = 0; i < block->columns.right_count; i++)
        blocks_add(arena, &right, block->columns.right[i]);
    blocks_settle(arena, &left);
    blocks_settle(arena, &right);
    block->columns.left = left.items;
    block->columns.left_count = left.count;
    block->columns.right = right.items;
    block->columns.right_count = right.count;
}

void blocks_settle(Arena *arena, Blocks *blocks)
{
    const Block *below = NULL;
    bool *goes = ARENA_ARRAY(arena, blocks->count, bool);
    for (size_t i = blocks->count; i-- > 0;) {
        Block *block = &blocks->items[i];
        columns_settle(arena, block);
        goes[i] = is_empty(block) || is_lonely(block, below);
        if (!goes[i] && block->kind != BLOCK_PAGE_BREAK)
            below = first_of(block);
    }
    size_t kept = 0;
    for (size_t i = 0; i < blocks->count; i++)
        if (!goes[i])
            blocks->items[kept++] = blocks->items[i];
    blocks->count = kept;
}
