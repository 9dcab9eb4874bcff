/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_compare.h"

#include "engine/command/fact_extra.h"

enum { TARGET, LOWER95, UPPER95, LOWER998, UPPER998, POSITION, HEADS };

static const Str heads[HEADS] = {
    [TARGET] = {"target", 6},     [LOWER95] = {"lower95", 7},
    [UPPER95] = {"upper95", 7},   [LOWER998] = {"lower998", 8},
    [UPPER998] = {"upper998", 8}, [POSITION] = {"position", 8},
};
static const bool is_text[HEADS] = {[POSITION] = true};

static Str number(Arena *arena, double value)
{
    return str_format(arena, FACT_DOUBLE, value);
}

static bool fill(Facts *facts, Arena *arena, const Fact *series, size_t count, Str *cells,
                 Error *error)
{
    FactComparison *comparisons = ARENA_ARRAY(arena, count, FactComparison);
    if (!facts_compare(facts, series, count, comparisons, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        const FactComparison *told = &comparisons[i];
        Str *row = cells + i * HEADS;
        if (told->target_is != FACT_TARGET_NONE)
            row[TARGET] = number(arena, told->target);
        if (!told->has_limits)
            continue;
        row[LOWER95] = number(arena, told->lower95);
        row[UPPER95] = number(arena, told->upper95);
        row[LOWER998] = number(arena, told->lower998);
        row[UPPER998] = number(arena, told->upper998);
        row[POSITION] = position_word(told->position);
    }
    return true;
}

const FactExtra fact_extra_compare = {
    .option = "compare",
    .heads = heads,
    .is_text = is_text,
    .head_count = HEADS,
    .fill = fill,
};
