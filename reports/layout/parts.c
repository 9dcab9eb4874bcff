/* SPDX-License-Identifier: EUPL-1.2 */
/* Parts are about equally wide and as few as fit. Where not even two columns fit beside
 * each other, a table is as crowded in parts as whole, and stays whole unless it has many.
 */
#include "reports/layout/parts.h"

enum { MANY_COLUMNS = 8, FEW_COLUMNS = 5 };

static Table part_of(Arena *arena, const Table *table, size_t from, size_t end)
{
    size_t count = end - from + 1;
    TableColumn *columns = ARENA_ARRAY(arena, count, TableColumn);
    TableCell *cells = ARENA_ARRAY(arena, table->row_count * count, TableCell);
    for (size_t c = 0; c < count; c++) {
        size_t source = c ? from + c - 1 : 0;
        columns[c] = table->columns[source];
        for (size_t r = 0; r < table->row_count; r++)
            cells[r * count + c] = table->cells[r * table->column_count + source];
    }
    Table part = *table;
    part.columns = columns;
    part.column_count = count;
    part.cells = cells;
    return part;
}

/* The table in so many parts; *crowded is what any of them is. */
static TableParts parts_try(Arena *arena, const Fonts *fonts, const Table *table,
                            double width, size_t count, bool *crowded)
{
    Table *tables = ARENA_ARRAY(arena, count, Table);
    TableWidths *widths = ARENA_ARRAY(arena, count, TableWidths);
    size_t *from = ARENA_ARRAY(arena, count + 1, size_t);
    *crowded = false;
    for (size_t i = 0; i <= count; i++)
        from[i] = 1 + (table->column_count - 1) * i / count;
    for (size_t i = 0; i < count; i++) {
        tables[i] = part_of(arena, table, from[i], from[i + 1]);
        widths[i] = table_widths(arena, fonts, &tables[i], width);
        *crowded = *crowded || widths[i].crowded;
    }
    return (TableParts){tables, from, widths, count};
}

static TableParts part_whole(Arena *arena, const Table *table, const TableWidths *widths)
{
    size_t *from = ARENA_ARRAY(arena, 2, size_t);
    from[0] = 1;
    from[1] = table->column_count;
    return (TableParts){table, from, widths, 1};
}

TableParts table_parts(Arena *arena, const Fonts *fonts, const Table *table, double width)
{
    TableWidths *whole = ARENA_NEW(arena, TableWidths);
    *whole = table_widths(arena, fonts, table, width);
    size_t columns = table->column_count;
    bool crowded = whole->crowded;
    for (size_t count = 2; crowded && count < columns; count++) {
        ArenaMark mark = arena_mark(arena);
        TableParts parts = parts_try(arena, fonts, table, width, count, &crowded);
        if (!crowded)
            return parts;
        arena_rewind(arena, mark);
    }
    if (!crowded || columns <= MANY_COLUMNS)
        return part_whole(arena, table, whole);
    return parts_try(arena, fonts, table, width, (columns + FEW_COLUMNS - 2) / FEW_COLUMNS,
                     &crowded);
}
