/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/layout/covered.h"

static uint32_t text_uncovered(const Fonts *fonts, Str text)
{
    uint32_t rune = 0;
    return font_covers(fonts, FACE_REGULAR, text, &rune) ? 0 : rune;
}

static uint32_t line_uncovered(const Fonts *fonts, Line line)
{
    uint32_t rune = 0;
    for (size_t i = 0; i < line.count && !rune; i++)
        rune = text_uncovered(fonts, line.spans[i].text);
    return rune;
}

static uint32_t table_uncovered(const Fonts *fonts, const Table *table)
{
    uint32_t rune = text_uncovered(fonts, table->caption);
    for (size_t i = 0; i < table->column_count && !rune; i++)
        rune = text_uncovered(fonts, table->columns[i].heading);
    for (size_t i = 0; i < table->row_count * table->column_count && !rune; i++)
        rune = text_uncovered(fonts, table->cells[i].text);
    return rune ? rune : text_uncovered(fonts, table->note);
}

static uint32_t blocks_uncovered(const Fonts *fonts, const Block *blocks, size_t count)
{
    uint32_t rune = 0;
    for (size_t i = 0; i < count && !rune; i++) {
        const Block *block = &blocks[i];
        switch (block->kind) {
        case BLOCK_HEADING:
            rune = text_uncovered(fonts, block->heading.text);
            break;
        case BLOCK_PARAGRAPH:
            rune = line_uncovered(fonts, block->paragraph.line);
            break;
        case BLOCK_LIST:
            for (size_t j = 0; j < block->list.count && !rune; j++)
                rune = line_uncovered(fonts, block->list.items[j].line);
            break;
        case BLOCK_TABLE:
            rune = table_uncovered(fonts, &block->table);
            break;
        case BLOCK_COLUMNS:
            rune = blocks_uncovered(fonts, block->columns.left, block->columns.left_count);
            if (!rune)
                rune = blocks_uncovered(fonts, block->columns.right,
                                        block->columns.right_count);
            break;
        case BLOCK_CHART:
        case BLOCK_PAGE_BREAK:
            break;
        }
    }
    return rune;
}

uint32_t document_uncovered(const Document *document, const Fonts *fonts)
{
    uint32_t rune = text_uncovered(fonts, document->header);
    return rune ? rune : blocks_uncovered(fonts, document->blocks, document->count);
}
