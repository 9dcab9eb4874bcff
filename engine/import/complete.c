/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/complete.h"

#include "engine/import/words.h"

static Value *value_of(const RowReader *reader, const RecordColumn *column)
{
    return &reader->values[column - reader->layout->kind->columns];
}

static const Unit *city_of(const Units *units)
{
    for (size_t i = 0; i < units->count; i++)
        if (units->items[i].type == UNIT_CITY)
            return &units->items[i];
    return NULL;
}

static bool unit_complete(RowReader *reader, const Csv *row, const Units *units)
{
    if (reader->unit)
        return true;
    const Unit *city = city_of(units);
    if (!city) {
        row_refuse(reader, row->row_line, reader->unit_column->heads[0], STR(""),
                   SAY_PLAIN(reader->arena, reader->language, SAY_EMPTY),
                   SAY_PLAIN(reader->arena, reader->language, SAY_EMPTY_DO));
        return false;
    }
    reader->unit = city;
    *value_of(reader, reader->unit_column) =
        (Value){.kind = VALUE_TEXT, .text = city->id, .unit = city};
    return true;
}

/* The sum of a set, when all of it is there. */
static bool set_sum(const RowReader *reader, const ColumnSet *set, int64_t *sum)
{
    *sum = 0;
    for (size_t i = 0; i < set->count; i++) {
        const Value *part = value_of(reader, set->columns[i]);
        if (part->kind != VALUE_NUMBER)
            return false;
        *sum += part->number;
    }
    return set->count > 0;
}

static bool sum_complete(RowReader *reader, const Csv *row, const RecordColumn *column)
{
    Value *value = value_of(reader, column);
    int64_t sum = 0, scale = 1;
    bool known = false;
    for (size_t i = 0; i < column->add_count && !known; i++)
        known = set_sum(reader, &column->adds[i], &sum);
    if (!known || (value->kind == VALUE_NUMBER && value->number == sum))
        return true;
    if (value->kind == VALUE_NULL) {
        *value = (Value){.kind = VALUE_NUMBER, .number = sum};
        return true;
    }
    for (int i = 0; i < column->decimals; i++)
        scale *= 10;
    int cell = reader->layout->cells[column - reader->layout->kind->columns];
    Str wanted = number_print(reader->arena, reader->language, amount_of(sum, scale),
                              column->decimals);
    row_refuse(reader, row->row_line, reader->layout->headings[cell],
               str_trim(row->cells[cell].text),
               SAY(reader->arena, reader->language, SAY_NOT_SUM, wanted),
               SAY_PLAIN(reader->arena, reader->language, SAY_NOT_SUM_DO));
    return false;
}

bool row_complete(RowReader *reader, const Csv *row, const Units *units, int32_t month)
{
    const RecordKind *kind = reader->layout->kind;
    if (!unit_complete(reader, row, units))
        return false;
    if (!reader->has_period) {
        reader->has_period = true;
        reader->period = (Period){PERIOD_MONTH, month};
    }
    for (size_t i = 0; i < kind->column_count; i++)
        if (kind->columns[i].add_count && !sum_complete(reader, row, &kind->columns[i]))
            return false;
    return true;
}
